"""Two figures of a network fit each other: the fewest posts and the most, the sides of a picture and their ratio.

Whoever plans the posts or cuts a picture follows the figure, and finds out too late that it cannot be.

Not seen: whether a figure that is possible is true; one that is beyond all bounds by itself is refused by
invalid-data.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Network
from guiaviva.guide import Guide

RULE = "impossible-figure"
_RATIO = re.compile(r"(?<![\w.,:])([1-9]|1\d|2[01]):([1-9]|1\d|2[01])(?![\w:])")
# Sides are rounded: 1200 × 627 is 1.91:1.
_ROUNDED = 0.03


def check(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.facts.networks.items():
        posting = network.record.posting
        if posting and posting.min > posting.max:
            place = network.value_place("posting", "min")
            yield found(RULE, place, variant="posting", network=key, found=posting.min, expected=posting.max)
        yield from _ratios(network)


def _ratios(network: Entry[Network]) -> Iterator[Finding]:
    """Report sizes of pictures whose sides have not the one ratio that their use names, such as 4:5."""
    for use, size in network.record.image_sizes.items():
        named = {match.groups() for text in size.use.values() for match in _RATIO.finditer(text)}
        wide, high = map(int, named.pop()) if len(named) == 1 else (size.width, size.height)
        if abs(size.width * high / (size.height * wide) - 1) >= _ROUNDED:
            shown, ratio = f"{size.width} × {size.height}", f"{wide}:{high}"
            place = network.value_place("image_sizes", use, "width")
            yield found(RULE, place, variant="ratio", key=use, found=shown, expected=ratio)
