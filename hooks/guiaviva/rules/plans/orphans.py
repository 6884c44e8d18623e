"""In a plan every audience is reached by a network, every network serves an objective, every objective has an audience.

Whatever has no such connection was written down and then forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        yield from _audiences(guide, plan)
        # A plan that lacks the whole list is reported once, by plan-without-….
        for key, network in plan.networks.items():
            if not network.record.objectives and plan.written("objectives"):
                yield found("orphan-network", network.place("objectives"), plan=plan.key, network=key)
        for key, objective in plan.objectives.items():
            if not objective.record.audiences and plan.written("audiences"):
                yield found("orphan-objective", objective.place("audiences"), plan=plan.key, objective=key)


def _audiences(guide: Guide, plan: Plan) -> Iterator[Finding]:
    reached = {audience for network in plan.networks.values() for audience in network.record.audiences}
    # A network that cannot be read may reach any audience, and so may a key that is misspelt.
    all_read = len(plan.networks) == len(plan.written("networks")) > 0
    elsewhere = {key for key in guide.facts.keys["networks"] if key not in plan.written("networks")}
    if all_read and reached <= set(plan.written("audiences")):
        for key, audience in plan.audiences.items():
            if key not in reached and elsewhere.issuperset(audience.record.networks):
                yield found("orphan-audience", audience.place(), plan=plan.key, audience=key)
