"""Percentages are not added up, neither those of several accounts nor those of several days.

80% of one account and 85% of another are no 165%.

Not seen: percentages whose unit does not begin with the sign «%», and those worked out by a formula, which adds up
their parts.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.measures.values import is_percentage


def check(guide: Guide) -> Iterator[Finding]:
    for key, indicator in guide.indicators.items():
        record = indicator.record
        # What is worked out of parts adds up these.
        for name in ("combine", "temporal_aggregation") if is_percentage(record) and not record.formula else ():
            if getattr(record, name) == "sum":
                yield found("summed-percentage", indicator.place(name), about=key, indicator=key, key=name)
