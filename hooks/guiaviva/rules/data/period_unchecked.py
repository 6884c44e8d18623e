"""The dates of each period that is not over were compared with their source in the last half year.

With a wrong date, pages do not say that the period runs, or go on saying it for longer than they need.

Not seen: whether the dates are right, which only a person can compare; nor periods that are over, or that are no
election and say no day of checking.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.durations import later

_MONTHS = 6


def check(guide: Guide) -> Iterator[Finding]:
    for key, period in guide.facts.periods.items():
        checked, end = period.record.checked_on, period.record.end
        values: dict[str, Any] = {"period": key, "today": guide.today}
        # What is over, or ends before it begins, need not be looked up again.
        if max(period.record.start, guide.today) > end:
            continue
        if checked and later(checked, _MONTHS) < guide.today:
            place = period.where("checked_on")
            yield found("period-unchecked", place, found=checked, **values)
        elif checked is None and period.record.kind == "election":
            yield found("period-unchecked", period.place(), variant="never", **values)
