"""Damages are reported once and where they are, and harmless edits not at all: a bounded part of `make battery`."""

from __future__ import annotations

from functools import cache

import pytest

from battery import kinds, trial
from battery.ground import Ground
from battery.trial import Outcome
from conftest import TESTS

# How many cases of each kind are tried on each guide: fewer where one takes long.
CASES = {"complete": 1, "minimum": 5}
# What is reported late, of a guide as small as these.
SLOW = 2.0


@cache
def outcomes(guide: str) -> tuple[Outcome, ...]:
    """Return what came of the cases of a guide, the same each time."""
    drawn = list(kinds.all_kinds())
    return tuple(trial.trials(Ground(TESTS / "guides" / guide), drawn, 1, CASES[guide]))


@pytest.mark.parametrize("guide", CASES)
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
