"""Texts of data whose translation is not as it was signed off: written beside their original, and signed off."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from pathlib import PurePath
from typing import Any

from guiaviva.editing.records.applying import Change, applied
from guiaviva.editing.records.naming import record_at
from guiaviva.editing.savings import ConflictError, put_whole
from guiaviva.editing.translating import Side, sides_of_data
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, pairs
from guiaviva.guide.findings import differing
from guiaviva.guide.pairs import Pair
from guiaviva.guide.signing import signed_ledger
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.targets import target
from guiaviva.site.preview.editor.editor import Editor, words_in
from guiaviva.site.preview.editor.meant import labels_in, use_of
from guiaviva.site.preview.editor.records import write
from guiaviva.translations.records import PATH as LEDGER
from guiaviva.translations.records import Record
from guiaviva.wording import Speaker


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
    refused = await preview._do(lambda: _sign(editor, (path, name, language), str(sent.get("because") or "")))
    await preview.read([LEDGER])
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


def _sign(editor: Editor, text: tuple[str, str, str], because: str) -> str:
    """Sign a text off; return why it is not, or ""."""
    state, reason = editor.preview.state, " ".join(because.split())
    pair = _pair(state.guide, *text)
    if pair is None or pair.text is None:
        # It says again what was signed off before.
        return ""
    if pair.differences and not reason:
        speaker = Speaker(state.guide.model.rules, state.guide.model.words, state.messages)
        return _word(editor, "translate-refused").format(differences=speaker.value(differing(pair)))
    record = Record(pair.there.signature, pair.here.signature, reason if pair.differences else "")
    with editor.desk.journal.alone():
        data = signed_ledger(state.guide, {pair.text: record}).encode()
        put_whole(target(state.root, LEDGER), data)
    return ""


def _word(editor: Editor, key: str) -> str:
    state = editor.preview.state
    return words_in(state, state.messages)[1][key]
