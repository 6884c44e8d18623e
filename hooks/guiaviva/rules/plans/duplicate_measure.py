"""Of one day there is one measure of each indicator, account and part.

Of two, nobody knows which was counted.

Not seen: which of them is right, and the same figure typed again under another date or account.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures.values import shown


def check(guide: Guide) -> Iterator[Finding]:
    first: dict[tuple[object, ...], MeasureRow] = {}
    for row in guide.facts.measures:
        before = first.setdefault((row.date, row.indicator, row.account, row.part), row)
        if before is not row:
            yield _finding(before, row)


def _finding(before: MeasureRow, row: MeasureRow) -> Finding:
    # A copy has a longer name than the file that was copied.
    if len(before.path) > len(row.path):
        row, before = before, row
    values: dict[str, Any] = {
        "indicator": row.indicator,
        "date": row.date,
        "found": shown(row.value),
        "expected": shown(before.value),
    }
    # A file that was copied has all its rows twice.
    about, other = f"{row.path} {before.path}", f"{before.path}:{before.line}"
    variant = "same" if before.value == row.value else ""
    return found("duplicate-measure", row.place, variant=variant, about=about, other=other, **values)
