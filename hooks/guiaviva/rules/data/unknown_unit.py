"""Every unit that data or a page names is in data/institution.yml.

What belongs to a unit that nobody knows belongs to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-unit", "units")
