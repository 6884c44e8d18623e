"""Blocks about the institution and its people: contact, hours, units, roles, who approves."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, facts, h, joined, link, table, to_page
from guiaviva.facts.schema import Contact, Duration, Weekday, WeekHours


def role_name(shown: Shown, key: str | None) -> Child:
    """Give a role's name, as a link to its page where it has one."""
    role = shown.guide.facts.roles.get(key or "")
    return to_page(shown, f"roles/{key}", shown.text(role.record.name)) if role else None


def unit_name(shown: Shown, key: str | None) -> str:
    """Give a unit's name."""
    unit = shown.guide.institution.units.get(key or "")
    return shown.text(unit.name) if unit else ""


def reach(contact: Contact | None) -> list[Child]:
    """Give a contact's mailbox and telephone as links."""
    links: list[Child] = []
    if contact and contact.email:
        links.append(link(f"mailto:{contact.email}", contact.email))
    if contact and contact.phone:
        number = contact.phone.replace(" ", "")
        links.append(link(f"tel:{number}", contact.phone))
    return joined(links, " · ")


def duration(shown: Shown, span: Duration | None) -> str:
    """Give a length of time in words."""
    if span is None:
        return ""
    number = "one" if span.value == 1 else "many"
    calendar = "-working" if span.calendar == "working" else ""
    return shown.word(f"{span.unit}{calendar}-{number}", "duration").format(count=span.value)


def week(shown: Shown, hours: WeekHours) -> list[tuple[str, str]]:
    """Give the days of a week with their hours, days with the same hours together."""
    names = dict(zip(DAYS, shown.word("days").split(), strict=True))
    groups: list[tuple[list[str], str]] = []
    for day in DAYS:
        spans = ", ".join(f"{span.start:%-H:%M}–{span.end:%-H:%M}" for span in hours.get(day, ()))
        if not spans:
            continue
        if groups and groups[-1][1] == spans:
            groups[-1][0].append(names[day])
        else:
            groups.append(([names[day]], spans))
    return [(days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}", spans) for days, spans in groups]


DAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def show_contact(shown: Shown) -> list[Element]:
    institution = shown.guide.institution
    pairs = [
        (shown.word("team"), reach(institution.contact)),
        (shown.word("hours"), shown.text(institution.contact.hours)),
        (shown.word("emergency"), reach(institution.emergency)),
        (shown.word("emergency-hours"), shown.text(institution.emergency.hours) if institution.emergency else ""),
    ]
    return [facts("contact", shown.word("contact"), pairs)]


def show_service_hours(shown: Shown) -> list[Element]:
    institution = shown.guide.institution
    days = sorted(day for days in institution.holidays.values() for day in days if day >= shown.guide.today)
    pairs: list[tuple[str, Child]] = [*week(shown, institution.service_hours)]
    pairs.append((shown.word("next-holidays"), joined(shown.day(day) for day in days[:4])))
    return [facts("hours", shown.word("service-hours"), pairs)]


def show_consent_age(shown: Shown) -> list[Element]:
    age = shown.guide.institution.consent_age
    value = shown.word("years").format(count=age) if age else ""
    return [facts("consent-age", shown.word("consent-age"), [(shown.word("consent-age"), value)])]


def show_units(shown: Shown) -> list[Element]:
    anchors = shown.anchors()
    rows = [
        (anchors[key], [shown.text(unit.name), joined(_roles_of(shown, key)), joined(_accounts_of(shown, key))])
        for key, unit in shown.guide.institution.units.items()
    ]
    columns = (shown.word("unit"), shown.word("roles"), shown.word("accounts"))
    return [table("units", shown.word("units"), columns, rows)]


def _roles_of(shown: Shown, unit: str) -> list[Child]:
    roles = shown.guide.facts.roles
    return [role_name(shown, key) for key, role in roles.items() if role.record.unit == unit]


def _accounts_of(shown: Shown, unit: str) -> list[str]:
    accounts = shown.guide.facts.accounts.values()
    return [account.record.handle for account in accounts if account.record.unit == unit]


def show_role(shown: Shown) -> list[Element]:
    role = shown.guide.facts.roles[shown.key].record
    pairs = [
        (shown.word("unit"), unit_name(shown, role.unit)),
        (shown.word("contact"), reach(role.contact)),
        (shown.word("hours"), shown.text(role.contact.hours)),
        (shown.word("deputy"), role_name(shown, role.deputy)),
    ]
    return [facts("role", shown.text(role.name), pairs)]


def show_approval_chain(shown: Shown) -> list[Element]:
    """Who drafts, checks and approves each type of content, step by step, and who may when it is urgent."""
    anchors = shown.anchors()
    rows = []
    for key, entry in shown.guide.facts.approval.items():
        content = entry.record
        steps = [("drafts", content.drafts), ("checks", content.checks)]
        steps.append(("approves", [content.approves] if content.approves else []))
        chain = [
            h("li", {}, h("span", {"class": "guia-step"}, shown.word(name)), " ", joined(_names(shown, roles)))
            for name, roles in steps
            if roles
        ]
        if not content.approves:
            chain.append(h("li", {"class": "guia-free"}, shown.word("no-approval")))
        what: Child = [
            shown.text(content.name),
            h("p", {"class": "guia-help"}, shown.text(content.examples)) if content.examples else None,
        ]
        urgent: Child = role_name(shown, content.urgent) if content.urgent else None
        if content.approves and not content.urgent:
            urgent = shown.word("waits")
        cells: list[Child] = [what, h("ol", {"class": "guia-chain"}, chain), duration(shown, content.within), urgent]
        rows.append((anchors[key], cells))
    columns = [shown.word(key) for key in ("content", "who-in-order", "answers-within", "urgent")]
    return [table("approval-chain", shown.word("approval-chain"), columns, rows)]


def _names(shown: Shown, keys: Iterable[str]) -> list[Child]:
    return [role_name(shown, key) for key in keys]
