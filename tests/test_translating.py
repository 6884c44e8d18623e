"""Translations are written beside their original in the preview: checked, saved, and signed off with one button."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiaviva.editing.marking import changed_lines, marked
from guiaviva.editing.records.writing import value_of
from guiaviva.guide import load_guide, pairs
from guiaviva.guide.signing import everything
from guiaviva.judgement import judge
from guiaviva.site.preview.server import Preview, app_of
from guiaviva.site.preview.state import State
from guiaviva.translations.records import PATH as LEDGER
from memory import PLAIN
from projects import (
    OTHER,
    SOURCE,
    TODAY,
    change,
    copy_project,
    demonstration_languages,
    write_small_project,
)
from test_editor import Editing

PAGE = f"docs/{OTHER}/tone.md"
ORIGINAL = f"docs/{SOURCE}/tone.md"
DAY = date.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide all of whose translations are recorded, and whose history Git has."""
    root = write_small_project(tmp_path_factory.mktemp("translating") / "project")
    for path, data in everything(load_guide(root, today=DAY, store=PLAIN)).items():
        (root / path).write_bytes(data)
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


@pytest.fixture
def editing(project: Path) -> Iterator[Editing]:
    """An editor of it, in which a section of the original has changed since."""
    before = {path: (project / path).read_bytes() for path in (PAGE, ORIGINAL)}
    page = load_guide(project, today=DAY, store=PLAIN).page(SOURCE, "tone")
    assert page
    line = next(one for one in page.paragraphs if one.place.line > page.sections[1].place.line).place.line
    lines = before[ORIGINAL].decode().split("\n")
    lines[line - 1] = f"Nuevo: {lines[line - 1]}"
    (project / ORIGINAL).write_text("\n".join(lines), "utf-8", newline="\n")
    preview = Preview(State.of(project, TODAY, "en", PLAIN), lambda _: None)
    one = Editing(app_of(preview), project)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page(ORIGINAL)[2])[0]
    yield one
    preview._thread.shutdown()
    for path, data in before.items():
        (project / path).write_bytes(data)


def sections(editing: Editing) -> tuple[dict[str, Any], dict[str, Any]]:
    status, page = editing.post("sections", {"path": PAGE})
    assert status == 200, page
    (section,) = page["sections"]
    return page, section


def recorded(editing: Editing, **more: Any) -> tuple[int, Any]:
    page, section = sections(editing)
    sent = {
        "path": PAGE,
        "version": page["version"],
        **{key: section[key] for key in ("id", "signature", "text", "front")},
    }
    return editing.post("record", sent | more)


def left(editing: Editing) -> list[str]:
    """Return what the check still says of the page's translation."""
    guide = load_guide(editing.root, today=DAY, store=PLAIN)
    return list(guide.changed.get(PAGE, {}))


def test_stale_sections_are_listed_by_language_and_page(editing: Editing) -> None:
    status, listed = editing.post("stale", {})
    assert status == 200
    (language,) = listed["languages"]
    assert (language["language"], [one["path"] for one in language["pages"]]) == (OTHER, [PAGE])
    assert [one["state"] for one in language["pages"][0]["sections"]] == ["source"]


def test_what_changed_is_marked_in_its_words(editing: Editing) -> None:
    _, section = sections(editing)
    assert [tuple(one) for one in section["parts"] if one[0]] == [("ins", "Nuevo: ")]
    assert "".join(text for kind, text in section["parts"] if kind != "del") == section["source"]
    assert section["text"] in (editing.root / PAGE).read_text("utf-8")


def test_a_section_is_written_and_recorded_and_nothing_else_changes(editing: Editing) -> None:
    file = editing.root / PAGE
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    _, section = sections(editing)
    text = section["text"].replace("\n\n", "\n\nNew: ", 1)
    status, answer = recorded(editing, text=text)
    assert (status, answer["recorded"]) == (200, True), answer
    assert left(editing) == []
    after = file.read_bytes()
    assert b"\r\n\r\nNew: " in after
    changed = [one for one in after.split(b"\r\n") if one not in before.split(b"\r\n")]
    assert len(changed) == 2, changed
    # One saving, which can be undone as any other.
    listed = editing.post("savings", {})[1]["savings"]
    assert editing.post("undo", {"id": listed[0]["id"]})[0] == 200
    assert file.read_bytes() == before


