"""No two sections of a page have the same id.

A link to the second one leads to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        first: dict[str, int] = {}
        # Two versions of a text have the same sections.
        for section in page.sections if not page.in_conflict else ():
            if section.explicit and section.id in first:
                yield found("duplicate-section", section.place, section=section.id, line=first[section.id])
            first.setdefault(section.id, section.place.line)
