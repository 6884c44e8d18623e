"""A mark of what holds only somewhere names territories, kinds of institution, networks, profiles and sizes.

A word that nobody knows would leave out what it marks in every guide that begins with this one.

Not seen: whether what is marked really holds only there, nor anything while the networks cannot be read.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, local
from guiaviva.reading.documents import read_document
from guiaviva.reading.values import nested

# A mark in data that has a line of its own.
_PLAIN = re.compile(rf"^ *(?:- )?{local.KEY}: +(\S.*?) *$", re.MULTILINE)


def check(guide: Guide) -> Iterator[Finding]:
    # Any word may be the key of a network that could not be read, or of one that is gone with all others.
    if _networks(guide) and "networks" not in guide.facts.unread:
        yield from _of_pages(guide, _named(guide))
        yield from _of_data(guide, _named(guide))


def _of_pages(guide: Guide, networks: Collection[str]) -> Iterator[Finding]:
    for page in (one for one in guide.all_pages if one.whole):
        for one in local.in_page(page, networks):
            if one.scope is None:
                yield _malformed(guide, one.place, one.found)
        for place, word, scope in local.misspelt(page, networks):
            yield found("malformed-scope", place, variant="word", found=word, scope=scope)


def _of_data(guide: Guide, networks: Collection[str]) -> Iterator[Finding]:
    for source in guide.facts.sources.values():
        # To read a file again takes long, and most marks are seen to be right without.
        plain = [scope for scope in _PLAIN.findall(source.text) if local.scope_of(scope, networks)]
        if source.path.endswith(".yml") and len(plain) < source.text.count(local.KEY):
            document = read_document(source, "invalid-data")
            for path, value in nested(document.value):
                scope = str(value or "")
                if path[-1:] == (local.KEY,) and local.scope_of(scope, networks) is None:
                    yield _malformed(guide, document.value_place(*path), scope)


def _networks(guide: Guide) -> Collection[str]:
    return guide.facts.keys.get("networks", ())


def _named(guide: Guide) -> Collection[str]:
    """Return the keys of the networks, and those that data names and lacks: unknown-network reports that."""
    named = (marked.value for _, marked, to in guide.facts.references if to == "networks")
    return dict.fromkeys((*_networks(guide), *named))


def _malformed(guide: Guide, place: Place, scope: str) -> Finding:
    if right := local.mended(scope, _networks(guide)):
        word, near, mended = right
        values: dict[str, Any] = {"found": scope, "word": word, "nearest": near, "mended": mended}
        return found("malformed-scope", place, variant="nearest", about=word, **values)
    # A network that is gone may be named in many marks.
    return found("malformed-scope", place, about=scope, found=scope, choices=local.names(_networks(guide)))
