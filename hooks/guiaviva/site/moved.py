"""What the site says at addresses of before: pages that lead on, anchors and notices in pages that are there.

All of it works without a server and without scripts; one script carries on the part of an address after the #, which a
browser tells nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from guiaviva.guide import Guide
from guiaviva.guide.addresses import Address, Former, in_page, known, page_of
from guiaviva.guide.published import shown_at


@dataclass(frozen=True)
class Moved:
    """A page that was at the address of `id`: where it is `now`, where its sections are, or that it was `withdrawn`."""

    id: str
    now: Address
    title: str
    withdrawn: bool
    sections: tuple[tuple[str, Address], ...]


def moved_pages(guide: Guide, language: str) -> Iterator[Moved]:
    """Return the pages that were elsewhere, as readers of a language find them, in the order of their addresses."""
    ids = dict.fromkeys(page_of(one.was.page) for one in known(guide).values() if one.language in ("", language))
    for id in sorted(ids):
        said = in_page(guide, language, id)
        whole = _own_first(one for one in said if not one.was.anchor)
        if whole and shown_at(guide, language, Address(id)) is None:
            sections = {one.was.anchor: one.now for one in said if one.was.anchor}
            title = _title(guide, language, whole[0].now)
            yield Moved(whole[0].was.page, whole[0].now, title, whole[0].withdrawn, tuple(sections.items()))


def _own_first(some: Iterable[Former]) -> list[Former]:
    return sorted(some, key=lambda one: one.language == "")


def _title(guide: Guide, language: str, address: Address) -> str:
    page = guide.shown(language, address.page)
    section = page.section(address.anchor) if page and address.anchor else None
    title = page.title if page else address.page
    return f"{title}: {section.title}" if section else title


def of_page(guide: Guide, language: str, id: str) -> dict[str, Any]:
    """Return what a page that is there says of its places of before: anchors for sections that it has, else notices.

    The row of a record may be folded: its notice leads to the row itself, which opens.
    """
    said = [one for one in in_page(guide, language, id) if one.was.anchor]
    page = guide.shown(language, id)
    ids = {"", *(section.id for section in page.sections)} if page else {""}
    here = [one for one in said if one.now.page == id and not one.withdrawn and one.now.anchor in ids]
    return {
        "anchors": [(one.now.anchor, one.was.anchor) for one in here],
        "notices": [
            (one.was.anchor, one.now, one.withdrawn, _title(guide, language, one.now))
            for one in said
            if one not in here
        ],
    }


def with_anchors(content: str, anchors: Iterable[tuple[str, str]]) -> str:
    """Return the HTML of a page with an empty element for each anchor of before, in the heading that it leads to."""
    for id, former in anchors:
        mark = f'<span id="{escape(former)}"></span>'
        heading = re.search(rf'<h[1-6]\b[^>]*\bid="{re.escape(escape(id))}"[^>]*>', content) if id else None
        at = heading.end() if heading else 0
        content = content[:at] + mark + content[at:]
    return content
