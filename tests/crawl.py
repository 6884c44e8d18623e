"""Follows every reference of a site that was built: that it leads to a file, and to an id where it names one."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

HOST = "https://guide.example.org"
"""Where the sites of these tests are to be served; other hosts are not asked."""
_ATTRIBUTES = frozenset(
    ("href", "src", "action", "formaction", "poster", "cite", "data", "data-guia-pages", "data-guia-search", "data-top")
)
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_MODULE = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
_REFRESH = re.compile(r"(?i)^\s*\d+\s*;\s*url=(.+)$")
# What is an address in the files for scripts, in which it counts from the folder of the language.
_ADDRESS = re.compile(r"(?:[a-z0-9_-]+/)+(?:#[\w.-]+)?")


@dataclass
class _Page(HTMLParser):
    """The references and the ids of a page."""

    references: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", *(("name",) if tag == "a" else ())) if name in given}
        self.references += [value for name, value in given.items() if name in _ATTRIBUTES]
        self.references += [one.split()[0] for one in given.get("srcset", "").split(",") if one.strip()]
        if given.get("http-equiv", "").casefold() == "refresh" and (found := _REFRESH.match(given.get("content", ""))):
            self.references.append(found[1])
        self.references += _CSS.findall(given.get("style", ""))


@dataclass(frozen=True)
class Crawl:
    """A site in a folder, as it is served below `base`, an address that ends in `/`."""

    site: Path
    base: str = f"{HOST}/"

    def dead(self) -> list[str]:
        """Return each reference that leads nowhere, after the file in which it is."""
        found = ((path, one) for path in sorted(self.site.rglob("*")) if path.is_file() for one in self._of(path))
        return sorted({f"{path.relative_to(self.site)}: {one}" for path, one in found if not self._leads(path, one)})

    def without_index(self) -> list[str]:
        """Return the folders on the way to pages that are none."""
        pages = [path.relative_to(self.site) for path in self.site.rglob("index.html")]
        folders = {folder for page in pages for folder in page.parents}
        return sorted(str(one) for one in folders if not (self.site / one / "index.html").is_file())

    def _of(self, path: Path) -> Iterator[str]:
        read = _READERS.get(path.suffix)
        return read(path) if read else iter(())

    def _leads(self, path: Path, reference: str) -> bool:
        here = self.base + path.relative_to(self.site).as_posix().removesuffix("index.html")
        # What an answer for an address of any depth refers to cannot count from it.
        if path.name == "404.html" and not urlsplit(reference).scheme and not reference.startswith(("/", "#")):
            return False
        if path.suffix == ".json":
            # From the folder of the language, or from the top, where all languages are named.
            places = {urljoin(here, _root_of(self.site, path)), self.base}
            return any(self._is_there(urljoin(place, reference)) for place in places)
        return self._is_there(urljoin(here, reference.strip()))

    def _is_there(self, whole: str) -> bool:
        if not whole.startswith(f"{HOST}/"):
            return True
        address, _, fragment = whole.partition("#")
        target = self._file(address.partition("?")[0])
        return target is not None and (not fragment or target.suffix != ".html" or unquote(fragment) in _ids(target))

    def _file(self, address: str) -> Path | None:
        if not address.startswith(self.base):
            return None
        target = self.site / unquote(address.removeprefix(self.base))
        if address.endswith("/"):
            target /= "index.html"
        return target if target.is_file() else None


def _root_of(site: Path, path: Path) -> str:
    """Return the way from a file to the folder of its language, from which its addresses count."""
    top = path.relative_to(site).parts[0]
    root = site / top if (site / top / "menu.json").is_file() else site
    return posixpath.relpath(root.as_posix(), path.parent.as_posix()) + "/"


@cache
def _page(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _ids(path: Path) -> set[str]:
    return _page(path).ids


def _json(path: Path) -> Iterator[str]:
    yield from _addresses(json.loads(path.read_text(encoding="utf-8")))


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _addresses(part)


def _xml(path: Path) -> Iterator[str]:
    for one in ElementTree.parse(path).iter():
        if one.tag.endswith("}loc"):
            yield one.text or ""
        yield from (value.partition("?")[0] for name, value in one.attrib.items() if name in ("href", "template"))


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".html": lambda path: iter(_page(path).references),
    ".css": lambda path: iter(_CSS.findall(path.read_text(encoding="utf-8"))),
    ".js": lambda path: iter(_MODULE.findall(path.read_text(encoding="utf-8"))),
    ".json": _json,
    ".xml": _xml,
    ".svg": _xml,
}
