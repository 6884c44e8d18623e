"""What has changed can be chosen by role and day, and a reader is shown at first what is new since the last visit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

import browsing
from guiaviva.site.html import elements
from guiaviva.views import parts as v
from projects import ROOT

pytestmark = [pytest.mark.slow, browsing.pytestmark]

SHOWN = "[...document.querySelectorAll('li')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with changes of two days and two roles, every day of it open."""
    folder = tmp_path_factory.mktemp("changes")
    shutil.copytree(ROOT / "overrides/assets/javascripts", folder / "javascripts")
    days = (
        v.ChangeDay("2026-05-03", "3 May 2026", (v.ChangeItem(("Tone",), ("editor",)), v.ChangeItem(("X",), ()))),
        v.ChangeDay("2026-05-01", "1 May 2026", (v.ChangeItem(("Crisis",), ("editor", "mayor")),)),
    )
    words = v.ChangeWords("Role", "All", "Since", "Nothing has changed.")
    view = v.Changes("Lead.", words, (("editor", "The editor"), ("mayor", "The mayor")), days)
    body = "".join(tostring(one, encoding="unicode") for one in elements(view))
    body = body.replace("data-day=", 'open="" data-day=')
    script = '<script type="module" src="javascripts/changes.js"></script>'
    (folder / "index.html").write_text(f"<!doctype html><title>Changes</title>{body}{script}", encoding="utf-8")
    yield from browsing.serve(folder)


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, at the first visit of somebody."""
    with_page = browser.new_page()
    with_page.goto(address)
    with_page.wait_for_selector("form")
    yield with_page
    with_page.close()


def test_a_role_and_a_day_are_chosen(page: Any) -> None:
    assert page.evaluate(SHOWN) == ["Tone", "X", "Crisis"]
    page.get_by_label("Role").select_option("mayor")
    assert page.evaluate(SHOWN) == ["Crisis"]
    page.get_by_label("Since").fill("2026-05-02")
    assert page.evaluate(SHOWN) == []
    assert page.get_by_role("status").text_content() == "Nothing has changed."
    page.get_by_label("Role").select_option("editor")
    assert (page.evaluate(SHOWN), page.get_by_role("status").text_content()) == (["Tone"], "")


def test_a_second_visit_begins_with_the_day_of_the_last(page: Any, address: str) -> None:
    page.get_by_label("Role").select_option("editor")
    page.evaluate("localStorage.setItem('guia-changes-visits', '2026-05-02 2026-01-01')")
    for _ in range(2):
        # Also when it is looked at twice on one day.
        page.goto(address)
        page.wait_for_selector("form")
        assert page.evaluate(SHOWN) == ["Tone"]


def test_without_a_script_all_of_it_is_there(browser: Any, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    assert page.locator("li").count() == 3
    assert page.locator("form").count() == 0
    page.close()
