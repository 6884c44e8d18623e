"""What was corrected in the text that guides begin with reaches those that began before: `guia news`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import projects
from conftest import TODAY
from guiaviva.commands import main
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.starting import corrections, demonstration
from guiaviva.starting.answers import checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.untouched import RECORD, record_of
from projects import change, require_demonstration
from walks import COUNCIL

# It begins with the text of the demonstration.
require_demonstration()

ANSWERS = replace(COUNCIL, names={"ca": "Ajuntament de Prova", "es": "Ayuntamiento de Prueba"}, languages=("ca", "es"))
LIST = """\
screenshot:
  date: 2026-11-30
  version: 0.2.0
  places: [responses/index#situations]
  why: {ca: "Cap captura.", es: "Ninguna captura.", en: "No screenshot."}
  source: https://example.org/law
telephone:
  date: 2026-12-01
  version: 0.2.0
  places: [data/helplines.yml#suicide.phone, topics/minors#rule]
  why: {ca: "El número ha canviat.", es: "El número ha cambiado.", en: "The number has changed."}
"""
PAGES = [f"docs/{language}/responses/index.md" for language in ("ca", "es")]
HELPLINES = "data/helplines.yml"


@pytest.fixture(scope="module")
def begun(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    return made_once("begun-two-languages", lambda folder: begin(folder, checked(ANSWERS)))


@pytest.fixture
def guide(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A guide that began before two corrections were made, and has not been changed since."""
    root = Path(shutil.copytree(begun, tmp_path / "guide"))
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / corrections.FILE).write_text(LIST, encoding="utf-8")
    for path in PAGES:
        change(root / path, " {#situations}\n", " {#situations}\n\nCaptura, sempre.\n")
    change(root / HELPLINES, "phone: '024'", "phone: '0241'  # nou")
    monkeypatch.setattr(corrections, "SETS", tmp_path / "list")
    corrections.corrections.cache_clear()
    record(root)
    yield root
    corrections.corrections.cache_clear()


def record(root: Path) -> None:
    """Record a guide as it is for what it began with, before there was any correction."""
    known = {key: value for key, value in json.loads(record_of(root)).items() if key != "corrections"}
    (root / RECORD).write_text(json.dumps(known), encoding="utf-8")


def news(root: Path, *arguments: str) -> Result:
    day = TODAY.isoformat()
    return CliRunner().invoke(main, ["news", "--root", str(root), "--lang", "en", "--today", day, *arguments])


def texts(root: Path) -> list[str]:
    return [(root / path).read_text("utf-8") for path in (*PAGES, HELPLINES)]


def problems(root: Path) -> set[tuple[str, str]]:
    return {(one.rule, one.place.path) for one in judge(load_guide(root, today=TODAY)).findings}


def test_a_guide_that_begins_today_has_every_correction(begun: Path) -> None:
    done = news(begun)
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    known = json.loads((begun / RECORD).read_text("utf-8"))
    # Nor has it one to take where that was not recorded.
    assert known["corrections"]


def test_what_a_guide_begins_with_is_what_it_would_take(begun: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(begun, tmp_path / "guide"))
    (root / RECORD).unlink()
    assert news(root).exit_code == 0


@pytest.mark.parametrize("language", demonstration.languages())
def test_each_correction_names_what_is_there_and_why(language: str) -> None:
    kinds = ("", *(path.name for path in demonstration.SETS.iterdir()))
    for one in corrections.corrections().values():
        assert language in one.why
        for place in one.places:
            path, _, name = place.partition("#")
            if path.startswith("data/"):
                value = demonstration.data(path.removeprefix("data/").removesuffix(".yml"), "")
                for key in name.split("."):
                    value = value[key]
            else:
                page = next(found for kind in kinds if (found := demonstration.pages(language, kind).get(path)))
                assert f"{{#{name}}}" in page.read_text("utf-8"), place


def test_it_says_what_changed_where_why_and_on_whose_word(guide: Path) -> None:
    done = news(guide)
    assert done.exit_code == 1
    for said in ("No screenshot.", "https://example.org/law", "docs/ca/responses/index.md:", "sempre", "0241", "024"):
        assert said in done.stdout
    assert "Nobody has changed this text" in done.stdout
    # The guide has no page on minors.
    assert "minors" not in done.stdout


def test_a_text_that_nobody_changed_is_taken_whole_with_its_translation(begun: Path, guide: Path) -> None:
    before = problems(guide)
    done = news(guide, "--take", "screenshot", "--take", "telephone")
    assert done.exit_code == 0, done.output
    *pages, data = texts(begun)
    # What stands beside a value stays.
    assert texts(guide) == [*pages, data.replace("'024'", "'024'   # nou")]
    assert problems(guide) - before == set()
    assert not (guide / "removed").exists()
    assert news(guide).exit_code == 0


def test_a_text_that_was_changed_is_compared_and_kept_where_the_new_one_is_taken(begun: Path, guide: Path) -> None:
    change(guide / PAGES[0], ", sempre", ", i aviseu la Secretaria")
    done = news(guide)
    assert "You have changed this text" in done.stdout
    assert "Secretaria" in done.stdout
    assert news(guide, "--take", "responses/index#situations").exit_code == 1
    assert texts(guide)[:2] == texts(begun)[:2]
    (kept,) = (path for path in (guide / "removed").rglob("*.md"))
    assert "aviseu la Secretaria" in kept.read_text("utf-8")


def test_what_is_left_stays_and_is_not_asked_again(guide: Path) -> None:
    before = texts(guide)
    assert news(guide, "--leave", "screenshot", "--leave", "telephone").exit_code == 0
    assert texts(guide) == before
    assert news(guide).exit_code == 0


def test_a_correction_of_what_was_corrected_before_finds_it_untouched(guide: Path) -> None:
    assert news(guide, "--take", "screenshot").exit_code == 1
    known = json.loads((guide / RECORD).read_text("utf-8"))
    (guide / RECORD).write_text(json.dumps({**known, "corrections": {}}), encoding="utf-8")
    change(guide / HELPLINES, "'0241'", "'0242'")
    states = [(one["name"], one["state"]) for one in json.loads(news(guide, "--format", "json").stdout)]
    assert states == [("telephone", "changed")]


def test_a_guide_of_which_nothing_was_recorded_is_compared(guide: Path) -> None:
    (guide / RECORD).unlink()
    done = news(guide)
    assert done.exit_code == 1
    assert "was not recorded" in done.stdout
    assert news(guide, "--take", "telephone").exit_code == 1
    assert "phone: '024'" in texts(guide)[2]


def test_programs_get_both_texts_in_every_language(guide: Path) -> None:
    first, second = json.loads(news(guide, "--format", "json").stdout)
    assert {"name": "screenshot", "place": "responses/index#situations", "state": "untouched"}.items() <= first.items()
    assert [one["language"] for one in first["texts"]] == ["ca", "es"]
    assert all("sempre" in one["old"] and "sempre" not in one["new"] for one in first["texts"])
    assert [(one["old"], one["new"]) for one in second["texts"]] == [("0241", "024")]


@pytest.mark.parametrize("name", ["nothing", "tone#voice"])
def test_a_name_that_means_none_changes_nothing(guide: Path, name: str) -> None:
    before = texts(guide)
    done = news(guide, "--take", name)
    assert (done.exit_code, done.stdout, texts(guide)) == (2, "", before)
    assert f"«{name}»" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_demonstration_has_no_news() -> None:
    done = news(projects.ROOT)
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)


