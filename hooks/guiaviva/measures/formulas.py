"""Figures derived from measures, each by one formula.

A figure that cannot be worked out says why instead: nothing is divided by nought or by what is not known, and values
before a break of a series are not compared with those after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from guiaviva.facts.schema import FormulaName, Indicator, PartName

Problem = Literal["missing", "zero", "break"]


@dataclass(frozen=True)
class Figure:
    """A derived figure, or why there is none.

    missing  a value of the formula was not measured
    zero     the formula would divide by nought
    break    the definition changes with the value itself
    """

    value: float | None = None
    problem: Problem | None = None


def first_response(minutes: Sequence[float]) -> Figure:
    """Return the median time until the first response, in minutes.

    Half of the messages were answered within it. Unlike the mean it is not moved by one message of a weekend. Of an
    even number it is the mean of the two in the middle. Source: Python, `statistics.median`.
    """
    return Figure(float(median(minutes))) if minutes else Figure(problem="missing")


@dataclass(frozen=True)
class Formula:
    """A formula by which the values of an indicator are worked out of two figures: the first divided by the second."""

    parts: tuple[PartName, ...]
    """The figures that are measured, in the order in which it takes them."""
    percent: bool = True
    """The result is in per cent."""
    adds: bool = True
    """The parts of several accounts add up to those of the whole."""
    promised: bool = False
    """After its parts it takes what the guide promises, in minutes."""

    def work_out(self, part: float | None, whole: float | None) -> Figure:
        """Return the result, or why there is none."""
        return ratio(part, whole, times=100 if self.percent else 1)


FORMULAS: Mapping[FormulaName, Formula] = {
    # The interactions of a period for every hundred followers at its end, and the mean per post, which misleads where
    # one post has most of them. Source: Hootsuite, «Calculate engagement rate» (by followers, per post).
    "rate-per-follower": Formula(("interactions", "followers")),
    "rate-per-post": Formula(("interactions", "posts"), percent=False),
    # How many people a post reached for every hundred followers; it may be over 100. Who is reached by two accounts
    # would be counted twice. Source: the same (by reach).
    "reach-rate": Formula(("reached", "followers"), adds=False),
    # The messages that were answered within the promised time, of those that were to be answered; without an answer
    # they count as late. Source: the definition of the promise, `max_response` of data/situations.yml.
    "share-on-time": Formula(("answered", "received")),
    # The median time until the first response beside the promised time, of minutes counted by the same calendar: 100 is
    # just in time. The median of all is not made of medians.
    "against-promise": Formula(("minutes",), adds=False, promised=True),
    # What one result has cost, in the currency of the cost. Source: Meta, «Cost per result».
    "cost-per-result": Formula(("cost", "results"), percent=False),
}


def parts_of(indicator: Indicator) -> tuple[PartName, ...]:
    """Return the parts of the formula of an indicator that are its own to measure; () without a formula."""
    if indicator.formula is None:
        return ()
    return tuple(part for part in FORMULAS[indicator.formula].parts if part not in indicator.parts)


def ratio(part: float | None, whole: float | None, *, times: float) -> Figure:
    """Return so many times one figure divided by another."""
    if part is None or whole is None:
        return Figure(problem="missing")
    return Figure(times * part / whole) if whole else Figure(problem="zero")
