"""Which records data has, where each of them is written, and what people call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from guiaviva.editing.records.fields import Field, field_of
from guiaviva.facts import schema
from guiaviva.facts.loading import COLLECTIONS, QUERIES, SHAPES, SINGLE
from guiaviva.facts.types import Key
from guiaviva.guide import Guide
from guiaviva.guide.guide import once
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.references import References

_PLANS = "data/plans/"
_NUMBER = re.compile(r"[0-9]{1,9}")
_TYPES: Mapping[str, Any] = {
    **{f"data/{name}.yml": dict[Key, type_] for name, type_ in COLLECTIONS.items()},  # type: ignore[valid-type]
    **{f"data/{name}.yml": type_ for name, type_ in SINGLE.items()},
    QUERIES: list[schema.Query],
    f"data/{SHAPES}.yml": dict[Key, schema.Shape],
}
# Where the records are that a field may refer to, if not in the file of that name.
ABOVE: Mapping[str, tuple[str, ...]] = {
    "units": ("data/institution.yml", "units"),
    "levels": ("data/crisis.yml", "levels"),
    "steps": ("data/incident.yml", "steps"),
    "questions": ("data/decision-tree.yml", "questions"),
}
_OF_A_PLAN = ("objectives", "audiences", "indicators")


@dataclass(frozen=True)
class Found:
    """A record where it is written: its file, its path in that, its field and its value as it is there."""

    file: str
    path: KeyPath
    field: Field
    value: Any

    @property
    def key(self) -> str:
        """What tells it from others of its kind."""
        return str(self.path[-1]) if self.path else self.file.rpartition("/")[2].removesuffix(".yml")

    @property
    def kind(self) -> str:
        """The name of its kind, such as `accounts` or `plans.objectives`."""
        return kind_of(self.file, self.path)


def field_of_file(file: str) -> Field | None:
    """Return the field of all that a file of data holds, or None for one that holds no records."""
    is_plan = file.startswith(_PLANS) and file.endswith(".yml")
    type_ = schema.Plan if is_plan else _TYPES.get(file)
    return None if type_ is None else field_of(type_)


def kind_of(file: str, path: KeyPath) -> str:
    """Return the name of the kind of the records at a path of a file."""
    stem = "plans" if file.startswith(_PLANS) else file.removeprefix("data/").removesuffix(".yml").replace("/", ".")
    field = field_of_file(file)
    names = [str(step) for step in path if field and (field := field.below(step)) and field.control != "record"]
    return ".".join((stem, *names))


def files(guide: Guide) -> list[str]:
    """Return the files of records that the guide has, or may have, plans last."""
    return [*_TYPES, *(plan.document.path for plan in guide.facts.plans.values())]


def document_of(guide: Guide, file: str) -> Document:
    """Return a file of data as it is read, be it right or wrong."""
    known = _known(guide)
    if file not in known.documents:
        known.documents[file] = read_document(guide.facts.sources.get(file) or Source(file, ""), "invalid-data")
    return known.documents[file]


@dataclass(frozen=True)
class _Known:
    """What was read and named of a guide already."""

    documents: dict[str, Document]
    choices: dict[tuple[str, str, str], Mapping[str, str]]
    references: References


@once
def _known(guide: Guide) -> _Known:
    return _Known({}, {}, References(guide.facts, guide.model.words))


def records_in(file: str, value: Any) -> Iterator[Found]:
    """Return the records that have a form of their own in a file that says this, in order."""
    if field := field_of_file(file):
        yield from _records(file, (), field, value)


def _records(file: str, path: KeyPath, field: Field, value: Any) -> Iterator[Found]:
    if field.control == "record":
        yield Found(file, path, field, value)
        for one in field.fields:
            if one.is_of_records and isinstance(value, dict):
                yield from _records(file, (*path, one.name), one, value.get(one.name))
    elif field.item is not None:
        pairs: Any = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
        for key, one in pairs:
            yield from _records(file, (*path, key), field.item, one)


def field_at(file: str, path: KeyPath) -> Field | None:
    """Return the field of a record that has a form of its own at a path, be it there or not; else None."""
    field = field_of_file(file)
    for step in path:
        below = field.below(step) if field and isinstance(step, int) == (field.control == "list") else None
        is_part = field is not None and field.control == "record"
        field = below if below and (below.is_of_records or not is_part) else None
    return field if field is not None and field.control == "record" else None


def path_in(file: str, written: str, *, is_new: bool = False) -> KeyPath:
    """Return the path in a file that is written with `/`; with `is_new`, that of a record to come below it.

    Of a list the items have numbers.
    """
    path: KeyPath = ()
    for step in filter(None, written.split("/")):
        is_number = _is_list(file, path) and _NUMBER.fullmatch(step)
        path = (*path, int(step) if is_number else step)
    return (*path, 0 if _is_list(file, path) else "") if is_new else path


def _is_list(file: str, path: KeyPath) -> bool:
    field = field_of_file(file)
    field = field.at(path) if field else None
    return field is not None and field.control == "list"


def value_at(value: Any, path: KeyPath) -> Any:
    """Return the part of a value at a path, or None where it has none."""
    return reduce(_step, path, value)


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, list):
        return value[step] if isinstance(step, int) and step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None


def title(guide: Guide, found: Found, language: str) -> str:
    """Return what a record is called: its first text, with the records that come before it there, or its key."""
    beside: list[str] = []
    above = field_of_file(found.file)
    above = above.at(found.path[:-1]) if above and found.path else None
    if above and above.key and above.key.refers:
        # It has the key of another record, and so its name.
        return choices(guide, above.key.refers, found.file, language).get(found.key, found.key)
    for field in found.field.fields:
        value = found.value.get(field.name) if isinstance(found.value, dict) else None
        if field.control == "texts" and isinstance(value, dict):
            texts = {one: text for one, text in value.items() if isinstance(text, str) and one[:2] != "x-"}
            if texts:
                name = choose(texts, language, guide.source_language, FALLBACK)
                return _with(_known(guide).references.resolved(name, language), beside)
        if field.control == "line" and found.path and isinstance(value, str) and value:
            return _with(value, beside)
        if field.control == "choice" and field.refers and isinstance(value, str):
            named = choices(guide, field.refers, found.file, language)
            beside.append(named.get(value, value))
    return found.key


def _with(name: str, beside: list[str]) -> str:
    return f"{name} ({', '.join(beside)})" if beside else name


def choices(guide: Guide, collection: str, file: str, language: str) -> Mapping[str, str]:
    """Return the records that a field of a file may refer to: what each is called by its key."""
    known, of = _known(guide).choices, (collection, file if file.startswith(_PLANS) else "", language)
    if of not in known:
        known[of] = _choices(guide, collection, file, language)
    return known[of]


def _choices(guide: Guide, collection: str, file: str, language: str) -> Mapping[str, str]:
    if collection == "pages":
        return dict(_pages(guide, language))
    if collection == "plans":
        found = [one for file in files(guide) if file.startswith(_PLANS) for one in _all(guide, file) if not one.path]
    elif collection in _OF_A_PLAN:
        of = [file] if file.startswith(_PLANS) else [one for one in files(guide) if one.startswith(_PLANS)]
        found = [one for file in of for one in _all(guide, file) if one.path[:-1] == (collection,)]
    else:
        where, *above = ABOVE.get(collection, (f"data/{collection}.yml",))
        found = [one for one in _all(guide, where) if one.path[:-1] == tuple(above)]
    return {one.key: title(guide, one, language) for one in found}


def _all(guide: Guide, file: str) -> Iterator[Found]:
    return records_in(file, document_of(guide, file).value)


def _pages(guide: Guide, language: str) -> Iterator[tuple[str, str]]:
    for page in guide.source_pages:
        shown = guide.shown(language, page.id) or page
        sections = [one for one in shown.sections if one.id and one.level > 1]
        name = next((one.title for one in shown.sections if one.level == 1), page.id)
        yield page.id, name
        yield from ((f"{page.id}#{one.id}", f"{name}: {one.title}") for one in sections)
