"""A text of eight words and more is in the language whose page or key it is under.

What is left in another language is read by nobody for whom it was meant.

Not seen: texts of fewer than eight words, quotations, code and what cites a law by its number; nor languages whose
small words («the», «amb»), by which a language is told, the guide does not have. A copy of another version is left to
untranslated-text.
"""

import re
from collections.abc import Iterator, Sequence

from guiaviva.diagnostics import Finding, Language, Place, found
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.text.languages import LEAST_WORDS, SmallWords

_SHOWN = 8
CITES = re.compile(r"(?:\S+\s+){0,4}\S*\d/\d{2,4}")
"""The title of a law is in the language of the law: «Llei 19/2014, del 29 de desembre»."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# A page in which so much is in another language is so as a whole.
_WHOLE, _LEAST_PASSAGES = 0.6, 3


def check(guide: Guide) -> Iterator[Finding]:
    words = guide.small_words
    for page in guide.pages.values():
        if not page.front_in_text:
            yield from _of_page(guide, words, page)
    for record in guide.records:
        yield from _of_record(guide, words, record)


def _of_page(guide: Guide, words: SmallWords, page: Page) -> Iterator[Finding]:
    passages = [one for one in guide.passages(page) if one.prose and not one.quoted and one.kind != "block"]
    wrong = [(one, text, other) for one in passages for text, other in _parts(words, page, one)]
    if not wrong:
        return
    for other in dict.fromkeys(other for _, _, other in wrong):
        part = [one for one, text, language in wrong if language == other and text == one.prose]
        if len(part) >= _LEAST_PASSAGES and _count(part) >= _WHOLE * _count(passages):
            values = {"found": other, "language": page.language}
            yield found("wrong-language", page.at(), variant="page", about=page.path, **values)
            return
    copied = {one.text for other in guide.versions(page.id) if other is not page for one in guide.passages(other)}
    for one, text, other in wrong:
        if one.text not in copied:
            yield _found(page.at(one.line), text, other, page.language)


def _parts(words: SmallWords, page: Page, passage: Passage) -> Iterator[tuple[str, str]]:
    """Return a passage, or its sentences, with the other language in which it is; not what cites a law."""
    if not words.may_be_other(passage.words, page.language) or CITES.match(passage.prose):
        return
    if other := words.other_language(passage.prose, page.language):
        yield passage.prose, other
        return
    for sentence in _SENTENCE.split(passage.prose) if len(passage.words) >= 2 * LEAST_WORDS else ():
        if other := words.other_language(sentence, page.language):
            yield sentence, other


def _count(passages: Sequence[Passage]) -> int:
    return sum(len(one.words) for one in passages)


def _of_record(guide: Guide, words: SmallWords, record: Worded) -> Iterator[Finding]:
    entry = record.entry
    for path, language, text in record.written:
        if language in guide.languages and (other := words.other_language(text, language)):
            yield _found(entry.value_place(*path), text, other, language)


def _found(place: Place, text: str, other: str, own: str) -> Finding:
    about, shown = f"{place.path}:{place.line}", beginning(text)
    return found("wrong-language", place, about=about, found=shown, other=Language(other), language=Language(own))


def beginning(text: str) -> str:
    """Return the first words of a text, by which it is found."""
    words = text.split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