def test_what_is_surely_missing_is_saved_but_not_recorded_without_a_reason(editing: Editing) -> None:
    _, section = sections(editing)
    text = f"{section['text']}\n\n![Extra](x.png) 47,000 {{{{ networks.x.name }}}}"
    status, answer = recorded(editing, text=text)
    assert (status, answer["recorded"]) == (200, False), answer
    assert "47" in answer["message"]
    assert left(editing) == [section["id"]]
    assert text in (editing.root / PAGE).read_text("utf-8")
    status, answer = recorded(editing, text=text, because="It is so there")
    assert (status, answer["recorded"]) == (200, True), answer
    assert "It is so there" in (editing.root / PAGE).read_text("utf-8")


def test_nothing_is_written_where_it_is_not_what_was_seen(editing: Editing) -> None:
    file = editing.root / PAGE
    before = file.read_bytes()
    _, section = sections(editing)
    other = section["text"].split("\n", 1)[1]
    for more in (
        {"text": other},
        {"text": f"{section['text']}\n\n## More {{#more}}\n\nText."},
        {"signature": "0" * 12},
    ):
        status, answer = recorded(editing, **more)
        assert (status, file.read_bytes()) == (422, before), answer
    assert recorded(editing, version="x")[0] == 409
    assert recorded(editing, path=ORIGINAL)[0] == 422
    assert recorded(editing, path="mkdocs.yml")[0] == 422
    assert file.read_bytes() == before


def test_the_title_of_a_page_is_translated_with_its_top(project: Path, editing: Editing) -> None:
    for path, said in ((ORIGINAL, "Otra cosa"), (PAGE, "Old")):
        data = (project / path).read_bytes()
        (project / path).write_bytes(data.replace(b"---\n", f"---\ndescription: {said}\n".encode(), 1))
    preview = Preview(State.of(project, TODAY, "en", PLAIN), lambda _: None)
    other = Editing(app_of(preview), project)
    other.token = re.findall(r'"token": "([\w-]+)"', other.page(ORIGINAL)[2])[0]
    _, page = other.post("sections", {"path": PAGE})
    top = page["sections"][0]
    assert top["id"] == "top"
    sent = {"path": PAGE, "version": page["version"], **{key: top[key] for key in ("id", "signature", "text")}}
    status, answer = other.post("record", sent | {"front": {"description": "Something: else", "owner": "x"}})
    assert (status, answer["recorded"]) == (200, True), answer
    assert 'description: "Something: else"\n' in (project / PAGE).read_text("utf-8")
    assert "owner: x" not in (project / PAGE).read_text("utf-8")
    preview._thread.shutdown()


def test_a_text_of_data_is_written_and_recorded_and_nothing_else_changes(project: Path) -> None:
    file, ledger = project / "data/terms.yml", project / LEDGER
    guide = load_guide(project, today=DAY, store=PLAIN)
    one = next(one for one in pairs.texts_of(guide) if one.text.path == "data/terms.yml")
    change(file, one.value[SOURCE], f"{one.value[SOURCE]} nuevo")
    before = file.read_bytes()
    preview = Preview(State.of(project, TODAY, "en", PLAIN), lambda _: None)
    editing = Editing(app_of(preview), project)
    editing.token = re.findall(r'"token": "([\w-]+)"', editing.page(ORIGINAL)[2])[0]
    status, listed = editing.post("stale", {})
    (language,) = listed["languages"]
    assert language["data"] == [{"path": "data/terms.yml", "name": "Terms", "count": 1}]
    asked = {"path": "data/terms.yml", "language": OTHER}
    status, page = editing.post("sections", asked)
    assert status == 200, page
    (first,) = page["sections"]
    assert (first["id"], first["state"]) == (one.text.name, "source")
    assert first["text"] in before.decode()
    sent = {**asked, "version": page["version"], "seen": first["text"]}
    sent |= {name: first[name] for name in ("id", "signature")}
    # Somebody else has another text by now, or the original is another one.
    assert editing.post("record", {**sent, "text": "New", "seen": "Else"})[0] == 409
    assert editing.post("record", {**sent, "text": "New", "signature": "0" * 12})[0] == 422
    assert file.read_bytes() == before
    status, answer = editing.post("record", {**sent, "text": f"{first['text']} 47,000"})
    assert (status, answer["recorded"]) == (200, False), answer
    assert "47" in answer["message"]
    sent["seen"] = f"{first['text']} 47,000"
    status, answer = editing.post("record", {**sent, "text": f"{first['text']}: new"})
    assert (status, answer["recorded"]) == (200, True), answer
    changed = [one for one in file.read_bytes().split(b"\n") if one not in before.split(b"\n")]
    assert len(changed) == 1, changed
    assert f"{first['id']}: {OTHER} " in ledger.read_text("utf-8")
    assert editing.post("sections", asked)[1]["sections"] == []
    preview._thread.shutdown()


