"""Every open account is protected with two-factor authentication.

With the password alone, whoever guesses or is told it speaks for the institution. It is not seen whether what is
recorded is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.data._accounts import lacking


def check(guide: Guide) -> Iterator[Finding]:
    yield from lacking(guide, "account-without-two-factor", "two_factor")
