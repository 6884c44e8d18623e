"""The calendar of the institution: when it answers messages.

The browser counts deadlines in it (`overrides/assets/javascripts/assistant/calendar.js`). A test counts them in
another way and compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import get_args

from guiaviva.facts.schema import Institution, Weekday
from guiaviva.facts.types import Hours

# A deadline further away than this many days is no deadline: it is not counted.
HORIZON = 3660
MINUTES: Mapping[str, int] = {"minutes": 1, "hours": 60, "days": 24 * 60}

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Calendar:
    """When the institution answers.

    `week` has the spans of each day, from Monday, in minutes from midnight: in order, and none touches another.
    `years` are those whose holidays are known.
    """

    zone: str
    week: tuple[Spans, ...]
    holidays: frozenset[date]
    years: frozenset[int]


def calendar_of(institution: Institution) -> Calendar:
    """Return the calendar that follows from the service hours and holidays of an institution."""
    return Calendar(
        institution.time_zone or "",
        tuple(_merged(institution.service_hours.get(day, [])) for day in get_args(Weekday)),
        frozenset(day for days in institution.holidays.values() for day in days),
        frozenset(institution.holidays),
    )


def _merged(spans: list[Hours]) -> Spans:
    """Return spans in minutes from midnight, in order, those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for begins, ends in sorted((_minute(span.start), _minute(span.end)) for span in spans):
        if merged and begins <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], ends)
        else:
            merged.append((begins, ends))
    return tuple(merged)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
