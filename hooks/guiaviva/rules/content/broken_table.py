"""Every table is shown as a table, and every row has the cells of its header.

A bar too many hides a cell, and a missing line of hyphens makes a paragraph of all rows.
What the cells say is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["broken-table"]
