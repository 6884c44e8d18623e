"""Every network that data or a page names is in data/networks.yml.

What is said of a network that nobody knows, such as its limit, is said of none.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-network", "networks")
