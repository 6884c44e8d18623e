"""A value of several parts as YAML: in one line where it is short, else as the files of data write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.scalars import written

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What data says, as it is read: texts, lists and maps."""
# A map or a list in one line is at most so long with its key; a list of words goes on in lines of this length.
_SHORT = 120
WIDTH = 160


def pair(key: str, value: Value, margin: str, field: Field | None, *, in_lines: bool = False) -> str:
    """Return a key with its value, without the margin before it; a map `in_lines` has one for each key."""
    start = f"{written(key, in_flow=False, is_text=False)}:"
    if in_lines and isinstance(value, Mapping):
        return start + _lines(value, margin, field)
    return start + after_key(value, margin, field, len(key))


def after_key(value: Value, margin: str, field: Field | None, key: int = 0) -> str:
    """Return what stands behind a key at a margin, and its colon: in the same line or in those below."""
    if isinstance(value, str):
        return f" {written(value, in_flow=False, is_text=field is None or field.is_text)}"
    flow = in_flow(value, field)
    if _is_flat(value) and len(margin) + key + len(flow) <= _SHORT:
        return f" {flow}"
    if isinstance(value, Mapping):
        return _lines(value, margin, field)
    if _is_flat(value) and field is not None and field.item is not None and field.item.control != "line":
        return f" {flow}"
    if _is_flat(value):
        return f" {_folded(value, f'{margin}  ', field, len(margin) + key)}"
    inner = f"{margin}  "
    return "".join(f"\n{inner}{item(one, inner, _below(field, 0))}" for one in value)


def _lines(value: Mapping[str, Value], margin: str, field: Field | None) -> str:
    inner = f"{margin}  "
    return "".join(f"\n{inner}{pair(name, one, inner, _below(field, name))}" for name, one in value.items())


def item(value: Value, margin: str, field: Field | None, *, in_lines: bool = False) -> str:
    """Return an item of a list with its dash, without the margin before it; a map `in_lines` has one for each key."""
    inner = f"{margin}  "
    if isinstance(value, str):
        return f"- {written(value, in_flow=False, is_text=field is None or field.is_text)}"
    flow = in_flow(value, field)
    is_short = _is_flat(value) and len(inner) + len(flow) <= _SHORT and not in_lines
    if is_short or not isinstance(value, Mapping):
        return f"- {flow}"
    return "- " + f"\n{inner}".join(pair(name, one, inner, _below(field, name)) for name, one in value.items())


def in_flow(value: Value, field: Field | None) -> str:
    """Return a value in one line, in braces and brackets."""
    if isinstance(value, str):
        return written(value, in_flow=True, is_text=field is None or field.is_text)
    if isinstance(value, Mapping):
        return "{" + ", ".join(flow_pair(name, one, _below(field, name)) for name, one in value.items()) + "}"
    return "[" + ", ".join(in_flow(one, _below(field, 0)) for one in value) + "]"


def flow_pair(key: str, value: Value, field: Field | None) -> str:
    """Return a key with its value, as they are within braces."""
    return f"{written(key, in_flow=True, is_text=False)}: {in_flow(value, field)}"


def _folded(value: Sequence[Value], margin: str, field: Field | None, start: int) -> str:
    """Return a list in brackets that goes on in lines below."""
    lines, length = ["["], start
    for index, one in enumerate(value):
        text = in_flow(one, _below(field, 0)) + ("," if index + 1 < len(value) else "]")
        if index and length + 1 + len(text) > WIDTH:
            lines.append(margin + text)
            length = len(lines[-1])
        else:
            lines[-1] += f" {text}" if index else text
            length += 1 + len(text)
    return "\n".join(lines)


def _is_flat(value: Value) -> bool:
    parts = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(one, str) for one in parts)


def _below(field: Field | None, step: str | int) -> Field | None:
    return field.below(step) if field else None
