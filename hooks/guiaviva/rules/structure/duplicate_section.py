"""No two sections of a page have the same id.

A link to the second one leads to the first.

Not seen: ids that nobody wrote, since the site makes a different one for each, and those of other pages.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page, Section


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # Two versions of a text have the same sections.
        doubled = [] if page.in_conflict else list(_doubled(page))
        # A heading may seem to be a required section that the page lacks: that is the id to give it.
        claimed = sections.claimed(guide, page) if doubled else {}
        meant = {id(heading): wanted for wanted, heading in claimed.items()}
        for section, line in doubled:
            values: dict[str, Any] = {"section": section.id, "line": line}
            values["other"] = meant.get(id(section), f"{section.id}-2")
            # Where a page was pasted twice, all of them are one thing to delete.
            yield found("duplicate-section", section.place, about=page.path, **values)


def _doubled(page: Page) -> Iterator[tuple[Section, int]]:
    """Return the sections with an id that was written above too, and in which line it is first."""
    first: dict[str, int] = {}
    for section in page.sections:
        if section.explicit and section.id in first:
            yield section, first[section.id]
        first.setdefault(section.id, section.place.line)
