"""How the site looks to everybody: axe on each kind of page, narrow screens, large letters, colours, paper."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from browsing import (  # noqa: F401 (the mark)
    LANGUAGES,
    NARROW,
    SEEN,
    WIDE,
    Visit,
    one_of_each,
    pytestmark,
    rules_in,
    violations,
)
from projects import MODEL, folder_of
from waiting import expect, fits, is_focused, until

# The folder of a language that is not the source.
THERE = folder_of(LANGUAGES[-1], LANGUAGES)
MENU, NAV, CLOSE = "[data-guia-menu]", "#guia-nav", "[data-guia-close]"
# The size of the letters in the settings of a browser, doubled: the sheet sets its own from it.
# The page's policy allows no style that is written into it.
ADD_STYLE = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets.push(s); }"
LARGE = "html { font-size: 200% !important; }"


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a page of the guide."""
    visits = []

    def open_(path: str = "", **options: Any) -> Visit:
        one = Visit(browser, address, **{"viewport": WIDE, "reduced_motion": "reduce", **options})
        visits.append(one)
        one.page.goto(address + path)
        return one

    yield open_
    for one in visits:
        one.context.close()


def kinds() -> list[str]:
    """Return the addresses of one page of each kind and block, in each language in turn, and of what is no page."""
    turns = (
        folder_of(LANGUAGES[number % len(LANGUAGES)], LANGUAGES) + path for number, path in enumerate(one_of_each())
    )
    return [*turns, "404.html", "responses/assistant/#situation-complaint"]


def style(page: Any, selector: str, name: str, pseudo: str = "") -> str:
    read = "(one, [name, pseudo]) => getComputedStyle(one, pseudo || null).getPropertyValue(name)"
    return str(page.eval_on_selector(selector, read, [name, pseudo]))


# Axe, WCAG 2.2 A and AA and best practices. test_browser asks it of every page on a wide screen, but for colours and
# sizes.
# Half of them are looked at in the light, and the others in the dark, where nothing but colours changes.
def test_axe_finds_nothing_on_every_second_kind_of_page_in_the_light(visit: Callable[..., Visit], address: str) -> None:
    here = visit(color_scheme="light")
    found = []
    for path in kinds()[::2]:
        # What is shown first is scrolled to, in the size of then: the header would lie over it in another.
        here.page.set_viewport_size(WIDE)
        here.page.goto(address + path)
        for viewport, only in ((WIDE, SEEN if path.endswith("/") else ()), (NARROW, ())):
            here.page.set_viewport_size(viewport)
            found += [(path, viewport["width"], problem) for problem in violations(here.page, only=only)]
    assert found == []
    assert here.wrong == []


def test_axe_finds_nothing_on_the_other_kinds_of_page_in_the_dark(visit: Callable[..., Visit], address: str) -> None:
    # A page takes the palette that the system prefers when it is opened.
    here = visit(color_scheme="dark")
    found = []
    for path in kinds()[1::2]:
        here.page.goto(address + path)
        for viewport in (WIDE, NARROW):
            here.page.set_viewport_size(viewport)
            problems = violations(here.page, only=rules_in("dark"))
            found += [(path, viewport["width"], problem) for problem in problems]
    assert found == []
    # The page of what is missing asks in which folder the guide is.
    assert [one for one in here.wrong if "404 (Not Found)" not in one] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_is_open(visit: Callable[..., Visit], scheme: str) -> None:
    here = visit(f"{THERE}tone/", color_scheme=scheme, viewport=NARROW)
    here.page.click(".guia-languages summary")
    assert violations(here.page, only=rules_in(scheme)) == []
    here.page.click(MENU)
    expect(here.page.locator(CLOSE)).to_be_focused()
    # What is under the menu is not to be read while it is open, its title neither.
    assert violations(here.page, only=rules_in(scheme), without=["page-has-heading-one"]) == []
    here.page.click(CLOSE)
    here.page.click("[data-guia-search]")
    here.page.fill("dialog input[type=search]", "complaint")
    here.page.wait_for_selector("dialog ol li")
    assert violations(here.page, only=rules_in(scheme)) == []
    assert here.wrong == []


# Menus by keyboard.


