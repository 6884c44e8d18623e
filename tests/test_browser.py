"""The site in a real browser, with every other host refused: what a person sees, and what the page asks of anyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browsing import (
    ARGUMENTS,
    CHROMIUM,
    FAULTS,
    LANGUAGES,
    NARROW,
    SEEN,
    WIDE,
    Visit,
    faults,
    one_of_each,
    pages_in,
    pytestmark,
    serve,
    switch,
    violations,
)
from conftest import browser
from projects import MODEL, folder_of
from waiting import fits

__all__ = ["ARGUMENTS", "CHROMIUM", "Visit", "browser", "pytestmark", "serve", "switch"]

HOME, OTHER, *_ = LANGUAGES
WORDS = MODEL.words["site"]


# What the HTML of pages says, read by the browser's own parser without opening them.
READ = f"""urls => Promise.all(urls.map(async (url) => {{
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const links = [...page.querySelectorAll(".guia-languages li a")];
  return {{
    lang: page.documentElement.lang,
    titles: page.querySelectorAll("h1").length,
    languages: Object.fromEntries(links.map((one) => [one.hreflang, new URL(one.getAttribute("href"), url).href])),
    faults: ({FAULTS})(page),
  }};
}}))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_of_every_page(browser: Any, site: Path, address: str, language: str) -> None:
    paths, folder = pages_in(site, language), folder_of(language, LANGUAGES)
    # The policy of a page lets no script but its own read HTML.
    page = browser.new_page(bypass_csp=True)
    page.goto(address)
    for path, read in zip(paths, page.evaluate(READ, [f"{address}{folder}{path}" for path in paths]), strict=True):
        links = {one: f"{address}{folder_of(one, LANGUAGES)}{path}" for one in LANGUAGES}
        assert read == {"lang": language, "titles": 1, "languages": links, "faults": []}, path
    page.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves(browser: Any, address: str, motion: Any) -> None:
    """A change of size is there at once, where less motion is asked for too."""
    page = Visit(browser, address, viewport=WIDE, reduced_motion=motion).page
    page.goto(address, wait_until="load")
    assert (
        page.evaluate("""() => {
      document.documentElement.style.fontSize = "200%";
      document.body.offsetHeight;
      return document.getAnimations().map((one) => one.transitionProperty ?? one.animationName);
    }""")
        == []
    )


# How high a page may be on a telephone, whose screen shows 740 pixels, and how many words it may show there.
HIGHEST, MOST = 8 * 740, 900
# What stands at the foot of every page is nobody's text.
LONG = """() => {
  const words = (of) => document.querySelector(of)?.innerText.match(/[\\p{L}\\p{N}]\\S*/gu)?.length ?? 0;
  return [document.documentElement.scrollHeight, words("article") - words(".guia-about")];
}"""


def too_long(page: Any) -> list[str]:
    """Return in what a page is longer than anybody in a hurry reads, as it is when it is opened; it ends wide."""
    page.set_viewport_size(NARROW)
    fits(page, NARROW["width"])
    narrow, words = page.evaluate(LONG)
    page.set_viewport_size(WIDE)
    fits(page, WIDE["width"])
    wide, _ = page.evaluate(LONG)
    found = {
        f"{narrow} pixels on a telephone": narrow > HIGHEST,
        f"{words} words": words > MOST,
        f"{wide} pixels on a desktop, {narrow} on a telephone": wide > max(narrow, WIDE["height"]),
    }
    return [what for what, is_so in found.items() if is_so]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(browser: Any, site: Path, address: str, language: str) -> None:
    """One visit to each page, in one of the languages, which take turns: all that is asked of every page is asked then.

    Axe looks at every second one; colours and sizes are those of its kind, which are looked at in test_look_browser.
    """
    visit = Visit(browser, address, viewport=WIDE, reduced_motion="reduce")
    page, folder, problems = visit.page, folder_of(language, LANGUAGES), []
    turn = LANGUAGES.index(language)
    for number, path in enumerate(pages_in(site, language)[turn :: len(LANGUAGES)]):
        page.goto(f"{address}{folder}{path}", wait_until="load")
        problems += [(path, problem) for problem in faults(page)]
        if number % 2 == 0:
            problems += [(path, problem) for problem in violations(page, without=SEEN)]
        problems += [(path, problem) for problem in too_long(page)]
        # Nothing was asked of another host, nothing was missing, and no script has failed.
        assert visit.wrong == [], path
    assert problems == []
    visit.context.close()


