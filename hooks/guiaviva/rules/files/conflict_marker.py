"""No file holds both versions of a text, as Git leaves them when two people changed it.

One of them is wrong, and the site would show both.

Not seen: which version is the good one, and two versions whose marks somebody deleted while leaving both texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["conflict-marker"]
