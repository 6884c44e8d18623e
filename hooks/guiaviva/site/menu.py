"""The navigation of a language: of each page its own branch, and all else in a file that the browser asks for.

So a page is as long as it is, however many others there are. Without a script a group that is closed leads to its first
page, where it is open, and of a long group the index of the guide has the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

# Of a group of more pages than this, a page has those that are next to it.
MANY, BESIDE = 24, 8


@dataclass(frozen=True)
class Item:
    """A page, with its address from the top of the site, or a group of items."""

    title: str
    url: str = ""
    children: tuple[Item, ...] = ()


class Parts(Protocol):
    """The pieces of HTML of which a menu is made: the macros of `partials/menu.html`."""

    def link(self, title: str, href: str, current: bool, sections: Sequence[Any]) -> str:
        """Return the entry of a page; `sections` are below that of the page that is being read."""

    def closed(self, title: str, href: str, number: int) -> str:
        """Return a group that is closed, which leads to its first page; `number` is its place in the menu."""

    def opening(self, title: str) -> str:
        """Return the beginning of a group that is open."""

    def closing(self, number: int, rest: str) -> str:
        """Return the end of a group; `rest` leads to what there is of it that is not shown, or is ""."""


@dataclass(frozen=True)
class Menu:
    """The menu of one language.

    `index` is the address of the index of the guide; `address` returns the link from the page with the first address to
    the second.
    """

    items: tuple[Item, ...]
    index: str
    parts: Parts
    address: Callable[[str, str], str]

    def of_page(self, url: str, sections: Sequence[Any]) -> str:
        """Return the HTML of the menu as the page with this address shows it; `sections` are the page's own."""
        return "".join(self._pieces(url, sections, lambda target: self.address(url, target)))

    def of_no_page(self, address: Callable[[str], str]) -> str:
        """Return the HTML of the menu where no page is being read; `address` returns the link to a page."""
        return "".join(self._pieces(None, (), address))

    def _pieces(self, url: str | None, sections: Sequence[Any], address: Callable[[str], str]) -> Iterator[str]:
        for number, item in enumerate(self.items):
            if not item.children:
                yield self._link(item, url, sections, address)
            elif (place := _place(item, url)) is None:
                yield self.parts.closed(item.title, address(_first(item).url), number)
            else:
                shown = _shown(item, place)
                yield self.parts.opening(item.title)
                yield from (self._piece(child, url, sections, address) for child in shown)
                yield self.parts.closing(number, address(self.index) if len(shown) < len(item.children) else "")

    def _piece(self, item: Item, url: str | None, sections: Sequence[Any], address: Callable[[str], str]) -> str:
        if not item.children:
            return self._link(item, url, sections, address)
        inside = (self._piece(child, url, sections, address) for child in item.children)
        return "".join((self.parts.opening(item.title), *inside, self.parts.closing(0, "")))

    def _link(self, item: Item, url: str | None, sections: Sequence[Any], address: Callable[[str], str]) -> str:
        current = item.url == url
        return self.parts.link(item.title, address(item.url), current, sections if current else ())


def whole(items: Iterable[Item], root: str) -> str:
    """Return the groups of a menu as JSON, by their place in it: title and address, from `root`, of each page."""
    groups = {number: _plain(item.children, root) for number, item in enumerate(items) if item.children}
    return json.dumps(groups, ensure_ascii=False, separators=(",", ":"))


def _plain(items: Iterable[Item], root: str) -> list[dict[str, Any]]:
    return [
        {"title": item.title, "pages": _plain(item.children, root)}
        if item.children
        else {"title": item.title, "url": item.url.removeprefix("./").removeprefix(root) or "."}
        for item in items
    ]


def _place(group: Item, url: str | None) -> int | None:
    """Return the place in a group of the child that is the page with this address or holds it."""
    for place, child in enumerate(group.children):
        if (_place(child, url) is not None) if child.children else child.url == url:
            return place
    return None


def _shown(group: Item, place: int) -> Sequence[Item]:
    """Return the children that a page shows which is at this place."""
    if len(group.children) <= MANY:
        return group.children
    return group.children[max(0, place - BESIDE) : place + BESIDE + 1]


def _first(item: Item) -> Item:
    return _first(item.children[0]) if item.children else item
