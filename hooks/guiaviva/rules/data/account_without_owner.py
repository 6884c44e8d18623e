"""Every open account has an owner.

In a decentralised organisation the register is the only place that knows whom to call when an account is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._accounts import lacking


def check(guide: Guide) -> Iterator[Finding]:
    yield from lacking(guide, "account-without-owner", "owner")
