"""The savings of today, and how they are undone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.changes import shown
from guiaviva.editing.journal import Saving
from guiaviva.editing.merging import hunks
from guiaviva.site.preview.editor.editor import Editor

# So many letters of what a saving changed tell which one it was.
_SHOWN = 160


def routes(editor: Editor) -> list[Route]:
    """Return where savings are listed and undone."""
    return [editor.post("savings", partial(_listed, editor)), editor.post("undo", partial(_undone, editor))]


async def _listed(editor: Editor, _: Mapping[str, Any]) -> dict[str, Any]:
    savings = await editor.preview._do(editor.desk.journal.today)
    return {"savings": [_as_sent(one) for one in savings]}


async def _undone(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    id = str(sent["id"])
    held = await editor.preview._do(lambda: editor.desk.undo(id))
    return {"path": held.path, "version": held.version}


def _as_sent(saving: Saving) -> dict[str, Any]:
    before, after = (_lines(one) for one in (saving.before, saving.after))
    found = hunks(before, after)
    was = "".join(line for one in found for line in before[one.start : one.end]).strip()
    now = "".join(line for one in found for line in one.lines).strip()
    return {"id": saving.id, "path": saving.path, "at": saving.at, "was": was[:_SHOWN], "now": now[:_SHOWN]}


def _lines(data: bytes | None) -> list[str]:
    """Return the lines of a text; none of what is no text."""
    try:
        return shown(data or b"").splitlines(keepends=True)
    except UnicodeDecodeError:
        return []
