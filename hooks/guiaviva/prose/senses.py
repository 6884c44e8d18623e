"""What makes a text say the opposite: words of which each has another one against it, and those that deny."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guiaviva.guide.figures import Difference
from guiaviva.prose.phrases import any_of, roots
from guiaviva.prose.sentences import clauses

if TYPE_CHECKING:
    from guiaviva.contentmodel.words import SenseWords

_QUOTED = re.compile(r"[«“\"][^«»“”\"]*[»”\"]")


class Senses:
    """Reads in one language which of two opposite things a text says, and whether it denies something."""

    def __init__(self, words: SenseWords) -> None:
        sides = {
            (kind, side): some
            for kind, both in words.opposites.items()
            for side, some in enumerate((both.one, both.other))
        }
        self._opposites = {key: re.compile(any_of(some)) for key, some in sides.items()}
        self._roots = {key: roots(some) for key, some in sides.items()}
        self._denials = re.compile(any_of(words.denials))
        self._reversing = re.compile(any_of(words.reversing))
        self._negative = re.compile(any_of(words.negative))

    def opposites(self, text: str) -> dict[str, dict[int, str]]:
        """Return what a text says of each kind of opposites: 0 or 1, or both, with how it is written."""
        folded = text.casefold()
        made: dict[str, dict[int, str]] = {}
        for (kind, side), pattern in self._opposites.items():
            if any(map(folded.__contains__, self._roots[kind, side])) and (match := pattern.search(text)):
                made.setdefault(kind, {})[side] = match[0]
        return made

    def denies(self, text: str) -> bool:
        """Return whether a text surely denies something, which cannot be said the other way round."""
        own = without_quotations(text)
        return bool(self._denials.search(own)) and not self._reversing.search(own)

    def may_deny(self, text: str) -> bool:
        """Return whether a text may say, in whatever words, that something is not so."""
        return any(one.search(text) for one in (self._denials, self._reversing, self._negative))


def without_quotations(text: str) -> str:
    """Return a text without what it quotes, which others say."""
    return _QUOTED.sub("", text)


def _part(text: str, written: str) -> str:
    """Return the part of a text in which something is written."""
    return next((part for part in clauses(text) if written in part), text)


def opposite_difference(source: Senses, theirs: str, own: Senses, ours: str) -> Difference | None:
    """Return where a text says the opposite of its source, or None.

    Where only one of them denies it says the same: «not before», «after».
    """
    there = source.opposites(theirs)
    here = own.opposites(ours) if there else {}
    opposite = [
        kind
        for kind, side in there.items()
        if len(side) == 1 == len(here.get(kind, ())) and side.keys() != here[kind].keys()
    ]
    # What is denied beside it, in another part of the text, is another thing.
    opposite = [
        kind
        for kind in opposite
        if source.denies(_part(theirs, *there[kind].values())) == own.denies(_part(ours, *here[kind].values()))
    ]
    if not opposite or source.denies(theirs) != own.denies(ours):
        return None
    return Difference(*(tuple(one for kind in opposite for one in side[kind].values()) for side in (there, here)))
