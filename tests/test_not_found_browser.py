"""The page for what is not there: it has its looks, and leads to the guide, wherever a server has the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import NARROW, WIDE, Quiet, Visit, pytestmark, serve
from projects import LANGUAGES, MODEL, OTHER, SOURCE, folder_of
from waiting import expect

__all__ = ["pytestmark"]

WORDS = MODEL.words["site"]
# The site was built for the top of its host.
PLACES = ("", "intranet/", "intranet/xarxes/guia/")


@pytest.fixture(scope="module")
def small(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The site of the small project."""
    from conftest import _built
    from projects import write_small_project

    return made_once("small", lambda folder: _built(write_small_project(folder))) / "site"


@pytest.fixture(params=PLACES, ids=lambda place: place or "top")
def served(small: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site, which a server has at the top or in a folder."""
    place = tmp_path / "web" / request.param
    place.parent.mkdir(parents=True, exist_ok=True)
    if request.param:
        place.symlink_to(small)
    else:
        place = small

    class Server(Quiet):
        def send_error(self, code: int, *rest: Any) -> None:
            """Send the page of the site, whatever the folder that is served."""
            top, self.directory = self.directory, str(small)
            super().send_error(code, *rest)
            self.directory = top

        def do_HEAD(self) -> None:  # noqa: N802 (as http.server calls it)
            """Send no body with what is not there."""
            if Path(self.translate_path(self.path)).exists():
                super().do_HEAD()
                return
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

    for address in serve(small if not request.param else tmp_path / "web", Server):
        yield address + request.param


@pytest.mark.parametrize(("language", "size"), [*zip(LANGUAGES, (NARROW, WIDE), strict=True)], ids=LANGUAGES)
def test_it_has_its_looks_and_leads_to_the_guide_in_the_language_of_the_address(
    browser: Any, served: str, language: str, size: Any
) -> None:
    folder = folder_of(language)
    visit = Visit(browser, served, viewport=size)
    page = visit.page
    page.goto(f"{served}{folder}nothing/at/all/")
    # The languages of other addresses are gone once the script has run.
    expect(page.locator("section")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text([WORDS["not-found"][language]])
    assert page.locator("header").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(31, 78, 121)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    addresses = page.eval_on_selector_all("a", "all => all.map((one) => one.href)")
    assert {f"{served}{folder}", f"{served}{folder}find/"} == set(addresses)
    assert all(page.request.get(one).ok for one in addresses)
    page.fill("input", "queja")
    page.press("input", "Enter")
    expect(page.locator("dialog[open] input[type=search]")).to_have_value("queja")
    assert page.url.startswith(f"{served}{folder}?")
    # It asks each folder of the address for the menu.
    expected = ("404", "nothing/at/all", "/menu.json")
    assert [one for one in visit.wrong if not any(part in one for part in expected)] == []
    visit.context.close()


def test_without_javascript_it_speaks_every_language_and_has_its_looks(browser: Any, served: str) -> None:
    visit = Visit(browser, served, java_script_enabled=False)
    visit.page.goto(f"{served}nothing/")
    assert visit.page.locator("section").count() == len(LANGUAGES)
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("header svg").bounding_box()["height"] < 40
    visit.context.close()


def test_each_language_has_one_of_its_own(small: Path) -> None:
    text = (small / folder_of(OTHER) / "404.html").read_text("utf-8")
    assert f'<html lang="{OTHER}"' in text
    assert WORDS["not-found"][OTHER] in text
    assert WORDS["not-found"][SOURCE] not in text
