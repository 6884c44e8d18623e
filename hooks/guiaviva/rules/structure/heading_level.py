"""A page has one title, and no heading skips a level.

People with a screen reader jump from heading to heading; a skipped level sounds like a part that is missing. A page
without a title is called as its file is, which is in no language of its readers.

Not seen: a line in bold that is used as a heading, and whether a section should rather be part of another one.
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
        if not titles and _shows_file_name(page):
            yield found("heading-level", page.at(), variant="no-title", found=page.id.rsplit("/", 1)[-1])


def _shows_file_name(page: Page) -> bool:
    """Return whether a page with text and no heading of the first level has no other title than that of its file."""
    return page.whole and bool(page.prose.strip()) and not page.title


def _line(page: Page, section: Section, level: int) -> str:
    """Return the line of a heading at another level; one of the second level has an id."""
    line = page.source.line(section.place.line).strip().lstrip("#").strip()
    id = f" {{#{section.id}}}" if level == SECOND and not section.explicit else ""
    return f"{'#' * level} {line}{id}"
