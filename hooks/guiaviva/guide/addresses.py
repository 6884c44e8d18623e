"""Where pages and sections were before, as their front matter says, and which were withdrawn.

An address that was published is in messages, on posters and in bookmarks, so it goes on leading somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from guiaviva.diagnostics import Place
from guiaviva.guide.guide import Guide, once
from guiaviva.reading.allowed import scheme_of
from guiaviva.reading.files import composed
from guiaviva.reading.pages import Page

FORMER, SECTIONS, WITHDRAWN = "former", "former_sections", "withdrawn"
"""The fields: where the page was, where its sections were (by their ids), and what it has nothing in the place of."""
_FIELDS = frozenset({FORMER, SECTIONS, WITHDRAWN})
# What no server and no file system takes in a name, or takes for something else; a name that begins with . is hidden.
_NO_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"|?*%\\]|^\.|[. ]$")
_ENDING = re.compile(r"\.(?:md|html?)$", re.IGNORECASE)
_LONGEST = 200

Problem = Literal["", "empty", "foreign", "outside", "form"]


class Address(NamedTuple):
    """The id of a page, and that of a section of it, or "" for the page."""

    page: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


@dataclass(frozen=True)
class Former:
    """An address of before, and what is there now, or where to look now that it is `withdrawn`.

    `language` is "" where it holds for all. `place` and `written` are those of what says so; `problem` is why it names
    no address.
    """

    language: str
    was: Address
    now: Address
    withdrawn: bool
    place: Place
    written: str
    problem: Problem = ""


def page_of(id: str) -> str:
    """Return the id by which the address of a page is known: `networks` is that of `networks/index` too."""
    return id.removesuffix("/index")


def address_of(guide: Guide, text: str, page: str = "") -> tuple[Address, Problem]:
    """Return the address that somebody wrote, and why it is none.

    A path of the site, of a file or of an address copied from a browser are the same; `page` is the one meant where
    only a section is named.
    """
    written = composed(unquote(text.strip())).replace("\\", "/")
    if scheme_of(written) or written.startswith("//"):
        top = f"{guide.address.rstrip('/')}/"
        _, _, below = written.partition("//")
        if not guide.address or not below.startswith(top):
            return Address(written), "foreign"
        written = f"/{below[len(top) :]}"
    path, _, anchor = written.partition("#")
    path = path.partition("?")[0]
    if not path:
        return Address(page, anchor), "" if page and anchor else "empty"
    id = _id(guide, path)
    parts = id.split("/")
    if {".", ".."} & {*parts}:
        return Address(id, anchor), "outside"
    wrong = len(id) > _LONGEST or any(not part or _NO_NAME.search(part) for part in parts)
    return Address(id, anchor), "form" if wrong or re.search(r"\s", anchor) else ""


def section_address_of(guide: Guide, text: str, page: str) -> tuple[Address, Problem]:
    """Return the address that somebody wrote of a section: without a path it is in the page, and needs no sign."""
    return address_of(guide, f"#{text.strip()}" if re.fullmatch(r"[^/#.:?]+", text.strip()) else text, page)


def _id(guide: Guide, path: str) -> str:
    """Return the id of the page at a path, below `docs/`, in the folder of a language, or of the site."""
    parts = path.strip("/").split("/")
    if parts[0] == "docs" and parts[1:2] and parts[1] in guide.languages:
        parts = parts[1:]
    if parts[0] in guide.languages:
        parts = parts[1:]
    return _ENDING.sub("", "/".join(parts)) or "index"


@once
def formers(guide: Guide) -> tuple[Former, ...]:
    """Return all that published pages say of addresses of before, in the order of the pages."""
    pages = (page for page in guide.pages.values() if not _FIELDS.isdisjoint(page.fields))
    return tuple(former for page in pages for former in _said(guide, page))


def _said(guide: Guide, page: Page) -> Iterator[Former]:
    language = "" if page.language == guide.source_language else page.language

    def one(path: tuple[Any, ...], written: str, section: str = "") -> Former:
        was, problem = (section_address_of if section else address_of)(guide, written, page.id)
        place, withdrawn = page.front.value_place(*path), path[0] == WITHDRAWN
        return Former(language, was, Address(page.id, section), withdrawn, place, written, problem)

    for field in (FORMER, WITHDRAWN):
        yield from (one((field, *path), text) for path, text in _texts(page.fields.get(field)))
    sections = page.fields.get(SECTIONS)
    for id, value in sections.items() if isinstance(sections, dict) else ():
        for path, text in _texts(value):
            yield one((SECTIONS, id, *path), text, id)


def _texts(value: Any) -> Iterator[tuple[tuple[int, ...], str]]:
    """Return the texts of a list with their places in it; one that stands alone is a list of one."""
    if isinstance(value, str):
        yield (), value
    for at, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, str):
            yield (at,), one


@once
def known(guide: Guide) -> dict[tuple[str, str, str], Former]:
    """Return what is said of each address, by language ("" for all), page and section; the first where two say it."""
    found: dict[tuple[str, str, str], Former] = {}
    for one in formers(guide):
        if not one.problem:
            found.setdefault((one.language, page_of(one.was.page), one.was.anchor), one)
    return found


def former_at(guide: Guide, language: str, address: Address) -> Former | None:
    """Return what is said of an address in a language, by a page in that language or by its original."""
    key = page_of(address.page), address.anchor
    return known(guide).get((language, *key)) or known(guide).get(("", *key))


@once
def _of_pages(guide: Guide) -> dict[str, list[Former]]:
    found: dict[str, list[Former]] = {}
    for one in known(guide).values():
        found.setdefault(page_of(one.was.page), []).append(one)
    return found


def in_page(guide: Guide, language: str, id: str) -> list[Former]:
    """Return what is said in a language of the addresses of a page (its id): its own, and those of its sections."""
    all_ = _of_pages(guide).get(page_of(id), ())
    return [one for one in all_ if one.language in ("", language) and guide.shown(language, one.now.page)]
