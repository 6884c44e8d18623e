"""`guia confirm`: what somebody has read is confirmed, and nothing else of a file changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import TESTS, TODAY
from guiaviva.commands import main

DECISIONS = """\
# What was decided.
hours:   # when
  decided: {ca: "Quan es miren.", es: "Cuándo se miran.", en: "When they are looked at."}
  shown_in: [tone]
  taken_by:   management  # the mayor
  confirmed_on:
tone: {decided: {ca: "Com es parla.", es: "Cómo se habla.", en: "How one talks."}, shown_in: [tone], taken_by: "legal"}

lines:
  taken_by: communication
  decided:
    ca: 'Qui hi parla.'
    es: 'Quién habla.'
    en: 'Who talks.'
  shown_in: [tone]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copied = shutil.copytree(TESTS / "guides/complete", tmp_path / "guide", ignore=shutil.ignore_patterns(".cache"))
    (copied / "data/decisions.yml").write_bytes(DECISIONS.replace("\n", "\r\n").encode())
    return copied


def confirm(root: Path, *arguments: str) -> Result:
    options = ["--root", str(root), "--lang", "en", "--today", TODAY.isoformat()]
    return CliRunner().invoke(main, ["confirm", *arguments, *options])


def test_what_was_read_is_confirmed_and_the_rest_stays_as_it_was(root: Path) -> None:
    result = confirm(root, "--all", "--yes", "--by", "digital-content-lead")
    assert result.exit_code == 0, result.output
    assert "hours: When they are looked at." in result.stdout
    by = f"confirmed_on: {TODAY}"
    role = "confirmed_by: digital-content-lead"
    expected = (
        DECISIONS.replace("the mayor\n  confirmed_on:\n", f"the mayor\n  {role}\n  {by}\n")
        .replace('"legal"}', f'"legal", {by}, {role}}}')
        .replace("communication\n", f"communication\n  {by}\n  {role}\n")
    )
    assert (root / "data/decisions.yml").read_bytes() == expected.replace("\n", "\r\n").encode()
    again = confirm(root, "--all", "--yes")
    assert (again.exit_code, again.stdout) == (0, "0 to confirm\n")


def test_one_is_confirmed_by_its_key_and_nothing_without_a_yes(root: Path) -> None:
    before = (root / "data/decisions.yml").read_bytes()
    listed = confirm(root)
    assert (listed.exit_code, "3 to confirm" in listed.stdout) == (1, True)
    assert confirm(root, "--yes").exit_code == 1
    assert confirm(root, "tone").exit_code == 1
    assert (root / "data/decisions.yml").read_bytes() == before
    assert confirm(root, "tone", "--yes").exit_code == 0
    assert (root / "data/decisions.yml").read_text(encoding="utf-8").count(f"confirmed_on: {TODAY}") == 1


def test_of_decisions_that_cannot_be_read_none_counts_as_confirmed(root: Path) -> None:
    (root / "data/decisions.yml").write_text("- hours\n")
    done = confirm(root, "--all", "--yes", "--lang", "en")
    assert (done.exit_code, "data/decisions.yml" in done.output) == (2, True)


def test_what_is_not_there_is_said(root: Path) -> None:
    for arguments, sentence in (
        (["huors", "--yes"], "hours"),
        (["hours", "--yes", "--by", "nobody"], "digital-content-lead"),
        (["--pages", "tona", "--yes"], "tone"),
    ):
        result = confirm(root, *arguments)
        assert (result.exit_code, sentence in result.stderr) == (2, True), result.output


@pytest.mark.parametrize("written", ["reviewed:", "reviewed: ''"])
def test_pages_are_reviewed(root: Path, written: str) -> None:
    path = root / "docs/ca/tone.md"
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("reviewed:"))
    path.write_text(text.replace(line, written), encoding="utf-8")
    result = confirm(root, "--pages", "--all", "--yes")
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8") == text.replace(line, f"reviewed: {TODAY}")


def test_how_to_review_pages_is_said_with_the_command_that_does_it(root: Path) -> None:
    path = root / "docs/ca/tone.md"
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("reviewed:"))
    path.write_text(text.replace(line, "reviewed:"), encoding="utf-8")
    listed = confirm(root, "--pages")
    assert (listed.exit_code, "guia confirm --pages --all" in listed.stderr) == (1, True)
    assert "guia confirm --all" in confirm(root).stderr
