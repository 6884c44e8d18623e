"""Every plan that data or a page names has a file in data/plans/.

A plan that derives from one that is not there derives from none.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-plan", "plans")
