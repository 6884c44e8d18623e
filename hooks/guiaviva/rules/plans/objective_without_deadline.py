"""Every objective has a deadline.

What is due at no time is never late.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_field


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_field(guide, "objective-without-deadline", "objectives", "deadline")
