"""Something else than growth tells whether an objective is met.

Accounts may grow without anybody being served better.

Not seen: whether the other indicators say anything useful: one of another type is enough, and an objective with no
indicators at all is left to objective-without-indicator.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.plans import indicators_of


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        # One that cannot be read may be of another type.
        if len(plan.indicators) != len(plan.written("indicators")):
            continue
        for key, objective in plan.objectives.items():
            if {plan.indicators[one].record.type for one in indicators_of(plan, key)} == {"growth"}:
                place = objective.place("indicators")
                yield found("growth-only-objective", place, plan=plan.key, objective=key)
