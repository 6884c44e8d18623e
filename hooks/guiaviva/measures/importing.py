"""Import a table of measures: what it adds and changes, and which of its rows cannot be read.

Nothing is written where a row cannot be read: a table that is half in the guide is worse than one that is not there.
"""

import csv
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from guiaviva.contentmodel import load_shapes
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import MeasureRow
from guiaviva.facts.schema import Indicator, PartName, Shape, ShapeColumn
from guiaviva.guide import Guide
from guiaviva.line_ends import end_of, plain
from guiaviva.measures.formulas import first_response, parts_of
from guiaviva.measures.reading import (
    SIGNS,
    Ambiguous,
    Dates,
    DayOrder,
    Decimal,
    decimal_of,
    end_of_month,
    read_figure,
    shown,
)
from guiaviva.measures.tables import Cell, Table, read_table
from guiaviva.measures.values import impossible, is_percentage, is_share
from guiaviva.nearest import nearest

FOLDER = "data/measures"
# For so many rows the nearest key is looked for; the command shows fewer.
_SUGGESTED = 100
COLUMNS = ("date", "indicator", "account", "value")


def require_readable(guide: Guide) -> None:
    """Raise CannotJudgeError where a file of measures cannot be read as a whole: something in it might be lost."""
    for problem in guide.facts.problems:
        if problem.place.path == FOLDER or problem.place.path.startswith(f"{FOLDER}/"):
            raise CannotJudgeError("unreadable-data", path=problem.place.path)


@dataclass(frozen=True)
class Options:
    """What whoever imports says of a table beside its shape."""

    account: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)
    """Indicators by the heading of their column; by "" where the table has one column of figures.

    One that is worked out of parts is named with its part: `interactions-per-post/posts`.
    """
    decimal: Decimal | None = None
    order: DayOrder | None = None
    year: int | None = None


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be read: its line, a key of the group `measures` of `words/`, and what fills the sentence."""

    line: int
    reason: str
    values: Mapping[str, Any]


_Key = tuple[date, str, str, PartName | None]


class Measure(NamedTuple):
    """A measure of the table, with the line on which it is, or the last one of those of which it was made."""

    day: date
    indicator: str
    account: str
    value: float
    note: str
    line: int
    part: PartName | None = None

    @property
    def key(self) -> _Key:
        """What a measure is known by: the same day, indicator, part and account have one value."""
        return self.day, self.indicator, self.account, self.part


@dataclass(frozen=True)
class Import:
    """What a table would change in the guide."""

    source: str
    added: tuple[Measure, ...] = ()
    changed: tuple[tuple[MeasureRow, Measure], ...] = ()
    same: int = 0
    empty: int = 0
    """Rows and cells without a figure."""
    partial: tuple[str, ...] = ()
    """Months and weeks that are not over, or that the table covers in part, and that were left out."""
    refused: tuple[Refusal, ...] = ()


def shape_of(guide: Guide, key: str) -> Shape:
    """Return a shape by its key, the program's with what the guide says of it. Raises CannotJudgeError for none."""
    known = load_shapes(guide.folder.root)
    own = {name: entry.record for name, entry in guide.facts.shapes.items()}
    if key not in known and key not in own:
        choices = tuple(dict.fromkeys((*known, *own)))
        raise CannotJudgeError("no-shape", found=key, choices=choices)
    base, more = known.get(key, Shape()), own.get(key, Shape())
    columns = dict(base.columns)
    for heading, column in more.columns.items():
        columns[heading] = _over(columns.get(heading, ShapeColumn()), column)
    merged: Shape = _over(base, more)
    return merged.model_copy(update={"columns": columns})


def _over(base: Any, more: Any) -> Any:
    return base.model_copy(update={name: getattr(more, name) for name in more.model_fields_set})


def import_table(guide: Guide, data: bytes, name: str, key: str, options: Options) -> Import:
    """Return what a file of the shape `key` would change. Raises CannotJudgeError where it cannot be read at all."""
    shape = shape_of(guide, key)
    table = read_table(data, name, shape)
    reader = _Reader(guide, table, shape, options, name)
    measures = list(reader.measures())
    existing = {(row.date, row.indicator, row.account, row.part): row for row in guide.facts.measures}
    added, changed, same = [], [], 0
    for measure in measures:
        row = existing.get(measure.key)
        if row is None:
            added.append(measure)
        elif row.value == measure.value:
            same += 1
        else:
            changed.append((row, measure))
    refused = tuple(sorted(reader.refused, key=lambda one: one.line))
    return Import(f"{key}: {name}", tuple(added), tuple(changed), same, reader.empty, reader.partial(), refused)


