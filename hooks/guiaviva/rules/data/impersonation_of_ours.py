"""No account is both ours and an impersonation.

Whoever looks it up would be told two things, of which one does harm.

Not seen: an account of ours that was closed and whose name somebody else has taken since: it may be on both lists.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.handles import account_of, name_of


def check(guide: Guide) -> Iterator[Finding]:
    ours = [one for one in guide.facts.accounts.values() if one.record.status != "closed"]
    addresses = {account_of(one.record.url): one for one in ours}
    handles = {(one.record.network, name_of(one.record.handle)): one for one in ours}
    for key, impersonation in guide.facts.impersonations.items():
        record = impersonation.record
        field = "url" if record.url and account_of(record.url) in addresses else "handle"
        same = addresses.get(account_of(record.url or "")) or handles.get((record.network, name_of(record.handle)))
        # Of two that have an address, it is the address that tells them apart.
        if same and (field == "url" or not record.url):
            values = {"impersonation": key, "account": same.key, "found": record.url or record.handle}
            yield found("impersonation-of-ours", impersonation.where(field), **values)
