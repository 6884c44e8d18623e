"""Every objective of a plan serves a named public service or policy, and can be evaluated.

Social media is a public policy, not a loudspeaker: what serves no service is publicity. And an indicator without a
target, a source or a person responsible is a number that nobody will look up.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        yield from _objectives(plan)
        for key, indicator in plan.indicators.items():
            for field in ("target", "source", "responsible"):
                if getattr(indicator.record, field) is None:
                    yield found(f"indicator-without-{field}", indicator.place(field), plan=plan.key, indicator=key)


def _objectives(plan: Plan) -> Iterator[Finding]:
    pointing = {indicator.record.objective for indicator in plan.indicators.values()}
    # An indicator that cannot be read may point to any objective, and so may a key that is misspelt.
    all_read = len(plan.indicators) == len(plan.written("indicators")) > 0
    all_known = pointing <= {None, *plan.written("objectives")}
    # A network that cannot be read may serve any objective, and so may a key that is misspelt.
    served = {one for network in plan.networks.values() for one in network.record.objectives}
    networks_read = len(plan.networks) == len(plan.written("networks")) > 0 and served <= {*plan.written("objectives")}
    for key, objective in plan.objectives.items():
        if objective.record.deadline is None:
            yield found("objective-without-deadline", objective.place("deadline"), plan=plan.key, objective=key)
        if key not in served and networks_read and served:
            yield found("objective-without-network", objective.place(), plan=plan.key, objective=key)
        if objective.record.serves is None:
            yield found("objective-without-service", objective.place("serves"), plan=plan.key, objective=key)
        if not objective.record.indicators and key not in pointing and all_read and all_known:
            yield found("objective-without-indicator", objective.place("indicators"), plan=plan.key, objective=key)
