"""Every situation has somebody who answers.

Whoever has the message open in another tab has seconds, not an afternoon, to find out who takes it.

Not seen: whether that role is there at that hour, or has the time to answer.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, situation in guide.facts.situations.items():
        if situation.record.owner is None:
            yield found("situation-without-owner", situation.place("owner"), situation=key)
