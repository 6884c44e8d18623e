"""Leads from a value that a page shows to where it is corrected."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from guiaviva.editing.records.naming import holding
from guiaviva.site.preview.editor.editor import OWN, Editor
from guiaviva.site.preview.editor.meant import labels_in, link_to


def routes(editor: Editor) -> list[Route]:
    """Return where somebody asks for the form of a value."""
    return [Route(f"{OWN}fact", partial(_led, editor))]


async def _led(editor: Editor, request: Request) -> Response:
    """Lead to the field of a value, by its name."""
    state, name = editor.preview.state, request.query_params.get("name", "")
    held = await editor.preview._do(lambda: holding(state.guide, name))
    if held is None:
        return Response(status_code=404)
    found, field = held
    form = link_to(labels_in(editor, ""), {"file": found.file, "path": found.path})
    return RedirectResponse(f"{form}&field={field}")
