"""Figures as values: what digits, dates, hours and numbers in words stand for, whatever language writes them.

What may be said otherwise is not held against a text: small numbers in words, an hour of the afternoon, a month by its
name, a length of time in another unit, «half».
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from guiaviva.locales import locale
from guiaviva.reading.signatures import TYPOGRAPHY

SMALL = 12
"""Numbers up to this one are as well written in words, or left to an article."""
# How many of a unit of time are in the next one: two days are 48 hours.
_IN_THE_NEXT = (7, 12, 24, 60)
_NOON = 12
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_NUMBER = re.compile(r"\b[IVXLC]+\b")
# The value of what is parted by a sign is the same in all languages, whichever sign it is.
_FIGURE = re.compile(
    r"""(?P<telephone>\+?\d(?:[ ]?\d){8,})
      | (?P<day>\d{4}-\d{1,2}-\d{1,2} | \d{1,2}[/.-]\d{1,2}[/.-]\d{2,4} | \d{1,2}/\d{1,2})
      | (?P<grouped>\d{1,3}(?:[.,' ]\d{3})+(?!\d))
      | (?P<parted>\d{1,2}[:.,h]\d{2}(?!\d))
      | (?P<decimal>\d+[.,]\d+)
      | (?P<plain>\d+)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[ ,.'+]")
_PERCENTAGE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s?%")
# Of which so many are one part: «three in four», «85 in every 100».
_WHOLES = (2, 3, 4, 5, 10, 20, 100, 1000)
# Between the parts of a number in words: «thirty-five», «vint-i-cinc», «three hundred».
_JOIN = re.compile(r"[\s-]*(?:\w{1,3}[\s-]+)?")


@dataclass(frozen=True)
class Numerals:
    """How a language says numbers in words: their values, what is a half, the months, what follows an hour, and what is
    between a part and its whole."""

    language: str = "en"
    numbers: Mapping[str, int] = field(default_factory=dict)
    halves: Sequence[str] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    afternoon: Sequence[str] = ()
    out_of: Sequence[str] = ()

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Finds the words that stand for a value."""
        return _any_of([*self.numbers, *self.months])

    @cached_property
    def late(self) -> re.Pattern[str]:
        """Finds what makes an hour one of the afternoon."""
        return _any_of(self.afternoon)

    @cached_property
    def parts(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Finds «nine in ten», and «of every 100 faults, 85»."""
        number = rf"(?:\d+|{'|'.join(map(re.escape, sorted(self.numbers, key=len, reverse=True)))})"
        between = "|".join(map(re.escape, sorted(self.out_of, key=len, reverse=True))) or r"(?!)"
        part, whole = rf"(?<![\w.,])(?P<part>{number})", rf"(?P<whole>{number})(?![\w%])"
        return (
            re.compile(rf"{part}\s+(?:{between})\s+{whole}", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{between})\s+{whole}[^.,;:]*,\s*{part}(?![\w%])", re.IGNORECASE),
        )

    @cached_property
    def half(self) -> re.Pattern[str]:
        """Finds what stands for half of something."""
        return _any_of(self.halves)


class Values(NamedTuple):
    """The values of a text: what its digits say, each with what else it may stand for, and what its words may say."""

    digits: Mapping[str, frozenset[str]]
    words: frozenset[str]
    vague: bool

    def says(self, values: frozenset[str]) -> bool:
        """Return whether one of these is said, or may be."""
        return any(values & one for one in self.digits.values()) or bool(values & self.words)


def differing(text: str, numerals: Numerals, other: str, others: Numerals) -> tuple[list[str], list[str]]:
    """Return the figures that are in the place of others: of the first text and of the other, none where nothing is."""
    here, there = values_of(text, numerals), values_of(other, others)
    ours = [one for one, meant in here.digits.items() if not there.says(meant)]
    theirs = [one for one, meant in there.digits.items() if not here.says(meant)]
    if ours and theirs:
        far = [one for one in ours if not any(_in_another_unit(one, each) for each in theirs)]
        return (ours, theirs) if far else ([], [])
    return ([] if there.vague else _large(ours, there)), ([] if here.vague else _large(theirs, here))


def _large(values: Sequence[str], other: Values) -> list[str]:
    """Return the values that are too large to be left to words, and are not said in another unit of time."""
    large = (one for one in values if not (one.isdigit() and int(one) <= SMALL))
    return [one for one in large if not any(_in_another_unit(one, each) for each in other.digits)]


def _in_another_unit(one: str, other: str) -> bool:
    if not (one.isdigit() and other.isdigit()):
        return False
    small, large = sorted((int(one), int(other)))
    return any(small * count == large for count in _IN_THE_NEXT)


def values_of(text: str, numerals: Numerals) -> Values:
    """Return the values of a text."""
    text = text.translate(TYPOGRAPHY).replace("\u202f", " ")
    late = bool(numerals.late.search(text))
    digits: dict[str, frozenset[str]] = {}
    for match in _FIGURE.finditer(text):
        for value in _read(match):
            digits[value] = digits.get(value, frozenset()) | _meant(value, text[match.end() :], numerals, late=late)
    spoken = frozenset((*_spoken(text, numerals), *_roman(text)))
    return Values(digits, spoken, bool(numerals.half.search(text)))


def shares_of(text: str, numerals: Numerals) -> dict[float, float]:
    """Return the shares that a text states, in per cent, each with how far it may be from what was rounded to it.

    85 % and 85 of every 100 are exact to one half, nine in ten to five.
    """
    text = text.translate(TYPOGRAPHY)
    found = {float(match[1].replace(",", ".")): 0.5 for match in _PERCENTAGE.finditer(text)}
    for pattern in numerals.parts:
        for match in pattern.finditer(text):
            part, whole = (_number(match[one], numerals) for one in ("part", "whole"))
            if 0 < part <= whole and whole in _WHOLES:
                found[100 * part / whole] = 50 / whole
    return found


def _number(word: str, numerals: Numerals) -> int:
    return int(word) if word.isdigit() else numerals.numbers[word.casefold()]


def _read(match: re.Match[str]) -> Iterator[str]:
    kind, found = str(match.lastgroup), match[0]
    if kind == "day":
        yield from (str(int(one)) for one in re.split(r"[-/.]", found))
    elif kind == "telephone":
        yield _SPACES.sub("", found)
    elif kind == "grouped":
        yield str(int(_SPACES.sub("", found)))
    elif kind in ("parted", "decimal"):
        whole, part = re.split(r"[:.,h]", found)
        part = part.rstrip("0") if kind == "decimal" else "" if part == "00" else part
        yield f"{int(whole)}:{part}" if part else str(int(whole))
    else:
        yield str(int(found))


def _meant(value: str, rest: str, numerals: Numerals, *, late: bool) -> frozenset[str]:
    """Return what a value may stand for: itself, an hour of the afternoon, so many thousands or millions."""
    whole, _, part = value.partition(":")
    meant = {value}
    if late and len(whole) <= 2 and int(whole) < _NOON:
        meant.add(f"{int(whole) + _NOON}{part and f':{part}'}")
    for word, factor in _scales(numerals.language):
        if re.match(rf"\s*{re.escape(word)}\b", rest, re.IGNORECASE):
            meant.add(str(round(float(f"{whole}.{part or 0}") * factor)))
    return frozenset(meant)


@cache
def _scales(language: str) -> tuple[tuple[str, int], ...]:
    """Return what follows a number of thousands or millions, with what it stands for, as CLDR has it."""
    forms = locale(language).compact_decimal_formats
    found: dict[str, int] = {}
    for width in ("long", "short"):
        for pattern in (forms.get(width) or {}).values():
            for scale, form in pattern.items():
                word = re.sub(r"[^\w]", "", str(getattr(form, "pattern", form)).replace("0", ""))
                if word and set(scale) <= {"0", "1"}:
                    # 1 000, 10 000 and 100 000 have the same word, which is a thousand.
                    found.setdefault(word, int(scale))
    return tuple(found.items())


def _spoken(text: str, numerals: Numerals) -> Iterator[str]:
    """Return what words say: each number, and those that two of them make together."""
    found = [
        (match.span(), numerals.numbers.get(word) or numerals.months.get(word, 0))
        for match in numerals.words.finditer(text)
        if (word := match[0].casefold())
    ]
    yield from (str(value) for _, value in found)
    for ((_, end), one), ((start, _), other) in pairwise(found):
        if _JOIN.fullmatch(text[end:start]):
            yield from (str(one + other), str(one * other))


def _roman(text: str) -> Iterator[str]:
    for match in _ROMAN_NUMBER.finditer(text):
        values = [_ROMAN[letter] for letter in match[0]]
        yield str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if words else r"(?!)", re.IGNORECASE
    )
