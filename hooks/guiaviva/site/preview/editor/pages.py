"""Pages of the editor that need nothing but the program's own styles and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import Response

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page_of(name: str, **values: Any) -> Response:
    """Return the page that a template of this folder makes of values."""
    folder = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=folder, autoescape=True, undefined=jinja2.StrictUndefined)
    return Response(environment.get_template(name).render(values), headers=_HEADERS, media_type="text/html")
