"""How alike a text and its translation are: their lengths, their sentences and the letters of words that they share.

Nothing here knows a language: what is usual is taken from the texts themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log
from statistics import median
from typing import NamedTuple

# A sentence ends before a space, or before nothing in a script that has none between words.
_ENDS = re.compile(r"(?:(?<![.!?…;:؟])[.!?…;:؟]+[\"'»”’*_)\]]*\s+|[。！？；]+)(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_GROUP = 4
# Added to each length, so that a letter more says little of a short text.
_LEAST = 5
# A text is far from what is usual at so much, and at so many times the usual distance.
_FAR, _TIMES = 0.27, 5.0
# About half of a text, and how long it is at least: few words may well say what many do.
_HALF, _ENOUGH = 0.65, 60
# From fewer pairs what is usual cannot be seen.
_FEWEST, _FAR_OF_FEW = 8, 0.6
# Of more cells not every two are compared.
_MOST_CELLS = 12
# What the lengths of two texts say beside their letters, and how much both must say that they were exchanged.
_OF_LENGTH, _EXCHANGED = 0.5, 0.5


class Usual(NamedTuple):
    """By how much the originals of some translations are longer, as a logarithm, and what is far from that."""

    middle: float
    far: float


def longer(original: str, text: str) -> float:
    """Return the logarithm of how many times as long as a text its original is."""
    return log((len(original) + _LEAST) / (len(text) + _LEAST))


def usual(pairs: Iterable[tuple[str, str]]) -> Usual:
    """Return what is usual of some originals and their translations."""
    lengths = [longer(*pair) for pair in pairs]
    if len(lengths) < _FEWEST:
        return Usual(0.0, _FAR_OF_FEW)
    middle = median(lengths)
    return Usual(middle, max(_FAR, _TIMES * median(abs(one - middle) for one in lengths)))


def sentences(text: str) -> int:
    """Return how many sentences a text has, or parts of one between semicolons."""
    return len(_ENDS.findall(text)) + 1


def cut(original: str, text: str, than: Usual) -> bool:
    """Return whether a translation lacks a sentence of its original, or more.

    It is much shorter than is usual and has fewer of them: sentences that were joined are as long as before. A long one
    of which half is gone lacks something too.
    """
    lacking = longer(original, text) - than.middle
    half = lacking > _HALF and len(original) >= _ENOUGH
    return lacking > than.far and (half or sentences(original) > sentences(text))


def exchanged(original: Sequence[str], texts: Sequence[str], than: Usual) -> tuple[int, int] | None:
    """Return which two of some texts are the wrong way round beside those of which they are translations, or None."""
    if len(original) != len(texts) or len(texts) > _MOST_CELLS:
        return None
    places = [place for place, one in enumerate(texts) if len(one) > _GROUP and len(original[place]) > _GROUP]
    best, most = None, _EXCHANGED
    for index, first in enumerate(places):
        for second in places[index + 1 :]:
            own = _like(original, texts, than, first, first), _like(original, texts, than, second, second)
            other = _like(original, texts, than, first, second), _like(original, texts, than, second, first)
            gained = sum(map(sum, zip(*other, strict=True))) - sum(map(sum, zip(*own, strict=True)))
            letters = sum(one for one, _ in other) - sum(one for one, _ in own)
            # Lengths alone say too little: nothing in the letters may speak against it.
            if gained > most and letters >= 0:
                best, most = (first, second), gained
    return best


def _like(original: Sequence[str], texts: Sequence[str], than: Usual, first: int, second: int) -> tuple[float, float]:
    """Return how alike a text and an original are by their letters, and by their lengths."""
    return likeness(original[first], texts[second]), -_OF_LENGTH * abs(
        longer(original[first], texts[second]) - than.middle
    )


def likeness(one: str, other: str) -> float:
    """Return how much the letters of two texts have in common, from 0 to 1: related languages share many."""
    mine, theirs = _groups(one), _groups(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=4096)
def _groups(text: str) -> frozenset[str]:
    """Return the groups of letters in the words of a text, without case and accents."""
    letters = "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))
    words = (f" {word}" for word in _WORD.findall(letters))
    return frozenset(word[start : start + _GROUP] for word in words for start in range(max(1, len(word) - _GROUP + 1)))
