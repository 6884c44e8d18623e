"""Every page that the model requires exists in the source language.

That a guide says nothing about a crisis is noticed during the crisis.

Not seen: whether the page says enough, which other rules ask of its sections, and whether it exists in the other
languages.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    for kind in guide.model.kinds.values():
        for id, mark, title in kind.pages(guide.conditions):
            path = guide.path(id)
            if guide.draft(guide.source_language, id):
                yield found("missing-page", Place(path), variant="draft", mark=mark, page=id, title=title)
            elif not guide.source_page(id) and not demands_of(guide).hidden(path):
                yield found("missing-page", Place(path), mark=mark, page=id, title=title, path=path)
