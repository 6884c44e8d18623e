"""Find the marked values of a record: keys of other collections, texts in languages, addresses, days that have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guiaviva.facts.types import Address, InWords, Past, Refers
from guiaviva.reading.documents import KeyPath

Mark = Refers | InWords | Address | Past


@dataclass(frozen=True)
class Marked:
    """A value, its mark, and its path within the record."""

    mark: Mark
    value: Any
    path: KeyPath


class _Shape(NamedTuple):
    """What of a type is marked: itself, fields of a record, or the items of a list or a map."""

    marks: tuple[Mark, ...] = ()
    fields: tuple[tuple[str, _Shape], ...] = ()
    item: _Shape | None = None


def walk(type_: Any, value: Any, path: KeyPath) -> Iterator[Marked]:
    """Return the marked values at and below `value`, which is of the type `type_`, in the order of the schema."""
    yield from _walk(_shape_of(type_), value, path)


def _walk(shape: _Shape, value: Any, path: KeyPath) -> Iterator[Marked]:
    if value is None:
        return
    for mark in shape.marks:
        yield Marked(mark, value, path)
    for name, field in shape.fields:
        yield from _walk(field, getattr(value, name), (*path, name))
    if shape.item:
        for step, part in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _walk(shape.item, part, (*path, step))


@cache
def _shape_of(type_: Any) -> _Shape:
    origin, parts = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return next(_shape_of(one) for one in parts if one is not NoneType)
    if hasattr(type_, "__metadata__"):
        return _with_marks(type_.__metadata__, _shape_of(parts[0]))
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        shapes = [(name, _of_field(field)) for name, field in type_.model_fields.items()]
        return _Shape(fields=tuple((name, shape) for name, shape in shapes if shape != _NONE))
    if origin in (list, dict, Mapping):
        item = _shape_of(parts[-1])
        return _Shape(item=None if item == _NONE else item)
    return _NONE


_NONE = _Shape()


def _of_field(field: FieldInfo) -> _Shape:
    annotation: Any = field.annotation
    return _with_marks(field.metadata, _shape_of(annotation))


def _with_marks(metadata: Iterable[Any], shape: _Shape) -> _Shape:
    marks = tuple(mark for mark in metadata if isinstance(mark, Mark))
    return shape._replace(marks=(*marks, *shape.marks))
