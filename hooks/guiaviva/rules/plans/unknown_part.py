"""Every part of a measure is one that the formula of its indicator takes, and is measured there alone.

What no formula takes is counted nowhere, what another indicator measures would be counted twice, and of a value that is
typed in beside its parts nobody knows which one holds.

Not seen: whether the figure is really that of the part which it names.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import MeasureRow
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.formulas import FORMULAS, parts_of
from guiaviva.measures.values import shown

RULE = "unknown-part"


def check(guide: Guide) -> Iterator[Finding]:
    for row in guide.facts.measures:
        if row.indicator in guide.indicators:
            yield from _of_row(guide.indicators[row.indicator].record, row)
    for key, indicator in guide.indicators.items():
        record = indicator.record
        taken = FORMULAS[record.formula].parts if record.formula else ()
        for part in record.parts:
            if part not in taken:
                values: dict[str, Any] = {"indicator": key, "found": part, "choices": taken}
                variant = "" if taken else "no-formula"
                yield found(RULE, indicator.place("parts", part), variant=variant, about=key, **values)


def _of_row(indicator: Indicator, row: MeasureRow) -> Iterator[Finding]:
    known = parts_of(indicator)
    values: dict[str, Any] = {"indicator": row.indicator, "found": row.part or shown(row.value)}
    if row.part is None:
        if indicator.formula:
            yield found(RULE, row.place, variant="typed", about=row.indicator, choices=known or ("…",), **values)
    elif row.part in indicator.parts:
        other = indicator.parts[row.part]
        yield found(RULE, row.place, variant="elsewhere", about=row.indicator, other=other, **values)
    elif row.part not in known:
        variant = "" if known else "no-formula"
        yield found(RULE, row.place, variant=variant, about=row.indicator, choices=known, **values)
