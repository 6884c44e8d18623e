"""Which pages are printed: all, or those of a section, as somebody names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.language import FALLBACK, choose
from guiaviva.nearest import nearest
from guiaviva.site.paper import Paper, PaperPage


def selected(guide: Guide, paper: Paper, section: str | None, language: str) -> Paper:
    """Return a paper with the pages of a section alone: a page, a folder or a group of the menu, by its id.

    Of a page the last part of its id is enough. Raises CannotJudgeError where there is no such section.
    """
    if section is None:
        return paper
    pages = [page for group in paper.groups for page in group.pages]
    wanted = frozenset(_wanted(guide, paper, section.strip("/"), pages, language))
    if not wanted:
        known = _known(guide, paper, pages, language)
        near = nearest(section, (*known, *(page.id for page in pages), *(_name(page) for page in pages)))
        reason = "print-section-but" if near else "print-section"
        raise CannotJudgeError(reason, found=section, nearest=near, choices=known)
    groups = (replace(one, pages=tuple(page for page in one.pages if page.id in wanted)) for one in paper.groups)
    return replace(paper, groups=tuple(group for group in groups if group.pages))


def part_title(paper: Paper) -> str:
    """Return what a part of a guide is called: as its group, or as its page."""
    group, *others = paper.groups
    page, *more = group.pages
    return group.title if group.title and (more or others) else page.title


def _wanted(guide: Guide, paper: Paper, section: str, pages: list[PaperPage], language: str) -> list[str]:
    """Return the ids of the pages of a section: a group comes before a folder, and that before a page."""
    title = choose(guide.model.groups.get(section, {}), language, FALLBACK)
    grouped = [page.id for group in paper.groups for page in group.pages if title and group.title == title]
    inside = [page.id for page in pages if page.id.startswith(f"{section}/")]
    exact = [page.id for page in pages if page.id in (section, f"{section}/index")]
    return grouped or inside or exact or [page.id for page in pages if _name(page) == section]


def _known(guide: Guide, paper: Paper, pages: list[PaperPage], language: str) -> tuple[str, ...]:
    """Return the groups and the folders that have pages."""
    titles = {group.title for group in paper.groups}
    groups = [key for key, each in guide.model.groups.items() if choose(each, language, FALLBACK) in titles]
    return tuple(dict.fromkeys((*groups, *_folders(pages))))


def _folders(pages: list[PaperPage]) -> Iterator[str]:
    yield from (page.id.rpartition("/")[0] for page in pages if "/" in page.id)


def _name(page: PaperPage) -> str:
    return page.id.removesuffix("/index").rpartition("/")[2]
