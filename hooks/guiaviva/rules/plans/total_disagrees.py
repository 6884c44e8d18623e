"""The whole of an indicator and its accounts agree where both are measured.

One row without its account would stand for the whole. A change from the whole to accounts, or back to it with `breaks`,
is none.

Not seen: indicators that do not say how their accounts make one figure, and differences of less than half a per cent.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.values import shown

RULE = "total-disagrees"


def check(guide: Guide) -> Iterator[Finding]:
    rows: dict[tuple[str, str | None], list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        rows[row.indicator, row.part].append(row)
    for (key, part), ones in rows.items():
        indicator = guide.indicators.get(key)
        combine = "sum" if part else indicator.record.combine if indicator else None
        if indicator and combine in ("sum", "mean") and indicator.record.combine != "none":
            yield from _of_indicator(indicator.record, combine, sorted(ones, key=lambda row: row.date))


def _of_indicator(indicator: Indicator, combine: str, rows: Sequence[MeasureRow]) -> Iterator[Finding]:
    by_day: dict[date, list[float]] = defaultdict(list)
    accounts = {row.account for row in rows if row.account} | {*indicator.accounts}
    for row in rows:
        if row.account:
            by_day[row.date].append(row.value)
    if not by_day:
        return
    first, last = min(by_day), max(by_day)
    broken = False
    for row in rows:
        if row.account or row.date < first:
            continue
        broken = row.date > last and (broken or row.breaks)
        values: dict[str, Any] = {"indicator": row.indicator, "date": row.date, "found": shown(row.value)}
        parts = by_day.get(row.date)
        if parts is None and not broken:
            choices = tuple(sorted(accounts))
            yield found(RULE, row.place, variant="alone", about=row.indicator, choices=choices, **values)
        elif parts:
            made = sum(parts) / (len(parts) if combine == "mean" else 1)
            if abs(made - row.value) > _ROUNDED * max(1.0, abs(row.value)):
                yield found(RULE, row.place, about=row.indicator, expected=shown(made), **values)


# A mean or a sum of what has been rounded.
_ROUNDED = 0.005
