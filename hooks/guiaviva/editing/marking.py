"""What changed between two texts, marked in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from guiaviva.editing.merging import hunks

# A word with the spaces after it, so that words that stay come between those that changed.
_WORD = re.compile(r"\s+|[^\s]+\s*")
# Of longer texts only lines are compared: words would take seconds.
_WORDS = 4000


class Part(NamedTuple):
    """A part of two texts: in both, in the first alone (`del`), or in the second alone (`ins`)."""

    kind: Literal["", "del", "ins"]
    text: str


def marked(before: str, after: str) -> list[Part]:
    """Return two texts as one, with what only one of them has marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [one for one in _parts(old, new) if one.text]


def changed_lines(before: str, after: str) -> list[list[Part]]:
    """Return the lines that differ between two texts, each run of them with its words marked."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [marked("".join(old[one.start : one.end]), "".join(one.lines)) for one in hunks(old, new)]


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("", "".join(new[new_start:new_end]))
            continue
        yield Part("del", "".join(old[start:end]))
        yield Part("ins", "".join(new[new_start:new_end]))
