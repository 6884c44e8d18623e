"""A network on trial, or that is retiring, is so until a day that has not passed.

Once the day has passed the trial is over, and somebody must decide.

Not seen: whether the network is still in use; nor an active network that says until when its trial ran.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for network in guide.facts.networks.values():
        until, status = network.record.until, network.record.status
        if until and until < guide.today and status in ("trial", "retiring"):
            variant = "retiring" if status == "retiring" else ""
            place = network.value_place("until")
            yield found("status-out-of-date", place, variant=variant, found=until, network=network.record.name)
