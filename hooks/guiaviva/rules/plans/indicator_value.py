"""The target of an indicator can be reached and is worth reaching.

A target that is met on the first day, or never, measures nothing, unless it is a level that is to be kept. Whether it
is ambitious enough is not seen, nor which values are better where data does not say.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.values import is_share, may_be_negative, shown

RULE = "indicator-value"


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for indicator in plan.indicators.values():
            # What is impossible is not compared.
            yield from [*_impossible(plan.key, indicator)] or _compared(plan.key, indicator)


def _impossible(plan: str, indicator: Entry[Indicator]) -> Iterator[Finding]:
    record = indicator.record
    values = {name: one.value for name in ("baseline", "target") if (one := getattr(record, name))}
    below = [value for value in values.values() if value < 0]
    for name, value in values.items():
        variant = ""
        if is_share(record) and value > 100:
            variant = "percentage"
        # A balance is below nought at both ends, or says that it may be.
        elif value < 0 and len(below) == 1 and not may_be_negative(record):
            variant = "negative"
        if variant:
            place = indicator.where(name, "value")
            yield found(RULE, place, variant=variant, plan=plan, indicator=indicator.key, found=shown(value))


def _compared(plan: str, indicator: Entry[Indicator]) -> Iterator[Finding]:
    record = indicator.record
    if not record.baseline or not record.target:
        return
    change = record.target.value - record.baseline.value
    place = indicator.where("target", "value")
    values: dict[str, Any] = {"plan": plan, "indicator": indicator.key}
    values |= {"found": shown(record.target.value), "expected": shown(record.baseline.value)}
    if (change < 0 and record.better == "higher") or (change > 0 and record.better == "lower"):
        yield found(RULE, place, variant=f"not-{record.better}", **values)
    elif change == 0 and not _may_be_kept(record, record.target.value):
        yield found(RULE, place, variant="same", **values)


def _may_be_kept(indicator: Indicator, value: float) -> bool:
    """Return whether a level is worth keeping: that of a service or of its effect, a share, or nothing at all."""
    kept = indicator.type in ("service", "impact") or is_share(indicator)
    return kept or (value == 0 and indicator.better != "higher")
