"""A percentage is typed as one, 83 and not 0.83, as the other values of its indicator are.

A report would say that less than one per cent was answered.

Not seen: values with a note, those that are not ten times smaller than all others, and indicators most of whose values
were typed as shares.
"""

from collections import defaultdict
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.measures.values import is_percentage, shown


def check(guide: Guide) -> Iterator[Finding]:
    measured: dict[str, list[tuple[float, Where]]] = defaultdict(list)
    for row in guide.facts.measures:
        if row.part is None and not row.note:
            measured[row.indicator].append((row.value, row.place))
    for key, indicator in guide.indicators.items():
        record = indicator.record
        values = measured[key] if is_percentage(record) else []
        for name in ("baseline", "target") if is_percentage(record) else ():
            if one := getattr(record, name):
                values = [*values, (one.value, indicator.where(name, "value"))]
        for number, peer in enumerate(record.peers) if is_percentage(record) else ():
            values = [*values, (peer.value, indicator.where("peers", number, "value"))]
        small = [one for one in values if 0 < one[0] <= 1]
        large = [value for value, _ in values if value > 1]
        if len(large) > len(small) and all(value * 10 < min(large) for value, _ in small):
            for value, where in small:
                yield found(
                    "percentage-as-share",
                    where,
                    about=key,
                    indicator=key,
                    found=shown(value),
                    expected=shown(value * 100),
                )
