"""The profile of every open account shows the participation rules.

Whoever is hidden or blocked must have been able to know the rule. The profile itself is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._accounts import lacking


def check(guide: Guide) -> Iterator[Finding]:
    yield from lacking(guide, "account-without-rules-link", "rules_url")
