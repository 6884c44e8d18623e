"""Every plan has indicators.

This holds for every institution, whatever its size: a plan that cannot be evaluated is a wish.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_list


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_list(guide, "plan-without-evaluation", "indicators")
