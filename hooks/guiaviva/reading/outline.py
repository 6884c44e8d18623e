"""The outline of a text of Markdown: its headings, and what stands below each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyromark

from guiaviva.reading.pages import OPTIONS


class Part(NamedTuple):
    """A heading with the text up to the next one. What stands before the first heading has level 0 and no title."""

    level: int
    title: str
    id: str
    """The id that is written at the heading, or ""."""
    body: str


def outline(text: str) -> list[Part]:
    """Return the parts of a text in order. A heading in a list or a quotation belongs to the text around it."""
    data = text.encode()
    parts: list[Part] = []
    level, title, id, start = 0, "", "", 0
    for heading, first, last in _headings(text):
        parts.append(Part(level, title, id, _body(data, start, first)))
        level, title, id, start = *heading, last
    parts.append(Part(level, title, id, _body(data, start, len(data))))
    return parts if parts[0].body else parts[1:]


def _headings(text: str) -> Iterator[tuple[tuple[int, str, str], int, int]]:
    """Return level, title and id of each heading at the margin, with the bytes at which it begins and ends."""
    # pyromark returns dicts and strings of too many forms to be typed here.
    events: Iterator[tuple[Any, Any]] = iter(pyromark.events_with_range(text, options=OPTIONS))
    depth, heading = 0, None
    words: list[str] = []
    for event, span in events:
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name == "Start":
            if depth == 0 and isinstance(value, dict) and "Heading" in value:
                heading, words = value["Heading"], []
            depth += 1
        elif name == "End":
            depth -= 1
            if depth == 0 and heading:
                yield (int(heading["level"][1]), " ".join("".join(words).split()), heading["id"] or ""), *_span(span)
                heading = None
        elif heading:
            words.append(str(value) if name in ("Text", "Code") else " " if name in ("SoftBreak", "HardBreak") else "")


def _span(span: dict[str, int]) -> tuple[int, int]:
    return span["start"], span["end"]


def _body(data: bytes, start: int, end: int) -> str:
    return data[start:end].decode("utf-8", errors="replace").strip("\n").rstrip()
