"""An institution that elections bind has recorded the next one, a year before it begins.

An election that is not among the periods changes nothing: no page says what may not be published.

Not seen: which elections there are: it only sees that none is under way or begins within a year. An institution that
says «elections: no», or has no page on elections, is not asked.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.durations import later

_MONTHS = 12
# A guide that has this page is bound by elections, unless the institution says otherwise.
_PAGE = "topics/elections"


def check(guide: Guide) -> Iterator[Finding]:
    until, says = later(guide.today, _MONTHS), guide.institution.elections
    bound = guide.source_page(_PAGE) is not None if says is None else says
    elections = [one.record for one in guide.facts.periods.values() if one.record.kind == "election"]
    # One whose end was mistaken is reported for that.
    ahead = any(max(one.start, one.end) >= guide.today and one.start <= until for one in elections)
    if bound and not ahead and _all_read(guide):
        yield found("no-election-period", Place("data/periods.yml"), today=guide.today, until=until)


def _all_read(guide: Guide) -> bool:
    """Return whether all periods could be read, so that it is sure that none of them is an election."""
    facts = guide.facts
    read = "periods" not in facts.unread and len(facts.keys["periods"]) == len(facts.periods)
    return read and "periods" not in demands_of(guide).lacking_data
