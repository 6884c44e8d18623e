"""What one change of one line makes a text YAML: the parser reports an error where it gives up, not where the fault is.

A line that begins too far left is reported at the line after it, and so is a colon without its space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

# How many lines above the reported one may be at fault.
_ABOVE = 2
# A space that does not break, from a word processor, is none for YAML.
_NO_SPACE = re.compile(r"([ -]*[\w-]+):[\u00a0\u2007\u202f]*(?=[^\s/])")
_NO_COLON = re.compile(r"([ -]*[\w-]+)(?: +(?=\S)|$)")


class Repair(NamedTuple):
    """The number of the line, from 0, what is wrong with it, and the line as it should be."""

    line: int
    kind: str
    text: str


def repair_of(lines: Sequence[str], reported: int, error_line: Callable[[str], int | None]) -> Repair | None:
    """Return the repair of a line near the reported one with which a text can be read, or much more of it.

    `error_line` returns the line at which a text cannot be read, or None where it can.
    """
    best: tuple[float, Repair] | None = None
    for repair in _repairs(lines, reported):
        repaired = [*lines[: repair.line], repair.text, *lines[repair.line + 1 :]]
        failing = error_line("\n".join(repaired))
        reached = float("inf") if failing is None else failing
        if reached > reported + 1 and (best is None or reached > best[0]):
            best = (reached, repair)
    return best[1] if best else None


def _repairs(lines: Sequence[str], reported: int) -> Iterator[Repair]:
    near = [number for number in range(max(0, reported - _ABOVE), reported + 1) if number < len(lines)]
    for number in near:
        if _NO_SPACE.match(lines[number]):
            yield Repair(number, "space", _NO_SPACE.sub(r"\1: ", lines[number], count=1))
    for number in near:
        if _NO_COLON.match(lines[number]):
            yield Repair(number, "colon", _NO_COLON.sub(r"\1: ", lines[number], count=1).rstrip())
    for number in near:
        own = _indent(lines[number])
        # The line before says more than the one after, which may begin the next record.
        beside = (_nearest(reversed(lines[:number])), _nearest(lines[number + 1 :]))
        for indent in dict.fromkeys(_indent(line) for line in beside if line):
            if indent != own and _holds(lines[number]):
                yield Repair(number, "indent", " " * indent + lines[number].lstrip(" "))


def _nearest(lines: Iterable[str]) -> str:
    """Return the first line that is not empty and no comment, or ""."""
    return next(filter(_holds, lines), "")


def _holds(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
