"""The copy of the site for use without a connection: unpacked into a folder, by double click, without any network."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import LANGUAGES, Visit, pytestmark, switch  # noqa: F401 (the mark)
from projects import change, digest, guia_build

NAME = "guia.zip"


@pytest.fixture(scope="module")
def copy(site: Path, made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The copy, in a folder whose name has what names of folders may have."""

    def unpack(folder: Path) -> None:
        with zipfile.ZipFile(site / NAME) as packed:
            packed.extractall(folder)

    return made_once("Còpia de la guia #1", unpack)


@pytest.fixture
def visit(browser: Any, copy: Path) -> Iterator[Visit]:
    """A visitor who is connected to nothing."""
    one = Visit(browser, copy.as_uri(), viewport={"width": 1280, "height": 800})
    one.context.set_offline(True)
    yield one
    assert one.wrong == []
    one.context.close()


def home(copy: Path, language: str, path: str = "") -> str:
    return (copy / ("" if language == LANGUAGES[0] else language) / path / "index.html").as_uri()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_does_in_the_copy(visit: Visit, copy: Path, language: str) -> None:
    page = visit.page
    page.goto(home(copy, language))
    page.wait_for_selector("[data-guia-search][data-ready]")
    # A page by the menu, from a group that is closed; then the same page in another language.
    page.locator("#guia-nav .guia-group-of-pages summary").first.click()
    page.locator("#guia-nav .guia-group-of-pages[open] li a").first.click()
    page.wait_for_load_state()
    assert page.url.endswith("/index.html")
    assert page.url != home(copy, language)
    other = LANGUAGES[LANGUAGES.index(language) - 1]
    switch(page, other)
    page.wait_for_selector(f"html[lang={other}]")
    # The search, by keyboard alone.
    page.wait_for_selector("[data-guia-search][data-ready]")
    page.keyboard.press("/")
    text = "logotip" if other == "ca" else "logo"
    page.keyboard.type(text)
    # Until all of it is answered, the results of its beginning give way to others.
    page.wait_for_selector(f"dialog[data-answered={text}]")
    expect(page.locator("dialog .guia-results a, dialog li a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => CSS.highlights.get('guia-found')?.size")
    assert re.search(r"/index\.html\?h=", page.url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assistant_and_the_post_check_of_the_copy(visit: Visit, copy: Path, language: str) -> None:
    page = visit.page
    page.goto(f"{home(copy, language, 'responses/assistant')}#situation-complaint")
    now = page.locator(".guia-now")
    expect(now.locator("h2")).to_be_visible()
    expect(now).to_contain_text(re.compile(r"\d\d?[:.]\d\d|20\d\d"))
    page.goto(home(copy, language, "check"))
    wrong = {"ca": "plasa", "es": "plasa", "en": "sqare"}[language]
    page.fill("#post-text", f"600123456 {wrong}")
    findings = page.locator(".guia-findings")
    expect(findings).to_contain_text("600123456")
    expect(findings).to_contain_text(f"«{wrong}»" if language != "en" else wrong, timeout=20_000)
    # A text in another language than that of the page.
    other, vague = ("es", "Pinche aquí") if language == "ca" else ("ca", "Cliqueu aquí")
    page.locator(".guia-settings").evaluate("(one) => { one.open = true; }")
    page.select_option("#post-language", other)
    page.fill("#post-text", f"{vague} per veure")
    expect(findings).to_contain_text(vague)


def test_the_copy_says_how_to_open_it_and_of_which_day_it_is(site: Path, copy: Path) -> None:
    said = {"ca": "24 de novembre de 2026", "es": "24 de noviembre de 2026", "en": "24 November 2026"}
    readme = (copy / "README.txt").read_text(encoding="utf-8-sig")
    for language in LANGUAGES:
        assert said[language] in readme
        folder = "" if language == LANGUAGES[0] else language
        for path in ("", "find", "tone"):
            text = (copy / folder / path / "index.html").read_text(encoding="utf-8")
            assert said[language] in text.partition('<div class="guia-copyright">')[2], path
        for path in ("", "find"):
            text = (site / folder / path / "index.html").read_text(encoding="utf-8")
            link = re.search(r'<a href="((?:\.\./)*guia\.zip)" download>[^<]*ZIP[^<]*</a>', text)
            assert link
            assert (site / folder / path / link[1]).resolve() == (site / NAME).resolve()
            assert said[language] in link[0]


def test_every_address_of_the_copy_is_that_of_a_file(copy: Path) -> None:
    pattern = re.compile(r'<(?:a|link|script|img)\b[^>]* (?:href|src)="([^":?#]+)(?=["?#])')
    for path in copy.rglob("*.html"):
        for address in pattern.findall(path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), (path, address)


# What a build does with it.


def test_the_copy_changes_with_the_site_alone(project: Path) -> None:
    before = digest(project / "site")
    assert guia_build(project).returncode == 0
    assert digest(project / "site") == before
    # Nothing has changed, so the copy stays that of its day.
    assert guia_build(project, "--today", "2026-11-25").returncode == 0
    change(project / "docs/es/tone.md", "\n# ", "\n# Nou: ")
    assert guia_build(project).returncode == 0
    assert digest(project / "site")[NAME] != before[NAME]
    with zipfile.ZipFile(project / "site" / NAME) as packed:
        assert "Nou: " in packed.read("tone/index.html").decode()


def test_a_guide_may_do_without_the_copy(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nextra: {offline_copy: false}\n")
    assert guia_build(project).returncode == 0
    assert not (project / "site" / NAME).exists()
    assert NAME not in (project / "site/index.html").read_text(encoding="utf-8")
