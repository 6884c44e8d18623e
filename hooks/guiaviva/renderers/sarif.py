"""For code scanning tools: SARIF 2.1.0, as OASIS publishes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from guiaviva.diagnostics import Diagnostic, Edit
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
    } | ({"fixes": [_fix(problem, problem.edit)]} if problem.edit else {})


def _fix(problem: Diagnostic, edit: Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    changes = {
        "artifactLocation": _location(edit.path),
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": edit.text}}],
    }
    return {"description": {"text": problem.fix}, "artifactChanges": [changes]}


def _place(problem: Diagnostic) -> dict[str, Any]:
    end = {"endColumn": problem.column + problem.length} if problem.length else {}
    return {
        "artifactLocation": _location(problem.path),
        "region": {"startLine": problem.line, "startColumn": problem.column} | end,
    }


def _location(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
