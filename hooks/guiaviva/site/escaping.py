"""The one place where text becomes HTML in the templates: Jinja escapes all that they show."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from guiaviva.language import ForeignText
from guiaviva.site.elements import in_language


def foreign(text: Any) -> Any:
    """Return a text that is in another language than the page as an element that says so; all else as it is.

    It is a filter of the templates: an attribute has no elements, and takes the text without it.
    """
    if not isinstance(text, ForeignText):
        return text
    return Markup('<span lang="{lang}" dir="{dir}">{text}</span>').format(text=str(text), **in_language(text.language))


def unescape(entries: Iterable[Any]) -> None:
    """Make text of the titles of a table of contents, which Markdown gives as HTML, in place."""
    for entry in entries:
        entry.title = html.unescape(entry.title)
        unescape(entry.children)
