"""Blocks about plans: what a plan is, its objectives, audiences, networks, indicators, calendar, resources, risks."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import (
    Audience,
    CalendarEntry,
    Indicator,
    Measured,
    Objective,
    Peer,
    PlanHead,
    PlanNetwork,
    Resource,
    Risk,
)
from guiaviva.guide.plans import indicators_of, networks_of, reached_on
from guiaviva.measures import STATES, Series, State, objective_state, series_of, state_of
from guiaviva.measures.periods import read_end, reported_until
from guiaviva.views import parts as v
from guiaviva.views.charts import amount, bullet, chart, chart_anchor, figure, spark, state_word
from guiaviva.views.context import Context
from guiaviva.views.parts import State as ShownState
from guiaviva.views.people import role_name, unit_name
from guiaviva.views.sheets import file_of, sheets

# The widest first.
SCOPES = ("institution", "area", "service")
# What is to be measured within this time is said.
SOON = timedelta(days=31)


def _plan(context: Context) -> Plan:
    return context.guide.facts.plans[context.key]


def _names(
    context: Context, entries: Mapping[str, Entry[Audience]] | Mapping[str, Entry[Indicator]], keys: Iterable[str]
) -> v.Parts:
    """Return the names of audiences or indicators of a plan."""
    return v.joined((context.text(entries[key].record.name) for key in keys if key in entries), context.comma)


def _texts(context: Context, texts: Iterable[Mapping[str, str]]) -> v.Parts:
    return v.joined(map(context.text, texts), "; ")


def _network_names(context: Context, keys: Iterable[str]) -> v.Parts:
    networks = context.guide.facts.networks
    called = {key: networks[key].record.called(context.language) for key in keys if key in networks}
    return v.joined((context.to_page(f"networks/{key}", name) for key, name in called.items()), context.comma)


def view_plan(context: Context) -> list[v.View]:
    """What a plan says of itself."""
    plan = _plan(context)
    if plan.head is None:
        return []
    head = plan.head.record
    parent = context.guide.facts.plans.get(head.parent or "")
    parent_name = context.text(parent.head.record.name) if parent and parent.head else ""
    facts: list[tuple[str, v.Content]] = [
        (context.word("scope"), context.word(head.scope, "scope")),
        (context.word("unit"), unit_name(context, head.unit)),
        (context.word("parent"), context.to_page(f"plans/{head.parent}", parent_name)),
        (context.word("from"), context.day(head.start)),
        (context.word("until"), context.day(head.end)),
        (context.word("lessons"), _texts(context, head.lessons)),
    ]
    return [v.card("plan", context.text(head.name), facts)]


def view_plans(context: Context) -> list[v.View]:
    """The plans side by side: what each derives from, until when it runs, and where its objectives stand."""
    plans = context.guide.facts.plans

    def parent(head: Entry[PlanHead]) -> v.Content:
        above = plans.get(head.record.parent or "")
        name = context.text(above.head.record.name) if above and above.head else ""
        return context.to_page(f"plans/{head.record.parent}", name)

    def period(head: Entry[PlanHead]) -> str:
        return " – ".join(filter(None, (context.day(head.record.start), context.day(head.record.end))))

    def states(head: Entry[PlanHead]) -> v.Content:
        plan = plans[head.key]
        series = series_of(context.guide, plan)
        if not any(one.points for one in series):
            return context.word("not-measured", "chart")
        found = _tally(context, (objective_state(plan, key, series, context.guide.today) for key in plan.objectives))
        return [v.Line(v.flat(state, f": {count}")) for state, count in found.counts]

    columns: v.Columns[Entry[PlanHead]] = (
        v.Column(
            context.word("plan"), lambda head: context.to_page(f"plans/{head.key}", context.text(head.record.name))
        ),
        v.Column(context.word("scope"), lambda head: context.word(head.record.scope, "scope")),
        v.Column(context.word("parent"), parent),
        v.Column(context.word("period"), period),
        v.Column(context.word("objectives"), states),
    )
    # One that is being written has a draft as its page, and is not published either.
    drafts = {key for key in plans if context.guide.draft(context.guide.source_language, f"plans/{key}")}
    heads = {key: plan.head for key, plan in plans.items() if plan.head and key not in drafts}
    ordered = sorted(context.rows(heads), key=lambda row: SCOPES.index(row[1].record.scope))
    return [v.table("plans", context.word("plans"), columns, ordered, brief=lambda head: context.day(head.record.end))]


def _opened(table: v.Table) -> list[v.View]:
    """Return a table of a plan, to be opened by its name: all of them at once are too long to be read."""
    count = len(table.anchors)
    return [v.Fold(table.caption, (f"({count})",), (table,))] if count else []


def view_objectives(context: Context) -> list[v.View]:
    """The objectives of a plan."""
    plan = _plan(context)
    columns: v.Columns[Entry[Objective]] = (
        v.Column(context.word("objective"), lambda one: context.text(one.record.statement)),
        v.Column(context.word("serves"), lambda one: context.text(one.record.serves)),
        v.Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
        v.Column(context.word("deadline"), lambda one: context.day(one.record.deadline)),
        v.Column(context.word("owner"), lambda one: role_name(context, one.record.owner)),
        v.Column(context.word("indicators"), lambda one: _names(context, plan.indicators, one.record.indicators)),
        v.Column(context.word("activities"), lambda one: _texts(context, one.record.activities)),
        v.Column(context.word("out-takes"), lambda one: _texts(context, one.record.out_takes)),
        v.Column(context.word("cost"), lambda one: context.text(one.record.cost)),
        v.Column(context.word("other-causes"), lambda one: _texts(context, one.record.other_causes)),
    )
    return _opened(
        v.table(
            "objectives",
            context.word("objectives"),
            columns,
            context.rows(plan.objectives),
            brief=lambda _: None,
        )
    )


def view_audiences(context: Context) -> list[v.View]:
    """The audiences of a plan, with the networks on which it reaches them."""
    plan = _plan(context)

    def networks(audience: Entry[Audience]) -> v.Parts:
        reached = [name for name, network in plan.networks.items() if audience.key in network.record.audiences]
        return _network_names(context, dict.fromkeys([*audience.record.networks, *reached]))

    columns: v.Columns[Entry[Audience]] = (
        v.Column(context.word("audience"), lambda one: context.text(one.record.name)),
        v.Column(context.word("description"), lambda one: context.text(one.record.description)),
        v.Column(context.word("networks"), networks),
        v.Column(context.word("languages"), lambda one: v.joined(one.record.languages, context.comma)),
    )
    return _opened(
        v.table("audiences", context.word("audiences"), columns, context.rows(plan.audiences), brief=lambda _: None)
    )


def view_plan_networks(context: Context) -> list[v.View]:
    """What a plan uses each network for."""
    plan = _plan(context)

    def serves(network: Entry[PlanNetwork]) -> v.Parts:
        objectives = (plan.objectives[key].record for key in network.record.objectives if key in plan.objectives)
        return v.joined((context.text(objective.serves) for objective in objectives), "; ")

    columns: v.Columns[Entry[PlanNetwork]] = (
        v.Column(context.word("network"), lambda one: _network_names(context, [one.key])),
        v.Column(context.word("purpose"), lambda one: context.text(one.record.purpose)),
        v.Column(context.word("serves"), serves),
        v.Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
    )
    return _opened(
        v.table("plan-networks", context.word("networks"), columns, context.rows(plan.networks), brief=lambda _: None)
    )


def view_indicators(context: Context) -> list[v.View]:
    """The indicators of a plan: where they were, are, and should be; and each as a chart, by objective."""
    plan = _plan(context)
    series = {one.indicator: one for one in series_of(context.guide, plan)}
    states = {key: state_of(one, context.guide.today) for key, one in series.items()}
    measured = any(one.points for one in series.values())

    def value(key: str, one: Measured | None, show: Callable[[Context, Series, float], str]) -> v.Content:
        return [show(context, series[key], one.value), v.Note((context.day(one.date),))] if one else None

    def now(one: Entry[Indicator]) -> v.Content:
        last = series[one.key].last
        if last is None:
            return None
        link = v.PageLink(amount(context, series[one.key], last.value), "", chart_anchor(series[one.key]))
        return [link, v.Note((context.day(last.date),))]

    def brief(one: Entry[Indicator]) -> v.Content:
        own, target = series[one.key], one.record.target
        if target is None or own.last is None:
            known = own.last or target
            return amount(context, own, known.value) if known else None
        way = f"{figure(context, own, own.last.value)} → {amount(context, own, target.value)}"
        return v.joined([state_word(context, states[one.key]), way], " · ")

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
        v.Column(context.word("baseline"), lambda one: value(one.key, one.record.baseline, figure)),
        v.Column(context.word("now", "chart"), now),
        v.Column(context.word("trend", "chart"), lambda one: spark(context, series[one.key])),
        v.Column(context.word("target"), lambda one: value(one.key, one.record.target, amount)),
        v.Column(context.word("frequency"), measuring),
    )
    rows = context.rows(plan.indicators)
    views = _opened(v.table("indicators", context.word("indicators"), columns, rows, brief=brief))
    groups = []
    for title, keys in _by_objective(context, plan):
        charts = tuple(chart(context, series[key], states[key]) for key in keys if series[key].points)
        if charts:
            count = context.counted("indicators", "chart", len(charts))
            groups.append(v.Fold(title, v.flat(count), charts))
    if len(groups) > 1:
        drawn = context.counted("indicators", "chart", sum(len(one.views) for one in groups))
        groups = [v.Fold(context.word("charts-by-objective", "chart"), v.flat(drawn), tuple(groups))]
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
        return [figure(context, row[0], point.value), v.Note((context.day(point.date),))] if point else None

    columns: v.Columns[tuple[Series, Peer]] = (
        v.Column(context.word("indicator"), lambda row: context.text(row[0].name)),
        v.Column(context.word("institution"), lambda row: v.WebLink(row[1].called(context.language), row[1].source)),
        v.Column(
            context.word("value", "chart"),
            lambda row: [amount(context, row[0], row[1].value), v.Note((context.day(row[1].date),))],
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


def _by_objective(context: Context, plan: Plan) -> Iterable[tuple[str, list[str]]]:
    """Return the indicators of each objective, with its statement; those of none come last."""
    left = dict.fromkeys(plan.indicators)
    for key, one in plan.objectives.items():
        own = [name for name in indicators_of(plan, key) if name in left]
        left = {name: None for name in left if name not in own}
        yield _in_short(context, plan, one), own
    yield context.word("indicators"), list(left)


def _in_short(context: Context, plan: Plan, one: Entry[Objective]) -> str:
    """Return what an objective is known by: what it serves, or its statement where another one serves that too."""
    named = [context.text(other.record.serves) for other in plan.objectives.values()]
    serves = context.text(one.record.serves)
    return serves if serves and named.count(serves) == 1 else context.text(one.record.statement)


def view_dashboard(context: Context) -> list[v.View]:
    """Where the objectives of a plan stand once something was measured, who acts next, and the files of the plan."""
    plan, today = _plan(context), context.guide.today
    series = series_of(context.guide, plan)
    states = {key: objective_state(plan, key, series, today) for key in plan.objectives}
    page = f"plans/{plan.key}"

    def progress(one: Entry[Objective]) -> v.Content:
        state = states[one.key]
        if state.series is None or state.point is None:
            return context.word("not-measured", "chart")
        value, day = figure(context, state.series, state.point.value), context.day(state.point.date)
        target = state.series.target
        goal = f" → {amount(context, state.series, target.value)} ({context.day(target.date)})" if target else ""
        values = f"{value} ({day}){goal}"
        link = context.to_page(page, values, chart_anchor(state.series))
        return [bullet(context, state), v.Note(v.flat(context.text(state.series.name), ": ", link))]

    columns: v.Columns[Entry[Objective]] = (
        v.Column(context.word("objective"), lambda one: context.text(one.record.statement)),
        v.Column(context.word("status"), lambda one: state_word(context, states[one.key])),
        v.Column(context.word("deciding-key", "chart"), progress),
        v.Column(
            context.word("owner"),
            lambda one: [role_name(context, one.record.owner), v.Note(v.flat(context.day(one.record.deadline)))],
        ),
    )
    views: list[v.View] = []
    if any(one.points for one in series):
        rows = [("", one) for one in plan.objectives.values()]
        objectives = context.word("dashboard", "chart")
        views += [
            _tally(context, states.values()),
            *_opened(
                v.table("dashboard", objectives, columns, rows, brief=lambda one: state_word(context, states[one.key]))
            ),
        ]
    if actions := _actions(context, plan, series, states):
        columns_of_actions: v.Columns[_Action] = (
            v.Column(context.word("next", "chart"), lambda one: one.what),
            v.Column(context.word("indicators"), lambda one: v.joined(one.indicators, "; ")),
            v.Column(context.word("who"), lambda one: role_name(context, one.who)),
            v.Column(context.word("by-when"), lambda one: one.when),
        )
        views += _opened(
            v.table(
                "actions",
                context.word("who-acts", "chart"),
                columns_of_actions,
                [("", one) for one in actions],
                brief=lambda one: v.joined([role_name(context, one.who), one.when], " · "),
            )
        )
    files = [v.FileLink(context.word("workbook", "chart"), file_of(context, plan.key, f"{plan.key}.xlsx"))]
    files += [
        v.FileLink(context.word(one.name), file_of(context, plan.key, f"{one.name}.csv"))
        for one in sheets(context, plan)
    ]
    first, *others = files
    facts: list[tuple[str, v.Content]] = [
        (
            context.word("download", "chart"),
            [first, v.Note(v.flat(context.word("tables", "chart"), ": ", v.joined(others, context.comma)))],
        )
    ]
    return [*views, v.card("files", context.word("download", "chart"), facts)]


def _tally(context: Context, states: Iterable[State]) -> v.Tally:
    """Return how many objectives are in each state, the worst first."""
    counts = Counter(state.name for state in states)
    return v.Tally(
        context.word("objectives"),
        tuple(
            (ShownState(name, context.word(name, "chart")), str(counts[name])) for name in STATES if counts.get(name)
        ),
    )


@dataclass(frozen=True)
class _Action:
    """What is to be done next, by which role, and by when in words; `day` orders them."""

    what: v.Content
    who: str | None
    when: str
    day: date
    indicators: tuple[str, ...] = ()
    """What is to be measured, where that is more than one, or what is behind."""


def _actions(context: Context, plan: Plan, series: Iterable[Series], states: Mapping[str, State]) -> list[_Action]:
    """Return who acts next: who decides on what is missed or at risk, and who measures what is due within a month."""
    today = context.guide.today
    found = []
    for key, state in states.items():
        one = plan.objectives[key].record
        subject = _in_short(context, plan, plan.objectives[key])
        what = {"missed": "decide-missed", "worse": "decide-worse", "at-risk": "decide-at-risk"}.get(state.name)
        if what:
            # What is decided by the next measure can be seen in it.
            days = [day for day in (one.deadline, state.series.due() if state.series else None) if day and day > today]
            words = context.word(what, "chart").format(objective=subject)
            soon = state.name == "missed" or not days
            when = context.word("at-once") if soon else context.day(min(days))
            deciding = (context.text(state.series.name),) if state.series else ()
            found.append(_Action(words, one.owner, when, today if soon else min(days), deciding))
    due: dict[tuple[str, date], list[str]] = {}
    for measures in series:
        day = measures.due()
        if day and day <= today + SOON:
            due.setdefault((measures.responsible, day), []).append(context.text(measures.name))
    for (who, day), names in due.items():
        several = len(names) > 1
        words = context.word("measure-many" if several else "measure", "chart")
        what = words.format(count=len(names), indicators=names[0])
        when = context.day(day) if day >= today else context.word("overdue", "chart").format(day=context.day(day))
        found.append(_Action(what, who or None, when, day, tuple(names) if several else ()))
    if writing := _to_be_reported(context, plan):
        found.append(writing)
    return sorted(found, key=lambda one: one.day)


def _to_be_reported(context: Context, plan: Plan) -> _Action | None:
    """Return that the evaluation of a plan is to be written that has ended, or does so within a month, without one."""
    head, today = plan.head.record if plan.head else None, context.guide.today
    if head is None or head.end is None or head.end > today + SOON or reported_until(context.guide, plan.key, head.end):
        return None
    page = context.guide.source_page(f"plans/{plan.key}")
    owner = page.fields.get("owner") if page else None
    words = context.word("write-evaluation", "chart").format(command=f"guia report {plan.key} --period {head.end.year}")
    when = context.day(head.end)
    shown = when if head.end >= today else context.word("overdue", "chart").format(day=when)
    return _Action(words, str(owner) if owner else None, shown, head.end)


def view_logic(context: Context) -> list[v.View]:
    """The logic of a plan: from each service or policy to how one will know; what is missing is said in its place."""
    plan = _plan(context)
    chains = tuple(_chain(context, plan, one) for one in plan.objectives.values())
    gaps = sum(not link.items for chain in chains for link in chain)
    return [v.Fold(context.word("logic", "chart"), v.flat(_gaps(context, gaps)), (v.Logic(chains),))] if chains else []


def _chain(context: Context, plan: Plan, one: Entry[Objective]) -> tuple[v.Link, ...]:
    """Return what an objective serves, says, whom it concerns, where those are reached, and how one knows."""
    record = one.record
    audiences = [key for key in record.audiences if key in plan.audiences]
    networks = networks_of(plan, one.key)
    reached = {key for name in networks for key in reached_on(plan, name)}

    def audience(key: str) -> v.Parts:
        name = context.text(plan.audiences[key].record.name)
        return v.flat(name, None if key in reached else [" ", ShownState("gap", context.word("not-reached", "chart"))])

    def indicator(key: str) -> v.Parts:
        return v.flat(context.text(plan.indicators[key].record.name))

    def network(key: str) -> v.Parts:
        known = context.guide.facts.networks.get(key)
        return v.flat(known.record.called(context.language) if known else key)

    def link(word: str, items: Iterable[v.Parts]) -> v.Link:
        return v.Link(context.word(word), tuple(item for item in items if item), context.word(f"no-{word}", "chart"))

    objective = context.to_page(f"plans/{plan.key}", context.text(record.statement), f"objective-{one.key}")
    return (
        link("serves", [v.flat(context.text(record.serves))]),
        link("objective", [v.flat(objective)]),
        link("audiences", map(audience, audiences)),
        link("networks", map(network, networks)),
        link("indicators", map(indicator, indicators_of(plan, one.key))),
    )


def view_reach(context: Context) -> list[v.View]:
    """Which audiences a plan reaches on which networks, crosswise: a gap is an empty row or column."""
    plan = _plan(context)
    reached = {name: reached_on(plan, name) for name in plan.networks}
    yes = ShownState("reached", context.word("yes", "answer"))

    def cell(network: str) -> Callable[[Entry[Audience]], v.Content]:
        return lambda one: yes if one.key in reached[network] else None

    def head(network: str) -> str:
        found = context.guide.facts.networks.get(network)
        return found.record.called(context.language) if found else network

    reached_by = {key: [name for name in plan.networks if key in reached[name]] for key in plan.audiences}

    def none(one: Entry[Audience]) -> v.Content:
        return None if reached_by[one.key] else ShownState("gap", context.word("not-reached", "chart"))

    columns: v.Columns[Entry[Audience]] = (
        v.Column(context.word("audience"), lambda one: context.text(one.record.name)),
        *(v.Column(head(name), cell(name)) for name in plan.networks),
        v.Column(context.word("gap-column", "chart"), none),
    )

    def brief(one: Entry[Audience]) -> v.Content:
        return none(one) or v.joined(map(head, reached_by[one.key]), context.comma)

    caption = context.word("reach", "chart")
    matrix = v.table("reach", caption, columns, [("", one) for one in plan.audiences.values()], brief=brief)
    gaps = [*reached_by.values(), *reached.values()].count([])
    return [v.Fold(caption, v.flat(_gaps(context, gaps)), (matrix,))] if plan.audiences else []


def _gaps(context: Context, count: int) -> str:
    """Return how many gaps a drawing has."""
    return context.counted("gaps", "chart", count) if count else context.word("no-gap", "chart")


def view_calendar(context: Context) -> list[v.View]:
    """What is published when, and in which months of the year."""
    head = _plan(context).head
    columns: v.Columns[CalendarEntry] = (
        v.Column(context.word("when"), lambda one: context.text(one.when)),
        v.Column(context.word("months-drawn", "chart"), lambda one: _months(context, one.months)),
        v.Column(context.word("what"), lambda one: context.text(one.what)),
    )
    entries = head.record.calendar if head else []
    return _opened(
        v.table("calendar", context.word("calendar"), columns, [("", one) for one in entries], brief=lambda _: None)
    )


def _months(context: Context, months: list[int]) -> v.Months | None:
    label = context.comma.join(context.month(month, "wide") for month in months)
    return v.Months(label, tuple(months)) if months else None


def view_resources(context: Context) -> list[v.View]:
    """What a plan needs."""
    head = _plan(context).head
    columns: v.Columns[Resource] = (
        v.Column(context.word("resource"), lambda one: context.text(one.name)),
        v.Column(context.word("amount"), lambda one: context.text(one.amount)),
    )
    resources = head.record.resources if head else []
    rows = [("", one) for one in resources]
    return _opened(v.table("resources", context.word("resources"), columns, rows, brief=lambda _: None))


def view_risks(context: Context) -> list[v.View]:
    """What may go wrong with a plan, and what is done then."""
    head = _plan(context).head
    columns: v.Columns[Risk] = (
        v.Column(context.word("risk"), lambda one: context.text(one.name)),
        v.Column(context.word("response"), lambda one: context.text(one.response)),
    )
    risks = head.record.risks if head else []
    return _opened(v.table("risks", context.word("risks"), columns, [("", one) for one in risks], brief=lambda _: None))
