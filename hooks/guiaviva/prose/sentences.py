"""Which sentence one of several texts, which translate each other, lacks or has alone.

Nothing here knows a language: a sentence and its translation are about as long, and share letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from guiaviva.prose.alignment import aligned
from guiaviva.prose.likeness import likeness

_BETWEEN = re.compile(r"(?:(?<=[.!?…؟])|(?<=[.!?…؟][\"'»”’*_)\]]))\s+(?=\S)|(?<=[。！？])(?=\S)")
_PARTS = re.compile(r"(?<=[;:؛；：])\s+")
# Of two texts it cannot be told which is right.
FEWEST = 3
# Of longer texts sentences are not compared.
_MOST = 40
# What it costs that a sentence has no counterpart, and what more if it is as long as _LONG; that two are made of one,
# and how many times as much their lengths count then; and what it gains that letters are the same.
_ALONE, _MORE, _LONG, _JOINED, _TIMES, _ALIKE = 1.0, 1.0, 80, 0.5, 1.5, 3.0
_OF_LENGTH, _LEAST = 2.5, 12


STOPS = frozenset(".!?…。！？")
"""The signs that end a sentence."""

# What may follow the stop of a sentence; and a shorter text may be none.
_CLOSING, _SHORTEST = " *_)]»”’\"'", 20


class Odd(NamedTuple):
    """In which language a text differs, whether it lacks something that the others have, and the sentence."""

    language: str
    missing: bool
    sentence: str


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [one for one in _BETWEEN.split(text) if one]


def clauses(text: str) -> list[str]:
    """Return the sentences of a text, each in its parts between semicolons and colons."""
    return [part for one in sentences(text) for part in _PARTS.split(one) if part]


def odd_sentence(texts: Mapping[str, str]) -> Odd | None:
    """Return the first sentence that one of some texts lacks or has alone, by language, or None.

    All others must have as many, and show the same one.
    """
    parts = {language: sentences(text) for language, text in texts.items()}
    counts = Counter(map(len, parts.values()))
    if len(parts) < FEWEST or len(counts) != 2 or max(counts) > _MOST:
        return None
    (usual, _), (count, languages) = counts.most_common()
    if languages > 1:
        return None
    odd = next(language for language, some in parts.items() if len(some) == count)
    others = [some for language, some in parts.items() if language != odd]
    seen = {_without_counterpart(some, parts[odd]) for some in others}
    missing, extra = seen.pop()
    # One that lacks a sentence has none of its own, or they are divided in another way.
    if seen or bool(missing) != (count < usual) or bool(extra) != (count > usual):
        return None
    return Odd(odd, bool(missing), others[0][missing[0]] if missing else parts[odd][extra[0]])


def _without_counterpart(theirs: Sequence[str], ours: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return which sentences of two texts have none in the other."""
    steps = aligned(theirs, ours, _cost)
    return tuple(one.row for one in steps if not one.right), tuple(one.column for one in steps if not one.down)


def _cost(theirs: Sequence[str], ours: Sequence[str]) -> float:
    lengths = [sum(map(len, side)) for side in (theirs, ours)]
    if not (theirs and ours):
        return _ALONE + _MORE * min(1.0, max(lengths) / _LONG)
    joined = len(theirs) + len(ours) > 2
    unlike = _OF_LENGTH * abs(log((lengths[0] + _LEAST) / (lengths[1] + _LEAST)))
    alike = _ALIKE * likeness(" ".join(theirs), " ".join(ours))
    return (_JOINED + _TIMES * unlike if joined else unlike) - alike


def unended(texts: Mapping[str, str]) -> str:
    """Return the language in which alone a text, of several by language, ends within a sentence, or ""."""
    ends = {one: text.rstrip(_CLOSING)[-1:] for one, text in texts.items() if len(text) >= _SHORTEST}
    without = [one for one, end in ends.items() if end not in STOPS]
    if len(without) != 1 or len(ends) < len(texts) or len(ends) == 1:
        return ""
    # An address, a hashtag or what is to be filled in may well be the last word.
    # What begins with a small letter is no sentence, whatever a quotation in it ends with.
    text = texts[without[0]]
    last = text.split()[-1]
    return without[0] if not text[:1].islower() and re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,;]?", last) else ""
