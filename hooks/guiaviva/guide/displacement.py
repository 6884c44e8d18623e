"""Pages that are in the folder of another kind than theirs, in all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from guiaviva.guide import links
from guiaviva.guide.copies import written
from guiaviva.reading.pages import Page

if TYPE_CHECKING:
    from guiaviva.contentmodel import Kind
    from guiaviva.guide.guide import Guide

# Many folders have a page of this name.
INDEX = "index"


def displaced(guide: Guide, demanded: frozenset[str]) -> Mapping[str, str]:
    """Return the pages, by path, that lack most sections of their kind and belong elsewhere, with the id for there.

    Where it has none of them that is a page of the same name that is demanded, or linked, or there in another
    language, and is missing in this one; else the page, or the page of this name, whose kind has its sections.
    """
    astray = [page for page in guide.pages.values() if is_astray(guide, page)]
    if not astray:
        return {}
    known = {*demanded, *guide.page_ids, *_linked(guide)}
    there = {*guide.pages, *guide.drafts}
    found: dict[str, str] = {}
    for page in astray:
        name, absent = _name(page.id), {id for id in known if (page.language, id) not in there}
        alike = [id for id in absent if _name(id) == name != INDEX and not _has_any(guide, page)]
        kind = kind_of_sections(guide, page)
        likely = alike if len(alike) == 1 else [id for id in alike if kind and guide.model.kind_of(id) is kind]
        if likely or (kind and (likely := [id for id in _places(kind, name) if (page.language, id) not in there])):
            found[page.path] = likely[0]
    return found


def is_astray(guide: Guide, page: Page) -> bool:
    """Return whether a page, though it has text, lacks more than half of the sections that its kind demands."""
    kind = guide.kind(page)
    # To find its paragraphs takes longest.
    return bool(kind and page.whole) and not _has_most(guide, kind, page) and bool(page.paragraphs)


def kind_of_sections(guide: Guide, page: Page) -> Kind | None:
    """Return the one other kind than its own of which a page has most sections, and at least two, or None."""
    ids = written(page)
    fitting = [
        kind
        for kind in guide.model.kinds.values()
        if kind is not guide.kind(page)
        and len(ids & {one.id for one in kind.sections(guide.conditions)}) > 1
        and _has_most(guide, kind, page)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _has_most(guide: Guide, kind: Kind | None, page: Page) -> bool:
    wanted = {one.id for one in kind.sections(guide.conditions)} if kind else set()
    return 2 * len(wanted & written(page)) >= len(wanted)


def _has_any(guide: Guide, page: Page) -> bool:
    kind = guide.kind(page)
    return kind is not None and any(id in kind.spec.sections for id in written(page))


def _places(kind: Kind, name: str) -> Iterator[str]:
    """Return the ids that a page of a kind and of this name may have."""
    yield from (path.replace("*", name) for path in kind.paths)


def _linked(guide: Guide) -> Iterator[str]:
    """Return the ids of pages to which links lead, whether or not there are such pages."""
    for page in guide.pages.values():
        for link in page.links:
            if ".md" in link.target and not links.SCHEME.match(link.target.strip()):
                yield links.id_of(page, links.resolve(page, links.split(link)[0]))


def _name(id: str) -> str:
    return id.rpartition("/")[2]
