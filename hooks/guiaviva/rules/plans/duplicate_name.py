"""No two plans, and in a plan no two objectives, audiences or indicators, have the same name.

Whoever reads a table of them, or enters a figure, takes one for the other.

Not seen: names that say the same in other words, and names that two different plans share for their objectives,
audiences or indicators.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide

RULE = "duplicate-name"


def check(guide: Guide) -> Iterator[Finding]:
    yield from _twice((plan.head for plan in guide.facts.plans.values() if plan.head), "name")
    for plan in guide.facts.plans.values():
        yield from _twice(plan.objectives.values(), "statement")
        yield from _twice(plan.audiences.values(), "name")
        yield from _twice(plan.indicators.values(), "name")


def _twice(entries: Iterable[Entry[Any]], field: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for entry in entries:
        for language, text in getattr(entry.record, field).items():
            before = first.setdefault((language, " ".join(text.casefold().split())), entry.key)
            if before != entry.key:
                place = entry.value_place(field, language)
                yield found(RULE, place, about=entry.key, found=text, key=entry.key, other=before)
                break
