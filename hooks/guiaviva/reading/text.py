"""The plain text of a page: without markup, addresses, raw HTML and blocks."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyromark

from guiaviva.reading.containers import flatten
from guiaviva.reading.pages import OPTIONS, Page, Section

_BREAKS = frozenset({"SoftBreak", "HardBreak"})
# The end of each of these elements ends a line of text.
_BLOCKS = frozenset({"Paragraph", "Heading", "Item", "TableRow", "TableHead", "DefinitionListDefinition", "CodeBlock"})


# What stands in these elements is not said by the page: it quotes it, or names where it has it from.
_QUOTES = frozenset({"BlockQuote", "CodeBlock", "FootnoteDefinition"})


class Text(NamedTuple):
    """What a piece of Markdown says, and what it quotes or cites, with a line for each paragraph, item or row."""

    said: str
    quoted: str


def section_texts(page: Page, sources: Sequence[str] = ()) -> Iterator[tuple[Section | None, Text]]:
    """Return each section of a page with its own text, without that of its subsections.

    The text before the first heading comes first, with None. `sources` are words with which a list of sources begins.
    """
    lines = page.source.text.split("\n")
    body = "\n".join([""] * (page.body_line - 1) + lines[page.body_line - 1 :])
    flat = flatten(page.path, body).lines
    starts = [section.place.line for section in page.sections]
    yield None, text_of("\n".join(flat[: starts[0] - 1] if starts else flat), sources)
    for section, start, end in zip(page.sections, starts, [*starts[1:], len(flat) + 1], strict=False):
        # The heading itself is the first line, and the title of the section.
        yield section, text_of("\n".join(flat[start : end - 1]), sources)


def text_of(markdown: str, sources: Sequence[str] = ()) -> Text:
    """Return the text of a piece of Markdown.

    A paragraph that begins with one of `sources` and has a colon is cited; where it ends with it, the list below too.
    """
    said: list[str] = []
    quoted: list[str] = []
    names = tuple(f"{name}{sign}" for name in sources for sign in " ,:")
    listed = False
    for line, is_quoted, is_item in _lines(markdown):
        begins = line.startswith(names) and ":" in line
        listed = line.endswith(":") if begins else listed and is_item
        (quoted if is_quoted or begins or listed else said).append(line)
    return Text("\n".join(said), "\n".join(quoted))


def _lines(markdown: str) -> Iterator[tuple[str, bool, bool]]:
    """Return each paragraph, list item or row of a table, whether it is quoted, and whether it is in a list."""
    parts: list[str] = []
    skipped = depth = items = 0
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
            elif name in _QUOTES or (kind == "End" and name in _BLOCKS):
                yield from _written(parts, depth > 0, items > 0)
                parts = []
            step = 1 if kind == "Start" else -1
            depth += (name in _QUOTES) * step
            items += (name == "Item") * step
        elif kind in ("Text", "Code") and not skipped:
            parts.append(value)
    yield from _written(parts, quoted=False, item=False)


def _written(parts: Sequence[str], quoted: bool, item: bool) -> Iterator[tuple[str, bool, bool]]:
    lines = (" ".join(line.split()).removesuffix(" ·").strip("· ") for line in "".join(parts).split("\n"))
    yield from ((html.unescape(line), quoted, item) for line in lines if line)
