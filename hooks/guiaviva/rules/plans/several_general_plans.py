"""There is one general plan at a time.

With two in force, nobody knows which one the others derive from.

Not seen: whether two plans contradict each other: only their scope and their dates are compared.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    heads = [plan.head for plan in guide.facts.plans.values() if plan.head and plan.head.record.scope == "institution"]
    heads.sort(key=lambda head: (head.record.start, head.key))
    for before, head in pairwise(heads):
        if head.record.start <= (before.record.end or date.max):
            yield found("several-general-plans", head.place("scope"), plan=head.key, other=before.key)
