"""The figures of two accounts are each in the row of its own: followers do not change places from one day to another.

The sum stays right, and both series are wrong.

Not seen: accounts with nearly as many followers as each other, figures other than those of growth, and what a note
explains.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide

Rows = dict[str, MeasureRow]
# Far nearer to the other one, and farther apart than what changes from one day to the next.
_NEAR, _APART = 0.25, 0.05


def check(guide: Guide) -> Iterator[Finding]:
    by_day: dict[str, dict[date, Rows]] = defaultdict(lambda: defaultdict(dict))
    for row in guide.facts.measures:
        indicator = guide.indicators.get(row.indicator)
        if indicator and indicator.record.type == "growth" and row.account:
            by_day[row.indicator][row.date][row.account] = row
    for days in by_day.values():
        before: Rows = {}
        for _, rows in sorted(days.items()):
            for one, other in combinations(sorted(before.keys() & rows.keys()), 2):
                if _swapped(before[one].value, before[other].value, rows[one].value, rows[other].value):
                    first = min(rows[one], rows[other], key=lambda row: row.place)
                    if not (rows[one].note or rows[other].note):
                        values: dict[str, Any] = {
                            "indicator": first.indicator,
                            "date": first.date,
                            "accounts": (one, other),
                        }
                        yield found("swapped-measures", first.place, about=first.indicator, **values)
                    rows = {**rows, one: rows[other], other: rows[one]}
            before = {**before, **rows}


def _swapped(one: float, other: float, one_now: float, other_now: float) -> bool:
    apart = abs(one - other)
    near = max(abs(one_now - other), abs(other_now - one)) < _NEAR * apart
    return near and apart > _APART * max(abs(one), abs(other))
