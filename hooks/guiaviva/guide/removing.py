"""A record is taken out of a guide, with all that names it in data; where texts still name it is said."""

from __future__ import annotations

import codecs
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from guiaviva.diagnostics import Place
from guiaviva.guide import signing
from guiaviva.guide.addresses import Address
from guiaviva.guide.depending import Departure, Part, departure, part_of
from guiaviva.guide.guide import Guide
from guiaviva.guide.loading import load_guide
from guiaviva.guide.moved import with_former
from guiaviva.guide.renaming import following
from guiaviva.guide.uses import Named, pages_of, rows_of, uses
from guiaviva.line_ends import like, plain
from guiaviva.reading import cutting
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.pages import Page
from guiaviva.translations.records import PATH

KEPT = "removed"
"""The folder in which what was taken out is kept, by the name of the record."""
# The last line of a block.
_END = "///"


@dataclass(frozen=True)
class Removal:
    """What taking a record out changes: the new bytes of files, the files that go, and what is kept of it all.

    `later` is the guide as it is then. `undecided` are the places of what needs something else, and `prose` those where
    the later guide still names what is gone, with the line.
    """

    departure: Departure
    later: Guide
    written: Mapping[str, bytes]
    gone: tuple[str, ...]
    kept: Mapping[str, bytes]
    undecided: tuple[Place, ...]
    prose: tuple[tuple[Place, str], ...]


def removal(guide: Guide, record: Named, instead: Sequence[str] = ()) -> Removal:
    """Return what takes a record out of a guide whose data can be read.

    The first of the keys `instead` that fits takes its place, in data, in front matter, in blocks and in references.
    Without one, blocks that show the record are taken out of pages.
    """
    leaving = departure(guide, record, instead)
    gone = tuple(_gone(guide, leaving.records))
    blocks = {} if instead else _blocks(guide, leaving.records, gone)
    files, undecided = _pages(guide, record, instead, gone)
    files |= _without(guide, files, blocks)
    files |= _data(guide, leaving, gone) | _measures(guide, leaving.records)
    files |= _referring(guide, record, instead, files, gone)
    files |= _former(guide, record, instead, files)
    files |= _leading(guide, record, instead, files)
    # A file without a letter would look as if it had lost its content.
    empty = [path for path, data in files.items() if not data.strip(codecs.BOM_UTF8 + b" \r\n")]
    files, gone = {path: data for path, data in files.items() if path not in empty}, (*gone, *empty)
    later = _later(guide, files, gone)
    if signed := following(guide, later):
        files |= signed
        later = _later(guide, files, gone)
    if guide.folder.is_file(PATH):
        ledger = like(signing.signed_ledger(later, {}), guide.folder.read(PATH))
        if ledger != guide.folder.read(PATH):
            files[PATH] = ledger
    undecided += [problem.place for problem in later.facts.problems]
    folder = f"{KEPT}/{record.name}"
    kept = {f"{folder}/{path}": data for path, data in _kept(guide, leaving, gone)}
    kept |= {f"{folder}/{path}": _shown(guide, path, some) for path, some in blocks.items()}
    places = tuple(dict.fromkeys((*leaving.undecided, *undecided)))
    return Removal(leaving, later, files, gone, kept, places, tuple(_prose(guide, later, leaving.records)))


def _gone(guide: Guide, records: Iterable[Named]) -> Iterator[str]:
    """Return the files that are about records alone."""
    for record in records:
        yield from (page.path for page in guide.all_pages if page.id in pages_of(record))
        if part_of(record) is None:
            yield f"data/plans/{record.key}.yml"


def _data(guide: Guide, leaving: Departure, gone: Collection[str]) -> dict[str, bytes]:
    cut: dict[str, set[KeyPath]] = defaultdict(set)
    values: dict[str, dict[KeyPath, str]] = defaultdict(dict)
    for part in leaving.cut:
        cut[part.file].add(part.path)
    for part, text in leaving.written.items():
        values[part.file][part.path] = text
    return {
        path: _rewritten(guide, path, values[path], cut[path]) for path in sorted({*cut, *values}) if path not in gone
    }


def _rewritten(guide: Guide, path: str, values: Mapping[KeyPath, str], cut: Collection[KeyPath]) -> bytes:
    text = guide.facts.sources[path].text
    return like(cutting.without(cutting.with_values(text, values), cut), guide.folder.read(path))


def _measures(guide: Guide, records: Collection[Named]) -> dict[str, bytes]:
    """Return the tables of measures without the rows of accounts and indicators that go."""
    going = {(one.collection, one.key) for one in records}
    files = {}
    for path, source in guide.facts.sources.items():
        rows = [row for row in guide.facts.measures if row.path == path]
        lines: list[str | None] = [*source.lines]
        for row, after in itertools.zip_longest(rows, rows[1:]):
            if ("accounts", row.account) in going or ("indicators", row.indicator) in going:
                # A row whose note has several lines goes to the next one.
                end = after.line - 1 if after else max(row.line, len(lines) - 1)
                lines[row.line - 1 : end] = [None] * (end - row.line + 1)
        if None in lines:
            files[path] = like("\n".join(line for line in lines if line is not None), guide.folder.read(path))
    return files


