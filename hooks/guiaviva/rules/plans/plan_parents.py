"""Plans derive from one another without a circle, and the plan of the whole institution derives from none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULE = "plan-cycle"


def check(guide: Guide) -> Iterator[Finding]:
    heads = {key: plan.head for key, plan in guide.facts.plans.items() if plan.head}
    parents = {key: head.record.parent for key, head in heads.items() if head.record.parent}
    for key, head in heads.items():
        if head.record.scope == "institution" and parents.get(key):
            # Where it derives from that plan, it is its own scope that is wrong.
            other = heads.get(parents[key])
            is_general = other is not None and other.record.scope == "institution" and not other.record.parent
            place = partial(head.place, "scope" if is_general else "parent")
            yield found(RULE, place, variant="general", plan=key, found=parents[key])
            # A circle that goes through it is broken there.
            del parents[key]
    seen: set[str] = set()
    for key, head in heads.items():
        way = [key]
        while (following := parents.get(way[-1])) and following not in way and following not in seen:
            way.append(following)
        seen.update(way)
        # That a plan derives from itself is reported by specific-plan-without-parent.
        if following == key and len(way) > 1:
            place = partial(head.value_place, "parent")
            yield found(RULE, place, plan=key, found=parents[key], plans=(*way, key))
