"""The handle of an account is that of its address, its address that of its network; contacts are like the others.

Mailboxes are of one domain, telephones of one length, and no site has nearly the name of another.

A letter too many leads to nobody, or to somebody else; who copies it finds out when a message does not arrive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial, reduce
from typing import Any
from urllib.parse import unquote, urlsplit

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account
from guiaviva.guide import Guide
from guiaviva.guide.contacts import plain_contact
from guiaviva.guide.handles import host_of, is_of_another_name, known_as
from guiaviva.reading.pages import Page
from guiaviva.rules.addresses import addresses, below, mailboxes

RULE = "misspelt-address"
# So many mailboxes show which domain is the institution's own.
_SEVERAL = 3
# Shorter names of sites may well differ by a letter.
_NAME = 5
# The name of a mailbox that a page gives and data lacks may be as short.
_SHORT = 3
# Shorter numbers are of services and extensions, which are of any length.
_LONG = 7
# How similar a handle is to another that it was meant for.
_NEARLY = 0.85
# A mailbox or a handle in a text.
_NAMED = re.compile(r"(?<![\w@/.+-])(?P<name>[\w+-]+(?:\.[\w+-]+)*)?@[\w-]+(?:\.[\w-]+)*(?![\w@])")
# A handle is compared without what only shows that it is one.
_SIGN = "@"


def check_data(guide: Guide) -> Iterator[Finding]:
    networks = {host_of(entry.record.url): key for key, entry in guide.facts.networks.items()}
    accounts = guide.facts.accounts.values()
    times = Counter(one for account in accounts for one in known_as(account.record))
    names = Counter(account.record.handle.removeprefix(_SIGN).casefold() for account in accounts)
    exchanged = _exchanged(guide, networks)
    for account in accounts:
        own = guide.facts.networks.get(account.record.network)
        # Of an account in use with the address or the handle of another, duplicate-record says it.
        twice = account.record.status != "closed" and any(times[one] > 1 for one in known_as(account.record))
        if (own and own.record.status == "closed") or twice:
            continue
        other = networks.get(host_of(account.record.url))
        if own and own.key in exchanged:
            continue
        if own and other and host_of(own.record.url) != host_of(account.record.url):
            values: dict[str, Any] = {"account": account.key, "network": own.record.name}
            values["other"] = guide.facts.networks[other].record.name
            yield found(RULE, partial(account.value_place, "url"), variant="network", **values)
        elif account.record.status != "closed" and (expected := _handle(account)):
            yield _unlike(account, expected, names)
        elif account.record.status != "closed" and is_of_another_name(account.record):
            values = {"account": account.key, "found": account.record.url, "expected": account.record.handle}
            yield found(RULE, partial(account.value_place, "url"), variant="other", **values)
    for key, other in exchanged.items():
        place, some = partial(guide.facts.networks[key].value_place, "url"), guide.facts.networks
        values = {"network": some[key].record.name, "other": some[other].record.name}
        yield found(RULE, place, variant="exchanged", **values)
    yield from _domains(guide)
    yield from _names(guide)
    yield from _lengths(guide)
    yield from _sites(guide)


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    boxes = {mailbox for *_, mailbox in _mailboxes(guide) if mailbox}
    handles = {account.record.handle.casefold() for account in guide.facts.accounts.values()}
    for page in pages:
        # What one language alone has, figure-mismatch reports.
        if page.language != guide.source_language or _SIGN not in page.prose:
            continue
        versions = [other.source.folded for other in guide.versions(page.id) if other is not page]
        for match in _NAMED.finditer(page.prose):
            found_there = match[0].casefold()
            if found_there in handles | boxes or not all(found_there in text for text in versions):
                continue
            near = (one for one in handles if one.startswith(_SIGN) and _is_nearly(found_there[1:], one[1:]))
            mailbox = _meant(found_there, boxes, _SHORT) or _at_home(found_there, boxes) if match["name"] else ""
            if meant := mailbox or ("" if match["name"] else next(near, "")):
                values = {"found": match[0], "expected": meant}
                yield found(RULE, page.source.place(match), variant="name", **values)


def _exchanged(guide: Guide, networks: Mapping[str, str]) -> Mapping[str, str]:
    """Return the networks to whose address none of their accounts leads, and whose address those lead to, all."""
    led: dict[str, set[str]] = {}
    for account in guide.facts.accounts.values():
        led.setdefault(account.record.network, set()).add(networks.get(host_of(account.record.url), ""))
    leads = {key: next(iter(others)) for key, others in led.items() if len(others) == 1}
    # A network that is named wrongly in its only account leads to one whose own accounts lead there too.
    return {
        key: other for key, other in leads.items() if other not in ("", key) and leads.get(other) not in (other, None)
    }


def _unlike(account: Entry[Account], expected: str, names: Mapping[str, int]) -> Finding:
    """Return the finding of a handle that is not quite that of its address: of the latter, where others have it too."""
    values: dict[str, Any] = {"found": account.record.handle, "expected": expected, "url": account.record.url}
    known = names[account.record.handle.removeprefix(_SIGN).casefold()] > 1
    place = partial(account.value_place, "url" if known else "handle")
    return found(RULE, place, variant="url" if known else "handle", **values)


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
    places = _mailboxes(guide)
    domains = Counter(_domain(mailbox) for _, _, mailbox in places if mailbox)
    usual, times = max(domains.items(), key=lambda one: one[1], default=("", 0))
    for owner, path, mailbox in places if times >= _SEVERAL else ():
        domain = _domain(mailbox)
        if domains[domain] == 1 and _slip(domain, usual):
            values = {"found": mailbox, "expected": f"{mailbox.rpartition('@')[0]}@{usual}"}
            yield found(RULE, partial(owner.value_place, *path), **values)


def _names(guide: Guide) -> Iterator[Finding]:
    """Report a mailbox that is there once and has nearly the name of another: of several, or of the role's own."""
    places = _mailboxes(guide)
    times = Counter(mailbox for *_, mailbox in places if mailbox)
    roles = {mailbox for _, path, mailbox in places if path[0] == "contact"}
    for owner, path, mailbox in places:
        if mailbox and times[mailbox] == 1:
            known = [one for one, count in times.items() if count > 1 or (one in roles and path[0] == "mailbox")]
            if meant := _meant(mailbox, known):
                values = {"found": mailbox, "expected": meant}
                yield found(RULE, partial(owner.value_place, *path), variant="name", **values)


