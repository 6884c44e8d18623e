"""A guide that comes with an old text: what was wrong with it before fails nothing, and what is new does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from projects import EPOCH

TONE = "docs/ca/tone.md"
VAGUE = "\n[aquí](https://example.org/)\n"


def guia(command: str, root: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"GUIA_LANG": None, "SOURCE_DATE_EPOCH": EPOCH})
    result = runner.invoke(main, [command, "--root", str(root), "--lang", "en", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def old(guide_folder: Callable[[str], Path]) -> Path:
    """Return a guide with a page that is missing, a link that says nothing, and a baseline that counts both."""
    root = guide_folder("minimum")
    (root / "docs/ca/principles.md").unlink()
    add(root, VAGUE)
    assert guia("check", root).exit_code == 1
    assert guia("baseline", root).output.startswith("2 problems are in the baseline")
    return root


def add(root: Path, text: str) -> None:
    with (root / TONE).open("a", encoding="utf-8") as file:
        file.write(text)


def test_what_was_there_fails_nothing_wherever_it_is_moved_in_its_file(old: Path) -> None:
    assert guia("check", old, "--strict").exit_code == 0
    text = (old / TONE).read_text(encoding="utf-8").replace(VAGUE, "")
    (old / TONE).write_text(text.replace("\n\n## ", f"\n{VAGUE}\n## ", 1), encoding="utf-8")
    assert guia("check", old, "--strict").exit_code == 0
    assert "vague-link-text" in guia("check", old, "--advice").output


def test_what_is_new_fails_with_all_of_its_kind_in_the_file(old: Path) -> None:
    add(old, VAGUE)
    found = guia("check", old, "--strict")
    assert (found.exit_code, found.output.count("vague-link-text")) == (1, 2)


def test_the_baseline_takes_in_what_is_new_only_if_it_is_told_to(old: Path) -> None:
    add(old, VAGUE)
    kept = guia("baseline", old)
    assert "guia baseline --add" in kept.output
    assert guia("check", old, "--strict").exit_code == 1
    assert guia("baseline", old, "--add").exit_code == 0
    assert guia("check", old, "--strict").exit_code == 0


def test_what_was_mended_leaves_the_baseline(old: Path) -> None:
    path = old / TONE
    path.write_text(path.read_text(encoding="utf-8").replace(VAGUE, ""), encoding="utf-8")
    assert "The baseline counts 1 of «vague-link-text» in docs/ca/tone.md, and there are 0 now." in " ".join(
        guia("check", old, "--strict").output.split()
    )
    guia("baseline", old)
    assert "vague-link-text" not in (old / "data/baseline.yml").read_text(encoding="utf-8")
    assert guia("check", old, "--strict").exit_code == 0
    add(old, VAGUE)
    assert guia("check", old, "--strict").exit_code == 1


def test_what_was_known_of_a_page_is_known_of_it_under_another_name(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("complete")
    with (root / "docs/ca/networks/x.md").open("a", encoding="utf-8") as file:
        file.write(VAGUE)
    guia("baseline", root)
    assert guia("check", root, "--strict").exit_code == 0
    assert guia("rename", root, "networks.x", "former-twitter").exit_code == 0
    assert guia("check", root, "--strict").exit_code == 0


def test_what_cannot_be_read_is_never_in_a_baseline(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("minimum")
    (root / TONE).write_bytes(b"# To\n\xff\n")
    guia("baseline", root)
    assert guia("check", root).exit_code == 1


@pytest.mark.parametrize("rule", ["vage-link-text", "invalid-file"])
def test_a_baseline_names_rules_of_which_something_may_be_left(old: Path, rule: str) -> None:
    with (old / "data/baseline.yml").open("a", encoding="utf-8") as file:
        file.write(f"{rule}:\n  files: {{{TONE}: 1}}\n")
    found = guia("check", old, "--strict")
    assert (found.exit_code, f"«{rule}»" in found.output) == (1, True)
    guia("baseline", old)
    assert guia("check", old, "--strict").exit_code == 0


def test_a_baseline_that_cannot_be_read_is_left_as_it_is(old: Path) -> None:
    (old / "data/baseline.yml").write_text("vague-link-text: 3\n")
    assert guia("baseline", old).exit_code == 2
    assert (old / "data/baseline.yml").read_text() == "vague-link-text: 3\n"
