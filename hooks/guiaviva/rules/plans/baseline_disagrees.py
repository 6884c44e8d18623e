"""The baseline of an indicator is what was measured on its day, also where another plan has the same indicator.

Of two figures of one day nobody knows from which one the way is counted.

Not seen: a baseline of a day without a measure, and differences that come of rounding. A mean of the year, dated at its
end, is taken for the figure of that day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Indicator, Measured
from guiaviva.guide import Guide
from guiaviva.guide.plans import alike
from guiaviva.measures import series_of
from guiaviva.measures.values import rounds_to, shown

RULE = "baseline-disagrees"


def check(guide: Guide) -> Iterator[Finding]:
    known: dict[tuple[str, date], float] = {}
    for plan in guide.facts.plans.values():
        known |= {(one.indicator, point.date): point.value for one in series_of(guide, plan) for point in one.points}
    of_day: dict[tuple[str, date], list[float]] = defaultdict(list)
    for row in guide.facts.measures:
        of_day[row.indicator, row.date].append(row.value)
    for key, others in alike(guide).items():
        if baseline := guide.indicators[key].record.baseline:
            # Its own measures come before those of the same indicator of another plan.
            measured = [one for one in (key, *others) if (one, baseline.date) in known]
            for other in measured[:1]:
                value, rows = known[other, baseline.date], of_day[other, baseline.date]
                if not rounds_to(value, baseline.value):
                    yield _finding(guide.indicators[key], baseline, other, value, sum(rows))


def _finding(indicator: Entry[Indicator], baseline: Measured, other: str, value: float, added: float) -> Finding:
    record = indicator.record
    values: dict[str, Any] = {"indicator": indicator.key, "other": other, "date": baseline.date}
    values |= {"found": shown(baseline.value), "expected": shown(value)}
    where, variant = indicator.where("baseline", "value"), "" if other == indicator.key else "other"
    # What its rows of that day make shows how they are meant.
    if rounds_to(added, baseline.value) and record.temporal_aggregation == "sum":
        where, variant = indicator.where("temporal_aggregation"), "level"
    elif rounds_to(added, baseline.value) and record.combine == "mean":
        where, variant = indicator.where("combine"), "mean"
    return found(RULE, where, variant=variant, about=indicator.key, **values)
