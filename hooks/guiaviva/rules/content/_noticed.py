"""What was seen to be wrong when a page was read: shared by the rules that only report it."""

from collections.abc import Iterable

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def noticed(guide: Guide, rule: str) -> Iterable[Finding]:
    """Return what the reader of pages found that this rule reports."""
    return guide.noticed[rule]
