"""Every ready reply and every example post fits the networks that it is for, counted as each network counts.

A reply that has to be cut at the moment of sending is not ready.

Not seen: how long it is once its gaps are filled, and networks whose limit of characters data does not give.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from guiaviva.counting import at_most, count
from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_key, posts_in

RULE = "reply-too-long"


def check(guide: Guide) -> Iterator[Finding]:
    for reply in guide.facts.own_replies:
        networks = reply.record.networks or guide.networks_in_use
        for language, text in reply.record.text.items():
            # What is cut for the network for which it is far too long is short enough for the others.
            for network, values in sorted(_over(guide, networks, text), key=lambda one: -one[1]["over"])[:1]:
                yield found(RULE, reply.where("text", language), about=network, reply=reply.key, **values)
    for page in guide.all_pages:
        for block in posts_in(page):
            for network, values in _over(guide, [block_key(page, block)], block.content):
                yield found(RULE, block.place, variant="post", about=network, reply="post", **values)


def _over(guide: Guide, networks: Iterable[str], text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each of these networks for which a text is too long, with what it counts there and what it may."""
    longest = at_most(text)
    for key in networks:
        network = guide.facts.networks.get(key)
        limits = network.record.limits if network else None
        if network and limits and limits.characters and limits.characters < longest:
            over = (length := count(text, limits.counted)) - limits.characters
            if over > 0:
                values = {"network": network.record.name, "found": length, "expected": limits.characters}
                yield key, values | {"over": over}
