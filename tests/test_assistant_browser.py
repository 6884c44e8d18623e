"""The response assistant in a real browser: the same deadlines as in Python, and what a person does with it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import looks, rules_in, violations, with_modules
from deadlines_oracle import deadline
from guiaviva.counting import count
from guiaviva.locales import number
from test_assistant import own, random_cases, read
from test_browser import Visit, browser, pytestmark, serve, switch  # noqa: F401 (fixtures and mark)
from test_twins import as_calendar, milliseconds
from waiting import expect, followed, is_focused, until

LANGUAGES = ("ca", "es", "en")
# From the first question to a complaint.
TO_COMPLAINT = ("no", "no", "no", "yes", "no", "no")
PAGE, PLACE, HEADING = "responses/assistant/", "[data-guia-assistant]", ".guia-now h2"
ANSWER, CARD, COPY, FIELD, TOAST = ".guia-yes-no a", "[data-reply]", ".guia-copy", "[data-blank]", ".guia-toast"
DUE, MORE = ".guia-due", ".guia-more summary"
# A Friday evening, out of service hours.
FRIDAY = "2026-11-27T20:15:00+01:00"


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Visit]]:  # noqa: F811
    """Return a function that opens the assistant in a language, at a step, at a time."""
    visits = []

    def open_(language: str = "ca", step: str = "", now: str = FRIDAY, **options: Any) -> Visit:
        visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"], **options)
        visits.append(visit)
        visit.page.clock.set_fixed_time(now)
        visit.page.goto(f"{root(address, language)}{PAGE}{step}")
        if options.get("java_script_enabled", True):
            visit.page.wait_for_selector(HEADING)
        return visit

    yield open_
    for one in visits:
        one.context.close()


def root(address: str, language: str) -> str:
    return address if language == "ca" else f"{address}{language}/"


def written(figure: int) -> str:
    """Return a number as Catalan writes it."""
    return number(own().model.words, "ca", figure)


def words(language: str) -> dict[str, str]:
    return {key: texts[language] for key, texts in own().model.words["assistant"].items()}


def heading(visit: Visit) -> str:
    return str(visit.page.inner_text(HEADING))


def arrive(visit: Visit, text: str) -> None:
    """Wait until the assistant is at a question: an address with another hash is followed a moment later."""
    expect(visit.page.locator(HEADING)).to_have_text(text)


def press(visit: Visit, key: str, until: str) -> None:
    """Press a key until the focus is on what a selector names."""
    for _ in range(200):
        if visit.page.evaluate("selector => document.activeElement.matches(selector)", until):
            return
        visit.page.keyboard.press(key)
    raise AssertionError(f"{key} never leads to {until}")


def clipboard(visit: Visit) -> str:
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


def said(visit: Visit, toast: str) -> None:
    """Wait for a toast: a pattern of words.yml with its values."""
    expect(visit.page.locator(TOAST)).to_have_text(toast)


def name_of(reply: str) -> str:
    """Return what a ready reply is called."""
    return str(read(own())["replies"][reply]["name"])


def go(visit: Visit, step: str, name: str) -> None:
    """Go to a step and wait until its heading has a name."""
    visit.page.evaluate("step => { location.hash = step; }", step)
    expect(visit.page.locator(HEADING)).to_contain_text(name)


# The same in both: here a few, in Node thousands (test_twins.py).


def test_browser_and_python_count_the_same_deadlines(visit: Callable[..., Visit]) -> None:
    # The reader is far from the institution, and their own clock changes on other days.
    here = visit(timezone_id="America/New_York")
    cases = random_cases(3, 40)
    counted = with_modules(here).evaluate(
        """async (cases) => {
            const scripts = new URL("/modules/", location.href);
            const { deadline } = await import(new URL("assistant/calendar.js", scripts));
            const ends = cases.map(([calendar, posted, span]) => deadline(calendar, posted, span));
            return ends.map((end) => end && [end.at, end.unlisted]);
        }""",
        [[as_calendar(calendar), posted.timestamp() * 1000, span.model_dump()] for calendar, posted, span in cases],
    )
    assert counted == [milliseconds(deadline(*case)) for case in cases]


# What a person does.


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard_alone_from_the_first_question_to_a_copied_reply(
    visit: Callable[..., Visit], language: str
) -> None:
    here, what = visit(language), read(own(), language)
    step = what["start"]
    press(here, "Tab", ANSWER)
    for answer in TO_COMPLAINT:
        assert heading(here) == what["questions"][step]["text"]
        step = what["questions"][step][answer]
        press(here, "Tab", f"{ANSWER}[href='#{step}']")
        here.page.keyboard.press("Enter")
        until(here.page, "hash => location.hash === hash", f"#{step}")
        is_focused(here.page, HEADING)
    assert step == "situation-complaint"
    assert heading(here).split("\n")[-1] == what["situations"][step]["name"]
    press(here, "Tab", FIELD)
    here.page.keyboard.type("Maria c")
    here.page.keyboard.press("Enter")
    # Enter leads from a blank to its reply.
    is_focused(here.page, COPY)
    here.page.keyboard.press("c")
    reply = what["replies"][what["situations"][step]["replies"][0]]
    blanks = re.findall(r"\{([^}]+)\}", reply["texts"][language])
    said(here, words(language)["copied-missing"].format(name=reply["name"], names=", ".join(blanks[1:])))
    assert clipboard(here) == reply["texts"][language].replace("{" + blanks[0] + "}", "Maria c")
    assert here.wrong == []


def test_the_way_so_far_leads_back_and_so_does_the_browser(visit: Callable[..., Visit]) -> None:
    here, what = visit(), read(own())
    steps = [what["start"]]
    for answer in TO_COMPLAINT:
        steps.append(what["questions"][steps[-1]][answer])
        here.page.click(f"{ANSWER}[href='#{steps[-1]}']")
    way = here.page.locator(".guia-way li")
    expect(way).to_have_text(
        [
            f"{what['questions'][step]['text']} {'Sí' if answer == 'yes' else 'No'}"
            for step, answer in zip(steps, TO_COMPLAINT, strict=False)
        ]
    )
    here.page.go_back()
    arrive(here, what["questions"][steps[-2]]["text"])
    expect(way).to_have_count(5)
    here.page.go_forward()
    expect(way).to_have_count(6)
    here.page.click(".guia-back")
    arrive(here, what["questions"][steps[-2]]["text"])
    here.page.click(".guia-way li:nth-child(2) a")
    arrive(here, what["questions"][steps[1]]["text"])
    expect(way).to_have_count(1)
    here.page.click(".guia-controls a >> nth=-1")
    arrive(here, what["questions"][steps[0]]["text"])
    expect(way).to_have_count(0)
    expect(here.page.locator(".guia-controls a")).to_have_count(0)
    for _ in range(5):
        here.page.go_back()
    # From the start over the second question, the last one, the situation and the last one again.
    arrive(here, what["questions"][steps[-3]]["text"])
    assert here.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_link_opens_right_there(visit: Callable[..., Visit], language: str) -> None:
    what = read(own(), language)
    here = visit(language, "#question-is-it-our-mistake")
    assert heading(here) == what["questions"]["question-is-it-our-mistake"]["text"]
    # The way there is shown too.
    expect(here.page.locator(".guia-way li")).to_have_count(5)
    assert here.page.title().startswith(heading(here))
    here = visit(language, "#situation-rumour")
    assert what["situations"]["situation-rumour"]["name"] in heading(here)
    on_screen(here, HEADING)


def on_screen(visit: Visit, selector: str) -> None:
    """Wait until something is in the upper part of the screen: a browser scrolls there once it has drawn the page."""
    for _ in range(300):
        box = visit.page.locator(selector).bounding_box()
        if box and 0 <= box["y"] < 400:
            return
        visit.page.wait_for_timeout(100)
    raise AssertionError(f"{selector} is at {box}")


def test_a_link_to_what_is_no_longer_there_says_so(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-gone")
    assert heading(here) == read(own())["questions"][read(own())["start"]]["text"]
    assert words("ca")["unknown"] in here.page.inner_text(PLACE)


def test_other_places_of_the_page_are_not_steps(visit: Callable[..., Visit]) -> None:
    here = visit(step="#question-is-it-our-mistake")
    before = heading(here)
    followed(here.page, "location.hash = document.querySelector('h1').id || 'elsewhere'")
    assert heading(here) == before


def test_the_switch_of_language_keeps_the_step(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint", viewport={"width": 1280, "height": 800})
    switch(here.page, "en")
    here.page.wait_for_url(f"**/en/{PAGE}#situation-complaint")
    expect(here.page.locator(HEADING)).to_contain_text("Complaint")


# By when.


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/New_York"])
@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("ca", "abans de dilluns 30 a les 12.30 h"),
        ("es", "antes del lunes 30 a las 12:30"),
        ("en", "by Monday 30 at 12:30"),
    ],
)
def test_what_was_posted_on_friday_evening_is_due_on_monday(
    visit: Callable[..., Visit], language: str, when: str, zone: str
) -> None:
    here = visit(language, "#situation-complaint", timezone_id=zone)
    assert here.page.inner_text(DUE) == when
    here.page.click(MORE)
    assert here.page.input_value("[name=posted]") == "2026-11-27T20:15"
    note = words(language)["zone"].format(zone="Europe/Madrid")
    assert (note in here.page.inner_text(PLACE)) == (zone != "Europe/Madrid")


def test_the_clock_starts_when_the_message_was_posted(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.click(MORE)
    here.page.fill("[name=posted]", "2026-11-27T13:00")
    deadline_ = here.page.locator(DUE)
    expect(deadline_).to_have_text("abans de dilluns 30 a les 11.00 h")
    # It is the same message on the way to another situation.
    go(here, "situation-insult", "Insult")
    expect(here.page.locator("[name=posted]")).to_have_value("2026-11-27T13:00")
    here.page.click(MORE)
    here.page.fill("[name=posted]", "2026-11-26T08:30")
    expect(deadline_).to_have_text("Fora de termini: calia abans de dijous 26 a les 12.30 h")
    # An empty field is now.
    here.page.fill("[name=posted]", "")
    expect(deadline_).to_have_text("abans de dilluns 30 a les 12.30 h")


def test_a_year_whose_holidays_are_not_known_is_told(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint", now="2027-12-31T18:00:00+01:00")
    here.page.click(MORE)
    assert words("ca")["unlisted"].format(years="2028") in here.page.inner_text(PLACE)


def changed(visit: Visit, change: Callable[[dict[str, Any]], None]) -> None:
    """Let the page read something else, and open it anew."""

    def fulfil(route: Any) -> None:
        what = route.fetch().json()
        change(what)
        route.fulfill(body=json.dumps(what), content_type="application/json")

    visit.page.route("**/assistant.json", fulfil)
    visit.page.reload()
    visit.page.wait_for_selector(HEADING)


@pytest.mark.parametrize("lacking", [{"week": [[]] * 7}, {"zone": ""}])
def test_without_service_hours_or_time_zone_it_cannot_be_counted(
    visit: Callable[..., Visit], lacking: dict[str, Any]
) -> None:
    here = visit(step="#situation-complaint")
    changed(here, lambda what: what["calendar"].update(lacking))
    assert here.page.inner_text(DUE) == "4 hores laborables"
    here.page.click(MORE)
    shown = here.page.inner_text(PLACE)
    assert words("ca")["uncountable"] in shown
    assert here.page.query_selector("[name=posted]") is None


def test_a_situation_without_a_time_or_replies_has_neither(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-troll")
    assert here.page.query_selector("[name=posted]") is None
    here = visit(step="#situation-spam")
    assert words("ca")["no-replies"] in here.page.inner_text(PLACE)
    assert here.page.locator(CARD).count() == 0
    assert not here.page.is_visible("[name=network]")
    here.page.focus(HEADING)
    here.page.keyboard.press("c")
    assert here.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_of_a_situation_lead_somewhere(visit: Callable[..., Visit], language: str) -> None:
    here = visit(language, "#situation-case-with-personal-data")
    links = here.page.eval_on_selector_all(".guia-now a", "all => all.map((one) => one.getAttribute('href'))")
    pages = [link for link in links if link.startswith("http")]
    assert {"tel:930000013", "mailto:xarxes@riublanc.example"} <= set(links)
    assert len(pages) >= 3
    for link in pages:
        here.page.goto(link)
        anchor = link.partition("#")[2]
        assert not anchor or here.page.query_selector(f"[id='{anchor}']"), link
    assert here.wrong == []


# The replies.


def blank(card: int, name: str) -> str:
    return f"{CARD} >> nth={card} >> [data-blank='{name}']"


def test_blanks_are_filled_where_they_stand_and_the_same_in_all_replies(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    texts = here.page.locator(f"{CARD} blockquote")
    here.page.click(blank(0, "nom"))
    here.page.keyboard.type("Maria")
    expect(texts.nth(0)).to_contain_text("Ens sap greu, Maria.")
    assert all("Maria" in text and "{nom}" not in text for text in texts.all_inner_texts())
    # Each is a field with a name, to which Tab leads in the order of the text; Enter leads to what copies the reply.
    names = re.findall(r"\{([^}]+)\}", read(own())["replies"]["complaint-received"]["texts"]["ca"])
    field = here.page.locator(CARD).first.get_by_role("textbox", name=names[1])
    here.page.keyboard.press("Tab")
    assert field.evaluate("one => one === document.activeElement")
    here.page.keyboard.type("la biblioteca")
    here.page.keyboard.press("Enter")
    is_focused(here.page, "[data-reply=complaint-received] .guia-copy")
    # What is emptied has its name again.
    here.page.fill(blank(0, names[1]), "")
    shown = field.evaluate("one => getComputedStyle(one, '::before').content")
    assert shown == f'"{names[1]}"'
    assert field.inner_text().strip() == ""
    here.page.fill(blank(1, "servei"), "la biblioteca")
    here.page.fill(blank(1, "telèfon"), "930 000 030")
    here.page.click(f"{CARD} >> nth=1 >> {COPY}")
    said(here, words("ca")["copied"].format(name=name_of("complaint-needs-detail")))
    assert clipboard(here) == here.page.inner_text(f"{CARD} >> nth=1 >> blockquote")
    # What was typed is there for the next situation, and gone with the page.
    go(here, "situation-insult", "Insult")
    expect(here.page.locator(blank(0, "nom"))).to_have_text("Maria")
    here.page.reload()
    expect(here.page.locator(blank(0, "nom"))).to_have_text("")


def test_what_was_typed_stays_when_the_network_or_the_language_changes(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.fill(blank(0, "nom"), "Maria")
    here.page.select_option("[name=network]", "mastodon")
    expect(here.page.locator(blank(0, "nom"))).to_have_text("Maria")
    # The same blank has another name in another language.
    for language, name in (("es", "nombre"), ("en", "name"), ("ca", "nom")):
        here.page.select_option("[name=language]", language)
        expect(here.page.locator(blank(0, name))).to_have_text("Maria")


def test_the_network_is_remembered_and_nothing_that_was_typed(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.select_option("[name=network]", "mastodon")
    here.page.fill(blank(0, "nom"), "Maria")
    here.page.reload()
    expect(here.page.locator("[name=network]")).to_have_value("mastodon")
    assert "Maria" not in here.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    # A network that is no longer there, or a browser that keeps nothing.
    here.page.evaluate("localStorage.setItem('guia-network', 'gone')")
    here.page.reload()
    expect(here.page.locator("[name=network]")).to_have_value(next(iter(read(own())["networks"])))
    here.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })")
    here.page.reload()
    expect(here.page.locator("[name=network]")).to_have_value(next(iter(read(own())["networks"])))


def test_what_is_typed_is_text(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.fill(blank(0, "nom"), "<b>$& {servei}</b>")
    expect(here.page.locator(f"{CARD} blockquote").nth(0)).to_contain_text("<b>$& {servei}</b>")
    assert here.page.query_selector(f"{CARD} blockquote b") is None


def test_what_is_pasted_is_text_in_one_line(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob(["de\\nla Maria"], { type: "text/plain" }),
            "text/html": new Blob(["<p>de</p><p><b>la Maria</b></p>"], { type: "text/html" }),
        })])"""
    )
    here.page.focus(blank(0, "nom"))
    here.page.keyboard.press("Control+v")
    assert here.page.query_selector("[data-blank] *") is None
    here.page.click(f"{COPY} >> nth=0")
    expect(here.page.locator(TOAST)).not_to_be_empty()
    assert "de la Maria" in clipboard(here)


