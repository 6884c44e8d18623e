"""How often an indicator is measured: the periods of a calendar, and until when the value of one must be there."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

Frequency = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]

ENTRY_DAYS = 15
"""Within so many days after a period its value must be there, where the plan says nothing else (`entry_days`)."""
PERIOD: Mapping[Frequency, timedelta] = {
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=31),
    "quarterly": timedelta(days=92),
    "yearly": timedelta(days=366),
}
"""How long a period is at most."""
# What is measured every day or week is of no use two weeks later.
_MOST: Mapping[Frequency, int] = {"daily": 3, "weekly": 3}
_MONTHS: Mapping[Frequency, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}


def period_of(frequency: Frequency, day: date) -> tuple[date, date]:
    """Return the first and the last day of the period of the calendar in which a day is; weeks begin on Monday."""
    if frequency == "daily":
        return day, day
    if frequency == "weekly":
        # No day comes after the last one that a calendar has, which somebody may type.
        first = date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        return first, date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
    length = _MONTHS[frequency]
    month = (day.month - 1) // length * length + length
    return day.replace(month=month - length + 1, day=1), day.replace(month=month, day=monthrange(day.year, month)[1])


def deadline(frequency: Frequency, day: date, entry_days: int) -> date:
    """Return until when the value of the period must be there in which a day is."""
    return period_of(frequency, day)[1] + timedelta(days=min(entry_days, _MOST.get(frequency, entry_days)))


def next_deadline(frequency: Frequency, measured: date, entry_days: int) -> date:
    """Return until when the value must be there of the period after that of a measure."""
    return deadline(frequency, period_of(frequency, measured)[1] + timedelta(days=1), entry_days)
