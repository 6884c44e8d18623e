"""The rules on pages, on translations and on the whole guide, each on both sides of its bounds, in guides of tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva import judgement
from guiaviva.diagnostics import Finding, Place
from guiaviva.facts.schema import Reply
from guiaviva.guide import (
    Guide,
    contacts,
    copies,
    displacement,
    load_guide,
    revisions,
    sections,
)
from guiaviva.guide import links as guide_links
from guiaviva.guide.demands import Demands
from guiaviva.guide.identification import Weight
from guiaviva.prose.likeness import Usual
from guiaviva.reading.documents import Document
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules import (
    accessible_text,
    calendar_month,
    duplicate_heading,
    duplicate_section,
    duplicate_title,
    empty_subsection,
    foreign_source,
    garbled_text,
    heading_level,
    invalid_data,
    invalid_front_matter,
    language_mismatch,
    links,
    local_path,
    malformed_block,
    measure_not_in_participation_rules,
    missing_translation,
    misspelt_hashtag,
    network_policy,
    owner_missing,
    placeholder_text,
    plan_networks,
    plan_page,
    private_data,
    program_text,
    reply_too_long,
    section_mismatch,
    section_order,
    wrong_language,
)
from guiaviva.rules import addresses as address_rules
from guiaviva.rules import passages as passage_rules
from guiaviva.rules.contradiction import contacts as contact_statements
from guiaviva.rules.contradiction import objectives
from guiaviva.rules.passages import data as passage_data
from guiaviva.rules.passages import missing, pairs
from memory import MEMORY
from parts import entry, lines_of, of_key, on_tone, overlaid, page, text_of
from projects import MODEL

BOE, MORE = "https://www.boe.es/buscar/act.php?id=1", "https://www.boe.es/buscar/act.php?id=2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Font: [A]({BOE}).", ["[A]", 1]),
        (f"Font: [A]({BOE}) i [B]({MORE}).", ["[A]", 2]),
        (f"Font: [A]({BOE}) (en castellà).", []),
        (f"Font, en castellà: [A]({BOE}) i [B]({MORE}).", []),
        (f"Font: [A]({BOE}) (en castellà). [B]({MORE}).", ["[B]", 1]),
        (f"Font: [A]({BOE}). [B]({MORE}) (en castellà).", ["[A]", 1]),
        (f"Font: [A]({BOE}). Tot és en castellà.", []),
        (f"Font: [A]({BOE}) (ES).", []),
        (f"Font: [A]({BOE}) (PDF, ES).", []),
        (f"Font: [A]({BOE}) [ES].", []),
        (f"Font: [A]({BOE}) (EN).", ["[A]", 1]),
        (f"Font [A]({BOE}).", []),
        (f"Cosa: [A]({BOE}).", []),
        (f"> Font: [A]({BOE}).", ["[A]", 1]),
        (f"- **Font:** [A]({BOE}).", ["[A]", 1]),
        (f"Font:\n\n- [A]({BOE})\n\n- [B]({MORE})\n\nText.", ["[A]", 2]),
        (f"Font:\n\n- [A]({BOE})\n\nText [B]({MORE}).", ["[A]", 1]),
        (f"Font:\n\nText [B]({MORE}).", []),
        (f"Font: una.\n[A]({BOE})", ["[A]", 1]),
        (f"Font: una.\n\n- [A]({BOE})", ["[A]", 1]),
        (f"## Fonts {{#x}}\n\nU.\n\n[A]({BOE})\n\n## Més {{#y}}\n\n[B]({MORE})", ["[A]", 1]),
        (f"## Fonts: {{#x}}\n\n[A]({BOE})", ["[A]", 1]),
        (f"## Fonts del text {{#x}}\n\n[A]({BOE})", []),
        (f"## Fonts {{#x}}\n\n[A]({BOE}) (en castellà). [B]({MORE})", ["[B]", 1]),
        ("Font: [A](https://x.com/es/a).", []),
        ("Font: [A](tone.md).", []),
        (f"Font: [A]({BOE}), [B](https://docs.x.com/a).", ["[A]", 1, "[B]", 1]),
    ],
)
def test_a_source_says_its_language(text: str, found: list[Any]) -> None:
    made = on_tone(foreign_source, f"# To\n\n{text}\n")
    shown = [(one.values["link"].partition("(")[0], one.values["count"]) for one in made]
    assert [part for one in shown for part in one] == found
    assert all((one.variant == "several") is (one.values["count"] > 1) for one in made)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("networks/x.md#qqqqqqqq", ["broken-anchor "]),
        ("networks/x.md#purpos", ["broken-anchor nearest"]),
        ("networks/x.md#purpose", []),
        ("responses/index.md#situation-complaint", []),
        ("responses/index.md#situation-zzzz", ["broken-anchor nearest"]),
        ("tone.md#voice", []),
        ("tone.md#examples", []),
        ("tone.md#situation-complaint", ["broken-anchor row"]),
    ],
)
def test_the_section_to_which_a_link_leads(target: str, said: list[str]) -> None:
    made = on_tone(links, f"# To\n\n## Veu {{#voice}}\n\n[text]({target})\n")
    assert [f"{one.rule} {one.variant}" for one in made] == said


def test_links_to_drafts_and_to_what_is_not_translated() -> None:
    draft = "---\nstatus: draft\n---\n# Esborrany\n\nU.\n"
    tone = "# To\n\n[text](zzz.md)\n"

    def said(path: str = "ca/tone.md", text: str = tone, **more: str) -> list[str]:
        guide = overlaid(**{path: text, **more})
        one = next(page for page in guide.all_pages if page.path == f"docs/{path}")
        return [f"{one.rule} {one.variant}" for one in links.check_pages(guide, [one])]

    assert said(**{"ca/zzz.md": draft}) == ["broken-link draft"]
    of_data = links._target(overlaid(**{"ca/zzz.md": draft}), None, Place("data/x.yml"), "zzz", "zzz", "")
    assert [one.variant for one in of_data] == ["draft"]
    assert said(text=f"---\nstatus: draft\n---\n{tone}", **{"ca/zzz.md": draft}) == []
    assert said("es/tone.md", **{"ca/zzz.md": draft}) == ["broken-link draft"]
    assert said("es/tone.md", **{"es/zzz.md": draft}) == ["broken-link draft"]
    assert said("es/tone.md", **{"ca/zzz.md": "# Z\n\nU.\n"}) == ["link-to-untranslated "]
    assert said(**{"ca/zzz.md": "# Z\n\nU.\n"}) == []
    assert said(**{"es/zzz.md": "# Z\n\nU.\n"}) == ["broken-link "]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("zzzz.png", ["broken-image"]),
        ("tone.md", []),
        ("tone.md?a#b", []),
        ("", ["broken-image"]),
        ("https://example.org/a.png", []),
        ("C:\\a.png", []),
        ("data:image/png;base64,AAAA", []),
    ],
)
def test_a_picture_is_there(target: str, said: list[str]) -> None:
    made = on_tone(links, f"# To\n\n![text](<{target}>)\n")
    assert [one.rule for one in made] == said


def test_blocks_that_a_page_must_have() -> None:
    def lacking(path: str, text: str) -> list[str]:
        guide = overlaid(**{path: text})
        return [one.block for one in sections.without_block(guide, guide.pages[path[:2], path[3:-3]])]

    role = text_of("ca/roles/digital-content-lead.md")
    assert "/// guide | role" in role
    words = "Qui porta els continguts digitals de la casa i en respon davant de tothom, cada dia."
    without = role.replace("/// guide | role digital-content-lead\n///\n", f"{words}\n")
    assert lacking("ca/roles/digital-content-lead.md", role) == []
    assert lacking("ca/roles/digital-content-lead.md", without) == ["role"]
    assert lacking("ca/roles/digital-content-lead.md", f"{without}\n/// guide | rol\n///\n") == []
    assert lacking("ca/roles/digital-content-lead.md", "# Rol\n") == []
    index = text_of("ca/responses/index.md")
    block = next(line for line in index.split("\n") if line.startswith("/// guide | situations"))
    gone = index.replace(f"{block}\n///\n", f"{words}\n")
    assert lacking("ca/responses/index.md", index) == []
    assert "situations" in lacking("ca/responses/index.md", gone)
    assert lacking("ca/responses/index.md", f"{gone}\n## Més {{#more}}\n\n{block}\n///\n") == []


def test_demands_are_errors_where_every_institution_must_meet_them() -> None:
    for profile, ids in (("minimum", {"voice", "examples"}), ("complete", {"voice", "examples", "register"})):
        guide = load_guide(TESTS / "guides" / "complete", profile=profile, today=TODAY, store=MEMORY)
        demanded = sections.demanded(guide, guide.pages["ca", "tone"])
        assert ids <= demanded
        assert ("register" in demanded) is (profile == "complete")
        assert sections.demanded(guide, page("---\nstatus: draft\n---\n# T\n")) == frozenset()
        assert "docs/ca/tone.md" in guide.demands.marks


# A translation beside its source.

THEIRS = (
    "# T\n\n## A {#a}\n\nLa platja tanca a les 8 i obre a les 10 del matí.\n\nEls gossos no hi poden entrar mai.\n\n"
    "- Porteu aigua.\n- Porteu un barret.\n\n| a | b |\n|---|---|\n| cosa | altra |\n"
)


def differing(ours: str, theirs: str = THEIRS, language: str = "es") -> list[str]:
    guide = overlaid(**{f"{language}/zzz.md": ours, "ca/zzz.md": theirs})
    pairs = [(guide.pages[language, "zzz"], guide.pages["ca", "zzz"])]
    found = passage_rules.check_translations(guide, pairs)
    return [f"{one.rule} {one.variant} {one.place.line} {'cause' if one.cause else ''}".strip() for one in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", []),
        ("\n\nEls gossos no hi poden entrar mai.", "", ["passage-mismatch missing 6 cause"]),
        ("\n\nEls gossos", "\n\nUna altra cosa.\n\nEls gossos", ["passage-mismatch extra 7 cause"]),
        ("- Porteu aigua.\n", "", ["passage-mismatch missing 8 cause"]),
        ("a les 8 i", "a les 9 i", ["figure-mismatch changed 5 cause"]),
        ("a les 8 i obre a les 10", "a les 8 i obre", []),
        ("Porteu aigua", "Porteu 150 aigua", ["figure-mismatch extra 9 cause"]),
        ("| cosa | altra |", "| cosa |  |", ["passage-mismatch empty-cell 14"]),
        ("| cosa | altra |", "| altra | cosa |", []),
        ("La platja", "[La platja](tone.md)", ["link-mismatch extra 5 cause"]),
        ("entrar mai.", "entrar", ["passage-mismatch unended 7"]),
    ],
)
def test_a_translation_beside_its_source(old: str, new: str, said: list[str]) -> None:
    assert old in THEIRS
    assert differing(THEIRS.replace(old, new, 1) if old else THEIRS) == said


def test_what_is_not_compared() -> None:
    other = THEIRS.replace("a les 8", "a les 9")
    assert differing(other.replace("{#a}", "{#b}")) == []
    assert differing("# T\n\n## A {#a}\n") == ["passage-mismatch missing 4 cause"]
    assert differing(other, f"{THEIRS}\n```\nU\n") == differing(f"{other}\n```\nU\n") == [], "one of them is cut off"
    asked, told = (
        THEIRS.replace("## A", f"## {title}") for title in ("Què es fa a la platja?", "Allò que es fa a la platja")
    )
    assert differing(told, asked) == [], "a heading may be a question in one language"


LINKED = "# T\n\n## A {{#a}}\n\nVegeu [això]({}) de seguida.\n"


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ("tone.md", "tone.md", []),
        ("tone.md", "index.md", ["link-mismatch changed 5 cause"]),
        ("tone.md#voice", "tone.md", ["link-mismatch changed 5 cause"]),
        ("tone.md", "zzzz.md", []),
        ("https://a.org/ca/x", "https://a.org/es/x", []),
        ("https://a.org/x", "https://a.org/y", ["link-mismatch changed 5 cause"]),
        ("mailto:a@riublanc.example?subject=Hola", "mailto:a@riublanc.example?subject=Adeu", []),
    ],
)
def test_the_links_of_a_translation(theirs: str, ours: str, said: list[str]) -> None:
    assert differing(LINKED.format(ours), LINKED.format(theirs)) == said


def test_a_link_that_one_side_lacks() -> None:
    plain = "# T\n\n## A {#a}\n\nVegeu això de seguida.\n"
    assert differing(plain, LINKED.format("tone.md")) == ["link-mismatch missing 5 cause"]
    assert differing(LINKED.format("tone.md"), plain) == ["link-mismatch extra 5 cause"]
    twice = LINKED.format("tone.md").rstrip() + " I [més](tone.md).\n"
    assert differing(twice, LINKED.format("tone.md")) == [], "one that is repeated is no other"
    written = plain.replace("això", "https://a.org/x")
    assert differing(plain, written) == ["link-mismatch missing 5 cause"]


# What a guide says of itself, each property on the few things that it asks.


def config(*locales: Any, other: Any = None) -> Any:
    languages = [one if not isinstance(one, str) else {"locale": one} for one in locales]
    plugins = ["search", {"macros": {}}, {"i18n": {"languages": languages}}]
    value = {"plugins": plugins} if other is None else other
    return Stub(config=Stub(value=value, place=lambda *path: Place(".".join(map(str, path)))))


@pytest.mark.parametrize(
    ("guide", "configured"),
    [
        (config("ca", "es"), (("ca", "es"), "plugins.2.i18n.languages")),
        (config("ca", {"locale": "es", "default": "true"}), (("es", "ca"), "plugins.2.i18n.languages")),
        (config("ca", {"build": "yes"}), (("ca",), "plugins.2.i18n.languages")),
        (config(other={"plugins": ["i18n"]}), ((), "mkdocs.yml")),
        (config(other={"plugins": [{"i18n": "x"}]}), ((), "mkdocs.yml")),
        (config(other={"plugins": "x"}), ((), "mkdocs.yml")),
        (config(other=[]), ((), "mkdocs.yml")),
    ],
)
def test_the_languages_that_are_configured(guide: Any, configured: tuple[tuple[str, ...], str]) -> None:
    languages, place = Guide.configured.func(guide)
    assert (languages, place.path) == configured


@pytest.mark.parametrize(
    ("configured", "has"), [((), True), (("ca", "es"), True), (("es", "ca"), False), (("de", "ca"), True)]
)
def test_which_language_is_the_source_is_known(configured: tuple[str, ...], has: bool) -> None:
    guide: Any = Stub(configured=(configured, None), source_language="ca", languages=("ca", "es"))
    assert Guide.has_source.fget(guide) is has


def test_the_words_that_are_names() -> None:
    networks = {
        "w": entry("w", name="WhatsApp channel", names={"ca": "canal de WhatsApp"}, former_names=()),
        "x": entry("x", name="X", names=None, former_names=("Twitter", "Old news")),
    }
    names = Guide.names_of_networks.func(Stub(facts=Stub(networks=networks)))
    assert names == {"w": ("WhatsApp channel", "canal de WhatsApp"), "x": ("X", "Twitter", "Old news")}
    name = {"ca": "Ajuntament de Riublanc", "es": "Ayuntamiento de Riublanc"}
    guide: Any = Stub(names_of_networks=names, institution=Stub(name=name))
    assert Guide.proper_names.func(guide) == ("Riublanc", "Twitter", "WhatsApp", "X")
    alone: Any = Stub(names_of_networks={}, institution=Stub(name={"ca": "Ajuntament de Riublanc"}))
    assert Guide.proper_names.func(alone) == (), "of one language it is not known which word is a name"


def test_what_is_true_of_a_guide_and_of_a_page() -> None:
    def conditions(*accounts: str) -> frozenset[str]:
        guide: Any = Stub(facts=Stub(keys={"accounts": accounts}))
        return frozenset(Guide.conditions.func(guide))

    assert conditions("a", "b") == {"several-accounts"}
    assert conditions("a") == conditions() == frozenset()

    def of_page(scope: str, parent: str | None) -> frozenset[str]:
        head = Stub(head=entry("p", scope=scope, parent=parent))
        guide: Any = Stub(plan_of=lambda _: head, conditions=frozenset())
        return frozenset(Guide.page_conditions(guide, "plans/p"))

    assert of_page("area", "q") == of_page("service", "q") == {"specific-plan"}
    assert of_page("area", None) == of_page("institution", "q") == frozenset()
    none: Any = Stub(plan_of=lambda _: None, conditions=frozenset())
    assert Guide.page_conditions(none, "tone") == frozenset()


def test_the_page_that_says_who_keeps_it() -> None:
    owned, bare = Stub(fields={"owner": "a"}), Stub(fields={})

    def front(source: Any, kept: Any) -> Any:
        guide: Any = Stub(source_page=lambda _: source, page=lambda *_: kept, front_language="es")
        return Guide.front_page(guide, "tone")

    assert front(owned, bare) is owned
    assert front(bare, owned) is owned
    assert front(bare, None) is bare
    assert front(None, owned) is owned
    assert front(None, None) is None


def test_which_pages_are_published_in_a_language() -> None:
    guide = overlaid()
    tone, spanish = guide.pages["ca", "tone"], guide.pages["es", "tone"]
    stray = page("# T\n")
    assert [*guide.published([tone, spanish, stray])] == [tone, spanish]
    assert [*guide.published([tone, spanish], "ca")] == [tone]
    assert [one.language for one in guide.versions("tone")] == ["ca", "es", "en"]
    assert (guide.shown("es", "tone"), guide.shown("xx", "tone")) == (spanish, tone)
    assert guide.path("a") == "docs/ca/a.md"
    assert guide.path("a", "es") == "docs/es/a.md"


def test_the_stale_sections_where_the_main_language_changed() -> None:
    with pytest.MonkeyPatch.context() as patch:
        stale = {"source": ("a", "b"), "former": ("b", "c")}
        patch.setattr(revisions, "stale", lambda _, source: stale[source])

        def of(former: str | None) -> tuple[str, ...]:
            guide: Any = Stub(page=lambda *_: former, front_language="es")
            one: Any = Stub(id="tone")
            source: Any = "source"
            return Guide._stale(guide, one, source)

        assert of(None) == of("source") == ("a", "b")
        assert of("former") == ("b",)


# Which of the pages that seem to stand for another are.


def demands(*ids: str, **kinds: str) -> Any:
    """Return what is known of pages that have these ids; `kinds` say of what each kind is."""
    return Stub(
        guide=Stub(
            kind=lambda page: Stub(spec=Stub(for_each=kinds[page.id] or None)) if page.id in kinds else None,
            knows=lambda _, key: key == "known",
            source_language="ca",
        ),
        pages=frozenset(ids),
    )


@pytest.mark.parametrize(
    ("id", "language", "rank"),
    [
        ("tone", "ca", (True, True, True)),
        ("tone", "es", (True, True, False)),
        ("zzz", "ca", (False, False, True)),
        ("networks/known", "es", (False, True, False)),
        ("networks/other", "es", (False, False, False)),
    ],
)
def test_how_far_the_name_of_a_page_is_to_be_trusted(id: str, language: str, rank: tuple[bool, ...]) -> None:
    known = demands("tone", tone="", **{"networks/known": "networks", "networks/other": "networks"})
    assert Demands._rank(known, page("", id, language)) == rank


def test_a_page_of_another_name_than_in_the_other_languages() -> None:
    text = "# Z\n\n## U {#u}\n\nA.\n\n## D {#d}\n\nB.\n"

    def renamed(**texts: str) -> dict[str, str]:
        return dict(overlaid(**texts).demands.renamed)

    assert renamed(**{"ca/zzz.md": text, "es/zzz.md": text}) == {}
    assert renamed(**{"ca/zzz.md": text, "es/yyy.md": text}) == {"docs/es/yyy.md": "zzz"}
    other = text.replace("{#u}", "{#v}")
    assert renamed(**{"ca/zzz.md": text, "es/yyy.md": other}) == {}
    one = "# Z\n\n## U {#u}\n\nA.\n"
    assert renamed(**{"ca/zzz.md": one, "es/yyy.md": one}) == {}, "one section alone says little"
    moved = renamed(**{"ca/zzz.md": one, "es/topics/zzz.md": one})
    assert moved == {"docs/ca/zzz.md": "topics/zzz", "docs/es/topics/zzz.md": "zzz"}, "with its name it is enough"


def test_pages_that_are_reported_already() -> None:
    guide = overlaid(without=["ca/tone.md"], **{"es/zzz.md": "# Z\n\nU.\n"})
    assert guide.demands.reported("tone")
    assert not guide.demands.reported("zzz")
    assert not overlaid().demands.reported("tone")
    assert overlaid().demands.unwritten == frozenset()
    assert not overlaid().demands.lacks_all("es")
    assert not overlaid().demands.hidden("docs/es/tone.md")
    assert overlaid().demands.lost_plans == frozenset()
    lost = overlaid(**{"ca/plans/zzz.md": "# Z\n\nU.\n"})
    assert lost.demands.lost_plans == {"zzz"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\n## A {#a}\n\n### B {#b}\n\n#### C {#c}\n", []),
        ("# T\n\n### B {#b}\n\n#### C {#c}\n", ["3"]),
        ("# T\n\n## A {#a}\n\n#### C {#c}\n", ["5"]),
        ("# T\n\n# U\n", ["second-title 3"]),
        ("## A {#a}\n\n# T\n", []),
        ("### A {#a}\n", ["1"]),
        ("# T\n\n## A {#a}\n\n#### C {#c}\n\n##### D {#d}\n", ["5"]),
        ("# T\n\n#### Veu {#voice}\n\n##### D {#d}\n", []),
    ],
)
def test_no_heading_skips_a_level(text: str, said: list[str]) -> None:
    assert lines_of(heading_level, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\n## A {#a}\n\nU.\n\n## B {#b}\n", ["7"]),
        ("# T\n\n## A {#a}\n\n### B {#b}\n\nU.\n", []),
        ("# T\n\n## A {#a}\n\n## B {#b}\n\nU.\n", ["3"]),
        ("# T\n\n## A {#a}\n\n# B\n\nU.\n", ["3"]),
        ("# T\n\n## A {#a}\n\n![x](y.png)\n", []),
        ("# T\n\n![x](y.png)\n\n## A {#a}\n", ["5"]),
        ("# T\n\n## A {#a}\n\n<br>\n\n## B {#b}\n\nU.\n", []),
        ("# T\n\n## A {#a}\n\n/// guide | roles\n///\n", []),
        ("# T\n\n## Veu {#voice}\n\n## A {#a}\n\nU.\n", []),
        ("# T\n", []),
    ],
)
def test_a_heading_has_something_below_it(text: str, said: list[str]) -> None:
    assert lines_of(empty_subsection, text) == said


VOICE, REGISTER, EXAMPLES = "## V {#voice}\n\nU.\n\n", "## R {#register}\n\nU.\n\n", "## E {#examples}\n\nU.\n\n"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((VOICE, REGISTER, EXAMPLES), []),
        ((REGISTER, VOICE, EXAMPLES), ["7"]),
        ((VOICE, EXAMPLES, REGISTER), ["11"]),
        ((EXAMPLES, VOICE, REGISTER), ["later 3"]),
        ((REGISTER, EXAMPLES, VOICE), ["11"]),
        ((VOICE, "## X {#x}\n\nU.\n\n", EXAMPLES), []),
        ((EXAMPLES,), []),
    ],
)
def test_sections_are_in_the_order_of_the_model(parts: tuple[str, ...], said: list[str]) -> None:
    assert lines_of(section_order, "# T\n\n" + "".join(parts)) == said


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("/// guide | networks\n///", []),
        ("/// guide | networks x\n///", ["words 3"]),
        ("/// guide | network x\n///", []),
        ("/// guide | network x y\n///", ["words 3"]),
        ("/// guide | post x dont\nU.\n///", []),
        ("/// guide | post x y\nU.\n///", ["words 3"]),
        ("/// guide | post x\n\n///", ["empty 3"]),
        ("/// guide | networks dont\n///", ["words 3"]),
        ("/// guide | networks\nU.\n///", ["content 3"]),
        ("/// guide | networks\nU.", []),
        ("/// guide | post x", []),
        ("/// guide | networks\n    a: 1\n///", ["content 3"]),
        ("/// guide | zzzz a b\nU.\n///", []),
        ("/// note | A\nU.\n///", []),
    ],
)
def test_a_block_has_the_words_that_it_takes(block: str, said: list[str]) -> None:
    assert [one.strip() for one in lines_of(malformed_block, f"# T\n\n{block}\n")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[aquí](tone.md)", ["page 3"]),
        ("[«Aquí…»](tone.md)", ["page 3"]),
        ("[el to](tone.md)", []),
        ("[](tone.md)", ["empty 3"]),
        ("![](a.png)", ["3"]),
        ("![a](a.png)", []),
    ],
)
def test_pictures_and_links_say_what_they_are(text: str, said: list[str]) -> None:
    assert lines_of(accessible_text, f"# T\n\n{text}\n") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C:\\Guies\\guia.docx", ["text 3"]),
        ("«C:\\guia.docx»", []),
        ("«C:\\guia.docx", ["text 3"]),
        ("/home/maria/guia.docx", ["text 3"]),
        ("https://a.org/home/maria/guia.docx", []),
        ("C:\\guia.docx i D:\\guia.docx", ["text 3"]),
        ("![a](file:///C:/a.png)", ["3"]),
        ("`C:\\guia.docx`", []),
    ],
)
def test_no_text_names_a_file_of_a_computer(text: str, said: list[str]) -> None:
    assert lines_of(local_path, f"# T\n\n{text}\n") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("informaciÃ³n", ["Ã³ ó"]),
        ("MANHÃ", []),
        ("«MANHÃ» i més", []),
        ("informaci=C3=B3", ["informaci=C3=B3 informació"]),
        ("informaci\\u00f3", ["informaci\\u00f3 informació"]),
        ("informaci&amp;oacute;", ["informaci&amp;oacute; informació"]),
        ("&amp;lt;", []),
        ("Riub\u043banc", []),
        ("Riu\u0441", ["Riu\u0441 Riuc"]),
        ("\u0441\u0430", []),
        ("ﬁnal", ["ﬁnal final"]),
        ("text net", []),
        ("Ｒiu", ["Ｒiu Riu"]),
        ("a\u202eb", ["U+202E "]),
        ("a\u200eb", ["U+200E "]),
        ("عa\u200eb", []),
        ("a\u0007b", ["U+0007 "]),
        ("a\u0093b", ["U+0093 “"]),
    ],
)
def test_a_text_holds_what_was_written(text: str, said: list[str]) -> None:
    found = on_tone(garbled_text, f"# T\n\nU {text} d.\n")
    assert [f"{one.values['found']} {one.values.get('meant', '')}" for one in found] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Per completar", [""]),
        ("XXXX", [""]),
        ("XXX", []),
        ("XX/XX/XXXX", [""]),
        ("[per completar: el nom]", ["prompt"]),
        ("`XXXX`", []),
    ],
)
def test_no_text_is_left_that_was_meant_to_be_replaced(text: str, said: list[str]) -> None:
    assert [one.variant for one in on_tone(placeholder_text, f"# T\n\nU {text}\n")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#REF!", [""]),
        ("«#REF!»", []),
        ("«a» #REF! «b»", [""]),
        ("| #N/A | b |", [""]),
        ("1,5E+12", ["field"]),
        ("[12/11/26, 10:32] Maria: hola", ["chat"]),
        ("-----Missatge original-----", ["mail"]),
        ("turn0search1", ["assistant"]),
        ("@@ -1,2 +3,4 @@", ["patch"]),
        ("De: a\nPer a: b\nData: 12:30", ["mail"]),
        ("De: a\nPer a: b\nAssumpte: c", []),
        ("De: a\nPer a: b\nCosa 12:30", []),
        ("Per a: b\nData: 12:30", []),
    ],
)
def test_no_text_holds_what_a_program_put_there(text: str, said: list[str]) -> None:
    assert [one.variant for one in on_tone(program_text, f"# T\n\n{text}\n")] == said


# Records of data, one by one.


def test_months_and_hashtags_and_networks_of_data() -> None:
    def months(when: dict[str, str], *given: int) -> list[str]:
        head = entry("p", calendar=[Stub(when=when, months=given)])
        guide: Any = Stub(facts=Stub(plans={"p": Stub(head=head), "q": Stub(head=None)}), model=MODEL)
        return [one.place.path for one in calendar_month.check_data(guide)]

    assert months({"ca": "Març"}, 3) == months({"ca": "Març"}) == months({"ca": "Primavera"}, 3) == []
    assert months({"ca": "Març"}, 4) == ["p.calendar.0.months"]
    assert months({"ca": "Març i abril"}, 3) == months({"ca": "Març", "xx": "z"}, 4) == ["p.calendar.0.months"]
    assert months({"ca": "Març", "es": "Abril"}, 5) == months({"ca": "Abans de març"}, 5) == []
    assert months({"en": "It may be"}, 3) == []

    def hashtags(*known: str) -> list[str]:
        guide: Any = Stub(facts=Stub(style=({"a": entry("a", known={"ca": list(known)})})))
        return [
            f"{one.variant} {one.place.path} {one.values['expected']}" for one in misspelt_hashtag.check_data(guide)
        ]

    assert hashtags("FestaMajor", "riu", "Nit") == []
    assert hashtags("FestaMajor", "Riu", "Nit", "mar") == [" a.known.ca.3 Mar"]
    assert hashtags("FestaMajor", "mar") == []
    assert hashtags("FestaMajor", "Nit", "festa-major") == ["form a.known.ca.2 festamajor"]
    assert hashtags("FestaMajor", "Nit", "Riu", "festamajor") == [" a.known.ca.3 FestaMajor"]

    def in_use(*used: str) -> list[str]:
        document = Stub(place=lambda *path: Place(".".join(path)))
        plan = Stub(key="p", written=lambda _: ("x", "z"), document=document)
        networks = {"x": entry("x", name="X", status="retiring")}
        guide: Any = Stub(facts=Stub(plans={"p": plan}, networks=networks), networks_in_use=used)
        return [one.place.path for one in plan_networks.check_data(guide)]

    assert (in_use("x"), in_use()) == ([], ["networks.x"])


def test_replies_that_are_too_long() -> None:
    def said(*texts: str, networks: Sequence[str] = (), most: int | None = 10) -> list[str]:
        limits = Stub(characters=most, counted="code-points")
        some = {"x": entry("x", name="X", limits=limits), "y": entry("y", name="Y", limits=None)}
        made = {
            str(number): entry(str(number), text={"ca": text}, networks=list(networks))
            for number, text in enumerate(texts)
        }
        guide: Any = Stub(facts=Stub(replies=made, networks=some), networks_in_use=some)
        found = reply_too_long.check_data(guide)
        return [f"{one.place.path} {one.values['over']} {one.cause.path if one.cause else ''}".strip() for one in found]

    long, fits = "x" * 11, "x" * 10
    assert said(fits, fits) == said(long, fits, networks=["y"]) == said(long, fits, most=None) == []
    assert said(long, fits) == ["0.text.ca 1"]
    assert said(long, long, fits) == ["0.text.ca 1 x.limits.characters", "1.text.ca 1 x.limits.characters"]
    assert said(long, long, fits, fits) == ["0.text.ca 1", "1.text.ca 1"]


@pytest.mark.parametrize(
    ("ours", "theirs", "required", "below"),
    [
        ("# T\n\n## A {#a}\n\n### C {#c}\n\n#### D {#d}\n", "# T\n", ("a",), ["c", "d"]),
        ("# T\n\n## A {#a}\n\n### C {#c}\n", "# T\n\n## A {#a}\n", ("a",), []),
        ("# T\n\n## A {#a}\n\n### C {#c}\n", "# T\n", (), []),
        ("# T\n\n## A {#a}\n\n## B {#b}\n\n### C {#c}\n", "# T\n\n## B {#b}\n", ("a", "b"), []),
        ("# T\n\n## A {#a}\n\n# U {#u}\n", "# T\n", ("a",), []),
    ],
)
def test_sections_below_a_required_one_that_is_lost(
    ours: str, theirs: str, required: Sequence[str], below: list[str]
) -> None:
    assert list(section_mismatch._below_lost(page(ours), page(theirs), required)) == below


def test_the_sections_that_both_versions_must_have() -> None:
    source = "# T\n\n## A {#a}\n\n## B {#b}\n\n### C {#c}\n"
    text = page("# T\n\n## A {#a}\n\n## B\n\n### C {#c}\n\n### D\n\n#### E {#e}\n")
    assert list(section_mismatch._comparable(text, {"e"})) == ["a", "b", "c"]
    assert list(section_mismatch._comparable(text, set())) == ["a", "b", "c", "e"]
    one, other = (section_mismatch._comparable(page(some), set()) for some in (source, source.replace("#b", "#x")))
    assert {last: [part.id for part in some] for last, some in section_mismatch._gaps(one, other).items()} == {
        "a": ["b"]
    }
    assert [(id, was.id) for id, was in section_mismatch._renamed(other, one)] == [("x", "b")]
    assert section_mismatch._place_before(page(source), "a", ["a", "b"]) is None


# Contacts, and where links lead.


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("Xarxes@Riublanc.example", "xarxes@riublanc.example"),
        ("+34 612 34 56 78", "612345678"),
        ("0034 612 345 678", "612345678"),
        ("00 34 612", "612"),
        ("+33 (0)6 12", "+33612"),
        ("000 12", "00012"),
        ("112", "112"),
    ],
)
def test_a_contact_as_it_is_compared(value: str, plain: str) -> None:
    assert contacts.plain_contact(value) == plain


def test_the_contacts_that_data_gives() -> None:
    text = (
        "a: {email: A@b.cat, phone: 930 000 000}\nb:\n  handle: 612 345 678\n  # mailbox: c@b.cat\n"
        "  url: https://wa.me/34611111111\n  x-note: d@b.cat\n"
    )
    found = contacts.contacts([Source("data/x.yml", text)])
    assert found == {"a@b.cat", "930000000", "612345678", "611111111"}


@pytest.mark.parametrize(
    ("language", "resolved", "id"),
    [
        ("ca", "ca/a/b.md", "a/b"),
        ("ca", "es/a.md", ""),
        ("ca", "ca/a.png", ""),
        ("ca", "ca", ""),
    ],
)
def test_the_page_that_a_target_is(language: str, resolved: str, id: str) -> None:
    assert guide_links.id_of(page("", "tone", language), resolved) == id
    assert guide_links.in_language(page(""), "ca") == ""
    assert guide_links.in_language(page(""), "images/a.png") == "images/a.png"


def test_the_pages_to_which_a_page_links() -> None:
    text = "# T\n\n[a](index.md) [b](https://a.org/x.md) [c](a.png) [d](zzz.md) [e](networks/x.md?a#b)\n"
    guide = overlaid(**{"ca/tone.md": text})
    assert [one.id for one in guide_links.linked_pages(guide, guide.pages["ca", "tone"])] == ["index", "networks/x"]


def test_two_languages_whose_folders_changed_places() -> None:
    assert overlaid().swapped is None
    paths = [
        path.relative_to(TESTS / "guides/complete/docs") for path in (TESTS / "guides/complete/docs/ca").rglob("*.md")
    ]
    other = {"ca": "es", "es": "ca"}
    files = {
        f"{language}/{'/'.join(path.parts[1:])}": text_of(f"{other[language]}/{'/'.join(path.parts[1:])}")
        for path in paths
        for language in other
        if (TESTS / "guides/complete/docs" / other[language] / "/".join(path.parts[1:])).exists()
    }
    assert overlaid(**files).swapped == ("ca", "es")
    alone = {path: text for path, text in files.items() if path.startswith("es/")}
    assert overlaid(**alone).swapped is None


# What is there twice in a page.


@pytest.mark.parametrize(
    ("text", "headings", "ids"),
    [
        ("# T\n\n## A {#a}\n\n## B {#b}\n", [], []),
        ("# T\n\n## A {#a}\n\n## a  {#b}\n", [5], []),
        ("# T\n\n## A {#a}\n\n## A {#a}\n", [], [5]),
        ("# T\n\n## A {#a}\n\n### A {#b}\n", [], []),
        ("# T\n\n## A {#a}\n\n### B {#a}\n", [], [5]),
        ("# T\n\n## A\n\n## A\n", [5], []),
    ],
)
def test_headings_and_ids_are_there_once(text: str, headings: list[int], ids: list[int]) -> None:
    assert [one.place.line for one in on_tone(duplicate_heading, text)] == headings
    assert [one.place.line for one in on_tone(duplicate_section, text)] == ids


def test_no_two_pages_have_the_same_title() -> None:
    def said(**texts: str) -> list[str]:
        return [f"{one.place.path}:{one.place.line}" for one in duplicate_title.check(overlaid(**texts))]

    front = "---\nowner: editor\ntitle: {}\n---\n# A\n\nU.\n"
    assert said() == said(**{"ca/y.md": front.format("A"), "ca/z.md": front.format("B")}) == []
    assert said(**{"ca/y.md": front.format("A"), "ca/z.md": front.format("a")}) == ["docs/ca/z.md:3"]
    assert said(**{"ca/y.md": front.format("A"), "es/z.md": front.format("A")}) == []


def test_settings_and_data_that_are_private() -> None:
    text = "a: 612 345 678\nb: <612345678> [612345678](tel:612345678)\n"
    detector = private_data.Detector(MODEL.prose.values(), MODEL.phrases.free_mail)
    guide: Any = Stub(contacts=frozenset())
    found = private_data._findings(guide, detector, Source("data/x.yml", text), data=True)
    assert [(one.variant, one.place.line) for one in found] == [("mobile", 1), ("mobile", 2)]


def test_records_with_an_address_that_is_not_safe() -> None:
    def said(url: str, mail: str | None = None) -> list[str]:
        networks = of_key("x", url=url, source=None)
        accounts = of_key("a", url="https://x.com", rules_url=None, mailbox=mail)
        facts = Stub(networks=networks, accounts=accounts, helplines={}, periods={}, plans={}, roles={})
        facts.institution = entry("institution", contact=Stub(email=None))
        guide: Any = Stub(facts=facts, institution=Stub(approval=None, emergency=None), model=MODEL)
        return [f"{one.rule} {one.place.path}" for one in address_rules.check_data(guide)]

    assert said("https://x.com") == said("https://x.com", "a@riublanc.cat") == []
    assert said("http://x.com") == ["insecure-address x.url"]
    assert said("https://x.com", "a@gmail.com") == ["free-mail a.mailbox"]
    assert said("https://x.com", "a@gmail.com.riublanc.cat") == []


def test_the_texts_of_passages_with_that_of_blocks() -> None:
    text = page("# T\n\n/// guide | post x\nUn\n///\n\n/// note | N\nDos\n///\n\nTres\n")
    one, two = (Passage("block", block.place.line, f"/// {block.name}") for block in text.blocks)
    assert pairs.texts_of(text, [one, two, Passage("paragraph", 11, "Tres")]) == ["Un", "", "Tres"]


def test_the_sections_that_translate_one_another() -> None:
    guide = overlaid()

    def parts(ours: str, theirs: str) -> dict[str, list[str]]:
        sections_ = pairs.sections_of(guide, page(ours, "zzz"), page(theirs, "yyy"))
        return {id: [one.text for one in some] for id, some in sections_.items()}

    theirs = "# T\n\n## A {#a}\n\nU.\n\n## B {#b}\n\nD.\n"
    assert parts(theirs, theirs) == {"": ["T"], "a": ["A", "U."], "b": ["B", "D."]}
    guide = overlaid()
    extra = "# T\n\n## A {#a}\n\nU.\n\n## X {#x}\n\nZ.\n\n## B {#b}\n\nD.\n"
    assert parts(extra, theirs) == {"": ["T"], "a": ["A", "U."], "b": ["B", "D."]}
    guide = overlaid()
    deeper = "# T\n\n## A {#a}\n\nU.\n\n### X\n\nZ.\n\n## Y\n\nW.\n\n## B {#b}\n\nD.\n"
    assert parts(deeper, theirs) == {"": ["T"], "a": ["A", "U.", "X", "Z."], "b": ["B", "D."]}
    guide = overlaid()
    twice = "# T\n\n## A {#a}\n\nU.\n\n## A {#a}\n\nZ.\n"
    assert parts(twice, theirs)["a"] == ["A", "U."]


def test_a_part_has_only_sections_that_the_other_page_lacks() -> None:
    def is_part(ours: str, original: str, *elsewhere: str, demanded: Sequence[str] = ()) -> bool:
        def of(ids: str) -> Page:
            return page("# T\n\n" + "".join(f"## {id} {{#{id}}}\n\nU.\n\n" for id in ids))

        return copies._is_part(of(ours), of(original), [of(ids) for ids in elsewhere], {*demanded})

    assert is_part("b", "a", "ab")
    assert not is_part("b", "a", "a")
    assert not is_part("bc", "a", "ab")
    assert not is_part("", "a", "ab")
    assert not is_part("b", "ab", "ab")
    assert is_part("b", "a", demanded="ab")
    assert not is_part("b", "a", demanded="b")
    assert not is_part("ab", "a", demanded="ab")
    assert not is_part("c", "a", demanded="ab")


def test_the_ids_whose_name_is_within_another() -> None:
    names = {"x": {"networks/x"}, "x1": {"x1"}, "nota": {"nota", "topics/nota"}}
    assert list(copies._named_in("nota (1)", names)) == ["nota", "topics/nota"]
    assert list(copies._named_in("nota", names)) == ["topics/nota"]
    assert list(copies._named_in("notari", names)) == list(copies._named_in("lanota", names)) == []
    assert list(copies._named_in("x12", {"x": {"x"}, "x1": {"x1"}})) == ["x1", "x"]
    assert list(copies._named_in("topics/x_2", names)) == ["networks/x"]


def test_pages_in_the_folder_of_another_kind() -> None:
    network = text_of("ca/networks/x.md")
    assert overlaid().demands.displaced == {}
    guide = overlaid(**{"ca/topics/zzz.md": network, "es/topics/zzz.md": text_of("es/networks/x.md")})
    kinds = {page.id: displacement.kind_of_sections(guide, page) for page in guide.pages.values()}
    assert kinds["topics/zzz"] is guide.model.kind_of("networks/x")
    assert kinds["networks/x"] is None
    one = guide.pages["ca", "topics/zzz"]
    assert not displacement.is_astray(guide, guide.pages["ca", "networks/x"])
    assert displacement._has_most(guide, guide.model.kind_of("networks/x"), one)
    assert displacement._has_most(guide, None, one)
    assert list(displacement._places(guide.model.kind_of("networks/x"), "zzz")) == ["networks/zzz"]
    assert displacement._name("a/b/c") == "c"


def test_what_fails_is_told_apart() -> None:
    def fail(items: Sequence[int]) -> list[Finding]:
        if 2 in items:
            raise ValueError("two")
        return [Finding("plain", Place(str(one)), {}) for one in items]

    def place(one: int) -> Place:
        return Place(f"p{one}")

    found = judgement._of_each(fail, [1, 2, 3], place)
    assert [(one.rule, one.place.path) for one in found] == [("plain", "1"), ("rule-failed", "p2"), ("plain", "3")]
    assert found[1].values["reason"] == "ValueError: two"
    assert [one.place.path for one in judgement._of_each(fail, [1], place)] == ["1"]
    one: Any = Stub(path="docs/a.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judgement, "Page", Stub)
        assert judgement._path(one) == judgement._path((one, one)) == "docs/a.md"


def test_what_is_kept_of_things_and_what_is_missing() -> None:
    class Store:
        def __init__(self) -> None:
            self.values: dict[str, Any] = {"k1": "old"}

        def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
            return {key: self.values[key] for key in keys if key in self.values}

        def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
            self.values |= values

    store: Any = Store()
    kept = judgement._Kept(store, "kind", [1, 2, 3], lambda one: f"k{one}")
    assert kept.missing == [2, 3]
    assert kept.completed(["two", "three"], lasting=lambda one: one == "two") == ["old", "two", "three"]
    assert store.values == {"k1": "old", "k2": "two"}
    without = judgement._Kept(None, "kind", [1, 1], lambda one: f"k{one}")
    assert (without.missing, without.completed(["a", "b"])) == ([1, 1], ["a", "b"])


def test_languages_in_which_queries_are_asked() -> None:
    queries = [entry(record, language=record) for record in ("es", "ca", "es", "xx")]
    guide: Any = Stub(facts=Stub(queries=queries), languages=("ca", "es"), demands=Stub(unwritten=frozenset()))
    assert judgement._searched(guide) == ("es", "ca")
    guide.demands = Stub(unwritten=frozenset({"es"}))
    assert judgement._searched(guide) == ("ca",)
    assert judgement._config(Stub(config=Stub(source=None))) == ""


# Texts of data in several languages.

DEFINITION = (
    "definition: {ca: Un servei no ha funcionat., es: Un servicio no ha funcionado., en: A service has failed.}"
)


def in_languages(ca: str, es: str, en: str) -> list[str]:
    path = "data/situations.yml"
    text = (TESTS / "guides/complete" / path).read_text(encoding="utf-8")
    assert DEFINITION in text
    new = f'definition: {{ca: "{ca}", es: "{es}", en: "{en}"}}'
    written = {path: text.replace(DEFINITION, new).encode()}
    guide = load_guide(Folder(TESTS / "guides/complete", dict(written)), today=TODAY, store=MEMORY)
    found = passage_data.differing_texts(guide)
    return [f"{one.variant} {one.values.get('language', one.values.get('languages', ''))}" for one in found]


@pytest.mark.parametrize(
    ("ca", "es", "en", "said"),
    [
        ("Passen 8 dies.", "Pasan 8 días.", "8 days go by.", []),
        ("Passen 8 dies.", "Pasan 9 días.", "8 days go by.", ["text-changed es"]),
        ("Passen 8 dies.", "Pasan 9 días.", "9 days go by.", ["text-cause ('es', 'en')"]),
        ("Passen 8 dies.", "Pasan 9 días.", "7 days go by.", ["text-changed es", "text-changed en"]),
        ("Passen 80 dies.", "Pasan días.", "Days go by.", ["text-extra ca"]),
        ("Passen 80 hiverns.", "Pasan inviernos.", "Winters go by.", []),
        ("Passen 85 dies.", "Pasan días.", "85 days go by.", ["text-missing es"]),
        ("Passen dies.", "Pasan 85 días.", "Days go by.", ["text-extra es"]),
        ("Passen 8 dies.", "Pasan 8 horas.", "8 days go by.", ["text-changed es"]),
        (
            "La platja tanca a la nit i no s'hi pot entrar.",
            "La playa cierra de noche y no se puede entrar",
            "The beach is closed at night for everybody.",
            ["text-unended es"],
        ),
        (
            "La platja tanca a la nit i no s'hi pot entrar",
            "La playa cierra de noche y no se puede entrar.",
            "The beach is closed at night for everybody.",
            ["text-unended ca"],
        ),
        (
            "La platja tanca a la nit. Els gossos no hi poden entrar mai, ni de dia ni de nit.",
            "La playa cierra.",
            "The beach is closed at night. Dogs may never enter it, neither by day nor by night.",
            ["text-cut es"],
        ),
        (
            "La platja tanca a la nit. Els gossos no hi poden entrar mai.",
            "La playa cierra de noche. Los perros no pueden entrar nunca. Y hay que llevar agua siempre en verano.",
            "The beach is closed at night. Dogs may never enter it.",
            ["text-extra es"],
        ),
    ],
)
def test_texts_of_data_say_the_same_in_every_language(ca: str, es: str, en: str, said: list[str]) -> None:
    assert in_languages(ca, es, en) == said


# A page in another language.


def posts(text: str, *versions: tuple[str, str], copy: bool = True, language: str = "es") -> list[str]:
    own = page(text, "tone", "ca")
    others = [page(some, "tone", code) for code, some in versions]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrong_language, "_weight", lambda *_, **__: Weight(language, 9, 9, 9, 9, 0))
        patch.setattr(wrong_language, "_is_copy", lambda *_: copy)
        guide: Any = None
        found = wrong_language._in_posts(guide, own, others)
        return [f"{one.passage.line} {one.language} {one.copied_from} {one.text}" for one in found]


def test_lines_of_posts_that_are_those_of_another_version() -> None:
    post = "# T\n\n/// guide | post x\nUna\nDues\n///\n"
    spanish, english = ("es", post.replace("Dues", "Tres")), ("en", "# T\n")
    assert posts(post, spanish, english) == ["4 es docs/es/tone.md Una"]
    assert posts(post, spanish) == [], "it is the same in all"
    assert posts(post, spanish, english, copy=False) == []
    assert posts(post, spanish, english, language="en") == []
    assert posts("# T\n\n/// guide | post x\nUna\n", spanish, english) == [], "the block is not closed"
    assert (
        posts("# T\n\n/// guide | post x\n\nZ\n///\n", ("es", "# T\n\n/// guide | post x\n\nY\n///\n"), english) == []
    )


def test_the_weight_of_a_text_for_another_language() -> None:
    class Identified:
        counts: Mapping[str, Any] = {"ca": {}, "es": {}}

        def __init__(self, speaks: bool, may_be: bool) -> None:
            self._speaks, self._may_be = speaks, may_be

        def speaks(self, *_: Any) -> bool:
            return self._speaks

        def may_be(self, *_: Any, copied: bool) -> bool:
            return self._may_be

        def weigh(self, *_: Any) -> str:
            return "weight"

    def weight(prose: str, *, speaks: bool = True, may_be: bool = True) -> Any:
        guide: Any = Stub(identifier=Identified(speaks, may_be), languages=("ca", "es"))
        return wrong_language._weight(guide, prose, prose.split(), "ca", copied=False)

    assert weight("hola") == "weight"
    assert weight("hola", speaks=False) is None
    assert not weight("hola", may_be=False)
    assert not weight("«hola»"), "what is quoted says nothing"


def test_what_is_wrong_with_data_and_settings_is_reported() -> None:
    def said(levels: Mapping[str, str] | None = None, *problems: Finding) -> list[str]:
        document = Document("data/institution.yml", {}, ())
        roles = of_key("editor", name={"ca": "Redacció"})
        facts = Stub(problems=problems, institution=Stub(document=document), roles=roles)
        for name in ("helplines", "networks", "accounts", "situations", "terms", "plans"):
            setattr(facts, name, {})
        rules = {
            "fixed": Stub(fixed=True, level="error", dated=False),
            "free": Stub(fixed=False, level="P", dated=False),
        }
        guide: Any = Stub(
            facts=facts,
            config=Stub(problems=[Finding("invalid-data", Place("mkdocs.yml"), {}, "config")]),
            institution=Stub(rule_levels=levels or {}, units={}),
            model=Stub(rules=rules),
        )
        return [one.variant for one in invalid_data.check_data(guide)]

    assert said() == said({"free": "error"}) == ["config"]
    assert said({"fixed": "warning"}) == ["config", "fixed-level"]
    assert len(said({"zzzz": "warning"})) == 2
    form = Finding("invalid-data", Place("x"), {"found": "Redacció", "key": "owner"}, "key-form")
    assert said(None, form) == ["name", "config"]
    assert said(None, Finding("x", Place("x"), {"found": "zzzzzzzz", "key": "owner"}, "key-form"))[0] == "key-form"
    assert said(None, Finding("x", Place("x"), {"found": "Redacció", "key": "Redacció"}, "key-form"))[0] == "key-form"
    assert said(None, Finding("x", Place("x"), {"found": "Redacció"}, "other"))[0] == "other"


def test_measures_that_the_rules_of_participation_announce() -> None:
    guide = overlaid()
    rules = guide.source_page("responses/participation-rules")
    assert rules is not None
    assert [*measure_not_in_participation_rules.check(guide)] == []
    without = overlaid(**{"ca/responses/participation-rules.md": rules.source.text.replace("{#hide}", "{#hidden}")})
    found = [*measure_not_in_participation_rules.check(without)]
    assert [one.values["found"] for one in found] == ["hide"]
    gone = overlaid(without=["ca/responses/participation-rules.md"])
    assert [*measure_not_in_participation_rules.check(gone)] == []


def test_networks_and_plans_have_their_page() -> None:
    def said(module: Any, **given: Any) -> list[str]:
        return [f"{one.rule} {one.variant}".strip() for one in module.check(overlaid(**given))]

    text = "# Z\n\nU.\n"
    draft = f"---\nstatus: draft\n---\n{text}"
    assert said(network_policy) == said(plan_page) == []
    assert said(network_policy, without=["ca/networks/x.md"]) == ["network-without-policy"]
    assert said(network_policy, **{"ca/networks/x.md": draft}) == ["network-without-policy draft"]
    assert said(network_policy, without=["ca/networks/facebook.md"]) == []
    assert said(network_policy, **{"ca/networks/zzzz.md": text}) == ["policy-without-network"]
    two = "# Z\n\n## U {#u}\n\nA.\n\n## D {#d}\n\nB.\n"
    both = {"ca/networks/zzzz.md": two, "es/networks/yyyy.md": two}
    assert said(network_policy, **both) == ["policy-without-network"], "the other is said to have another name"
    assert said(plan_page, without=["ca/plans/culture.md"]) == ["plan-without-page"]
    assert said(plan_page, **{"ca/plans/culture.md": draft}) == ["plan-without-page draft"]
    assert said(plan_page, **{"ca/plans/zzzz.md": text}) == ["page-without-plan"]
    assert said(plan_page, without=["ca/plans/institution.md"]) == [], "every guide must have it"


def test_pages_have_an_owner_and_the_fields_of_their_kind() -> None:
    tone = text_of("ca/tone.md")
    assert on_tone(owner_missing, tone) == []
    bare = tone.replace("owner: digital-content-lead\n", "")
    assert [one.rule for one in on_tone(owner_missing, bare)] == ["owner-missing"]
    assert on_tone(owner_missing, bare.replace("---\n", "---\nownr: digital-content-lead\n", 1)) == []
    assert on_tone(owner_missing, text_of("es/tone.md"), "es") == []

    def fields(text: str, language: str = "ca") -> list[str]:
        return [
            f"{one.variant} {one.values.get('key', '')}".strip()
            for one in on_tone(invalid_front_matter, text, language)
        ]

    assert fields(tone) == fields(bare) == []
    assert fields(tone.replace("review_every: 12\n", "")) == ["missing-field review_every"]
    assert "missing-field review_every" not in fields(tone.replace("review_every: 12", "review_evry: 12"))
    spanish = text_of("es/tone.md")
    assert fields(f"---\nowner: editor\n---\n{spanish}", "es") == ["source-only owner"]
    assert fields(tone.replace("owner:", "status: drft\nowner:")) == ["choice-nearest status"]
    assert fields(tone.replace("owner:", "status: zzzzzz\nowner:")) == ["choice status"]


# Languages of the whole guide.


def languages_of(**given: Any) -> list[str]:
    plain: dict[str, Any] = {
        "swapped": None, "configured": ((), Place("mkdocs.yml")), "languages": ("ca", "es"), "source_language": "ca",
        "misplaced": (), "front_language": "ca", "unwritten": (), "texts": {"ca": "A"}, "codes": (), "asked": (),
    }  # fmt: skip
    all_ = plain | given
    document = Stub(value_place=lambda *path: Place(".".join(path)))
    accounts = {str(n): entry(str(n), languages=[code]) for n, code in enumerate(all_["codes"])}
    queries = [entry(f"q{n}", language=code) for n, code in enumerate(all_["asked"])]
    marked = [(entry("text"), Stub(value=all_["texts"], path=("name",)))]
    facts = Stub(institution=Stub(document=document), accounts=accounts, plans={}, queries=queries, all_texts=marked)
    guide: Any = Stub(
        **{name: all_[name] for name in plain if name not in ("texts", "codes", "asked", "unwritten")},
        facts=facts,
        demands=Stub(unwritten=frozenset(all_["unwritten"])),
        model=Stub(fields={"owner": Stub(source=True)}),
    )
    return [f"{one.rule} {one.variant} {one.place.path}" for one in language_mismatch.check(guide)]


def test_languages_are_the_same_everywhere() -> None:
    rule = "language-mismatch"
    assert languages_of() == []
    assert languages_of(swapped=("ca", "es")) == [f"{rule} swapped docs/ca"]

    def configured(*languages: str, **more: Any) -> list[str]:
        return languages_of(configured=(languages, Place("mkdocs.yml")), **more)

    assert configured("ca", "es") == []
    assert configured("es", "ca") == configured("ca") == configured("ca", "es", "en") == [f"{rule} config mkdocs.yml"]
    assert languages_of(misplaced=("de",)) == [f"{rule} folder docs/de"]
    assert configured("ca", "es", "de", misplaced=("de",)) == [f"{rule} config mkdocs.yml"]
    meant = languages_of(misplaced=("espanyol",), unwritten=("es",))
    assert meant == [f"{rule} folder-nearest docs/espanyol"]
    assert languages_of(unwritten=("es",)) == [f"{rule} no-folder languages"]
    assert languages_of(unwritten=("en",)) == []
    assert languages_of(front_language="es") == ["front-matter-left  languages"]
    assert languages_of(texts={"ca": "A", "de": "A"}) == [f"{rule} text text.name.de"]
    assert languages_of(texts={"ca": "A", "de": "A"}, misplaced=("de",)) == [f"{rule} folder docs/de"]
    assert languages_of(codes=("ca", "de")) == []
    assert languages_of(codes=("cat",)) == [f"{rule} code-nearest 0.languages.0"]
    assert languages_of(codes=("zzzz",)) == [f"{rule} code 0.languages.0"]
    assert languages_of(codes=("Catala",)) == [f"{rule} code-nearest 0.languages.0"]
    assert languages_of(asked=("zzzz",)) == [f"{rule} code q0.language"]


def test_every_page_is_there_in_every_language() -> None:
    def said(**given: Any) -> list[str]:
        found = missing_translation.check(overlaid(**given))
        return [f"{one.variant} {one.place.path}".strip() for one in found]

    assert said() == []
    assert said(without=["es/tone.md"]) == ["docs/es/tone.md"]
    assert said(**{"es/tone.md": "---\nstatus: draft\n---\n# T\n\nU.\n"}) == ["draft docs/es/tone.md"]
    assert said(**{"ca/topics/zzz.md": "# T\n\nU.\n"}) == ["docs/es/topics/zzz.md", "docs/en/topics/zzz.md"]
    assert said(**{"ca/topics/zzz.md": "# T\n"}) == [], "there is nothing to translate yet"
    assert said(**{"es/topics/zzz.md": "# T\n\nU.\n"}) == ["no-source docs/es/topics/zzz.md"]
    draft = "---\nstatus: draft\n---\n# T\n\nU.\n"
    assert said(**{"es/topics/zzz.md": "# T\n\nU.\n", "ca/topics/zzz.md": draft}) == []
    assert said(**{"es/zzz.md": "# T\n\nU.\n"}) == [], "it is of no kind"


# Shares of objectives, and numbers that are given to people in danger.


def test_the_indicators_of_an_objective_that_are_shares() -> None:
    def values(listed: Sequence[str], **shares: tuple[bool, str | None]) -> list[str]:
        indicators = {
            key: entry(key, share=share, objective=of, target=Stub(value=1.0), baseline=None)
            for key, (share, of) in shares.items()
        }
        plan: Any = Stub(indicators=indicators)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(objectives, "is_share", lambda record: record.share)
            return [one.key for one in objectives._indicators(plan, entry("o", indicators=list(listed)))]

    assert values(["a"], a=(True, None)) == ["a"]
    assert values([], a=(True, "o"), b=(True, "q")) == ["a"]
    assert values(["a"], a=(False, None)) == []
    assert values(["a", "zzzz"], a=(True, None)) == [], "one cannot be read"
    one: Any = entry("i", target=None, baseline=Stub(value=2.0))
    assert list(objectives._values(one)) == [2.0]
    assert objectives._percents([90.0, 90.0, 12.5]) == ("90 %", "12.5 %")


def test_numbers_that_no_helpline_has() -> None:
    guide = overlaid()
    helplines = {"a": entry("a", phone="112"), "b": entry("b", phone="116 111")}

    def said(*texts: str, keys: Sequence[str] = ("a", "b"), danger: bool = True, field: str = "text") -> list[str]:
        reply = Reply.model_construct(situation="s")
        written = [
            (Stub(key=str(n), record=reply, value_place=lambda *_: Place("x")), Stub(path=(field,), value={"ca": text}))
            for n, text in enumerate(texts)
        ]
        situations = {"s": entry("s", call=["a"] if danger else [])}
        replies = {entry_.key: entry_ for entry_, _ in written}
        facts = Stub(
            helplines=helplines, situations=situations, keys={"helplines": keys}, texts=written, replies=replies
        )
        some: Any = Stub(facts=facts, contacts=frozenset({"118"}), model=guide.model)
        return [one.values["found"] for one in contact_statements.unknown_helplines(some)]

    assert said("Truqueu al 112 o al 116 111.") == said("Truqueu al 118.") == said("Truqueu al 930 000 000.") == []
    assert said("Truqueu al 117.") == ["117"]
    assert said("Truqueu al 117.", "Al 117.") == ["117"]
    assert said("Truqueu al 117.", danger=False) == said("Truqueu al 117.", field="name") == []
    assert said("Truqueu al 117.", keys=("a", "b", "c")) == []
    assert said("En 117 dies.") == []
    assert said("Truqueu al 937 012 345 o al 937\u00a0112 345.") == [], "they are the end of a longer one"


def test_rows_of_which_one_has_fewer_cells() -> None:
    def said(theirs: str, ours: str) -> list[str]:
        rows_ = [Passage("row", 5, ours)], [Passage("row", 5, theirs)]
        text = page("# T\n")
        found = missing.other_texts(pairs.Pair(text, text, "", *rows_), Usual(0.0, 9.0))
        return [one.variant for one in found]

    assert said("a | b", "a") == said("a", "a | b") == said("a | b", "c | d") == []
    assert said("a | b", " | b") == ["empty-cell"]
    assert said(" | b", "a | b") == []
    assert said("Facebook | Instagram", "Instagram | Facebook") == ["exchanged"]
