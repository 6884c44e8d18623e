"""What a print is made of: the pages of a language as the site has them, in the order of its menu, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from guiaviva.cache import Cache
from guiaviva.judgement import Judgement
from guiaviva.site import i18n, sources
from guiaviva.site.brand import LIGHT, legible
from guiaviva.site.charts import draw
from guiaviva.site.elements import h
from guiaviva.site.html import elements
from guiaviva.site.menu import Item
from guiaviva.views.parts import View

if TYPE_CHECKING:
    from guiaviva.site.rendering.languages import Language


@dataclass(frozen=True)
class PaperPage:
    """A page: its id, its title, the language in which it is written, its address in the site, and its HTML."""

    id: str
    title: str
    language: str
    url: str
    html: str


@dataclass(frozen=True)
class PaperGroup:
    """Pages that are together in the menu, under its title; "" where a page is in no group."""

    title: str
    pages: tuple[PaperPage, ...]


@dataclass(frozen=True)
class Paper:
    """A language of the site: what it is called, its pages, and `picture`, which returns the file at an address of it.

    `address` is that of the site, "" where it has none.
    """

    name: str
    address: str
    groups: tuple[PaperGroup, ...]
    picture: Callable[[str], bytes | None]


def paper(judgement: Judgement, language: str, cache: Cache) -> Paper:
    """Return the pages of a language of a guide that has been judged; pages that a build converted are known.

    Raises WorkError with one sentence where MkDocs or a hook fails; CannotJudgeError where a file is not to be read.
    """
    # MkDocs takes long to import, and what a sheet shows needs none of it.
    from guiaviva.site.rendering.building import convert_all
    from guiaviva.site.rendering.languages import page_of

    prepared = convert_all(judgement, language, cache)
    pages = {page.url: page for page in map(_page, map(page_of, prepared.documents))}
    groups = [_group(item, pages) for item in i18n.items(prepared.nav.items)]
    return Paper(
        str(prepared.config.site_name),
        str(prepared.config.site_url or ""),
        tuple(group for group in groups if group.pages),
        lambda url: _picture(prepared, url),
    )


def markup(views: Iterable[View]) -> str:
    """Return views as HTML, with what charts show drawn."""
    shown = h("div", {}, [elements(view) for view in views])
    draw(shown)
    return "".join(tostring(one, encoding="unicode", method="html") for one in shown)


def ink(colour: str) -> str:
    """Return a colour as it can be read on white."""
    return legible(colour, LIGHT)


def _page(page: object) -> PaperPage:
    url = str(page.url).removeprefix("./")  # type: ignore[attr-defined]
    title, html = str(page.title), str(page.content or "")  # type: ignore[attr-defined]
    return PaperPage(i18n.page_id(page), title, i18n.page_language(page), url, html)


def _group(item: Item, pages: dict[str, PaperPage]) -> PaperGroup:
    if not item.children:
        return PaperGroup("", _known((item,), pages))
    return PaperGroup(item.title, _known(item.children, pages))


def _known(items: Iterable[Item], pages: dict[str, PaperPage]) -> tuple[PaperPage, ...]:
    """Return the pages of items, those of groups within groups one after another."""
    found: list[PaperPage] = []
    for item in items:
        page = pages.get(item.url.removeprefix("./"))
        found += _known(item.children, pages) if item.children else (page,) if page else ()
    return tuple(found)


def _picture(language: Language, url: str) -> bytes | None:
    file = language.by_uri.get(url)
    return sources.content(language.config, file) if file else None
