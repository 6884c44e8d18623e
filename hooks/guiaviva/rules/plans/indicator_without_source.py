"""Every indicator says where its figures come from.

A number whose source nobody knows cannot be looked up again.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_field


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_field(guide, "indicator-without-source", "indicators", "source")
