"""For GitHub Actions: workflow commands, shown by the forge beside the lines of a pull request."""

from __future__ import annotations

from guiaviva.controls import shown, shown_lines
from guiaviva.diagnostics import Diagnostic
from guiaviva.renderers import Report, message_and_fix

_COMMANDS = {"error": "error", "warning": "warning", "advice": "notice"}

# Unescaped, the characters that end a command or one of its properties would let a page's text issue commands.
_DATA = str.maketrans({"%": "%25", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    return "".join(f"{_command(problem)}\n" for problem in report.diagnostics)


def _command(problem: Diagnostic) -> str:
    path, rule = (shown(one).translate(_PROPERTY) for one in (problem.path, problem.rule))
    place = f"file={path},line={problem.line},col={problem.column},title={rule}"
    return f"::{_COMMANDS[problem.level]} {place}::{shown_lines(message_and_fix(problem)).translate(_DATA)}"
