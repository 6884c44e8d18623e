"""What is graver is answered sooner, a first message comes before the next, and the steps of an incident are in order.

These pages are followed line by line by somebody who has no time to see that a figure cannot be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import CrisisLevel
from guiaviva.guide import Guide
from guiaviva.guide.durations import LEAST, lasts, longer, minutes

T = TypeVar("T", bound=BaseModel)


def check(guide: Guide) -> Iterator[Finding]:
    yield from _levels(guide)
    yield from _dangers(guide)
    steps = tuple(guide.facts.steps.values())
    for before, step, wrong in _out_of_order(steps, lambda one, next_: next_.record.minutes < one.record.minutes):
        values: dict[str, Any] = {"found": step.record.minutes, "expected": before.record.minutes}
        place = partial(wrong.value_place, "minutes")
        yield found("step-out-of-order", place, about="steps", step=step.key, before=before.key, **values)


def _levels(guide: Guide) -> Iterator[Finding]:
    levels = tuple(guide.facts.levels.values())
    late = set()
    for level in levels:
        if longer(level.record.first_message, level.record.update_every):
            late.add(level.key)
            place = partial(level.place, "first_message")
            yield found("crisis-level-slower", place, variant="late", level=level.key)
    for field, variant in (("first_message", ""), ("update_every", "update")):
        for milder, level, wrong in _out_of_order(levels, partial(_slower, field)):
            # A figure that does not even fit its own level is wrong there, and not in the next one too.
            if late.isdisjoint((milder.key, level.key)):
                values = {"level": level.key, "milder": milder.key}
                place = partial(wrong.place, field)
                yield found("crisis-level-slower", place, variant=variant, about="levels", **values)


def _dangers(guide: Guide) -> Iterator[Finding]:
    """Report situations of danger that may wait longer than one that is ordinary, or that one if they are several.

    What is serious may be answered later than much of what is ordinary, but not later than all of it.
    """
    service = guide.institution.service_hours
    timed = [
        (lasts(one.record.max_response, service), one)
        for one in guide.facts.situations.values()
        # What nobody can keep is reported for that.
        if one.record.max_response and minutes(one.record.max_response) >= LEAST
    ]
    ordinary = [(time, one.key) for time, one in timed if one.record.level == "ordinary"]
    soonest, milder = min(ordinary, default=(0.0, ""))
    slower = [one for time, one in timed if one.record.level == "danger" and milder and time > soonest]
    following = min((time for time, key in ordinary if key != milder), default=0.0)
    if len(slower) > 1 and all(time <= following for time, one in timed if one in slower):
        place = partial(guide.facts.situations[milder].place, "max_response")
        others = tuple(one.key for one in slower)
        yield found("crisis-level-slower", place, variant="ordinary", situation=milder, found=others)
        return
    for one in slower:
        place = partial(one.place, "max_response")
        values = {"situation": one.key, "milder": milder}
        yield found("crisis-level-slower", place, variant="danger", **values)
    latest, longest = max(ordinary, default=(0.0, ""))
    for time, one in timed:
        if one.record.level == "serious" and longest and time > latest:
            place = partial(one.place, "max_response")
            values = {"situation": one.key, "milder": longest}
            yield found("crisis-level-slower", place, variant="serious", **values)


def _slower(field: str, milder: Entry[CrisisLevel], level: Entry[CrisisLevel]) -> bool:
    return longer(getattr(level.record, field), getattr(milder.record, field))


def _out_of_order(
    entries: Sequence[Entry[T]], wrong: Callable[[Entry[T], Entry[T]], bool]
) -> Iterator[tuple[Entry[T], Entry[T], Entry[T]]]:
    """Return each two that follow one another the wrong way round, and which of them is at fault.

    It is the second, unless without the first, and only without it, those around would be in order.
    """
    for at, (one, next_) in enumerate(pairwise(entries)):
        if wrong(one, next_):
            without_one = not (at and wrong(entries[at - 1], next_))
            without_next = at + 2 == len(entries) or not wrong(one, entries[at + 2])
            yield one, next_, one if without_one and not without_next else next_
