"""Every indicator that a plan, a measure or a shape names is one of a plan.

A measure of an indicator that is not there is counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-indicator", "indicators")
