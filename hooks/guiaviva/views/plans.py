"""Blocks about what a plan says: its objectives, audiences, networks, logic, calendar, resources and risks."""

from collections.abc import Callable, Iterable, Mapping

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Audience, CalendarEntry, Indicator, Objective, PlanNetwork, Resource, Risk
from guiaviva.guide.plans import indicators_of, networks_of, reached_on
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.people import role_name, unit_name


def plan_of(context: Context) -> Plan:
    """Return the plan that a block is about."""
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
    plan = plan_of(context)
    if plan.head is None:
        return []
    head = plan.head.record
    parent = context.guide.facts.plans.get(head.parent or "")
    parent_name = context.text(parent.head.record.name) if parent and parent.head else ""
    facts: list[tuple[str, v.Content]] = [
        (context.word("scope"), context.word(head.scope, "scope")),
        (context.word("unit"), unit_name(context, head.unit)),
        (context.word("parent"), context.to_page(f"plans/{head.parent}", parent_name)),
        (context.word("from"), context.short_day(head.start)),
        (context.word("until"), context.short_day(head.end)),
        (context.word("lessons"), _texts(context, head.lessons)),
    ]
    return [v.card("plan", context.text(head.name), facts)]


def opened(table: v.Table) -> list[v.View]:
    """Return a table of a plan, to be opened by its name: all of them at once are too long to be read."""
    count = len(table.anchors)
    return [v.Fold(table.caption, (f"({count})",), (table,))] if count else []


def view_objectives(context: Context) -> list[v.View]:
    """The objectives of a plan."""
    plan = plan_of(context)
    columns: v.Columns[Entry[Objective]] = (
        v.Column(context.word("objective"), lambda one: context.text(one.record.statement)),
        v.Column(context.word("serves"), lambda one: context.text(one.record.serves)),
        v.Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
        v.Column(context.word("deadline"), lambda one: context.short_day(one.record.deadline)),
        v.Column(context.word("owner"), lambda one: role_name(context, one.record.owner)),
        v.Column(context.word("indicators"), lambda one: _names(context, plan.indicators, one.record.indicators)),
        v.Column(context.word("activities"), lambda one: _texts(context, one.record.activities)),
        v.Column(context.word("out-takes"), lambda one: _texts(context, one.record.out_takes)),
        v.Column(context.word("cost"), lambda one: context.text(one.record.cost)),
        v.Column(context.word("other-causes"), lambda one: _texts(context, one.record.other_causes)),
    )
    return opened(
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
    plan = plan_of(context)

    def networks(audience: Entry[Audience]) -> v.Parts:
        reached = [name for name, network in plan.networks.items() if audience.key in network.record.audiences]
        return _network_names(context, dict.fromkeys([*audience.record.networks, *reached]))

    columns: v.Columns[Entry[Audience]] = (
        v.Column(context.word("audience"), lambda one: context.text(one.record.name)),
        v.Column(context.word("description"), lambda one: context.text(one.record.description)),
        v.Column(context.word("networks"), networks),
        v.Column(context.word("languages"), lambda one: v.joined(one.record.languages, context.comma)),
    )
    return opened(
        v.table("audiences", context.word("audiences"), columns, context.rows(plan.audiences), brief=lambda _: None)
    )


def view_plan_networks(context: Context) -> list[v.View]:
    """What a plan uses each network for."""
    plan = plan_of(context)

    def serves(network: Entry[PlanNetwork]) -> v.Parts:
        objectives = (plan.objectives[key].record for key in network.record.objectives if key in plan.objectives)
        return v.joined((context.text(objective.serves) for objective in objectives), "; ")

    columns: v.Columns[Entry[PlanNetwork]] = (
        v.Column(context.word("network"), lambda one: _network_names(context, [one.key])),
        v.Column(context.word("purpose"), lambda one: context.text(one.record.purpose)),
        v.Column(context.word("serves"), serves),
        v.Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
    )
    return opened(
        v.table("plan-networks", context.word("networks"), columns, context.rows(plan.networks), brief=lambda _: None)
    )


def view_logic(context: Context) -> list[v.View]:
    """The logic of a plan: from each service or policy to how one will know; what is missing is said in its place."""
    plan = plan_of(context)
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
        return v.flat(name, None if key in reached else [" ", v.State("gap", context.word("not-reached", "chart"))])

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
    plan = plan_of(context)
    reached = {name: reached_on(plan, name) for name in plan.networks}
    yes = v.State("reached", context.word("yes", "answer"))

    def cell(network: str) -> Callable[[Entry[Audience]], v.Content]:
        return lambda one: yes if one.key in reached[network] else None

    def head(network: str) -> str:
        found = context.guide.facts.networks.get(network)
        return found.record.called(context.language) if found else network

    reached_by = {key: [name for name in plan.networks if key in reached[name]] for key in plan.audiences}

    def none(one: Entry[Audience]) -> v.Content:
        return None if reached_by[one.key] else v.State("gap", context.word("not-reached", "chart"))

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
    head = plan_of(context).head
    columns: v.Columns[CalendarEntry] = (
        v.Column(context.word("when"), lambda one: context.text(one.when)),
        v.Column(context.word("months-drawn", "chart"), lambda one: _months(context, one.months)),
        v.Column(context.word("what"), lambda one: context.text(one.what)),
    )
    entries = head.record.calendar if head else []
    return opened(
        v.table("calendar", context.word("calendar"), columns, [("", one) for one in entries], brief=lambda _: None)
    )


def _months(context: Context, months: list[int]) -> v.Months | None:
    label = context.comma.join(context.month(month, "wide") for month in months)
    return v.Months(label, tuple(months)) if months else None


def view_resources(context: Context) -> list[v.View]:
    """What a plan needs."""
    head = plan_of(context).head
    columns: v.Columns[Resource] = (
        v.Column(context.word("resource"), lambda one: context.text(one.name)),
        v.Column(context.word("amount"), lambda one: context.text(one.amount)),
    )
    resources = head.record.resources if head else []
    rows = [("", one) for one in resources]
    return opened(v.table("resources", context.word("resources"), columns, rows, brief=lambda _: None))


def view_risks(context: Context) -> list[v.View]:
    """What may go wrong with a plan, and what is done then."""
    head = plan_of(context).head
    columns: v.Columns[Risk] = (
        v.Column(context.word("risk"), lambda one: context.text(one.name)),
        v.Column(context.word("response"), lambda one: context.text(one.response)),
    )
    risks = head.record.risks if head else []
    return opened(v.table("risks", context.word("risks"), columns, [("", one) for one in risks], brief=lambda _: None))
