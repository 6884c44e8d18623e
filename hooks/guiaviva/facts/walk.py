"""Find the marked values of a record: keys of other collections, texts in several languages, and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from guiaviva.facts.types import Address, InWords, Refers
from guiaviva.reading.documents import KeyPath


@dataclass(frozen=True)
class Marked:
    """A value, its mark, and its path within the record."""

    mark: Refers | InWords | Address
    value: Any
    path: KeyPath


def walk(type_: Any, value: Any, path: KeyPath) -> Iterator[Marked]:
    """Return the marked values at and below `value`, which is of the type `type_`, in the order of the schema."""
    walker = _walker(type_)
    return walker(value, path) if walker and value is not None else iter(())


Walker = Callable[[Any, KeyPath], Iterator[Marked]]


@cache
def _walker(type_: Any) -> Walker | None:
    """Return a function that walks over values of a type, or None where nothing in the type is marked."""
    if get_origin(type_) in (Union, UnionType):
        parts = [walker for one in get_args(type_) if one is not NoneType and (walker := _walker(one))]
        return _each_of(parts) if parts else None
    if hasattr(type_, "__metadata__"):
        return _with_marks(type_.__metadata__, _walker(get_args(type_)[0]))
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        return _of_model(type_)
    if get_origin(type_) is list:
        item = _walker(get_args(type_)[0])
        return _of_list(item) if item else None
    if get_origin(type_) in (dict, Mapping):
        item = _walker(get_args(type_)[1])
        return _of_map(item) if item else None
    return None


def _each_of(parts: list[Walker]) -> Walker:
    def each(value: Any, path: KeyPath) -> Iterator[Marked]:
        for part in parts:
            yield from part(value, path)

    return parts[0] if len(parts) == 1 else each


def _with_marks(metadata: Any, below: Walker | None) -> Walker | None:
    marks = [mark for mark in metadata if isinstance(mark, Refers | InWords | Address)]

    def marked(value: Any, path: KeyPath) -> Iterator[Marked]:
        for mark in marks:
            yield Marked(mark, value, path)
        if below:
            yield from below(value, path)

    return marked if marks else below


def _of_model(model: type[BaseModel]) -> Walker | None:
    fields: list[tuple[str, Walker]] = []
    for name, info in model.model_fields.items():
        annotation: Any = info.annotation
        if walker := _with_marks(info.metadata, _walker(annotation)):
            fields.append((name, walker))

    def of_model(record: Any, path: KeyPath) -> Iterator[Marked]:
        for name, walker in fields:
            value = getattr(record, name)
            if value is not None:
                yield from walker(value, (*path, name))

    return of_model if fields else None


def _of_list(item: Walker) -> Walker:
    def of_list(values: Any, path: KeyPath) -> Iterator[Marked]:
        for index, value in enumerate(values):
            yield from item(value, (*path, index))

    return of_list


def _of_map(item: Walker) -> Walker:
    def of_map(values: Any, path: KeyPath) -> Iterator[Marked]:
        for key, value in values.items():
            yield from item(value, (*path, key))

    return of_map
