"""The address of an account is on its own network, and says the same name as its handle.

By its address people reach it, and by both of them the public register tells whoever looks it up that it is ours.

Not seen: whether the address opens; the name in an address that says a number or is of no network, and in that of a
channel; and the accounts of a network that is closed.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account
from guiaviva.guide import Guide
from guiaviva.guide.handles import HOSTS, account_of, name_of, place_of


def check(guide: Guide) -> Iterator[Finding]:
    places = {key: place_of(network.record.url) for key, network in guide.facts.networks.items()}
    for key, account in guide.facts.accounts.items():
        own, place = places.get(account.record.network), place_of(account.record.url)
        if own is None or guide.facts.networks[account.record.network].record.status == "closed":
            continue
        # Some networks have their profiles on another host than their home page.
        elsewhere = place in HOSTS and place != own and (own in HOSTS or place in places.values())
        if elsewhere:
            network = guide.facts.networks[account.record.network].record.name
            values = {"account": key, "network": network, "found": account.record.url}
            yield found("account-address", account.value_place("url"), **values)
        elif place in HOSTS and (name := _other_name(account)):
            values = {"account": key, "handle": account.record.handle, "found": name}
            yield found("account-address", account.value_place("url"), variant="handle", **values)


def _other_name(account: Entry[Account]) -> str:
    """Return the name that the address of an account says, or "" where it is that of its handle or says none."""
    name = account_of(account.record.url).rpartition("/")[2]
    handle = name_of(account.record.handle)
    is_name = bool(name) and not name.isdecimal() and "/channel/" not in account.record.url and " " not in handle
    return name if is_name and name != handle else ""
