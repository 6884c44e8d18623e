"""The tables of the plans beside their pages: each as CSV, and all of a plan as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from guiaviva import locales
from guiaviva.cache import digest
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.site.session import Export
from guiaviva.views.context import Context
from guiaviva.views.sheets import Share, Sheet, Value, file_of, sheets

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook says when it was made: always then, so that the same guide gives the same bytes.
MADE = datetime(2000, 1, 1)
# Columns of a workbook, in letters.
NARROW, WIDE = 14, 48
# The row of the headings, counted from 0: below the title, the date of the data, and a row that is empty.
_HEAD = 3
_A4 = 9
# So long is the name of a sheet at most.
_LETTERS = 31


def plan_files(language: str, folder: str) -> Export:
    """Return the export of the plans in a language; `folder` is that of its plans, from the top of the site."""

    def make(judgement: Judgement) -> Iterator[tuple[str, str | bytes]]:
        yield from files(judgement.guide, language)

    def key(judgement: Judgement) -> str:
        guide = judgement.guide
        return digest("plans", language, guide.today.isoformat(), guide.facts.fingerprint, guide.model.fingerprint)

    return Export(f"{folder}plans/", make, key=key)


def files(guide: Guide, language: str) -> Iterator[tuple[str, str | bytes]]:
    """Return path and content of the files of every plan that has a page."""
    for name, plan in guide.facts.plans.items():
        context = Context(guide, language, f"plans/{name}")
        if guide.shown(language, context.page) is None:
            continue
        made = list(sheets(context, plan))
        decimal = locales.decimal(context.spoken)
        for sheet in made:
            yield file_of(context, name, f"{sheet.name}.csv"), table(sheet, decimal)
        yield file_of(context, name, f"{name}.xlsx"), workbook(context, plan, made)


def table(sheet: Sheet, decimal: str = ".") -> str:
    """Return a table as CSV (RFC 4180), which begins with a mark by which programs know that it is UTF-8.

    Spreadsheets of a language with decimal commas separate the cells by semicolons.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";" if decimal == "," else ",")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        plain = (_plain(value) for value in row)
        writer.writerow(str(one).replace(".", decimal) if isinstance(one, float) else one for one in plain)
    return "\ufeff" + written.getvalue()


def _plain(value: Value) -> str | float:
    """Return a value as CSV has it: without the fraction of a whole number, and a text that is no formula.

    A text that begins like a formula would be calculated where the file is opened.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return "" if value is None else int(value) if value == int(value) else value


def workbook(context: Context, plan: Plan, made: list[Sheet]) -> bytes:
    """Return tables as a workbook of Excel, one on each sheet, below its title and the date of the data."""
    # It takes time to load, and most builds have the workbooks already.
    from xlsxwriter import Workbook

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    name = context.text(plan.head.record.name) if plan.head else plan.key
    book.set_properties({"title": name, "created": MADE})
    forms = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "share": book.add_format({"num_format": "0%", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
    }
    until = data_until(context, plan)
    for sheet in made:
        page = book.add_worksheet(_title(context.word(sheet.name)))
        page.write_string(0, 0, f"{name}: {context.word(sheet.name)}", forms["title"])
        page.write_string(1, 0, until)
        _write(page, sheet, forms)
    book.close()
    return written.getvalue()


def data_until(context: Context, plan: Plan) -> str:
    """Return until when there is data of a plan, in words."""
    today, indicators = context.guide.today, plan.indicators
    days = [row.date for row in context.guide.facts.measures if row.indicator in indicators and row.date <= today]
    if not days:
        return context.word("no-data", "chart")
    return context.word("until", "sheet").format(day=context.day(max(days)))


def _write(page: Worksheet, sheet: Sheet, forms: Mapping[str, Format]) -> None:
    """Write a table on a sheet, as it is read and printed: its headings stay in sight, and are on every page."""
    page.write_row(_HEAD, 0, sheet.heads, forms["head"])
    for number, row in enumerate(sheet.rows, _HEAD + 1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, place, datetime(value.year, value.month, value.day), forms["day"])
            elif isinstance(value, str):
                page.write_string(number, place, value, forms["text"])
            elif value is not None:
                page.write_number(number, place, value, forms["share" if isinstance(value, Share) else "text"])
    for place in range(len(sheet.heads)):
        longest = max(len(str(row[place] or "")) for row in sheet.rows)
        page.set_column(place, place, WIDE if longest > NARROW * 2 else max(NARROW, longest))
    page.freeze_panes(_HEAD + 1, 1)
    page.autofilter(_HEAD, 0, _HEAD + len(sheet.rows), len(sheet.heads) - 1)
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")


def _title(name: str) -> str:
    """Return a name as that of a sheet may be: without the signs of addresses, of 31 letters at most."""
    plain = "".join(letter for letter in name if letter not in "[]:*?/\\")
    return plain if len(plain) <= _LETTERS else plain[: _LETTERS + 1].rpartition(" ")[0] or plain[:_LETTERS]
