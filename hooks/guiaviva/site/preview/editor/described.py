"""What was changed as pages of the editor show it: in words, with what differs, field by field or line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guiaviva.editing.changes import shown
from guiaviva.editing.marking import changed_lines
from guiaviva.editing.patches import is_text
from guiaviva.editing.records.comparing import compared
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.telling import Told, told
from guiaviva.editing.unsent import Changed
from guiaviva.guide import Guide
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import labels_in
from guiaviva.translations.records import PATH as LEDGER


def described(editor: Editor, changed: Sequence[Changed]) -> list[dict[str, Any]]:
    """Return what was changed, in words and with what differs; that of records of translations is of no use to read."""
    guide, labels = editor.preview.state.guide, labels_in(editor, editor.preview.state.messages)
    return [
        {"path": one.path, "text": text.text, "names": text.names, **_differing(guide, one, labels)}
        for one, text in zip(changed, told(guide, changed, labels), strict=True)
    ]


def told_in(editor: Editor, changed: Sequence[Changed]) -> tuple[Told, ...]:
    """Return what was changed, in the language of the messages."""
    state = editor.preview.state
    return told(state.guide, changed, labels_in(editor, state.messages))


def _differing(guide: Guide, one: Changed, labels: Labels) -> dict[str, list[Any]]:
    nothing: dict[str, list[Any]] = {"records": [], "lines": []}
    if not is_text(one) or one.path == LEDGER:
        return nothing
    try:
        before, after = (shown(data or b"") for data in (one.before, one.after))
    except UnicodeDecodeError:
        return nothing
    found = compared(guide, one.path, before, after, labels)
    records = [{"name": f"{each.kind}: {each.name}", "fields": each.fields} for each in found]
    return nothing | ({"records": records} if records else {"lines": changed_lines(before, after)})
