"""Required sections stand in the order of the model, in every page of a kind.

Whoever knows one network's page finds the answer in another's.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.source_pages:
        kind = guide.kind(page)
        if kind is None:
            continue
        order = [section.id for section in kind.sections(guide.page_conditions(page.id))]
        # The second of two sections with one id is told by duplicate-section.
        required = (guide.required_section(page, id) for id in order)
        present = sorted((section for section in required if section), key=lambda section: section.place)
        last = present[0] if present else None
        for section in present[1:]:
            if last and order.index(section.id) < order.index(last.id):
                yield found("section-order", section.place, section=section.title, before=last.title)
            else:
                last = section
