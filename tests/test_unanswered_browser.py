"""What readers miss comes back: a message with the search that led to the page, and searches as lines of data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from test_browser import Visit, browser, pytestmark  # noqa: F401 (fixtures and mark)
from test_search_browser import DIALOG, FIELD, RESULTS, ask, go
from waiting import expect, until

FOOT = "a[data-unanswered]"
UNFOUND = f"{DIALOG} .guia-unfound"


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:  # noqa: F811
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    go(visit, address)
    yield visit
    visit.context.close()


def message(visit: Visit) -> str:
    """Return the message that the foot of the page opens."""
    link = visit.page.locator(FOOT)
    link.evaluate("(link) => { link.addEventListener('click', (event) => event.preventDefault()); link.click(); }")
    return parse_qs(urlsplit(str(link.get_attribute("href"))).query)["body"][0]


def test_the_message_says_the_page_and_what_was_searched_for(visit: Visit, address: str) -> None:
    ask(visit, "hashtags")
    visit.page.locator(RESULTS).first.click()
    visit.page.wait_for_url(lambda url: urlsplit(url).path != urlsplit(address).path)
    path = urlsplit(visit.page.url).path
    said = message(visit)
    assert path.strip("/") in said
    assert said.endswith(": hashtags")
    # Of another page it was not asked.
    go(visit, f"{address}tone/")
    assert "hashtags" not in message(visit)
    assert visit.wrong == []


def test_searches_that_found_nothing_are_copied_and_forgotten(visit: Visit, address: str) -> None:
    ask(visit, "kzwxqv")
    visit.page.fill(FIELD, "")
    ask(visit, 'zzqwk "vvx"')
    visit.page.keyboard.press("Escape")
    go(visit, f"{address}tone/")
    visit.page.keyboard.press("/")
    opened = visit.page.locator(f"{UNFOUND} summary")
    expect(opened).to_have_count(1)
    opened.click()
    copy, forget = visit.page.locator(f"{UNFOUND} button").all()
    copy.click()
    until(visit.page, "() => navigator.clipboard.readText().then((text) => text.includes('zzqwk'))")
    lines = yaml.safe_load(visit.page.evaluate("navigator.clipboard.readText()"))
    assert lines == [{"language": "ca", "words": one, "answers": []} for one in ("kzwxqv", 'zzqwk "vvx"')]
    forget.click()
    expect(visit.page.locator(UNFOUND)).to_have_count(0)
    assert visit.page.evaluate("localStorage.getItem('guia-unfound')") is None
    assert visit.wrong == []


def test_a_letter_of_a_search_is_no_search(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    for words in ("kzw", "kzwx", "kzwxq"):
        visit.page.fill(FIELD, words)
        visit.page.wait_for_selector(f"{DIALOG}[data-answered={words!r}]", state="attached")
    visit.page.keyboard.press("Escape")
    until(visit.page, "() => localStorage.getItem('guia-unfound') !== null")
    kept = visit.page.evaluate("JSON.parse(localStorage.getItem('guia-unfound')).map((one) => one.words)")
    assert kept == ["kzwxq"]


def test_without_scripts_the_message_says_the_page(browser: Any, address: str) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/tone/")
    assert "Tone and style" in unquote(str(page.locator(FOOT).get_attribute("href")))
    context.close()
