"""A plan does not want more of an indicator, sooner, than the plan from which it derives wants of the same one.

Whoever works for both does not know which target holds.

Not seen: indicators that differ in name or in unit, and plans that do not derive from each other.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.plans import alike
from guiaviva.measures.values import shown


def check(guide: Guide) -> Iterator[Finding]:
    parents = {key: plan.head.record.parent for key, plan in guide.facts.plans.items() if plan.head}
    plan_of = {key: plan.key for plan in guide.facts.plans.values() for key in plan.indicators}
    for key, others in alike(guide).items():
        indicator = guide.indicators[key]
        own, sign = indicator.record.target, -1 if indicator.record.better == "lower" else 1
        for other in others:
            whole = guide.indicators[other].record.target
            if not own or not whole or plan_of[other] != parents.get(plan_of[key]):
                continue
            more = sign * (own.value - whole.value)
            if (own.date <= whole.date and more > 0) or (own.date >= whole.date and more < 0):
                values: dict[str, Any] = {"indicator": key, "other": other, "parent": plan_of[other], "date": own.date}
                values |= {"found": shown(own.value), "expected": shown(whole.value), "until": whole.date}
                yield found("target-disagrees", indicator.where("target", "value"), about=f"{key} {other}", **values)
