"""A mark of what holds only somewhere names territories, kinds of institution, networks and profiles.

Another word would leave out what it marks in every guide that begins with this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, local, revisions
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.pages import Page

# A mark in data that has a line of its own.
_PLAIN = re.compile(rf"^ *(?:- )?{local.KEY}: +(\S.*?) *$", re.MULTILINE)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)
    yield from _of_translations(guide, guide.translations)
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


def _of_translations(guide: Guide, pairs: Iterable[tuple[Page, Page]]) -> Iterator[Finding]:
    """Report the marks that a section has in one language and not in the other: they say what text both are."""
    for page, source in pairs:
        if not (page.whole and source.whole) or page.draft:
            continue
        ours, theirs = _marks(guide, page), _marks(guide, source)
        # To look for marks that cannot be read takes longer.
        if _names(ours) == _names(theirs) or any(_has_malformed(guide, one) for one in (page, source)):
            continue
        for id, marks in theirs.items():
            counts = [Counter(name for name, _ in side) for side in (marks, ours.get(id, ()))]
            if (id and not page.section(id)) or counts[0] == counts[1]:
                continue
            lost = sorted((counts[0] - counts[1]).elements())
            name = (lost or sorted((counts[1] - counts[0]).elements()))[0]
            line = _first(name, *((marks, ours.get(id, ())) if lost else (ours[id], marks)))
            of = (source, page) if lost else (page, source)
            other = of[1].at(_counterpart(id, *of, line))
            here, there = (other, source.at(line)) if lost else (page.at(line), other)
            one = found("malformed-scope", here, variant="missing" if lost else "extra", found=name, source=source.path)
            yield revisions.in_source(one, page, source, there, f"{bool(lost)} {name}")


_Marks = dict[str, list[tuple[str, int]]]


def _names(marks: _Marks) -> dict[str, Counter[str]]:
    return {id: Counter(name for name, _ in some) for id, some in marks.items()}


def _first(name: str, ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, int]]) -> int:
    """Return the line of the first mark of a name from where the marks of a section differ; ours has more of it."""
    pairs = zip_longest(ours, theirs, fillvalue=("", 0))
    differ = next(index for index, (one, other) in enumerate(pairs) if one[0] != other[0])
    return next(line for one, line in ours[differ:] if one == name)


def _counterpart(id: str, page: Page, other: Page, line: int) -> int:
    """Return the line of another page that translates one of a section, or that of its heading."""
    here, there = _written(page, id), _written(other, id)
    if (
        len(here) == len(there)
        and (at := next((index for index, one in enumerate(here) if one >= line), None)) is not None
    ):
        return there[at]
    section = other.section(id) if id else None
    return section.place.line if section else 1


def _written(page: Page, id: str) -> list[int]:
    """Return the lines of a section on which something is written that is no comment."""
    section = page.section(id) if id else None
    first = section.place.line if section else page.body_line
    later = (one.place.line for one in page.sections if one.explicit and one.place.line > first)
    lines = (
        (number, page.source.line(number).strip()) for number in range(first, next(later, len(page.source.lines) + 1))
    )
    return [number for number, text in lines if text and not text.startswith("<!--")]


def _has_malformed(guide: Guide, page: Page) -> bool:
    """Return whether a mark of a page cannot be read: what it lacks is not certain."""
    networks = _networks(guide)
    return any(one.scope is None for one in local.in_page(page, networks)) or any(local.misspelt(page, networks))


def _marks(guide: Guide, page: Page) -> _Marks:
    """Return the marks of each section, by its id, that can be read, each with its line; before the first one, of "".

    A section is there even where it has none.
    """
    starts = [(1, ""), *((one.place.line, one.id) for one in page.sections if one.explicit)]
    marks: _Marks = {id: [] for _, id in starts}
    for one in local.in_page(page, _networks(guide)):
        # One before a heading is of that section.
        line = one.first if one.own else one.place.line
        id = next(id for start, id in reversed(starts) if start <= line)
        if one.scope is not None:
            marks[id].append((one.found, one.place.line))
    return marks


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
