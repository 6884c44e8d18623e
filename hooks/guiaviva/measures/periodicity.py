"""The periods of an indicator one after another, and their names."""

from collections.abc import Iterator
from datetime import date, timedelta

from guiaviva.measures.frequencies import Frequency, period_of


def periods_ending(frequency: Frequency, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the first and the last day of each period that ends between two days."""
    period = period_of(frequency, first)
    while period[1] <= last:
        if period[1] >= first:
            yield period
        period = period_of(frequency, period[1] + timedelta(days=1))


def period_name(frequency: Frequency, day: date) -> str:
    """Return how the period of a day is written, as reports name it: 2026-10, 2026-Q4, 2026; of a week its days."""
    first, last = period_of(frequency, day)
    if frequency == "monthly":
        return f"{day:%Y-%m}"
    if frequency == "quarterly":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year) if frequency == "yearly" else "/".join(dict.fromkeys((str(first), str(last))))
