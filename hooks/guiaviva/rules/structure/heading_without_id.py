"""Every heading of the second level has an id that was written.

An id that is made from the words differs in each language: links break, and the switch of language loses the place.

Not seen: smaller headings, which may do without one, and whether the id tells what the section is about.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # A heading that seems to be a required section without its id is reported by missing-section.
        reported = sections.reported_as_missing(guide, page)
        for section in page.sections:
            if section.level == 2 and not section.explicit and section not in reported:
                yield found("heading-without-id", section.place, title=section.title, id=section.id)
