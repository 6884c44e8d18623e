"""Where what is gone surely is now, and how a page is told that it was elsewhere before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from guiaviva.diagnostics import Place
from guiaviva.guide.addresses import FORMER, SECTIONS, Address, address_of, page_of, section_address_of
from guiaviva.guide.guide import Guide
from guiaviva.guide.published import Sections, committed, places_of, published, shown_at, then, versions
from guiaviva.reading.files import decode
from guiaviva.reading.front_matter import flow, lines_of, with_field
from guiaviva.reading.pages import TOP, Page, read_page

# So much of a page stands in another one, if it is the same: links to pages beside it are written otherwise there.
_MOST = 0.5


def now_at(guide: Guide, language: str, address: Address) -> Address | None:
    """Return where the text of a published address is now, if it is in one place alone, which was not there before."""
    known = before(guide, language)
    if not address.anchor:
        return _page(guide, language, known, address.page)
    signature = then(guide, language, address).get(address.anchor)
    new = [
        Address(id, anchor)
        for (of, id), page in guide.pages.items()
        if signature and of == language
        for anchor, one in places_of(guide, page).items()
        if one == signature and anchor != TOP and anchor not in known.get(id, ())
    ]
    here = [one for one in new if page_of(one.page) == page_of(address.page)]
    return (here or new)[0] if len(here or new) == 1 else None


def before(guide: Guide, language: str) -> dict[str, Collection[str]]:
    """Return the pages that a language had, each with the ids of its sections."""
    return {**committed(guide).get(language, {}), **published(guide).get(language, {})}


def _page(guide: Guide, language: str, known: Mapping[str, Collection[str]], gone: str) -> Address | None:
    was = guide.path(gone, language)
    new = {
        id: places_of(guide, page)
        for (of, id), page in guide.pages.items()
        if of == language
        and (id not in known or (id not in published(guide).get(of, {}) and versions(guide).came_after(page.path, was)))
    }
    lost = [id for id in known if not shown_at(guide, language, Address(id))] if new else []
    texts = {id: then(guide, language, Address(id)) for id in lost}
    found = [id for id, sections in new.items() if _same(texts.get(gone, {}), sections)]
    rivals = [id for id, sections in texts.items() if found and _same(sections, new[found[0]])]
    return Address(found[0]) if len(found) == len(rivals) == 1 else None


def _same(one: Sections, other: Sections) -> bool:
    texts = {signature for signature in one.values() if signature}
    return bool(texts) and len(texts & {*other.values()}) > _MOST * len(texts)


def to_write(page: Page, address: Address, section: str = "") -> tuple[Place, str, str]:
    """Return the line of a page's front matter to change so that it says a former address, what it is, and what then.

    Where that is not one line, there is a place alone.
    """
    if page.front_problems:
        return page.at(), "", ""
    fields = _with(page, address, section)
    field, value = (SECTIONS, flow(fields.sections)) if section else (FORMER, flow(fields.pages))
    line = f"{field}: {value}"
    if page.body_line == 1:
        written = page.source.line(1)
        return page.at(), written, f"---\n{line}\n---\n\n{written}"
    if field not in page.fields:
        written = page.source.line(page.body_line - 1)
        return page.at(page.body_line - 1), written, f"{line}\n{written}"
    first, last = lines_of(page, field)
    return page.at(first), *((page.source.line(first), line) if first == last else ("", ""))


def with_former(guide: Guide, path: str, data: bytes, former: Address, now: Address) -> bytes:
    """Return the bytes of the file at `path`, that of a page, which say that it, or a section of it, was elsewhere.

    `now` is where it is; what the page said of addresses that it has again goes.
    """
    page = read_page(decode(path, data, "invalid-page"), path.split("/")[1], now.page)
    if page.front_problems:
        return data
    fields = _with(page, former, now.anchor)
    pages = [one for one in fields.pages if address_of(guide, one, page.id)[0] != now]
    sections = {
        id: left
        for id, each in fields.sections.items()
        if (left := [one for one in each if section_address_of(guide, one, page.id)[0] != now])
    }
    data = with_field(page, data, FORMER, pages) if pages != page.fields.get(FORMER, []) else data
    page = read_page(decode(path, data, "invalid-page"), page.language, page.id)
    return with_field(page, data, SECTIONS, sections) if sections != page.fields.get(SECTIONS, {}) else data


class _Fields(NamedTuple):
    pages: list[str]
    sections: dict[str, list[str]]


def _with(page: Page, former: Address, section: str) -> _Fields:
    """Return the fields of a page with one more address: of the page, or of a section that had another id before."""
    given = page.fields.get(SECTIONS)
    sections = {id: _list(value) for id, value in given.items()} if isinstance(given, dict) else {}
    if not section:
        return _Fields([*dict.fromkeys([*_list(page.fields.get(FORMER)), str(former)])], sections)
    here = page_of(former.page) == page_of(page.id)
    # What led to the section under its former id leads to it under the present one.
    older = sections.pop(former.anchor, []) if here and page.section(former.anchor) is None else []
    written = former.anchor if here else str(former)
    sections[section] = [*dict.fromkeys([*sections.get(section, []), *older, written])]
    return _Fields(_list(page.fields.get(FORMER)), sections)


def _list(value: object) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    return [one for one in texts if isinstance(one, str)]
