"""HTML as a tree. What comes here was written by the site, which has cleaned it: every element is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})
# The parser has names in lower case, as HTML reads them; in a drawing by itself this one is written so.
_CASED = {"viewbox": "viewBox"}


@dataclass
class Node:
    """An element: its name, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        """The elements that are directly in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """Yield the element and all those in it, in the order of the text."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def first(self, tag: str) -> Node | None:
        """Return the first element of a name in it, or None."""
        return next((one for child in self.elements for one in child.walk() if one.tag == tag), None)

    def text(self) -> str:
        """Return the text of the element as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(html: str) -> Node:
    """Return HTML as a tree, below an element without a name."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


def drawing(svg: Node, style: str) -> str:
    """Return a drawing as a file of its own, with a style sheet; a reader of scalable pictures needs the name space."""
    within = "".join(map(_written, svg.children))
    given = {"xmlns": "http://www.w3.org/2000/svg", **svg.attributes}
    return f"<svg{_attributes(given)}><style>{escape(style, quote=False)}</style>{within}</svg>"


def _written(child: Node | str) -> str:
    if isinstance(child, str):
        return escape(child)
    return f"<{child.tag}{_attributes(child.attributes)}>{''.join(map(_written, child.children))}</{child.tag}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {_CASED.get(name, name)}="{escape(value)}"' for name, value in attributes.items())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, node in enumerate(self.open) if node.tag == tag and place]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
