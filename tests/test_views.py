"""What each block shows, as HTML and as plain text, is what its golden file says.

`GUIA_UPDATE_GOLDEN=1 pytest tests/test_views.py` writes the golden files anew; a new one begins empty.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import tostring

import pytest

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Diagnostic, Level
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.blocks import DONT
from guiaviva.reading import files
from guiaviva.site.charts import draw
from guiaviva.site.elements import h
from guiaviva.site.html import elements
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.parts import Card, Column, Columns, Fact, card, table
from guiaviva.views.text import lines
from memory import MEMORY, Folder, changed

GOLDEN = TESTS / "golden" / "blocks"
# The page on which blocks are: links to itself are links within it.
PAGE = "index"
BEGINS_A_LINE = re.compile(
    r"(?<=.)(?=<(?:blockquote|caption|d[dlt]|details|div|fig\w+|label|li|[ou]l|p|summary|table|tbody|t[dhr]|thead)[ >])"
)
POST = "Avui #FestaMajor.\n\nhttps://a.example, amb @veins."


# What the complete guide has none of, as its rules need no more than one situation of each kind.
DANGER = """\
fire:
  name: {ca: Foc, es: Fuego, en: Fire}
  definition: {ca: Algú veu foc., es: Alguien ve fuego., en: Somebody sees fire.}
  example: {ca: Crema el bosc!, es: ¡Arde el bosque!, en: The woods are burning!}
  level: danger
  call: [emergencies]
  steps:
    - {ca: Truqueu a Premsa., es: Llamar a Prensa., en: Call the press office.}
    - {ca: Anoteu-ho., es: Anotarlo., en: Log it.}
  action: escalate
  owner: editor
  max_response: {value: 10, unit: minutes}
  counted_from: seen
  escalate_to: digital-content-lead
  replies: [fire-call]
"""
CALL = """\
fire-call:
  situation: fire
  name: {ca: Que hi truqui, es: Que llame, en: Tell them to call}
  when: {ca: Sempre., es: Siempre., en: Always.}
  text: {ca: Truqueu al 112., es: Llame al 112., en: Call 112.}
  private: yes
"""
HELPLINES = """\
emergencies:
  name: {ca: Emergències, es: Emergencias, en: Emergency services}
  phone: 112
  serves: {ca: Si passa ara, es: Si ocurre ahora, en: If it is happening now}