def test_the_menu_of_a_telephone_opens_and_closes_by_keyboard(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/", viewport=NARROW).page
    # What is off the screen cannot be reached.
    assert not page.is_visible(f"{NAV} a >> nth=0")
    for key in ("Enter", " "):
        page.focus(MENU)
        page.keyboard.press(key)
        until(page, "document.activeElement.matches('[data-guia-close]')")
        assert page.get_attribute(MENU, "aria-expanded") == "true"
        # Nor what is under the menu, by going on.
        for _ in range(80):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('nav')")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.matches('[data-guia-menu]')")
        assert page.get_attribute(MENU, "aria-expanded") == "false"
        assert not page.is_visible(f"{NAV} a >> nth=0")


def test_a_group_of_the_menu_opens_when_somebody_asks(visit: Callable[..., Visit], address: str) -> None:
    page = visit(viewport=WIDE).page
    page.goto(f"{address}tone/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    group = page.locator(f"{NAV} details", has=page.locator("summary", has_text=MODEL.groups["topics"][LANGUAGES[0]]))
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.get_by_role("link")).not_to_have_count(0)
    # One request is enough for all groups.
    page.locator(f"{NAV} summary").last.click()
    expect(page.locator(f"{NAV} details").last.get_by_role("link")).not_to_have_count(0)
    assert [url for url in asked if url.endswith(".json")] == [f"{address}menu.json"]
    group.get_by_role("link").first.click()
    expect(page.locator(f"{NAV} [aria-current=page]")).to_be_visible()


def test_without_javascript_a_group_of_the_menu_leads_to_its_first_page(
    visit: Callable[..., Visit], address: str
) -> None:
    page = visit(viewport=WIDE, java_script_enabled=False).page
    page.goto(f"{address}tone/")
    page.click(f"{NAV} [data-guia-group] >> text={MODEL.groups['topics'][LANGUAGES[0]]}")
    expect(page.locator(f"{NAV} details [aria-current=page]")).to_be_visible()


