"""A plan without an end does not derive from one that has ended.

It follows objectives that nobody pursues any more.

Not seen: a plan that has its own end, even a later one: date-out-of-order compares the two.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, plan in guide.facts.plans.items():
        head = plan.head
        parent = guide.facts.plans.get(head.record.parent or "") if head else None
        if not head or not parent or not parent.head or parent is plan or head.record.scope == "institution":
            continue
        ended = parent.head.record.end
        if ended and ended < guide.today and head.record.end is None:
            yield found("plan-parent-ended", head.value_place("parent"), plan=key, parent=parent.key, end=ended)
