"""Every page was reviewed when it said that it would be.

What nobody has read again is followed all the same. A warning, never an error: a correction may always be published.

Not seen: whether the page is true: a page whose date was changed without anybody reading it is taken for reviewed.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Day
from guiaviva.guide import Guide
from guiaviva.guide.durations import review_due


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.front_pages:
        if (due := review_due(page)) and due < guide.today:
            values = {"found": page.field("reviewed", Day), "due": due, "today": guide.today}
            yield found("review-overdue", page.front.value_place("reviewed"), **values)
