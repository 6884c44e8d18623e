"""A time to answer can be kept by those who are there: within the hours of service, and where messages are watched.

What is promised for any hour is kept at any hour, or the promise is worth nothing: nobody answers what nobody has
seen, and nobody sees more than the hours that are staffed.

Not seen: whether those who are there are enough for all that comes in; nor times at any hour where data gives no hours
of service.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.durations import minutes
from guiaviva.guide.hours import longest_absence, longest_break, spans_of, union

RULE = "unkeepable-time"
# Whoever is on call out of hours is called for what is grave.
_ON_CALL = ("escalate", "moderate")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _staffed(guide)
    yield from _on_call(guide)
    if guide.institution.service_hours:
        yield from _at_any_hour(guide)
        yield from _unwatched(guide)


def _at_any_hour(guide: Guide) -> Iterator[Finding]:
    """Report times that run at any hour and are shorter than a break in which nobody is there, or nobody looks."""
    closed, on_call = longest_break(spans_of(guide.institution.service_hours)), guide.institution.emergency is not None
    watched = [spans_of(network.record.monitoring_hours) for network in guide.networks_in_use.values()]
    unseen = max(map(longest_break, watched), default=0)
    for key, situation in guide.facts.situations.items():
        record, time = situation.record, situation.record.max_response
        if time is None or time.calendar == "working" or record.counted_from == "seen":
            continue
        place = situation.place("max_response")
        if record.level != "ordinary" and minutes(time) < unseen:
            yield found(RULE, place, variant="posted", situation=key, hours=round(unseen / 60, 1))
        elif minutes(time) < closed and not (on_call and record.action in _ON_CALL):
            values: dict[str, Any] = {"hours": closed // 60, "value": time.value, "unit": time.unit}
            yield found(RULE, place, about="natural", situation=key, **values)
    for key, level in guide.facts.levels.items():
        time = level.record.first_message
        if time.calendar == "natural" and minutes(time) < closed and not on_call:
            place = guide.facts.institution.place("emergency")
            yield found(RULE, place, variant="on-call", level=key, hours=closed // 60)
            break


def _staffed(guide: Guide) -> Iterator[Finding]:
    """Report hours at which networks are watched that nobody has."""
    watched = [span for one in guide.networks_in_use.values() for span in spans_of(one.record.monitoring_hours)]
    hours = sum(end - start for start, end in union(watched)) / 60
    staffed = [
        (resource.weekly_hours, plan.head.where("resources", index, "weekly_hours"))
        for plan in guide.facts.plans.values()
        if plan.head
        for index, resource in enumerate(plan.head.record.resources)
        if resource.watches and resource.weekly_hours
    ]
    total = sum(weekly for weekly, _ in staffed)
    if staffed and total < hours:
        _, place = min(staffed, key=lambda one: one[0])
        values: dict[str, Any] = {"hours": round(hours, 1), "found": round(total, 1)}
        yield found(RULE, place, variant="staff", **values)


def _on_call(guide: Guide) -> Iterator[Finding]:
    """Report a telephone for emergencies that is nobody's task, or for which no plan gives time."""
    institution, heads = guide.institution, [plan.head for plan in guide.facts.plans.values()]
    danger = any(situation.record.level == "danger" for situation in guide.facts.situations.values())
    if not danger or institution.emergency is None or institution.profile == "minimum":
        return
    roles = {resource.role for head in heads if head for resource in head.record.resources}
    if institution.on_call is None:
        yield found(RULE, guide.facts.institution.place("emergency"), variant="on-call-role")
    elif heads and all(heads) and institution.on_call not in roles:
        place = guide.facts.institution.value_place("on_call")
        yield found(RULE, place, variant="on-call-hours", role=institution.on_call)


def _unwatched(guide: Guide) -> Iterator[Finding]:
    """Report networks on which no message is seen for longer than one may wait, while there is service."""
    service = spans_of(guide.institution.service_hours)
    times = [
        (minutes(time), key)
        for key, situation in guide.facts.situations.items()
        if (time := situation.record.max_response) and time.calendar == "working" and time.unit != "days"
    ]
    shortest, situation = min(times, default=(0, ""))
    watched = [(one, spans_of(one.record.monitoring_hours)) for one in guide.networks_in_use.values()] if times else []
    absences = [(longest_absence(service, spans), network) for network, spans in watched if spans]
    unwatched = [(absence, network) for absence, network in absences if absence > shortest]
    if unwatched:
        names = tuple(network.record.name for _, network in unwatched)
        hours = round(max(absence for absence, _ in unwatched) / 60, 1)
        # What is the same on several networks follows from the hours of service.
        alone = unwatched[0][1].place("monitoring_hours") if len(unwatched) == 1 else None
        place = alone or guide.facts.institution.place("service_hours")
        yield found(RULE, place, variant="unwatched", networks=names, hours=hours, situation=situation)
