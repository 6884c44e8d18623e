"""No two sections of a page have the same heading.

Whoever reads a list of them cannot tell which is which; mostly one was copied, and its heading left as it was.

Not seen: headings of subsections, and two that say the same in other words.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Section

RULE = "duplicate-heading"


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        known: dict[str, Section] = {}
        ids: set[str] = set()
        # Two versions of a text have the same sections.
        for section in page.sections if not page.in_conflict else ():
            if section.level == 2:
                first = known.setdefault(_plain(section.title), section)
                # Of one that was pasted a second time, its id is reported.
                if first is not section and section.title and section.id not in ids:
                    yield found(RULE, section.place, title=section.title, line=first.place.line)
                ids.add(section.id)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
