"""In a plan every objective has an audience.

Whatever has no such connection was written down and then forgotten. That a plan has no audiences at all is said once,
by plan-without-audience.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for key, objective in plan.objectives.items():
            if not objective.record.audiences and plan.written("audiences"):
                yield found("orphan-objective", objective.place("audiences"), plan=plan.key, objective=key)
