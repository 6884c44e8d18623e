"""A mark of what holds only somewhere names territories, kinds of institution, networks and profiles.

Another word would leave out what it marks in every guide that begins with this one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, local
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.pages import Page

# A mark in data that has a line of its own.
_PLAIN = re.compile(rf"^ *(?:- )?{local.KEY}: +(\S.*?) *$", re.MULTILINE)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.all_pages)
    yield from _of_data(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    # Any word may be the key of a network that could not be read, or of one that is gone with all others.
    readable = _networks(guide) and "networks" not in guide.facts.unread
    for page in (one for one in pages if one.whole) if readable else ():
        for one in local.in_page(page, _named(guide)):
            if one.scope is None:
                yield _malformed(guide, one.place, one.found)
        for place, word, scope in local.misspelt(page, _named(guide)):
            yield found("malformed-scope", place, variant="word", found=word, scope=scope)


def _of_data(guide: Guide) -> Iterator[Finding]:
    networks = _named(guide)
    known = _networks(guide) and "networks" not in guide.facts.unread
    for source in guide.facts.sources.values() if known else ():
        # To read a file again takes long, and most marks are seen to be right without.
        plain = [scope for scope in _PLAIN.findall(source.text) if local.scope_of(scope, networks)]
        if source.path.endswith(".yml") and len(plain) < source.text.count(local.KEY):
            document = read_document(source, "invalid-data")
            for path, scope in _scopes(document.value, ()):
                if local.scope_of(scope, networks) is None:
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


def _scopes(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Return the scopes in a value of data, each with where it is."""
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _scopes(part, (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == local.KEY:
                yield (*path, key), str(part or "")
            else:
                yield from _scopes(part, (*path, key))
