"""In which language a text is, by the small words that one language has and another has not."""

import re
from collections.abc import Iterable, Mapping, Sequence

from guiaviva.reading.passages import words_of

LEAST_WORDS = 8
"""The fewest words of which the language is told; of fewer, names and terms may be most."""
# So many different small words of the other language are in such a text, and so many times as many as of its own.
_FEWEST, _TIMES = 3, 4
# Fewer words may be a term, or an example, that is the same in both.
_FEWEST_COPIED = 4
# Addresses, mentions, hashtags and gaps are of no language, and quotations keep theirs.
_NO_PROSE = re.compile(
    r"https?://\S+|(?<!\S)\S*[@#]\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)+(?:/\S*)?|\{[^{}]*\}|<[^<>]*>"
    r"|«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\""
)


class SmallWords:
    """Tells languages apart by their small words, given by language: a word that several have says nothing."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        known = {language: {one.lower() for one in each if _is_word(one)} for language, each in words.items()}
        self._known = known
        self._own = {
            (own, other): frozenset(known[own] - known[other]) for own in known for other in known if own != other
        }
        self._theirs = {own: [each for (_, against), each in self._own.items() if against == own] for own in known}

    def other_language(self, text: str, own: str) -> str:
        """Return the language in which a text is that should be in `own`, or "" where it is, or cannot be told."""
        if not self.may_be_other(words_of(text), own):
            return ""
        prose = _NO_PROSE.sub(" ", text)
        words = words_of(prose)
        if len(words) < LEAST_WORDS:
            return ""
        said = {
            other: len(theirs.intersection(words)) for (other, against), theirs in self._own.items() if against == own
        }
        # Languages that are near to each other share most small words: it is the one of which most are there.
        other = max(said, key=lambda one: said[one], default="")
        enough = other and said[other] >= max(_FEWEST, _TIMES * self._count(words, own, other))
        return other if enough and self._is_prose(prose, other) else ""

    def may_be_other(self, words: Sequence[str], own: str) -> bool:
        """Return whether a text of these words, or a part of it, may be in another language than `own`."""
        return any(len(each.intersection(words)) >= _FEWEST for each in self._theirs.get(own, ()))

    def is_copy(self, text: str, own: str, other: str) -> bool:
        """Return whether a text that is the same in two languages is a copy of the `other`, and not the same in both.

        It is one that has a small word of that language alone, none of its own, and is no name.
        """
        prose = _NO_PROSE.sub(" ", text)
        words = words_of(prose)
        if len(words) < _FEWEST_COPIED or (own, other) not in self._own or self._count(words, own, other):
            return False
        return self._count(words, other, own) > 0 and self._is_prose(prose, other)

    def _is_prose(self, text: str, language: str) -> bool:
        """Return whether a text has a word in small letters that is no small word: «Vilanova i la Geltrú» has none."""
        words = (re.split("['’]", word.strip(".,;:()"))[-1] for word in text.split())
        return any(word[:1].islower() and word not in self._known[language] for word in words)

    def _count(self, words: Sequence[str], own: str, other: str) -> int:
        """Return how many different words are small ones of `own` that `other` has not."""
        return len(self._own[own, other].intersection(words))


def _is_word(small: str) -> bool:
    """Return whether a small word is one word, and not short for one as in a chat: «q», «xk»."""
    return " " not in small and not (small.isascii() and set("aeiouyAEIOUY").isdisjoint(small))
