"""The plan of an area or a service names the general plan from which it derives.

A specific plan that derives from none competes with the general one.

Not seen: whether the plan follows what the general one says, and whether the plan it names is a general one.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, plan in guide.facts.plans.items():
        head = plan.head
        if head and head.record.scope != "institution" and head.record.parent in (None, key):
            choices = tuple(other for other in guide.facts.keys["plans"] if other != key) or ("…",)
            scope = Term("scope", head.record.scope)
            yield found("specific-plan-without-parent", head.place("parent"), plan=key, scope=scope, choices=choices)
