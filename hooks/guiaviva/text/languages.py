"""In which language a text is, by the small words that one language has and another has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from guiaviva.reading.passages import words_of

LEAST_WORDS = 8
"""The fewest words of which the language is told; of fewer, names and terms may be most."""
# So many different small words of the other language are in such a text, and so many times as many as of its own.
_FEWEST, _TIMES = 3, 4
# Addresses, mentions, hashtags and gaps are of no language, and quotations keep theirs.
_NO_PROSE = re.compile(
    r"https?://\S+|(?<!\S)\S*[@#]\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)+(?:/\S*)?|\{[^{}]*\}|<[^<>]*>"
    r"|«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\""
)


class SmallWords:
    """Tells languages apart by their small words, given by language: a word that several have says nothing."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        known = {language: {one.lower() for one in each if " " not in one} for language, each in words.items()}
        self._own = {
            (own, other): frozenset(known[own] - known[other]) for own in known for other in known if own != other
        }

    def other_language(self, text: str, own: str, *, least: int = LEAST_WORDS) -> str:
        """Return the language in which a text is that should be in `own`, or "" where it is, or cannot be told.

        A text of fewer than `least` words is not told.
        """
        words = words_of(_NO_PROSE.sub(" ", text))
        if len(words) < least:
            return ""
        for (other, against), theirs in self._own.items():
            if against == own:
                said = len(theirs.intersection(words))
                if said >= _FEWEST and said >= _TIMES * self._count(words, own, other):
                    return other
        return ""

    def is_copy(self, text: str, own: str, other: str) -> bool:
        """Return whether a text that is the same in two languages is a copy of the `other`, and not the same in both.

        A long one is, and a short one that has a small word of that language alone and none of its own.
        """
        words = words_of(_NO_PROSE.sub(" ", text))
        if (own, other) not in self._own or self._count(words, own, other):
            return False
        return len(words) >= LEAST_WORDS or self._count(words, other, own) > 0

    def _count(self, words: Sequence[str], own: str, other: str) -> int:
        """Return how many different words are small ones of `own` that `other` has not."""
        return len(self._own[own, other].intersection(words))
