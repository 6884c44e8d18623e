"""Read the tables that networks, tools and spreadsheets export: rows of cells, each with its line."""

import codecs
import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape
from guiaviva.line_ends import plain
from guiaviva.measures.percentages import has_percentages, with_percentages
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
    title: str = ""
    """What stands alone above the headings; of a spreadsheet with several tables, the name of the sheet."""
    zone: str = ""
    """The time zone that the heading of the dates names."""
    sign: str = ""
    """What separates the cells of a text file."""
    above: tuple[str, ...] = ()
    """What stands above the first table of a file."""

    def cells(self, at: int | None) -> Iterator[Cell]:
        """Return the cells of the column at a place."""
        return (row[at] for _, row in self.rows if at is not None and at < len(row))

    def column(self, names: Iterable[str]) -> int | None:
        """Return the place of the column that has one of these headings, the first of them that there is, or None."""
        there = [plain_heading(heading) for heading in self.headings]
        return next((there.index(name) for name in map(plain_heading, names) if name in there), None)


@dataclass(frozen=True)
class Source:
    """The tables of a file, the shape that they have, and the name of the file."""

    tables: Sequence[Table]
    shape: Shape
    name: str


def plain_heading(text: str) -> str:
    """Return a heading as it is compared with others: in lower case, with single spaces and straight apostrophes."""
    return " ".join(text.replace("\ufeff", "").replace("’", "'").split()).casefold()


# Date (UTC), Fecha [GMT+01:00] and Data UTC+1.
_ZONED = re.compile(r"(.+?)\s*(?:[(\[]([^)\]]+)[)\]]|((?:UTC|GMT)\S*))")


def _dated(heading: str, wanted: set[str]) -> tuple[str, str] | None:
    """Return the heading of a column of dates and the time zone that it names, None where it is another one."""
    if plain_heading(heading) in wanted:
        return heading, ""
    match = _ZONED.fullmatch(heading)
    return (match[1], match[2] or match[3]) if match and plain_heading(match[1]) in wanted else None


def read_tables(data: bytes, name: str, shape: Shape) -> list[Table]:
    """Return the tables of a file that have a column of dates: the first, and of a spreadsheet those that are alike.

    Raises CannotJudgeError where the file is no table, or has no column of dates.
    """
    widest: Sequence[Cell] = ()
    if data.startswith(_SPREADSHEETS):
        of_sheets = []
        for title, rows in _sheets(data, name, shape):
            tables, headings = _tables(rows, shape)
            of_sheets.append([replace(one, title=one.title or title) for one in tables])
            widest = max(widest, headings, key=len)
        found = list(chain.from_iterable(of_sheets))
        if found:
            alike = [one for one in found if one.headings == found[0].headings]
            first = next(one for one in of_sheets if one)
            return first if len(first) > 1 or shape.sheet else alike
    else:
        for sign, rows in _text_rows(_decoded(data, name, shape), name, shape):
            tables, headings = _tables(rows, shape)
            if tables:
                return [replace(one, sign=sign) for one in tables]
            widest = max(widest, headings, key=len)
    headings = tuple(str(cell).strip() for cell in widest if cell)
    raise CannotJudgeError("no-column", path=name, wanted=tuple(shape.date), found=headings or ("—",))


def _tables(rows: Iterator[Row], shape: Shape) -> tuple[list[Table], Sequence[Cell]]:
    """Return the tables among some rows, and what are probably the headings where there is none: the widest row.

    A table begins with the row that has a column of dates; a line of its own above it is its title.
    """
    wanted = {plain_heading(one) for one in shape.date}
    without = {plain_heading(one) for one in shape.without}
    tables: list[Table] = []
    above: list[Row] = []
    widest: Sequence[Cell] = ()
    for number, (line, cells) in enumerate(rows):
        if not tables and number >= _ABOVE:
            break
        headings = _headings(cells, wanted)
        if headings is None:
            above.append((line, cells))
            widest = max(widest, cells, key=len)
        elif tables and headings[0] == tables[-1].headings and not _title(above):
            # The same headings once more, as at the top of each page.
            continue
        else:
            title = _title(above)
            if title:
                above.pop()
            notes = () if tables else tuple(str(cell) for _, row in above for cell in row if cell != "")
            above = []
            # The rows of another kind of table belong to none.
            if not without & set(map(plain_heading, headings[0])):
                tables.append(Table(headings[0], above, title, headings[1], above=(*notes, title)))
    return tables, widest


def _headings(cells: Sequence[Cell], wanted: set[str]) -> tuple[tuple[str, ...], str] | None:
    """Return the headings of a row and the time zone of its dates, None where it has no column of dates."""
    headings = [str(cell).strip() for cell in cells]
    dated = [(at, one) for at, heading in enumerate(headings) if (one := _dated(heading, wanted))]
    for at, (heading, _) in dated:
        headings[at] = heading
    return (tuple(headings), next((zone for _, (_, zone) in dated if zone), "")) if dated else None


def _title(above: Sequence[Row]) -> str:
    """Return the title that ends some rows: a text alone in its row, and no date of a row without figures."""
    filled = [str(cell).strip() for cell in above[-1][1] if cell != ""] if above else []
    alone = len(filled) == 1 and not filled[0][:1].isdigit() and not filled[0].startswith("#")
    return filled[0] if alone and not filled[0].casefold().startswith("sep=") else ""


def _sheets(data: bytes, name: str, shape: Shape) -> list[tuple[str, Iterator[Row]]]:
    """Return the name and the rows of each sheet, those of the one that is named first."""
    try:
        # What takes too much ends the process that reads it, and no other.
        sheets = run([partial(_unpacked, data, shape.sheet)], 2)[0]
    # Of a broken file the reader of archives also reports what is no error of its own.
    except (WorkError, OSError, ValueError):
        raise CannotJudgeError("not-a-table", path=name) from None
    return [(title, _rows(sheet)) for title, sheet in sheets]


def _unpacked(data: bytes, first: str | None) -> list[Any]:
    """Return the cells of all sheets, those of the one of that name first. Raises OSError or ValueError."""
    from python_calamine import CalamineError, CalamineWorkbook

    if CAN_FORK:
        _limit()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = sorted(book.sheet_names, key=lambda one: one != first)
        sheets = [(one, book.get_sheet_by_name(one).to_python(skip_empty_area=False)) for one in names]
        return [(one, with_percentages(data, one, cells)) for one, cells in sheets] if has_percentages(data) else sheets
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


def _text_rows(text: str, name: str, shape: Shape) -> Iterator[tuple[str, Iterator[Row]]]:
    """Return sign and rows, by each sign that may separate the cells: the one that is said, else the likely ones."""
    first, _, _ = plain(text).partition("\n")
    said = "\t" if shape.delimiter == "tab" else shape.delimiter
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=,"):
        said = first.strip()[-1]
    # What a shape says may have been changed by a spreadsheet that saved the table anew.
    signs = dict.fromkeys((*([said] if said else ()), *_DELIMITERS))
    for sign in signs:
        yield sign, _cells(text, sign, name)


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
