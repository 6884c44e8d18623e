"""The target of an indicator can be reached and is worth reaching, and its objective knows it.

A target that is met on the first day, or never, measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.values import is_percentage, is_share

# Nothing falls to less than a hundredth of what it was.
_BEYOND = 100
# More of these is better, unless data says otherwise.
_GROWING = ("growth", "interaction")
# Of these, nobody wants less than a third of what there is without saying so.
_DONE, _FAR = ("use", "service"), 3


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for indicator in plan.indicators.values():
            yield from _values(plan, indicator)
            yield from _objective(plan, indicator)


def _values(plan: Plan, indicator: Entry[Indicator]) -> Iterator[Finding]:
    record = indicator.record
    baseline, target = record.baseline, record.target
    values: dict[str, Any] = {"plan": plan.key, "indicator": indicator.key}
    # A rate of growth may be of any size, and below nothing.
    share = is_share(record)
    for name, measured in (("baseline", baseline), ("target", target)):
        place = partial(indicator.value_place, name, "value")
        if share and measured and measured.value > 100:
            yield found("indicator-value", place, variant="percentage", found=_shown(measured.value), **values)
            return
    # A balance is below nothing at both ends, or says that it may be.
    below = [name for name, one in (("baseline", baseline), ("target", target)) if one and one.value < 0]
    if len(below) == 1 and not record.signed and not (is_percentage(record) and record.type == "growth"):
        place = partial(indicator.value_place, below[0], "value")
        given = baseline if below == ["baseline"] else target
        yield found("indicator-value", place, variant="negative", found=_shown(given.value if given else 0), **values)
    elif baseline and target:
        place = partial(indicator.value_place, "target", "value")
        values |= {"found": _shown(target.value), "expected": _shown(baseline.value)}
        change = target.value - baseline.value
        # A point for thousands is read as one for decimals, and a share may be written as a fraction.
        small, large = sorted((abs(baseline.value), abs(target.value)))
        if small and large > _BEYOND * small and (target.value == small or (share and small <= 1)):
            if baseline.value == small:
                place = partial(indicator.value_place, "baseline", "value")
            yield found("indicator-value", place, variant="far", **values)
            return
        # Data that does not say which values are better may mean either.
        worse = {"higher": change < 0, "lower": change > 0, None: False}[record.better]
        # What is as good as it can be can only be kept.
        best = {*({100.0} if share and record.better != "lower" else ()), *({0.0} if record.better != "higher" else ())}
        if worse:
            yield found(
                "indicator-value", place, variant="not-higher" if record.better == "higher" else "not-lower", **values
            )
        elif (
            change < 0
            and record.better is None
            and (_grows(record) or _falls_far(record, target.value, baseline.value))
        ):
            yield found("indicator-value", place, variant="shrinks", **values)
        elif change == 0 and target.value not in best:
            yield found("indicator-value", place, variant="same", **values)


def _grows(indicator: Indicator) -> bool:
    """Return whether more is better unless data says otherwise: of what is gained, and of the share that succeeds."""
    return is_share(indicator) or (indicator.type in _GROWING and not is_percentage(indicator))


def _falls_far(indicator: Indicator, target: float, baseline: float) -> bool:
    """Return whether so much less is done, or used, that a figure was lost, or less is better; none may be meant."""
    return indicator.type in _DONE and 0 < target * _FAR < baseline


def _shown(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _objective(plan: Plan, indicator: Entry[Indicator]) -> Iterator[Finding]:
    """Report an indicator that names an objective which lists others instead."""
    own = plan.objectives.get(indicator.record.objective or "")
    # A key that is misspelt in the list may be this one.
    known = plan.written("indicators")
    if own is None or not own.record.indicators or not set(own.record.indicators) <= set(known):
        return
    if indicator.key in own.record.indicators:
        return
    listing = [key for key, one in plan.objectives.items() if indicator.key in one.record.indicators]
    values: dict[str, Any] = {"plan": plan.key, "indicator": indicator.key, "objective": own.key}
    place = partial(indicator.value_place, "objective")
    if listing:
        # An objective that lists none of its own has the list of another, which is said once.
        there = plan.objectives[listing[0]]
        of = {key: named.record.objective for key, named in plan.indicators.items()}
        listed = there.record.indicators
        strange = there.key in of.values() and all(of.get(key) != there.key for key in listed)
        at = partial(there.place, "indicators") if strange else place
        if not strange or indicator.key == listed[0]:
            yield found("indicator-of-another-objective", at, other=there.key, **values)
    else:
        line = ", ".join((*own.record.indicators, indicator.key))
        at = partial(own.place, "indicators")
        yield found("indicator-of-another-objective", at, variant="none", indicators=line, **values)
