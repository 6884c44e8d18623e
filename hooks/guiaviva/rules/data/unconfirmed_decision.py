"""What a guide says that somebody has to have decided is confirmed.

A guide begins with what was decided elsewhere: in how many hours messages are answered, who approves what. Until it is
confirmed here, the pages that say it also say that.

Not seen: a sentence that decides something and is in no record of data/decisions.yml.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.decisions import unconfirmed


def check(guide: Guide) -> Iterator[Finding]:
    for key, decision in unconfirmed(guide).items():
        record = decision.record
        yield found(
            "unconfirmed-decision",
            decision.place(),
            decision=key,
            found=record.decided,
            places=record.shown_in,
            today=guide.today,
            taken_by=record.taken_by,
        )
