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
# How many spaces a level of a file has.
_STEP = 2
_CLOSING = {"[": "]", "{": "}"}


class Repair(NamedTuple):
    """The number of the line, from 0, what is wrong with it, and the line as it should be."""

    line: int
    kind: str
    text: str


class Rewritten(NamedTuple):
    """What a line shows that its signs mean something else, the part of it that does, and the line as it is meant."""

    kind: str
    found: str
    text: str


# An apostrophe within single quotes, a colour without quotes, and several keys without braces.
_SIGNS = (
    (
        "apostrophe",
        re.compile(r"""(?<=[:\[{, ] )(?P<value>'(?P<text>[^'"]*\w'\w[^"]*?)')(?=\s*(?:,\s|[}\]]|$))"""),
        r'"\g<text>"',
    ),
    ("hash", re.compile(r"(?<=[\w-]: )(?P<value>#[^\s,}\]]+)"), r'"\g<value>"'),
    (
        "braces",
        re.compile(r"(?<=[\w-]: )\(?(?P<value>[\w-]+: [^][{}()]+, +[\w-]+: [^][{}()]+?)\s*[)}]?$"),
        r"{\g<value>}",
    ),
)


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


def untabbed(lines: Sequence[str], number: int, error_line: Callable[[str], int | None]) -> str:
    """Return the line `number`, and those below it that begin with a tab too, with the spaces they need, or ""."""
    end = number + 1
    while end < len(lines) and lines[end].startswith("\t"):
        end += 1
    tabbed = [line.expandtabs(_STEP) for line in lines[number:end]]
    above = _nearest(reversed(lines[:number]))
    own = _indent(tabbed[0])
    for indent in (own, _indent(above) + (_STEP if above.rstrip().endswith(":") else 0)):
        spaced = [" " * max(0, _indent(line) + indent - own) + line.lstrip() for line in tabbed]
        failing = error_line("\n".join([*lines[:number], *spaced, *lines[end:]]))
        if failing is None or failing > end:
            return "\n".join(spaced)
    return ""


def closed(lines: Sequence[str], number: int, column: int, error_line: Callable[[str], int | None]) -> str:
    """Return the line with the bracket of this column closed at its end, or "" where that mends nothing."""
    line = lines[number].rstrip() if number < len(lines) else ""
    closing = _CLOSING.get(line[column : column + 1])
    if not closing:
        return ""
    failing = error_line("\n".join([*lines[:number], line + closing, *lines[number + 1 :]]))
    return line + closing if failing is None or failing > number + 1 else ""


def rewritten(lines: Sequence[str], number: int, error_line: Callable[[str], int | None]) -> Rewritten | None:
    """Return how a line is written so that its signs mean what they seem to, or None where that mends nothing."""
    for kind, pattern, better in _SIGNS:
        line = lines[number] if number < len(lines) else ""
        if (match := pattern.search(line)) and (text := pattern.sub(better, line)) != line:
            failing = error_line("\n".join([*lines[:number], text, *lines[number + 1 :]]))
            if failing is None or failing > number + 1:
                return Rewritten(kind, match["value"], text)
    return None


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
