"""The gaps that a text to copy has, such as {place}, are those of its source, in the names of its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.pairs import Pair, of_all, short

_GAP = re.compile(r"\{[^\W\d_][^{}|=#\n]{0,40}\}")

Gaps = list[tuple[list[str], list[str]]]
"""Of each passage of a section the gaps of the source and those of the translation."""


def gap_mismatch(pair: Pair) -> Iterator[Finding]:
    """Report the first passage that has more or fewer gaps than its source, or one that has another name elsewhere."""
    passages = list(pair.passages)
    gaps: Gaps = [(_gaps(original), _gaps(own)) for original, own in passages]
    for (original, own), (theirs, ours) in zip(passages, gaps, strict=True):
        odd = _is_odd(gaps, theirs, ours)
        if len(theirs) != len(ours) or odd:
            shown = tuple(dict.fromkeys(one for one in (*ours, *theirs) if odd or (one in ours) != (one in theirs)))
            values = {**pair.values, "found": short(own.text), "gaps": shown or tuple(ours), "line": original.line}
            one = found("passage-mismatch", pair.page.at(own.line), variant="gap", **values)
            yield of_all(pair, one, pair.source.at(original.line), f"gap {len(theirs)}")
            return


def _gaps(passage: Passage) -> list[str]:
    return [gap.casefold() for gap in _GAP.findall(passage.prose)]


def _is_odd(gaps: Gaps, theirs: list[str], ours: list[str]) -> bool:
    """Return whether the only gap of a passage has another counterpart in most other passages of the section."""
    single = [(there[0], here[0]) for there, here in gaps if len(there) == len(here) == 1]
    if len(theirs) != 1 or len(ours) != 1:
        return False
    pair = theirs[0], ours[0]
    for side in (0, 1):
        counterparts = Counter(both[1 - side] for both in single if both[side] == pair[side])
        usual, most = counterparts.most_common(1)[0]
        if usual != pair[1 - side] and (most > counterparts[pair[1 - side]] or pair[0] == pair[1]):
            return True
    return False
