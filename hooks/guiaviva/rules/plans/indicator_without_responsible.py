"""Every indicator has somebody who measures it.

A number for which nobody is responsible is one that nobody looks up.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_field


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_field(guide, "indicator-without-responsible", "indicators", "responsible")
