"""A guide says which body approved it, when, with what force, and where that is published.

Whoever must follow it, or is moderated by it, may ask who decided so.

Not seen: whether the approval exists at the address given, nor any of it in a guide of a smaller profile than
«complete».
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Institution
from guiaviva.guide import Guide
from guiaviva.nearest import nearest


def check(guide: Guide) -> Iterator[Finding]:
    institution, approval = guide.facts.institution, guide.institution.approval
    if guide.profile != "complete" or "units" in guide.facts.unread:
        return
    if approval is None and not _written(guide):
        home = guide.source_page("index")
        role = guide.facts.roles.get(str(home.fields.get("owner", ""))) if home else None
        name = role.record.name if role else guide.institution.name
        yield found("guide-not-approved", institution.place("approval"), role=name, today=guide.today)
    for field in ("force", "published"):
        if approval and getattr(approval, field) is None and ("approval", field) not in institution.document.keys:
            yield found("guide-not-approved", institution.place("approval"), variant=field)


def _written(guide: Guide) -> bool:
    """Return whether there is an approval that is not valid, or whose key is misspelt: invalid-data reports that."""
    value = guide.facts.institution.document.value
    keys = [key for key, one in value.items() if one is not None] if isinstance(value, dict) else []
    return any(key == "approval" or _meant(key) for key in keys)


def _meant(key: str) -> bool:
    unknown = key not in Institution.model_fields and not key.startswith("x-")
    return unknown and nearest(key, ("approval",)) == "approval"
