"""The form of a record as plain values, for whatever shows it: fields in order, what they say, and their choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.kinds import (
    Found,
    choices,
    document_of,
    field_at,
    files,
    kind_of,
    records_in,
    title,
    value_at,
)
from guiaviva.editing.records.wording import Labels
from guiaviva.guide import Guide
from guiaviva.reading.documents import KeyPath

# A list of records is at most so deep in a file of which it is a part, and its records are one deeper.
_DEEP = 2


def found_at(guide: Guide, file: str, path: KeyPath) -> Found | None:
    """Return the record at a path of a file, be it there or not; None where no record could be."""
    if file not in files(guide):
        return None
    field = field_at(file, path)
    return None if field is None else Found(file, path, field, value_at(document_of(guide, file).value, path))


def form(guide: Guide, found: Found, labels: Labels) -> dict[str, Any]:
    """Return the form of a record.

    It has what the record says (`value`, None for a new one), its `fields`, the `choices` of each collection that these
    refer to, the `languages` of texts, and the `parts` that are records with forms of their own; `in` is the plan that
    it is a part of.
    """
    return {
        "file": found.file,
        "path": [*found.path],
        "kind": labels.kind(found.kind),
        "add": labels.add(found.kind),
        "title": named(guide, found, labels) if found.value is not None else "",
        "in": _of(guide, found.file, found.path, labels),
        **filled_in(guide, found, labels),
        "parts": [*_parts(guide, found, labels)],
        "counts": is_counted(found.field),
    }


def filled_in(guide: Guide, found: Found, labels: Labels) -> dict[str, Any]:
    """Return the part of a form that is filled in: `value`, `fields`, `choices` and `languages`, as `form` has them."""
    fields = [one for one in found.field.fields if not one.is_of_records]
    collections = sorted({one.refers for field in fields for one in field.walk() if one.refers})
    return {
        "value": _shown(found.value),
        "fields": [_field(one, labels) for one in fields],
        "choices": {one: [*choices(guide, one, found.file, labels.language).items()] for one in collections},
        "languages": labels.languages(guide.languages),
        "months": labels.months(),
    }


def is_counted(field: Field) -> bool:
    """Return whether the text of a record goes to networks, each of which counts how long it is."""
    controls = {one.name: one for one in field.fields}
    text, networks = controls.get("text"), controls.get("networks")
    return bool(text and text.control == "texts" and networks and networks.item and networks.item.refers == "networks")


def listed(guide: Guide, labels: Labels) -> list[dict[str, Any]]:
    """Return the kinds of records that people are shown, each with its records and where a new one is added."""
    kinds: dict[str, dict[str, Any]] = {
        kind: {"kind": kind, "name": name, "records": [], "adds": []} for kind, name in labels.kinds.items()
    }
    for file in files(guide):
        value = document_of(guide, file).value
        for one in records_in(file, value):
            # The parts of what is itself one of many are in its form.
            if one.kind in kinds and len(one.path) <= _DEEP and (one.path or file in guide.facts.sources):
                kinds[one.kind]["records"].append(listed_one(guide, one, labels))
        for path, kind in _collections(file):
            if kind in kinds:
                kinds[kind]["adds"].append(
                    {"file": file, "path": [*path], "name": labels.add(kind), "in": _of(guide, file, path, labels)}
                )
    # A plan is a file of its own, which may be begun where there is none.
    return [one for one in kinds.values() if one["records"] or one["adds"] or one["kind"] == "plans"]


def named(guide: Guide, found: Found, labels: Labels) -> str:
    """Return what a record is called; what a file holds alone and has no name is called as its kind."""
    name = title(guide, found, labels.language)
    return name if found.path or name != found.key else labels.kind(found.kind)


def listed_one(guide: Guide, found: Found, labels: Labels) -> dict[str, Any]:
    """Return what a list shows of a record: what it is called, and what leads to it."""
    of = _of(guide, found.file, found.path, labels)
    name = named(guide, found, labels)
    return {"file": found.file, "path": [*found.path], "name": name, "key": found.key if found.path else "", "in": of}


def _collections(file: str) -> Iterator[tuple[KeyPath, str]]:
    """Return where a new record can be put into a file, with its kind."""
    field = field_at(file, ())
    if field is None:
        yield (), kind_of(file, ())
    else:
        yield from (((one.name,), kind_of(file, (one.name,))) for one in field.fields if one.is_of_records)


def _of(guide: Guide, file: str, path: KeyPath, labels: Labels) -> str:
    """Return the name of the plan that has what is at a path, or ""."""
    top = found_at(guide, file, ())
    return title(guide, top, labels.language) if top and path and file.startswith("data/plans/") else ""


def _parts(guide: Guide, found: Found, labels: Labels) -> Iterator[dict[str, Any]]:
    for field in found.field.fields:
        if field.is_of_records:
            below = found.value.get(field.name) if isinstance(found.value, dict) else None
            path = (*found.path, field.name)
            ones = [
                Found(found.file, (*path, key), field.item, one)
                for key, one in (below.items() if isinstance(below, dict) else ())
                if field.item is not None
            ]
            yield {
                "name": labels.field(field),
                "add": labels.add(kind_of(found.file, path)),
                "file": found.file,
                "path": [*path],
                "records": [listed_one(guide, one, labels) for one in ones],
            }


def _field(field: Field, labels: Labels) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, "control": _control(field), "label": labels.field(field)}
    made |= {"help": labels.help(field), "required": field.required, "refers": field.refers}
    made |= {"least": field.least, "most": field.most, "all": field.all_where_none}
    made["choices"] = [(one, labels.choice(field, one)) for one in field.choices]
    made["fields"] = [_field(one, labels) for one in field.fields if not one.is_of_records]
    made["item"] = field.item and _field(field.item, labels)
    made["key"] = field.key and _field(field.key, labels)
    return made


def _control(field: Field) -> str:
    """Return what a field is filled in with: the more usual lists and maps have a control of their own."""
    item, key = field.item, field.key
    if field.control == "list" and item:
        if item.control in ("choice", "language", "month"):
            return "several"
        return "lines" if item.control in ("line", "hours", "date", "url", "page") else "list"
    if field.control == "map" and item and key and item.control == "list":
        if key.control == "language":
            return "phrases"
        if item.item and item.item.control in ("hours", "date"):
            return "lines-by-key"
    return field.control


def _shown(value: Any) -> Any:
    """Return a value as JSON, without what is empty."""
    if isinstance(value, dict):
        return {str(key): one for key, part in value.items() if (one := _shown(part)) is not None}
    return [_shown(one) for one in value] if isinstance(value, list) else value
