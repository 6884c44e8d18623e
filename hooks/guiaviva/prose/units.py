"""What the figures of a text count, and the days of the week of its dates, the same however a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guiaviva.contentmodel.words import FigureWords
from guiaviva.guide.figures import Difference, Figure
from guiaviva.prose.phrases import any_of, roots

# Of anything else a language may well name something near it.
_OF_TIME = ("seconds", "minutes", "hours", "days", "weeks")
# An «h» may be an hour of the day.
_SHORTEST = 3
_GAP = r"[\s\u00a0\u202f-]{1,2}"
# In which hours and days people work may be said between the number and the unit: «2 working days».
_AMOUNT = r"(?<![\w.,:/])(?P<number>\d{{1,4}}|{numbers}){gap}(?:{calendar}{gap})?(?P<unit>{units})"
# Small words may stand before the day: «dilluns, dia 7», «lunes 7».
_DAY = r"(?P<weekday>{weekdays}),?{gap}(?:[^\W\d_]{{1,3}}{gap})?(?P<day>\d{{1,2}})(?![\d:]|[.,]\d)"


class Units:
    """Reads in one language what figures count, and the days of the week of dates."""

    def __init__(self, words: FigureWords, weekdays: Sequence[str]) -> None:
        self._numbers = {phrase.casefold(): number for phrase, number in words.numbers.items()}
        self._units = {
            phrase.casefold(): unit
            for unit, phrases in words.units.items()
            for phrase in phrases
            if unit in _OF_TIME and len(phrase) >= _SHORTEST
        }
        self._weekdays = {name.casefold(): number for number, name in enumerate(weekdays)}
        calendar = any_of((*words.working, *words.natural), after="")
        amount = _AMOUNT.format(
            numbers=any_of(self._numbers, after=""), calendar=calendar, units=any_of(self._units, after=""), gap=_GAP
        )
        day = _DAY.format(weekdays=any_of(self._weekdays), gap=_GAP)
        self._pattern = re.compile(f"{amount}|{day}", re.IGNORECASE)
        self._roots = roots((*self._units, *self._weekdays))

    def figures(self, text: str) -> Iterator[Figure]:
        """Return the amounts and the dates of a text: their value is the number, and what it counts or its weekday."""
        folded = text.casefold()
        # Most texts have none, and to find that out in this way is fast.
        likely = any(map(folded.__contains__, self._roots))
        for match in self._pattern.finditer(text) if likely else ():
            if match["day"]:
                yield Figure(f"{int(match['day'])} weekday-{self._weekdays[match['weekday'].casefold()]}", match[0])
            else:
                number = match["number"]
                value = int(number) if number.isdecimal() else self._numbers[number.casefold()]
                yield Figure(f"{value} {self._units[match['unit'].casefold()]}", match[0])


def unit_difference(source: Sequence[Figure], other: Sequence[Figure]) -> Difference | None:
    """Return which of the same numbers count something else than in their source, or None where there are none.

    A number that one of them has with several units, or with none, may be any.
    """
    theirs, ours = _by_number(source), _by_number(other)
    differing = [key for key in ours if key in theirs and theirs[key].keys().isdisjoint(ours[key])]
    if not differing:
        return None
    return Difference(
        *(tuple(written for key in differing for written in side[key].values()) for side in (theirs, ours))
    )


def _by_number(some: Sequence[Figure]) -> Mapping[tuple[str, bool], Mapping[str, str]]:
    """Return how amounts are written, by their unit, by their number; days of the week apart."""
    made: dict[tuple[str, bool], dict[str, str]] = {}
    for one in some:
        number, _, unit = one.value.partition(" ")
        made.setdefault((number, unit.startswith("weekday")), {})[unit] = one.written
    return made
