"""What differs between two versions of a file of records: by record and field, in the words of its reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiaviva.editing.marking import Part, marked
from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.forms import named
from guiaviva.editing.records.kinds import Found, choices, field_of_file, records_in
from guiaviva.editing.records.wording import Labels
from guiaviva.guide import Guide
from guiaviva.locales import dates, language_name
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.files import Source

_RULE = "invalid-data"


@dataclass(frozen=True)
class Difference:
    """A record that differs: its kind, what it is called, and its fields that differ, with their words marked."""

    kind: str
    name: str
    fields: tuple[tuple[str, tuple[Part, ...]], ...]


def compared(guide: Guide, file: str, before: str, after: str, labels: Labels) -> list[Difference]:
    """Return the records that differ between two versions of a file, "" where there is none.

    None are returned of a file that holds no records or cannot be read, and where nothing but its layout differs.
    """
    if field_of_file(file) is None:
        return []
    documents = [read_document(Source(file, text), _RULE) for text in (before, after)]
    if any(one.problems for one in documents):
        return []
    old, new = ({one.path: one for one in records_in(file, document.value)} for document in documents)
    teller = _Teller(guide, file, labels)
    return [*teller.differences(old, new)]


@dataclass(frozen=True)
class _Teller:
    guide: Guide
    file: str
    labels: Labels

    def differences(self, old: Mapping[KeyPath, Found], new: Mapping[KeyPath, Found]) -> Iterator[Difference]:
        for path in dict.fromkeys((*new, *old)):
            was, now = old.get(path), new.get(path)
            one = now or was
            assert one is not None
            before, after = (self.said(found) for found in (was, now))
            fields = [(label, before.get(label, ""), after.get(label, "")) for label in {**after, **before}]
            parts = tuple((label, tuple(marked(a, b))) for label, a, b in fields if a != b)
            if parts:
                yield Difference(self.labels.kind(one.kind), named(self.guide, one, self.labels), parts)

    def said(self, found: Found | None) -> dict[str, str]:
        """Return what each field of a record says, by its label."""
        if found is None or not isinstance(found.value, dict):
            return {}
        return dict(self.fields(found.field, found.value, ()))

    def fields(self, field: Field, value: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        known = {one.name: one for one in field.fields}
        for name in dict.fromkeys((*known, *value)):
            one = known.get(name)
            if name not in value or (one and one.is_of_records):
                continue
            label = self.labels.field(one) if one else name
            yield from self.parts(one or Field("line", name), value[name], (*above, label))

    def parts(self, field: Field, value: Any, labels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Return what a field says: each language and each part of a small record by itself."""
        if isinstance(value, dict) and field.control == "record":
            yield from self.fields(field, value, labels)
        elif isinstance(value, dict):
            for key, one in value.items():
                yield from self.parts(field.below(key) or field, one, (*labels, self.key(field, str(key))))
        else:
            yield ", ".join(labels), self.text(field, value)

    def key(self, field: Field, key: str) -> str:
        if field.control == "texts" or (field.key and field.key.control == "language"):
            return language_name(self.labels.language, key)
        return self.text(field.key, key) if field.key else key

    def text(self, field: Field, value: Any) -> str:
        """Return a value in words."""
        if isinstance(value, list):
            return self.items(field.item or field, value)
        if isinstance(value, dict):
            return "; ".join(f"{label}: {text}" for label, text in self.parts(field, value, ()) if text)
        said = "" if value is None else str(value)
        if field.control == "yes-no":
            return self.labels.say(said) if said in ("yes", "no") else said
        if field.control == "language":
            return language_name(self.labels.language, said)
        if field.control == "date":
            return self.date(said)
        if field.control == "month":
            return dict(self.labels.months()).get(said, said)
        if field.refers:
            return choices(self.guide, field.refers, self.file, self.labels.language).get(said, said)
        return self.labels.choice(field, said) if said in field.choices else said

    def date(self, said: str) -> str:
        """Return a date as people write it."""
        try:
            return dates(self.guide.model.words, self.labels.language).text(date.fromisoformat(said))
        except ValueError:
            return said

    def items(self, field: Field, value: Sequence[Any]) -> str:
        return ", ".join(self.text(field, one) for one in value)
