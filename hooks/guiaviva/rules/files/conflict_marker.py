"""No file holds both versions of a text, as Git leaves them when two people changed it.

One of them is wrong, and the site would show both.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["conflict-marker"]
