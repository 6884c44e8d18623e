"""Every page has an owner: a role that keeps it true.

A page that everybody may correct is corrected by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.source_pages:
        kind = guide.kind(page)
        mark = kind.front_matter.get("owner") if kind else None
        if mark and page.whole and not page.front_problems and not guide.gives(page, "owner"):
            yield found("owner-missing", page.at(), mark=mark, choices=guide.facts.keys["roles"] or ("…",))
