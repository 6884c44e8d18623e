"""The sheet for the wall: the telephones, the dangers with their steps, and every situation in a line."""

from __future__ import annotations

from functools import partial

from guiaviva.facts import schema
from guiaviva.views.context import Context
from guiaviva.views.parts import Call, Column, Columns, Content, Fold, Order, PhoneLink, View, card, table
from guiaviva.views.people import role_name
from guiaviva.views.responses import action, by_gravity, by_when, if_unresolved, named_with_gravity, procedure


def view_sheet(context: Context) -> list[View]:
    """What fits a sheet on the wall: whom to call, the dangers with their steps, every situation."""
    facts = context.guide.facts
    situations = [facts.situations[key].record for key in by_gravity(context.guide)]
    first: Columns[schema.Situation] = (
        Column(context.word("situation"), lambda one: named_with_gravity(context, one)),
        Column(context.word("what-to-do"), lambda one: _steps(context, one)),
        Column(context.word("by-when"), lambda one: by_when(context, one)),
    )
    rest: Columns[schema.Situation] = (
        Column(context.word("situation"), lambda one: named_with_gravity(context, one)),
        Column(context.word("what-to-do"), lambda one: action(context, one)),
        Column(context.word("who"), lambda one: role_name(context, one.owner)),
        Column(context.word("by-when"), lambda one: by_when(context, one)),
        Column(context.word("escalate"), lambda one: role_name(context, if_unresolved(one))),
    )
    brief = partial(by_when, context)
    dangers = [("", one) for one in situations if one.level == "danger"]
    others = [("", one) for one in situations if one.level != "danger"]
    phones = telephones(context, [one for _, one in dangers])
    views: list[View] = [card("phones", context.word("call-now"), phones)] if phones else []
    if dangers:
        title = context.word("danger", "gravity")
        views.append(
            Fold(title, (), (table("sheet-dangers", title, first, dangers, brief=brief),), _names(context, dangers))
        )
    title = context.word("situations")
    return [*views, Fold(title, (), (table("sheet", title, rest, others, brief=brief),), _names(context, others))]


def _names(context: Context, rows: list[tuple[str, schema.Situation]]) -> tuple[str, ...]:
    return tuple(context.text(one.name) for _, one in rows)


def telephones(context: Context, dangers: list[schema.Situation]) -> list[tuple[str, PhoneLink]]:
    """Return each number once: that of the institution, whom a danger calls, then every other helpline."""
    emergency = context.guide.institution.emergency
    named = [(context.word("call-now"), emergency.phone)] if emergency and emergency.phone else []
    calls = [one for danger in dangers for one in procedure(context, danger) if isinstance(one, Call)]
    named += [(one.name, one.phone.number) for one in calls]
    lines = context.guide.facts.helplines.values()
    named += [(context.text(line.record.name), line.record.phone) for line in lines]
    names: dict[str, str] = {}
    for name, phone in named:
        names.setdefault(phone, name)
    return [(name, PhoneLink(phone)) for phone, name in names.items()]


def _steps(context: Context, situation: schema.Situation) -> Content:
    return Order(tuple(context.text(step) for step in situation.steps)) if situation.steps else None
