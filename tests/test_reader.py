"""The reader compared with Python-Markdown, which has the extensions of mkdocs.yml, and on any text.

On a grammar of the constructs that the guide uses, both find the same heading ids in the same order. On any other text
the reader must not fail, and the lines of what it finds must exist.
"""

from __future__ import annotations

import pickle
import re
import time
import timeit
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from conftest import TESTS
from guiaviva.diagnostics import Place
from guiaviva.reading import markup
from guiaviva.reading.containers import flatten
from guiaviva.reading.documents import _error_line, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, _Reading, read_page
from guiaviva.reading.repairs import repair_of
from guiaviva.reading.text import section_texts, text_of
from guiaviva.reading.values import nested
from guiaviva.site.events.settings import EXTENSIONS


def converter() -> Markdown:
    """Return Python-Markdown with the extensions of the site."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


MARKDOWN = converter()


def read(text: str) -> Page:
    return read_page(Source("docs/ca/tone.md", text), "ca", "tone")


def ids_of(tokens: list[Any]) -> list[str]:
    return [id for token in tokens for id in (token["id"], *ids_of(token["children"]))]


def python_markdown_ids(text: str) -> list[str]:
    MARKDOWN.reset().convert(text)
    return ids_of(MARKDOWN.toc_tokens)


# The grammar. Words have accents, l·l, apostrophes and emoji; titles have emphasis, code and links.
WORDS = st.sampled_from(
    [
        "Què",
        "fem",
        "l'equip",
        "col·legi",
        "💡",
        "Per",
        "a",
        "x·x",
        "10",
        "«cites»",
        "¿Quién?",
        "niño",
        "façana",
        "R+D",
        "A/B",
        "Riublanc",
        "#Hashtag",
        "@compte",
        "àéíòú",
        "ß",
    ]
)
PHRASE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INLINE = st.one_of(
    PHRASE,
    PHRASE.map("**{}**".format),
    PHRASE.map("*{}*".format),
    PHRASE.map("`{}`".format),
    PHRASE.map("[{}](tone.md#voice)".format),
)
TITLE = st.lists(INLINE, min_size=1, max_size=3).map(" ".join).filter(lambda title: title.strip("#@ ") != "")
IDS = st.sampled_from(["", "", " {#voice}", " {#who-replies}", " {#a1 .class}", " {: #colon }"])
LEVEL = st.integers(1, 6).map("#".__mul__)
HEADING = st.builds(lambda level, title, id: f"{level} {title}{id}", LEVEL, TITLE, IDS)
SETEXT = st.builds(
    lambda title, id, line: f"{title}{id}\n{line}", PHRASE, IDS, st.sampled_from(["===", "---", "======"])
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=4).map("\n".join)
LIST = st.lists(PHRASE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items))
ORDERED = st.lists(PHRASE, min_size=1, max_size=3).map(lambda items: "\n".join(f"1. {item}" for item in items))
TABLE = st.builds("| {} | {} |\n|---|---|\n| {} | {} |".format, PHRASE, PHRASE, PHRASE, PHRASE)
FENCE = st.builds(
    lambda sign, text: f"{sign}\n# {text}\n\n## {text} {{#no}}\n{sign}", st.sampled_from(["```", "~~~"]), PHRASE
)
QUOTE = PHRASE.map("> {}".format)
COMMENT = PHRASE.map("<!-- {} -->".format)
ADMONITION = st.builds('!!! note "{}"\n\n    {}\n\n    {}'.format, PHRASE, PHRASE, PHRASE)
DETAILS = st.builds('??? tip "{}"\n\n    {}'.format, PHRASE, PHRASE)
TABS = st.builds('=== "{}"\n\n    {}\n\n=== "{}"\n\n    {}'.format, PHRASE, PHRASE, PHRASE, PHRASE)
DEFINITION = st.builds("{}\n:   {}".format, PHRASE.filter(lambda text: text[0] not in "#@"), PHRASE)
NOTE = PHRASE.map("Text[^1].\n\n[^1]: {}".format)
HASHTAG = PHRASE.map("#CamelCase {}".format)
BLOCK = st.one_of(
    HEADING, HEADING, HEADING, SETEXT, PARAGRAPH, LIST, ORDERED, TABLE, FENCE, QUOTE, COMMENT,
    ADMONITION, DETAILS, TABS, DEFINITION, NOTE, HASHTAG,
)  # fmt: skip
PAGE = st.lists(BLOCK, min_size=1, max_size=12).map("\n\n".join)


@given(PAGE)
@settings(max_examples=600, deadline=None)
def test_same_ids_in_the_same_order(text: str) -> None:
    assert [section.id for section in read(text).sections] == python_markdown_ids(text)


@given(PAGE)
@settings(max_examples=200, deadline=None)
def test_lines_are_those_of_the_headings(text: str) -> None:
    page = read(text)
    lines = text.split("\n")
    for section in page.sections:
        line = lines[section.place.line - 1]
        assert line.startswith("#" * section.level + " ") or lines[section.place.line].strip("=-") == ""
    assert [section.place.line for section in page.sections] == sorted(section.place.line for section in page.sections)


# Lines that fit together badly: what one reader takes for a list, a table or a heading, and the other for text.
LINES = st.sampled_from(
    [
        "", "", "", "Text.", "Text:", "## Veu {#voice}", "##Veu {#voice}", "## Veu{#voice}", "##\u00a0Veu {#a}",
        "## Veu", "## Veu {#x y}", "**Veu** {#voice}", "Veu {#voice}", "## Veu \\{#b}", "- un", "- dos", "  - tres",
        "    - quatre", "* un", "+ un", "1. un", "2. dos", "1) un", "10. deu", "- [ ] un", "    Continua",
        "  Continua", "\tTab", "| a | b |", "|---|---|", "| 1 | 2 |", "a | b", "• un", "· dos", "~~x~~", "a[^1]",
        '!!! note "N"', "/// guide | contact", "///", "/// guide contact", "Terme", ":   Def",
    ]
)  # fmt: skip
_MADE = re.compile(r'<(/?)(ul|ol|li|table|pre|div class="(?:guia|admonition note)")(?=[\s>])')


def made(text: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the ids of headings, and lists, tables, code, boxes and blocks, that Python-Markdown makes of a text."""
    ids = python_markdown_ids(text)
    depth, found = 0, []
    for end, name in _MADE.findall(MARKDOWN.reset().convert(text).split('<div class="footnote">')[0]):
        depth += (name in ("ul", "ol")) * (-1 if end else 1)
        if not end and name not in ("ul", "ol"):
            found.append((name, depth if name == "li" else 0))
    # Tables are in one of those too.
    for _ in [one for one in found if one[0] == "table"]:
        found.remove(('div class="guia"', 0))
    return ids, sorted(found)


