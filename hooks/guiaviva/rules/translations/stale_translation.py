"""A translation follows its original: when a section or a text of data changes there, so does each translation.

A reader of another language acts on what the guide said last year, and has no way to know.

Not seen: what changed before the translation was first signed off and Git does not tell: of what was signed off the
signatures are compared, of the rest what Git has changed since the translation was last edited.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, findings
from guiaviva.guide.known import unsettled
from guiaviva.translations.changes import MINOR, SENSE


def check(guide: Guide) -> Iterator[Finding]:
    for one in unsettled(guide):
        change = one.pair.change
        if one.since:
            yield findings.finding(guide, "stale-translation", one, variant="since")
        elif change.record and change.source and not change.here_alone:
            both = "both" if change.translation == SENSE and change.source == SENSE else ""
            variant = "minor" if change.source == MINOR else both
            yield findings.finding(guide, "stale-translation", one, variant=variant)
