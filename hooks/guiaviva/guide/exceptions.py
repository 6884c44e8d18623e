"""Exceptions: what a page or a record of data says that a rule shall not report there, and why.

`<!-- allow rule: reason -->` holds for the paragraph, list or table that follows, for the section where a heading
follows, and for the whole page before its title. `x-allow: {rule: reason}` holds for the record in which it is. A
reason may be given by language, `{ca: …, es: …}`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiaviva.diagnostics import Finding, Place
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.reading.values import nested

KEY = "x-allow"
_COMMENT = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::(.*))?-->", re.DOTALL)
_END = 10**9


@dataclass(frozen=True)
class Exempt:
    """The rule that is not to report anything in the lines `first` to `last` of the file of `place`, and why.

    `reasons` are what it says by language, each with that; where it names none, it is the one of the file.
    """

    rule: str
    reasons: tuple[tuple[str, str], ...]
    place: Place
    first: int
    last: int

    @property
    def reason(self) -> str:
        """The reason, in its first language, or ""."""
        return next((reason for _, reason in self.reasons), "")

    def covers(self, finding: Finding) -> bool:
        """Return whether a finding is one that is not to be reported."""
        same = finding.rule == self.rule and finding.place.path == self.place.path
        return same and self.first <= finding.place.line <= self.last


def in_page(page: Page) -> Iterator[Exempt]:
    """Return the exceptions of a page."""
    for place, text in page.comments:
        if match := _COMMENT.fullmatch(text):
            first, last = lines_after(page, place.line + text.count("\n") + 1)
            yield Exempt(match[1], _written(" ".join((match[2] or "").split())), place, first, last)


def _written(text: str) -> tuple[tuple[str, str], ...]:
    """Return the reasons of a comment: a text, or a map in braces of one for each language."""
    value = read_document(Source("", text), "invalid-page").value if text.startswith("{") else text
    return _reasons(value if isinstance(value, dict) else text)


def _reasons(value: Any) -> tuple[tuple[str, str], ...]:
    """Return the reasons that a value of data gives, by language; without the name of a language where it has none."""
    pairs = value.items() if isinstance(value, dict) else [("", value)]
    return tuple((language, text.strip()) for language, text in pairs if isinstance(text, str) and text.strip())


def lines_after(page: Page, line: int) -> tuple[int, int]:
    """Return the first and the last line of what begins at a line, or after other comments and empty lines.

    It is a section where a heading is there, a block to its end, and else a paragraph, list or table, with what is
    indented below it.
    """
    lines = page.source.lines
    while line < len(lines) and (not page.source.line(line).strip() or page.source.line(line).lstrip()[:4] == "<!--"):
        line += 1
    headings = [one for one in page.sections if one.place.line >= line]
    if headings and headings[0].place.line == line:
        heading = headings[0]
        after = next((one.place.line for one in headings[1:] if one.level <= heading.level), _END)
        return (1 if heading.level == 1 else line), after - 1
    if block := next((one for one in page.blocks if one.place.line == line), None):
        return line, block.last
    return line, _end_of_passage(page, line)


def _end_of_passage(page: Page, line: int) -> int:
    """Return the last line of a passage; what follows an empty line is of it where it is indented deeper."""
    last = line
    for number in range(line + 1, len(page.source.lines) + 1):
        text = page.source.line(number)
        if not text.strip():
            continue
        if last < number - 1 and _indent(text) <= _indent(page.source.line(line)):
            break
        last = number
    return last


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def in_data(source: Source) -> Iterator[Exempt]:
    """Return the exceptions of a file of data."""
    if KEY in source.text and source.path.endswith(".yml"):
        document = read_document(source, "invalid-data")
        for path, allowed in nested(document.value):
            if path[-1:] == (KEY,):
                yield from _of_record(document, allowed, path[:-1])


def _of_record(document: Document, allowed: Any, path: KeyPath) -> Iterator[Exempt]:
    """Return the exceptions of the record at a path: what is no map of reasons by rule has no reason."""
    places = [
        place for places in (document.keys, document.values) for at, place in places.items() if at[: len(path)] == path
    ]
    first, last = (document.place(*path).line, max(place.line for place in places)) if path else (1, _END)
    reasons: Mapping[str, Any] = allowed if isinstance(allowed, dict) else {str(allowed or ""): None}
    for rule, reason in reasons.items():
        place = document.place(*path, KEY, *([rule] if isinstance(allowed, dict) else []))
        yield Exempt(rule, _reasons(reason), place, first, last)
