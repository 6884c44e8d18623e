"""What the figures of a text count, and the days of the week of its dates, the same however a language writes them."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guiaviva.contentmodel.words import FigureWords
from guiaviva.guide.figures import Difference, Figure
from guiaviva.prose.phrases import any_of, roots

# Of anything else a language may well name something near it. So many of each are as long as one of the first, in
# minutes, or in months.
_MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_MONTHS = {"months": 1, "years": 12}
# Beside weeks, people say eight days of one, and fifteen of two.
_DAYS_OF_WEEKS = {8: 7, 15: 14}
_OF_TIME = ("seconds", *_MINUTES, *_MONTHS)
# An «h» may be an hour of the day.
_SHORTEST = 2
_TWENTY, _HUNDRED, _THOUSAND = 20, 100, 1000
_GAP = r"[\s\u00a0\u202f-]{1,2}"
# In which hours and days people work may be said between the number and the unit: «2 working days».
_AMOUNT = (
    r"(?<![\w.,:/])(?P<number>\d{{1,4}}|{numbers}){gap}(?:(?:(?P<before>{working})|{natural}){gap})?(?P<unit>{units})"
    r"(?:{gap}(?P<after>{working}))?"
)
# In which of them people work makes a difference of these.
_WORKED = frozenset({"hours", "days"})
# Small words may stand before the day: «dilluns, dia 7», «lunes 7».
_DAY = r"(?P<weekday>{weekdays}),?{gap}(?:[^\W\d_]{{1,3}}{gap})?(?P<day>\d{{1,2}})(?![\d:]|[.,]\d)"

_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s?%")
# Such a number without the sign; and before no word.
_PLAIN = r"(?<![\d.,]){}(?!\d|[.,]\d|\s?%)"
_BARE = _PLAIN + r"(?=\s*(?:[^\w\s]|$))"


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
        parts = {"numbers": self._numbers, "working": words.working, "natural": words.natural, "units": self._units}
        amount = _AMOUNT.format(**{name: any_of(some, after="") for name, some in parts.items()}, gap=_GAP)
        day = _DAY.format(weekdays=any_of(self._weekdays), gap=_GAP)
        self._pattern = re.compile(f"{amount}|{day}", re.IGNORECASE)
        self._roots = roots((*self._units, *self._weekdays))
        self._word, self._word_roots = re.compile(any_of(self._numbers)), roots(self._numbers)
        # «vint-i-un», «treinta y uno», «twenty-one».
        self._joined = re.compile(rf"-|[\s-](?:{any_of(words.joins, after='')})[\s-]")
        # «tres-cents un», «three hundred and one».
        self._joined_to_hundred = re.compile(rf"[\s-]|{self._joined.pattern}")
        self._half = re.compile(any_of(words.halves))

    def in_words(self, text: str) -> Iterator[Figure]:
        """Return the numbers of a text that are written in words, but one, which is an article too.

        There are none where it says a half, which may be of one of them.
        """
        folded = text.casefold()
        likely = any(map(folded.__contains__, self._word_roots))
        matches = deque(self._word.finditer(text) if likely and not self.says_half(text) else ())
        while matches:
            first = matches.popleft()
            number, end = self._number(first), first.end()
            while matches and self._goes_on(text, number, end, matches[0]):
                following = matches.popleft()
                added = self._number(following)
                number, end = (number * added if added == _THOUSAND else number + added), following.end()
            if number >= _TWENTY and number % 10 == 0 and text[end : end + 1] == "-":
                # «twenty-first».
                continue
            if number > 1:
                yield Figure(str(number), text[first.start() : end])

    def says_half(self, text: str) -> bool:
        """Return whether a text says a half."""
        return bool(self._half.search(text))

    def _number(self, match: re.Match[str]) -> int:
        return self._numbers[" ".join(match[0].casefold().split())]

    def _goes_on(self, text: str, number: int, end: int, following: re.Match[str]) -> bool:
        """Return whether a number is the rest of the one before: «two hundred and fifty», not «twenty and thirty»."""
        added = self._number(following)
        if added == _THOUSAND:
            return 1 < number < _THOUSAND and text[end : following.start()] in (" ", "\u00a0")
        if number >= _HUNDRED and number % _HUNDRED == 0:
            return added < _HUNDRED and bool(self._joined_to_hundred.fullmatch(text, end, following.start()))
        tens = number >= _TWENTY and number % 10 == 0
        return tens and added < _TWENTY and bool(self._joined.fullmatch(text, end, following.start()))

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
                value = int(number) if number.isdecimal() else self._numbers[" ".join(number.casefold().split())]
                unit = self._units[match["unit"].casefold()]
                yield Figure(f"{value} {unit}", match[0])
                if unit in _WORKED:
                    worked = "working" if match["before"] or match["after"] else "any"
                    yield Figure(f"{value} {unit}-{worked}", match[0])


def unit_difference(source: Sequence[Figure], other: Sequence[Figure]) -> Difference | None:
    """Return which of the same numbers count something else than in their source, or None where there are none.

    A number that one of them has with several units, or with none, may be any.
    """
    theirs, ours = _by_number(source), _by_number(other)
    differing = [key for key in ours if key in theirs and theirs[key].keys().isdisjoint(ours[key])]
    if not differing:
        return None
    return Difference(
        *(
            tuple(dict.fromkeys(written for key in differing for written in side[key].values()))
            for side in (theirs, ours)
        )
    )


def _has(pattern: str, number: str, text: str) -> bool:
    return bool(re.search(pattern.format(re.escape(number)), text))


def percent_difference(source: str, other: str) -> Difference | None:
    """Return which percentages of a text have lost their sign, or have got one, beside its source; else None.

    Where a word follows the number, that may say the same: «61 de cada cent».
    """
    theirs, ours = ({match[1] for match in _PERCENT.finditer(text)} for text in (source, other))
    lost = [one for one in sorted(theirs - ours) if _has(_BARE, one, other) and not _has(_PLAIN, one, source)]
    new = [one for one in sorted(ours - theirs) if _has(_BARE, one, source) and not _has(_PLAIN, one, other)]
    if not (lost or new):
        return None
    sides = ([f"{one}%" for one in lost] + new, lost + [f"{one}%" for one in new])
    return Difference(tuple(sides[0]), tuple(sides[1]))


def _by_number(some: Sequence[Figure]) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return how amounts are written, by their unit, by their number; days of the week, and days worked, apart."""
    made: dict[tuple[str, str], dict[str, str]] = {}
    for one in some:
        number, _, unit = one.value.partition(" ")
        aspect, _, kind = unit.partition("-")
        made.setdefault((number, aspect if kind else ""), {})[unit] = one.written
    return made


