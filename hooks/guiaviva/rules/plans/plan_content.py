"""Every plan has objectives, audiences, networks and an evaluation with indicators of use and of growth.

This holds for every institution, whatever its size: a plan that cannot be evaluated is a wish.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULES = {
    "objectives": "plan-without-objective",
    "audiences": "plan-without-audience",
    "networks": "plan-without-network",
    "indicators": "plan-without-evaluation",
}


def check(guide: Guide) -> Iterator[Finding]:
    for key, plan in guide.facts.plans.items():
        if f"plans/{key}" in guide.facts.unread:
            continue
        for collection, rule in RULES.items():
            unread = f"plans/{key}/{collection}" in guide.facts.unread
            if not plan.written(collection) and not unread:
                yield found(rule, plan.document.place(collection), plan=key)
        types = {indicator.record.type for indicator in plan.indicators.values()}
        # An indicator that cannot be read may be of the type that seems to be missing.
        if len(plan.indicators) == len(plan.written("indicators")) > 0:
            if "use" not in types:
                yield found("no-use-indicator", plan.document.place("indicators"), plan=key)
            if "growth" not in types:
                yield found("no-growth-indicator", plan.document.place("indicators"), plan=key)
