"""What blocks show: the tree, the chain, the steps, the posts, and the terms in prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import TocExtension

import complete_guide
from conftest import TODAY
from guiaviva.facts.schema import DecisionTree
from guiaviva.guide import Guide, load_guide, rows
from guiaviva.site.blocks import GuideExtension
from guiaviva.site.html import elements
from guiaviva.views import all_views
from guiaviva.views.context import Context

GuideFolder = Callable[[str], Path]


def show(guide: Guide, argument: str, page: str = "responses/index", content: str = "") -> list[Element]:
    views = all_views()[argument.split()[0]](Context(guide, guide.source_language, page, argument, content))
    return [element for view in views for element in elements(view)]


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_file(guide_folder: GuideFolder, name: str, content: str) -> Guide:
    root = guide_folder("complete")
    (root / "data" / f"{name}.yml").write_text(content, encoding="utf-8")
    return load_guide(root, today=TODAY)


# The decision tree.


def tree(start: str, questions: dict[str, tuple[str, str]]) -> str:
    """Write a tree: for each question where yes and no lead; a capital names a situation."""
    lines = [f"start: {start}", "questions:"]
    for key, answers in questions.items():
        words = ", ".join(f"{language}: «{key}»" for language in complete_guide.LANGUAGES)
        lines += [f"  {key}:", f"    question: {{{words}}}"]
        for name, target in zip(("yes", "no"), answers, strict=True):
            kind = "question" if target in questions else "situation"
            lines.append(f"    {name}: {{{kind}: {target}}}")
    return "\n".join(lines) + "\n"


def questions_in(element: Element) -> list[str]:
    return [id.removeprefix("question-") for one in element.iter("li") if (id := one.get("id"))]


def test_no_leads_on_and_yes_leads_aside(guide_folder: GuideFolder) -> None:
    content = tree("a", {"a": ("b", "c"), "b": ("insult", "complaint"), "c": ("complaint", "d"), "d": ("insult", "a")})
    (trunk,) = show(with_file(guide_folder, "decision-tree", content), "decision-tree")
    assert [item.get("id") for item in trunk] == ["question-a", "question-c", "question-d"]
    (branch,) = trunk[0].iter("ol")
    assert questions_in(branch) == ["b"]
    # The numbers follow the order of reading; an answer that leads back is a link.
    assert [text(one).split("«")[0].strip() for one in trunk.iter("p") if one.get("class") == "guia-question"] == [
        "1.",
        "2.",
        "3.",
        "4.",
    ]
    assert [a.get("href") for a in trunk[2].iter("a") if a.get("class") == "guia-on"] == ["#question-a"]


def test_where_only_yes_asks_on_it_is_the_trunk(guide_folder: GuideFolder) -> None:
    content = tree("a", {"a": ("b", "insult"), "b": ("complaint", "insult")})
    (trunk,) = show(with_file(guide_folder, "decision-tree", content), "decision-tree")
    assert [item.get("id") for item in trunk] == ["question-a", "question-b"]


@pytest.mark.parametrize("nested", [False, True])
def test_a_very_long_tree_does_not_nest_without_end(guide_folder: GuideFolder, nested: bool) -> None:
    keys = [f"q{index}" for index in range(1500)]
    # Where both answers ask on, one is within the other.
    ends = "q0" if nested else "complaint"
    questions = {
        key: (following, ends) if nested else (ends, following)
        for key, following in zip(keys, [*keys[1:], "insult"], strict=True)
    }
    lists = show(with_file(guide_folder, "decision-tree", tree("q0", questions)), "decision-tree")
    assert sorted(key for one in lists for key in questions_in(one)) == sorted(keys)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_question_stands_once_whatever_the_tree(complete: Guide, data: st.DataObject) -> None:
    keys = [f"q{index}" for index in range(data.draw(st.integers(1, 12)))]
    targets = st.sampled_from([*keys, "insult", "complaint"])
    questions = {key: data.draw(st.tuples(targets, targets)) for key in keys}
    # As the reader takes it: every scalar is text, `yes` and `no` too.
    record = DecisionTree.model_validate(yaml.load(tree("q0", questions), yaml.BaseLoader))
    assert complete.facts.tree
    entry = replace(complete.facts.tree, record=record)
    lists = show(replace(complete, facts=replace(complete.facts, tree=entry)), "decision-tree")
    shown = [key for one in lists for key in questions_in(one)]
    assert sorted(shown) == sorted(keys)
    # Each answer leads somewhere: to a situation, to a question by a link, or to one that is within it.
    answers = [item for one in lists for item in one.iter("li") if item.get("class") in ("guia-yes", "guia-no")]
    assert all(list(item.iter("a")) or item.find("ol") is not None for item in answers)


@pytest.fixture(scope="module")
def complete() -> Guide:
    return load_guide(complete_guide.FOLDER, today=TODAY)


# The approval chain.


def test_the_approval_chain_names_who_in_order(guide_folder: GuideFolder) -> None:
    content = """\
