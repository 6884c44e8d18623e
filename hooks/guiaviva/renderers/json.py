"""For programs: a JSON array with one object for each problem."""

from __future__ import annotations

import json
from typing import Any

from guiaviva.controls import escaped
from guiaviva.diagnostics import Diagnostic
from guiaviva.renderers import Report


def render(report: Report) -> str:
    return dump([record(problem) for problem in report.diagnostics])


def dump(value: Any) -> str:
    """Return a value as JSON, as every renderer writes it: indented and unescaped, so that people can read it too."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def record(problem: Diagnostic) -> dict[str, Any]:
    """Return a problem as an object, with the edit that mends it, or null."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "level": problem.level,
        "message": problem.message,
        "fix": problem.fix,
        "edit": problem.edit and problem.edit._asdict(),
    }