def _pages(
    guide: Guide, record: Named, instead: Sequence[str], gone: Collection[str]
) -> tuple[dict[str, bytes], list[Place]]:
    """Return the pages that name a record in their front matter, or in a block where something takes its place."""
    files: dict[str, bytes] = {}
    undecided: list[Place] = []
    blocks = [use.place for use in uses(guide, record.name) if use.kind == "block"] if instead else []
    for page in guide.all_pages:
        if page.path in gone:
            continue
        lines = [*page.file.source.lines]
        front = page.front.source
        if front and record.collection in ("roles", "units"):
            text, places = _front(guide, page, record, instead)
            undecided += places
            start = page.front.first_line - 1
            if text != front.text:
                lines[start : start + len(front.text.splitlines())] = text.splitlines()
        moved = len(lines) - len(page.file.source.lines)
        for place in (one for one in blocks if one.path == page.path):
            at, column = place.line - 1 + moved, place.column - 1
            lines[at] = lines[at][:column] + instead[0] + lines[at][column + place.length :]
        if lines != page.file.source.lines:
            files[page.path] = like("\n".join(lines), guide.folder.read(page.path))
    return files, undecided


def _blocks(guide: Guide, records: Collection[Named], gone: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """Return the first and last lines of the blocks that show records, by the path of the page that stays."""
    places = {use.place for one in records for use in uses(guide, one.name) if use.kind == "block"}
    lines = {(place.path, place.line) for place in places if place.path not in gone}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for page in guide.all_pages:
        for block in page.file.blocks:
            if block.closed and (page.path, first := block.place.line) in lines:
                text = page.file.source.lines[first:]
                found[page.path].append((first, first + 1 + [one.strip() for one in text].index(_END)))
    return found


def _without(
    guide: Guide, files: Mapping[str, bytes], blocks: Mapping[str, Sequence[tuple[int, int]]]
) -> Iterator[tuple[str, bytes]]:
    """Return the pages without some of their lines, counted from the end: the top may have changed."""
    for path, some in blocks.items():
        before = files.get(path, guide.folder.read(path))
        lines = _lines(before)
        moved = len(lines) - len(_lines(guide.folder.read(path)))
        for first, last in sorted(some, reverse=True):
            # Of the blank lines around it one is enough.
            end = last + (not "".join(lines[last + moved : last + moved + 1]).strip())
            del lines[first - 1 + moved : end + moved]
        yield path, like("\n".join(lines), before)


def _lines(data: bytes) -> list[str]:
    return plain(data.decode("utf-8-sig")).split("\n")


def _shown(guide: Guide, path: str, blocks: Sequence[tuple[int, int]]) -> bytes:
    lines = _lines(guide.folder.read(path))
    return "\n\n".join("\n".join(lines[first - 1 : last]) for first, last in blocks).encode() + b"\n"


def _referring(
    guide: Guide, record: Named, instead: Sequence[str], files: Mapping[str, bytes], gone: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Return the files in which references to a record are now to what takes its place."""
    if not instead:
        return
    name = f"{record.name.removesuffix(record.key)}{instead[0]}"
    for path in sorted({use.place.path for use in uses(guide, record.name) if use.kind == "reference"} - {*gone}):
        before = files.get(path, guide.folder.read(path))
        reference = rb"(\{\{\s*)%s(?=[.\s}])" % re.escape(record.name).encode()
        yield path, re.sub(reference, rb"\g<1>" + name.encode(), before)


def _former(
    guide: Guide, record: Named, instead: Sequence[str], files: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Return the file in which the names of a role are former names of the one that takes its place.

    So each line that still says one of them is found until it is mended.
    """
    if not instead or record.collection != "roles":
        return
    gone, other = (guide.facts.roles[key] for key in (record.key, instead[0]))
    own = {*other.record.name.values(), *other.record.former_names}
    new = dict.fromkeys(one for one in (*gone.record.name.values(), *gone.record.former_names) if one not in own)
    path = other.document.path
    before = files.get(path, guide.folder.read(path))
    text = plain(before.decode("utf-8-sig"))
    value = _flow([*other.record.former_names, *new])
    if other.record.former_names:
        text = cutting.with_values(text, {(*other.path, "former_names"): value})
    elif new:
        text = cutting.with_pair(text, (*other.path, "name"), "former_names", value)
    yield path, like(text, before)


def _leading(guide: Guide, record: Named, instead: Sequence[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages of what takes the place of a record, which say that the page or the row of that is here now."""
    if not instead or guide.institution.preparing:
        return {}
    leading = [(Address(gone), Address(f"{record.collection}/{instead[0]}")) for gone in pages_of(record)]
    for id, anchor in rows_of(guide, record):
        leading.append((Address(id, anchor), Address(id, anchor.removesuffix(record.key) + instead[0])))
    made: dict[str, bytes] = {}
    for was, now in leading:
        page = guide.source_page(now.page)
        if page and guide.source_page(was.page):
            before = made.get(page.path) or files.get(page.path) or guide.folder.read(page.path)
            made[page.path] = with_former(guide, page.path, before, was, now)
    return made


def _flow(values: Sequence[str]) -> str:
    dumped: str = yaml.safe_dump(values, default_flow_style=True, allow_unicode=True, width=math.inf)
    return dumped.strip()


def _front(guide: Guide, page: Page, record: Named, instead: Sequence[str]) -> tuple[str, list[Place]]:
    """Return the front matter of a page without a record, and the places where something must take its place."""
    text = page.front.source.text if page.front.source else ""
    type_ = {"roles": "role", "units": "units"}[record.collection]
    values: dict[KeyPath, str] = {}
    cut: set[KeyPath] = set()
    undecided = []
    for field, value in page.file.fields.items():
        spec = guide.model.fields.get(field)
        if not spec or spec.type != type_:
            continue
        if isinstance(value, list):
            at = [(field, index) for index, key in enumerate(value) if key == record.key]
            other = next((one for one in instead if one not in value), "")
            values |= dict.fromkeys(at, other) if other else {}
            cut |= {path for path in at if path not in values}
        elif value == record.key and instead:
            values[field,] = instead[0]
        elif value == record.key:
            undecided.append(page.front.value_place(field))
    return cutting.without(cutting.with_values(text, values), cut), undecided


def _later(guide: Guide, files: Mapping[str, bytes], gone: Iterable[str]) -> Guide:
    overlay: dict[str, bytes | None] = {**guide.folder.overlay, **files, **dict.fromkeys(gone)}
    return load_guide(replace(guide.folder, overlay=overlay), today=guide.today)


def _kept(guide: Guide, leaving: Departure, gone: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Return what is taken out: files, records as they are written, and rows of measures."""
    for path in gone:
        yield path, guide.folder.read(path)
    parts = [*filter(None, map(part_of, leaving.records)), *leaving.dependents]
    by_file: dict[str, dict[Part, None]] = defaultdict(dict)
    for part in parts:
        by_file[part.file][part] = None
    for path, some in by_file.items():
        if path not in gone:
            text = guide.facts.sources[path].text
            yield path, "".join(cutting.written(text, part.path) for part in some).encode()
    for path, data in _measures(guide, leaving.records).items():
        before, after = guide.facts.sources[path].lines, set(data.decode("utf-8-sig").splitlines())
        yield path, "\n".join([before[0], *(line for line in before if line not in after), ""]).encode()


def _prose(guide: Guide, later: Guide, records: Iterable[Named]) -> Iterator[tuple[Place, str]]:
    """Return the lines that still name records that are gone: by reference, block, link or name, each once."""
    found: dict[tuple[str, int], Place] = {}
    for index, record in enumerate(records):
        for use in uses(later, record.name) if _is_meant(later, record) else ():
            found.setdefault((use.place.path, use.place.line), use.place)
        for place in _named(later, _names(guide, record)) if index == 0 else ():
            found.setdefault((place.path, place.line), place)
    for place in sorted(found.values()):
        yield place, later.source_line(place.path, place.line).strip()


def _is_meant(later: Guide, record: Named) -> bool:
    """Return whether a key still means what is gone: two plans may have an indicator of the same name."""
    return not record.plan or record.key not in later.facts.keys.get(record.collection, ())


def _names(guide: Guide, record: Named) -> Mapping[str, str]:
    """Return what a record is called, by language."""
    if record.plan or record.collection not in ("networks", "roles", "accounts", "units", "helplines", "plans"):
        return {}
    if record.collection == "units":
        return guide.institution.units[record.key].name if record.key in guide.institution.units else {}
    collection: Mapping[str, Any] = getattr(guide.facts, record.collection)
    entry = collection.get(record.key)
    if record.collection == "plans":
        entry = entry and entry.head
    if entry is None:
        return {}
    if record.collection == "networks":
        return {one: entry.record.called(one) for one in guide.languages}
    name = getattr(entry.record, "handle" if record.collection == "accounts" else "name")
    return dict.fromkeys(guide.languages, name) if isinstance(name, str) else name


def _named(guide: Guide, names: Mapping[str, str]) -> Iterator[Place]:
    """Return where texts of pages and of data have a name in their language."""
    patterns = {
        language: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for language, name in names.items()
    }
    for page in guide.all_pages:
        if pattern := patterns.get(page.language):
            yield from (page.file.source.place(match) for match in pattern.finditer(page.file.source.text))
    for text, language, where in guide.facts.written:
        if language in patterns and patterns[language].search(text):
            yield where()
