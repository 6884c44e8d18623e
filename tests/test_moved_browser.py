"""Addresses of before in a browser: what it alone knows of an address, the section, is carried on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Visit, pytestmark, serve
from projects import LANGUAGES, SOURCE, folder_of
from test_moved import PAGES, addresses, arrives, moved

__all__ = ["moved", "pytestmark"]


@pytest.fixture
def served(moved: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site, which a server has in a folder."""
    (tmp_path / "web/intranet").mkdir(parents=True)
    (tmp_path / "web/intranet/guia").symlink_to(moved / "site")
    # Its page for what is not there is nowhere.
    for address in serve(tmp_path / "web"):
        yield f"{address}intranet/guia/"


def test_every_address_of_before_arrives_at_its_section(browser: Any, served: str, moved: Path) -> None:
    elsewhere = {one: to for one in addresses(moved) if (to := arrives(moved / "site", one)) != one}
    visit = Visit(browser, served)
    for one, to in elsewhere.items():
        visit.page.goto("about:blank")
        visit.page.goto(f"{served}{one}")
        # A notice is there without the script; one that says that there is nothing any more stays.
        if "fax" not in one:
            visit.page.wait_for_url(f"{served}{to}")
        assert "#" not in to or visit.page.locator(":target").count() == 1, one
    assert visit.wrong == []
    visit.context.close()


def test_without_scripts_it_leads_to_the_page_or_says_where(browser: Any, served: str) -> None:
    visit = Visit(browser, served, java_script_enabled=False)
    for language in LANGUAGES:
        top = f"{served}{folder_of(language)}"
        for old, new in PAGES.items():
            visit.page.goto(f"{top}{old}/#rule")
            visit.page.wait_for_url(f"{top}{new}/")
        visit.page.goto(f"{top}tone/#part-1")
        assert visit.page.locator("#part-1").is_visible()
        assert not visit.page.locator("#fax").is_visible()
        visit.page.goto(f"{top}tone/#part-0")
        assert visit.page.locator("h2:has(:target)").get_attribute("id") == "new-id"
        visit.page.goto(f"{top}responses/#situation-complaint")
        visit.page.locator(".guia-moved:visible a").click()
        assert visit.page.locator("tr:target").get_attribute("id") == "situation-service-failed"
    visit.context.close()


def test_it_works_from_a_folder_of_the_computer(browser: Any, moved: Path) -> None:
    page = browser.new_page()
    top = (moved / "site").as_uri()
    page.goto(f"{top}/{folder_of(SOURCE)}topics/hashtags/index.html")
    page.wait_for_url(f"{top}/topics/tags/")
    page.goto(f"{top}/{folder_of(SOURCE)}glossary/index.html#term-account")
    page.wait_for_url(f"{top}/{folder_of(SOURCE)}glossary/index.html#term-profile")
    page.close()
