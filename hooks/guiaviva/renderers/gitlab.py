"""For GitLab: a Code Quality report, shown by the forge in the merge request."""

from __future__ import annotations

from typing import Any

from guiaviva.diagnostics import Diagnostic
from guiaviva.renderers import Report, fingerprints, message_and_fix
from guiaviva.renderers.json import dump

_SEVERITIES = {"error": "major", "warning": "minor", "advice": "info"}


def render(report: Report) -> str:
    return dump(list(map(_issue, report.diagnostics, fingerprints(report.diagnostics))))


def _issue(problem: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": message_and_fix(problem),
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.level],
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }
