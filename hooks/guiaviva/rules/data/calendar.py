"""Days and hours of data can be what they say: holidays of their year, hours once, checks that have been made.

By when a message must be answered is counted with these. A holiday that was copied from last year gives a deadline that
nobody keeps, or one that nobody needed to keep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from itertools import pairwise
from operator import itemgetter
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account, Institution, WeekHours
from guiaviva.facts.types import Day
from guiaviva.guide import Guide

# Days from Easter of the holidays that move with it. Those of Holy Week and Easter Monday fall on no others; Carnival,
# Ascension, Whit Monday and Corpus Christi may fall on a holiday that does not move, so one of them alone says nothing.
_AT_EASTER = (-3, -2, 1)
_FROM_EASTER = (-48, -47, *_AT_EASTER, 39, 50, 60)
# How many days that are the same in two years make a copy, if one of them should have moved.
_COPY = 3
# Nothing is tried for longer, or takes longer to close.
_LONGEST = timedelta(days=5 * 366)
# Before this hour nobody begins who began at another hour of the same day.
_EARLY = 8
# Somewhere it is tomorrow already.
_GRACE = timedelta(days=1)


# No network on which an institution has an account is older.
_FIRST_NETWORKS = date(1995, 1, 1)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_guide(guide)


def _of_data(guide: Guide) -> Iterator[Finding]:
    yield from _holidays(guide.facts.institution)
    for account in guide.facts.accounts.values():
        yield from _account(account)
    institution = guide.facts.institution
    yield from _hours(guide.institution.service_hours, "service_hours", institution)
    for network in guide.facts.networks.values():
        yield from _hours(network.record.monitoring_hours, "monitoring_hours", network)
        for variant in ("trial", "retiring"):
            if network.record.status == variant and network.record.until is None:
                place = partial(network.place, "status")
                yield found("network-end", place, variant=variant, network=network.record.name)


def _of_guide(guide: Guide) -> Iterator[Finding]:
    for network in guide.facts.networks.values():
        until = network.record.until
        # A network that was kept may still tell when its trial ended.
        if network.record.status == "active" and until and until >= guide.today:
            values: dict[str, Any] = {"found": until, "network": network.record.name}
            # It depends on the day, so it is no error.
            yield found("network-end", partial(network.place, "until"), variant="active", mark="warning", **values)
        elif network.record.status in ("trial", "retiring") and until and until > guide.today + _LONGEST:
            values = {"found": until, "network": network.record.name}
            yield found("network-end", partial(network.value_place, "until"), variant="far", mark="warning", **values)
    measured = {row.account for row in guide.facts.measures}
    for account in guide.facts.accounts.values():
        opened, reviewed = account.record.opened, account.record.last_reviewed
        # Where the first of them has not come yet, it is the one that is wrong.
        if opened and reviewed and reviewed < opened <= guide.today + _GRACE and not _ends_first(account.record):
            place = partial(account.value_place, "last_reviewed")
            values = {"found": reviewed, "expected": opened, "account": account.key}
            yield found("date-out-of-order", place, variant="account", **values)
        closed = account.record.closed
        if closed and account.record.status != "closed" and closed < guide.today:
            values = {"found": closed, "account": account.key}
            yield found("account-end", partial(account.place, "status"), **values)
        elif closed is None and account.record.status == "closed" and account.key in measured:
            yield found("account-end", partial(account.place, "status"), variant="undated", account=account.key)
    for where, day in _checked(guide):
        if day > guide.today + _GRACE:
            yield found("date-in-future", where, found=day, today=guide.today)


def _checked(guide: Guide) -> Iterator[tuple[Where, date]]:
    """Return the days on which something was reviewed, approved, measured, opened or new, with their places."""
    if approval := guide.institution.approval:
        yield partial(guide.facts.institution.value_place, "approval", "date"), approval.date
    for page in guide.front_pages:
        if reviewed := page.field("reviewed", Day):
            yield partial(page.front.value_place, "reviewed"), reviewed
    entries: list[tuple[Mapping[str, Entry[Any]], str]] = [
        (guide.facts.networks, "checked_on"),
        (guide.facts.accounts, "last_reviewed"),
        (guide.facts.accounts, "opened"),
        (guide.facts.periods, "checked_on"),
        (guide.facts.helplines, "checked_on"),
        (guide.facts.news, "date"),
    ]
    for records, field in entries:
        for entry in records.values():
            if day := getattr(entry.record, field):
                yield partial(entry.value_place, field), day
    for row in guide.facts.measures:
        yield row.place, row.date
    for plan in guide.facts.plans.values():
        for indicator in plan.indicators.values():
            if indicator.record.baseline:
                yield partial(indicator.value_place, "baseline", "date"), indicator.record.baseline.date
            for number, peer in enumerate(indicator.record.peers):
                yield partial(indicator.value_place, "peers", number, "date"), peer.date


def _account(account: Entry[Account]) -> Iterator[Finding]:
    opened, closed = account.record.opened, account.record.closed
    values: dict[str, Any] = {"account": account.key}
    if opened and opened < _FIRST_NETWORKS:
        place = partial(account.value_place, "opened")
        yield found("date-out-of-order", place, variant="account-early", found=opened, **values)
    elif opened and closed and _ends_first(account.record):
        place = partial(account.value_place, "closed")
        yield found("date-out-of-order", place, variant="account-closed", found=closed, expected=opened, **values)


def _ends_first(account: Account) -> bool:
    return bool(account.opened and account.closed and account.closed < account.opened)


def _hours(week: WeekHours, field: str, entry: Entry[Any]) -> Iterator[Finding]:
    """Report a span of hours that begins before another of the same day has ended, or that is of the afternoon.

    After the hours until 14:00, 4:00 was written for 16:00; in another order they are no slip.
    """
    for day, spans in week.items():
        for index, (first, second) in enumerate(pairwise(spans), start=1):
            if second.start.hour < _EARLY and second.start.hour + 12 >= first.end.hour > second.end.hour:
                shown = [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in (first, second)]
                place = partial(entry.value_place, field, day, index)
                yield found("overlapping-hours", place, variant="order", mark="warning", found=shown[1], other=shown[0])
        order = sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[1].end))
        for (_, first), (index, second) in pairwise(order):
            if second.start < first.end:
                shown = [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in (first, second)]
                both = f"{first.start:%H:%M}-{max(first.end, second.end):%H:%M}"
                variant = "twice" if first == second else ""
                place = partial(entry.value_place, field, day, index)
                yield found("overlapping-hours", place, variant=variant, found=shown[1], other=shown[0], both=both)


def _holidays(institution: Entry[Institution]) -> Iterator[Finding]:
    for year, days in institution.record.holidays.items():
        whole = partial(institution.place, "holidays", str(year))
        other, times = max(
            Counter(day.year for day in days if day.year != year).items(), key=itemgetter(1), default=(year, 0)
        )
        # Two are slips of the keyboard, more were copied.
        if times > 2 or 1 < times == len(days):
            yield found("wrong-holiday", whole, variant="years", year=year, other=other)
            continue
        for index, day in enumerate(days):
            place = partial(institution.value_place, "holidays", str(year), index)
            if day.year != year:
                yield found("wrong-holiday", place, variant="year", year=year, found=day)
            elif day in days[:index]:
                yield found("wrong-holiday", place, variant="twice", year=year, found=day)
        yield from _copied(institution, year)


def _copied(institution: Entry[Institution], year: int) -> Iterator[Finding]:
    """Report holidays that move with Easter and are where they were in another year, or a year of them."""
    holidays = institution.record.holidays
    days = holidays[year]
    for other, theirs in holidays.items():
        there = {(day.month, day.day): day for day in theirs if day.year == other != year}
        moves = [(index, there.get((day.month, day.day))) for index, day in enumerate(days) if day.year == year]
        moved = [(index, *_moved(day, year)) for index, day in moves if day and _moved(day, year)]
        moved = [(index, right, certain) for index, right, certain in moved if right not in days]
        if len(moved) < 2 and not any(certain for *_, certain in moved):
            continue
        if {(day.month, day.day) for day in days} == set(there) and len(there) >= _COPY:
            place = partial(institution.place, "holidays", str(year))
            yield found("wrong-holiday", place, variant="copied", year=year, other=other, expected=moved[0][1])
            return
        for index, right, _ in moved:
            place = partial(institution.value_place, "holidays", str(year), index)
            values: dict[str, Any] = {"year": year, "found": days[index], "expected": right, "other": other}
            yield found("wrong-holiday", place, variant="moves", **values)
        return


def _moved(day: date, year: int) -> tuple[date, bool] | tuple[()]:
    """Return where a holiday that moves with Easter is in another year, and whether it surely does; else nothing."""
    for church in (EASTER_WESTERN, EASTER_ORTHODOX):
        from_easter = (day - _easter(day.year, church)).days
        right = _easter(year, church) + timedelta(days=from_easter)
        if from_easter in _FROM_EASTER and (right.month, right.day) != (day.month, day.day):
            return right, from_easter in _AT_EASTER
    return ()


@cache
def _easter(year: int, church: int) -> date:
    day: date = easter(year, church)
    return day
