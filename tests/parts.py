"""Guides and records made for one test: pages of the guides of tests with another text, and what is found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace as Stub
from typing import Any

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Finding, Place
from guiaviva.guide import Guide, load_guide
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import Page, read_page
from memory import MEMORY


def page(text: str, id: str = "tone", language: str = "ca") -> Page:
    """Return a page as it would be read."""
    return read_page(Source(f"docs/{language}/{id}.md", text), language, id)


def changed(base: str = "minimum", **texts: str) -> Guide:
    """Return a guide with other pages of the source language, each by its id with `_` for `/`."""
    written = {f"docs/ca/{id.replace('_', '/')}.md": text.encode() for id, text in texts.items()}
    return load_guide(Folder(TESTS / "guides" / base, dict(written)), today=TODAY, store=MEMORY)


def shown(found: Iterable[Finding]) -> list[str]:
    """Return the variant of each finding and where it is."""
    return [f"{one.variant} {one.place.path}:{one.place.line}".strip() for one in found]


def entry(key: str = "", **record: Any) -> Any:
    """Return a record as data has it; the path of a place in it is its key and the keys that lead there."""

    def place(*path: str | int) -> Place:
        return Place(".".join(map(str, (key, *path))))

    return Stub(key=key, record=Stub(**record), place=place, value_place=place, document=Stub(path="data/x.yml"))


def overlaid(base: str = "complete", *, without: Sequence[str] = (), **texts: str) -> Guide:
    """Return a guide with other pages, each by its path below docs/, and without some."""
    written = {f"docs/{path}": text.encode() for path, text in texts.items()}
    gone = dict.fromkeys(f"docs/{path}" for path in without)
    return load_guide(Folder(TESTS / "guides" / base, {**written, **gone}), today=TODAY, store=MEMORY)


def text_of(path: str, base: str = "complete") -> str:
    """Return the text of a page, by its path below docs/."""
    return (TESTS / "guides" / base / "docs" / path).read_text(encoding="utf-8")


def on_tone(module: Any, text: str, language: str = "ca") -> list[Finding]:
    """Return what a rule finds in the page on the tone with another text."""
    guide = overlaid(**{f"{language}/tone.md": text})
    return [*module.check_pages(guide, [guide.pages[language, "tone"]])]


def lines_of(module: Any, text: str, language: str = "ca") -> list[str]:
    """Return the variant and the line of all of that."""
    return [f"{one.variant} {one.place.line}".strip() for one in on_tone(module, text, language)]


def of_key(key: str, **record: Any) -> dict[str, Any]:
    """Return the records of a collection that has one."""
    return {key: entry(key, **record)}
