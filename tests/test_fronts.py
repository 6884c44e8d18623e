"""The front matter of pages as a form: what is changed is written, and every byte that says something else stays."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given

from guiaviva.contentmodel import load_words
from guiaviva.editing.changes import rewritten, shown
from guiaviva.editing.drafts import source_of
from guiaviva.editing.records import fronts
from guiaviva.editing.records.applying import Change, SignError
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.records.writing import NotWritableError, normal
from guiaviva.guide.loading import page_of
from guiaviva.reading.front_matter import lines_of
from guiaviva.reading.pages import Page
from projects import ROOT, demonstration
from test_records import HOSTILE, TEXTS

LANGUAGES = ["ca", "es", "en"]
WORDS = load_words(languages=LANGUAGES, name="records")
LABELS = Labels(WORDS, "en")
TEXT = "---\ntitle: One   # beside\n# Above.\ntranslates:\n  top: 93a421342b8d-fcfd3c682aa2\n---\n\n# One\n"
PATH = "docs/ca/tone.md"


def read(path: str, text: str) -> Page:
    return page_of(source_of(path, text), demonstration().languages)


def form_of(path: str, text: str) -> dict[str, Any]:
    form = fronts.form(demonstration(), read(path, text), LABELS)
    assert form is not None
    return form


def changed(text: str, **values: Any) -> str:
    return fronts.with_fields(demonstration(), text, [Change((name,), value) for name, value in values.items()])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_changed_stays_on_every_page(language: str) -> None:
    for path in sorted((ROOT / "docs" / language).rglob("*.md")):
        data, name = path.read_bytes(), path.relative_to(ROOT).as_posix()
        text = shown(data)
        assert rewritten(data, changed(text, **form_of(name, text)["value"])) == data


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_field_changes_its_lines_alone_on_every_page(language: str) -> None:
    chance = random.Random(language)
    for path in sorted((ROOT / "docs" / language).rglob("*.md")):
        name, text = path.relative_to(ROOT).as_posix(), shown(path.read_bytes())
        page, field = read(name, text), chance.choice(["title", "description"])
        first, last = lines_of(page, field) if field in page.fields else (page.body_line - 1, page.body_line - 2)
        after = changed(text, **{field: (new := chance.choice(HOSTILE))})
        lines, below = text.split("\n"), text.count("\n") + 1 - last
        assert after.split("\n")[: first - 1] == lines[: first - 1]
        assert after.split("\n")[-below:] == lines[last:]
        assert normal(read(name, after).fields) == normal({**page.fields, field: new})


@given(TEXTS)
def test_any_text_reads_back_and_records_of_translation_stay(text: str) -> None:
    after = changed(TEXT, title=text, search_words=["a", text])
    fields = read(PATH, after).fields
    assert normal(fields) == normal(read(PATH, TEXT).fields | {"title": text, "search_words": ["a", text]})
    assert after.endswith(TEXT[TEXT.index("\ntranslates") :])
    assert "# Above.\n" in after


def test_a_page_has_front_matter_as_long_as_there_is_something_in_it() -> None:
    body = "# One\n\nText.\n"
    after = changed(body, status="draft", offline="yes", former=["networks/twitter"])
    assert after == f'---\nstatus: draft\noffline: "yes"\nformer: [networks/twitter]\n---\n\n{body}'
    assert changed(after, status=None, offline=None, former=None) == body
    assert changed(body) == body


def test_what_holds_for_all_languages_is_in_the_original() -> None:
    original, translation = (form_of(path, (ROOT / path).read_text("utf-8")) for path in (PATH, "docs/es/tone.md"))
    assert original["original"] == ""
    assert translation["original"] == PATH
    assert [one["name"] for one in original["fields"] if one["shared"] and one["usual"]] == [
        "owner",
        "reviewed",
        "review_every",
    ]
    assert not any(one["shared"] for one in translation["fields"])
    assert "translates" not in {one["name"] for one in translation["fields"]} | set(translation["value"])
    assert all(original["choices"].values())


def test_what_is_misspelt_can_be_taken_out() -> None:
    text = TEXT.replace("title", "titel")
    assert "titel" in {one["name"] for one in form_of(PATH, text)["fields"]}
    assert changed(text, titel=None) == TEXT.replace("title: One   # beside\n", "")


def test_what_cannot_be_read_or_written_is_left() -> None:
    for front in ("title: [", "title: a\ntitle: b", "- a"):
        text = f"---\n{front}\n---\n\n# One\n"
        assert fronts.form(demonstration(), read(PATH, text), LABELS) is None
        with pytest.raises(NotWritableError):
            changed(text, title="c")
    with pytest.raises(SignError):
        changed(TEXT, title="\x07")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_has_a_name_and_each_choice_too(language: str) -> None:
    for one in fronts.fields_of(demonstration()):
        assert any(language in WORDS["fields"].get(name, {}) for name in (f"Page.{one.name}", one.name)), one.name
        for choice in one.choices:
            assert language in WORDS["choices"].get(f"Page.{one.name}.{choice}", {}), choice
