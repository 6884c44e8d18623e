"""Figures of networks and of the institution are possible: no minimum above its maximum, nothing beyond all bounds.

A nought too many is read by nobody, and counted with by everything that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Duration
from guiaviva.facts.types import Count
from guiaviva.guide import Guide
from guiaviva.guide.durations import A_DAY, lasts
from guiaviva.reading.pages import Page

RULE = "impossible-figure"
# No network allows more of anything; the longest text and the longest video known are a tenth of it.
_LIMIT = 1_000_000
_PIXELS, _FEWEST_PIXELS = 100_000, 16
_RATIO = re.compile(r"(?<![\w.,:])([1-9]|1\d|2[01]):([1-9]|1\d|2[01])(?![\w:])")
# Sides are rounded: 1200 × 627 is 1.91:1.
_ROUNDED = 0.03
# Laws ask for 13 to 16 years, and for 18 at most.
_AGES = (10, 21)
# Nobody waits longer for an answer; laws give offices three months.
_LONGEST = 100 * A_DAY
# Nobody publishes more on one account.
_POSTSA_DAY = 200
_DAYS = {"day": 1, "week": 7, "month": 31}
# The least and the most that a check of posts can allow: hashtags and sentences have a length.
_STYLE = {"hashtag-length": (5, 100), "sentence-words": (5, 100)}
_COUNTS = (0, 100)
# Whoever writes more months between two reviews means no review.
_MONTHS = 120


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_pages(guide, guide.judged_pages)


def _of_data(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.facts.networks.items():
        posting = network.record.posting
        if posting and posting.min > posting.max:
            place = partial(network.value_place, "posting", "min")
            yield found(RULE, place, variant="posting", network=key, found=posting.min, expected=posting.max)
        elif posting and posting.max > _POSTSA_DAY * _DAYS[posting.per]:
            place = partial(network.value_place, "posting", "max")
            yield found(RULE, place, variant="posts", network=key, found=posting.max)
        yield from _ratios(network)
        for path, value, most in _bounded(network):
            if value > most:
                place = partial(network.value_place, *path)
                yield found(RULE, place, variant="large", key=path[-1], found=value, expected=most)
        for use, size in network.record.image_sizes.items():
            for side in ("width", "height"):
                if (value := getattr(size, side)) < _FEWEST_PIXELS:
                    place = partial(network.value_place, "image_sizes", use, side)
                    yield found(RULE, place, variant="small", key=side, found=value, expected=_FEWEST_PIXELS)
    for plan in guide.facts.plans.values():
        for number, resource in enumerate(plan.head.record.resources if plan.head else ()):
            if plan.head and resource.weekly_hours is not None and resource.weekly_hours <= 0:
                place = partial(plan.head.value_place, "resources", number, "weekly_hours")
                yield found(RULE, place, variant="hours", found=f"{resource.weekly_hours:g}")
    age = guide.institution.consent_age
    if age is not None and not _AGES[0] <= age <= _AGES[1]:
        place = partial(guide.facts.institution.value_place, "consent_age")
        yield found(RULE, place, variant="age", found=age, least=_AGES[0], most=_AGES[1])
    for rule in guide.facts.style.values():
        least, most = _STYLE.get(rule.record.check, _COUNTS)
        if rule.record.max is not None and not least <= rule.record.max <= most:
            place = partial(rule.value_place, "max")
            values: dict[str, Any] = {"record": rule.key, "found": rule.record.max, "least": least, "most": most}
            yield found(RULE, place, variant="style", **values)
    for place, duration in _durations(guide):
        if lasts(duration, guide.institution.service_hours) > _LONGEST:
            yield found(RULE, place, variant="long", found=duration.value)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        months = page.field("review_every", Count)
        if months and months > _MONTHS:
            yield found(RULE, page.front.value_place("review_every"), variant="review", found=months)


def _ratios(network: Entry[Any]) -> Iterator[Finding]:
    """Report sizes of pictures whose sides have not the ratio that their use names, such as 4:5."""
    for use, size in network.record.image_sizes.items():
        named = {match.groups() for text in size.use.values() for match in _RATIO.finditer(text)}
        if len(named) == 1:
            wide, high = map(int, named.pop())
            if wide and high and not abs(size.width * high / (size.height * wide) - 1) < _ROUNDED:
                place = partial(network.value_place, "image_sizes", use, "width")
                shown, ratio = f"{size.width} × {size.height}", f"{wide}:{high}"
                yield found(RULE, place, variant="ratio", key=use, found=shown, expected=ratio)


def _bounded(network: Entry[Any]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Return the figures of a network that have a bound: the path, the figure and the bound."""
    for name, value in network.record.limits or ():
        if isinstance(value, int):
            yield ("limits", name), value, _LIMIT
    for use, size in network.record.image_sizes.items():
        yield ("image_sizes", use, "width"), size.width, _PIXELS
        yield ("image_sizes", use, "height"), size.height, _PIXELS


def _durations(guide: Guide) -> Iterator[tuple[partial[Place], Duration]]:
    facts = guide.facts
    fields = (
        (facts.situations, ("max_response",)),
        (facts.levels, ("first_message", "update_every")),
        (facts.approval, ("within",)),
    )
    for collection, names in fields:
        for entry in collection.values():
            for name in names:
                if duration := getattr(entry.record, name):
                    yield partial(entry.value_place, name, "value"), duration
