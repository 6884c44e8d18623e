"""Every note that is written is used in its page.

The site puts it at the end, where nothing leads to it and nothing leads back.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["unused-note"]
