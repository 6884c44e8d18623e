"""What somebody changed in the form of a record is applied to its file as it is now, unless others changed the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.kinds import field_of_file, value_at
from guiaviva.editing.records.writing import NotWritableError, normal, value_of, with_value
from guiaviva.reading.documents import NOT_ALLOWED, KeyPath


@dataclass(frozen=True)
class Change:
    """Another value of a field: its path within the record; None where it is to say nothing."""

    path: KeyPath
    value: Any


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has changed meanwhile: what they wrote, None where they took it out."""

    path: KeyPath
    theirs: Any


class ClashError(Exception):
    """Raised where others changed what is to be changed, or took the record out, or have one of its key."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self.clashes = tuple(clashes)


class SignError(Exception):
    """Raised where a text has a sign that no file of data may have."""


def applied(text: str, file: str, path: KeyPath, base: Any, changes: Sequence[Change]) -> tuple[str, KeyPath]:
    """Return the text of a file with changes of the record at a path made, and the path that it has there.

    `base` is what the record said when somebody began to change it, None for one that is new. Raises ClashError,
    SignError, and NotWritableError.
    """
    field, whole = field_of_file(file), value_of(text)
    if field is None:
        raise NotWritableError
    _refuse_signs(changes)
    base = normal(base)
    path = _found(whole, path, base)
    now = value_at(whole, path)
    if (now is None) != (base is None) and not _is_only(path):
        raise ClashError([Clash((), now)])
    clashes = []
    for one in changes:
        theirs, wanted = value_at(now, one.path), normal(one.value)
        if theirs not in (value_at(base, one.path), wanted):
            clashes.append(Clash(one.path, theirs))
    if clashes:
        raise ClashError(clashes)
    if base is None and path:
        text = with_value(text, path, _made(changes), field)
        return text, path
    return with_changes(text, path, changes, field), path


def with_changes(text: str, path: KeyPath, changes: Sequence[Change], field: Field) -> str:
    """Return a YAML text, whose field is `field`, with changes made below a path.

    Raises SignError and NotWritableError.
    """
    _refuse_signs(changes)
    for one in changes:
        text = with_value(text, (*path, *one.path), one.value, field)
    return text


def removed(text: str, file: str, path: KeyPath, base: Any) -> str:
    """Return the text of a file without a record. Raises as `applied` does."""
    field, whole = field_of_file(file), value_of(text)
    path = _found(whole, path, normal(base))
    if field is None or not path:
        raise NotWritableError
    if (now := value_at(whole, path)) != normal(base):
        raise ClashError([Clash((), now)])
    return with_value(text, path, None, field)


def _is_only(path: KeyPath) -> bool:
    """Return whether a record is all that its file holds: such a file may be empty, or not be there."""
    return not path


def _found(whole: Any, path: KeyPath, base: Any) -> KeyPath:
    """Return the path of a record: in a list it may stand elsewhere by now, and what is new comes last."""
    if not path or not isinstance(path[-1], int):
        return path
    items = value_at(whole, path[:-1]) or []
    if base is None:
        return (*path[:-1], len(items))
    if path[-1] < len(items) and items[path[-1]] == base:
        return path
    same = [index for index, one in enumerate(items) if one == base]
    if len(same) != 1:
        raise ClashError([Clash((), value_at(whole, path))])
    return (*path[:-1], same[0])


def _made(changes: Sequence[Change]) -> Any:
    """Return a new record, which has all that was filled in."""
    record: dict[Any, Any] = {}
    for one in changes:
        below = record
        for step in one.path[:-1]:
            below = below.setdefault(step, {})
        below[one.path[-1]] = one.value
    return record


def _refuse_signs(changes: Sequence[Change]) -> None:
    if any(map(_has_signs, (one.value for one in changes))):
        raise SignError


def _has_signs(value: Any) -> bool:
    if isinstance(value, str):
        return bool(NOT_ALLOWED.search(value)) or not _is_unicode(value)
    parts = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    return any(_has_signs(key) or _has_signs(one) for key, one in parts)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
