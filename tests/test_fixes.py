"""What mends a finding mends it, breaks nothing, and leaves all else as it was."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from conftest import TESTS
from guiaviva.diagnostics import Diagnostic, Edit
from guiaviva.mending import mended
from guiaviva.reading import files
from memory import judged
from projects import MODEL
from test_rules import QUERIES, cases, overlay, signed_off

# The other languages still say what was mended in one.
_OF_TRANSLATIONS = {"translation-mismatch", "translation-changed", "stale-translation"}
# What could not be seen before it was mended.
_HIDDEN = {
    "malformed-link": {"broken-link", "broken-anchor"},
    "heading-level": {"empty-subsection"},
    "malformed-block": {"post-style", "unclosed-block"},
    # It is a draft now, which is not published.
    "invalid-front-matter": {"missing-page"},
}


@cache
def cases_to_mend() -> list[Any]:
    """Return the cases of rules that have edits, in guides that need no folder of their own."""
    of_folder = {"folder", "link", "pipe", "committed", "latin1"}
    rules = {rule for rule, spec in MODEL.rules.items() if spec.mends or spec.rewrites}
    rules |= {rule for rule, spec in MODEL.rules.items() if spec.words_of in rules}
    return [one for one in cases() if one.values[0] in rules and not one.values[1].keys() & of_folder]


@pytest.mark.parametrize(("rule", "case"), cases_to_mend())
def test_an_edit_mends_and_breaks_nothing(rule: str, case: dict[str, Any]) -> None:
    folder = files.Folder(TESTS / "guides" / case["base"], {**overlay(case), QUERIES: None})
    folder = signed_off(rule, case, folder)
    before = judged(folder, case.get("profile")).diagnostics("en")
    for problem in before:
        if problem.rule == rule and problem.edit:
            changed = mended(folder.read(problem.path), [problem.edit])
            after = judged(replace(folder, overlay={**folder.overlay, problem.path: changed}), case.get("profile"))
            assert_better(problem, before, after.diagnostics("en"))


def assert_better(problem: Diagnostic, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> None:
    """One problem of the kind less, and none that was not there, but for what it hid."""
    assert counted(after)[problem.path, problem.rule] < counted(before)[problem.path, problem.rule], problem
    # A rule that comes first hides anything.
    if not MODEL.rules[problem.rule].first:
        new = {rule for _, rule in counted(after) - counted(before)}
        assert new <= _HIDDEN.get(problem.rule, set()) | _OF_TRANSLATIONS, problem


def counted(problems: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.path, one.rule) for one in problems)


def test_every_variant_with_an_edit_is_tried() -> None:
    """One whose name is misspelt, or that nothing finds any more, would mend nothing."""
    tried = {(one.values[0], one.values[1].get("variant", "")) for one in cases_to_mend()}
    known = {(rule, one) for rule, spec in MODEL.rules.items() for one in ("", *spec.variants)}
    named = {(rule, one) for rule, spec in MODEL.rules.items() for one in (*spec.mends, *spec.rewrites)}
    assert named <= known
    assert {rule for rule, _ in named} <= {rule for rule, _ in tried}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_lines_keep_every_byte(end: str, mark: str) -> None:
    before = f"{mark}a\x0bb \t{end}##Títol{end}{end}c\u2028d{end}- x{end}e".encode()
    edits = [Edit("a.md", 2, 1, 2, 8, "## Títol"), Edit("a.md", 5, 1, 5, 4, "\n- x"), Edit("a.md", 2, 3, 2, 4, "t")]
    wanted = f"{mark}a\x0bb \t{end}##títol{end}{end}c\u2028d{end}{end}- x{end}e".encode()
    assert mended(before, edits) == wanted


def guia(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guiaviva", "fix", "--root", str(root), "--lang", "en", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a guide with a misspelt key and two headings without the space that they need."""
    root = tmp_path / "guide"
    copytree(TESTS / "guides" / "minimum", root)
    networks, tone = root / "data/networks.yml", next((root / "docs/ca").glob("principles.md"))
    networks.write_bytes(networks.read_bytes().replace(b"  url:", b"  urls:", 1))
    tone.write_bytes(tone.read_bytes().replace(b"\n## ", b"\n##").replace(b"\n", b"\r\n"))
    return root


def test_what_is_certain_is_shown_and_then_written(wrong: Path) -> None:
    before = {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()}
    shown = guia(wrong)
    assert (shown.returncode, "+  url:" in shown.stdout, "guia fix --yes" in shown.stderr) == (1, True, True)
    assert {path: path.read_bytes() for path in before} == before
    done = guia(wrong, "--yes")
    assert done.returncode == 0, done.stderr
    changed = {path for path, data in before.items() if path.read_bytes() != data}
    assert {path.name for path in changed} == {"networks.yml", "principles.md"}
    assert all(path.read_bytes().count(b"\r\n") == before[path].count(b"\r\n") for path in changed)
    again = guia(wrong, "--yes")
    assert (again.returncode, again.stdout) == (0, "Nothing that the check finds has one sure repair.\n")


def test_one_rule_alone(wrong: Path) -> None:
    assert guia(wrong, "--rule", "broken-heading", "--yes").returncode == 0
    assert b"  urls:" in (wrong / "data/networks.yml").read_bytes()
    assert guia(wrong, "--rule", "broken-headin").stderr == (
        "There is no rule «broken-headin». Did you mean «broken-heading»?\n"
    )
