"""What is wrong with a record, beside the field where it is, and how long its texts are for each network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from guiaviva.counting import count
from guiaviva.diagnostics import Diagnostic, Finding, Place
from guiaviva.editing.records.kinds import Found, field_of_file, value_at
from guiaviva.guide import Guide
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.validation import validate
from guiaviva.references import References

_RULE = "invalid-data"


class Length(NamedTuple):
    """How long a text is for a network: its name, what it counts, and how much it allows."""

    network: str
    length: int
    limit: int


def problems(text: str, found: Found) -> list[tuple[KeyPath, Finding]]:
    """Return what the schema does not allow in a record of a text, each with the path of the field in the record.

    What is wrong in other records of the file is not of this one.
    """
    document = read_document(Source(found.file, text), _RULE)
    whole = field_of_file(found.file)
    at, field = found.path, whole
    if whole is not None and whole.control != "record":
        at, field = found.path[:1], whole.item
    else:
        at = ()
    if field is None or (value := value_at(document.value, at)) is None:
        return []
    _, findings = validate(_adapter(field.type_), field.type_, document, at, value, _RULE)
    places = [(path, one) for one in findings if (path := path_of(document, one.place)) is not None]
    return [(path[len(found.path) :], one) for path, one in places if path[: len(found.path)] == found.path]


def beside(
    document: Document, path: KeyPath, diagnostics: Iterable[Diagnostic]
) -> Iterator[tuple[KeyPath, Diagnostic]]:
    """Return the diagnostics that are about a record of a file, each with the path of the field in the record."""
    for one in diagnostics:
        if one.path == document.path:
            at = path_of(document, Place(one.path, one.line, one.column))
            if at is not None and at[: len(path)] == path:
                yield at[len(path) :], one


def path_of(document: Document, place: Place) -> KeyPath | None:
    """Return the path of the value in which a place is, the innermost that begins there or before; None before all."""
    best: tuple[tuple[int, int], int, KeyPath] | None = None
    for places in (document.keys, document.values):
        for path, one in places.items():
            start = (one.line, one.column)
            if path and start <= (place.line, place.column) and (best is None or (start, len(path)) >= best[:2]):
                best = start, len(path), path
    return best[2] if best else None


def lengths(guide: Guide, networks: Sequence[str], texts: Mapping[str, str]) -> dict[str, list[Length]]:
    """Return how long texts are, by language, for networks; for those in use where none is named."""
    references = References(guide.facts, guide.model.words)
    of = [guide.facts.networks[key].record for key in networks or guide.networks_in_use if key in guide.facts.networks]
    return {
        language: [
            Length(one.called(language), count(references.resolved(text, language), one.limits.counted), limit)
            for one in of
            if one.limits and (limit := one.limits.characters)
        ]
        for language, text in texts.items()
    }


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)
