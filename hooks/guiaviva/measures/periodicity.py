"""The periods in which indicators are measured: days, weeks, months, quarters and years."""

from collections.abc import Iterator
from datetime import date, timedelta

from guiaviva.measures.reading import end_of_month
from guiaviva.measures.series import Frequency

ENTRY_DAYS = 15
"""Within so many days after a period its values are entered, where the plan says nothing else (`entry_days`)."""
# What is measured every day or week is of no use two weeks later.
_MOST: dict[Frequency, int] = {"daily": 3, "weekly": 3}
_MONTHS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}


def period_around(frequency: Frequency, day: date) -> tuple[date, date]:
    """Return the first and the last day of the period in which a day is."""
    if frequency == "daily":
        return day, day
    if frequency == "weekly":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = _MONTHS[frequency]
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return first, end_of_month(first.replace(month=first.month + months - 1))


def deadline(frequency: Frequency, day: date, entry_days: int) -> date:
    """Return until when the value of the period of a day must be there."""
    return period_around(frequency, day)[1] + timedelta(days=min(entry_days, _MOST.get(frequency, entry_days)))


def periods_ending(frequency: Frequency, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the first and the last day of each period that ends between two days."""
    period = period_around(frequency, first)
    while period[1] <= last:
        if period[1] >= first:
            yield period
        period = period_around(frequency, period[1] + timedelta(days=1))


def period_name(frequency: Frequency, day: date) -> str:
    """Return how the period of a day is written, as reports name it: 2026-10, 2026-Q4, 2026; of a week its days."""
    first, last = period_around(frequency, day)
    if frequency == "monthly":
        return f"{day:%Y-%m}"
    if frequency == "quarterly":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year) if frequency == "yearly" else "/".join(dict.fromkeys((str(first), str(last))))