def test_a_reply_is_copied_as_rich_text_too(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.fill(blank(0, "nom"), "<i>Maria</i>")
    here.page.fill(blank(0, "assumpte"), "riublanc.example o https://riublanc.example/a?b=1&c")
    here.page.click(f"{COPY} >> nth=0")
    expect(here.page.locator(TOAST)).not_to_be_empty()
    html = here.page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert "&lt;i&gt;Maria&lt;/i&gt;" in html
    assert '<a href="https://riublanc.example/a?b=1&amp;c"' in html
    assert "riublanc.example o https://riublanc.example/a?b=1&c" in clipboard(here)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["situation-complaint", "situation-question", "situation-rumour"])
def test_what_to_do_by_when_and_the_first_reply_are_on_the_first_screen_of_a_telephone(
    visit: Callable[..., Visit], language: str, step: str
) -> None:
    here = visit(language, f"#{step}", viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    until(here.page, "document.querySelector('.guia-now').getBoundingClientRect().top < 150")
    for selector in (HEADING, ".guia-act", DUE, f"{CARD} blockquote p", f"{COPY} >> nth=0"):
        box = here.page.locator(selector).first.bounding_box()
        assert box, selector
        assert box["y"] >= 48, selector
        end = 0 if selector.endswith("p") else box["height"]
        assert box["y"] + end <= 640, selector


def test_what_the_keys_do_is_said_in_the_width_of_the_replies(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    said, cards = (here.page.locator(one).first.bounding_box() for one in ("p.guia-key", CARD))
    assert said["width"] > cards["width"] / 2


@pytest.mark.parametrize("network", [None, "mastodon", "threads", "bluesky", "youtube", "facebook"])
def test_a_reply_is_counted_as_its_network_counts(visit: Callable[..., Visit], network: str | None) -> None:
    here, what = visit(step="#situation-complaint"), read(own())
    if network:
        here.page.select_option("[name=network]", network)
    key = network or next(iter(what["networks"]))
    limit, how = what["networks"][key]["limit"], what["networks"][key]["counted"]
    # An emoji, an address and a mention: each network counts them in its own way.
    subject = " ".join(["é👩‍👩‍👧 https://a.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaa @a@b.example"] * 5)
    here.page.fill(blank(0, "assumpte"), subject)
    expect(here.page.locator(f"{CARD} blockquote").nth(0)).to_contain_text("https://a.example")
    text = what["replies"]["complaint-received"]["texts"]["ca"].replace("{assumpte}", subject)
    length = count(text, how)
    shown = here.page.inner_text(f"{CARD} >> nth=0 >> .guia-count")
    assert shown.startswith(f"{written(length)} de {written(limit)}" if limit else f"{length} caràcters")
    too_long = words("ca")["over"].format(over=written(length - (limit or 0)))
    assert (too_long in shown) == bool(limit and length > limit)
    note = here.page.inner_text(".guia-limit")
    assert note == words("ca")["limit" if limit else "no-limit"].format(
        network=what["networks"][key]["name"], limit=written(limit or 0), unit=what["networks"][key]["unit"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_writer_is_the_pages_until_it_is_chosen(visit: Callable[..., Visit], language: str) -> None:
    here, what = visit(language, "#situation-complaint"), read(own(), language)
    assert here.page.input_value("[name=language]") == language
    for chosen in LANGUAGES:
        here.page.select_option("[name=language]", chosen)
        text = here.page.locator(f"{CARD} blockquote p").nth(0)
        expect(text).to_have_text(re.sub(r"{[^}]+}", "", what["replies"]["complaint-received"]["texts"][chosen]))
        expect(text).to_have_attribute("lang", chosen)
    assert here.page.evaluate("document.activeElement.name") in ("language", None, "")


def test_replies_for_other_networks_are_hidden_with_a_word(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-insult")

    def change(what: dict[str, Any]) -> None:
        what["replies"]["insult-warning"]["networks"] = ["instagram"]
        what["replies"]["insult-formal-warning"]["texts"].pop("en")

    changed(here, change)
    note = words("ca")["hidden-one"].format(count=1)
    expect(here.page.locator(CARD)).to_have_count(1)
    expect(here.page.locator(PLACE)).to_contain_text(note)
    here.page.select_option("[name=network]", "instagram")
    expect(here.page.locator(CARD)).to_have_count(2)
    expect(here.page.locator(PLACE)).not_to_contain_text(note)
    # The choice holds for the next situation too.
    go(here, "situation-complaint", "Queixa")
    expect(here.page.locator("[name=network]")).to_have_value("instagram")
    # What is not translated is the original, and is said to be.
    go(here, "situation-insult", "Insult")
    here.page.select_option("[name=language]", "en")
    last = here.page.locator(CARD).nth(1)
    expect(last).to_contain_text(words("ca")["untranslated"])
    expect(last.locator("blockquote p")).to_have_attribute("lang", "ca")


def test_who_writes_is_asked_before_the_replies_of_someone_at_risk(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-someone-at-risk")
    writers = read(own())["writers"]
    expect(here.page.locator(CARD)).to_have_count(0)
    expect(here.page.locator(PLACE)).to_contain_text(words("ca")["who-writes-help"])
    here.page.get_by_label(writers["child"]).check()
    own_reply, for_anyone = (f"[data-reply={key}]" for key in ("at-risk-child-self-harm", "at-risk-in-public"))
    expect(here.page.locator(CARD)).to_have_count(2)
    expect(here.page.locator(own_reply)).to_have_count(1)
    expect(here.page.locator(for_anyone)).to_have_count(1)
    here.page.get_by_label(writers["other"]).check()
    expect(here.page.locator("[data-reply=at-risk-self-harm-other]")).to_have_count(1)
    expect(here.page.locator(own_reply)).to_have_count(0)
    # Of other messages it is not asked, and of the next one it is asked anew.
    go(here, "situation-complaint", "Queixa")
    expect(here.page.get_by_label(writers["child"])).to_be_hidden()
    go(here, "situation-someone-at-risk", "Persona en risc")
    expect(here.page.get_by_label(writers["other"])).not_to_be_checked()
    expect(here.page.locator(CARD)).to_have_count(0)


def test_a_letter_is_a_letter_where_somebody_writes_and_outside(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.focus(blank(0, "nom"))
    here.page.keyboard.type("cc")
    expect(here.page.locator(blank(0, "nom"))).to_have_text("cc")
    here.page.evaluate("navigator.clipboard.writeText('untouched')")
    here.page.focus("[data-guia-search]")
    here.page.keyboard.press("c")
    here.page.focus(HEADING)
    here.page.keyboard.press("Control+c")
    # What is read comes after what would have been written.
    assert clipboard(here) == "untouched"
    expect(here.page.locator(TOAST)).to_be_empty()
    here.page.click(f"{CARD} >> nth=2 >> p >> nth=0")
    here.page.keyboard.press("c")
    said(
        here,
        words("ca")["copied-missing"].format(name=name_of("complaint-resolved"), names="assumpte, solució, telèfon"),
    )


def test_on_an_intranet_without_https_it_is_copied_all_the_same(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    here.page.evaluate("delete Navigator.prototype.clipboard")
    here.page.click(f"{COPY} >> nth=1")
    expect(here.page.locator(TOAST)).not_to_be_empty()
    # The focus stays.
    is_focused(here.page, COPY)
    here.page.focus(blank(0, "nom"))
    here.page.keyboard.press("Control+v")
    what = read(own())
    second = what["replies"][what["situations"]["situation-complaint"]["replies"][1]]
    expect(here.page.locator(blank(0, "nom"))).to_have_text(second["texts"]["ca"])


# What it asks of anyone.


def test_it_asks_for_its_own_file_alone_and_stores_nothing(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    visit.page.goto(f"{address}tone/", wait_until="networkidle")
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    before = visit.page.evaluate(stored)
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(f"{address}{PAGE}#situation-complaint")
    visit.page.fill(blank(0, "nom"), "Maria")
    visit.page.click(MORE)
    visit.page.fill("[name=posted]", "2026-11-27T13:00")
    visit.page.click(f"{COPY} >> nth=0")
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".json")] == [f"{address}assistant.json"]
    # Whether a browser tells the hash of what it asks for is its own affair.
    assert [url.partition("#")[0] for url in asked if not url.startswith(f"{address}assets/")] == [
        f"{address}{PAGE}",
        f"{address}assistant.json",
    ]
    assert visit.page.evaluate(stored).replace(PAGE, "") == before
    assert visit.page.evaluate("indexedDB.databases()") == []
    assert "Maria" not in visit.page.url
    visit.context.close()


def test_other_pages_load_nothing_of_it(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "/assistant/" in url or url.endswith("assistant.json")]
    visit.context.close()


def test_below_a_folder_of_a_server(browser: Any, site: Path, tmp_path: Path) -> None:  # noqa: F811
    shutil.copytree(site, tmp_path / "intranet" / "guia")
    for address in serve(tmp_path):
        visit = Visit(browser, address)
        visit.page.goto(f"{address}intranet/guia/es/{PAGE}#situation-complaint")
        link = visit.page.get_attribute(".guia-now dd a >> nth=0", "href")
        assert link
        assert link.startswith(f"{address}intranet/guia/es/roles/")
        visit.page.goto(link)
        assert visit.wrong == []
        visit.context.close()


# Without a script, and without its file.


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_the_questions_open_one_another(visit: Callable[..., Visit], language: str) -> None:
    here, what = visit(language, java_script_enabled=False), read(own(), language)
    step, place = what["start"], here.page.locator(f"#{what['start']}")
    for answer in TO_COMPLAINT:
        assert what["questions"][step]["text"] in place.inner_text()
        details = place.locator("> details").nth(0 if answer == "yes" else 1)
        details.locator("> summary").focus()
        here.page.keyboard.press("Enter")
        step = what["questions"][step][answer]
        place = here.page.locator(f"#{step}")
        expect(place).to_be_visible()
    shown, one = place.inner_text(), what["situations"][step]
    for words_ in (one["name"], one["definition"], one["owner"]["phone"], one["escalate"]["email"]):
        assert words_ in shown
    assert one["within"]["words"] in shown
    assert what["replies"]["complaint-received"]["texts"][language] in shown
    # The other answer closes.
    place = here.page.locator(f"#{what['start']}")
    place.locator("> details > summary").nth(0).click()
    expect(here.page.locator(f"#{step}")).to_be_hidden()


def test_without_javascript_a_shared_link_opens_there(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint", java_script_enabled=False)
    on_screen(here, "#situation-complaint")


def test_where_its_file_cannot_be_read_the_page_stays_as_it_is(browser: Any, address: str) -> None:  # noqa: F811
    visit = Visit(browser, address)
    visit.page.route("**/assistant.json", lambda route: route.fulfill(status=503, body=""))
    visit.page.goto(f"{address}{PAGE}", wait_until="networkidle")
    assert visit.page.is_visible(f"{PLACE} summary >> nth=0")
    assert visit.page.query_selector(HEADING) is None
    visit.context.close()


# On every screen, for everybody.


@pytest.mark.parametrize("step", ["", "#question-is-it-press-or-publicity", "#situation-question"])
def test_a_telephone(visit: Callable[..., Visit], step: str) -> None:
    here = visit(step=step, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    if "situation" in step:
        here.page.fill(blank(0, "nom"), "m" * 120)
        here.page.click(MORE)
        here.page.tap(f"{COPY} >> nth=0")
        expect(here.page.locator(TOAST)).not_to_be_empty()
    assert here.page.evaluate("document.documentElement.scrollWidth <= 360"), "nothing leaves the screen"
    sizes = here.page.eval_on_selector_all(
        f"{PLACE} :is(a, button, select, input)",
        "all => all.filter((one) => one.offsetParent && !one.closest('.guia-help'))"
        ".map((one) => [one.getBoundingClientRect().height, one.outerHTML])",
    )
    assert [html for height, html in sizes if height < 24] == [], "everything can be touched"
    smallest = here.page.eval_on_selector_all(
        f"{PLACE} :is(select, input)", "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(smallest, default=16) >= 16


@pytest.mark.parametrize(
    ("step", "width", "scheme"),
    looks(["", "#question-does-it-propose-or-thank", "#situation-complaint", "#situation-someone-at-risk"]),
)
def test_axe_finds_nothing(visit: Callable[..., Visit], step: str, width: int, scheme: str) -> None:
    # What moves would be looked at in between.
    here = visit(step=step, color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    if "at-risk" in step:
        here.page.get_by_label(read(own())["writers"]["adult"]).check()
    if "complaint" in step:
        here.page.fill(blank(0, "assumpte"), "m" * 300)
        here.page.click(MORE)
        here.page.fill("[name=posted]", "2026-11-25T09:00")
        here.page.click(f"{COPY} >> nth=0")
        expect(here.page.locator(TOAST)).not_to_be_empty()
    # What is half under the header has half its size.
    here.page.evaluate("scrollTo(0, 0)")
    assert violations(here.page, only=rules_in(scheme)) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_without_the_script(browser: Any, address: str, width: int, scheme: str) -> None:  # noqa: F811
    visit = Visit(browser, address, color_scheme=scheme, viewport={"width": width, "height": 800})
    visit.page.route("**/assistant.json", lambda route: route.abort())
    visit.page.goto(f"{address}{PAGE}")
    # Everything open at once, which their name alone forbids.
    visit.page.eval_on_selector_all(
        f"{PLACE} details",
        "all => { all.forEach((one) => one.removeAttribute('name')); all.forEach((one) => (one.open = true)); }",
    )
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(visit.page, only=rules_in(scheme)) == []
    visit.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_what_copies_a_reply_never_lies_over_its_first_line(visit: Callable[..., Visit], width: int) -> None:
    here = visit(step="#situation-complaint", viewport={"width": width, "height": 800})
    here.page.wait_for_selector(CARD)
    covered = """async () => {
      const card = document.querySelector(".guia-ready > li");
      const [bar, text] = [".guia-foot", "blockquote p"].map((one) => card.querySelector(one));
      const line = new Range();
      line.selectNodeContents(text);
      for (let top = 0; top < 1400; top += 25) {
        scrollTo(0, top);
        const { bottom } = line.getClientRects()[0];
        if (bottom < innerHeight && bar.getBoundingClientRect().top < bottom) return top;
      }
      return "";
    }"""
    assert here.page.evaluate(covered) == ""


def test_too_long_is_said_once_in_a_pause(visit: Callable[..., Visit]) -> None:
    here = visit(step="#situation-complaint")
    heard = here.page.locator(".guia-assistant section [role=status].guia-unseen")
    here.page.evaluate(
        """() => {
          window.heard = [];
          const element = document.querySelector(".guia-assistant section [role=status].guia-unseen");
          new MutationObserver(() => window.heard.push(element.textContent)).observe(element, { childList: true });
        }"""
    )
    here.page.click(blank(0, "assumpte"))
    here.page.keyboard.insert_text("m" * 300)
    here.page.keyboard.type("mmmm")
    expect(heard).not_to_be_empty()
    assert here.page.evaluate("window.heard.length") == 1
