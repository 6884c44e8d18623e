"""Every objective of a plan is served by a network of the plan, where its networks say which ones they serve.

An objective for which no network is used was written down and then forgotten.

Not seen: plans whose networks name no objective; and those with a network that cannot be read or names an objective
that is not there, since it may serve any.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        served = {one for network in plan.networks.values() for one in network.record.objectives}
        all_read = len(plan.networks) == len(plan.written("networks"))
        if not served or not all_read or not served <= {*plan.written("objectives")}:
            continue
        for key, objective in plan.objectives.items():
            if key not in served:
                yield found("objective-without-network", objective.place(), plan=plan.key, objective=key)
