"""Figures derived from measures, each by one formula.

A figure that cannot be worked out says why instead: nothing is divided by nought or by what is not known, and values
before a break of a series are not compared with those after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Literal

from guiaviva.facts.schema import FormulaName, Indicator, PartName

if TYPE_CHECKING:
    from guiaviva.measures.series import Series

Problem = Literal["missing", "zero", "closed", "break"]
Unit = Literal["percent", "per-post", "minutes", "currency"]


@dataclass(frozen=True)
class Figure:
    """A derived figure with its unit, or why there is none.

    missing  a value of the formula was not measured
    zero     the formula would divide by nought
    closed   all accounts were closed before the end of the period
    break    the definition changed within the period
    """

    unit: Unit
    value: float | None = None
    problem: Problem | None = None


def growth(series: Series, start: date, end: date) -> Figure:
    """Return the growth from one day to another, in per cent of the earlier value.

    100 · (V(end) - V(start)) / |V(start)|, where V(day) is the latest value on that day or before it, and no older than
    the next one was due. Source: Eurostat, Glossary, «Percentage change».
    """
    if any(start < point.date <= end for point in series.breaks):
        return Figure("percent", problem="break")
    first, last = series.holding(start), series.holding(end)
    if last is None and series.finished:
        return Figure("percent", problem="closed")
    if first is None or last is None:
        return Figure("percent", problem="missing")
    return _ratio(last.value - first.value, abs(first.value), "percent", times=100)


def rate_per_follower(interactions: float | None, followers: float | None) -> Figure:
    """Return the interactions of a period for every hundred followers at its end, in per cent.

    100 · interactions / followers. Source: Hootsuite, «Calculate engagement rate» (by followers).
    """
    return _ratio(interactions, followers, "percent", times=100)


def rate_per_post(interactions: float | None, posts: float | None) -> Figure:
    """Return the interactions per post of a period: interactions / posts, the mean.

    It misleads where one post has most of them; a median needs the figures of each. Source: Hootsuite, «Calculate
    engagement rate» (per post).
    """
    return _ratio(interactions, posts, "per-post")


def reach_rate(reached: float | None, followers: float | None) -> Figure:
    """Return how many people a post reached for every hundred followers, in per cent: 100 · reached / followers.

    It may be over 100. People reached are counted once per post or per period, so the reach of several posts or periods
    must not be added up. Source: Hootsuite, «Calculate engagement rate» (by reach).
    """
    return _ratio(reached, followers, "percent", times=100)


def share_on_time(answered: float | None, received: float | None) -> Figure:
    """Return the share of messages that were answered within the promised time, in per cent.

    100 · answered on time / received and to be answered, where those without an answer count as late. Source: the
    definition of the promise, `max_response` of data/situations.yml.
    """
    return _ratio(answered, received, "percent", times=100)


def first_response(minutes: Sequence[float]) -> Figure:
    """Return the median time until the first response, in minutes.

    Half of the messages were answered within it. Unlike the mean it is not moved by one message of a weekend. Of an
    even number it is the mean of the two in the middle. Source: Python, `statistics.median`.
    """
    return Figure("minutes", float(median(minutes))) if minutes else Figure("minutes", problem="missing")


def against_promise(minutes: float | None, promised: float | None) -> Figure:
    """Return the median time until the first response in per cent of the promised time: 100 is just in time.

    100 · median / promised, of minutes counted by the same calendar; the median is that of `first_response`. Source:
    `max_response` of data/situations.yml.
    """
    return _ratio(minutes, promised, "percent", times=100)


def cost_per_result(cost: float | None, results: float | None) -> Figure:
    """Return what one result has cost: cost / results, in the currency of the cost.

    Source: Meta, «Cost per result»: the amount spent divided by the number of results.
    """
    return _ratio(cost, results, "currency")


@dataclass(frozen=True)
class Formula:
    """A formula by which the values of an indicator are worked out of two figures."""

    work_out: Callable[[float | None, float | None], Figure]
    parts: tuple[PartName, ...]
    """The figures that are measured, in the order in which it takes them."""
    adds: bool = True
    """The parts of several accounts add up to those of the whole."""
    promised: bool = False
    """After its parts it takes what the guide promises, in minutes."""


FORMULAS: Mapping[FormulaName, Formula] = {
    "rate-per-follower": Formula(rate_per_follower, ("interactions", "followers")),
    "rate-per-post": Formula(rate_per_post, ("interactions", "posts")),
    # Who is reached by two accounts would be counted twice.
    "reach-rate": Formula(reach_rate, ("reached", "followers"), adds=False),
    "share-on-time": Formula(share_on_time, ("answered", "received")),
    # The median of all is not made of medians.
    "against-promise": Formula(against_promise, ("minutes",), adds=False, promised=True),
    "cost-per-result": Formula(cost_per_result, ("cost", "results")),
}


def parts_of(indicator: Indicator) -> tuple[PartName, ...]:
    """Return the parts of the formula of an indicator that are its own to measure; () without a formula."""
    if indicator.formula is None:
        return ()
    return tuple(part for part in FORMULAS[indicator.formula].parts if part not in indicator.parts)


def _ratio(part: float | None, whole: float | None, unit: Unit, *, times: float = 1) -> Figure:
    if part is None or whole is None:
        return Figure(unit, problem="missing")
    if whole == 0:
        return Figure(unit, problem="zero")
    return Figure(unit, times * part / whole)
