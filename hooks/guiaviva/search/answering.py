"""What is shown for what somebody types or pastes: a message is first read as one, then its words are searched for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiaviva.search.index import Index
from guiaviva.search.messages import DANGER, Reading
from guiaviva.search.query import Result, Taken, grouped, search

# So many situations come before all else where somebody pastes a message.
FIRST = 3


@dataclass(frozen=True)
class Shown:
    """The results as they are shown, best first, each with those left to «more of this page».

    `pinned` is the record of the danger that it may be, which is then the first result. `is_message` says that words
    were not corrected.
    """

    groups: list[list[Result]]
    taken: list[Taken]
    pinned: int | None
    is_message: bool


def answered(index: Index, text: str, *, correct: bool = True) -> Shown:
    """Return what is shown for a text as it is typed; `correct` as in `search`."""
    reading = index.messages.read(text)
    answer = search(index, text, correct=correct and not reading.is_message)
    dangers, others = _situations(index, reading.kinds)
    first = dangers
    if reading.is_message:
        found = [one.record for one in answer.results if _may_be(index, one.record, reading)]
        # Where no pattern says what it is, its words may: a danger is then plausible enough.
        if not reading.kinds and not reading.is_ironic and found and index.records[found[0]].level == DANGER:
            dangers = found[:1]
        first = list(dict.fromkeys([*dangers, *others, *found]))[: max(FIRST, len(dangers))]
    # What comes first is as good as what is found best.
    best = answer.results[0].score if answer.results else 1.0
    left = [one for one in answer.results if one.record not in first]
    groups = [*([Result(record, best)] for record in first), *grouped(index, left)]
    return Shown(groups, answer.taken, dangers[0] if dangers else None, reading.is_message)


def _may_be(index: Index, record: int, reading: Reading) -> bool:
    """Say whether a record is a situation, and none of those that nobody means who writes with irony."""
    kinds = set(index.records[record].messages)
    is_meant = not (reading.is_ironic and kinds and kinds <= index.messages.sincere)
    return index.records[record].kind == "situation" and is_meant


def _situations(index: Index, kinds: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the records of the dangers and of the other situations that are of some kinds, the likeliest first."""
    records = list(dict.fromkeys(_of_kinds(index, kinds)))
    dangers = [record for record in records if index.records[record].level == DANGER]
    return dangers, [record for record in records if record not in dangers]


def _of_kinds(index: Index, kinds: Sequence[str]) -> Iterator[int]:
    for kind in kinds:
        yield from (number for number, record in enumerate(index.records) if kind in record.messages)
