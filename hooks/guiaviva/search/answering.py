"""What is shown for what somebody types or pastes: a message is first read as one, then its words are searched for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiaviva.search.index import Index
from guiaviva.search.messages import DANGER
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
    first = list(dict.fromkeys(_of_kinds(index, reading.kinds)))[:FIRST]
    # Somebody asks about a danger where it is what is found best, and not unlikely to be what was received.
    best = [one.record for one in answer.results[:1] if one.record in first]
    likeliest = _of_kinds(index, reading.kinds[:1]) if reading.is_message else best
    pinned = next((one for one in likeliest if index.records[one].level == DANGER), None)
    if not reading.is_message:
        first = [] if pinned is None else [pinned]
    # What comes first is as good as what is found best.
    score = answer.results[0].score if answer.results else 1.0
    left = [one for one in answer.results if one.record not in first]
    groups = [*([Result(record, score)] for record in first), *grouped(index, left)]
    return Shown(groups, answer.taken, pinned, reading.is_message)


def _of_kinds(index: Index, kinds: Sequence[str]) -> Iterator[int]:
    """Yield the records of the situations that are of some kinds, the likeliest first."""
    for kind in kinds:
        yield from index.of_messages.get(kind, ())
