"""Every situation that is replied to, or referred, has a ready reply.

Whoever has the message open in another tab has seconds, not an afternoon, to write one.

Not seen: whether the reply answers the situation, nor situations that are moderated, escalated or only watched. That a
guide has no ready replies at all is said once: their page, or their data, is missing.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    answered = {reply.record.situation for reply in guide.facts.replies.values()}
    for key, situation in guide.facts.situations.items() if answered and guide.replies_read else ():
        action = situation.record.action
        if action in ("reply", "refer") and not situation.record.replies and key not in answered:
            variant = "refer" if action == "refer" else ""
            yield found("situation-without-reply", situation.place("replies"), variant=variant, situation=key)
