"""The nearest right value, for «did you mean …?»."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known value that is most similar to `word`, whatever the case, or "" where none is similar enough.

    The cutoff is that of difflib, 0.6.
    """
    folded = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    matches = get_close_matches(word.casefold(), sorted(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else ""
