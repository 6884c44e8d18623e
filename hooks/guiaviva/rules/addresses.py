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
from guiaviva.guide.contacts import free_mail

_FIELDS = ("url", "rules_url", "source")


def check_data(guide: Guide) -> Iterator[Finding]:
    facts = guide.facts
    for collection in (facts.networks, facts.accounts):
        for entry in collection.values():
            for field in _FIELDS:
                address = getattr(entry.record, field, None)
                if isinstance(address, str) and address.startswith("http:"):
                    secure = address.replace("http:", "https:", 1)
                    yield found("insecure-address", partial(entry.value_place, field), found=address, expected=secure)
    free = re.compile(free_mail(guide.model.phrases), re.IGNORECASE)
    for owner, path in _mailboxes(guide):
        mailbox: Any = reduce(getattr, path, owner.record)
        if mailbox and free.fullmatch(mailbox):
            yield found("free-mail", partial(owner.value_place, *path), found=mailbox)


def _mailboxes(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str, ...]]]:
    """Return where data has a mailbox, or may have one."""
    yield guide.facts.institution, ("contact", "email")
    if guide.institution.emergency:
        yield guide.facts.institution, ("emergency", "email")
    yield from ((role, ("contact", "email")) for role in guide.facts.roles.values())
    yield from ((account, ("mailbox",)) for account in guide.facts.accounts.values())
