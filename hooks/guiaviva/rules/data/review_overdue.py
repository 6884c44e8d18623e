"""Every page was reviewed when it said that it would be, and that of a network since this is closed.

What nobody has read again is followed all the same. A warning, never an error: a correction may always be published.

Not seen: whether the page is true: a page whose date was changed without anybody reading it is taken for reviewed. Nor
a network that is closed without a day.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Day
from guiaviva.guide import Guide
from guiaviva.guide.durations import review_due


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.front_pages:
        reviewed, network = page.field("reviewed", Day), guide.network_of(page.id)
        values = {"found": reviewed, "today": guide.today}
        until = network.until if network and network.status == "closed" else None
        if network and reviewed and until and reviewed < until <= guide.today:
            place = page.front.value_place("reviewed")
            yield found("review-overdue", place, variant="closed", due=until, network=network.name, **values)
        elif (due := review_due(page)) and due < guide.today:
            yield found("review-overdue", page.front.value_place("reviewed"), due=due, **values)
