"""What a page shows for its references to facts: telephones and addresses as links, and in a preview the fact's name.

Signs of no language stand for the values while Markdown becomes HTML, so that no value is read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

from guiaviva.guide import Guide
from guiaviva.guide.referring import resolved_fields
from guiaviva.reading.pages import Page, Shown
from guiaviva.references import OPENING, References, Value

_BEGIN, _END = "\ue000", "\ue001"
_TOKEN = re.compile(rf"<(/?)([a-zA-Z][\w-]*)(?:\"[^\"]*\"|[^\">])*>|{_BEGIN}(\d+){_END}")
_SIGN = re.compile(rf"{_BEGIN}(\d+){_END}")
# No link can be in these, and what is in a term has its own title.
_NO_LINKS = frozenset({"a", "button", "summary", "label", "abbr", "h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESS = {"phone": "tel:", "email": "mailto:", "url": ""}


def with_signs(markdown: str, page: Page, guide: Guide) -> str:
    """Return the Markdown of a page with a sign for each value that it shows in its text."""
    if OPENING not in markdown:
        return markdown
    references = References(guide.facts, guide.model.words)
    return references.in_markdown(markdown, page.language, lambda _, number: f"{_BEGIN}{number}{_END}")[0]


def show_in_fields(meta: MutableMapping[str, Any], page: Page, guide: Guide) -> None:
    """Put what facts say in the place of the references in the front matter of a page."""
    meta.update(resolved_fields(dict(meta), page.language, References(guide.facts, guide.model.words)))


def with_values(html: str, references: Sequence[Shown], *, preview: bool) -> str:
    """Return the HTML of a page with the values in the place of their signs; `preview` adds where each is from."""
    if _BEGIN not in html:
        return html
    within: list[str] = []

    def plain(sign: re.Match[str]) -> str:
        return escape(references[int(sign[1])].text)

    def shown(token: re.Match[str]) -> str:
        end, tag, number = token.groups()
        if number is not None:
            return _element(references[int(number)], linked=not within, preview=preview)
        if tag.lower() in _NO_LINKS:
            if not end:
                within.append(tag)
            elif within:
                within.pop()
        return _SIGN.sub(plain, token[0])

    return _TOKEN.sub(shown, html)


def _element(one: Shown, *, linked: bool, preview: bool) -> str:
    text = escape(one.text)
    language = f' lang="{escape(one.language)}"' if one.language else ""
    if linked and one.kind:
        target = re.sub(r"\s", "", one.text) if one.kind == "phone" else one.text
        text = f'<a href="{escape(_ADDRESS[one.kind] + target)}">{text}</a>'
    if preview:
        value = Value(one.name, None, None)
        source = escape(f"{value.path}: {value.key}" if value.key else value.path)
        focus = "" if linked and one.kind else ' tabindex="0"'
        return f'<span class="guia-fact" data-fact="{escape(one.name)}" title="{source}"{focus}{language}>{text}</span>'
    return f"<span{language}>{text}</span>" if language else text
