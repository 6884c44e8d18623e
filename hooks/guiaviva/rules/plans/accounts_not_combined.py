"""An indicator of which several accounts are measured says how they make one figure.

Added up, their mean or neither: nobody but who measures knows.
"""

from collections import defaultdict
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    measured: dict[str, set[str]] = defaultdict(set)
    for row in guide.facts.measures:
        if row.part is None:
            measured[row.indicator].add(row.account)
    for key, indicator in guide.indicators.items():
        # A row without an account is of the whole.
        counted = {*indicator.record.accounts, *measured[key]} - {""}
        if indicator.record.combine is None and measured[key] and "" not in measured[key] and len(counted) > 1:
            yield found("accounts-not-combined", indicator.place(), indicator=key, accounts=tuple(sorted(counted)))
