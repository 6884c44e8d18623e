"""An institution's guide of the version before becomes one of this version: nothing of its own changes or is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import TESTS, TODAY
from guiaviva import __version__
from guiaviva.commands import main
from guiaviva.contentmodel import ENGINE
from guiaviva.upgrading.changes import Changes
from guiaviva.upgrading.exceptions import drop
from guiaviva.upgrading.upgrade import migrations
from guiaviva.versions import numbers
from projects import run

# mkdocs.yml of version 0.1, with what an institution changed in it.
SETTINGS = """\
# The institution's own part comes first; what follows belongs to the program.
site_name: Guia de xarxes
site_url: https://guia.example/

theme:
  name: material
  custom_dir: overrides
  language: ca
  font: false
  favicon: assets/ours.svg
  icon:
    logo: material/message-text
  features:
    - navigation.footer
    - navigation.top
    - toc.follow
    - content.tooltips
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny}

docs_dir: docs
site_dir: public
watch: [data, model, overrides]

hooks:
  - hooks/check.py
  - hooks/blocks.py
  - hooks/ours.py
  - hooks/nav.py
  - hooks/theme.py
  - hooks/search.py
  - hooks/tools.py

plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ca, name: Català, default: true}

extra_css: [assets/stylesheets/brand.css, assets/stylesheets/guia.css, assets/ours.css]
extra_javascript:
  - path: assets/javascripts/menu.js
    type: module

validation:
  nav: {omitted_files: info}

markdown_extensions:
  - abbr
  - pymdownx.mark
  - toc:
      permalink: true
