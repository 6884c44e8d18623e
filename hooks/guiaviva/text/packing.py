"""Numbers and words as short texts, for the files that the browser reads (`packing.js` has the way back)."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from operator import sub

from rapidfuzz.distance import Prefix

# The alphabet of base64url: none of its signs is written with more than one byte.
DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
# A digit holds five bits of a number, and says whether more follow.
_BITS = 5
_MORE = 1 << _BITS


def packed(numbers: Iterable[int]) -> str:
    """Return numbers, none below zero, as base64 VLQ: the smaller a number, the fewer digits, its lowest bits first."""
    return "".join([_SHORT[number] if number < _FEW else _digits(number) for number in numbers])


def _digits(number: int) -> str:
    digits = ""
    while number >= _MORE:
        digits += DIGITS[number % _MORE + _MORE]
        number >>= _BITS
    return digits + DIGITS[number]


# Most numbers are small.
_FEW = _MORE**2
_SHORT = [_digits(number) for number in range(_FEW)]


def gaps(numbers: Sequence[int]) -> list[int]:
    """Return the first number and then each one's distance from the one before: small numbers are short."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def front_coded(words: Sequence[str]) -> str:
    """Return words, each after a digit that says how many letters it has in common with the one before."""
    rows = []
    before = ""
    for word in words:
        same = min(int(Prefix.similarity(before, word)), len(DIGITS) - 1)
        rows.append(DIGITS[same] + word[same:])
        before = word
    return " ".join(rows)
