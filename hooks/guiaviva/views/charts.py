"""Charts of measures: what they draw, what is to be seen in them in words, and the same figures as a table.

They keep to the rules of the Office for National Statistics and of the Analysis Function of the British government:
few lines of a grid, texts that are level, labels beside what they name, a text beside every chart, nothing by colour
alone, and the data linked.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from guiaviva.facts.schema import Measured
from guiaviva.language import like
from guiaviva.locales import locale_code
from guiaviva.measures import Point, Series, Start, State
from guiaviva.views import parts as v
from guiaviva.views.context import Context

PER_CENT = "%"
# A scale begins at nothing where the least that it shows is below this share of the most.
NEAR = 0.6


def chart(context: Context, series: Series, state: State) -> v.Chart:
    """Return the chart of an indicator: its measures on the way to the target, by account where there are several."""
    name = context.text(series.name)
    accounts = [key for key in series.accounts if series.by_account.get(key)]
    several = len(accounts) > 1
    return v.Chart(
        anchor=chart_anchor(series),
        title=name,
        state=state_word(context, state),
        keys=tuple(_keys(context, series, state)),
        plot=_plot(context, series, state),
        sentences=tuple(sentences(context, series, state)),
        opens=context.word("figures", "chart"),
        table=_table(context, series, accounts if several else []),
        multiples=_parts(context, series, accounts) if several else None,
    )


def chart_anchor(series: Series) -> str:
    """Return the id of the chart of an indicator."""
    return f"measures-{series.indicator}"


def spark(context: Context, series: Series) -> v.Spark | None:
    """Return the measures of an indicator as a small line without scales, or None where no two of them make one."""
    measured = tuple(_measured(series.points, series.gaps()))
    if len({mark.run for mark in measured}) == len(measured):
        return None
    label = " ".join(_since_start(context, series))
    return v.Spark(label, v.Plot("spark", (*measured, _last(series.points))))


def bullet(context: Context, state: State) -> v.Bullet | None:
    """Return how much of the way to its target an indicator has made, and how much it should have by now."""
    series = state.series
    if series is None or series.target is None or state.progress is None:
        return None
    expected = state.share_due
    # Nobody has made less than nothing of a way: one that goes the other way has moved off.
    key = f"{'bullet' if state.progress >= 0 else 'bullet-back'}{'' if expected is None else '-expected'}"
    done, due = (context.percent(whole_percents(one)) for one in (abs(state.progress), expected or 0))
    label = context.word(key, "chart").format(done=done, expected=due)
    return v.Bullet(label, state.progress, expected)


def state_word(context: Context, state: State) -> v.State:
    """Return a state in words; of one that is not known any more, since when."""
    if state.stale and state.point:
        since = context.word("no-data-since", "chart").format(day=context.day(state.point.date))
        return v.State(state.name, since)
    return v.State(state.name, context.word(state.name, "chart"))


def amount(context: Context, series: Series, value: float) -> str:
    """Return a value with its unit."""
    unit = context.text(series.unit)
    if _is_share(context, series):
        return f"{context.percent(value / 100)} {unit.removeprefix(PER_CENT).strip()}".strip()
    return f"{_number(context, value)} {unit}".strip()


def of_cases(context: Context, shown: str, point: Point) -> str:
    """Return a value with the number of cases of which it was taken, where that is known."""
    if point.n is None:
        return shown
    return context.word("of-cases", "chart").format(value=shown, n=context.number(point.n))


def figure(context: Context, series: Series, value: float) -> str:
    """Return a value as it stands in a row that says its unit."""
    return context.percent(value / 100) if _is_share(context, series) else _number(context, value)


def dated(context: Context, series: Series, one: Measured | Point | Start) -> str:
    """Return a value with its unit and its day."""
    return f"{amount(context, series, one.value)} ({context.short_day(one.date)})"


def way(context: Context, series: Series, point: Point | None) -> str:
    """Return a measure and the target, or whichever there is."""
    return " → ".join(dated(context, series, one) for one in (point, series.target) if one)


def _number(context: Context, value: float) -> str:
    """Return a number with two decimals at most: a mean or a quotient has no end."""
    return context.number(round(value, 2))


def _is_share(context: Context, series: Series) -> bool:
    """Return whether an indicator is counted in per cent, of whatever; its changes are points."""
    return context.text(series.unit).startswith(PER_CENT)


def sentences(context: Context, series: Series, state: State) -> Iterable[str]:
    """Return what is to be seen in a series: how it changed, what is left, and what hinders its reading."""
    if not series.points:
        yield context.word("not-measured", "chart")
        return
    yield from _since_start(context, series)
    yield from _left(context, series, state)
    yield from _alike(context, series, state)
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


def _since_start(context: Context, series: Series) -> Iterable[str]:
    """Return how the last measure compares with where the series starts: the baseline, or a later break."""
    start = series.start(series.points[-1].date)
    if start is None:
        yield context.word("no-baseline", "chart")
        start = Start(series.points[0].date, series.points[0].value)
    yield from _change(context, series, start.value, start.date)


def _alike(context: Context, series: Series, state: State) -> Iterable[str]:
    """Return which accounts are counted that the start did not have, and where the indicator stands without them."""
    if not state.added:
        return
    names = context.comma.join(account_name(context, key) for key in state.added)
    without = state.without
    if without is None or without.point is None:
        yield context.word("added", "chart").format(names=names)
        return
    value, word = amount(context, series, without.point.value), state_word(context, without).text
    yield context.word("added-without", "chart").format(names=names, value=value, state=like("a", word))


def account_name(context: Context, key: str) -> str:
    """Return how an account is called in a chart: its network and its handle."""
    entry = context.guide.facts.accounts.get(key)
    if entry is None:
        return key
    network = context.guide.facts.networks.get(entry.record.network)
    called = network.record.called(context.language) if network else entry.record.network
    return f"{called} {entry.record.handle}"


def whole_percents(share: float) -> float:
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
        points = round(abs(last.value - before), 1)
        yield context.counted(f"{way}-points", "chart", points, **values)
    elif way != "steady" and before > 0:
        share = context.percent(whole_percents(abs(last.value - before) / before))
        yield context.word(way, "chart").format(share=share, **values)
    else:
        yield context.word("steady" if way == "steady" else "went", "chart").format(**values)


def _left(context: Context, series: Series, state: State) -> Iterable[str]:
    """Return how far the last measure is from the target."""
    target = series.target
    if target is None or state.left is None:
        return
    goal = {"target": amount(context, series, target.value), "until": context.day(target.date)}
    if state.point and series.points[-1].date > state.point.date:
        # What was measured after the day of the target does not count for it.
        judged = amount(context, series, state.point.value)
        yield context.word("at-target", "chart").format(value=judged, day=context.day(state.point.date), **goal)
    if state.left <= 0:
        yield context.word("target-met", "chart").format(**goal)
        return
    left = round(state.left, 6)
    which = "short" if series.better == "higher" else "over"
    if _is_share(context, series):
        yield context.counted(f"{which}-points", "chart", left, **goal)
    else:
        yield context.counted(which, "chart", left, **goal)
    if state.late:
        reached = amount(context, series, state.late.value)
        yield context.word("met-late", "chart").format(value=reached, day=context.day(state.late.date), **goal)
    if state.expected is not None and state.point is not None and state.name != "missed":
        expected = amount(context, series, round(state.expected, 1 if abs(state.expected) < 100 else 0))
        yield context.word("path", "chart").format(expected=expected, day=context.day(state.point.date))


def _keys(context: Context, series: Series, state: State) -> Iterable[tuple[str, str]]:
    """Return what the marks of a chart stand for: those of a value with it, and lines by what they are."""
    if last := series.last:
        yield "now", f"{of_cases(context, amount(context, series, last.value), last)} ({context.short_day(last.date)})"
    for key, one in (("target", series.target), ("baseline", series.baseline)):
        if one:
            word = context.word(key)
            yield key, like(word, f"{word}: {dated(context, series, one)}")
    if state.start and series.target:
        yield "path", context.word("way", "chart")
    if series.breaks:
        days = context.comma.join(context.short_day(point.date) for point in series.breaks)
        word = context.word("broken-here", "chart")
        yield "break", like(word, f"{word}: {days}")
    if _is_cut(context, series):
        yield "cut", context.word("cut", "chart")


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
        return lambda row: _number(context, row[key].value) if key in row else ""

    def cases(row: dict[str, Point]) -> str:
        return context.number(row[""].n) if "" in row and row[""].n is not None else ""

    def note(row: dict[str, Point]) -> v.Content:
        broken = any(point.breaks for point in row.values())
        texts: list[v.Content] = [context.word("broken-here", "chart")] if broken else []
        notes = dict.fromkeys(point.note for point in row.values() if point.note)
        return v.joined([*texts, *(context.as_written(one) for one in notes)], "; ")

    columns: v.Columns[dict[str, Point]] = (
        v.Column(context.word("day", "chart"), lambda row: context.short_day(next(iter(row.values())).date)),
        v.Column(context.text(series.unit) or context.word("value", "chart"), value("")),
        *(v.Column(account_name(context, key), value(key)) for key in accounts),
        *(v.Column(context.word(part, "part"), value(f"{part} ")) for part in series.parts),
        v.Column(context.word("cases", "chart"), cases),
        v.Column(context.word("note", "chart"), note),
    )
    rows = [("", days[day]) for day in sorted(days, reverse=True)]
    return v.table("measures", context.text(series.name), columns, rows)


def _parts(context: Context, series: Series, accounts: Sequence[str]) -> v.Multiples:
    """Return the charts of the accounts of an indicator, on one scale, which is theirs and not that of the whole."""
    points = [point for key in accounts for point in series.by_account[key]]
    low, high = min(0, *(point.value for point in points)), max(0, *(point.value for point in points))
    days = [point.date for point in points]
    ends = tuple(v.Mark("end", min(days), value, until=max(days)) for value in (low, high))
    scale = context.word("one-scale", "chart").format(low=_number(context, low), high=amount(context, series, high))
    return v.Multiples(scale, tuple(_part(context, series, key, ends) for key in accounts))


def _part(context: Context, series: Series, key: str, ends: tuple[v.Mark, ...]) -> v.ChartPart:
    """Return the chart of one of the accounts of an indicator, between the `ends` of the scale."""
    points = series.by_account[key]
    last = points[-1]
    keys = [("now", dated(context, series, last))]
    if key in series.closed:
        keys.append(("closed", context.word("closed-mark", "chart").format(day=context.short_day(series.closed[key]))))
    marks = (*ends, *_measured(points, ()), _last(points, "closed" if key in series.closed else "now"))
    return v.ChartPart(account_name(context, key), tuple(keys), v.Plot("part", marks))


def _plot(context: Context, series: Series, state: State) -> v.Plot:
    """Return what the chart of an indicator shows."""
    marks = list(_measured(series.points, series.gaps()))
    if series.points:
        marks.append(_last(series.points))
    baseline, target = series.baseline, series.target
    marks += [v.Mark(key, one.date, one.value) for key, one in (("baseline", baseline), ("target", target)) if one]
    # The way that is asked for begins anew where what is counted changed.
    if state.start and target:
        ends = ((one.date, one.value) for one in (state.start, target))
        marks += [v.Mark("path", day, value) for day, value in ends]
    days = [mark.day for mark in marks if mark.day is not None]
    marks += [v.Mark("break", point.date) for point in series.breaks]
    if series.last and min(days) < series.last.date < max(days):
        # Until when it is known; what comes after is only asked for.
        marks.append(v.Mark("until", series.last.date))
    # A series that never comes near nothing is not drawn above much that is empty; one of shares is from 0.
    marks.append(v.Mark("cut") if _is_cut(context, series) else v.Mark("zero", value=0))
    if unit := context.text(series.unit):
        marks.append(v.Mark("unit", text=unit))
    numbers = locale_code(context.guide.model.words, context.language)
    return v.Plot("series", tuple(marks), context.language, numbers)


def _is_cut(context: Context, series: Series) -> bool:
    """Return whether the scale of a chart begins above nothing."""
    values = [one.value for one in (series.baseline, series.target, *series.points) if one]
    return not _is_share(context, series) and max(values) * NEAR <= min(values) < max(values)


def _measured(points: Sequence[Point], gaps: Sequence[tuple[Point, Point]]) -> Iterable[v.Mark]:
    """Return points in runs, each until a measure is missing or the definition changes."""
    missing = {one.date for one, _ in gaps}
    run, before = 0, None
    for point in points:
        run += point.breaks or before in missing
        before = point.date
        yield v.Mark("measured", point.date, point.value, run)


def _last(points: Sequence[Point], key: str = "now") -> v.Mark:
    """Return the mark of the last of some points."""
    return v.Mark(key, points[-1].date, points[-1].value)
