"""Every situation says what it is, who answers, by when, and has a reply at hand; danger begins with a call.

The person with the message open in another tab has seconds, not an afternoon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

# What is done after the call: one thing alone is no procedure.
FEWEST_STEPS = 2


def check(guide: Guide) -> Iterator[Finding]:
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
        if record.level == "danger":
            lacking = [
                name for name, least in (("call", 1), ("steps", FEWEST_STEPS)) if len(getattr(record, name)) < least
            ]
            if lacking:
                variant = "" if len(lacking) > 1 else lacking[0]
                place = partial(
                    situation.place, lacking[0] if len(lacking) == 1 and getattr(record, lacking[0]) else "level"
                )
                yield found("danger-without-call", place, variant=variant, situation=key)
    yield from _in_private(guide, all_read)


def _in_private(guide: Guide, all_read: bool) -> Iterator[Finding]:
    """Report situations whose every reply is private, where a network in use has no private messages."""
    public = [key for key, network in guide.networks_in_use.items() if not network.record.private_messages]
    if not all_read:
        return
    for key, situation in guide.facts.situations.items():
        replies = [reply.record for reply in guide.facts.replies.values() if reply.record.situation == key]
        without = [
            network
            for network in public
            if not any(not reply.private and (not reply.networks or network in reply.networks) for reply in replies)
        ]
        if without and any(reply.private for reply in replies):
            names = tuple(guide.facts.networks[network].record.name for network in without)
            place = situation.place("replies")
            yield found("private-reply-only", place, situation=key, networks=names)