def without_equal_lengths(
    source: Sequence[Figure], other: Sequence[Figure], figures: tuple[list[Figure], list[Figure]]
) -> tuple[list[Figure], list[Figure]]:
    """Return the `figures` of two texts without those of times that are as long in other units: 48 hours, two days.

    `source` and `other` are their amounts.
    """
    of_weeks = any(one.value.endswith(" weeks") for one in (*source, *other))
    lengths = [Counter(filter(None, (_length(one, of_weeks=of_weeks) for one in side))) for side in (source, other)]
    equal = {length for length, *_ in lengths[0]} & {length for length, *_ in lengths[1]}
    dropped = [
        Counter(number for length, number in side if length in equal)
        for side in (lengths[0] - lengths[1], lengths[1] - lengths[0])
    ]
    return without(figures[0], dropped[0]), without(figures[1], dropped[1])


def _length(amount: Figure, *, of_weeks: bool) -> tuple[tuple[str, int], str] | None:
    """Return how long a time is, and its number; None where an amount is no time."""
    number, _, unit = amount.value.partition(" ")
    times = int(number)
    if of_weeks and unit == "days":
        times = _DAYS_OF_WEEKS.get(times, times)
    for base in (_MINUTES, _MONTHS):
        if unit in base:
            return (next(iter(base)), times * base[unit]), number
    return None


def lengths_of(amounts: Iterable[Figure], *, of_weeks: bool) -> Mapping[tuple[str, int], str]:
    """Return the lengths of time among some amounts, in minutes or in months, and how each is written.

    Years may be an age, and seconds may be an ordinal number. `of_weeks` says that one is written in weeks elsewhere.
    """
    some = [one for one in amounts if one.value.partition(" ")[2] in (*_MINUTES, "months")]
    found = ((_length(one, of_weeks=of_weeks), one.written) for one in some)
    return {length[0]: written for length, written in found if length}


def is_short(amount: Figure) -> bool:
    """Return whether an amount is a time in minutes, hours, days or weeks."""
    return amount.value.partition(" ")[2] in _MINUTES


def without(figures: list[Figure], numbers: Counter[str]) -> list[Figure]:
    """Return figures without so many of each number."""
    left = Counter(numbers)
    kept: list[Figure] = []
    for one in figures:
        if left[one.value] > 0:
            left[one.value] -= 1
        else:
            kept.append(one)
    return kept