"""
MEASURES = """\
date,indicator,account,value,note,breaks
2026-02-28,followers,,3250,,
2026-05-31,followers,,3300,,
2026-10-31,followers,,3400,A new count,yes
2026-11-15,followers,,3420,,
"""


@cache
def complete() -> Guide:
    folder = TESTS / "guides" / "complete"
    added = {"situations": DANGER, "replies": CALL}
    overlay = {
        f"data/{name}.yml": (folder / f"data/{name}.yml").read_bytes() + text.encode() for name, text in added.items()
    }
    overlay |= {"data/helplines.yml": HELPLINES.encode(), "data/measures/2026.csv": MEASURES.encode()}
    return load_guide(files.Folder(folder, overlay), today=TODAY)


def reported(language: str) -> tuple[Diagnostic, ...]:
    """Return problems of two files, so many of each level that none is as many, in words that name the language."""
    levels: dict[str, tuple[Level, ...]] = {"a": ("error", "warning"), "b": ("warning", "advice", "advice", "advice")}
    return tuple(
        Diagnostic(
            f"docs/{name}.md", line, "rule", 1, 0, level, f"The {level} of line {line} ({language}).", "Mend it."
        )
        for name, found in levels.items()
        for line, level in enumerate(found, 1)
    )


def arguments(guide: Guide, block: str) -> Iterator[str]:
    """Return what a page may write after `guide |`: one for each key that the block can be about."""
    collection = guide.model.blocks.guide[block].key
    for key in guide.facts.keys[collection] if collection else ():
        yield f"{block} {key}"
        if block == "post":
            yield f"{block} {key} {DONT}"
    if not collection:
        yield block


def shown(guide: Guide, argument: str) -> str:
    """Return a block as HTML, a line for each element that begins one, and as text."""
    # Not the source language: a text that is chosen by that one is then in other words.
    language = guide.languages[-1]
    views = all_views()[argument.split()[0]](Context(guide, language, PAGE, argument, POST, reported))
    root = h("div", {}, [elements(view) for view in views])
    draw(root, MEMORY)
    html = "".join(tostring(one, encoding="unicode") for one in root)
    laid_out = BEGINS_A_LINE.sub("\n", html)
    return "\n\n".join([f"/// guide | {argument}", laid_out, "\n".join(lines(views))]) + "\n"


@pytest.mark.parametrize("block", all_views())
def test_a_block_shows_what_its_golden_file_says(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The history of the program is not that of the guide.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(TESTS / "guides"))
    guide = complete()
    found = "\n".join(shown(guide, argument) for argument in arguments(guide, block))
    path = GOLDEN / f"{block}.txt"
    if os.environ.get("GUIA_UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_every_block_of_the_model_has_a_golden_file_and_none_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(complete().model.blocks.guide) == set(all_views())


def test_the_state_of_the_guide_counts_sections_whose_original_has_changed() -> None:
    folder, path = Folder(TESTS / "guides" / "complete"), "docs/es/tone.md"
    recorded = "---\ntranslates: {voice: 00000000, register: 00000000}\n---\n"
    word = complete().model.words["block"]["stale"]["en"]
    for text, counted in ((folder.text(path), []), (recorded + folder.text(path), [Fact(word, ("Spanish: 2",))])):
        (state, *_) = all_views()["status"](Context(folder.guide(path, text), "en", "status", "status"))
        assert isinstance(state, Card)
        assert [fact for fact in state.facts if fact.word == word] == counted


def test_the_state_of_the_guide_shows_what_an_exception_hides_of_what_everyone_must_have() -> None:
    folder, path = Folder(TESTS / "guides" / "complete"), "docs/en/tone.md"
    exception = r"<!-- allow empty-section: said in the manual -->\n\1\n"
    excepted = re.sub(r"(## .*{#voice}\n)\n.*\n", exception, folder.text(path))
    reported = folder.judged(path, excepted)
    of_page = [(one.rule, one.level) for one in reported if one.path == path and one.rule != "translation-mismatch"]
    assert of_page == [("empty-section", "advice")]
    views = all_views()["status"](
        Context(folder.guide(path, excepted), "en", "status", "status", "", lambda _: reported)
    )
    text = "\n".join(lines(views))
    assert "said in the manual" in text
    assert next(one.message for one in reported) in text


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ({"en": "said in the manual"}, "said in the manual"),
        ({"en": "said in the manual", "ca": "ho diu el manual"}, "ho diu el manual"),
        ({"en": "{en: said in the manual, ca: ho diu el manual}"}, "ho diu el manual"),
    ],
)
def test_why_an_exception_is_made_is_said_in_the_language_of_the_page(reasons: dict[str, str], shown: str) -> None:
    pages = {
        f"docs/{language}/tone.md": f"# To\n\n<!-- allow empty-section: {reason} -->\n\n## Veu {{#voice}}\n"
        for language, reason in reasons.items()
    }
    views = all_views()["status"](Context(changed("complete", pages), "ca", "status", "status"))
    text = "\n".join(lines(views))
    assert [one for one in ("said in the manual", "ho diu el manual") if one in text] == [shown]


def test_why_a_record_is_an_exception_is_said_in_the_language_of_the_page() -> None:
    record = "  x-allow: {situation-without-reply: {ca: no en cal, en: none is needed}}\n"
    text = Folder(TESTS / "guides" / "complete").text("data/situations.yml") + record
    guide = changed("complete", {"data/situations.yml": text})
    for language, shown in (("ca", "no en cal"), ("en", "none is needed")):
        assert shown in "\n".join(lines(all_views()["status"](Context(guide, language, "status", "status"))))


def test_a_column_keeps_its_heading_where_another_is_left_out() -> None:
    columns: Columns[dict[str, str]] = (
        Column("Name", lambda one: one["name"]),
        Column("Empty", lambda one: ["", None]),
        Column("Place", lambda one: one.get("place")),
    )
    made = table("any", "Any", columns, [("a", {"name": "A"}), ("", {"name": "B", "place": "here"})])
    assert list(made.rows()) == [
        ("a", [("Name", ("A",)), ("Place", ())]),
        ("", [("Name", ("B",)), ("Place", ("here",))]),
    ]


def test_the_first_column_stays_though_it_is_empty() -> None:
    columns: Columns[str] = (Column("Name", lambda one: None), Column("Place", lambda one: None))
    assert [column.heading for column in table("any", "Any", columns, []).columns] == ["Name"]


def test_a_list_has_the_commas_of_the_language_of_the_page() -> None:
    for language, shown in (("ca", "ca, es"), ("ar", "ca، es")):
        views = all_views()["accounts"](Context(complete(), language, "accounts/index", "accounts"))
        assert shown in "\n".join(lines(views))


def test_a_fact_without_a_value_is_left_out() -> None:
    facts = card("any", "Any", [("Here", ["", "x"]), ("Nothing", ["", None])]).facts
    assert facts == (Fact("Here", ("x",)),)
