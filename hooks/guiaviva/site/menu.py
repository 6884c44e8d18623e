"""The navigation of a language, made once and completed for each page.

From the pages of one folder all links are the same, but those to the page itself and to what stands below it. So the
links are made once for each folder, and a page costs a few replacements, however many pages there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

# The name of a page that no folder has, since addresses are quoted.
_NOBODY = "*"


@dataclass(frozen=True)
class Item:
    """A page, with its address from the top of the site, or a group of items."""

    title: str
    url: str = ""
    children: tuple[Item, ...] = ()


class Parts(Protocol):
    """The pieces of HTML of which a menu is made: the macros of `partials/menu.html`."""

    def link(self, title: str, href: str, current: bool, sections: Sequence[Any]) -> str:
        """Return the entry of a page; `sections` stand below that of the page that is being read."""

    def opening(self, title: str, open: bool) -> str:
        """Return the beginning of a group."""

    def closing(self) -> str:
        """Return the end of a group."""


@dataclass(frozen=True)
class _Piece:
    """The entry of a page, or the beginning or the end of a group, and the numbers of the groups around it."""

    item: Item
    groups: tuple[int, ...] = ()
    end: bool = False


@dataclass(frozen=True)
class Menu:
    """The menu of one language. `address` returns the link from the page with the first address to the second."""

    parts: Parts
    address: Callable[[str, str], str]
    pieces: tuple[_Piece, ...]
    below: dict[str, list[int]]
    folders: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Item], parts: Parts, address: Callable[[str, str], str]) -> Menu:
        """Return the menu of the items."""
        pieces: list[_Piece] = []
        for item in items:
            _add(pieces, item, ())
        below: dict[str, list[int]] = {}
        for number, piece in enumerate(pieces):
            if not piece.item.children:
                for url in _and_above(piece.item.url):
                    below.setdefault(url, []).append(number)
        return cls(parts, address, tuple(pieces), below)

    def of_page(self, url: str, sections: Sequence[Any]) -> str:
        """Return the HTML of the menu as the page with this address shows it; `sections` are the page's own."""
        sibling = _sibling(url)
        if sibling not in self.folders:
            self.folders[sibling] = self._made(lambda target: self.address(sibling, target))
        made = list(self.folders[sibling])
        for number in self.below.get(url, ()):
            piece = self.pieces[number]
            current = piece.item.url == url
            made[number] = self.parts.link(
                piece.item.title, self.address(url, piece.item.url), current, sections if current else ()
            )
            for group in piece.groups if current else ():
                made[group] = self.parts.opening(self.pieces[group].item.title, True)
        return "".join(made)

    def of_no_page(self, address: Callable[[str], str]) -> str:
        """Return the HTML of the menu where no page is being read; `address` returns the link to a page."""
        return "".join(self._made(address))

    def _made(self, address: Callable[[str], str]) -> list[str]:
        return [self._html(piece, address) for piece in self.pieces]

    def _html(self, piece: _Piece, address: Callable[[str], str]) -> str:
        if piece.end:
            return self.parts.closing()
        if piece.item.children:
            return self.parts.opening(piece.item.title, False)
        return self.parts.link(piece.item.title, address(piece.item.url), False, ())


def _add(pieces: list[_Piece], item: Item, groups: tuple[int, ...]) -> None:
    inside = (*groups, len(pieces))
    pieces.append(_Piece(item, groups))
    for child in item.children:
        _add(pieces, child, inside)
    if item.children:
        pieces.append(_Piece(item, end=True))


def _sibling(url: str) -> str:
    """Return the address of a page that stands in the same folder and is in no menu; the home page has none."""
    folder, mark, name = url.removesuffix("/").rpartition("/")
    return folder + mark + (_NOBODY + "/" if url.endswith("/") else _NOBODY + ".html" if name else "")


def _and_above(url: str) -> Iterator[str]:
    """Return the address and those of the folders in which it stands."""
    yield url
    parts = url.removesuffix("/").split("/")
    yield from ("/".join(parts[:count]) + "/" for count in range(1, len(parts)))
