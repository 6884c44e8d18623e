"""An indicator that names an objective is in the list of that one, where it has a list.

Two records that contradict each other are each believed by somebody.

Not seen: which of the two is right, and lists with an indicator that the plan does not have, since it may be any.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULE = "indicator-of-another-objective"


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        # A key that is misspelt in a list may be any.
        known = {*plan.written("indicators")}
        lists = {
            key: one.record.indicators for key, one in plan.objectives.items() if known >= {*one.record.indicators}
        }
        for key, indicator in plan.indicators.items():
            own = indicator.record.objective or ""
            if not lists.get(own) or key in lists[own]:
                continue
            values: dict[str, Any] = {"plan": plan.key, "indicator": key, "objective": own}
            if other := next((objective for objective, listed in lists.items() if key in listed), ""):
                about = f"{plan.key} {other}"
                yield found(RULE, indicator.where("objective"), about=about, other=other, **values)
            else:
                line = ", ".join((*lists[own], key))
                place = plan.objectives[own].place("indicators")
                yield found(RULE, place, variant="none", indicators=line, **values)
