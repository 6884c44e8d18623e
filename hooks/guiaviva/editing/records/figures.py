"""The figures of a month, as a table that is filled in: what is still to be entered, and what is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guiaviva.entering import Month, months_of
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures.importing import PLAIN, Import, Options, import_table
from guiaviva.measures.reading import end_of_month, shown
from guiaviva.measures.writing import written
from guiaviva.views.charts import account_name
from guiaviva.views.context import Context

_COLUMNS = ("date", "indicator", "account", "part", "value", "note")
# The table begins with its headings.
_FIRST = 2


@dataclass(frozen=True)
class Figure:
    """A figure of a day: of which indicator, account and part, what it is, and a note."""

    date: str
    indicator: str
    account: str = ""
    part: str = ""
    value: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """What is asked for: the figure as it is there, what it is of in words, its days, and what helps to fill it in."""

    figure: Figure
    what: str
    period: str
    hint: str = ""


def to_enter(guide: Guide, first: date, language: str) -> Iterator[tuple[str, list[Cell]]]:
    """Return what each role has to enter for a month, by the name of the role."""
    for month in months_of(guide, first, language):
        yield month.called, [*_cells(month)]


def _cells(month: Month) -> Iterator[Cell]:
    for due in month.dues:
        figure = Figure(due.last.isoformat(), due.series.indicator, due.account, due.part or "")
        last = f"{month.word('last')}: {month.value(due, due.known.value)}" if due.known else ""
        where = f"{month.word('read-at')}: {source}" if (source := month.source(due)) else ""
        yield Cell(figure, month.what(due), month.period(due), " · ".join(filter(None, (last, where))))


def entered(guide: Guide, first: date, language: str) -> list[Cell]:
    """Return the figures of a month that are there, in the order of the files."""
    context = Context(guide, language)
    rows = [row for row in guide.facts.measures if first <= row.date <= end_of_month(first)]
    return [Cell(_figure(row), _what(context, row), context.day(row.date)) for row in rows]


def _figure(row: MeasureRow) -> Figure:
    return Figure(row.date.isoformat(), row.indicator, row.account, row.part or "", shown(row.value), row.note)


def _what(context: Context, row: MeasureRow) -> str:
    plans = context.guide.facts.plans.values()
    indicator = next((plan.indicators[row.indicator] for plan in plans if row.indicator in plan.indicators), None)
    name = context.text(indicator.record.name) if indicator else row.indicator
    part = context.word(row.part, "part") if row.part else ""
    account = account_name(context, row.account) if row.account else ""
    return " · ".join(filter(None, (name, account, part)))


def taken(guide: Guide, figures: Sequence[Figure], *, jumps: bool = False) -> Import:
    """Return what figures that were filled in would change; `jumps` says that those far from the last one are right.

    The lines of what it refuses are those of the figures, by `number_of`.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(one, name) for name in _COLUMNS] for one in figures)
    made = import_table(guide, table.getvalue().encode(), f"{PLAIN}.csv", PLAIN, Options(jumps=jumps))
    # They come from whoever fills them in, and from no table.
    return replace(made, source="")


def number_of(line: int) -> int:
    """Return which of the figures, from 0, is on a line of the table."""
    return line - _FIRST


def files(guide: Guide, made: Import) -> Mapping[str, bytes]:
    """Return the content of the files that figures change; an earlier value is kept in the note of its row."""
    earlier = guide.model.words["measures"]["earlier"]
    return dict(written(guide, made, earlier.get(guide.source_language) or earlier["en"]))
