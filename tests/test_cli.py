"""The command as an editor and a pipeline meet it: exit codes, languages, filters, and bad input of every sort."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import complete_guide
from conftest import TESTS
from guiaviva import judgement
from guiaviva.commands import main
from guiaviva.commands import schema as schemas
from guiaviva.commands._terminal import put
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.guide.loading import with_data
from guiaviva.renderers import FORMATS
from guiaviva.reporting import day
from projects import EPOCH

Copy = Callable[[str], Path]
# The folder of the source language, of both guides.
HOME = f"docs/{complete_guide.LANGUAGES[0]}"


def guia(*arguments: str | Path, **environment: str) -> Result:
    """Run the command; a traceback is never an answer."""
    runner = CliRunner(env={"GUIA_LANG": None, "SOURCE_DATE_EPOCH": EPOCH, **environment})
    result = runner.invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def reported(root: Path, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    """Return what the check reports as JSON, in English; it must end with the code."""
    result = guia("check", "--root", root, "--format", "json", "--lang", "en", *arguments)
    assert result.exit_code == code, result.output
    shown: list[dict[str, Any]] = json.loads(result.stdout)
    return shown


# The two guides.


def test_the_minimum_guide_passes() -> None:
    result = guia("check", "--root", TESTS / "guides" / "minimum", "--profile", "minimum", "--strict")
    assert result.exit_code == 0
    assert "Tot en ordre" in result.stdout


def test_the_minimum_guide_is_as_small_as_the_seed_allows() -> None:
    root = TESTS / "guides" / "minimum"
    pages = {path.relative_to(root / HOME).as_posix() for path in root.rglob("*.md")}
    assert pages == {
        "index.md", "principles.md", "tone.md", "roles/digital-content-lead.md", "networks/instagram.md",
        "responses/index.md", "plans/institution.md",
    }  # fmt: skip
    assert len(list((root / "docs").iterdir())) == 1


def test_the_complete_guide_passes(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    assert guia("translated", "--all", "--root", root).exit_code == 0
    assert guia("check", "--root", root, "--profile", "complete", "--strict", "--advice").exit_code == 0


def test_a_profile_takes_the_place_of_the_institutions() -> None:
    root = TESTS / "guides" / "minimum"
    assert guia("check", "--root", root, "--profile", "complete").exit_code == 1
    levels = {one["level"] for one in reported(root, "--profile", "complete")}
    assert "error" in levels


# The command.


def test_python_runs_the_core_without_mkdocs() -> None:
    """Not even the modules that the core imports may bring MkDocs along; packages that render sites do.

    The preview uses that package; what judges beside it does not.
    """
    preview = "guiaviva.site.preview"
    with_mkdocs = ("guiaviva.site.events", "guiaviva.site.rendering.", f"{preview}.server", f"{preview}.site")
    code = (
        "import sys, pkgutil, importlib, guiaviva\n"
        "for module in pkgutil.walk_packages(guiaviva.__path__, 'guiaviva.'):\n"
        f"    if not module.name.endswith('__main__') and not module.name.startswith({with_mkdocs}):\n"
        "        importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'material', 'mkdocs_static_i18n')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    for path in (TESTS.parent / "hooks" / "guiaviva").rglob("*.py"):
        if path.parent.name in ("events", "rendering"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0].startswith("mkdocs") for name in names), path


def test_what_cannot_be_done_is_said_in_the_language_of_the_guide(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    own, catalan, english = (
        guia("languages", "add", "ca", "--root", root, *asked).output
        for asked in ((), ("--lang", "ca"), ("--lang", "en"))
    )
    assert own == catalan != english
    # Nothing says which language it has.
    (root / "data/institution.yml").write_text("languages: [", encoding="utf-8")
    assert "is not the code of a language" in guia("languages", "add", "klingon", "--root", root).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["init", "x", "--people", "two"], "--people no puede ser «two». Valores posibles: 1, 2, 3."),
        (["serve", "--port=70000"], "--port no puede ser «70000». Valores posibles: 1–65535."),
        (["check", "--profile", "medium"], "--profile no puede ser «medium». Valores posibles: minimum, complete."),
        (["nosuch"], "No hay ninguna orden «nosuch»."),
        (["languages", "nosuch"], "No hay ninguna orden «nosuch». Elegir una de estas: «add», «remove»."),
        (["check", "--nosuch"], "La orden no tiene la opción «--nosuch». Para ver cuáles tiene: guia check --help"),
        (["new"], "A la orden le falta PAGE. Para ver cómo se escribe: guia new --help"),
        (["report", "x"], "A la orden le falta --period. Para ver cómo se escribe: guia report --help"),
        (["new", "a", "b"], "No se entiende la orden «guia new a b». Para ver cómo se escribe: guia new --help"),
        (["search", "x", "--most"], "No se entiende la orden «guia search x --most»."),
        (["translated"], "Indicar qué páginas, o bien escribir --all; no ambas cosas."),
    ],
)
def test_a_command_that_is_badly_written_is_explained(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, arguments, env={"GUIA_LANG": "es"}, prog_name="guia")
    assert result.exit_code == 2
    assert result.stderr.startswith(words)
    assert "Usage" not in result.stderr


def test_the_installed_command_speaks_utf8_whatever_the_locale(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/tone.md").unlink()
    command = [sys.executable, "-m", "guiaviva", "check", "--root", str(root)]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "pàgina «To i estil»" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_the_installed_command_runs_where_streams_are_closed(closed: str) -> None:
    command = [sys.executable, str(TESTS / "guides" / "minimum")]
    script = f'"$0" -m guiaviva check --root "$1" --today 2026-11-24 --lang en {closed}'
    done = subprocess.run(["sh", "-c", script, *command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a disk that is always full")
@pytest.mark.parametrize("full", [">/dev/full", "2>/dev/full", ">/dev/full 2>&1"])
def test_what_cannot_be_said_anywhere_ends_with_two(tmp_path: Path, full: str) -> None:
    root = TESTS / "guides" / "minimum" if full.startswith(">") else tmp_path
    script = f'"$0" -m guiaviva check --root "$1" --today 2026-11-24 --lang en {full}'
    done = subprocess.run(["sh", "-c", script, sys.executable, str(root)], capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, int(full == ">/dev/full"))


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_ends_with_the_same_code(guide_folder: Copy, format_: str) -> None:
    root = guide_folder("minimum")
    assert guia("check", "--root", root, "--format", format_).exit_code == 0
    (root / f"{HOME}/tone.md").unlink()
    result = guia("check", "--root", root, "--format", format_)
    assert result.exit_code == 1
    assert "tone" in result.stdout


def test_json_has_the_documented_keys(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/tone.md").unlink()
    (one,) = reported(root)
    assert {"path", "line", "rule", "level", "message", "fix"} <= set(one)
    assert (one["path"], one["line"], one["rule"], one["level"]) == (f"{HOME}/tone.md", 1, "missing-page", "error")


@pytest.mark.parametrize(
    ("language", "word"), [("ca", "Falta la pàgina"), ("es", "Falta la página"), ("en", "is missing")]
)
def test_language_by_option_by_environment_and_by_the_guide(guide_folder: Copy, language: str, word: str) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/tone.md").unlink()
    assert word in guia("check", "--root", root, "--lang", language).stdout
    assert word in guia("check", "--root", root, GUIA_LANG=language).stdout
    assert "Falta la pàgina" in guia("check", "--root", root).stdout


def test_paths_filter_what_is_reported_and_the_code_goes_with_it(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/tone.md").write_text("# To\n", encoding="utf-8")
    (root / f"{HOME}/principles.md").write_text("# Principis\n", encoding="utf-8")
    assert {one["path"] for one in reported(root)} == {f"{HOME}/tone.md", f"{HOME}/principles.md"}
    assert {one["path"] for one in reported(root, f"{HOME}/tone.md")} == {f"{HOME}/tone.md"}
    assert {one["path"] for one in reported(root, str(root / HOME))} == {
        f"{HOME}/tone.md",
        f"{HOME}/principles.md",
    }
    assert reported(root, "data", code=0) == []
    assert guia("check", "--root", root, "..").exit_code == 2


def test_strict_and_advice(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    page = root / f"{HOME}/tone.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[aquí](index.md)\n", encoding="utf-8")
    assert [one["level"] for one in reported(root, code=0)] == ["warning"]
    reported(root, "--strict", code=1)
    assert "advice" in {one["level"] for one in reported(root, "--advice", code=0)}


def test_the_date_is_that_of_the_option_or_of_the_environment(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    assert guia("translated", "--all", "--root", root).exit_code == 0
    assert guia("check", "--root", root, "--today", "2026-11-24", "--strict").exit_code == 0
    late = reported(root, "--today", "2028-01-01", code=0)
    assert {one["rule"] for one in late} >= {"review-overdue", "limits-unchecked", "calendar-out-of-date"}
    # A rule that depends on the date is never an error, however late it is.
    assert {one["level"] for one in late} == {"warning"}
    assert guia("check", "--root", root, "--strict", SOURCE_DATE_EPOCH="1893456000").exit_code == 1


@pytest.mark.parametrize("command", [("check",), ("check", "--today", "2026-11-24"), ("build",), ("rollback",)])
@pytest.mark.parametrize("found", ["x", " ", "-1", "1e9", "٣", "4294967296", "9" * 5000])
def test_a_date_of_the_environment_that_is_none(command: tuple[str, ...], found: str) -> None:
    root = TESTS / "guides" / "minimum"
    result = guia(*command, "--root", root, "--lang", "en", SOURCE_DATE_EPOCH=found)
    assert result.exit_code == 2
    assert "is not a valid value of SOURCE_DATE_EPOCH" in result.stderr


@pytest.mark.parametrize("epoch", ["", None])
def test_today_is_what_it_is_where_the_institution_is(guide_folder: Copy, epoch: str | None) -> None:
    """At no moment do the first and the last place on earth have the same day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", epoch) if epoch is not None else patch.delenv("SOURCE_DATE_EPOCH", False)
        root = guide_folder("minimum")
        institution = root / "data/institution.yml"
        text = institution.read_text(encoding="utf-8")
        days = []
        for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
            institution.write_text(f"{text}time_zone: {zone}\n", encoding="utf-8")
            guide = load_guide(root, today=day(None))
            assert with_data(guide, today=None).today == guide.today
            days.append(guide.today)
        assert days[0] < days[1]
        assert load_guide(root, today=day("2026-11-24")).today == date(2026, 11, 24)
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        assert load_guide(root, today=day(None)).today == date(2026, 11, 24)


