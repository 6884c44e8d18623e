"""What a page shows for its references to facts: telephones and addresses as links, and in a preview the fact's name.

Signs of no language stand around the values while Markdown becomes HTML.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

from guiaviva.guide import Guide
from guiaviva.guide.referring import resolved_fields
from guiaviva.reading.pages import Page, Shown
from guiaviva.references import OPENING, References, Value, escaped

_BEGIN, _TEXT, _END = "\ue000", "\ue001", "\ue002"
_SIGN = re.compile(rf"{_BEGIN}(?P<number>\d+){_TEXT}|{_END}")
_TOKEN = re.compile(rf"<(?P<end>/?)(?P<tag>[a-zA-Z][\w-]*)(?:\"[^\"]*\"|[^\">])*>|{_SIGN.pattern}")
# No link can be in these, and what is in a term has its own title.
_NO_LINKS = frozenset({"a", "button", "summary", "label", "abbr", "h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESS = {"phone": "tel:", "email": "mailto:", "url": ""}


def with_signs(markdown: str, page: Page, guide: Guide) -> str:
    """Return the Markdown of a page with the values that it shows, and signs around those in its text."""
    if OPENING not in markdown:
        return markdown
    references = References(guide.facts, guide.model.words)

    def signed(shown: Shown, number: int) -> str:
        return f"{_BEGIN}{number}{_TEXT}{escaped(shown.text)}{_END}"

    return references.in_markdown(markdown, page.language, signed)[0]


def show_in_fields(meta: MutableMapping[str, Any], page: Page, guide: Guide) -> None:
    """Put what facts say in the place of the references in the front matter of a page."""
    meta.update(resolved_fields(dict(meta), page.language, References(guide.facts, guide.model.words)))


def with_values(html: str, references: Sequence[Shown], *, preview: bool) -> str:
    """Return the HTML of a page with elements in the place of signs; `preview` adds where each value is from."""
    if _BEGIN not in html:
        return html
    within: list[str] = []
    opened: list[str] = []

    def shown(token: re.Match[str]) -> str:
        if token["tag"]:
            if token["tag"].lower() in _NO_LINKS:
                within[-1:] = [] if token["end"] else [*within[-1:], token["tag"]]
            return _SIGN.sub("", token[0])
        if token["number"] is None:
            return opened.pop() if opened else ""
        # What an author has typed of these signs means nothing.
        one = next(iter(references[int(token["number"]) :]), None)
        start, end = _around(one, linked=not within, preview=preview) if one else ("", "")
        opened.append(end)
        return start

    return _TOKEN.sub(shown, html)


def _around(one: Shown, *, linked: bool, preview: bool) -> tuple[str, str]:
    """Return the tags before and after a value."""
    linked = linked and bool(one.kind)
    start, end = "", ""
    if preview:
        value = Value(one.name, None, None)
        source = escape(f"{value.path}: {value.key}" if value.key else value.path)
        focus = "" if linked else ' tabindex="0" role="link"'
        start, end = f'<span class="guia-fact" data-fact="{escape(one.name)}" title="{source}"{focus}>', "</span>"
    if one.language:
        start, end = f'{start}<span lang="{escape(one.language)}">', f"</span>{end}"
    if linked:
        target = re.sub(r"\s", "", one.text) if one.kind == "phone" else one.text
        start, end = f'{start}<a href="{escape(_ADDRESS[one.kind] + target)}">', f"</a>{end}"
    return start, end
