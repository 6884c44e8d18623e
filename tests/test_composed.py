"""Text that a Mac or a copied document has decomposed (two signs for «é») is read as any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

from conftest import TESTS
from guiaviva.reading.files import Folder, decode
from guiaviva.site.sources import content
from memory import judged

ROOT = TESTS / "guides" / "complete"


def decomposed(text: str) -> bytes:
    return normalize("NFD", text).encode()


def test_a_guide_with_decomposed_texts_has_no_other_findings() -> None:
    paths = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.yml")]
    overlay: dict[str, bytes | None] = {
        str(path.relative_to(ROOT)): decomposed(path.read_text(encoding="utf-8")) for path in paths
    }
    wrong = overlay | {"docs/ca/tone.md": (overlay["docs/ca/tone.md"] or b"") + decomposed("\n\nVegeu [això](#què).\n")}
    usual = {path: normalize("NFC", text.decode()).encode() for path, text in wrong.items() if text}
    expected = judged(Folder(ROOT, usual)).diagnostics("ca")
    assert "broken-anchor" in {one.rule for one in expected}
    assert judged(Folder(ROOT, wrong)).diagnostics("ca") == expected


def test_columns_count_what_is_seen() -> None:
    source = decode("docs/ca/tone.md", decomposed("Això és X"), "invalid-page")
    place = source.place_of(source.text.index("X"), len(source.text))
    assert (place.column, place.length) == (9, 1)


def test_the_site_renders_what_the_check_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tone.md").write_bytes(decomposed("## Què és {#què}\n"))
    config = SimpleNamespace(
        config_file_path=str(tmp_path / "mkdocs.yml"),
        docs_dir=str(tmp_path / "docs"),
        theme=SimpleNamespace(custom_dir=None),
    )
    file = SimpleNamespace(
        abs_src_path=str(tmp_path / "docs" / "tone.md"), src_dir=str(tmp_path / "docs"), src_uri="tone.md"
    )
    assert content(config, file).decode() == "## Què és {#què}\n"


def test_a_file_whose_name_a_mac_wrote_is_found_by_its_link(guide_folder: Callable[[str], Path]) -> None:
    root = guide_folder("minimum")
    page, picture = root / "docs/ca/tone.md", root / "docs/assets" / normalize("NFD", "plaça.txt")
    picture.parent.mkdir(exist_ok=True)
    picture.write_text("Text", encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[Plaça](../assets/plaça.txt) i [plaça](../assets/pla%C3%A7a.txt).\n", encoding="utf-8")
    assert [one for one in judged(root).diagnostics("ca") if "link" in one.rule] == []
    folder = Folder(root)
    assert "docs/assets/plaça.txt" in folder.list("docs").files
    assert folder.read("docs/assets/plaça.txt") == b"Text"
    assert folder.is_file("docs/assets/plaça.txt")
