"""One language denies what the others say, or says what they deny: a «not» was lost, or has come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.prose.senses import without_quotations
from guiaviva.prose.sentences import FEWEST, clauses
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import Pair, cells_of, in_all, of_all, senses_of, short

# Texts say the same, but for the denial, where they are as alike as this, of what is usual.
_ALIKE, _ALMOST_THE_SAME = 0.35, 0.7
# Of a longer text parts are not compared.
_MOST = 40

_ASKING = ("?", "؟")

Parts = Mapping[str, Sequence[str]]
"""The parts of a text, by language."""
Marks = Mapping[str, Sequence[bool]]
"""Of each part whether something holds, by language."""


class Denial(NamedTuple):
    """The language that says the opposite of the others, and what each says there."""

    language: str
    written: Mapping[str, str]


class Denials:
    """Finds which of several texts, each in a language, says the opposite of the others."""

    def __init__(self, guide: Guide, like: Likeness) -> None:
        self._like = like
        words = {one: guide.model.prose[one].senses for one in guide.languages if one in guide.model.prose}
        known = [one for one, some in words.items() if some.denials and some.negative]
        self._senses = {one: senses_of(guide, one) for one in known}

    def columns(self, language: str, cells: Sequence[str]) -> list[int]:
        """Return in which places of a row a cell may deny something."""
        senses = self._senses.get(language)
        return [place for place, cell in enumerate(cells) if senses and senses.may_deny(cell)]

    def odd(self, texts: Mapping[str, str]) -> Denial | None:
        """Return the first part that one language alone denies, or alone does not deny; of two it cannot be told."""
        if len(texts) < FEWEST or not self._senses.keys() >= texts.keys():
            return None
        parts = {one: clauses(without_quotations(text)) for one, text in texts.items()}
        if len({len(one) for one in parts.values()}) > 1:
            parts = {one: [without_quotations(text)] for one, text in texts.items()}
        number = len(next(iter(parts.values())))
        if number > _MOST:
            return None
        # A question may end with a «no» that denies nothing.
        denied = {
            one: [part[-1:] not in _ASKING and self._senses[one].denies(part) for part in some]
            for one, some in parts.items()
        }
        may_be = {one: [self._senses[one].may_deny(part) for part in some] for one, some in parts.items()}
        for place in range(number):
            if len({some[place] for some in denied.values()}) > 1:
                for odd in parts:
                    if self._is_odd(parts, denied, may_be, odd, place):
                        return Denial(odd, {one: some[place] for one, some in parts.items()})
        return None

    def _is_odd(self, parts: Parts, denied: Marks, may_be: Marks, odd: str, place: int) -> bool:
        """Return whether a language alone denies what a part in a place says, or alone does not."""
        others = [one for one in parts if one != odd]
        lost = not may_be[odd][place] and all(denied[one][place] for one in others)
        if not lost and (not denied[odd][place] or any(may_be[one][place] for one in others)):
            return False
        # What is denied in another part of the text is not lost, but elsewhere; beside it, in whatever words.
        if any(
            mine == lost
            and at != place
            and (
                all(may_be[one][at] != lost for one in others)
                or (lost and abs(at - place) == 1 and not any(denied[one][at] for one in others))
            )
            for at, mine in enumerate(may_be[odd])
        ):
            return False
        # What is denied may be said in other words; that something is not denied is in fewer.
        least = _ALIKE if lost else _ALMOST_THE_SAME
        return all(self._share(parts, odd, other, place) >= least for other in others)

    def _share(self, parts: Parts, one: str, other: str, place: int) -> float:
        """Return how alike the parts of two texts in the same place are, or 0 where another part is more so."""
        shares = [self._like.known_share(one, parts[one][place], other, text) for text in parts[other]]
        return shares[place] if shares[place] == max(shares) else 0.0


def denied_passages(denials: Denials, pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the first passage that says the opposite of the source and of the `others` by language."""
    for original, own, texts in in_all(pair, others):
        odd = denials.odd(texts)
        if odd and odd.language in (pair.page.language, pair.source.language):
            here, there = (short(odd.written[page.language]) for page in (pair.page, pair.source))
            values = {**pair.values, "found": here, "expected": there, "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="denial", **values)
            yield of_all(pair, one, pair.source.at(original.line), "denial")
            return


def denied_columns(denials: Denials, pair: Pair) -> Iterator[Finding]:
    """Report the first header of a table in which another column denies something than in the source."""
    for original, own in pair.passages:
        if own.kind != "header":
            continue
        theirs, ours = cells_of(original.text), cells_of(own.text)
        there = denials.columns(pair.source.language, theirs)
        here = denials.columns(pair.page.language, ours)
        if len(theirs) == len(ours) and len(there) == len(here) == 1 and there != here:
            cells = tuple(ours[place] for place in sorted((*there, *here)))
            values = {**pair.values, "cells": cells, "found": short(own.text), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="exchanged", **values)
            yield of_all(pair, one, pair.source.at(original.line), "columns")
            return
