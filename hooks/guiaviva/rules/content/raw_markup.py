"""No sign of markup is shown to readers as it was typed.

Signs of other programs, asterisks without a pair and comments that are not closed are noise for a reader, and more so
for one who listens. Code is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["raw-markup"]
