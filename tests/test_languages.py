"""A language is added to a guide and taken out of it; the program's own words in each language are whole."""

from __future__ import annotations

import shutil
import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import TESTS, TODAY
from guiaviva.commands import main
from guiaviva.contentmodel import ENGINE, load_model
from guiaviva.contentmodel.untranslated import untranslated
from guiaviva.guide import load_guide, signing
from guiaviva.judgement import judge

WORDS = sorted(path.name for path in (ENGINE / "words").iterdir())
SHIPPED = {"ca", "en", "es", "eu", "fr", "gl", "oc", "pt"}


def guia(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copied = tmp_path / "guide"
    shutil.copytree(TESTS / "guides" / "complete", copied, ignore=shutil.ignore_patterns(".cache"))
    for path, data in signing.everything(load_guide(copied, today=TODAY)).items():
        (copied / path).write_bytes(data)
    return copied


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def problems(root: Path) -> list[str]:
    found = judge(load_guide(root, today=TODAY)).diagnostics("en")
    return [f"{one.path}:{one.line} {one.rule}" for one in found if one.level != "advice"]


def test_a_language_is_taken_out_and_kept(root: Path) -> None:
    before = files(root)
    result = guia("languages", "remove", "es", "--root", root, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "removed/es" in result.output
    after = files(root)
    pages = {path for path in before if path.startswith("docs/es/")}
    assert pages
    assert {path: after[f"removed/es/{path}"] for path in pages} == {path: before[path] for path in pages}
    assert not any(path.startswith("docs/es/") for path in after)
    kept = yaml.safe_load(after["removed/es/data/situations.yml"])
    assert kept["complaint"]["name"] == "Queja"
    assert b", es:" not in after["data/situations.yml"]
    assert "es" not in yaml.safe_load(after["data/institution.yml"])["languages"]
    assert b"locale: es" not in after["mkdocs.yml"]
    assert problems(root) == []


def test_what_is_not_of_the_language_stays_byte_by_byte(root: Path) -> None:
    before = files(root)
    guia("languages", "remove", "es", "--root", root)
    after = files(root)
    untouched = [path for path in before if path.startswith(("docs/ca", "docs/en")) or path.endswith((".csv", ".svg"))]
    assert {path: after[path] for path in untouched} == {path: before[path] for path in untouched}


def test_a_language_is_added(root: Path) -> None:
    result = guia("languages", "add", "fr", "--root", root, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert yaml.safe_load((root / "data/institution.yml").read_text("utf-8"))["languages"][-1] == "fr"
    assert "{locale: fr, name: Français" in (root / "mkdocs.yml").read_text("utf-8").replace("'", "")
    assert "status: draft" in (root / "docs/fr/index.md").read_text("utf-8")
    found = judge(load_guide(root, today=TODAY)).diagnostics("en")
    assert {one.rule for one in found if one.level == "error"} <= {"missing-translation"}


def test_a_language_without_texts_in_data_is_taken_out_of_all_lists(root: Path) -> None:
    before = files(root)
    guia("languages", "add", "de", "--root", root)
    assert guia("languages", "remove", "de", "--root", root).exit_code == 0
    after = files(root)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith((".cache/", "removed/de/"))} <= {"mkdocs.yml"}
    assert guia("languages", "add", "de", "--root", root).exit_code == 0


def test_the_only_language_stays(tmp_path: Path) -> None:
    root = tmp_path / "guide"
    shutil.copytree(TESTS / "guides" / "minimum", root, ignore=shutil.ignore_patterns(".cache"))
    before = files(root)
    result = guia("languages", "remove", "ca", "--root", root, "--lang", "en")
    assert (result.exit_code, files(root)) == (2, before)
    assert "the only language of the guide" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("remove", "ca"), "in which the guide is written"),
        (("remove", "fr"), "«fr»"),
        (("add", "es"), "already"),
        (("add", "es-MX"), "Write «es» instead"),
        (("add", "ast"), "cannot be built in «ast»"),
        (("add", "klingon"), "«klingon» is not the code of a language"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(root: Path, arguments: tuple[str, ...], said: str) -> None:
    before = files(root)
    result = guia("languages", *arguments, "--root", root, "--lang", "en")
    assert (result.exit_code, files(root)) == (2, before)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_was_removed_before_is_not_written_over(root: Path) -> None:
    (root / "removed/es").mkdir(parents=True)
    before = files(root)
    result = guia("languages", "remove", "es", "--root", root, "--lang", "en")
    assert (result.exit_code, files(root)) == (2, before)
    assert "removed/es" in result.stderr


# The words of the program.


def test_the_languages_that_are_shipped() -> None:
    assert set(WORDS) == SHIPPED
    assert set(load_model(ENGINE, languages=[]).languages) == SHIPPED


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_a_language_says_all_that_english_says(language: str) -> None:
    assert [(one.path, one.key) for one in untranslated(language)] == []


def texts(value: Any, key: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    if isinstance(value, dict):
        return {at: text for name, part in value.items() for at, text in texts(part, (*key, str(name))).items()}
    return {key: value} if isinstance(value, str) else {}


def gaps(text: str) -> list[str]:
    return sorted(part for _, part, _, _ in string.Formatter().parse(text) if part)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", ["interface", "rules", "sections"])
def test_placeholders_are_those_of_english(language: str, name: str) -> None:
    english, own = (
        texts(yaml.safe_load((ENGINE / f"words/{code}/{name}.yml").read_text("utf-8"))) for code in ("en", language)
    )
    for key, text in own.items():
        if key in english:
            names = [
                sorted(part for _, part, _, _ in string.Formatter().parse(one) if part) for one in (english[key], text)
            ]
            assert names[0] == names[1], key


@pytest.mark.parametrize("language", sorted(SHIPPED - {"ca", "en", "es"}))
def test_a_language_that_no_speaker_reviewed_says_so(language: str) -> None:
    assert yaml.safe_load((ENGINE / f"words/{language}/language.yml").read_text("utf-8"))["draft"] in ("yes", True)


def test_what_a_language_lacks_is_listed_with_the_english(root: Path) -> None:
    result = guia("words", "it", "--root", root, "--lang", "en")
    assert result.exit_code == 1
    listed = yaml.safe_load(result.stdout.partition("# words/it/rules.yml\n")[2].partition("# words/it/")[0])
    assert listed["missing-page"]["message"] == "The page «{title}» is missing."
    assert "«it» has 0 of" in result.stdout.splitlines()[-1]
    assert guia("words", "ca", "--root", root).exit_code == 0


def test_a_guide_may_bring_the_words_of_a_language(root: Path) -> None:
    (root / "words/it").mkdir(parents=True)
    (root / "words/it/rules.yml").write_text("missing-page: {message: 'Manca la pagina «{title}».', fix: x}\n")
    assert "The page «{title}» is missing." not in guia("words", "it", "--root", root).stdout
    (root / "docs/ca/tone.md").unlink()
    result = guia("check", "--root", root, "--lang", "it")
    assert "Manca la pagina" in result.stdout
    # A sentence is in one language: what is not translated is English, whole.
    assert "problem" in result.stdout.splitlines()[-1] or "error" in result.stdout.splitlines()[-1]


def test_a_check_says_once_that_words_are_missing(root: Path) -> None:
    guia("languages", "add", "it", "--root", root)
    result = guia("check", "--root", root, "--lang", "en")
    assert result.stderr.count("guia words it") == 1
