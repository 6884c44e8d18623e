"""Every page was reviewed when it said that it would be.

What nobody has read again is followed all the same. A warning, never an error: a correction may always be published.

Not seen: whether the page is true: a page whose date was changed without anybody reading it is taken for reviewed.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Day, Months
from guiaviva.guide import Guide
from guiaviva.guide.durations import later


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.front_pages:
        reviewed, months = page.field("reviewed", Day), page.field("review_every", Months)
        if reviewed and months and (due := later(reviewed, months)) < guide.today:
            place = page.front.value_place("reviewed")
            yield found("review-overdue", place, found=reviewed, due=due, today=guide.today)