def seen(text: str) -> list[tuple[str, int]]:
    """Return the same of the reader."""
    flat = flatten("docs/ca/tone.md", text)
    reading = _Reading("docs/ca/tone.md", flat)
    reading.read()
    found = [("li", depth) for _, depth in reading.structure.items]
    others = {"table": reading.structure.tables, "pre": reading.structure.blocks}
    others |= {'div class="guia"': flat.blocks, 'div class="admonition note"': flat.boxes}  # type: ignore[dict-item]
    return sorted(found + [(name, 0) for name, each in others.items() for _ in each])


@given(st.lists(LINES, min_size=1, max_size=6).map("\n".join).filter(str.strip))
@settings(max_examples=1000, deadline=None)
def test_where_readers_disagree_something_is_reported(text: str) -> None:
    text = text.strip("\n")
    page = read(text)
    if not (page.slips or page.unsupported or page.problems or page.swallowed_from):
        # What is within a block of ours is not shown, and malformed-block reports it.
        assume(not any(block.content or block.options for block in page.blocks))
        assert ([section.id for section in page.sections], seen(text)) == made(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("## Veu{#voice}", "## Veu {#voice}"),
        ("## Veu {#voice and tone}", "## Veu {#voice-and-tone}"),
        ("## Veu {x} {#voice .big}", "## Veu (x) {#voice .big}"),
        ("## Veu \\{#voice}", "## Veu {#voice}"),
        ("##\u00a0Veu {#voice}", "## Veu {#voice}"),
        ("**Veu** {#voice}", "## Veu {#voice}"),
        ("## Ús de {nom}", "## Ús de (nom)"),
        ("- un\n---", "- un\n\n---"),
        ("Text:\n- un", "Text:\n\n- un"),
        ("1) un\n2) dos", "1. un\n2. dos"),
        ("•\tun\n•\tdos", "- un\n- dos"),
        ("- un\n  - dos", "    - dos"),
        ("- un\n\n  Continua.", "    Continua."),
        ("Text:\n| a | b |\n|---|---|\n| c | d |", "Text:\n\n| a | b |"),
        ("| a | b |\n| c | d |", "| a | b |\n|---|---|"),
        ("a\tb\nc\td", "| a | b |\n|---|---|"),
        ("| a | b | |---|---| | c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
        ("| a | b |\n|---|---|\n| c | d |\nText", "| c | d |\n\nText"),
        ('!!! note "Nota"\nText.', '!!! note "Nota"\n\n    Text.'),
        ("!!! tip «Més coses»\n    Text.", '!!! tip "Més coses"'),
        ("~~un~~", "<del>un</del>"),
        ("- [ ] un", "- un"),
        ("/// guide contact\n///", "/// guide | contact\n///"),
        ("> // guide | role x", "/// guide | role x\n///"),
    ],
)
def test_what_breaks_is_put_right(text: str, meant: str) -> None:
    (slip,) = read(text).slips
    assert slip.values["meant"] == meant


