"""An import of every kind of document: what is read of it, where it goes, and that nothing is lost."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement

from conftest import TESTS, TODAY
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.importing import documents, extra
from guiaviva.importing.documents import Document, read
from guiaviva.importing.drafts import prepare
from guiaviva.importing.headings import numberless
from guiaviva.importing.placing import language_told, place
from guiaviva.importing.targets import Targets
from guiaviva.reading.outline import outline
from projects import require_demonstration
from test_cli import guia

NO_PIPES = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes")

# It begins with the text of the demonstration.
require_demonstration()

Copy = Callable[[str], Path]
LIBRARIES = ["beautifulsoup4", "mammoth", "markdownify", "pdfminer-six"]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
GUIDE = """\
# Guia de xarxes de l'Ajuntament

Aquesta guia diu com es fan servir les xarxes i qui en respon.

## 1. Twitter

És una xarxa de missatges de 140 caràcters que l'Ajuntament fa servir des de 2011.

### 1.1. Freqüència de publicació

Es publiquen entre tres i cinc tuits cada dia, i cap els caps de setmana.

### 1.2. Els nostres seguidors il·lustres

Se'ls dona les gràcies amb un missatge, i res més.

## 2. Facebook

Hi ha una pàgina, i cap grup.

## 3. Concursos i sorteigs

Cada sorteig té les seves bases, i hi poden participar els veïns de més de setze anys.

## 4. El parc de vehicles elèctrics

Els cotxes es carreguen a la nit, al garatge de la brigada.
"""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


def written(root: Path, name: str) -> str:
    """Return all that an import wrote, but for its report."""
    files = [*(root / "imports" / name).rglob("*.md"), *(root / "docs").rglob("*.md")]
    return "\n".join(one.read_text(encoding="utf-8") for one in files if one.name != "report.md")


# Documents of each kind, as small as they can be.


def docx(path: Path, body: str, *, document: str = "word/document.xml") -> Path:
    """Write a document of Word with a body of WordprocessingML, four styles, a link and a picture."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (("Ttol", "Title"), ("Ttol1", "heading 1"), ("Ttol2", "heading 2"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r2" Type="{office}/image" Target="media/a.png"/>'
            f'<Relationship Id="r3" Type="{office}/hyperlink" Target="https://prova.example/" TargetMode="External"/>'
            "</Relationships>",
        )
        archive.writestr("word/styles.xml", f"<w:styles {w}>{styles}</w:styles>")
        archive.writestr("word/media/a.png", PNG)
        archive.writestr(document, f'<w:document {w} xmlns:r="{office}"><w:body>{body}</w:body></w:document>')
    return path


def paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p>{look}<w:r>{weight}<w:t>{text}</w:t></w:r></w:p>"


def pdf(
    path: Path,
    pages: Iterable[Iterable[tuple[str, int, bool, int]]],
    extra: str = "",
    link: tuple[int, int, int, int, str] | None = None,
    lefts: Mapping[str, int] = MappingProxyType({}),
) -> Path:
    """Write a PDF: of each page the lines, each with its size, whether it is bold, and its distance from the bottom.

    `link` is a rectangle of each page with an address; `lefts` say of a text how far it is from the left.
    """
    contents = [
        "".join(
            f"BT /{'B' if bold else 'R'} {size} Tf {lefts.get(text, 72)} {y} Td ({text}) Tj ET\n"
            for text, size, bold, y in lines
        )
        for lines in pages
    ]
    place = f"[{' '.join(map(str, link[:4]))}]" if link else ""
    links = f"/Annots[<</Type/Annot/Subtype/Link/Rect{place}/A<</S/URI/URI({link[4]})>>>>]" if link else ""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(contents):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * number} 0 R"
            f"{links}/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>",
            f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}endstream",
        ]
    data, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{extra}>>\n".encode()
    path.write_bytes(data + f"startxref\n{data.index(b'xref')}\n%%EOF".encode())
    return path


