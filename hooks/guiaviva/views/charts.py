"""Charts of measures: what they draw, what is to be seen in them in words, and the same figures as a table.

They keep to the rules of the Office for National Statistics and of the Analysis Function of the British government:
few lines of a grid, texts that are level, labels beside what they name, a text beside every chart, nothing by colour
alone, and the data linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from guiaviva.measures import Point, Series, State
from guiaviva.views import parts as v
from guiaviva.views.context import Context

PER_CENT = "%"
# So many steps a scale has at most, and so many words of time stand below one.
STEPS, TIMES = 4, 4


def chart(context: Context, series: Series, state: State) -> v.Chart:
    """Return the chart of an indicator: its measures on the way to the target, by account where there are several."""
    frame = _Frame.around(context, series)
    name = context.text(series.name)
    accounts = [key for key in series.accounts if series.by_account.get(key)]
    several = len(accounts) > 1
    return v.Chart(
        anchor=chart_anchor(series),
        title=name,
        state=state_word(context, state),
        keys=tuple(_keys(context, series)),
        plot=_plot(context, series, state, frame),
        sentences=tuple(sentences(context, series, state)),
        opens=context.word("figures", "chart"),
        table=_table(context, series, accounts if several else []),
        multiples=_parts(context, series, accounts) if several else None,
    )


def chart_anchor(series: Series) -> str:
    """Return the id of the chart of an indicator."""
    return f"measures-{series.indicator}"


def spark(context: Context, series: Series) -> v.Spark | None:
    """Return the measures of an indicator as a small line without scales, or None where there are too few."""
    if len(series.points) < 2:
        return None
    frame = _Frame.of([(point.date, point.value) for point in series.points])
    last = frame.dot("now", series.points[-1].date, series.points[-1].value)
    label = " ".join(_change(context, series, series.points[0].value, series.points[0].date))
    return v.Spark(label, v.Plot(tuple(_strokes(series.points, series.gaps(), frame)), (last,)))


def bullet(context: Context, state: State) -> v.Bullet | None:
    """Return how much of the way to its target an indicator has made, and how much it should have by now."""
    series = state.series
    if series is None or series.target is None or state.progress is None:
        return None
    expected = None
    if state.expected is not None and state.left is not None and state.point is not None:
        # What is left at the expected value, as a share of the same way, is what should be left.
        way = (series.target.value - state.point.value) / (1 - state.progress) if state.progress != 1 else 0
        expected = 1 - (series.target.value - state.expected) / way if way else None
    words = context.word("bullet" if expected is None else "bullet-expected", "chart")
    label = words.format(done=context.percent(_whole(state.progress)), expected=context.percent(_whole(expected or 0)))
    return v.Bullet(label, state.progress, expected)


def state_word(context: Context, state: State) -> v.State:
    """Return a state in words."""
    return v.State(state.name, context.word(state.name, "chart"))


def amount(context: Context, series: Series, value: float) -> str:
    """Return a value with its unit."""
    unit = context.text(series.unit)
    if _is_share(context, series):
        return f"{context.percent(value / 100)} {unit.removeprefix(PER_CENT).strip()}".strip()
    return f"{context.number(value)} {unit}".strip()


def figure(context: Context, series: Series, value: float) -> str:
    """Return a value as it stands beside others with the same unit."""
    return context.percent(value / 100) if _is_share(context, series) else context.number(value)


def _is_share(context: Context, series: Series) -> bool:
    """Return whether an indicator is counted in per cent, of whatever; its changes are points."""
    return context.text(series.unit).startswith(PER_CENT)


def sentences(context: Context, series: Series, state: State) -> Iterable[str]:
    """Return what is to be seen in a series: how it changed, what is left, and what hinders its reading."""
    if not series.points:
        yield context.word("not-measured", "chart")
        return
    start = series.points[0]
    before = next((point for point in reversed(series.points) if point.breaks), None)
    if before is not None:
        yield from _change(context, series, before.value, before.date)
    elif series.baseline is not None and series.baseline.date < series.points[-1].date:
        yield from _change(context, series, series.baseline.value, series.baseline.date)
    else:
        yield from _change(context, series, start.value, start.date)
    yield from _left(context, series, state)
    for before_gap, after_gap in series.gaps():
        yield context.word("gap", "chart").format(
            before=context.day(before_gap.date), after=context.day(after_gap.date)
        )
    for one in series.undefined:
        yield context.word("undefined", "chart").format(day=context.day(one))
    for point in series.breaks:
        yield context.word("break", "chart").format(day=context.day(point.date))
    for key, day in series.closed.items():
        words = "closed-on" if day else "closed"
        yield context.word(words, "chart").format(name=account_name(context, key), day=context.day(day))


def account_name(context: Context, key: str) -> str:
    """Return how an account is called in a chart: its network and its handle."""
    entry = context.guide.facts.accounts.get(key)
    if entry is None:
        return key
    network = context.guide.facts.networks.get(entry.record.network)
    called = network.record.called(context.language) if network else entry.record.network
    return f"{called} {entry.record.handle}"


def _whole(share: float) -> float:
    """Return a share as whole per cents; a small one keeps a decimal."""
    return round(share, 2 if abs(share) >= 0.1 else 3)


def _change(context: Context, series: Series, before: float, since: date) -> Iterable[str]:
    """Return how the last measure compares with a value before it. Nothing is divided by nothing."""
    last = series.points[-1]
    if last.date <= since:
        return
    values = {
        "before": amount(context, series, before),
        "now": amount(context, series, last.value),
        "since": context.day(since),
        "day": context.day(last.date),
    }
    way = "rose" if last.value > before else "fell" if last.value < before else "steady"
    if way != "steady" and _is_share(context, series):
        points = context.number(round(abs(last.value - before), 1))
        yield context.counted(f"{way}-points", "chart", points, **values)
    elif way != "steady" and before > 0:
        share = context.percent(_whole(abs(last.value - before) / before))
        yield context.word(way, "chart").format(share=share, **values)
    else:
        yield context.word("steady" if way == "steady" else "went", "chart").format(**values)


def _left(context: Context, series: Series, state: State) -> Iterable[str]:
    """Return how far the last measure is from the target."""
    target = series.target
    if target is None or state.left is None:
        return
    goal = {"target": amount(context, series, target.value), "until": context.day(target.date)}
    if state.left <= 0:
        yield context.word("met", "chart").format(**goal)
        return
    left = round(state.left, 6)
    which = "short" if series.better == "higher" else "over"
    if _is_share(context, series):
        yield context.counted(f"{which}-points", "chart", context.number(left), **goal)
    else:
        yield context.counted(which, "chart", context.number(left), **goal)
    if state.expected is not None and state.point is not None and state.name != "missed":
        expected = amount(context, series, round(state.expected, 1 if abs(state.expected) < 100 else 0))
        yield context.word("path", "chart").format(expected=expected, day=context.day(state.point.date))


def _keys(context: Context, series: Series) -> Iterable[tuple[str, str]]:
    """Return what the marks of a chart stand for, each with its value."""
    last, baseline, target = series.last, series.baseline, series.target
    if last:
        yield "now", f"{amount(context, series, last.value)} ({context.day(last.date)})"
    for key, one in (("target", target), ("baseline", baseline)):
        if one:
            yield key, f"{context.word(key)}: {figure(context, series, one.value)} ({context.day(one.date)})"


def _table(context: Context, series: Series, accounts: Sequence[str]) -> v.Table:
    """Return the measures as a table, the latest first: the whole, each account, and the notes."""
    days: dict[date, dict[str, Point]] = {}
    for key, points in (("", series.points), *((key, series.by_account[key]) for key in accounts)):
        for point in points:
            days.setdefault(point.date, {})[key] = point
    # Of what the whole was worked out.
    for part, points in series.parts.items():
        for point in points:
            if not point.account:
                days.setdefault(point.date, {})[f"{part} "] = point

    def value(key: str) -> Callable[[dict[str, Point]], str]:
        return lambda row: context.number(row[key].value) if key in row else ""

    def note(row: dict[str, Point]) -> v.Content:
        broken = any(point.breaks for point in row.values())
        texts: list[v.Content] = [context.word("broken-here", "chart")] if broken else []
        notes = dict.fromkeys(point.note for point in row.values() if point.note)
        return v.joined([*texts, *(context.as_written(one) for one in notes)], "; ")

    columns: v.Columns[dict[str, Point]] = (
        v.Column(context.word("day", "chart"), lambda row: context.day(next(iter(row.values())).date)),
        v.Column(context.text(series.unit) or context.word("value", "chart"), value("")),
        *(v.Column(account_name(context, key), value(key)) for key in accounts),
        *(v.Column(context.word(part, "part"), value(f"{part} ")) for part in series.parts),
        v.Column(context.word("note", "chart"), note),
    )
    rows = [("", days[day]) for day in sorted(days, reverse=True)]
    return v.table("measures", context.text(series.name), columns, rows)


def _parts(context: Context, series: Series, accounts: Sequence[str]) -> v.Multiples:
    """Return the charts of the accounts of an indicator, on one scale, which is theirs and not that of the whole."""
    points = [point for key in accounts for point in series.by_account[key]]
    steps = nice(0, max(point.value for point in points))
    low, high = min(steps[0], *(point.value for point in points)), steps[-1]
    frame = _Frame(min(point.date for point in points), max(point.date for point in points), low, high)
    scale = context.word("one-scale", "chart").format(low=context.number(low), high=amount(context, series, high))
    return v.Multiples(scale, tuple(_part(context, series, key, frame) for key in accounts))


def _part(context: Context, series: Series, key: str, frame: _Frame) -> v.ChartPart:
    """Return the chart of one of the accounts of an indicator."""
    points = series.by_account[key]
    last = points[-1]
    text = f"{figure(context, series, last.value)} ({context.day(last.date)})"
    keys = [("now", text)]
    if key in series.closed:
        keys.append(("closed", context.word("closed-mark", "chart").format(day=context.day(series.closed[key]))))
    plot = v.Plot(tuple(_strokes(points, (), frame)), (frame.dot("now", last.date, last.value),))
    return v.ChartPart(account_name(context, key), tuple(keys), plot)


def _plot(context: Context, series: Series, state: State, frame: _Frame) -> v.Plot:
    strokes = list(_strokes(series.points, series.gaps(), frame))
    dots = [frame.dot("measured", point.date, point.value) for point in series.points[:-1]]
    if series.points:
        dots.append(frame.dot("now", series.points[-1].date, series.points[-1].value))
    baseline, target = series.baseline, series.target
    if baseline:
        dots.insert(0, frame.dot("baseline", baseline.date, baseline.value))
    if target:
        dots.append(frame.dot("target", target.date, target.value))
    # The way that is asked for begins anew where what is counted changed.
    start = series.breaks[-1] if state.rebased else baseline
    if start and target:
        ends = (frame.place(start.date, start.value), frame.place(target.date, target.value))
        strokes.insert(0, v.Stroke("path", ends))
    marks = [("break", v.Tick(frame.share(point.date), "")) for point in series.breaks]
    if frame.first <= context.guide.today <= frame.last:
        today = v.Tick(frame.share(context.guide.today), context.word("today", "chart"))
        marks.append(("today", today))
    return v.Plot(tuple(strokes), tuple(dots), frame.across, frame.up, tuple(marks))


def _strokes(points: Sequence[Point], gaps: Sequence[tuple[Point, Point]], frame: _Frame) -> Iterable[v.Stroke]:
    """Return lines through points, each until a measure is missing or the definition changes."""
    missing = {one.date for one, _ in gaps}
    run: list[tuple[float, float]] = []
    for point, following in (*pairwise(points), *((one, None) for one in points[-1:])):
        run.append(frame.place(point.date, point.value))
        if following is None or point.date in missing or following.breaks:
            if len(run) > 1:
                yield v.Stroke("measured", tuple(run))
            run = []


@dataclass(frozen=True)
class _Frame:
    """The scales of a chart: days across, values up."""

    first: date
    last: date
    low: float
    high: float
    across: tuple[v.Tick, ...] = ()
    up: tuple[v.Tick, ...] = ()

    @classmethod
    def of(cls, places: Sequence[tuple[date, float]]) -> _Frame:
        """Return the smallest frame of all places."""
        days, values = [day for day, _ in places], [value for _, value in places]
        return cls(min(days), max(days), min(values), max(values))

    @classmethod
    def around(cls, context: Context, series: Series) -> _Frame:
        """Return a frame of all that the chart of an indicator shows, with its scales."""
        measured = [(point.date, point.value) for point in series.points]
        measured += [(point.date, point.value) for points in series.by_account.values() for point in points]
        ends = [(one.date, one.value) for one in (series.baseline, series.target) if one]
        near = cls.of([*measured, *ends] or [(context.guide.today, 0)])
        # A series that never comes near nothing is not drawn above much that is empty; one of shares is from 0.
        shares = _is_share(context, series)
        low = 0 if shares or near.low < near.high * 0.6 else near.low
        steps = nice(low, near.high)
        low, high = min(steps[0], near.low), max(steps[-1], near.high)
        frame = cls(near.first, near.last, low, high)
        up = tuple(v.Tick(frame._height(step), context.number(step)) for step in steps)
        across = tuple(v.Tick(frame.share(day), text) for day, text in times(context, near.first, near.last))
        return cls(near.first, near.last, low, high, across, up)

    def share(self, day: date) -> float:
        """Return where a day is."""
        days = (self.last - self.first).days
        return round((day - self.first).days / days, 4) if days else 0.5

    def _height(self, value: float) -> float:
        return round((value - self.low) / (self.high - self.low), 4) if self.high > self.low else 0.5

    def place(self, day: date, value: float) -> tuple[float, float]:
        """Return where a value on a day is."""
        return self.share(day), self._height(value)

    def dot(self, key: str, day: date, value: float) -> v.Dot:
        """Return the mark of a value on a day."""
        return v.Dot(key, *self.place(day, value))


def nice(low: float, high: float) -> list[float]:
    """Return the steps of a scale that holds all from `low` to `high`: 1, 2, 2.5 or 5 times a power of ten apart."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / STEPS))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if span / (power * times) <= STEPS)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    return [round(step * number, 10) for number in range(first, last + 1)]


def times(context: Context, first: date, last: date) -> list[tuple[date, str]]:
    """Return the days below a scale of time, with their texts: years where there are several, else months."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    inside = [day for day in years if first <= day <= last]
    if (last - first).days > 550 and len(inside) >= 2:
        every = ceil(len(inside) / TIMES)
        return [(day, str(day.year)) for day in inside[::every]]
    months = [date(first.year + (first.month + n) // 12, (first.month + n) % 12 + 1, 1) for n in range(-1, 20)]
    inside = [day for day in months if first <= day <= last]
    every = ceil(len(inside) / TIMES) if inside else 1
    # A year is said where it begins, and with the first month.
    return [
        (day, f"{context.month(day.month)} {day.year}" if number == 0 else context.month(day.month))
        for number, day in enumerate(inside[::every])
    ]
