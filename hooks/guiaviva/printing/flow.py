"""The HTML of a page becomes blocks: what opens on the screen is open, and what needs a screen is left out or replaced.

Elements are known by their names and, where the site gives them a meaning, by their classes (`site/html.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.printing.content import Block, Blocks, Line, Piece, plain, tidy
from guiaviva.printing.tables import table
from guiaviva.printing.tree import Node

_INLINE = frozenset(
    re.findall(
        r"\w+",
        """a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark meter picture progress
        q rp rt ruby s samp small span strike strong sub sup time tt u var wbr""",
    )
)
_STYLES = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "i"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "del"),
    **dict.fromkeys(("u", "ins"), "u"),
    "sub": "sub",
    "sup": "sup",
    "mark": "mark",
    "small": "small",
}
# For whoever has a pointer, for the ear alone, what a page shows a second time on a narrow screen, and files to take.
_LEFT_OUT = frozenset({"headerlink", "footnote-backref", "guia-fold", "guia-signs", "guia-avatar", "guia-files"})
_SILENT = frozenset({"script", "style", "template", "rp", "colgroup", "col", "source", "track"})
# What opens by the first and last of what is in it says nothing that is not there.
_NAMED_BY_CONTENT = frozenset({"guia-index", "guia-replies", "guia-section"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

Picture = Callable[[str], dict[str, Any] | None]
"""Returns what shows the picture at an address, or None where there is none."""
Replacement = Callable[[], Blocks]


@dataclass(frozen=True)
class Flow:
    """Makes blocks of a page. `path` names it where something cannot be printed.

    `draw` returns a drawing as a file; `replaced` has, by class, what is printed in the place of what needs a screen.
    """

    path: str
    picture: Picture
    draw: Callable[[Node], str]
    replaced: Mapping[str, Replacement]

    def blocks(self, children: Iterable[Node | str], within: frozenset[str] = frozenset()) -> Blocks:
        """Return the blocks of what stands beside one another; `within` are the classes of what that is in."""
        found: Blocks = []
        line: Line = []
        for child in children:
            if isinstance(child, str):
                line.append(child)
            elif _is_left_out(child):
                continue
            elif _is_inline(child):
                line += [" ", *self._piece(child)] if "guia-post-head" in within else self._piece(child)
            else:
                _close(line, found)
                line = _anchor(child) if _marked(child) else []
                inner = self._block(child, within)
                if line and inner and _takes(inner[0], line):
                    line = []
                _close(line, found)
                line = []
                found += inner
        _close(line, found)
        return found

    def line(self, children: Iterable[Node | str]) -> Line:
        """Return what stands in a line."""
        line: Line = []
        for child in children:
            line += [child] if isinstance(child, str) else [] if _is_left_out(child) else self._piece(child)
        return line

    # Blocks.

    def _block(self, node: Node, within: frozenset[str]) -> Blocks:
        # The field of the search is a link in a paragraph of its own.
        named = node.classes.union(*(one.classes for one in node.elements)) if node.tag == "p" else node.classes
        for name in named & self.replaced.keys():
            return self.replaced[name]()
        blocks = self._of_tag(node, within)
        language = node.attributes.get("lang")
        if language and blocks:
            return [{"k": "div", "lang": language, "dir": node.attributes.get("dir", ""), "b": blocks}]
        return blocks

    def _of_tag(self, node: Node, within: frozenset[str]) -> Blocks:
        if node.tag in _HEADINGS:
            return self._heading(node)
        make = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._terms,
            "blockquote": lambda one: [{"k": "quote", "b": self.blocks(one.children)}],
            "pre": lambda one: [{"k": "pre", "s": one.text().strip("\n")}],
            "table": lambda one: table(one, self),
            "figure": self._figure,
            "hr": lambda _: [{"k": "hr"}],
            "audio": self._medium,
            "video": self._medium,
        }.get(node.tag)
        if make is not None:
            return make(node)
        if node.tag == "details":
            return self._details(node, within)
        if "admonition" in node.classes:
            return self._note(node, next((one for one in node.elements if "admonition-title" in one.classes), None))
        if "tabbed-set" in node.classes:
            return self._tabs(node)
        return self.blocks(node.children, within | node.classes)

    def _heading(self, node: Node) -> Blocks:
        text = tidy(self.line(node.children))
        return (
            [{"k": "h", "level": _HEADINGS[node.tag], "id": node.attributes.get("id", ""), "c": text}] if text else []
        )

    def _paragraph(self, node: Node) -> Blocks:
        line = tidy(self.line(node.children))
        if not plain(line).strip() and not any(isinstance(one, dict) and one["k"] != "anchor" for one in line):
            return []
        if len(line) == 1 and isinstance(line[0], dict) and line[0]["k"] == "img":
            return [{**line[0], "k": "picture"}]
        kinds = {"guia-help": "small", "guia-calling": "call", "guia-urgent": "call", "guia-group": "lead"}
        look = next((look for name, look in kinds.items() if name in node.classes), "")
        return [{"k": "p", "look": look, "c": line}]

    def _list(self, node: Node) -> Blocks:
        items, number = [], int(node.attributes.get("start") or 1)
        for one in (child for child in node.elements if child.tag == "li"):
            number = int(one.attributes.get("value") or number)
            items.append({"number": number, "b": _led(_anchor(one), self.blocks(one.children))})
            number += 1
        return [{"k": node.tag, "items": items}] if items else []

    def _terms(self, node: Node) -> Blocks:
        items: list[dict[str, Any]] = []
        for one in node.walk():
            if one.tag == "dt":
                title = _anchor(one) + tidy(self.line(one.children))
                if items and not items[-1]["b"]:
                    # Several names of one thing.
                    items[-1]["title"] += [" · ", *title]
                else:
                    items.append({"title": title, "b": []})
            elif one.tag == "dd" and items:
                items[-1]["b"] += self.blocks(one.children)
        return [{"k": "dl", "items": items}] if items else []

    def _figure(self, node: Node) -> Blocks:
        caption = next((one for one in node.elements if one.tag == "figcaption"), None)
        rest = [child for child in node.children if child is not caption]
        kind = next((name for name in ("guia-do", "guia-dont", "guia-chart") if name in node.classes), "figure")
        title = tidy(self.line(caption.children)) if caption else []
        return [{"k": "note", "kind": kind.removeprefix("guia-"), "title": title, "b": self.blocks(rest)}]

    def _details(self, node: Node, within: frozenset[str]) -> Blocks:
        summary = next((one for one in node.elements if one.tag == "summary"), None)
        if not node.classes or node.classes & {"guia-more", "guia-figures", "guia-problems"}:
            rest = self.blocks((child for child in node.children if child is not summary), within)
            # What says in short what is closed.
            shown = [one for one in summary.children if not _is_brief(one)] if summary else []
            title = [] if within & _NAMED_BY_CONTENT else tidy(self.line(shown))
            # A table that is all there is says its name itself.
            title = [] if rest and plain(rest[0].get("caption", [])) == plain(title) else title
            return [{"k": "p", "look": "lead", "c": title}, *rest] if title and rest else rest
        return self._note(node, summary)

    def _note(self, node: Node, title: Node | None) -> Blocks:
        rest = [child for child in node.children if child is not title]
        kind = next(iter(sorted(node.classes - {"admonition"})), "note")
        line = tidy(self.line(title.children)) if title else []
        return [{"k": "note", "kind": kind, "title": line, "b": self.blocks(rest)}]

    def _tabs(self, node: Node) -> Blocks:
        labels = [one for child in node.elements if "tabbed-labels" in child.classes for one in child.elements]
        tabs = [one for child in node.elements if "tabbed-content" in child.classes for one in child.elements]
        return [
            {"k": "note", "kind": "tab", "title": tidy(self.line(label.children)), "b": self.blocks(tab.children)}
            for label, tab in zip(labels, tabs, strict=False)
        ]

    def _medium(self, node: Node) -> Blocks:
        source = node.attributes.get("src") or next(
            (one.attributes.get("src", "") for one in node.elements if one.tag == "source"), ""
        )
        name = source.rpartition("/")[2]
        return [{"k": "p", "look": "", "c": [{"k": "a", "href": source, "c": [name]}]}] if name else []

    # What is in a line.

    def _piece(self, node: Node) -> Line:
        return _anchor(node) + self._of_inline(node)

    def _of_inline(self, node: Node) -> Line:
        attributes = node.attributes
        if node.tag == "br":
            return [{"k": "br"}]
        if node.tag == "wbr":
            return ["\u200b"]
        if node.tag == "svg":
            return self._drawing(node)
        if node.tag == "img":
            return self._image(attributes)
        if node.tag == "input":
            return ["☑ " if "checked" in attributes else "☐ "] if attributes.get("type") == "checkbox" else []
        if attributes.get("role") == "img" and (label := attributes.get("aria-label")):
            return [label]
        inner = self.line(node.children)
        if node.tag == "q":
            inner = ["«", *inner, "»"]
        if node.tag == "a" and "href" in attributes:
            inner = _unbroken(inner) if attributes["href"].startswith("tel:") else inner
            inner = [{"k": "a", "href": attributes["href"], "c": inner}]
        elif node.tag in _STYLES:
            inner = [{"k": _STYLES[node.tag], "c": inner}]
        elif state := next(
            (name for name in sorted(node.classes) if name != "guia-state" and "guia-state" in node.classes), ""
        ):
            inner = [{"k": "state", "state": state.removeprefix("guia-"), "c": _unbroken(inner)}]
        elif "guia-help" in node.classes:
            inner = [{"k": "small", "c": inner}]
        if language := attributes.get("lang"):
            return [{"k": "lang", "lang": language, "dir": attributes.get("dir", ""), "c": inner}]
        return (
            [{"k": "dir", "dir": attributes["dir"], "c": inner}] if attributes.get("dir") in ("ltr", "rtl") else inner
        )

    def _drawing(self, node: Node) -> Line:
        label, classes = node.attributes.get("aria-label", ""), node.classes
        size = next((name for name in ("key", "spark", "bullet", "part", "series") if f"guia-{name}" in classes), "")
        return [{"k": "svg", "size": size, "alt": label, "svg": self.draw(node)}]

    def _image(self, attributes: Mapping[str, str]) -> Line:
        source = attributes.get("src", "")
        if "alt" not in attributes:
            raise CannotJudgeError("print-no-alt", path=self.path, found=source)
        shown = self.picture(source)
        alt = attributes["alt"]
        return [{"k": "img", "alt": alt, **shown}] if shown else [alt] if alt else []


def _unbroken(line: Line) -> Line:
    """Return a telephone number or the name of a state, which stand in one line."""
    return [one.replace(" ", "\u00a0") if isinstance(one, str) else one for one in line]


def _is_inline(node: Node) -> bool:
    # What is in a drawing is no element of a text.
    return node.tag == "svg" or (node.tag in _INLINE and all(map(_is_inline, node.elements)))


def _is_left_out(node: Node) -> bool:
    if node.tag in _SILENT or node.classes & _LEFT_OUT or "hidden" in node.attributes:
        return True
    return node.attributes.get("aria-hidden") == "true" and "guia-key" not in node.classes


def _is_brief(child: Node | str) -> bool:
    return isinstance(child, Node) and bool(child.classes & {"guia-help", "guia-unseen"})


def _anchor(node: Node) -> Line:
    return [{"k": "anchor", "id": node.attributes["id"]}] if "id" in node.attributes else []


def _marked(node: Node) -> bool:
    """Return whether the id of an element is kept before it: others keep it themselves."""
    return node.tag not in (*_HEADINGS, "table")


def _takes(block: Block, anchor: Line) -> bool:
    """Put an anchor into the block that it stands before, where that is a text; return whether it is."""
    if block["k"] != "p":
        return False
    block["c"] = [*anchor, *block["c"]]
    return True


def _led(anchor: Line, blocks: Blocks) -> Blocks:
    """Return blocks that begin with an anchor."""
    if not anchor or (blocks and _takes(blocks[0], anchor)):
        return blocks
    return [{"k": "p", "look": "", "c": anchor}, *blocks]


def _close(line: Sequence[Piece], found: Blocks) -> None:
    """Add to what was found a paragraph of a line that ends, unless it is empty."""
    text = tidy(list(line))
    if text:
        found.append({"k": "p", "look": "", "c": text})