PAGES = [
    [
        ("Guia de xarxes", 9, False, 810),
        ("Les xarxes de l'Ajuntament", 24, True, 760),
        ("1. Twitter", 16, True, 700),
        ("Es fa servir per avisar el veïnat de talls de carrers, i no per a la propa-", 11, False, 670),
        ("ganda de cap partit.", 11, False, 656),
        ("Freqüència", 11, True, 620),
        ("Cada dia tres vegades.", 11, False, 600),
        ("• Al matí", 11, False, 580),
        ("• A la tarda", 11, False, 560),
        ("1", 9, False, 30),
    ],
    [
        ("Guia de xarxes", 9, False, 810),
        ("2. Facebook", 16, True, 760),
        ("Hi ha una pàgina amb les activitats de la biblioteca i del centre cívic, i cap", 11, False, 730),
        ("grup.", 11, False, 716),
        ("2", 9, False, 30),
    ],
]


def test_a_word_document_has_headings_tables_links_and_pictures(tmp_path: Path) -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="a" descr="El logotip"/><a:graphic xmlns:a="http://schemas.'
        'openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org'
        '/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Xarxa", "Hores"))
    link = '<w:p><w:hyperlink r:id="r3"><w:r><w:t>el web</w:t></w:r></w:hyperlink></w:p>'
    body = (
        paragraph("La guia", "Ttol") + paragraph("Twitter", "Ttol1") + paragraph("Text *clar*.") + drawing
        + paragraph("Hores", "Ttol2") + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>" + link
    )  # fmt: skip
    document = read(docx(tmp_path / "a.docx", body))
    assert [(one.level, one.title) for one in document.parts] == [(1, "La guia"), (1, "Twitter"), (2, "Hores")]
    assert r"Text \*clar\*." in document.parts[1].body
    assert "![El logotip](import-picture:1.png)" in document.parts[1].body
    assert "| Xarxa | Hores |" in document.parts[2].body
    assert "[el web](https://prova.example/)" in document.parts[2].body
    assert document.pictures == {"1.png": PNG}


def test_bold_paragraphs_are_the_headings_of_a_document_without_any(tmp_path: Path) -> None:
    body = paragraph("Twitter", bold=True) + paragraph("Tres tuits cada dia.") + paragraph("Facebook", bold=True)
    assert [one.title for one in read(docx(tmp_path / "a.docx", body)).parts] == ["Twitter", "Facebook"]


def test_a_page_of_the_web_is_its_text_and_not_what_is_around_it(tmp_path: Path) -> None:
    (tmp_path / "fotos").mkdir()
    (tmp_path / "fotos/a b.png").write_bytes(PNG)
    (tmp_path.parent / "fora.png").write_bytes(PNG)
    page = tmp_path / "a.html"
    page.write_text(
        "<!doctype html><title>Guia</title><nav>Menú</nav><header>Capçalera</header><main><h1>La guia</h1><p>Un"
        " <b>text</b>.<script>alert(1)</script><ul><li>Un<li>Dos</ul><img src='fotos/a%20b.png' alt='Una foto'>"
        "<img src='../fora.png'></main><footer>Peu</footer>",
        encoding="utf-8",
    )
    (part,) = read(page).parts
    assert part.title == "La guia"
    assert "Un **text**." in part.body
    assert "- Un\n- Dos" in part.body
    assert "![Una foto](import-picture:1.png)" in part.body
    assert "../fora.png" in part.body
    assert not re.search("Menú|Capçalera|Peu|alert", part.body)


def test_a_pdf_has_the_headings_that_its_type_shows(tmp_path: Path) -> None:
    document = read(pdf(tmp_path / "a.pdf", PAGES))
    assert [(one.level, one.title) for one in document.parts] == [
        (1, "Les xarxes de l'Ajuntament"), (2, "1. Twitter"), (3, "Freqüència"), (2, "2. Facebook"),
    ]  # fmt: skip
    assert "propaganda de cap partit" in document.parts[1].body
    assert document.parts[2].body == "Cada dia tres vegades.\n\n- Al matí\n- A la tarda"
    assert document.parts[3].body.endswith("i cap grup.")
    assert "Guia de xarxes" not in document.text


