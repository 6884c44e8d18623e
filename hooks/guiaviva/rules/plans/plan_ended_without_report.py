"""A plan that ended has its report.

What was promised to be evaluated was not.

Not seen: what the report says: a page of evaluation with the name of the plan that reaches its last day is enough.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.measures.periods import reported_until


def check(guide: Guide) -> Iterator[Finding]:
    for key, plan in guide.facts.plans.items():
        end = plan.head.record.end if plan.head else None
        if plan.head and end and plan.head.record.start <= end < guide.today and not reported_until(guide, key, end):
            path = guide.path(f"evaluation/{key}-{end.year}")
            place = plan.head.value_place("end")
            yield found("plan-ended-without-report", place, plan=key, end=end, path=path, year=end.year)
