"""Plans derive from one another without a circle, and the plan of the whole institution derives from none.

Of two plans that derive from each other, nobody can say which one holds.

Not seen: whether what one plan says agrees with the other: only the lines «parent» and «scope» are compared. A plan
that derives from itself is left to specific-plan-without-parent.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULE = "plan-cycle"


def check(guide: Guide) -> Iterator[Finding]:
    heads = {key: plan.head for key, plan in guide.facts.plans.items() if plan.head}
    parents = {key: head.record.parent for key, head in heads.items() if head.record.parent}
    for key, head in heads.items():
        if head.record.scope == "institution" and key in parents:
            # Where it derives from the plan of the institution, it is its own scope that is wrong.
            other = heads.get(parents[key])
            is_general = other is not None and other.record.scope == "institution" and not other.record.parent
            place = head.place("scope" if is_general else "parent")
            # A circle that goes through it is broken there.
            yield found(RULE, place, variant="general", plan=key, found=parents.pop(key))
    seen = set[str]()
    for key, head in heads.items():
        way = [key]
        while (following := parents.get(way[-1])) and following not in way and following not in seen:
            way.append(following)
        seen.update(way)
        if following == key and len(way) > 1:
            yield found(RULE, head.value_place("parent"), plan=key, found=parents[key], plans=(*way, key))
