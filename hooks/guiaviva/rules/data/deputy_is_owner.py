"""Where two are needed there are two: an owner and a deputy, who answers and who a message is passed on to.

Whoever is ill, on holiday or on the telephone cannot stand in for themselves, and nobody sees their own mistakes.

Not seen: two roles that are the same person: the guide knows roles, not names.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide

RULE = "deputy-is-owner"


def check(guide: Guide) -> Iterator[Finding]:
    for key, account in guide.facts.accounts.items():
        owner, deputy = account.record.owner, account.record.deputy
        if owner and owner == deputy and account.record.status != "closed":
            values = {"account": key, "handle": account.record.handle, "role": owner}
            yield _finding(guide, account, "deputy", "", values)
    for key, role in guide.facts.roles.items():
        if role.record.deputy == key:
            yield _finding(guide, role, "deputy", "role", {"role": key})
    for key, situation in guide.facts.situations.items():
        owner = situation.record.owner
        if owner and owner == situation.record.escalate_to:
            yield _finding(guide, situation, "escalate_to", "situation", {"situation": key, "role": owner})
    for key, content in guide.facts.approval.items():
        approves = content.record.approves
        if approves and content.record.drafts == [approves] and not content.record.checks:
            yield _finding(guide, content, "approves", "approval", {"content": key, "role": approves})
        if approves and approves == content.record.urgent:
            yield _finding(guide, content, "urgent", "urgent", {"content": key, "role": approves})


def _finding(guide: Guide, entry: Entry[Any], field: str, variant: str, values: dict[str, str]) -> Finding:
    choices = guide.other_roles(values["role"])
    return found(RULE, entry.where(field), variant=variant, choices=choices, **values)
