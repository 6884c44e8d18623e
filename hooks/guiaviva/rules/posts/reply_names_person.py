"""A ready reply of a situation in which whoever writes stays unnamed has no gap for their name.

For their safety, nobody may read who asked for help.

Not seen: a name written out in the text, and gaps that data does not mark as naming a person («person: yes»).
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.placeholders import gaps_of, names_of, persons_of


def check(guide: Guide) -> Iterator[Finding]:
    names, persons = names_of(guide), persons_of(guide)
    for reply in guide.facts.own_replies:
        situation = guide.facts.situations.get(reply.record.situation)
        for language, text in reply.record.text.items() if situation and situation.record.anonymous else ():
            known = names.get(language, {})
            gap = next((gap for gap in gaps_of(text) if known.get(gap, frozenset()) & persons), "")
            if gap:
                values = {"reply": reply.key, "situation": reply.record.situation, "found": gap, "language": language}
                yield found("reply-names-person", reply.where("text", language), **values)
