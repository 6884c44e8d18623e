"""Every page, section and row of a block that was published can still be reached at its address, or says where to look.

Addresses are in messages, on posters, in bookmarks and in the records of other institutions: whoever follows one and
finds nothing takes the institution for careless, and asks by telephone.

What was published the last site says, or Git: what was in a commit that others have, in the last year, and since the
guide was no longer being prepared.

Not seen: what neither knows, unless the `published.json` of the site is at the top of the guide; ids that the program
made from a heading; rows to which nothing leads readers, and of those of plans and the decision tree what only Git has;
a language that was given up.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, moved, rows
from guiaviva.guide.addresses import FORMER, SECTIONS, Address, former_at
from guiaviva.guide.published import FILE, UnreadError, committed, published, shown_at, then
from guiaviva.reading.pages import TOP, Page

RULE = "lost-address"


def check(guide: Guide) -> Iterator[Finding]:
    if guide.institution.preparing:
        return
    try:
        before = published(guide)
    except UnreadError:
        yield found(RULE, Place(FILE), variant="unread")
        return
    seen: set[Any] = set()
    for language in guide.languages:
        lost = [*_lost(guide, language, before.get(language, {}))]
        # Of what Git has only what is lost is looked at once more.
        known = (one for one in _lost(guide, language, committed(guide).get(language, {})) if one not in lost)
        for address in (*lost, *(one for one in known if then(guide, language, one))):
            if address in seen:
                continue
            seen.add(address)
            one = _finding(guide, language, address)
            # All rows of a block that a page shows no more have one cause.
            block = one.variant == "block" and (one.place, one.values["block"])
            if not block or block not in seen:
                yield one
            seen.add(block)


def _lost(guide: Guide, language: str, before: Any) -> Iterator[Address]:
    """Return the addresses that were published in a language and lead nowhere."""
    for id, sections in before.items():
        page = shown_at(guide, language, Address(id))
        former = None if page else former_at(guide, language, Address(id))
        if page is None and former is None:
            yield Address(id)
            continue
        # A page that is one section now, or was withdrawn, is where all of its sections lead.
        whole = former and (former.withdrawn or former.now.anchor)
        there = page or (shown_at(guide, language, former.now) if former else None)
        if there is None or whole or not there.whole:
            continue
        known = rows.anchors(guide, there)
        for anchor in sections:
            # What a page of before is asked for, it asks of the page to which it leads.
            ways = (Address(id, anchor), Address(there.id, anchor))
            if anchor in (TOP, *known) or any(former_at(guide, language, one) for one in ways):
                continue
            # The data of a row cannot be read, or names its record still, or its block is misspelt: that is reported.
            misspelt = rows.unknown_in(guide, there) and rows.block_of(guide, anchor)
            if not misspelt and not rows.names_row(guide, there, anchor):
                yield ways[0]


def _finding(guide: Guide, language: str, address: Address) -> Finding:
    """Report an address that is lost, and where its text surely is now."""
    now = moved.now_at(guide, language, address)
    kind = "section" if address.anchor else "page"
    values: dict[str, Any] = {"address": str(address), "page": address.page, "anchor": address.anchor}
    if now and (page := guide.source_page(now.page) or guide.page(language, now.page)):
        field, item = (SECTIONS, f"{now.anchor}: ") if now.anchor else (FORMER, "")
        line = f"{field}: {'{'}{item}[{_written(address, page)}]{'}'}" if item else f"{field}: [{address}]"
        place, written, meant = moved.to_write(page, address, now.anchor)
        values |= {"path": page.path, "now": str(now), "line": line, "written": written, "meant": meant}
        return found(RULE, place, variant=f"{kind}-moved", about=address.page, **values)
    draft = guide.draft(language, address.page)
    if draft and not address.anchor:
        return found(RULE, draft.at(), variant="draft", about=address.page, path=draft.path, **values)
    page = shown_at(guide, language, address)
    place = page.at() if page else Place(guide.path(address.page, language))
    if page and (prefix := rows.prefix_of(guide, page, address.anchor)):
        values |= {"path": page.path, "line": f"{SECTIONS}: {'{'}{prefix}…: [{_written(address, page)}]{'}'}"}
        return found(RULE, place, variant="row", about=address.page, **values)
    if page and (block := rows.block_of(guide, address.anchor)):
        return found(RULE, place, variant="block", about=address.page, path=page.path, block=block, **values)
    values["fields"] = f"{SECTIONS}: {'{'}…: [{address}]{'}'}" if address.anchor else f"{FORMER}: [{address}]"
    return found(RULE, place, variant=kind if address.anchor else "", about=address.page, **values)


def _written(address: Address, page: Page) -> str:
    return address.anchor if address.page == page.id else str(address)
