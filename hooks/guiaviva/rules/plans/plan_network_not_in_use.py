"""A plan uses only networks that are in use.

A plan that counts on a network that is being left will not reach anybody there.

Not seen: networks that only the sentences of the plan name, and whether the institution has an account there.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Term
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for key in plan.written("networks"):
            network = guide.facts.networks.get(key)
            if network and key not in guide.networks_in_use:
                status = Term("status", network.record.status)
                values = {"plan": plan.head.record.name if plan.head else plan.key, "network": network.record.name}
                place = plan.document.place("networks", key)
                yield Finding("plan-network-not-in-use", place, {**values, "status": status}, about=key)
