"""What an import is not sure of: the list that asks where it goes, and what happens to what somebody ticks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY
from guiaviva.guide import load_guide
from guiaviva.starting.untouched import RECORD, is_untouched, record_of
from projects import require_demonstration
from test_cli import guia

require_demonstration()

Copy = Callable[[str], Path]
GUIDE = """\
# Guia de xarxes de Vallfosca

## Índex

- [Els vehicles](#els-vehicles)
- [Els àpats](#els-apats)

## Els vehicles elèctrics de la brigada

S'endollen cada nit al garatge.

### Els torns de nit

Van per setmanes.

## Els àpats del menjador

Cada dia hi ha dos plats.
"""
REVIEW, REST = "imports/a.md/review.md", "imports/a.md/left-over.md"


@pytest.fixture
def root(guide_folder: Copy, tmp_path: Path) -> Path:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    done = guia("import", source, "--root", root, "--messages", "en")
    assert done.exit_code == 0, done.stderr
    return root


def write(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def accept(root: Path) -> str:
    done = guia("import", "--accept", "--root", root, "--messages", "en")
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_what_is_of_the_document_itself_is_left_out_and_said(root: Path) -> None:
    report = (root / "imports/a.md/report.md").read_text(encoding="utf-8")
    assert "- Guia de xarxes de Vallfosca\n- Índex\n" in report.partition("Left out")[2]
    assert "[Els àpats](#els-apats)" in (root / "imports/a.md/left-out.md").read_text(encoding="utf-8")


def test_the_list_has_heading_first_words_and_three_places(root: Path) -> None:
    entry = (root / REVIEW).read_text(encoding="utf-8").split("\n## ")[1]
    assert entry.startswith("Els vehicles elèctrics de la brigada (part-3)\n")
    assert "> S'endollen cada nit al garatge." in entry
    assert "With 1 more headings below it." in entry
    assert 1 <= entry.count("- [ ] ") - 1 <= 3
    assert "- [ ] elsewhere, page or page#section: \n" in entry


def test_what_is_ticked_goes_there_with_what_stands_under_it(root: Path) -> None:
    write(root, REVIEW, "page#section: \n", "page#section: topics/links#rule\n")
    assert "Placed: 2 texts" not in accept(root)
    draft = (root / "docs/ca/topics/links.md").read_text(encoding="utf-8")
    assert draft.startswith("---\nstatus: draft\n")
    assert "{#rule}\n\nS'endollen cada nit al garatge.\n\n### Els torns de nit" in draft
    for path in (REVIEW, REST):
        rest = (root / path).read_text(encoding="utf-8")
        assert "vehicles" not in rest
        assert "àpats" in rest


def test_a_second_text_goes_beside_what_is_written_there(root: Path) -> None:
    write(root, REVIEW, "page#section: \n", "page#section: topics/links\n")
    accept(root)
    write(root, REVIEW, "page#section: \n", "page#section: topics/links\n")
    said = accept(root)
    draft = (root / "docs/ca/topics/links.md").read_text(encoding="utf-8")
    assert "S'endollen cada nit" in draft
    assert "Cada dia hi ha dos plats." in draft
    assert "Still to be placed: 0." in said
    assert not (root / REVIEW).exists()
    assert not (root / REST).exists()


def test_what_the_guide_has_written_is_not_written_over(root: Path) -> None:
    before = (root / "docs/ca/tone.md").read_bytes()
    write(root, REVIEW, "page#section: \n", "page#section: tone#voice\n")
    accept(root)
    assert (root / "docs/ca/tone.md").read_bytes() == before
    assert "S'endollen cada nit" in (root / "imports/a.md/tone.md").read_text(encoding="utf-8")


def test_pictures_lead_from_the_page_to_which_a_text_goes(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    source.write_text(GUIDE.replace("Van per setmanes.", "![Un pla](a.png)"), encoding="utf-8")
    assert guia("import", source, "--root", root, "--messages", "en").exit_code == 0
    write(root, REVIEW, "page#section: \n", "page#section: topics/links\n")
    accept(root)
    draft = (root / "docs/ca/topics/links.md").read_text(encoding="utf-8")
    address = draft.partition("![Un pla](")[2].partition(")")[0]
    assert (root / "docs/ca/topics" / address).resolve().read_bytes() == b"\x89PNG"


def test_nothing_ticked_is_said(root: Path) -> None:
    assert "Nothing is ticked" in accept(root)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("page#section: \n", "page#section: topics/link\n", "«topics/link». Did you mean «topics/links»"),
        ("page#section: \n", "page#section: zzz\n", "no page or section «zzz»."),
        ("- [ ] elsewhere", "- [x] elsewhere", "no place is written after the colon"),
        ("page#section: \n", "page#section: tone\n\n- [x] topics/links\n", "another place is chosen already in line"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_one_sentence(root: Path, old: str, new: str, said: str) -> None:
    write(root, REVIEW, old, new)
    before = {one: one.read_bytes() for one in root.rglob("*.md") if one.is_file()}
    done = guia("import", "--accept", "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert f"{REVIEW}, line " in done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert {one: one.read_bytes() for one in root.rglob("*.md") if one.is_file()} == before


def test_a_text_that_is_not_there_any_more_is_one_sentence(root: Path) -> None:
    write(root, REVIEW, "page#section: \n", "page#section: topics/links\n")
    write(root, REST, " {#part-3}", "")
    write(root, REST, " {#part-3-4}", "")
    done = guia("import", "--accept", "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert f"there is no text «part-3» in {REST} any more" in done.stderr
    (root / REST).unlink()
    done = guia("import", "--accept", "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert f"There is no file or folder «{REST}»" in done.stderr


def test_without_a_file_and_without_accept_the_command_says_what_it_needs(guide_folder: Copy) -> None:
    done = guia("import", "--root", guide_folder("minimum"), "--messages", "en")
    assert done.exit_code == 2
    assert "Say which files to import, or --accept" in done.stderr


# What the guide began with gives way.


TONE = "# To i estil\n\nEscrivim com parlem al taulell.\n"


def replaced(root: Path, tmp_path: Path, *options: str) -> str:
    source = tmp_path / "b.md"
    source.write_text(TONE, encoding="utf-8")
    assert guia("import", source, "--root", root, "--lang", "ca", *options).exit_code == 0
    return (root / "docs/ca/tone.md").read_text(encoding="utf-8")


def test_the_text_of_the_institution_takes_the_place_of_what_the_guide_began_with(
    guide_folder: Copy, tmp_path: Path
) -> None:
    root = guide_folder("minimum")
    (root / "imports").mkdir()
    (root / RECORD).write_text(record_of(root), encoding="utf-8")
    sections = [line for line in (root / "docs/ca/tone.md").read_text("utf-8").split("\n") if line.startswith("## ")]
    page = replaced(root, tmp_path, "--replace")
    assert "Escrivim com parlem al taulell." in page
    # What nobody wrote stays as it was, so that links lead there.
    assert [line for line in page.split("\n") if line.startswith("## ")] == sections


def test_without_the_option_or_with_a_word_changed_it_stays(guide_folder: Copy, tmp_path: Path) -> None:
    root = guide_folder("minimum")
    (root / "imports").mkdir()
    (root / RECORD).write_text(record_of(root), encoding="utf-8")
    before = (root / "docs/ca/tone.md").read_text(encoding="utf-8")
    assert replaced(root, tmp_path) == before
    changed = before + "\nUna frase més.\n"
    (root / "docs/ca/tone.md").write_text(changed, encoding="utf-8")
    (root / "imports/b.md/report.md").unlink()
    for one in sorted((root / "imports/b.md").rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() else one.unlink()
    (root / "imports/b.md").rmdir()
    assert replaced(root, tmp_path, "--replace") == changed


def test_front_matter_does_not_make_a_page_touched(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / "imports").mkdir()
    (root / RECORD).write_text(record_of(root), encoding="utf-8")
    path = root / "docs/ca/tone.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"---\nowner: x\n---\n\n{text}", encoding="utf-8")
    guide = load_guide(root, today=TODAY)
    page = guide.page("ca", "tone")
    assert page
    assert is_untouched(guide, page)
