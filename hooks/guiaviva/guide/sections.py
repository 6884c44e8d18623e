"""The sections that a page must have, and the headings that seem to be meant where one is missing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.contentmodel import Section as Required
from guiaviva.diagnostics import Place
from guiaviva.guide.blocks import block_name
from guiaviva.guide.demands import is_empty
from guiaviva.guide.guide import Guide
from guiaviva.nearest import nearest
from guiaviva.reading.containers import Block
from guiaviva.reading.pages import Page, Section

_BOLD = re.compile(r"(?:\*\*|__|==+[ ]*)([^*_=\n]{1,80}[^*_=\n. ])(?:\*\*|__|[ ]*==+)[ ]*:?")


def required(guide: Guide, page: Page) -> tuple[Required, ...]:
    """Return the sections that the kind of a page requires, in order; none where the page is of no kind."""
    kind = guide.kind(page)
    return kind.sections(guide.page_conditions(page.id)) if kind else ()


def present(page: Page, id: str) -> Section | None:
    """Return a section of a page that is there and at the level that the model asks (h2)."""
    section = page.section(id)
    return section if section and section.level == 2 else None


def blank(page: Page) -> bool:
    """Return whether a page has at most a title yet."""
    has_sections = any(section.level > 1 for section in (*page.sections, *page.unsupported))
    return not page.fields and not has_sections and not page.blocks and not page.paragraphs


def empty(guide: Guide, page: Page) -> Iterator[tuple[Required, Section]]:
    """Return the required sections of a page that say too little, with no block that shows data either."""
    boxes = guide.model.blocks.others
    for wanted in required(guide, page) if page.whole else ():
        section = present(page, wanted.id)
        # A box counts by its words. A block of an unknown name counts as data, since unknown-block reports it.
        if section and section.words < wanted.words and all(block.name in boxes for block in section.blocks):
            yield wanted, section


def demanded(guide: Guide, page: Page) -> frozenset[str]:
    """Return the ids of the sections whose absence from a page is an error."""
    if page.draft or not page.whole:
        return frozenset()
    errors = guide.profile == "complete"
    return frozenset(section.id for section in required(guide, page) if errors or section.mark[0] in "SC")


def claimed(guide: Guide, page: Page) -> Mapping[str, Section]:
    """Return the headings that seem to be required sections whose id is missing: required id → heading."""
    wanted_sections = required(guide, page)
    # Most pages have all of them.
    if all(page.section(wanted.id) for wanted in wanted_sections):
        return {}
    taken = {section.id for section in wanted_sections}
    # A heading with the id of one above it was copied from there.
    free = [one for one in page.sections if one.level > 1 and (one.id not in taken or one is not page.section(one.id))]
    found: dict[str, Section] = {}
    for wanted in wanted_sections:
        if page.section(wanted.id) is None and free:
            # A lower heading with a similar id is a part of some section; only its title may say that it was one.
            by_id = {section.id: section for section in free if section.level == 2 and section.id not in taken}
            by_title = {section.title: section for section in free}
            title = wanted.title.get(page.language, "")
            near = by_id.get(nearest(wanted.id, by_id)) or by_title.get(nearest(title, by_title))
            # A heading in the very words of the model has lost its id, though another id may be more like it.
            alike = by_title.get(title) or near
            if alike:
                found[wanted.id] = alike
                free.remove(alike)
    missing = [wanted.id for wanted in wanted_sections if page.section(wanted.id) is None and wanted.id not in found]
    if missing:
        needed = demanded(guide, page)
        order = [(wanted.id, present(page, wanted.id)) for wanted in wanted_sections]
        headings = [one for one in free if one.level == 2 and not one.explicit]
        # First those that are headings still, then words in bold; first all that is missing, then what is an error.
        for likely in (headings, _bold(page)):
            for ids in (missing, [id for id in missing if id in needed]):
                left = [id for id in ids if id not in found]
                found |= _in_place(page, order, left, [one for one in likely if one not in found.values()])
    return found


def _in_place(
    page: Page, order: Sequence[tuple[str, Section | None]], missing: Sequence[str], likely: Sequence[Section]
) -> Mapping[str, Section]:
    """Return those of the likely headings that are between the same sections as what is missing, one for each."""
    end = page.source.text.count("\n") + 2
    gaps: dict[tuple[int, int], list[str]] = {}
    for at, (id, _) in enumerate(order):
        if id in missing:
            after = max((one.place.line for _, one in order[:at] if one), default=0)
            before = min((one.place.line for _, one in order[at:] if one and one.place.line > after), default=end)
            gaps.setdefault((after, before), []).append(id)
    found: dict[str, Section] = {}
    for (after, before), ids in gaps.items():
        there = [one for one in likely if after < one.place.line < before]
        if len(there) == len(ids):
            found |= zip(ids, there, strict=True)
    return found


def _bold(page: Page) -> list[Section]:
    """Return paragraphs that are nothing but a few words in bold, or between the signs of a wiki, as if headings."""
    matches = ((paragraph, _BOLD.fullmatch(paragraph.text)) for paragraph in page.paragraphs)
    return [
        Section("", match[1].strip(" :"), 2, paragraph.place, explicit=False) for paragraph, match in matches if match
    ]


class Lacking(NamedTuple):
    """A block that a page must have and lacks, and where: in the section of that id, or anywhere ("")."""

    block: str
    mark: str
    title: str
    place: Place
    section: str = ""


def without_block(guide: Guide, page: Page) -> Iterator[Lacking]:
    """Return the blocks that a page must have and lacks.

    A block of a section may be elsewhere in the page. A block of an unknown name may be the one that was meant, and
    a section or a page with nothing in it is reported as empty. Without the data that it shows, no block is lacking.
    """
    if not page.whole:
        return
    boxes = guide.model.blocks.others
    shown = {block_name(block) for block in page.blocks}
    kind = guide.kind(page)
    wanted = kind.block(page.id) if kind else None
    lacks = wanted and wanted.name not in shown and _has_record(guide, page, wanted.name)
    if (
        wanted
        and lacks
        and _has_files(guide, wanted.name)
        and not _unknown(guide, page.blocks)
        and not _has_gaps(guide, page)
    ):
        top = next((section for section in page.sections if section.level == 1), None)
        title, place = (top.title, top.place) if top else (page.id, page.at())
        yield Lacking(wanted.name, wanted.mark, title, place)
    for required_section in required(guide, page):
        block = required_section.block
        section = present(page, required_section.id) if block and block not in shown else None
        if section and _has_files(guide, block):
            silent = section.words < required_section.words and all(one.name in boxes for one in section.blocks)
            if not silent and not _unknown(guide, section.blocks):
                yield Lacking(block, required_section.mark, section.title, section.place, required_section.id)


def demanded_blocks(guide: Guide, page: Page) -> Iterator[Lacking]:
    """Return the blocks whose absence from a page is an error."""
    errors = guide.profile == "complete"
    return (one for one in without_block(guide, page) if not page.draft and (errors or one.mark[0] in "SC"))


def _has_gaps(guide: Guide, page: Page) -> bool:
    """Return whether a required section is missing or empty, in which a block of the page may have stood."""
    return any(present(page, one.id) is None for one in required(guide, page)) or any(True for _ in empty(guide, page))


def _unknown(guide: Guide, blocks: Iterable[Block]) -> bool:
    """Return whether one of these blocks has a name that nobody knows."""
    ours, boxes = guide.model.blocks.guide, guide.model.blocks.others
    return any(block.name not in boxes and block_name(block) not in ours for block in blocks)


def _has_record(guide: Guide, page: Page, block: str) -> bool:
    """Return whether data has what a block shows, where that is the record of the page."""
    spec = guide.model.blocks.guide.get(block)
    return spec is None or spec.key is None or guide.knows(spec.key, page.id.rpartition("/")[2])


def _has_files(guide: Guide, block: str) -> bool:
    """Return whether the files of data without which a block shows nothing are there."""
    spec = guide.model.blocks.guide.get(block)
    return spec is None or not any(is_empty(guide.facts, name) for name in spec.needs)


def reported_as_missing(guide: Guide, page: Page) -> tuple[Section, ...]:
    """Return the headings that missing-section reports, not as advice: without id, at another level, in a list …"""
    wanted = demanded(guide, page)
    wrong_level = (section for section in page.sections if section.id in wanted and section.level != 2)
    without_id = (section for id, section in claimed(guide, page).items() if id in wanted)
    unsupported = (section for section in page.unsupported if section.id in wanted and not page.section(section.id))
    return (*wrong_level, *without_id, *unsupported)
