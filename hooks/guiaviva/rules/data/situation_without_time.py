"""Every situation that is not only watched says by when it is answered.

What has no time waits for whoever has some.

Not seen: whether the time can be kept (unkeepable-time looks at that), nor situations that are only watched.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, situation in guide.facts.situations.items():
        if situation.record.max_response is None and situation.record.action != "watch":
            yield found("situation-without-time", situation.place("max_response"), situation=key)
