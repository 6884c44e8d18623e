"""Every ready reply belongs to one situation, differs from the others, and names nobody who must stay unnamed.

A reply that is with another situation is sent to the wrong person, and one that no situation offers is never sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.rules.posts.reply_placeholder import gaps_of, names_of, persons_of, plain

# Of so many situations one may have lost its list.
_NEARLY_ALL = 4


def check(guide: Guide) -> Iterator[Finding]:
    yield from _attached(guide)
    yield from _repeated(guide)
    yield from _named(guide)


def _attached(guide: Guide) -> Iterator[Finding]:
    """Report replies that other situations offer than the one that they are for, or that none offers."""
    facts = guide.facts
    offers = {key: situation.record.replies for key, situation in facts.situations.items()}
    strange = _strange(guide)
    for key, reply in facts.replies.items():
        own = reply.record.situation
        others = [situation for situation, replies in offers.items() if key in replies and situation != own]
        if own not in offers:
            # It is unknown, or cannot be read; other rules report that.
            continue
        values = {"reply": key, "situation": own}
        for other in others:
            place = partial(reply.value_place, "situation")
            if key in offers[own]:
                place = partial(facts.situations[other].value_place, "replies", offers[other].index(key))
            one = found("reply-of-another-situation", place, other=other, about=other, **values)
            yield one.because_of(facts.situations[other].place("replies")) if other in strange else one
        # A situation that lists none offers all that are for it; a key that is misspelt may be this one.
        listed = bool(offers[own]) and all(guide.knows("replies", one) for one in offers[own])
        if not others and listed and key not in offers[own] and own not in strange:
            line = ", ".join((*offers[own], key))
            place = partial(facts.situations[own].value_place, "replies", len(offers[own]) - 1)
            yield found("reply-of-another-situation", place, variant="none", replies=line, **values)
    yield from _unlisted(guide)


def _unlisted(guide: Guide) -> Iterator[Finding]:
    """Report the few situations that list no reply, though some are for them, where nearly all others list theirs."""
    own: dict[str, list[str]] = {}
    for key, reply in guide.facts.replies.items():
        own.setdefault(reply.record.situation, []).append(key)
    having = [guide.facts.situations[key] for key in own if key in guide.facts.situations]
    without = [situation for situation in having if not situation.record.replies]
    if len(without) * _NEARLY_ALL <= len(having):
        for situation in without:
            replies = own[situation.key]
            values = {"situation": situation.key, "reply": replies[0], "replies": ", ".join(replies)}
            place = partial(situation.place, "replies")
            yield found("reply-of-another-situation", place, variant="unlisted", mark="warning", **values)


def _strange(guide: Guide) -> frozenset[str]:
    """Return the situations whose list is that of another: several replies, none of them for it, though some are."""
    of = {key: reply.record.situation for key, reply in guide.facts.replies.items()}
    lists = ((key, situation.record.replies) for key, situation in guide.facts.situations.items() if key in of.values())
    return frozenset(key for key, some in lists if len(some) > 1 and all(of.get(one, key) != key for one in some))


def _repeated(guide: Guide) -> Iterator[Finding]:
    """Report a reply that is listed twice, and one whose text another has too."""
    for situation in guide.facts.situations.values():
        replies = situation.record.replies
        for index, key in enumerate(replies):
            if key in replies[:index]:
                place = partial(situation.value_place, "replies", index)
                yield found("duplicate-reply", place, variant="listed", reply=key, situation=situation.key)
    seen: dict[tuple[str, str], str] = {}
    for key, reply in guide.facts.replies.items():
        first = {
            language: seen.setdefault((language, plain(text)), key) for language, text in reply.record.text.items()
        }
        for language, other in first.items():
            if other != key:
                place = partial(reply.value_place, "text", language)
                variant = "" if set(first.values()) == {other} else "language"
                yield found("duplicate-reply", place, variant=variant, reply=key, other=other, language=language)
                break


def _named(guide: Guide) -> Iterator[Finding]:
    """Report replies that address by name somebody whom the situation leaves unnamed."""
    names, persons = names_of(guide), persons_of(guide)
    for reply in guide.facts.replies.values():
        situation = guide.facts.situations.get(reply.record.situation)
        if situation is None or not situation.record.anonymous:
            continue
        for language, text in reply.record.text.items():
            gaps = [gap for gap in gaps_of(text) if names.get(language, {}).get(gap, frozenset()) & persons]
            if gaps:
                place = partial(reply.value_place, "text", language)
                values = {"reply": reply.key, "situation": situation.key, "found": gaps[0], "language": language}
                yield found("reply-names-person", place, **values)