def test_a_network_of_one_letter_is_a_heading(tmp_path: Path) -> None:
    lines = [("X", 16, True, 700), ("Es fa servir per avisar de talls de carrers.", 11, False, 670)]
    assert [one.title for one in read(pdf(tmp_path / "a.pdf", [lines])).parts] == ["X"]


def test_a_list_of_contents_is_left_out_of_a_pdf(tmp_path: Path) -> None:
    leaders = [(f"{number}. Capítol ........ {number + 2}", 11, False, 700 - 20 * number) for number in range(1, 8)]
    columns = [(f"Capítol {number} {number + 2}", 11, False, 700 - 20 * number) for number in range(1, 8)]
    for contents in (leaders, columns):
        document = read(pdf(tmp_path / "a.pdf", [[("Índex", 18, True, 760), *contents], *PAGES]))
        assert document.parts[0].title == "Les xarxes de l'Ajuntament"
    # A page whose lines end with figures in no order is none.
    table = [(f"Comptes {figure}", 11, False, 700 - 20 * at) for at, figure in enumerate((90, 12, 45, 3, 70, 8, 20))]
    assert "Comptes 45" in read(pdf(tmp_path / "a.pdf", [table, *PAGES])).text


def test_a_word_with_a_hyphen_keeps_it_where_it_is_written_so_elsewhere(tmp_path: Path) -> None:
    lines = ["Cal parlar-ne abans i no donar-", "ne cap dada. Cal donar-ne avís.", "Una paraula par-", "tida."]
    page = [(text, 11, False, 700 - 14 * number) for number, text in enumerate(lines)]
    assert read(pdf(tmp_path / "a.pdf", [page])).text.endswith(
        "Cal parlar-ne abans i no donar-ne cap dada. Cal donar-ne avís. Una paraula partida."
    )


def test_a_folder_of_markdown_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\ntitle: Segon\nlayout: x\n---\n\nText.\n", encoding="utf-8")
    (tmp_path / "a.md").write_bytes("﻿# Primer\r\n\r\nUn ```\r\n# no\r\n```\r\n".encode())
    (tmp_path / "README.md").write_text("Abans\n=====\n\n- un\n  # no\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/c.md").write_text("# Amagat\n", encoding="utf-8")
    assert [one.title for one in read(tmp_path).parts] == ["Abans", "Primer", "no", "Segon"]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("4.1.3. Aspectes", "Aspectes"), ("4.1 Twitter", "Twitter"), ("3 Twitter", "Twitter"), ("IV. Normes", "Normes"),
        ("a) Normes", "Normes"), ("7. ", "7. "), ("140 caràcters", "140 caràcters"), ("2025", "2025"),
        ("5 consells", "5 consells"), ("X", "X"), ("I. ara què?", "ara què?"), ("e.g. this", "e.g. this"),
    ],
)  # fmt: skip
def test_numbers_of_headings_are_left_out(title: str, bare: str) -> None:
    assert numberless(title) == bare


# Where it goes.


@pytest.fixture(scope="module")
def demonstration() -> Guide:
    return load_guide(TESTS.parent, today=TODAY)


