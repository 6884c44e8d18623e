"""The formula of an indicator has what it takes: the promise it is held against, and all parts of a day that has one.

What lacks a part cannot be worked out, and is missing from the report.

Not seen: days on which no part was measured, and days with a part of an unknown name, which may be the one that lacks.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.measures.formulas import FORMULAS, parts_of

RULE = "missing-part"


def check(guide: Guide) -> Iterator[Finding]:
    measured: dict[str, dict[tuple[date, str], dict[str, MeasureRow]]] = defaultdict(lambda: defaultdict(dict))
    for row in guide.facts.measures:
        if row.part:
            measured[row.indicator][row.date, row.account][row.part] = row
    for key, indicator in guide.indicators.items():
        record = indicator.record
        situation = guide.facts.situations.get(record.promise or "")
        lost = record.promise is None or (situation and situation.record.max_response is None)
        if record.formula == "against-promise" and lost:
            place = indicator.place("promise" if record.promise else "formula")
            yield found(RULE, place, variant="promise", indicator=key, found=record.promise or "", about=key)
        taken = FORMULAS[record.formula].parts if record.formula else ()
        for (day, _), rows in sorted(measured[key].items()):
            lacking = tuple(part for part in parts_of(record) if part not in rows)
            # A part that the formula does not take may be misspelt.
            if lacking and {*rows} <= {*taken}:
                row = next(iter(rows.values()))
                yield found(RULE, row.place, indicator=key, date=day, parts=lacking, about=key)
