"""Which values an indicator cannot have, and which are the same."""

from decimal import Decimal
from typing import Literal

from guiaviva.facts.schema import Indicator

# Signs of a percentage, of any script.
_PERCENT = ("%", "٪", "％")


def is_share(indicator: Indicator) -> bool:
    """Return whether the values are a share of a whole: per cent, and not of growth, which may be of any size."""
    return indicator.type != "growth" and is_percentage(indicator)


def is_percentage(indicator: Indicator) -> bool:
    """Return whether the values are given in per cent."""
    return any(unit.lstrip().startswith(_PERCENT) for unit in (indicator.unit or {}).values())


def impossible(indicator: Indicator, value: float) -> Literal["percentage", "negative", ""]:
    """Return why the indicator cannot have this value, or "".

    A share is 100% at most. Nothing is counted below nought; what is `signed`, a rate of growth, and an indicator whose
    baseline or target is below nought may be.
    """
    if is_share(indicator) and value > 100:
        return "percentage"
    given = (one.value for one in (indicator.baseline, indicator.target) if one)
    if value < 0 and not may_be_negative(indicator) and not any(one < 0 for one in given):
        return "negative"
    return ""


def may_be_negative(indicator: Indicator) -> bool:
    """Return whether the values may be below nought: those of a balance, and rates of growth."""
    return indicator.signed or (indicator.type == "growth" and is_percentage(indicator))


def shown(value: float) -> str:
    """Return a value as a message shows it."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def rounds_to(value: float, stated: float) -> bool:
    """Return whether a value is what is stated, as far as that was not rounded: 7600 is any between 7550 and 7650.

    Its first two figures are always taken as they are.
    """
    _, digits, exponent = Decimal(shown(stated)).normalize().as_tuple()
    last = min(int(exponent), max(len(digits) + int(exponent) - 2, 0))
    return abs(value - stated) <= 10.0**last / 2
