"""Finds the marked values of a record: the keys that refer to something else, and the texts per language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from guiaviva.facts.types import InWords, Refers
from guiaviva.reading.documents import KeyPath


@dataclass(frozen=True)
class Marked:
    """A value, what it was marked as, and its path from the record."""

    mark: Refers | InWords
    value: Any
    path: KeyPath


def walk(type_: Any, value: Any, path: KeyPath) -> Iterator[Marked]:
    """Give the marked values at and below `value`, which is of the type given, in the order of the schema."""
    if value is None:
        return
    if get_origin(type_) in (Union, UnionType):
        for argument in get_args(type_):
            if argument is not NoneType:
                yield from walk(argument, value, path)
    elif hasattr(type_, "__metadata__"):
        yield from _marks(type_.__metadata__, value, path)
        yield from walk(get_args(type_)[0], value, path)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            item = getattr(value, name)
            if item is not None:
                yield from _marks(info.metadata, item, (*path, name))
                yield from walk(info.annotation, item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(get_args(type_)[0], item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from walk(get_args(type_)[1], item, (*path, key))


def _marks(metadata: Any, value: Any, path: KeyPath) -> Iterator[Marked]:
    for mark in metadata:
        if isinstance(mark, Refers | InWords):
            yield Marked(mark, value, path)
