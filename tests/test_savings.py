"""What is edited in the preview: every other byte stays, nobody's changes are lost, nothing else can be written."""

from __future__ import annotations

import codecs
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiaviva.editing.changes import Change, changed, rewritten, shown
from guiaviva.editing.merging import merged, sentences
from guiaviva.editing.places import kind_of
from guiaviva.editing.savings import ConflictError, Desk
from guiaviva.errors import CannotJudgeError

LANGUAGES = ("ca", "en")
TONE = "docs/ca/tone.md"

# Lines with what an editor of texts likes to change on the way: ends of lines, spaces, accents in two signs, no end.
lines = st.lists(
    st.tuples(st.text("aé€😀e\u0301 \t\u2028#-", max_size=6), st.sampled_from(["\n", "\r\n", "\n", "\r"])), max_size=8
)
files = st.builds(
    lambda mark, rows, last: mark + "".join(text + end for text, end in rows).encode() + last.encode(),
    st.sampled_from([b"", codecs.BOM_UTF8]),
    lines,
    st.text("añ ", max_size=3),
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[bytes, list[Change]]:
    data = draw(files)
    size = len(shown(data))
    at = sorted(draw(st.lists(st.integers(0, size), min_size=0, max_size=6)))
    pairs = zip(at[::2], at[1::2], strict=False)
    return data, [Change(start, end, draw(st.text("xyñ\n", max_size=5))) for start, end in pairs]


@settings(max_examples=200)
@given(edits())
def test_what_is_not_changed_keeps_its_bytes(edit: tuple[bytes, list[Change]]) -> None:
    data, changes = edit
    text, after = shown(data), changed(data, changes)
    wanted, at = "", 0
    for one in changes:
        wanted += text[at : one.start] + one.text
        at = one.end
    assert shown(after) == wanted + text[at:]
    assert changed(data, []) == data
    # What is before, between and behind the changes is there as it was, byte for byte and in order.
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    characters = re.findall(r"\r\n|.", data.removeprefix(mark).decode(), re.DOTALL)
    places = [0, *(place for one in changes for place in one[:2]), len(characters)]
    kept = ["".join(characters[start:end]).encode() for start, end in zip(places[::2], places[1::2], strict=True)]
    assert re.fullmatch(mark + b".*".join(map(re.escape, kept)), after, re.DOTALL)


@settings(max_examples=200)
@given(files, st.data())
def test_a_text_that_is_written_again_keeps_the_lines_that_say_the_same(data: bytes, draw: st.DataObject) -> None:
    rows = shown(data).split("\n")
    at = draw.draw(st.integers(0, len(rows) - 1))
    text = "\n".join([*rows[:at], "new", *rows[at + 1 :]])
    after = rewritten(data, text)
    assert shown(after) == text
    assert rewritten(after, shown(after)) == after
    kept = data.splitlines(keepends=True)
    new = after.splitlines(keepends=True)
    if rows[at] != "new" and len(kept) == len(new):
        assert sum(one != other for one, other in zip(kept, new, strict=True)) == 1


def test_an_edit_that_is_no_part_of_the_text_is_refused() -> None:
    for changes in ([Change(2, 1, "")], [Change(0, 9, "")], [Change(1, 2, ""), Change(0, 1, "")], [Change(-1, 0, "")]):
        with pytest.raises(ValueError, match="Change"):
            changed(b"abc", changes)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "guide"
    for folder in ("docs/ca/roles", "docs/en", "docs/assets", "data", "hooks", ".git"):
        (root / folder).mkdir(parents=True)
    (root / TONE).write_bytes(b"# To\r\n\r\nUn.\r\n\r\nDos.\r\n\r\nTres.\r\n")
    return Desk(root, LANGUAGES)


def replacing(old: bytes, new: bytes):
    return lambda data: data.replace(old, new)


def test_two_people_on_one_page_lose_nothing(desk: Desk) -> None:
    first = second = desk.read(TONE)
    desk.save(TONE, first.version, replacing(b"Un.", b"U."))
    with pytest.raises(ConflictError) as apart:
        desk.save(TONE, second.version, replacing(b"Tres.", b"3."))
    assert apart.value.both == b"# To\r\n\r\nU.\r\n\r\nDos.\r\n\r\n3.\r\n"
    assert apart.value.wanted == b"# To\r\n\r\nUn.\r\n\r\nDos.\r\n\r\n3.\r\n"
    with pytest.raises(ConflictError) as same:
        desk.save(TONE, second.version, replacing(b"Un.", b"1."))
    assert same.value.both is None
    assert [(one.ours, one.theirs) for one in same.value.places if not one.agreed] == [(b"1.\r\n", b"U.\r\n")]
    assert same.value.held.data == (desk.root / TONE).read_bytes() == b"# To\r\n\r\nU.\r\n\r\nDos.\r\n\r\nTres.\r\n"


def test_two_people_choose_of_one_sentence_and_the_next_is_not_lost(desk: Desk) -> None:
    (desk.root / TONE).write_bytes(b"One. Two. Three.\n")
    held = desk.read(TONE)
    desk.save(TONE, held.version, replacing(b"One.", b"1."))
    with pytest.raises(ConflictError) as conflict:
        desk.save(TONE, held.version, replacing(b"One. Two.", b"I. II."))
    places = conflict.value.places
    assert [(one.ours, one.theirs) for one in places if not one.agreed] == [(b"I. ", b"1. ")]
    assert b"".join(one.theirs for one in places) == b"1. II. Three.\n"


def test_what_another_program_saved_or_deleted_is_not_written_over(desk: Desk) -> None:
    held = desk.read(TONE)
    (desk.root / TONE).write_bytes(b"others")
    with pytest.raises(ConflictError):
        desk.save(TONE, held.version, replacing(b"Un.", b"U."))
    (desk.root / TONE).unlink()
    with pytest.raises(ConflictError) as gone:
        desk.save(TONE, held.version, replacing(b"Un.", b"U."))
    assert gone.value.held.data is None
    assert not (desk.root / TONE).exists()


def test_each_saving_of_today_can_be_undone_without_those_after_it(desk: Desk) -> None:
    whole = desk.read(TONE)
    one = desk.save(TONE, whole.version, replacing(b"Un.", b"U."))
    two = desk.save(TONE, one.version, replacing(b"Tres.", b"3."))
    last, first = desk.journal.today()
    assert (first.path, first.before, last.after) == (TONE, whole.data, two.data)
    assert desk.undo(first.id).data == replacing(b"Tres.", b"3.")(whole.data)
    assert desk.undo(last.id).data == whole.data == (desk.root / TONE).read_bytes()
    # What is undone was saved too, and can be done again.
    again = desk.journal.today()[0]
    assert desk.undo(again.id).data == replacing(b"Tres.", b"3.")(whole.data)


def test_a_saving_is_not_undone_where_the_same_line_was_changed_since(desk: Desk) -> None:
    one = desk.save(TONE, desk.read(TONE).version, replacing(b"Un.", b"U."))
    desk.save(TONE, one.version, replacing(b"U.", b"1."))
    with pytest.raises(ConflictError) as conflict:
        desk.undo(desk.journal.today()[1].id)
    assert b"\r\n1.\r\n" in (conflict.value.held.data or b"")
    assert b"\r\nUn.\r\n" in (conflict.value.wanted or b"")


def test_of_a_saving_that_is_undone_somebody_chooses_only_where_a_sentence_was_changed_again(desk: Desk) -> None:
    (desk.root / TONE).write_bytes(b"One. Two.\nThree.\nFour.\n")
    one = desk.save(TONE, desk.read(TONE).version, lambda _: b"1. 2.\n3.\nFour.\n")
    desk.save(TONE, one.version, replacing(b"1.", b"I."))
    with pytest.raises(ConflictError) as conflict:
        desk.undo(desk.journal.today()[1].id)
    places = conflict.value.places
    assert [(one.ours, one.theirs) for one in places if not one.agreed] == [(b"One. ", b"I. ")]
    assert b"".join(one.theirs for one in places) == b"I. Two.\nThree.\nFour.\n"
    # Where only another sentence of that line was changed, nobody is asked.
    (desk.root / TONE).write_bytes(b"One. Two.\n")
    one = desk.save(TONE, desk.read(TONE).version, replacing(b"One.", b"1."))
    desk.save(TONE, one.version, replacing(b"Two.", b"2."))
    assert desk.undo(desk.journal.today()[1].id).data == b"One. 2.\n"


def test_a_picture_that_was_put_in_can_be_taken_back(desk: Desk) -> None:
    desk.save("docs/assets/x.png", "", lambda _: b"\x89PNG")
    assert desk.undo(desk.journal.today()[0].id).data is None
    assert not (desk.root / "docs/assets/x.png").exists()


def test_savings_of_yesterday_are_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now, today = time.time_ns(), time.localtime
    monkeypatch.setattr(time, "time_ns", lambda: now - 86_400 * 10**9)
    one = desk.save(TONE, desk.read(TONE).version, replacing(b"Un.", b"U."))
    assert desk.journal.today() == []
    monkeypatch.setattr(time, "time_ns", lambda: now)
    desk.save(TONE, one.version, replacing(b"Dos.", b"2."))
    (last,) = desk.journal.today()
    assert desk.journal.folder is not None
    assert {path.stem for path in desk.journal.folder.iterdir()} == {last.id, "lock"}
    assert today is time.localtime


def test_what_cannot_be_written_whole_is_not_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.read(TONE)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotJudgeError) as error:
        desk.save(TONE, before.version, replacing(b"Un.", b"U."))
    assert error.value.reason == "unwritable"
    assert desk.read(TONE) == before
    assert [path.name for path in (desk.root / "docs/ca").iterdir() if path.is_file()] == ["tone.md"]
    assert desk.journal.today() == []


