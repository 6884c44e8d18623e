"""A graver crisis is answered sooner, the first message before the next, and the steps of an incident stand in order.

These pages are followed line by line by somebody who has no time to see that a figure cannot be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.durations import longer


def check_data(guide: Guide) -> Iterator[Finding]:
    yield from _levels(guide)
    for before, step in pairwise(guide.facts.steps.values()):
        if step.record.minutes < before.record.minutes:
            place = partial(step.value_place, "minutes")
            values: dict[str, Any] = {"found": step.record.minutes, "expected": before.record.minutes}
            yield found("step-out-of-order", place, step=step.key, before=before.key, **values)


def _levels(guide: Guide) -> Iterator[Finding]:
    late = set()
    for key, level in guide.facts.levels.items():
        if longer(level.record.first_message, level.record.update_every):
            late.add(key)
            yield found("crisis-level-slower", partial(level.place, "first_message"), variant="late", level=key)
    for milder, level in pairwise(guide.facts.levels.values()):
        # A figure that does not even fit its own level is wrong there, and not in the next one too.
        for field in ("first_message", "update_every") if late.isdisjoint((milder.key, level.key)) else ():
            if longer(getattr(level.record, field), getattr(milder.record, field)):
                place = partial(level.place, field)
                variant = "" if field == "first_message" else "update"
                yield found("crisis-level-slower", place, variant=variant, level=level.key, milder=milder.key)
