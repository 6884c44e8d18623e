"""Pages that are filled in, as documents: a page that links to `⟨its name⟩.rtf` has one.

RTF, since every word processor opens it and it is text: the same page gives the same bytes, on any computer.
"""

from __future__ import annotations

import locale
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pyromark
from babel.core import get_global

from guiaviva.guide import Guide
from guiaviva.reading.containers import flatten
from guiaviva.reading.pages import OPTIONS, Page
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.text import lines as text_of

# Widths in twips, of which an inch has 1440: the text of a sheet of A4, and the first column of a table of two.
_WIDTH, _FIRST = 9600, 3600
_PAPER = r"\paperw11906\paperh16838\margl1134\margr1134"
_SIZES = {"H1": 36, "H2": 28, "H3": 24}
# Word processors know headings by these names: a reader can go from one to the next.
_STYLES = "".join(
    rf"{{\s{level}\outlinelevel{level - 1}\b\fs{size} heading {level};}}"
    for level, size in enumerate(_SIZES.values(), 1)
)
_BEGIN = rf"{{\rtf1\ansi\ansicpg1252\uc1\deff0{{\fonttbl{{\f0\fswiss Arial;}}}}{{\stylesheet{{\s0 Normal;}}{_STYLES}}}"
_CELL = r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs"
# An empty row has room for what is written by hand, and no row is cut by the end of a page.
_ROW = r"\trowd\trgaph100\trrh500\trkeep\trpaddt60\trpaddb60\trpaddft3\trpaddfb3"
# What stands between a table and what follows it, without which two tables would be one.
_AFTER_TABLE = r"\pard\fs12\par\fs22"
_MARKS = {"Strong": "b", "Emphasis": "i"}


def forms(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return the path from the root of the guide, and the text, of each document that a page asks for."""
    for page in guide.all_pages:
        name = PurePosixPath(page.path).with_suffix(".rtf")
        if any(link.target == name.name for link in page.links):
            yield str(name), document(guide, page)


def document(guide: Guide, page: Page) -> str:
    """Return a page as RTF: headings, paragraphs, lists, tables, and what its blocks show, as text."""
    language = _language(page.language, guide)
    title = next((section.title for section in page.sections if section.level == 1), "")
    head = rf"{_BEGIN}{{\info{{\title {escaped(title)}}}}}{_PAPER}{language}\f0\fs22"
    return "\n".join((head, *_Writer().write(_markdown(guide, page)), "}")) + "\n"


def _language(language: str, guide: Guide) -> str:
    """Return what says the language, for spelling and reading aloud; nothing where RTF has no number for it.

    Of a language with several numbers it is that of the country, else of one on the same continent.
    """
    institution = guide.institution
    country = (institution.territory or "").partition("-")[0]
    continent = (institution.time_zone or "").partition("/")[0]
    near = {there for zone, there in get_global("zone_territories").items() if zone.startswith(f"{continent}/")}
    each = [(number, *name.split("_")[:2]) for number, name in locale.windows_locale.items()]
    own = [(number, there) for number, code, there in each if code == language]
    number, _ = max(own, key=lambda one: (one[1] == country, one[1] in near), default=(0, ""))
    return rf"\deflang{number}\lang{number}" if number else ""


def _markdown(guide: Guide, page: Page) -> str:
    """Return the body of a page, with the text of blocks in their place and without the link to the document itself."""
    body = [""] * (page.body_line - 1) + page.source.text.split("\n")[page.body_line - 1 :]
    flat = flatten(page.path, "\n".join(body)).lines
    for block in page.blocks:
        make_views = all_views().get((block.argument.split() or [""])[0])
        if make_views is not None:
            shown = make_views(Context(guide, page.language, page.id, block.argument))
            flat[block.place.line - 1] = " · ".join(text_of(shown))
    own = f"]({PurePosixPath(page.path).stem}.rtf)"
    return "\n".join("" if own in line else line for line in flat)


class _Writer:
    """Turns the events of a Markdown reader into lines of RTF."""

    def __init__(self) -> None:
        self.text = ""
        self.cells: list[str] = []
        self.numbers: list[int | None] = []
        self.indent = 0

    def write(self, markdown: str) -> Iterator[str]:
        # pyromark returns dicts and strings of too many forms to be typed here.
        events: Iterator[Any] = iter(pyromark.events(markdown, options=OPTIONS))
        for event in events:
            if isinstance(event, str):
                self.text += " " if event in ("SoftBreak", "HardBreak") else ""
                continue
            ((kind, value),) = event.items()
            if kind in ("Text", "Code"):
                self.text += escaped(value)
            elif kind in ("Start", "End"):
                name, details = (value, None) if isinstance(value, str) else next(iter(value.items()))
                yield from self._start(name, details) if kind == "Start" else self._end(name, details)

    def _start(self, name: str, details: Any) -> Iterator[str]:
        if name in _MARKS:
            self.text += f"{{\\{_MARKS[name]} "
        elif name == "List":
            self.numbers.append(details)
        elif name == "Item":
            yield from self._paragraph()
            number = self.numbers[-1]
            self.text = "\\bullet  " if number is None else f"{number}. "
            self.numbers[-1] = None if number is None else number + 1
        elif name == "BlockQuote":
            self.indent += 1

    def _end(self, name: str, details: Any) -> Iterator[str]:
        if name in _MARKS:
            self.text += "}"
        elif name == "Heading":
            level, size = (int(details[1]), _SIZES[details]) if details in _SIZES else (0, 22)
            style = f"\\s{level}\\outlinelevel{level - 1}" if level else ""
            yield f"\\pard{style}\\keepn\\sb240\\sa120{{\\b\\fs{size} {self.text}}}\\par"
            self.text = ""
        elif name == "TableCell":
            self.cells.append(self.text)
            self.text = ""
        elif name in ("TableHead", "TableRow"):
            yield self._row(bold=name == "TableHead")
            self.cells = []
        elif name in ("Paragraph", "Item"):
            yield from self._paragraph()
        elif name == "Table":
            yield _AFTER_TABLE
        elif name == "List":
            self.numbers.pop()
        elif name == "BlockQuote":
            self.indent -= 1

    def _paragraph(self) -> Iterator[str]:
        if self.text:
            yield f"\\pard\\sa120\\li{400 * (self.indent + len(self.numbers))} {self.text}\\par"
        self.text = ""

    def _row(self, *, bold: bool) -> str:
        count = len(self.cells)
        ends = [_FIRST, _WIDTH] if count == 2 else [_WIDTH * (place + 1) // count for place in range(count)]
        borders = "".join(f"{_CELL}\\cellx{end}" for end in ends)
        texts = "".join(f"{{\\b {text}}}\\cell " if bold else f"{text}\\cell " for text in self.cells)
        row = _ROW + "\\trhdr" * bold
        return f"{row}{borders}\\pard\\intbl {texts}\\row"


def escaped(text: str) -> str:
    """Return a text as RTF writes it, in ASCII alone."""
    units = text.encode("utf-16-le")
    codes = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    return "".join(_character(code) for code in codes)


def _character(code: int) -> str:
    if not 0 <= code < 128:
        return f"\\u{code}?"
    return f"\\{chr(code)}" if chr(code) in "\\{}" else chr(code)
