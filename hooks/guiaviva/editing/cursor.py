"""A place in a text that somebody is typing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guiaviva.diagnostics import Edit

_WORD = re.compile(r"[\w./#-]*")


@dataclass(frozen=True)
class Cursor:
    """A place in a file: `line` and `column` from 1, as in a Place; `column` is that of the character behind it."""

    path: str
    lines: Sequence[str]
    line: int
    column: int

    @classmethod
    def at(cls, path: str, text: str, line: int, column: int) -> "Cursor":
        """Return the cursor at a place of a text; beyond its end it is at the end."""
        lines = text.split("\n")
        line = min(max(line, 1), len(lines))
        return cls(path, lines, line, min(max(column, 1), len(lines[line - 1]) + 1))

    @property
    def before(self) -> str:
        """What is written in the line before it."""
        return self.lines[self.line - 1][: self.column - 1]

    @property
    def after(self) -> str:
        """What is written in the line behind it."""
        return self.lines[self.line - 1][self.column - 1 :]

    def edit(self, typed: str, text: str, *, word: bool = False) -> Edit:
        """Return the edit that writes `text` instead of `typed`, which is before it; with `word`, of its rest too."""
        rest = _WORD.match(self.after)
        end = self.column + (len(rest[0]) if word and rest else 0)
        return Edit(self.path, self.line, self.column - len(typed), self.line, end, text)
