"""What holds only for a time is reviewed in time: limits and trials of networks, holidays, pages.

The old guide still says that a tweet has 140 characters. These are warnings, never errors: an urgent correction must be
publishable on the day on which a review falls due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Count, Day
from guiaviva.guide import Guide

# Months after which the limits of a network must be compared with their source again.
LIMITS_HOLD = 6


def check(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.networks_in_use.items():
        checked = network.record.checked_on
        values: dict[str, Any] = {"network": network.record.name, "key": key, "today": guide.today}
        if network.record.limits and checked is None:
            yield found("limits-unchecked", network.place("limits"), variant="never", **values)
        elif checked and later(checked, LIMITS_HOLD) < guide.today:
            yield found("limits-unchecked", network.value_place("checked_on"), found=checked, **values)
    for network in guide.facts.networks.values():
        until, status = network.record.until, network.record.status
        if until and until < guide.today and status in ("trial", "retiring"):
            variant = "retiring" if status == "retiring" else ""
            place = network.value_place("until")
            yield found("status-out-of-date", place, variant=variant, found=until, network=network.record.name)
    institution = guide.facts.institution
    # Holidays that were written but are not valid are reported by invalid-data.
    unread = ("holidays",) in institution.document.keys and not guide.institution.holidays
    if guide.institution.service_hours and guide.today.year not in guide.institution.holidays and not unread:
        yield found("calendar-out-of-date", institution.place("holidays"), year=guide.today.year)
    for page in guide.front_pages:
        reviewed, months = page.field("reviewed", Day), page.field("review_every", Count)
        if reviewed and months and (due := later(reviewed, months)) < guide.today:
            place = page.front.value_place("reviewed")
            yield found("review-overdue", place, found=reviewed, due=due, today=guide.today)


def later(day: date, months: int) -> date:
    """Return the same day `months` months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(min(day.year + years, 9998), month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
