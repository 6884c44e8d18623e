"""In a plan every indicator is of an objective: it names one, or one lists it.

What it measures decides on nothing. Where an objective cannot be read, has none, or lists one that is not there, it may
be meant, and that is reported.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        listed = {key for objective in plan.objectives.values() for key in objective.record.indicators}
        named = {indicator.record.objective for indicator in plan.indicators.values()}
        whole = len(plan.objectives) == len(plan.written("objectives")) > 0 and listed <= {*plan.written("indicators")}
        whole = whole and all(one.record.indicators or key in named for key, one in plan.objectives.items())
        for key, indicator in plan.indicators.items() if whole else ():
            if indicator.record.objective is None and key not in listed:
                yield found("orphan-indicator", indicator.place(), plan=plan.key, indicator=key)
