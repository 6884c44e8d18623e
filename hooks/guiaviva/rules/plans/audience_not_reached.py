"""Whom an objective is for is reached where the plan works for it: by its networks, and each network by name.

What is said where people do not listen changes nothing for them.

Not seen: whether people really are on a network: only what the plan itself says of its networks and audiences is
compared, and nothing where one of its audiences is missing or misspelt.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.guide.plans import networks_of, reached_on

RULE = "audience-not-reached"


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        named = {name for one in plan.objectives.values() for name in one.record.audiences}
        named |= {name for one in plan.networks.values() for name in one.record.audiences}
        # One that cannot be read, or is misspelt, may be any.
        if named <= {*plan.audiences} and len(plan.networks) == len(plan.written("networks")):
            for key in plan.networks:
                yield from _of_network(guide, plan, key)
            for key in plan.objectives:
                yield from _of_objective(plan, key)


def _of_network(guide: Guide, plan: Plan, key: str) -> Iterator[Finding]:
    entry, reached = plan.networks[key], {*reached_on(plan, key)}
    known = guide.facts.networks.get(key)
    values: dict[str, Any] = {"plan": plan.key, "network": known.record.name if known else key}
    wanted = {name: one.record.audiences for name, one in plan.objectives.items() if one.record.audiences}
    for number, name in enumerate(entry.record.objectives):
        if reached and name in wanted and reached.isdisjoint(wanted[name]):
            place, choices = entry.value_place("objectives", number), tuple(wanted[name])
            yield found(RULE, place, about=f"{key} {name}", choices=choices, objective=name, **values)
    meant = {one for name in entry.record.objectives for one in wanted.get(name, ())}
    for name in sorted((reached & meant) - {*entry.record.audiences}) if entry.record.audiences else ():
        place = plan.audiences[name].value_place("networks", plan.audiences[name].record.networks.index(key))
        yield found(RULE, place, variant="network", about=f"{key} {name}", audience=name, key=key, **values)


def _of_objective(plan: Plan, key: str) -> Iterator[Finding]:
    entry, networks = plan.objectives[key], {*networks_of(plan, key)}
    for number, name in enumerate(entry.record.audiences):
        own = {one for one in plan.networks if name in reached_on(plan, one)}
        if own and networks and own.isdisjoint(networks):
            values: dict[str, Any] = {"plan": plan.key, "audience": name, "objective": key}
            place = entry.value_place("audiences", number)
            yield found(RULE, place, variant="audience", about=f"{key} {name}", networks=tuple(sorted(own)), **values)
