"""What an import is made of: what is said of the table, the measures that it gives, and what cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from guiaviva.facts.loading import MeasureRow
from guiaviva.facts.schema import PartName
from guiaviva.measures.reading import DayOrder, Decimal


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
    jumps: bool = False
    """Values ten times as high or as low as the one before are right."""


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be read: its line, a key of the group `measures` of `words/`, and what fills the sentence."""

    line: int
    reason: str
    values: Mapping[str, Any]
    table: str = ""
    """Where it is, in a file of several tables."""


Key = tuple[date, str, str, str | None]


class Measure(NamedTuple):
    """A measure of the table, with the line on which it is, or the last one of those of which it was made."""

    day: date
    indicator: str
    account: str
    value: float
    note: str
    line: int
    part: PartName | None = None
    begin: date | None = None
    """The first day that it is about, where it is about more than one."""
    rows: int = 1
    """Of how many rows it was made."""
    table: str = ""
    n: float | None = None
    """Of how many cases it was taken."""

    @property
    def key(self) -> Key:
        """What a measure is known by: the same day, indicator, part and account have one value."""
        return self.day, self.indicator, self.account, self.part

    @property
    def first(self) -> date:
        """The first day that it is about."""
        return self.begin or self.day


@dataclass(frozen=True)
class Import:
    """What a table would change in the guide."""

    source: str
    added: tuple[Measure, ...] = ()
    changed: tuple[tuple[MeasureRow, Measure], ...] = ()
    noted: tuple[tuple[MeasureRow, Measure], ...] = ()
    """Measures that are there already, and get a note."""
    same: int = 0
    empty: int = 0
    """Rows and cells without a figure."""
    totals: int = 0
    """Rows that are totals."""
    partial: tuple[str, ...] = ()
    """Months and weeks that are not over, or that the table covers in part, and that were left out."""
    zones: tuple[str, ...] = ()
    """The time zones that the headings of dates name."""
    moved: str = ""
    """The time zone of the institution, where times were by another clock."""
    since: date | None = None
    """The day of the first post, in a table of posts: whether there are earlier ones it does not tell."""
    others: tuple[str, ...] = ()
    """Tables of the file of which nothing was taken."""
    refused: tuple[Refusal, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it changes anything in the guide."""
        return bool(self.added or self.changed or self.noted)
