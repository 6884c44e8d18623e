"""Every reference of a link and every mark of a note has its definition in the page.

Without it, readers see brackets, and the address or the note is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["undefined-reference"]
