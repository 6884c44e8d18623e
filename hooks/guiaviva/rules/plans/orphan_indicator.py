"""In a plan every indicator is of an objective: it names one, or one lists it.

What it measures decides on nothing. Where an objective cannot be read, or lists one that is not there, it may be meant.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        listed = {key for objective in plan.objectives.values() for key in objective.record.indicators}
        all_read = len(plan.objectives) == len(plan.written("objectives")) > 0
        for key, indicator in plan.indicators.items() if all_read and listed <= {*plan.written("indicators")} else ():
            if indicator.record.objective is None and key not in listed:
                yield found("orphan-indicator", indicator.place(), plan=plan.key, indicator=key)
