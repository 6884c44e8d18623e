"""What a screen reader says on four paths, in each language, as a virtual one has it.

That is a tool of whoever looks at the scripts (`npm ci`): without it these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from browsing import LANGUAGES, Visit
from browsing import pytestmark as browser_is_there
from projects import MODEL, ROOT, folder_of
from waiting import until

READER = ROOT / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
pytestmark = [browser_is_there, pytest.mark.skipif(not READER.is_file(), reason="no virtual reader here: npm ci")]

Listen = Callable[..., "Reader"]
AT_RISK = {"ca": "es vol suïcidar", "es": "se quiere suicidar", "en": "says she wants to kill herself"}
DRAFT = "12345678Z"


class Reader:
    """A screen reader that begins in a part of a page."""

    def __init__(self, page: Any, within: str) -> None:
        self.page = page
        page.wait_for_selector(within)
        begin = """async ([address, within]) => {
          const { virtual } = await import(new URL(address, location.href));
          window.reader = virtual;
          await virtual.start({ container: document.querySelector(within) });
        }"""
        page.evaluate(begin, ["/reader.js", within])

    def to(self, command: str) -> str:
        """Go on by a command, such as to the next heading, and return what is said."""
        said = "async (name) => { await reader.perform(reader.commands[name]); return reader.lastSpokenPhrase(); }"
        return str(self.page.evaluate(said, command))

    def hears(self, words: str) -> None:
        """Wait until something is said of its own accord."""
        heard = "one.startsWith('polite') && one.includes(words)"
        until(self.page, f"async (words) => (await reader.spokenPhraseLog()).some((one) => {heard})", words)


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page of a language in a browser with the reader."""
    visits = []

    def open_(language: str, path: str) -> Any:
        one = Visit(browser, address)
        visits.append(one)
        script = READER.read_text(encoding="utf-8")
        one.page.route("**/reader.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        one.page.goto(address + folder_of(language, LANGUAGES) + path)
        return one.page

    yield open_
    for one in visits:
        one.context.close()


def word(group: str, key: str, language: str) -> str:
    return MODEL.words[group][key][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_a_danger_is_two_headings_and_a_link_away(visit: Callable[..., Any], language: str) -> None:
    reader = Reader(visit(language, ""), "article")
    assert reader.to("moveToNextHeading").endswith(", level 1")
    assert reader.to("moveToNextHeading") == f"heading, {word('block', 'happened', language)}, level 2"
    assert reader.to("moveToNextLink").endswith(f"({word('gravity', 'danger', language)})")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_search_a_danger_comes_first_and_whom_to_call_follows(visit: Callable[..., Any], language: str) -> None:
    page = visit(language, "")
    page.click("[data-guia-search][data-ready]")
    reader = Reader(page, "dialog.guia-search")
    page.fill("dialog input[type=search]", AT_RISK[language])
    page.wait_for_selector("#search-results a")
    listed = word("search", "listed-other", language).format(count="").strip()
    reader.hears(listed)
    assert reader.to("moveToNextHeading").startswith(f"heading, {word('search', 'danger', language)} ")
    assert reader.to("moveToNextLink") == f"link, {page.locator('dialog section h2 a').inner_text()}"
    assert reader.to("moveToNextLink").startswith("link, 112 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_assistant_whom_to_call_follows_the_heading(visit: Callable[..., Any], language: str) -> None:
    reader = Reader(visit(language, "responses/assistant/#situation-someone-at-risk"), ".guia-now")
    heading = reader.to("moveToNextHeading")
    assert heading.startswith(f"heading, {word('block', 'situation', language)}")
    assert heading.endswith(f"{word('gravity', 'danger', language)}, level 2")
    assert reader.to("moveToNextLink").startswith("link, 112 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_post_check_findings_are_heard_and_have_a_heading(visit: Callable[..., Any], language: str) -> None:
    page = visit(language, "check/")
    reader = Reader(page, "[data-guia-posts]:has(textarea)")
    page.fill("textarea", DRAFT)
    reader.hears(word("report", "error-one", language).format(count=1))
    found = word("post-check", "things-one", language).format(count=1)
    assert reader.to("moveToNextHeading") == f"heading, {found}, level 2"
