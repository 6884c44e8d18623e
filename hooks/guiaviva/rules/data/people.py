"""Where two are needed there are two: an owner and a deputy, whoever answers and whoever a message is passed on to.

Whoever is ill, on holiday or on the telephone cannot stand in for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for key, account in guide.facts.accounts.items():
        owner, deputy = account.record.owner, account.record.deputy
        if owner and owner == deputy and account.record.status != "closed":
            place = partial(account.value_place, "deputy")
            values = {"account": key, "handle": account.record.handle, "role": owner}
            yield found("deputy-is-owner", place, choices=_others(guide, owner), **values)
    for key, role in guide.facts.roles.items():
        if role.record.deputy == key:
            place = partial(role.value_place, "deputy")
            yield found("deputy-is-owner", place, variant="role", role=key, choices=_others(guide, key))
    for key, situation in guide.facts.situations.items():
        owner = situation.record.owner
        if owner and owner == situation.record.escalate_to:
            place = partial(situation.value_place, "escalate_to")
            values = {"situation": key, "role": owner}
            yield found("deputy-is-owner", place, variant="situation", choices=_others(guide, owner), **values)
    for key, content in guide.facts.approval.items():
        approves = content.record.approves
        if approves and content.record.drafts == [approves] and not content.record.checks:
            place = partial(content.value_place, "approves")
            values = {"content": key, "role": approves}
            yield found("deputy-is-owner", place, variant="approval", choices=_others(guide, approves), **values)
    for key, level in guide.facts.levels.items():
        if level.record.owner == level.record.spokesperson:
            place = partial(level.value_place, "spokesperson")
            values = {"level": key, "role": level.record.owner}
            yield found("spokesperson-is-owner", place, choices=_others(guide, level.record.owner), **values)


def _others(guide: Guide, role: str) -> tuple[str, ...]:
    return tuple(key for key in guide.facts.keys["roles"] if key != role) or ("…",)
