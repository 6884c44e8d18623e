"""Sites built with MkDocs as a library: as MkDocs builds them, whatever the processes and the cache."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from guiaviva.blocks.glossary import _one_of
from guiaviva.checking import check
from guiaviva.site import publishing
from guiaviva.judgement import Judgement
from guiaviva.site.menu import Item, Menu
from guiaviva.site.rendering import building, workers
from guiaviva.site.rendering.store import Store

ROOT = TESTS.parent
DAY = "2026-11-24"
on_linux = pytest.mark.skipif(not workers.CAN_FORK, reason="the work is shared on Linux alone")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def with_program(root: Path) -> Path:
    """Put the program's own hooks, templates, words and configuration beside a guide."""
    for name in ("overrides", "model"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, root / "hooks")
    return root


def small_project(root: Path) -> Path:
    """A guide of a few pages in two languages; in the second, most of them fall back."""
    shutil.copytree(TESTS / "guides" / "minimum", root)
    change(root / "data/institution.yml", "languages: [ca]", "languages: [ca, es]")
    (root / "data/terms.yml").write_text(TERMS, encoding="utf-8")
    for path, text in PAGES.items():
        (root / "docs" / path).parent.mkdir(exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    with_program(root)
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^ +- \{locale: en,.*\n", "", text), encoding="utf-8")
    return root


TERMS = """\
thread:
  term: {ca: fil, es: hilo}
  definition: {ca: Publicacions que es responen., es: Publicaciones que se responden.}
"""
PAGES = {
    "ca/status.md": "# Estat\n\n/// guide | status\n///\n",
    "ca/glossary.md": "# Glossari\n\n/// guide | terms\n///\n",
    "ca/find.md": "# Índex\n\n/// guide | site-index\n///\n",
    "es/tone.md": "# Tono\n\n## La voz {#voice}\n\nUn hilo, y [los principios](/principles.md).\n",
    "es/index.md": "# Guía\n\n[El tono](/tone.md#voice)\n",
}


def built(root: Path, site: Path, *, cache: Path | None = None, count: int = 1, day: str = DAY) -> dict[str, bytes]:
    site.mkdir()
    judgement = Judgement.of(check(root, today=day))
    building.build(root, judgement, site, strict=False, cache=Store(cache) if cache else None, count=count)
    return files(site)


def _configuration(folder: str, names: list[str]) -> list[str]:
    return ["mkdocs.yml"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GUIA_", "SOURCE_DATE"))}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**plain, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (old, path)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Compare two sites; name the files that differ, since their contents would fill the screen."""
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


# The same as MkDocs, whoever does the work.


def test_a_build_equals_that_of_mkdocs(tmp_path: Path) -> None:
    root = with_program(
        Path(shutil.copytree(TESTS / "guides" / "complete", tmp_path / "project", ignore=_configuration))
    )
    # A page that falls back is built from another language's file.
    (root / "docs/en/tone.md").unlink()
    done = run(root, "mkdocs", "build", "--site-dir", str(tmp_path / "theirs"), GUIA_TODAY=DAY, SOURCE_DATE_EPOCH="0")
    assert done.returncode == 0, done.stderr
    same(built(root, tmp_path / "ours", count=2), files(tmp_path / "theirs"))


@on_linux
def test_a_build_of_several_processes_equals_that_of_one(project: Path, tmp_path: Path) -> None:
    same(built(project, tmp_path / "one"), built(project, tmp_path / "three", count=3))


# The cache.

Change = Callable[[Path], Any]


def _page(root: Path) -> Path:
    return root / "docs/ca/tone.md"


CHANGES: dict[str, Change] = {
    "text": lambda root: _page(root).write_text(_page(root).read_text() + "\nUna frase més.\n"),
    "title": lambda root: _page(root).write_text(re.sub("(?m)^# .*", "# Un altre títol", _page(root).read_text())),
    "new page": lambda root: _page(root).with_name("altres.md").write_text("# Altres\n\n[El to](/tone.md)\n"),
    "page without translation": lambda root: (root / "docs/es/tone.md").unlink(),
    "draft": lambda root: _page(root).write_text("---\nstatus: draft\n---\n" + _page(root).read_text()),
    "data of a block": lambda root: change(root / "data/situations.yml", "name: {ca: ", "name: {ca: Altra "),
    "data of the terms": lambda root: change(root / "data/terms.yml", "term: {ca: fil, ", "term: {ca: to, "),
    "words": lambda root: change(root / "model/words.yml", "  judged-on: {ca: ", "  judged-on: {ca: Altra "),
    "template": lambda root: change(root / "overrides/main.html", 'class="guia-about"', 'class="guia-about changed"'),
    "part of the menu": lambda root: change(root / "overrides/partials/menu.html", "<summary>", "<summary class=x>"),
    "configuration": lambda root: change(root / "mkdocs.yml", "permalink: true", "permalink: §"),
    "name of a language": lambda root: change(root / "mkdocs.yml", "name: Español", "name: Castellà"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, bytes]]:
    """A project, the cache that its first build leaves, and what that built."""
    folder = tmp_path_factory.mktemp("kept")
    root = small_project(folder / "project")
    site = built(root, folder / "site", cache=folder / "cache")
    return root, folder / "cache", site


@pytest.mark.parametrize("changed", CHANGES)
def test_the_cache_changes_nothing(kept: tuple[Path, Path, dict[str, bytes]], changed: str, tmp_path: Path) -> None:
    original, cache, before = kept
    root = Path(shutil.copytree(original, tmp_path / "project"))
    shutil.copy(cache, tmp_path / "cache")
    CHANGES[changed](root)
    after = built(root, tmp_path / "cached", cache=tmp_path / "cache")
    same(after, built(root, tmp_path / "plain"))
    assert after != before


def test_what_is_kept_gives_the_same_site(kept: tuple[Path, Path, dict[str, bytes]], tmp_path: Path) -> None:
    root, cache, before = kept
    shutil.copy(cache, tmp_path / "cache")
    with mock.patch.object(building, "_converted", side_effect=AssertionError("converted again")):
        same(built(root, tmp_path / "again", cache=tmp_path / "cache"), before)


def test_another_day_is_another_site(kept: tuple[Path, Path, dict[str, bytes]], tmp_path: Path) -> None:
    root, cache, _ = kept
    shutil.copy(cache, tmp_path / "cache")
    after = built(root, tmp_path / "cached", cache=tmp_path / "cache", day="2027-02-01")
    same(after, built(root, tmp_path / "plain", day="2027-02-01"))
