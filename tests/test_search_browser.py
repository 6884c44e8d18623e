"""The search in a real browser: the same ranking as in Python, and what a person does with it."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Quiet, looks, rules_in, violations, with_modules
from guiaviva.search.query import search
from projects import TODAY, change, guia_build
from test_browser import Visit, browser, pytestmark, serve  # noqa: F401 (fixtures and mark)
from test_search import own
from test_twins import cases
from waiting import expect, is_focused, unhandled, until

LANGUAGES = ("ca", "es", "en")
LETTERS = "dialog.guia-search input[type=checkbox]"
DIALOG, FIELD, RESULTS = "dialog.guia-search", "dialog.guia-search input[type=search]", "#search-results a"


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:  # noqa: F811
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    go(visit, address)
    yield visit
    visit.context.close()


def go(visit: Visit, address: str) -> None:
    """Open a page and wait until the search listens to its keys."""
    visit.page.goto(address)
    visit.page.wait_for_selector("[data-guia-search][data-ready]")


def ask(visit: Visit, words: str, key: str = "/") -> list[str]:
    """Open the search by a key, type words, and give the titles of the results."""
    visit.page.keyboard.press(key)
    visit.page.fill(f"{DIALOG} input", words)
    answered(visit, words)
    return [str(title) for title in visit.page.locator(f"{RESULTS} .guia-title > :first-child").all_inner_texts()]


def is_open(visit: Visit, opened: bool = True) -> None:
    """Wait until the search is open, with the focus in its field, or closed, with the focus where it was before.

    It is closed a moment before it gives the focus back: until then a letter is still a letter in its field.
    """
    expect(visit.page.locator(f"{DIALOG}[open]")).to_have_count(int(opened))
    is_focused(visit.page, FIELD if opened else f":not(body, {DIALOG} *)")


def answered(visit: Visit, words: str) -> None:
    visit.page.wait_for_selector(f"{DIALOG}[data-answered={words!r}]", state="attached")


# The same in both: here a few, in Node thousands (test_twins.py).


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_and_python_find_the_same(visit: Visit, address: str, language: str) -> None:
    asked = cases(own(language), 12)[-20:]
    root = address if language == "ca" else f"{address}{language}/"
    shown = with_modules(visit).evaluate(
        """async ([root, asked]) => {
            const scripts = new URL("/modules/", location.href);
            const at = (name) => import(new URL(`search/${name}.js`, scripts));
            const [{ Index }, { search }] = await Promise.all([at("index"), at("query")]);
            const load = async (path) => (await fetch(`${root}search/${path}`)).json();
            const stemmer = async (name) =>
                new (await import(new URL(`vendor/snowball/${name}.js`, scripts))).default();
            const index = await Index.open(load, stemmer);
            const answers = [];
            for (const text of asked) {
                const { results } = await search(index, text);
                answers.push(results.map(({ record, score }) => [record, score]));
            }
            return answers;
        }""",
        [root, asked],
    )
    for text, results in zip(asked, shown, strict=True):
        assert results == [[one.record, one.score] for one in search(own(language), text).results], text
    assert visit.wrong == []


# What a person does.


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_it_opens_by_keys_and_gives_the_focus_back(visit: Visit, key: str) -> None:
    visit.page.locator("article a:visible").first.focus()
    visit.page.keyboard.press(key)
    is_open(visit)
    visit.page.keyboard.press("Escape")
    is_open(visit, False)
    is_focused(visit.page, "article a")


def test_a_letter_is_a_letter_where_somebody_writes(visit: Visit) -> None:
    ask(visit, "to")
    visit.page.keyboard.type("s/")
    expect(visit.page.locator(FIELD)).to_have_value("tos/")


def test_nothing_is_loaded_before_it_is_used(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "/search/" in url or "stemmer" in url]
    visit.page.click("[data-guia-search]")
    visit.page.wait_for_selector(f"{DIALOG} select")
    assert [url for url in asked if url.endswith("/search/index.json")]


def test_what_is_typed_before_the_field_is_there_is_kept(visit: Visit) -> None:
    held: list[Any] = []
    visit.page.route("**/bundles/search.js", lambda route: held.append(route))
    with visit.page.expect_request("**/bundles/search.js"):
        visit.page.keyboard.press("/")
    visit.page.keyboard.type("alt textX")
    visit.page.keyboard.press("Backspace")
    held[0].continue_()
    is_open(visit)
    visit.page.keyboard.type(" alternatiu")
    answered(visit, "alt text alternatiu")


def test_a_question_costs_few_files_however_it_is_typed(visit: Visit) -> None:
    files: list[str] = []
    visit.page.on("response", lambda response: files.append(response.url) if "/search/" in response.url else None)
    # The time of a person that types, however long the machine takes for it.
    visit.page.clock.install(time=TODAY)
    visit.page.clock.pause_at(f"{TODAY}T00:01")
    visit.page.keyboard.press("/")
    is_open(visit)
    for letter in "com respondre una queixa a instagram":
        visit.page.keyboard.type(letter)
        visit.page.clock.run_for(60)
    visit.page.clock.run_for(60)
    answered(visit, "com respondre una queixa a instagram")
    # Each script, the head, a file for each of six words and their terms, and those of the results that are shown.
    assert len(files) <= 30, files


def test_the_count_is_that_of_good_results(visit: Visit) -> None:
    ask(visit, "com respondre una queixa a instagram")
    count = int(visit.page.inner_text(f"{DIALOG} .guia-count").split()[0])
    assert 1 <= count <= 40, "hundreds of results say nothing"


def test_the_keyboard_leads_through_the_results(visit: Visit) -> None:
    titles = ask(visit, "comentaris")
    assert len(titles) > 3
    links = visit.page.locator(RESULTS)
    for number in range(2):
        visit.page.keyboard.press("ArrowDown")
        expect(links.nth(number)).to_be_focused()
    visit.page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    visit.page.keyboard.press("ArrowUp")
    expect(visit.page.locator(FIELD)).to_be_focused()
    visit.page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    visit.page.keyboard.type("a")
    # Who goes on typing goes on in the field.
    expect(visit.page.locator(FIELD)).to_have_value("comentarisa")


def test_the_keys_of_one_letter_can_be_turned_off(visit: Visit, address: str) -> None:
    """WCAG 2.1.4: who speaks to the computer opens things by chance."""
    ask(visit, "queixa")
    visit.page.uncheck(LETTERS)
    visit.page.keyboard.press("Escape")
    is_open(visit, False)
    for key in ("s", "/"):
        assert unhandled(visit.page, key), key
    is_open(visit, False)
    visit.page.keyboard.press("Control+k")
    is_open(visit)
    go(visit, f"{address}tone/")
    assert unhandled(visit.page, "/"), "the choice holds for every page"
    visit.page.keyboard.press("Control+k")
    is_open(visit)
    expect(visit.page.locator(LETTERS)).not_to_be_checked()
    visit.page.check(LETTERS)
    visit.page.keyboard.press("Escape")
    is_open(visit, False)
    visit.page.keyboard.press("/")
    is_open(visit)
    assert visit.wrong == []


def test_a_name_is_marked_where_it_stands_whole(visit: Visit) -> None:
    """What people call a hacked account has words like «publish in our name»: none of these is what was asked."""
    ask(visit, "m'han hackejat el compte")
    read = "all => all.map((one) => one.textContent.toLowerCase())"
    marked = visit.page.eval_on_selector_all(f"{RESULTS} mark", read)
    assert "compte" in marked
    assert not {"nostre", "nom", "públic", "només", "publicitat"} & set(marked), marked


def test_enter_opens_the_first_result_with_its_words_marked(visit: Visit, address: str) -> None:
    ask(visit, "m'han hackejat el compte")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert visit.page.url.startswith(f"{address}responses/security-incident/?h=")
    until(visit.page, "CSS.highlights.has('guia-found') && CSS.highlights.get('guia-found').size > 0")
    visit.page.go_back()
    # Going back finds them again.
    visit.page.wait_for_selector(RESULTS)
    expect(visit.page.locator(FIELD)).to_have_value("m'han hackejat el compte")
    assert visit.wrong == []


@pytest.mark.parametrize(
    ("language", "words", "path"),
    [
        ("ca", "hastag", "topics/hashtags/"),
        ("es", "fotos de niños", "topics/minors/"),
        ("en", "two factor", "accounts/"),
    ],
)
def test_an_address_asks_in_each_language(browser: Any, address: str, language: str, words: str, path: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    root = address if language == "ca" else f"{address}{language}/"
    visit.page.goto(f"{root}tone/?q={words}")
    visit.page.wait_for_selector(RESULTS)
    links = [link.get_attribute("href") for link in visit.page.query_selector_all(RESULTS)[:3]]
    assert any(link.startswith(root + path) for link in links), links
    description = visit.page.get_attribute("link[rel=search]", "href")
    text = visit.page.request.get(f"{root}search/opensearch.xml").text()
    assert description
    assert "?q={searchTerms}" in text


def test_a_telephone(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    go(visit, address + "networks/x/")
    visit.page.tap("[data-guia-search]")
    visit.page.fill(f"{DIALOG} input", "queixa")
    answered(visit, "queixa")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= 360"), "nothing leaves the screen"
    sizes = visit.page.eval_on_selector_all(
        f"{DIALOG} a, {DIALOG} button, {DIALOG} select, {DIALOG} input",
        "all => all.filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)",
    )
    assert min(sizes) >= 24, "everything can be touched"
    assert visit.page.evaluate("parseFloat(getComputedStyle(document.querySelector('dialog input')).fontSize)") >= 16
    visit.page.tap(f"{DIALOG} .guia-close")
    is_open(visit, False)


def test_a_correction_is_said_and_can_be_taken_back(visit: Visit) -> None:
    ask(visit, "comentarsi")
    visit.page.wait_for_selector(f"{DIALOG} .guia-corrected button")
    assert "comentari" in visit.page.inner_text(f"{DIALOG} .guia-corrected")
    visit.page.click(f"{DIALOG} .guia-corrected button")
    expect(visit.page.locator(".guia-corrected")).to_have_text("")
    expect(visit.page.locator(RESULTS)).to_have_count(0)


def test_where_nothing_is_found_there_is_a_way_on(visit: Visit, address: str) -> None:
    ask(visit, "kzwxqv")
    after = f"{DIALOG} .guia-after"
    mail = visit.page.get_attribute(f"{after} a[href^=mailto]", "href")
    assert mail
    assert mail.startswith("mailto:xarxes@")
    assert "kzwxqv" in mail
    assert visit.page.query_selector(f"{after} a[href$='find/']") is not None
    # A word of another language of the site leads there.
    ask(visit, "shortlisted whistleblowing")
    ask(visit, "landlord spreadsheet")
    ask(visit, "basketball")
    visit.page.wait_for_selector(f"{after} a[hreflang=en]")
    assert visit.page.get_attribute(f"{after} a[hreflang=en]", "href") == f"{address}en/?q=basketball"


def only(visit: Visit, part: str) -> None:
    """Wait until there are results whose addresses have a part, and no others."""
    until(
        visit.page,
        """([results, part]) => {
            const links = [...document.querySelectorAll(results)];
            return links.length > 0 && links.every((link) => link.href.includes(part));
        }""",
        [RESULTS, part],
    )


def test_filters_by_kind_and_network(visit: Visit) -> None:
    everything = ask(visit, "comentaris")
    visit.page.select_option(f"{DIALOG} select[name=kind]", "situation")
    only(visit, "#situation-")
    assert len(everything) > visit.page.locator(RESULTS).count()
    visit.page.select_option(f"{DIALOG} select[name=kind]", "")
    visit.page.select_option(f"{DIALOG} select[name=network]", "instagram")
    only(visit, "networks/instagram")


def test_a_ready_reply_is_copied(visit: Visit) -> None:
    ask(visit, "gràcies per avisar")
    visit.page.select_option(f"{DIALOG} select[name=kind]", "reply")
    only(visit, "#reply-")
    visit.page.click(f"{DIALOG} .guia-copy >> nth=0")
    until(visit.page, "document.querySelector('.guia-copy').textContent === 'Copiada'")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied in {record.text for record in own("ca").records if record.kind == "reply"}


def test_on_an_intranet_without_https_a_reply_is_copied_all_the_same(visit: Visit) -> None:
    visit.page.evaluate("delete Navigator.prototype.clipboard")
    ask(visit, "queixa")
    visit.page.select_option(f"{DIALOG} [name=kind]", "reply")
    only(visit, "#reply-")
    visit.page.click(f"{DIALOG} .guia-copy >> nth=0")
    until(visit.page, "document.querySelector('.guia-copy').textContent === 'Copiada'")
    visit.page.fill(f"{DIALOG} input", "")
    visit.page.focus(f"{DIALOG} input")
    visit.page.keyboard.press("Control+v")
    expect(visit.page.locator(FIELD)).to_have_value(re.compile(".{41}"))


def test_more_of_a_page_is_a_button_away(visit: Visit) -> None:
    ask(visit, "comentaris")
    links = [str(link.get_attribute("href")).split("?")[0] for link in visit.page.query_selector_all(RESULTS)]
    assert max(links.count(link) for link in links) <= 2
    before = len(links)
    visit.page.click(f"{DIALOG} li .guia-more >> nth=0")
    until(visit.page, f"document.querySelectorAll('{RESULTS}').length > {before}")


def test_the_words_are_shown_as_they_were_typed(visit: Visit) -> None:
    """In JavaScript `$&` is a pattern, where it takes the place of something."""
    ask(visit, "$& $$")
    expect(visit.page.locator(f"{DIALOG} .guia-after")).to_contain_text("$& $$")


class Away(Quiet):
    """A server from which what matches `lost` cannot be had, so many times as `times` says."""

    lost = ""
    times = 0

    def do_GET(self) -> None:  # noqa: N802
        if Away.times and re.search(Away.lost, self.path):
            Away.times -= 1
            self.send_error(503)
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def failing(site: Path) -> Iterator[str]:
    yield from serve(site, Away)


FILES = ["/search.js", "catalan.js", "search/index.json", "/words/", "/found/"]


@pytest.mark.parametrize("lost", FILES)
def test_what_fails_once_is_fetched_again(browser: Any, failing: str, lost: str) -> None:  # noqa: F811
    visit = Visit(browser, failing)
    go(visit, failing)
    Away.lost, Away.times = lost, 1
    assert ask(visit, "queixa")
    assert Away.times == 0
    visit.context.close()


@pytest.mark.parametrize("lost", FILES)
def test_after_a_failure_the_search_works_again(browser: Any, failing: str, lost: str) -> None:  # noqa: F811
    visit = Visit(browser, failing)
    go(visit, failing)
    Away.lost, Away.times = lost, 1000
    visit.page.keyboard.press("/")
    if lost == "/search.js":
        # Without its scripts the search is the index of the guide, as where there are none at all.
        visit.page.wait_for_url("**/find/")
        visit.page.wait_for_selector("[data-guia-search][data-ready]")
    else:
        visit.page.fill(FIELD, "queixa")
        expect(visit.page.locator(f"{DIALOG} .guia-after a[href$='find/']")).to_be_visible()
        expect(visit.page.locator(RESULTS)).to_have_count(0)
    Away.times = 0
    if not visit.page.locator(FIELD).is_visible():
        visit.page.keyboard.press("/")
    for words in ("queixes", "queixa"):
        visit.page.fill(FIELD, words)
        answered(visit, words)
        assert visit.page.locator(RESULTS).count()
    visit.context.close()


def test_a_build_between_two_queries(browser: Any, project: Path) -> None:  # noqa: F811
    """Who has the search open finds what is new, and never by files of two indexes."""
    page = project / "docs/es/tone.md"
    asked: list[str] = []
    for address in serve(project / "site"):
        visit = Visit(browser, address)
        visit.page.on("request", lambda request: asked.append(request.url))
        go(visit, address)
        assert ask(visit, "crisis")
        for word in ("zarzaparrilla", "berbiquí"):
            change(page, "{#voice}\n", f"{{#voice}}\n\nTambién {word}.\n")
            before = index_folders(asked)
            assert guia_build(project).returncode == 0
            asked.clear()
            visit.page.fill(FIELD, word)
            expect(visit.page.locator(f"{RESULTS}[href*='#voice'] mark").first).to_have_text(word)
            assert len(index_folders(asked) - before) == 1
        # What was found before is found in the new one.
        asked.clear()
        visit.page.fill(FIELD, "etiquetas")
        answered(visit, "etiquetas")
        assert len(index_folders(asked)) <= 1
        visit.context.close()


def index_folders(asked: list[str]) -> set[str]:
    """Return the folders of the index from which files were asked."""
    return {found[0] for url in asked if (found := re.search(r"index\.[0-9a-f]{8}/", url))}


def test_without_javascript_the_field_leads_to_the_index(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address, java_script_enabled=False)
    for language, path in itertools.product(("", "es/", "en/"), ("", "networks/x/")):
        visit.page.goto(address + language + path)
        visit.page.click("[data-guia-search]")
        visit.page.wait_for_url(f"{address}{language}find/")
    assert len(visit.page.query_selector_all(".guia-index a")) > 100


def test_below_a_folder_of_a_server(browser: Any, site: Path, tmp_path: Path) -> None:  # noqa: F811
    shutil.copytree(site, tmp_path / "intranet" / "guia")
    for address in serve(tmp_path):
        visit = Visit(browser, address)
        visit.page.goto(f"{address}intranet/guia/es/networks/x/?q=queja")
        visit.page.wait_for_selector(RESULTS)
        link = visit.page.get_attribute(RESULTS, "href")
        assert link
        assert link.startswith(f"{address}intranet/guia/es/")
        visit.page.goto(link)
        assert visit.wrong == []


@pytest.mark.parametrize(("words", "width", "scheme"), looks(["queixa", "kzwxqv", "comentarsi"]))
def test_axe_finds_nothing_while_it_is_open(
    browser: Any,  # noqa: F811
    address: str,
    scheme: str,
    width: int,
    words: str,
) -> None:
    # What moves would be looked at in between.
    size = {"width": width, "height": 800}
    visit = Visit(browser, address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    go(visit, address)
    ask(visit, words)
    assert violations(visit.page, DIALOG, only=rules_in(scheme)) == []


def test_a_message_of_danger_shows_whom_to_call(visit: Visit, address: str) -> None:
    text = "Ja no hi pinto res aquí. Tothom estaria millor sense mi"
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.keyboard.press("/")
    visit.page.fill(f"{DIALOG} input", text)
    answered(visit, text)
    card = visit.page.locator(f"{DIALOG} section")
    heading = card.get_by_role("heading", level=2)
    expect(heading).to_contain_text("Persona en risc")
    assert card.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    expect(visit.page.locator(f"{DIALOG} [role=status]")).to_contain_text("Persona en risc")
    expect(visit.page.locator(f"{DIALOG} .guia-corrected")).to_be_empty()
    # From the field the keys lead to the situation, then to the telephones, then to what else was found.
    visit.page.keyboard.press("ArrowDown")
    is_focused(visit.page, f"{DIALOG} section h2 a")
    visit.page.keyboard.press("ArrowDown")
    is_focused(visit.page, f'{DIALOG} section a[href="tel:112"]')
    assert "Tothom" not in visit.page.url, "what somebody wrote is in no address"
    assert all(url.startswith(address) and "Tothom" not in url for url in asked), "it is sent nowhere"
    assert "Persona en risc" not in visit.page.locator(f"{RESULTS} .guia-title").all_inner_texts()
    assert violations(visit.page, DIALOG) == []


# By ear.


def test_how_many_results_are_listed_is_read_out_and_what_they_are_for(visit: Visit) -> None:
    heard = visit.page.locator(f"{DIALOG} [role=status]")
    listed = len(ask(visit, "comentaris"))
    expect(heard).to_have_text(re.compile(rf"^{listed} "))
    ask(visit, "comentarsi")
    expect(heard).to_contain_text("comentari")


def test_a_result_is_called_by_its_title_first_and_says_whether_it_is_a_danger(visit: Visit) -> None:
    title, *_ = ask(visit, "avís emergència")
    link = visit.page.get_by_role("link", name=re.compile(f"^{title} Perill "))
    expect(link.locator(".guia-danger")).to_have_text("Perill")
    # Whom to call is one press away.
    assert visit.page.locator(f"{DIALOG} li").first.locator("a[href='tel:112']").is_visible()


@pytest.mark.parametrize("start", ["", "responses/"])
def test_the_focus_lands_on_the_card_that_was_chosen(visit: Visit, address: str, start: str) -> None:
    go(visit, address + start)
    ask(visit, "es vol suïcidar")
    visit.page.keyboard.press("ArrowDown")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    is_focused(visit.page, "#situation-someone-at-risk")
    expect(visit.page.locator(DIALOG)).to_be_hidden()
