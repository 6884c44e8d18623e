"""The fields of a form, made from the schema of data: what somebody fills in, in which order, and out of what."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guiaviva.facts import types
from guiaviva.facts.types import AllWhereNone, Hours, InWords, Refers, Within
from guiaviva.reading.documents import KeyPath

# What a text of one of these types is filled in with, by what reads it.
_CONTROLS: Mapping[Any, str] = {
    get_args(alias)[1]: control
    for alias, control in (
        (types.Url, "url"),
        (types.Email, "email"),
        (types.Phone, "phone"),
        (types.Colour, "colour"),
        (types.Language, "language"),
        (types.TimeZone, "line"),
        (types.FontFile, "line"),
        (types.Month, "month"),
        (types.PageKey, "page"),
    )
}
_OF_TYPES: dict[type, str] = {bool: "yes-no", date: "date", int: "number", float: "amount", Hours: "hours", str: "line"}


@dataclass(frozen=True)
class Field:
    """What is filled in for one value.

    `control` is `line`, `url`, `email`, `phone`, `colour`, `language`, `month`, `page`, `yes-no`, `date`, `number`,
    `amount`, `hours` or `choice` for one scalar; `texts` for one in each language; `record` for what has `fields`;
    `list` and `map` for what has items like `item`, those of a map by keys like `key`.
    """

    control: str
    name: str = ""
    owner: str = ""
    """The name of the class of records that it is a field of."""
    required: bool = False
    choices: tuple[str, ...] = ()
    """The words that its value may be."""
    refers: str = ""
    """The collection of whose keys its value is one."""
    least: float | None = None
    most: float | None = None
    all_where_none: bool = False
    """A list that is empty means every record."""
    fields: tuple[Field, ...] = ()
    item: Field | None = None
    key: Field | None = None
    type_: Any = None

    @property
    def is_of_records(self) -> bool:
        """Whether it is a map of records by key: each of them has a form of its own."""
        return self.control == "map" and self.item is not None and self.item.control == "record" and not self.keys

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a map may have, where these are known, or a record has, in order."""
        return tuple(one.name for one in self.fields) or (self.key.choices if self.key else ())

    @property
    def is_text(self) -> bool:
        """Whether its value is words and no number, day, or yes or no."""
        return self.control in ("line", "texts", "url", "email", "phone", "colour", "language", "page", "choice")

    def below(self, step: str | int) -> Field | None:
        """Return the field of a part of its value, or None where it can have none of that name."""
        if self.control == "texts":
            return replace(self, control="line")
        if self.item is not None:
            return self.item
        return next((one for one in self.fields if one.name == step), None)

    def at(self, path: KeyPath) -> Field | None:
        """Return the field at a path below it, or None."""
        field: Field | None = self
        for step in path:
            field = field.below(step) if field else None
        return field

    def walk(self) -> Iterator[Field]:
        """Return it, with all fields below it."""
        yield self
        for one in (*self.fields, *filter(None, (self.item, self.key))):
            yield from one.walk()


@cache
def field_of(type_: Any) -> Field:
    """Return the field for a value of a type: a record, a map or list of records, or what these hold."""
    return _field(type_, ())


def _field(type_: Any, marks: tuple[Any, ...]) -> Field:
    parts, origin = get_args(type_), get_origin(type_)
    if hasattr(type_, "__metadata__"):
        return _field(parts[0], (*type_.__metadata__, *marks))
    if origin in (Union, UnionType):
        return _field(next(one for one in parts if one is not NoneType), marks)
    if origin is Literal:
        return Field("choice", choices=tuple(map(str, parts)))
    if origin is list:
        every = any(isinstance(one, AllWhereNone) for one in marks)
        return Field("list", item=_field(parts[0], ()), all_where_none=every)
    if origin is dict:
        is_text = any(isinstance(one, InWords) for one in marks)
        return Field("texts") if is_text else Field("map", key=_field(parts[0], ()), item=_field(parts[1], ()))
    if issubclass(type_, BaseModel):
        fields = tuple(_of_record(type_, name, info) for name, info in type_.model_fields.items())
        return Field("record", fields=fields, type_=type_)
    return _scalar(type_, marks)


def _of_record(owner: type[BaseModel], name: str, info: FieldInfo) -> Field:
    made = named(_field(info.annotation, tuple(info.metadata)), info.alias or name, _owner(owner, name))
    return replace(made, required=info.is_required())


def named(field: Field, name: str, owner: str) -> Field:
    """Return a field with its name, which its items have too."""
    item, key = (one and named(one, name, owner) for one in (field.item, field.key))
    return replace(field, name=name, owner=owner, item=item, key=key)


def _owner(type_: type[BaseModel], name: str) -> str:
    """Return the name of the class in which a field is declared, that of records that extend one or itself."""
    return next(one.__name__ for one in reversed(type_.__mro__) if name in inspect.get_annotations(one))


def _scalar(type_: type, marks: tuple[Any, ...]) -> Field:
    control = next((_CONTROLS[one] for one in marks if _is_hashable(one) and one in _CONTROLS), _OF_TYPES[type_])
    refers = next((one.to for one in marks if isinstance(one, Refers)), "")
    within = next((one for one in marks if isinstance(one, Within)), None)
    control = "choice" if refers and control != "page" else control
    if within is None:
        return Field(control, refers=refers)
    return Field(control, refers=refers, least=within.least, most=within.most)


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
