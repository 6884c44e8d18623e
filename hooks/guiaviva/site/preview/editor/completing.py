"""What may be written at a place of a text, offered while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing import Completion, completions
from guiaviva.editing.drafts import Units, offset_of
from guiaviva.editing.places import kind_of
from guiaviva.errors import CannotJudgeError
from guiaviva.site.preview.editor.editor import Editor


def routes(editor: Editor) -> list[Route]:
    """Return where what may be written is asked for."""
    return [editor.post("complete", partial(_completed, editor))]


async def _completed(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be written at a place, `at` so many UTF-16 units of a text."""
    path, text = str(sent["path"]), str(sent["text"])
    if kind_of(path, editor.desk.languages) is None:
        raise CannotJudgeError("not-editable", path=path)
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * int(sent["at"])].decode("utf-16-le")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    state, units = editor.preview.state, Units(text)
    found = await editor.preview._do(lambda: completions(state.guide, path, text, line, column))
    return {"completions": [_as_sent(one, text, units) for one in found]}


def _as_sent(one: Completion, text: str, units: Units) -> dict[str, Any]:
    edit = one.edit
    start, end = offset_of(text, edit.line, edit.column), offset_of(text, edit.end_line, edit.end_column)
    return {
        "label": one.label,
        "detail": one.detail,
        "what": one.what,
        "from": units.before(start),
        "to": units.before(end),
        "insert": edit.text,
    }