def test_a_file_keeps_who_may_read_it(desk: Desk) -> None:
    (desk.root / TONE).chmod(0o640)
    desk.save(TONE, desk.read(TONE).version, replacing(b"Un.", b"U."))
    assert (desk.root / TONE).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../outside.md",
        "docs/ca/../../mkdocs.yml",
        "docs/ca/./tone.md",
        "docs//ca/tone.md",
        "docs\\ca\\tone.md",
        "docs/ca/.hidden.md",
        "docs/.git/x.md",
        ".git/config",
        ".gitattributes",
        "mkdocs.yml",
        "translations.yml",
        "hooks/guia.py",
        "overrides/main.html",
        "docs/ca/x.html",
        "docs/ca/x.md\0.png",
        "docs/xx/tone.md",
        "docs/assets/x.svg",
        "docs/assets/x.js",
        "docs/ca/con.md",
        "data/x.py",
        "data/.x.yml",
    ],
)
def test_nothing_but_texts_data_and_pictures_can_be_read_or_written(desk: Desk, path: str) -> None:
    for attempt in (lambda: desk.read(path), lambda: desk.save(path, "", lambda _: b"x")):
        with pytest.raises(CannotJudgeError) as error:
            attempt()
        assert error.value.reason == "not-editable"


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("docs/ca/link.md", "../../../outside.md"),
        ("docs/ca/link.md", "../../mkdocs.yml"),
        ("docs/ca/link.md", "../../.git/config"),
        ("docs/ca/link.md", "../../hooks/x.md"),
        ("docs/ca/link.md", "nowhere.md"),
        ("docs/ca/more", "../../../elsewhere"),
        ("docs/ca/more", "../../hooks"),
        ("data/more", "../.git"),
    ],
)
def test_no_link_leads_elsewhere(desk: Desk, link: str, to: str) -> None:
    (desk.root.parent / "elsewhere").mkdir()
    (desk.root.parent / "outside.md").write_text("secret", encoding="utf-8")
    (desk.root / "mkdocs.yml").write_text("x", encoding="utf-8")
    (desk.root / link).symlink_to(to)
    path = link if link.endswith(".md") else f"{link}/x.{'yml' if link.startswith('data') else 'md'}"
    before = {one: one.read_bytes() for one in desk.root.parent.rglob("*") if one.is_file()}
    for attempt in (lambda: desk.read(path), lambda: desk.save(path, "", lambda _: b"x")):
        with pytest.raises(CannotJudgeError):
            attempt()
    after = {one: one.read_bytes() for one in desk.root.parent.rglob("*") if one.is_file()}
    assert after == before