@pytest.mark.parametrize("path", [RECORD, "data/institution.yml", HELPLINES])
def test_what_cannot_be_read_is_said(guide: Path, path: str) -> None:
    (guide / path).write_text("[", encoding="utf-8")
    done = news(guide)
    assert (done.exit_code, done.stdout) == (2, "")
    assert path in done.stderr
    assert done.stderr.count("\n") == 1


TYPED = """
import sys
from pathlib import Path
from guiaviva.starting import corrections
corrections.SETS = Path(sys.argv[1])
from guiaviva.commands import main
main(["news", "--root", sys.argv[2], "--lang", "en", "--today", sys.argv[3]])
"""
DOWN = b"\x1b[B"


@pytest.mark.skipif(sys.platform == "win32", reason="the terminal is one of Unix")
def test_on_a_terminal_each_is_asked(guide: Path) -> None:
    import pty

    own, other = pty.openpty()
    command = [sys.executable, "-c", TYPED, str(guide.parent / "list"), str(guide), TODAY.isoformat()]
    with subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env={**os.environ, "TERM": "xterm"}) as run:
        os.close(other)
        said, answers = b"", [b"\r", DOWN + b"\r"]
        with suppress(OSError):
            while part := os.read(own, 10_000):
                said += part
                # The question is there once its last answer is.
                if answers and said.count(b"Decide later") > 2 - len(answers):
                    os.write(own, answers.pop(0))
        os.close(own)
    assert run.returncode == 0, said.decode()
    assert b"Taken: screenshot" in said
    assert b"Left: telephone" in said
    assert "Captura, sempre" not in texts(guide)[0]
    assert "0241" in texts(guide)[2]
