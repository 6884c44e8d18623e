"""A translation has the same sections as its source: the same ids, in the same order, at the same levels.

Links hold and the switch of language stays on the section only then.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page, Section


def check(guide: Guide) -> Iterator[Finding]:
    for page, source in guide.translations:
        if page.whole and source.whole:
            kind = guide.kind(source)
            required = frozenset(s.id for s in kind.sections(guide.page_conditions(page.id))) if kind else frozenset()
            yield from _differences(page, source, required)


def _differences(page: Page, source: Page, required: frozenset[str]) -> Iterator[Finding]:
    """What is required and missing on one of the two sides is told by missing-section."""
    ours, theirs = _comparable(page, source, required), _comparable(source, page, required)
    for id, section in theirs.items():
        if id not in ours and id not in required:
            place = _place_before(page, id, list(theirs))
            hashes = "#" * section.level
            values = {"section": id, "title": section.title, "source": source.path, "hashes": hashes}
            yield found("section-mismatch", place.place if place else page.at(), variant="missing", **values)
    for id, section in ours.items():
        if id not in theirs and id not in required:
            values = {"section": id, "title": section.title, "source": source.path}
            yield found("section-mismatch", section.place, variant="extra", **values)
        elif id in theirs and section.level != theirs[id].level and id not in required:
            values = {"section": id, "found": "#" * section.level, "expected": "#" * theirs[id].level}
            yield found("section-mismatch", section.place, variant="level", source=source.path, **values)
    common = [id for id in theirs if id in ours]
    for id, wanted in zip((id for id in ours if id in theirs), common, strict=True):
        if id != wanted:
            values = {"section": id, "expected": wanted, "source": source.path}
            yield found("section-mismatch", ours[id].place, variant="order", **values)
            return


def _comparable(page: Page, other: Page, required: frozenset[str]) -> dict[str, Section]:
    """Give the sections whose ids are written; others differ by language, and have a rule of their own.

    What stands below a required section that the other page lacks goes with it.
    """
    comparable: dict[str, Section] = {}
    lost = False
    for section in page.sections:
        if section.level == 2:
            lost = section.id in required and other.section(section.id) is None
        if section.explicit and section.level > 1 and not (lost and section.level > 2):
            comparable[section.id] = section
    return comparable


def _place_before(page: Page, id: str, order: list[str]) -> Section | None:
    """Give the section of the translation after which a missing one belongs."""
    before = order[: order.index(id)]
    return next((section for name in reversed(before) if (section := page.section(name))), None)
