"""Tables: their head, which each page repeats, their rows, and how wide their columns are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol, TypeAlias

from guiaviva.printing.content import Block, Blocks, Line, every, is_short, mapped, tidy
from guiaviva.printing.tree import Node

# What a sheet holds in a line, in letters of the size that `blocks.typ` gives tables of so many columns at most.
_SHEETS = {5: 105, 7: 125, 10: 140, 1000: 160}
_WORDS = re.compile("[ \n\u200b]+")
# In a table of more columns dates may break, but in the first, which names the rows.
_MANY = 7
# From so many columns on, one is as wide as this part of a long word, which is hyphenated; from more, as the other.
_CLOSE, _HYPHENATED = 6, {10: 11, 1000: 8}
# What is filled in by hand has as much room as a text of so many letters.
_WRITTEN = 120
# A row whose cells have so many letters at most stands on one sheet.
_WHOLE = 250
# So do all of so many rows at most, where their text is short.
_FEW = 12

_Rows: TypeAlias = list[list[dict[str, Any]]]


class Writer(Protocol):
    """What makes blocks of the cells."""

    def blocks(self, children: Iterable[Node | str]) -> Blocks:
        """Return the blocks of what stands beside one another."""

    def line(self, children: Iterable[Node | str]) -> Line:
        """Return what stands in a line."""


def table(node: Node, writer: Writer) -> Blocks:
    """Return a table; the first row is its head where nothing else is. One without cells is nothing."""
    caption = next((one for one in node.elements if one.tag == "caption"), None)
    parts = [one for one in node.walk() if one.tag == "tr"]
    heads = [row for part in node.elements if part.tag == "thead" for row in part.elements]
    first = heads or parts[:1]
    head = _placed([_row(row, writer) for row in first])
    rows = _placed([_row(row, writer) for row in parts if not any(row is one for one in first)], len(head))
    width = max((cell["x"] + cell["across"] for row in [*head, *rows] for cell in row), default=0)
    if not width:
        return []
    head, rows = ([[_fitted(cell, width) for cell in row] for row in part] for part in (head, rows))
    for row in rows:
        whole = all(len(text) <= _WHOLE for _, text in _texts(row))
        for cell in row:
            cell["whole"] = whole
    return [
        {
            "k": "table",
            "id": node.attributes.get("id", ""),
            "caption": tidy(writer.line(caption.children)) if caption else [],
            "head": head,
            "rows": rows,
            "whole": is_short(rows) and len(rows) <= _FEW,
            "widths": _widths(head, rows, width),
            "form": bool(_unfilled(rows, width)),
        }
    ]


def _most(count: int) -> int:
    """Return how many letters of a word a column of so many shows in a line; longer ones break."""
    return 24 if count < 5 else 14 if count <= _MANY else 10


def _fitted(cell: dict[str, Any], count: int) -> dict[str, Any]:
    narrow = count > _MANY and cell["x"] > 0
    fitted: dict[str, Any] = mapped(cell, partial(_broken, most=_most(count), narrow=narrow))
    return fitted


def _broken(text: str, most: int, narrow: bool) -> Line:
    """Return a text in which a line may end within a long word and, where columns are many, within a date."""
    spaced = text.replace("\u00a0", " ") if narrow else text
    return [re.sub(rf"\S{{{most + 3},}}", partial(_parted, most=most), spaced)]


def _parted(found: re.Match[str], most: int) -> str:
    """Return a long word whose lines may end at the parts of an address, and anywhere in a part that is long itself."""
    parts = re.sub("(?<=.)(?=@)|(?<=[./_])(?=.)", "\u200b", found[0])
    return re.sub(rf"[^\u200b]{{{most}}}(?=[^\u200b]{{3}})", "\\g<0>\u200b", parts)


def _row(row: Node, writer: Writer) -> list[dict[str, Any]]:
    cells = [one for one in row.elements if one.tag in ("td", "th")]
    made: list[dict[str, Any]] = [
        {
            "head": cell.tag == "th",
            "across": _span(cell, "colspan"),
            "down": _span(cell, "rowspan"),
            "align": cell.attributes.get("align", ""),
            "b": _in_cell(writer.blocks(cell.children)),
        }
        for cell in cells
    ]
    if made and "id" in row.attributes:
        anchor: Line = [{"k": "anchor", "id": row.attributes["id"]}]
        made[0]["b"] = _joined({"k": "p", "look": "", "c": anchor}, made[0]["b"])
    return made


def _placed(rows: list[list[dict[str, Any]]], above: int = 0) -> list[list[dict[str, Any]]]:
    """Return rows whose cells say where they are, `above` rows being before them; what overlaps is cut."""
    taken = set[tuple[int, int]]()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            across = next((width for width in range(1, cell["across"]) if (x + width, y) in taken), cell["across"])
            down = min(cell["down"], len(rows) - y)
            taken |= {(x + right, y + below) for right in range(across) for below in range(down)}
            cell |= {"x": x, "y": above + y, "across": across, "down": down}
            x += across
    return rows


def _joined(anchor: Block, blocks: Blocks) -> Blocks:
    """Return blocks after an anchor, which takes no line of its own before a text."""
    if blocks and blocks[0]["k"] == "p":
        return [{**blocks[0], "c": anchor["c"] + blocks[0]["c"]}, *blocks[1:]]
    return [anchor, *blocks]


def _span(cell: Node, name: str) -> int:
    written = cell.attributes.get(name, "")
    return min(int(written), 100) or 1 if written.isdecimal() else 1


def _in_cell(blocks: Blocks) -> Blocks:
    """Return the blocks of a cell: what would be a heading there is a line of its own."""
    return [{"k": "p", "look": "lead", "c": one["c"]} if one["k"] == "h" else one for one in blocks]


def _widths(head: _Rows, rows: _Rows, count: int) -> list[float]:
    """Return the share of each column: its longest word, and of what is left more for more text."""
    most = _widest(count)
    words, texts = [3.0] * count, [1.0] * count
    for row in [*head, *rows]:
        for place, text in _texts(row):
            if place < count:
                words[place] = max(words[place], *(_least(word, most) for word in _WORDS.split(text)), 3)
                texts[place] = max(texts[place], len(text))
    for place in _unfilled(rows, count):
        texts[place] = max(_WRITTEN, texts[place])
    need = [word * 1.15 + 2 for word in words]
    want = [max(least, min(math.sqrt(text) * 6, text + 2)) for least, text in zip(need, texts, strict=True)]
    sheet = next((letters for columns, letters in _SHEETS.items() if count <= columns), max(_SHEETS.values()))
    left = max(sheet - sum(need), 0)
    more = sum(want) - sum(need) or 1
    return [round(least + left * (wish - least) / more + 0.01, 2) for least, wish in zip(need, want, strict=True)]


def _widest(count: int) -> int:
    """Return how many letters of a word make a column of so many wide."""
    return _most(count) if count < _CLOSE else next(most for upto, most in _HYPHENATED.items() if count <= upto)


def _least(word: str, most: int) -> int:
    """Return how many letters of a word stand in a line: all those of a date and of a state, which do not break."""
    return len(word) if "\u00a0" in word and len(word) <= 2 * most else min(len(word), most)


def _unfilled(rows: _Rows, count: int) -> list[int]:
    """Return the columns in which no row has anything: they are filled in by hand."""
    filled = {cell["x"] for row in rows for cell in row if cell["across"] > 1 or cell["b"]}
    return [place for place in range(count) if place not in filled] if rows else []


def _texts(row: list[dict[str, Any]]) -> Iterable[tuple[int, str]]:
    """Yield the text of each cell that takes one column, with its place."""
    yield from ((cell["x"], " ".join(_strings(cell["b"]))) for cell in row if cell["across"] == 1)


def _strings(blocks: Blocks) -> Iterable[str]:
    for one in every(blocks):
        yield from (piece for piece in one.get("c", []) if isinstance(piece, str))
