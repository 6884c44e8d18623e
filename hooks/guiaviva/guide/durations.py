"""Lengths of time: which of two is surely longer, though one may count working time alone."""

from __future__ import annotations

from guiaviva.facts.schema import Duration

_MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}


def minutes(duration: Duration) -> int:
    """Return how many minutes it lasts at least: working time takes as long as natural time, or longer."""
    return duration.value * _MINUTES[duration.unit]


def longer(one: Duration, other: Duration) -> bool:
    """Return whether the first is longer whatever the hours of service are."""
    if one.calendar == other.calendar == "working" and (one.unit == "days") != (other.unit == "days"):
        return False
    return minutes(one) > minutes(other) and (one.calendar, other.calendar) != ("natural", "working")
