"""The pages of the editor: made of a template, with what each may load and where each leads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.responses import Response

from guiaviva.site.preview.editor.editor import LEFT, OWN, Editor, words_in
from guiaviva.site.preview.editor.meant import labels_in
from guiaviva.site.preview.state import State
from guiaviva.site.signing import TRANSLATIONS

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    # A page around this one could have somebody press what they do not see.
    "frame-ancestors": "'none'",
}
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


def page_of(
    editor: Editor, name: str, spoken: str, values: Mapping[str, Any], policy: Mapping[str, str] | None = None
) -> Response:
    """Return the page that a template of this folder makes of values, with links to what else can be done.

    It is `spoken` in that language. `policy` is what it may load besides its own scripts and styles.
    """
    shared = {"spoken": spoken, "home": editor.preview.state.base, "links": _links(editor, name, spoken)}
    # What a page says in words of its own, it says with those of all.
    words = words_in(editor.preview.state, spoken)[1] | values.get("words", {})
    html = _environment().get_template(name).render(shared | dict(values) | {"words": words})
    rules = "; ".join(f"{what} {whence}" for what, whence in (_POLICY | dict(policy or {})).items())
    return Response(html, headers=_HEADERS | {"Content-Security-Policy": rules}, media_type="text/html")


def _links(editor: Editor, name: str, spoken: str) -> list[tuple[str, str]]:
    """Return where a page leads, and what that is called: to all that is done here but the page itself."""
    words, labels = words_in(editor.preview.state, spoken)[1], labels_in(editor, spoken)
    links = {
        "records.html": (labels.say("records"), f"{OWN}records?{urlencode({'lang': spoken})}"),
        **{f"{one}.html": link for one, link in leading(editor.preview.state, words).items()},
    }
    return [link for one, link in links.items() if one != name]


def leading(state: State, words: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """Return what every page leads to: its name and address. A guide in one language has no translations."""
    several = len(state.guide.languages) > 1
    return {
        "left": (words["left-open"], LEFT),
        **({"translations": (words["translate-open"], TRANSLATIONS)} if several else {}),
        "changes": (words["send-open"], f"{OWN}changes"),
    }


@cache
def _environment() -> jinja2.Environment:
    folder = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(
        loader=folder, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
