"""Mailboxes in data are of the institution's own domain.

A mailbox of a free provider belongs to whoever opened it, and with it the account that can be recovered through it.

Not seen: mailboxes in pages (private-data looks at those), and providers that the guide does not list.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import Address
from guiaviva.guide import Guide
from guiaviva.text.contacts import free_mail


def check(guide: Guide) -> Iterator[Finding]:
    free = re.compile(free_mail(guide.model.phrases), re.IGNORECASE)
    for entry, mailbox in guide.facts.of_mark(Address("mail")):
        if free.fullmatch(mailbox.value):
            yield found("free-mail", entry.where(*mailbox.path), found=mailbox.value)
