"""What changed between two texts, word by word, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from textwrap import TextWrapper

MOST = 5
"""The most changes that are shown."""
# The words shown around a change, and at each end of one that is longer than twice that.
_AROUND, _END = 4, 10
# Fewer words than this between two changes would only tear them apart.
_APART = 3
# No line of ours is wider, and no word is shown to a greater length.
_WIDTH, _LONGEST = 92, 40
# Of longer texts only so many words are compared: it would take seconds.
_WORDS = 4000

_Change = tuple[int, int, int, int]
"""From where to where words were taken away, and from where to where others took their place."""


def changes(before: str, after: str) -> tuple[str, ...]:
    """Return what changed, each change with the words around it: `within [-24-] {+48+} hours`, as wdiff writes it.

    The first few are there, and an ellipsis where there are more.
    """
    old, new = before.split()[:_WORDS], after.split()[:_WORDS]
    found = list(_changes(old, new))
    wrapper = TextWrapper(_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    shown = [wrapper.fill(_shown(old, new, one)) for one in found[:MOST]]
    return (*shown, *(["…"] if len(found) > MOST else []))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Return the changes in order; those with hardly anything between them are one."""
    last: _Change | None = None
    for tag, *ends in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            continue
        start, end, other_start, other_end = ends
        if last and start - last[1] < _APART:
            last = (last[0], end, last[2], other_end)
            continue
        if last:
            yield last
        last = (start, end, other_start, other_end)
    if last:
        yield last


def _shown(old: Sequence[str], new: Sequence[str], change: _Change) -> str:
    start, end, other_start, other_end = change
    before, after = new[max(0, other_start - _AROUND) : other_start], new[other_end : other_end + _AROUND]
    parts = [
        *(["…"] if other_start > _AROUND else []),
        *map(_cut, before),
        *([f"[-{_run(old[start:end])}-]"] if start < end else []),
        *([f"{{+{_run(new[other_start:other_end])}+}}"] if other_start < other_end else []),
        *map(_cut, after),
        *(["…"] if other_end + _AROUND < len(new) else []),
    ]
    return " ".join(parts)


def _run(words: Sequence[str]) -> str:
    if len(words) > 2 * _END:
        words = (*words[:_END], "…", *words[-_END:])
    return " ".join(map(_cut, words))


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
