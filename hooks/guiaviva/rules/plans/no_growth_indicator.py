"""Every plan has an indicator of how its audience grows.

The model demands one of use and one of growth of every institution, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_type


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_type(guide, "no-growth-indicator", "growth")
