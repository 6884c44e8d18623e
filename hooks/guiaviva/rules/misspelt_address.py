"""The handle of an account is that of its address, its address that of its network, and mailboxes are of one domain.

A letter too many leads to nobody, or to somebody else; who copies it finds out when a message does not arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial, reduce
from typing import Any
from urllib.parse import unquote, urlsplit

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account
from guiaviva.guide import Guide
from guiaviva.rules.addresses import mailboxes
from guiaviva.rules.duplicate_record import address_of

RULE = "misspelt-address"
# So many mailboxes show which domain is the institution's own.
_SEVERAL = 3
# How similar a handle is to another that it was meant for.
_NEARLY = 0.85
# A handle is compared without what only shows that it is one.
_SIGN = "@"


def check_data(guide: Guide) -> Iterator[Finding]:
    networks = {_host(entry.record.url): key for key, entry in guide.facts.networks.items()}
    accounts = guide.facts.accounts.values()
    times = Counter(one for account in accounts for one in _known_as(account.record))
    for account in accounts:
        own = guide.facts.networks.get(account.record.network)
        closed = account.record.status == "closed" or (own and own.record.status == "closed")
        # Of an account with the address or the handle of another, duplicate-record says it.
        if closed or any(times[one] > 1 for one in _known_as(account.record)):
            continue
        other = networks.get(_host(account.record.url))
        if own and other and _host(own.record.url) != _host(account.record.url):
            values: dict[str, Any] = {"account": account.key, "network": own.record.name}
            values["other"] = guide.facts.networks[other].record.name
            yield found(RULE, partial(account.value_place, "url"), variant="network", **values)
        elif expected := _handle(account):
            values = {"found": account.record.handle, "expected": expected, "url": account.record.url}
            yield found(RULE, partial(account.value_place, "handle"), variant="handle", **values)
    yield from _domains(guide)


def _known_as(account: Account) -> tuple[str, tuple[str, str]]:
    return address_of(account.url), (account.network, account.handle.casefold().removeprefix(_SIGN))


def _handle(account: Entry[Account]) -> str:
    """Return the handle in the address of an account, where that of the record is nearly the same, or ""."""
    handle = account.record.handle.strip("“”«»\"' ")
    plain = handle.removeprefix(_SIGN).casefold()
    parts = [unquote(part).strip(_SIGN) for part in urlsplit(account.record.url).path.split("/") if part]
    # That of a federated network names its host too.
    if handle == account.record.handle and plain.partition(_SIGN)[0] in map(str.casefold, parts):
        return ""
    # On some networks the address has a name of its own, which is not nearly the handle.
    folded = {part.casefold().replace("-", ""): part for part in parts if not part.isdecimal()}
    near = get_close_matches(plain.replace("-", ""), folded, n=1, cutoff=_NEARLY)
    if not near or (plain.replace("-", "") == near[0] and handle == account.record.handle):
        return ""
    return f"{_SIGN if handle.startswith(_SIGN) else ''}{folded[near[0]]}"


def _domains(guide: Guide) -> Iterator[Finding]:
    """Report mailboxes of a domain that is nearly the one of most others, and of none of the rest."""
    places = [(owner, path, reduce(getattr, path, owner.record)) for owner, path in mailboxes(guide)]
    domains = Counter(_domain(mailbox) for _, _, mailbox in places if mailbox)
    usual, times = max(domains.items(), key=lambda one: one[1], default=("", 0))
    for owner, path, mailbox in places if times >= _SEVERAL else ():
        domain = _domain(mailbox or "")
        if domains[domain] == 1 and _slip(domain, usual):
            values = {"found": mailbox, "expected": f"{mailbox.rpartition('@')[0]}@{usual}"}
            yield found(RULE, partial(owner.value_place, *path), **values)


def _domain(mailbox: str) -> str:
    return mailbox.rpartition("@")[2].casefold()


def _slip(domain: str, usual: str) -> bool:
    """Return whether two domains are the same but for one letter, or for two that changed places."""
    if domain == usual or abs(len(domain) - len(usual)) > 1:
        return False
    at = next((n for n, pair in enumerate(zip(domain, usual, strict=False)) if pair[0] != pair[1]), len(domain))
    ours, theirs = domain[at:], usual[at:]
    swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]


def _host(url: str) -> str:
    return urlsplit(url.casefold()).netloc.removeprefix("www.").removeprefix("m.")
