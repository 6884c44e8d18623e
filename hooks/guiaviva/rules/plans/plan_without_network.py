"""Every plan says which networks it uses, and what for.

An account that no plan uses is kept out of habit.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_list


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_list(guide, "plan-without-network", "networks")
