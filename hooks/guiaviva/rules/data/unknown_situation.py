"""Every situation that data or a page names is in data/situations.yml.

Whoever has such a message open would find no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._unknown import unknown


def check(guide: Guide) -> Iterator[Finding]:
    yield from unknown(guide, "unknown-situation", "situations")