def test_what_is_wrong_with_a_page_is_found(browser: Any) -> None:
    page = browser.new_page()
    for html in (
        "<img src=x>",
        "<p id=a>a<p id=a>b",
        "<a href=x><svg></svg></a>",
        "<button></button>",
        "<table><th></table>",
        "<input>",
        "<article><h1>a</h1><h3>b</h3></article>",
        "<ul><p>a</ul>",
        "<p><li>a",
    ):
        page.set_content(f"<!doctype html><html lang=en><title>a</title>{html}")
        assert len(faults(page)) == 1, html
    page.set_content(
        "<!doctype html><h1 id=a>a</h1><a href=x><img src=x alt=a></a><button title=a></button><ol><li>a</ol>"
        "<article><h3>a</h3><h4>b</h4><h2>c</h2></article><label>a <input></label><input aria-label=b><img src=x alt>"
    )
    assert faults(page) == []
    page.close()


def test_the_switch_of_language_keeps_the_page(browser: Any, address: str) -> None:
    """From each language to the next, which take turns: test_every_page looks at where all of them lead."""
    visit = Visit(browser, address, viewport=WIDE)
    for number, path in enumerate(one_of_each()):
        here, there = (LANGUAGES[(number + step) % len(LANGUAGES)] for step in (0, 1))
        visit.page.goto(f"{address}{folder_of(here, LANGUAGES)}{path}")
        switch(visit.page, there)
        assert visit.page.url == f"{address}{folder_of(there, LANGUAGES)}{path}"
    assert visit.wrong == []
    visit.context.close()


def test_the_switch_of_language_keeps_the_section(browser: Any, address: str) -> None:
    visit = Visit(browser, address, viewport=WIDE)
    visit.page.goto(f"{address}responses/#decision-tree")
    switch(visit.page, OTHER)
    assert visit.page.url == f"{address}{OTHER}/responses/#decision-tree"
    # By scrolling too, without a click on any heading.
    visit.page.goto(f"{address}{OTHER}/tone/")
    visit.page.locator("#examples").evaluate("heading => heading.scrollIntoView()")
    switch(visit.page, HOME)
    assert visit.page.url.startswith(f"{address}tone/#example")
    visit.context.close()


def test_under_a_sub_path(browser: Any, site: Path, tmp_path: Path) -> None:
    (tmp_path / "intranet").symlink_to(site, target_is_directory=True)
    (tmp_path / "404.html").write_text("not found", encoding="utf-8")
    last = LANGUAGES[-1]
    for address in serve(tmp_path):
        visit = Visit(browser, address)
        visit.page.goto(f"{address}intranet/")
        switch(visit.page, last)
        assert visit.page.url == f"{address}intranet/{last}/"
        visit.page.goto(f"{address}intranet/{last}/tone/#voice")
        switch(visit.page, OTHER)
        assert visit.page.url == f"{address}intranet/{OTHER}/tone/#voice"
        assert visit.wrong == []
        visit.context.close()


def test_not_found(browser: Any, address: str) -> None:
    visit = Visit(browser, address)
    visit.page.goto(f"{address}{OTHER}/nothing/here/")
    assert WORDS["not-found"][OTHER] in visit.page.inner_text("main")
    assert [one for one in visit.wrong if "nothing/here" not in one and "404 (Not Found)" not in one] == []
    visit.context.close()


def test_the_answer_is_two_clicks_away_on_a_phone(browser: Any, address: str) -> None:
    """From the home page to what is done with a complaint, who does it and by when."""
    visit = Visit(browser, address, viewport={"width": 360, "height": 800})
    visit.page.goto(address)
    visit.page.click("article a[href$='#situation-complaint']")
    row = visit.page.locator("#situation-complaint")
    row.wait_for(state="visible")
    assert "4 hores laborables" in row.inner_text()
    box = row.bounding_box()
    assert box["y"] < 800, "the row that was asked for is on the screen"
    visit.context.close()
