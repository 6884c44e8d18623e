"""What mends a finding at a press of a button, where it is listed: an edit that is certain, a review, a removal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.confirming import reviewed
from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing.records.applying import removed
from guiaviva.editing.records.forms import named
from guiaviva.editing.records.kinds import Found, title
from guiaviva.editing.records.naming import record_at
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.savings import ConflictError, Held
from guiaviva.guide import Guide
from guiaviva.mending import mended
from guiaviva.reading.files import decode
from guiaviva.reading.pages import Page
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import found_in
from guiaviva.site.preview.editor.records import write


def routes(editor: Editor) -> list[Route]:
    """Return where a finding is mended."""
    return [editor.post("record/mend", partial(_done, editor))]


def doing(editor: Editor, one: Diagnostic, labels: Labels) -> dict[str, Any] | None:
    """Return what mends a finding at a press of a button, and what the button says; None where somebody has to write.

    It `asks` first where that takes away what somebody wrote. Nothing is mended of which the check has not seen the
    last state.
    """
    state, guide = editor.preview.state, editor.preview.state.guide
    if state.judged < state.number:
        return None
    spec, asks = guide.model.rules[one.rule], False
    if one.edit and one.path.startswith("data/"):
        found = record_at(guide, Place(one.path, one.line, one.column))
        key = f"mend-{one.rule}" if f"mend-{one.rule}" in labels.sentences else "mend"
        label = labels.say(key, name=named(guide, found, labels) if found else "")
    elif spec.reviewed and _page(guide, one.path):
        label = labels.say("mend-reviewed")
    elif spec.removed and (found := _removable(guide, one)):
        label, asks = labels.say(f"mend-{one.rule}", name=title(guide, found, labels.language)), True
    else:
        return None
    held = _read(editor, one.path)
    mends = {"rule": one.rule, "file": one.path, "line": one.line, "label": label, "asks": asks}
    return mends | {"version": held.version} if held else None


def _read(editor: Editor, path: str) -> Held | None:
    """Return a file, None where it is not as the guide has it: a line is then perhaps that of something else."""
    held, source = editor.desk.read(path), editor.preview.state.guide.source(path)
    is_read = source and source.text == decode(path, held.data or b"", "invalid-data").text
    return held if is_read else None


def _page(guide: Guide, path: str) -> Page | None:
    return next((page for page in guide.front_pages if page.path == path), None)


def _removable(guide: Guide, one: Diagnostic) -> Found | None:
    """Return the record in which something was found, if it is one of several by key."""
    found = record_at(guide, Place(one.path, one.line, one.column))
    return found if found and len(found.path) > 1 else None


async def _done(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Mend a finding, where its file is still as it was judged; answer with what prevents it."""
    rule, path, line = str(sent["rule"]), str(sent["file"]), int(sent["line"])

    def job() -> dict[str, Any]:
        state = editor.preview.state
        said = state.judgement().diagnostics(state.messages)
        one = next((each for each in said if (each.rule, each.path, each.line) == (rule, path, line)), None)
        held = _read(editor, path)
        if one is None or held is None or held.version != str(sent["version"]):
            raise ConflictError(held or editor.desk.read(path), None)
        return _mended(editor, one, held)

    return await editor.preview._do(job)


def _mended(editor: Editor, one: Diagnostic, held: Held) -> dict[str, Any]:
    guide = editor.preview.state.guide
    if one.edit and one.path.startswith("data/"):
        edit = one.edit
        editor.desk.save(held.path, held.version, lambda data: mended(data, [edit]))
    elif guide.model.rules[one.rule].reviewed and (page := _page(guide, one.path)):
        files = reviewed(guide, [page], guide.today)
        editor.desk.save(held.path, held.version, lambda _: files[held.path])
    elif guide.model.rules[one.rule].removed and (found := _removable(guide, one)):
        now, _ = found_in(editor, found.file, found.path)
        make = partial(removed, file=found.file, path=found.path, base=now.value)
        return write(editor, found.file, found.path, lambda text: (make(text), ()))
    else:
        raise ValueError(one.rule)
    return {}