"""


def guia(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The repository of an institution, as version 0.1 was: with the program's files beside its own."""
    root = tmp_path / "guide"
    shutil.copytree(TESTS / "guides" / "minimum", root, ignore=shutil.ignore_patterns(".cache"))
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name in ("check", "blocks", "nav", "theme", "search", "tools", "ours"):
        (root / "hooks").mkdir(exist_ok=True)
        (root / f"hooks/{name}.py").write_text(f"# {name}\n", encoding="utf-8")
    (root / "model").mkdir()
    (root / "model/words.yml").write_text("report: {error: {ca: error nostre}}\n", encoding="utf-8")
    (root / "overrides/partials").mkdir(parents=True)
    shutil.copy(ENGINE / "overrides/main.html", root / "overrides/main.html")
    (root / "overrides/partials/header.html").write_text("{# changed #}\n", encoding="utf-8")
    (root / "overrides/partials/ours.html").write_text("{# ours #}\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    commit(root)
    return root


def commit(root: Path) -> None:
    for command in (["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_what_is_the_institutions_stays_and_nothing_is_lost(before: Path) -> None:
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert result.exit_code == 0, result.output
    now = contents(before)
    own = [path for path in was if path.startswith(("docs/", "data/")) and path != "data/institution.yml"]
    assert {path: now[path] for path in own} == {path: was[path] for path in own}
    assert now["data/institution.yml"].replace(f"program: {__version__}\n".encode(), b"") == was["data/institution.yml"]
    assert now["hooks/ours.py"] == was["hooks/ours.py"]
    assert now["overrides/partials/ours.html"] == was["overrides/partials/ours.html"]
    kept = {path.removeprefix("removed/0.1/"): data for path, data in now.items() if path.startswith("removed/")}
    gone = set(was) - set(now)
    assert {path: kept[path] for path in gone} == {path: was[path] for path in gone}
    for said in ("model", "hooks/ (blocks.py, check.py, nav.py,", "overrides/partials/header.html", "mkdocs.yml"):
        assert said in result.output
    assert "put what you had changed in it" in result.output
    settings = now["mkdocs.yml"].decode()
    for ours in ("favicon: assets/ours.svg", "hooks/ours.py", "assets/ours.css", "pymdownx.mark", "site_dir: public"):
        assert ours in settings
    for theirs in ("palette", "features", "hooks/nav.py", "guia.css", "abbr", "validation", "watch", "menu.js"):
        assert theirs not in settings
    assert guia("check", "--root", before, "--today", TODAY.isoformat()).exit_code == 0


CHANGED = {
    "hooks/check.py": "# check\n",
    "model/rules.yml": (
        "missing-page: {level: mark}\nvague-link-text: {level: error}\nmissing-page-of-ours: {level: advice}\n"
    ),
    "model/kinds.yml": "defaults:\n  words: 25\n  front_matter: {owner: G, reviewed: G, review_every: G}\n",
    "overrides/partials/header.html": "{# changed #}\n",
}


def test_what_the_institution_had_changed_is_named_first_value_by_value(before: Path) -> None:
    for path, text in CHANGED.items():
        (before / path).write_text(text, encoding="utf-8")
    commit(before)
    result = guia("upgrade", "--dry-run", "--root", before, "--lang", "en")
    said, _, rest = result.stdout.partition("belongs to the program")
    assert "the level" not in rest
    for named in (
        "«vague-link-text» the level error; it is warning here",
        "rule_levels: {vague-link-text: error}",
        "«missing-page-of-ours» the level advice. There is no such rule",
        "«25» in defaults.words",
        "overrides/partials/header.html",
        "hooks/ (blocks.py, check.py",
    ):
        assert named in said
    # What 0.1 had is no change of theirs.
    assert "missing-page»" not in said
    assert "front_matter" not in said


def test_a_second_upgrade_changes_nothing(before: Path) -> None:
    assert guia("upgrade", "--root", before).exit_code == 0
    commit(before)
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert (result.exit_code, contents(before)) == (0, was)
    assert "Nothing to change" in result.stdout


def test_a_dry_run_changes_nothing(before: Path) -> None:
    (before / "docs/ca/tone.md").write_text("# To\n", encoding="utf-8")
    was = contents(before)
    result = guia("upgrade", "--dry-run", "--root", before, "--lang", "en")
    assert (result.exit_code, contents(before)) == (0, was)
    assert "mkdocs.yml" in result.stdout


@pytest.mark.slow
def test_the_upgraded_guide_is_built(before: Path) -> None:
    assert guia("upgrade", "--root", before).exit_code == 0
    # The template of its own was none.
    built = run(before, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (before / "public/tone/index.html").is_file()


def test_changes_that_are_not_committed_stop_it(before: Path) -> None:
    (before / "docs/ca/tone.md").write_text("# To\n", encoding="utf-8")
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert (result.exit_code, contents(before)) == (2, was)
    assert "uncommitted changes (docs/ca/tone.md)" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of a shell")
@pytest.mark.parametrize("setting", ["core.fsmonitor", "filter.x.clean", "filter.a=b.process", "core.hooksPath"])
def test_no_program_is_run_that_a_repository_names(before: Path, tmp_path: Path, setting: str) -> None:
    program = tmp_path / "programs/post-index-change"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    value = program.parent if setting == "core.hooksPath" else program
    subprocess.run(["git", "-C", str(before), "config", setting, str(value)], check=True)
    (before / ".git/info/attributes").write_text(f"* filter={setting.split('.')[1]}\n", encoding="utf-8")
    # It is looked at again, though it says the same.
    page = before / "docs/ca/tone.md"
    page.write_bytes(page.read_bytes())
    assert guia("upgrade", "--root", before).exit_code == 0
    assert not (tmp_path / "ran").exists()


def test_what_an_upgrade_before_has_kept_stays(before: Path) -> None:
    older = before / "removed/0.1/hooks/check.py"
    older.parent.mkdir(parents=True)
    older.write_text("older")
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert older.read_text() == "older"
    assert (before / "removed/0.1-2/hooks/check.py").read_text() == "# check\n"
    assert "removed/0.1-2" in result.output


def test_line_ends_and_comments_stay(before: Path) -> None:
    path = before / "data/institution.yml"
    text = "# Ours\n" + path.read_text("utf-8").replace("kind:", "# What we are\nkind:")
    for one, content in ((path, text), (before / "mkdocs.yml", SETTINGS)):
        one.write_text(content, encoding="utf-8", newline="\r\n")
    commit(before)
    assert guia("upgrade", "--root", before).exit_code == 0
    assert path.read_bytes().decode().replace(f"program: {__version__}\r\n", "") == text.replace("\n", "\r\n")
    settings = (before / "mkdocs.yml").read_bytes()
    assert settings.count(b"\n") == settings.count(b"\r\n") > 0


@pytest.mark.parametrize("text", ["site_name: [\n", "- a\n"])
def test_settings_that_cannot_be_read(before: Path, text: str) -> None:
    (before / "mkdocs.yml").write_text(text)
    commit(before)
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert (result.exit_code, contents(before)) == (2, was)
    assert "mkdocs.yml" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_of_any_name_is_named_as_it_is(before: Path) -> None:
    (before / "docs/ca/més text.md").write_text("# U\n")
    commit(before)
    (before / "docs/ca/més text.md").write_text("# Dos\n")
    assert "(docs/ca/més text.md)" in guia("upgrade", "--root", before, "--lang", "en").stderr


def test_a_guide_of_a_later_version_is_refused(before: Path) -> None:
    path = before / "data/institution.yml"
    path.write_text(path.read_text("utf-8") + "program: 99.1.0\n", encoding="utf-8")
    for command in ("upgrade", "check", "todo"):
        result = guia(command, "--root", before, "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "99.1.0" in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("version", ["banana", "0.x", "v0.2", "0.2.0 beta"])
def test_what_is_no_version_is_refused(before: Path, version: str) -> None:
    path = before / "data/institution.yml"
    path.write_text(path.read_text("utf-8") + f"program: {version}\n", encoding="utf-8")
    commit(before)
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert (result.exit_code, result.stdout, contents(before)) == (2, "", was)
    assert f"«{version}» is not a version" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("version", ["0.1", "0.2", "0.2.0rc1", "0.2.0.dev3"])
def test_a_version_may_be_one_before_its_release(before: Path, version: str) -> None:
    path = before / "data/institution.yml"
    path.write_text(path.read_text("utf-8") + f"program: {version}\n", encoding="utf-8")
    commit(before)
    assert guia("upgrade", "--root", before, "--lang", "en").exit_code == 0


@pytest.mark.parametrize("text", ["a: [", "- x\n", None])
def test_data_that_cannot_be_read(before: Path, text: str | None) -> None:
    path = before / "data/institution.yml"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    was = contents(before)
    result = guia("upgrade", "--root", before, "--lang", "en")
    assert (result.exit_code, contents(before)) == (2, was)
    assert result.stderr.count("\n") == 1


def test_migrations_are_found_in_order() -> None:
    found = migrations()
    assert [number for number, _ in found] == sorted(number for number, _ in found)
    assert all(number <= numbers(__version__)[:2] for number, _ in found)


def test_what_is_moved_leaves_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").write_text("x")
    changes = Changes(tmp_path, "removed/1")
    changes.move("a/b/c", "program-file")
    changes.move("nothing", "program-file")
    changes.apply()
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [
        "removed/1/a/b/c"
    ]
    assert not (tmp_path / "a").exists()


EXEMPT = """\
# To i estil

<!-- allow wrong-count: es compten a part -->

Text. <!-- allow broken-link: és un exemple -->

<!-- allow figure-mismatch: cada llengua té les seves -->
<!-- allow section-mismatch: només en català -->

## Veu {#voice}
"""


def test_exceptions_to_rules_that_are_gone_go_and_no_others(tmp_path: Path) -> None:
    for path, text in {
        "docs/ca/tone.md": EXEMPT,
        "data/institution.yml": "rule_levels: {contradiction: error, vague-link-text: error}  # com cal\n",
        "data/roles.yml": "a:\n  name: {ca: A}\n  x-allow: {misspelt-name: es diu així}\n",
        "data/baseline.yml": "broken-link:\n  files: {x.md: 1}\nlink-mismatch:\n  files: {x.md: 2}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    changes = Changes(tmp_path, "removed/0.2.0")
    drop(changes)
    page = changes.written["docs/ca/tone.md"]
    assert page == EXEMPT.replace("<!-- allow wrong-count: es compten a part -->\n\n", "").replace(
        "<!-- allow figure-mismatch: cada llengua té les seves -->\n", ""
    )
    assert "{vague-link-text: error} " in changes.written["data/institution.yml"]
    assert changes.written["data/roles.yml"] == "a:\n  name: {ca: A}\n"
    assert changes.written["data/baseline.yml"] == "broken-link:\n  files: {x.md: 1}\n"
