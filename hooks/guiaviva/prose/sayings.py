"""Figures that say the same in another way: «ten at night» and 22:00, «seven in ten» and 70%, the eighties and 1980."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from guiaviva.guide.figures import Figure
from guiaviva.prose.units import without

_HALF_A_DAY, _CENTURY, _HUNDRED = 12, 100, 100
_CENTURIES = (18, 19, 20)
# «Nearly four in ten» are 38%.
_NEARLY, _SURELY = 3, 1
# Of more figures not every two are compared.
_MOST = 8

Figures = list[Figure]


def without_equal(source: Figures, other: Figures) -> tuple[Figures, Figures]:
    """Return the figures of two texts without those that say the same in another way, and only those of one of them."""
    for same in (_same_hour, _same_decade, _same_share):
        source, other = _without(same, source, other)
        other, source = _without(same, other, source)
    return source, other


Same = Callable[[Figure, Sequence[Figure]], Sequence[Figure]]
"""Returns of some figures those that together say what one figure says; none where they do not."""


def _without(same: Same, one: Figures, another: Figures) -> tuple[Figures, Figures]:
    """Return the figures of two texts without those of the first that the second says in another way."""
    lost, new = _unlike(one, another)
    if not (lost and new) or len(lost) > _MOST or len(new) > _MOST:
        return one, another
    mine, theirs = _dropped(same, lost, new)
    return without(one, mine), without(another, theirs)


def _dropped(same: Same, lost: Figures, new: Figures) -> tuple[Counter[str], Counter[str]]:
    """Return how many of each figure of two texts say the same in another way."""
    mine: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    left = list(new)
    for one in lost:
        if some := same(one, left):
            mine[one.value] += 1
            theirs.update(each.value for each in some)
            left = [each for each in left if each not in some]
    return mine, theirs


def _unlike(one: Figures, another: Figures) -> tuple[Figures, Figures]:
    """Return the numbers that only one of two texts has."""
    counts = [Counter(each.value for each in side) for side in (one, another)]
    lost, new = counts[0] - counts[1], counts[1] - counts[0]
    return [*_numbers(one, lost)], [*_numbers(another, new)]


def _numbers(some: Figures, wanted: Counter[str]) -> Iterator[Figure]:
    left = Counter(wanted)
    for one in some:
        if left[one.value] > 0 and one.value.isdigit():
            left[one.value] -= 1
            yield one


def _same_hour(late: Figure, others: Sequence[Figure]) -> Sequence[Figure]:
    """Return the hour that another text counts to twelve, in words, or beside what is written as 10pm here."""
    early = int(late.value) - _HALF_A_DAY
    if not 0 < early <= _HALF_A_DAY:
        return ()
    to_twelve = any(map(str.isalpha, late.written)) and late.in_digits
    return [one for one in others if one.value == f"{early}" and (to_twelve or not one.in_digits)][:1]


def _same_decade(year: Figure, others: Sequence[Figure]) -> Sequence[Figure]:
    """Return the decade of a year: 80 of 1980."""
    century, decade = divmod(int(year.value), _CENTURY)
    if century not in _CENTURIES or decade % 10:
        return ()
    return [one for one in others if int(one.value) == decade][:1]


def _same_share(percent: Figure, others: Sequence[Figure]) -> Sequence[Figure]:
    """Return the two numbers that say how many of how many are a percentage, or the second where the first is one."""
    share = int(percent.value)
    for part, whole in combinations(others, 2):
        few, many = int(part.value), int(whole.value)
        if few < many <= _HUNDRED and abs(_HUNDRED * few / many - share) <= _NEARLY:
            return part, whole
    return [
        one for one in others if 2 < int(one.value) <= _HUNDRED and abs(_HUNDRED / int(one.value) - share) < _SURELY
    ][:1]
