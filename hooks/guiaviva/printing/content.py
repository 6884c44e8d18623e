"""What is printed, as plain values that JSON can hold: a list of blocks, in which there is text with what is in a line.

Each is a dict whose `k` says what it is; the templates know the same words (`templates/blocks.typ`,
`templates/guide.html`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

Piece: TypeAlias = "str | dict[str, Any]"
"""Text, or something within a line."""
Line: TypeAlias = list[Piece]
Block: TypeAlias = dict[str, Any]
Blocks: TypeAlias = list[Block]

_SPACE = re.compile(r"[ \t\r\n\f]+")


def tidy(line: Line) -> Line:
    """Return a line without spaces at its ends and of more than one, wherever its parts begin; [] for an empty one."""
    kept = _single(line, [True])
    return _ended(kept)


def _single(line: Line, after_space: list[bool]) -> Line:
    """Return a line in which spaces follow no others; `after_space` says that of what comes next."""
    kept: Line = []
    for piece in line:
        if isinstance(piece, str):
            text = _SPACE.sub(" ", piece)
            text = text[1:] if after_space[0] and text.startswith(" ") else text
            if text:
                after_space[0] = text.endswith(" ")
                kept.append(text)
        else:
            if "c" in piece:
                piece = {**piece, "c": _single(piece["c"], after_space)}
            elif piece["k"] != "anchor":
                after_space[0] = piece["k"] == "br"
            kept.append(piece)
    return kept


def _ended(line: Line) -> Line:
    while line and line[-1] in (" ", ""):
        line = line[:-1]
    if line and isinstance(line[-1], str):
        line = [*line[:-1], line[-1].rstrip(" ")]
    return line


def plain(line: Line) -> str:
    """Return the text of a line."""
    return "".join(one if isinstance(one, str) else plain(one.get("c", [])) or one.get("s", "") for one in line)


def every(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each block and piece in a value, the outer before the inner."""
    if isinstance(value, dict):
        if "k" in value:
            yield value
        for one in value.values():
            yield from every(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from every(one)


# What has no more text and no more parts than these, and nothing as tall as a sheet may be, is not parted by its end.
_SHORT, _FEW = 600, 30
_TALL = frozenset({"picture", "svg", "pre", "table"})


def is_short(value: Any) -> bool:
    """Return whether blocks stand together on one sheet."""
    parts = list(every(value))
    lines = [one for part in parts for one in part.get("c", []) if isinstance(one, str)]
    return len(parts) <= _FEW and sum(map(len, lines)) <= _SHORT and not any(one["k"] in _TALL for one in parts)


# So many blocks within one another are as many as anybody can follow; Typst has an end to them too.
_DEEPEST = 10


def shallow(blocks: Blocks, most: int = _DEEPEST) -> Blocks:
    """Return blocks of which no more than so many are within one another: what is deeper follows, its text whole."""
    found: Blocks = []
    for one in blocks:
        parts = one.get("items") or ([one] if "b" in one else [])
        cells = [cell for row in (*one.get("head", ()), *one.get("rows", ())) for cell in row]
        for part in (*parts, *cells):
            part["b"] = shallow(part["b"], max(most - 1, 0))
        if parts and not most:
            for part in parts:
                found += [{"k": "p", "look": "lead", "c": part["title"]}] if part.get("title") else []
                found += part["b"]
        else:
            found.append(one)
    return found


# What says where something leads or is, and what is no text of the document.
_KEPT = frozenset({"k", "id", "href", "to", "url", "file", "svg", "alt", "lang", "dir"})


def mapped(value: Any, change: Callable[[str], Sequence[Piece]]) -> Any:
    """Return a value in which each text is replaced by what `change` makes of it, as text alone where that must be."""
    if isinstance(value, dict):
        return {
            name: one
            if name in _KEPT
            else _line(one, change)
            if name in _LINES and isinstance(one, list)
            else mapped(one, change)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [mapped(one, change) for one in value]
    return plain(list(change(value))) if isinstance(value, str) else value


_LINES = ("c", "title", "caption")


def _line(line: Line, change: Callable[[str], Sequence[Piece]]) -> Line:
    changed: Line = []
    for one in line:
        changed += change(one) if isinstance(one, str) else [mapped(one, change)]
    return changed
