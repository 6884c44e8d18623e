"""Where the columns of a table are that say something of its figures, and its rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guiaviva.facts.schema import Shape
from guiaviva.measures.tables import Cell, Table


@dataclass(frozen=True)
class Places:
    """Where the columns of a table are that say something of its figures."""

    table: Table
    number: int
    posts: bool
    """Each row is a post, with all that it has had since it was published."""
    items: bool
    """Several rows may be of one day."""
    titled: bool
    """Its accounts are named by the titles of their profiles."""
    date: int | None
    account: int | None
    indicator: int | None
    note: int | None
    part: int | None
    n: int | None

    @classmethod
    def of(cls, table: Table, number: int, shape: Shape) -> "Places":
        daily = _has_days(table.cells(table.column(shape.daily)))
        posts = shape.posts and not daily
        items = shape.posts or table.column(shape.items) is not None
        titled = table.column(shape.account_column) is None
        names = (
            shape.daily if daily else shape.date,
            shape.title_column if titled else shape.account_column,
            shape.indicator_column,
            shape.note_column,
            shape.part_column,
            shape.n_column,
        )
        return cls(table, number, posts, items, titled, *map(table.column, names))

    def others(self) -> Iterator[int]:
        """Return the places of the columns that may be figures."""
        return (at for at in range(len(self.table.headings)) if at not in (self.date, self.account, self.note))


class Row(NamedTuple):
    """A row of a table, with its line."""

    places: Places
    line: int
    cells: Sequence[Cell]

    def at(self, place: int | None) -> Cell:
        """Return the cell at a place, "" where there is none."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def text(self, place: int | None) -> str:
        """Return the text of the cell at a place, on one line."""
        return " ".join(str(self.at(place)).split())


def _has_days(cells: Iterable[Cell]) -> bool:
    """Return whether there is a date among some cells, and not only what a total is called."""
    return any(isinstance(cell, date) or str(cell)[:1].isdigit() for cell in cells)
