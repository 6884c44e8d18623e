"""The passages of a page: its paragraphs, list items, rows, headings and titles, each with its line and plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyromark

from guiaviva.reading.containers import flatten
from guiaviva.reading.pages import OPTIONS, Page

_BREAKS = frozenset({"SoftBreak", "HardBreak"})
# What holds text of its own, and the kind of passage that it is.
_KINDS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "Item": "item",
    "TableHead": "header",
    "TableRow": "row",
    "DefinitionListTitle": "item",
    "DefinitionListDefinition": "item",
    "FootnoteDefinition": "item",
    "Image": "image",
}
# The fields of the front matter that are read by people.
FIELDS = frozenset({"title", "description", "search_words"})
_UNREAD = frozenset({"CodeBlock", "HtmlBlock"})
# «!!! note "Title"», «??? note "Title"» and «=== "Title"», which containers have taken out.
_BOX = re.compile(r'\s*(?:!!!|\?\?\?\+?|===[!+]*)\s[^"]*(?:"(.*)")?')
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#][^{}]*\}")
# A word ends at an apostrophe: `l'aigua` is two, and the first says much.
WORD = re.compile(r"[^\W\d_]+(?:·[^\W\d_]+)*")


@dataclass
class Passage:
    """A piece of a page that is read as one.

    `kind` is paragraph, item, header (of a table), row, heading, box (its title), image (its alternative text), code
    (without it), block (its first line), or the name of a field of the front matter. `text` is its plain text; `prose`
    the same without code, emphasis and the text of links to other sites, which may be of another language. `links` are
    the targets of its links.
    """

    kind: str
    line: int
    text: str = ""
    prose: str = ""
    quoted: bool = False
    links: list[str] = field(default_factory=list)

    @cached_property
    def words(self) -> list[str]:
        """The words of its prose, in lower case."""
        return words_of(self.prose)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return WORD.findall(text.lower())


def of_body(page: Page) -> tuple[Passage, ...]:
    """Return the passages below the front matter, by line; what is in code, HTML or a block is none.

    They depend on the text of the page alone.
    """
    lines = page.source.lines
    flat = flatten(page.path, "\n".join([""] * (page.body_line - 1) + lines[page.body_line - 1 :])).lines
    found = list(_read("\n".join(flat)))
    for number, (line, left) in enumerate(zip(lines, flat, strict=True), 1):
        if not left and line and number >= page.body_line and (match := _BOX.match(line)):
            found.append(Passage("box", number, match[1] or "", match[1] or ""))
    for one in found:
        one.text, one.prose = (" ".join(_ATTRIBUTES.sub(" ", text).split()) for text in (one.text, one.prose))
    found += (Passage("block", one.place.line, f"/// {one.name} | {one.argument}") for one in page.blocks)
    return tuple(sorted(found, key=lambda one: one.line))


def of_front(page: Page) -> Iterator[Passage]:
    """Return the texts of the front matter, each with the line where its key is."""
    for number, line in enumerate(page.source.lines[: page.body_line - 1], 1):
        name = line.partition(":")[0]
        value = page.fields.get(name)
        text = ". ".join(map(str, value)) if isinstance(value, list) else value
        if name in FIELDS and isinstance(text, str):
            yield Passage(name, number, text, text)


def _read(text: str) -> Iterator[Passage]:
    data = text.encode("utf-8", errors="surrogatepass")
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]
    stack: list[Passage | None] = []
    aside = unread = quotes = 0  # Open emphasis and links to other sites; code and HTML; block quotes.
    outside: list[bool] = []  # Of each open link, whether it leads to another site.
    # pyromark returns dicts and strings of too many forms to be typed here.
    events: Iterator[tuple[Any, Any]] = iter(pyromark.events_with_range(text, options=OPTIONS))
    for event, span in events:
        value: Any = " "
        if isinstance(event, str):
            kind = "Text" if event in _BREAKS else event
        else:
            ((kind, value),) = event.items()
        if kind == "Text" or kind == "Code":
            if (top := stack[-1] if stack else None) and not unread:
                top.text += value
                top.prose += value if kind == "Text" and not aside else " "
            continue
        if kind not in ("Start", "End"):
            continue
        name = value if isinstance(value, str) else next(iter(value))
        step = 1 if kind == "Start" else -1
        if name in _KINDS:
            if step < 0:
                stack.pop()
                continue
            above = stack[-1] if stack else None
            if name == "Paragraph" and above and above.kind == "item" and not above.text.strip():
                # The first paragraph of an item is the item's text, however its list is spaced.
                stack.append(above)
                continue
            line = bisect_right(starts, span["start"])
            stack.append(passage := Passage(_KINDS[name], line, quoted=quotes > 0))
            yield passage
        elif name == "Emphasis":
            aside += step
        elif name == "Link":
            if step > 0:
                target = value[name]["dest_url"]
                outside.append(":" in target)
                if stack and (top := stack[-1]):
                    top.links.append(target)
            aside += step * (outside[-1] if step > 0 else outside.pop())
        elif name in _UNREAD:
            unread += step
            if name == "CodeBlock" and step > 0:
                yield Passage("code", bisect_right(starts, span["start"]))
        elif name.startswith("BlockQuote"):
            quotes += step
        elif name == "TableCell" and step < 0 and stack and (top := stack[-1]):
            top.text += " | "
            top.prose += " | "
