"""Worksheets: stale sections to be translated outside, as PO, XLIFF or a document of a word processor, and back.

A unit is a section, or its title or description. Its id says which, and the signature of the original that was sent.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

import docx
import polib
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor

from guiaviva.editing import xliff
from guiaviva.editing.changes import shown
from guiaviva.editing.marking import Part
from guiaviva.editing.translating import FRONT, Side, sides, stale
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.reading.gate import LARGE
from guiaviva.reading.signatures import SIGNATURE

_ID = re.compile(
    rf"(?P<path>docs/[^#@\s]+\.md)#(?P<section>[^#@:\s]+)(?::(?P<field>{'|'.join(FRONT)}))?@(?P<signature>{SIGNATURE})"
)
# As wide as a page leaves room for.
_WIDTHS = (Cm(6.5), Cm(6.5), Cm(2.5))
_SMALL, _GREY = Pt(8), RGBColor(0x55, 0x59, 0x5F)
_RED, _GREEN = RGBColor(0xB3, 0x26, 0x1E), RGBColor(0x2E, 0x7D, 0x32)


class Unit(NamedTuple):
    """A text to translate: its original, and the translation so far. `parts` is the original with its changes."""

    id: str
    original: str
    translation: str
    parts: Sequence[Part] = ()


class Returned(NamedTuple):
    """A text that came back: of which section of which page, and which version of its original was translated.

    `field` is the title or description of the page, or "" for the text of the section.
    """

    path: str
    section: str
    field: str
    signature: str
    text: str


class Languages(NamedTuple):
    """From which language something is translated, and into which."""

    source: str
    target: str


class Words(NamedTuple):
    """What a worksheet says to whoever translates: what to do, and the heads of its columns."""

    help: str
    original: str
    translation: str
    done: str


def units(guide: Guide, language: str) -> Iterator[Unit]:
    """Return the texts of the sections in a language that are not as they were signed off."""
    for page, _ in stale(guide, language):
        source = guide.source_page(page.id)
        for one in sides(guide, page, source) if source else ():
            yield from _of_section(
                page.path, one, {name: str((source and source.file.fields.get(name)) or "") for name in FRONT}
            )


def _of_section(path: str, one: Side, front: Mapping[str, str]) -> Iterator[Unit]:
    for name, value in one.front.items():
        yield Unit(f"{path}#{one.id}:{name}@{one.signature}", front[name], value)
    parts = () if one.ours else one.parts
    yield Unit(f"{path}#{one.id}@{one.signature}", _body(one), one.text, parts)


def _body(one: Side) -> str:
    """Return the original of a section without what of the front matter was put before it."""
    lines = one.source.split("\n")
    while one.front and lines and lines[0].startswith(tuple(f"{name}: " for name in FRONT)):
        del lines[0]
    return "\n".join(lines).strip("\n")


def worksheet(path: PurePath, languages: Languages, some: Sequence[Unit], words: Words) -> bytes:
    """Return a worksheet of the format that its name ends with. Raises CannotJudgeError where there is no such one."""
    return _format(path).write(languages, some, words)


def returned(path: PurePath, data: bytes) -> tuple[tuple[Returned, ...], int]:
    """Return the texts of a worksheet that are done, and how many are not.

    Raises CannotJudgeError where it cannot be read, or holds none of ours.
    """
    read = _format(path).read
    try:
        written = list(read(data))
    except Exception as error:
        # What is broken breaks a library in more ways than it says.
        raise CannotJudgeError("worksheet-broken", path=str(path)) from error
    rows = [(match, text, done) for id, text, done in written if (match := _ID.fullmatch(id))]
    if not rows:
        raise CannotJudgeError("worksheet-broken", path=str(path))
    done = tuple(
        Returned(one["path"], one["section"], one["field"] or "", one["signature"], text.strip("\n"))
        for one, text, is_done in rows
        if is_done and text.strip()
    )
    return done, len(rows) - len(done)


_Row = tuple[str, str, bool]


class _Format(NamedTuple):
    write: Callable[[Languages, Sequence[Unit], Words], bytes]
    read: Callable[[bytes], Iterator[_Row]]


def _former(one: Unit) -> str | None:
    """Return what the original was before it changed, None where that is not known."""
    return "".join(part.text for part in one.parts if part.kind != "ins") if len(one.parts) > 1 else None


def _po(languages: Languages, some: Sequence[Unit], words: Words) -> bytes:
    file = polib.POFile(wrapwidth=0)
    file.header = words.help
    file.metadata = {
        "Language": languages.target,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for one in some:
        entry = polib.POEntry(msgctxt=one.id, msgid=one.original, msgstr=one.translation, previous_msgid=_former(one))
        # What there is may be wrong, and somebody has to say that it is not.
        entry.flags = ["fuzzy"]
        file.append(entry)
    return str(file).encode()


def _of_po(data: bytes) -> Iterator[_Row]:
    for one in polib.pofile(shown(data)):
        yield one.msgctxt or "", one.msgstr, not one.fuzzy


def _xliff(languages: Languages, some: Sequence[Unit], words: Words) -> bytes:
    texts = (xliff.Text(one.id, one.original, one.translation, _former(one)) for one in some)
    return xliff.written(*languages, texts, words.help)


def _docx(languages: Languages, some: Sequence[Unit], words: Words) -> bytes:
    document = docx.Document()
    document.core_properties.language = languages.target
    document.core_properties.author = ""
    document.add_paragraph(words.help)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, (words.original, words.translation, words.done), strict=True):
        cell.text = text
    for one in some:
        cells = table.add_row().cells
        _write(cells[0], one.parts or (Part("", one.original),))
        _write(cells[1], (Part("", one.translation),))
        name = cells[2].add_paragraph().add_run(one.id)
        name.font.size, name.font.color.rgb = _SMALL, _GREY
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width
    return _saved(document)


def _saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(cell: docx.table._Cell, parts: Sequence[Part]) -> None:
    """Write a text into a cell, a paragraph for each line, with what changed marked."""
    paragraph = cell.paragraphs[0]
    for part in parts:
        for at, line in enumerate(part.text.split("\n")):
            if at:
                paragraph = cell.add_paragraph()
            run = paragraph.add_run(line)
            if part.kind:
                run.font.strike, run.font.underline = part.kind == "del", part.kind == "ins"
                run.font.color.rgb = _RED if part.kind == "del" else _GREEN


def _of_docx(data: bytes) -> Iterator[_Row]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > LARGE:
            raise ValueError("size")
    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows[1:]:
            cells = row.cells
            last = [one.text.strip() for one in cells[2].paragraphs]
            id = next((one for one in last if _ID.fullmatch(one)), "")
            # Whatever else is written there says that it is done.
            yield id, "\n".join(one.text for one in cells[1].paragraphs), any(one and one != id for one in last)


_FORMATS: Mapping[str, _Format] = {
    ".docx": _Format(_docx, _of_docx),
    ".po": _Format(_po, _of_po),
    ".xlf": _Format(_xliff, xliff.read),
    ".xliff": _Format(_xliff, xliff.read),
}


def _format(path: PurePath) -> _Format:
    suffix = path.suffix.lower()
    if suffix not in _FORMATS:
        raise CannotJudgeError("worksheet-format", path=str(path), choices=list(_FORMATS))
    return _FORMATS[suffix]