@pytest.mark.parametrize(
    ("language", "headings", "targets"),
    [
        ("ca", ["# Twitter", "## Freqüència"], ["networks/x#", "networks/x#frequency"]),
        ("ca", ["# Xarxes", "## 2.1 Facebook", "### Accessibilitat"], ["networks/facebook#accessibility"]),
        ("ca", ["# Concursos i sorteigs"], ["topics/contests#"]),
        ("ca", ["# Normes de participació"], ["responses/participation-rules#"]),
        ("es", ["# Twitter", "## Frecuencia de publicación"], ["networks/x#", "networks/x#frequency"]),
        ("es", ["# Menores de edad"], ["topics/minors#"]),
        ("en", ["# Twitter", "## How often do we post?"], ["networks/x#", "networks/x#frequency"]),
        ("en", ["# Personal accounts"], ["topics/personal-accounts#"]),
        # All that a heading says is what a page is about.
        ("es", ["# Qué hacer en una crisis", "Se avisa al comité de crisis."], ["responses/crisis#"]),
        ("ca", ["# Què fer en una crisi", "S'avisa el comitè de crisi."], ["responses/crisis#"]),
        ("en", ["# What to do in a crisis", "Stop what is scheduled and call the crisis team."], ["responses/crisis#"]),
        ("es", ["# Comunicación"], [""]),
        # Numbers tell what stands under what, where all headings are alike.
        ("ca", ["## 4.1 Twitter", "## 4.1.1 Accessibilitat"], ["networks/x#", "networks/x#accessibility"]),
        # What stands under it shows that it is a network too, which has a page of its own.
        ("ca", ["# Twitter", "## Mesures", "## Hores", "# Flickr", "## Mesures", "## Hores"], ["networks/flickr#"] * 3),
        # What has other networks under it is not of the network before it.
        ("en", ["# Twitter", "# Facebook", "## Sites for video", "### YouTube"], ["", "networks/youtube#"]),
        # The title page is of no page; where a document begins is what the guide is for.
        ("ca", ["# Guia de xarxes socials de Vila", "## Segona edició", "## Introducció"], ["", "", "index#purpose"]),
        # Nothing of it is in any guide.
        ("ca", ["# Els vehicles elèctrics de la brigada"], [""]),
        # Plans, roles and the home page speak of everything: no single word leads there.
        ("en", ["# Strategy", "# Evaluation", "# Content", "# Social media guide"], [""] * 4),
        ("es", ["# Estrategia", "# Recursos", "# Contenidos"], [""] * 3),
        # What stands under a heading goes with it, but for what is of another page as clearly.
        ("ca", ["# Drets d'autor", "## La música de fons", "## Twitter"], ["topics/copyright#"] * 2 + ["networks/x#"]),
        # A network beside others that no guide knows, and what stands under it.
        ("ca", ["# Eines", "## Twitter", "## Facebook", "## Flickr", "### Accessibilitat"], ["", ""]),
    ],
)  # fmt: skip
def test_headings_go_to_the_nearest_section(
    demonstration: Guide, language: str, headings: list[str], targets: list[str]
) -> None:
    placed = place(Document("a", outline("\n\n".join(headings))), Targets(demonstration, language))
    found = [f"{one.target.page}#{one.target.section}" if one.target else "" for one in placed]
    assert found[-len(targets) :] == targets


def test_what_stands_together_is_of_one_page(demonstration: Guide) -> None:
    headings = ["# Twitter", "# Cuando algo sale mal", "## Niveles de crisis", "## Primera hora de una crisis"]
    placed = place(Document("a", outline("\n\n".join(headings))), Targets(demonstration, "es"))
    assert [one.target and one.target.page for one in placed][1:] == ["responses/crisis"] * 3


def test_the_title_page_and_the_contents_are_left_out(demonstration: Guide) -> None:
    text = "# Guía de redes sociales\n\n## Servicio de Prensa\n\n## Segunda edición\n\nISBN 000.\n\n"
    text += "## Tabla de contenidos\n\n- Uno\n- Dos\n\n## Contenidos\n\nSe publican avisos y agenda."
    placed = place(Document("a", outline(text)), Targets(demonstration, "es"))
    assert [one.title for one in placed if not one.dropped] == ["Contenidos"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Aquesta guia diu com es fan servir les xarxes i qui en respon.", "ca"),
        ("Esta guía dice cómo se usan las redes y quién responde de ellas.", "es"),
        ("This guide says how the networks are used and who answers for them.", "en"),
        ("Тази насока казва как се използват мрежите и кой отговаря за тях.", ""),
    ],
)
def test_the_language_is_told_from_the_text(demonstration: Guide, text: str, language: str) -> None:
    assert language_told(text, demonstration) == language


# What is written.


