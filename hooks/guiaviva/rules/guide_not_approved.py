"""A guide says which body approved it, when, with what force, and where that is published.

Whoever is told to follow it, or is moderated by it, may ask who decided so.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    institution, approval = guide.facts.institution, guide.institution.approval
    if guide.profile != "complete" or "units" in guide.facts.unread:
        return
    # What was written but is not valid is reported by invalid-data.
    if approval is None and ("approval",) not in institution.document.keys:
        home = guide.source_page("index")
        role = guide.facts.roles.get(str(home.fields.get("owner", ""))) if home else None
        name = role.record.name if role else guide.institution.name
        yield found("guide-not-approved", institution.place(), role=name, today=guide.today)
    for field in ("force", "published") if approval else ():
        if getattr(approval, field) is None and ("approval", field) not in institution.document.keys:
            yield found("guide-not-approved", institution.place("approval"), variant=field)
