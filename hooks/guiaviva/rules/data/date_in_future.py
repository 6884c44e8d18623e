"""What was reviewed, approved, measured, opened or checked was so on a day that has come.

A date of next year hides that a review is due. Somewhere it is tomorrow already, so one day is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.types import Day
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    tomorrow = guide.today + timedelta(days=1)
    for where, day in _days(guide):
        if day > tomorrow:
            yield found("date-in-future", where, found=day, today=guide.today)


def _days(guide: Guide) -> Iterator[tuple[Where, date]]:
    facts = guide.facts
    if approval := guide.institution.approval:
        yield facts.institution.where("approval", "date"), approval.date
    for page in guide.front_pages:
        if reviewed := page.field("reviewed", Day):
            yield partial(page.front.value_place, "reviewed"), reviewed
    fields: list[tuple[Mapping[str, Entry[Any]], str]] = [
        (facts.networks, "checked_on"),
        (facts.accounts, "last_reviewed"),
        (facts.accounts, "opened"),
        (facts.periods, "checked_on"),
        (facts.helplines, "checked_on"),
        (facts.news, "date"),
    ]
    for records, field in fields:
        for entry in records.values():
            if day := getattr(entry.record, field):
                yield entry.where(field), day
    yield from ((row.place, row.date) for row in facts.measures)
    for plan in facts.plans.values():
        for indicator in plan.indicators.values():
            if baseline := indicator.record.baseline:
                yield indicator.where("baseline", "date"), baseline.date
            for number, peer in enumerate(indicator.record.peers):
                yield indicator.where("peers", number, "date"), peer.date
