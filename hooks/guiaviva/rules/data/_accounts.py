"""Accounts that are open: shared by the rules about what the register says of each."""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account
from guiaviva.guide import Guide


def open_accounts(guide: Guide) -> Iterator[Entry[Account]]:
    """Return the accounts that are not closed and are on no closed network, which account-network-closed reports."""
    for account in guide.facts.accounts.values():
        network = guide.facts.networks.get(account.record.network)
        if account.record.status != "closed" and not (network and network.record.status == "closed"):
            yield account


def lacking(guide: Guide, rule: str, field: str) -> Iterator[Finding]:
    """Return a finding of the rule for each open account without this field."""
    for account in open_accounts(guide):
        if not getattr(account.record, field):
            yield found(rule, account.place(field), account=account.key, handle=account.record.handle)