@settings(max_examples=200)
@given(st.text("./\\abcdos-:~ mdyl\0é", max_size=20))
def test_no_path_is_taken_for_one_of_them(path: str) -> None:
    kind = kind_of(path, LANGUAGES)
    assert kind is None or (path.startswith(("docs/ca/", "docs/en/", "data/", "docs/assets/")) and ".." not in path)


@settings(max_examples=200)
@given(st.lists(st.sampled_from("abc"), max_size=6), st.data())
def test_what_two_people_changed_is_there_or_nothing_is_merged(base: list[str], draw: st.DataObject) -> None:
    versions = [draw.draw(st.lists(st.sampled_from([*"abc", f"{who}1", f"{who}2"]), max_size=6)) for who in "xy"]
    before, ours, theirs = ("".join(f"{one}\n" for one in rows).encode() for rows in (base, *versions))
    both = merged(before, ours, theirs)
    assert merged(before, before, theirs) == theirs
    assert merged(before, ours, ours) == ours
    assert b"".join(one.theirs for one in sentences(before, before, theirs)) == theirs
    assert b"".join(one.ours for one in sentences(before, ours, before)) == ours
    for part in ("ours", "theirs"):
        chosen = b"".join(getattr(one, part) for one in sentences(before, ours, theirs)).decode().split()
        assert all(chosen.count(one) <= (ours + theirs).decode().split().count(one) for one in set(chosen) - set("abc"))
    if both is not None:
        for who, rows in zip("xy", versions, strict=True):
            assert [one for one in rows if one.startswith(who)] == [
                one for one in both.decode().split() if one.startswith(who)
            ]
