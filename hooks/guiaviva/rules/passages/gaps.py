"""The gaps that a text to copy has, such as {place}, are those of its source, in the names of its language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.pairs import Pair, of_all, short

_GAP = re.compile(r"\{[^\W\d_][^{}|=#\n]{0,40}\}")


def gap_mismatch(pair: Pair) -> Iterator[Finding]:
    """Report the first passage that has more or fewer gaps than its source, or one that has another name elsewhere."""
    gaps = [(original, own, _gaps(original), _gaps(own)) for original, own in pair.passages]
    single = [(theirs[0], ours[0]) for *_, theirs, ours in gaps if len(theirs) == len(ours) == 1]
    names = _Counterparts(single), _Counterparts([both[::-1] for both in single])
    for original, own, theirs, ours in gaps:
        odd = len(theirs) == len(ours) == 1 and (
            names[0].is_odd(theirs[0], ours[0]) or names[1].is_odd(ours[0], theirs[0])
        )
        if len(theirs) != len(ours) or odd:
            shown = tuple(dict.fromkeys(one for one in (*ours, *theirs) if (one in ours) != (one in theirs)))
            values = {**pair.values, "found": short(own.text), "gaps": shown or tuple(ours), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="gap", **values)
            yield of_all(pair, one, pair.source.at(original.line), f"gap {len(theirs)}")
            return


def _gaps(passage: Passage) -> list[str]:
    return [gap.casefold() for gap in _GAP.findall(passage.prose)]


class _Counterparts:
    """What stands for each gap in the other language, in the passages of a section that have one gap."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        for gap, other in pairs:
            self._counts[gap][other] += 1

    def is_odd(self, gap: str, other: str) -> bool:
        """Return whether a gap mostly has another counterpart than this, or at times where this is itself."""
        counts = self._counts[gap]
        elsewhere = max((count for one, count in counts.items() if one != other), default=0)
        return elsewhere > counts[other] or (gap == other and elsewhere == counts[other])
