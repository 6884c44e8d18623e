"""The figures to compare with are of others, and of one day there is one of each.

Whoever is compared with themselves is always as good.

Not seen: whether others count in the same way, and the institution under a name that its data does not have.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.values import shown

RULE = "peer-figure"


def check(guide: Guide) -> Iterator[Finding]:
    names = (*guide.institution.name.values(), *(guide.institution.short_name or {}).values())
    own = {name.casefold() for name in names}
    for indicator in guide.indicators.values():
        yield from _peers(indicator, own)


def _peers(indicator: Entry[Indicator], own: set[str]) -> Iterator[Finding]:
    first: dict[tuple[str, date], float] = {}
    for number, peer in enumerate(indicator.record.peers):
        values: dict[str, Any] = {"indicator": indicator.key, "peer": peer.name, "found": shown(peer.value)}
        same = (peer.name.casefold(), peer.date)
        if peer.name.casefold() in own:
            yield found(RULE, indicator.where("peers", number, "name"), variant="own", **values)
        elif same in first:
            variant = "same" if first[same] == peer.value else ""
            values |= {"date": peer.date, "expected": shown(first[same])}
            yield found(RULE, indicator.where("peers", number, "value"), variant=variant, **values)
        first.setdefault(same, peer.value)
