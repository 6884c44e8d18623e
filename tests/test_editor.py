"""The editor of the preview, as other programs see it: who may write, what, and what the answers are."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from guiaviva.editing.changes import Change, shown
from guiaviva.editing.drafts import marks, source_of
from guiaviva.editing.pictures import name_of
from guiaviva.judgement import judge
from guiaviva.mending import mended
from guiaviva.site.preview.editor.texts import changes_of
from guiaviva.site.preview.server import Preview, app_of
from guiaviva.site.preview.state import State
from guiaviva.yaml_files import dump, load
from memory import PLAIN
from projects import OTHER, SOURCE, TODAY, change, run, write_small_project

HOST = "127.0.0.1:8000"
PAGE = f"docs/{SOURCE}/tone.md"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@dataclass
class Editing:
    """An editor without a network: what it answers, and the folder of its guide."""

    app: Starlette
    root: Path
    token: str = ""

    def ask(self, method: str, path: str, data: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return what is answered to a request: status, headers and body."""
        named = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        target, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": target,
            "raw_path": target.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in named.items()],
            "http_version": "1.1",
            "scheme": "http",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 1),
        }
        sent: list[Any] = []

        waiting = [{"type": "http.request", "body": data, "more_body": False}]

        async def receive() -> Any:
            # Whoever asks stays until there is an answer.
            return waiting.pop() if waiting else await asyncio.Event().wait()

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], answered, b"".join(one.get("body", b"") for one in sent[1:])

    def post(self, name: str, values: Any, **headers: str) -> tuple[int, Any]:
        """Return what is answered to a page of the editor."""
        own = {"origin": f"http://{HOST}", "content_type": "application/json", "x_guia_token": self.token, **headers}
        status, _, body = self.ask("POST", f"/-/edit/{name}", json.dumps(values).encode(), **own)
        return status, json.loads(body) if body[:1] == b"{" else body

    def page(self, path: str = PAGE) -> tuple[int, dict[str, str], str]:
        status, headers, body = self.ask("GET", f"/-/edit/page?path={path}")
        return status, headers, body.decode()


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    root = write_small_project(tmp_path_factory.mktemp("editing") / "project")
    preview = Preview(State.of(root, TODAY, "en", PLAIN), lambda _: None, "https://edit.example.org")
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page()[2])[0]
    yield one
    preview._thread.shutdown()


def opened(editing: Editing, path: str = PAGE) -> dict[str, str]:
    status, held = editing.post("open", {"path": path})
    assert status == 200, held
    return dict(held)


def test_a_page_is_opened_changed_and_saved_byte_for_byte(editing: Editing) -> None:
    file = editing.root / PAGE
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + before)
    held = opened(editing)
    size = len(held["text"].encode("utf-16-le")) // 2
    changes = [size - 1, [0, "Una 😀", "línea"], 1]
    status, saved = editing.post("save", {"path": PAGE, "version": held["version"], "changes": changes})
    assert status == 200, saved
    assert file.read_bytes() == b"\xef\xbb\xbf" + before[:-2] + "Una 😀\r\nlínea".encode() + before[-2:]
    assert opened(editing)["version"] == saved["version"]
    status, listed = editing.post("savings", {})
    assert (status, listed["savings"][0]["path"]) == (200, PAGE)
    assert "línea" in str(listed["savings"][0]["lines"])
    assert editing.post("undo", {"id": listed["savings"][0]["id"]})[0] == 200
    assert file.read_bytes() == b"\xef\xbb\xbf" + before
    file.write_bytes(before.replace(b"\r\n", b"\n"))


def test_two_people_are_shown_both_texts(editing: Editing) -> None:
    first = second = opened(editing)
    text = first["text"]
    assert editing.post("save", {"path": PAGE, "version": first["version"], "text": text + "\nUno.\n"})[0] == 200
    other = text.replace("# ", "# Otro ", 1)
    status, both = editing.post("save", {"path": PAGE, "version": second["version"], "text": other})
    assert status == 409
    assert both["theirs"] == (editing.root / PAGE).read_text("utf-8") == text + "\nUno.\n"
    assert both["yours"] == other
    assert both["both"] == other + "\nUno.\n"
    saved = editing.post("save", {"path": PAGE, "version": both["version"], "text": text})
    assert saved[0] == 200
    assert (editing.root / PAGE).read_text("utf-8") == text


