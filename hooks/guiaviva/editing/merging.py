"""What two people changed in one text comes together, where they did not change the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

from guiaviva.translations.records import PATH as LEDGER
from guiaviva.translations.records import Record, read_ledger, written_ledger

Line = TypeVar("Line", str, bytes)

_SENTENCE = re.compile(rb"(?<=\n)|(?<=[.!?:;] )")


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


class Region(NamedTuple):
    """A part of a text that two people changed: as one of them has it, and as the other; alike where they agree."""

    ours: bytes
    theirs: bytes

    @property
    def agreed(self) -> bool:
        """Whether both have the same."""
        return self.ours == self.theirs


def regions(base: bytes, ours: bytes, theirs: bytes) -> list[Region]:
    """Return a text in parts that follow one another, with what either changed; where both did, somebody chooses."""
    lines, *others = (one.splitlines(keepends=True) for one in (base, ours, theirs))
    both = [hunks(lines, one) for one in others]
    return _regions(lines, both, _met(*both))


def file_regions(path: str, base: bytes, ours: bytes, theirs: bytes) -> list[Region]:
    """Return the same of a file of a guide, by its path from the root: records of translations are no lines."""
    return [_ledger(base, ours, theirs)] if path == LEDGER else regions(base, ours, theirs)


def sentences(base: bytes, ours: bytes, theirs: bytes) -> list[Region]:
    """Return the same as `regions`, by sentences instead of lines, and where one follows another they stay apart.

    So somebody chooses of as little as can be; whether what was not chosen still fits its neighbours, they read.
    """
    parts, *others = ([part for part in _SENTENCE.split(one) if part] for one in (base, ours, theirs))
    both = [[*_apart(hunks(parts, one))] for one in others]
    return _regions(parts, both, _met(*both, apart=True))


def _apart(some: list[Hunk[bytes]]) -> Iterator[Hunk[bytes]]:
    """Yield hunks, and where as many parts took the place of others each of them alone."""
    for one in some:
        if len(one.lines) != one.end - one.start:
            yield one
            continue
        for place, part in enumerate(one.lines, one.start):
            yield Hunk(place, place + 1, [part])


def _regions(lines: list[bytes], both: list[list[Hunk[bytes]]], met: Iterator[tuple[int, int]]) -> list[Region]:
    found: list[Region] = []
    at = 0
    for start, end in met:
        found.append(_same(lines[at:start]))
        mine, others = ([one for one in some if start <= one.start and one.end <= end] for some in both)
        texts = [_with(lines, some, start, end) for some in (mine, others)]
        if not mine or not others:
            texts = [texts[0] if mine else texts[1]] * 2
        found.append(Region(*texts))
        at = end
    return [*found, _same(lines[at:])]


def _same(lines: list[bytes]) -> Region:
    return Region(*[b"".join(lines)] * 2)


def _met(ours: list[Hunk[bytes]], theirs: list[Hunk[bytes]], *, apart: bool = False) -> Iterator[tuple[int, int]]:
    """Yield from which line to which one something was changed; what meets is one, but for what is `apart`."""
    spans = sorted({(hunk.start, hunk.end) for hunk in (*ours, *theirs)})
    added = {start for start, end in spans if start == end}
    last: tuple[int, int] | None = None
    for one in spans:
        if last and (one[0] < last[1] or (one[0] == last[1] and (not apart or one[0] in added))):
            last = last[0], max(last[1], one[1])
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _with(lines: list[bytes], some: list[Hunk[bytes]], start: int, end: int) -> bytes:
    """Return the lines from one to another with hunks made in them."""
    parts: list[bytes] = []
    for one in some:
        parts += (*lines[start : one.start], *one.lines)
        start = one.end
    return b"".join([*parts, *lines[start:end]])


def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Return a file with what both have changed of `base`; None where they changed the same lines, or lines that meet.

    What both have changed alike is changed once.
    """
    found = regions(base, ours, theirs)
    return b"".join(one.ours for one in found) if all(one.agreed for one in found) else None


def _ledger(base: bytes, ours: bytes, theirs: bytes) -> Region:
    """Return the records of translations of both: no words that somebody could choose from."""
    was, own, other = (read_ledger(one.decode("utf-8", "replace")).records for one in (base, ours, theirs))
    both: dict[str, dict[str, dict[str, Record]]] = {}
    for path in dict.fromkeys((*own, *other)):
        for name in dict.fromkeys((*own.get(path, {}), *other.get(path, {}))):
            before, here, there = (one.get(path, {}).get(name, {}) for one in (was, own, other))
            records = {
                language: record
                for language in dict.fromkeys((*here, *there))
                if (record := (there if here.get(language) == before.get(language) else here).get(language))
            }
            if records:
                both.setdefault(path, {})[name] = records
    made = written_ledger(both).encode()
    return Region(made, made)