@dataclass(frozen=True)
class _Figures:
    """A column of figures: its place, and of which indicator and account they are, where the rows do not say."""

    at: int
    column: ShapeColumn


class _Reader:
    """Reads the rows of one table, and gathers what cannot be read."""

    def __init__(self, guide: Guide, table: Table, shape: Shape, options: Options, name: str) -> None:
        self.guide, self.table, self.shape, self.options = guide, table, shape, options
        self.refused: list[Refusal] = []
        self.empty = 0
        self.left_out: dict[str, None] = {}
        self.indicators: Mapping[str, Indicator] = {
            key: one.record for plan in guide.facts.plans.values() for key, one in plan.indicators.items()
        }
        # What is possible of every indicator is not asked again for each of many rows.
        self.most = {key: 100 if is_share(one) else math.inf for key, one in self.indicators.items()}
        self.accounts = _account_names(guide)
        self.date_at = table.column(shape.date)
        self.account_at = table.column(shape.account_column)
        self.indicator_at = table.column(shape.indicator_column)
        self.note_at = table.column(shape.note_column)
        self.part_at = table.column(shape.part_column)
        self.figures = self.columns(name)
        self.ignored = {one.casefold() for one in shape.ignore}
        self.none = {one.casefold() for one in shape.empty} | {"", "-", "–", "—"}
        self.decimal = options.decimal or shape.decimal
        self.learned = self.decimal or decimal_of(cell for one in self.figures for cell in table.cells(one.at))
        self.dates = Dates(shape.dates, (*guide.languages, "en"), options.order, options.year)
        self.dates.learn(table.cells(self.date_at))
        if options.account and options.account not in guide.facts.keys["accounts"]:
            raise CannotJudgeError("no-account", found=options.account, choices=tuple(guide.facts.keys["accounts"]))

    def columns(self, name: str) -> list[_Figures]:
        """Return the columns of figures that are indicators of the guide. Raises CannotJudgeError where none is."""
        for named in self.options.indicators.values():
            key, _, part = named.partition("/")
            if key not in self.indicators:
                raise CannotJudgeError("no-indicator", found=key, choices=tuple(self.indicators))
            if part and part not in (parts := parts_of(self.indicators[key])):
                choices = tuple(f"{key}/{one}" for one in parts) or (key,)
                raise CannotJudgeError("no-indicator", found=named, choices=choices)
        value_at = self.table.column(self.shape.value_column)
        if self.indicator_at is not None and value_at is not None:
            return [_Figures(value_at, ShapeColumn())]
        found: list[_Figures] = []
        there = {heading: at for heading in self.shape.columns if (at := self.table.column([heading])) is not None}
        for heading, key in self.options.indicators.items():
            # Without a heading, the only column of figures is meant.
            only = next(iter(there.values())) if len(there) == 1 else value_at
            at = self.table.column([heading]) if heading else only
            if at is None:
                headings = tuple(one for one in self.table.headings if one)
                raise CannotJudgeError("no-figures", path=name, found=heading or "—", choices=headings)
            known = self.shape.columns.get(self.table.headings[at], ShapeColumn())
            indicator, _, part = key.partition("/")
            found.append(_Figures(at, known.model_copy(update={"indicator": indicator, "part": part or None})))
        found += [
            _Figures(at, self.shape.columns[heading])
            for heading, at in there.items()
            if self.shape.columns[heading].indicator and at not in {one.at for one in found}
        ]
        if not found:
            raise CannotJudgeError("no-figures", path=name, found="—", choices=tuple(filter(None, self.table.headings)))
        return found

    def measures(self) -> Iterator[Measure]:
        """Return the measures of the table: those of its rows, or of its months."""
        seen: dict[tuple[int, _Key], Measure] = {}
        months: dict[tuple[int, _Key], list[Measure]] = defaultdict(list)
        first: date | None = None
        last: date | None = None
        for line, row in self.table.rows:
            if any(cell != "" for cell in row[len(self.table.headings) :]):
                # Of 72,5 in a table with commas the second half stands there.
                self.refuse(line, "too-many-cells", found=len(row), expected=len(self.table.headings))
                continue
            day = self.day(line, row)
            if day is None:
                continue
            last = max(last or day, day)
            if self.date_at is not None and (first is None or day.replace(day=1) < first):
                first = self.dates.begins(row[self.date_at], day)
            for number, figures in enumerate(self.figures):
                measure = self.measure(line, row, day, figures)
                if measure is None:
                    continue
                # The times of many messages of one day make one measure.
                many = figures.column.take == "median"
                before = measure if many else seen.setdefault((number, measure.key), measure)
                if before is not measure:
                    values = {"date": day, "indicator": measure.indicator, "other": before.line}
                    both = {"found": shown(measure.value), "expected": shown(before.value)}
                    reason = "duplicate" if before.value == measure.value else "duplicate-other"
                    self.refused.append(Refusal(line, reason, values | both))
                elif figures.column.take == "each":
                    yield measure
                else:
                    months[number, (end_of_month(day), *measure.key[1:])].append(measure)
        for (number, (end, indicator, account, part)), ones in months.items():
            take = self.figures[number].column.take
            # The last value of a month does not need those before it.
            begun = take == "last" or (first is not None and first <= end.replace(day=1))
            if not begun or last is None or last < end:
                self.left_out[f"{end:%Y-%m}"] = None
                continue
            value = _taken(take, ones)
            yield Measure(end, indicator, account, value, "", ones[-1].line, part)

    def partial(self) -> tuple[str, ...]:
        """Return the months that were left out."""
        return tuple(self.left_out)

    def refuse(self, line: int, reason: str, **values: Any) -> None:
        """Note that a row cannot be read."""
        self.refused.append(Refusal(line, reason, values))

    def day(self, line: int, row: Sequence[Cell]) -> date | None:
        """Return the day of a row, None where it has none; what is wrong with it is noted."""
        cell = row[self.date_at] if self.date_at is not None and self.date_at < len(row) else ""
        if isinstance(cell, str) and cell.strip().casefold() in self.ignored:
            return None
        day = self.dates.read(cell)
        if isinstance(day, Ambiguous):
            self.refuse(line, "ambiguous-date", found=str(cell).strip(), readings=day.readings)
        elif day is None:
            reason = "no-date" if cell == "" else "no-year" if self.dates.lacks_year else "bad-date"
            self.refuse(line, reason, found=str(cell).strip())
        elif day > self.guide.today >= self.dates.begins(cell, day):
            # The month that runs, or the week.
            self.left_out[str(cell).strip()] = None
        elif day > self.guide.today:
            self.refuse(line, "future-date", found=day)
        else:
            return day
        return None

    def measure(self, line: int, row: Sequence[Cell], day: date, figures: _Figures) -> Measure | None:
        """Return the measure of a column of a row, None where it has none; what is wrong with it is noted."""
        cell = row[figures.at] if figures.at < len(row) else ""
        if isinstance(cell, str) and cell.strip().casefold() in self.none:
            self.empty += 1
            return None
        indicator = figures.column.indicator or self.text(row, self.indicator_at)
        if indicator not in self.indicators:
            near = self.nearest(indicator, tuple(self.indicators))
            choices = (near,) if near else tuple(self.indicators)
            self.refuse(line, "unknown-indicator", found=indicator or "—", choices=choices)
            return None
        account = self.account(line, row, figures.column)
        if account is None:
            return None
        part = figures.column.part or self.text(row, self.part_at) or None
        if part and part not in (parts := parts_of(self.indicators[indicator])):
            self.refuse(line, "unknown-part", found=part, indicator=indicator, choices=parts or ("—",))
            return None
        value = read_figure(cell, self.decimal)
        written = str(cell).strip()
        # Beside 72,5 the point of 1.234 stands between thousands; beside 72.5 it may be that of somebody else.
        if isinstance(value, Ambiguous) and self.learned and SIGNS[self.learned] not in written:
            value = read_figure(cell, self.learned)
        if isinstance(value, Ambiguous):
            self.refuse(line, "ambiguous-figure", found=written, readings=value.readings)
        elif value is None:
            self.refuse(line, "bad-figure", found=written)
        elif part:
            if value >= 0:
                return Measure(day, indicator, account, value, self.text(row, self.note_at), line, part)
            self.refuse(line, "negative", found=shown(value), indicator=indicator)
        elif isinstance(cell, float) and 0 < value <= 1 and is_percentage(self.indicators[indicator]):
            # A spreadsheet keeps 83% as 0.83, and 0.83% as 0.0083: of a figure alone it does not tell which it is.
            self.refuse(line, "fraction", found=shown(value), expected=shown(100 * value))
        elif not 0 <= value <= self.most[indicator] and (reason := impossible(self.indicators[indicator], value)):
            self.refuse(line, reason, found=shown(value), indicator=indicator)
        else:
            return Measure(day, indicator, account, value, self.text(row, self.note_at), line)
        return None

    def account(self, line: int, row: Sequence[Cell], column: ShapeColumn) -> str | None:
        """Return the account of a row, "" where it is of the whole, and None where it is unknown."""
        written = self.text(row, self.account_at)
        if not written:
            return self.options.account or column.account or self.shape.account or ""
        found = self.accounts.get(_bare(written), ())
        if len(found) == 1:
            return found[0]
        if found:
            self.refuse(line, "several-accounts", found=written, choices=found)
            return None
        keys = tuple(self.guide.facts.keys["accounts"])
        near = self.nearest(written, keys)
        self.refuse(line, "unknown-account", found=written, choices=(near,) if near else keys)
        return None

    def nearest(self, written: str, known: Sequence[str]) -> str:
        """Return the nearest of what is known, or ""; of more than are ever shown nothing is looked for."""
        return nearest(written, known) or "" if len(self.refused) < _SUGGESTED else ""

    def text(self, row: Sequence[Cell], at: int | None) -> str:
        """Return the text of a cell on one line, "" where there is none."""
        return " ".join(str(row[at]).split()) if at is not None and at < len(row) else ""


