"""Where links of a print lead: to a place in it, to the site, or nowhere, where what they name is on no paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from guiaviva.printing.content import Block, every
from guiaviva.reading.allowed import scheme_of

FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
"""What can be followed from a document; all else is its text."""


def place(page: str, anchor: str = "") -> str:
    """Return the name of a place: a page by its id, and what is on it by its own."""
    return f"{page}#{anchor}" if anchor else page


def mark(page: str, blocks: list[Block]) -> None:
    """Give the places on a page their names in the print, each once."""
    seen = set[str]()
    for one in every(blocks):
        if not (id := one.get("id")):
            continue
        one["id"] = "" if id in seen else place(page, id)
        seen.add(id)


def resolve(blocks: list[Block], urls: Mapping[str, str], site: str) -> None:
    """Say of each link where it leads. A link has the address of its page in the site as `base`.

    `urls` are the pages that are printed, by their addresses; `site` is the address of the site, or "".
    """
    known = {str(one["id"]) for one in every(blocks) if one.get("id")}
    named = set[tuple[str, str]]()
    for one in every(blocks):
        if one["k"] == "a":
            base = one.pop("base")
            one |= _led(one.pop("href"), base, urls, known, site)
            # On which sheet it is, is said once on a page of the guide, and not in tables, which have no room.
            one["far"] = bool(one.get("far")) and (base, one["to"]) not in named
            named.add((base, one.get("to", "")))
    for one in every([table for table in every(blocks) if table["k"] == "table"]):
        if one["k"] == "a":
            one["far"] = False


def _led(href: str, base: str, urls: Mapping[str, str], known: set[str], site: str) -> dict[str, Any]:
    if scheme_of(href):
        return {"url": href.strip()} if scheme_of(href) in FOLLOWED else {}
    address, anchor = urldefrag(urljoin(f"/{base}", href))
    page = urls.get(address.removeprefix("/"))
    if page is None:
        return {"url": urljoin(site, address.removeprefix("/") + (f"#{anchor}" if anchor else ""))} if site else {}
    exact = place(page, unquote(anchor))
    return {"to": exact if exact in known else page, "far": address != f"/{base}"}
