"""An institution with hours of service has recorded the holidays of this year.

By when a message must be answered is counted with them.

Not seen: whether all the holidays are there, and those of next year.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    institution, holidays = guide.facts.institution, guide.institution.holidays
    # Holidays that were written but are not valid are reported by invalid-data.
    unread = ("holidays",) in institution.document.keys and not holidays
    if guide.institution.service_hours and guide.today.year not in holidays and not unread:
        yield found("calendar-out-of-date", institution.place("holidays"), year=guide.today.year)
