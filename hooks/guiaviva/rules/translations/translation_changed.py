"""A translation that changed while its original did not is signed off again.

A better wording costs one command. Nobody else can tell whether it still says the same, so it is no more than advice.

Not seen: whether the new wording says what the original says, nor translations that were never signed off. A section
with an error is left to what reports that.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, findings
from guiaviva.guide.known import unsettled
from guiaviva.translations.changes import MINOR


def check(guide: Guide) -> Iterator[Finding]:
    for one in unsettled(guide):
        change = one.pair.change
        if change.here_alone:
            variant = "minor" if change.translation == MINOR else ""
            yield findings.finding(guide, "translation-changed", one, variant=variant)
