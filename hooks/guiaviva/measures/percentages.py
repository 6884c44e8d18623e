"""Percentages of a spreadsheet: it keeps 83% as 0.83, and only the form of the cell says that it is one."""

import io
import re
from typing import Any
from zipfile import BadZipFile, ZipFile

_STYLES = "xl/styles.xml"
# A form of its own with the sign, or one of the two that every spreadsheet has.
_PERCENT = re.compile(rb'formatCode="[^"]*%|numFmtId="(?:9|10)"')
_MOST = 10_000_000


class Percent(float):
    """A percentage, as it is shown: 83 of a cell that shows 83%."""


def has_percentages(data: bytes) -> bool:
    """Return whether a spreadsheet has a form for percentages; of files other than `.xlsx` that is not known."""
    try:
        with ZipFile(io.BytesIO(data)) as archive, archive.open(_STYLES) as file:
            return _PERCENT.search(file.read(_MOST)) is not None
    except (BadZipFile, KeyError, OSError, NotImplementedError):
        return False


def with_percentages(data: bytes, sheet: str, cells: list[list[Any]]) -> list[list[Any]]:
    """Return the cells of a sheet with those that show a percentage as such."""
    # It takes time to load, and few tables have percentages.
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for row in book[sheet].iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and "%" in cell.number_format:
                cells[cell.row - 1][cell.column - 1] = Percent(round(100 * cell.value, 6))
    return cells
