"""What two people changed in one text comes together, where they did not change the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

Line = TypeVar("Line", str, bytes)


class Hunk(NamedTuple, Generic[Line]):
    """What takes the place of the lines from `start` to before `end`, from 0."""

    start: int
    end: int
    lines: list[Line]


def hunks(before: Sequence[Line], after: Sequence[Line]) -> list[Hunk[Line]]:
    """Return what makes the lines of one text those of another."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    return [
        Hunk(first + start, first + end, list(new[new_start:new_end]))
        for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Return a file with what both have changed of `base`; None where they changed the same lines, or lines that meet.

    What both have changed alike is changed once.
    """
    lines = base.splitlines(keepends=True)
    both = [hunks(lines, one.splitlines(keepends=True)) for one in (ours, theirs)]
    result: list[bytes] = []
    at = 0
    for one in _in_order(*both):
        if one is None:
            return None
        result += lines[at : one.start]
        result += one.lines
        at = one.end
    return b"".join([*result, *lines[at:]])


def _in_order(ours: list[Hunk[bytes]], theirs: list[Hunk[bytes]]) -> Iterator[Hunk[bytes] | None]:
    """Yield the hunks of both in order, each once; None where two meet."""
    former: Hunk[bytes] | None = None
    for one in sorted([*ours, *theirs], key=lambda hunk: (hunk.start, hunk.end)):
        if one == former:
            continue
        # Whoever changed the line beside it had another text before their eyes.
        yield None if former is not None and one.start <= former.end else one
        former = one
