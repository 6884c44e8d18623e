"""An account that has a day on which it was closed is closed, and one that is closed and was measured has such a day.

One whose day is still to come is open until then: readers would take it for gone already. Until when its measures count
for the whole follows from that day.

Not seen: whether the account was really closed on that day, nor a closed account that was never measured and says no
day; nor, where it is closed too early, whether it was dormant before.
"""

from collections.abc import Iterator
from datetime import timedelta

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    measured = {row.account for row in guide.facts.measures}
    for key, account in guide.facts.accounts.items():
        closed, status = account.record.closed, account.record.status
        if closed and status != "closed" and closed < guide.today:
            yield found("account-end", account.place("status"), found=closed, account=key)
        elif closed and status == "closed" and closed > guide.today + timedelta(days=1):
            values = {"found": closed, "account": key, "at": account.value_place("status"), "written": status}
            yield Finding("account-end", account.place("status"), values, "early")
        elif closed is None and status == "closed" and key in measured:
            yield found("account-end", account.place("status"), variant="undated", account=key)
