"""Every element of HTML that is opened is closed.

An element that is left open holds all that follows; the page is read as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["unclosed-element"]
