"""A measure has a value that its indicator can have, and is of an account that it counts.

A figure that is wrong is believed for as long as nobody looks at it again.

Not seen: a value that is possible and wrong, even one that is far from all others.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.formulas import parts_of
from guiaviva.measures.values import impossible, shown

RULE = "impossible-measure"


def check(guide: Guide) -> Iterator[Finding]:
    indicators = guide.indicators
    for row in guide.facts.measures:
        indicator = indicators.get(row.indicator)
        if indicator is None:
            continue
        if row.part:
            if row.value < 0 and row.part in parts_of(indicator.record):
                values = {"indicator": row.indicator, "found": shown(row.value)}
                yield found(RULE, row.place, variant="part", about=row.indicator, **values)
            continue
        yield from _value(row.indicator, indicator.record, row.value, row.place)
        listed = indicator.record.accounts
        if listed and row.account not in listed and row.account in guide.facts.accounts:
            about, values = f"{row.indicator} {row.account}", {"indicator": row.indicator, "found": row.account}
            yield found(RULE, row.place, variant="account", mark="warning", about=about, **values)
    for key, indicator in indicators.items():
        for number, peer in enumerate(indicator.record.peers):
            yield from _value(key, indicator.record, peer.value, indicator.where("peers", number, "value"))


def _value(key: str, indicator: Indicator, value: float, where: Where) -> Iterator[Finding]:
    if variant := impossible(indicator, value):
        yield found(RULE, where, variant=variant, about=key, indicator=key, found=shown(value))
