"""The search in a real browser: the same ranking as in Python, and what a person does with it."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guiaviva.search.analysis import fold, tokens
from guiaviva.search.query import search
from test_browser import Visit, browser, pytestmark, serve  # noqa: F401 (fixtures and mark)
from test_search import LISTS, own, queries

LANGUAGES = ("ca", "es", "en")
DIALOG, RESULTS = "dialog.guia-search", "#search-results a"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    yield from serve(site)


@pytest.fixture
def visit(browser: Any, address: str) -> Visit:  # noqa: F811
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    visit.page.goto(address)
    return visit


def ask(visit: Visit, words: str, key: str = "/") -> list[str]:
    """Open the search by a key, type words, and give the titles of the results."""
    visit.page.keyboard.press(key)
    visit.page.fill(f"{DIALOG} input", words)
    answered(visit, words)
    return [str(one.inner_text()) for one in visit.page.query_selector_all(f"{RESULTS} .guia-title")]


def answered(visit: Visit, words: str) -> None:
    visit.page.wait_for_selector(f"{DIALOG}[data-answered={words!r}]", state="attached")


# The same in both.


def cases(language: str) -> list[str]:
    """Queries of people, and words of the guide cut, swapped, unaccented and put together at random."""
    chance = random.Random(language)
    forms = list(own(language).postings)
    people = [text for name in LISTS for code, text, _ in queries(name) if code == language]
    made = []
    for _ in range(900):
        words = chance.choices(forms, k=chance.randint(1, 4))
        at = chance.randrange(len(words))
        word = words[at]
        place = chance.randrange(len(word))
        words[at] = chance.choice(
            [
                word[: place + 1],
                word[:place] + word[place + 1 :],
                word[:place] + chance.choice("aeirst·") + word[place:],
                fold(word),
                word.upper(),
                word[::-1],
            ]
        )
        made.append(chance.choice(["", "què és ", "l'", "how do I "]) + " ".join(words) + chance.choice(["", " ", "?"]))
    return people + made + ["", "  ", "😀", "què", "col.legi l•l", "’"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_and_python_find_the_same(visit: Visit, address: str, language: str) -> None:
    asked = cases(language)
    root = address if language == "ca" else f"{address}{language}/"
    shown = visit.page.evaluate(
        """async ([root, top, asked]) => {
            const at = (name) => import(`${top}assets/javascripts/search/${name}.mjs`);
            const [{ tokens }, { Index }, { search }] = await Promise.all([at("analysis"), at("index"), at("query")]);
            const load = async (path) => (await fetch(`${root}search/${path}`)).json();
            const stemmer = async (name) =>
                new (await import(`${top}assets/javascripts/vendor/snowball/${name}.js`)).default();
            const index = await Index.open(load, stemmer);
            const answers = [];
            for (const text of asked) {
                const words = tokens(text);
                const stems = words.map((word) => index.analyses[0].stem(word));
                const { results, taken } = await search(index, text);
                const top = results.slice(0, 15).map(({ record, score }) => [record, score]);
                answers.push([words, stems, top, taken.map((one) => [one.word, one.concept, one.corrected])]);
            }
            return answers;
        }""",
        [root, address, asked],
    )
    index = own(language)
    for text, (words, stems, top, taken) in zip(asked, shown, strict=True):
        assert words == tokens(text), text
        assert stems == [index.analyses[0].stem(word) for word in words], text
        answer = search(index, text)
        assert taken == [[one.word, one.concept, one.corrected] for one in answer.taken], text
        assert top == [[result.record, result.score] for result in answer.results[:15]], text
    assert visit.wrong == []


# What a person does.


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_it_opens_by_keys_and_gives_the_focus_back(visit: Visit, key: str) -> None:
    visit.page.focus("article a")
    visit.page.keyboard.press(key)
    visit.page.wait_for_selector(f"{DIALOG}[open]")
    assert visit.page.evaluate("document.activeElement.type") == "search"
    visit.page.keyboard.press("Escape")
    assert visit.page.query_selector(f"{DIALOG}[open]") is None
    assert visit.page.evaluate("document.activeElement.matches('article a')")


def test_a_letter_is_a_letter_where_somebody_writes(visit: Visit) -> None:
    ask(visit, "to")
    visit.page.keyboard.type("s/")
    assert visit.page.input_value(f"{DIALOG} input") == "tos/"


def test_nothing_is_loaded_before_it_is_used(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "/search/" in url or "snowball" in url]
    visit.page.click("[data-guia-search]")
    visit.page.wait_for_selector(f"{DIALOG} select")
    assert [url for url in asked if url.endswith("/search/index.json")]


def test_the_keyboard_leads_through_the_results(visit: Visit) -> None:
    titles = ask(visit, "comentaris")
    assert len(titles) > 3
    assert visit.page.inner_text(f"{DIALOG} [role=status]").split()[0].isdigit(), "the number of results is announced"
    for _ in range(2):
        visit.page.keyboard.press("ArrowDown")
    links = visit.page.query_selector_all(RESULTS)
    assert visit.page.evaluate("document.activeElement.href") == links[1].get_attribute("href")
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("ArrowUp")
    assert visit.page.evaluate("document.activeElement.type") == "search"
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.type("a")
    assert visit.page.input_value(f"{DIALOG} input") == "comentarisa", "who goes on typing goes on in the field"


def test_the_keys_of_one_letter_can_be_turned_off(visit: Visit, address: str) -> None:
    """WCAG 2.1.4: who speaks to the computer opens things by chance."""
    ask(visit, "queixa")
    visit.page.uncheck(f"{DIALOG} input[type=checkbox]")
    visit.page.keyboard.press("Escape")
    for key, opens in (("s", False), ("/", False), ("Control+k", True)):
        visit.page.keyboard.press(key)
        visit.page.wait_for_timeout(100)
        assert visit.page.is_visible(DIALOG) == opens, key
    visit.page.goto(f"{address}tone/")
    visit.page.keyboard.press("/")
    visit.page.wait_for_timeout(100)
    assert visit.page.query_selector(f"{DIALOG}[open]") is None, "the choice holds for every page"
    visit.page.keyboard.press("Control+k")
    visit.page.check(f"{DIALOG} input[type=checkbox]")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("/")
    visit.page.wait_for_selector(f"{DIALOG}[open]")
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
    visit.page.wait_for_function("CSS.highlights.has('guia-found') && CSS.highlights.get('guia-found').size > 0")
    visit.page.go_back()
    visit.page.wait_for_selector(RESULTS)
    assert visit.page.input_value(f"{DIALOG} input") == "m'han hackejat el compte", "going back finds them again"
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
    visit.page.goto(address + "networks/x/")
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
    assert visit.page.query_selector(f"{DIALOG}[open]") is None


def test_a_correction_is_said_and_can_be_taken_back(visit: Visit) -> None:
    ask(visit, "comentarsi")
    visit.page.wait_for_selector(f"{DIALOG} .guia-corrected button")
    assert "comentaris" in visit.page.inner_text(f"{DIALOG} .guia-corrected")
    visit.page.click(f"{DIALOG} .guia-corrected button")
    visit.page.wait_for_function("!document.querySelector('.guia-corrected').textContent")
    assert visit.page.query_selector(RESULTS) is None


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


def test_filters_by_kind_and_network(visit: Visit) -> None:
    everything = ask(visit, "comentaris")
    visit.page.select_option(f"{DIALOG} select[name=kind]", "situation")
    visit.page.wait_for_function(f"document.querySelectorAll('{RESULTS}').length < {len(everything)}")
    links = [link.get_attribute("href") for link in visit.page.query_selector_all(RESULTS)]
    assert links
    assert all("#situation-" in link for link in links)
    visit.page.select_option(f"{DIALOG} select[name=kind]", "")
    visit.page.select_option(f"{DIALOG} select[name=network]", "instagram")
    visit.page.wait_for_function(
        f"[...document.querySelectorAll('{RESULTS}')].every((a) => a.href.includes('networks/instagram'))"
    )


def test_a_ready_reply_is_copied(visit: Visit) -> None:
    ask(visit, "gràcies per avisar")
    visit.page.select_option(f"{DIALOG} select[name=kind]", "reply")
    visit.page.wait_for_function(
        f"[...document.querySelectorAll('{RESULTS}')].every((a) => a.href.includes('#reply-'))"
    )
    visit.page.click(f"{DIALOG} .guia-copy >> nth=0")
    visit.page.wait_for_function("document.querySelector('.guia-copy').textContent === 'Copiada'")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied in {record.text for record in own("ca").records if record.kind == "reply"}


def test_on_an_intranet_without_https_a_reply_is_copied_all_the_same(visit: Visit) -> None:
    visit.page.evaluate("delete Navigator.prototype.clipboard")
    ask(visit, "queixa")
    visit.page.select_option(f"{DIALOG} [name=kind]", "reply")
    visit.page.click(f"{DIALOG} .guia-copy >> nth=0")
    visit.page.wait_for_function("document.querySelector('.guia-copy').textContent === 'Copiada'")
    visit.page.fill(f"{DIALOG} input", "")
    visit.page.focus(f"{DIALOG} input")
    visit.page.keyboard.press("Control+v")
    assert len(visit.page.input_value(f"{DIALOG} input")) > 40


def test_more_of_a_page_is_a_button_away(visit: Visit) -> None:
    ask(visit, "comentaris")
    links = [str(link.get_attribute("href")).split("?")[0] for link in visit.page.query_selector_all(RESULTS)]
    assert max(links.count(link) for link in links) <= 2
    before = len(links)
    visit.page.click(f"{DIALOG} li .guia-more >> nth=0")
    visit.page.wait_for_function(f"document.querySelectorAll('{RESULTS}').length > {before}")


def test_without_javascript_the_field_leads_to_the_index(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address, java_script_enabled=False)
    for language, path in itertools.product(("", "es/", "en/"), ("", "networks/x/")):
        visit.page.goto(address + language + path)
        visit.page.click("[data-guia-search]")
        assert visit.page.url == f"{address}{language}find/"
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("words", ["queixa", "kzwxqv", "comentarsi"])
def test_axe_finds_nothing_while_it_is_open(
    browser: Any,  # noqa: F811
    address: str,
    scheme: str,
    width: int,
    words: str,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit = Visit(browser, address, color_scheme=scheme, viewport={"width": width, "height": 800})
    visit.page.goto(address)
    ask(visit, words)
    visit.page.wait_for_timeout(300)
    found = Axe().run(visit.page, context=DIALOG).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