notice:
  name: {ca: Avís, es: Aviso, en: Notice}
  drafts: [editor]
free:
  name: {ca: Lliure, es: Libre, en: Free}
  drafts: [editor]
  checks: [digital-content-lead]
  approves: digital-content-lead
"""
    (table,) = show(with_file(guide_folder, "approval", content), "approval-chain", "approval")
    rows = list(table.iter("tr"))[1:]
    assert [row.get("id") for row in rows] == ["content-notice", "content-free"]
    first, second = ([text(item) for item in row.iter("li")] for row in rows)
    assert [first[0].split()[0], first[1]] == ["Redacta", "Es publica sense aprovació"]
    assert [item.split()[0] for item in second] == ["Redacta", "Revisa", "Aprova"]
    assert "Espera" in text(rows[1]), "what nobody may authorise at night waits"


# The steps of an incident.


def test_the_steps_can_be_ticked_off(guide_folder: GuideFolder) -> None:
    (steps,) = show(load_guide(guide_folder("complete"), today=TODAY), "incident-steps", "responses/security-incident")
    assert [item.get("id") for item in steps] == ["step-tell-security", "step-change-password"]
    for item in steps:
        (label,) = item.iter("label")
        assert label.find("input") is not None, "a box with its own name"
        assert text(label)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "A l'instant"),
        (1, "Abans de 1 minut"),
        (90, "Abans de 90 minuts"),
        (120, "Abans de 2 hores"),
        (4320, "Abans de 72 hores"),
        (10080, "Abans de 7 dies"),
    ],
)
def test_the_time_of_a_step_is_in_words(guide_folder: GuideFolder, minutes: int, words: str) -> None:
    content = f"steps:\n  call:\n    action: {{ca: Truqueu}}\n    role: editor\n    minutes: {minutes}\n"
    (steps,) = show(with_file(guide_folder, "incident", content), "incident-steps", "responses/security-incident")
    assert [text(one) for one in steps.iter("span") if one.get("class") == "guia-time"] == [words]


# Example posts.


def test_a_post_too_long_is_seen_to_be(guide_folder: GuideFolder) -> None:
    guide = load_guide(guide_folder("complete"), today=TODAY)
    network, limit = next(
        (key, entry.record.limits.characters)
        for key, entry in guide.facts.networks.items()
        if entry.record.limits and entry.record.limits.characters
    )
    (fits,) = show(guide, f"post {network}", content="Avui #FestaMajor a https://a.example, amb @veins.")
    (long,) = show(guide, f"post {network} dont", content="a" * (limit + 1))
    assert [one.text for one in fits.iter("span") if one.get("class") == "guia-linked"] == [
        "#FestaMajor",
        "https://a.example",
        "@veins",
    ]
    assert "guia-over" not in str([p.get("class") for p in fits.iter("p")])
    assert "guia-over" in str([p.get("class") for p in long.iter("p")])


# Terms in prose.

TERMS = """\
hashtag:
  term: {ca: etiqueta, es: etiqueta, en: hashtag}
  definition: {ca: Paraula amb coixinet., es: Palabra con almohadilla., en: A word with a hash.}
  forms: {ca: [etiquetes]}
text:
  term: {ca: text, es: texto, en: text}
  definition: {ca: Lletres., es: Letras., en: Letters.}
alt-text:
  term: {ca: text alternatiu, es: texto alternativo, en: alt text}
  definition: {ca: Descripció., es: Descripción., en: Description.}
