"""A text is changed, and every byte of its file that was not touched stays: line ends, the mark, composed letters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from guiaviva.editing.merging import hunks
from guiaviva.line_ends import plain

# What is one character of the text that is shown.
_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)
_ENDS = ("\r\n", "\r", "\n")


class Change(NamedTuple):
    """What takes the place of the characters from `start` to before `end` of a text as `shown` returns it."""

    start: int
    end: int
    text: str


def shown(data: bytes) -> str:
    """Return the text of a file as it is shown: without mark, with `\\n` line ends. Raises UnicodeDecodeError."""
    return plain(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))


def changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """Return a file with changes made in its text, all else byte for byte as it was.

    What is new has the line end of the line in which it begins. Raises ValueError where changes are not in the text, or
    not one after another, and UnicodeError where the file or what is new is no UTF-8.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    characters = _CHARACTER.findall(data.removeprefix(mark).decode("utf-8"))
    parts: list[str] = []
    at = 0
    for one in changes:
        if not at <= one.start <= one.end <= len(characters):
            raise ValueError(one)
        parts.append("".join(characters[at : one.start]))
        parts.append(plain(one.text).replace("\n", _end_at(characters, one.start)))
        at = one.end
    return mark + _joined([*parts, "".join(characters[at:])]).encode("utf-8")


def rewritten(data: bytes, text: str) -> bytes:
    """Return a file that says `text`, with the bytes of each line that it said before. Raises UnicodeError."""
    before, after = _lines(shown(data)), _lines(plain(text))
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    return changed(data, _changes(before, after, starts))


def _changes(before: Sequence[str], after: Sequence[str], starts: Sequence[int]) -> Iterator[Change]:
    for one in hunks(before, after):
        old, new = before[one.start : one.end], one.lines
        if len(old) != len(new):
            yield Change(starts[one.start], starts[one.end], "".join(new))
            continue
        # Each line keeps its own end.
        for at, (was, line) in enumerate(zip(old, new, strict=True), one.start):
            kept = was.endswith("\n") and line.endswith("\n")
            yield Change(starts[at], starts[at + 1] - kept, line.removesuffix("\n") if kept else line)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, with their ends."""
    return [one for one in re.split(r"(?<=\n)", text) if one]


def _end_at(characters: Sequence[str], at: int) -> str:
    """Return what the line ends with that has a place; the last line has the end of the one before it."""
    after = (one for one in characters[at:] if one in _ENDS)
    before = (one for one in reversed(characters[:at]) if one in _ENDS)
    return next(after, "") or next(before, "\n")


def _joined(parts: Iterable[str]) -> str:
    """Return parts as one text, in which two line ends that meet stay two."""
    text = ""
    for one in parts:
        text += "\n" + one if text.endswith("\r") and one.startswith("\n") else one
    return text