def test_whoever_changes_a_text_in_all_its_languages_signs_it_off_with_it(project: Path) -> None:
    file, ledger = project / "data/replies.yml", project / LEDGER
    guide = load_guide(project, today=DAY, store=PLAIN)
    one = next(one for one in pairs.texts_of(guide) if one.text.path == "data/replies.yml" and len(one.text.key) == 2)
    (key, field), name = one.text.key, one.text.name
    preview = Preview(State.of(project, TODAY, "en", PLAIN), lambda _: None)
    editing = Editing(app_of(preview), project)
    editing.token = re.findall(r'"token": "([\w-]+)"', editing.page(ORIGINAL)[2])[0]
    records = ledger.read_text("utf-8")
    base = value_of(file.read_text("utf-8"))[key]

    def saved(text: dict[str, str], *, agreeing: bool) -> dict[str, Any]:
        before = value_of(file.read_text("utf-8"))[key]
        changes = [{"path": [field, each], "value": said} for each, said in text.items()]
        seen = {**before, field: {**before[field], **text}} if agreeing else None
        sent = {"file": "data/replies.yml", "path": [key], "base": before, "changes": changes, "agreeing": seen}
        status, answer = editing.post("record/save", sent)
        assert status == 200, answer
        return answer

    def stale() -> list[str]:
        asked = {"path": "data/replies.yml", "language": OTHER}
        return [each["id"] for each in editing.post("sections", asked)[1]["sections"]]

    assert not saved({each: f"{said} 1" for each, said in base[field].items()}, agreeing=True)["unsigned"]
    assert stale() == []
    changed = [line for line in ledger.read_text("utf-8").split("\n") if line not in records.split("\n")]
    assert [line.split(":")[0].strip() for line in changed] == [name]
    # Taken back, it is signed off as it was.
    assert editing.post("undo", {"id": editing.post("savings", {})[1]["savings"][0]["id"]})[0] == 200
    assert (stale(), ledger.read_text("utf-8")) == ([], records)
    # Nothing is signed off that nobody said to agree, and what surely differs is not without a reason.
    assert "unsigned" not in saved({OTHER: f"{base[field][OTHER]} 1"}, agreeing=False)
    assert "47" in saved({OTHER: f"{base[field][OTHER]} 47,000"}, agreeing=True)["unsigned"]
    # What is left to do is said before it is sent, once the check has seen it; it is done where translations are.
    paths = {"paths": ["data/replies.yml"]}
    assert editing.post("changes/left", paths) == (200, {"left": None, "errors": 0})
    before = (project / ORIGINAL).read_bytes()
    change(project / ORIGINAL, "\n# ", "\n[Nada](nothing.md)\n\n# ")
    preview.state.take_changes([ORIGINAL])
    (project / ORIGINAL).write_bytes(before)
    preview.state.take_verdict(judge(preview.state.guide).findings, preview.state.number)
    found = editing.post("changes/left", paths)[1]
    assert [each["href"] for each in found["left"]] == ["/-/edit/translations"]
    # What is wrong elsewhere is counted: with that, the guide does not pass.
    assert found["errors"] > 0
    assert (stale(), ledger.read_text("utf-8")) == ([name], records)
    preview._thread.shutdown()


texts = st.lists(st.sampled_from(["a", "b", "cé", " ", "\n", "\n\n"]), max_size=20).map("".join)


@given(texts, texts)
def test_marks_leave_both_texts_whole(before: str, after: str) -> None:
    parts = marked(before, after)
    assert "".join(one.text for one in parts if one.kind != "ins").split() == before.split()
    assert "".join(one.text for one in parts if one.kind != "del") == after
    assert (before == after) == (changed_lines(before, after) == [])


def test_whoever_signed_off_one_language_is_led_to_the_next(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    source, *others = demonstration_languages()
    change(root / f"docs/{source}/networks/threads.md", "**La norma:** a Threads", "**La norma és aquesta:** a Threads")
    preview = Preview(State.of(root, TODAY, None, PLAIN), lambda _: None)
    one = Editing(app_of(preview), root)
    one.token = re.findall(r'"token": "([\w-]+)"', one.page(f"docs/{source}/tone.md")[2])[0]
    led = []
    for language in others:
        page = one.post("sections", {"path": f"docs/{language}/networks/threads.md"})[1]
        (section,) = page["sections"]
        sent = {key: section[key] for key in ("id", "signature", "text", "front")}
        told = one.post("record", {"path": page["path"], "version": page["version"], **sent})[1]
        assert told["recorded"]
        led.append([each["language"] for each in told["next"]])
        preview.state.take_changes([page["path"]])
    assert led == [others[1:], []]
    preview._thread.shutdown()
