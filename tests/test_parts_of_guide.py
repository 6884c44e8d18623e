"""The parts of rules on sections, links, replies and what pages say that have bounds, each on both sides of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva import judgement
from guiaviva.diagnostics import Place
from guiaviva.facts.loading import Entry
from guiaviva.guide import (
    copies,
    exchange,
    load_guide,
    loading,
    revisions,
    rows,
    scaffold,
    sections,
)
from guiaviva.guide.demands import _MAY_BE_PAGE, _PAGE, _by_folder
from guiaviva.prose.figures import Length, value_of
from guiaviva.reading.documents import Document
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import Page
from guiaviva.rules import (
    decision_tree,
    duplicate_record,
    figures,
    foreign_code,
    former_name,
    guide_not_approved,
    links,
    malformed_scope,
    misspelt_address,
    misspelt_name,
    reply_placeholder,
    section_mismatch,
    unknown_block,
    unknown_key,
)
from guiaviva.rules.contradiction import objectives, reader
from guiaviva.rules.passages import figures as passage_figures
from memory import MEMORY
from parts import changed, entry, overlaid, page, shown, text_of
from projects import MODEL

# Sections.


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("# To\n\n## Veu {#voice}\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {}),
        ("# To\n\n## Veu\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {"voice": "Veu"}),
        ("# To\n\n## Com parlem {#voic}\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {"voice": "Com parlem"}),
        ("# To\n\n## Altra cosa\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {"voice": "Altra cosa"}),
        ("# To\n\n## Altra cosa {#zzzz}\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {}),
        ("# To\n\n### Altra cosa\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {}),
        ("# To\n\n**Altra cosa**\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {"voice": "Altra cosa"}),
        ("# To\n\n**Altra cosa.**\n\nA.\n\n## Exemples {#examples}\n\nB.\n", {}),
        ("# To\n\n## Exemples {#examples}\n\nB.\n\n## Altra cosa\n\nA.\n", {"correcting-mistakes": "Altra cosa"}),
        ("# To\n\n## Una\n\nA.\n\n## Dues\n\nB.\n", {"voice": "Una", "examples": "Dues"}),
        ("# To\n\n## Una\n\nA.\n\n## Dues\n\nB.\n\n## Tres\n\nC.\n", {}),
        (
            "# To\n\n## Veus {#voices}\n\n## Veu de la institució {#z}\n",
            {"voice": "Veu de la institució"},
        ),
    ],
)
def test_headings_that_seem_to_be_required_sections(text: str, claimed: Mapping[str, str]) -> None:
    guide = changed(tone=text)
    tone = guide.page("ca", "tone")
    assert tone is not None
    assert {id: one.title for id, one in sections.claimed(guide, tone).items()} == claimed


def test_what_a_section_must_say() -> None:
    short = changed(tone="# To\n\n## Veu {#voice}\n\nA.\n\n## Exemples {#examples}\n\n/// guide | networks\n///\n")
    tone = short.page("ca", "tone")
    assert tone is not None
    assert [(wanted.id, section.words) for wanted, section in sections.empty(short, tone)] == [("voice", 1)]
    assert sections._has_gaps(short, tone)
    complete = changed("complete")
    assert not sections._has_gaps(complete, complete.pages["ca", "tone"])
    lacking = changed(tone="# To\n\n## Veu {#voice}\n\nParlem clar, amb respecte i sense cap tecnicisme.\n")
    lacks = lacking.page("ca", "tone")
    assert lacks is not None
    assert sections._has_gaps(lacking, lacks)
    assert (sections.present(lacks, "voice") is None, sections.present(lacks, "to") is None) == (False, True)
    assert not sections._unknown(short, tone.blocks)
    assert sections._unknown(short, page("# T\n\n/// guide | netwrks\n///\n").blocks)
    assert not sections._unknown(short, page("# T\n\n/// note | N\n///\n").blocks)


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        ("# T\n", True),
        ("# T\n\nA.\n", False),
        ("# T\n\n## S\n", False),
        ("---\nowner: a\n---\n\n# T\n", False),
    ],
)
def test_a_page_is_blank_with_a_title_at_most(text: str, blank: bool) -> None:
    assert sections.blank(page(text)) is blank


def test_words_in_bold_stand_for_a_heading() -> None:
    text = page("# T\n\n**Una:**\n\n__Dues__ :\n\n**Tres** i més\n\n**Quatre.**\n\nTot **cinc**\n")
    assert [(one.title, one.level, one.explicit) for one in sections._bold(text)] == [
        ("Una", 2, False),
        ("Dues", 2, False),
    ]


# How translations differ in their sections.

SOURCE = "# T\n\n## A {#a}\n\nU.\n\n## B {#b}\n\nU.\n\n### C {#c}\n\nU.\n"


@pytest.mark.parametrize(
    ("text", "required", "said"),
    [
        (SOURCE, (), []),
        ("# T\n\n## A {#a}\n\n## B {#b}\n", (), ["missing 5"]),
        ("# T\n\n## B {#b}\n\n### C {#c}\n", (), ["missing 1"]),
        ("# T\n\n## A {#a}\n\n### C {#c}\n", (), ["missing 3"]),
        ("# T\n\n## A {#a}\n\n### C {#c}\n", ("b",), []),
        (f"{SOURCE}\n## D {{#d}}\n", (), ["extra 15"]),
        (f"{SOURCE}\n## D\n", (), []),
        (f"{SOURCE}\n## D {{#d}}\n", ("d",), []),
        (SOURCE.replace("### C", "#### C"), (), ["level 11"]),
        (SOURCE.replace("## B", "### B").replace("#### ", "### "), (), ["level 7"]),
        (SOURCE.replace("## B", "### B"), ("b",), []),
        (SOURCE.replace("## A {#a}", "## A {#x}"), (), ["renamed 3"]),
        (SOURCE.replace("## A {#a}", "## A {#x}"), ("a",), []),
        ("# T\n\n## B {#b}\n\n### C {#c}\n\n## A {#a}\n", (), ["order 3"]),
        ("# T\n\n## B {#b}\n\n### C {#c}\n\n## A {#a}\n", ("b", "a"), []),
        ("# T\n\n## B {#b}\n\n### C {#c}\n\n## A {#a}\n", ("a", "b"), ["order 3"]),
    ],
)
def test_how_sections_differ(text: str, required: tuple[str, ...], said: list[str]) -> None:
    found = section_mismatch._differences(page(text, language="es"), page(SOURCE), required)
    assert [f"{one.variant} {one.place.line}" for one in found] == said


# What translations record.


def following(text: str, **hashes: str) -> Page:
    lines = "".join(f"  {id}: {hash}\n" for id, hash in hashes.items())
    return page(f"---\ntranslates:\n{lines}---\n{text}", language="es")


def test_the_sections_whose_source_has_changed() -> None:
    source = page(SOURCE)
    now = dict(revisions.followed(page(SOURCE, language="es"), source))
    assert {"a", "b"} <= {*now}
    changed_a = now | {"a": "0" * 8}
    assert revisions.stale(following(SOURCE, **now), source) == ()
    assert revisions.stale(following(SOURCE, **changed_a), source) == ("a",)
    assert revisions.stale(page(SOURCE, language="es"), source) == ()
    assert revisions.stale(following(SOURCE, **(changed_a | {"b": "x"})), source) == ()
    assert revisions.unrecorded(following(SOURCE, **now), source) == ()
    without = {id: hash for id, hash in now.items() if id != "b"}
    assert revisions.unrecorded(following(SOURCE, **without), source) == ("b",)
    assert revisions.stale(following(SOURCE, **without), source) == ()
    lost = page(SOURCE.replace("## B {#b}", "**B**"))
    assert revisions.stale(following(SOURCE, **now), lost) == (), "what is below the lost heading is no change of A"
    assert (
        revisions.heading(source, "b") == ("B", Place("docs/ca/tone.md", 7, 1, 0))
        or revisions.heading(source, "b")[1].line == 7
    )
    assert revisions.heading(source, "c")[0] == ""
    assert revisions.heading(page("\n\nText\n"), "b")[1].line == 3


# Copies, parts and what was exchanged.


def test_a_copy_has_the_name_of_another_page_and_says_the_same() -> None:
    def found(**texts: str) -> dict[str, tuple[str, bool]]:
        pages = {("ca", id): page(text, id) for id, text in texts.items()}
        return {id: tuple(one) for (_, id), one in copies.copies(pages, MODEL).items()}

    other = "# U\n\n## X {#x}\n\nV.\n"
    assert found(**{"nota": SOURCE, "nota (1)": SOURCE}) == {"nota (1)": ("nota", False)}
    assert found(nota=SOURCE, nota2=SOURCE) == {"nota2": ("nota", False)}
    assert found(nota=SOURCE, notari=SOURCE) == {}
    assert found(**{"nota": SOURCE, "nota (1)": other}) == {}
    half = SOURCE + "\n## X {#x}\n\nV.\n\n## Y {#y}\n\nW.\n"
    assert found(**{"nota": SOURCE, "nota (1)": half}) == {"nota (1)": ("nota", False)}
    assert found(**{"nota": SOURCE, "nota (1)": "# T\n\nZ.\n\n## A {#a}\n\nU.\n"}) == {}
    assert copies.written(page(SOURCE + "\n## D\n")) == {"a", "b"}


@pytest.mark.parametrize(("title", "name"), [("Dret de rèplica", "dret-de-rèplica"), ("«A» & _B_!", "a-b"), ("", "")])
def test_the_name_that_the_file_of_a_title_would_have(title: str, name: str) -> None:
    assert exchange._as_name(title) == name
    assert (exchange._path("docs/es/a/b.md", "c/d"), exchange._id("docs/es/a/b.md")) == ("docs/es/c/d.md", "a/b")


def test_the_title_of_a_page() -> None:
    assert page("## S\n\n# T\n").title == "T"
    assert page("---\ntitle: F\n---\n\n## S\n").title == "F"
    assert page("## S\n").title == ""


# The names of files, and rows.


@pytest.mark.parametrize(
    ("ending", "is_page", "may_be"),
    [
        ("md", False, False),
        ("MD", True, True),
        ("markdown", True, False),
        ("md.txt", True, True),
        ("txt", False, True),
        ("", False, True),
        ("mdx", True, False),
        ("jpg", False, False),
        ("m", False, True),
    ],
)
def test_files_of_another_ending_may_be_pages(ending: str, is_page: bool, may_be: bool) -> None:
    assert (bool(_PAGE.fullmatch(ending)), bool(_MAY_BE_PAGE.fullmatch(ending))) == (is_page, may_be)


def test_ids_by_folder_and_what_a_block_names() -> None:
    assert _by_folder(["a/b", "a/c/d", "e"]) == {"a": {"b"}, "a/c": {"d"}}
    post, note, bare = page("# T\n\n/// guide | post x dont\n///\n\n/// note | a b\n///\n\n/// guide\n///\n").blocks
    assert [rows.block_name(one) for one in (post, note, bare)] == ["post", "", ""]
    assert [rows.given_key(one) for one in (post, bare)] == ["x", ""]
    dont = page("# T\n\n/// guide | post dont\n///\n", "networks/x").blocks[0]
    assert rows.given_key(dont) == ""
    assert rows.block_key(page("", "networks/x"), dont) == "x"


@pytest.mark.parametrize(
    ("number", "sizes"), [(0, []), (1, [1]), (200, [200]), (201, [200, 1]), (400, [200, 200]), (401, [201, 200])]
)
def test_items_are_judged_in_two_batches_or_in_those_of_two_hundred(number: int, sizes: list[int]) -> None:
    assert [len(one) for one in judgement._batches(range(number))] == sizes


# Links.


def linked_to(target: str, text: str = "text") -> list[str]:
    guide = changed(tone=f"# To\n\n## Veu {{#voice}}\n\n[{text}]({target})\n\n## Exemples {{#examples}}\n\nB.\n")
    tone = guide.page("ca", "tone")
    assert tone is not None
    found = [one for link in tone.links for one in links._link(guide, tone, link)]
    return [
        f"{one.rule} {one.variant} {one.values.get('nearest') or one.values.get('expected') or ''}".strip()
        for one in found
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("principles.md", []),
        ("/principles.md", []),
        ("principle.md", ["broken-link nearest principles.md"]),
        ("/principle.md#a", ["broken-link nearest /principles.md#a"]),
        ("networks/instagrm.md", ["broken-link nearest networks/instagram.md"]),
        ("principles.html", ["broken-link nearest principles.md"]),
        ("responses/", ["broken-link nearest responses/index.md"]),
        ("zzzzzzzz.md", ["broken-link"]),
        ("tone.html", ["broken-link"]),
        ("#voice", []),
        ("#voic", ["broken-anchor nearest voice"]),
        ("#zzzzzz", ["broken-anchor"]),
        ("#fn:1", []),
        ("#fnref:1", []),
        ("#", []),
        ("//example.org/a", []),
        ("a@riublanc.example", ["malformed-link email mailto:a@riublanc.example"]),
        ("www.riublanc.cat", ["malformed-link no-scheme https://www.riublanc.cat"]),
        ("riublanc.cat/a", ["malformed-link no-scheme https://riublanc.cat/a"]),
        ("httsp://riublanc.cat", ["malformed-link scheme https://riublanc.cat"]),
        ("htp://riublanc.cat", ["malformed-link scheme http://riublanc.cat"]),
        ("file:///a.docx", ["local-path"]),
        ("C:/a.docx", ["local-path"]),
        ("zzzzzz:riublanc", ["malformed-link unknown-scheme"]),
        ("javascript:a()", []),
        ("https://", ["malformed-link  https://"]),
        ("mailto:a@riublanc.example?subject=A", []),
        ("mailto:a", ["malformed-link mailto"]),
        ("tel:+34930000000", []),
        ("tel:930", []),
        ("tel:a", ["malformed-link tel"]),
        ("", ["malformed-link empty"]),
    ],
)
def test_where_a_link_leads(target: str, said: list[str]) -> None:
    assert linked_to(target) == said


@pytest.mark.parametrize(
    ("origin", "target", "written"),
    [
        (None, "x#a", "networks/x#a"),
        ("tone", "x.md", "networks/x.md"),
        ("tone", "/x.md#a", "/networks/x.md#a"),
        ("networks/y", "z.md", "x.md"),
        ("plans/y", "z.md#", "../networks/x.md#"),
    ],
)
def test_a_link_is_mended_in_the_form_in_which_it_was_written(origin: str | None, target: str, written: str) -> None:
    assert links._as_written("networks/x", page("", origin) if origin else None, target) == written


# Replies.


class Replies:
    """A guide whose placeholders have these names: {key: {language: name}}."""

    def __init__(self, placeholders: Mapping[str, Mapping[str, str]], *, anonymous: bool = False) -> None:
        named = {key: entry(key, name=name, person=key == "person") for key, name in placeholders.items()}
        situations = {"s": entry("s", anonymous=anonymous)}
        self.facts = Stub(placeholders=named, keys={"placeholders": tuple(named)}, situations=situations)
        self.languages, self.source_language = ("ca", "es", "en"), "ca"

    def said(self, **text: str) -> list[str]:
        self.facts.replies = {"r": entry("r", text=text, situation="s")}
        guide: Any = self
        found = reply_placeholder.check_data(guide)
        return [f"{one.variant} {one.place.path} {one.values.get('found', '')}" for one in found]


NAMES = {
    "person": {"ca": "nom", "es": "nombre", "en": "name"},
    "day": {"ca": "dia", "es": "día", "en": "day"},
    "place": {"ca": "lloc", "es": "lugar", "en": "place"},
    "way": {"ca": "via", "es": "vía", "en": "way"},
}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"ca": "{nom}", "es": "{nombre}", "en": "{name}"}, []),
        ({"ca": "{ Nom }", "es": "{nombre}"}, []),
        ({"ca": "{nom}", "es": "Hola"}, ["missing r.text.es nombre"]),
        ({"ca": "{nom}", "es": "Hola", "en": "Hi"}, ["extra r.text.ca nom"]),
        ({"ca": "{nom}", "es": "{nombre}", "en": "Hi"}, ["missing r.text.en name"]),
        ({"ca": "Hola", "es": "{nombre}", "en": "{name}"}, ["missing r.text.ca nom"]),
        ({"ca": "Hola", "es": "{nombre}"}, ["extra r.text.es nombre"]),
        ({"ca": "{nom} {dia}", "es": "Hola"}, ["missing r.text.es nombre", "missing r.text.es día"]),
        ({"ca": "{nom} {dia} {lloc}", "es": "Hola"}, ["missing r.text.es nombre}, {día}, {lugar"]),
        ({"ca": "{nom}", "es": "{día}"}, ["others r.text.es ('{día}',)"]),
        ({"ca": "{nom}", "es": "{nombr}"}, ["nearest r.text.es nombr"]),
        ({"ca": "{nom}", "es": "{zzzz}"}, ["unknown r.text.es zzzz"]),
        ({"ca": "{nom}", "es": "{nom}"}, ["language r.text.es nom"]),
        ({"ca": "{nom} {dia}", "es": "{nom} {dia}"}, ["language r.text.es nom"]),
        ({"ca": "{nombre} {día}", "es": "{nom} {dia}"}, ["language r.text.ca nombre"]),
        ({"ca": "{nom} {dia}", "es": "{nom} {zzzz}"}, ["language r.text.es nom", "unknown r.text.es zzzz"]),
        ({"ca": "{nom} {}", "es": "{nombre}"}, ["empty r.text.ca "]),
        ({"ca": "{zzzz}", "es": "{zzzz}"}, ["unknown r.text.ca zzzz"]),
        ({"ca": "{{nom}}", "es": "{nombre}"}, ["marks r.text.ca {{nom}}"]),
        ({"ca": "[nom]", "es": "Hola"}, ["marks r.text.ca [nom]"]),
        ({"ca": "[altra]", "es": "Hola"}, []),
        ({"ca": "%nom%", "es": "Hola"}, ["marks r.text.ca %nom%"]),
        ({"ca": "{nom", "es": "{nombre}"}, ["open r.text.ca {nom"]),
        ({"ca": "nom}", "es": "{nombre}"}, ["open r.text.ca nom}"]),
    ],
)
def test_the_gaps_of_a_reply(texts: dict[str, str], said: list[str]) -> None:
    found = Replies(NAMES).said(**texts)
    assert found == said


def test_gaps_of_which_names_are_lacking() -> None:
    assert Replies(NAMES, anonymous=True).said(ca="{nom}", es="Hola") == []
    assert Replies(NAMES, anonymous=True).said(ca="{dia}", es="Hola") == ["missing r.text.es día"]
    unnamed = {"person": {"ca": "nom"}, "day": {"ca": "dia", "es": "día"}}
    assert Replies(unnamed).said(ca="{nom}", es="{zzzz}") == [], "what a gap is called there is not known"
    alone = {"person": {"ca": "nom"}}
    assert Replies(alone).said(ca="{nom}", es="{x}") == []
    assert Replies(alone).said(ca="{nom}", es="Hola") == ["number r.text.es 0"]
    assert Replies(alone).said(ca="{nom}", es="{x} {y}") == ["number r.text.es 2"]
    assert reply_placeholder.gaps_of("{A} { a } {b}") == ("a", "b")
    broken = Replies(NAMES)
    broken.facts.keys = {"placeholders": (*NAMES, "more")}
    assert broken.said(ca="{zzzz}") == []


# The decision tree.


def tree(
    start: str = "a", known: Sequence[str] = ("s", "t", "u"), **questions: tuple[str | None, str | None]
) -> list[str]:
    """Return what is said of questions whose answers lead to «?question», to a situation, to both or nowhere."""

    def target(given: str | None) -> Any:
        if given is None:
            return None
        situation, _, question = given.partition("?")
        return Stub(question=question or None, situation=situation or None)

    made = {key: Stub(yes=target(yes), no=target(no)) for key, (yes, no) in questions.items()}
    record = entry("tree", start=start, questions=made)
    situations = {key: entry(key) for key in known}
    guide: Any = Stub(facts=Stub(tree=record, situations=situations), knows=lambda _, key: key in situations)
    return [f"{one.rule} {one.variant} {one.place.path}".replace("  ", " ") for one in decision_tree.check_data(guide)]


def test_the_decision_tree_leads_everywhere_once() -> None:
    assert tree(a=("s", "?b"), b=("t", "u")) == []
    assert tree(a=("s", "?b"), b=("t", None)) == ["tree-dead-end tree.questions.b.no"]
    assert tree(a=("s", "?b"), b=("t", "?")) == ["tree-dead-end tree.questions.b.no"]
    assert tree(a=("s", "?b"), b=("t", "u?b"))[0] == "tree-dead-end both tree.questions.b.no"
    assert tree(a=("s", "?zzzz"), b=("t", "u")) == ["tree-dead-end unknown tree.questions.a.no.question"]
    assert tree("x", a=("s", "?b"), b=("t", "u")) == ["tree-dead-end unknown tree.start"]
    assert tree("aa", a=("s", "?b"), b=("t", "u")) == ["tree-dead-end unknown-nearest tree.start"]
    assert tree(a=("s", "?b"), b=("t", "?a")) == ["tree-cycle tree.questions.b.no"]
    assert tree(a=("s", "?a")) == ["tree-cycle tree.questions.a.no"]
    assert tree(a=("?b", "?c"), b=("s", "?d"), c=("t", "?d"), d=("u", "u")) == [
        "tree-repeated-end same tree.questions.d.no.situation"
    ]
    assert tree(a=("s", "?b"), b=("s", "t")) == ["tree-unreachable situation u"]
    assert tree(a=("s", "?b"), b=("t", "u"), c=("s", "t")) == ["tree-unreachable tree.questions.c"]
    assert tree(known=("s", "t"), a=("s", "?b"), b=("s", "t")) == ["tree-repeated-end tree.questions.b.yes.situation"]
    assert tree(known=("s", "t"), a=("s", "?b"), b=("zzz", "zz")) == [], "what should lead there may be misspelt"
    none: Any = Stub(facts=Stub(tree=None))
    assert [*decision_tree.check_data(none)] == []


# What pages say.


@pytest.mark.parametrize(
    ("name", "stems", "is_there"),
    [
        (("quej",), ("un", "quej"), True),
        (("quej",), ("queja",), True),
        (("que",), ("quej",), False),
        (("quej", "grav"), ("quej", "grav"), True),
        (("quej", "grav"), ("quej", "molt", "grav"), False),
        (("quej", "grav"), ("grav",), False),
    ],
)
def test_whether_a_name_is_among_stems(name: Sequence[str], stems: Sequence[str], is_there: bool) -> None:
    assert reader.stands(name, stems) is is_there


def test_the_links_in_the_line_of_a_sentence() -> None:
    told = reader.told_by(page("# T\n\n[a](x.md) u\n[b](y.md)\n", "networks/x"))
    assert (told.page, told.network, told.key) == ("networks/x", "x", "")
    assert [list(told.links(at)) for at in (6, 20)] == [["x.md"], ["y.md"]]
    assert list(reader.told_by(page("# T\n\nu\n")).links(6)) == []


@pytest.mark.parametrize(
    ("minutes", "calendar", "same"),
    [(120, "", True), (120, "natural", True), (120, "working", False), (121, "", False)],
)
def test_a_time_may_leave_out_in_which_hours_it_is_counted(minutes: int, calendar: str, same: bool) -> None:
    duration: Any = Stub(value=2, unit="hours", calendar="natural")
    assert reader.same_length(Length(0, 1, minutes, "hours", calendar), duration) is same


@pytest.mark.parametrize(
    ("written", "number"), [("1.200", 1200), ("1,5", 1.5), ("12 000,5", 12000.5), ("1.20", 1.2), ("1.2000", 1.2)]
)
def test_the_value_of_a_number(written: str, number: float) -> None:
    assert value_of(written) == number


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("el 75% i el 12,5 %", [(75, 0.5), (12.5, 0.5)]),
        ("three in four people", [(75, 4)]),
        ("90 of every 100 messages", [(90, 0.5)]),
        ("seven in ten", [(70, 0.5)]),
        ("four in four", []),
        ("five in four", []),
        ("three in eleven", []),
        ("1 in 1", []),
        ("one in two", [(50, 4)]),
        ("one in ten", [(10, 0.5)]),
        ("nothing", []),
    ],
)
def test_the_shares_that_a_text_states(text: str, shares: list[tuple[float, float]]) -> None:
    words = MODEL.prose["en"].figures
    assert [(value, within) for _, value, within in objectives._shares(text, words)] == shares


@pytest.mark.parametrize(
    ("statement", "known", "differs"),
    [
        ({"en": "75%"}, [75.5], False),
        ({"en": "75%"}, [75.6], True),
        ({"en": "three in four"}, [79], False),
        ({"en": "three in four"}, [79.1], True),
        ({"en": "75% or 80%"}, [80], False),
        ({"en": "nothing"}, [80], False),
        ({"ca": "res", "en": "75%"}, [80], True),
    ],
)
def test_the_share_of_an_objective_is_that_of_an_indicator(
    statement: dict[str, str], known: list[float], differs: bool
) -> None:
    languages = {one: MODEL.prose[one].figures for one in ("ca", "en")}
    objective: Any = Stub(statement=statement)
    assert bool(objectives._differing(objective, languages, known)) is differs


# Names.

PROPER = ("LinkedIn", "YouTube", "X", "Flickr", "TikTok")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("LinkedIn", ""),
        ("Linkedin", "LinkedIn"),
        ("LINKEDIN", ""),
        ("Linkedins", ""),
        ("Linkdin", "LinkedIn"),
        ("Linkd", ""),
        ("Yuotube", "YouTube"),
        ("Joutube", ""),
        ("Flicker", "Flickr"),
        ("Tiktok", "TikTok"),
        ("Tiktak", "TikTok"),
        ("Platja", ""),
    ],
)
def test_the_name_that_a_word_is_nearly(word: str, meant: str) -> None:
    assert misspelt_name._meant(word, PROPER) == meant


NETWORKS = {"x": entry("x", name="X", former_names=("Twitter",)), "f": entry("f", name="Facebook", former_names=())}


@pytest.mark.parametrize(
    ("text", "context", "used"),
    [
        ("Publiquem a Twitter.", "", True),
        ("Publiquem a X, abans Twitter.", "", False),
        ("El 2025 publicàvem a Twitter.", "", False),
        ("El 2026 publiquem a Twitter.", "", True),
        ("Publiquem a Twitter.", "Any 2020 | Publiquem a Twitter.", False),
        ("Publiquem a Facebook.", "", False),
        ("Publiquem a Twitters.", "", False),
    ],
)
def test_where_a_former_name_is_used(text: str, context: str, used: bool) -> None:
    guide: Any = Stub(facts=Stub(networks=NETWORKS), model=MODEL, today=date(2026, 11, 24))
    names = former_name._Names(guide)
    assert bool([*names.used(text, "ca", context)]) is used
    assert names.may_stand(text) is ("twitter" in text.casefold())


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("[Ús de Twitter](https://a.org)", True),
        ("[Twitter](https://a.org)", False),
        ("[Ús de Twitter](a.md)", False),
        ("[Ús](https://a.org) Twitter [més coses](https://a.org)", False),
    ],
)
def test_a_name_within_the_title_of_what_somebody_else_wrote(text: str, within: bool) -> None:
    assert former_name._within_title(text, text.index("Twitter")) is within


def test_the_marks_of_sections_and_of_data() -> None:
    guide: Any = Stub(facts=Stub(keys={"networks": ("x",)}, references=()))
    text = page(
        "# T {#t}\n\nU <!-- only ES -->\n\n<!-- only zzzz -->\n\n<!-- only x -->\n\n"
        "## A {#a}\n\n- U <!-- only x -->\n\n## B\n"
    )
    marks = malformed_scope._marks(guide, text)
    assert {id: sorted(name for name, _ in some) for id, some in marks.items()} == {
        "": [],
        "t": ["ES"],
        "a": ["x", "x"],
    }
    value = {"a": [{"x-only": "ES", "b": {"x-only": None}}], "c": 1}
    assert [*malformed_scope._scopes(value, ())] == [(("a", 0, "x-only"), "ES"), (("a", 0, "b", "x-only"), "")]


# Figures that are possible, and records that are there once.


def impossible(**network: Any) -> list[str]:
    plain = {"posting": None, "limits": None, "image_sizes": {}}
    one = entry("n", **(plain | network))
    facts = Stub(networks={"n": one}, style={}, situations={}, levels={}, approval={}, plans={}, institution=entry("i"))
    guide: Any = Stub(facts=facts, institution=Stub(consent_age=network.get("age"), service_hours={}))
    facts.style = network.get("style", {})
    facts.situations = network.get("situations", {})
    return [f"{one.variant} {one.place.path}" for one in figures.check_data(guide)]


def posting(least: int, most: int, per: str = "day") -> Any:
    return Stub(min=least, max=most, per=per)


def size(width: int, height: int, use: str = "1:1") -> dict[str, Any]:
    return {"feed": Stub(width=width, height=height, use={"ca": use})}


@pytest.mark.parametrize(
    ("network", "said"),
    [
        ({"posting": posting(2, 2)}, []),
        ({"posting": posting(3, 2)}, ["posting n.posting.min"]),
        ({"posting": posting(1, 200)}, []),
        ({"posting": posting(1, 201)}, ["posts n.posting.max"]),
        ({"posting": posting(1, 1400, "week")}, []),
        ({"posting": posting(1, 1401, "week")}, ["posts n.posting.max"]),
        ({"posting": posting(1, 6201, "month")}, ["posts n.posting.max"]),
        ({"limits": [("characters", 1_000_000)]}, []),
        ({"limits": [("characters", 1_000_001)]}, ["large n.limits.characters"]),
        ({"limits": [("characters", None)]}, []),
        ({"image_sizes": size(100_000, 100_000)}, []),
        ({"image_sizes": size(100_001, 100_000)}, ["large n.image_sizes.feed.width"]),
        ({"image_sizes": size(100_000, 100_001)}, ["large n.image_sizes.feed.height"]),
        ({"image_sizes": size(1080, 1350, "4:5")}, []),
        ({"image_sizes": size(1080, 1350, "5:4")}, ["ratio n.image_sizes.feed.width"]),
        ({"image_sizes": size(1029, 1000)}, []),
        ({"image_sizes": size(1031, 1000)}, ["ratio n.image_sizes.feed.width"]),
        ({"image_sizes": size(969, 1000)}, ["ratio n.image_sizes.feed.width"]),
        ({"image_sizes": size(1080, 1350, "4:5 o 1:1")}, []),
        ({"image_sizes": size(1080, 1350, "res")}, []),
        ({"age": 10}, []),
        ({"age": 9}, ["age i.consent_age"]),
        ({"age": 21}, []),
        ({"age": 22}, ["age i.consent_age"]),
        ({"style": {"a": entry("a", check="hashtags", max=0)}}, []),
        ({"style": {"a": entry("a", check="hashtags", max=100)}}, []),
        ({"style": {"a": entry("a", check="hashtags", max=101)}}, ["style a.max"]),
        ({"style": {"a": entry("a", check="sentence-words", max=4)}}, ["style a.max"]),
        ({"style": {"a": entry("a", check="sentence-words", max=5)}}, []),
        ({"style": {"a": entry("a", check="hashtags", max=None)}}, []),
        ({"situations": {"s": entry("s", max_response=Stub(value=100, unit="days", calendar="natural"))}}, []),
        (
            {"situations": {"s": entry("s", max_response=Stub(value=101, unit="days", calendar="natural"))}},
            ["long s.max_response.value"],
        ),
        ({"situations": {"s": entry("s", max_response=None)}}, []),
    ],
)
def test_figures_are_possible(network: dict[str, Any], said: list[str]) -> None:
    assert impossible(**network) == said


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.X.com/Riublanc/", "x.com/riublanc"),
        ("http://x.com/riublanc", "x.com/riublanc"),
        ("https://x.com/?a=B", "x.com?a=b"),
    ],
)
def test_an_address_as_it_is_compared(url: str, address: str) -> None:
    assert duplicate_record.address_of(url) == address


def test_records_that_are_there_twice() -> None:
    def record(key: str, status: str = "active", **fields: Any) -> Any:
        return entry(key, status=status, handle="@a", url="u", **fields)

    def twice(*given: tuple[Any, str, str]) -> list[str]:
        return [one.place.path for one in duplicate_record._twice(given)]

    a, b, closed = record("a"), record("b"), record("c", "closed")
    assert twice((a, "handle", "x"), (b, "handle", "x"), (b, "url", "x")) == ["b.handle"]
    assert twice((a, "handle", "x"), (closed, "handle", "x")) == twice((closed, "url", "x"), (a, "url", "x")) == []
    names = {"a": entry("a", name={"ca": "Una", "es": "Una"}), "b": entry("b", name={"ca": "una ", "es": "Una"})}
    assert [one.place.path for one in duplicate_record._names(names, "name")] == ["b.name.ca"]
    assert [one.place.path for one in duplicate_record._texts(names, "name")] == ["b.name"]
    other = {"a": names["a"], "b": entry("b", name={"ca": "Una", "es": "Dues"})}
    assert [one.place.path for one in duplicate_record._texts(other, "name")] == []
    headless: Any = Stub(head=None)
    assert [*duplicate_record._entries(headless)] == []
    helplines = {"a": entry("a", phone="016"), "b": entry("b", phone="0 16"), "c": entry("c", phone="017")}
    assert [one.place.path for one in duplicate_record._phones(helplines)] == ["b.phone"]


def test_a_synonym_or_a_form_is_of_one_term() -> None:
    def term(key: str, name: str, *synonyms: str, forms: Sequence[str] = ()) -> Any:
        return entry(key, term={"ca": name}, synonyms={"ca": list(synonyms)}, forms={"ca": list(forms)})

    def said(*terms: Any) -> list[str]:
        return [one.place.path for one in duplicate_record._phrases({one.key: one for one in terms})]

    assert said(term("a", "A", "x"), term("b", "B", "y")) == []
    assert said(term("a", "A", "x"), term("b", "B", "y", "X")) == ["b.synonyms.ca.1"]
    assert said(term("a", "A"), term("b", "B", "a")) == ["b.synonyms.ca.0"]
    assert said(term("a", "A", "x"), term("b", "B", forms=["x", "a"])) == ["b.forms.ca.0"]
    assert said(term("a", "A", "x"), term("b", "A", "x")) == [], "that the name is the same is enough"
    assert said(term("a", "A", "a")) == []


# Keys that nothing has.


def a_plan(key: str, **lists: Sequence[str]) -> Any:
    """Return a plan with these lists of keys; one that it does not name has one of another key."""
    given = {"audiences": ("u",), "objectives": ("o",), "indicators": ("i",)} | lists
    document = Stub(path=f"data/plans/{key}.yml")
    return Stub(key=key, written=lambda name: tuple(given[name]), document=document, head=None)


def unknown(collection: str, key: str, plan: str = "", **more: Any) -> list[str]:
    plans = {one.key: one for one in more.get("plans", [a_plan("p")])}
    keys = {"roles": ("editor", "press"), "plans": tuple(plans), "audiences": ("u",)}
    roles = {"editor": entry("editor", name={"ca": "Redacció"}), "press": entry("press", name={"ca": "Premsa"})}
    facts = Stub(
        keys=keys, plans=plans, unread=more.get("unread", ()), roles=roles, references=more.get("references", [])
    )
    demands = Stub(lacking_data=more.get("lacking", ()), lost_plans=more.get("lost", ()))
    guide: Any = Stub(facts=facts, demands=demands, knows=lambda _, key: key in more.get("known", ()))
    found = unknown_key._unknown(guide, collection, key, lambda: Place("x"), plans.get(plan))
    return [
        f"{one.rule} {one.variant} {one.values['nearest'] or one.values['plan']} {one.values['file']}" for one in found
    ]


def test_a_key_is_one_that_data_has() -> None:
    assert unknown("roles", "editor") == unknown("roles", "zzzz", known=("zzzz",)) == []
    assert unknown("roles", "editr") == ["unknown-role nearest editor data/roles.yml"]
    assert unknown("roles", "premsa") == ["unknown-role nearest press data/roles.yml"], "its name is"
    assert unknown("roles", "zzzzzz") == ["unknown-role   data/roles.yml"]
    assert unknown("roles", "zzzzzz", lacking=("roles",)) == []
    assert unknown("plans", "zzzzzz") == ["unknown-plan   data/plans/"]
    assert unknown("plans", "zzzzzz", lost=("zzzzzz",)) == []
    assert unknown("roles", "zzzzzz", lost=("zzzzzz",)) == ["unknown-role   data/roles.yml"]


def test_a_key_of_a_plan_is_one_that_the_plan_has() -> None:
    two = [a_plan("p", objectives=("grow",)), a_plan("q", objectives=("shine",))]
    file = "data/plans/p.yml"
    assert unknown("objectives", "grow", "p", plans=two) == []
    assert unknown("objectives", "grwo", "p", plans=two) == [f"unknown-objective nearest grow {file}"]
    assert unknown("objectives", "shine", "p", plans=two) == [f"unknown-objective plan q {file}"]
    assert unknown("objectives", "zzzz", "p", plans=two) == [f"unknown-objective   {file}"]
    assert unknown("objectives", "zzzz", "p", plans=two, unread=("plans/p/objectives",)) == []
    assert unknown("objectives", "zzzz", "p", plans=two, known=("zzzz",)) == [f"unknown-objective   {file}"]
    assert unknown("objectives", "zzzz", "p", plans=[a_plan("p", objectives=())]) == []
    assert unknown("audiences", "zzzz", plans=[a_plan("p"), a_plan("q", audiences=())]) == []
    assert unknown("audiences", "zzzz") == ["unknown-audience   data/audiences.yml"]
    assert unknown("audiences", "zzzz", lost=("a",)) == []


def test_a_key_to_which_nothing_refers_any_more_was_renamed() -> None:
    def cause(*references: str) -> Place | None:
        roles = {"editor": Entry("editor", Stub(name={}), Document("data/roles.yml", {}, ()))}
        marked = [(entry(), Stub(value=one), "roles") for one in references]
        facts = Stub(keys={"roles": ("editor",)}, plans={}, unread=(), roles=roles, references=marked)
        demands = Stub(lacking_data=(), lost_plans=())
        guide: Any = Stub(facts=facts, demands=demands, knows=lambda *_: False)
        (one,) = unknown_key._unknown(guide, "roles", "editr", lambda: Place("x"), None)
        return one.cause

    assert cause("editr") == Place("data/roles.yml")
    assert cause("editr", "editor") is None


@pytest.mark.parametrize(
    ("id", "collection", "is_of"),
    [
        ("networks/x", "networks", True),
        ("networks/x", "plans", False),
        ("roles/x", "roles", False),
        ("tone", "networks", False),
    ],
)
def test_whether_a_page_is_that_of_a_record(id: str, collection: str, is_of: bool) -> None:
    guide: Any = None
    assert unknown_key._is_of(guide, page("", id), collection) is is_of


def test_two_pages_hold_the_text_of_each_other() -> None:
    x, tone = text_of("ca/networks/x.md"), text_of("ca/tone.md")
    plain = overlaid()
    assert exchange.exchanged(plain) == {}
    swapped = overlaid(**{"ca/tone.md": x, "ca/networks/x.md": tone})
    assert exchange.exchanged(swapped) == {
        "docs/ca/tone.md": ("networks/x", True),
        "docs/ca/networks/x.md": ("tone", True),
    }
    over = overlaid(**{"ca/tone.md": x})
    assert exchange.exchanged(over) == {"docs/ca/tone.md": ("networks/x", False)}
    instagram = text_of("ca/networks/instagram.md").replace("# Xarxa social", "# Instagram")
    x = x.replace("# Xarxa social", "# X")
    named = overlaid(**{"ca/networks/x.md": instagram, "ca/networks/instagram.md": x})
    assert {path: one.id for path, one in exchange.exchanged(named).items()} == {
        "docs/ca/networks/x.md": "networks/instagram",
        "docs/ca/networks/instagram.md": "networks/x",
    }


def test_files_that_are_pages_under_another_ending() -> None:
    tone = text_of("ca/tone.md", "minimum")
    assert changed().demands.other_endings == {}

    def found(*, without: Sequence[str] = (), **files: str) -> dict[str, str]:
        return dict(overlaid("minimum", without=without, **files).demands.other_endings)

    gone = ["ca/tone.md"]
    assert found(without=gone, **{"ca/tone.txt": tone}) == {"docs/ca/tone.txt": "docs/ca/tone.md"}
    assert found(**{"ca/tone.txt": tone}) == {}, "the page is there"
    assert found(**{"ca/notes.txt": tone}) == {}, "no such page is missing"
    assert found(**{"ca/notes.MD": tone}) == {"docs/ca/notes.MD": "docs/ca/notes.md"}
    assert found(**{"de/notes.MD": tone}) == {}, "the guide has no such language"
    assert found(without=gone, **{"ca/.tone.txt": tone}) == {}
    assert found(without=["ca/networks/instagram.md"], **{"ca/networks/instagram.txt": tone}) == {
        "docs/ca/networks/instagram.txt": "docs/ca/networks/instagram.md"
    }


def test_pages_of_a_wrong_name_and_the_one_that_is_meant() -> None:
    tone = text_of("ca/tone.md", "minimum")

    def found(*, without: Sequence[str] = (), **files: str) -> dict[str, str]:
        demands = overlaid("minimum", without=without, **files).demands
        return {page.id: meant for page, meant in demands.misnamed}

    assert found() == {}
    assert found(without=["ca/tone.md"], **{"ca/tones.md": tone}) == {"tones": "tone"}
    assert found(**{"ca/tones.md": "# Tons\n\nText.\n"}) == {"tones": ""}
    assert found(**{"ca/zzzz.md": "# Zzzz\n\nText.\n"}) == {"zzzz": ""}
    assert found(**{"ca/networks/zzzz.md": "# Zzzz\n\nText.\n"}) == {"networks/zzzz": ""}
    gone = ["ca/networks/instagram.md"]
    assert found(without=gone, **{"ca/networks/instagrm.md": "# I\n\nText.\n"}) == {
        "networks/instagrm": "networks/instagram"
    }


def test_a_folder_of_another_name_lacks_the_pages_of_one() -> None:
    pages = {name: text_of(f"ca/networks/{name}.md") for name in ("x", "instagram", "facebook")}
    gone = [f"ca/networks/{name}.md" for name in pages]

    def found(*names: str, **more: str) -> dict[tuple[str, str], str]:
        files = {f"ca/xarxes/{name}.md": pages[name] for name in names}
        return dict(overlaid(without=gone, **files, **more).demands.renamed_folders)

    assert found(*pages) == {("ca", "xarxes"): "networks"}
    assert found("x", "instagram") == {("ca", "xarxes"): "networks"}
    assert found("x") == {}
    text = "# Z\n\nText.\n"
    some = {f"ca/xarxes/z{number}.md": text for number in range(3)}
    assert found("x", "instagram", **dict(list(some.items())[:2])) == {("ca", "xarxes"): "networks"}
    assert found("x", "instagram", **some) == {}


def test_the_data_that_a_block_needs_and_that_is_gone() -> None:
    def lacking(**texts: str) -> dict[str, str | None]:
        written = {f"data/{name}.yml": text.encode() for name, text in texts.items()}
        guide = load_guide(Folder(TESTS / "guides" / "complete", dict(written)), today=TODAY, store=MEMORY)
        return {name: one and one[0] for name, one in guide.demands.lacking_data.items()}

    assert lacking() == {}
    assert lacking(situations="{}\n") == {"situations": "assistant"}
    assert lacking(crisis="levels: {}\n") == {"crisis": "crisis-levels"}
    assert lacking(roles="{}\n") == {"roles": None}
    assert lacking(helplines="{}\n") == lacking(incident="") == {}, "no page shows them"
    assert lacking(situations="[") == {}, "it could not be read"


# Keys that are misspelt, and what is set elsewhere.


@pytest.mark.parametrize(
    ("key", "meant"), [("aproval", True), ("approval", False), ("x-approval", False), ("name", False), ("zzzzz", False)]
)
def test_a_key_that_is_meant_for_the_approval(key: str, meant: bool) -> None:
    assert guide_not_approved._meant(key) is meant


@pytest.mark.parametrize(
    ("path", "language", "id"),
    [
        ("docs/es/a/b.md", "es", "a/b"),
        ("docs/ca/tone.md", "ca", "tone"),
        ("docs/notes.md", "ca", "notes"),
        ("docs/es.md", "ca", "es"),
        ("docs/de/a.md", "ca", "de/a"),
    ],
)
def test_a_page_is_of_the_language_of_its_folder(path: str, language: str, id: str) -> None:
    read = loading.page_of(Source(path, "# T\n"), ("ca", "es"))
    assert (read.language, read.id) == (language, id)


@pytest.mark.parametrize(
    ("config", "name", "lacking"),
    [
        ({"markdown_extensions": ["pymdownx.blocks.admonition"]}, "note", ""),
        ({"markdown_extensions": [{"pymdownx.blocks.admonition": {}}]}, "note", ""),
        ({"markdown_extensions": []}, "note", "pymdownx.blocks.admonition"),
        ({"markdown_extensions": ["pymdownx.blocks.admonition"]}, "details", "pymdownx.blocks.details"),
        ({"markdown_extensions": []}, "figure-caption", "pymdownx.blocks.caption"),
        ({"markdown_extensions": "x"}, "note", ""),
        ({}, "note", ""),
        (None, "note", ""),
    ],
)
def test_the_extension_that_a_block_lacks(config: Any, name: str, lacking: str) -> None:
    guide: Any = Stub(config=Stub(value=config))
    assert unknown_block._lacking(guide, name) == lacking


@pytest.mark.parametrize(
    ("name", "value", "tag", "said"),
    [
        ("src", "https://a.org/b", "img", ["external-resource "]),
        ("data-x", "https://a.org/b", "", ["external-resource "]),
        ("src", "javascript:a", "img", ["raw-script attribute"]),
        ("style", "x", "p", ["raw-script attribute"]),
        ("style", "x", "", ["raw-script "]),
    ],
)
def test_what_an_attribute_does(name: str, value: str, tag: str, said: list[str]) -> None:
    found = foreign_code._value(Place("x"), name, value, tag)
    assert [f"{one.rule} {one.variant}" for one in found] == said


def test_the_front_matter_of_a_new_page() -> None:
    guide = overlaid()
    kind = guide.model.kind_of("tone")
    assert kind is not None
    assert scaffold.front_matter(guide, kind, "zzzz", "es") == ""
    assert scaffold.front_matter(guide, kind, "tone", "es").startswith("---\ntranslates:\n")
    assert scaffold.front_matter(guide, kind, "tone", "ca", draft=True).startswith("---\nstatus: draft\nowner: ")
    assert scaffold._title(guide, kind, "networks/x", "ca") == "X"
    unread = overlaid(**{"ca/tone.md": "# T\n\n```\nU\n"})
    assert scaffold.front_matter(unread, kind, "tone", "es") == ""
    assert "## Veu de la institució {#voice}" in scaffold.sections(guide, kind, "tone", "ca")


def test_of_languages_without_words_only_names_and_money_are_compared() -> None:
    guide = overlaid()
    readers = passage_figures.readers_of(guide)
    two, more = passage_figures.Readers(readers.units, readers.names, {}), {"ca": readers.units["ca"]}

    def counted(theirs: str, ours: str, given: passage_figures.Readers = readers) -> tuple[object, ...] | None:
        one = passage_figures.counted(given, "ca", theirs, "es", ours)
        return one and (one.missing, one.extra)

    assert counted("2 dies", "2 horas") == (("2 dies",), ("2 horas",))
    assert counted("2 dies", "2 horas", two._replace(units=more)) is None
    assert counted("2 dies", "2 días") is None
    assert counted("25 €", "25 $") == (("25 €",), ("25 $",))
    assert counted("25 %", "25") == (("25%",), ("25",))
    assert counted("✓", "✗") == (("✓",), ("✗",))
    assert counted("✓", " ✓ ") is counted("a", "b") is None
    assert counted("X", "Instagram") == (("X",), ("Instagram",))
    assert set(readers.senses) == {"ca", "es", "en"}
    fewer = passage_figures.readers_of(changed())
    assert (set(fewer.units), fewer.senses) == ({"ca"}, {})


def test_what_pages_have_in_common_with_their_versions() -> None:
    guide = overlaid()
    marks = exchange._marks(guide, guide.pages["ca", "tone"])
    assert "#voice" not in marks, "the kind demands it in any page"
    text = page("# T\n\n## A {#a}\n\n## B\n\n[x](y.md)\n\n/// guide | roles\n///\n", "tone")
    assert exchange._marks(overlaid(**{"ca/tone.md": text.source.text}), text) == {"#a", "y.md", "/guide roles"}


def test_what_a_guide_knows_of_languages_and_keys() -> None:
    guide = overlaid()
    assert (guide.months("ca")[0], guide.months("xx")) == ("gener", ())
    assert guide.plan_of("plans/culture") is guide.facts.plans["culture"]
    assert guide.plan_of("culture") is guide.plan_of("roles/culture") is None
    assert guide.knows("roles", "editor")
    assert not guide.knows("roles", "zzzz")
    assert not guide.knows("zzzz", "editor")
    base = TESTS / "guides" / "complete"
    assert load_guide(base, today=TODAY, store=MEMORY).profile == "complete"
    assert load_guide(base, profile="minimum", today=TODAY, store=MEMORY).profile == "minimum"


def test_marks_are_looked_for_where_networks_are_known() -> None:
    text = page("# T\n\n<!-- only zzzz -->\n\nU\n")

    def said(keys: Sequence[str], unread: Sequence[str] = ()) -> list[str]:
        guide: Any = Stub(facts=Stub(keys={"networks": keys}, references=(), unread=unread, sources={}))
        return shown(malformed_scope.check_pages(guide, [text]))

    assert said(("x",)) == ["docs/ca/tone.md:3"]
    assert said(()) == said(("x",), ("networks",)) == []


def test_accounts_lead_to_their_network() -> None:
    def said(status: str = "active", **given: dict[str, Any]) -> list[str]:
        networks = {
            key: entry(key, name=key, url=f"https://{key}.com", status=status if key == "x" else "active")
            for key in ("x", "facebook")
        }
        plain = {"status": "active", "network": "x", "handle": "@riublanc", "url": "https://x.com/riublanc"}
        accounts = {key: entry(key, **{**plain, **one}) for key, one in given.items()}
        guide: Any = Stub(facts=Stub(networks=networks, accounts=accounts))
        with pytest.MonkeyPatch.context() as patch:
            for name in ("_domains", "_names", "_lengths", "_sites"):
                patch.setattr(misspelt_address, name, lambda _: ())
            return [f"{one.variant} {one.place.path}" for one in misspelt_address.check_data(guide)]

    assert said(a={}) == []
    away = {"url": "https://facebook.com/riublanc"}
    assert said(a=away, b={"handle": "@altre", "url": "https://x.com/altre"}) == ["network a.url"]
    assert said("closed", a=away, b={"handle": "@altre", "url": "https://x.com/altre"}) == []
    assert said(a={"url": "https://zzzz.com/riublanc"}) == []
    misspelt = {"handle": "@riublnac"}
    assert said(a=misspelt) == ["handle a.handle"]
    assert said(a=misspelt | {"status": "closed"}) == []
    other = {"network": "facebook", "url": "https://facebook.com/riublnac", "handle": "@riublnac"}
    assert said(a=misspelt, b=other) == ["url a.url"]
    assert said(a=misspelt, b={}) == [], "of an address that two have it is said"
    assert said(a=misspelt | {"status": "closed"}, b={}) == []


def test_mailboxes_telephones_and_sites_are_like_the_others() -> None:
    def guide(mails: Sequence[str], phones: Sequence[str | None] = (), sites: Sequence[str] = ()) -> Any:
        roles = {
            str(number): entry(str(number), contact=Stub(email=mail, phone=None)) for number, mail in enumerate(mails)
        }
        roles |= {
            f"p{number}": entry(f"p{number}", contact=Stub(email=None, phone=phone))
            for number, phone in enumerate(phones)
        }
        networks = {f"n{number}": entry(f"n{number}", url=url) for number, url in enumerate(sites)}
        institution = entry("institution", contact=Stub(email=None, phone=None))
        facts = Stub(
            roles=roles, accounts={}, institution=institution, networks=networks, helplines={}, periods={}, plans={}
        )
        return Stub(facts=facts, institution=Stub(emergency=None, approval=None))

    def said(check: Any, *given: Any) -> list[str]:
        return [f"{one.place.path} {one.values['expected']}" for one in check(guide(*given))]

    same = ["a@riublanc.cat", "b@riublanc.cat", "c@riublanc.cat"]
    assert said(misspelt_address._domains, [*same, "d@riublnac.cat"]) == ["3.contact.email d@riublanc.cat"]
    assert said(misspelt_address._domains, [*same[:2], "d@riublnac.cat"]) == []
    assert said(misspelt_address._domains, [*same, "d@riublnac.cat", "e@riublnac.cat"]) == []
    assert said(misspelt_address._domains, [*same, "d@altres.cat"]) == []
    twice = ["premsa@a.cat", "premsa@a.cat"]
    assert said(misspelt_address._names, [*twice, "prensa@a.cat"]) == ["2.contact.email premsa@a.cat"]
    assert said(misspelt_address._names, [*twice, "prensa@a.cat", "prensa@a.cat"]) == []
    assert said(misspelt_address._names, ["premsa@a.cat", "prensa@a.cat"]) == []
    numbers: list[str | None] = ["930 000 000", "930 000 001", "930 000 002"]
    assert said(misspelt_address._lengths, [], [*numbers, "930 000 03"]) == ["p3.contact.phone 9"]
    assert said(misspelt_address._lengths, [], [*numbers, "930 000 0033"]) == ["p3.contact.phone 9"]
    assert said(misspelt_address._lengths, [], [*numbers[:2], "930 000 03"]) == []
    assert said(misspelt_address._lengths, [], [*numbers, "930 000 03", "930 000 04"]) == []
    assert said(misspelt_address._lengths, [], [*numbers, "930 000"]) == []
    assert said(misspelt_address._lengths, [], [*numbers, "930 000 03", "112"]) == ["p3.contact.phone 9"]
    assert said(misspelt_address._lengths, [], [*numbers, "930 000 03", "930 000 0000"]) == []
    assert said(misspelt_address._lengths, [], ["9300000", "9300001", "9300002", "930003"]) == ["p3.contact.phone 7"]
    assert said(misspelt_address._lengths, [], ["93000000", "93000001", "93000002", "9300003"]) == [
        "p3.contact.phone 8"
    ]
    assert said(misspelt_address._lengths, [], [None, *numbers]) == []
    sites = ["https://facebook.com/a", "https://www.facebook.com/b"]
    assert said(misspelt_address._sites, [], [], [*sites, "https://facebok.com/c"]) == ["n2.url https://facebook.com/c"]
    assert said(misspelt_address._sites, [], [], [sites[0], "https://facebok.com/c"]) == []
    assert said(misspelt_address._sites, [], [], [*sites, "https://facebok.com/c", "https://facebok.com/d"]) == []


@pytest.mark.parametrize(
    ("ids", "folders"),
    [(["a", "b"], ["english"]), (["a"], []), (["a", "b", "x", "y"], ["english"]), (["a", "b", "x", "y", "z"], [])],
)
def test_a_folder_that_holds_the_pages_of_a_language(ids: list[str], folders: list[str]) -> None:
    strays = [page("", id, "english") for id in ids]
    known = [("ca", "a"), ("ca", "b"), ("ca", "c")]
    assert list(loading._like_a_language(strays, known)) == folders
    assert list(loading._like_a_language([page("", id, "en") for id in ids], known)) == [], "it is one of a language"
