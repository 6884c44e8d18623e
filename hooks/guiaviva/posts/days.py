"""The checks of days and hours: those that do not exist, and weekdays that are not those of their dates."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import regex

from guiaviva.posts.checked import Checked, Hit
from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.posts.readings import Reading
from guiaviva.posts.text import Spans, matches, touches

FORMS = ("day-first", "month-first", "numbers")
# A weekday with the day of the month says enough to find it.
DATED = (*FORMS, "weekday-day")
# A day of so many months is taken for one of the past, where it has no year: posts tell of what comes, or just was.
PAST = 120
# February has a 29th day in some years, and this is one of them.
LEAP = 2024
HOURS, HALF, MINUTES = 24, 12, 60
# Up to this hour a clock without h is taken for one: beyond, it may be a score or a length of time.
CLOCK = 29
# What begins at this hour or later may end on the next day, before noon.
EVENING = 16


def is_dated(checked: Checked) -> bool:
    """Return whether a text names a day of a month."""
    finds = checked.reading.finds
    forms = [finds[form] for form in DATED if form in finds]
    return any(compiled(form).search(checked.text.folded) for form in forms)


def dates(checked: Checked) -> Iterator[Hit]:
    """Report a day that its month does not have, and a weekday that is not that of its date.

    A date without a year is the next of its kind, or that of some months ago.
    """
    reading, text = checked.reading, checked.text
    for form in FORMS:
        # What one form has as its date, the other may have with the next figure.
        for match in compiled(reading.finds[form]).finditer(text.folded) if form in reading.finds else ():
            if not touches(match.span(), text.names):
                yield from _day(reading, match, form == "numbers", checked.day)


def _day(reading: Reading, match: regex.Match[str], numbers: bool, today: date | None) -> Iterator[Hit]:
    groups = match.groupdict()
    day, month = int(groups["day"]), int(groups["month"]) if numbers else reading.months[groups["month"]]
    # The month may stand first.
    if numbers and day > _days(month) and month <= _days(day):
        day, month = month, day
    year = int(groups["year"]) if groups["year"] else None
    start, end = match.span()
    if not 1 <= month <= HALF or not 1 <= day <= _days(month, year):
        yield Hit(start, end, values={"kind": "none"})
    elif groups.get("weekday"):
        weekday = reading.weekdays[groups["weekday"]]
        days = [date(year, month, day)] if year else _near(day, month, today)
        if days and all(one.weekday() != weekday for one in days):
            names = {number: name for name, number in reading.weekdays.items()}
            values = {"kind": "weekday", "year": str(days[-1].year), "right": names[days[-1].weekday()]}
            yield Hit(start, end, values=values)


def _days(month: int, year: int | None = None) -> int:
    """Return how many days a month has; none, if it is no month."""
    return monthrange(year or LEAP, month)[1] if 1 <= month <= HALF else 0


def _near(day: int, month: int, today: date | None) -> list[date]:
    """Return the next of these days and, if it is not long ago, the last."""
    if today is None:
        return []
    years = (today.year - 1, today.year, today.year + 1)
    each = [date(year, month, day) for year in years if day <= _days(month, year)]
    last = [one for one in each if today - timedelta(PAST) <= one < today]
    return last[-1:] + [one for one in each if one >= today][:1]


def times(checked: Checked) -> Iterator[Hit]:
    """Report an hour that no clock shows, and hours that end before they begin."""
    text, reading = checked.text, checked.reading
    halves: Spans = tuple(match.span() for match in matches("half-day", text.written))
    for start, end in halves:
        hour, minute = _clock(text.written[start:end])
        if not text.is_name((start, end)) and (not 1 <= hour <= HALF or minute >= MINUTES):
            yield Hit(start, end, values={"kind": "half"})
    for match in matches("clock", text.written):
        if not touches(match.span(), halves) and not text.is_name(match.span()) and _no_clock(match[0]):
            yield Hit(*match.span(), values={"kind": "none"})
    for match in compiled(reading.finds["hours"]).finditer(text.folded):
        first, last = int(match["from"]), int(match["to"])
        later = reading.finds.get("after-noon")
        afternoon = later is not None and compiled(later).match(text.folded, match.end() + 1) is not None
        if text.is_name(match.span()) or afternoon:
            continue
        if first > HOURS or last > HOURS:
            yield Hit(*match.span(), values={"kind": "none"})
        elif last < first and (first < EVENING or last > HALF):
            yield Hit(*match.span(), values={"kind": "order"})


def _clock(written: str) -> tuple[int, int]:
    """Return hour and minute of a time."""
    hour, _, minute = compiled(PATTERNS["no-digit"]).sub(" ", written).strip(" ").partition(" ")
    return int(hour), int(minute or 0)


def _no_clock(written: str) -> bool:
    """Return whether what looks like a time is none. With a full stop, only what is marked as one (h) looks like it."""
    hour, minute = _clock(written)
    marked = compiled(PATTERNS["clock-hours"]).search(written) is not None
    if not marked and ("." in written or hour > CLOCK or (minute >= MINUTES and hour >= HOURS)):
        return False
    return hour > HOURS or minute >= MINUTES or (hour == HOURS and minute > 0)