ai:
  term: {ca: IA, es: IA, en: AI}
  definition: {ca: Màquines., es: Máquinas., en: Machines.}
vocabulary-alone:
  term: {ca: infants, es: menores, en: children}
"""


@pytest.fixture
def convert(guide_folder: GuideFolder) -> Callable[..., str]:
    guide = with_file(guide_folder, "terms", TERMS)

    def convert(source: str, page: str = "tone", language: str = complete_guide.LANGUAGES[0]) -> str:
        extension = GuideExtension(guide=guide, language=language, page=page)
        return str(Markdown(extensions=[extension, "tables", "attr_list"]).convert(source))

    return convert


def test_the_first_time_of_a_term_is_marked_and_no_other(convert: Callable[..., str]) -> None:
    html = convert("Una *bona* etiqueta. Dues etiquetes.\n\nMés Etiquetes.")
    assert html.count("guia-term") == 1
    assert '<a class="guia-term" href="/glossary.md#term-hashtag" title="Paraula amb coixinet.">etiqueta</a>' in html


def test_a_form_and_a_capital_are_the_same_term(convert: Callable[..., str]) -> None:
    assert ">Etiquetes</a>" in convert("Etiquetes i prou.")


def test_the_longest_term_wins_and_the_rest_of_the_text_stays(convert: Callable[..., str]) -> None:
    html = convert("L'etiqueta i el text alternatiu d'un text: fi.")
    assert [key for key in ("hashtag", "alt-text", "text") if f"#term-{key}" in html] == ["hashtag", "alt-text", "text"]
    assert re.sub("<[^>]+>", "", html) == "L'etiqueta i el text alternatiu d'un text: fi."


@pytest.mark.parametrize(
    "source",
    [
        "## Etiqueta",
        "[etiqueta](x.md)",
        "`etiqueta`",
        "subetiqueta, #etiqueta, @etiqueta, etiqueta.cat, pre-etiqueta",
        "infants",
        "ia",
        "    etiqueta",
    ],
)
def test_where_a_term_is_not_marked(convert: Callable[..., str], source: str) -> None:
    assert "guia-term" not in convert(source)


def test_terms_are_marked_in_the_language_of_the_page(convert: Callable[..., str]) -> None:
    assert "guia-term" in convert("A hashtag.", language=complete_guide.LANGUAGES[-1])
    assert "guia-term" not in convert("A hashtag.")


def test_the_glossary_does_not_mark_its_own_terms(convert: Callable[..., str]) -> None:
    assert "guia-term" not in convert("Una etiqueta.", page="glossary")


def test_vocabulary_without_a_definition_is_no_row_of_the_glossary(guide_folder: GuideFolder) -> None:
    guide = with_file(guide_folder, "terms", TERMS)
    letters = show(guide, "terms", "glossary")
    assert [one.get("id") for letter in letters for one in letter.iter("dt")] == [
        "term-hashtag",
        "term-ai",
        "term-text",
        "term-alt-text",
    ]
    assert "term-vocabulary-alone" not in set(rows.ids_of(guide, "terms", ""))


def test_without_a_glossary_the_definition_is_at_hand_all_the_same(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    (root / "data/terms.yml").write_text(TERMS, encoding="utf-8")
    for page in root.glob("docs/*/glossary.md"):
        page.unlink()
    extension = GuideExtension(guide=load_guide(root, today=TODAY), language=complete_guide.LANGUAGES[0], page="tone")
    assert '<abbr title="Paraula amb coixinet.">etiqueta</abbr>' in Markdown(extensions=[extension]).convert(
        "Una etiqueta."
    )


def test_a_section_says_what_nobody_has_confirmed_and_nothing_once_somebody_has(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    said = "ca: Qui corregeix., es: Quién corrige."
    decided = f"mistakes:\n  decided: {{{said}}}\n  shown_in: [tone#mistakes]\n  taken_by: legal\n"
    page = "# To\n\nDalt.\n\n## Veu {#voice}\n\nVeu.\n\n## Errors {#mistakes}\n\nText."

    def html(data: str, language: str) -> str:
        (root / "data/decisions.yml").write_text(data, encoding="utf-8")
        extension = GuideExtension(guide=load_guide(root, today=TODAY), language=language, page="tone")
        return str(Markdown(extensions=[extension, "attr_list"]).convert(page))

    shown = html(decided, "ca")
    assert shown.count("guia-unconfirmed") == 1
    assert "<strong>Per confirmar.</strong> Qui corregeix." in shown.partition('id="mistakes"')[2]
    assert "<strong>Por confirmar.</strong> Quién corrige." in html(decided, "es")
    # Where a text has not been translated it says in which language it is.
    assert re.search(r'<strong>To be confirmed.</strong> <span [^>]*lang="ca"[^>]*>Qui corregeix.', html(decided, "en"))
    assert "guia-unconfirmed" in html(decided.replace("tone#mistakes", "tone"), "ca").partition("<p>Dalt.")[0]
    assert "guia-unconfirmed" not in html(f"{decided}  confirmed_on: {TODAY}\n", "ca")


@pytest.mark.parametrize("language", complete_guide.LANGUAGES)
def test_the_link_of_a_heading_has_a_name_in_the_language_of_the_page(guide_folder: GuideFolder, language: str) -> None:
    guide = load_guide(guide_folder("complete"), today=TODAY)
    extension = GuideExtension(guide=guide, language=language, page="tone")
    name = guide.model.words["site"]["permalink"][language].format(section="Tone & voice")
    for own, said in ((None, f'aria-label="{name.replace("&", "&amp;")}"'), ("Ours", 'title="Ours"')):
        toc = TocExtension(permalink=True, **({"permalink_title": own} if own else {}))
        html = Markdown(extensions=[extension, toc]).convert("## Tone *&* voice")
        assert said in html
        # It is no part of what the heading is called.
        assert '<h2 aria-labelledby="tone-voice-name" id="tone-voice"><span id="tone-voice-name">' in html


def test_what_names_a_part_of_a_block_is_a_heading_below_those_of_the_page(convert: Callable[..., str]) -> None:
    html = convert("# Home\n\n/// guide | ways\n///\n\n## Replies\n\n/// guide | replies\n///\n")
    levels = re.findall(r'<h(\d)[^>]*class="guia-group"', html)
    assert (levels[0], levels[-1]) == ("2", "3")
    assert "data-guia" not in html


def test_what_has_happened_begins_with_the_gravest(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    ways = "".join(
        f"{key}:\n  text: {{ca: {key}, es: {key}, en: {key}}}\n  group: happened\n  to: {to}\n"
        for key, to in (
            ("calm", "tone"),
            ("grave", "tone\n  level: serious"),
            ("risk", "tone\n  level: danger"),
        )
    )
    (root / "data/ways.yml").write_text(ways, encoding="utf-8")
    extension = GuideExtension(guide=load_guide(root, today=TODAY), language=complete_guide.LANGUAGES[0], page="index")
    html = Markdown(extensions=[extension]).convert("/// guide | ways\n///\n")
    listed = html.partition("<ul")[2]
    assert re.findall(r">(risk|grave|calm)<", listed) == ["risk", "grave", "calm"]
    # How grave it is is part of what the link says.
    assert re.search(r"<a[^>]*>risk<span[^>]*> \(Perill\)</span></a>", listed)


def test_the_contents_break_no_line_where_a_heading_does_not(guide_folder: GuideFolder) -> None:
    extension = GuideExtension(guide=load_guide(guide_folder("complete"), today=TODAY), language="ca", page="tone")
    md = Markdown(extensions=[extension, "toc", "attr_list"])
    md.convert("## Que publions-nous\u00a0?\n\n### A  *b*\u202f! & c\n\n## Long\u00a0one {data-toc-label='Short'}")
    first, second = md.toc_tokens
    assert (first["name"], second["name"]) == ("Que publions-nous\u00a0?", "Short")
    assert first["children"][0]["name"] == "A b\u202f! &amp; c"


def test_a_table_in_prose_becomes_cards_as_those_of_the_blocks_do(convert: Callable[..., str]) -> None:
    html = convert("| Do | Do not |\n|---|---|\n| a *hashtag* | |")
    assert '<table class="guia-table guia-written">' in html
    assert html.count('<th scope="col">') == 2
    assert '<td data-label="Do"><div>a <em>hashtag</em></div></td>' in html
    assert 'class="guia-empty"' in html


def test_where_the_first_column_has_no_name_it_names_the_rows(convert: Callable[..., str]) -> None:
    html = convert("| | Who |\n|---|---|\n| First | Anyone |")
    assert '<th scope="row">First</th>' in html
    assert "<th>" not in html, "no heading is empty"


@pytest.mark.parametrize(("rows", "last", "opens"), [(6, "c", True), (5, "c", False), (6, "", False)])
def test_rows_of_a_long_table_open_by_their_name_unless_it_is_to_be_filled_in(
    convert: Callable[..., str], rows: int, last: str, opens: bool
) -> None:
    html = convert("| What | How | Who |\n|---|---|---|\n" + f"| [a](tone.md) | b | {last} |\n" * rows)
    summary = '<summary><span>a <span class="guia-help">c</span></span></summary>'
    assert html.count(summary) == (rows if opens else 0)
    # What is to be pressed in the name is beside what opens the row.
    assert html.count("<a href") == rows


@pytest.mark.parametrize(
    ("page", "section", "closed"),
    [
        ("topics/hashtags", "cases", ["A & b", "Call"]),
        ("networks/x", "measures", ["Title"]),
        ("topics/hashtags", "rule", []),
    ],
)
def test_the_model_says_what_of_a_section_is_closed(
    guide_folder: GuideFolder, page: str, section: str, closed: list[str]
) -> None:
    guide = load_guide(guide_folder("complete"), today=TODAY)
    extension = GuideExtension(guide=guide, language="ca", page=page)
    html = Markdown(extensions=[extension, "toc", "attr_list"], extension_configs={"toc": {"permalink": True}}).convert(
        f"# A\n\n## Title {{#{section}}}\n\nFirst.\n\n### A *&* b\n\nText.\n\n### Call\n\n"
        "[112](tel:112){.guia-call}\n\n## Next {#next}\n\nLast.\n"
    )
    named = re.findall(r"<summary><strong>(.*?)</strong></summary>", html)
    assert [unescape(one) for one in named] == closed
    # A heading is no part of what it opens, and nothing in what opens can be pressed besides.
    assert all("<h" not in one and "<a" not in one for one in re.findall(r"<summary>.*?</summary>", html))
    assert html.count("<h2") == 2
    assert html.count("<h3") == 2
    # Whom to call is seen before anybody opens anything.
    assert html.count('<details class="guia-more" open') == bool(closed)
    assert html.rindex("</details>") < html.index("Last.") if closed else "guia-section" not in html


def test_a_fact_without_words_is_left_out(guide_folder: GuideFolder) -> None:
    guide = load_guide(guide_folder("complete"), today=TODAY)
    (card,) = show(guide, "plan", "plans/institution")
    assert all("".join(one.itertext()) for one in card.iter("dd"))


def test_the_page_of_a_closed_network_says_so_first(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    networks = root / "data/networks.yml"
    active = networks.read_text(encoding="utf-8")

    def html(data: str, language: str) -> str:
        networks.write_text(data, encoding="utf-8")
        extension = GuideExtension(guide=load_guide(root, today=TODAY), language=language, page="networks/x")
        return str(Markdown(extensions=[extension]).convert("# X\n\nDalt.\n\n/// guide | network\n///"))

    assert "guia-closed" not in html(active, "ca")
    closed = active.replace("status: active", "status: closed\n  until: 2026-11-01", 1)
    notice = html(closed, "ca").partition("<p>Dalt.")[0]
    assert "La xarxa X és tancada (1 de novembre de 2026)." in notice
    assert "La red X está cerrada (1 de noviembre de 2026)." in html(closed, "es")
    replaced = closed.replace("2026-11-01\n", "2026-11-01\n  replaced_by: facebook\n", 1)
    assert 'es fa ara a <a href="/networks/facebook.md">Facebook</a>.' in html(replaced, "ca")
    # How often is posted there, and when somebody looks, is of no use any more.
    assert html(closed, "ca").count("<dt>") < html(active, "ca").count("<dt>")
