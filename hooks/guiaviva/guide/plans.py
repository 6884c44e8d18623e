"""What the lists of a plan have to do with one another, whichever of two records says so."""

from collections import defaultdict

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Indicator
from guiaviva.guide.guide import Guide

DECIDING = ("impact", "service")
"""They say whether it helps, impact before service; use, growth and interaction only that the institution is there."""


def networks_of(plan: Plan, objective: str) -> list[str]:
    """Return the networks that a plan uses for an objective."""
    return [name for name, one in plan.networks.items() if objective in one.record.objectives]


def indicators_of(plan: Plan, objective: str) -> list[str]:
    """Return the indicators of an objective: those that it lists, and those that name it."""
    one = plan.objectives.get(objective)
    listed = [key for key in one.record.indicators if key in plan.indicators] if one else []
    naming = [key for key, entry in plan.indicators.items() if entry.record.objective == objective]
    return list(dict.fromkeys((*listed, *naming)))


def reached_on(plan: Plan, network: str) -> list[str]:
    """Return the audiences that a plan reaches on a network: the network names them, or they name it."""
    own = [key for key, one in plan.audiences.items() if network in one.record.networks]
    return list(dict.fromkeys((*plan.networks[network].record.audiences, *own)))


def deciding(plan: Plan, objective: str) -> list[Entry[Indicator]]:
    """Return the indicators that say whether an objective is met; others where it has none of them."""
    own = [plan.indicators[key] for key in indicators_of(plan, objective)]
    return [one for one in own if one.record.type in DECIDING] or own


def alike(guide: Guide) -> dict[str, list[str]]:
    """Return for each indicator those of other plans that are the same: they have its name and its unit."""
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, one in guide.indicators.items():
        found[tuple(sorted(one.record.name.items())), tuple(sorted((one.record.unit or {}).items()))].append(key)
    return {key: [other for other in of if other != key] for of in found.values() for key in of}
