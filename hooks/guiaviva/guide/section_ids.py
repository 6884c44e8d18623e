"""Where a guide speaks of a section of a page: at its heading in each language, in links, in data and in signatures."""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Place
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import links
from guiaviva.guide.guide import MEASURES, Guide
from guiaviva.guide.uses import in_links, within
from guiaviva.reading.pages import Page
from guiaviva.translations.records import FIELD


def require(guide: Guide, page: str, id: str, new: str) -> None:
    """Raise CannotJudgeError where a section of a page cannot have a new id: there is none, or must be."""
    versions = [one for one in guide.all_pages if one.id == page]
    there = dict.fromkeys(section.id for one in versions for section in one.sections if section.explicit)
    if id not in there:
        raise CannotJudgeError("unknown-section", page=page, found=id, choices=tuple(there))
    if any(new in one.anchors for one in versions):
        raise CannotJudgeError("key-exists", found=f"{page}#{new}")
    kind = guide.model.kind_of(page)
    if kind and id in kind.spec.sections:
        raise CannotJudgeError("section-required", found=id)


def places(guide: Guide, page: str, id: str, new: str) -> Iterator[tuple[Place, str]]:
    """Return every place that names a section of a page (its id), with what is written there for a new id."""
    for one in guide.all_pages:
        if one.id == page:
            yield from ((place, new) for place in _in_page(one, id))
    for place, target in linking(guide, page, id):
        yield place, target.removesuffix(id) + new
    if page == MEASURES:
        for entry in guide.facts.situations.values():
            if entry.record.measure == id:
                place = entry.value_place("measure")
                yield within(guide, place, id), new


def linking(guide: Guide, page: str, id: str) -> Iterator[tuple[Place, str]]:
    """Return the places of links and of data that lead to a section of a page, or to the page where `id` is ""."""
    for one in guide.all_pages:

        def leads(path: str, anchor: str, origin: Page = one) -> bool:
            to = links.id_of(origin, links.resolve(origin, path)) if path else origin.id
            return to == page and anchor == id

        yield from in_links(one, leads)
    name = f"{page}#{id}" if id else page
    for entry, marked, collection in guide.facts.references:
        if collection == "pages" and marked.value == name:
            yield within(guide, entry.value_place(*marked.path), name), name


def _in_page(page: Page, id: str) -> Iterator[Place]:
    """Return where a page has the id itself: at the heading, and in the record of what a translation follows."""
    source = page.file.source
    for section in page.file.sections:
        line = source.line(section.place.line)
        match = re.search(rf"\{{[^{{}}]*#({re.escape(id)})(?=[\s}}])", line) if section.id == id else None
        if match:
            yield Place(page.path, section.place.line, match.start(1) + 1, len(id))
    record = page.fields.get(FIELD)
    if isinstance(record, dict) and id in record:
        place = page.front.place(FIELD, id)
        yield place._replace(length=len(id))
