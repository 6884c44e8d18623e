"""The guides that the benchmarks generate are guides: whole, different from page to page, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import scale
from guiaviva.commands import main
from guides import TODAY, demonstration, front_matter, grow, make, same_markdown

PAGES = 75


def texts(root: Path) -> dict[str, str]:
    """Return the text of each page by its path."""
    docs = root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("guides") / "guide", PAGES)


def test_the_same_size_gives_the_same_guide(guide: Path, tmp_path: Path) -> None:
    assert texts(make(tmp_path / "again", PAGES)) == texts(guide)


def test_a_smaller_guide_is_the_beginning_of_a_larger_one(guide: Path, tmp_path: Path) -> None:
    smaller = texts(make(tmp_path / "smaller", PAGES - 2))
    larger = texts(guide)
    assert len(larger) - len(smaller) == 2 * len({path.split("/")[0] for path in larger})
    assert smaller.items() <= larger.items()


def test_every_page_differs(guide: Path) -> None:
    bodies = [front_matter(text)[1] for path, text in texts(guide).items() if "/topics/topic-" in path]
    assert len(set(bodies)) == len(bodies) > 0


def test_fewer_pages_than_the_demonstration_are_refused(tmp_path: Path) -> None:
    demonstration(tmp_path / "guide")
    with pytest.raises(ValueError, match="pages"):
        grow(tmp_path / "guide", 1)


def test_the_guide_passes_the_check(guide: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--root", str(guide), "--today", TODAY])
    assert done.exit_code == 0, done.output


def test_other_tools_get_the_same_markdown_without_our_blocks(guide: Path, tmp_path: Path) -> None:
    copy = {path.relative_to(tmp_path).as_posix(): path for path in same_markdown(guide, tmp_path).rglob("*.md")}
    assert copy.keys() == texts(guide).keys()
    assert not any("\n///" in path.read_text(encoding="utf-8") for path in copy.values())


def test_a_part_of_the_readme_is_replaced_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "README.md"
    copy.write_bytes(scale.README.read_bytes())
    monkeypatch.setattr(scale, "README", copy)
    for part in scale.PARTS:
        scale.write(part, f"first of {part}")
    scale.write("check", "again, of check")
    text = copy.read_text(encoding="utf-8")
    assert [f"first of {part}" in text for part in scale.PARTS] == [part != "check" for part in scale.PARTS]
    assert text.count("again, of check") == 1
    with pytest.raises(ValueError, match="markers"):
        scale.write("unknown", "")
