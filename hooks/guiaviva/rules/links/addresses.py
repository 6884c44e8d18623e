"""Addresses in data are safe and the institution's own: https, and mailboxes of its own domain.

What is sent without encryption can be read on the way. A mailbox of a free provider belongs to whoever opened it, and
with it the account that can be recovered through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial, reduce
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.text.contacts import free_mail

_FIELDS = ("url", "rules_url", "source")


def check(guide: Guide) -> Iterator[Finding]:
    for owner, path in addresses(guide):
        address = reduce(below, path, owner.record)
        if isinstance(address, str) and address.startswith("http:"):
            secure = address.replace("http:", "https:", 1)
            yield found("insecure-address", partial(owner.value_place, *path), found=address, expected=secure)
    free = re.compile(free_mail(guide.model.phrases), re.IGNORECASE)
    for owner, path in mailboxes(guide):
        mailbox: Any = reduce(getattr, path, owner.record)
        if mailbox and free.fullmatch(mailbox):
            yield found("free-mail", partial(owner.value_place, *path), found=mailbox)


def below(value: Any, step: str | int) -> Any:
    return value[step] if isinstance(step, int) else getattr(value, step)


def addresses(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str | int, ...]]]:
    """Return where data has an address of the web, or may have one."""
    facts = guide.facts
    if guide.institution.approval:
        yield facts.institution, ("approval", "published")
    for collection in (facts.networks, facts.accounts, facts.helplines, facts.periods):
        for entry in collection.values():
            yield from ((entry, (field,)) for field in _FIELDS if hasattr(entry.record, field))
    for plan in facts.plans.values():
        for indicator in plan.indicators.values():
            yield from ((indicator, ("peers", number, "source")) for number in range(len(indicator.record.peers)))


def mailboxes(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str, ...]]]:
    """Return where data has a mailbox, or may have one."""
    yield guide.facts.institution, ("contact", "email")
    if guide.institution.emergency:
        yield guide.facts.institution, ("emergency", "email")
    yield from ((role, ("contact", "email")) for role in guide.facts.roles.values())
    yield from ((account, ("mailbox",)) for account in guide.facts.accounts.values())
