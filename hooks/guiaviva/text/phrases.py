"""Patterns of words, for rules that look for them in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

# No letter or figure follows. A low line ends a word: `access_token`.
_ENDS = r"(?![^\W_])"


def any_of(words: Iterable[str], *, after: str = r"(?<![^\W_])") -> str:
    """Return a pattern that finds any of these words as whole words, in any case but for those in capitals.

    After a word that ends with an apostrophe another may follow at once, and after one with * any letters. `after` is
    the pattern of what is before a word.
    """
    groups: dict[tuple[bool, str], list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        ends = "" if word[-1] in "'’" else r"[^\W\d_]*" if word[-1] == "*" else _ENDS
        written = re.escape(word.rstrip("*")).replace("\\ ", r"\s+")
        groups.setdefault((word.isupper() and len(word) > 1, ends), []).append(written)
    patterns = (f"(?{'' if capitals else 'i'}:{'|'.join(each)}){ends}" for (capitals, ends), each in groups.items())
    return rf"{after}(?:{'|'.join(patterns)})" if groups else "(?!)"


def roots(words: Iterable[str]) -> tuple[str, ...]:
    """Return the shortest parts of which one is in every text, its case folded, that has any of these words."""
    parts = {max(word.rstrip("*").casefold().split(), key=len, default="") for word in words}
    return tuple(sorted(part for part in parts if not any(other in part for other in parts - {part})))
