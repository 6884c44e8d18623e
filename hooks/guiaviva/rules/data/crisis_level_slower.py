"""What is graver is answered sooner, and a first message comes before the next.

These figures are followed by somebody who has no time to see that one cannot be right.

Not seen: which of two times is longer where only one counts working hours and it cannot be told for sure.
"""

from collections.abc import Iterator
from itertools import pairwise

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.durations import lasts, longer

RULE = "crisis-level-slower"


def check(guide: Guide) -> Iterator[Finding]:
    levels = tuple(guide.facts.levels.values())
    late = {level.key for level in levels if longer(level.record.first_message, level.record.update_every)}
    for key in late:
        place = guide.facts.levels[key].place("first_message")
        yield found(RULE, place, variant="late", level=key)
    for milder, level in pairwise(levels):
        for field, variant in (("first_message", ""), ("update_every", "update")):
            # A figure that does not even fit its own level is wrong there, and not in the next one too.
            slower = longer(getattr(level.record, field), getattr(milder.record, field))
            if slower and late.isdisjoint((milder.key, level.key)):
                values = {"level": level.key, "milder": milder.key}
                yield found(RULE, level.place(field), variant=variant, about="levels", **values)
    yield from _situations(guide)


def _situations(guide: Guide) -> Iterator[Finding]:
    """Report situations of danger that may wait longer than one that is ordinary, and serious ones longer than all."""
    service = guide.institution.service_hours
    timed = [
        (lasts(one.record.max_response, service), one)
        for one in guide.facts.situations.values()
        if one.record.max_response
    ]
    ordinary = [(time, one.key) for time, one in timed if one.record.level == "ordinary"]
    for time, one in timed if ordinary else ():
        milder = {"danger": min(ordinary), "serious": max(ordinary)}.get(one.record.level)
        if milder and time > milder[0]:
            values = {"situation": one.key, "milder": milder[1]}
            yield found(RULE, one.place("max_response"), variant=one.record.level, about=milder[1], **values)
