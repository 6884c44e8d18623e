"""Of which page each part of a text is, given how near each is to every page: what stands together says it together.

It is belief propagation on the tree of headings (Pearl): exact, and in two passes.
"""

import math
from collections.abc import Mapping, Sequence

# How much more likely a page is that is nearer, and how near one must be to be as likely as none.
_SHARP, _NOWHERE = 9.0, 0.4
# How much more likely it is that a part is of the page of what it stands under, than of any other.
_TOGETHER = 15.0

_Weights = list[float]
"""The logarithm of how likely each page is; the last is that of none."""


def beliefs(evidence: Sequence[Mapping[str, float]], parents: Sequence[int | None]) -> list[dict[str, float]]:
    """Return how likely each page is for each part, from 0 to 1, given how near it is to each.

    `parents` has for each part the number of that under which it stands, which comes before it.
    """
    pages = sorted({page for each in evidence for page in each})
    below = [[_SHARP * (each.get(page, 0.0) - _NOWHERE) for page in pages] + [0.0] for each in evidence]
    upwards: list[_Weights] = [[] for _ in evidence]
    for at in range(len(evidence) - 1, -1, -1):
        upwards[at] = _told(below[at])
        if (parent := parents[at]) is not None:
            below[parent] = _sum(below[parent], upwards[at])
    for at, parent in enumerate(parents):
        if parent is not None:
            # What the parent knows, but for what it has from this part.
            below[at] = _sum(below[at], _told(_sum(below[parent], [-one for one in upwards[at]])))
    return [{page: math.exp(one - _total(each)) for page, one in zip(pages, each, strict=False)} for each in below]


def _told(weights: _Weights) -> _Weights:
    """Return what a part says for the pages of one above or below it."""
    total = _total(weights)
    return [total + math.log1p((_TOGETHER - 1) * math.exp(one - total)) for one in weights[:-1]] + [total]


def _total(weights: _Weights) -> float:
    most = max(weights)
    return most + math.log(sum(math.exp(one - most) for one in weights))


def _sum(first: _Weights, second: _Weights) -> _Weights:
    return [one + other for one, other in zip(first, second, strict=True)]