SIGNS = st.text(st.sampled_from(list("#`~!?=/[](){}<>|*_:-+.\\&\"' \t\n\r\0aà💡1")), max_size=400)


@given(st.one_of(st.text(max_size=400), SIGNS, st.lists(st.one_of(BLOCK, SIGNS), max_size=8).map("\n".join)))
@settings(max_examples=800, deadline=None)
def test_never_fails(text: str) -> None:
    page = read(text)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    places = [
        *(section.place for section in (*page.sections, *page.unsupported)),
        *(link.place for link in (*page.links, *page.images, *page.spaced_links)),
        *(block.place for block in page.blocks),
        *(paragraph.place for paragraph in page.paragraphs),
        *(problem.place for problem in page.problems),
        *(tag.place for tag in page.tags),
    ]
    assert all(1 <= place.line <= last and place.column >= 1 for place in places)
    assert len({section.id for section in page.sections if not section.explicit}) == sum(
        not section.explicit for section in page.sections
    )


@given(st.one_of(st.text(max_size=300), SIGNS))
@settings(max_examples=800, deadline=None)
def test_yaml_never_fails(text: str) -> None:
    document = read_document(Source("data/roles.yml", text), "invalid-data")
    last = text.count("\n") + 1
    assert all(1 <= problem.place.line <= last + 1 for problem in document.problems)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- item\n\n    ## In a list {#x}", "In a list"),
        ("  ## Indented {#x}", "Indented"),
        ('!!! note "n"\n\n    ## In a box {#x}', "In a box"),
        ('=== "t"\n\n    ## In a tab {#x}', "In a tab"),
        ("[^1]: note\n\n    ## In a note {#x}", "In a note"),
        ("<div markdown>\n\n## In HTML {#x}\n\n</div>", "In HTML"),
        ("<h2>Raw</h2>", "<h2>"),
        ("Two\nlines {#x}\n---", "Two lines"),
        ("##", "##"),
        ("/// details | d\n\n## In a block {#x}\n\n///", "In a block"),
    ],
)
def test_headings_on_which_readers_disagree(text: str, title: str) -> None:
    page = read(text)
    assert [section.title for section in page.unsupported] == [title]
    assert page.sections == ()


