"""Of each kind, such as elections, no two periods overlap.

While a period runs every page says so and posts are checked against its rules: of two of one kind, those of the first
alone.

Not seen: whether the dates are right (period-unchecked asks for that), nor two periods of different kinds.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Period
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    last: dict[str, Entry[Period]] = {}
    # Of each kind, the period that ends last of those seen so far; one that ends before it begins is reported for that.
    whole = (one for one in guide.facts.periods.values() if one.record.start <= one.record.end)
    for period in sorted(whole, key=lambda one: (one.record.start, one.record.end)):
        record, before = period.record, last.get(period.record.kind)
        if before and record.start <= before.record.end:
            both: dict[str, Any] = {"start": before.record.start, "end": max(before.record.end, record.end)}
            place = period.value_place("start")
            yield found("overlapping-periods", place, found=period.key, other=before.key, **both)
        if before is None or record.end > before.record.end:
            last[record.kind] = period
