"""Every ready reply and every example post fits the networks that it is for, counted as each network counts.

A reply that has to be cut at the moment of sending is not ready.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from guiaviva.counting import at_most, count
from guiaviva.diagnostics import Finding, Place, Where, found
from guiaviva.guide import Guide
from guiaviva.guide.rows import DONT, block_key, block_name
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_pages(guide, guide.judged_pages)


def _of_data(guide: Guide) -> Iterator[Finding]:
    texts: Counter[str] = Counter()
    too_long: dict[str, list[Finding]] = defaultdict(list)
    for entry in guide.facts.replies.values():
        networks = entry.record.networks or guide.networks_in_use
        for language, text in entry.record.text.items():
            for network in networks:
                place = partial(entry.value_place, "text", language)
                texts[network] += 1
                too_long[network] += _too_long(guide, network, text, place, entry.key)
    # Where most replies are too long, the figure is wrong rather than the replies.
    wrong = {network for network, findings in too_long.items() if len(findings) > texts[network] / 2}
    # What is cut for the network for which it is far too long is short enough for the others.
    longest: dict[Place, Finding] = {}
    for network, findings in too_long.items():
        for one in findings:
            if network in wrong:
                cause = guide.facts.networks[network].value_place("limits", "characters")
                yield replace(one, about=network, cause=cause)
            elif one.place not in longest or one.values["over"] > longest[one.place].values["over"]:
                longest[one.place] = one
    yield from longest.values()


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        for block in page.blocks:
            # An example of what not to do may well be too long.
            if block_name(block) == "post" and block.closed and DONT not in block.words:
                yield from _too_long(guide, block_key(page, block), block.content, block.place, "post")


def _too_long(guide: Guide, key: str, text: str, place: Where, what: str) -> Iterator[Finding]:
    network = guide.facts.networks.get(key)
    limits = network.record.limits if network else None
    if network and limits and limits.characters and limits.characters < at_most(text):
        length = count(text, limits.counted)
        if length > limits.characters:
            values: dict[str, Any] = {"network": network.record.name, "found": length, "expected": limits.characters}
            variant = "post" if what == "post" else ""
            yield found(
                "reply-too-long",
                place,
                variant=variant,
                about=key if variant else "",
                reply=what,
                over=length - limits.characters,
                **values,
            )
