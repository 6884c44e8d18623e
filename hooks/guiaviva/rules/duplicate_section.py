"""No two sections of a page have the same id.

A link to the second one leads to the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        first: dict[str, int] = {}
        for section in page.sections:
            if section.explicit and section.id in first:
                yield found("duplicate-section", section.place, section=section.id, line=first[section.id])
            first.setdefault(section.id, section.place.line)
