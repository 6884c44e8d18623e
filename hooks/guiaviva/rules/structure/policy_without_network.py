"""Every policy is of a network that the institution has in its data.

Without the data, no block of the page shows anything.

Not seen: whether the network is still in use; and a page whose file has another name than in the other languages, which
unknown-page reports.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    if "networks" in demands_of(guide).lacking_data:
        return
    for page, meant in demands_of(guide).misnamed:
        folder, _, key = page.id.rpartition("/")
        if folder == "networks" and page.path not in demands_of(guide).renamed:
            near = meant.removeprefix("networks/")
            variant = "nearest" if near else ""
            yield found("policy-without-network", page.at(), variant=variant, network=key, nearest=near)
