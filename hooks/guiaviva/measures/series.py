"""The measures of an indicator in order of time, and when the next one is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from guiaviva.diagnostics import Place
from guiaviva.facts.schema import Measured, PartName
from guiaviva.measures.frequencies import ENTRY_DAYS, PERIOD, Frequency, deadline, next_deadline

A_DAY = timedelta(days=1)
# What is dated later is a slip of whoever typed it.
FAR = date(9000, 1, 1)
Better = Literal["higher", "lower"]

STALE = 2
"""After so many periods without a measure nobody knows any more where an indicator stands."""


@dataclass(frozen=True)
class Point:
    """A value on a day, of one account or, where `account` is empty, of the whole."""

    date: date
    value: float
    account: str = ""
    note: str = ""
    source: str = ""
    """Where it comes from, such as the file that was imported."""
    breaks: bool = False
    """What is counted, or how, changed here: earlier values do not compare with it."""
    n: float | None = None
    """Of how many cases it was taken, where that is known."""
    place: Place | None = field(default=None, compare=False)
    """Its row; None where it was made of those of several accounts."""


@dataclass(frozen=True)
class Start:
    """Where growth and the way to a target are counted from: the baseline, or a break of the series."""

    date: date
    value: float
    broken: bool = False


@dataclass(frozen=True)
class Series:
    """An indicator of a plan with its measures until a day."""

    plan: str
    indicator: str
    name: Mapping[str, str]
    unit: Mapping[str, str]
    type: str
    better: Better
    """What the data says, or else the way from the baseline to the target."""
    baseline: Measured | None
    target: Measured | None
    frequency: Frequency | None
    responsible: str
    """The key of a role, or nothing."""
    accounts: tuple[str, ...]
    """The accounts that were measured, or that the indicator names."""
    points: tuple[Point, ...]
    """The whole: measured as such, or made of the accounts as `combine` of the indicator says."""
    by_account: Mapping[str, tuple[Point, ...]]
    closed: Mapping[str, date | None]
    """The accounts that are closed, by themselves or with their network, and since when, where that is known."""
    closing: Mapping[str, date]
    """The accounts on networks that are on trial or being retired, with the last day of those."""
    counted_from: date
    """From this day measures are due: the start of the plan, or the day of the baseline where that is later."""
    opened: Mapping[str, date] = field(default_factory=dict)
    """The days on which its accounts were opened, where these are known."""
    parts: Mapping[PartName, tuple[Point, ...]] = field(default_factory=dict)
    """Of an indicator with a formula, what its values were worked out of, of the whole and of each account."""
    undefined: tuple[date, ...] = ()
    """The days on which the formula would divide by nought."""
    combine: str | None = None
    """How the values of several accounts make that of the whole."""
    entry_days: int = ENTRY_DAYS
    """Within how many days after the end of a period its value must be there."""

    @property
    def breaks(self) -> tuple[Point, ...]:
        """The points of the whole at which the definition changed."""
        return tuple(point for point in self.points if point.breaks)

    @property
    def last(self) -> Point | None:
        """The latest point of the whole."""
        return self.points[-1] if self.points else None

    @property
    def finished(self) -> bool:
        """Whether all accounts that it counts are closed: nothing more will be measured."""
        return bool(self.accounts) and set(self.accounts) <= set(self.closed)

    def until(self, day: date) -> Series:
        """Return the series as it was on a day."""
        by_account = {key: tuple(one for one in points if one.date <= day) for key, points in self.by_account.items()}
        points = tuple(point for point in self.points if point.date <= day)
        closed = {key: ended for key, ended in self.closed.items() if ended is None or ended <= day}
        parts = {part: tuple(point for point in points if point.date <= day) for part, points in self.parts.items()}
        undefined = tuple(one for one in self.undefined if one <= day)
        return replace(self, points=points, by_account=by_account, closed=closed, parts=parts, undefined=undefined)

    def at(self, day: date) -> Point | None:
        """Return the latest point of the whole on a day or before it."""
        return next((point for point in reversed(self.points) if point.date <= day), None)

    def start(self, day: date) -> Start | None:
        """Return from where on a day growth and the way to the target are counted, the same wherever they are shown.

        That is the baseline, or the latest break after it. Without a baseline it is the latest break, or nothing.
        """
        for point in reversed(self.points):
            if point.breaks and point.date <= day and (self.baseline is None or point.date > self.baseline.date):
                return Start(point.date, point.value, broken=True)
        return Start(self.baseline.date, self.baseline.value) if self.baseline else None

    def between(self, start: date, end: date) -> tuple[Point, ...]:
        """Return the points of the whole from one day to another, both included."""
        return tuple(point for point in self.points if start <= point.date <= end)

    def due(self) -> date | None:
        """Return the day until which the next measure must be there, None where nothing is due."""
        return None if self.finished else self._due(self.measured_until(), self.counted_from)

    def _due(self, measured: date | None, begun: date) -> date | None:
        """Return until when the measure after another must be there; the first one is that of the first period."""
        if self.frequency is None:
            return None
        if measured and measured > begun:
            return self._next(measured)
        # A baseline of the last day of a period is no measure of that period, but what the next one begins with.
        return deadline(self.frequency, min(begun, FAR) + A_DAY, self.entry_days)

    def _next(self, measured: date) -> date:
        assert self.frequency
        return next_deadline(self.frequency, measured, self.entry_days)

    def stale(self, day: date, point: Point) -> bool:
        """Return whether a measure is too old on a day to tell where the indicator stands.

        That is after twice the period between two measures, and never before the next one had to be there. Where all
        accounts are closed nothing newer will come.
        """
        if self.frequency is None or self.finished:
            return False
        return day > max(point.date + STALE * PERIOD[self.frequency], self._next(point.date))

    def measured_until(self) -> date | None:
        """Return the day of the latest measure of the whole or, where the accounts make none, of any of them."""
        if self.points or not self.by_account:
            return self.points[-1].date if self.points else None
        return max((points[-1].date for points in self.by_account.values() if points), default=None)

    def lacking(self, today: date) -> tuple[str, ...]:
        """Return the accounts whose next measure should be there: open ones, among those that are counted."""
        if self.frequency is None:
            return ()
        late = []
        for key in self.accounts:
            points = self.by_account.get(key, ())
            begun = max(self.opened.get(key, self.counted_from), self.counted_from)
            due = self._due(points[-1].date if points else None, begun)
            if key not in self.closed and due and due < today:
                late.append(key)
        return tuple(late)

    def gaps(self) -> tuple[tuple[Point, Point], ...]:
        """Return the pairs of neighbours among the points of the whole between which a measure is missing."""
        if self.frequency is None:
            return ()
        # A measure may be taken some days sooner or later than a period after the one before.
        longest = PERIOD[self.frequency] * 1.5
        pairs = zip(self.points, self.points[1:], strict=False)
        return tuple((one, other) for one, other in pairs if other.date - one.date > longest)