def _account_names(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """Return the accounts that a name may mean: a key, else a handle or an address, in lower case."""
    names: dict[str, tuple[str, ...]] = {}
    for key, entry in guide.facts.accounts.items():
        for name in (_bare(entry.record.handle), _bare(entry.record.url)):
            names[name] = (*names.get(name, ()), key)
    return names | {key: (key,) for key in guide.facts.keys["accounts"]}


def _bare(name: str) -> str:
    """Return a handle without its @, or an address without what it may as well lack, in lower case."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold())
    return name.removeprefix("@").rstrip("/")


def _taken(take: str, measures: Sequence[Measure]) -> float:
    """Return what of the measures of a month makes that of the month."""
    if take == "last":
        return max(measures, key=lambda one: one.day).value
    if take == "median":
        return first_response([one.value for one in measures]).value or 0.0
    total = sum(one.value for one in measures)
    return round(total / len(measures) if take == "mean" else total, 6)


def written(guide: Guide, made: Import, earlier: str) -> Iterator[tuple[str, bytes]]:
    """Return path and content of each file of the guide that an import changes.

    A value that changes is kept in the note of its row, in the words of `earlier`, with its {value} and {source}.
    """
    changes: dict[str, dict[int, Measure]] = defaultdict(dict)
    for row, measure in made.changed:
        changes[row.path][row.line] = measure
    additions: dict[str, list[Measure]] = defaultdict(list)
    for measure in made.added:
        additions[f"{FOLDER}/{measure.day.year}.csv"].append(measure)
    before = {(row.path, row.line): row for row, _ in made.changed}
    for path in dict.fromkeys((*changes, *additions)):
        text = guide.folder.read(path).decode("utf-8") if guide.folder.is_file(path) else ""
        sheet = _Sheet(text)
        for line, measure in changes[path].items():
            old = before[path, line]
            note = earlier.format(value=shown(old.value), source=old.source or "—")
            sheet.change(line, {"value": shown(measure.value), "note": _joined(old.note, note), "source": made.source})
        for measure in sorted(additions[path], key=lambda one: one.day):
            cells = {"date": measure.day.isoformat(), "indicator": measure.indicator, "account": measure.account}
            more = {
                "value": shown(measure.value),
                "note": measure.note,
                "source": made.source,
                "part": measure.part or "",
            }
            sheet.add({name: cell for name, cell in (cells | more).items() if cell})
        yield path, sheet.text().encode("utf-8")


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))


class _Sheet:
    """A file of measures whose rows are changed and added to, in the form in which it is written."""

    def __init__(self, text: str) -> None:
        """Take a text apart; an empty one becomes a table with all columns that are used."""
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        self.end = end_of(text)
        self.sign = ";" if ";" in plain(text).partition("\n")[0] else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.sign, strict=True)
        self.rows: list[list[str]] = []
        self.lines: dict[int, int] = {}
        line = 1
        for row in reader:
            self.lines[line] = len(self.rows)
            self.rows.append(row)
            line = reader.line_num + 1
        if not any(self.rows):
            self.rows = [list(COLUMNS)]
        self.header = next(at for at, row in enumerate(self.rows) if any(row))
        self.headings = [one.strip() for one in self.rows[self.header]]

    def change(self, line: int, cells: Mapping[str, str]) -> None:
        """Write cells into the row of a line."""
        self._write(self.rows[self.lines[line]], cells)

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row."""
        row: list[str] = []
        self._write(row, cells)
        self.rows.append(row)

    def _write(self, row: list[str], cells: Mapping[str, str]) -> None:
        for name in cells:
            if name not in self.headings:
                self.headings.append(name)
                self.rows[self.header].append(name)
        row += [""] * (len(self.headings) - len(row))
        for name, cell in cells.items():
            row[self.headings.index(name)] = cell

    def text(self) -> str:
        """Return the text of the file."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self.sign, lineterminator=self.end)
        width = len(self.headings)
        writer.writerows([*row, *[""] * (width - len(row))] if any(row) else row for row in self.rows)
        return self.mark + stream.getvalue()
