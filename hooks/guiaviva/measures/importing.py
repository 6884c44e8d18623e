"""Import a table of measures: what it adds and changes, and which of its rows cannot be read.

Nothing is written where a row cannot be read: a table that is half in the guide is worse than one that is not there.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from math import isclose

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures import series_of
from guiaviva.measures.columns import find_figures
from guiaviva.measures.formulas import parts_of
from guiaviva.measures.frequencies import period_of
from guiaviva.measures.imported import Import, Key, Measure, Options, Refusal
from guiaviva.measures.reading import shown
from guiaviva.measures.rows import Reader
from guiaviva.measures.shapes import PLAIN, shape_of
from guiaviva.measures.tables import Source, read_tables

__all__ = ["FOLDER", "PLAIN", "Import", "Measure", "Options", "Refusal", "import_table", "require_readable", "shape_of"]

FOLDER = "data/measures"
# A value so many times as high as the one before is asked; of what is counted, few are nothing unusual.
_JUMP, _SMALL = 10, 20
# Values that are worked out have six decimals.
_ROUNDED = 1e-6


def require_readable(guide: Guide) -> None:
    """Raise CannotJudgeError where a file of measures cannot be read as a whole: something in it might be lost."""
    for problem in guide.facts.problems:
        if problem.place.path == FOLDER or problem.place.path.startswith(f"{FOLDER}/"):
            raise CannotJudgeError("unreadable-data", path=problem.place.path)


def import_table(guide: Guide, data: bytes, name: str, key: str, options: Options) -> Import:
    """Return what a file of the shape `key` would change. Raises CannotJudgeError where it cannot be read at all."""
    shape = shape_of(guide, key)
    source = Source(read_tables(data, name, shape), shape, name)
    figures = find_figures(guide, source, options.indicators)
    reader = Reader(guide, source, options, figures)
    comparing = _Comparing(guide, options)
    for measure in reader.measures():
        comparing.take(measure)
    # What the posts of a month add up to depends on how many there are of it in the table.
    comparing.look_for_jumps(within=not any(one.posts for one in reader.places))
    used = {one.table for one in figures}
    return Import(
        source=f"{key}: {name}",
        added=tuple(comparing.added),
        changed=tuple(comparing.changed),
        noted=tuple(comparing.noted),
        same=comparing.same,
        empty=reader.empty,
        totals=reader.totals,
        partial=tuple(reader.left_out),
        zones=tuple(dict.fromkeys(table.zone for table in source.tables if table.zone)),
        moved=guide.institution.time_zone or "" if reader.dates.moved else "",
        since=reader.since if reader.since and reader.since.day > 1 else None,
        others=tuple(table.title for number, table in enumerate(source.tables) if number not in used),
        refused=tuple(sorted((*reader.refused, *comparing.refused), key=lambda one: (one.table, one.line))),
    )


class _Comparing:
    """Compares what a table gives with what the guide has."""

    def __init__(self, guide: Guide, options: Options) -> None:
        self.guide, self.options = guide, options
        self.existing: dict[Key, MeasureRow] = {}
        self.days: dict[tuple[str, str, str | None], dict[date, float]] = defaultdict(dict)
        for row in guide.facts.measures:
            self.existing[row.date, row.indicator, row.account, row.part] = row
            self.days[row.indicator, row.account, row.part][row.date] = row.value
        self.indicators = {
            one.key: one.record for plan in guide.facts.plans.values() for one in plan.indicators.values()
        }
        for key, record in self.indicators.items():
            if record.baseline and not record.formula:
                self.days[key, "", None].setdefault(record.baseline.date, record.baseline.value)
        self.added: list[Measure] = []
        self.changed: list[tuple[MeasureRow, Measure]] = []
        self.noted: list[tuple[MeasureRow, Measure]] = []
        self.same = 0
        self.refused: list[Refusal] = []
        self.seen: dict[Key, Measure] = {}

    def take(self, measure: Measure) -> None:
        """Find out what a measure adds or changes."""
        other = self.seen.setdefault(measure.key, measure)
        row = self.existing.get(measure.key)
        if other is not measure:
            # Of two columns or two tables that were told to be the same.
            reason = "duplicate" if other.value == measure.value else "duplicate-other"
            values = {"other": other.line, "expected": shown(other.value), "date": measure.day}
            self.refuse(measure, reason, **values)
        elif row is None and not measure.part and self.indicators[measure.indicator].formula:
            self.take_worked_out(measure)
        elif row is None:
            if not self.counted_twice(measure):
                self.added.append(measure)
        elif row.value != measure.value:
            self.changed.append((row, measure))
        elif measure.note and measure.note not in row.note.split("; "):
            self.noted.append((row, measure))
        else:
            self.same += 1

    def take_worked_out(self, measure: Measure) -> None:
        """Count a value that is worked out of its parts, as the tables of the site have it; another one is noted."""
        value = self.worked_out.get((measure.indicator, measure.account, measure.day))
        if value is not None and isclose(value, measure.value, abs_tol=_ROUNDED):
            self.same += 1
            return
        parts = parts_of(self.indicators[measure.indicator])
        self.refuse(measure, "worked-out", choices=tuple(f"{measure.indicator}/{part}" for part in parts) or ("—",))

    @cached_property
    def worked_out(self) -> Mapping[tuple[str, str, date], float]:
        """The values of indicators with a formula."""
        every = (one for plan in self.guide.facts.plans.values() for one in series_of(self.guide, plan))
        return {
            (one.indicator, point.account, point.date): point.value
            for one in every
            if self.indicators[one.indicator].formula
            for point in chain(one.points, *one.by_account.values())
        }

    def counted_twice(self, measure: Measure) -> bool:
        """Return whether the guide has the value of its period already, by another day, which is noted."""
        record = self.indicators[measure.indicator]
        if record.frequency is None or record.temporal_aggregation == "last" or measure.part:
            return False
        first, last = period_of(record.frequency, measure.day)
        days = self.days[measure.indicator, measure.account, measure.part]
        for day in days:
            row = self.existing.get((day, measure.indicator, measure.account, measure.part))
            parts = record.temporal_aggregation in ("sum", "mean") and day != last and measure.rows == 1
            if row and first <= day <= last and not parts:
                self.refuse(
                    measure, "there-already", date=day, path=row.path, line_of=row.line, expected=shown(row.value)
                )
                return True
        return False

    def look_for_jumps(self, *, within: bool) -> None:
        """Note the values that are ten times as high or as low as those before them, unless they are right.

        They are compared with those of the guide, and `within` the table with one another.
        """
        if self.options.jumps:
            return
        new = (*self.added, *(measure for _, measure in self.changed))
        of: dict[tuple[str, str, str | None], list[Measure]] = defaultdict(list)
        for measure in new:
            of[measure.indicator, measure.account, measure.part].append(measure)
        for key, measures in of.items():
            values = dict(self.days[key])
            for measure in sorted(measures, key=lambda one: one.day):
                near = _near(values, measure.day)
                if within:
                    values[measure.day] = measure.value
                if near and _jumps(values_of := (measure.value, near[1])):
                    self.refuse(measure, "jump", expected=shown(values_of[1]), date=near[0])

    def refuse(self, measure: Measure, reason: str, **values: object) -> None:
        """Note that a measure cannot be taken as it is."""
        told = {"found": shown(measure.value), "indicator": measure.indicator}
        self.refused.append(Refusal(measure.line, reason, told | values, measure.table))


def _near(values: Mapping[date, float], day: date) -> tuple[date, float] | None:
    """Return the value with which another one is compared: that of its day, or the one before, or else the next one."""
    days = sorted(values)
    at = bisect_left(days, day)
    if at < len(days) and days[at] == day:
        return day, values[day]
    near = days[at - 1] if at else days[at] if days else None
    return (near, values[near]) if near else None


def _jumps(pair: tuple[float, float]) -> bool:
    low, high = sorted(map(abs, pair))
    few = high < _SMALL and all(value.is_integer() for value in pair)
    return low > 0 and high >= _JUMP * low and not few
