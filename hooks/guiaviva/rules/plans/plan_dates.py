"""The dates of a plan follow one another, lie within the plan, and a plan within the one from which it derives.

A deadline after the end of the plan falls due when nobody works on it any more.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Objective, PlanHead
from guiaviva.guide import Guide

RULE = "date-out-of-order"
# What a plan or an objective has come to may be measured when it is over, but not a year later by mistake.
_MEASURED = timedelta(days=184)
# No plan is made for longer.
_LONGEST = timedelta(days=25 * 366)


def check(guide: Guide) -> Iterator[Finding]:
    plans = guide.facts.plans
    broken: dict[str, str] = {}
    """Of each plan whose own start or end is wrong, which; what lies outside it then is not wrong too."""
    for plan in plans.values():
        for finding in _own(plan, guide):
            which = "start end" if finding.variant in ("begun", "end", "end-far") else finding.variant
            broken[plan.key] = broken.get(plan.key, "") + which
            yield finding
        early = _early(plan) if "start" not in broken.get(plan.key, "") else {}
        for entry, last in early.values():
            values: dict[str, Any] = {"objective": entry.key, "plan": plan.key, "expected": last}
            place = partial(entry.value_place, "deadline")
            yield found(RULE, place, variant="deadline-early", found=entry.record.deadline, **values)
        yield from _targets(plan, broken.get(plan.key, ""), early)
    for plan in plans.values():
        if plan.head:
            yield from _parents(guide, plan.head, broken)


def _own(plan: Plan, guide: Guide) -> Iterator[Finding]:
    """Report an end before the start, and deadlines outside the plan.

    Where half of them are, or more, and of the plans that derive from it, its own start or end is wrong.
    """
    if plan.head is None:
        return
    start, end = plan.head.record.start, plan.head.record.end
    dated = [(entry, entry.record.deadline) for entry in plan.objectives.values() if entry.record.deadline]
    if end and end < start:
        # What is dated before the end says that the end is right.
        begun = bool(dated) and all(day <= end for _, day in dated)
        place = partial(plan.head.value_place, "start" if begun else "end")
        yield found(RULE, place, variant="begun" if begun else "end", plan=plan.key, start=start, found=end)
        return
    if end and end - start > _LONGEST:
        place = partial(plan.head.value_place, "end")
        yield found(RULE, place, variant="end-far", plan=plan.key, start=start, found=end)
        return
    for variant, limit in (("start", start), ("end", end)):
        outside = [(entry, day) for entry, day in dated if limit and _outside(day, variant, limit)]
        below = [getattr(head.record, variant) for head in _derived(guide, plan.key)]
        days = [day for _, day in dated] + [day for day in below if day]
        beyond = [day for day in days if limit and _outside(day, variant, limit)]
        if outside and len(beyond) > 1 and 2 * len(beyond) >= len(days):
            place = partial(plan.head.value_place, variant)
            last = max(beyond) if variant == "end" else min(beyond)
            yield found(RULE, place, variant=f"{variant}-moved", plan=plan.key, found=limit, expected=last)
            continue
        for entry, day in outside:
            place = partial(entry.value_place, "deadline")
            values: dict[str, Any] = {"objective": entry.key, "plan": plan.key}
            yield found(RULE, place, variant=f"{variant}-deadline", found=day, expected=limit, **values)


def _derived(guide: Guide, key: str) -> Iterator[Entry[PlanHead]]:
    """Return the heads of the plans that derive from a plan."""
    for plan in guide.facts.plans.values():
        if plan.head and plan.head.record.parent == key != plan.key and plan.head.record.scope != "institution":
            yield plan.head


def _outside(day: date, variant: str, limit: date) -> bool:
    return day > limit if variant == "end" else day < limit


def _early(plan: Plan) -> dict[str, tuple[Entry[Objective], date]]:
    """Return the objectives, by key, whose deadline comes long before the targets of all their indicators, several.

    Each comes with the last of these targets.
    """
    early = {}
    for key, objective in plan.objectives.items():
        measured = [one.record.target for one in plan.indicators.values() if one.record.objective == key]
        days = [target.date for target in measured if target]
        deadline = objective.record.deadline
        if deadline and len(days) > 1 and all(day - deadline > _MEASURED for day in days):
            early[key] = (objective, max(days))
    return early


def _targets(plan: Plan, broken: str, early: Container[str]) -> Iterator[Finding]:
    """Report targets that come before their baseline, before the plan, or long after it or their objective.

    `broken` is wrong in the plan, and `early` are the objectives whose deadline is.
    """
    head = plan.head.record if plan.head else None
    for key, indicator in plan.indicators.items():
        objective = plan.objectives.get(indicator.record.objective or "")
        deadline = objective.record.deadline if objective and objective.key not in early else None
        baseline, target = indicator.record.baseline, indicator.record.target
        if not target:
            continue
        place = partial(indicator.value_place, "target", "date")
        values: dict[str, Any] = {"indicator": key, "found": target.date, "plan": plan.key}
        if baseline and target.date <= baseline.date:
            yield found(RULE, place, variant="target", expected=baseline.date, **values)
        elif head and "start" not in broken and target.date < head.start:
            yield found(RULE, place, variant="start-target", about=f"start {plan.key}", expected=head.start, **values)
        elif head and head.end and "end" not in broken and target.date > head.end + _MEASURED:
            yield found(RULE, place, variant="end-target", about=f"end {plan.key}", expected=head.end, **values)
        elif objective and deadline and "start" not in broken and target.date > deadline + _MEASURED:
            yield found(RULE, place, variant="deadline-target", expected=deadline, objective=objective.key, **values)


def _parents(guide: Guide, head: Entry[PlanHead], broken: dict[str, str]) -> Iterator[Finding]:
    """Report a plan that begins before the one from which it derives, or ends after it."""
    parent = guide.facts.plans.get(head.record.parent or "")
    # That the plan of the institution derives from another, or a plan from one of its own, is reported by plan-cycle.
    if parent is None or parent.head is None or head.record.scope == "institution" or _in_circle(guide, head.key):
        return
    wrong = broken.get(parent.key, "") + broken.get(head.key, "")
    within = parent.head.record
    for variant, day, limit in (("start", head.record.start, within.start), ("end", head.record.end, within.end)):
        if day and limit and variant not in wrong and _outside(day, variant, limit):
            place = partial(head.value_place, variant)
            values: dict[str, Any] = {"plan": head.key, "parent": parent.key, "found": day, "expected": limit}
            yield found(RULE, place, variant=f"{variant}-parent", **values)


def _in_circle(guide: Guide, key: str) -> bool:
    """Return whether a plan derives from itself, be it by way of others."""
    way: list[str] = []
    while (plan := guide.facts.plans.get(way[-1] if way else key)) and plan.head and plan.head.record.parent not in way:
        way.append(plan.head.record.parent or "")
    return key in way
