"""What translations follow: the sections of their source, as they were when each was last brought up to date.

The field `translates` of the front matter has the hash of each, as `Page.hashes` of the source then was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from guiaviva.diagnostics import Finding, Place
from guiaviva.reading import history
from guiaviva.reading.files import Source
from guiaviva.reading.pages import TOP, Page, read_page

FIELD = "translates"
_HASH = re.compile(r"[0-9a-f]{8}")


class Revision(NamedTuple):
    """A section of a source page as it once was."""

    path: str
    section: str
    hash: str


def recorded(page: Page) -> Mapping[str, str]:
    """Return the hashes that a page records, by section; what is no hash is left out."""
    value = page.fields.get(FIELD)
    pairs = value.items() if isinstance(value, dict) else ()
    return {id: hash for id, hash in pairs if isinstance(hash, str) and _HASH.fullmatch(hash)}


def followed(page: Page, source: Page) -> Mapping[str, str]:
    """Return the hashes that a page would record if it were up to date: of the sections that both have."""
    # Of bytes that are no text, what was meant is not known.
    if not (page.whole and source.whole) or source.source.problems:
        return {}
    return {id: hash for id, hash in source.hashes.items() if id in page.hashes}


def stale(page: Page, source: Page) -> tuple[str, ...]:
    """Return the sections of a translation whose source has changed since, in the order of the source."""
    known, now = recorded(page), followed(page, source)
    if not known or not now or _unread(page):
        return ()
    blurred = _blurred(page, source)
    changed = (id for id, hash in now.items() if known.get(id, hash) not in (hash, source.typed_hashes.get(id)))
    return tuple(id for id in changed if id not in blurred)


def as_new(one: Page, other: Page, source: Page, id: str) -> bool:
    """Return whether a translation of a section, "" for the top of the page, follows the source as far as another."""
    section = id or TOP
    return section not in stale(one, source) or recorded(one).get(section) == recorded(other).get(section)


def in_source(one: Finding, page: Page, source: Page, there: Place, differing: str) -> Finding:
    """Return a finding in a translation with its place in the source as the cause, should all translations have it.

    Where they agree with each other the source is wrong, or has changed since.
    """
    return replace(one, about=f"{there.path}:{there.line} {differing}").because_of(there)


def unrecorded(page: Page, source: Page) -> tuple[str, ...]:
    """Return the sections of which a translation does not record what it follows."""
    return () if _unread(page) else tuple(id for id in followed(page, source) if id not in recorded(page))


def _blurred(page: Page, source: Page) -> frozenset[str]:
    """Return the sections of a source to which those seem to belong that have lost their heading there.

    That a heading is lost, or is at another level, is reported; what is below it is no change of another section.
    """
    known, parts = recorded(page), list(page.hashes)
    return frozenset(
        next(one for one in reversed(parts[: index + 1]) if one in source.hashes)
        for index, id in enumerate(parts)
        if id in known and id not in source.hashes
    )


def _unread(page: Page) -> bool:
    """Return whether what a page records could not be read, all of it or some: that is reported, and no more."""
    value = page.fields.get(FIELD)
    return page.front_problems or (bool(value) and (not isinstance(value, dict) or len(recorded(page)) < len(value)))


def heading(page: Page, id: str) -> tuple[str, Place]:
    """Return the title of a section and its place, or for the top of the page those of its first heading."""
    sections = [one for one in page.sections if (one.level == 1 if id == TOP else one.id == id and one.level == 2)]
    if sections:
        return sections[0].title, sections[0].place
    lines = enumerate(page.source.lines[page.body_line - 1 :], page.body_line)
    return "", page.at(next((number for number, line in lines if line.strip()), page.body_line))


def former(root: Path, sources: Iterable[Page], wanted: Collection[Revision]) -> Mapping[Revision, str]:
    """Return the words that sections once had, for those of `wanted` that Git has. `sources` are the pages."""
    pages = {page.path: page for page in sources}
    found: dict[Revision, str] = {}
    for path, texts in history.versions(root, list(pages)).items() if pages else ():
        missing = {one for one in wanted if one.path == path}
        for text in texts:
            if not missing:
                break
            old = read_page(Source(path, text), pages[path].language, pages[path].id)
            there = {
                one for one in missing if one.hash in (old.hashes.get(one.section), old.typed_hashes.get(one.section))
            }
            found |= {one: old.texts[one.section] for one in there}
            missing -= there
    return found
