"""What is read of a document that another program wrote: its marks, its encoding, its pictures, its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiaviva.importing.decoding import decoded
from guiaviva.importing.dialects import plain
from guiaviva.importing.documents import read
from test_import import pdf

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Més clar".encode(), "Més clar"),
        ("Més clar, canço".encode("cp1252"), "Més clar, canço"),
        # One bad byte in a text of UTF-8.
        ("Més clar, cançó i ".encode() + b"\x93text\x94", "Més clar, cançó i “text”"),
        ("Més clar".encode("utf-16"), "Més clar"),
        (b"plain", "plain"),
    ],
)
def test_one_bad_byte_does_not_make_another_encoding(data: bytes, text: str) -> None:
    assert decoded(data) == text


def test_one_bad_byte_in_a_page_of_the_web(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes("<h1>Guía</h1><p>Comunicación, canción y ".encode() + b"\x93texto\x94.</p>")
    assert read(page).parts[0].body == "Comunicación, canción y “texto”."


@pytest.mark.parametrize(
    ("text", "becomes", "marks"),
    [
        ('<h2 id="x" class="y">Les <em>xarxes</em> &amp; més</h2>', "## Les xarxes & més", []),
        ("# 6. Normes\n{: .no_toc }\n\n- TOC\n{:toc}\n\nText.", "# 6. Normes\n\n\nText.", []),
        ("## Veu {: #veu .gran}", "## Veu", []),
        ("[TOC]\n\nText.", "\nText.", []),
        ("![x]({{ site.baseurl }}/a.png)", "![x](/a.png)", []),
        ("![x]({{ '/a.png' | relative_url }})", "![x](/a.png)", []),
        ('{{< figure src="/a.png" alt="Un gràfic" >}}', "![Un gràfic](/a.png)", []),
        ('[x]({{< ref "b.md" >}})', "[x](b.md)", []),
        ("{% include x %}\n\n{{ page.y }}", "{% include x %}\n\n{{ page.y }}", ["{% include x %}", "{{ page.y }}"]),
        ("```\n{% raw %}\n{: .x}\n```", "```\n{% raw %}\n{: .x}\n```", []),
    ],
)  # fmt: skip
def test_marks_of_other_programs_are_read_or_listed(text: str, becomes: str, marks: list[str]) -> None:
    assert plain(text) == (becomes, marks)


def test_pictures_are_found_from_the_root_of_a_site_and_those_that_are_not_there_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "site/docs/xarxes"
    folder.mkdir(parents=True)
    (tmp_path / "site/static/img").mkdir(parents=True)
    (tmp_path / "site/static/img/a.png").write_bytes(PNG)
    (tmp_path / "site/docs/b.png").write_bytes(PNG + b"b")
    (folder / "a.md").write_text("# X\n\n![a](/img/a.png) ![b](../b.png) ![c](/img/c.png)\n", encoding="utf-8")
    document = read(tmp_path / "site/docs")
    assert sorted(document.pictures.values()) == [PNG, PNG + b"b"]
    assert document.missing == ["/img/c.png"]


def test_a_table_has_its_head(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("Xarxa", "Hores"), ("X", "9")))
    page.write_text(f"<h1>A</h1><table>{rows}</table>", encoding="utf-8")
    assert read(page).parts[0].body.startswith("| Xarxa | Hores |\n| --- | --- |\n| X | 9 |")


def test_a_pdf_keeps_links_and_the_order_of_its_lists(tmp_path: Path) -> None:
    lines = [
        ("Twitter", 16, True, 700), ("Vegeu el web de la casa.", 11, False, 670), ("1. Al matí", 11, False, 640),
        ("2. A la tarda", 11, False, 626), ("3. A la nit", 11, False, 612),
    ]  # fmt: skip
    document = read(pdf(tmp_path / "a.pdf", [lines], link=(100, 665, 400, 685, "https://prova.example/")))
    assert document.parts[0].body.endswith("1. Al matí\n2. A la tarda\n3. A la nit")
    assert "](https://prova.example/)" in document.parts[0].body


def test_a_bullet_in_a_column_of_its_own_is_that_of_the_text_beside_it(tmp_path: Path) -> None:
    bullets = [("•", 11, False, 680 - 40 * at) for at in range(3)]
    texts = [(text, 11, False, 680 - 40 * at) for at, text in enumerate(("Un text", "Un altre", "El tercer"))]
    path = pdf(tmp_path / "a.pdf", [[("Twitter", 16, True, 720), *bullets, *texts]], lefts={"•": 60})
    assert read(path).parts[0].body == "- Un text\n- Un altre\n- El tercer"


@pytest.mark.parametrize(
    ("line", "reason"), [("Larticlequevamoltenganxatambtotselsaltres diu coses", "glued"), ("Un text ben clar", "")]
)
def test_a_pdf_that_is_hard_to_read_says_so(tmp_path: Path, line: str, reason: str) -> None:
    pages = [[("Twitter", 16, True, 720), (line, 11, False, 680)]]
    assert read(pdf(tmp_path / "a.pdf", pages)).quality == ([reason] if reason else [])


def test_a_text_of_several_pages_without_headings_says_so(tmp_path: Path) -> None:
    pages = [[(f"Una frase de la pàgina {number}, que és llarga.", 11, False, 500)] for number in "abcd"]
    assert read(pdf(tmp_path / "a.pdf", pages)).quality == ["no-headings"]
