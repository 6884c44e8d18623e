"""In a plan every indicator is of an objective: it names one, or one lists it.

A figure that belongs to no objective takes work to collect and decides nothing.

Not seen: whether the figure really measures its objective; nor anything in a plan with an objective that cannot be
read, has no indicators or lists one that is not there, since this may be the one that was meant.
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
