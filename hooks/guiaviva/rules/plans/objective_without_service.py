"""Every objective serves a named public service or policy.

Social media is a public policy, not a loudspeaker: what serves no service is publicity.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.rules.plans._lists import without_field


def check(guide: Guide) -> Iterator[Finding]:
    yield from without_field(guide, "objective-without-service", "objectives", "serves")
