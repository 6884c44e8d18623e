"""The plan of an area or a service names the general plan from which it derives, and a plan that ended has its report.

A plan is general, or for an area or a service; a specific one that derives from none competes with the general one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide
from guiaviva.measures.periods import reported_until


def check(guide: Guide) -> Iterator[Finding]:
    for key, plan in guide.facts.plans.items():
        if plan.head is None:
            continue
        head = plan.head.record
        if head.scope != "institution" and head.parent in (None, key):
            scope = Term("scope", head.scope)
            choices = tuple(other for other in guide.facts.keys["plans"] if other != key)
            place = plan.head.place("parent")
            yield found("specific-plan-without-parent", place, plan=key, scope=scope, choices=choices or ("…",))
        parent = guide.facts.plans.get(head.parent or "")
        ended = parent.head.record.end if parent and parent.head and parent.key != key else None
        # That it ends after the other one is reported by date-out-of-order.
        if ended and ended < guide.today and head.end is None and head.scope != "institution":
            values: dict[str, Any] = {"plan": key, "parent": head.parent, "end": ended}
            yield found("plan-parent-ended", plan.head.value_place("parent"), **values)
        # That a plan ends before it begins is reported by date-out-of-order.
        if head.end and head.start <= head.end < guide.today and not reported_until(guide, key, head.end):
            path = guide.path(f"evaluation/{key}-{head.end.year}")
            values = {"plan": key, "end": head.end, "path": path, "year": head.end.year}
            yield found("plan-ended-without-report", plan.head.value_place("end"), **values)
