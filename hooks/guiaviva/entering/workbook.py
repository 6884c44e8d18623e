"""The workbook in which figures are entered: a sheet for each role, which `guia measures import` takes back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from guiaviva.entering.month import Month
from guiaviva.measures.dues import Due
from guiaviva.measures.values import is_share, may_be_negative

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook says when it was made: always then, so that the same guide gives the same bytes.
_MADE = datetime(2000, 1, 1)
_HEAD = 3
"""The row of the headings, counted from 0: below the title, how the sheet is filled in, and a row that is empty."""
_LONGEST = 31
Value = str | float | date | None


@dataclass(frozen=True)
class _Column:
    """A column of the sheet: its heading, its width, and what is in its cells."""

    head: str
    width: int
    cell: Callable[[Due], Value]
    entered: bool = False
    hidden: bool = False


def workbook(months: Sequence[Month], file: str) -> bytes:
    """Return a workbook with a sheet for each role; `file` is what it will be called."""
    # It takes time to load.
    from xlsxwriter import Workbook

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    forms = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "entered": book.add_format({"bg_color": "#FFF2CC", "border": 1, "text_wrap": True, "valign": "top"}),
    }
    # All sheets have the same columns.
    parts = any(due.part for month in months for due in month.dues)
    for month, title in zip(months, sheet_names(months), strict=True):
        page = book.add_worksheet(title)
        page.set_footer(f"&L{file}&R&P / &N")
        _write(page, month, _columns(month, parts=parts), forms)
        page.write_string(1, 2, month.word("how", file=file))
    book.close()
    return written.getvalue()


def sheet_names(months: Sequence[Month]) -> tuple[str, ...]:
    """Return the names of the sheets: those of the roles, without the signs and the length that none may have."""
    names: dict[str, None] = {}
    for month in months:
        name = "".join(sign for sign in month.called if sign not in "[]:*?/\\").strip("'")[:_LONGEST]
        taken = {one.casefold() for one in names}
        names[name if name.casefold() not in taken else month.role[:_LONGEST]] = None
    return tuple(names)


def _columns(month: Month, *, parts: bool) -> Sequence[_Column]:
    """Return the columns of the sheet; the first two, which nobody has to see, are by what the values are known."""
    context = month.context
    word = context.word
    of_parts = [_Column(word("part", "chart"), 20, lambda due: word(due.part, "part") if due.part else "")]
    return (
        _Column("key", 10, lambda due: due.series.indicator, hidden=True),
        _Column("account", 10, lambda due: due.account, hidden=True),
        _Column(word("indicator"), 38, lambda due: context.text(due.series.name)),
        _Column(word("account"), 24, month.account),
        *(of_parts if parts else ()),
        _Column(word("period"), 26, month.period),
        _Column(word("day", "chart"), 12, lambda due: due.last),
        _Column(word("unit", "chart"), 16, lambda due: "" if due.part else context.text(due.series.unit)),
        _Column(month.word("last"), 12, lambda due: due.known.value if due.known else None),
        _Column(month.word("last-day"), 12, lambda due: due.known.date if due.known else None),
        _Column(word("value", "chart"), 14, lambda _: None, entered=True),
        _Column(word("note", "chart"), 30, lambda _: None, entered=True),
        _Column(month.word("until"), 12, lambda due: due.until),
        _Column(month.word("read-at"), 30, month.source),
        _Column(month.word("address"), 34, month.address),
    )


def _write(page: Worksheet, month: Month, columns: Sequence[_Column], forms: Mapping[str, Format]) -> None:
    """Write the sheet of a role."""
    page.write_string(0, 2, f"{month.word('title', month=month.name)} · {month.called}", forms["title"])
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, None, {"hidden": column.hidden})
        page.write_string(_HEAD, place, column.head, forms["head"])
        for row, due in enumerate(month.dues, _HEAD + 1):
            _cell(page, (row, place), column.cell(due), forms["entered" if column.entered else "text"], forms["day"])
    value = next(at for at, column in enumerate(columns) if column.entered)
    for row, due in enumerate(month.dues, _HEAD + 1):
        page.data_validation(row, value, row, value, _validation(month, due))
    page.freeze_panes(_HEAD + 1, 3)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD)


def _cell(page: Worksheet, at: tuple[int, int], value: Value, form: Format, day: Format) -> None:
    row, place = at
    if value is None or value == "":
        page.write_blank(row, place, None, form)
    elif isinstance(value, date):
        page.write_datetime(row, place, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, str):
        page.write_string(row, place, value, form)
    else:
        page.write_number(row, place, value, form)


def _validation(month: Month, due: Due) -> dict[str, object]:
    """Return which figures a cell takes, and what is said where one is entered."""
    record = month.context.guide.facts.plans[due.plan].indicators[due.series.indicator].record
    share = is_share(record) and not due.part
    low = -(10**9) if may_be_negative(record) and not due.part else 0
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": 100 if share else 10**12,
        "input_message": month.word("share" if share else "figure"),
        "error_message": month.word("wrong"),
    }
