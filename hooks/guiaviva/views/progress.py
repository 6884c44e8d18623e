"""Blocks about where plans stand: their objectives, who acts next, and the plans side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Objective, PlanHead
from guiaviva.language import like
from guiaviva.measures import STATES, Series, State, objective_state, series_of
from guiaviva.measures.periods import reported_until
from guiaviva.views import parts as v
from guiaviva.views.charts import amount, bullet, chart_anchor, dated, spark, state_word, way
from guiaviva.views.context import Context
from guiaviva.views.people import role_name
from guiaviva.views.plans import opened, plan_of
from guiaviva.views.sheets import file_of, sheets

# The widest first.
SCOPES = ("institution", "area", "service")
# What is to be measured within this time is said.
SOON = timedelta(days=31)
# Somebody decides on what is in one of these states.
DECIDED = ("missed", "worse", "at-risk")


@dataclass(frozen=True)
class _Standing:
    """Where a plan stands: its series, and the state of each of its objectives."""

    plan: Plan
    series: tuple[Series, ...]
    states: Mapping[str, State]

    @property
    def head(self) -> PlanHead:
        """What the plan says of itself. Only to be asked of one that does."""
        assert self.plan.head
        return self.plan.head.record

    @property
    def measured(self) -> date | None:
        """The day of the latest measure, None where nothing was measured yet."""
        return max((one.last.date for one in self.series if one.last), default=None)


def _standing(context: Context, plan: Plan) -> _Standing:
    series = series_of(context.guide, plan)
    states = {key: objective_state(plan, key, series, context.guide.today) for key in plan.objectives}
    return _Standing(plan, series, states)


def view_plans(context: Context) -> list[v.View]:
    """The plans side by side: what each derives from, until when it runs, and where its objectives stand."""
    plans = context.guide.facts.plans

    def parent(one: _Standing) -> v.Content:
        key = one.head.parent or ""
        above = plans.get(key)
        return context.to_page(f"plans/{key}", context.text(above.head.record.name)) if above and above.head else ""

    def period(one: _Standing) -> str:
        return " – ".join(filter(None, (context.short_day(one.head.start), context.short_day(one.head.end))))

    columns: v.Columns[_Standing] = (
        v.Column(context.word("plan"), lambda one: _called(context, one)),
        v.Column(context.word("scope"), lambda one: context.word(one.head.scope, "scope")),
        v.Column(context.word("parent"), parent),
        v.Column(context.word("period"), period),
        v.Column(context.word("objectives"), lambda one: _states(context, one)),
    )
    rows = context.rows({one.plan.key: one for one in _standings(context)})
    return [v.table("plans", context.word("plans"), columns, rows, brief=lambda one: context.short_day(one.head.end))]


def plans_in_short(context: Context) -> list[v.View]:
    """Return where the plans stand as a table, with the day of their latest figures and what is to be done first."""

    def first(one: _Standing) -> v.Content:
        actions = _actions(context, one)
        return [actions[0].what, v.Note(actions[0].by(context))] if actions else None

    columns: v.Columns[_Standing] = (
        v.Column(context.word("plan"), lambda one: _called(context, one)),
        v.Column(context.word("objectives"), lambda one: _states(context, one)),
        v.Column(context.word("now", "chart"), lambda one: context.short_day(one.measured)),
        v.Column(context.word("next", "chart"), first),
    )
    rows = [("", one) for one in _standings(context)]
    return [v.table("plans", context.word("plans"), columns, rows)] if rows else []


def _standings(context: Context) -> list[_Standing]:
    """Return where the plans stand that are published, the widest first."""
    guide = context.guide
    # One that is being written has a draft as its page, and is not published either.
    shown = (
        plan
        for key, plan in guide.facts.plans.items()
        if plan.head and not guide.draft(guide.source_language, f"plans/{key}")
    )
    found = (_standing(context, plan) for plan in shown)
    return sorted(found, key=lambda one: SCOPES.index(one.head.scope))


def _called(context: Context, one: _Standing) -> v.Content:
    return context.to_page(f"plans/{one.plan.key}", context.text(one.head.name))


def _states(context: Context, one: _Standing) -> v.Content:
    """Return how many objectives of a plan are in each state, once something was measured."""
    if one.measured is None:
        return context.word("not-measured", "chart")
    return [v.Line(v.flat(state, f": {count}")) for state, count in _tally(context, one.states.values()).counts]


def view_dashboard(context: Context) -> list[v.View]:
    """Where the objectives of a plan stand once something was measured, who acts next, and the files of the plan."""
    standing = _standing(context, plan_of(context))
    progress: list[v.View] = [_tally(context, standing.states.values()), *_objectives(context, standing)]
    return [
        *(progress if standing.measured else ()),
        *opened(_to_do(context, standing)),
        v.Fold(context.word("download", "chart"), (), (_files(context, standing.plan),)),
    ]


def _objectives(context: Context, standing: _Standing) -> list[v.View]:
    """Return where each objective stands, the worst first; those on which nobody has to decide are to be opened."""
    states = standing.states
    ordered = sorted(standing.plan.objectives.values(), key=lambda one: STATES.index(states[one.key].name))
    urgent = [one for one in ordered if states[one.key].name in DECIDED]
    others = [one for one in ordered if one not in urgent]
    title = context.word("other-objectives" if urgent else "dashboard", "chart")
    shown: list[v.View] = [_table(context, standing, urgent)] if urgent else []
    return [*shown, v.Fold(title, (f"({len(others)})",), (_table(context, standing, others),))] if others else shown


def _table(context: Context, standing: _Standing, objectives: Iterable[Entry[Objective]]) -> v.Table:
    """Return where objectives stand: the figure that decides on each, and what is wanted by when."""
    states = standing.states

    def drawn(one: Entry[Objective]) -> v.Content:
        series = states[one.key].series
        return spark(context, series) if series else None

    def brief(one: Entry[Objective]) -> v.Content:
        state = states[one.key]
        figures = way(context, state.series, state.point) if state.series and state.point else ""
        return [v.joined(filter(None, (state_word(context, state), figures)), " · "), drawn(one)]

    def owner(one: Entry[Objective]) -> v.Content:
        return [role_name(context, one.record.owner), v.Note(v.flat(context.short_day(one.record.deadline)))]

    columns: v.Columns[Entry[Objective]] = (
        v.Column(context.word("objective"), lambda one: context.text(one.record.statement)),
        v.Column(context.word("status"), lambda one: state_word(context, states[one.key])),
        v.Column(context.word("deciding-key", "chart"), lambda one: _deciding(context, standing.plan, states[one.key])),
        v.Column(context.word("trend", "chart"), drawn),
        v.Column(context.word("owner"), owner),
    )
    rows = [("", one) for one in objectives]
    return v.table("dashboard", context.word("dashboard", "chart"), columns, rows, brief=brief)


def _deciding(context: Context, plan: Plan, state: State) -> v.Content:
    """Return the indicator that decides on an objective: its figure, what is wanted by when, and the way between."""
    series, point, word = state.series, state.point, context.word("target")
    if series is None or point is None:
        return context.word("not-measured", "chart")
    named = context.to_page(f"plans/{plan.key}", context.text(series.name), chart_anchor(series))
    value, day = amount(context, series, point.value), context.short_day(point.date)
    target = [v.Line((like(word, f"{word}: {dated(context, series, series.target)}"),))] if series.target else []
    return [v.Line((named,)), v.Line((v.Strong(value), f" ({day})")), *target, bullet(context, state)]


def _to_do(context: Context, standing: _Standing) -> v.Table:
    """Return what is to be done next for a plan, by whom and when."""
    columns: v.Columns[_Action] = (
        v.Column(context.word("next", "chart"), lambda one: one.what),
        v.Column(context.word("indicators"), lambda one: v.joined(one.indicators, "; ")),
        v.Column(context.word("who"), lambda one: role_name(context, one.who)),
        v.Column(context.word("by-when"), lambda one: one.when),
    )
    rows = [("", one) for one in _actions(context, standing)]
    return v.table("actions", context.word("who-acts", "chart"), columns, rows, brief=lambda one: one.by(context))


def _files(context: Context, plan: Plan) -> v.Card:
    """Return links to the workbook of a plan and to each of its tables."""
    workbook = v.FileLink(context.word("workbook", "chart"), file_of(context, plan.key, f"{plan.key}.xlsx"))
    tables = (
        v.FileLink(context.word(one.name), file_of(context, plan.key, f"{one.name}.csv"))
        for one in sheets(context, plan)
    )
    word = context.word("download", "chart")
    note = v.Note(v.flat(context.word("tables", "chart"), ": ", v.joined(tables, context.comma)))
    return v.card("files", word, [(word, [workbook, note])])


def _tally(context: Context, states: Iterable[State]) -> v.Tally:
    """Return how many objectives are in each state, the worst first."""
    counts = Counter(state.name for state in states)
    return v.Tally(
        context.word("objectives"),
        tuple((v.State(name, context.word(name, "chart")), str(counts[name])) for name in STATES if counts.get(name)),
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

    def by(self, context: Context) -> v.Parts:
        """Return who does it, and by when."""
        return v.joined(filter(None, (role_name(context, self.who), self.when)), " · ")


def _actions(context: Context, standing: _Standing) -> list[_Action]:
    """Return who acts next: who decides on what is missed or at risk, and who measures what is due within a month."""
    writing = _to_be_reported(context, standing.plan)
    found = [*_decisions(context, standing), *_measuring(context, standing.series), *([writing] if writing else [])]
    return sorted(found, key=lambda one: one.day)


def _decisions(context: Context, standing: _Standing) -> Iterable[_Action]:
    """Return what is to be decided on objectives that are behind, each by the next measure, in which it can be seen."""
    today = context.guide.today
    for key, state in standing.states.items():
        if state.name not in DECIDED:
            continue
        one = standing.plan.objectives[key].record
        what = context.word(f"decide-{state.name}", "chart").format(objective=context.text(one.statement))
        days = [day for day in (one.deadline, state.series.due() if state.series else None) if day and day > today]
        soon = state.name == "missed" or not days
        when = context.word("at-once") if soon else context.short_day(min(days))
        deciding = (context.text(state.series.name),) if state.series else ()
        yield _Action(what, one.owner, when, today if soon else min(days), deciding)


def _measuring(context: Context, series: Iterable[Series]) -> Iterable[_Action]:
    """Return what is to be measured within a month, or should have been, by role and day."""
    today = context.guide.today
    due: dict[tuple[str, date], list[str]] = {}
    for measures in series:
        day = measures.due()
        if day and day <= today + SOON:
            due.setdefault((measures.responsible, day), []).append(context.text(measures.name))
    for (who, day), names in due.items():
        several = len(names) > 1
        words = context.word("measure-many" if several else "measure", "chart")
        what = words.format(count=len(names), indicators=names[0])
        yield _Action(what, who or None, _until(context, day), day, tuple(names) if several else ())


def _until(context: Context, day: date) -> str:
    """Return by which day something is due, and whether that is over."""
    shown = context.short_day(day)
    return shown if day >= context.guide.today else context.word("overdue", "chart").format(day=shown)


def _to_be_reported(context: Context, plan: Plan) -> _Action | None:
    """Return that the evaluation of a plan is to be written that has ended, or does so within a month, without one."""
    head, today = plan.head.record if plan.head else None, context.guide.today
    if head is None or head.end is None or head.end > today + SOON or reported_until(context.guide, plan.key, head.end):
        return None
    page = context.guide.source_page(f"plans/{plan.key}")
    owner = page.fields.get("owner") if page else None
    words = context.word("write-evaluation", "chart").format(command=f"guia report {plan.key} --period {head.end.year}")
    return _Action(words, str(owner) if owner else None, _until(context, head.end), head.end)
