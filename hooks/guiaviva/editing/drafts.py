"""What the check says of a page as somebody is typing it, with the places in the very text that was typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from guiaviva.diagnostics import Diagnostic, Edit
from guiaviva.editing.changes import Change
from guiaviva.guide import Guide
from guiaviva.guide.loading import page_of, with_pages
from guiaviva.judgement import diagnostics, judge_file
from guiaviva.reading.files import Source, composed, decode


class Mark(NamedTuple):
    """A diagnostic, the characters of the text from `start` to before `end` that it is about, and what mends it."""

    diagnostic: Diagnostic
    start: int
    end: int
    change: Change | None


def source_of(path: str, text: str) -> Source:
    """Return a text that is not saved yet as a file of the guide."""
    return decode(path, text.encode("utf-8", "replace"), "invalid-page")


def drafted(guide: Guide, source: Source) -> Guide:
    """Return a guide with a page as somebody is typing it."""
    return with_pages(guide, [page_of(source, guide.languages)])


def marks(guide: Guide, source: Source, text: str, language: str) -> list[Mark]:
    """Return what the check says, in a language, of a page with a text that is not saved yet: `source` is made of it.

    What compares the page with others is left to the check of the whole guide.
    """
    guide = drafted(guide, source)
    return placed(text, diagnostics(guide, judge_file(guide, source.path), language))


def placed(text: str, found: Iterable[Diagnostic]) -> list[Mark]:
    """Return diagnostics of a page with their places in its text."""
    places = _Places.of(text)
    return [places.mark(one) for one in found]


@dataclass(frozen=True)
class _Places:
    """Where lines begin in a text; the check counts in one whose letters are composed."""

    text: str
    lines: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> _Places:
        lines = text.split("\n")
        return cls(text, lines, [0, *accumulate(len(line) + 1 for line in lines)])

    def mark(self, diagnostic: Diagnostic) -> Mark:
        change = None if diagnostic.edit is None else self.change(diagnostic.edit)
        return Mark(diagnostic, *self.span(diagnostic), change)

    def span(self, one: Diagnostic) -> tuple[int, int]:
        line = self.lines[one.line - 1] if 0 < one.line <= len(self.lines) else ""
        start = self.starts[min(one.line, len(self.lines)) - 1]
        if not one.length or line != composed(line):
            return start + len(line) - len(line.lstrip()), start + len(line)
        # What goes over the end of its line does so over those of the text too.
        return start + one.column - 1, min(start + one.column - 1 + one.length, len(self.text))

    def change(self, edit: Edit) -> Change:
        """Return an edit as a change of the text; where letters are not composed, of whole lines."""
        first, last = self.lines[edit.line - 1], self.lines[edit.end_line - 1]
        begin, end = self.starts[edit.line - 1], self.starts[edit.end_line - 1]
        if first == composed(first) and last == composed(last):
            return Change(begin + edit.column - 1, end + edit.end_column - 1, edit.text)
        text = composed(first)[: edit.column - 1] + edit.text + composed(last)[edit.end_column - 1 :]
        return Change(begin, end + len(last), text)


def offset_of(text: str, line: int, column: int) -> int:
    """Return how many characters of a text are before a place, from 1."""
    lines = text.split("\n")[: line - 1]
    return sum(map(len, lines)) + len(lines) + column - 1


class Units:
    """How many UTF-16 units, in which browsers and many editors count, there are before a character of a text."""

    def __init__(self, text: str) -> None:
        """Count in a text."""
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]

    def before(self, at: int) -> int:
        """Return the units before the character at a place."""
        return at + bisect_right(self._wide, at - 1)
