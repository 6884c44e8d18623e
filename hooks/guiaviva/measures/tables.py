"""Read the tables that networks, tools and spreadsheets export: rows of cells, each with its line."""

import codecs
import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape
from guiaviva.line_ends import plain
from guiaviva.reading.files import composed
from guiaviva.workers import CAN_FORK, WorkError, run

Cell = str | float | date
"""What a cell holds; in text files always text."""
Row = tuple[int, Sequence[Cell]]
"""A row with its line."""

# How a spreadsheet begins: that of today (a ZIP archive), and that of before 2007.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = (",", ";", "\t", "|")
# Above the headings of a table there may be a title and notes.
_ABOVE = 20
_FIELD = 1_000_000
# A cell in the last row and the last column makes a sheet of 17,000,000,000 of them.
_MEMORY, _SECONDS = 1_000_000_000, 60


@dataclass(frozen=True)
class Table:
    """The headings of a table, and its rows with their lines."""

    headings: tuple[str, ...]
    rows: Sequence[Row]

    def cells(self, at: int | None) -> Iterator[Cell]:
        """Return the cells of the column at a place."""
        return (row[at] for _, row in self.rows if at is not None and at < len(row))

    def column(self, names: Sequence[str]) -> int | None:
        """Return the place of the first column that has one of these headings, or None."""
        wanted = {name.casefold() for name in names}
        return next((at for at, heading in enumerate(self.headings) if heading.casefold() in wanted), None)


def read_table(data: bytes, name: str, shape: Shape) -> Table:
    """Return the table of a file. Raises CannotJudgeError where it is none, or has no column of dates."""
    if data.startswith(_SPREADSHEETS):
        candidates: Iterable[Iterator[Row]] = _sheets(data, name, shape)
    else:
        candidates = _text_rows(_decoded(data, name, shape), name, shape)
    wanted = {one.casefold() for one in shape.date}
    first: Sequence[Cell] = ()
    for rows in candidates:
        for _, cells in islice(rows, _ABOVE):
            headings = tuple(str(cell).strip() for cell in cells)
            if wanted & {one.casefold() for one in headings}:
                return Table(headings, list(rows))
            # The headings are probably the row with the most cells.
            first = max(first, cells, key=len)
    found = tuple(str(cell).strip() for cell in first if cell)
    raise CannotJudgeError("no-column", path=name, wanted=tuple(shape.date), found=found or ("—",))


def _sheets(data: bytes, name: str, shape: Shape) -> list[Iterator[Row]]:
    """Return the rows of each sheet, those of the one that is named first."""
    try:
        # What takes too much ends the process that reads it, and no other.
        sheets = run([partial(_unpacked, data, shape.sheet)], 2)[0]
    # Of a broken file the reader of archives also reports what is no error of its own.
    except (WorkError, OSError, ValueError):
        raise CannotJudgeError("not-a-table", path=name) from None
    return [_rows(sheet) for sheet in sheets]


def _unpacked(data: bytes, first: str | None) -> list[Any]:
    """Return the cells of all sheets, those of the one of that name first. Raises OSError or ValueError."""
    from python_calamine import CalamineError, CalamineWorkbook

    if CAN_FORK:
        _limit()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = sorted(book.sheet_names, key=lambda one: one != first)
        return [book.get_sheet_by_name(one).to_python(skip_empty_area=False) for one in names]
    except CalamineError as error:
        raise ValueError(str(error)) from None


def _limit() -> None:
    """Let this process, which does nothing else, take no more than a table needs, and end in silence."""
    import faulthandler
    import resource

    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _rows(sheet: Sequence[Sequence[object]]) -> Iterator[Row]:
    for line, row in enumerate(sheet, 1):
        if any(cell != "" for cell in row):
            yield line, [_cell(cell) for cell in row]


def _cell(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool):
        return str(cell)
    return cell if isinstance(cell, date | float | str) else float(cell) if isinstance(cell, int) else str(cell)


def _decoded(data: bytes, name: str, shape: Shape) -> str:
    """Return the text of a file: by its mark, as its shape says, UTF-8, UTF-16 without a mark, or that of Windows."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # A program that adds a mark to a text that has one writes it twice.
            return _text(data[len(mark) :], encoding, name).lstrip("\ufeff")
    if shape.encoding:
        return _text(data, shape.encoding, name)
    if b"\0" in data[:1000]:
        return _text(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le", name)
    try:
        return composed(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _text(data, "cp1252", name)


def _text(data: bytes, encoding: str, name: str) -> str:
    try:
        return composed(data.decode(encoding))
    except (UnicodeDecodeError, LookupError):
        raise CannotJudgeError("not-a-table", path=name) from None


def _text_rows(text: str, name: str, shape: Shape) -> Iterator[Iterator[Row]]:
    """Return the rows, by each sign that may separate the cells: the one that is said, else the likely ones."""
    first, _, _ = plain(text).partition("\n")
    said = "\t" if shape.delimiter == "tab" else shape.delimiter
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=,"):
        said = first.strip()[-1]
    # What a shape says may have been changed by a spreadsheet that saved the table anew.
    signs = dict.fromkeys((*([said] if said else ()), *_DELIMITERS))
    for sign in signs:
        yield _cells(text, sign, name)


def _cells(text: str, sign: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    line = 1
    try:
        for row in reader:
            if any(row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise CannotJudgeError("not-a-table", path=name) from None
