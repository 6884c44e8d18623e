"""Read the rows of the tables of a file as measures, and gather what cannot be read."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import PartName
from guiaviva.guide import Guide
from guiaviva.measures.accounts import account_of_export
from guiaviva.measures.columns import Figures
from guiaviva.measures.combining import Combining
from guiaviva.measures.decimals import decimal_of_column
from guiaviva.measures.durations import is_duration, read_duration
from guiaviva.measures.export_period import period_of_export
from guiaviva.measures.formulas import parts_of
from guiaviva.measures.imported import Measure, Options, Refusal
from guiaviva.measures.names import account_names, bare, indicator_names, indicators_of, part_names
from guiaviva.measures.percentages import Percent
from guiaviva.measures.places import Places, Row
from guiaviva.measures.reading import (
    SIGNS,
    Ambiguous,
    Dates,
    Decimal,
    decimal_of,
    half_converted,
    read_figure,
    shown,
)
from guiaviva.measures.tables import Cell, Source, Table
from guiaviva.measures.values import impossible, is_percentage, is_share
from guiaviva.nearest import nearest

# For so many rows the nearest key is looked for; the command shows fewer.
_SUGGESTED = 100
# Languages of exports besides those of the guide.
_NETWORKS_WRITE = ("en", "ca", "es")
# The second half of 78,5 where commas separate the cells.
_HALF = re.compile(r"[0-9]{1,2}")


class Reader:
    """Reads the rows of the tables of a file, and gathers what cannot be read."""

    def __init__(self, guide: Guide, source: Source, options: Options, figures: Sequence[Figures]) -> None:
        """Take tables with their columns of figures. Raises CannotJudgeError where an account is unknown."""
        self.guide, self.source, self.options, self.figures = guide, source, options, figures
        self.shape, tables = source.shape, source.tables
        shape = self.shape
        self.refused: list[Refusal] = []
        self.left_out: dict[str, None] = {}
        self.empty = self.totals = 0
        self.since: date | None = None
        self.of_one: dict[int, bool] = {}
        self.signs: dict[tuple[int, int], Decimal | None] = {}
        self.of_export: dict[tuple[int, str], str] = {}
        self.posts: dict[tuple[Cell, ...], int] = {}
        self.indicators = indicators_of(guide)
        # What is possible of every indicator is not asked again for each of many rows.
        self.most = {key: 100 if is_share(one) else math.inf for key, one in self.indicators.items()}
        self.accounts, self.named, self.parts = account_names(guide), indicator_names(guide), part_names(guide)
        self.places = [Places.of(table, number, shape) for number, table in enumerate(tables)]
        self.ignored = {one.casefold() for one in shape.ignore}
        self.none = {one.casefold() for one in shape.empty} | {""}
        self.typed = bool(shape.value_column)
        self.decimal = options.decimal or self.written_decimal(tables)
        cells = (cell for one in figures for cell in tables[one.table].cells(one.at))
        self.learned = self.decimal or decimal_of(cells)
        languages = (*guide.languages, *_NETWORKS_WRITE)
        self.dates = Dates(shape.dates, languages, options.order, options.year, guide.institution.time_zone)
        self.half_converted = {one.number for one in self.places if half_converted(one.table.cells(one.date))}
        dates = [cell for one in self.places for cell in one.table.cells(one.date)]
        above = [text for table in tables for text in table.above]
        self.dates.learn(dates, self.beside(), period_of_export((source.name, *above)))
        self.dates.settle_year(dates, guide.today)
        days = [day for cell in dates if isinstance(day := self.dates.read(cell), date) and day <= guide.today]
        self.span = (min(days), max(days)) if shape.sparse and days else ()
        if options.account and options.account not in guide.facts.keys["accounts"]:
            raise CannotJudgeError("no-account", found=options.account, choices=tuple(guide.facts.keys["accounts"]))

    def written_decimal(self, tables: Sequence[Table]) -> Decimal | None:
        """Return which sign a program writes before decimals: what all columns show, or else what its shape says.

        A table that people fill in may have several, and a spreadsheet may have changed what a shape says.
        """
        if self.typed:
            return None
        as_written = all(table.sign == self.shape.delimiter for table in tables)
        return decimal_of(self.beside()) or (self.shape.decimal if as_written else None)

    def beside(self) -> Iterator[Cell]:
        """Return the cells and the words of notes, besides the dates of the rows, in which a program writes dates."""
        if not self.typed:
            yield from (cell for one in self.places for at in one.others() for cell in one.table.cells(at))
            yield from (word.strip("().,;") for one in self.places for text in one.table.above for word in text.split())

    def measures(self) -> Iterator[Measure]:
        """Return the measures of the tables: those of their rows, or of the periods of their indicators."""
        for places in self.places:
            if figures := [one for one in self.figures if one.table == places.number]:
                yield from self.of_table(places, figures)

    def of_table(self, places: Places, figures: Sequence[Figures]) -> Iterator[Measure]:
        """Return the measures of one table."""
        columns = [
            Combining(self.indicators, one.column, shape=self.shape, posts=places.posts, items=places.items)
            for one in figures
        ]
        found: dict[int, list[Measure]] = defaultdict(list)
        first: date | None = None
        last: date | None = None
        for line, cells in places.table.rows:
            row = Row(places, line, cells)
            day = self.day(row) if self.fits(row, figures) else None
            if day is None:
                continue
            begin = self.dates.begins(row.at(places.date), day)
            last, first = max(last or day, day), min(first or begin, begin)
            for number, one in enumerate(figures):
                measure = self.measure(row, day, one)
                if measure is not None:
                    found[number].append(measure if begin == day else measure._replace(begin=begin))
        if places.posts and first:
            self.since = min(self.since or first, first)
        for number, column in enumerate(columns):
            column.first = min((first, *self.span), default=None) if first else None
            column.last = max((last, *self.span), default=None) if last else None
            yield from column.made(found[number])
            self.refused += column.refused
            self.left_out |= column.left_out

    def fits(self, row: Row, figures: Sequence[Figures]) -> bool:
        """Return whether a row has figures, and no cell that may be half of one; what is wrong with it is noted."""
        table = row.places.table
        width = len(table.headings)
        beyond = row.cells[width:]
        # Of 72,5 in a table with commas the second half stands there, or an empty cell in place of it.
        if any(cell != "" for cell in beyond) or (beyond and table.sign == ","):
            self.refuse(row, "too-many-cells", found=len(row.cells), expected=width)
            return False
        if self.is_total(row):
            self.totals += 1
            return False
        if row.places.items and (other := self.posts.setdefault(tuple(row.cells), row.line)) != row.line:
            self.refuse(row, "repeated", other=other)
            return False
        filled = [one for one in figures if not self.is_empty(row.at(one.at))]
        self.empty += len(figures) - len(filled)
        for one in filled:
            if table.sign == "," and (half := _half(row, one.at)):
                self.refuse(row, "split-figure", found=row.text(one.at), half=half)
                return False
        return bool(filled)

    def is_total(self, row: Row) -> bool:
        """Return whether a row is a total: it says so in place of its date, or in its first cell."""
        first, dated = (row.text(at).rstrip(":").casefold() for at in (0, row.places.date))
        return first in self.ignored or dated in self.ignored or dated.partition(" ")[0] in self.ignored

    def is_empty(self, cell: Cell) -> bool:
        """Return whether a cell has no figure."""
        return isinstance(cell, str) and cell.strip().casefold() in self.none

    def refuse(self, row: Row, reason: str, **values: Any) -> None:
        """Note that a row cannot be read."""
        refusal = Refusal(row.line, reason, values, row.places.table.title)
        # What concerns a whole row is not said again of each of its figures.
        if refusal not in self.refused[-1:]:
            self.refused.append(refusal)

    def day(self, row: Row) -> date | None:
        """Return the day of a row, None where it has none; what is wrong with it is noted."""
        cell, written = row.at(row.places.date), row.text(row.places.date)
        day = self.dates.read(cell)
        if isinstance(cell, str) and row.places.number in self.half_converted:
            self.refuse(row, "half-converted", found=written)
        elif isinstance(day, Ambiguous):
            self.refuse(row, "ambiguous-date", found=written, readings=day.readings)
        elif day is None:
            reason = "no-date" if cell == "" else "no-year" if self.dates.lacks_year else "bad-date"
            self.refuse(row, reason, found=written)
        elif day > self.guide.today >= self.dates.begins(cell, day):
            # The month that runs, or the week.
            self.left_out[written] = None
        elif day > self.guide.today:
            self.refuse(row, "future-date", found=day)
        else:
            return day
        return None

    def measure(self, row: Row, day: date, figures: Figures) -> Measure | None:
        """Return the measure of a column of a row, None where it has none; what is wrong with it is noted."""
        if self.is_empty(row.at(figures.at)):
            return None
        indicator = figures.column.indicator or self.indicator(row)
        account = self.account(row, figures, indicator) if indicator else None
        if not indicator or account is None:
            return None
        part, known = self.part(row, figures, indicator)
        value = self.value(row, figures, indicator, part) if known else None
        if value is None:
            return None
        places = row.places
        measure = Measure(
            day, indicator, account, value, row.text(places.note), row.line, part, table=places.table.title
        )
        return self.with_cases(row, measure)

    def with_cases(self, row: Row, measure: Measure) -> Measure | None:
        """Return a measure with the number of its cases, None where that cannot be read, which is noted."""
        cell = row.at(row.places.n)
        if self.is_empty(cell):
            return measure
        cases = self.figure(cell, counts=True)
        if isinstance(cases, float) and cases >= 0:
            return measure._replace(n=cases)
        self.refuse(row, "bad-figure", found=row.text(row.places.n))
        return None

    def value(self, row: Row, figures: Figures, indicator: str, part: PartName | None) -> float | None:
        """Return the value that a row gives an indicator, None where it is none, which is noted."""
        cell, written = row.at(figures.at), row.text(figures.at)
        value = self.figure(cell, counts=figures.column.counts)
        if isinstance(value, Ambiguous) and figures.column.indicator:
            value = read_figure(cell, self.of_column(figures))
        if is_duration(cell) and not part:
            value = read_duration(cell, self.indicators[indicator])
        if isinstance(value, Ambiguous):
            self.refuse(row, "ambiguous-figure", found=written, readings=value.readings)
        elif value is None:
            self.refuse(row, "duration" if is_duration(cell) else "bad-figure", found=written, indicator=indicator)
        elif figures.column.fraction and not _is_percent(cell) and is_percentage(self.indicators[indicator]):
            return round(100 * value, 6)
        elif not part and (reason := self.wrong(cell, value, indicator)):
            self.refuse(row, reason, found=shown(value), expected=shown(100 * value), indicator=indicator)
        else:
            return value
        return None

    def of_column(self, figures: Figures) -> Decimal | None:
        """Return which sign stands before decimals as a column shows."""
        place = (figures.table, figures.at)
        if place not in self.signs:
            self.signs[place] = decimal_of_column(self.places[figures.table].table.cells(figures.at))
        return self.signs[place]

    def wrong(self, cell: Cell, value: float, indicator: str) -> str:
        """Return why the value that a cell gives cannot be one of an indicator, or ""; of days it may be negative."""
        record = self.indicators[indicator]
        if _is_fraction(cell, value) and is_percentage(record):
            # A spreadsheet keeps 83% as 0.83, and 0.83% as 0.0083: of a figure alone it does not tell which it is.
            return "fraction"
        if _is_percent(cell) and record.unit and not is_percentage(record):
            return "percent-sign"
        return "" if value <= self.most[indicator] else impossible(record, value)

    def figure(self, cell: Cell, *, counts: bool) -> float | Ambiguous | None:
        """Return the figure of a cell, as the signs in its table are; of what counts it is whole."""
        # What is counted is whole, so that its signs stand between thousands, unless somebody says otherwise.
        value = read_figure(cell, self.options.decimal if counts else self.decimal)
        # Beside 72,5 the point of 1.234 stands between thousands; beside 72.5 it may be that of somebody else.
        if isinstance(value, Ambiguous) and self.learned and SIGNS[self.learned] not in str(cell):
            return read_figure(cell, self.learned)
        whole = isinstance(value, Ambiguous) and counts and str(cell).strip()[-1:].isdigit()
        return float(value.readings[0]) if isinstance(value, Ambiguous) and whole else value

    def indicator(self, row: Row) -> str:
        """Return the indicator that a row names, "" where it is unknown, which is noted."""
        written = row.text(row.places.indicator)
        found = self.named.get(bare(written), ())
        if len(found) == 1:
            return found[0]
        if found:
            self.refuse(row, "several-indicators", found=written, choices=found)
            return ""
        near = self.nearest(written, tuple(self.indicators)) or self.nearest(bare(written), tuple(self.named))
        choices = self.named.get(near, ()) or tuple(self.indicators)
        self.refuse(row, "unknown-indicator", found=written or "—", choices=choices)
        return ""

    def account(self, row: Row, figures: Figures, indicator: str) -> str | None:
        """Return the account of a row, "" where it is of the whole, and None where it is unknown."""
        written, places = row.text(row.places.account), row.places
        said = self.options.account or figures.column.account or self.shape.account or ""
        found = self.of_networks(self.accounts.get(bare(written), ()))
        if not written or (not found and places.titled and self.is_of_one(places)):
            return said or self.unnamed(places.number, indicator)
        if len(found) == 1:
            return found[0]
        # The handle that several networks share, or a name that the guide does not have, in a table of one account.
        if said in found or (not found and self.options.account and self.is_of_one(row.places)):
            return said
        if found:
            self.refuse(row, "several-accounts", found=written, choices=found)
            return None
        keys = tuple(self.guide.facts.keys["accounts"])
        near = self.nearest(written, keys)
        self.refuse(row, "unknown-account", found=written, choices=(near,) if near else keys)
        return None

    def of_networks(self, accounts: Sequence[str]) -> Sequence[str]:
        """Return those of some accounts that are of the networks of the shape, or all where none is."""
        known = self.guide.facts.accounts
        return tuple(one for one in accounts if known[one].record.network in self.shape.networks) or accounts

    def unnamed(self, table: int, indicator: str) -> str:
        """Return the account of a table that names none. Raises CannotJudgeError where it may be several."""
        key = (table, indicator)
        if key not in self.of_export:
            self.of_export[key] = account_of_export(self.guide, self.source, table, self.indicators[indicator])
        return self.of_export[key]

    def is_of_one(self, places: Places) -> bool:
        """Return whether a table names one account and no other."""
        if places.number not in self.of_one:
            names = {bare(str(cell)) for cell in places.table.cells(places.account)} - {""}
            self.of_one[places.number] = len(names) == 1
        return self.of_one[places.number]

    def part(self, row: Row, figures: Figures, indicator: str) -> tuple[PartName | None, bool]:
        """Return the part of a formula that a row names, if any, and whether it is known; if not that is noted."""
        written = figures.column.part or row.text(row.places.part)
        if not written:
            return None, True
        part, parts = self.parts.get(bare(written)), parts_of(self.indicators[indicator])
        if part in parts:
            return part, True
        self.refuse(row, "unknown-part", found=written, indicator=indicator, choices=parts or ("—",))
        return None, False

    def nearest(self, written: str, known: Sequence[str]) -> str:
        """Return the nearest of what is known, or ""; of more than are ever shown nothing is looked for."""
        return nearest(written, known) or "" if len(self.refused) < _SUGGESTED else ""


def _half(row: Row, at: int) -> str:
    """Return what may be the decimals of a figure: digits alone in the note, or under no heading; or ""."""
    after = at + 1
    elsewhere = after == row.places.note or row.places.table.headings[after : after + 1] == ("",)
    beside = row.text(after)
    return beside if elsewhere and row.text(at).isdigit() and _HALF.fullmatch(beside) else ""


def _is_percent(cell: Cell) -> bool:
    return isinstance(cell, Percent) or str(cell).strip().endswith("%")


def _is_fraction(cell: Cell, value: float) -> bool:
    """Return whether a value without the sign of percentages may be a part of one; in a text, 1 is none."""
    return not _is_percent(cell) and (0 < value < 1 or (isinstance(cell, float) and value == 1))