def test_whoever_saves_an_original_is_led_to_its_translations(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    assert run(root, "guiaviva", "translated", "tone", "--lang", OTHER, "--because", "-").returncode == 0
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    page = one.page()[2]
    one.token = re.findall(r'"token": "([\w-]+)"', page)[0]
    path = f"docs/{OTHER}/tone.md"
    assert f'href="/-/edit/page?{urlencode({"path": path})}"' in page
    held = opened(one)
    status, saved = one.post("save", {"path": PAGE, "version": held["version"], "text": held["text"] + "\nUna más.\n"})
    assert (status, saved["stale"]) == (
        200,
        [{"language": OTHER, "href": f"/-/edit/translations?{urlencode({'path': path})}"}],
    )
    # What is found there leads to the section, and not to a terminal.
    preview.state.take_changes([PAGE])
    preview.state.take_verdict(judge(preview.state.guide).findings, preview.state.number)
    shown = one.ask("GET", f"/{OTHER}/tone/")[2].decode()
    panel = shown.partition("guia-problems-of-page")[2].partition("</details>")[0]
    assert f"?{urlencode({'path': path})}#title-correcting-mistakes" in panel
    # It is said in the language of whoever edits, which is not that of the page.
    assert f'<span lang="{SOURCE}"' in panel
    assert "guia translated" not in panel
    # The editor says the same as the page.
    draft = {"draft": "one", "path": path, "text": opened(one, path)["text"], "saved": True}
    assert one.post("draft", draft)[0] == 200
    told = one.post("findings", draft)[1]
    assert not told["waiting"]
    assert [each["sign"].partition("#")[2] for each in told["findings"]] == ["title-correcting-mistakes"]
    assert all(each["message"] in unescape(panel) for each in told["findings"])
    preview._thread.shutdown()


def test_what_is_mended_twice_before_the_check_is_over_takes_nothing_else_out(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    path = root / "data/plans/culture.yml"
    plan = load(path.read_text("utf-8"))
    plan["networks"] = {**plan["networks"], "x": {**plan["networks"]["instagram"]}}
    path.write_text(dump(plan), "utf-8")
    change(root / "data/networks.yml", "status: trial", "status: closed")
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page()[2])[0]
    preview.state.take_verdict(judge(preview.state.guide).findings, preview.state.number)
    asked = {"file": "data/networks.yml", "path": ["instagram"], "language": "en"}

    def buttons() -> list[Any]:
        told = one.post("record/findings", asked)[1]
        found = [each["do"] for each in (*told["elsewhere"], *told["findings"]) if each["do"]]
        return [each for each in found if each["rule"] == "plan-network-not-in-use"]

    (do,) = buttons()
    assert one.post("record/mend", {"mends": [do]})[0] == 200
    # What is asked for next is not said to be checked, and what is pressed once more is about the one that is gone.
    assert not one.post("record/findings", asked)[1]["checked"]
    assert buttons() == []
    assert one.post("record/mend", {"mends": [do]})[0] == 409
    assert [*load(path.read_text("utf-8"))["networks"]] == ["x"]
    preview._thread.shutdown()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("networks.x.limits.characters", {"file": "data/networks.yml", "path": "x", "field": "limits"}),
        ("plans.culture.name", {"file": "data/plans/culture.yml", "path": "", "field": "name"}),
        ("networks.nothing", {"file": "data/networks.yml", "path": "nothing", "field": ""}),
        ("nothing.at.all", None),
        ("", None),
    ],
)
def test_a_value_of_a_page_leads_to_its_field(editing: Editing, name: str, form: dict[str, str] | None) -> None:
    status, headers, _ = editing.ask("GET", f"/-/edit/fact?{urlencode({'name': name})}")
    assert status == (307 if form else 404)
    if form:
        asked = parse_qs(urlsplit(headers["location"]).query, keep_blank_values=True)
        assert form.items() <= {key: value for key, (value,) in asked.items()}.items()


def test_what_the_check_says_in_a_form_has_its_days_and_choices(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    change(root / "data/networks.yml", "status: trial", "status: active")
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page()[2])[0]
    preview.state.take_verdict(judge(preview.state.guide).findings, preview.state.number)
    told = one.post("record/findings", {"file": "data/networks.yml", "path": ["instagram"], "language": "en"})[1]
    (message,) = (each["message"] for each in told["findings"] if "a day on which it ends" in each["message"])
    assert re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", message)
    assert "«Status: On trial»" in message
    assert "status:" not in message
    preview._thread.shutdown()


