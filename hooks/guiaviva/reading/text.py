"""The plain text of a page: without markup, addresses, raw HTML and blocks."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pyromark

from guiaviva.reading.containers import flatten
from guiaviva.reading.pages import OPTIONS, Page, Section

_BREAKS = frozenset({"SoftBreak", "HardBreak"})
# The end of each of these elements ends a line of text.
_BLOCKS = frozenset({"Paragraph", "Heading", "Item", "TableRow", "TableHead", "DefinitionListDefinition", "CodeBlock"})


def section_texts(page: Page) -> Iterator[tuple[Section | None, str]]:
    """Return each section of a page with its own text, without that of its subsections.

    The text before the first heading comes first, with None. A line is a paragraph, a list item or a row of a table.
    """
    lines = page.source.text.split("\n")
    body = "\n".join([""] * (page.body_line - 1) + lines[page.body_line - 1 :])
    flat = flatten(page.path, body).lines
    starts = [section.place.line for section in page.sections]
    yield None, plain_text("\n".join(flat[: starts[0] - 1] if starts else flat))
    for section, start, end in zip(page.sections, starts, [*starts[1:], len(flat) + 1], strict=False):
        # The heading itself is the first line, and the title of the section.
        yield section, plain_text("\n".join(flat[start : end - 1]))


def plain_text(markdown: str) -> str:
    """Return the text of a piece of Markdown, with a line for each paragraph, list item or row of a table."""
    parts: list[str] = []
    skipped = 0
    # pyromark returns dicts and strings of too many forms to be typed here.
    events: Iterator[Any] = iter(pyromark.events(markdown, options=OPTIONS))
    for event in events:
        if isinstance(event, str):
            if event in _BREAKS:
                parts.append(" ")
            continue
        ((kind, value),) = event.items()
        if kind in ("Start", "End"):
            name = value if isinstance(value, str) else next(iter(value))
            if name == "HtmlBlock":
                skipped += 1 if kind == "Start" else -1
            elif kind == "End" and name == "TableCell":
                parts.append(" · ")
            elif kind == "End" and name in _BLOCKS:
                parts.append("\n")
        elif kind in ("Text", "Code") and not skipped:
            parts.append(value)
    lines = (" ".join(line.split()).removesuffix(" ·").strip("· ") for line in "".join(parts).split("\n"))
    return "\n".join(html.unescape(line) for line in lines if line)
