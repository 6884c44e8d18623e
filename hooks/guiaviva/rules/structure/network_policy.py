"""Every network in use has its policy, and every policy is of a network that the institution has.

Whoever posts on a network without a policy decides alone what the institution says there.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.networks_in_use.items():
        id = f"networks/{key}"
        if not guide.source_page(id) and not guide.demands.hidden(guide.path(id)):
            values = {"network": key, "name": network.record.name, "path": guide.path(id), "page": id}
            variant = "draft" if guide.draft(guide.source_language, id) else ""
            yield found("network-without-policy", network.place(), variant=variant, **values)
    for page, meant in guide.demands.misnamed:
        folder, _, key = page.id.rpartition("/")
        # One that has another name than in the other languages is reported as that, by unknown-page.
        known = "networks" in guide.demands.lacking_data or page.path in guide.demands.renamed
        if folder == "networks" and not known:
            near = meant.removeprefix("networks/")
            variant = "nearest" if near else ""
            yield found("policy-without-network", page.at(), variant=variant, network=key, nearest=near)
