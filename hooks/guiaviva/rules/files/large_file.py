"""No file below docs/ is too large for a telephone.

Whoever reads the guide in the street pays for every picture, and waits for it.

Not seen: a page with many files that are each small enough, and videos or pictures of other sites.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["large-file"]
