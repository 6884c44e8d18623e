"""Every plan's page has its data.

A plan without objectives, audiences and indicators is no plan.

Not seen: whether the page and the data say the same; and a page whose file has another name than in the other
languages, which unknown-page reports.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    for page, meant in demands_of(guide).misnamed:
        folder, _, key = page.id.rpartition("/")
        if folder == "plans" and page.path not in demands_of(guide).renamed:
            near, path = meant.removeprefix("plans/"), f"data/plans/{key}.yml"
            variant = "nearest" if near else ""
            yield found("page-without-plan", page.at(), variant=variant, plan=key, path=path, nearest=near)
