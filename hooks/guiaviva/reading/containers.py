"""Containers that Python-Markdown knows and CommonMark does not: admonitions, details, tabs and blocks.

`flatten` moves their content to the margin, line for line, so that a parser of CommonMark reads it as Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guiaviva.diagnostics import Place

# The space before the kind of a box may be left out.
_INDENTED = re.compile(r"(?:!!!|\?\?\?\+?)(?: |(?=\w))|===[!+]* ")
_TITLE = re.compile(r"[\"'](.+)[\"']")
_FENCE = re.compile(r"[ ]*(`{3,}(?=[^`]*$)|~{3,})")
_BLOCK = re.compile(r"[ ]{0,3}(/{3,})[ ]*([\w-]+)?[ ]*(?:\|[ ]*(.*?))?[ ]*$")
_TABS = re.compile(r"^[ ]*\t[ \t]*")
_ANY = re.compile(r"^[ ]*(?:!!!|\?\?\?|=== |===!|===\+|///|```|~~~)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of pymdownx: `/// name | argument`, its indented options, its content, and whether it is closed.

    `last` is the line that closes it, or that of `place` where none does.
    """

    name: str
    argument: str
    place: Place
    options: str
    content: str
    closed: bool
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        """The argument's words: for `/// guide | network x`, ("network", "x")."""
        return tuple(self.argument.split())


@dataclass
class Flat:
    """A text with the content of its containers at the margin, in as many lines as the original.

    `contained` maps each line (from 1) that is in a container to the number of columns by which it was moved.
    `titles` are those of indented containers, by line; `open_fence` is the line of a code fence that is never closed,
    or 0; `boxes` are the lines on which admonitions, details and tabs begin, `tabs` those that begin with a tab
    character. `written` are the lines before they were moved, with spaces for the tabs at their beginning.
    """

    lines: list[str]
    written: list[str] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    tabs: frozenset[int] = frozenset()
    contained: dict[int, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    open_fence: int = 0


@dataclass
class _OpenBlock:
    fence: str
    name: str
    argument: str
    line: int
    options: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    in_options: bool = True


def flatten(path: str, text: str) -> Flat:
    """Return the text of a page with the content of its containers at the margin, and its blocks."""
    lines = text.split("\n")
    tabs: frozenset[int] = frozenset()
    if "\t" in text:
        tabs = frozenset(number for number, line in enumerate(lines, 1) if line.startswith("\t"))
        lines = [_TABS.sub(lambda tabs: tabs[0].expandtabs(4), line) if "\t" in line else line for line in lines]
    flat = Flat(lines, lines, tabs=tabs)
    if not _ANY.search(text):
        return flat
    flat.written = lines.copy()
    margins: list[int] = []  # The column of each open indented container.
    blocks: list[_OpenBlock] = []
    fence, fence_line = "", 0
    for number, line in enumerate(lines, 1):
        content = line.strip()
        if not content:
            if blocks:
                blocks[-1].in_options = False
                blocks[-1].content.append("")
            continue
        indent = len(line) - len(line.lstrip(" "))
        while margins and not fence and indent < margins[-1] + 4:
            margins.pop()
        moved = line[min(4 * len(margins), indent) :]
        if fence:
            if content.startswith(fence) and not content.strip(fence[0]):
                fence = ""
        elif match := _FENCE.match(moved):
            fence, fence_line = match[1], number
        elif _INDENTED.match(content) and not (blocks and blocks[-1].name == "guide"):
            margins.append(indent)
            if title := _TITLE.search(content):
                flat.titles[number] = title[1]
            flat.boxes.append(number)
            moved = ""
        elif (match := _BLOCK.match(moved)) and _takes(match, blocks):
            if match[2]:
                blocks.append(_OpenBlock(match[1], match[2], match[3] or "", number))
            else:
                _close(path, flat, blocks, match[1], number)
            lines[number - 1] = ""
            continue
        if blocks:
            moved = _inside(blocks[-1], line, moved, indent)
        if margins or blocks:
            flat.contained[number] = len(line) - len(moved) if moved else 0
        lines[number - 1] = moved
    for block in reversed(blocks):
        flat.blocks.append(_finished(path, block, closed=False, last=block.line))
    flat.blocks.sort(key=lambda block: block.place)
    flat.open_fence = fence_line if fence else 0
    return flat


def _takes(match: re.Match[str], blocks: list[_OpenBlock]) -> bool:
    """Return whether a line opens a block or closes one that is open."""
    return bool(match[2]) or any(block.fence == match[1] for block in blocks)


def _inside(block: _OpenBlock, line: str, moved: str, indent: int) -> str:
    """Add a line to its block, and return what of it is Markdown: options and the content of our own blocks are not."""
    if block.in_options and indent >= 4:
        block.options.append(line.strip("\n")[4:])
        return ""
    block.in_options = False
    block.content.append(line)
    return "" if block.name == "guide" else moved


def _close(path: str, flat: Flat, blocks: list[_OpenBlock], fence: str, line: int) -> None:
    while blocks:
        block = blocks.pop()
        closed = block.fence == fence
        flat.blocks.append(_finished(path, block, closed=closed, last=line if closed else block.line))
        if closed:
            return


def _finished(path: str, block: _OpenBlock, *, closed: bool, last: int) -> Block:
    place = Place(path, block.line, 1, len(f"{block.fence} {block.name} | {block.argument}"))
    content = "\n".join(block.content).strip("\n")
    return Block(block.name, block.argument, place, "\n".join(block.options), content, closed, last)
