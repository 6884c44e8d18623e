"""Texts of data whose translation is not as it was signed off: written beside their original, and signed off."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from pathlib import PurePath
from typing import Any

from guiaviva.editing.records.applying import Change, applied
from guiaviva.editing.records.naming import record_at
from guiaviva.editing.savings import ConflictError
from guiaviva.editing.translating import Side, sides_of_data
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, pairs
from guiaviva.guide.pairs import Pair
from guiaviva.reading.documents import KeyPath
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import labels_in, use_of
from guiaviva.site.preview.editor.records import write
from guiaviva.site.preview.editor.validating import sign
from guiaviva.translations.records import PATH as LEDGER


def shown(editor: Editor, path: str, language: str) -> dict[str, Any]:
    """Return the texts of a file of data that are not as they were signed off, as sections of a page are."""
    guide = editor.preview.state.guide
    held = editor.desk.read(path)
    labels = labels_in(editor, editor.preview.state.messages)
    texts = [_shown(editor, pair, side) for pair, side in sides_of_data(guide, path, language)]
    title = labels.kinds.get(PurePath(path).stem, path)
    about = {"path": path, "version": held.version, "title": title, "language": language}
    return about | {"original": guide.source_language, "sections": texts}


def _shown(editor: Editor, pair: Pair, side: Side) -> dict[str, Any]:
    guide, labels = editor.preview.state.guide, labels_in(editor, editor.preview.state.messages)
    found, within = record_at(guide, pair.here.place), _within(guide, pair)
    field = found.field.at(within) if found else None
    name = " · ".join((use_of(guide, pair.here.place, labels)["name"], *([labels.field(field)] if field else [])))
    parts = [(part.kind, part.text) for part in side.parts]
    return {**_plain(side), "title": name, "own": False, "parts": parts}


def _plain(side: Side) -> dict[str, Any]:
    names = ("id", "state", "signature", "source", "ours", "text")
    return {name: getattr(side, name) for name in names} | {"front": {}}


def _within(guide: Guide, pair: Pair) -> KeyPath:
    """Return the path of a text below its record. Raises CannotJudgeError where it is in none."""
    found = record_at(guide, pair.here.place)
    if found is None or pair.text is None:
        raise CannotJudgeError("no-record", found=pair.name)
    return pair.text.key[len(found.path) :]


async def recorded(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save the translation of a text, and sign it off if nothing is surely missing."""
    path, name, language = (str(sent[one]) for one in ("path", "id", "language"))
    preview = editor.preview
    pair = await preview._do(lambda: _pair(preview.state.guide, path, name, language))
    if pair is None or pair.there.signature != str(sent["signature"]):
        raise CannotJudgeError("original-changed")
    text = str(sent["text"]).strip("\n")
    if text != pair.here.raw:
        done = await preview._do(lambda: _write(editor, pair, str(sent["seen"]), text))
        if problems := done.get("problems"):
            return {"version": "", "recorded": False, "message": " ".join(one["message"] for one in problems)}
        if "value" not in done:
            raise ConflictError(editor.desk.read(path), None)
    await preview.read([path, LEDGER])

    def signing() -> str:
        # It may say again what was signed off before.
        now = _pair(preview.state.guide, path, name, language)
        return sign(editor, [now] if now else [], str(sent.get("because") or ""))

    refused = await preview._do(signing)
    await preview.take_changes([LEDGER])
    return {"version": "", "recorded": not refused, "message": refused}


def _pair(guide: Guide, path: str, name: str, language: str) -> Pair | None:
    return next((one for one in pairs.to_sign(guide, language) if (one.path, one.name) == (path, name)), None)


def _write(editor: Editor, pair: Pair, seen: str, text: str) -> dict[str, Any]:
    """Write a text into its record, unless somebody has changed it since it was seen."""
    guide = editor.preview.state.guide
    found = record_at(guide, pair.here.place)
    at = (*_within(guide, pair), pair.language)
    assert found is not None
    base = deepcopy(found.value)
    below = base
    for step in at[:-1]:
        below = below[step]
    below[at[-1]] = seen
    make = partial(applied, file=pair.path, path=found.path, base=base, changes=[Change(at, text)])
    return write(editor, pair.path, found.path, make)
