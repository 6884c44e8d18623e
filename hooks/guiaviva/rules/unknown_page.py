"""Every page belongs to a kind, so that something checks it.

A page whose path is misspelt is a page that nobody misses and nothing judges.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.nearest import nearest


def check(guide: Guide) -> Iterator[Finding]:
    known = {id for kind in guide.model.kinds.values() for id, _, _ in kind.pages(guide.conditions)}
    for (language, id), page in guide.pages.items():
        if guide.kind(page) or (language != guide.source_language and guide.source_page(id)):
            continue
        near = nearest(id, known - set(guide.page_ids))
        variant = "nearest" if near else ""
        yield found(
            "unknown-page",
            page.at(),
            variant=variant,
            page=id,
            nearest=near,
            path=guide.path(near or id, language),
        )
    for page in guide.strays:
        # A folder of a language that is not configured is told once, by language-mismatch.
        if page.id.split("/")[0] not in guide.misplaced:
            path = guide.path(page.id)
            yield found(
                "unknown-page",
                page.at(),
                variant="no-language",
                page=page.id,
                path=path,
                folder=path.split("/")[1],
            )
