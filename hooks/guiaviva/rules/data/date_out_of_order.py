"""What comes first has the earlier date: opened before reviewed, begun before ended, measured before due.

A deadline after the end of the plan falls due when nobody works on it any more, and an objective is judged at its own,
whatever is due later.

Not seen: dates that are wrong but in the right order, such as those of a plan whose years are all mistaken.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Indicator, Objective, PlanHead
from guiaviva.guide import Guide
from guiaviva.guide.plans import indicators_of
from guiaviva.measures.frequencies import period_of

RULE = "date-out-of-order"
# What a plan has come to may be measured when it is over.
_MEASURED = timedelta(days=184)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _accounts(guide)
    yield from _impersonations(guide)
    for key, period in guide.facts.periods.items():
        start, end = period.record.start, period.record.end
        if end < start:
            yield found(RULE, period.where("end"), variant="period", period=key, start=start, found=end)
    for plan in guide.facts.plans.values():
        head = plan.head
        # Where it is not known when the plan is, nothing lies outside it.
        if head and head.record.end and head.record.end < head.record.start:
            values: dict[str, Any] = {"start": head.record.start, "found": head.record.end}
            yield found(RULE, head.where("end"), variant="end", plan=plan.key, **values)
            head = None
        yield from _of_plan(plan, head)
        yield from _within_parent(guide, head)


def _accounts(guide: Guide) -> Iterator[Finding]:
    accounts = guide.facts.accounts
    # One that is to come is reported by date-in-future.
    opened = {key: day for key, one in accounts.items() if (day := one.record.opened) and day <= guide.today}
    for key, account in accounts.items():
        begun, reviewed, closed = account.record.opened, account.record.last_reviewed, account.record.closed
        if begun and closed and closed < begun:
            place = account.where("closed")
            yield found(RULE, place, variant="account-closed", found=closed, expected=begun, account=key)
        elif key in opened and reviewed and reviewed < opened[key]:
            place = account.where("last_reviewed")
            yield found(RULE, place, variant="account", found=reviewed, expected=begun, account=key)
    for row in guide.facts.measures:
        if row.account in opened and row.date < opened[row.account]:
            values: dict[str, Any] = {"account": row.account, "indicator": row.indicator, "found": row.date}
            values["expected"] = opened[row.account]
            yield found(RULE, row.place, variant="measure-account", about=row.account, **values)
        elif row.account in accounts and (closed := accounts[row.account].record.closed) and row.date > closed:
            indicator = guide.indicators.get(row.indicator)
            # What was counted until the account was closed may be dated at the end of that month.
            frequency = (indicator.record.frequency if indicator else None) or "monthly"
            if row.date > period_of(frequency, closed)[1]:
                values = {"account": row.account, "indicator": row.indicator, "found": row.date, "expected": closed}
                yield found(RULE, row.place, variant="measure-closed", about=row.account, **values)


def _impersonations(guide: Guide) -> Iterator[Finding]:
    for key, one in guide.facts.impersonations.items():
        for field in ("reported", "removed"):
            day = getattr(one.record, field)
            if day and day < one.record.seen:
                values: dict[str, Any] = {"impersonation": key, "found": day, "expected": one.record.seen}
                yield found(RULE, one.where(field), variant="impersonation", **values)


def _of_plan(plan: Plan, head: Entry[PlanHead] | None) -> Iterator[Finding]:
    late = set[str]()
    for key, objective in plan.objectives.items():
        if deadline := objective.record.deadline:
            outside = [*_outside(head, "deadline", objective.where("deadline"), deadline, {"objective": key})]
            after = [] if outside or not head else _after(plan, key, deadline)
            late.update(one.key for one, _ in after)
            yield from outside or _too_late(plan, objective, deadline, after)
    for key, indicator in plan.indicators.items():
        baseline, target, place = indicator.record.baseline, indicator.record.target, indicator.where("target", "date")
        if target and baseline and target.date <= baseline.date:
            values: dict[str, Any] = {"found": target.date, "expected": baseline.date}
            yield found(RULE, place, variant="target", indicator=key, **values)
        elif target and key not in late:
            yield from _outside(head, "target", place, target.date, {"indicator": key})


def _after(plan: Plan, objective: str, deadline: date) -> list[tuple[Entry[Indicator], date]]:
    """Return the indicators of an objective whose targets are due after its deadline, and when they are."""
    own = [plan.indicators[key] for key in indicators_of(plan, objective)]
    return [(one, due.date) for one in own if (due := one.record.target) and due.date > deadline]


def _too_late(
    plan: Plan, objective: Entry[Objective], deadline: date, after: list[tuple[Entry[Indicator], date]]
) -> Iterator[Finding]:
    values: dict[str, Any] = {"objective": objective.key}
    if 1 < len(after) == len(indicators_of(plan, objective.key)):
        # It is most likely the deadline that is wrong.
        values |= {"found": deadline, "expected": min(day for _, day in after)}
        yield found(RULE, objective.where("deadline"), variant="deadline-targets", mark="warning", **values)
        return
    for indicator, day in after:
        values |= {"indicator": indicator.key, "found": day, "expected": deadline}
        yield found(RULE, indicator.where("target", "date"), variant="target-deadline", mark="warning", **values)


def _outside(
    head: Entry[PlanHead] | None, what: str, where: Where, day: date, values: dict[str, Any]
) -> Iterator[Finding]:
    """Report a day that lies before the start of a plan or after its end, a target only long after that."""
    if head is None:
        return
    late = day - _MEASURED if what == "target" else day
    for end, limit in (("start", head.record.start), ("end", head.record.end)):
        if limit and (day < limit if end == "start" else late > limit):
            about = f"{head.key} {end}"
            values |= {"plan": head.key, "found": day, "expected": limit}
            yield found(RULE, where, variant=f"{end}-{what}", about=about, **values)


def _within_parent(guide: Guide, head: Entry[PlanHead] | None) -> Iterator[Finding]:
    """Report a plan that begins before the one from which it derives, or ends after it."""
    parent = guide.facts.plans.get(head.record.parent or "") if head else None
    # That the plan of the institution derives from another, or a plan from itself, is reported by other rules.
    if not head or not parent or not parent.head or head.record.scope == "institution" or parent.key == head.key:
        return
    within, own = parent.head.record, head.record
    if within.end and within.end < within.start:
        return
    for field, day, wrong in (
        ("start", within.start, own.start < within.start),
        ("end", within.end, own.end and within.end and own.end > within.end),
    ):
        if wrong:
            values = {"plan": head.key, "parent": parent.key, "found": getattr(own, field), "expected": day}
            yield found(RULE, head.where(field), variant=f"{field}-parent", **values)
