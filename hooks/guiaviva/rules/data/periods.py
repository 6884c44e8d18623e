"""Periods have dates that can be, one at a time of each kind, and the next election is among them before it is called.

While a period runs every page says so, and posts are checked against its rules. With a wrong date they are not, or
would be for longer than they need be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Period
from guiaviva.guide import Guide
from guiaviva.rules.data.out_of_date import later

# Months after which the dates of a period must be compared with their source again.
DATES_HOLD = 6
# How many months before it begins an election must be among the periods.
AHEAD = 12
# No election, mourning or emergency changes for longer what is published.
_LONGEST = timedelta(days=5 * 366)
ELECTIONS = "topics/elections"
"""The page on election periods: a guide that has it is bound by them, unless the institution says otherwise."""


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_guide(guide)


def _of_data(guide: Guide) -> Iterator[Finding]:
    periods = sorted(guide.facts.periods.values(), key=lambda one: (one.record.start, one.record.end))
    last: dict[str, Entry[Period]] = {}
    """Of each kind, the period that ends last of those seen so far."""
    for period in periods:
        record = period.record
        if record.end < record.start:
            values: dict[str, Any] = {"period": period.key, "start": record.start, "found": record.end}
            yield found("date-out-of-order", partial(period.value_place, "end"), variant="period", **values)
            continue
        if record.end - record.start > _LONGEST:
            values = {"period": period.key, "start": record.start, "found": record.end}
            yield found("date-out-of-order", partial(period.value_place, "start"), variant="period-long", **values)
            continue
        before = last.get(record.kind)
        if before and record.start <= before.record.end:
            both: dict[str, Any] = {"start": before.record.start, "end": max(before.record.end, record.end)}
            place = partial(period.value_place, "start")
            yield found("overlapping-periods", place, found=period.key, other=before.key, **both)
        if before is None or record.end > before.record.end:
            last[record.kind] = period


def _of_guide(guide: Guide) -> Iterator[Finding]:
    for key, period in guide.facts.periods.items():
        record = period.record
        values: dict[str, Any] = {"period": key, "today": guide.today}
        # What is over, or cannot be, need not be looked up again.
        if max(record.start, guide.today) > record.end:
            continue
        if record.checked_on and later(record.checked_on, DATES_HOLD) < guide.today:
            place = partial(period.value_place, "checked_on")
            yield found("period-unchecked", place, found=record.checked_on, **values)
        elif record.checked_on is None and record.kind == "election":
            yield found("period-unchecked", period.place(), variant="never", **values)
    if _bound(guide) and _known(guide) and not _election_ahead(guide):
        until = later(guide.today, AHEAD)
        yield found("no-election-period", Place("data/periods.yml"), today=guide.today, until=until)


def _bound(guide: Guide) -> bool:
    """Return whether elections change what the institution publishes."""
    says = guide.institution.elections
    return guide.source_page(ELECTIONS) is not None if says is None else says


def _known(guide: Guide) -> bool:
    """Return whether all periods could be read, so that it is sure that none of them is an election."""
    facts = guide.facts
    read = "periods" not in facts.unread and len(facts.keys["periods"]) == len(facts.periods)
    return read and "periods" not in guide.demands.lacking_data


def _election_ahead(guide: Guide) -> bool:
    elections = (one.record for one in guide.facts.periods.values() if one.record.kind == "election")
    # One whose end was mistaken is reported for that.
    ends = ((one, max(one.start, one.end)) for one in elections)
    return any(end >= guide.today and one.start <= later(guide.today, AHEAD) for one, end in ends)
