"""Where the links of a page lead within the guide: in the language of the page, as on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from guiaviva.nearest import nearest
from guiaviva.reading.files import composed
from guiaviva.reading.pages import Link, Page

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# C:\…, file:… or \\server\….
LOCAL = re.compile(r"\s*(?:[a-z]:[\\/]|file:|\\\\)", re.IGNORECASE)


def split(link: Link) -> tuple[str, str]:
    """Return the path and the anchor of a link that names no scheme and no host."""
    path, _, anchor = link.target.strip().partition("#")
    return unquote(path.split("?")[0]), composed(unquote(anchor))


def resolve(page: Page, path: str) -> str:
    """Return the target of a link below docs/, relative to the page's folder or, with /, to that of its language."""
    folder = _top(page) if path.startswith("/") else posixpath.dirname(page.path.removeprefix("docs/"))
    return posixpath.normpath(posixpath.join(folder, composed(path.lstrip("/"))))


def in_language(page: Page, resolved: str) -> str:
    """Return a target relative to the folder of the page's language, under which the build also finds shared files."""
    return "" if resolved == _top(page) else resolved.removeprefix(f"{_top(page)}/")


def id_of(page: Page, resolved: str) -> str:
    """Return the id of the page of the same language that a target is, or ""."""
    is_page = resolved.startswith(f"{page.language}/") and resolved.endswith(".md")
    return in_language(page, resolved).removesuffix(".md") if is_page else ""


def linked_pages(guide: Guide, page: Page) -> Iterator[Page]:
    """Return the pages to which the links of a page lead, as its readers see them; each as often as it is linked."""
    for link in page.links:
        if ".md" in link.target and not SCHEME.match(link.target.strip()):
            path, _ = split(link)
            shown = guide.shown(page.language, id_of(page, resolve(page, path)))
            if shown:
                yield shown


def nearest_page(guide: Guide, language: str, id: str) -> str:
    """Return the id of the page that a link to `id`, which readers of a language do not see, seems to mean, or "".

    That is the page of that name in another folder, where there is one; else one in the same folder, or in any, whose
    name is almost the same.
    """
    folder, _, name = id.rpartition("/")
    shown = [one for one in guide.page_ids if guide.shown(language, one)]
    names: dict[str, list[str]] = {}
    for one in shown:
        names.setdefault(one.rpartition("/")[2], []).append(one)
    if len(names.get(name, ())) == 1:
        return names[name][0]
    beside = {one.rpartition("/")[2]: one for one in shown if one.rpartition("/")[0] == folder}
    if near := nearest(name, beside):
        return beside[near]
    elsewhere = names.get(nearest(name, names), [])
    return elsewhere[0] if len(elsewhere) == 1 else ""


def _top(page: Page) -> str:
    """Return the topmost folder of a page below docs/: that of its language, even if the guide does not have it."""
    top, _, rest = page.path.removeprefix("docs/").partition("/")
    return top if rest else ""
