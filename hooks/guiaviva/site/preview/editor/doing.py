"""What is mended at a press of a button, where it is listed: an edit that is certain, a removal, a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.diagnostics import Diagnostic, Edit, Place
from guiaviva.editing.changes import rewritten, shown
from guiaviva.editing.records.applying import removed
from guiaviva.editing.records.days import Typed, referring, typed
from guiaviva.editing.records.forms import found_at, named
from guiaviva.editing.records.kinds import Found, title, value_at
from guiaviva.editing.records.naming import record_at
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.records.writing import value_of
from guiaviva.editing.savings import ConflictError, Held
from guiaviva.guide import Guide
from guiaviva.judgement import diagnostics, judge_file
from guiaviva.mending import mended
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.files import decode
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import RULE, found_in, path_sent, use_of
from guiaviva.site.preview.editor.records import Made, written


def routes(editor: Editor) -> list[Route]:
    """Return where a finding is mended."""
    return [editor.post("record/mend", partial(_done, editor))]


def doing(editor: Editor, one: Diagnostic, labels: Labels) -> dict[str, Any] | None:
    """Return what mends a finding at a press of a button, and what the button says; None where somebody has to write.

    The finding is one in the guide as it was read last.
    """
    guide = editor.preview.state.guide
    spec = guide.model.rules[one.rule]
    if one.edit and one.path.startswith("data/"):
        found = record_at(guide, Place(one.path, one.line, one.column))
        key = f"mend-{one.rule}" if f"mend-{one.rule}" in labels.sentences else "mend"
        label = labels.say(key, name=named(guide, found, labels) if found else "")
    elif spec.removed and (found := _removable(guide, one)):
        above = found_at(guide, found.file, ())
        within = named(guide, above, labels) if above else ""
        label = labels.say(f"mend-{one.rule}", name=title(guide, found, labels.language), within=within)
    else:
        return None
    held = _read(editor, one.path)
    mends = {"rule": one.rule, "file": one.path, "line": one.line, "label": label}
    return mends | {"version": held.version} if held else None


def former_days(editor: Editor, found: Found, labels: Labels) -> Iterator[dict[str, Any]]:
    """Return the pages that still give a day that a record had until today, each with what gives the new one there."""
    guide, seen = editor.preview.state.guide, set[tuple[str, str]]()
    for one in _typed(editor, found):
        if (one.page, one.name) not in seen:
            seen.add((one.page, one.name))
            do = {"file": found.file, "path": [*found.path], "page": one.page, "label": labels.say("mend-day")}
            message = labels.say("left-day", before=one.before, now=one.now)
            yield {"level": "warning", **use_of(guide, one.place, labels), "message": message, "do": do}


def _typed(editor: Editor, found: Found) -> Iterator[Typed]:
    guide, first = editor.preview.state.guide, editor.desk.journal.first(found.file)
    if first and first.before and (found.value or {}):
        document = read_document(decode(found.file, first.before, RULE), RULE)
        yield from typed(guide, found, value_at(document.value, found.path))


def _read(editor: Editor, path: str) -> Held | None:
    """Return a file, None where it is not as the guide has it: a line is then perhaps that of something else."""
    held, source = editor.desk.read(path), editor.preview.state.guide.source(path)
    is_read = source and source.text == decode(path, held.data or b"", RULE).text
    return held if is_read else None


def _removable(guide: Guide, one: Diagnostic) -> Found | None:
    """Return the record in which something was found, if it is one of several by key."""
    found = record_at(guide, Place(one.path, one.line, one.column))
    return found if found and len(found.path) > 1 else None


async def _done(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Mend what is asked for at once, where all files are still as they were judged; answer with what prevents it."""

    def job() -> dict[str, Any]:
        guide, language = editor.preview.state.guide, editor.preview.state.messages
        paths = dict.fromkeys(str(one["file"]) for one in sent["mends"] if "rule" in one)
        said = diagnostics(guide, [one for path in paths for one in judge_file(guide, path)], language)
        known = {(one.rule, one.path, one.line): one for one in said}
        days, found = [], []
        for one in sent["mends"]:
            if "page" in one:
                of, _ = found_in(editor, str(one["file"]), path_sent(one["path"]))
                days += [each for each in _typed(editor, of) if each.page == one["page"]]
                continue
            path = str(one["file"])
            each, held = known.get((str(one["rule"]), path, int(one["line"]))), _read(editor, path)
            if each is None or held is None or held.version != str(one["version"]):
                raise ConflictError(held or editor.desk.read(path), None)
            found.append((each, held))
        files = referring(guide, days) if days else {}
        return _saved(editor, {**files, **_mended(editor, found)})

    try:
        done = await editor.preview._do(job)
    except _RefusedError as error:
        return error.answer | {"files": []}
    # What is left is asked for next, and is of the guide as it is read.
    await editor.preview.read(done["files"])
    return done


def _saved(editor: Editor, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Save files, all or none; answer with their paths."""
    versions = {path: held.version if (held := _read(editor, path)) else None for path in files}
    for path, version in versions.items():
        if version is None:
            raise ConflictError(editor.desk.read(path), None)
    for path, data in files.items():
        editor.desk.save(path, versions[path] or "", partial(_put, data))
    return {"files": [*files]}


def _mended(editor: Editor, all_found: Sequence[tuple[Diagnostic, Held]]) -> Mapping[str, bytes]:
    """Return the files in which that is mended. Raises _RefusedError."""
    guide = editor.preview.state.guide
    files = {held.path: held.data or b"" for _, held in all_found}
    edits: dict[str, list[Edit]] = defaultdict(list)
    removals = []
    for one, held in all_found:
        if one.edit and one.path.startswith("data/"):
            edits[held.path].append(one.edit)
        elif guide.model.rules[one.rule].removed and (found := _removable(guide, one)):
            removals.append(found)
        else:
            raise ValueError(one.rule)
    for path, some in edits.items():
        files[path] = mended(files[path], some)
    for found in removals:
        data = files[found.file]
        base = value_at(value_of(shown(data)), found.path)
        made = written(editor, found, shown(data), partial(_without, found, base))
        if not isinstance(made, Made):
            raise _RefusedError(made)
        files[found.file] = rewritten(data, made.text)
    return files


class _RefusedError(Exception):
    """One of several things cannot be done, and so none is; `answer` says why."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer


def _put(data: bytes, _: bytes) -> bytes:
    return data


def _without(found: Found, base: Any, text: str) -> tuple[str, KeyPath]:
    return removed(text, found.file, found.path, base), ()
