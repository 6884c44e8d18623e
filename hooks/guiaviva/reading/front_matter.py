"""Set the entries of a map in the front matter of a page, and touch nothing else of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guiaviva.diagnostics import Place
from guiaviva.reading.files import decode
from guiaviva.reading.pages import Page, read_page

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class _Line(NamedTuple):
    text: str
    end: str


# What needs no quotes, for no reader of YAML.
_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null|y|n)\Z)[^\W\d][\w-]*", re.IGNORECASE)

_HASHES = re.compile(r"[\w-]+")
_ADDRESS = re.compile(r"[^\W\d_][\w./-]*(?:#[\w.-]+)?")


class UneditableError(Exception):
    """Raised where the front matter is written in a way that cannot be changed without changing more of it."""


def scalar(text: str) -> str:
    """Return a text of one line as YAML writes it."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def flow(value: Sequence[str] | Mapping[str, Sequence[str]]) -> str:
    """Return a list of addresses, or a map of such lists, as YAML writes it in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(one if _ADDRESS.fullmatch(one) else scalar(one) for one in value) + "]"


def lines_of(page: Page, field: str) -> tuple[int, int]:
    """Return the first and the last line of a field in the front matter of a page that has it, from 1."""
    first = page.front.place(field).line
    later = (place.line for path, place in page.front.keys.items() if len(path) == 1 and place.line > first)
    last = min(later, default=page.body_line - 1) - 1
    while last > first and not page.source.line(last).split("#")[0].strip():
        last -= 1
    return first, last


def with_field(page: Page, data: bytes, field: str, value: Sequence[str] | Mapping[str, Sequence[str]]) -> bytes:
    """Return the bytes of a page's file with another value of a field, without the field where that is empty.

    `page` is what was read from `data`, which is UTF-8, and its front matter can be read.
    """
    bom, text = (data[:3], data[3:].decode()) if data.startswith(b"\xef\xbb\xbf") else (b"", data.decode())
    lines = [_Line(*parts) for parts in _LINE.findall(text) if any(parts)]
    end = (lines[0].end if lines else "") or "\n"
    written = [f"{field}: {flow(value)}"] if value else []
    if page.body_line == 1:
        lines[:0] = [_Line(line, end) for line in ("---", *written, "---", "")] if written else []
    else:
        first, last = lines_of(page, field) if field in page.fields else (page.body_line - 1, page.body_line - 2)
        lines[first - 1 : last] = [_Line(line, end) for line in written]
    return bom + "".join(line.text + line.end for line in lines).encode()


def with_entries(page: Page, data: bytes, field: str, entries: Mapping[str, str]) -> bytes:
    """Return the bytes of a page's file with these entries in a map of its front matter, and no others.

    `page` is what was read from `data`, which is UTF-8, and its front matter can be read.
    Raises UneditableError.
    """
    page = page.file
    bom, text = (data[:3], data[3:].decode()) if data.startswith(b"\xef\xbb\xbf") else (b"", data.decode())
    lines = [_Line(*parts) for parts in _LINE.findall(text) if any(parts)]
    if page.fields.get(field) == entries:
        return data
    if page.body_line == 1:
        end = (lines[0].end if lines else "") or "\n"
        lines[:0] = [_Line(line, end) for line in ("---", f"{field}:", *_written(entries, "  "), "---", "")]
    elif page.fields.get(field):
        _edit(page, lines, field, entries)
    else:
        _add(page, lines, field, entries)
    edited = bom + "".join(line.text + line.end for line in lines).encode()
    # The text of a map can be written in more ways than are known here.
    reread = read_page(decode(page.path, edited, "invalid-page"), page.language, page.id)
    same = reread.signatures == page.signatures and len(reread.problems) == len(page.problems)
    if not same or reread.fields != {**page.fields, field: dict(entries)}:
        raise UneditableError
    return edited


def _written(entries: Mapping[str, str], margin: str) -> list[str]:
    return [f"{margin}{scalar(key)}: {_value(value)}" for key, value in entries.items()]


def _value(text: str) -> str:
    """Return a value as YAML writes it: hashes need no quotes, whatever digits they have."""
    return text if _HASHES.fullmatch(text) else scalar(text)


def _in_braces(entries: Mapping[str, str]) -> str:
    return "{" + ", ".join(_written(entries, "")) + "}"


def _add(page: Page, lines: list[_Line], field: str, entries: Mapping[str, str]) -> None:
    """Add the entries to a front matter that has none of them, at its end or where the name of the map is."""
    columns = [place.column for path, place in page.front.keys.items() if len(path) == 1]
    margin = " " * (min(columns, default=1) - 1)
    if field not in page.fields:
        closing = page.body_line - 2
        added = [f"{margin}{field}:", *_written(entries, margin + "  ")]
    elif page.fields[field] is None:
        closing = page.front.place(field).line
        added = _written(entries, margin + "  ")
    else:
        _rewrite(page, lines, field, entries)
        return
    end = lines[closing - 1].end
    lines[closing:closing] = [_Line(line, end) for line in added]


def _edit(page: Page, lines: list[_Line], field: str, entries: Mapping[str, str]) -> None:
    """Change the entries of a map that has some: each stays in its line, and those that are new follow the last."""
    known = page.fields[field]
    if not isinstance(known, dict):
        raise UneditableError
    first = page.front.value_place(field)
    if lines[first.line - 1].text[first.column - 1 :].startswith("{"):
        _rewrite(page, lines, field, entries)
        return
    places = {key: page.front.place(field, key) for key in known}
    kept = {key for key in known if key in entries and isinstance(known[key], str)}
    last = max(places.values())
    for key in sorted(kept, key=lambda key: places[key]):
        if known[key] != entries[key]:
            _replace(lines, page.front.value_place(field, key), _value(entries[key]))
    new = {key: value for key, value in entries.items() if key not in kept}
    added = [_Line(line, lines[last.line - 1].end) for line in _written(new, " " * (last.column - 1))]
    lines[last.line : last.line] = added
    for place in sorted((places[key] for key in known if key not in kept), reverse=True):
        del lines[place.line - 1]


def _rewrite(page: Page, lines: list[_Line], field: str, entries: Mapping[str, str]) -> None:
    """Write a map in braces anew."""
    _replace(lines, page.front.value_place(field), _in_braces(entries))


def _replace(lines: list[_Line], place: Place, text: str) -> None:
    """Replace a value that is in one line."""
    if not place.length:
        raise UneditableError
    line, start = lines[place.line - 1], place.column - 1
    text = line.text[:start] + text + line.text[start + place.length :]
    lines[place.line - 1] = _Line(text, line.end)
