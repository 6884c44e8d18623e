"""The names of the networks, and that of the institution, are written as they are: «LinkedIn», not «Linkedin».

Whoever posts copies what the guide says, and a search for the right name finds nothing where it is wrong. Quotations,
examples of posts and addresses keep what they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.prose.statements import stated, unquoted
from guiaviva.reading.pages import Page

# Shorter names may well be a letter away from other words.
_LEAST = 6
# A word with a capital, in no address, handle or hashtag, and no part of a compound.
_NAME = re.compile(r"(?<![\w@#./\\-])[^\W\d_a-z][^\W\d_]{4,}(?![\w@/\\-]|\.\w)")


def check_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    for one in texts:
        if isinstance(one, Page):
            for match, name in _misspelt(guide, one.language, stated(one)):
                yield found("misspelt-name", one.source.place(match), about=match[0], found=match[0], expected=name)
            continue
        for path, language, text in one.written:
            for match, name in _misspelt(guide, language, unquoted(text)):
                place = one.entry.value_place(*path)
                yield found("misspelt-name", place, about=match[0], found=match[0], expected=name)


def _misspelt(guide: Guide, language: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Return where a text has a word that is nearly a name, with that name."""
    for match in _NAME.finditer(text):
        name = _meant(match[0], guide.proper_names)
        folded = match[0].casefold()
        # A word that other texts have too is one of the language, such as «Threats».
        if name and (name.casefold() == folded or guide.identifier.number(folded, language) <= 1):
            yield match, name


@lru_cache(10_000)
def _meant(word: str, names: tuple[str, ...]) -> str:
    """Return the name that a word is nearly, or "" where it is one, or none."""
    folded = word.casefold()
    if word in names or word.isupper():
        return ""
    for name in names:
        other = name.casefold()
        # With an ending it may be a plural, or a word of its own: «Telegrama».
        ending = folded.startswith(other) or other.startswith(folded)
        slip = len(other) >= _LEAST and not ending and OSA.distance(folded, other, score_cutoff=1) == 1
        if folded == other or (slip and folded[0] == other[0]):
            return name
    return ""
