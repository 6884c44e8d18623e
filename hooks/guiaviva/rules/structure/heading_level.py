"""A page has one title, and no heading skips a level.

People with a screen reader jump from heading to heading; a skipped level sounds like a part that is missing.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page, Section

SECOND = 2


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        level, titles = 1, 0
        # Headings that another rule reports are skipped, yet what is below them does not skip their level.
        missing = sections.reported_as_missing(guide, page)
        reported = (*missing, *page.unsupported)
        for section in sorted((*page.sections, *page.unsupported), key=lambda section: section.place):
            titles += section.level == 1
            is_second = section.level == 1 and titles > 1
            if section not in reported and (is_second or section.level > level + 1):
                meant = _line(page, section, SECOND if is_second else level + 1)
                values = {"title": section.title, "found": "#" * section.level, "meant": meant}
                yield found("heading-level", section.place, variant="second-title" if is_second else "", **values)
            # A section that is written as a title is one for what is below it.
            level = max(section.level, 2) if section in missing else section.level


def _line(page: Page, section: Section, level: int) -> str:
    """Return the line of a heading at another level; one of the second level has an id."""
    line = page.source.line(section.place.line).strip().lstrip("#").strip()
    id = f" {{#{section.id}}}" if level == SECOND and not section.explicit else ""
    return f"{'#' * level} {line}{id}"
