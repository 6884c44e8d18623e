"""The measures of an indicator in order of time, and whether it is on its way to its target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from guiaviva.diagnostics import Place
from guiaviva.facts.loading import Entry, MeasureRow, Plan
from guiaviva.facts.schema import Indicator, Measured, PartName
from guiaviva.guide import Guide
from guiaviva.guide.durations import minutes
from guiaviva.measures.formulas import FORMULAS

StateName = Literal["on-track", "at-risk", "missed", "no-data", "too-early"]
Better = Literal["higher", "lower"]
Frequency = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]

TOLERANCE = 0.05
"""An indicator is on track that has come at least 95% as far as its path asks."""
EARLY = 0.1
"""In the first tenth of its path, nothing is said of an indicator that lags behind."""
DUE: Mapping[Frequency, timedelta] = {
    "daily": timedelta(days=4),
    "weekly": timedelta(days=10),
    "monthly": timedelta(days=46),
    "quarterly": timedelta(days=107),
    "yearly": timedelta(days=397),
}
"""How long after one measure the next must be there: its period, and the days that it takes to count and to type it."""
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
    place: Place | None = field(default=None, compare=False)
    """Its row; None where it was made of those of several accounts."""


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

    def holding(self, day: date) -> Point | None:
        """Return the point that holds on a day, None where the latest one is out of date by then."""
        point = self.at(day)
        if point is None or (self.frequency and day > point.date + DUE[self.frequency]):
            return None
        return point

    def between(self, start: date, end: date) -> tuple[Point, ...]:
        """Return the points of the whole from one day to another, both included."""
        return tuple(point for point in self.points if start <= point.date <= end)

    def due(self) -> date | None:
        """Return the day until which the next measure must be there, None where nothing is due."""
        if self.frequency is None or self.finished:
            return None
        return max(self.measured_until() or self.counted_from, self.counted_from) + DUE[self.frequency]

    def stale(self, day: date, point: Point) -> bool:
        """Return whether a measure is too old on a day to tell where the indicator stands.

        That is after twice the period between two measures, and never before the next one had to be there. Where all
        accounts are closed nothing newer will come.
        """
        if self.frequency is None or self.finished:
            return False
        return day > point.date + max(STALE * _PERIOD[self.frequency], DUE[self.frequency])

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
            since = max(points[-1].date if points else self.opened.get(key, self.counted_from), self.counted_from)
            if key not in self.closed and since + DUE[self.frequency] < today:
                late.append(key)
        return tuple(late)

    def gaps(self) -> tuple[tuple[Point, Point], ...]:
        """Return the pairs of neighbours among the points of the whole between which a measure is missing."""
        if self.frequency is None:
            return ()
        # A measure may be taken some days sooner or later than a period after the one before.
        longest = _PERIOD[self.frequency] * 1.5
        pairs = zip(self.points, self.points[1:], strict=False)
        return tuple((one, other) for one, other in pairs if other.date - one.date > longest)


_PERIOD: Mapping[Frequency, timedelta] = {
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=31),
    "quarterly": timedelta(days=92),
    "yearly": timedelta(days=366),
}


@dataclass(frozen=True)
class State:
    """Where an indicator or an objective stands, and by which figures."""

    name: StateName
    series: Series | None = None
    """The indicator, or of an objective the one that decides."""
    point: Point | None = None
    """The measure that was judged."""
    expected: float | None = None
    """The value on the straight line from the baseline to the target on the day of that measure."""
    progress: float | None = None
    """The share of the way that has been made: 0 at the baseline, 1 at the target, below 0 where it got worse."""
    left: float | None = None
    """What is left until the target, in the unit of the indicator; nothing or less where it is met."""
    rebased: bool = False
    """The line begins at a break of the series, since the baseline does not compare with what is measured now."""
    stale: bool = False
    """The measure is too old to tell where the indicator stands."""


def series_of(guide: Guide, plan: Plan) -> tuple[Series, ...]:
    """Return the series of every indicator of a plan, in the order of the plan; one without measures has no points."""
    measures: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        if row.date <= guide.today:
            measures[row.indicator].append(row)
    return tuple(_series(guide, plan, one, measures) for one in plan.indicators.values())


def _series(
    guide: Guide, plan: Plan, indicator: Entry[Indicator], measures: Mapping[str, Sequence[MeasureRow]]
) -> Series:
    record = indicator.record
    by_account = _by_account(row for row in measures.get(indicator.key, ()) if not row.part)
    parts = _parts(indicator, measures)
    accounts = tuple(dict.fromkeys((*record.accounts, *by_account, *(key for one in parts.values() for key in one))))
    accounts = tuple(key for key in accounts if key)
    parts = _with_wholes(guide, record, accounts, parts)
    worked_out, undefined = _worked_out(guide, record, accounts, parts)
    for point in worked_out:
        by_account[point.account].append(point)
    whole = _in_order(by_account.pop("", []))
    if not whole:
        whole = _combined(guide, record.combine, accounts, by_account)
    start = plan.head.record.start if plan.head else date.min
    return Series(
        plan=plan.key,
        indicator=indicator.key,
        name=record.name,
        unit=record.unit or {},
        type=record.type,
        better=_better(record),
        baseline=record.baseline,
        target=record.target,
        frequency=record.frequency,
        responsible=record.responsible or "",
        accounts=accounts,
        points=tuple(whole),
        by_account={key: tuple(_in_order(by_account.get(key, ()))) for key in accounts},
        closed={key: _closed_on(guide, key) for key in accounts if _is_closed(guide, key)},
        closing={key: day for key in accounts if (day := _closes_on(guide, key))},
        counted_from=max(start, record.baseline.date) if record.baseline else start,
        opened={key: day for key in accounts if (day := _opened_on(guide, key))},
        parts={part: tuple(_in_order(chain.from_iterable(of.values()))) for part, of in parts.items()},
        undefined=tuple(sorted(undefined)),
    )


def _by_account(rows: Iterable[MeasureRow]) -> dict[str, list[Point]]:
    """Return the points of each account in order of time, those of the whole by ""."""
    # Of a day that was measured twice, the row that comes last counts; the rule duplicate-measure reports it.
    latest = {(one.account, one.date): _point(one) for one in rows}
    by_account: dict[str, list[Point]] = defaultdict(list)
    for point in _in_order(latest.values()):
        by_account[point.account].append(point)
    return by_account


def _in_order(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda one: one.date)


def _point(row: MeasureRow) -> Point:
    return Point(row.date, row.value, row.account, row.note, row.source, row.breaks, row.place)


_Parts = Mapping[PartName, Mapping[str, Sequence[Point]]]


def _parts(indicator: Entry[Indicator], measures: Mapping[str, Sequence[MeasureRow]]) -> _Parts:
    """Return the parts of the formula of an indicator by account; {} without a formula."""
    record = indicator.record
    if record.formula is None:
        return {}
    found = {}
    for part in FORMULAS[record.formula].parts:
        other = record.parts.get(part)
        rows = measures.get(other or indicator.key, ())
        found[part] = _by_account(row for row in rows if row.part == (None if other else part))
    return found


def _with_wholes(guide: Guide, record: Indicator, accounts: Sequence[str], parts: _Parts) -> _Parts:
    """Return the parts with those of the whole, by "": as they were measured, or added up where that may be done."""
    if record.formula is None or not FORMULAS[record.formula].adds or record.combine == "none":
        return parts
    return {part: {**of, "": of.get("") or _combined(guide, "sum", accounts, of)} for part, of in parts.items()}


def _worked_out(
    guide: Guide, record: Indicator, accounts: Sequence[str], parts: _Parts
) -> tuple[Sequence[Point], frozenset[date]]:
    """Return what the formula makes of the parts, of the whole and of each account, and the days without a result."""
    if record.formula is None:
        return (), frozenset()
    formula = FORMULAS[record.formula]
    promised = (_promised(guide, record),) if formula.promised else ()
    points, undefined = [], set()
    for account in ("", *accounts):
        by_day = [{point.date: point for point in parts[part].get(account, ())} for part in formula.parts]
        for day in sorted(set.intersection(*map(set, by_day))):
            ones = [one[day] for one in by_day]
            figure = formula.work_out(*(one.value for one in ones), *promised)
            if figure.problem == "zero":
                undefined.add(day)
            if figure.value is not None:
                notes = "; ".join(dict.fromkeys(one.note for one in ones if one.note))
                sources = "; ".join(dict.fromkeys(one.source for one in ones if one.source))
                breaks = any(one.breaks for one in ones)
                points.append(Point(day, round(figure.value, 6), account, notes, sources, breaks, ones[0].place))
    return points, frozenset(undefined)


def _promised(guide: Guide, record: Indicator) -> float | None:
    """Return the minutes within which the situation of an indicator is to be answered, if that is known."""
    situation = guide.facts.situations.get(record.promise or "")
    time = situation.record.max_response if situation else None
    return float(minutes(time)) if time else None


def _better(record: Indicator) -> Better:
    if record.better:
        return record.better
    falls = record.baseline and record.target and record.target.value < record.baseline.value
    return "lower" if falls else "higher"


def _combined(
    guide: Guide, combine: str | None, accounts: Sequence[str], by_account: Mapping[str, Sequence[Point]]
) -> list[Point]:
    """Return the whole on each day on which every account that was open had a value.

    A day on which one of them lacks has no whole: what is missing is not counted as nothing.
    """
    if len(accounts) == 1:
        return list(by_account.get(accounts[0], ()))
    if combine not in ("sum", "mean"):
        return []
    days: dict[date, dict[str, Point]] = defaultdict(dict)
    for key, points in by_account.items():
        for point in points:
            days[point.date][key] = point
    first = {key: points[0].date for key, points in by_account.items() if points}
    whole = []
    for day, measured in sorted(days.items()):
        open_then = [key for key in accounts if _is_open(guide, key, day, first.get(key))]
        if set(open_then) <= set(measured):
            total = sum(point.value for point in measured.values())
            notes = dict.fromkeys(point.note for point in measured.values() if point.note)
            breaks = any(point.breaks for point in measured.values())
            value = total / len(measured) if combine == "mean" else total
            whole.append(Point(day, value, note="; ".join(notes), breaks=breaks))
    return whole


def _is_open(guide: Guide, key: str, day: date, first: date | None) -> bool:
    """Return whether an account is to be measured on a day: open, and measured for the first time by then."""
    begun = first or _opened_on(guide, key) or date.max
    ended = _closed_on(guide, key) if _is_closed(guide, key) else None
    return begun <= day and not (ended and ended < day)


def _is_closed(guide: Guide, key: str) -> bool:
    account = guide.facts.accounts.get(key)
    if account is None:
        return False
    network = guide.facts.networks.get(account.record.network)
    ended = account.record.closed is not None and account.record.closed < guide.today
    return ended or account.record.status == "closed" or bool(network and network.record.status == "closed")


def _closed_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts[key].record
    network = guide.facts.networks.get(account.network)
    return account.closed or (network.record.until if network and network.record.status == "closed" else None)


def _opened_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts.get(key)
    return account.record.opened if account else None


def _closes_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts.get(key)
    network = guide.facts.networks.get(account.record.network) if account else None
    return network.record.until if network and network.record.status in ("trial", "retiring") else None


def state_of(series: Series, today: date) -> State:
    """Return where an indicator stands on a day.

    The latest measure is compared with the straight line from the baseline to the target on the day of that measure, as
    Eurostat's monitoring of the Sustainable Development Goals compares the actual with the required change (annex on
    methods: on track from 95% of the required change on):

        expected = baseline + (target - baseline) · (day - day of baseline) / (day of target - day of baseline)
        on-track   the target is met, or (value - baseline) / (expected - baseline) ≥ 0.95
        at-risk    less than that
        missed     the day of the target is past, and the last value until then does not meet it
        too-early  less than a tenth of the way in time has gone by, or no measure is due yet
        no-data    no measure since the baseline although one was due, or none for longer than twice the period between
                   two (`stale`), or no target to judge by

    Where the series breaks after the baseline, the line begins at the first value of the new definition. A measure
    after the day of the target says nothing of whether the target was met in time.
    """
    target, baseline = series.target, series.baseline
    end = min(today, target.date) if target else today
    measured = [point for point in series.points if point.date <= end]
    start, rebased = _start(series, measured)
    point = measured[-1] if measured and (baseline is None or measured[-1].date > baseline.date) else None
    if target is None:
        return State("no-data", series, point)
    if point is None:
        due = series.due()
        late = today > target.date or (due is not None and today > due)
        return State("no-data" if late else "too-early", series)
    if series.stale(end, point):
        return State("no-data", series, point, rebased=rebased, stale=True)
    left = (target.value - point.value) * (1 if series.better == "higher" else -1)
    if start is None:
        name: StateName = "on-track" if left <= 0 else "missed" if today > target.date else "no-data"
        return State(name, series, point, left=left)
    elapsed = (point.date - start.date) / (target.date - start.date) if target.date > start.date else 1.0
    way = target.value - start.value
    expected = start.value + way * elapsed
    # Where the target is as good as the baseline, there is no way to go, only something to keep.
    progress = (point.value - start.value) / way if way else None
    if left <= 0:
        name = "on-track"
    elif today > target.date:
        name = "missed"
    elif elapsed < EARLY:
        name = "too-early"
    else:
        name = "on-track" if progress is not None and progress >= elapsed * (1 - TOLERANCE) else "at-risk"
    return State(name, series, point, expected, progress, left, rebased)


def _start(series: Series, measured: Iterable[Point]) -> tuple[Measured | None, bool]:
    """Return where the line to the target begins, and whether that is a break of the series."""
    baseline = series.baseline
    for point in reversed(tuple(measured)):
        if point.breaks and (baseline is None or point.date > baseline.date):
            return Measured.model_construct(value=point.value, date=point.date), True
    return baseline, False


_WORST: tuple[StateName, ...] = ("missed", "at-risk", "no-data", "on-track", "too-early")


def objective_state(plan: Plan, objective: str, series: Iterable[Series], today: date) -> State:
    """Return where an objective stands: as its worst indicator does; no-data where it has none.

    From worst to best: missed, at-risk, no-data, on-track. It is too early as long as it is for all of its indicators.
    """
    entry = plan.objectives.get(objective)
    listed = entry.record.indicators if entry else []
    own = [
        state_of(one, today)
        for one in series
        if one.indicator in listed or plan.indicators[one.indicator].record.objective == objective
    ]
    return min(own, key=lambda state: _WORST.index(state.name), default=State("no-data"))
