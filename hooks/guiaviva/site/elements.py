"""Elements of HTML and of drawings, made of texts and other elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from guiaviva.language import ForeignText
from guiaviva.locales import direction

Child: TypeAlias = "str | Element | Iterable[Child] | None"


# What is a line of its own, and begins on the side of its language.
_PARAGRAPHS = ("p", "blockquote")


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Return an element. Its texts are atomic: Markdown leaves them as they are.

    A text in another language than what is around it says in which, and in which direction that is written.
    """
    element = Element(tag, dict(attributes or {}))
    flat = list(_flat(children))
    if tag in _PARAGRAPHS and len(flat) == 1 and isinstance(flat[0], ForeignText):
        element.attrib |= in_language(flat[0].language)
        element.text = AtomicString(flat[0])
        return element
    for child in flat:
        if isinstance(child, ForeignText):
            element.append(h("span", in_language(child.language), str(child)))
        elif isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = AtomicString((element[-1].tail or "") + child)
        else:
            element.text = AtomicString((element.text or "") + child)
    return element


def in_language(language: str) -> dict[str, str]:
    """Return the attributes of what is in a language: its code, and the direction in which it is written."""
    return {"lang": language, "dir": direction(language)}


def _flat(children: Iterable[Child]) -> Iterable[str | Element]:
    """Return the texts and elements one by one; an empty text is nothing."""
    for child in children:
        if isinstance(child, Element) or (isinstance(child, str) and child):
            yield child
        elif child is not None and not isinstance(child, str):
            yield from _flat(child)
