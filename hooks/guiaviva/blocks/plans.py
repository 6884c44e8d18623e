"""Blocks about plans: what a plan is, its objectives, audiences, networks, indicators, calendar, resources, risks."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, facts, joined, table, to_page
from guiaviva.blocks.networks import number
from guiaviva.blocks.people import role_name, unit_name
from guiaviva.facts.loading import Plan
from guiaviva.facts.schema import Measured


def _plan(shown: Shown) -> Plan:
    return shown.guide.facts.plans[shown.key]


def _names(shown: Shown, plan: Plan, collection: str, keys: list[str]) -> list[Child]:
    """Give the names of a plan's audiences, objectives or indicators."""
    entries = getattr(plan, collection)
    return joined(shown.text(entries[key].record.name) for key in keys if key in entries)


def _network_names(shown: Shown, keys: list[str]) -> list[Child]:
    networks = shown.guide.facts.networks
    return joined(to_page(shown, f"networks/{key}", networks[key].record.name) for key in keys if key in networks)


def show_plan(shown: Shown) -> list[Element]:
    plan = _plan(shown)
    if plan.head is None:
        return []
    head = plan.head.record
    parent = shown.guide.facts.plans.get(head.parent or "")
    parent_name = shown.text(parent.head.record.name) if parent and parent.head else ""
    pairs: list[tuple[str, Child]] = [
        (shown.word("scope"), shown.word(head.scope, "scope")),
        (shown.word("unit"), unit_name(shown, head.unit)),
        (shown.word("parent"), to_page(shown, f"plans/{head.parent}", parent_name)),
        (shown.word("from"), shown.day(head.start)),
        (shown.word("until"), shown.day(head.end) if head.end else ""),
    ]
    return [facts("plan", shown.text(head.name), pairs)]


def show_plans(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    rows = []
    for key, plan in shown.guide.facts.plans.items():
        if plan.head:
            head = plan.head.record
            until = shown.day(head.end) if head.end else ""
            name = to_page(shown, f"plans/{key}", shown.text(head.name))
            rows.append((anchors[key], [name, shown.word(head.scope, "scope"), shown.day(head.start), until]))
    columns = [shown.word(key) for key in ("plan", "scope", "from", "until")]
    return [table("plans", shown.word("plans"), columns, rows)]


def show_objectives(shown: Shown) -> list[Element]:
    plan, anchors = _plan(shown), shown.anchors()
    rows = []
    for key, entry in plan.objectives.items():
        objective = entry.record
        cells: list[Child] = [
            shown.text(objective.statement),
            shown.text(objective.serves),
            _names(shown, plan, "audiences", objective.audiences),
            shown.day(objective.deadline) if objective.deadline else "",
            role_name(shown, objective.owner),
            _names(shown, plan, "indicators", objective.indicators),
        ]
        rows.append((anchors[key], cells))
    keys = ("objective", "serves", "audiences", "deadline", "owner", "indicators")
    return [table("objectives", shown.word("objectives"), [shown.word(key) for key in keys], rows)]


def show_audiences(shown: Shown) -> list[Element]:
    plan, anchors = _plan(shown), shown.anchors()
    rows = []
    for key, entry in plan.audiences.items():
        audience = entry.record
        reached = [name for name, network in plan.networks.items() if key in network.record.audiences]
        networks = list(dict.fromkeys([*audience.networks, *reached]))
        cells: list[Child] = [
            shown.text(audience.name),
            shown.text(audience.description),
            _network_names(shown, networks),
            joined(audience.languages),
        ]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("audience", "description", "networks", "languages")]
    return [table("audiences", shown.word("audiences"), columns, rows)]


def show_plan_networks(shown: Shown) -> list[Element]:
    plan, anchors = _plan(shown), shown.anchors()
    rows = []
    for key, entry in plan.networks.items():
        objectives = [plan.objectives[one].record for one in entry.record.objectives if one in plan.objectives]
        cells: list[Child] = [
            _network_names(shown, [key]),
            shown.text(entry.record.purpose),
            joined((shown.text(objective.serves) for objective in objectives), "; "),
            _names(shown, plan, "audiences", entry.record.audiences),
        ]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("network", "purpose", "serves", "audiences")]
    return [table("plan-networks", shown.word("networks"), columns, rows)]


def show_indicators(shown: Shown) -> list[Element]:
    plan, anchors = _plan(shown), shown.anchors()
    rows = []
    for key, entry in plan.indicators.items():
        indicator = entry.record
        unit = shown.text(indicator.unit)
        cells: list[Child] = [
            shown.text(indicator.name),
            shown.word(indicator.type, "indicator"),
            _measured(shown, indicator.baseline, unit),
            _measured(shown, indicator.target, unit),
            shown.word(indicator.frequency, "frequency") if indicator.frequency else "",
            shown.text(indicator.source),
            role_name(shown, indicator.responsible),
        ]
        rows.append((anchors[key], cells))
    keys = ("indicator", "type", "baseline", "target", "frequency", "source", "responsible")
    return [table("indicators", shown.word("indicators"), [shown.word(key) for key in keys], rows)]


def _measured(shown: Shown, value: Measured | None, unit: str) -> str:
    if value is None:
        return ""
    amount = f"{number(value.value)} {unit}".strip()
    return f"{amount} ({shown.day(value.date)})"


def show_calendar(shown: Shown) -> list[Element]:
    head = _plan(shown).head
    rows = [("", [shown.text(one.when), shown.text(one.what)]) for one in (head.record.calendar if head else [])]
    return [table("calendar", shown.word("calendar"), (shown.word("when"), shown.word("what")), rows)]


def show_resources(shown: Shown) -> list[Element]:
    head = _plan(shown).head
    rows = [("", [shown.text(one.name), shown.text(one.amount)]) for one in (head.record.resources if head else [])]
    return [table("resources", shown.word("resources"), (shown.word("resource"), shown.word("amount")), rows)]


def show_risks(shown: Shown) -> list[Element]:
    head = _plan(shown).head
    rows = [("", [shown.text(one.name), shown.text(one.response)]) for one in (head.record.risks if head else [])]
    return [table("risks", shown.word("risks"), (shown.word("risk"), shown.word("response")), rows)]
