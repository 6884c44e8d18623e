"""A translation has the same sections as its source: the same ids, in the same order, at the same levels.

Only then do links hold, and does the switch of language stay on the section.

Not seen: the text below the headings, and headings of the third level and below that have no {#id} of their own.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page, Section


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_translations(guide, guide.translations)


def _of_translations(guide: Guide, pairs: Iterable[tuple[Page, Page]]) -> Iterator[Finding]:
    for page, source in pairs:
        if page.whole and source.whole:
            yield from _differences(page, source, tuple(section.id for section in sections.required(guide, source)))


def _differences(page: Page, source: Page, required: tuple[str, ...]) -> Iterator[Finding]:
    """Report how the sections differ.

    Sections that are required, or that have no id or an unsupported heading in one of the pages, are skipped, since
    other rules report them.
    """
    below = {*_below_lost(page, source, required), *_below_lost(source, page, required)}
    ours, theirs = _comparable(page, below), _comparable(source, below)
    renamed = dict(_renamed(ours, theirs))
    elsewhere = {*required, *(section.id for side in (page, source) for section in side.unsupported)}
    elsewhere |= {id for id, original in renamed.items() if not original.explicit or original.id in required}
    lost: dict[Place, list[Section]] = {}
    for id, section in theirs.items():
        if id not in ours and id not in elsewhere and section.explicit and section not in renamed.values():
            place = _place_before(page, id, list(theirs))
            lost.setdefault(place.place if place else page.at(), []).append(section)
    for where, some in lost.items():
        yield _lost(source, where, some)
    within = 0
    for id, section in ours.items():
        # What is below a section that the other page lacks is lacking with it.
        within = within if section.level > within else 0
        if id not in theirs and id not in elsewhere and section.explicit and not within:
            values = {"section": id, "title": section.title, "source": source.path}
            original = renamed.get(id)
            variant = "extra"
            if original and original.level == section.level:
                variant, values = "renamed", {**values, "original": original.title, "expected": original.id}
            within = section.level if variant == "extra" else 0
            one = found("section-mismatch", section.place, variant=variant, **values)
            yield _in_source(one, source, _place_before(source, id, list(ours)), id) if variant == "extra" else one
        elif id in theirs and section.level != theirs[id].level and id not in required:
            values = {"section": id, "found": "#" * section.level, "expected": "#" * theirs[id].level}
            yield found("section-mismatch", section.place, variant="level", source=source.path, **values)
    # The order of a source is no model where section-order reports it.
    if [id for id in theirs if id in required] != [id for id in required if id in theirs]:
        return
    common = [id for id in theirs if id in ours]
    for id, wanted in zip((id for id in ours if id in theirs), common, strict=True):
        if id != wanted:
            values = {"section": id, "expected": wanted, "source": source.path}
            yield found("section-mismatch", ours[id].place, variant="order", **values)
            return


def _lost(source: Page, place: Place, sections: Sequence[Section]) -> Finding:
    """Report the sections that a translation lacks after a place."""
    first, *others = sections
    values = {"section": first.id, "title": first.title, "source": source.path, "hashes": "#" * first.level}
    if not others:
        return found("section-mismatch", place, variant="missing", **values)
    lines = "\n".join(f"{'#' * one.level} … {{#{one.id}}}" for one in sections)
    titles = [one.title for one in sections]
    return found("section-mismatch", place, variant="several", titles=titles, lines=lines, **values)


def _in_source(one: Finding, source: Page, before: Section | None, id: str) -> Finding:
    """Return a finding with the place in the source as its cause, should all translations have it."""
    there = before.place if before else source.at()
    return replace(one, about=f"{there.path}:{there.line} {id}").because_of(there)


def _comparable(page: Page, below: Collection[str]) -> dict[str, Section]:
    """Return the sections of a page that its other version must have too, by id.

    Below the second level these are only the ones whose ids are written, since the others differ by language, and none
    `below` a required section that one of the two lacks.
    """
    return {
        section.id: section
        for section in page.sections
        if section.level == 2 or (section.level > 2 and section.explicit and section.id not in below)
    }


def _below_lost(page: Page, other: Page, required: Collection[str]) -> Iterator[str]:
    """Return the ids of the sections that are below a required one which the other page lacks."""
    lost = False
    for section in page.sections:
        if section.level == 2:
            lost = section.id in required and other.section(section.id) is None
        elif lost and section.level > 2:
            yield section.id


def _renamed(ours: dict[str, Section], theirs: dict[str, Section]) -> Iterator[tuple[str, Section]]:
    """Return the id of each section that seems to be one of the source under another id, with that section.

    Both come after the same common section.
    """
    for last, lost in _gaps(theirs, ours).items():
        for original, section in zip(lost, _gaps(ours, theirs).get(last, ()), strict=False):
            yield section.id, original


def _gaps(sections: dict[str, Section], others: dict[str, Section]) -> dict[str, list[Section]]:
    """Return the sections that the other page lacks, by the id of the last common section before them."""
    gaps: dict[str, list[Section]] = {}
    last = ""
    for id, section in sections.items():
        if id in others:
            last = id
        else:
            gaps.setdefault(last, []).append(section)
    return gaps


def _place_before(page: Page, id: str, order: list[str]) -> Section | None:
    """Return the section of the translation after which a missing one belongs, or None at the top of the page."""
    before = order[: order.index(id)]
    return next((section for name in reversed(before) if (section := page.section(name))), None)
