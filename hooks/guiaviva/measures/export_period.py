"""The days that an export covers, where its file's name or the lines above its table say so."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

Period = tuple[date, date]

# 2026-10-01, 20261001 and Oct-01-2026, as networks name their files.
_DATE = re.compile(
    r"(?<![0-9])(20[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])|([A-Z][a-z]{2})-([0-9]{2})-(20[0-9]{2})"
)


def period_of_export(texts: Iterable[str]) -> Period | None:
    """Return the first and the last day that some texts name, None where they name no two."""
    days = [day for text in texts for day in _days(text)]
    return (days[0], days[1]) if len(days) == 2 and days[0] <= days[1] else None


def _days(text: str) -> Iterator[date]:
    for match in _DATE.finditer(text):
        year, _, month, day, name, of_name, of_year = match.groups()
        written = f"{year} {month} {day}" if year else f"{of_year} {name} {of_name}"
        try:
            yield datetime.strptime(written, "%Y %m %d" if year else "%Y %b %d").date()
        except ValueError:
            continue
