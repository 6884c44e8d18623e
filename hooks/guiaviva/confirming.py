"""Write into a guide that a decision is confirmed, or a page reviewed, and touch nothing else of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from guiaviva.diagnostics import Edit, Place
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Decision
from guiaviva.guide import Guide
from guiaviva.guide.durations import review_due
from guiaviva.mending import mended
from guiaviva.reading.files import decode
from guiaviva.reading.pages import Page, read_page
from guiaviva.yaml_files import YAMLError, load

_DAY, _BY = "confirmed_on", "confirmed_by"
_REVIEWED = "reviewed"
# A field of every decision, in one line: what is new follows it.
_BEFORE = "taken_by"
_EMPTY = re.compile(r"""(?P<key>["']?[\w-]+["']?\s*:)(?:[ \t]*(?:""|''|null|~))?""")
_DATED = re.compile(rf"""{_EMPTY.pattern}(?:[ \t]*(?P<quote>["']?)\d{{4}}-\d\d-\d\d(?P=quote))?""")


def unreviewed(guide: Guide) -> Mapping[str, Page]:
    """Return by id the pages that nobody has reviewed, or has not reviewed again by the day on which it was due."""
    return {page.id: page for page in guide.front_pages if _is_unreviewed(page, guide.today)}


def _is_unreviewed(page: Page, today: date) -> bool:
    return page.fields.get(_REVIEWED, page) in (None, "") or (review_due(page) or today) < today


def confirmed(guide: Guide, decisions: Mapping[str, Entry[Decision]], day: date, by: str = "") -> Mapping[str, bytes]:
    """Return the content of the files in which these decisions are confirmed, as of a day and by a role.

    Raises CannotJudgeError where one is written in a way that cannot be changed without changing more of it.
    """
    values = {_DAY: day.isoformat()} | ({_BY: by} if by else {})
    edits: dict[str, list[Edit]] = defaultdict(list)
    for entry in decisions.values():
        edits[entry.document.path] += _edits(guide, entry, values)
    files = {}
    for path, ones in edits.items():
        before = guide.folder.read(path)
        files[path] = mended(before, ones)
        meant = {key: values for key, entry in decisions.items() if entry.document.path == path}
        if not _same(before, files[path], meant):
            raise CannotJudgeError("not-confirmable", path=path, found=tuple(meant))
    return files


def reviewed(guide: Guide, pages: Iterable[Page], day: date) -> Mapping[str, bytes]:
    """Return the content of the files of these pages, reviewed as of a day. Raises CannotJudgeError as above."""
    files = {}
    for page in pages:
        before = guide.folder.read(page.path)
        edit = _filled(guide, page.front.place(_REVIEWED), day.isoformat(), _DATED)
        files[page.path] = mended(before, [edit] if edit else [])
        later = read_page(decode(page.path, files[page.path], "invalid-page"), page.language, page.id)
        if later.fields != {**page.file.fields, _REVIEWED: day.isoformat()}:
            raise CannotJudgeError("not-confirmable", path=page.path, found=(_REVIEWED,))
    return files


def _edits(guide: Guide, entry: Entry[Decision], values: Mapping[str, str]) -> Sequence[Edit]:
    """Return the edits that write fields into a record: where they are empty, or in lines of their own."""
    edits, new = [], []
    for field, value in values.items():
        place = entry.place(field)
        if place == entry.place():
            new.append(f"{field}: {value}")
        elif edit := _filled(guide, place, value):
            edits.append(edit)
    place, end = entry.place(_BEFORE), entry.value_place(_BEFORE)
    line = guide.source_line(place.path, place.line)
    margin = line[: place.column - 1]
    if margin.strip():
        # In braces.
        edits.append(_put(end._replace(column=end.column + end.length), "".join(f", {one}" for one in new)))
    else:
        edits.append(_put(place._replace(column=len(line) + 1), "".join(f"\n{margin}{one}" for one in new)))
    return edits


def _put(place: Place, text: str) -> Edit:
    return Edit(place.path, place.line, place.column, place.line, place.column, text)


def _filled(guide: Guide, place: Place, value: str, written: re.Pattern[str] = _EMPTY) -> Edit | None:
    """Return the edit that gives the field at a place its value, if there is none yet, or what is `written` there."""
    line = guide.source_line(place.path, place.line)
    match = written.match(line, place.column - 1)
    if match is None:
        return None
    return Edit(place.path, place.line, match.end("key") + 1, place.line, match.end() + 1, f" {value}")


def _same(before: bytes, after: bytes, meant: Mapping[str, Mapping[str, str]]) -> bool:
    """Return whether data says what it said, and in its records what is meant besides."""
    try:
        old, new = (load(one.decode("utf-8-sig")) for one in (before, after))
    except YAMLError:
        return False
    for key, values in meant.items():
        old[key] = {**old[key], **values}
        new[key] = {name: str(value) if name in values else value for name, value in new[key].items()}
    return bool(old == new)
