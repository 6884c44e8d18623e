"""Every account has an owner and a deputy, two-factor authentication, and shows the participation rules.

In a decentralised organisation the register is the only place that knows whom to call when an account is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.handles import host_of

FIELDS = {
    "owner": "account-without-owner",
    "deputy": "account-without-deputy",
    "two_factor": "account-without-two-factor",
    "rules_url": "account-without-rules-link",
}


def check(guide: Guide) -> Iterator[Finding]:
    hosts = {host_of(network.record.url): key for key, network in guide.facts.networks.items()}
    for key, account in guide.facts.accounts.items():
        if account.record.status == "closed":
            continue
        network = guide.facts.networks.get(account.record.network)
        if network and network.record.status == "closed":
            # An account whose address leads to no other network is on that one.
            is_there = hosts.get(host_of(account.record.url), network.key) == network.key
            place = network.value_place("status") if is_there else account.value_place("network")
            values = {"account": key, "network": network.record.name}
            one = found("account-network-closed", place, about=network.key, handle=account.record.handle, **values)
            yield one.because_of(network.value_place("status"))
            continue
        for field, rule in FIELDS.items():
            if not getattr(account.record, field):
                yield found(rule, account.place(field), account=key, handle=account.record.handle)
