"""Corrections of what guides begin with, for a guide that began before: what it says now, and what it may take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiaviva.diagnostics import Place
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.pairs import heading
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.files import Source
from guiaviva.reading.pages import TOP, Page, read_page
from guiaviva.starting.answers import Answers, answers_of
from guiaviva.starting.beginning import again
from guiaviva.starting.corrections import Correction, corrections
from guiaviva.starting.data import data_of, text_of
from guiaviva.starting.said import Said
from guiaviva.starting.untouched import Begun, begun, hash_of, hashes_of_data, read_data, section_text

UNTOUCHED, CHANGED, UNKNOWN, NEW = "untouched", "changed", "unknown", "new"
"""Whether the institution has changed a text since the guide began: no, yes, not known; or the text was not there."""
_WORST = (UNTOUCHED, NEW, UNKNOWN, CHANGED)
_DATA = "data/"


@dataclass(frozen=True)
class Text:
    """A text that a correction changes: where it is, what it says, and what it would say. `value` is that of data."""

    place: Place
    language: str
    old: str
    new: str
    state: str
    value: Any = None


@dataclass(frozen=True)
class Offer:
    """What a correction changes in one place of a guide, in each language of the guide in which there is a new text."""

    key: str
    correction: Correction
    where: str
    texts: Sequence[Text] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """By what it is recorded."""
        return f"{self.key} {self.where}"

    @property
    def state(self) -> str:
        """Whether anybody has changed any of its texts."""
        return max((one.state for one in self.texts), key=_WORST.index)


def waiting(known: Begun) -> list[tuple[str, Correction, str]]:
    """Return the corrections, each with its places, of which nothing was decided yet."""
    return [
        (key, one, place)
        for key, one in corrections().items()
        for place in one.places
        if key not in known.corrections and f"{key} {place}" not in known.corrections
    ]


def offers(guide: Guide) -> list[Offer]:
    """Return what a guide may take: all that a correction changes in it, and about which nothing was decided.

    Raises CannotJudgeError where its data, or what is known of its beginning, cannot be read.
    """
    if unread := [problem.place.path for problem in guide.facts.problems]:
        raise CannotJudgeError("data-unread", path=unread[0])
    known = begun(guide.folder)
    # The demonstration is what the others begin with.
    wanted = [] if guide.institution.demonstration else waiting(known)
    there = {page.id for page in guide.all_pages}
    ids = there & {place.partition("#")[0] for *_, place in wanted}
    answers = answers_of(guide)
    pages = again(guide, answers, ids) if ids else {}
    data = _data_now(guide, answers) if any(place.startswith(_DATA) for *_, place in wanted) else {}
    found = []
    for key, one, place in wanted:
        path, _, name = place.partition("#")
        texts = _of_data(guide, known, data, path, name) if place.startswith(_DATA) else ()
        found.append(Offer(key, one, place, tuple(texts or _of_pages(guide, known, pages, path, name))))
    return [one for one in found if one.texts]


def _of_pages(guide: Guide, known: Begun, pages: Mapping[str, str], id: str, section: str) -> Iterator[Text]:
    """Return the texts of a section that would be others, by language, the source first."""
    for language in guide.languages:
        path = guide.path(id, language)
        page = guide.page(language, id) or guide.draft(language, id)
        if page is None or not page.whole or path not in pages:
            continue
        now = read_page(Source(path, pages[path]), language, id)
        if not _has(now, section):
            continue
        new = section_text(now, section).strip("\n")
        began = known.sections.get(path, {})
        if not _has(page, section):
            # A section that nobody has is new where it is known that the guide began without it.
            if began and section not in began:
                yield Text(page.at(len(page.source.lines)), language, "", new, NEW)
            continue
        old = section_text(page.file, section).strip("\n")
        if hash_of(old) != hash_of(new):
            state = _state(began.get(section), hash_of(old))
            if not began and known.pages:
                state = UNTOUCHED if known.whole(page) else UNKNOWN
            place = heading(page.file, section)[1]
            yield Text(place, language, old, new, state)


def _state(before: str | None, now: str) -> str:
    return UNKNOWN if before is None else UNTOUCHED if before == now else CHANGED


def _has(page: Page, section: str) -> bool:
    return section == TOP or any(one.id == section and one.level == 2 for one in page.sections)


def _data_now(guide: Guide, answers: Answers) -> Mapping[str, Any]:
    """Return the data with which a guide would begin now, by path."""
    said = Said(guide.model.words["start"], answers.languages)
    return data_of(answers, said, guide.model.phrases.demonstration)


def _of_data(guide: Guide, known: Begun, data: Mapping[str, Any], path: str, name: str) -> Iterator[Text]:
    """Return the value of data that would be another one."""
    keys = tuple(name.split("."))
    new, old = _at(data.get(path), keys), _at(guide.folder.is_file(path) and read_data(guide.folder, path), keys)
    if new is None or (old is None and (len(keys) > 1 or not guide.folder.is_file(path))):
        return
    if isinstance(old, dict) and isinstance(new, dict) and set(new) <= set(guide.languages):
        new = {**old, **new}
    if old == new or (old is None and name in {one.partition(".")[0] for one in known.data.get(path, ())}):
        return
    state = NEW if old is None else _state_of_data(guide, known, path, name)
    yield Text(_place(guide, path, keys), "", _written(old), _written(new), state, new)


def _state_of_data(guide: Guide, known: Begun, path: str, name: str) -> str:
    """Return whether anybody has changed a value, or the field of a record in which it is, or any below it."""
    recorded, now = known.data.get(path), dict(hashes_of_data(read_data(guide.folder, path)))
    if recorded is None:
        return UNKNOWN
    same = {one: hash for one, hash in recorded.items() if related(one, name)}
    return UNTOUCHED if same == {one: hash for one, hash in now.items() if related(one, name)} else CHANGED


def related(one: str, name: str) -> bool:
    """Return whether a field is a value, is above it or below it, by their names."""
    return f"{name}.".startswith(f"{one}.") or one.startswith(f"{name}.")


def _at(value: Any, keys: KeyPath) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _written(value: Any) -> str:
    """Return a value as a file of data has it."""
    return str(value or "") if not isinstance(value, dict | list) else text_of(value).rstrip("\n")


def _place(guide: Guide, path: str, keys: KeyPath) -> Place:
    source = guide.source(path)
    line = 0
    # Keys of a record stand below one another.
    for depth, key in enumerate(keys):
        lines = source.lines if source else []
        found = (n for n, text in enumerate(lines[line:], line + 1) if text.startswith(f"{'  ' * depth}{key}:"))
        line = next(found, line)
    return Place(path, max(line, 1))
