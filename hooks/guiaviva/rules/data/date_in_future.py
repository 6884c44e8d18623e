"""What was reviewed, approved, measured, opened or checked was so on a day that has come.

A date of next year hides that a review is due.

Not seen: dates that have come and are wrong all the same, nor that of tomorrow, since somewhere it is tomorrow
already.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.types import Day, Past
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    tomorrow = guide.today + timedelta(days=1)
    for where, day in _days(guide):
        if day > tomorrow:
            yield found("date-in-future", where, found=day, today=guide.today)


def _days(guide: Guide) -> Iterator[tuple[Where, date]]:
    yield from ((entry.where(*day.path), day.value) for entry, day in guide.facts.of_mark(Past()))
    for page in guide.front_pages:
        if reviewed := page.field("reviewed", Day):
            yield partial(page.front.value_place, "reviewed"), reviewed
    yield from ((row.place, row.date) for row in guide.facts.measures)
    for indicator in guide.indicators.values():
        if baseline := indicator.record.baseline:
            yield indicator.where("baseline", "date"), baseline.date
