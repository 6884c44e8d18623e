"""Every page is a text that a build can read.

A page in another encoding stops MkDocs with a traceback; one whose first line looks like `Word: …` loses that line
without a warning; a code fence that is never closed swallows the rest. Here the editor learns of it in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.scaffold import scaffold
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    yield from (one for one in guide.problems if one.rule == "invalid-page")
    yield from _of_pages(guide, guide.judged_pages)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        kind = guide.kind(page)
        for problem in page.problems:
            if problem.variant == "empty" and kind:
                text = scaffold(guide, kind, page.id, page.language)
                yield found("invalid-page", page.at(), variant="blank", text=text)
            else:
                yield problem
