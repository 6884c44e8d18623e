"""Hours of service and of watching the networks do not overlap within a day.

By when a message must be answered is counted with these hours, and what overlaps would count twice.

Not seen: whether somebody is there in those hours, nor two networks watched at the same time.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import WeekHours
from guiaviva.facts.types import Hours
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from _overlaps(guide.facts.institution, "service_hours", guide.institution.service_hours)
    for network in guide.facts.networks.values():
        yield from _overlaps(network, "monitoring_hours", network.record.monitoring_hours)


def _overlaps(entry: Entry[Any], field: str, week: WeekHours) -> Iterator[Finding]:
    for day, spans in week.items():
        order = sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[1].end))
        for (_, first), (index, second) in pairwise(order):
            if second.start < first.end:
                values = {"found": _shown(second), "other": _shown(first)}
                both = _shown(Hours(first.start, max(first.end, second.end)))
                place = entry.where(field, day, index)
                variant = "twice" if first == second else ""
                yield found("overlapping-hours", place, variant=variant, both=both, **values)


def _shown(span: Hours) -> str:
    return f"{span.start:%H:%M}-{span.end:%H:%M}"