def test_a_day_that_was_changed_is_a_reference_at_once_in_pages_that_gave_it_by_hand(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    pages = [root / f"docs/{language}/networks/instagram.md" for language in (SOURCE, OTHER)]
    for page, said in zip(pages, ("Se cierra el 30 de junio de 2027.", "It closes on 30 June 2027."), strict=True):
        page.write_text(f"{page.read_text('utf-8')}\n{said}\n", "utf-8")
    assert run(root, "guiaviva", "translated", "networks/instagram", "--because", "-").returncode == 0
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page()[2])[0]
    asked = {"file": "data/networks.yml", "path": ["instagram"]}
    # The page of one record leads to its form.
    assert urlencode({"file": asked["file"], "path": "instagram"}) in unescape(
        one.ask("GET", "/networks/instagram/")[2].decode()
    )
    base = load((root / "data/networks.yml").read_text("utf-8"))["instagram"]
    until = {"path": ["until"], "value": "2027-02-15"}
    assert one.post("record/save", asked | {"base": base, "changes": [until]})[0] == 200
    preview.state.take_changes(["data/networks.yml"])
    # It is known without the check, which has not seen it yet.
    (told,) = one.post("record/findings", asked | {"language": "en"})[1]["elsewhere"]
    assert "30 de junio de 2027" in told["message"]
    assert "15 de febrero de 2027" in told["message"]
    # Where one of the files says something else by now, none is written.
    before = [page.read_bytes() for page in pages]
    pages[1].write_bytes(before[1] + b"\n")
    assert one.post("record/mend", {"mends": [told["do"]]})[0] == 409
    assert pages[0].read_bytes() == before[0]
    pages[1].write_bytes(before[1])
    status, done = one.post("record/mend", {"mends": [told["do"]]})
    assert (status, {*done["files"]}) == (200, {page.relative_to(root).as_posix() for page in pages})
    preview.state.take_changes(done["files"])
    assert all("{{ networks.instagram.until }}" in page.read_text("utf-8") for page in pages)
    assert one.post("record/findings", asked | {"language": "en"})[1]["elsewhere"] == []
    # The translation was signed off, and only the same day has changed in both.
    found = judge(preview.state.guide).findings
    assert not [each for each in found if each.rule == "stale-translation" and each.place.path.endswith("instagram.md")]
    preview._thread.shutdown()


def test_a_changed_page_of_a_record_is_listed_in_its_form(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    path, other = (f"docs/{language}/networks/instagram.md" for language in (SOURCE, OTHER))
    assert run(root, "guiaviva", "translated", "networks/instagram", "--because", "-").returncode == 0
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page()[2])[0]

    def stale() -> list[Any]:
        """Return what is listed in the form of the network of its translation, with where that is signed off."""
        preview.state.take_changes([path, other])
        preview.state.take_verdict(judge(preview.state.guide).findings, preview.state.number)
        asked = {"file": "data/networks.yml", "path": ["instagram"], "language": "en"}
        told = one.post("record/findings", asked)[1]["elsewhere"]
        return [each["section"] for each in told if "section" in each]

    assert stale() == []
    change(root / path, "\n## ", "\nSigue en la web.\n\n## ")
    assert [each["path"] for each in stale()] == [other]
    preview._thread.shutdown()


@pytest.mark.parametrize(
    "name",
    ["open", "save", "fields", "fields/changed", "draft", "findings", "savings", "undo", "picture", "plan", "get"],
)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "null"},
        {"origin": ""},
        {"x_guia_token": ""},
        {"x_guia_token": "guess"},
        {"x_guia_token": "ñ"},
    ],
    ids=str,
)
def test_only_a_page_of_the_preview_may_write(editing: Editing, name: str, headers: dict[str, str]) -> None:
    before = (editing.root / PAGE).read_bytes()
    status, answer = editing.post(name, {"path": PAGE, "version": "", "text": "x", "id": "1", "shows": "x"}, **headers)
    assert status == 403
    assert "nothing was written" in answer["message"]
    assert (editing.root / PAGE).read_bytes() == before


def test_another_host_reads_nothing_and_writes_nothing(editing: Editing) -> None:
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example"):
        assert editing.ask("GET", f"/-/edit/page?path={PAGE}", host=host)[0] == 400
        assert editing.post("open", {"path": PAGE}, host=host, origin=f"http://{host}")[0] == 400


def test_behind_a_server_the_address_that_was_named_may_write(editing: Editing) -> None:
    headers = {"host": "edit.example.org", "origin": "https://edit.example.org"}
    assert editing.post("open", {"path": PAGE}, **headers)[0] == 200
    assert editing.post("open", {"path": PAGE}, host="edit.example.org", origin="https://other.example.org")[0] == 403


def test_nothing_is_written_by_other_means_than_a_post_of_json(editing: Editing) -> None:
    assert editing.ask("GET", "/-/edit/save", origin=f"http://{HOST}", x_guia_token=editing.token)[0] == 404
    assert editing.post("open", {"path": PAGE}, content_type="text/plain")[0] == 400
    for values in ([], "x", {}, {"path": PAGE}, {"path": PAGE, "version": 1, "changes": [-1]}):
        assert editing.post("save", values)[0] in (400, 409), values


