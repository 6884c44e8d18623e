"""Every moderation measure of the protocol is announced in the public participation rules.

Ombudsmen have asked councils to restore access: whoever has a comment hidden or is blocked must have been able to know
the rule.

Not seen: whether the rules explain the measure well, nor any of it where the page or its section on consequences is
missing, which other rules report.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import MEASURES, Guide, rows, sections
from guiaviva.nearest import nearest

SECTION = "consequences"


def check(guide: Guide) -> Iterator[Finding]:
    page = guide.source_page(MEASURES)
    # Where the page or its section is missing, or a part of it cannot be read, other rules report that.
    if page is None or not page.whole or sections.present(page, SECTION) is None:
        return
    announced = rows.anchors(guide, page)
    for key, situation in guide.facts.situations.items():
        measure = situation.record.measure
        if measure and measure not in announced:
            near = nearest(measure, announced)
            yield found(
                "measure-not-in-participation-rules",
                situation.value_place("measure"),
                variant="nearest" if near else "",
                situation=key,
                found=measure,
                nearest=near,
                path=page.path,
            )
