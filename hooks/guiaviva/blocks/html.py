"""What blocks are made of: the page that shows them, and accessible pieces of HTML.

Tables have a caption and scopes; each cell carries the name of its column, which the style sheet shows where it turns
rows into cards on a narrow screen. No block emits a heading of HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import Guide
from guiaviva.judging import FALLBACK

Child = str | Element | Iterable["Child"] | None


@dataclass(frozen=True)
class Shown:
    """A block that is being shown: in which guide, language and page (its id), with its argument and content.

    `diagnostics` returns what the check reports of the guide, in a language; where it is not given, the block checks.
    """

    guide: Guide
    language: str
    page: str
    argument: str = ""
    content: str = ""
    diagnostics: Callable[[str], Iterable[Diagnostic]] | None = None

    @property
    def key(self) -> str:
        """The key that the block is about: as given, or by the name of the page."""
        words = self.argument.split()
        return words[1] if len(words) > 1 else self.page.rsplit("/", 1)[-1]

    def text(self, texts: Mapping[str, str] | None) -> str:
        """Give a text in the language of the page, else in the source language."""
        texts = texts or {}
        return texts.get(self.language) or texts.get(self.guide.source_language) or next(iter(texts.values()), "")

    def word(self, key: str, group: str = "block") -> str:
        """Give a word of the interface."""
        texts = self.guide.model.words[group][key]
        return texts.get(self.language) or texts[FALLBACK]

    def day(self, day: date) -> str:
        """Give a date as it is written in the language."""
        months = self.word("months").split("|")
        return self.word("day").format(day=day.day, month=months[day.month - 1], year=day.year)

    def anchors(self) -> Mapping[str, str]:
        """Give the id of each row by its key."""
        name = self.argument.split()[0]
        anchor = self.guide.model.blocks.guide[name].anchor
        return {id.removeprefix(f"{anchor}-"): id for id in self.guide.anchors_of(name, self.key)}


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Make an element. Text is text: nothing in it is taken for Markdown."""
    element = Element(tag, dict(attributes or {}))
    for child in _flat(children):
        if isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = AtomicString((element[-1].tail or "") + child)
        else:
            element.text = AtomicString((element.text or "") + child)
    return element


def _flat(children: Iterable[Child]) -> Iterable[str | Element]:
    """Give the texts and elements one by one; an empty text is nothing."""
    for child in children:
        if isinstance(child, Element) or (isinstance(child, str) and child):
            yield child
        elif child is not None and not isinstance(child, str):
            yield from _flat(child)


def table(name: str, caption: str, columns: Iterable[str], rows: Iterable[tuple[str, Iterable[Child]]]) -> Element:
    """Make a table: `rows` of an id ("" for none) and cells, of which the first is the row's heading.

    A column in which every cell is empty is left out.
    """
    heads = list(columns)
    body = [(id, [list(_flat([cell])) for cell in cells]) for id, cells in rows]
    used = [index for index in range(len(heads)) if index == 0 or any(cells[index] for _, cells in body)]
    head = h("tr", {}, [h("th", {"scope": "col"}, heads[i]) for i in used])
    lines = []
    for id, cells in body:
        first = h("th", {"scope": "row"}, cells[0])
        others = [
            h("td", {"data-label": heads[i]}, h("div", {}, cells[i])) if cells[i] else h("td", {"class": "guia-empty"})
            for i in used[1:]
        ]
        lines.append(h("tr", {"id": id} if id else {}, first, others))
    attributes = {"class": f"guia-table guia-{name}"}
    return h("table", attributes, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, lines))


def facts(name: str, label: str, pairs: Iterable[tuple[str, Child]]) -> Element:
    """Make a card of names and values; those without a value are left out."""
    filled = [(term, list(_flat([value]))) for term, value in pairs]
    groups = [h("div", {}, h("dt", {}, term), h("dd", {}, value)) for term, value in filled if value]
    return h("div", {"class": f"guia-card guia-{name}", "role": "group", "aria-label": label}, h("dl", {}, groups))


def link(target: str, text: Child) -> Element:
    """Make a link; a page is named from the top: `/networks/x.md`."""
    return h("a", {"href": target}, text)


def to_page(shown: Shown, id: str, text: str, anchor: str = "") -> Child:
    """Make a link to a page of the guide, or only its text where there is no such page or it is this one."""
    if shown.guide.shown(shown.language, id) is None:
        return text
    if id == shown.page:
        return link(f"#{anchor}", text) if anchor else text
    return link(f"/{id}.md" + (f"#{anchor}" if anchor else ""), text)


def listed(items: Iterable[Child], tag: str = "ul") -> Element | None:
    """Make a list, or nothing of nothing."""
    elements = [h("li", {}, item) for item in items]
    return h(tag, {}, elements) if elements else None


def joined(items: Iterable[Child], sign: str = ", ") -> list[Child]:
    """Put a sign between things that follow one another in a line."""
    children: list[Child] = []
    for item in items:
        children += [sign, item] if children else [item]
    return children
