"""Every kind of message that a situation is, the model knows.

The search would never take a message for that situation.

Not seen: whether the kind suits what the definition of the situation says, and situations that name none.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.contentmodel.examples import MESSAGES
from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.nearest import nearest


def check(guide: Guide) -> Iterator[Finding]:
    known = sorted(guide.model.messages)
    for entry in guide.facts.situations.values():
        for kind in entry.record.messages:
            if kind not in known:
                near = nearest(kind, known)
                values = {
                    "found": kind,
                    "nearest": near,
                    "plan": "",
                    "file": f"words/{guide.source_language}/{MESSAGES}/",
                }
                where = entry.value_place("messages")
                yield found("unknown-message", where, variant="nearest" if near else "", about=kind, **values)
