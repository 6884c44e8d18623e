"""In a plan every network serves an objective.

Whatever has no such connection was written down and then forgotten. That a plan has no objectives at all is said once,
by plan-without-objective.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for key, network in plan.networks.items():
            if not network.record.objectives and plan.written("objectives"):
                yield found("orphan-network", network.place("objectives"), plan=plan.key, network=key)
