"""Every objective of a plan has an indicator: it lists one, or one names it.

What cannot be measured cannot be said to be met.

Not seen: whether the indicator measures what the objective says; and plans with an indicator that cannot be read or
names an objective that is not there, since it may be for any.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        named = {indicator.record.objective for indicator in plan.indicators.values()}
        all_read = len(plan.indicators) == len(plan.written("indicators")) > 0
        if not all_read or not named <= {None, *plan.written("objectives")}:
            continue
        for key, objective in plan.objectives.items():
            if not objective.record.indicators and key not in named:
                place = objective.place("indicators")
                yield found("objective-without-indicator", place, plan=plan.key, objective=key)
