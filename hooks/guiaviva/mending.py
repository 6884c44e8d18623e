"""What takes the place of what a rule found, where its repair is certain: the same edit for a command and an editor.

Which repairs are certain `model/rules.yml` says: `mends`, within a line, and `rewrites`, of whole lines.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping

from guiaviva.contentmodel import Rule
from guiaviva.diagnostics import Edit, Finding
from guiaviva.line_ends import END
from guiaviva.reading.files import Source, composed

# What a repair of whole lines leaves as it is: their letters and digits.
_SIGNS = re.compile(r"[\W_]+")


def edit_of(rules: Mapping[str, Rule], finding: Finding, source: Source | None) -> Edit | None:
    """Return the edit that mends a finding in its file, or None where somebody has to decide what is written there."""
    if source is None or source.problems or finding.others:
        return None
    rule: str | None = finding.rule
    while rule:
        spec = rules[rule]
        if finding.variant in spec.rewrites:
            return _rewritten(finding, source)
        if template := spec.mends.get(finding.variant):
            return _replaced(finding, source, template.format_map(finding.values))
        rule = spec.words_of if finding.variant not in spec.variants else None
    return None


def _replaced(finding: Finding, source: Source, text: str) -> Edit | None:
    """Return the edit that writes a text instead of what was found, which its place, or the value `at`, has in it."""
    _, number, column, length = finding.values.get("at", finding.place)
    line = source.line(number)
    found = str(finding.values.get("written") or finding.values.get("found") or line[column - 1 :][:length])
    at = line.find(found, column - 1)
    return Edit(source.path, number, at + 1, number, at + 1 + len(found), text) if found and at >= 0 else None


def _rewritten(finding: Finding, source: Source) -> Edit | None:
    """Return the edit that writes `meant` instead of the lines that say the same; one line may say it otherwise."""
    meant, number = str(finding.values["meant"]), finding.place.line
    for first in (number, number - 1):
        letters = ""
        for last in range(first, len(source.lines) + 1):
            letters += _letters(source.line(last))
            if letters == _letters(meant):
                # Of a block its last line has none.
                closed = not _letters(source.line(last + 1)) and source.line(last + 1) == meant.split("\n")[-1]
                return _lines(source, first, last + closed, meant)
            if not _letters(meant).startswith(letters):
                break
    return None if "\n" in meant else _lines(source, number, number, meant)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)


def _lines(source: Source, first: int, last: int, text: str) -> Edit:
    return Edit(source.path, first, 1, last, len(source.line(last)) + 1, text)


def mended(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file with edits of it made, other lines as they are, byte for byte; of two that meet one is made."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    parts = END.split(data.removeprefix(mark).decode("utf-8"))
    lines, ends = parts[::2], [*parts[1::2], ""]
    above = (len(lines) + 1, 1)
    for one in sorted(edits, key=lambda edit: edit[1:], reverse=True):
        if (one.end_line, one.end_column) <= above:
            first, last = composed(lines[one.line - 1]), composed(lines[one.end_line - 1])
            end = ends[one.end_line - 1]
            text = f"{first[: one.column - 1]}{one.text}{last[one.end_column - 1 :]}"
            lines[one.line - 1 : one.end_line] = [text.replace("\n", end or "\n")]
            ends[one.line - 1 : one.end_line] = [end]
            above = one.line, one.column
    return mark + "".join(map("".join, zip(lines, ends, strict=True))).encode("utf-8")
