"""What each rule is for, as a page beside the findings."""

from __future__ import annotations

import html
from functools import partial

import pyromark
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from guiaviva.explanations import Explained
from guiaviva.site.preview.editor.editor import OWN, Editor

_POLICY = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'"


def routes(editor: Editor) -> list[Route]:
    """Return where rules are explained."""
    return [Route(f"{OWN}rules/{{rule}}", partial(_page, editor))]


async def _page(editor: Editor, request: Request) -> Response:
    """Answer with the page of a rule, in the language of the messages."""
    rule, state = str(request.path_params["rule"]), editor.preview.state
    if rule not in state.guide.model.rules:
        return Response(status_code=404)
    language = state.messages_in(request.query_params.get("lang", ""))
    text = await editor.preview._do(lambda: Explained.of(state.root, language).page(rule))
    whole = (
        f'<!doctype html><html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{html.escape(rule)}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{OWN}editor.css"></head>'
        f'<body class="guia-explained"><main>{pyromark.html(text)}</main></body></html>'
    )
    return HTMLResponse(whole, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"})
