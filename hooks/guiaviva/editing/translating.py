"""Sections whose translation is not as it was signed off: shown beside their original, written, checked, signed off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from guiaviva.diagnostics import Sentences, Term
from guiaviva.editing.changes import Change, changed, shown
from guiaviva.editing.drafts import source_of
from guiaviva.editing.marking import Part, marked
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, pairs
from guiaviva.guide.findings import differing
from guiaviva.guide.known import Judged, judged
from guiaviva.guide.loading import page_of, with_pages
from guiaviva.guide.pairs import Pair
from guiaviva.guide.signing import signed_page
from guiaviva.reading.files import composed
from guiaviva.reading.front_matter import scalar
from guiaviva.reading.pages import TOP, Page
from guiaviva.translations import changes
from guiaviva.translations.records import Record

FRONT = ("title", "description")
"""What of the front matter is translated with the top of a page."""


@dataclass(frozen=True)
class Side:
    """A section beside its translation: `parts` is one of them with its changes marked, `ours` whether the translation.

    `signature` is that of the original. `text` is the translation as it is written, and `front` what of the front
    matter belongs to it.
    """

    id: str
    title: str | Term
    state: str
    signature: str
    source: str
    parts: tuple[Part, ...]
    ours: bool
    text: str
    front: Mapping[str, str]


class Written(NamedTuple):
    """What somebody writes for a section: its text, what of the front matter belongs to it, and why it may differ.

    `signature` is that of the original that they saw.
    """

    id: str
    signature: str
    text: str
    front: Mapping[str, str] = {}
    because: str = ""


class Result(NamedTuple):
    """What comes of writing a section: the bytes of its file, and in what it surely differs if it is not signed off."""

    data: bytes
    refused: Sentences = Sentences()


def state_of(pair: Pair, *, since: bool = False) -> str:
    """Return in one word what is the matter with a translation."""
    change = pair.change
    if change.record is None:
        return "since" if since else "never"
    if change.minor:
        return "minor"
    return "both" if change.source and change.translation else "source" if change.source else "translation"


def stale(guide: Guide, language: str) -> Iterator[tuple[Page, tuple[Pair, ...]]]:
    """Return the translations in a language that have sections which are not as they were signed off, with these."""
    for page, source in guide.translations:
        if page.language == language and (found := tuple(pairs.of_page(guide, page, source))):
            yield page, found


def sides(guide: Guide, page: Page, source: Page) -> Iterator[Side]:
    """Return the sections of a translation that are not as they were signed off, with what Git knows of the change."""
    for one in judged(guide, tuple(pairs.of_page(guide, page, source))):
        yield _side(one, _text(page, one.pair.name), _front(page, one.pair.name))


def sides_of_data(guide: Guide, path: str, language: str) -> Iterator[tuple[Pair, Side]]:
    """Return the texts of a file of data that are not as their translation was signed off, each as a section is."""
    for one in judged(guide, tuple(each for each in pairs.to_sign(guide, language) if each.path == path)):
        yield one.pair, _side(one, one.pair.here.raw, {})


def _side(one: Judged, text: str, front: Mapping[str, str]) -> Side:
    pair = one.pair
    now = pair.here.raw if pair.change.here_alone else pair.there.raw
    parts = (Part("", now),) if one.before is None else tuple(marked(one.before, now))
    return Side(
        pair.name,
        pair.title,
        state_of(pair, since=one.since),
        pair.there.signature,
        pair.there.raw,
        parts,
        pair.change.here_alone,
        text,
        front,
    )


def _text(page: Page, id: str) -> str:
    """Return the text of a section as it is written, without the empty lines around it."""
    page = page.file
    return "\n".join(page.source.line(number) for number in pairs.lines_of(page, id)).strip("\n")


def _front(page: Page, id: str) -> Mapping[str, str]:
    """Return what of the front matter is translated with a section, and is in one line."""
    page = page.file
    found = {name: page.fields.get(name) for name in FRONT if id == TOP}
    return {
        name: value for name, value in found.items() if isinstance(value, str) and page.front.value_place(name).length
    }


def written(guide: Guide, path: str, original: str, data: bytes, one: Written) -> Result:
    """Return the file of a translation with a section written, and signed off if nothing is surely missing.

    `data` is what the file at `path` holds, `original` the text of the page that it translates. Raises
    CannotJudgeError where the original is another one by now, or the heading of the section is gone.
    """
    edited = _rewritten(guide, path, data, one)
    page = page_of(source_of(path, shown(edited)), guide.languages)
    source = page_of(source_of(guide.path(page.id), original), guide.languages)
    if source.signatures.get(one.id) != one.signature:
        raise CannotJudgeError("original-changed")
    for each in (page, source):
        if not changes.comparable(page, source) or each.front_problems:
            raise CannotJudgeError("not-whole", path=each.path)
    guide = with_pages(guide, [page, source])
    guide = replace(guide, folder=replace(guide.folder, overlay={**guide.folder.overlay, path: edited}))
    return _signed(guide, (path, edited), one)


def _rewritten(guide: Guide, path: str, data: bytes, one: Written) -> bytes:
    """Return the file of a page with a section written. Raises CannotJudgeError where its heading is gone."""
    before = page_of(source_of(path, shown(data)), guide.languages)
    edited = changed(data, _changes(before, shown(data), one))
    if tuple(page_of(source_of(path, shown(edited)), guide.languages).signatures) != tuple(before.signatures):
        raise CannotJudgeError("heading-lost", heading=pairs.heading(before, one.id)[0] or one.id)
    return edited


def _changes(page: Page, text: str, one: Written) -> list[Change]:
    """Return what makes a section say what was written. Raises CannotJudgeError where the page has no such section."""
    if one.id not in page.signatures:
        raise CannotJudgeError("heading-lost", heading=one.id)
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = [
        _of_front(page, lines, starts, name, value) for name, value in one.front.items() if name in _front(page, one.id)
    ]
    numbers = [number for number in pairs.lines_of(page, one.id) if number <= len(lines)]
    while numbers and not lines[numbers[0] - 1].strip():
        del numbers[0]
    while numbers and not lines[numbers[-1] - 1].strip():
        numbers.pop()
    if numbers:
        start, last = starts[numbers[0] - 1], numbers[-1] - 1
        found.append(Change(start, starts[last] + len(lines[last]), one.text.strip("\n")))
    return sorted(each for each in found if each)


def _of_front(page: Page, lines: list[str], starts: list[int], name: str, value: str) -> Change | None:
    """Return what gives a field of the front matter a value, None where it has it."""
    place = page.front.value_place(name)
    line = lines[place.line - 1]
    if page.fields[name] == value or line != composed(line):
        return None
    start = starts[place.line - 1] + place.column - 1
    return Change(start, start + place.length, scalar(" ".join(value.split())))


def _signed(guide: Guide, file: tuple[str, bytes], one: Written) -> Result:
    path, edited = file
    page = guide.by_path[path]
    source = guide.by_path[guide.path(page.id)]
    change = guide.changed.get(path, {}).get(one.id) or changes.Change(None)
    pair = pairs.section(guide, page, source, one.id, change)
    because = " ".join(one.because.split())
    if pair.differences and not because:
        return Result(edited, differing(pair))
    record = Record(pair.there.signature, pair.here.signature, because if pair.differences else "")
    return Result(signed_page(guide, page, source, {one.id: record}))
