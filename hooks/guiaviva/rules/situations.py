"""Every situation says what it is, who answers, by when, and has a reply at hand.

The person with the message open in another tab has seconds, not an afternoon.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check_data(guide: Guide) -> Iterator[Finding]:
    answered = {reply.record.situation for reply in guide.facts.replies.values()}
    # A reply that cannot be read may be for any situation.
    all_read = len(guide.facts.replies) == len(guide.facts.keys["replies"]) and "replies" not in guide.facts.unread
    for key, situation in guide.facts.situations.items():
        record = situation.record
        if record.definition is None:
            yield found("situation-without-definition", situation.place("definition"), situation=key)
        if record.owner is None:
            yield found("situation-without-owner", situation.place("owner"), situation=key)
        if record.max_response is None and record.action != "watch":
            yield found("situation-without-time", situation.place("max_response"), situation=key)
        if record.action in ("reply", "refer") and not record.replies and key not in answered and all_read:
            variant = "refer" if record.action == "refer" else ""
            yield found("situation-without-reply", situation.place("replies"), variant=variant, situation=key)
