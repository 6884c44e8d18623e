"""What a rule is for, as whoever meets one of its findings asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from guiaviva.contentmodel import load_rules
from guiaviva.explanations import Explained

LANGUAGES = ("ca", "es", "en")


def explain(*arguments: str | Path) -> Result:
    return CliRunner(env={"GUIA_LANG": None}).invoke(main, ["explain", *map(str, arguments)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_says_why_what_is_wrong_and_right_and_what_it_does_not_see(language: str) -> None:
    known = Explained.of(None, language)
    english = Explained.of(None, "en")
    parts = ("rule", "why", "unseen", "wrong", "right")
    lacking = [(rule, part) for rule, one in known.explanations.items() for part in parts if not getattr(one, part, "")]
    same = [
        rule
        for rule, one in known.explanations.items()
        if language != "en" and one.rule == english.explanations[rule].rule
    ]
    assert (lacking, same) == ([], [])


def test_a_rule_is_explained_in_the_language_asked_for_with_its_level_and_how_to_change_it() -> None:
    shown = explain("vague-link-text", "--lang", "ca")
    assert shown.exit_code == 0
    assert shown.output.startswith("# vague-link-text\n")
    for words in ("És un avís", "rule_levels: {vague-link-text: advice}", "<!-- allow vague-link-text: el motiu -->"):
        assert words in shown.output


def test_what_cannot_be_changed_offers_no_change() -> None:
    shown = explain("invalid-file", "--lang", "en").output
    assert "cannot be changed" in shown
    assert "rule_levels" not in shown
    assert "allow invalid-file" not in shown


def test_the_nearest_name_is_offered() -> None:
    shown = explain("vage-link-text", "--lang", "en")
    assert shown.exit_code == 2
    assert "«vague-link-text»" in shown.output


def test_a_guide_says_more_of_a_rule(tmp_path: Path) -> None:
    (tmp_path / "words" / "en").mkdir(parents=True)
    own = "vague-link-text:\n  why: The accessibility office asks for it.\n"
    (tmp_path / "words" / "en" / "explanations.yml").write_text(own)
    shown = explain("vague-link-text", "--lang", "en", "--root", tmp_path).output
    assert "The accessibility office asks for it." in shown
    assert "## Wrong" in shown


def test_pages_of_all_rules_are_written(tmp_path: Path) -> None:
    assert explain("--lang", "es", "--out", tmp_path).exit_code == 0
    assert {path.stem for path in tmp_path.iterdir()} == {*load_rules(languages=["es"]), "index"}
    assert "[empty-section](empty-section.md)" in (tmp_path / "index.md").read_text()
