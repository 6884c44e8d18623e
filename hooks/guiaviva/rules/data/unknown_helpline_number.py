"""A short number that a page or a text of data tells people to call is that of a helpline, or of a contact.

Whoever is in danger and calls a number that does not exist has lost minutes.

Not seen: numbers but those of three figures, or of six that begin with 116, right after a word for calling; what is
quoted; what a number counts; and anything at all in a guide that has no helplines.
"""

import re
from collections.abc import Iterator
from typing import Any

from guiaviva.contentmodel import ContentModel, ProseSpec
from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.text.contacts import plain_contact
from guiaviva.text.phrases import any_of

_BEFORE, _AFTER = r"[^\w/.,:#@+-]", r"(?![\w/:%€-]|[.,]\d|[ \u00a0]\d)"
_SHORT = rf"{_BEFORE}(?P<number>116[ \u00a0]?\d{{3}}|\d{{3}}){_AFTER}"
# The same, but a figure is looked for first: most characters are none.
_MAY_STAND = re.compile(rf"(?P<number>\d(?<={_BEFORE}\d)(?:(?<=1)16[ \u00a0]?\d{{3}}|\d\d)){_AFTER}")
# What may stand between the word for calling and the number: no other figure.
_BETWEEN = r"[^\d.!?\n|]{0,30}?"
# What follows a number that counts nothing: the end of the sentence, or a small word.
_ENDS = re.compile(r"""[ \u00a0]*(?:$|[.,;:!?)»”"|<]|(?<=[ \u00a0])(?P<word>\w+))""")


def check(guide: Guide) -> Iterator[Finding]:
    helplines = guide.facts.helplines
    # The number of a record that could not be read is not known, and without any nothing says which are right.
    if not helplines or len(helplines) < len(guide.facts.keys["helplines"]):
        return
    known = guide.contacts | {plain_contact(one.record.phone) for one in helplines.values()}
    told = {language: _told(guide.model, language) for language in guide.languages}
    for where, language, text in _texts(guide, known):
        for match in told[language].finditer(text) if language in told else ():
            if _plain(match) not in known and _counts_nothing(guide, language, text, match.end()):
                expected = tuple(one.record.phone for one in helplines.values())
                values: dict[str, Any] = {"found": match["number"], "expected": expected}
                yield found("unknown-helpline-number", where, about=match["number"], **values)


def _told(model: ContentModel, language: str) -> re.Pattern[str]:
    """Return the pattern of a short number right after a word for calling."""
    words = model.prose.get(language, ProseSpec()).people.telephone
    return model.once((_told, language), lambda: re.compile(f"{any_of(words)}{_BETWEEN}{_SHORT}"))


def _counts_nothing(guide: Guide, language: str, text: str, end: int) -> bool:
    """Return whether the sentence ends after a number, or goes on with a small word; «120 people» are counted."""
    after, search = _ENDS.match(text, end), guide.model.search.get(language)
    word = after["word"] if after else None
    return bool(after) and (word is None or (search is not None and word.casefold() in search.stop_words))


def _texts(guide: Guide, known: frozenset[str]) -> Iterator[tuple[Where, str, str]]:
    """Return each text of data, and each passage of a page, that has such a number, with its place and language."""
    yield from ((where, language, text) for text, language, where in guide.facts.written if _may_tell(text, known))
    for page in guide.pages.values():
        for passage in guide.passages(page) if _may_tell(page.source.text, known) else ():
            # People may well look for a number that is none.
            if not passage.quoted and passage.kind != "search_words" and _may_tell(passage.text, known):
                yield page.at(passage.line), page.language, passage.text


def _plain(match: re.Match[str]) -> str:
    return "".join(match["number"].split())


def _may_tell(text: str, known: frozenset[str]) -> bool:
    """Return whether a text has a short number that is not known."""
    return any(_plain(match) not in known for match in _MAY_STAND.finditer(text))
