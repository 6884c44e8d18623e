"""A former address, in the front matter, is one that nothing else has.

Otherwise readers of an old message arrive elsewhere, or turn in circles.

Not seen: whether anything was ever at that address, and drafts, which are not published. One of a folder whose pages
the site lists goes on showing that list.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, rows
from guiaviva.guide.addresses import SECTIONS, Address, Former, former_at, formers, known, page_of
from guiaviva.guide.guide import once
from guiaviva.guide.published import shown_at
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

RULE = "former-address"


def check(guide: Guide) -> Iterator[Finding]:
    for one in formers(guide):
        variant, values = _clash(guide, one) if not one.problem else (one.problem, {})
        if variant:
            yield found(RULE, one.place, variant=variant, found=one.written, address=str(one.was), **values)
    for page in guide.pages.values():
        sections = page.fields.get(SECTIONS)
        for id in sections if isinstance(sections, dict) else ():
            if id not in rows.anchors(guide, page):
                yield from _unknown(guide, page, id)


def _unknown(guide: Guide, page: Page, id: str) -> Iterator[Finding]:
    """Report former addresses of a section, or of a row, that the page does not have."""
    # What the rows would be is reported.
    if rows.names_row(guide, page, id) or rows.unknown_in(guide, page):
        return
    choices = tuple(section.id for section in page.sections if section.level > 1)
    near = nearest(id, (*choices, *rows.ids_in(guide, page)))
    variant, place = "unknown-nearest" if near else "unknown-section", page.front.place(SECTIONS, id)
    yield found(RULE, place, variant=variant, found=id, choices=choices, nearest=near)


def _clash(guide: Guide, one: Former) -> tuple[str, dict[str, Any]]:
    """Return why an address cannot be a former one, and with what it clashes; "" where it can."""
    language, was = one.language or guide.source_language, one.was
    page = shown_at(guide, language, was)
    first = known(guide)[one.language, page_of(was.page), was.anchor]
    if first.place != one.place:
        return "twice", {"path": first.place.path, "line": first.place.line}
    if page and not was.anchor:
        return "living", {"path": page.path}
    if page and was.anchor in rows.anchors(guide, page):
        return "living-section", {"path": page.path}
    if page is None and was.anchor and not former_at(guide, language, Address(was.page)):
        return "no-page", {"page": was.page, "path": one.place.path}
    if page is None and (other := _alike(guide, one)):
        return "case", {"other": other}
    return "", {}


def _alike(guide: Guide, one: Former) -> str:
    """Return an address that differs in capitals alone, or "": on some computers it is the same file."""
    id = page_of(one.was.page)
    return next((other for other in _folded(guide).get(id.casefold(), ()) if other != id), "")


@once
def _folded(guide: Guide) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ids = (*map(page_of, guide.page_ids), *(page for _, page, _ in known(guide)))
    for id in dict.fromkeys(ids):
        found.setdefault(id.casefold(), []).append(id)
    return found
