"""Every plan in data has its page.

The page says why; the data says what, by when and how it is measured.

Not seen: whether the page and the data say the same; and the page of a plan that every guide must have, which
missing-page reports.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    demanded = {id for kind in guide.model.kinds.values() for id, _, _ in kind.pages(guide.conditions)}
    for key in guide.facts.keys["plans"]:
        id = f"plans/{key}"
        if id not in demanded and not guide.source_page(id) and not demands_of(guide).hidden(guide.path(id)):
            variant = "draft" if guide.draft(guide.source_language, id) else ""
            place = Place(f"data/plans/{key}.yml")
            yield found("plan-without-page", place, variant=variant, plan=key, path=guide.path(id), page=id)
