"""No open account is on a network that is closed.

One of the two records is wrong, and until it is mended pages show the account as one that can be followed.

Not seen: which of the two is true: nobody visits the network.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.handles import host_of


def check(guide: Guide) -> Iterator[Finding]:
    hosts = {host_of(network.record.url): key for key, network in guide.facts.networks.items()}
    for key, account in guide.facts.accounts.items():
        network = guide.facts.networks.get(account.record.network)
        if network and network.record.status == "closed" and account.record.status != "closed":
            # An account whose address leads to another network has the wrong one.
            is_there = hosts.get(host_of(account.record.url), network.key) == network.key
            place = network.value_place("status") if is_there else account.value_place("network")
            values = {"account": key, "network": network.record.name, "handle": account.record.handle}
            one = found("account-network-closed", place, about=network.key, **values)
            yield one.because_of(network.value_place("status"))
