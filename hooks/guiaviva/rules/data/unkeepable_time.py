"""A time to answer can be kept by those who are there: within the hours of service, and where messages are watched.

What is promised for any hour is kept at any hour, or the promise is worth nothing. Nobody answers what nobody has seen,
and nobody sees more than the hours that are staffed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Weekday, WeekHours
from guiaviva.guide import Guide
from guiaviva.guide.durations import LEAST, minutes

RULE = "unkeepable-time"
_DAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = 24 * 60
_WEEK = 7 * _DAY
# Whoever is on call out of hours is called for what is grave.
_ON_CALL = ("escalate", "moderate")
# What is grave may not lie unseen for longer.
_UNSEEN = _DAY

Spans = list[tuple[int, int]]
"""Spans of minutes from the beginning of a week."""


def check(guide: Guide) -> Iterator[Finding]:
    yield from _staffed(guide)
    yield from _unseen(guide)
    for key, situation in guide.facts.situations.items():
        if (time := situation.record.max_response) and minutes(time) < LEAST:
            place = partial(situation.value_place, "max_response", "value")
            yield found(RULE, place, variant="short", situation=key, value=time.value)
    service = _spans(guide.institution.service_hours)
    if not service:
        return
    closed, on_call = _longest_break(service), guide.institution.emergency is not None
    unseen = max(_unseen_for(guide).values(), default=0)
    for key, situation in guide.facts.situations.items():
        time, action = situation.record.max_response, situation.record.action
        if (
            time is None
            or time.calendar == "working"
            or situation.record.counted_from == "seen"
            or minutes(time) < LEAST
        ):
            continue
        place = partial(situation.place, "max_response")
        if situation.record.level != "ordinary" and minutes(time) < unseen:
            yield found(RULE, place, variant="posted", situation=key, hours=round(unseen / 60, 1))
        elif minutes(time) < closed and not (on_call and action in _ON_CALL):
            values: dict[str, Any] = {"hours": closed // 60, "value": time.value, "unit": time.unit}
            yield found(RULE, place, about="natural", situation=key, **values)
    for key, level in guide.facts.levels.items():
        time = level.record.first_message
        if time.calendar == "natural" and minutes(time) < closed and not on_call:
            place = partial(guide.facts.institution.place, "emergency")
            yield found(RULE, place, variant="on-call", level=key, hours=closed // 60)
            break
    yield from _unwatched(guide, service)


def _unseen_for(guide: Guide) -> dict[str, int]:
    """Return for how many minutes at most nobody looks at each network in use, where its hours are known."""
    return {
        key: _longest_break(spans)
        for key, network in guide.networks_in_use.items()
        if (spans := _spans(network.record.monitoring_hours))
    }


def _unseen(guide: Guide) -> Iterator[Finding]:
    """Report networks at which nobody looks for more than a day, while danger is answered at any hour."""
    grave = [
        key
        for key, situation in guide.facts.situations.items()
        if situation.record.level != "ordinary" and situation.record.counted_from == "seen"
    ]
    longest = {key: length for key, length in _unseen_for(guide).items() if length > _UNSEEN}
    if not grave or not longest:
        return
    worst = max(longest, key=longest.__getitem__)
    names = tuple(guide.facts.networks[key].record.name for key in longest)
    place = partial(guide.facts.networks[worst].place, "monitoring_hours")
    values: dict[str, Any] = {"networks": names, "hours": round(longest[worst] / 60, 1), "situation": grave[0]}
    yield found(RULE, place, variant="unseen", **values)


def _staffed(guide: Guide) -> Iterator[Finding]:
    """Report hours at which networks are watched that nobody has, and a telephone on call that is nobody's task."""
    plans = [plan.head for plan in guide.facts.plans.values() if plan.head]
    resources = [resource for head in plans for resource in head.record.resources]
    watched = [span for network in guide.networks_in_use.values() for span in _spans(network.record.monitoring_hours)]
    hours = sum(end - start for start, end in _union(watched)) / 60
    staffed = [
        (resource.weekly_hours, partial(head.value_place, "resources", index, "weekly_hours"))
        for head in plans
        for index, resource in enumerate(head.record.resources)
        if resource.watches and resource.weekly_hours
    ]
    fewest, place = min(staffed, key=itemgetter(0), default=(0.0, None))
    total = sum(weekly for weekly, _ in staffed)
    # Hours of less than nothing are reported for that.
    if place and fewest > 0 and total < hours:
        values: dict[str, Any] = {"hours": round(hours, 1), "found": round(total, 1)}
        yield found(RULE, place, variant="staff", **values)
    institution = guide.institution
    danger = any(situation.record.level == "danger" for situation in guide.facts.situations.values())
    if not danger or institution.emergency is None or institution.profile == "minimum":
        return
    if institution.on_call is None:
        yield found(RULE, partial(guide.facts.institution.place, "emergency"), variant="on-call-role")
    elif (
        plans
        and len(plans) == len(guide.facts.plans)
        and institution.on_call not in (resource.role for resource in resources)
    ):
        place = partial(guide.facts.institution.value_place, "on_call")
        yield found(RULE, place, variant="on-call-hours", role=institution.on_call)


def _unwatched(guide: Guide, service: Spans) -> Iterator[Finding]:
    """Report networks on which no message is seen for longer than one may wait, while there is service."""
    times = [
        (minutes(time), key)
        for key, situation in guide.facts.situations.items()
        if (time := situation.record.max_response) and time.calendar == "working" and time.unit != "days"
        if minutes(time) >= LEAST
    ]
    if not times:
        return
    shortest, key = min(times)
    absences = {
        network.key: _longest_absence(service, _spans(network.record.monitoring_hours))
        for network in guide.networks_in_use.values()
        if network.record.monitoring_hours
    }
    unwatched = [guide.facts.networks[network] for network, absence in absences.items() if absence > shortest]
    values: dict[str, Any] = {
        "networks": tuple(network.record.name for network in unwatched),
        "hours": round(max(absences.values(), default=0) / 60, 1),
        "situation": key,
    }
    if len(unwatched) == 1:
        yield found(RULE, partial(unwatched[0].place, "monitoring_hours"), variant="unwatched", **values)
    elif unwatched:
        # What is the same on several networks follows from the hours of service.
        place = partial(guide.facts.institution.place, "service_hours")
        yield found(RULE, place, variant="unwatched", **values)


def _spans(week: WeekHours) -> Spans:
    """Return the spans of a week in order; those that touch or overlap are one."""
    return _union(
        (number * _DAY + span.start.hour * 60 + span.start.minute, number * _DAY + span.end.hour * 60 + span.end.minute)
        for number, day in enumerate(_DAYS)
        for span in week.get(day, ())
    )


def _union(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return spans in order; those that touch or overlap are one."""
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _longest_break(spans: Spans) -> int:
    """Return the longest time between two spans, from one week into the next too."""
    again = [*spans, (spans[0][0] + _WEEK, spans[0][1] + _WEEK)]
    return max(following - end for (_, end), (following, _) in pairwise(again))


def _longest_absence(service: Spans, watched: Spans) -> int:
    """Return the most minutes of service that pass one after another, breaks left out, without anybody watching."""
    twice = [(start + shift, end + shift) for shift in (0, _WEEK) for start, end in watched]
    edges = [(0, 0), *twice, (2 * _WEEK, 2 * _WEEK)]
    absences = [(end, following) for (_, end), (following, _) in pairwise(edges)]
    of_service = [(start + shift, end + shift) for shift in (0, _WEEK) for start, end in service]
    return max(
        sum(max(0, min(end, until) - max(start, since)) for start, end in of_service) for since, until in absences
    )
