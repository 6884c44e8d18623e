"""A page has one title, and no heading skips a level.

Readers of screens jump from heading to heading; a skipped level sounds like a part that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        level, titles = 1, 0
        # Headings that another rule tells are passed over, yet what stands below them does not skip their level.
        told = (*guide.told_as_missing(page), *page.unsupported)
        for section in sorted((*page.sections, *page.unsupported), key=lambda section: section.place):
            titles += section.level == 1
            values = {"title": section.title, "found": "#" * section.level}
            if section.level == 1 and titles > 1 and section not in told:
                yield found("heading-level", section.place, variant="second-title", **values)
            elif section.level > level + 1 and section not in told:
                yield found("heading-level", section.place, expected="#" * (level + 1), **values)
            level = section.level
