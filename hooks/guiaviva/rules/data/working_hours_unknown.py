"""Where a time is counted in working hours, the institution says which these are.

Without them nobody can tell by when a message must be answered, or whether it was in time, and no deadline is counted.

Not seen: whether the hours given are those that are kept; times in working days do without them.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Duration
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    institution = guide.facts.institution
    if any(problem.place.path == institution.document.path for problem in guide.facts.problems):
        return
    if not institution.record.service_hours and any(map(_in_hours, _times(guide))):
        yield found("working-hours-unknown", institution.place("service_hours"))


def _times(guide: Guide) -> Iterator[Duration | None]:
    yield from (one.record.max_response for one in guide.facts.situations.values())
    yield from (one.record.within for one in guide.facts.approval.values())


def _in_hours(time: Duration | None) -> bool:
    return time is not None and time.calendar == "working" and time.unit != "days"
