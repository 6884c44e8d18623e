"""Every helpline that data names is in data/helplines.yml.

Whoever is to call it needs its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-helpline", "helplines")