def test_what_the_guide_lacks_becomes_a_draft_and_the_rest_is_kept_beside_it(
    guide_folder: Copy, tmp_path: Path
) -> None:
    root = guide_folder("minimum")
    source = tmp_path / "guia vella.md"
    source.write_text(GUIDE, encoding="utf-8")
    before = {one: one.read_bytes() for one in root.rglob("*.*") if one.is_file()}
    done = guia("import", source, "--root", root, "--messages", "en")
    assert done.exit_code == 0
    assert all(one.read_bytes() == content for one, content in before.items())
    draft = (root / "docs/ca/topics/contests.md").read_text(encoding="utf-8")
    assert draft.startswith("---\nstatus: draft\n")
    assert "## Concursos i sorteigs {#concursos-i-sorteigs}\n\nCada sorteig té" in draft
    kept = (root / "imports/guia vella.md/networks/x.md").read_text(encoding="utf-8")
    assert kept.startswith("# Twitter\n\nÉs una xarxa")
    assert "## Freqüència de publicació {#frequency}\n\nEs publiquen" in kept
    assert "## Els nostres seguidors il·lustres {#els-nostres-seguidors-illustres}" in kept
    assert "vehicles elèctrics" in (root / "imports/guia vella.md/left-over.md").read_text(encoding="utf-8")
    # A network that data does not have is no page of the guide.
    assert not (root / "docs/ca/networks/facebook.md").exists()
    assert "1.1. Freqüència" not in done.stdout
    assert "- Freqüència de publicació → imports/guia vella.md/networks/x.md#frequency" in done.stdout
    assert "«140 caràcters» in imports/guia vella.md/networks/x.md (1)" in done.stdout
    assert "«2011» in imports/guia vella.md/networks/x.md (1)" in done.stdout
    assert "guia todo lists them" in done.stdout
    assert guia("check", "--root", root, "--profile", "minimum").exit_code == 0


