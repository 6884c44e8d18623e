"""Where the way of counting changes for several accounts with one note, each of them says that its series breaks.

The whole would be compared with what was counted otherwise.

Not seen: what a note says: compared are only notes of the same words, on the same day.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    noted: dict[tuple[object, ...], list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        if row.note:
            noted[row.indicator, row.date, row.part, row.note].append(row)
    for rows in noted.values():
        others = tuple(one.account for one in rows if one.breaks and one.account)
        for row in rows if others else ():
            if not row.breaks:
                values: dict[str, Any] = {"indicator": row.indicator, "found": row.note, "accounts": others}
                yield found("break-not-marked", row.place, about=row.indicator, **values)
