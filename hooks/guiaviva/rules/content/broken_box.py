"""Every box (`!!! note`) is one, of a kind that there is, with its text inside.

What is not indented ends up below the box, where a warning no longer warns of anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["broken-box"]
