"""At each level of crisis one person directs and another one speaks.

Whoever answers the press cannot decide at the same time what is done.

Not seen: two roles that are the same person: the guide knows roles, not names.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, level in guide.facts.levels.items():
        owner = level.record.owner
        if owner == level.record.spokesperson:
            place = level.value_place("spokesperson")
            yield found("spokesperson-is-owner", place, level=key, role=owner, choices=guide.other_roles(owner))
