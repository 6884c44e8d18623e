"""In a plan every audience is reached by one of its networks, and one of its objectives is for it.

Whatever has no such connection was written down and then forgotten.

Not seen: whether those people really are there; and plans with a network or an objective that cannot be read or names
an audience that is not there, since it may be for any.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        reached = {audience for network in plan.networks.values() for audience in network.record.audiences}
        all_read = len(plan.networks) == len(plan.written("networks")) > 0
        # One may be reached on networks that the plan does not use.
        elsewhere = {*guide.facts.keys["networks"]} - {*plan.written("networks")}
        for key, audience in plan.audiences.items() if all_read and reached <= {*plan.written("audiences")} else ():
            if key not in reached and elsewhere.issuperset(audience.record.networks):
                yield found("orphan-audience", audience.place(), plan=plan.key, audience=key)
        meant = {audience for objective in plan.objectives.values() for audience in objective.record.audiences}
        all_read = len(plan.objectives) == len(plan.written("objectives")) > 0
        for key, audience in plan.audiences.items() if meant and all_read and meant <= {*plan.audiences} else ():
            if key not in meant:
                values = {"plan": plan.key, "audience": key}
                yield found("orphan-audience", audience.place(), variant="objective", about=key, **values)
