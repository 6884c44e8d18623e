"""No two pages of a language have the same title.

Whoever sees both in the menu, or among the results of a search, cannot tell which is which; mostly one was copied.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    known: dict[tuple[str, str], Page] = {}
    for page in guide.published(guide.all_pages):
        title = page.fields.get("title")
        if not isinstance(title, str) or not page.whole:
            continue
        first = known.setdefault((page.language, " ".join(title.casefold().split())), page)
        if first is not page:
            yield found("duplicate-title", page.at(_line(page)), title=title, path=first.path)


def _line(page: Page) -> int:
    """Return the line of the title of a page."""
    lines = enumerate(page.source.lines[: page.body_line], 1)
    return next((number for number, line in lines if line.startswith("title:")), 1)
