"""The limits of each network in use were compared with their source in the last half year.

Networks change their limits without notice: old guides still say that a tweet has 140 characters.

Not seen: whether the limits are right: nobody but a person can compare them with the source.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.durations import later

_MONTHS = 6


def check(guide: Guide) -> Iterator[Finding]:
    for key, network in guide.networks_in_use.items():
        checked = network.record.checked_on
        values: dict[str, Any] = {"network": network.record.name, "key": key, "today": guide.today}
        if network.record.limits and checked is None:
            yield found("limits-unchecked", network.place("limits"), variant="never", **values)
        elif checked and later(checked, _MONTHS) < guide.today:
            yield found("limits-unchecked", network.value_place("checked_on"), found=checked, **values)
