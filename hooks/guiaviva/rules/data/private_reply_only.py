"""A situation whose replies are private has a public one for each network that has no private messages.

On such a network nobody could be answered at all.

Not seen: what the public reply says: it must not tell what happens to whoever writes, and only a person can judge
that.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    without = {key: one.record.name for key, one in guide.networks_in_use.items() if not one.record.private_messages}
    for key, situation in guide.facts.situations.items() if guide.replies_read else ():
        replies = [reply.record for reply in guide.facts.replies.values() if reply.record.situation == key]
        public = [reply for reply in replies if not reply.private]
        names = tuple(
            name
            for network, name in without.items()
            if not any(not reply.networks or network in reply.networks for reply in public)
        )
        if names and len(public) < len(replies):
            yield found("private-reply-only", situation.place("replies"), situation=key, networks=names)
