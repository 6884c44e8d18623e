"""A page has one title, and no heading skips a level.

People with a screen reader jump from heading to heading; a skipped level sounds like a part that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        level, titles = 1, 0
        # Headings that another rule reports are skipped, yet what is below them does not skip their level.
        missing = sections.reported_as_missing(guide, page)
        reported = (*missing, *page.unsupported)
        for section in sorted((*page.sections, *page.unsupported), key=lambda section: section.place):
            titles += section.level == 1
            values = {"title": section.title, "found": "#" * section.level}
            if section.level == 1 and titles > 1 and section not in reported:
                yield found("heading-level", section.place, variant="second-title", **values)
            elif section.level > level + 1 and section not in reported:
                yield found("heading-level", section.place, expected="#" * (level + 1), **values)
            # A section that is written as a title is one for what is below it.
            level = max(section.level, 2) if section in missing else section.level
