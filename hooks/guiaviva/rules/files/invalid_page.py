"""Every page is a text that a build can read.

A page in another encoding stops the build of the whole site; one whose first line looks like `Word: …` loses that line
without a warning; a code fence that is never closed swallows the rest. Here the editor learns of it in time.

Not seen: what the text says: this is only about whether it can be read at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.scaffold import scaffold


def check(guide: Guide) -> Iterator[Finding]:
    pages = {page.path: page for page in guide.all_pages}
    for problem in guide.noticed["invalid-page"]:
        page = pages.get(problem.place.path)
        if page and guide.kind(page) and problem.variant == "empty":
            text = scaffold(guide, page.id, page.language)
            yield found("invalid-page", page.at(), variant="blank", text=text)
        else:
            yield problem
