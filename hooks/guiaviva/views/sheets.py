"""The tables of a plan as they are exported: plain rows under plain heads, whatever a page shows of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiaviva.facts.loading import Plan
from guiaviva.measures import State, objective_state, series_of, state_of
from guiaviva.views.charts import account_name, state_word, way
from guiaviva.views.context import Context


class Share(float):
    """A share of a whole, which a workbook shows in per cent."""


Value = str | float | date | None


@dataclass(frozen=True)
class Sheet:
    """A table to export: the name of its file, which the word for it has too, heads and rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def file_of(context: Context, plan: str, name: str) -> str:
    """Return where a file of a plan is, from the top of the site: beside its page."""
    return context.file(f"plans/{plan}/{name}")


def sheets(context: Context, plan: Plan) -> Iterable[Sheet]:
    """Return the tables of a plan that have rows."""
    for sheet in _sheets(context, plan):
        if sheet.rows:
            yield sheet


def _sheets(context: Context, plan: Plan) -> Iterable[Sheet]:
    word, text = context.word, context.text
    series = series_of(context.guide, plan)
    today = context.guide.today

    def sheet(name: str, records: Iterable[Any], columns: Sequence[tuple[str, Callable[[Any], Value]]]) -> Sheet:
        rows = tuple(tuple(cell(record) for _, cell in columns) for record in records)
        return Sheet(name, tuple(head for head, _ in columns), rows)

    def role(key: str | None) -> str:
        entry = context.guide.facts.roles.get(key or "")
        return text(entry.record.name) if entry else ""

    def names(keys: Iterable[str], known: Any) -> str:
        return "; ".join(text(known[key].record.name) for key in keys if key in known)

    def networks(keys: Iterable[str]) -> str:
        known = context.guide.facts.networks
        return "; ".join(known[key].record.called(context.language) if key in known else key for key in keys)

    yield sheet(
        "objectives",
        plan.objectives.values(),
        [
            (word("objective"), lambda one: text(one.record.statement)),
            (word("status"), lambda one: state_word(context, objective_state(plan, one.key, series, today)).text),
            (word("deciding", "chart"), lambda one: _deciding(context, objective_state(plan, one.key, series, today))),
            (word("serves"), lambda one: text(one.record.serves)),
            (word("audiences"), lambda one: names(one.record.audiences, plan.audiences)),
            (word("deadline"), lambda one: one.record.deadline),
            (word("owner"), lambda one: role(one.record.owner)),
            (word("indicators"), lambda one: names(one.record.indicators, plan.indicators)),
            *((word(name), cell) for name, cell in _given(context, plan)),
        ],
    )
    yield sheet(
        "audiences",
        plan.audiences.values(),
        [
            (word("audience"), lambda one: text(one.record.name)),
            (word("description"), lambda one: text(one.record.description)),
            (word("networks"), lambda one: networks(one.record.networks)),
            (word("languages"), lambda one: context.comma.join(one.record.languages)),
        ],
    )
    yield sheet(
        "networks",
        plan.networks.values(),
        [
            (word("network"), lambda one: networks([one.key])),
            (word("purpose"), lambda one: text(one.record.purpose)),
            (word("objectives"), lambda one: _statements(context, plan, one.record.objectives)),
            (word("audiences"), lambda one: names(one.record.audiences, plan.audiences)),
        ],
    )
    yield sheet(
        "indicators",
        series,
        [
            (word("indicator"), lambda one: text(one.name)),
            (word("type"), lambda one: word(one.type, "indicator")),
            (word("unit", "chart"), lambda one: text(one.unit)),
            (word("baseline"), lambda one: one.baseline.value if one.baseline else None),
            (f"{word('baseline')}: {word('day', 'chart')}", lambda one: one.baseline.date if one.baseline else None),
            (word("now", "chart"), lambda one: one.last.value if one.last else None),
            (f"{word('now', 'chart')}: {word('day', 'chart')}", lambda one: one.last.date if one.last else None),
            (word("target"), lambda one: one.target.value if one.target else None),
            (f"{word('target')}: {word('day', 'chart')}", lambda one: one.target.date if one.target else None),
            (word("due-then", "chart"), lambda one: _due(state_of(one, today))),
            (word("way-done", "chart"), lambda one: _done(state_of(one, today))),
            (word("status"), lambda one: state_word(context, state_of(one, today)).text),
            (word("frequency"), lambda one: word(one.frequency, "frequency") if one.frequency else ""),
            (word("source"), lambda one: text(plan.indicators[one.indicator].record.source)),
            (word("responsible"), lambda one: role(one.responsible)),
        ],
    )
    # The whole is a row only where it was measured as such: sums of accounts are no measures.
    measured = [
        (one, point, part)
        for one in series
        for part, points in (
            ("", [p for p in one.points if p.place and not p.account]),
            *(("", points) for points in one.by_account.values()),
            *((part, [p for p in points if p.place]) for part, points in one.parts.items()),
        )
        for point in points
    ]
    cases = [(word("cases", "chart"), lambda row: row[1].n)]
    part = [(word("part", "chart"), lambda row: word(row[2], "part") if row[2] else "")]
    yield sheet(
        "measures",
        measured,
        [
            (word("day", "chart"), lambda row: row[1].date),
            (word("indicator"), lambda row: text(row[0].name)),
            (word("account"), lambda row: account_name(context, row[1].account) if row[1].account else ""),
            *(part if any(one.parts for one in series) else ()),
            (word("value", "chart"), lambda row: row[1].value),
            (word("unit", "chart"), lambda row: "" if row[2] else text(row[0].unit)),
            *(cases if any(row[1].n for row in measured) else ()),
            (word("note", "chart"), lambda row: row[1].note),
            (word("source"), lambda row: row[1].source),
            # Two indicators may have one name.
            ("key", lambda row: row[0].indicator),
        ],
    )
    yield sheet(
        "peers",
        [(one, peer) for one in series for peer in plan.indicators[one.indicator].record.peers],
        [
            (word("indicator"), lambda row: text(row[0].name)),
            (word("institution"), lambda row: row[1].called(context.language)),
            (word("value", "chart"), lambda row: row[1].value),
            (word("unit", "chart"), lambda row: text(row[0].unit)),
            (word("day", "chart"), lambda row: row[1].date),
            (word("source"), lambda row: row[1].source),
        ],
    )
    head = plan.head.record if plan.head else None
    yield sheet(
        "calendar",
        head.calendar if head else (),
        [
            (word("when"), lambda one: text(one.when)),
            (
                word("months-drawn", "chart"),
                lambda one: context.comma.join(context.month(month, "wide") for month in one.months),
            ),
            (word("what"), lambda one: text(one.what)),
        ],
    )
    yield sheet(
        "resources",
        head.resources if head else (),
        [(word("resource"), lambda one: text(one.name)), (word("amount"), lambda one: text(one.amount))],
    )
    yield sheet(
        "risks",
        head.risks if head else (),
        [(word("risk"), lambda one: text(one.name)), (word("response"), lambda one: text(one.response))],
    )


def _due(state: State) -> float | None:
    return None if state.expected is None else round(state.expected, 1)


def _done(state: State) -> Share | None:
    return None if state.progress is None else Share(round(state.progress, 3))


def _deciding(context: Context, state: State) -> str:
    """Return the indicator that decides on an objective, with its figure and what is wanted by when."""
    if state.series is None:
        return ""
    return ": ".join(filter(None, (context.text(state.series.name), way(context, state.series, state.point))))


def _given(context: Context, plan: Plan) -> Iterable[tuple[str, Callable[[Any], Value]]]:
    """Return what objectives may say besides, where one of them does."""

    def texts(field: str) -> Callable[[Any], Value]:
        return lambda one: "; ".join(map(context.text, getattr(one.record, field)))

    cells: dict[str, Callable[[Any], Value]] = {
        "activities": texts("activities"),
        "out-takes": texts("out_takes"),
        "cost": lambda one: context.text(one.record.cost),
        "other-causes": texts("other_causes"),
    }
    return ((name, cell) for name, cell in cells.items() if any(map(cell, plan.objectives.values())))


def _statements(context: Context, plan: Plan, keys: Iterable[str]) -> str:
    known = plan.objectives
    return "; ".join(context.text(known[key].record.statement) for key in keys if key in known)
