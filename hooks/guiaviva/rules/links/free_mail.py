"""Mailboxes in data are of the institution's own domain.

A mailbox of a free provider belongs to whoever opened it, and with it the account that can be recovered through it.
Only the providers that the model lists are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.text.contacts import free_mail


def check(guide: Guide) -> Iterator[Finding]:
    free = re.compile(free_mail(guide.model.phrases), re.IGNORECASE)
    for owner, path in _mailboxes(guide):
        mailbox: Any = reduce(getattr, path, owner.record)
        if mailbox and free.fullmatch(mailbox):
            yield found("free-mail", owner.where(*path), found=mailbox)


def _mailboxes(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str, ...]]]:
    """Return where data has a mailbox, or may have one."""
    yield guide.facts.institution, ("contact", "email")
    if guide.institution.emergency:
        yield guide.facts.institution, ("emergency", "email")
    yield from ((role, ("contact", "email")) for role in guide.facts.roles.values())
    yield from ((account, ("mailbox",)) for account in guide.facts.accounts.values())
