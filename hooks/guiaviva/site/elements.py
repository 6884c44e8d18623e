"""Elements of HTML and of drawings, made of texts and other elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

Child: TypeAlias = "str | Element | Iterable[Child] | None"


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Return an element. Its texts are atomic: Markdown leaves them as they are."""
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
    """Return the texts and elements one by one; an empty text is nothing."""
    for child in children:
        if isinstance(child, Element) or (isinstance(child, str) and child):
            yield child
        elif child is not None and not isinstance(child, str):
            yield from _flat(child)