def test_what_a_page_holds() -> None:
    text = Path(TESTS / "guides" / "page.md").read_text(encoding="utf-8")
    page = read(text)
    assert [(s.id, s.level, s.place.line, s.words, len(s.blocks)) for s in page.sections] == [
        ("to", 1, 6, 27, 2),
        ("voice", 2, 10, 17, 1),
        ("tabs", 3, 21, 11, 0),
        ("examples", 2, 32, 6, 1),
    ]
    assert [(link.target, link.text, link.place.line, link.place.column) for link in page.links] == [
        ("languages.md#reply", "la llengua", 8, 7),
        ("responses/index.md", "les respostes", 14, 11),
        ("networks/x.md", "X", 25, 12),
        ("https://example.org", "nota", 42, 15),
    ]
    assert [(image.target, image.text, image.place.line) for image in page.images] == [("a.png", "Un esquema", 30)]
    assert [(b.name, b.argument, b.options, b.content, b.closed, b.place.line) for b in page.blocks] == [
        ("guide", "situations", "", "", True, 17),
        ("guide", "post x", "verdict: do", "Hola #Riublanc\n\n## no és cap títol", True, 34),
    ]
    assert {"to", "voice", "tabs", "examples", "paragraph", "raw"} <= page.anchors
    assert page.fields == {"title": "To", "reviewed": "2026-11-24"}
    assert page.front.place("reviewed").line == 3
    assert page.problems == ()


@pytest.mark.parametrize(
    "text", ["[" * 15_000, "[\n" * 50_000, "[" * 50_000, "> " * 9_000, "<div>" * 3_900, "*a " * 6_000]
)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    start = time.process_time()
    read(text)
    # A generous bound in seconds, which only a wrong algorithm exceeds: Python-Markdown takes minutes.
    assert time.process_time() - start < 5


def test_aliases_do_not_unfold() -> None:
    """Nine lists, each of nine times the one before, would have 387,420,489 texts, and a map in itself no end."""
    lists = ['a0: &a0 ["x"]', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    document = read_document(Source("data/terms.yml", "\n".join([*lists, "b: &b {c: *b}"])), "x")
    assert {one.variant for one in document.problems} == {"alias"}
    assert sum(1 for _ in nested(document.value)) < 200
    assert read_document(Source("data/terms.yml", "d: &d x\ne: *d"), "x").value["e"] == "x"


@pytest.mark.parametrize("text", ["a: [", "\0", "a: " + "[" * 5000])
def test_of_a_text_that_is_no_yaml_places_are_those_of_its_file(text: str) -> None:
    """Also when it comes from the store, which keeps no places."""
    document = read_document(Source("data/roles.yml", text), "invalid-data")
    for one in (document, pickle.loads(pickle.dumps(document))):
        assert one.value is None
        assert one.place("a", "b") == one.value_place("a") == Place("data/roles.yml")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\n\nText without a heading.\n",
        "# T\n\n<![",
        "# T\n\n<![endif]--> <![CDATA[ x\n",
        "# T\n\na <! b\n\n<!\n",
        "# a_99999999999999999999\n\n# a_99999999999999999999\n",
    ],
)
def test_what_once_made_it_fail(text: str) -> None:
    page = read(text)
    assert [section.place.line for section, _ in section_texts(page) if section] == [
        section.place.line for section in page.sections
    ]


@pytest.mark.parametrize(
    ("text", "said", "quoted"),
    [
        ("One[^1].\n\n[^1]: A law.\n", "One.", "A law."),
        ("One.\n\n> Two\n> three.\n\nFour.\n", "One.\nFour.", "Two three."),
        ("- One:\n\n    > Two.\n\n    Three.\n- Four\n", "One:\nThree.\nFour", "Two."),
        ("```\none\ntwo\n```\n\nThe code `three`.\n", "The code three.", "one\ntwo"),
        ("Sources, read today: [A law](https://law.example).\n", "", "Sources, read today: A law."),
        (
            "Sources, today:\n\n- A [law](https://a.example).\n- B.\n\nOne.\n\n- Two.\n",
            "One.\nTwo.",
            "Sources, today:\nA law.\nB.",
        ),
        ("Sources: a law.\n\n- One.\n", "One.", "Sources: a law."),
        ("Sources of water are three.\n\nSourcesome: one.\n", "Sources of water are three.\nSourcesome: one.", ""),
        ("| a | b |\n|---|---|\n| c | d |\n", "a · b\nc · d", ""),
    ],
)
def test_what_is_quoted_or_cited_is_told_apart(text: str, said: str, quoted: str) -> None:
    assert text_of(text, ("Source", "Sources")) == (said, quoted)


