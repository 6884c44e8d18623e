"""By when a message must be answered, counted in Python: the oracle for what the browser counts.

Working minutes and hours count service time alone; a working day is the same time on the next day with service hours.
Natural minutes and hours always count; a natural day is the same time on the next day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guiaviva.assistant.calendar import HORIZON, MINUTES, Calendar, Spans
from guiaviva.facts.schema import Duration


@dataclass(frozen=True)
class Deadline:
    """The moment (UTC), and the years on the way to it whose holidays are not known: one of them may put it off."""

    at: datetime
    unlisted: tuple[int, ...] = ()


def deadline(calendar: Calendar, posted: datetime, span: Duration) -> Deadline | None:
    """Return when a length of time is over that began at `posted`.

    None where that cannot be counted: the institution has no time zone, or for working time no service hours.
    """
    if not calendar.zone or span.value * MINUTES[span.unit] > HORIZON * MINUTES["days"]:
        return None
    start = posted.astimezone(ZoneInfo(calendar.zone))
    if span.calendar == "working":
        at = _working_day(calendar, start, span.value) if span.unit == "days" else _working_time(calendar, start, span)
        return Deadline(at, _unlisted(calendar, start, at)) if at else None
    if span.unit == "days":
        return Deadline(_moment(calendar, start.date() + timedelta(span.value), _minute(start.time())))
    return Deadline(start.astimezone(UTC) + _minutes(span))


def _working_day(calendar: Calendar, start: datetime, count: int) -> datetime | None:
    days = (day for day, spans in _days(calendar, start.date()) if spans and day > start.date())
    day = next((day for number, day in enumerate(days, 1) if number == count), None)
    return _moment(calendar, day, _minute(start.time())) if day else None


def _working_time(calendar: Calendar, start: datetime, span: Duration) -> datetime | None:
    """Go through the spans of service, as they really pass: in the night of a change of hour they may be longer."""
    moment, left = start.astimezone(UTC), _minutes(span)
    for day, spans in _days(calendar, start.date()):
        for begins, ends in spans:
            moment = max(moment, _moment(calendar, day, begins))
            end = _moment(calendar, day, ends)
            if end - moment >= left:
                return moment + left
            left -= max(end - moment, timedelta())
            moment = max(moment, end)
    return None


def _days(calendar: Calendar, first: date) -> Iterator[tuple[date, Spans]]:
    """Return the days from the first with their spans of service; a holiday has none."""
    for number in range(HORIZON + 1):
        day = first + timedelta(number)
        yield day, () if day in calendar.holidays else calendar.week[day.weekday()]


def _moment(calendar: Calendar, day: date, minute: int) -> datetime:
    """Return the moment of a day at which clocks show a minute.

    Where they show it twice, it is the first time; where they leave it out, the moment has the offset from before.
    """
    return datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(calendar.zone)).astimezone(UTC)


def _unlisted(calendar: Calendar, start: datetime, at: datetime) -> tuple[int, ...]:
    years = range(start.year, at.astimezone(start.tzinfo).year + 1)
    return tuple(year for year in years if year not in calendar.years)


def _minutes(span: Duration) -> timedelta:
    return timedelta(minutes=span.value * MINUTES[span.unit])


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
