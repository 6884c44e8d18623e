"""The one place where text becomes HTML in the templates: Jinja escapes all that they show."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from guiaviva.language import ForeignText
from guiaviva.site.elements import in_language

# Of the theme, these make HTML from its own words and pictures, and from nothing that an editor writes.
_OWN = ("partials/icons.html", "partials/language.html", "partials/languages/")


def is_escaped(template: str | None) -> bool:
    """Return whether the texts that a template shows are escaped."""
    return template is None or not template.startswith(_OWN)


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
