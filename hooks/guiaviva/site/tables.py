"""Tables that editors write in Markdown, as legible as those of the blocks: rows become cards on a narrow screen."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from guiaviva.site.elements import h
from guiaviva.site.html import BROAD

# From so many rows and columns, rows open by their name where the style sheet makes cards of them.
LONG, MANY = 6, 3


class TableMarker(Treeprocessor):  # type: ignore[misc]
    """Labels each cell with the name of its column, and the headings of columns and rows their scope."""

    def run(self, root: Element) -> None:
        """Mark the tables below `root` that are not a block's, in place."""
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table" and not child.get("class"):
                    _mark(child)
                    parent[place] = _within(child)


def _mark(table: Element) -> None:
    heads = list(table.iterfind("thead/tr/th"))
    table.set("class", "guia-table guia-written" + (" guia-broad" if len(heads) > BROAD else ""))
    names = ["".join(head.itertext()).strip() for head in heads]
    for head, name in zip(heads, names, strict=True):
        if name:
            head.set("scope", "col")
        else:
            head.tag = "td"
    for row in table.iterfind("tbody/tr"):
        for cell, name in zip(row, names, strict=False):
            if name:
                cell.set("data-label", name)
                _wrap(cell)
        # Where the first column has no name, what is in it names the rows.
        if len(row) and names and not names[0]:
            _name(row[0])
    if _is_long(table):
        for row in table.iterfind("tbody/tr"):
            _fold(row)


def _name(cell: Element) -> None:
    cell.tag = "th"
    cell.set("scope", "row")


def _is_long(table: Element) -> bool:
    """Say whether a table has more to read than a screen holds; one with empty cells is to be filled in."""
    rows = table.findall("tbody/tr")
    return len(rows) >= LONG and all(len(row) >= MANY and all(_text(cell) for cell in row) for row in rows)


def _fold(row: Element) -> None:
    """Let a row open by its first cell, beside which the last one says what it comes to."""
    first = row[0]
    opens = h("span", {}, _text(first), " ", h("span", {"class": "guia-help"}, _text(row[-1])))
    _name(first)
    if not first.get("data-label"):
        _wrap(first)
    first[0].set("class", "guia-named")
    first.append(h("details", {"class": "guia-fold"}, h("summary", {}, opens)))


def _text(cell: Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def _within(table: Element) -> Element:
    """Return the table within the element that the style sheet measures, as a block's is."""
    around = Element("div", {"class": "guia"})
    around.tail, table.tail = table.tail, None
    around.append(table)
    return around


def _wrap(cell: Element) -> None:
    """Put what a cell holds in one element, or its parts would be beside its label one by one."""
    inside = Element("div")
    inside.text, cell.text = cell.text, None
    for child in list(cell):
        cell.remove(child)
        inside.append(child)
    cell.append(inside)
    if not inside.text and not len(inside):
        cell.remove(inside)
        cell.set("class", "guia-empty")
