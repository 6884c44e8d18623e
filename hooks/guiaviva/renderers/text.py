"""For people at a terminal: each problem with its line of the file, the place marked, and what to write."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from io import StringIO
from itertools import groupby
from operator import attrgetter
from textwrap import fill, indent
from typing import get_args

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from guiaviva.controls import shown
from guiaviva.diagnostics import Diagnostic, Level
from guiaviva.renderers import Report

_STYLES: dict[Level, str] = {"error": "red", "warning": "yellow", "advice": "cyan"}
_NARROWEST = 40


def render(report: Report, *, colour: bool = False, width: int = 100) -> str:
    width = max(width, _NARROWEST)
    files = groupby(report.diagnostics, key=attrgetter("path"))
    blocks = [_file(path, list(problems), report, width) for path, problems in files]
    text = Text("\n\n").join([*blocks, _summary(report, width)])
    return _coloured(text) if colour else f"{text.plain}\n"


def _coloured(text: Text) -> str:
    # The caller decides whether colour is wanted (NO_COLOR, output to a file).
    written = StringIO()
    console = Console(file=written, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False)
    console.print(text, soft_wrap=True)
    return written.getvalue()


def _file(path: str, problems: list[Diagnostic], report: Report, width: int) -> Text:
    block = Text("\n\n").join(_problem(problem, report, width) for problem in problems)
    return Text.assemble((shown(path), "bold"), "\n", block)


def _problem(problem: Diagnostic, report: Report, width: int) -> Text:
    parts = (
        _headline(problem, report.words[problem.level], width),
        _excerpt(problem, report.source(problem.path, problem.line), width),
        _fix(problem.fix.strip("\n"), width),
    )
    return Text("\n").join(part for part in parts if part)


def _headline(problem: Diagnostic, level: str, width: int) -> Text:
    place, rule = f"  {problem.line}:{problem.column}  ", shown(problem.rule)
    text = Text(_wrapped(f"{place}{level}  {shown(problem.message.strip())}  {rule}", width, rest="    "))
    text.stylize(f"bold {_STYLES[problem.level]}", len(place), len(place) + len(level))
    text.stylize("dim", len(text) - len(rule))
    return text


def _excerpt(problem: Diagnostic, source: str, width: int) -> Text:
    if not source:
        return Text()
    gutter = f"{problem.line:>7} │ "
    before, place, after = _window(source, problem, width - len(gutter))
    text = Text.assemble((gutter, "dim"), before, (place, "bold"), after)
    if problem.column > 1 or problem.length:
        marks = "^" * max(1, cell_len(before + place) - cell_len(before))
        text.append(f"\n{'│ ':>{len(gutter)}}", "dim")
        text.append(" " * cell_len(before)).append(marks, _STYLES[problem.level])
    return text


def _fix(fix: str, width: int) -> Text:
    """Return the fix as it is shown. Several lines are lines to copy, so they are not wrapped."""
    if not fix:
        return Text()
    arrow, rest = "    → ", "      "
    lines = [shown(line) for line in fix.split("\n")]
    if len(lines) == 1:
        return Text(_wrapped(f"{arrow}{lines[0]}", width, rest))
    return Text(arrow + indent("\n".join(lines), rest).removeprefix(rest))


def _summary(report: Report, width: int) -> Text:
    counts = Counter(problem.level for problem in (*report.diagnostics, *report.unlisted))
    present = [level for level in get_args(Level) if counts[level]]
    problems = ", ".join(report.counted(level, counts[level]) for level in present)
    pages = report.counted("page", report.pages)
    sentence = report.words["problems" if problems else "clean"].format(problems=problems, pages=pages)
    unlisted = report.counted("unlisted", len(report.unlisted)) if report.unlisted else ""
    hidden = report.counted("hidden", report.advice_hidden) if report.advice_hidden else ""
    style = _STYLES[present[0]] if present else "green"
    return Text(_wrapped(" ".join(filter(None, (sentence, unlisted, hidden))), width), f"bold {style}")


def _window(source: str, problem: Diagnostic, room: int) -> tuple[str, str, str]:
    """Return the text before the place, the place itself and the text after it, cut to `room` cells in all."""
    start = problem.column - 1
    end = start + problem.length
    before, place, after = map(shown, (source[:start], source[start:end], source[end:]))
    # Two cells stay free, so that there is always room for an ellipsis on both sides.
    place = _head(place, room - 2)
    free = room - cell_len(place)
    before = _tail(before, max(free // 2, free - cell_len(after)))
    return before, place, _head(after, free - cell_len(before))


# A cell holds any number of combining marks, so the characters that are measured are limited to so many for each cell.
_CHARACTERS_A_CELL = 8


def _head(text: str, room: int) -> str:
    near = text[: room * _CHARACTERS_A_CELL]
    if near == text and cell_len(text) <= room:
        return text
    end = bisect_left(range(len(near)), True, key=lambda end: cell_len(near[: end + 1]) >= room)
    return f"{near[:end]}…"


def _tail(text: str, room: int) -> str:
    near = text[-room * _CHARACTERS_A_CELL :]
    if near == text and cell_len(text) <= room:
        return text
    start = bisect_left(range(len(near)), True, key=lambda start: cell_len(near[start:]) < room)
    return f"…{near[start:]}"


def _wrapped(text: str, width: int, rest: str = "") -> str:
    return fill(text, width, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
