"""Blocks about the indicators of a plan: as a table, as charts by objective, and beside what others have reached."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Indicator, Measured, Peer
from guiaviva.guide.plans import indicators_of
from guiaviva.measures import Series, objective_state, series_of, state_of
from guiaviva.measures.periods import read_end
from guiaviva.views import parts as v
from guiaviva.views.charts import amount, chart, chart_anchor, spark, state_word, way
from guiaviva.views.context import Context
from guiaviva.views.people import role_name
from guiaviva.views.plans import opened, plan_of


def view_indicators(context: Context) -> list[v.View]:
    """The indicators of a plan: where they were, are, and should be; and each as a chart, by objective."""
    plan = plan_of(context)
    series = {one.indicator: one for one in series_of(context.guide, plan)}
    states = {key: state_of(one, context.guide.today) for key, one in series.items()}
    measured = any(one.points for one in series.values())

    def value(key: str, one: Measured | None) -> v.Content:
        return [amount(context, series[key], one.value), v.Note((context.short_day(one.date),))] if one else None

    def now(one: Entry[Indicator]) -> v.Content:
        last = series[one.key].last
        if last is None:
            return None
        link = v.PageLink(amount(context, series[one.key], last.value), "", chart_anchor(series[one.key]))
        return [link, v.Note((context.short_day(last.date),))]

    def brief(one: Entry[Indicator]) -> v.Content:
        own = series[one.key]
        state = state_word(context, states[one.key]) if own.target and own.last else None
        return v.joined(filter(None, (state, way(context, own, own.last))), " · ")

    def measuring(one: Entry[Indicator]) -> v.Content:
        record = one.record
        often = context.word(record.frequency, "frequency") if record.frequency else ""
        formula = context.word(record.formula, "formula") if record.formula else ""
        return [
            v.joined(filter(None, (often, context.text(record.source), formula)), " · "),
            v.Note(v.flat(role_name(context, record.responsible))) if record.responsible else None,
        ]

    columns: v.Columns[Entry[Indicator]] = (
        v.Column(context.word("indicator"), lambda one: context.text(one.record.name)),
        v.Column(context.word("status"), lambda one: state_word(context, states[one.key]) if measured else None),
        v.Column(context.word("baseline"), lambda one: value(one.key, one.record.baseline)),
        v.Column(context.word("now", "chart"), now),
        v.Column(context.word("trend", "chart"), lambda one: spark(context, series[one.key])),
        v.Column(context.word("target"), lambda one: value(one.key, one.record.target)),
        v.Column(context.word("frequency"), measuring),
    )
    rows = context.rows(plan.indicators)
    views = opened(v.table("indicators", context.word("indicators"), columns, rows, brief=brief))
    groups = []
    for title, state, keys in _by_objective(context, plan, series):
        charts = tuple(chart(context, series[key], states[key]) for key in keys if series[key].points)
        if charts:
            count = context.counted("indicators", "chart", len(charts))
            groups.append(v.Fold(title, v.joined(filter(None, (state, count)), " · "), charts))
    return [*views, *groups, *_compared(context, plan, series)]


def latest_peers(indicator: Indicator, day: date) -> list[Peer]:
    """Return the latest figure of each of the others by a day, in the order in which they are first named."""
    found: dict[str, Peer] = {}
    for peer in indicator.peers:
        known = found.setdefault(peer.name, peer)
        if known.date < peer.date <= day or known.date > day:
            found[peer.name] = peer
    return [peer for peer in found.values() if peer.date <= day]


def _compared(context: Context, plan: Plan, series: Mapping[str, Series]) -> list[v.View]:
    """Return what others have reached beside what is ours on the same day, each with its source."""
    found = [
        (one, peer)
        for key, one in series.items()
        for peer in latest_peers(plan.indicators[key].record, context.guide.today)
    ]

    def own(row: tuple[Series, Peer]) -> v.Content:
        point = row[0].at(row[1].date)
        return [amount(context, row[0], point.value), v.Note((context.short_day(point.date),))] if point else None

    columns: v.Columns[tuple[Series, Peer]] = (
        v.Column(context.word("indicator"), lambda row: context.text(row[0].name)),
        v.Column(context.word("institution"), lambda row: v.WebLink(row[1].called(context.language), row[1].source)),
        v.Column(
            context.word("value", "chart"),
            lambda row: [amount(context, row[0], row[1].value), v.Note((context.short_day(row[1].date),))],
        ),
        v.Column(context.word("own-value"), own),
    )
    caption = context.word("peers")
    views: tuple[v.View, ...] = (v.table("peers", caption, columns, (("", row) for row in found)),)
    return [v.Fold(caption, (), views)] if found else []


def view_indicator(context: Context) -> list[v.View]:
    """The chart of one indicator: what there is of it, or what there was until the end of a period or a day."""
    _, key, *rest = context.argument.split()
    guide = context.guide
    plan = next(one for one in guide.facts.plans.values() if key in one.indicators)
    until = read_end(rest[0]) if rest else None
    series = next(one for one in series_of(guide, plan) if one.indicator == key)
    end = min(until, guide.today) if until else guide.today
    series = series.until(end)
    if not series.points:
        unknown = context.word("not-measured", "chart")
        return [v.card("indicator", context.text(series.name), [(context.text(series.name), unknown)])]
    # Where it says how things were, today is of no concern.
    then = replace(context, guide=replace(guide, today=date.max)) if until else context
    drawn = chart(then, series, state_of(series, end))
    return [replace(drawn, anchor=f"{drawn.anchor}-{until}") if until else drawn]


_Groups: TypeAlias = Iterable[tuple[str, v.State | None, list[str]]]


def _by_objective(context: Context, plan: Plan, series: Mapping[str, Series]) -> _Groups:
    """Return the statement of each objective, where it stands, and its indicators; those of none come last."""
    left = dict.fromkeys(plan.indicators)
    for key, one in plan.objectives.items():
        own = [name for name in indicators_of(plan, key) if name in left]
        left = {name: None for name in left if name not in own}
        state = objective_state(plan, key, series.values(), context.guide.today)
        yield context.text(one.record.statement), state_word(context, state), own
    yield context.word("indicators"), None, list(left)
