"""A network on trial, or that is retiring, says until when; one in use for good does not, and a closed one has ended.

A trial without an end is never decided on, and nobody is sent on to a network that is not in use.

Not seen: whether the day is a sensible one. A network that was kept may still tell when its trial ended.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.guide import IN_USE


def check(guide: Guide) -> Iterator[Finding]:
    for network in guide.facts.networks.values():
        name, until, status = network.record.name, network.record.until, network.record.status
        if status in ("trial", "retiring") and until is None:
            yield found("network-end", network.place("status"), variant=status, network=name)
        elif status == "active" and until and until >= guide.today:
            # It depends on the day, so it is no error.
            place = network.place("until")
            yield found("network-end", place, variant="active", mark="warning", found=until, network=name)
        elif status == "closed" and until and until > guide.today:
            place = network.value_place("until")
            yield found("network-end", place, variant="closed", mark="warning", found=until, network=name)
        other = guide.facts.networks.get(network.record.replaced_by or "")
        if other and other.record.status not in IN_USE:
            place, values = network.value_place("replaced_by"), {"network": name, "found": other.record.name}
            yield found("network-end", place, variant="replaced", mark="warning", **values)