def test_levels_that_the_institution_changed(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    file = root / "data/institution.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "rule_levels: {owner-missing: warning, missing-page: advice}\n", encoding="utf-8")
    assert {one["rule"] for one in reported(root, code=0)} == {"owner-missing"}
    # What the seed demands stays an error.
    (root / f"{HOME}/principles.md").unlink()
    assert ("missing-page", "error") in {(one["rule"], one["level"]) for one in reported(root)}
    file.write_text(text + "rule_levels: {review-overdue: error}\n", encoding="utf-8")
    assert {one["rule"] for one in reported(root)} >= {"invalid-data"}


# What cannot be judged: exit code 2, one sentence on stderr, in the language asked for.


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--root", "nowhere"], "nowhere"),
        (["--lang", "it"], "«it»"),
        (["--today", "2026-02-30"], "2026-02-30"),
        (["--format", "xml"], "xml"),
        (["--profile", "huge"], "huge"),
    ],
)
def test_what_cannot_be_judged(guide_folder: Copy, arguments: list[str], word: str) -> None:
    root = guide_folder("minimum")
    result = guia("check", "--root", root, *arguments)
    assert result.exit_code == 2
    assert word in result.stderr
    assert result.stdout == ""


def test_no_docs_folder(tmp_path: Path) -> None:
    for language, word in (("ca", "guia"), ("es", "guía"), ("en", "guide")):
        result = guia("check", "--root", tmp_path, "--lang", language)
        assert (result.exit_code, result.stdout) == (2, "")
        assert word in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["2026-02-30", "0000-00-00", "2026-01-01T99:00:00Z", "9" * 5000, "[" * 20_000])
