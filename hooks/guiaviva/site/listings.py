"""Pages that list others: of a folder that no page of the guide is for, and the index of a guide that has none.

So every part of an address leads somewhere, and the menu and the search have something to lead to without scripts.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from guiaviva.site.menu import Item

INDEX = "find/"
"""The index of the guide, from the folder of its language."""


@dataclass(frozen=True)
class Listing:
    """A page that lists others, in groups; a group without a title is of the page itself.

    `path` is its address from the folder of its language, which the listing has in every language.
    """

    path: str
    title: str
    groups: tuple[Item, ...]


def listings(items: Sequence[Item], root: str, index: str, title: Callable[[str], str]) -> Iterator[Listing]:
    """Return the listings that the navigation of a language lacks, in the order of their pages.

    `root` is the folder of the language; `index` is what the index of the guide is called; `title` returns what the
    folder of a page is called, by the id of that page.
    """
    pages = {item.url.removeprefix("./").removeprefix(root): item for item in _pages(items)}
    for folder in dict.fromkeys(folder for path in pages for folder in _folders(path)):
        if folder not in pages:
            inside = {path: item for path, item in pages.items() if path.startswith(folder)}
            yield Listing(folder, title(next(iter(inside)).rstrip("/")), (Item("", "", tuple(inside.values())),))
    if INDEX not in pages:
        alone = tuple(item for item in items if not item.children)
        groups = (Item(item.title, "", tuple(_pages(item.children))) for item in items if item.children)
        yield Listing(INDEX, index, (Item("", "", alone), *groups))


def _pages(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if item.children:
            yield from _pages(item.children)
        else:
            yield item


def _folders(path: str) -> Iterator[str]:
    """Return the folders on the way to a page, that of the language excepted."""
    while path := posixpath.dirname(path.rstrip("/")):
        yield f"{path}/"
