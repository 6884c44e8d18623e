"""The holidays of a year are days of that year, once each, and those that move with Easter have moved.

A holiday that was copied from last year gives a deadline that nobody keeps, or one that nobody needed to keep.

Not seen: local and other movable holidays: only Maundy Thursday, Good Friday and Easter Monday, of both churches, are
known.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

# Days from Easter.
_MOVING = (-3, -2, 1)


def check(guide: Guide) -> Iterator[Finding]:
    institution = guide.facts.institution
    for year, days in guide.institution.holidays.items():
        for index, day in enumerate(days):
            place = institution.where("holidays", str(year), index)
            if day.year != year:
                about = f"{year} {day.year}"
                yield found("wrong-holiday", place, variant="year", about=about, year=year, found=day)
            elif day in days[:index]:
                yield found("wrong-holiday", place, variant="twice", year=year, found=day)
            elif copied := _copied(day, guide.institution.holidays):
                other, right = copied
                values: dict[str, Any] = {"year": year, "found": day, "expected": right, "other": other}
                yield found("wrong-holiday", place, variant="moves", **values)


def _copied(day: date, holidays: dict[int, list[date]]) -> tuple[int, date] | None:
    """Return the year from which a day was copied that moves with Easter, and when it is in its own; else None."""
    for other, days in holidays.items():
        there = next((one for one in days if (one.month, one.day) == (day.month, day.day)), None)
        if there and there.year == other != day.year:
            right = _moved(there, day.year)
            if right and right != day and right not in holidays[day.year]:
                return other, right
    return None


def _moved(day: date, year: int) -> date | None:
    """Return where a holiday that moves with Easter is in another year, or None where it does not move."""
    for church in (EASTER_WESTERN, EASTER_ORTHODOX):
        from_easter = (day - easter(day.year, church)).days
        if from_easter in _MOVING:
            right: date = easter(year, church) + timedelta(days=from_easter)
            return right
    return None
