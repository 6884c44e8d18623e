"""Something else than growth tells whether an objective is met.

Accounts may grow without anybody being served better. An objective without indicators is reported as such.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        # One that cannot be read may be of another type.
        if len(plan.indicators) != len(plan.written("indicators")):
            continue
        for key, objective in plan.objectives.items():
            own = [
                one.record.type
                for name, one in plan.indicators.items()
                if name in objective.record.indicators or one.record.objective == key
            ]
            if own and set(own) == {"growth"}:
                place = objective.place("indicators")
                yield found("growth-only-objective", place, plan=plan.key, objective=key)
