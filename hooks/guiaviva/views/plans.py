"""Blocks about plans: what a plan is, its objectives, audiences, networks, indicators, calendar, resources, risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import (
    Audience,
    CalendarEntry,
    Indicator,
    Measured,
    Objective,
    PlanHead,
    PlanNetwork,
    Resource,
    Risk,
)
from guiaviva.views.context import Context
from guiaviva.views.networks import number
from guiaviva.views.parts import Column, Columns, Content, Parts, View, card, joined, table
from guiaviva.views.people import role_name, unit_name


def _plan(context: Context) -> Plan:
    return context.guide.facts.plans[context.key]


def _names(
    context: Context, entries: Mapping[str, Entry[Audience]] | Mapping[str, Entry[Indicator]], keys: Iterable[str]
) -> Parts:
    """Return the names of audiences or indicators of a plan."""
    return joined(context.text(entries[key].record.name) for key in keys if key in entries)


def _network_names(context: Context, keys: Iterable[str]) -> Parts:
    networks = context.guide.facts.networks
    called = {key: networks[key].record.called(context.language) for key in keys if key in networks}
    return joined(context.to_page(f"networks/{key}", name) for key, name in called.items())


def view_plan(context: Context) -> list[View]:
    """What a plan says of itself."""
    plan = _plan(context)
    if plan.head is None:
        return []
    head = plan.head.record
    parent = context.guide.facts.plans.get(head.parent or "")
    parent_name = context.text(parent.head.record.name) if parent and parent.head else ""
    facts: list[tuple[str, Content]] = [
        (context.word("scope"), context.word(head.scope, "scope")),
        (context.word("unit"), unit_name(context, head.unit)),
        (context.word("parent"), context.to_page(f"plans/{head.parent}", parent_name)),
        (context.word("from"), context.day(head.start)),
        (context.word("until"), context.day(head.end)),
    ]
    return [card("plan", context.text(head.name), facts)]


def view_plans(context: Context) -> list[View]:
    """The plans side by side."""
    columns: Columns[Entry[PlanHead]] = (
        Column(context.word("plan"), lambda head: context.to_page(f"plans/{head.key}", context.text(head.record.name))),
        Column(context.word("scope"), lambda head: context.word(head.record.scope, "scope")),
        Column(context.word("from"), lambda head: context.day(head.record.start)),
        Column(context.word("until"), lambda head: context.day(head.record.end)),
    )
    heads = {key: plan.head for key, plan in context.guide.facts.plans.items() if plan.head}
    return [table("plans", context.word("plans"), columns, context.rows(heads))]


def view_objectives(context: Context) -> list[View]:
    """The objectives of a plan."""
    plan = _plan(context)
    columns: Columns[Entry[Objective]] = (
        Column(context.word("objective"), lambda one: context.text(one.record.statement)),
        Column(context.word("serves"), lambda one: context.text(one.record.serves)),
        Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
        Column(context.word("deadline"), lambda one: context.day(one.record.deadline)),
        Column(context.word("owner"), lambda one: role_name(context, one.record.owner)),
        Column(context.word("indicators"), lambda one: _names(context, plan.indicators, one.record.indicators)),
    )
    return [
        table(
            "objectives",
            context.word("objectives"),
            columns,
            context.rows(plan.objectives),
            brief=lambda one: context.day(one.record.deadline),
        )
    ]


def view_audiences(context: Context) -> list[View]:
    """The audiences of a plan, with the networks on which it reaches them."""
    plan = _plan(context)

    def networks(audience: Entry[Audience]) -> Parts:
        reached = [name for name, network in plan.networks.items() if audience.key in network.record.audiences]
        return _network_names(context, dict.fromkeys([*audience.record.networks, *reached]))

    columns: Columns[Entry[Audience]] = (
        Column(context.word("audience"), lambda one: context.text(one.record.name)),
        Column(context.word("description"), lambda one: context.text(one.record.description)),
        Column(context.word("networks"), networks),
        Column(context.word("languages"), lambda one: joined(one.record.languages)),
    )
    return [table("audiences", context.word("audiences"), columns, context.rows(plan.audiences), brief=lambda _: None)]


def view_plan_networks(context: Context) -> list[View]:
    """What a plan uses each network for."""
    plan = _plan(context)

    def serves(network: Entry[PlanNetwork]) -> Parts:
        objectives = (plan.objectives[key].record for key in network.record.objectives if key in plan.objectives)
        return joined((context.text(objective.serves) for objective in objectives), "; ")

    columns: Columns[Entry[PlanNetwork]] = (
        Column(context.word("network"), lambda one: _network_names(context, [one.key])),
        Column(context.word("purpose"), lambda one: context.text(one.record.purpose)),
        Column(context.word("serves"), serves),
        Column(context.word("audiences"), lambda one: _names(context, plan.audiences, one.record.audiences)),
    )
    return [
        table("plan-networks", context.word("networks"), columns, context.rows(plan.networks), brief=lambda _: None)
    ]


def view_indicators(context: Context) -> list[View]:
    """The indicators of a plan: where they are, and where they should."""

    def measured(indicator: Indicator, value: Measured | None) -> str:
        if value is None:
            return ""
        amount = f"{number(value.value)} {context.text(indicator.unit)}".strip()
        return f"{amount} ({context.day(value.date)})"

    def progress(indicator: Indicator) -> str:
        if not indicator.target:
            return measured(indicator, indicator.baseline)
        before = f"{number(indicator.baseline.value)} → " if indicator.baseline else ""
        return before + measured(indicator, indicator.target)

    columns: Columns[Entry[Indicator]] = (
        Column(context.word("indicator"), lambda one: context.text(one.record.name)),
        Column(context.word("type"), lambda one: context.word(one.record.type, "indicator")),
        Column(context.word("baseline"), lambda one: measured(one.record, one.record.baseline)),
        Column(context.word("target"), lambda one: measured(one.record, one.record.target)),
        Column(
            context.word("frequency"),
            lambda one: context.word(one.record.frequency, "frequency") if one.record.frequency else "",
        ),
        Column(context.word("source"), lambda one: context.text(one.record.source)),
        Column(context.word("responsible"), lambda one: role_name(context, one.record.responsible)),
    )
    return [
        table(
            "indicators",
            context.word("indicators"),
            columns,
            context.rows(_plan(context).indicators),
            brief=lambda one: progress(one.record),
        )
    ]


def view_calendar(context: Context) -> list[View]:
    """What is published when."""
    head = _plan(context).head
    columns: Columns[CalendarEntry] = (
        Column(context.word("when"), lambda one: context.text(one.when)),
        Column(context.word("what"), lambda one: context.text(one.what)),
    )
    entries = head.record.calendar if head else []
    return [table("calendar", context.word("calendar"), columns, (("", one) for one in entries))]


def view_resources(context: Context) -> list[View]:
    """What a plan needs."""
    head = _plan(context).head
    columns: Columns[Resource] = (
        Column(context.word("resource"), lambda one: context.text(one.name)),
        Column(context.word("amount"), lambda one: context.text(one.amount)),
    )
    resources = head.record.resources if head else []
    return [table("resources", context.word("resources"), columns, (("", one) for one in resources))]


def view_risks(context: Context) -> list[View]:
    """What may go wrong with a plan, and what is done then."""
    head = _plan(context).head
    columns: Columns[Risk] = (
        Column(context.word("risk"), lambda one: context.text(one.name)),
        Column(context.word("response"), lambda one: context.text(one.response)),
    )
    risks = head.record.risks if head else []
    return [table("risks", context.word("risks"), columns, (("", one) for one in risks))]
