"""Line ends and the mark of Windows: a guide is the same with any, and a file that is written again keeps its own."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TESTS
from guiaviva.commands import main
from guiaviva.line_ends import like
from guiaviva.site.rendering import preview
from guiaviva.starting.files import others
from projects import run
from test_measures_import import run as import_measures
from test_rendering import built, judged, small_project
from test_starting import answers

ENDS = ["\r\n", "\r"]
TEXTS = {".md", ".yml", ".csv", ".html", ".py"}
MARK = b"\xef\xbb\xbf"


def converted(root: str | Path, end: str) -> Path:
    """Give each text of a guide other line ends, and every second one the mark of Windows."""
    root = Path(root)
    paths = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix in TEXTS)
    for number, path in enumerate(paths):
        text = path.read_bytes().replace(b"\n", end.encode())
        path.write_bytes(MARK * (number % 2) + text)
    return root


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A guide with a template of its own, front matter and blocks."""
    root = small_project(tmp_path / "plain")
    (root / "overrides/partials/copyright.html").write_text("{% if true %}\n<p>Ours</p>\n{% endif %}\n")
    return root


@pytest.mark.parametrize("end", ENDS)
def test_a_site_is_the_same_byte_for_byte(plain: Path, tmp_path: Path, end: str) -> None:
    other = converted(shutil.copytree(plain, tmp_path / "other"), end)
    site = built(plain, tmp_path / "site-plain")
    assert built(other, tmp_path / "site-other") == site
    assert b"<p>Ours</p>" in site["tone/index.html"]


def test_mkdocs_builds_the_same(plain: Path, tmp_path: Path) -> None:
    other = converted(shutil.copytree(plain, tmp_path / "other"), "\r\n")
    for root in (plain, other):
        done = run(root, "mkdocs", "build", "-q")
        assert done.returncode == 0, done.stderr
    paths = [path.relative_to(plain / "site") for path in (plain / "site").rglob("*.html")]
    assert len(paths) > 10
    assert [
        path for path in paths if (plain / "site" / path).read_bytes() != (other / "site" / path).read_bytes()
    ] == []


def test_a_preview_shows_a_page_without_its_front_matter(plain: Path) -> None:
    page = plain / "docs/ca/tone.md"
    page.write_bytes(MARK + b"---\r\ntitle: Com parlem\r\n---\r\n\r\n" + page.read_bytes().replace(b"\n", b"\r\n"))
    judgement = judged(plain)
    language = preview.open_language(plain, "ca", judgement, plain / "site", messages="en")
    assert preview.page_of(language.by_id["tone"]).title == "Com parlem"


@pytest.mark.parametrize("end", [*ENDS, "\n"])
def test_a_file_that_is_written_again_keeps_its_own(end: str) -> None:
    before = MARK + f"a: 1{end}b: 2{end}c: 3\n".encode()
    assert like("a: 1\nb: 5\r\nc: 3\n", before) == MARK + f"a: 1{end}b: 5{end}c: 3{end}".encode()
    assert like("a: 1\nb: 2\n", b"") == b"a: 1\nb: 2\n"


@pytest.mark.parametrize("end", ENDS)
def test_a_language_that_is_taken_out_changes_no_line_end(tmp_path: Path, end: str) -> None:
    root = converted(shutil.copytree(TESTS / "guides/complete", tmp_path / "guide"), end)
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    assert CliRunner().invoke(main, ["languages", "remove", "es", "--root", str(root)]).exit_code == 0
    for path, data in before.items():
        after = path.read_bytes()
        assert after[:3] == MARK or data[:3] != MARK
        assert set(after.replace(end.encode(), b"")) & set(b"\r\n") == set(), path


@pytest.mark.parametrize("end", ENDS)
def test_measures_are_added_with_the_line_ends_of_their_file(tmp_path: Path, end: str) -> None:
    root = converted(shutil.copytree(TESTS / "guides/complete", tmp_path / "guide"), end)
    result = import_measures(root, "date,indicator,account,value\n2026-11-01,followers,x-main,3400\n", "--yes")
    assert result.exit_code == 0, result.output
    text = (root / "data/measures/2026.csv").read_bytes().decode("utf-8")
    assert f"{end}2026-11-01,followers,x-main,3400" in text
    assert not {"\r", "\n"} & set(text.replace(end, ""))


def test_git_keeps_the_line_ends_of_a_guide_that_begins() -> None:
    lines = others(answers(), defaultdict(str), {}, {})[".gitattributes"].splitlines()
    assert lines[0] == "* text=auto eol=lf"
    assert "*.png binary" in lines
