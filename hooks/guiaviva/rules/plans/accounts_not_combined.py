"""An indicator of which several accounts are measured says how they make one figure.

Added up, their mean or neither: nobody but who measures knows.

Not seen: whether what it says makes sense for such figures, and indicators whose whole is measured too.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    measured: dict[str, set[str]] = defaultdict(set)
    days: dict[str, dict[bool, set[date]]] = defaultdict(lambda: defaultdict(set))
    for row in guide.facts.measures:
        if row.part is None:
            measured[row.indicator].add(row.account)
            days[row.indicator][bool(row.account)].add(row.date)
    for key, indicator in guide.indicators.items():
        # A row without an account is of the whole, on its day and on no other.
        whole = days[key][True] <= days[key][False]
        counted = {*indicator.record.accounts, *measured[key]} - {""}
        if indicator.record.combine is None and measured[key] and not whole and len(counted) > 1:
            yield found("accounts-not-combined", indicator.place(), indicator=key, accounts=tuple(sorted(counted)))
