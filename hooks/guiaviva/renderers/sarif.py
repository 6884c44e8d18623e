"""For code scanning tools: SARIF 2.1.0, as OASIS publishes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from guiaviva.diagnostics import Diagnostic
from guiaviva.renderers import Report, fingerprints, message_and_fix
from guiaviva.renderers.json import dump

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


def render(report: Report) -> str:
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    rules = sorted({problem.rule for problem in report.diagnostics})
    numbers = {rule: number for number, rule in enumerate(rules)}
    driver = {"name": "Guia Viva", "version": report.version, "rules": [{"id": rule} for rule in rules]}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, numbers[problem.rule], fingerprint)
            for problem, fingerprint in zip(report.diagnostics, fingerprints(report.diagnostics), strict=True)
        ],
    }


def _result(problem: Diagnostic, rule_index: int, fingerprint: str) -> dict[str, Any]:
    # SARIF asks for { and } to be doubled in a text. They are not, since viewers show the text as it stands and an
    # editor would copy «{{#goals}}» into the page.
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[problem.level],
        "message": {"text": message_and_fix(problem)},
        "locations": [{"physicalLocation": _place(problem)}],
        "partialFingerprints": {"guiaViva/v1": fingerprint},
    }


def _place(problem: Diagnostic) -> dict[str, Any]:
    uri = quote(problem.path, errors="surrogateescape")
    end = {"endColumn": problem.column + problem.length} if problem.length else {}
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": problem.line, "startColumn": problem.column} | end,
    }
