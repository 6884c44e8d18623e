"""A figure of a period is that of the period alone, and not of the year until then.

What is more than all other periods of the year before it together is taken for their total; what a note explains is
right.

Not seen: the first six periods of a year, percentages, and levels such as followers.
"""

from collections import defaultdict
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures.values import is_percentage, shown

# Of fewer periods it is no wonder.
_PERIODS = 6


def check(guide: Guide) -> Iterator[Finding]:
    years: dict[tuple[object, ...], list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        indicator = guide.indicators.get(row.indicator)
        if indicator and indicator.record.type != "growth" and not is_percentage(indicator.record):
            years[row.indicator, row.account, row.part, row.date.year].append(row)
    for rows in years.values():
        rows.sort(key=lambda row: row.date)
        for number, row in enumerate(rows[_PERIODS:], _PERIODS):
            before = [one.value for one in rows[:number]]
            if row.value >= sum(before) and min(before) > 0 and not (row.note or row.breaks):
                values = {"indicator": row.indicator, "found": shown(row.value), "expected": shown(sum(before))}
                yield found("running-total", row.place, about=row.indicator, year=row.date.year, **values)
