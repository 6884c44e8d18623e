"""The passages of a translation say what those in the same place of its source say, and are in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from statistics import median

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.prose.association import Associations, beginnings
from guiaviva.prose.sentences import FEWEST
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.pairs import Pair, cells_of, in_all, of_all, short

# From so many words on, a text shows whether it says the same as another.
_LONG = 8
# Of what is usual, a text that says something else has less than so much, and one that is in another place may have so
# much.
_UNLIKE, _WEAK = 0.1, 0.7
# By so much more, of what is usual, two texts must be alike the other way round. In the demonstration no two rows or
# items of a section that are in order are (of 4,000 pairs), nor two cells of a column by more than 0.8 (of 5,000).
_EXCHANGED, _OF_CELLS = 0.3, 1.0
# Where more texts than these are in doubt, another one was written, and not every two are compared.
_MOST = 30
# Of so many texts the usual is taken. Fewer than some show nothing, nor do texts that are less alike than this.
_SAMPLE, _SHOWN, _LEAST = 60, 5, 0.15

Share = Callable[[str, str], float]


class Likeness:
    """How much texts in two languages say the same, of what is usual.

    `samples` returns texts of two languages that say the same, the first language's first, from which that is taken.
    """

    def __init__(self, guide: Guide, samples: Callable[[str, str], Iterable[tuple[str, str]]]) -> None:
        self._guide, self._samples = guide, samples
        self._usual: dict[tuple[str, str], float] = {}

    def share(self, one: str, text: str, other: str, translation: str) -> float:
        """Return how much a text in one language and one in another say the same: usually about 1.

        Of two languages whose words are not known well enough, all say the same.
        """
        (one, text), (other, translation) = sorted(((one, text), (other, translation)))
        usual = self.usual(one, other)
        return self._words(one, other).likeness(text, translation) / usual if usual else 1.0

    def known_share(self, one: str, text: str, other: str, translation: str) -> float:
        """Return the same, but 0 of two languages whose words are not known well enough, and 1 at most."""
        share = self.share(one, text, other, translation)
        return min(1.0, share) if self.usual(one, other) else 0.0

    def usual(self, one: str, other: str) -> float:
        """Return how alike texts of two languages usually are, from 0 to 1; 0 if that is not known."""
        both = min(one, other), max(one, other)
        if both not in self._usual:
            self._usual[both] = self._usual_of(*both)
        return self._usual[both]

    def _words(self, one: str, other: str) -> Associations:
        texts = self._guide.model.texts
        return self._guide.model.once(
            ("associations", one, other),
            lambda: Associations((text[one], text[other]) for text in texts if one in text and other in text),
        )

    def _usual_of(self, one: str, other: str) -> float:
        texts = [both for both in self._samples(one, other) if len(beginnings(both[0])) >= _LONG]
        found = [self._words(one, other).likeness(*both) for both in texts[:: len(texts) // _SAMPLE + 1]]
        usual = median(found) if len(found) >= _SHOWN else 0.0
        return usual if usual >= _LEAST else 0.0


def other_order(like: Likeness, pair: Pair) -> Iterator[Finding]:
    """Report two passages, or two cells of a column, that are in the place of one another."""

    def share(original: str, text: str) -> float:
        return like.share(pair.source.language, original, pair.page.language, text)

    # Paragraphs may well be in another order, or be divided in another way.
    passages = [both for both in pair.passages if both[0].kind in ("row", "item")]
    for kind in dict.fromkeys(original.kind for original, _ in passages):
        alike = [both for both in passages if both[0].kind == kind]
        places = exchanged([(original.text, own.text) for original, own in alike], share, _EXCHANGED)
        if places:
            (original, own), (_, other) = (alike[place] for place in places)
            values = {**pair.values, "found": short(own.text), "other": short(other.text), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="order", **values)
            yield of_all(pair, one, pair.source.at(original.line), "order")
            return
    for rows in _tables(pair):
        columns = zip(*(zip(cells_of(one.text), cells_of(own.text), strict=True) for one, own in rows), strict=True)
        for column in columns:
            if places := exchanged(column, share, _OF_CELLS):
                original, own = rows[places[0]]
                cell, other_cell = (column[place][1] for place in places)
                values = {**pair.values, "found": short(cell), "other": short(other_cell), "line": original.line}
                one = found("passage-mismatch", pair.page.at(own.line), variant="order", **values)
                yield of_all(pair, one, pair.source.at(original.line), "order")
                return


def exchanged(pairs: Sequence[tuple[str, str]], share: Share, least: float) -> tuple[int, int] | None:
    """Return which two texts are in the place of one another, or None; of each pair the original is first."""
    weak = [(place, score) for place, both in enumerate(pairs) if all(both) and (score := share(*both)) < _WEAK]
    best = None
    if len(weak) > _MOST:
        return None
    for (first, one), (second, other) in combinations(weak, 2):
        crossed = share(pairs[first][0], pairs[second][1]) + share(pairs[second][0], pairs[first][1])
        if crossed - one - other > least:
            best, least = (first, second), crossed - one - other
    return best


def _tables(pair: Pair) -> Iterator[list[tuple[Passage, Passage]]]:
    """Return the rows of each table, those of the source first, where all have as many cells."""
    rows: list[tuple[Passage, Passage]] = []
    for both in (*pair.passages, None):
        if both and both[0].kind == "row":
            rows.append(both)
        elif rows:
            if len({len(cells_of(one.text)) for some in rows for one in some}) == 1:
                yield rows
            rows = []


def unlike_passages(like: Likeness, pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the first passage that says something else than in the source and in the `others` by language."""
    for original, own, texts in in_all(pair, others):
        odd = unlike_text(like, texts)
        if odd in (pair.page.language, pair.source.language):
            values = {**pair.values, "found": short(own.text), "expected": short(original.text), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="unlike", **values)
            yield of_all(pair, one, pair.source.at(original.line), "unlike")
            return


def unlike_text(like: Likeness, texts: Mapping[str, str]) -> str:
    """Return the language of the text that says something else than all others, which say the same; or ""."""
    if len(texts) < FEWEST or any(len(beginnings(text)) < _LONG for text in texts.values()):
        return ""
    shares = {both: like.share(both[0], texts[both[0]], both[1], texts[both[1]]) for both in combinations(texts, 2)}
    for odd in texts:
        own = [share for both, share in shares.items() if odd in both]
        if max(own) < _UNLIKE and all(share >= _WEAK for both, share in shares.items() if odd not in both):
            return odd
    return ""
