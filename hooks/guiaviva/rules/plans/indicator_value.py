"""The target of an indicator can be reached and is worth reaching.

A target that is met on the first day, or never, measures nothing, unless it is a level that is to be kept, and one that
falls is wished for where `better` says so.

Not seen: whether it is ambitious enough, or too ambitious.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.guide.plans import DECIDING, deciding
from guiaviva.measures.values import is_share, may_be_negative, shown

RULE = "indicator-value"


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        decides = {one.key for objective in plan.objectives for one in deciding(plan, objective)}
        for key, indicator in plan.indicators.items():
            # What is impossible is not compared.
            yield from [*_impossible(plan.key, indicator)] or _compared(plan.key, indicator, decides=key in decides)


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


def _compared(plan: str, indicator: Entry[Indicator], *, decides: bool) -> Iterator[Finding]:
    record = indicator.record
    if not record.baseline or not record.target:
        return
    change = record.target.value - record.baseline.value
    place = indicator.where("target", "value")
    values: dict[str, Any] = {"plan": plan, "indicator": indicator.key}
    values |= {"found": shown(record.target.value), "expected": shown(record.baseline.value)}
    better = record.better or "higher"
    if change * (1 if better == "higher" else -1) < 0:
        mark = "" if record.better else "warning"
        yield found(RULE, place, variant=f"not-{better}", mark=mark, **values)
    elif change == 0 and not _may_be_kept(record, record.target.value, decides=decides):
        yield found(RULE, place, variant="same", **values)


def _may_be_kept(indicator: Indicator, value: float, *, decides: bool) -> bool:
    """Return whether a level is worth keeping: a share, nothing at all, that of a service or of its effect.

    That of use or interaction is where the objective is judged by something else; what grows does not stay as it is.
    """
    if is_share(indicator) or (value == 0 and indicator.better != "higher"):
        return True
    return indicator.type in DECIDING or (indicator.type != "growth" and not decides)
