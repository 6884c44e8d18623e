"""Calendars (iCalendar, RFC 5545): what falls on which day, for any program that shows a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, order=True)
class Event:
    """What falls on a day."""

    day: date
    id: str
    """By what it is known, so that a later calendar changes it and does not add it once more."""
    summary: str
    details: str = ""


def calendar(name: str, kind: str, events: Iterable[Event], *, today: date, address: str) -> bytes:
    """Return a calendar of a name with its events; `kind` tells what the program puts into it, in one word.

    `address` is that of the site, without which ids end in a name that nobody has. The same events give the same bytes
    on the same day.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", f"-//Guia Viva//{kind}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    site = address.partition("/")[0] or "guia-viva.invalid"
    for one in sorted(events):
        event = icalendar.Event()
        event.add("uid", f"{one.id}@{site}")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.summary)
        if one.details:
            event.add("description", one.details)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    content: bytes = made.to_ical()
    return content
