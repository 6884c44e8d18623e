"""What a form says in the language of its reader: kinds, fields, what is to be known of them, and choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guiaviva.contentmodel import Words
from guiaviva.editing.records.fields import Field
from guiaviva.facts import schema
from guiaviva.facts.describing import docstrings
from guiaviva.language import FALLBACK, choose
from guiaviva.locales import calendar_of, language_name

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Labels:
    """The words of the forms, in a language or else the first of the `others` that has them."""

    words: Words
    language: str
    others: tuple[str, ...] = ()

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence of the form."""
        return self._pick("form", key).format_map(values)

    @property
    def sentences(self) -> dict[str, str]:
        """All sentences of the form, with their gaps."""
        return {key: self._pick("form", key) for key in self.words["form"]}

    @property
    def kinds(self) -> dict[str, str]:
        """What the kinds of records are called, in their order."""
        return {kind: self._pick("kinds", kind) for kind in self.words["kinds"]}

    def kind(self, name: str) -> str:
        """Return what the records of a kind are called."""
        return self._pick("kinds", name) or self.field(Field("record", name.rpartition(".")[2]))

    def add(self, kind: str) -> str:
        """Return what adds a record of a kind."""
        return self._pick("adds", kind) or self.say("new", kind=self.kind(kind))

    def field(self, field: Field) -> str:
        """Return what a field is called."""
        name = self._pick("fields", f"{field.owner}.{field.name}", field.name)
        return name or field.name.replace("_", " ").replace("-", " ").capitalize()

    def help(self, field: Field) -> str:
        """Return what is to be known of a field, or ""."""
        own = self.words.get("help", {}).get(f"{field.owner}.{field.name}", {})
        described = getattr(schema, field.owner, None)
        english = docstrings(described).get(field.name, "").replace("`", "") if described else ""
        return choose({**own, **({FALLBACK: english} if english else {})}, self.language, *self.others, FALLBACK)

    def choice(self, field: Field, value: str) -> str:
        """Return what one of the choices of a field is called."""
        if value in _DAYS:
            return self._calendar("days", _DAYS.index(value))
        return self._pick("choices", f"{field.owner}.{field.name}.{value}", value) or value

    def months(self) -> list[tuple[str, str]]:
        """Return the months of the year by their numbers."""
        return [(str(month), self._calendar("months", month)) for month in range(1, 13)]

    def languages(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Return what languages are called by their codes."""
        return [(code, _capitalized(language_name(self.language, code))) for code in codes]

    def _calendar(self, part: str, number: int) -> str:
        return _capitalized(str(calendar_of(self.language)[part]["stand-alone"]["wide"][number]))

    def _pick(self, group: str, *keys: str) -> str:
        texts: Mapping[str, Mapping[str, str]] = self.words.get(group, {})
        return next((choose(texts[key], self.language, *self.others, FALLBACK) for key in keys if key in texts), "")


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
