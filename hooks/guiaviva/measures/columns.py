"""Which columns of the tables of a file are figures, and of which indicator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Indicator, PartName, Shape, ShapeColumn
from guiaviva.guide import Guide
from guiaviva.measures.formulas import parts_of
from guiaviva.measures.names import Names, bare, indicator_names, indicators_of
from guiaviva.measures.tables import Source, Table, plain_heading

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Figures:
    """A column of figures: its table, its place, and of which indicator and account they are, where no row says it."""

    table: int
    at: int
    column: ShapeColumn


def over(base: Any, more: Any) -> Any:
    """Return a record with what another one says besides."""
    return base.model_copy(update={name: getattr(more, name) for name in more.model_fields_set})


def find_figures(guide: Guide, source: Source, said: Mapping[str, str]) -> list[Figures]:
    """Return the columns of figures that are indicators of the guide; `said` is which, beside the shape.

    Where nothing says which, those are that are called as an indicator is. Raises CannotJudgeError where none is, or
    one that is named is not there or is in several tables.
    """
    tables, shape = source.tables, source.shape
    for one in said.values():
        _require_indicator(one, indicators_of(guide))
    rows = [
        Figures(number, at, ShapeColumn())
        for number, table in enumerate(tables)
        if table.column(shape.indicator_column) is not None and (at := table.column(shape.value_column)) is not None
    ]
    columns = _Columns(tables, shape, source.name)
    of_shape = any(one.indicator for one in shape.columns.values())
    return rows or columns.found(said if said or of_shape else columns.called(indicator_names(guide)))


def _require_indicator(named: str, known: Mapping[str, Indicator]) -> None:
    key, _, part = named.partition("/")
    if key not in known:
        raise CannotJudgeError("no-indicator", found=key, choices=tuple(known))
    if part and part not in (parts := parts_of(known[key])):
        raise CannotJudgeError("no-indicator", found=named, choices=tuple(f"{key}/{one}" for one in parts) or (key,))


class _Columns:
    """The columns of figures of some tables, by what they may be called."""

    def __init__(self, tables: Sequence[Table], shape: Shape, name: str) -> None:
        self.tables, self.shape, self.name = tables, shape, name
        # Of each table, the places of the columns that the shape knows.
        self.known = [
            {at: key for key, one in shape.columns.items() if (at := table.column((key, *one.names))) is not None}
            for table in tables
        ]

    def called(self, names: Names) -> Mapping[str, str]:
        """Return the columns that are called as an indicator is, by what they are told from others with."""
        said = {}
        for number, table in enumerate(self.tables):
            for at in self.figures(number):
                known = self.known[number].get(at)
                also = (known, *self.shape.columns[known].names) if known else ()
                ones = {
                    key
                    for one in (table.headings[at], *self.titles(number, at), *also)
                    for key in names.get(bare(one), ())
                }
                if len(ones) == 1:
                    said[self.title((number, at))] = ones.pop()
        return said if len(set(said.values())) == len(said) else {}

    def found(self, said: Mapping[str, str]) -> list[Figures]:
        found: dict[tuple[int, int], Figures] = {}
        for heading, named in said.items():
            indicator, _, part = named.partition("/")
            place = self.place(heading) if heading else self.only()
            more: dict[str, PartName | str | None] = {"indicator": indicator, "part": part or None}
            found[place] = Figures(*place, self.column(place).model_copy(update=more))
        for heading, column in self.shape.columns.items():
            for place in self.places(heading, column.names) if column.indicator else ():
                found.setdefault(place, Figures(*place, over(self.column(place), column)))
        for one in found.values():
            headings = [plain_heading(heading) for heading in self.tables[one.table].headings]
            if headings.count(headings[one.at]) > 1:
                raise CannotJudgeError("heading-twice", path=self.name, found=self.tables[one.table].headings[one.at])
        if not found:
            raise CannotJudgeError("no-figures", path=self.name, found="—", choices=tuple(self.choices()))
        return list(found.values())

    def place(self, heading: str) -> tuple[int, int]:
        """Return the table and the place of the one column of a heading."""
        alias = next(
            ((key, *one.names) for key, one in self.shape.columns.items() if _called(heading, (key, *one.names))), ()
        )
        places = self.places(heading, alias)
        if len(places) == 1:
            return places[0]
        choices = [self.title(place) for place in places] or list(self.choices())
        raise CannotJudgeError("no-figures", path=self.name, found=heading, choices=tuple(choices))

    def only(self) -> tuple[int, int]:
        """Return the only column of figures that there is."""
        places = [(number, at) for number, known in enumerate(self.known) for at in known]
        values = ((number, table.column(self.shape.value_column)) for number, table in enumerate(self.tables))
        places = places or [(number, at) for number, at in values if at is not None]
        if len(places) == 1:
            return places[0]
        raise CannotJudgeError("no-figures", path=self.name, found="—", choices=tuple(self.choices()))

    def places(self, heading: str, names: Sequence[str]) -> list[tuple[int, int]]:
        """Return where a column is, by its heading, its table's title where it is the only one, or both."""
        found = []
        for number, table in enumerate(self.tables):
            at = table.column((heading, *names))
            if at is None:
                at = next((at for at in self.figures(number) if _called(heading, self.titles(number, at))), None)
            if at is not None:
                found.append((number, at))
        return found

    def figures(self, number: int) -> Sequence[int]:
        """Return the places of the columns of a table that may be figures."""
        dates = self.tables[number].column(self.shape.date)
        there = enumerate(self.tables[number].headings)
        return tuple(self.known[number]) or tuple(at for at, one in there if one and at != dates)

    def titles(self, number: int, at: int) -> Iterator[str]:
        table = self.tables[number]
        if table.title:
            yield f"{table.title}: {table.headings[at]}"
            if len(self.figures(number)) == 1:
                yield table.title

    def title(self, place: tuple[int, int]) -> str:
        """Return how a column is told from those of other tables."""
        *_, last = (self.tables[place[0]].headings[place[1]], *self.titles(*place))
        return last

    def column(self, place: tuple[int, int]) -> ShapeColumn:
        """Return what the shape knows of the column at a place, and of a table of that title."""
        number, at = place
        known = self.shape.columns[self.known[number][at]] if at in self.known[number] else ShapeColumn()
        title = self.tables[number].title
        titled = (one for key, one in self.shape.columns.items() if title and _called(title, (key, *one.names)))
        # Who is counted anew each day is not added up, unless the shape says so of a table of that title.
        people = set(self.shape.people) & set(_WORDS.findall(title.casefold()))
        column: ShapeColumn = over(known, next(titled, ShapeColumn(take="each") if people else ShapeColumn()))
        return column

    def choices(self) -> Iterator[str]:
        for number, table in enumerate(self.tables):
            several = len(self.tables) > 1
            for at in self.figures(number) if several else range(len(table.headings)):
                if table.headings[at]:
                    yield self.title((number, at)) if several else table.headings[at]


def _called(heading: str, names: Any) -> bool:
    return plain_heading(heading) in map(plain_heading, names)
