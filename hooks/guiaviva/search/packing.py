"""Numbers and words as short texts, for the files that the browser reads (`packing.js` has the way back)."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Prefix

# The alphabet of base64url: none of its signs is written with more than one byte.
DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
# A digit holds five bits of a number, and says whether more follow.
_BITS = 5
_MORE = 1 << _BITS


def packed(numbers: Iterable[int]) -> str:
    """Return numbers, none below zero, as base64 VLQ: the smaller a number, the fewer digits, its lowest bits first."""
    digits = []
    for number in numbers:
        left = number
        while left >= _MORE:
            digits.append(DIGITS[left % _MORE + _MORE])
            left >>= _BITS
        digits.append(DIGITS[left])
    return "".join(digits)


def gaps(numbers: Sequence[int]) -> list[int]:
    """Return the first number and then each one's distance from the one before: small numbers are short."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def front_coded(words: Sequence[str]) -> str:
    """Return words, each after a digit that says how many letters it has in common with the one before."""
    rows = []
    before = ""
    for word in words:
        same = min(int(Prefix.similarity(before, word)), len(DIGITS) - 1)
        rows.append(DIGITS[same] + word[same:])
        before = word
    return " ".join(rows)
