"""Damages are told once and where they are, and nothing is said of harmless edits: a bounded part of `make battery`."""

from __future__ import annotations

import time
from functools import cache
from random import Random

import pytest

from battery import kinds, trial
from battery.ground import Ground
from battery.trial import Outcome
from conftest import TESTS

# So many seconds of a processor at most are spent on each guide.
SECONDS = {"complete": 36, "minimum": 12}
# What is told late, of a guide as small as these.
SLOW = 2.0


@cache
def outcomes(guide: str) -> tuple[Outcome, ...]:
    """Return what came of as many cases as there is time for, in an order that is always the same."""
    end = time.process_time() + SECONDS[guide]
    ground, drawn = Ground(TESTS / "guides" / guide), list(kinds.all_kinds())
    Random(1).shuffle(drawn)
    made = []
    for number in range(5):
        for kind in drawn:
            if time.process_time() > end:
                return tuple(made)
            if one := trial.tried(ground, kind, f"1:{kind.name}:{number}"):
                made.append(one)
    return tuple(made)


@pytest.mark.parametrize("guide", SECONDS)
def test_meaning(guide: str) -> None:
    tried = outcomes(guide)
    damages = [one for one in tried if not one.kind.harmless]
    edits = [one for one in tried if one.kind.harmless]
    table = trial.table(tried)
    assert sum(one.verdict == "named" for one in damages) >= 0.95 * len(damages), table
    assert not [one for one in damages if one.flooded], table
    assert sum(one.verdict == "alarm" for one in edits) <= 0.01 * len(edits), table
    assert not [one for one in tried if one.verdict == "crash"], table
    assert max(one.seconds for one in tried) < SLOW, table


def test_there_are_many_kinds() -> None:
    every = kinds.all_kinds()
    assert sum(not kind.harmless for kind in every) >= 60
    assert sum(kind.harmless for kind in every) >= 30
