"""Which parts of two texts go together at the least cost, where a part may be divided in two or have no counterpart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

Part = TypeVar("Part")

# So many parts of one text go with so many of the other.
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


class Step(NamedTuple):
    """Parts that go together, from these places on: `down` of the one text and `right` of the other."""

    row: int
    column: int
    down: int
    right: int


def aligned(
    theirs: Sequence[Part], ours: Sequence[Part], cost: Callable[[Sequence[Part], Sequence[Part]], float]
) -> list[Step]:
    """Return which parts of two texts go together, in their order; `cost` is infinite of parts that never do."""
    rows, columns = len(theirs) + 1, len(ours) + 1
    costs = {(0, 0): 0.0}
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in costs:
                continue
            for down, right in _STEPS:
                below, beside = row + down, column + right
                if below < rows and beside < columns:
                    total = costs[row, column] + cost(theirs[row:below], ours[column:beside])
                    if total < costs.get((below, beside), float("inf")):
                        costs[below, beside], steps[below, beside] = total, (down, right)
    found: list[Step] = []
    row, column = rows - 1, columns - 1
    while row or column:
        down, right = steps[row, column]
        row, column = row - down, column - right
        found.append(Step(row, column, down, right))
    return found[::-1]
