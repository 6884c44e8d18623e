"""Every situation says what it is.

Two people with the same message before them must arrive at the same situation.

Not seen: whether the definition is clear, or overlaps with another one.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, situation in guide.facts.situations.items():
        if situation.record.definition is None:
            yield found("situation-without-definition", situation.place("definition"), situation=key)
