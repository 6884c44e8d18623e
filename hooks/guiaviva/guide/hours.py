"""The hours of a week as spans of minutes from its beginning: how long nobody is there."""

from collections.abc import Iterable
from itertools import pairwise
from typing import get_args

from guiaviva.facts.schema import Weekday, WeekHours
from guiaviva.guide.durations import A_DAY

A_WEEK = 7 * A_DAY

Spans = list[tuple[int, int]]


def spans_of(week: WeekHours) -> Spans:
    """Return the spans of a week in order; those that touch or overlap are one."""
    days: tuple[Weekday, ...] = get_args(Weekday)
    return union(
        (
            number * A_DAY + span.start.hour * 60 + span.start.minute,
            number * A_DAY + span.end.hour * 60 + span.end.minute,
        )
        for number, day in enumerate(days)
        for span in week.get(day, ())
    )


def union(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return spans in order; those that touch or overlap are one."""
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def longest_break(spans: Spans) -> int:
    """Return the longest time between two spans, from one week into the next too; 0 where there are none."""
    again = [*spans, *((start + A_WEEK, end + A_WEEK) for start, end in spans[:1])]
    return max((following - end for (_, end), (following, _) in pairwise(again)), default=0)


def longest_absence(service: Spans, watched: Spans) -> int:
    """Return the most minutes of service that pass one after another, breaks left out, without anybody watching."""
    twice = [(start + shift, end + shift) for shift in (0, A_WEEK) for start, end in watched]
    edges = [(0, 0), *twice, (2 * A_WEEK, 2 * A_WEEK)]
    absences = [(end, following) for (_, end), (following, _) in pairwise(edges)]
    of_service = [(start + shift, end + shift) for shift in (0, A_WEEK) for start, end in service]
    return max(
        sum(max(0, min(end, until) - max(start, since)) for start, end in of_service) for since, until in absences
    )
