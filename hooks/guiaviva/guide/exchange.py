"""Pages that hold the text of another page: two whose texts changed places, or one that was written over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.guide.displacement import is_astray, kind_of_sections
from guiaviva.guide.rows import block_name
from guiaviva.reading.pages import Page

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide

Marks = frozenset[str]

# A page that shares less than that with its own versions, of so many signs at least, and more than this with another's.
_OWN, _OTHERS, _FEWEST = 0.4, 0.6, 4


class Exchanged(NamedTuple):
    """The id of the page whose text a page holds, and whether that page holds its text in turn."""

    id: str
    swapped: bool


def exchanged(guide: Guide) -> Mapping[str, Exchanged]:
    """Return by path the pages that hold the text of another page.

    In one language that is seen by what is the same in all of them: the ids of sections, links and blocks. Where it
    was done in all, by the sections of another kind, or by titles that are each the name of the other page.
    """
    named = _named_like_another(guide)
    foreign = {
        page.path: id
        for page, id in (*_of_kinds_of_each_other(guide), *_unlike_their_versions(guide), *_copied_over(guide, named))
    }
    foreign |= {path: id for path, id in named.items() if named.get(_path(path, id)) == _id(path)}
    pairs = ((path, id) for path, id in foreign.items() if id != _id(path))
    return {path: Exchanged(id, foreign.get(_path(path, id)) == _id(path)) for path, id in pairs}


def _unlike_their_versions(guide: Guide) -> Iterator[tuple[Page, str]]:
    """Return each page that is like the versions of another page, and not like its own, with the id of that."""
    marks = {key: _marks(guide, page) for key, page in guide.pages.items()}
    unlike = [
        (page, marks[language, id])
        for (language, id), page in guide.pages.items()
        if len(marks[language, id]) >= _FEWEST and _likeness(guide, marks, page, id) < _OWN
    ]
    for page, _ in unlike:
        likeness = {id: _likeness(guide, marks, page, id) for id in guide.page_ids if id != page.id}
        best = max(likeness, key=likeness.__getitem__, default="")
        if best and likeness[best] > _OTHERS:
            yield page, best


def _likeness(guide: Guide, marks: Mapping[tuple[str, str], Marks], page: Page, id: str) -> float:
    """Return how much a page has in common with the version of a page, in another language, that is most like it.

    A page that is in no other language is like itself.
    """
    ours = marks[page.language, page.id]
    others = [marks[one, id] for one in guide.languages if one != page.language and (one, id) in marks]
    return max((len(ours & one) / (len(ours | one) or 1) for one in others), default=float(id == page.id))


def _marks(guide: Guide, page: Page) -> Marks:
    """Return what a page has in common with its versions in other languages and with few other pages."""
    kind = guide.kind(page)
    demanded = kind.spec.sections if kind else {}
    ids = (f"#{one.id}" for one in page.sections if one.explicit and one.id not in demanded)
    blocks = (f"/{block.name} {block.argument}" for block in page.blocks)
    return frozenset((*ids, *blocks, *(link.target.strip() for link in page.links)))


def _of_kinds_of_each_other(guide: Guide) -> Iterator[tuple[Page, str]]:
    """Return two pages of a language, and no more, of which each has what the kind of the other demands."""
    for language in guide.languages:
        pages = [page for page in guide.published(guide.all_pages, language) if _is_of_other_kind(guide, page)]
        for page in pages:
            fitting = [one for one in pages if one is not page and _fits(guide, page, one) and _fits(guide, one, page)]
            if len(fitting) == 1:
                yield page, fitting[0].id


def _fits(guide: Guide, page: Page, other: Page) -> bool:
    """Return whether a page has the sections of the kind of another page; or, where it has none, its block."""
    kind = guide.kind(other)
    if kind and not kind.spec.sections:
        wanted = kind.block(other.id)
        return any(wanted and block_name(block) == wanted.name for block in page.blocks)
    return kind is not None and kind_of_sections(guide, page) is kind


def _copied_over(guide: Guide, named: Mapping[str, str]) -> Iterator[tuple[Page, str]]:
    """Return each page that says what another page of its language says, and is the less likely to be right.

    `named` are the pages whose title is that of another page.
    """
    first: dict[tuple[str, tuple[str, ...]], Page] = {}
    for page in guide.pages.values():
        other = first.setdefault((page.language, tuple(page.hashes.values())), page)
        if other is not page and len(page.hashes) > 2:
            titled = any(named.get(guide.path(other.id, one)) == page.id for one in guide.languages)
            wrong = other if titled or is_astray(guide, other) else page
            yield wrong, other.id if wrong is page else page.id


def _is_of_other_kind(guide: Guide, page: Page) -> bool:
    """Return whether a page lacks most sections of its kind, or has those of another where its own demands none."""
    kind = guide.kind(page)
    if kind and not kind.spec.sections:
        return kind_of_sections(guide, page) is not None
    return is_astray(guide, page)


def _named_like_another(guide: Guide) -> Mapping[str, str]:
    """Return by path each page whose title is that of another page, by its kind or by its name, with the id of that."""
    found: dict[str, str] = {}
    titles = {
        (language, title): id
        for kind in guide.model.kinds.values()
        for id, _, texts in kind.pages(guide.conditions)
        for language, title in texts.items()
    }
    for page in guide.pages.values():
        title = page.title
        beside = f"{page.id.rpartition('/')[0]}/{_as_name(title)}".lstrip("/")
        meant = titles.get((page.language, title)) or beside
        if meant != page.id and (page.language, meant) in guide.pages:
            found[page.path] = meant
    return found


def _as_name(title: str) -> str:
    """Return the name that the file of a page of this title would have."""
    return re.sub(r"[\W_]+", "-", title.casefold()).strip("-")


def _path(path: str, id: str) -> str:
    """Return the path of a page in the language of that at `path`."""
    return f"docs/{path.split('/')[1]}/{id}.md"


def _id(path: str) -> str:
    return path.split("/", 2)[2].removesuffix(".md")