def test_a_second_import_says_what_is_there_and_writes_nothing(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    assert guia("import", source, "--root", root).exit_code == 0
    before = {one: one.read_bytes() for one in root.rglob("*.*") if one.is_file()}
    done = guia("import", source, "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert "«a.md» has already been imported" in done.stderr
    assert "imports/a.md/left-over.md" in done.stderr
    assert {one: one.read_bytes() for one in root.rglob("*.*") if one.is_file()} == before


def test_a_page_that_holds_its_prompts_alone_gives_way_and_another_does_not(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    assert guia("new", "topics/contests", "--lang", "ca", "--root", root).exit_code == 0
    page = root / "docs/ca/topics/contests.md"
    prompts = page.read_text(encoding="utf-8")
    assert guia("import", source, "--root", root).exit_code == 0
    assert "Cada sorteig té" in page.read_text(encoding="utf-8")
    begun = prompts + "\nJa hi ha alguna cosa.\n"
    page.write_text(begun, encoding="utf-8")
    other = tmp_path / "b.md"
    other.write_text(GUIDE, encoding="utf-8")
    assert guia("import", other, "--root", root).exit_code == 0
    assert page.read_text(encoding="utf-8") == begun
    assert (root / "imports/b.md/topics/contests.md").is_file()


def test_a_published_page_to_which_something_leads_is_not_made_a_draft(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    assert guia("new", "topics/contests", "--lang", "ca", "--root", root).exit_code == 0
    page, tone = root / "docs/ca/topics/contests.md", root / "docs/ca/tone.md"
    page.write_text(page.read_text(encoding="utf-8").replace("status: draft\n", ""), encoding="utf-8")
    prompts = page.read_text(encoding="utf-8")
    tone.write_text(
        tone.read_text(encoding="utf-8") + "\nVegeu [els concursos](topics/contests.md).\n", encoding="utf-8"
    )
    assert guia("import", source, "--root", root).exit_code == 0
    assert page.read_text(encoding="utf-8") == prompts
    assert (root / "imports/a.md/topics/contests.md").is_file()


def test_a_text_in_another_language_follows_no_original(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("complete"), tmp_path / "a.md"
    source.write_text(
        "# Concursos y sorteos\n\nCada sorteo tiene sus bases, y en él no hay datos de los que participan.\n"
    )
    (root / "docs/es/topics/contests.md").unlink(missing_ok=True)
    assert guia("import", source, "--root", root, "--lang", "es").exit_code == 0
    draft = (root / "docs/es/topics/contests.md").read_text(encoding="utf-8")
    assert draft.startswith("---\nstatus: draft\n---\n\n# Concursos y sorteos\n")


def test_two_documents_do_not_write_over_one_another(guide_folder: Copy, tmp_path: Path) -> None:
    root = guide_folder("minimum")
    sources = [tmp_path / name for name in ("a.md", "b.md")]
    for one in sources:
        one.write_text(GUIDE, encoding="utf-8")
    assert guia("import", *sources, "--root", root).exit_code == 0
    assert (root / "docs/ca/topics/contests.md").is_file()
    assert not (root / "imports/a.md/topics/contests.md").exists()
    assert (root / "imports/b.md/topics/contests.md").is_file()


def test_pictures_are_taken_along_and_lead_from_the_page(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    (tmp_path / "foto.png").write_bytes(PNG)
    source.write_text(f"{GUIDE}\n## Menors d'edat\n\n![Una foto](foto.png)\n\nCap cara.\n", encoding="utf-8")
    assert guia("import", source, "--root", root).exit_code == 0
    draft = (root / "docs/ca/topics/minors.md").read_text(encoding="utf-8")
    (address,) = re.findall(r"!\[Una foto\]\((.*)\)", draft)
    assert (root / "docs/ca/topics" / address).resolve().read_bytes() == PNG


def test_links_within_the_old_guide_are_words_where_they_lead_nowhere(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    text = "## Menors d'edat\n\nVegeu [el capítol](./b.md), [la casa](https://prova.example/) i ![el pla](pla.png)."
    source.write_text(f"{GUIDE}\n{text}\n", encoding="utf-8")
    done = guia("import", source, "--root", root, "--messages", "en")
    draft = (root / "docs/ca/topics/minors.md").read_text(encoding="utf-8")
    assert "Vegeu el capítol, [la casa](https://prova.example/) i el pla." in draft
    assert "- ./b.md\n" in done.stdout.partition("## Links within the old guide")[2]
    assert "- pla.png\n" in done.stdout.partition("## Pictures that are not there")[2]


def test_a_dry_run_writes_nothing(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    done = guia("import", source, "--root", root, "--dry-run", "--messages", "en")
    assert done.exit_code == 0
    assert "Nothing was written" in done.stdout
    assert not (root / "imports").exists()


LINES = st.sampled_from(
    [
        "# Twitter", "## Freqüència", "## Concursos", "### 2.1. Altres coses", "Un text.", "- un\n- dos",
        "| a | b |\n|---|---|\n| c | d |", "```\n# codi\n```", "> # citat", "Menors\n------", "", "## ",
        "#### Facebook", "text [enllaç](a.md#b) i més", "[^1]: Una nota.",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def minimum() -> Targets:
    return Targets(load_guide(TESTS / "guides/minimum", today=TODAY), "ca")


@given(lines=st.lists(LINES, max_size=12))
def test_no_word_is_lost(minimum: Targets, lines: list[str]) -> None:
    document = Document("a.md", outline("\n\n".join(lines)))
    made = prepare(minimum.own, document, "ca", place(document, minimum))
    assert not words("\n\n".join(lines)) - words("\n".join((*made.texts.values(), *made.lost)))
    assert len(made.paths) == len(document.parts)


# Bad input: one sentence, code 2, and nothing written.


def _empty(path: Path) -> Path:
    (path / "a.docx").touch()
    return path / "a.docx"


def _scanned(path: Path) -> Path:
    return pdf(path / "a.pdf", [[]])


def _protected(path: Path) -> Path:
    secret = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>"
    return pdf(path / "a.pdf", PAGES, secret)


def _no_markdown(path: Path) -> Path:
    (path / "b").mkdir()
    (path / "b/a.docx").touch()
    return path / "b"


def _garbage(name: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        (path / name).write_bytes(b"%PDF-1.4 PK\x03\x04 <none of it>")
        return path / name

    return make


def _unknown(path: Path) -> Path:
    (path / "a.odt").write_bytes(b"PK")
    return path / "a.odt"


def _no_document(path: Path) -> Path:
    return docx(path / "a.docx", paragraph("Text"), document="word/other.xml")


def _french(path: Path) -> Path:
    text = "# Twitter\n\nC'est dans les réseaux que nous sommes avec vous, et non pas dans le journal de la ville.\n"
    (path / "a.md").write_text(text, encoding="utf-8")
    return path / "a.md"


def _unreadable(path: Path) -> Path:
    (path / "a.md").symlink_to(path / "a.md")
    return path / "a.md"


def _nested(path: Path) -> Path:
    (path / "a.html").write_text("<h1>A</h1>" + "<div>" * 20_000 + "text", encoding="utf-8")
    return path / "a.html"


def _pipe(path: Path) -> Path:
    os.mkfifo(path / "a.docx")
    return path / "a.docx"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path / "none.docx", "There is no file or folder"),
        (_empty, "is empty"),
        (_scanned, "There is no text"),
        (_protected, "is protected with a password"),
        (_no_markdown, "There is no Markdown"),
        (_garbage("a.docx"), "is broken"),
        (_garbage("a.pdf"), "is broken"),
        (_no_document, "is broken"),
        (_nested, "is broken"),
        (_unknown, "is of a kind that cannot be imported"),
        (_french, "seems to be in «fr»"),
        (_unreadable, "There is no file or folder"),
        pytest.param(_pipe, "is not imported. This is neither a file", marks=NO_PIPES),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(guide_folder: Copy, tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    root = guide_folder("minimum")
    done = guia("import", make(tmp_path), "--root", root, "--messages", "en")
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (root / "imports").exists()


def test_what_cannot_be_written_leaves_nothing(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    # Where a folder is to be, there is a file.
    (root / "imports").write_text("", encoding="utf-8")
    done = guia("import", source, "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert "not possible to write" in done.stderr
    assert not (root / "docs/ca/topics/contests.md").exists()


def test_what_is_no_guide_is_one_sentence(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    done = guia("import", source, "--root", tmp_path, "--messages", "en")
    assert done.exit_code == 2
    assert "has no folder docs" in done.stderr


def test_without_the_libraries_the_command_says_what_to_install(
    guide_folder: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, page = guide_folder("minimum"), tmp_path / "a.html"
    page.write_text("<h1>La guia</h1>", encoding="utf-8")

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extra, "importlib", type("", (), {"import_module": staticmethod(missing)}))
    done = guia("import", page, "--root", root, "--messages", "en")
    assert done.exit_code == 2
    assert (said := re.search(r"pip install (.*)", " ".join(done.stderr.split())))
    # By its own name the program is asked for at no registry.
    assert sorted(Requirement(one).name for one in shlex.split(said[1])) == LIBRARIES
    # Markdown needs none of them.
    source = tmp_path / "a.md"
    source.write_text(GUIDE, encoding="utf-8")
    assert guia("import", source, "--root", root).exit_code == 0


def test_every_library_of_the_extra_is_there() -> None:
    for name in ("bs4", "mammoth", "markdownify", "pdfminer"):
        assert importlib.import_module(name)


def test_a_picture_of_another_kind_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")
    document = Document("a")
    assert documents._local(document, tmp_path, "a.svg") == "a.svg"
    assert documents._local(document, tmp_path, "data:image/svg+xml;base64,AAAA") == "data:image/svg+xml;base64,AAAA"
    assert not document.pictures


@pytest.mark.parametrize("address", ["loop.png", "a%00.png", f"{'a' * 300}.png"])
def test_the_address_of_a_picture_may_be_no_path(tmp_path: Path, address: str) -> None:
    if sys.platform != "win32":
        (tmp_path / "loop.png").symlink_to("loop.png")
    assert documents._local(Document("a"), tmp_path, address) == address


def test_a_zip_that_grows_too_large_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_LARGEST", 100)
    with pytest.raises(CannotJudgeError):
        read(docx(tmp_path / "a.docx", paragraph("Text")))