MARKS = st.sampled_from(
    [
        "<![",
        "<!",
        "<?",
        "<a",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "]]>",
        "<h2",
        "<img src=x",
        "CDATA[",
        "</",
        "&#0;",
    ]
)


@given(st.lists(st.one_of(MARKS, SIGNS.map(lambda text: text[:8]), BLOCK), max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_html_makes_it_fail(text: str) -> None:
    assert len(list(section_texts(read(text)))) == len(read(text).sections) + 1


@pytest.mark.parametrize(
    "piece",
    [
        "# a\n\n",
        "{#a} ",
        "<!-- ",
        "<!--\n",
        "<? ",
        "<![CDATA[ ",
        "/// a | b\n",
        "[a] (b.md) `c` ",
        "- a\n",
        "- a\n  - b\n",
        "|a|b\n",
        "[a][b] ",
        "[^a] ",
        "• a\n",
        "## a{#b}\n\n",
        "!!! a\n",
        "Text\n",
    ],
)
@pytest.mark.slow
def test_the_time_to_read_a_text_grows_with_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        lines = piece * (15_000 // len(piece))
        text = "\n".join([lines] * (size // 15_000))
        return min(timeit.repeat(lambda: list(read(text).prose), timer=time.process_time, repeat=3, number=1))

    # Eight times as long would take sixty-four times as long if it grew with the square.
    assert seconds(120_000) < 32 * seconds(15_000) + 0.05


def test_the_theme_has_a_colour_for_no_kind_of_box_that_is_none() -> None:
    text = (TESTS.parent / "overrides/assets/stylesheets/guia.css").read_text(encoding="utf-8")
    coloured = re.findall(r"([.\w, :()-]+):is\(\.admonition, details\) {", text)
    kinds = {kind for one in coloured for kind in re.findall(r"\.([a-z]+)", one)}
    assert "warning" in kinds
    assert kinds <= set(markup.KINDS)


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("a: 1\nb:2\nc: 3", (1, "space", "b: 2")),
        ("a: 1\nb 2\nc: 3", (1, "colon", "b: 2")),
        ("a: 1\nb\n", (1, "colon", "b:")),
        ("a:\n  b: 1\n c: 2\n  d: 3", (2, "indent", "  c: 2")),
        ("a:\n  b: 1\n   c: 2\n  d: 3", (2, "indent", "  c: 2")),
        (" a: 1\nb: 2\nc: 3", (0, "indent", "a: 1")),
        ("a:\n  b:\n  - 1\n  c 2\n  d: 3", (3, "colon", "  c: 2")),
        # Beside a line are those that hold something.
        ("a: 1\n# x\n\n b: 2\nc: 3", (3, "indent", "b: 2")),
        # Two lines above the one that the parser reports, and no further.
        ("a: 1\nb:2\n\nc: 3", (1, "space", "b: 2")),
        ("a: 1\nb:2\n\n\nc: 3", None),
        # With two faults near one another, neither repair leads on.
        ("a: 1\nb:2\nc:3\nd: 4", None),
        # One further down is left for later.
        ("a: 1\nb:2\nc: 3\nd: 4\ne: 5\nf:6\ng: 7", (1, "space", "b: 2")),
        # What is open goes on until the end, whatever is changed.
        ("a: [1\nb: 2", None),
    ],
)
def test_the_repair_of_one_line(text: str, repair: tuple[int, str, str] | None) -> None:
    reported = _error_line(text)
    assert reported is not None
    assert repair_of(text.split("\n"), reported, _error_line) == repair
