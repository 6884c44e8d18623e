"""The data that a page shows is there: `model/blocks.yml` says which file of data each block needs.

A page that says «the accounts are these», with nothing below, is worse than none: whoever reads it believes that there
are none.

Not seen: data that no page shows and no other data names, and whether what there is of it is complete.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    for name, needed in demands_of(guide).lacking_data.items():
        path = f"data/{name}.yml"
        if needed:
            block, page = needed
            yield found("missing-data", Place(path), path=path, block=block, page=page.path)
        else:
            yield found("missing-data", Place(path), variant="referred", path=path)
