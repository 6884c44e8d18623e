"""Anybody looks up an account in the register that a public website has alone, whatever the server and the folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import browsing
from guiaviva.site.alone import files_of
from guiaviva.site.writing import write
from projects import demonstration
from waiting import until

pytestmark = [pytest.mark.slow, browsing.pytestmark]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the register, in a folder of a site."""
    top = tmp_path_factory.mktemp("public")
    for path, text in files_of(demonstration()):
        write(top / "town/accounts", path, text)
    (top / "404.html").write_text("", encoding="utf-8")
    yield from (f"{one}town/accounts/" for one in browsing.serve(top))


@pytest.fixture
def visited(browser: Any, address: str) -> Iterator[Any]:
    """The page in English, and what went wrong with it."""
    page = browser.new_page()
    page.wrong = []
    page.on("console", lambda message: "blocked by" in message.text or page.wrong.append(message.text))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(f"{address}en/")
    page.wait_for_selector("form")
    yield page
    page.close()
    assert page.wrong == []


def asked(page: Any, typed: str) -> str:
    """Return what is said of what is typed, once it is."""
    page.get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    return str(page.get_by_role("status").inner_text())


def test_an_account_is_looked_up_by_its_handle_or_its_address(visited: Any) -> None:
    assert asked(visited, "@RiublancAvisa").startswith("Official. @riublancavisa, on Telegram (Riublanc Town Council")
    assert "5 March 2012" in asked(visited, "https://mobile.twitter.com/AjRiublanc/?s=20")
    assert asked(visited, "facebook.com/joventutriublanc/").startswith("It was ours until 30 June 2025.")
    assert asked(visited, "@ajriublanc_oficial").startswith("Not ours.")
    assert asked(visited, "@policiariublank").startswith(
        "Not ours. Did you mean one of these?\n\nOfficial. @policiariublanc"
    )
    assert asked(visited, "@bisbatdevic").startswith("It is not on our list")
    assert asked(visited, "https://www.instagram.com/p/Cabc/").startswith("This is not the address of a profile.")
    assert asked(visited, " ") == ""


def test_what_is_said_leads_to_the_row(visited: Any) -> None:
    asked(visited, "@riublancavisa")
    visited.get_by_role("link", name="See it in the list").click()
    until(visited, "() => document.querySelector('tr:target')?.id === 'account-telegram-notices'")


def test_what_somebody_pastes_is_not_read_as_html(visited: Any) -> None:
    asked(visited, "<img src=x onerror=alert(1)>")
    assert visited.locator("main img").count() == 0


def test_without_scripts_all_of_it_is_there(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    guide = demonstration()
    rows = [*guide.facts.accounts.values(), *guide.facts.impersonations.values()]
    shown = page.locator("main").inner_text()
    assert all(one.record.handle in shown for one in rows)
    # Nothing leads to an account that is not ours.
    links = [link.get_attribute("href") for link in page.locator("main a").all()]
    assert not {one.record.url for one in guide.facts.impersonations.values()} & {*links}
    context.close()


@pytest.mark.parametrize("width", [browsing.NARROW, browsing.WIDE])
def test_it_fits_and_can_be_used_by_everybody(browser: Any, address: str, width: dict[str, int]) -> None:
    page = browser.new_page(viewport=width)
    page.goto(address)
    page.get_by_role("searchbox").fill("@ajriublanc")
    page.wait_for_selector("[role=status] li")
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
    assert browsing.violations(page) == []
    page.close()
