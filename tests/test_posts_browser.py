"""The post check in a real browser: the same findings as in Python, and what a person does with it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import rules_in, violations, with_modules
from conftest import TODAY
from guiaviva.counting import count
from guiaviva.locales import number as number_in
from guiaviva.posts.check import LEVELS, PostFinding, check_post
from guiaviva.posts.tones import tones_of
from guiaviva.posts.wording import sentences
from test_assistant_browser import clipboard, press, root
from test_browser import Visit, browser, pytestmark, serve  # noqa: F401 (fixtures and mark)
from test_posts import LANGUAGES, as_read, own, random_posts, read, styled
from waiting import expect, is_focused

PAGE, PLACE, TEXT = "check/", "[data-guia-posts]", "#post-text"
SETTINGS = ".guia-settings > summary"
SUMMARY, FINDINGS, APPLY = ".guia-summary", ".guia-findings > li", ".guia-apply"
DONE = ".guia-done"
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
# A draft with a hashtag to mend, a vague call and somebody's telephone, in each language.
DRAFTS = {
    "ca": "Cliqueu aquí per veure la #festamajor. Truqueu al 612 345 678",
    "es": "Pinche aquí para ver la #fiestamayor. Llame al 612 345 678",
    "en": "Click here to see the #weeklymarket. Call 612 345 678",
}
RIGHT = {"ca": "#FestaMajor", "es": "#FiestaMayor", "en": "#WeeklyMarket"}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    yield from serve(site)


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Visit]]:  # noqa: F811
    """Return a function that opens the post check in a language; few tests need the dictionary, which takes seconds."""
    visits = []

    def open_(language: str = "ca", spelling: bool = False, networks: str = "", **options: Any) -> Visit:
        visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"], **options)
        visits.append(visit)
        if not spelling:
            visit.page.add_init_script(SAVES_DATA)
        if networks:
            visit.page.add_init_script(f"localStorage.setItem('guia-networks', '{networks}')")
        visit.page.goto(f"{root(address, language)}{PAGE}")
        if options.get("java_script_enabled", True):
            visit.page.wait_for_selector(TEXT)
        return visit

    yield open_
    for one in visits:
        one.context.close()


def words(language: str) -> dict[str, str]:
    return {key: texts[language] for key, texts in own().model.words["post-check"].items()}


def write(visit: Visit, text: str) -> None:
    """Write a text and wait until it has been checked."""
    visit.page.fill(TEXT, text)
    looked(visit)


def looked(visit: Visit) -> None:
    """Wait until the text has been checked as it now is."""
    visit.page.wait_for_selector(".guia-report[data-looked]")


# The same in both: here a few, in Node thousands (test_twins.py).


def test_browser_and_python_find_and_say_the_same(visit: Callable[..., Visit]) -> None:
    posts = random_posts(5, 40)
    there = with_modules(visit()).evaluate(
        """async ([contents, tones, posts, today]) => {
            const scripts = new URL("/modules/", location.href);
            const { Bayes } = await import(new URL("common/bayes.js", scripts));
            for (const [language, file] of Object.entries(tones)) contents[language].criteria.tones = new Bayes(file);
            const { check } = await import(new URL("posts/check.js", scripts));
            const { fix, message } = await import(new URL("posts/wording.js", scripts));
            return posts.map(([text, language, networks, media]) =>
                check(contents[language], text, networks, media, today).map((one) =>
                    ({ ...one, reported: [message(contents.ca, one), fix(contents.ca, one, language)] })));
        }""",
        [
            {one: read(styled(), one) for one in LANGUAGES},
            {one: tones_of(styled(), one).as_file() for one in LANGUAGES},
            posts,
            TODAY.isoformat(),
        ],
    )
    for post, found in zip(posts, there, strict=True):
        said = [(one, sentences(styled(), one, post[1])) for one in check_post(styled(), *post)]
        expected = [as_read(one, post[0]) | {"reported": [texts["ca"] for texts in both]} for one, both in said]
        assert found == expected, post


# What a person does.


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard_alone_from_the_draft_to_the_mended_post(visit: Callable[..., Visit], language: str) -> None:
    here = visit(language)
    keyboard = here.page.keyboard
    press(here, "Tab", TEXT)
    keyboard.type(DRAFTS[language])
    looked(here)
    press(here, "Tab", ".guia-where input")
    keyboard.press("Space")
    network = next(iter(read(own(), language)["networks"].values()))
    expect(here.page.locator(".guia-where li").nth(0)).to_contain_text(network["name"])
    expect(here.page.locator(".guia-length").nth(0)).to_contain_text(str(len(DRAFTS[language])))
    press(here, "Tab", APPLY)
    keyboard.press("Enter")
    expect(here.page.locator(TEXT)).to_have_value(re.compile(RIGHT[language]))
    mended = here.page.input_value(TEXT)
    # The focus is not lost.
    is_focused(here.page, ":not(body)")
    expect(here.page.locator(SUMMARY)).to_contain_text(words(language)["changed"].format(replacement=RIGHT[language]))
    press(here, "Tab", ".guia-after-post button")
    keyboard.press("Enter")
    expect(here.page.locator(DONE)).to_have_text(words(language)["copied"])
    assert clipboard(here) == mended
    assert here.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_says_why_and_leads_to_its_section(visit: Callable[..., Visit], language: str) -> None:
    here = visit(language)
    write(here, DRAFTS[language])
    found = sorted(check_post(own(), DRAFTS[language], language, []), key=lambda one: LEVELS.index(one.level))
    assert len(found) >= 3
    shown = here.page.locator(FINDINGS)
    for number, one in enumerate(found):
        item = shown.nth(number)
        message, fix = (texts[language] for texts in sentences(own(), one, language))
        expect(item).to_contain_text(message)
        if one.replacement is None:
            expect(item).to_contain_text(fix)
    expect(here.page.locator(SUMMARY)).to_have_text(words(language)["things-other"].format(count=len(found)))
    for link in here.page.eval_on_selector_all(f"{FINDINGS} a", "all => all.map((one) => one.href)"):
        here.page.goto(link)
        anchor = link.partition("#")[2]
        assert anchor, link
        assert here.page.query_selector(f"[id='{anchor}']"), link
    assert here.wrong == []


def test_the_found_words_are_marked_and_can_be_shown(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, f"🎉 {DRAFTS['ca']}")
    marks = """Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String)]))"""
    assert here.page.evaluate(marks) == {
        "guia-error": ["612 345 678"],
        "guia-warning": ["Cliqueu aquí", "#festamajor"],
        "guia-advice": [],
    }
    here.page.locator(FINDINGS, has_text="Cliqueu aquí").get_by_text(words("ca")["show"]).click()
    selected = "(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    is_focused(here.page, TEXT)
    assert here.page.evaluate(selected) == "Cliqueu aquí"
    mirror = here.page.locator(".guia-mirror").bounding_box()
    assert mirror == here.page.locator(TEXT).bounding_box(), "marks lie under their words"


def test_what_is_found_many_times_is_one_thing(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, "Veniu! " + " ".join(["#festamajor"] * 15))
    expect(here.page.locator(SUMMARY)).to_have_text(words("ca")["things-other"].format(count=2))
    group = here.page.locator(FINDINGS, has_text="#festamajor").first
    expect(group.locator("details summary")).to_contain_text(words("ca")["more"].format(count=10))
    group.get_by_text(words("ca")["write-all"].format(count=15)).click()
    expect(here.page.locator(TEXT)).to_have_value("Veniu! " + " ".join(["#FestaMajor"] * 15))


def test_errors_come_first(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, DRAFTS["ca"])
    expect(here.page.locator(FINDINGS).first).to_contain_text("612 345 678")


@pytest.mark.parametrize("focus", [True, False], ids=["in the text", "where the focus is then"])
def test_a_correction_is_undone_as_what_is_typed(visit: Callable[..., Visit], focus: bool) -> None:
    here = visit()
    here.page.locator(TEXT).press_sequentially("Veniu a la #festamajor")
    looked(here)
    here.page.click(APPLY)
    expect(here.page.locator(TEXT)).to_have_value("Veniu a la #FestaMajor")
    if focus:
        here.page.focus(TEXT)
    here.page.keyboard.press("Control+z")
    expect(here.page.locator(TEXT)).to_have_value("Veniu a la #festamajor")


def test_a_whole_group_is_undone_at_once(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, "#festamajor i #festamajor")
    here.page.click(f"text={words('ca')['write-all'].format(count=2)}")
    expect(here.page.locator(TEXT)).to_have_value("#FestaMajor i #FestaMajor")
    here.page.focus(TEXT)
    here.page.keyboard.press("Control+z")
    expect(here.page.locator(TEXT)).to_have_value("#festamajor i #festamajor")


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800)])
def test_a_very_long_text_makes_no_very_long_page(visit: Callable[..., Visit], width: int, height: int) -> None:
    here = visit(viewport={"width": width, "height": height})
    empty = here.page.evaluate("document.documentElement.scrollHeight")
    write(here, ("Cliqueu aquí!!! En breu, els ciutadans, #festamajor i 🎉🎉 AVUI NO OBRIM RES. " * 200)[:10_000])
    assert here.page.evaluate("document.documentElement.scrollHeight") - empty < 12_000
    # What is shown in the text is scrolled to.
    here.page.locator(f"{FINDINGS} details summary").first.click()
    here.page.locator(f"{FINDINGS} details").first.get_by_text(words("ca")["show"]).last.click()
    shown = here.page.evaluate("document.querySelector('.guia-draft').scrollTop")
    assert shown > 500


def test_how_much_there_is_stays_in_sight_on_a_narrow_screen(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 360, "height": 640})
    write(here, DRAFTS["ca"] + " " + "Veniu! " * 400)
    here.page.locator(TEXT).scroll_into_view_if_needed()
    summary = here.page.locator(SUMMARY)
    expect(summary).to_have_text(words("ca")["things-other"].format(count=here.page.locator(FINDINGS).count()))
    for place in (0, 700):
        here.page.evaluate(f"scrollBy(0, {place})")
        box = summary.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 640
    here.page.set_viewport_size({"width": 1280, "height": 800})
    text, report = (here.page.locator(one).bounding_box() for one in (TEXT, ".guia-report"))
    assert text
    assert report
    assert report["x"] >= text["x"] + text["width"], "the report stands beside the text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_count_and_first_finding_are_on_the_first_screen_of_a_telephone(
    visit: Callable[..., Visit], language: str
) -> None:
    here = visit(language, networks="x", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    write(here, DRAFTS[language])
    here.page.evaluate("scrollTo(0, 0)")
    bottoms = [here.page.locator(one).first.bounding_box() for one in (TEXT, SUMMARY, f"{FINDINGS} p")]
    assert all(box and box["y"] >= 0 and box["y"] + box["height"] <= 740 for box in bottoms), bottoms


def test_networks_are_chosen_once_and_folded_then_on_a_narrow_screen(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 360, "height": 640})
    expect(here.page.locator(".guia-where")).to_be_visible()
    expect(here.page.locator(SETTINGS)).to_contain_text(words("ca")["none-chosen"])
    here.page.check(".guia-where input >> nth=1")
    name = [network["name"] for network in read(own())["networks"].values()][1]
    expect(here.page.locator(SETTINGS)).to_have_text(f"{words('ca')['networks']} {name}")
    here.page.reload()
    expect(here.page.locator(SETTINGS)).to_have_text(f"{words('ca')['networks']} {name}")
    expect(here.page.locator(".guia-where")).to_be_hidden()
    here.page.set_viewport_size({"width": 1280, "height": 800})
    here.page.reload()
    expect(here.page.locator(".guia-where")).to_be_visible()
    expect(here.page.locator(".guia-where input").nth(1)).to_be_checked()


def test_what_is_not_checked_is_said(visit: Callable[..., Visit]) -> None:
    """Where the dictionary does not come, nobody is told that there is nothing to look at; it may be tried again."""
    here = visit(spelling=True)
    here.page.route("**/dictionaries/**", lambda route: route.abort())
    write(here, "Avui la bibloteca obre a les 9.")
    expect(here.page.locator(SUMMARY)).to_have_text(words("ca")["things-unspelt"])
    expect(here.page.locator(".guia-spelling")).to_contain_text(words("ca")["spelling-failed"])
    expect(here.page.get_by_text(words("ca")["unseen"])).to_be_visible()
    here.page.unroute("**/dictionaries/**")
    here.page.click(".guia-spelling button")
    expect(here.page.locator(FINDINGS)).to_contain_text("bibloteca", timeout=60_000)
    expect(here.page.locator(".guia-spelling button")).to_be_hidden()


def test_who_saves_data_is_asked_before_a_dictionary_is_loaded(visit: Callable[..., Visit]) -> None:
    here = visit("en")
    asked_: list[str] = []
    here.page.on("request", lambda request: asked_.append(request.url))
    write(here, "Today we open at nine.")
    expect(here.page.locator(SUMMARY)).to_have_text(words("en")["things-unspelt"])
    expect(here.page.locator(".guia-spelling")).to_contain_text(words("en")["spelling-off"])
    assert [one for one in asked_ if "tones." not in one] == []


def test_a_text_is_written_in_its_own_direction(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, "غدا تفتح المكتبة")
    directions = "[...document.querySelectorAll('.guia-draft > *')].map((one) => getComputedStyle(one).direction)"
    assert here.page.evaluate(directions) == ["rtl", "rtl"]


def test_a_text_in_another_language_is_checked_by_what_is_known_of_that(visit: Callable[..., Visit]) -> None:
    here = visit(networks="x")
    asked_: list[str] = []
    here.page.on("request", lambda request: asked_.append(request.url.removeprefix(here.page.url.split("check/")[0])))
    write(here, "Ninguna persona lo sabe.")
    # With the first words what is known of the tones of the language of the page, and nothing of others.
    assert asked_ == ["tones.json"]
    here.page.locator(".guia-settings").evaluate("(one) => { one.open = true; }")
    here.page.select_option("#post-language", "es")
    here.page.fill(TEXT, f"{DRAFTS['es']}, el martes 3 de diciembre de 2026")
    expect(here.page.locator(FINDINGS)).to_have_count(4)
    text = here.page.input_value(TEXT)
    for one in check_post(own(), text, "es", ["x"]):
        expect(here.page.locator(".guia-report")).to_contain_text(sentences(own(), one, "es")[0]["ca"])
    # That language once, whatever is written in it.
    write(here, f"{text} de verdad")
    assert asked_ == ["tones.json", "es/posts.json", "es/tones.json"]
    # And back: nothing is asked for again.
    here.page.select_option("#post-language", "ca")
    write(here, DRAFTS["ca"])
    expect(here.page.locator(FINDINGS)).to_have_count(3)
    assert len(asked_) == 3
    assert here.wrong == []


def test_where_what_is_known_of_another_language_does_not_come_nothing_is_said_to_be_right(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    here.page.route("**/es/posts.json", lambda route: route.abort())
    here.page.locator(".guia-settings").evaluate("(one) => { one.open = true; }")
    here.page.select_option("#post-language", "es")
    write(here, DRAFTS["es"])
    expect(here.page.locator(SUMMARY)).to_have_text(words("ca")["spelling-wait"])
    here.page.unroute("**/es/posts.json")
    # The next look asks again.
    here.page.locator(TEXT).press_sequentially(".")
    expect(here.page.locator(FINDINGS)).to_have_count(3)


# A word that is misspelt, what is meant, and the site's own words, which no dictionary has.
MISSPELT = {
    "ca": ("La bibloteca de Riublanc obre l'oficina. #hastag", "bibloteca", "biblioteca"),
    "es": ("La bibloteca de Riublanc abre. #hastag", "bibloteca", "biblioteca"),
    "en": ("The libarry of Riublanc opens. The council's #hastag", "libarry", "library"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_spelling_is_checked_while_one_writes(visit: Callable[..., Visit], language: str) -> None:
    here = visit(language, spelling=True)
    asked_: list[str] = []
    here.page.on("request", lambda request: asked_.append(request.url))
    text, wrong, right = MISSPELT[language]
    seen = "document.querySelector('.guia-summary').textContent"
    said = f"window.said = []; new MutationObserver(() => said.push({seen}))"
    here.page.evaluate(f"{said}.observe(document.querySelector('.guia-summary'), {{ childList: true, subtree: true }})")
    write(here, text)
    found = here.page.locator(FINDINGS)
    expect(found).to_contain_text(wrong, timeout=60_000)
    expect(found).to_have_count(1)
    assert words(language)["things-none"] not in here.page.evaluate("said"), "not before the dictionary is there"
    found.locator(f"text={words(language)['write'].format(replacement=right)}").click()
    expect(here.page.locator(TEXT)).to_have_value(text.replace(wrong, right))
    expect(here.page.locator(SUMMARY)).to_contain_text(words(language)["things-none"])
    site = here.page.url.split("/")[2]
    assert {one.split("/")[2] for one in asked_} == {site}, "nothing leaves for elsewhere"
    assert not [one for one in asked_ if wrong in one]
    assert here.wrong == []


def test_a_slow_dictionary_keeps_nobody_from_writing(visit: Callable[..., Visit]) -> None:
    here = visit("es", spelling=True)
    waiting: list[Any] = []
    here.page.route("**/es.dic.gz", lambda route: waiting.append(route))
    write(here, "Tambien abrimos hoy.")
    expect(here.page.locator(FINDINGS)).to_contain_text("Tambien")
    expect(here.page.locator(SUMMARY)).to_contain_text(words("es")["spelling-soon"])
    write(here, "Abrimos hoy en la bibloteca.")
    expect(here.page.locator(SUMMARY)).to_have_text(words("es")["spelling-wait"])
    waiting[0].continue_()
    expect(here.page.locator(FINDINGS)).to_contain_text("bibloteca", timeout=60_000)
    expect(here.page.locator(SUMMARY)).not_to_contain_text(words("es")["spelling-soon"])


def test_a_correction_is_one_press_away_while_writing(visit: Callable[..., Visit]) -> None:
    """What is typed is still under way when the button is pressed: the press must not be lost."""
    here = visit()
    here.page.locator(TEXT).press_sequentially("Veniu a la #festamajor")
    here.page.click(APPLY)
    expect(here.page.locator(TEXT)).to_have_value("Veniu a la #FestaMajor")
    expect(here.page.locator(SUMMARY)).to_contain_text(words("ca")["changed"].format(replacement="#FestaMajor"))


def test_it_tells_by_how_much_a_text_is_too_long_on_each_network(visit: Callable[..., Visit]) -> None:
    here = visit()
    assert here.page.is_visible(f"text={words('ca')['no-network']}")
    networks = read(own())["networks"]
    for key in networks:
        here.page.check(f".guia-where li:has-text('{networks[key]['name']}') input >> nth=0")
    expect(here.page.get_by_text(words("ca")["no-network"])).to_be_hidden()
    text = "Avui, ple a les 19 h. " * 30 + "https://riublanc.example/" + "a" * 60
    write(here, text)
    for number, key in enumerate(networks):
        limits = own().facts.networks[key].record.limits
        shown = here.page.locator(".guia-length").nth(number)
        if not limits or not limits.characters:
            continue
        length, limit = count(text, limits.counted), limits.characters
        sentence = words("ca")["over" if length > limit else "of-limit"]
        figures = {"count": length, "limit": limit, "over": length - limit}
        written = {name: number_in(own().model.words, "ca", figure) for name, figure in figures.items()}
        expect(shown, key).to_have_text(sentence.format(**written))
    # To cut it by so much makes it fit.
    write(here, "a" * 281)
    expect(here.page.locator(".guia-where")).to_contain_text("281 de 280: en sobren 1")
    write(here, "a" * 280)
    expect(here.page.locator(".guia-where")).not_to_contain_text("en sobren")


def test_a_picture_asks_for_its_description_captions_and_permission(visit: Callable[..., Visit]) -> None:
    here = visit()
    assert not here.page.is_visible(f"text={words('ca')['media-ready']}")
    here.page.check(f"text={words('ca')['media']}")
    needs = here.page.locator("fieldset", has_text=words("ca")["media-ready"])
    expect(needs.locator("input")).to_have_count(3)
    expect(here.page.locator(FINDINGS)).to_have_count(1)
    for number in range(3):
        needs.locator("input").nth(number).check()
    expect(here.page.locator(FINDINGS)).to_have_count(0)
    expect(here.page.locator(SUMMARY)).to_have_text("")
    for link in needs.locator("a").evaluate_all("all => all.map((one) => [one.innerText, one.href])"):
        assert "undefined" not in link[0]
        here.page.goto(link[1])
    assert here.wrong == []


def test_the_language_of_the_text_may_be_another(visit: Callable[..., Visit]) -> None:
    here = visit("en")
    write(here, "Pinche aquí")
    expect(here.page.locator(FINDINGS)).to_have_count(0)
    here.page.select_option("#post-language", "es")
    expect(here.page.locator(FINDINGS)).to_contain_text("Pinche aquí")
    expect(here.page.locator(TEXT)).to_have_attribute("lang", "es")


def test_to_clear_it_and_to_go_back(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, DRAFTS["ca"])
    here.page.click(f"text={words('ca')['clear']}")
    expect(here.page.locator(TEXT)).to_have_value("")
    expect(here.page.locator(SUMMARY)).to_have_text("")
    is_focused(here.page, TEXT)
    here.page.reload()
    expect(here.page.locator(TEXT)).to_have_value("")


def test_on_an_intranet_without_https_it_is_copied_all_the_same(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.page.evaluate("delete Navigator.prototype.clipboard")
    write(here, "Avui obrim")
    here.page.click(f"text={words('ca')['copy']}")
    expect(here.page.locator(DONE)).to_have_text(words("ca")["copied"])
    here.page.fill(TEXT, "")
    here.page.focus(TEXT)
    here.page.keyboard.press("Control+v")
    expect(here.page.locator(TEXT)).to_have_value("Avui obrim")


# What it asks of anyone.


def test_nothing_that_is_typed_leaves_the_page_or_is_kept(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    visit.page.goto(f"{address}{PAGE}", wait_until="networkidle")
    asked_: list[str] = []
    visit.page.on("request", lambda request: asked_.append(request.url))
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.length])"
    before = visit.page.evaluate(stored)
    visit.page.check(".guia-where input >> nth=0")
    visit.page.check("text=" + words("ca")["media"])
    visit.page.locator(TEXT).press_sequentially(DRAFTS["ca"])
    visit.page.wait_for_selector(APPLY)
    visit.page.click(APPLY)
    visit.page.click(f"text={words('ca')['copy']}")
    expect(visit.page.locator(DONE)).to_have_text(words("ca")["copied"])
    # Whatever it might have asked for has begun by then.
    visit.page.wait_for_load_state("networkidle")
    assert [
        one for one in asked_ if not re.search(r"/(vendor/dictionaries/|bundles/spelling\.|tones\.)[\w.-]+$", one)
    ] == []
    # The networks are remembered.
    first = next(iter(read(own())["networks"]))
    assert visit.page.evaluate("localStorage.getItem('guia-networks')") == first
    visit.page.evaluate("localStorage.removeItem('guia-networks')")
    assert visit.page.evaluate(stored) == before
    assert visit.page.evaluate("indexedDB.databases()") == []
    assert visit.page.evaluate("caches.keys()") == []
    assert visit.page.url == f"{address}{PAGE}"
    # Nor may the browser keep it or send it away to have its spelling checked.
    assert visit.page.get_attribute(TEXT, "autocomplete") == "off"
    assert visit.page.get_attribute(TEXT, "spellcheck") == "false"
    assert visit.page.query_selector("form[action]:has(#post-text)") is None
    visit.context.close()


def test_other_pages_load_nothing_of_it(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    asked_: list[str] = []
    visit.page.on("request", lambda request: asked_.append(request.url))
    visit.page.goto(address, wait_until="networkidle")
    assert not [url for url in asked_ if "/posts/" in url or url.endswith("posts.json")]
    visit.context.close()


def test_below_a_folder_of_a_server(browser: Any, site: Path, tmp_path: Path) -> None:  # noqa: F811
    shutil.copytree(site, tmp_path / "intranet" / "guia")
    for address in serve(tmp_path):
        visit = Visit(browser, address)
        visit.page.goto(f"{address}intranet/guia/en/{PAGE}")
        visit.page.fill(TEXT, DRAFTS["en"])
        visit.page.wait_for_selector(f"{FINDINGS} a")
        visit.page.click(f"{FINDINGS} a >> nth=0")
        visit.page.wait_for_url(f"{address}intranet/guia/en/**")
        assert visit.wrong == []
        visit.context.close()


# Without a script, and without its file.


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_there_are_the_rules(visit: Callable[..., Visit], language: str) -> None:
    here = visit(language, java_script_enabled=False)
    assert words(language)["no-script"] in here.page.inner_text(PLACE)
    shown = here.page.inner_text("article")
    for entry in own().facts.style.values():
        assert entry.record.name[language] in shown


def test_where_its_file_cannot_be_read_the_page_stays_as_it_is(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    visit.page.route("**/posts.json", lambda route: route.fulfill(status=503, body=""))
    visit.page.goto(f"{address}{PAGE}", wait_until="networkidle")
    assert words("ca")["no-script"] in visit.page.inner_text(PLACE)
    visit.context.close()


# On every screen, for everybody.


def test_a_telephone(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    here.page.check(".guia-where input >> nth=0")
    here.page.check("text=" + words("ca")["media"])
    write(here, f"{DRAFTS['ca']} {'m' * 400}")
    assert here.page.evaluate("document.documentElement.scrollWidth <= 360"), "nothing leaves the screen"
    # A box is touched by its label.
    sizes = here.page.eval_on_selector_all(
        f"{PLACE} :is(a, button, select, label:has(input), textarea)",
        "all => all.filter((one) => one.offsetParent)"
        ".map((one) => [one.getBoundingClientRect().height, one.outerHTML])",
    )
    assert [html for height, html in sizes if height < 24] == [], "everything can be touched"
    smallest = here.page.eval_on_selector_all(
        f"{PLACE} :is(select, textarea)", "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(smallest) >= 16


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(visit: Callable[..., Visit], width: int, scheme: str) -> None:
    here = visit(color_scheme=scheme, viewport={"width": width, "height": 800})
    here.page.locator(".guia-settings").evaluate("(one) => { one.open = true; }")
    here.page.check(".guia-where input >> nth=0")
    here.page.check("text=" + words("ca")["media"])
    write(here, f"{DRAFTS['ca']}!!! {'m' * 400}")
    assert violations(here.page, only=rules_in(scheme)) == []


# By ear.


def test_what_there_is_to_look_at_is_a_heading_and_is_read_out(visit: Callable[..., Visit]) -> None:
    here = visit()
    heard = here.page.locator(".guia-beside [role=status]")
    write(here, "El DNI és 12345678Z!!!")
    expect(here.page.get_by_role("heading", name=words("ca")["things-other"].format(count=2))).to_be_visible()
    names = [read(own())["rules"][finding.rule]["name"] for finding in by_level("El DNI és 12345678Z!!!")]
    expect(heard).to_have_text(f"1 error, 1 avís: {', '.join(names)}.")
    expect(here.page.locator(TEXT)).to_have_attribute("aria-invalid", "true")
    # Another finding is heard, though there are as many.
    write(here, "El DNI és 12345678Z, aquí:http")
    expect(heard).not_to_have_text(f"1 error, 1 avís: {', '.join(names)}.")
    write(here, "Avui obrim")
    expect(heard).to_have_text(words("ca")["things-unspelt"])
    expect(here.page.locator(TEXT)).to_have_attribute("aria-invalid", "false")


def by_level(text: str) -> list[PostFinding]:
    return sorted(check_post(own(), text, "ca", []), key=lambda one: LEVELS.index(one.level))


def test_the_text_is_described_by_how_long_it_is_on_each_network(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, "Avui obrim")
    for number in range(2):
        here.page.locator(".guia-where input").nth(number).check()
    first, second = list(read(own())["networks"].values())[:2]
    described = f"{first['name']}: 10 .*{second['name']}: 10 "
    expect(here.page.locator(TEXT)).to_have_accessible_description(re.compile(described))


def test_no_two_buttons_have_the_same_name(visit: Callable[..., Visit]) -> None:
    here = visit()
    write(here, "Obrim  demà!! Veniu!!! Tanquem a les 25 h. El DNI és 12345678Z.")
    names = here.page.locator(".guia-findings button").evaluate_all(
        "all => all.map((one) => one.ariaLabel ?? one.textContent)"
    )
    assert len(names) > 3
    assert len(set(names)) == len(names)