@pytest.mark.parametrize("path", ["mkdocs.yml", "../outside.md", "data/institution.yml", "docs/assets/approval.svg"])
def test_the_text_editor_opens_pages_only(editing: Editing, path: str) -> None:
    assert editing.page(path)[0] == 404
    status, answer = editing.post("save", {"path": path, "version": "", "text": "x"})
    assert status == 422
    assert path in answer["message"]


def test_the_page_of_the_editor_runs_nothing_but_its_own(editing: Editing) -> None:
    status, headers, html = editing.page()
    assert status == 200
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
    assert headers["cache-control"] == "no-store"
    for name in re.findall(r'(?:src|href)="(/-/edit/[^"]+)"', html):
        assert editing.ask("GET", name)[0] == 200, name
    for name in ("page.html", "editor.py", "..%2Fserver.py", "nothing.js"):
        assert editing.ask("GET", f"/-/edit/{name}")[0] == 404, name


def test_what_is_typed_is_shown_where_it_is_asked_for_and_nowhere_else(editing: Editing) -> None:
    text = opened(editing)["text"].replace("# ", "# Zanahoria ", 1)
    assert editing.post("draft", {"draft": "one", "path": PAGE, "text": text})[0] == 200
    drafted = editing.ask("GET", "/tone/?guia-draft=one")[2].decode()
    assert "Zanahoria" in drafted
    for path in ("/tone/", "/tone/?guia-draft=two", "/principles/", "/principles/?guia-draft=one"):
        assert "Zanahoria" not in editing.ask("GET", path)[2].decode(), path


def test_a_picture_is_put_where_pictures_go_with_what_it_shows(editing: Editing) -> None:
    sent = {
        "path": f"docs/{SOURCE}/networks/x.md",
        "data": base64.b64encode(PNG).decode(),
        "shows": "L'[equip] d'xarxes",
    }
    for _ in range(2):
        assert editing.post("picture", sent) == (
            200,
            {"text": r"![L'\[equip\] d'xarxes](../../assets/l-equip-d-xarxes.png)"},
        )
    assert (editing.root / "docs/assets/l-equip-d-xarxes.png").read_bytes() == PNG
    other = base64.b64encode(PNG + b"y").decode()
    assert "l-equip-d-xarxes-2.png" in editing.post("picture", {**sent, "data": other})[1]["text"]
    svg = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
    for wrong in ({"shows": " "}, {"data": svg}, {"data": "%"}, {"path": "data/x.yml"}):
        assert editing.post("picture", {**sent, **wrong})[0] in (400, 422), wrong


@pytest.mark.parametrize(
    ("shows", "name"), [("Con", "image-con"), ("日本", "image"), ("L’alcaldessa!", "l-alcaldessa")]
)
def test_the_name_of_a_picture_says_what_it_shows(shows: str, name: str) -> None:
    assert name_of(shows) == name


def test_findings_of_what_is_typed_have_places_and_repairs_in_it(editing: Editing) -> None:
    state = State.of(editing.root, TODAY, "en", PLAIN)
    # With letters of two signs, of which the check sees one.
    text = shown((editing.root / PAGE).read_bytes()) + "\n😀 Cafe\u0301\u0020\u0020{{ networks.x.limit.characters }}.\n"
    found = marks(state.guide, source_of(PAGE, text), text, "en")
    (one,) = [mark for mark in found if mark.change]
    assert "networks.x.limit.characters" in text[one.start : one.end]
    assert one.change is not None
    fixed = text[: one.change.start] + one.change.text + text[one.change.end :]
    assert fixed == shown(mended(text.encode(), [one.diagnostic.edit] if one.diagnostic.edit else []))
    assert "{{ networks.x.limits.characters }}" in fixed


@settings(max_examples=200)
@given(st.text("a😀\n", max_size=8), st.data())
def test_changes_of_codemirror_are_those_of_the_text(text: str, draw: st.DataObject) -> None:
    sections: list[Any] = []
    wanted, rest = "", text
    while rest:
        part, rest = rest[: (size := draw.draw(st.integers(1, len(rest))))], rest[size:]
        units = len(part.encode("utf-16-le")) // 2
        new = draw.draw(st.none() | st.text("b\n😀", max_size=3))
        sections.append(units if new is None else [units, *new.split("\n")] if new else [units])
        wanted += part if new is None else new
    made, at = "", 0
    for one in changes_of(sections, text):
        assert isinstance(one, Change)
        made += text[at : one.start] + one.text
        at = one.end
    assert made + text[at:] == wanted
    with pytest.raises(ValueError, match=r"\d|\["):
        list(changes_of([*sections, 1], text))
