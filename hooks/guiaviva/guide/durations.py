"""Lengths of time: which of two is surely longer, though one may count working time alone, and how long each lasts."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from dateutil.relativedelta import relativedelta

from guiaviva.facts.schema import Duration, WeekHours
from guiaviva.facts.types import Day, Hours, Months
from guiaviva.reading.pages import Page

A_DAY = 24 * 60
_MINUTES = {"minutes": 1, "hours": 60, "days": A_DAY}


def minutes(duration: Duration) -> int:
    """Return how many minutes it lasts at least: working time takes as long as natural time, or longer."""
    return duration.value * _MINUTES[duration.unit]


def longer(one: Duration, other: Duration) -> bool:
    """Return whether the first is longer whatever the hours of service are."""
    if one.calendar == other.calendar == "working" and (one.unit == "days") != (other.unit == "days"):
        return False
    return minutes(one) > minutes(other) and (one.calendar, other.calendar) != ("natural", "working")


def lasts(duration: Duration, service: WeekHours) -> float:
    """Return how many minutes go by until so much time has passed, where it is of service alone as where it is not."""
    spans = [(span.end.hour - span.start.hour) * 60 + span.end.minute - span.start.minute for span in _spans(service)]
    if duration.calendar == "natural" or not spans:
        return minutes(duration)
    if duration.unit == "days":
        return minutes(duration) * 7 / sum(1 for day in service.values() if day)
    return minutes(duration) * 7 * A_DAY / sum(spans)


def _spans(week: WeekHours) -> Iterator[Hours]:
    return chain.from_iterable(week.values())


def review_due(page: Page) -> date | None:
    """Return the day by which a page is to be reviewed again, or None where it says no such day."""
    reviewed, months = page.field("reviewed", Day), page.field("review_every", Months)
    return later(reviewed, months) if reviewed and months else None


def later(day: date, months: int) -> date:
    """Return the same day `months` months later, or the last day of that month where it has no such day."""
    try:
        after: date = day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max
    return after
