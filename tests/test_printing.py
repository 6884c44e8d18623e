"""The guide on paper: a PDF that everybody can read, and what of a page is in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner

from guiaviva.cache import Cache
from guiaviva.commands import main
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.printing import printed
from guiaviva.printing.content import every
from guiaviva.printing.document import Document, Look, document
from guiaviva.printing.selection import selected
from guiaviva.printing.typesetting import pdf
from guiaviva.printing.webpage import page as webpage
from guiaviva.reporting import sentence
from guiaviva.site.paper import Paper, PaperGroup, PaperPage, markup
from guiaviva.views import all_views
from guiaviva.views.context import Context
from projects import ROOT, TODAY, change, demonstration
from test_rendering import small_project

SITE = "https://guide.example.org/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)
ELEMENTS = """
<h1 id="all">All</h1>
<p>Text with <strong>bold</strong>, <em>italics</em>, <code>code</code>, H<sub>2</sub>O, <del>gone</del> and a note<sup
id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>. ☐ ✓ → « » …</p>
<h2 id="part">A part<a class="headerlink" href="#part">¶</a></h2>
<ul><li>one<ul><li>within<ol start="3"><li>third</li></ol></li></ul></li></ul>
<h4>A heading that leaves out a level</h4>
<table><caption>Names</caption><thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>
<tbody><tr id="row"><th scope="row">a</th><td>1</td></tr><tr><td colspan="2" rowspan="9">both</td></tr></tbody></table>
<table><tr><td>no head</td><td>b</td></tr><tr><td>c</td></tr></table>
<div class="admonition warning"><p class="admonition-title">Careful</p><p>In the note.</p></div>
<details class="example"><summary>Closed on the screen</summary><p>What was closed.</p></details>
<pre><code>x = 1  # $y$ \\z
</code></pre>
<p><img alt="A red square" src="../assets/red.png"></p>
<p>Beside <img alt="" src="../assets/red.png"> text.</p>
<svg class="guia-drawing guia-series" role="img" aria-label="It rises" viewBox="0 0 9 9"><path class="guia-plot-line"
d="M0,9L9,0"></path><text x="1" y="5">label</text></svg>
<dl><dt id="term">Term</dt><dd><p>Its meaning.</p></dd></dl>
<blockquote><p>Said.</p></blockquote>
<hr>
<p><a href="../other/#there">There</a>, <a href="../other/#nowhere">a page</a>, <a href="../absent/">absent</a>,
<a href="#row">the row</a>, <a href="mailto:a@example.org">a mailbox</a>, <a href="https://example.org/">the web</a>.
</p>
<div class="tabbed-set"><div class="tabbed-labels"><label>First tab</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>In the tab.</p></div></div></div>
<p lang="fr" dir="ltr">En français.</p>
<div class="footnote"><hr><ol><li id="fn:1"><p>The note.<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol>
</div>
"""
OTHER = '<h1 id="o">Other</h1><h2 id="there">There</h2><p>Text.</p>'


def paper(*pages: tuple[str, str], site: str = SITE) -> Paper:
    made = tuple(PaperPage(id, f"Page {id}", "en", f"{id}/", html) for id, html in pages)
    return Paper("Guide", site, (PaperGroup("", made),), {"assets/red.png": PNG}.get)


def made_of(html: str, guide: Guide | None = None, language: str = "en", site: str = SITE) -> Document:
    return document(Look(guide or demonstration(), language), paper(("page", html), ("other", OTHER), site=site))


def printed_in(tmp_path: Path, made: Document, template: str = "guide.typ", guide: Guide | None = None) -> Path:
    path = tmp_path / "print.pdf"
    path.write_bytes(pdf(guide or demonstration(), made, template))
    return path


def errors(path: Path, *layers: str) -> list[Any]:
    result = outloud.check(str(path), layers=list(layers) or None)
    assert not result.error, result.error
    found = [one for one in result.findings if one.severity == "error"]
    with pymupdf.open(path) as file:
        return [one for one in found if one.rule != "TAG-002" or not is_said_elsewhere(file, one)]


# So far down a sheet what is above the text of each ends.
HEADER = 55


def is_said_elsewhere(file: Any, finding: Any) -> bool:
    """Return whether a line out of the reading order is the chapter above a sheet, or the head of a table that goes on.

    PDF/UA-1 has both as artifacts (7.8; a head is in the reading order where the table begins). The tool's rule for
    prose that no reader would hear takes such a line for prose where it has eight words or more.
    """
    sheet = file[finding.page - 1]
    bottom = sheet.rect.height - min(box["y0"] for box in finding.boxes)
    if bottom < HEADER:
        return any(finding.evidence in title for _, title, _ in file.get_toc())
    # All from the beginning of the sheet to that line stands together in the same places on a sheet before.
    head = [line for y, line in lines(sheet) if y < bottom]
    before = (file[number] for number in reversed(range(finding.page - 1)))
    return bool(head) and any(
        all(line in shown for line in head) for shown in ([line for _, line in lines(one)] for one in before)
    )


def lines(sheet: Any) -> list[tuple[int, list[tuple[int, str]]]]:
    """Return the lines of the text of a sheet, downwards: how far down each is, and its words with their places."""
    found: dict[int, list[tuple[int, str]]] = {}
    for x, y, _, _, word, *_ in sheet.get_text("words"):
        if y > HEADER:
            found.setdefault(round(y), []).append((round(x), word))
    return sorted((y, sorted(words)) for y, words in found.items())


def text_of(path: Path) -> str:
    with pymupdf.open(path) as file:
        return "\n".join(sheet.get_text() for sheet in file)


def words_of(path: Path) -> str:
    return " ".join(text_of(path).split())


def links(path: Path) -> list[Any]:
    with pikepdf.open(path) as file:
        return [
            "within" if "/Dest" in one or one.A.S == "/GoTo" else str(one.A.URI)
            for sheet in file.pages
            for one in sheet.get("/Annots", [])
        ]


def test_every_element_is_printed_for_everybody(tmp_path: Path) -> None:
    path = printed_in(tmp_path, made_of(ELEMENTS))
    assert errors(path) == []
    with pikepdf.open(path) as file:
        assert (str(file.Root.Lang), bool(file.Root.MarkInfo.Marked)) == ("en", True)
        metadata = file.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
        kinds = {str(one.S) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
    assert kinds >= {
        "/H1",
        "/H2",
        "/H3",
        "/L",
        "/LI",
        "/TH",
        "/TD",
        "/Caption",
        "/Figure",
        "/BlockQuote",
        "/Link",
        "/Code",
    }
    text = words_of(path)
    for said in ("What was closed.", "In the tab.", "In the note.", "x = 1 # $y$ \\z", "Its meaning.", "The note."):
        assert said in text
    assert "¶" not in text
    assert "↩" not in text


def test_links_lead_into_the_print_or_to_the_site(tmp_path: Path) -> None:
    found = links(printed_in(tmp_path, made_of(ELEMENTS)))
    outside = [one for one in found if one != "within"]
    assert set(outside) >= {f"{SITE}absent/", "https://example.org/", "mailto:a@example.org"}
    # Each place is there, or Typst would have made nothing.
    assert found.count("within") >= 5


def test_links_in_a_table_lead_where_they_lead_outside_it(tmp_path: Path) -> None:
    address = "https://www.example.org/laws/2015/law_of_procedure.html"
    cells = f'<th><a href="{address}">The law</a></th><td><a href="../other/#there">A page</a></td>'
    made = made_of(f"<table><thead><tr><th>Law</th><th>Page</th></tr></thead><tbody><tr>{cells}</tr></tbody></table>")
    found = links(printed_in(tmp_path, made))
    assert [one for one in found if "riublanc" not in one and one != "within"] == [SITE, address]
    assert any(one.get("to") == "other#there" for one in every(made.data["body"]))


def test_without_an_address_what_is_not_printed_is_text(tmp_path: Path) -> None:
    made = made_of('<p>See <a href="../absent/">this</a>.</p>', site="")
    assert b"absent" not in webpage(made)
    assert b"See this." in webpage(made)


@pytest.mark.parametrize("tags", [("<ul><li>", "</li></ul>"), ("<blockquote>", "</blockquote>")])
def test_what_is_too_deep_for_paper_loses_no_word(tmp_path: Path, tags: tuple[str, str]) -> None:
    html = "".join(f"{tags[0]}<p>level{number}.</p>" for number in range(60)) + tags[1] * 60
    text = words_of(printed_in(tmp_path, made_of(html)))
    assert [number for number in range(60) if f"level{number}." not in text] == []


HOSTILE = [
    '#panic("x") #read("/etc/passwd") $x^2$ \\ `raw` *b* _i_ @ref <label> // c /* d */ = H',
    '#import "@preview/x:0.1.0": *',
    "]#{ ( [ \\u{41} \" ' ~ -- ...",
    "{{ 7 * 7 }} {% raw %} </style><script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text(tmp_path: Path, text: str) -> None:
    from html import escape

    made = made_of(f"<h2 id='{escape(text)}'>{escape(text)}</h2><p>{escape(text)}</p><pre>{escape(text)}</pre>")
    made.data["title"] = text
    shown = words_of(printed_in(tmp_path, made))
    assert shown.count(" ".join(text.split())[:30]) >= 3
    html = webpage(made).decode()
    assert "<script" not in html
    assert html.count("</style>") == 1


def test_a_picture_without_a_text_is_named() -> None:
    with pytest.raises(CannotJudgeError) as raised:
        made_of('<p><img src="../assets/red.png"></p>')
    said = sentence(raised.value, "en")
    assert "docs/en/page.md" in said
    assert "../assets/red.png" in said


def test_what_is_no_picture_is_said_in_a_sentence(tmp_path: Path) -> None:
    made = made_of('<p><img alt="Red" src="../assets/red.png"></p>')
    made.pictures = dict.fromkeys(made.pictures, PNG[:40])
    with pytest.raises(CannotJudgeError) as raised:
        printed_in(tmp_path, made)
    assert sentence(raised.value, "ca").startswith("No s'ha pogut fer el PDF, i no s'ha escrit res")


def test_a_sign_that_the_letters_lack_is_its_name(tmp_path: Path) -> None:
    path = printed_in(tmp_path, made_of("<h2 id='a'>Well 🙂</h2><p>Done 🙂🏽 ok</p>"))
    text = words_of(path)
    assert "Well [slightly smiling face]" in text
    assert errors(path) == []


def test_letters_of_a_language_that_are_not_there_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CannotJudgeError) as raised:
        printed_in(tmp_path, made_of("<p>你好</p>"))
    assert "overrides/fonts/" in sentence(raised.value, "en")


@pytest.mark.parametrize(("language", "text"), [("he", "שלום לכולם"), ("ar", "مرحبا بالجميع")])
def test_a_language_written_from_the_right_is_set_so(tmp_path: Path, language: str, text: str) -> None:
    made = made_of(f"<p>{text}</p>", language=language)
    assert f'<html lang="{language}" dir="rtl">'.encode() in webpage(made)
    path = printed_in(tmp_path, made)
    assert errors(path, "conformance") == []
    with pikepdf.open(path) as file:
        assert str(file.Root.Lang) == language
        assert str(file.Root.ViewerPreferences.get("/Direction", "")) == "/R2L"


def test_the_same_guide_is_the_same_bytes(tmp_path: Path) -> None:
    once, again = (printed_in(tmp_path, made_of(ELEMENTS)).read_bytes() for _ in range(2))
    assert once == again


def test_a_table_repeats_its_head_and_loses_no_row(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>row{number}</td><td>{'word ' * 30}</td></tr>" for number in range(80))
    html = f"<table><thead><tr><th>Which</th><th>Whatever</th></tr></thead><tbody>{rows}</tbody></table>"
    path = printed_in(tmp_path, made_of(html))
    text = text_of(path)
    assert text.count("Whatever") > 2
    assert [number for number in range(80) if f"row{number}\n" not in text and f"row{number} " not in text] == []


SHORT = {
    "table": (
        "table",
        f"<tr><th>Head</th></tr><tr><td>{{first}}</td></tr>{'<tr><td>Row.</td></tr>' * 5}<tr><td>{{last}}</td></tr>",
    ),
    "note": ('div class="admonition tip"', '<p class="admonition-title">{first}</p><p>Text.</p><p>{last}</p>'),
    "item": ("ol", "<li><p>{first}</p><p>When.</p><blockquote><p>Text.</p><p>{last}</p></blockquote></li>"),
}


@pytest.mark.parametrize("kind", SHORT)
def test_what_is_short_is_not_parted_by_the_end_of_a_sheet(tmp_path: Path, kind: str) -> None:
    tag, inner = SHORT[kind]
    pages = []
    for lines in range(30, 42):
        shown = inner.format(first=f"First{lines}.", last=f"Last{lines}.")
        pages.append((f"page{lines}", f"<h1>A</h1>{'<p>Text.</p>' * lines}<{tag}>{shown}</{tag.split()[0]}>"))
    path = printed_in(tmp_path, document(Look(demonstration(), "en"), paper(*pages)))
    with pymupdf.open(path) as file:
        sheets = [sheet.get_text() for sheet in file]
    for lines in range(30, 42):
        assert any(f"First{lines}." in text and f"Last{lines}." in text for text in sheets), lines


def test_what_is_filled_in_by_hand_has_the_room() -> None:
    rows = "".join(f"<tr><td>What is asked, number {number}</td><td></td></tr>" for number in range(3))
    html = f"<table><thead><tr><th>Asked</th><th>Answer</th></tr></thead><tbody>{rows}</tbody></table>"
    made = next(one for one in every(made_of(html).data["body"]) if one["k"] == "table")
    assert made["form"]
    assert made["widths"][1] > made["widths"][0]


def test_what_belongs_together_stands_on_one_line(tmp_path: Path) -> None:
    cells = "<th>30\u00a0Sept\u00a02026</th>" + "<td>Much said of it here, in many words.</td>" * 11
    call = '<p><a href="tel:930000041">930 000 041</a></p><p><span class="guia-state guia-late">At risk</span></p>'
    heads = "".join(f"<th>Account {number}</th>" for number in range(12))
    html = f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>{call}"
    lines = [" ".join(line.split()) for line in text_of(printed_in(tmp_path, made_of(html))).splitlines()]
    assert {"30 Sept 2026", "930 000 041", "At risk"} <= set(lines)


def test_what_needs_a_screen_is_not_printed() -> None:
    files = (
        '<details class="guia-more"><summary>Take it</summary><div class="guia-files"><p>Workbook</p></div></details>'
    )
    changes = (
        '<div class="guia-changes"><p>Since then.</p><details><summary>A day</summary><p>All of it</p></details></div>'
    )
    html = webpage(made_of(files + changes)).decode()
    assert "What has changed, day by day, is not printed." in html
    assert [word for word in ("Take it", "Workbook", "A day", "All of it") if word in html] == []


def test_headings_are_numbered_and_contents_lead_to_them() -> None:
    made = made_of(ELEMENTS)
    html = webpage(made).decode()
    assert [one["number"] for one in made.data["contents"]] == ["1", "1.1", "2", "2.1"]
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= set(re.findall(r'id="([^"]+)"', html))
    assert len(targets) >= 6


def test_every_block_can_be_printed(tmp_path: Path) -> None:
    guide = demonstration()
    blocks = {block.argument.split()[0]: (page.id, block) for page in guide.pages.values() for block in page.blocks}
    shown = [
        markup(all_views()[kind](Context(guide, "en", id, block.argument, block.content)))
        for kind, (id, block) in blocks.items()
    ]
    path = printed_in(tmp_path, made_of("".join(shown)))
    assert errors(path) == []


@pytest.mark.parametrize("what", ["protocols", "card"])
def test_each_sheet_is_one_page_for_everybody(tmp_path: Path, what: str) -> None:
    guide = demonstration()
    name, data = printed(Judgement(guide, (), None), "es", Cache(None), what=what)
    path = tmp_path / name
    path.write_bytes(data)
    assert errors(path) == []
    with pikepdf.open(path) as file:
        sides = 2 if what == "card" else len(guide.facts.situations)
        assert len(file.pages) == sides
        width = {round(float(one.mediabox[2]) / 72 * 25.4) for one in file.pages}
    assert width == ({105} if what == "card" else {210})
    if what == "card":
        # What there is little of is written so large that it fills the card, down to the line at its foot.
        with pymupdf.open(path) as file:
            ends = [sorted({word[3] / sheet.rect.height for word in sheet.get_text("words")}) for sheet in file]
        assert [low for low in ends if low[-2] < 0.85] == []
    text = words_of(path)
    for one in guide.facts.situations.values():
        if what == "protocols" or one.record.level == "danger":
            assert one.record.name["es"][:12] in text
    assert "112" in text


def test_a_protocol_that_fits_no_sheet_is_named(tmp_path: Path) -> None:
    made = Document(Look(demonstration(), "en").frame("Protocols"))
    line = {"k": "p", "look": "", "c": ["word " * 9000]}
    made.data |= {"paper": "a4", "sheets": [{"title": "Very long", "b": [line]}]}
    with pytest.raises(CannotJudgeError) as raised:
        printed_in(tmp_path, made, "sheets.typ")
    assert "«Very long» does not fit on one sheet" in sentence(raised.value, "en")


def grouped() -> Paper:
    pages = {
        id: PaperPage(id, id, "en", f"{id}/", "") for id in ("index", "tone", "responses/index", "responses/crisis")
    }
    groups = [("", ["index"]), ("Style and language", ["tone"]), ("Responses", ["responses/index", "responses/crisis"])]
    return Paper("Guide", "", tuple(PaperGroup(name, tuple(pages[id] for id in ids)) for name, ids in groups), {}.get)


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("crisis", ["responses/crisis"]),
        ("responses/crisis", ["responses/crisis"]),
        ("responses", ["responses/index", "responses/crisis"]),
        ("style", ["tone"]),
        (None, ["index", "tone", "responses/index", "responses/crisis"]),
    ],
)
def test_a_section_is_a_page_a_folder_or_a_group(section: str | None, ids: list[str]) -> None:
    shown = selected(demonstration(), grouped(), section, "en")
    assert [page.id for group in shown.groups for page in group.pages] == ids


def test_a_section_that_is_not_there_says_what_is() -> None:
    with pytest.raises(CannotJudgeError) as raised:
        selected(demonstration(), grouped(), "crises", "en")
    said = sentence(raised.value, "en")
    assert "Did you mean «crisis»?" in said
    assert "responses" in said


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["print", "--today", TODAY, *arguments])


def test_what_cannot_be_printed_is_said_and_nothing_is_written(tmp_path: Path, monkeypatch: Any) -> None:
    for arguments in (
        ["--what", "card", "--format", "html"],
        ["--what", "card", "--section", "tone"],
        ["--lang", "xx"],
    ):
        done = run("--root", str(ROOT), "--output", str(tmp_path / "out"), *arguments)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), arguments
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    done = run("--root", str(ROOT), "--output", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert "pip install" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_guide_is_printed_in_each_language(tmp_path: Path) -> None:
    root, out = small_project(tmp_path / "guide"), tmp_path / "out"
    change(root / "data/institution.yml", "profile:", "preparing: yes\nprofile:")
    done = run("--root", str(root), "--output", str(out))
    assert done.exit_code == 0, done.stderr
    assert [Path(line).name for line in done.stdout.split()] == ["guide-ca.pdf", "guide-es.pdf"]
    assert sorted(one.name for one in out.iterdir()) == ["guide-ca.pdf", "guide-es.pdf"]
    for path in out.iterdir():
        assert errors(path, "conformance") == []
    done = run("--root", str(root), "--output", str(out), "--lang", "ca", "--section", "tone", "--format", "html")
    assert (done.exit_code, done.stdout.strip()) == (0, str(out / "guide-ca-tone.html"))


@pytest.mark.slow
def test_the_demonstration_is_whole_on_paper(tmp_path: Path) -> None:
    guide = demonstration()
    _, data = printed(Judgement(guide, (), None), "en", Cache(None))
    path = tmp_path / "guide.pdf"
    path.write_bytes(data)
    assert errors(path) == []
    squeezed = re.sub(r"[\s­-]|\W", "", text_of(path))
    for one in guide.pages.values():
        if one.language != "en":
            continue
        for section in one.sections:
            assert re.sub(r"\W", "", section.title) in squeezed, (one.id, section.title)
    with pikepdf.open(path) as file:
        assert 150 < len(file.pages) < 260