def test_the_language_of_data_that_is_no_yaml_is_not_known(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/institution.yml").write_text(f"languages: [ca]\nholidays: {text}\n", encoding="utf-8")
    result = guia("check", "--root", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.exception


def test_a_root_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert guia("check", "--root", tmp_path / "file").exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")
def test_a_root_that_is_a_link_to_itself(tmp_path: Path) -> None:
    root = tmp_path / "loop"
    root.symlink_to("loop")
    for command in (("check",), ("headers", "--for", "nginx")):
        result = guia(*command, "--root", root)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr


@pytest.mark.parametrize(
    "name",
    ["model/kinds", *(pytest.param(name, marks=pytest.mark.slow) for name in ("model/blocks", "words/en/rules"))],
)
def test_a_broken_model_of_the_guide(guide_folder: Copy, name: str) -> None:
    root = guide_folder("minimum")
    file = root / f"{name}.yml"
    file.parent.mkdir(parents=True)
    for broken in ("a: [", "a: 1\n", "- x\n"):
        file.write_text(broken, encoding="utf-8")
        result = guia("check", "--root", root, "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name}.yml" in result.stderr


def test_a_guide_adds_to_the_model(guide_folder: Copy) -> None:
    """What a guide says of its own wins, key by key; all else is the program's."""
    root = guide_folder("minimum")
    for path, text in {
        "model/kinds.yml": "kinds: {tone: {sections: {slang: {mark: C}}}}\n",
        "words/ca/sections.yml": "kinds: {tone: {title: Veu, sections: {slang: {title: Argot, write: Digueu-ho.}}}}\n",
        "words/ca/rules.yml": "missing-section: {message: 'Ens falta «{title}».'}\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    result = guia("check", "--root", root)
    assert result.exit_code == 1
    assert "Ens falta «Argot»." in result.stdout
    assert "## Argot {#slang}" in result.stdout
    assert "Digueu-ho." in result.stdout


@pytest.mark.parametrize(
    ("words", "reason"), [("", "without a title"), ("kinds: {rites: {title: Rites}}\n", "no heading for the section")]
)
def test_a_kind_without_words(guide_folder: Copy, words: str, reason: str) -> None:
    root = guide_folder("minimum")
    (root / "model").mkdir()
    kind = "kinds: {rites: {path: rites, group: topics, sections: {first: {mark: C}}}}\n"
    (root / "model" / "kinds.yml").write_text(kind, encoding="utf-8")
    (root / "words" / "ca").mkdir(parents=True)
    (root / "words" / "ca" / "sections.yml").write_text(words, encoding="utf-8")
    result = guia("check", "--root", root, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "«rites»" in result.stderr
    assert reason in result.stderr


def test_a_missing_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where even the words are gone, the program still says so."""
    for module in ("guiaviva.contentmodel", "guiaviva.contentmodel.loading"):
        monkeypatch.setattr(f"{module}.ENGINE", tmp_path)
    result = guia("check", "--root", TESTS / "guides" / "minimum")
    assert result.exit_code == 2
    assert "model/" in result.stderr


def test_a_language_without_words(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    for path in [*root.rglob("*.yml")]:
        path.write_text(path.read_text(encoding="utf-8").replace("{ca:", "{it:"), encoding="utf-8")
    file = root / "data/institution.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("[ca]", "[it]"), encoding="utf-8")
    (root / HOME).rename(root / "docs/it")
    result = guia("check", "--root", root)
    assert result.exit_code == 0
    assert "«it»" in result.stderr
    assert "All is well" in result.stdout


# Bad input: reported once, with file and line; the rest is still judged.


def judged_with(root: Path, path: str, content: str | bytes, *arguments: str) -> list[dict[str, Any]]:
    """Return what is reported of a file with such a content, while another fault elsewhere must be reported too."""
    (root / f"{HOME}/principles.md").unlink(missing_ok=True)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    shown = reported(root, *arguments)
    assert f"{HOME}/principles.md" in {one["path"] for one in shown}, "the rest is still judged"
    return [one for one in shown if one["path"] == path]


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("lead:\n  name: {ca: Cap\n", 2, ""),
        ("lead:\n\tname: {ca: Cap}\n", 2, "tab"),
        ("lead:\n  name: Cap\n  contact: {phone: 1234}\n", 2, "name"),
        ("lead:\n  name: {ca: Cap}\n  contact: {phone: 1234}\n  deputi: lead\n", 4, "deputy"),
        ("lead:\n  name: {ca: Cap}\n  contact: {phone: 1234}\n  contact: {phone: 99999}\n", 4, "3"),
        ("lead:\n  name: {ca: Cap}\n  contact: {email: @riublanc}\n", 3, ""),
        ("lead:\n  name: {ca: Cap}\n  unit: @town\n  contact: {phone: 1234}\n", 3, '"@town"'),
        ("lead:\n  name: {ca: Cap}\n  unit: #town\n  contact: {phone: 1234}\n", 3, '"#town"'),
        ("lead:\n  name: {ca: Cap: el primer}\n  contact: {phone: 1234}\n", 2, ""),
        ("lead:\n  name: {ca: &a Cap}\n  contact: {phone: 1234, hours: {ca: *a}}\n", 2, ""),
        ("lead:\n  name: {ca: Cap, segon}\n  contact: {phone: 1234}\n", 2, "Cap, segon"),
        ("- lead\n", 1, ""),
        ("només text\n", 1, ""),
        ('lead:\n  name: {ca: "Cap}\n', 2, ""),
        ("Lead Role:\n  name: {ca: Cap}\n  contact: {phone: 1234}\n", 1, "Lead Role"),
        ("\0\n", 1, ""),
        ("a: " + "[" * 3000, 1, ""),
    ],
)
def test_bad_yaml(guide_folder: Copy, content: str, line: int, word: str) -> None:
    root = guide_folder("minimum")
    shown = judged_with(root, "data/roles.yml", content)
    assert [(one["rule"], one["line"]) for one in shown] == [("invalid-data", line)], shown
    assert word in shown[0]["message"] + shown[0]["fix"]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("2026-13-01", "2026-13-01"),
        ("2026-02-29", "2026-02-29"),
        ("01/02/2026", "01/02/2026"),
        ("1700000000", "date"),
        ("", ""),
    ],
)
def test_a_date_that_does_not_exist(guide_folder: Copy, value: str, word: str) -> None:
    root = guide_folder("minimum")
    text = (root / "data/plans/institution.yml").read_text(encoding="utf-8")
    (one,) = judged_with(root, "data/plans/institution.yml", text.replace("start: 2026-01-01", f"start: {value}"))
    assert (one["rule"], one["line"]) == ("invalid-data", 3)
    assert word in one["message"]


TONE = (TESTS / "guides" / "minimum" / f"{HOME}/tone.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        (TONE.encode("latin-1", errors="replace"), 5, "atenció"),
        (TONE.encode("utf-16"), 1, "#"),
        ("", 1, "empty"),
        (" \n\n", 1, "empty"),
        (TONE + "x" * 5_000_000, 1, "5001"),
        (TONE + "[" * 50_000, 10, "50000"),
        ("Nota: el to\n\n" + TONE, 1, "Nota: el to"),
        ("---\ntitle: [\n---\n" + TONE, 2, ""),
        ("---\njust text\n---\n" + TONE, 2, "---"),
        ("---\ntitle: To\n\n" + TONE, 1, "---"),
        (TONE + "\n```python\n# x\n", 11, "```"),
        ("---\ntitle: To\ntitle: To\n---\n" + TONE, 3, "title"),
        ("---\nreviewed: 2026-13-01\n---\n" + TONE, 2, "2026-13-01"),
        ("---\nrevised: 2026-01-01\n---\n" + TONE, 2, "reviewed"),
        ("---\nowner: {a: b}\n---\n" + TONE, 2, "owner"),
    ],
)
def test_bad_pages(guide_folder: Copy, content: str | bytes, line: int, word: str) -> None:
    root = guide_folder("minimum")
    shown = judged_with(root, f"{HOME}/tone.md", content)
    assert [one["line"] for one in shown] == [line], shown
    assert shown[0]["rule"] in ("invalid-page", "invalid-front-matter")
    assert word in shown[0]["message"] + shown[0]["fix"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TONE.encode(),
        TONE.replace("\n", "\r\n").encode(),
        TONE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf---\r\ntitle: To\r\n---\r\n" + TONE.replace("\n", "\r\n").encode(),
    ],
)
def test_what_windows_writes_is_accepted(guide_folder: Copy, content: bytes) -> None:
    assert judged_with(guide_folder("minimum"), f"{HOME}/tone.md", content) == []


def test_data_with_a_mark_and_line_ends_of_windows(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    for path in root.rglob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert reported(root, code=0) == []


def test_a_data_file_in_latin1(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    text = (root / "data/situations.yml").read_text(encoding="utf-8")
    (one,) = judged_with(root, "data/situations.yml", text.encode("latin-1"))
    assert (one["rule"], one["line"]) == ("invalid-data", 3)
    assert "Algú" in one["message"]


def test_a_folder_with_a_pages_name(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/tone.md").unlink()
    (root / f"{HOME}/tone.md").mkdir()
    (one,) = reported(root)
    assert (one["path"], one["rule"]) == (f"{HOME}/tone.md", "invalid-page")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")
def test_links_that_lead_in_circles(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / f"{HOME}/again").symlink_to(root / HOME, target_is_directory=True)
    (root / f"{HOME}/self.md").symlink_to("self.md")
    (root / "data/plans/loop").symlink_to(root / "data/plans", target_is_directory=True)
    shown = reported(root)
    assert {(one["path"], one["rule"]) for one in shown} == {
        (f"{HOME}/again", "invalid-page"),
        (f"{HOME}/self.md", "invalid-page"),
        ("data/plans/loop", "invalid-data"),
    }
    assert len(shown) == 3


@pytest.mark.parametrize(("path", "rule"), [(f"{HOME}/tone.md", "invalid-page"), ("data/roles.yml", "invalid-data")])
def test_an_unreadable_file(guide_folder: Copy, monkeypatch: pytest.MonkeyPatch, path: str, rule: str) -> None:
    """Root may read everything, so the refusal is injected."""
    root = guide_folder("minimum")
    opened = os.open

    def refuse(name: Any, *flags: Any, **more: Any) -> int:
        if Path(name).as_posix().endswith(path):
            raise PermissionError(13, "Permission denied")
        return opened(name, *flags, **more)

    monkeypatch.setattr(os, "open", refuse)
    (one,) = reported(root)
    assert (one["path"], one["line"], one["rule"]) == (path, 1, rule)
    assert "Permission denied" in one["message"]


def test_an_unreadable_folder(guide_folder: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    root = guide_folder("minimum")
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("networks"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    shown = reported(root)
    assert (f"{HOME}/networks", "invalid-page") in {(one["path"], one["rule"]) for one in shown}


def test_another_institutions_guide() -> None:
    """A folder of Markdown that follows none of our conventions gives a useful list and no crash."""
    shown = reported(TESTS / "guides" / "foreign")
    rules = {one["rule"] for one in shown}
    assert {
        "invalid-data",
        "unknown-page",
        "broken-link",
        "malformed-link",
        "image-without-alt",
        "missing-page",
    } <= rules
    (wrong,) = [one for one in shown if "httsp" in one["message"]]
    assert wrong["fix"].endswith("https://example.org/guia")


# New pages.


def test_a_draft_never_stops_anything(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    assert guia("translated", "--all", "--root", root).exit_code == 0
    draft = root / HOME / "topics/podcasts.md"
    draft.write_text(
        "---\nstatus: draft\nowner: nobody\n---\n# Draft\n\n## No id\n\n[x](no.md)\n\n/// guide | no\n",
        encoding="utf-8",
    )
    assert guia("check", "--root", root, "--strict", "--today", "2026-11-24").exit_code == 0
    assert {one["level"] for one in reported(root, "--advice", code=0)} == {"advice"}


def test_a_path_that_is_not_there_is_refused_unless_something_is_reported_of_it(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    wrong = guia("check", "--root", root, "--lang", "en", root / "nowhere.md")
    assert wrong.exit_code == 2
    assert "nowhere.md» does not exist" in wrong.output
    (root / HOME / "tone.md").unlink()
    assert guia("check", "--root", root, root / HOME / "tone.md").exit_code == 1


def test_new_writes_a_page_that_the_check_knows_as_a_draft(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    result = guia("new", "topics/images", "--root", root, "--today", "2026-11-24")
    assert (result.exit_code, result.stdout) == (0, f"{HOME}/topics/images.md\n")
    page = root / f"{HOME}/topics/images.md"
    text = page.read_text(encoding="utf-8")
    assert next(line for line in text.splitlines() if line.startswith("## ")).endswith("{#rule}")
    # A draft stops nothing, and has all that a page says of itself.
    assert guia("check", "--root", root, "--strict", "--today", "2026-11-24").exit_code == 0
    page.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    shown = reported(root)
    # Nobody has reviewed it, and its four prompts are still there.
    assert [one["rule"] for one in shown] == ["page-not-reviewed", *["placeholder-text"] * 4]


def test_new_never_writes_over_a_page(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    text = (root / f"{HOME}/tone.md").read_text(encoding="utf-8")
    result = guia("new", "tone", "--root", root)
    assert result.exit_code == 2
    assert f"{HOME}/tone.md" in result.stderr
    assert (root / f"{HOME}/tone.md").read_text(encoding="utf-8") == text


def test_new_writes_what_is_missing_of_a_page(guide_folder: Copy) -> None:
    root = guide_folder("complete")
    (root / "docs/es/tone.md").unlink()
    (root / "docs/en/tone.md").unlink()
    assert guia("new", "tone.md", "--root", root, "--lang", "en").stdout == "docs/en/tone.md\n"
    assert guia("new", "tone", "--root", root).stdout == "docs/es/tone.md\n"
    assert "## Voz de la institución {#voice}" in (root / "docs/es/tone.md").read_text(encoding="utf-8")
    (root / f"{HOME}/approval.md").unlink()
    (root / "docs/es/approval.md").unlink()
    assert guia("new", "approval", "--root", root).stdout == f"{HOME}/approval.md\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["topics/a/b"], ["tone", "--lang", "fr"], ["../../etc"], ["topics/con"], ["topics/a\nb"]],
)
def test_new_says_why_it_writes_nothing(guide_folder: Copy, arguments: list[str]) -> None:
    root = guide_folder("complete")
    before = sorted(root.rglob("*"))
    assert guia("new", *arguments, "--root", root).exit_code == 2
    assert sorted(root.rglob("*")) == before


# Schemas.


def test_the_schemas_are_the_committed_ones() -> None:
    folder = TESTS.parent / "model" / "schema"
    made = dict(schemas.schemas())
    assert {path.stem for path in folder.glob("*.json")} == set(made)
    for name, text in made.items():
        assert (folder / f"{name}.json").read_text(encoding="utf-8") == text, "run: guia schema"


def test_every_yaml_file_names_its_schema() -> None:
    root = TESTS.parent
    files = [*root.glob("model/*.yml"), *root.glob("words/*/*.yml"), *root.glob("data/**/*.yml")]
    assert files
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("=")[2]).resolve().is_file(), path


def test_rules_are_found_because_their_file_is_there() -> None:
    folder = TESTS.parent / "hooks/guiaviva/rules"
    names = {path.stem for path in folder.glob("*/*.py") if not path.stem.startswith("_")}
    assert {rule.__name__.rsplit(".", 1)[1] for rule in judgement.all_rules()} == names


@pytest.mark.slow
def test_formats_are_found_because_their_file_is_there(tmp_path: Path) -> None:
    """A module put beside the other renderers is offered, and shows the report."""
    root = TESTS.parent
    shutil.copytree(root / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("model", "words"):
        (tmp_path / name).symlink_to(root / name, target_is_directory=True)
    module = tmp_path / "hooks/guiaviva/renderers/count.py"
    module.write_text("def render(report):\n    return f'{report.pages} pages\\n'\n", encoding="utf-8")
    command = [sys.executable, "-m", "guiaviva", "check", "--root", str(TESTS / "guides" / "minimum")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "hooks")}
    done = subprocess.run([*command, "--format", "count"], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout) == (0, "7 pages\n"), done.stderr
    shown = subprocess.run([*command, "--help"], capture_output=True, text=True, env=environment, check=True)
    assert "count|" in shown.stdout


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"former")
    (tmp_path / "c.md").mkdir()
    with pytest.raises(CannotJudgeError):
        put(tmp_path, {"a.md": b"new", "b.md": b"new", "c.md": b"new"})
    assert (tmp_path / "a.md").read_bytes() == b"former"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "c.md"]


def test_a_link_within_the_guide_stays_when_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "shared.md").write_bytes(b"former")
    (tmp_path / "a.md").symlink_to("shared.md")
    put(tmp_path, {"a.md": b"new"})
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "shared.md").read_bytes() == b"new"


def test_a_build_lists_what_stops_it_and_counts_the_rest(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    links = " ".join(f"[Pàgina {number}](none-{number}.md)" for number in range(12))
    with (root / "docs/ca/tone.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{links}\n")
    short = guia("build", "--root", root, "--lang", "en")
    assert short.exit_code == 1
    assert short.stderr.count("broken-link") == 10
    assert "12 errors" in short.stderr
    assert "add --verbose" in short.stderr
    whole = guia("build", "--root", root, "--lang", "en", "--verbose")
    assert whole.stderr.count("broken-link") == 12
    assert "--verbose" not in whole.stderr
