"""Records of data in a real browser: what somebody does who knows no YAML and no Git, and what the files say then."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from browsing import NARROW, WIDE, Visit, pytestmark, violations  # noqa: F401 (the mark)
from guiaviva.editing.records.kinds import field_of_file
from guiaviva.editing.records.writing import value_of, with_value
from projects import SOURCE, write_small_project
from test_preview import Served, served
from waiting import expect, fits, is_focused

REPLIES, ACCOUNTS, NETWORKS = (f"data/{name}.yml" for name in ("replies", "accounts", "networks"))


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    root = write_small_project(tmp_path_factory.mktemp("records") / "project")
    cache = str(tmp_path_factory.mktemp("cache"))
    with served(root, XDG_CACHE_HOME=cache) as running:
        yield root, running


def opened(browser: Any, running: Served, name: str = "record", *, viewport: Any = WIDE, **query: str) -> Visit:
    visit = Visit(browser, running.address, viewport=viewport)
    visit.page.goto(f"{running.address}-/edit/{name}?{urlencode({'lang': 'en', **query})}")
    if name == "record":
        visit.page.wait_for_selector("[data-ready]", state="attached")
    return visit


def lines_gone(before: str, after: str) -> list[str]:
    return [one for one in ndiff(before.split("\n"), after.split("\n")) if one[0] == "-"]


def first_key(path: Path) -> str:
    return next(iter(value_of(path.read_text(encoding="utf-8"))))


def test_a_reply_is_changed_in_all_languages_from_a_phone(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = root / REPLIES
    before, key = path.read_text(encoding="utf-8"), first_key(root / REPLIES)
    texts = value_of(before)[key]["text"]
    visit = opened(browser, running, "records", viewport=NARROW)
    page = visit.page
    page.get_by_label("Find a record").fill("ready")
    link = page.locator(f"a[href*='path={key}&']")
    expect(link).to_be_visible()
    fits(page, 360)
    assert violations(page) == []
    link.click()
    text = page.get_by_role("group", name="Text", exact=True)
    agreeing = page.get_by_role("button", name="Save and sign off")
    expect(text).to_be_visible()
    expect(agreeing).to_be_hidden()
    for language, name in (("es", "Spanish"), ("en", "English")):
        text.get_by_label(name).fill(f"{texts[language]} 😀: #1")
    # The longest that any network counts is said beside each.
    expect(text.locator(".guia-length").first).to_contain_text(" of ")
    fits(page, 360)
    # Whatever the bar covers is not there for the check of targets.
    page.locator("#remove").scroll_into_view_if_needed()
    assert violations(page) == []
    # The bar of what is not saved is a line, however many buttons it has.
    assert page.locator(".guia-save").bounding_box()["height"] < 70
    agreeing.click()
    expect(page.locator("#status")).to_have_text("Saved.")
    expect(agreeing).to_be_hidden()
    # Nobody is asked again whether they agree.
    expect(page.locator("#verdict")).to_have_text(re.compile("^$|nothing"), timeout=60_000)
    expect(page.locator("#left")).not_to_contain_text("signed off")
    after = path.read_text(encoding="utf-8")
    now = value_of(after)
    assert now[key]["text"] == {one: f"{words} 😀: #1" for one, words in texts.items()}
    assert {**now, key: 0} == {**value_of(before), key: 0}
    # A long text may have gone on in a second line.
    assert len(lines_gone(before, after)) <= 2 * len(texts)
    # Saved without another change, nothing is written; taken back, all is as it was.
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Nothing has changed.")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("group", name="Text", exact=True).get_by_label("English")).to_have_value(texts["en"])
    assert path.read_text(encoding="utf-8") == before
    assert visit.wrong == []
    visit.context.close()


def test_what_is_discarded_is_got_back_and_save_stays_where_it_is(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = root / REPLIES
    before, key = path.read_text(encoding="utf-8"), first_key(path)
    visit = opened(browser, running, viewport=NARROW, file=REPLIES, path=key, lang="es")
    page = visit.page
    text = page.get_by_role("group", name="Texto", exact=True).get_by_label("Español")
    save = page.get_by_role("button", name="Guardar", exact=True)
    said, place = text.input_value(), save.bounding_box()
    text.fill(f"{said} 1")
    page.get_by_role("group", name="Texto", exact=True).get_by_label("Inglés").fill("Two")
    expect(page.get_by_role("button", name="Guardar y validar")).to_be_visible()
    # The buttons that have come are in two rows, and none is where somebody has learnt that one saves.
    assert page.locator(".guia-save").bounding_box()["height"] > 70
    assert save.bounding_box() == place
    page.get_by_role("button", name="Descartar").click()
    expect(text).to_have_value(said)
    expect(page.locator("#status")).to_contain_text("Se ha descartado lo escrito.")
    fits(page, 360)
    page.get_by_role("button", name="Recuperarlo").click()
    expect(text).to_have_value(f"{said} 1")
    save.click()
    expect(page.locator("#status")).to_have_text("Se ha guardado.")
    assert f"{said} 1" in value_of(path.read_text(encoding="utf-8"))[key]["text"].values()
    path.write_text(before, encoding="utf-8")
    assert visit.wrong == []
    visit.context.close()


def test_what_a_page_lists_is_found_and_added_from_there(browser: Any, guide: tuple[Path, Served]) -> None:
    _, running = guide
    path = f"docs/{SOURCE}/accounts/index.md"
    visit = opened(browser, running, "page", viewport=NARROW, path=path)
    page = visit.page
    records = page.locator("#records li")
    expect(records.first).to_be_visible()
    field = page.locator("#filter")
    field.fill("no such record")
    expect(records.filter(visible=True)).to_have_count(0)
    expect(page.locator("#filtered")).to_have_text("0 fichas")
    field.fill("")
    expect(records.filter(visible=True)).to_have_count(records.count())
    fits(page, 360)
    assert visit.wrong == []
    visit.context.close()
    visit = opened(browser, running, "records", page=path)
    visit.page.locator("[data-here]").get_by_role("link", name="Add an account").click()
    expect(visit.page.locator("h1")).to_have_text("Add an account")
    assert visit.wrong == []
    visit.context.close()


def test_an_account_is_added(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    before = (root / ACCOUNTS).read_text(encoding="utf-8")
    visit = opened(browser, running, file=ACCOUNTS, path="", new="1")
    page = visit.page
    expect(page.locator("h1")).to_have_text("Add an account")
    # Nothing demands it, but the check asks for it.
    expect(page.get_by_text("Responsible (needed to finish)")).to_be_visible()
    expect(page.get_by_label("Identifier")).to_be_hidden()
    expect(page.locator("#wanted")).to_contain_text("To finish, these are needed too: Responsible")
    page.get_by_role("button", name="Save", exact=True).click()
    # What is lacking is said above all, each with the way to its field.
    is_focused(page, "#problems")
    page.get_by_role("link", name="Account name").click()
    page.keyboard.type("@newaccount")
    page.get_by_label("Network", exact=True).select_option("x")
    page.get_by_label("Web address").fill("my account")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Web address")).to_have_attribute("aria-invalid", "true")
    assert violations(page) == []
    assert (root / ACCOUNTS).read_text(encoding="utf-8") == before
    page.get_by_label("Web address").fill("x.com/newaccount")
    page.get_by_label("English").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_contain_text("@newaccount (X)")
    expect(page.locator("#status")).to_have_text("Created.")
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    after = (root / ACCOUNTS).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert value_of(after[len(before) :]) == {
        "x-newaccount": {
            "network": "x",
            "handle": "@newaccount",
            "url": "https://x.com/newaccount",
            "languages": ["en"],
        }
    }
    assert visit.wrong == []
    # It is removed, since nothing names it.
    page.wait_for_selector("[data-ready]", state="attached")
    page.get_by_role("button", name="Remove this record").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.wait_for_url("**/-/edit/records?**")
    expect(page.locator("#status")).to_have_text("«@newaccount (X)» was removed.")
    assert (root / ACCOUNTS).read_text(encoding="utf-8") == before
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#status")).to_have_text("")
    assert (root / ACCOUNTS).read_text(encoding="utf-8") == after
    (root / ACCOUNTS).write_text(before, encoding="utf-8")
    visit.context.close()


def test_a_network_is_closed_and_one_that_is_named_stays(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    before = (root / NETWORKS).read_text(encoding="utf-8")
    accounts = (root / ACCOUNTS).read_text(encoding="utf-8")
    visit = opened(browser, running, file=NETWORKS, path="instagram")
    page = visit.page
    page.get_by_label("Status").select_option("Closed (no longer used)")
    page.get_by_label("Until").fill("2026-11-20")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    base = value_of(before)["instagram"]
    now = value_of((root / NETWORKS).read_text(encoding="utf-8"))
    assert now == {**value_of(before), "instagram": {**base, "status": "closed", "until": "2026-11-20"}}
    # What is to be changed too is said where it was saved, with the way there.
    left = page.locator("#left")
    expect(left.get_by_role("heading", name="This is left to do:")).to_be_visible(timeout=60_000)
    left.get_by_text("One by one").click()
    expect(left.get_by_role("link", name=re.compile("^Accounts: ")).first).to_be_visible()
    expect(left.get_by_role("link", name="Networks of the plan: Instagram")).to_be_visible()
    expect(left).to_contain_text("Instagram, which is closed")
    assert violations(page) == []
    # Where it leads to begins at the field, and leads on to the next.
    left.get_by_role("link", name=re.compile("^Accounts: ")).first.click()
    page.wait_for_selector("[data-ready]", state="attached")
    expect(page.get_by_role("link", name="Back to «Instagram»")).to_be_visible()
    expect(page.get_by_label("Status")).to_be_focused()
    page.get_by_label("Status").select_option("Closed")
    page.get_by_label("Closed").fill("2026-11-30")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Next: "))).to_be_visible(timeout=60_000)
    expect(page.locator("#verdict")).to_have_text("")
    page.get_by_role("link", name="Back to «Instagram»").click()
    page.wait_for_selector("[data-ready]", state="attached")
    page.get_by_role("button", name="Remove this record").click()
    expect(page.get_by_role("dialog")).to_contain_text("Social network (English)")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_hidden()
    visit.context.close()
    (root / NETWORKS).write_text(before, encoding="utf-8")
    (root / ACCOUNTS).write_text(accounts, encoding="utf-8")


def test_what_a_closed_network_leaves_to_do_is_done_where_it_is_listed(
    browser: Any, guide: tuple[Path, Served]
) -> None:
    root, running = guide
    paths = [root / NETWORKS, root / ACCOUNTS, root / "data/plans/culture.yml"]
    before = {path: path.read_text(encoding="utf-8") for path in paths}
    visit = opened(browser, running, file=NETWORKS, path="instagram", viewport=NARROW)
    page = visit.page
    # Its accounts, plans and pages are at hand before it is closed, too.
    page.get_by_text("Records and pages that speak of it").click()
    expect(page.locator("#uses").get_by_role("link", name=re.compile("^Accounts: @"))).to_be_visible()
    page.get_by_label("Status").select_option("Closed (no longer used)")
    page.get_by_label("Until").fill("2026-11-20")
    page.get_by_role("button", name="Save", exact=True).click()
    left = page.locator("#left")
    close = left.get_by_role("button", name=re.compile("^Record that @.* closes on the same day$"))
    each = left.get_by_text("One by one")
    expect(each).to_be_visible(timeout=60_000)
    # It says which plan, as people call it, and what is to be done.
    expect(left).not_to_contain_text("«culture»")
    fits(page, 360)
    assert violations(page) == []
    # What follows is done at once.
    expect(left.locator("#all")).to_contain_text("Take Instagram out of the plan")
    left.get_by_role("button", name="Do all 2 at once").click()
    expect(each).to_be_hidden()
    account = next(one for one in value_of(paths[1].read_text("utf-8")).values() if one["network"] == "instagram")
    assert (account["status"], account["closed"]) == ("closed", "2026-11-20")
    assert "networks" not in value_of(paths[2].read_text("utf-8"))
    # What named it does so no more, and all of it is taken back at once.
    named = page.locator("#uses").get_by_role("link", name=re.compile("^Networks of the plan: "))
    expect(named).to_be_hidden()
    expect(named).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Undo", exact=True).click()
    assert [path.read_text("utf-8") for path in paths[1:3]] == [before[path] for path in paths[1:3]]
    page.wait_for_selector("[data-ready]", state="attached")
    each.click(timeout=60_000)
    close.click()
    expect(close).to_be_hidden()
    out = left.get_by_role("button", name="Take Instagram out of the plan")
    out.click()
    expect(out).to_be_hidden()
    expect(page.get_by_role("link", name="Send the changes")).to_be_visible()
    # Its page says by itself that it is closed: nothing is left.
    expect(page.locator("#verdict")).to_contain_text("nothing is left to do", timeout=60_000)
    expect(left).to_be_hidden()
    assert visit.wrong == []
    visit.context.close()
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def test_a_translation_that_is_being_written_outlives_the_sign_off_of_another(
    browser: Any, guide: tuple[Path, Served]
) -> None:
    root, running = guide
    paths = [root / "data/situations.yml", root / "translations.yml"]
    before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path in paths}
    visit = opened(browser, running, file="data/situations.yml", path="insult")
    page = visit.page
    spanish = [page.get_by_role("group", name=name).get_by_label("Spanish") for name in ("Name", "Definition")]
    for button in ("Save and sign off", "Save"):
        for field in spanish:
            field.fill(f"{field.input_value()} {button}")
        with page.expect_response("**/record/save"):
            page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator("#status")).to_have_text("Saved.")
    left = page.locator("#left")
    folded = left.get_by_text("Show it and sign it off here")
    expect(folded.nth(1)).to_be_visible(timeout=60_000)
    for number in range(2):
        folded.nth(number).click()
    pairs = left.locator(".guia-pair")
    expect(pairs).to_have_count(2)
    pairs.nth(1).get_by_role("textbox").fill("Only half of")
    pairs.nth(0).get_by_role("button", name="Save and sign off").click()
    # What was signed off says so, until what is left is listed anew without it.
    written = left.locator(".guia-pair:not([data-recorded])")
    expect(written).to_have_count(1, timeout=60_000)
    expect(written.get_by_role("textbox")).to_have_value("Only half of")
    assert visit.wrong == []
    visit.context.close()
    for path, text in before.items():
        path.unlink(missing_ok=True) if text is None else path.write_text(text, encoding="utf-8")


def test_two_people_on_one_record_lose_nothing(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = root / REPLIES
    before, key = path.read_text(encoding="utf-8"), first_key(root / REPLIES)
    field = field_of_file(REPLIES)
    assert field is not None
    visit = opened(browser, running, file=REPLIES, path=key)
    page = visit.page
    text = page.get_by_role("group", name="Text", exact=True)
    text.get_by_label("Spanish").fill("Mío")
    text.get_by_label("English").fill("Mine")
    # Meanwhile somebody changes one of both.
    path.write_text(with_value(before, (key, "text", "en"), "Theirs", field), encoding="utf-8")
    page.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Theirs")
    expect(dialog).to_contain_text("Mine")
    expect(dialog).not_to_contain_text("Mío")
    assert violations(page) == []
    # Nothing is chosen in advance, so that nobody writes over another's words in a hurry.
    dialog.get_by_role("button", name="Save what I chose").click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose in every place.")
    dialog.get_by_label("What the other person saved").check()
    dialog.get_by_role("button", name="Save what I chose").click()
    expect(page.locator("#status")).to_have_text("Saved.")
    assert value_of(path.read_text(encoding="utf-8"))[key]["text"] == {"es": "Mío", "en": "Theirs"}
    expect(text.get_by_label("English")).to_have_value("Theirs")
    visit.context.close()
    path.write_text(before, encoding="utf-8")


def test_going_back_shows_what_others_saved_meanwhile(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = root / REPLIES
    before, key = path.read_text(encoding="utf-8"), first_key(root / REPLIES)
    field = field_of_file(REPLIES)
    assert field is not None
    visit = opened(browser, running, file=REPLIES, path=key)
    page = visit.page
    text = page.get_by_role("group", name="Text", exact=True)
    text.get_by_label("English").fill("Anna")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    page.get_by_role("link", name="All records").click()
    page.wait_for_url("**/-/edit/records?**")
    saved = path.read_text(encoding="utf-8")
    path.write_text(with_value(saved, (key, "text", "en"), "Anna, Berta", field), encoding="utf-8")
    page.go_back()
    page.wait_for_selector("[data-ready]", state="attached")
    expect(text.get_by_label("English")).to_have_value("Anna, Berta")
    text.get_by_label("Spanish").fill("Ana")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    assert value_of(path.read_text(encoding="utf-8"))[key]["text"] == {"es": "Ana", "en": "Anna, Berta"}
    # What was given up is not there any more, or is said to be not saved.
    text.get_by_label("English").fill("Given up")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="All records").click()
    page.wait_for_url("**/-/edit/records?**")
    page.go_back()
    page.wait_for_selector("[data-ready]", state="attached")
    expect(text.get_by_label("English")).to_have_value("Anna, Berta")
    visit.context.close()
    path.write_text(before, encoding="utf-8")


def test_every_kind_of_form_opens_and_says_that_nothing_changed(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yml")}
    visit = opened(browser, running, "records")
    page = visit.page
    links = page.eval_on_selector_all("[data-kind]", "all => all.map(one => one.querySelector('li a')?.href)")
    assert len(links) > 15
    for link in filter(None, links):
        page.goto(link)
        page.wait_for_selector("[data-ready]", state="attached")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#status")).to_have_text("Nothing has changed.")
    assert {path: path.read_bytes() for path in before} == before
    assert visit.wrong == []
    visit.context.close()


def test_nobody_else_writes_a_record(guide: tuple[Path, Served]) -> None:
    root, running = guide
    before = (root / NETWORKS).read_bytes()
    sent = {"file": NETWORKS, "path": ["x"], "base": {}, "changes": [{"path": ["name"], "value": "Y"}]}
    for name in ("save", "remove"):
        request = urllib.request.Request(
            f"{running.address}-/edit/record/{name}",
            json.dumps(sent).encode(),
            {"Content-Type": "application/json", "Origin": running.address.rstrip("/")},
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        with refused.value as answer:
            assert answer.code == 403
    assert (root / NETWORKS).read_bytes() == before


def test_what_is_no_record_is_refused_in_a_sentence(guide: tuple[Path, Served]) -> None:
    root, running = guide
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    with urllib.request.urlopen(f"{running.address}-/edit/records") as page:
        token = json.loads(re.findall(rb'id="facts">(.*?)</script>', page.read())[0])["facts"]["token"]
    base = {"file": NETWORKS, "path": ["x"], "base": {}, "changes": []}
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"file": "data/../mkdocs.yml", "path": ["site_name"]}, 422),
        ({"file": "mkdocs.yml", "path": []}, 422),
        ({"path": ["x", "limits"]}, 422),
        ({"path": [-1]}, 400),
        ({"path": "x"}, 400),
        ({"changes": [{"path": [], "value": "all"}]}, 400),
    ]
    for sent, status in wrong:
        request = urllib.request.Request(
            f"{running.address}-/edit/record/save",
            json.dumps(base | sent).encode(),
            {
                "Content-Type": "application/json",
                "Origin": running.address.rstrip("/"),
                "X-Guia-Token": token,
            },
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        with refused.value as answer:
            assert (answer.code, bool(json.loads(answer.read())["message"])) == (status, True), sent
    assert {path: path.read_bytes() for path in before} == before


def test_a_plan_is_begun_by_its_name_from_a_phone(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = opened(browser, running, "records", viewport=NARROW)
    page = visit.page
    page.locator("summary", has_text="Plans").click()
    page.get_by_label("Name of the new plan").fill("Ànims: biblioteca nova")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Ànims: biblioteca nova")
    expect(page.get_by_role("link", name="My changes")).to_be_visible()
    fits(page, 360)
    assert value_of((root / "data/plans/anims-biblioteca-nova.yml").read_text("utf-8"))["objectives"]
    assert (root / f"docs/{SOURCE}/plans/anims-biblioteca-nova.md").is_file()
    assert visit.wrong == []
    visit.context.close()
