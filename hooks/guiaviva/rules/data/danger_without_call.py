"""A situation of danger says whom to call, and what to do once they were called.

Whoever has the message open in another tab has seconds, not an afternoon; and one thing alone to do is no procedure.

Not seen: whether the steps are the right ones, and whether somebody answers the telephone. Only situations whose level
is «danger» are looked at.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

_FEWEST = {"call": 1, "steps": 2}


def check(guide: Guide) -> Iterator[Finding]:
    for key, situation in guide.facts.situations.items():
        if situation.record.level == "danger":
            lacking = [name for name, least in _FEWEST.items() if len(getattr(situation.record, name)) < least]
            variant = lacking[0] if len(lacking) == 1 else ""
            field = variant if variant and getattr(situation.record, variant) else "level"
            if lacking:
                yield found("danger-without-call", situation.place(field), variant=variant, situation=key)
