"""The savings of today, and how they are undone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.unsent import Changed
from guiaviva.site.preview.editor.described import described
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.validating import sign_again


def routes(editor: Editor) -> list[Route]:
    """Return where savings are listed and undone."""
    return [editor.post("savings", partial(_listed, editor)), editor.post("undo", partial(_undone, editor))]


async def _listed(editor: Editor, _: Mapping[str, Any]) -> dict[str, Any]:
    def job() -> list[dict[str, Any]]:
        savings = editor.desk.journal.today()
        told = described(editor, [Changed(one.path, one.before, one.after) for one in savings])
        return [{"id": one.id, "at": one.at, **each} for one, each in zip(savings, told, strict=True)]

    return {"savings": await editor.preview._do(job)}


async def _undone(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    id = str(sent["id"])
    held = await editor.preview._do(lambda: editor.desk.undo(id))
    await editor.preview.read([held.path])
    if held.path.startswith("data/"):
        await sign_again(editor, held.path)
    return {"path": held.path, "version": held.version}
