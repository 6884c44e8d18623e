"""No open account is on a network that is closed.

One of the two records is wrong, and until it is mended pages show the account as one that can be followed. Where the
network says on which day it was closed, its accounts were closed on that day at the latest.

Not seen: which of the two is true: nobody visits the network.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.handles import host_of
from guiaviva.rules.data._closing import closing

RULE = "account-network-closed"


def check(guide: Guide) -> Iterator[Finding]:
    hosts = {host_of(network.record.url): key for key, network in guide.facts.networks.items()}
    for key, account in guide.facts.accounts.items():
        network = guide.facts.networks.get(account.record.network)
        if network and network.record.status == "closed" and account.record.status != "closed":
            # An account whose address leads to another network has the wrong one.
            is_there = hosts.get(host_of(account.record.url), network.key) == network.key
            values = {"account": key, "network": network.record.name, "handle": account.record.handle}
            until = network.record.until
            if is_there and until and until <= guide.today and (edit := closing(guide, account, until)):
                at, written, meant = edit
                more = {"due": until, "at": at, "written": written, "meant": meant}
                yield Finding(RULE, account.place("status"), {**values, **more}, "dated")
                continue
            place = network.value_place("status") if is_there else account.value_place("network")
            one = found(RULE, place, about=network.key, **values)
            yield one.because_of(network.value_place("status"))
