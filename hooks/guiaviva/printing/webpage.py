"""A document as one page of HTML that stands alone: style, pictures and drawings are in it, and it runs nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from mimetypes import guess_type
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from guiaviva.printing.content import every, plain
from guiaviva.printing.document import Document
from guiaviva.printing.typesetting import TEMPLATES

# What a heading of the document is in HTML, where the title is the first.
_LAST = 6


def page(made: Document) -> bytes:
    """Return a document as HTML. Printed by a browser, it has page numbers and running heads."""
    ids = {one["id"]: f"p{place}" for place, one in enumerate(every(made.data["body"])) if one.get("id")}
    shown = {
        "data": made.data,
        "ids": ids,
        "picture": lambda name: _address(name, made.pictures[name]),
        "plain": plain,
    }
    return _templates().get_template("guide.html").render(shown).encode()


@cache
def _templates() -> Environment:
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters["css"] = _in_css
    templates.filters["drawing"] = lambda svg: _address("drawing.svg", svg.encode())
    templates.filters["level"] = lambda level: min(int(level) + 1, _LAST)
    return templates


def _in_css(text: str) -> Markup:
    """Return a text as it stands in a style sheet between quotation marks, whatever is in it."""
    return Markup("".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text))


def _address(name: str, data: bytes) -> Any:
    return f"data:{guess_type(name)[0]};base64,{b64encode(data).decode()}"
