"""Every page belongs to a kind, so that something checks it.

A page whose path is misspelt is a page that nobody misses and no rule checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page, near in guide.demands.misnamed:
        renamed = page.path in guide.demands.renamed
        if renamed or guide.kind(page) is None:
            variant = "renamed" if renamed else "nearest" if near else ""
            path = guide.path(near or page.id, page.language)
            yield found("unknown-page", page.at(), variant=variant, page=page.id, nearest=near, path=path)
    for page in guide.strays:
        # A folder of a language that is not configured is reported once, by language-mismatch.
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