def test_without_javascript_the_menu_opens_and_closes(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/", viewport=NARROW, java_script_enabled=False).page
    page.click(MENU)
    expect(page.locator(f"{NAV} [aria-current=page]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"{NAV} [aria-current=page]")).to_be_hidden()


def test_the_list_of_languages_closes_when_one_goes_elsewhere(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/").page
    page.focus(".guia-languages summary")
    page.keyboard.press("Enter")
    assert page.is_visible(".guia-languages li >> nth=0")
    page.keyboard.press("Escape")
    assert not page.is_visible(".guia-languages li >> nth=0")
    page.keyboard.press("Enter")
    page.focus("[data-guia-search]")
    assert not page.is_visible(".guia-languages li >> nth=0")


def test_no_letter_alone_leads_to_another_page(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/").page
    before = page.url
    for key in ("n", "p", ".", ","):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert page.url == before


# Any screen, any size of letters, any colours.


def test_nothing_leaves_the_screen(visit: Callable[..., Visit], address: str) -> None:
    """320 × 256 is also what is left of 1280 × 1024 at 400%."""
    page = visit().page
    for path in kinds():
        page.goto(address + path)
        page.set_viewport_size({"width": 320, "height": 256})
        fits(page, 320)
        page.evaluate(ADD_STYLE, LARGE)
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            fits(page, viewport["width"])


def test_tables_are_cards_with_names_where_they_have_no_room(visit: Callable[..., Visit]) -> None:
    for path, cell in ((f"{THERE}responses/", ".guia-situations td"), (f"{THERE}tone/", ".guia-written td")):
        page = visit(path, viewport=NARROW).page
        page.eval_on_selector_all(".guia-fold", "all => all.forEach((one) => (one.open = true))")
        assert style(page, cell, "display") == "block"
        assert style(page, cell, "content", "::before") not in ("none", "normal", '""')
        page = visit(path).page
        assert style(page, cell, "display") == "table-cell"


SITUATION = "#situation-insult"


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_row_that_is_folded_opens_by_a_link_and_by_hand(visit: Callable[..., Visit], script: bool) -> None:
    page = visit(f"{THERE}responses/", viewport=NARROW, java_script_enabled=script).page
    row = page.locator(SITUATION)
    summary, cell = row.locator("summary"), row.locator("td").first
    expect(summary).to_be_hidden()
    page.locator("details.guia-more", has=row).locator(":scope > summary").click()
    expect(summary).to_contain_text("Insult")
    expect(cell).to_be_hidden()
    summary.click()
    expect(cell).to_be_visible()
    summary.click()
    expect(cell).to_be_hidden()
    # A link to it, from wherever.
    page = visit(f"{THERE}responses/{SITUATION}", viewport=NARROW, java_script_enabled=script).page
    expect(page.locator(f"{SITUATION} td").first).to_be_visible()
    # With room for columns it is a table without anything to open, and so on paper.
    page.set_viewport_size(WIDE)
    expect(page.locator(f"{SITUATION} summary")).to_be_hidden()
    expect(page.locator("#situation-complaint td").first).to_be_visible()
    page.set_viewport_size(NARROW)
    page.emulate_media(media="print")
    expect(page.locator("#situation-complaint td").first).to_be_visible()


def test_a_danger_shows_whom_to_call_before_anybody_opens_it(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}responses/", viewport=NARROW).page
    danger = page.locator(".guia-procedure").first
    expect(danger.locator(".guia-call").first).to_be_visible()
    expect(danger.locator("ol")).to_be_hidden()
    danger.locator("summary").click()
    expect(danger.locator("ol")).to_be_visible()


def test_what_is_done_in_danger_is_two_by_two_where_there_is_room(visit: Callable[..., Visit]) -> None:
    for width, beside in ((1280, True), (768, False)):
        page = visit(f"{THERE}responses/", viewport={"width": width, "height": 900}).page
        first, second = (page.locator(".guia-procedure").nth(number).bounding_box() for number in (0, 1))
        assert (first["y"] == second["y"]) == beside
        assert first["x"] + first["width"] <= second["x"] if beside else first["x"] == second["x"]


def test_a_question_within_a_branch_is_opened_by_a_link(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}responses/", viewport=NARROW).page
    within = page.eval_on_selector(".guia-tree .guia-answers ol > li", "one => one.id")
    expect(page.locator(f"#{within}")).to_be_hidden()
    page.evaluate("id => { location.hash = id; }", within)
    expect(page.locator(f"#{within}")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_part_that_is_closed_opens_by_a_link_and_by_hand(visit: Callable[..., Visit], script: bool) -> None:
    case, text = "#minor-writes", "#minor-writes + details > p"
    page = visit(f"{THERE}topics/minors/{case}", viewport=NARROW, java_script_enabled=script).page
    expect(page.locator(text).first).to_be_visible()
    page = visit(f"{THERE}topics/minors/", viewport=NARROW, java_script_enabled=script).page
    expect(page.locator(text).first).to_be_hidden()
    page.locator(f"{case} + details > summary").click()
    expect(page.locator(text).first).to_be_visible()


def test_wide_tables_have_the_room_of_the_contents(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}responses/", viewport=WIDE).page
    expect(page.locator(".guia-toc")).to_be_hidden()
    # The contents stand under the page in the navigation.
    expect(page.locator(f"{NAV} .guia-sections")).to_be_visible()
    page.locator("details.guia-more > summary").first.click()
    assert page.locator(".guia-situations").first.bounding_box()["width"] > 850
    page = visit(f"{THERE}tone/", viewport=WIDE).page
    expect(page.locator(".guia-toc")).to_be_visible()
    expect(page.locator(f"{NAV} .guia-sections")).to_be_hidden()


@pytest.mark.parametrize(("path", "list_"), [("tone/", ".guia-toc"), ("responses/", f"{NAV} .guia-sections")])
def test_the_contents_mark_the_section_that_was_chosen(visit: Callable[..., Visit], path: str, list_: str) -> None:
    page = visit(f"{THERE}{path}", viewport=WIDE).page
    links = page.locator(f"{list_} a")
    current = page.locator(f"{list_} [aria-current=location]")
    # The last ones never reach the top of the screen.
    for place in range(links.count()):
        links.nth(place).click()
        expect(current).to_have_count(1)
        expect(links.nth(place)).to_have_attribute("aria-current", "location")
    # Whoever scrolls on is elsewhere.
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -100_000)
    expect(current).to_have_count(0)


def test_the_first_screen_of_the_home_page_is_two_tasks_and_the_search(visit: Callable[..., Visit]) -> None:
    for language in LANGUAGES:
        page = visit(folder_of(language, LANGUAGES), viewport={"width": 360, "height": 640}).page
        expect(page.locator(".guia-tasks a")).to_have_count(2)
        assert page.locator(".guia-ask").bounding_box()["y"] < 640
        assert page.locator(".guia-ways").first.bounding_box()["y"] > 640


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_protocol_for_the_wall_is_one_sheet(visit: Callable[..., Visit], language: str) -> None:
    path = f"{folder_of(language, LANGUAGES)}annexes/protocol-sheet/"
    page = visit(path, java_script_enabled=False).page
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_main_actions_are_large_enough_for_a_thumb(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}", viewport=NARROW, has_touch=True, is_mobile=True).page
    for selector in (".guia-tasks > li", ".guia-ways a", ".guia-ask", MENU):
        sizes = page.eval_on_selector_all(selector, "all => all.map((one) => one.getBoundingClientRect().height)")
        assert sizes, selector
        assert min(sizes) >= 44, selector


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_asks_for_less_motion_gets_none(visit: Callable[..., Visit], scheme: str) -> None:
    page = visit(f"{THERE}responses/", color_scheme=scheme).page
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"].map((pseudo) => {
            const style = getComputedStyle(one, pseudo || null);
            const animated = style.animationName === "none" ? "0" : style.animationDuration;
            return Math.max(...`${style.transitionDuration}, ${animated}`.split(", ").map(parseFloat));
        })).filter((seconds) => seconds > 0.01).length"""
    )
    assert moving == 0
    assert style(page, "html", "scroll-behavior") == "auto"


def test_where_the_system_chooses_the_colours_nothing_is_told_by_a_ground_alone(visit: Callable[..., Visit]) -> None:
    here = visit(f"{THERE}networks/", forced_colors="active", color_scheme="dark")
    page = here.page
    current = f"{NAV} [aria-current]"
    assert style(page, current, "border-inline-start-style") == "solid"
    # In use is a full circle, and on trial an empty one.
    full, empty = (
        style(page, f"span.{name}", "background-color", "::before") for name in ("guia-active", "guia-trial")
    )
    assert full != empty
    for selector in (".guia-menu", ".guia-languages summary", "[data-guia-search]", f"{NAV} summary"):
        page.set_viewport_size(NARROW if selector == ".guia-menu" else WIDE)
        page.keyboard.press("Tab")
        page.focus(selector)
        assert style(page, selector, "outline-style") == "solid", selector
        assert float(style(page, selector, "outline-width").removesuffix("px")) >= 2, selector
    page = visit(f"{THERE}responses/assistant/#situation-complaint", forced_colors="active", color_scheme="dark").page
    page.wait_for_selector(".guia-copy")
    assert style(page, ".guia-copy", "border-top-style") == "solid"
    mark = ".guia-blank"
    assert style(page, mark, "color") != style(page, mark, "background-color"), "blanks can be read"


def test_on_paper_no_chart_is_cut_off_by_what_holds_it(visit: Callable[..., Visit]) -> None:
    page = visit("plans/institution/", viewport={"width": 700, "height": 1000}).page
    page.emulate_media(media="print")
    cut = """() => [...document.querySelectorAll(".guia-more :is(figure, figure *, table, li)")].filter((one) => {
      const box = one.getBoundingClientRect();
      if (!box.width) return false;
      for (let fold = one.closest(".guia-more"); fold; fold = fold.parentElement.closest(".guia-more")) {
        const room = fold.getBoundingClientRect();
        if (box.left < room.left - 1 || box.right > room.right + 1) return true;
      }
      return false;
    }).map((one) => one.outerHTML.slice(0, 100))"""
    assert page.locator(".guia-more figure").count() > 9
    assert page.evaluate(cut) == []


@pytest.mark.parametrize(
    "path", [f"{THERE}responses/", f"{THERE}responses/crisis/", f"{THERE}responses/security-incident/"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_black_on_white_and_the_page_alone(visit: Callable[..., Visit], path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme).page
    page.emulate_media(media="print", color_scheme=scheme)
    for selector in (".guia-header", ".guia-nav", ".guia-toc", ".guia-footer", ".guia-about"):
        assert not page.is_visible(selector), selector
    assert style(page, "article h1", "color").startswith(("rgb(0, 0, 0", "rgba(0, 0, 0"))
    assert style(page, "article p a", "color").startswith(("rgb(0, 0, 0", "rgba(0, 0, 0"))
    for table in page.query_selector_all(".guia-table"):
        assert table.evaluate("one => getComputedStyle(one).display") == "table"


# A link to a place.

# What has moved, as browsers measure it.
MOVED = """new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved = (window.moved ?? 0) + one.value;
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.mark.parametrize("path", ["responses/#situation-insult", "responses/assistant/#situation-someone-at-risk"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_to_a_situation_moves_nothing(browser: Any, address: str, path: str, width: int) -> None:
    here = Visit(browser, address, viewport={"width": width, "height": 780})
    here.context.add_init_script(MOVED)
    # What the page is made of comes later than the page, as on a slow line.
    here.page.route(re.compile(r"assistant\.json|bundles/guia\.js"), lambda route: (time.sleep(0.3), route.continue_()))
    here.page.goto(address + path)
    is_focused(here.page, "#situation-insult" if "assistant" not in path else ".guia-now h2")
    here.page.wait_for_load_state("networkidle")
    assert here.page.evaluate("window.moved ?? 0") <= 0.05
    here.context.close()


def test_what_has_the_focus_is_not_under_the_header(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}responses/", viewport=NARROW).page
    page.evaluate("[...document.querySelectorAll('article a')].filter((one) => one.checkVisibility()).at(-1).focus()")
    covered = """() => {
      const box = document.activeElement.getBoundingClientRect();
      return box.top < document.querySelector(".guia-header").getBoundingClientRect().bottom;
    }"""
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.querySelector('article').contains(document.activeElement)")
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML")


def test_the_header_leaves_room_with_letters_twice_as_large(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/", viewport={"width": 360, "height": 740}).page
    page.evaluate(ADD_STYLE, LARGE)
    assert page.locator(".guia-header").bounding_box()["height"] <= 100


def test_the_button_of_the_palette_says_whether_it_is_dark(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/", color_scheme="light").page
    button = page.get_by_role("button", name=MODEL.words["site"]["dark"][LANGUAGES[-1]])
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_by_headings_a_danger_is_few_stops_away(visit: Callable[..., Visit]) -> None:
    for viewport in (NARROW, WIDE):
        page = visit(f"{THERE}responses/", viewport=viewport).page
        headings = [one for one in page.get_by_role("heading").all() if one.is_visible()]
        texts = [one.inner_text() for one in headings]
        assert any("Danger" in text for text in texts[:5]), texts[:5]
    # At home, by two.
    page = visit(THERE).page
    assert "What has happened?" in [one.inner_text() for one in page.get_by_role("heading").all()][:2]


def test_how_grave_it_is_stands_in_the_link_and_in_its_shape(visit: Callable[..., Visit]) -> None:
    page = visit(THERE, forced_colors="active").page
    first = page.locator(".guia-happened a").first
    expect(first).to_have_accessible_name(re.compile(r"\(Danger\)$"))
    shapes = {
        style(page, f".guia-happened .guia-{level} a", "clip-path", "::before") for level in ("danger", "serious")
    }
    assert len(shapes) == 2
    ground = style(page, ".guia-happened .guia-danger a", "background-color", "::before")
    assert ground != style(page, "body", "background-color")


def test_a_definition_can_be_pointed_at_and_goes_by_escape(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}tone/", viewport=WIDE).page
    term = page.locator("a.guia-term").first
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_be_visible()
    tip.hover()
    # Longer than the way from the term to it may take.
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    term.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_with_wide_spacing_the_pages_before_and_after_are_whole(visit: Callable[..., Visit]) -> None:
    page = visit(f"{THERE}responses/participation-rules/", viewport={"width": 320, "height": 640}).page
    page.evaluate(ADD_STYLE, "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }")
    cut = """() => [...document.querySelectorAll(".guia-beside-pages a, .guia-beside-pages a *")].filter((one) =>
        one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible"
        || one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(cut) == []
    fits(page, 320)
