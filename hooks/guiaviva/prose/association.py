"""Which words of two languages stand for one another, learned from texts that say the same in both.

Two words go together as often as the coefficient of Dice says (F. Smadja, K. McKeown and V. Hatzivassiloglou,
"Translating Collocations for Bilingual Lexicons", Computational Linguistics 22(1), 1996): no dictionary is needed, and
any two languages will do of which there are texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from math import log

_WORD = re.compile(r"\d+|[^\W\d_]{2,}")
# Forms of one word begin alike.
_BEGINNING = 5
# Words that were seen together once may have met by chance, and so may those that are mostly seen apart.
_SEEN, _TOGETHER = 2, 0.1
# Every word of a long text stands beside every word of the other.
_LONGEST = 40


class Associations:
    """The words of one language, each with those of another that stand for it, and how surely, from 0 to 1."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Learn from pairs of texts, one in each language, that say the same."""
        theirs, ours, together = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
        self._pairs = 0
        for one, other in pairs:
            some, others = beginnings(one), beginnings(other)
            if 0 < len(some) <= _LONGEST and others:
                self._pairs += 1
                theirs.update(some)
                ours.update(others)
                together.update(product(some, others))
        self._counts = theirs, ours
        self._sure: dict[str, dict[str, float]] = {}
        for (there, here), count in together.items():
            if count >= _SEEN and (sure := 2 * count / (theirs[there] + ours[here])) >= _TOGETHER:
                self._sure.setdefault(there, {})[here] = sure

    def likeness(self, one: str, other: str) -> float:
        """Return how much two texts say the same, from 0 to 1; rare words count more than common ones."""
        there, here = beginnings(one), beginnings(other)
        if not there or not here:
            return 0.0
        best_there, best_here = dict.fromkeys(there, 0.0), dict.fromkeys(here, 0.0)
        for word in there & here:
            best_there[word] = best_here[word] = 1.0
        for word in there & self._sure.keys():
            known = self._sure[word]
            for match in here & known.keys():
                best_there[word] = max(best_there[word], known[match])
                best_here[match] = max(best_here[match], known[match])
        gained = weight = 0.0
        for counts, best in zip(self._counts, (best_there, best_here), strict=True):
            for word, sure in best.items():
                rare = self._rarity(counts, word)
                gained, weight = gained + rare * sure, weight + rare
        return gained / weight

    def _rarity(self, counts: Mapping[str, int], word: str) -> float:
        return log((self._pairs + 2) / (counts.get(word, 0) + 1))


@lru_cache(maxsize=4096)
def beginnings(text: str) -> frozenset[str]:
    """Return the numbers of a text, and how its words begin, without case and accents."""
    letters = "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))
    return frozenset(word[:_BEGINNING] for word in _WORD.findall(letters))