def _mailboxes(guide: Guide) -> list[tuple[Entry[Any], tuple[str, ...], str]]:
    """Return the mailboxes of data, "" where there may be one, with where each stands."""
    return [(owner, path, reduce(getattr, path, owner.record) or "") for owner, path in mailboxes(guide)]


def _meant(written: str, known: Iterable[str], least: int = _NAME) -> str:
    """Return the known mailbox of the same domain of which another has nearly the name, or ""."""
    name, _, domain = written.casefold().rpartition(_SIGN)
    others = (one for one in known if _domain(one) == domain)
    return next((one for one in others if _is_nearly(name, one.casefold().rpartition(_SIGN)[0], least)), "")


def _at_home(written: str, known: Iterable[str]) -> str:
    """Return the known mailbox that has the same name, and a domain that ends in another way, or ""."""
    name, _, domain = written.casefold().rpartition(_SIGN)
    site = domain.partition(".")[0]
    return next((one for one in known if one.casefold().startswith(f"{name}{_SIGN}{site}.")), "")


def _is_nearly(name: str, other: str, least: int = _NAME) -> bool:
    """Return whether a name is that of somebody else but for a letter; with a figure it may well be another's."""
    return len(other) >= least and _slip(name, other) and not re.search(r"\d", name + other)


def _lengths(guide: Guide) -> Iterator[Finding]:
    """Report the one telephone that has a digit less or more than all others, several."""
    phones = [(owner, path, reduce(getattr, path, owner.record)) for owner, path in _phones(guide)]
    sizes = [(owner, path, phone, len(plain_contact(phone))) for owner, path, phone in phones if phone]
    counted = Counter(size for *_, size in sizes if size >= _LONG)
    usual, times = max(counted.items(), key=lambda one: one[1], default=(0, 0))
    odd = [one for one in sizes if abs(one[-1] - usual) == 1 and one[-1] >= _LONG - 1]
    if times >= _SEVERAL and len(odd) == 1 and times == counted.total() - (odd[0][-1] >= _LONG):
        owner, path, phone, size = odd[0]
        values: dict[str, Any] = {"found": phone, "digits": size, "expected": usual}
        yield found(RULE, partial(owner.value_place, *path), variant="phone", **values)


def _phones(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str, ...]]]:
    """Return where data has the telephone of whoever has a mailbox, or may have one."""
    yield from ((owner, ("contact", "phone")) for owner, path in mailboxes(guide) if path[0] == "contact")
    if guide.institution.emergency:
        yield guide.facts.institution, ("emergency", "phone")


def _sites(guide: Guide) -> Iterator[Finding]:
    """Report an address whose site has nearly the name of one to which several others lead."""
    places = [(owner, path, reduce(below, path, owner.record)) for owner, path in addresses(guide)]
    sites = [(owner, path, address, _site(address)) for owner, path, address in places if address]
    times = Counter(site for *_, site in sites)
    several = [site for site, count in times.items() if count > 1]
    for owner, path, address, site in sites:
        near = next((one for one in several if times[site] == 1 and _nearly(site, one)), None)
        if near:
            values = {"found": address, "expected": address.replace(".".join(site), ".".join(near))}
            yield found(RULE, partial(owner.value_place, *path), variant="site", **values)


def _site(url: str) -> tuple[str, ...]:
    """Return the name of the site of an address with what is after it: facebook, com."""
    return tuple(host_of(url).rsplit(".", 2)[-2:])


def _nearly(site: tuple[str, ...], other: tuple[str, ...]) -> bool:
    pairs = [pair for pair in zip(site, other, strict=False) if pair[0] != pair[1]]
    # The same name in another country is a site of its own.
    is_name = len(pairs) == 1 and pairs[0] == (site[0], other[0])
    least = _NAME if is_name else len("com")
    return len(pairs) == 1 and len(other[0]) >= _NAME and len(pairs[0][1]) >= least and _slip(*pairs[0])


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
