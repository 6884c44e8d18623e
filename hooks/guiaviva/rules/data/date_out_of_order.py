"""What comes first has the earlier date: opened before reviewed, begun before ended, measured before due.

A deadline after the end of the plan falls due when nobody works on it any more. Seen is the order alone: that all dates
of a plan lie in the wrong year is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Account, PlanHead
from guiaviva.guide import Guide

RULE = "date-out-of-order"
# What a plan has come to may be measured when it is over.
_MEASURED = timedelta(days=184)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _accounts(guide)
    yield from _periods(guide)
    for plan in guide.facts.plans.values():
        head = plan.head
        # Where it is not known when the plan is, nothing lies outside it.
        if head and head.record.end and head.record.end < head.record.start:
            place = partial(head.value_place, "end")
            yield found(RULE, place, variant="end", plan=plan.key, start=head.record.start, found=head.record.end)
            head = None
        yield from _deadlines(plan, head)
        yield from _targets(plan, head)
        yield from _within_parent(guide, head)


def _accounts(guide: Guide) -> Iterator[Finding]:
    accounts = guide.facts.accounts
    for key, account in accounts.items():
        opened, reviewed, closed = account.record.opened, account.record.last_reviewed, account.record.closed
        if opened and closed and closed < opened:
            place = partial(account.value_place, "closed")
            yield found(RULE, place, variant="account-closed", found=closed, expected=opened, account=key)
        elif (opened := _opened(guide, account)) and reviewed and reviewed < opened:
            place = partial(account.value_place, "last_reviewed")
            yield found(RULE, place, variant="account", found=reviewed, expected=opened, account=key)
    for row in guide.facts.measures:
        measured = accounts.get(row.account)
        if measured and (opened := _opened(guide, measured)) and row.date < opened:
            values: dict[str, Any] = {
                "account": row.account,
                "indicator": row.indicator,
                "found": row.date,
                "expected": opened,
            }
            yield found(RULE, row.place, variant="measure-account", about=row.account, **values)


def _opened(guide: Guide, account: Entry[Account]) -> date | None:
    """Return when an account was opened; one to come is reported by date-in-future."""
    opened = account.record.opened
    return opened if opened and opened <= guide.today else None


def _periods(guide: Guide) -> Iterator[Finding]:
    for key, period in guide.facts.periods.items():
        start, end = period.record.start, period.record.end
        if end < start:
            yield found(RULE, period.value_place("end"), variant="period", period=key, start=start, found=end)


def _outside(head: Entry[PlanHead] | None, day: date, late: timedelta = timedelta()) -> tuple[str, date] | None:
    """Return at which end a day lies outside a plan, and that end; it may be so much later. None where it does not."""
    if head and day < head.record.start:
        return "start", head.record.start
    if head and head.record.end and day - late > head.record.end:
        return "end", head.record.end
    return None


def _deadlines(plan: Plan, head: Entry[PlanHead] | None) -> Iterator[Finding]:
    for key, objective in plan.objectives.items():
        deadline = objective.record.deadline
        if deadline and (limit := _outside(head, deadline)):
            place = partial(objective.value_place, "deadline")
            yield _outside_plan(plan, limit, "deadline", place, {"objective": key, "found": deadline})


def _targets(plan: Plan, head: Entry[PlanHead] | None) -> Iterator[Finding]:
    for key, indicator in plan.indicators.items():
        baseline, target = indicator.record.baseline, indicator.record.target
        if not target:
            continue
        place = partial(indicator.value_place, "target", "date")
        values: dict[str, Any] = {"indicator": key, "found": target.date}
        if baseline and target.date <= baseline.date:
            yield found(RULE, place, variant="target", expected=baseline.date, **values)
        elif limit := _outside(head, target.date, _MEASURED):
            yield _outside_plan(plan, limit, "target", place, values)


def _outside_plan(plan: Plan, limit: tuple[str, date], what: str, where: Where, values: dict[str, Any]) -> Finding:
    end, day = limit
    about = f"{plan.key} {end}"
    return found(RULE, where, variant=f"{end}-{what}", about=about, plan=plan.key, expected=day, **values)


def _within_parent(guide: Guide, head: Entry[PlanHead] | None) -> Iterator[Finding]:
    """Report a plan that begins before the one from which it derives, or ends after it."""
    parent = guide.facts.plans.get(head.record.parent or "") if head else None
    # That the plan of the institution derives from another, or a plan from one of its own, is reported by plan-cycle.
    if not head or not parent or not parent.head or head.record.scope == "institution" or _in_circle(guide, head.key):
        return
    within = parent.head.record
    if within.end and within.end < within.start:
        return
    for field, day, wrong in (
        ("start", within.start, head.record.start < within.start),
        ("end", within.end, head.record.end and within.end and head.record.end > within.end),
    ):
        if wrong:
            values = {"plan": head.key, "parent": parent.key, "found": getattr(head.record, field), "expected": day}
            yield found(RULE, partial(head.value_place, field), variant=f"{field}-parent", **values)


def _in_circle(guide: Guide, key: str) -> bool:
    """Return whether a plan derives from itself, be it by way of others."""
    way: list[str] = []
    while (plan := guide.facts.plans.get(way[-1] if way else key)) and plan.head and plan.head.record.parent not in way:
        way.append(plan.head.record.parent or "")
    return key in way
