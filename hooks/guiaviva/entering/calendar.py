"""The calendar of a role: when figures are to be entered, and what ends or is reviewed when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from guiaviva import calendars
from guiaviva.calendars import Event
from guiaviva.entering.month import Month
from guiaviva.facts.types import Day, Months
from guiaviva.guide import Guide
from guiaviva.guide.durations import later
from guiaviva.measures import Series, series_of
from guiaviva.measures.dues import due_values
from guiaviva.measures.reading import end_of_month
from guiaviva.views.charts import amount
from guiaviva.views.context import Context

AHEAD = 12
"""The calendar tells of so many months."""


def calendar(guide: Guide, role: str, first: date, language: str) -> bytes:
    """Return the calendar of a role for a year from the first day of a month on, in the words of a language.

    The same guide gives the same bytes on the same day.
    """
    month = Month(Context(guide, language), first, role)
    name = month.word("calendar", role=month.called)
    return calendars.calendar(name, "measures", _events(guide, month), today=guide.today, address=guide.address)


def _events(guide: Guide, month: Month) -> Iterator[Event]:
    end = later(month.first, AHEAD)
    for event in (*_entries(guide, month, end), *_ends(guide, month), *_reviews(guide, month)):
        if month.first <= event.day < end:
            yield event


def _entries(guide: Guide, month: Month, end: date) -> Iterator[Event]:
    """Return when the figures of each period are to be entered: those with one period and day together."""
    together: dict[tuple[date, date, date], list[str]] = defaultdict(list)
    for due in due_values(guide, month.first, end_of_month(end)):
        if due.role == month.role and due.last >= month.first:
            together[due.until, due.first, due.last].append(month.what(due))
    for (until, first, last), names in together.items():
        days = " – ".join(dict.fromkeys(map(month.context.day, (first, last))))
        summary = month.word("event-entry", period=days)
        details = "\n".join(f"- {name}" for name in dict.fromkeys(names))
        yield Event(until, f"entry-{month.role}-{first}-{last}", summary, details)


def _ends(guide: Guide, month: Month) -> Iterator[Event]:
    """Return the days of the targets, of the deadlines of objectives and of the ends of plans of a role."""
    text = month.context.text
    for key, plan in guide.facts.plans.items():
        for series in series_of(guide, plan):
            if series.target and series.responsible == month.role:
                yield Event(series.target.date, f"target-{key}-{series.indicator}", _target(month, series))
        owners = {one.record.owner for one in plan.objectives.values()}
        for name, objective in plan.objectives.items():
            if objective.record.deadline and objective.record.owner == month.role:
                summary = month.word("event-objective", objective=text(objective.record.statement))
                yield Event(objective.record.deadline, f"objective-{key}-{name}", summary)
        head = plan.head.record if plan.head else None
        if head and head.end and month.role in owners:
            yield Event(head.end, f"plan-{key}", month.word("event-plan", plan=text(head.name)))


def _target(month: Month, series: Series) -> str:
    target = series.target
    value = amount(month.context, series, target.value) if target else ""
    return month.word("event-target", indicator=month.context.text(series.name), value=value)


def _reviews(guide: Guide, month: Month) -> Iterator[Event]:
    """Return when the pages of a role are to be reviewed."""
    for page in guide.front_pages:
        reviewed, months = page.field("reviewed", Day), page.field("review_every", Months)
        if reviewed and months and page.fields.get("owner") == month.role:
            title = (guide.page(month.context.language, page.id) or page).title or page.id
            id = f"review-{page.id.replace('/', '-')}"
            yield Event(later(reviewed, months), id, month.word("event-review", page=title))
