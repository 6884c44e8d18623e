"""Every open account has a deputy for its owner.

Whoever is ill or on holiday cannot save an account that is being taken over.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._accounts import lacking


def check(guide: Guide) -> Iterator[Finding]:
    yield from lacking(guide, "account-without-deputy", "deputy")
