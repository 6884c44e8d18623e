"""Every audience that a plan names is one of that plan.

An objective for an audience that nobody described reaches nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-audience", "audiences")
