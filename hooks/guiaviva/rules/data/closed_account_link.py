"""No page and no text of data links to an account that is closed, or to a network that is.

Whoever follows such a link finds nothing, or somebody else under the old name.

Not seen: links to a single post of that account, and addresses in texts of data without https:// before them. An
address that an open account has too was opened again, and is left alone.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.guide.handles import address_of

_ADDRESS = re.compile(r"""https?://[^\s<>"'()\[\]]+[^\s<>"'()\[\].,;:!?»”]""", re.IGNORECASE)


def check(guide: Guide) -> Iterator[Finding]:
    closed = _closed(guide)
    for where, target in _links(guide) if closed else ():
        if entry := closed.get(address_of(target.partition("#")[0])):
            values = {"record": entry.key, "path": entry.document.path, "found": target}
            yield found("closed-account-link", where, about=entry.key, **values)


def _closed(guide: Guide) -> Mapping[str, Entry[Any]]:
    """Return the closed accounts and networks by the addresses that no open one has."""
    facts = guide.facts
    entries: list[Entry[Any]] = [*facts.accounts.values(), *facts.networks.values()]
    there = {address_of(one.record.url) for one in entries if one.record.status != "closed"}
    closed = {address_of(one.record.url): one for one in entries if one.record.status == "closed"}
    return {address: one for address, one in closed.items() if address not in there}


def _links(guide: Guide) -> Iterator[tuple[Where, str]]:
    for page in guide.all_pages:
        yield from ((link.place, target) for link in page.links if (target := link.target.strip()).startswith("http"))
    for text, _, where in guide.facts.written:
        yield from ((where, address) for address in (_ADDRESS.findall(text) if "://" in text else ()))
