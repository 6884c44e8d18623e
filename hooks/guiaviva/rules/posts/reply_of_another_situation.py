"""Every ready reply is offered by the situation that it is for, and by no other.

A reply that is with another situation is sent to the wrong person, and one that no situation offers is never sent.

Not seen: whether the text suits its situation: only the keys in the two files are compared.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULE = "reply-of-another-situation"


def check(guide: Guide) -> Iterator[Finding]:
    situations, replies = guide.facts.situations, guide.facts.replies
    own_of = {key: reply.record.situation for key, reply in replies.items()}
    # A list none of whose replies is for its situation is that of another.
    strange = {
        key
        for key, one in situations.items()
        if len(one.record.replies) > 1 and all(own_of.get(reply, key) != key for reply in one.record.replies)
    }
    for key, reply in replies.items():
        own = reply.record.situation
        # One that is unknown, or cannot be read, is reported by other rules.
        offers = situations[own].record.replies if own in situations else [key]
        others = [other for other, each in situations.items() if key in each.record.replies and other != own]
        values = {"reply": key, "situation": own}
        for other in others if own in situations else ():
            place = reply.where("situation")
            if key in offers:
                place = situations[other].where("replies", situations[other].record.replies.index(key))
            one = found(RULE, place, about=other, other=other, **values)
            yield one.because_of(situations[other].place("replies")) if other in strange else one
        # A situation that lists none offers all that are for it; a key that is misspelt may be this one.
        listed = bool(offers) and all(guide.knows("replies", one) for one in offers)
        if listed and not others and key not in offers:
            place = situations[own].where("replies", len(offers) - 1)
            line = ", ".join((*offers, key))
            yield found(RULE, place, variant="none", about=own, replies=line, **values)
