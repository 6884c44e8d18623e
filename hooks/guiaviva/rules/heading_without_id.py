"""Every heading of the second level has an id that was written.

An id that is made from the words differs in each language: links break, and the switch of language loses the place.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # A heading that seems to be a required section without its id is told by missing-section.
        told = guide.told_as_missing(page)
        for section in page.sections:
            if section.level == 2 and not section.explicit and section not in told:
                yield found("heading-without-id", section.place, title=section.title, id=section.id)
