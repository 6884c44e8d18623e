"""One language denies what the others say, or says what they deny: a «not» was lost, or has come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.prose.senses import Senses, without_quotations
from guiaviva.prose.sentences import FEWEST, clauses
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import PROSE, Pair, cells_of, of_all, short

# Texts say the same, but for the denial, where they are as alike as this, of what is usual.
_ALIKE, _ALMOST_THE_SAME = 0.35, 0.6


class Denial(NamedTuple):
    """The language that says the opposite of the others, and in what words."""

    language: str
    text: str


class Denials:
    """Finds which of several texts, each in a language, says the opposite of the others."""

    def __init__(self, guide: Guide, like: Likeness) -> None:
        self._like = like
        words = {one: guide.model.prose[one].senses for one in guide.languages if one in guide.model.prose}
        self._senses = {one: Senses(some) for one, some in words.items() if some.denials and some.negative}

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
        places = range(len(next(iter(parts.values()))))
        return next(filter(None, (self._odd(parts, place) for place in places)), None)

    def _odd(self, parts: Mapping[str, Sequence[str]], place: int) -> Denial | None:
        """Return which part in a place alone denies something, or alone does not, or None."""
        denied = {one: self._senses[one].denies(some[place]) for one, some in parts.items()}
        if all(denied.values()) or not any(denied.values()):
            return None
        may_be = {one: [self._senses[one].may_deny(part) for part in some] for one, some in parts.items()}
        for odd in parts:
            others = [one for one in parts if one != odd]
            lost = not may_be[odd][place] and all(may_be[one][place] for one in others)
            alone = denied[odd] and not any(may_be[one][place] for one in others)
            # What is denied in another part of the text is not lost, but elsewhere.
            moved = any(
                mine == lost and all(may_be[one][at] != lost for one in others)
                for at, mine in enumerate(may_be[odd])
                if at != place
            )
            # What is denied may be said in other words; that something is not denied is in fewer.
            least = _ALIKE if lost else _ALMOST_THE_SAME
            if (
                (lost or alone)
                and not moved
                and all(self._share(parts, odd, other, place) >= least for other in others)
            ):
                return Denial(odd, parts[odd][place])
        return None

    def _share(self, parts: Mapping[str, Sequence[str]], one: str, other: str, place: int) -> float:
        """Return how alike the parts of two texts in the same place are, or 0 where another part is more so."""
        shares = [self._like.known_share(one, parts[one][place], other, text) for text in parts[other]]
        return shares[place] if shares[place] == max(shares) else 0.0


def denied_passages(denials: Denials, pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the first passage that says the opposite of the source and of the `others` by language."""
    page, source = pair.page, pair.source
    kinds = [one.kind for one in pair.ours]
    beside = {language: some for language, some in others.items() if [one.kind for one in some] == kinds}
    for place, (original, own) in enumerate(pair.passages):
        texts = {source.language: original.text, page.language: own.text}
        texts |= {language: some[place].text for language, some in beside.items()}
        odd = denials.odd(texts) if own.kind in PROSE else None
        if odd and odd.language in (page.language, source.language):
            values = {**pair.values, "found": short(own.text), "expected": short(original.text), "line": original.line}
            one = found("passage-mismatch", page.at(own.line), variant="denial", **values)
            yield one if odd.language == page.language else of_all(pair, one, source.at(original.line), "denial")
            return


def denied_columns(denials: Denials, pair: Pair) -> Iterator[Finding]:
    """Report the first header of a table in which another column denies something than in the source."""
    for original, own in pair.passages:
        if own.kind != "header":
            continue
        theirs, ours = cells_of(original), cells_of(own)
        there = denials.columns(pair.source.language, theirs)
        here = denials.columns(pair.page.language, ours)
        if len(theirs) == len(ours) and len(there) == len(here) == 1 and there != here:
            cells = tuple(ours[place] for place in sorted((*there, *here)))
            values = {**pair.values, "cells": cells, "found": short(own.text), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="exchanged", **values)
            yield of_all(pair, one, pair.source.at(original.line), "columns")
            return
