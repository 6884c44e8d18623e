"""Pages that are filled in, as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiaviva.forms import document, escaped, forms
from guiaviva.guide import Guide
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from projects import ROOT, demonstration


def made_of(markdown: str, guide: Guide | None = None) -> str:
    page = read_page(Source("docs/en/annexes/sheet.md", f"# Sheet\n\n{markdown}\n"), "en", "annexes/sheet")
    return document(guide or demonstration(), page)


def test_the_documents_are_as_their_pages_make_them() -> None:
    """After a change of such a page: `guia forms`."""
    made = dict(forms(demonstration()))
    assert made
    assert {path: (ROOT / path).read_text(encoding="ascii") for path in made} == made


def test_every_document_has_its_page() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in Path(ROOT, "docs").rglob("*.rtf")}
    assert there == set(dict(forms(demonstration())))


def test_a_row_has_as_many_cells_as_the_table_and_room_to_write() -> None:
    text = made_of("| Item | Answer | Date |\n|---|---|---|\n| Name | | |")
    assert "Name\\cell \\cell \\cell \\row" in text
    assert "\\trrh500" in text
    assert text.count("\\cellx9600") == 2


def test_a_row_is_whole_on_a_page_and_the_first_one_is_repeated() -> None:
    rows = [line for line in made_of("| Item | Answer |\n|---|---|\n| Name | |").split("\n") if "\\row" in line]
    assert ["\\trkeep" in row for row in rows] == [True, True]
    assert ["\\trhdr" in row for row in rows] == [True, False]


def test_two_tables_are_not_one() -> None:
    lines = made_of("| A |\n|---|\n| a |\n\n| B |\n|---|\n| b |").split("\n")
    first, second = (at for at, line in enumerate(lines) if "\\trhdr" in line)
    assert any(line.endswith("\\par\\fs22") for line in lines[first:second])


def test_headings_are_those_of_a_word_processor() -> None:
    text = made_of("## Who {#who}\n\nText.")
    assert "\\s2\\outlinelevel1\\b\\fs28 heading 2;" in text
    assert [mark in text for mark in ("\\pard\\s1\\outlinelevel0\\keepn", "\\pard\\s2\\outlinelevel1\\keepn")] == [
        True
    ] * 2


@pytest.mark.parametrize(
    ("language", "number"),
    [("ca", 1027), ("es", 1034), ("en", 2057), ("fr", 1036), ("pt", 2070), ("oc", 1154), ("xx", 0)],
)
def test_a_document_says_its_title_and_its_language(language: str, number: int) -> None:
    page = read_page(Source(f"docs/{language}/annexes/sheet.md", "# Ènsenya\n"), language, "annexes/sheet")
    text = document(demonstration(), page)
    assert "{\\info{\\title \\u200?nsenya}}" in text
    assert (f"\\deflang{number}\\lang{number}" in text) == bool(number)
    assert ("\\lang" in text) == bool(number)


def test_lists_are_numbered_and_quotations_indented() -> None:
    text = made_of("1. one\n2. two\n\n- three\n\n> said")
    assert [mark in text for mark in ("1. one", "2. two", "\\bullet  three", "\\li400 said")] == [True] * 4


def test_marks_are_closed_in_what_they_mark() -> None:
    text = made_of("**Bold *and* more** [a link](other.md)")
    assert "{\\b Bold {\\i and} more} a link" in text
    assert text.count("{") == text.count("}")


def test_what_a_block_shows_stands_in_the_document() -> None:
    age = demonstration().institution.consent_age
    assert f"{age} years" in made_of("/// guide | consent-age\n///")


def test_the_link_to_the_document_is_left_out() -> None:
    assert "RTF" not in made_of("Fill in: [RTF document](sheet.rtf).")


def test_every_character_is_ascii() -> None:
    assert escaped("è{\\}") == "\\u232?\\{\\\\\\}"
    assert escaped("…") == "\\u8230?"
    assert escaped("🙂") == "\\u-10179?\\u-8638?"
