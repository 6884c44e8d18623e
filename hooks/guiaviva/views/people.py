"""Blocks about the institution and its people: contact, hours, units, roles, who approves."""

import re
from collections.abc import Collection, Sequence
from typing import get_args

from guiaviva.facts.schema import Contact, ContentType, Duration, Unit, Weekday, WeekHours
from guiaviva.language import like
from guiaviva.views import parts as v
from guiaviva.views.context import Context


def role_name(context: Context, key: str | None) -> v.Content:
    """Return a role's name, as a link to its page where it has one."""
    role = context.guide.facts.roles.get(key or "")
    return context.to_page(f"roles/{key}", context.text(role.record.name)) if role else None


def whom(context: Context, key: str | None) -> v.Content:
    """Return a role, and how to reach it."""
    role = context.guide.facts.roles.get(key or "")
    if role is None:
        return None
    contact = reach(role.record.contact)
    return [v.Line(v.flat(role_name(context, key))), v.Line(contact) if contact else None]


def reached(context: Context, texts: Sequence[str], called: Collection[str] = ()) -> list[v.Line]:
    """Return how to reach each role that texts name, in their order; `called` are those for which that is said."""
    said, found = "\n".join(texts), []
    for key, role in context.guide.facts.roles.items():
        name = context.text(role.record.name)
        place = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said, re.IGNORECASE) if name else None
        if place and key not in called and (contact := reach(role.record.contact)):
            found.append((place.start(), v.Line(v.flat(role_name(context, key), ": ", contact))))
    return [line for _, line in sorted(found, key=lambda one: one[0])]


def unit_name(context: Context, key: str | None) -> str:
    """Return a unit's name."""
    unit = context.guide.institution.units.get(key or "")
    return context.text(unit.name) if unit else ""


def reach(contact: Contact | None) -> v.Parts:
    """Return a contact's mailbox and telephone as links."""
    links: list[v.Part] = []
    if contact and contact.email:
        links.append(v.MailLink(contact.email))
    if contact and contact.phone:
        links.append(v.PhoneLink(contact.phone))
    return v.joined(links, " · ")


def duration(context: Context, span: Duration | None) -> str:
    """Return a length of time in words."""
    if span is None:
        return ""
    calendar = "-working" if span.calendar == "working" else ""
    return context.counted(f"{span.unit}{calendar}", "duration", span.value)


def week(context: Context, hours: WeekHours) -> list[tuple[str, str]]:
    """Return the days of a week with their hours, days with the same hours together."""
    days: tuple[Weekday, ...] = get_args(Weekday)
    words = context.word("days")
    names = {day: like(words, name) for day, name in zip(days, words.split(), strict=True)}
    groups: list[tuple[list[str], str]] = []
    for day in days:
        spans = context.comma.join(
            f"{context.clock(span.start)}–{context.clock(span.end)}" for span in hours.get(day, ())
        )
        if not spans:
            continue
        if groups and groups[-1][1] == spans:
            groups[-1][0].append(names[day])
        else:
            groups.append(([names[day]], spans))
    return [(like(same[0], "–".join(dict.fromkeys((same[0], same[-1])))), spans) for same, spans in groups]


def view_contact(context: Context) -> list[v.View]:
    """How to reach the team, and whom to reach out of hours."""
    team, emergency = context.guide.institution.contact, context.guide.institution.emergency
    facts: list[tuple[str, v.Content]] = [
        (context.word("team"), reach(team)),
        (context.word("hours"), context.text(team.hours)),
        (context.word("emergency"), reach(emergency)),
        (context.word("emergency-hours"), context.text(emergency.hours) if emergency else ""),
    ]
    return [v.card("contact", context.word("contact"), facts)]


def view_service_hours(context: Context) -> list[v.View]:
    """When messages are answered, and the next holidays."""
    institution = context.guide.institution
    days = sorted(day for days in institution.holidays.values() for day in days if day >= context.guide.today)
    facts: list[tuple[str, v.Content]] = [*week(context, institution.service_hours)]
    facts.append((context.word("next-holidays"), v.joined((context.day(day) for day in days[:4]), context.comma)))
    return [v.card("hours", context.word("service-hours"), facts)]


def view_consent_age(context: Context) -> list[v.View]:
    """The age from which people consent to the use of their own image."""
    age = context.guide.institution.consent_age
    value = context.word("years").format(count=age) if age else ""
    return [v.card("consent-age", context.word("consent-age"), [(context.word("consent-age"), value)])]


def view_units(context: Context) -> list[v.View]:
    """The units with their roles and accounts."""
    facts = context.guide.facts
    columns: v.Columns[tuple[str, Unit]] = (
        v.Column(context.word("unit"), lambda unit: context.text(unit[1].name)),
        v.Column(
            context.word("roles"),
            lambda unit: v.joined(
                (role_name(context, key) for key, role in facts.roles.items() if role.record.unit == unit[0]),
                context.comma,
            ),
        ),
        v.Column(
            context.word("accounts"),
            lambda unit: v.joined(
                (
                    one.record.handle
                    for one in facts.accounts.values()
                    if one.record.unit == unit[0] and one.record.status != "closed"
                ),
                context.comma,
            ),
        ),
    )
    units = {key: (key, unit) for key, unit in context.guide.institution.units.items()}
    return [v.table("units", context.word("units"), columns, context.rows(units), brief=lambda _: None)]


def view_role(context: Context) -> list[v.View]:
    """A role: its unit, how to reach it, who stands in for it."""
    role = context.guide.facts.roles[context.key].record
    facts: list[tuple[str, v.Content]] = [
        (context.word("unit"), unit_name(context, role.unit)),
        (context.word("contact"), reach(role.contact)),
        (context.word("hours"), context.text(role.contact.hours)),
        (context.word("deputy"), role_name(context, role.deputy)),
    ]
    return [v.card("role", context.text(role.name), facts)]


def view_approval_chain(context: Context) -> list[v.View]:
    """Who drafts, checks and approves each type of content, step by step, and who may when it is urgent."""
    columns: v.Columns[ContentType] = (
        v.Column(
            context.word("content"),
            lambda one: [
                context.text(one.name),
                v.Note(v.flat(context.text(one.examples))) if one.examples else None,
            ],
        ),
        v.Column(context.word("who-in-order"), lambda one: _chain(context, one)),
        v.Column(context.word("answers-within"), lambda one: duration(context, one.within)),
        v.Column(context.word("urgent"), lambda one: _urgent(context, one)),
    )
    return [
        v.table(
            "approval-chain",
            context.word("approval-chain"),
            columns,
            context.records(context.guide.facts.approval),
            brief=lambda one: role_name(context, one.approves),
        )
    ]


def _chain(context: Context, content: ContentType) -> v.Chain:
    steps = {
        "drafts": content.drafts,
        "checks": content.checks,
        "approves": [content.approves] if content.approves else [],
    }
    links = tuple(
        v.ChainLink(context.word(name), v.joined((role_name(context, role) for role in roles), context.comma))
        for name, roles in steps.items()
        if roles
    )
    return v.Chain(links, "" if content.approves else context.word("no-approval"))


def _urgent(context: Context, content: ContentType) -> v.Content:
    """Return who may approve out of hours; where nobody may, that it waits."""
    if content.urgent:
        return role_name(context, content.urgent)
    return context.word("waits") if content.approves else None
