"""Every network in use has its policy.

Whoever posts on a network without a policy decides alone what the institution says there.

Not seen: whether people follow the policy, and networks on which the institution is and that its data does not have.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.networks_in_use.items():
        id = f"networks/{key}"
        if not guide.source_page(id) and not demands_of(guide).hidden(guide.path(id)):
            values = {"network": key, "name": network.record.name, "path": guide.path(id), "page": id}
            variant = "draft" if guide.draft(guide.source_language, id) else ""
            yield found("network-without-policy", network.place(), variant=variant, **values)
