"""Of several values within one period, the indicator says what they make: their sum, their mean, the last, or none.

Thirty days are no month: the last of them would be compared with the target of a month.

Not seen: values until the baseline, which are of no period that is judged, and indicators without a frequency.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures.frequencies import period_of

RULE = "several-measures"


def check(guide: Guide) -> Iterator[Finding]:
    periods: dict[tuple[str, str, str | None, date], dict[date, MeasureRow]] = defaultdict(dict)
    for row in guide.facts.measures:
        indicator = guide.indicators.get(row.indicator)
        frequency = indicator.record.frequency if indicator else None
        baseline = indicator.record.baseline if indicator else None
        if frequency and not (baseline and row.date <= baseline.date):
            first, _ = period_of(frequency, row.date)
            # Of one day there is one value: the rule duplicate-measure.
            periods[row.indicator, row.account, row.part, first].setdefault(row.date, row)
    asked = set()
    for (key, _, _, first), rows in periods.items():
        record = guide.indicators[key].record
        take = record.temporal_aggregation
        if len(rows) == 1 or record.frequency is None or take in ("sum", "mean", "last") or (key in asked and not take):
            continue
        asked.add(key)
        last = period_of(record.frequency, first)[1]
        values: dict[str, Any] = {"indicator": key, "count": len(rows), "since": first, "until": last}
        if not take:
            values["frequency"] = Term("frequency", record.frequency)
        # The last one is most likely that of the whole period.
        place = rows[min(rows)].place
        yield found(RULE, place, variant="one" if take else "", about=key, **values)
