"""The preview in a real browser: a change takes its place, and all else stays as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import WIDE, Visit, pytestmark  # noqa: F401 (the mark)
from projects import SOURCE, change, write_small_project
from test_preview import Served, add, served
from waiting import expect, is_focused, until

PAGE = f"docs/{SOURCE}/tone.md"
PROBLEMS = ".guia-problems-of-page"
MORE = (
    """

## Más {#more}

??? note "Se abre"
    Dentro.

<input id="typed" aria-label="Texto">

"""
    + "Una frase larga que llena la página.\n\n" * 80
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_project(tmp_path_factory.mktemp("preview") / "project")


@pytest.fixture
def guide(written: Path, tmp_path: Path) -> Iterator[tuple[Path, Served]]:
    root = Path(shutil.copytree(written, tmp_path / "project", symlinks=True))
    add(root / PAGE, MORE)
    with served(root) as running:
        yield root, running


def opened(browser: Any, guide: Served) -> Visit:
    # The first verdict changes the page, so it is opened after that.
    guide.wait_for('-1" data-guia-data')
    visit = Visit(browser, guide.address, viewport=WIDE)
    visit.page.goto(f"{guide.address}tone/", wait_until="load")
    # A page that is loaded anew has lost this.
    visit.page.evaluate("window.stays = true")
    return visit


def test_what_is_saved_is_seen_and_the_rest_stays(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = opened(browser, running)
    page = visit.page
    page.click("text=Se abre")
    page.fill("#typed", "escrito")
    is_focused(page, "#typed")
    page.evaluate("scrollTo(0, 1500)")
    until(page, "scrollY === 1500")
    change(root / PAGE, "Una frase larga que llena", "Otra frase que llena")
    expect(page.locator("article")).to_contain_text("Otra frase que llena")
    add(root / PAGE, "\nUna frase al final, con un [enlace](missing.md).\n")
    expect(page.locator("article")).to_contain_text("Una frase al final")
    expect(page.locator(PROBLEMS)).to_contain_text("missing.md")
    change(root / PAGE, "# ", "# Otro ")
    expect(page.locator("#guia-nav [aria-current=page]")).to_contain_text("Otro ")
    until(page, "document.title.startsWith('Otro ')")
    assert page.evaluate("window.stays")
    assert page.evaluate("scrollY") >= 1500
    assert page.input_value("#typed") == "escrito"
    is_focused(page, "#typed")
    expect(page.locator("details", has_text="Se abre").last).to_have_attribute("open", "")
    assert visit.wrong == []
    visit.context.close()


def test_what_is_broken_lies_over_the_last_good_page(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = opened(browser, running)
    settings = root / "mkdocs.yml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text("x: [", encoding="utf-8")
    expect(visit.page.locator("#guia-wrong")).to_contain_text("mkdocs.yml")
    expect(visit.page.locator("article")).to_contain_text("Una frase larga")
    settings.write_text(whole, encoding="utf-8")
    expect(visit.page.locator("#guia-wrong")).to_have_count(0)
    visit.context.close()


def test_data_that_changes_is_seen(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = opened(browser, running)
    visit.page.goto(f"{running.address}networks/x/", wait_until="load")
    change(root / "data/networks.yml", "characters: '280'", "characters: '281'")
    expect(visit.page.locator("article")).to_contain_text("281")
    visit.context.close()


def test_the_search_finds_what_was_written_since(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = opened(browser, running)
    visit.page.keyboard.press("/")
    field = visit.page.locator("dialog input[type=search], dialog [role=combobox]").first
    field.fill("zanahoria")
    add(root / PAGE, "\nUna zanahoria.\n")
    expect(visit.page.locator("dialog li a").first).to_contain_text("zanahoria")
    visit.context.close()
