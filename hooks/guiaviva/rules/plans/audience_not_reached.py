"""A network that a plan uses for an objective reaches one of the audiences of that objective.

What is said where none of those listens changes nothing for them. A network or an objective that names no audience, or
one that is not there, is reported as such.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for key in plan.networks:
            yield from _of_network(guide, plan, key)


def _of_network(guide: Guide, plan: Plan, key: str) -> Iterator[Finding]:
    entry = plan.networks[key]
    # An audience may name its networks, too.
    reached = {*entry.record.audiences, *(one for one, of in plan.audiences.items() if key in of.record.networks)}
    known = guide.facts.networks.get(key)
    for number, name in enumerate(entry.record.objectives):
        objective = plan.objectives.get(name)
        wanted = objective.record.audiences if objective else []
        known_all = {*reached, *wanted} <= {*plan.written("audiences")}
        if reached and wanted and reached.isdisjoint(wanted) and known_all:
            values = {"plan": plan.key, "network": known.record.name if known else key, "objective": name}
            place = entry.value_place("objectives", number)
            yield found("audience-not-reached", place, about=f"{key} {name}", choices=tuple(wanted), **values)
