"""Addresses in data begin with https.

What is sent without encryption can be read on the way. Addresses in pages are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide

_FIELDS = ("url", "rules_url", "source")


def check(guide: Guide) -> Iterator[Finding]:
    for owner, path in _addresses(guide):
        address = reduce(_below, path, owner.record)
        if isinstance(address, str) and address.startswith("http:"):
            secure = address.replace("http:", "https:", 1)
            yield found("insecure-address", owner.where(*path), found=address, expected=secure)


def _below(value: Any, step: str | int) -> Any:
    return value[step] if isinstance(step, int) else getattr(value, step)


def _addresses(guide: Guide) -> Iterator[tuple[Entry[Any], tuple[str | int, ...]]]:
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
