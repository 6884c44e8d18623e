"""What is said in another language than that of the page says in which, and in which direction it is written."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.scaffold import scaffold
from guiaviva.language import ForeignText, chosen, like
from guiaviva.site.elements import h
from guiaviva.site.escaping import foreign
from guiaviva.site.theme import not_found, words
from guiaviva.views.context import Context

VOICE = TESTS.parent / "overrides/assets/javascripts/common/voice.js"
ARABIC = "مرحبا"


@cache
def guide() -> Guide:
    return load_guide(TESTS / "guides/complete", today=TODAY)


def in_arabic() -> Context:
    return Context(guide(), "ar")


def language(text: str) -> str:
    return text.language if isinstance(text, ForeignText) else ""


def test_what_is_made_of_a_foreign_text_is_in_its_language() -> None:
    text = chosen({"en": "{count} days"}, "ar", "en")
    made = [text, text.format(count=2), text.capitalize(), text.lower(), text.replace("days", "hours"), like(text, "x")]
    assert [language(one) for one in [*made, pickle.loads(pickle.dumps(text))]] == ["en"] * 7
    assert language(chosen({"ar": ARABIC, "en": "Hello"}, "ar", "en")) == ""
    assert chosen({}, "ar", "en") == ""


def test_an_element_marks_what_is_foreign_in_it() -> None:
    text = ForeignText("Hello", "en")
    shown = [h("p", {}, text), h("th", {}, text), h("p", {}, ARABIC, " ", text, "!"), h("p", {}, ARABIC)]
    assert [tostring(one, encoding="unicode") for one in shown] == [
        '<p lang="en" dir="ltr">Hello</p>',
        '<th><span lang="en" dir="ltr">Hello</span></th>',
        f'<p>{ARABIC} <span lang="en" dir="ltr">Hello</span>!</p>',
        f"<p>{ARABIC}</p>",
    ]
    assert 'dir="rtl"' in tostring(h("p", {}, ForeignText(ARABIC, "ar")), encoding="unicode")


def test_a_template_marks_what_is_foreign_and_escapes_it() -> None:
    assert str(foreign(ForeignText("<Hello>", "en"))) == '<span lang="en" dir="ltr">&lt;Hello&gt;</span>'
    assert foreign(ARABIC) == ARABIC


def test_where_the_program_has_no_words_all_that_it_says_is_english() -> None:
    context = in_arabic()
    said = [context.word("contact"), context.day(date(2026, 11, 25)), context.counted("days", "duration", 2)]
    assert said == ["Contact", "25 November 2026", "2 days"]
    assert {language(one) for one in said} == {"en"}
    assert context.voice("search") == {"lang": "en", "dir": "ltr"}
    assert Context(guide(), "ca").voice("search") == {"lang": "ca", "dir": "ltr"}
    assert language(Context(guide(), "ca").word("contact")) == ""


def test_data_that_is_not_translated_is_in_the_language_of_the_guide() -> None:
    assert language(in_arabic().text({"ca": "Queixa"})) == "ca"


def test_a_guide_that_brings_words_of_its_own_writes_days_in_its_language(tmp_path: Path) -> None:
    known = guide().model.words
    own = {**known, "search": {**known["search"], "open": {**known["search"]["open"], "ar": ARABIC}}}
    model = replace(guide().model, words=own, languages=(*guide().model.languages, "ar"))
    context = Context(replace(guide(), model=model), "ar")
    assert context.day(date(2026, 11, 25)) == "25 نوفمبر 2026"
    assert context.voice("search") == {"lang": "ar", "dir": "rtl"}


def theme(language: str, site_name: str) -> dict[str, Any]:
    return words(guide(), language, {}, "", site_name)


def test_a_page_that_is_not_translated_names_its_language() -> None:
    assert theme("ar", "Guia")["words"]["fallback"].startswith("This page has not been translated into Arabic yet.")
    assert theme("ca", "Guia")["words"]["fallback"].startswith("Aquesta pàgina encara no és en català.")


def test_a_page_that_is_not_there_is_said_in_english_where_no_language_has_words() -> None:
    assert [one["lang"] for one in not_found(guide(), {})] == ["ca", "es", "en"]
    institution = guide().facts.institution
    assert institution
    alone = replace(institution, record=institution.record.model_copy(update={"languages": ("ar",)}))
    shown = not_found(replace(guide(), facts=replace(guide().facts, institution=alone)), {"ar": "Guia"})
    assert [(one["lang"], one["dir"], one["home"]) for one in shown] == [("en", "ltr", "")]


@pytest.mark.parametrize(
    ("site_name", "site"),
    [
        ("Guia de xarxes", "Guia de xarxes · Ajuntament de Riublanc"),
        ("Les xarxes de l'Ajuntament de Riublanc", "Les xarxes de l'Ajuntament de Riublanc"),
    ],
)
def test_the_site_is_called_by_its_name_and_that_of_the_institution(site_name: str, site: str) -> None:
    assert theme("ca", site_name)["site"] == site


def test_a_new_page_that_is_a_tool_has_its_block() -> None:
    kind = guide().model.kind_of("find")
    assert kind
    assert scaffold(guide(), "find", "ca") == "# Índex de la guia\n\n/// guide | site-index\n///\n"


def test_a_script_marks_what_it_says_in_another_language(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(f"<html lang=ar dir=rtl><body><div id=a><p>Copy</p><p>{ARABIC}</p><b>x <i></i>2 of 3</b></div>")
    page.add_script_tag(
        type="module", content=VOICE.read_text("utf-8").replace("export function", "window.speak = function")
    )
    page.wait_for_function("Boolean(window.speak)")
    page.evaluate(
        """() => speak(document.querySelector("#a"),
            { a: "Copy", b: "{count} of {limit}", c: "Why (so)?", d: "{count}" }, { lang: "en", dir: "ltr" })"""
    )
    marks = "[...document.querySelectorAll('#a [lang]')].map((one) => [one.tagName, one.textContent, one.dir])"
    assert page.evaluate(marks) == [["P", "Copy", "ltr"], ["SPAN", "2 of 3", "ltr"]]
    page.evaluate(f"document.querySelectorAll('#a p')[0].textContent = '{ARABIC}'")
    page.evaluate("document.querySelectorAll('#a p')[1].textContent = 'Why (so)?'")
    page.wait_for_timeout(50)
    assert page.evaluate(marks) == [["P", "Why (so)?", "ltr"], ["SPAN", "2 of 3", "ltr"]]
    page.close()
