"""Where indicators and objectives stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from guiaviva.facts.loading import Plan
from guiaviva.guide import plans
from guiaviva.measures.series import Point, Series, Start

StateName = Literal["missed", "worse", "at-risk", "no-data", "on-track", "too-early", "met"]

STATES: tuple[StateName, ...] = ("missed", "worse", "at-risk", "no-data", "on-track", "too-early", "met")
"""The worst first. An objective is met, or it is too early for it, only if that is so of all that decides."""
BEHIND: tuple[StateName, ...] = ("missed", "worse", "at-risk", "no-data")
"""The states that somebody must explain."""
TOLERANCE = 0.05
"""An indicator is on track that has come at least 95% as far as its path asks."""
EARLY = 0.1
"""In the first tenth of its path, nothing is said of an indicator that lags behind."""


@dataclass(frozen=True)
class State:
    """Where an indicator or an objective stands, and by which figures."""

    name: StateName
    series: Series | None = None
    """The indicator, or of an objective the one that decides."""
    point: Point | None = None
    """The measure that was judged."""
    expected: float | None = None
    """The value on the straight line from the start to the target on the day of that measure."""
    progress: float | None = None
    """The share of the way that has been made: 0 at the start, 1 at the target, below 0 where it got worse."""
    left: float | None = None
    """What is left until the target, in the unit of the indicator; nothing or less where it is met."""
    start: Start | None = None
    """Where the line begins: the baseline, or a break after it, since earlier values do not compare with later ones."""
    stale: bool = False
    """The measure is too old to tell where the indicator stands."""
    late: Point | None = None
    """Of what was missed, the first measure after the day of the target that meets it."""
    added: tuple[str, ...] = ()
    """The accounts that the judged value counts and that had none when the line began."""
    without: "State | None" = None
    """Where it would stand without these accounts, which may be all that has grown."""

    @property
    def share_due(self) -> float | None:
        """The share of the way that should have been made on the day of the measure."""
        way = self.series.target.value - self.start.value if self.series and self.series.target and self.start else 0
        return (self.expected - self.start.value) / way if way and self.start and self.expected is not None else None


def state_of(series: Series, today: date) -> State:
    """Return where an indicator stands on a day.

    The latest measure is compared with the straight line from the start to the target on the day of that measure, as
    Eurostat's monitoring of the Sustainable Development Goals compares the actual with the required change (annex on
    methods: on track from 95% of the required change on):

        expected = start + (target - start) · (day - day of start) / (day of target - day of start)
        met        the target is reached; of one that is as good as the start, and only to be kept, on its day
        on-track   (value - start) / (expected - start) ≥ 0.95, or what is to be kept is kept
        at-risk    less than that
        worse      further from the target than at the start
        missed     the day of the target is past, and the last value until then does not reach it
        too-early  less than a tenth of the way in time has gone by, or no measure is due yet
        no-data    no measure since the baseline although one was due, or none for longer than twice the period between
                   two (`stale`), or no target to judge by

    The line starts at the baseline or, where the series breaks later, at the first value of the new definition. A
    measure after the day of the target says nothing of whether the target was met in time; `late` is then the one that
    reached it.
    """
    state = _judged(series, today)
    added = _added(series, state)
    if not added:
        return state
    alike = _like_for_like(series, added)
    return replace(state, added=added, without=_judged(alike, today) if alike else None)


def _judged(series: Series, today: date) -> State:
    target, baseline = series.target, series.baseline
    end = min(today, target.date) if target else today
    measured = [point for point in series.points if point.date <= end]
    start = series.start(end)
    point = measured[-1] if measured and (baseline is None or measured[-1].date > baseline.date) else None
    if target is None:
        return State("no-data", series, point, start=start)
    if point is None:
        due = series.due()
        late = today > target.date or (due is not None and today > due)
        return State("no-data" if late else "too-early", series, start=start)
    if series.stale(end, point):
        return State("no-data", series, point, start=start, stale=True)
    left = _left(series, point)
    over = today > target.date
    reached = next((one for one in series.points if target.date < one.date <= today and _left(series, one) <= 0), None)
    late_point = reached if over and left > 0 else None
    if start is None:
        name: StateName = "met" if left <= 0 else "missed" if over else "no-data"
        return State(name, series, point, left=left, late=late_point)
    elapsed = (point.date - start.date) / (target.date - start.date) if target.date > start.date else 1.0
    way = target.value - start.value
    # Where the target is as good as the start, there is no way to go, only something to keep.
    progress = (point.value - start.value) / way if way else None
    name = _name(left, progress, elapsed, kept=_left(series, start) <= 0, over=over)
    return State(name, series, point, start.value + way * elapsed, progress, left, start, late=late_point)


def _left(series: Series, point: Point | Start) -> float:
    """Return what is left from a value to the target, in the sense that is better."""
    assert series.target
    return (series.target.value - point.value) * (1 if series.better == "higher" else -1)


def _name(left: float, progress: float | None, elapsed: float, *, kept: bool, over: bool) -> StateName:
    if left <= 0:
        return "on-track" if kept and not over else "met"
    if over:
        return "missed"
    if kept:
        return "worse"
    if elapsed < EARLY:
        return "too-early"
    if progress is None or progress < 0:
        return "worse"
    return "on-track" if progress >= elapsed * (1 - TOLERANCE) else "at-risk"


def _added(series: Series, state: State) -> tuple[str, ...]:
    """Return the accounts that a value counts and that the start did not; of what was typed in as a whole, none."""
    if state.point is None or state.start is None or state.point.place is not None:
        return ()
    day, begun = state.point.date, state.start.date
    before = {key for key, points in series.by_account.items() if any(one.date <= begun for one in points)}
    if not before:
        return ()
    counted = (key for key, points in series.by_account.items() if any(one.date == day for one in points))
    return tuple(key for key in counted if key not in before)


def _like_for_like(series: Series, added: Sequence[str]) -> Series | None:
    """Return a series without some accounts, None where its values are not those of its accounts put together."""
    if series.combine not in ("sum", "mean") or series.parts:
        return None
    others = {key: points for key, points in series.by_account.items() if key not in added}
    points = []
    for point in series.points:
        if point.place is not None:
            points.append(point)
            continue
        values = [one.value for of in others.values() for one in of if one.date == point.date]
        if values:
            total = sum(values)
            points.append(replace(point, value=total / len(values) if series.combine == "mean" else total))
    return replace(series, points=tuple(points), by_account=others)


def objective_state(plan: Plan, objective: str, series: Iterable[Series], today: date) -> State:
    """Return where an objective stands: as the worst of its indicators that decide; no-data where it has none.

    Those of service and impact decide, as they say whether it helps; others do where there are none. What was missed
    before the deadline of the objective, or the end of the plan, can still be made up for, and is at risk; after it,
    whatever is not met is missed. Of several that stand alike, the one decides that has least of its way behind it for
    what is due, then impact before service.
    """
    entry = plan.objectives.get(objective)
    keys = {one.key for one in plans.deciding(plan, objective)}
    deciding = [one for one in series if one.indicator in keys]
    deadline = (entry.record.deadline if entry else None) or (plan.head.record.end if plan.head else None)
    states = [_of_objective(state_of(one, today), over=deadline is not None and today > deadline) for one in deciding]
    return min(states, key=_order, default=State("no-data"))


def _of_objective(state: State, *, over: bool) -> State:
    if state.name == "missed" and not over:
        return replace(state, name="at-risk")
    return replace(state, name="missed") if over and state.name in ("at-risk", "worse") else state


def _order(state: State) -> tuple[int, float, int, str]:
    lag = (state.progress or 0.0) - state.share_due if state.share_due is not None else 0.0
    kind = state.series.type if state.series else ""
    order = plans.DECIDING.index(kind) if kind in plans.DECIDING else len(plans.DECIDING)
    return STATES.index(state.name), lag, order, state.series.indicator if state.series else ""
