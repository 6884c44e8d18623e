"""What the site publishes for programs: its form has a version, and it says what the site says."""

from __future__ import annotations

import json
import os
import posixpath
import re
from functools import cache
from typing import Any

import jsonschema
import pytest

from conftest import TESTS
from guiaviva.judgement import Judgement
from guiaviva.site.exports import accounts, guide
from guiaviva.site.exports.accounts import Register, register
from guiaviva.site.exports.guide import GuideRecord, whole
from guiaviva.site.exports.llms import llms_file
from guiaviva.site.exports.markdown import copy_of, markdown_of, text_of
from guiaviva.site.exports.published import Published, schema_text
from guiaviva.site.exports.published import text_of as json_of
from projects import demonstration

GOLDEN = TESTS / "golden/published"
FORMS: dict[str, tuple[type[Published], int]] = {
    "accounts": (Register, accounts.VERSION),
    "guide": (GuideRecord, guide.VERSION),
}


@cache
def judgement() -> Judgement:
    return Judgement(demonstration(), ())


@cache
def published(name: str) -> Any:
    known = demonstration()
    made: Published = register(known) if name == "accounts" else whole(known, markdown_of(judgement()))
    return json.loads(json_of(made))


@cache
def copies() -> dict[str, str]:
    """Return the copies of the pages, by their paths in the site."""
    known = demonstration()
    pages = markdown_of(judgement())
    return {known.site_folder(language) + copy_of(id): text_of(chunks) for (language, id), chunks in pages.items()}


@pytest.mark.parametrize("name", FORMS)
def test_another_form_has_another_version(name: str) -> None:
    """Whoever changes the form raises VERSION, and has the new schema written with GUIA_UPDATE_GOLDEN=1."""
    type_, version = FORMS[name]
    golden = GOLDEN / f"{name}-{version}.schema.json"
    if os.environ.get("GUIA_UPDATE_GOLDEN") and not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(schema_text(type_), encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == schema_text(type_), f"raise VERSION of {name}.json"


@pytest.mark.parametrize("name", FORMS)
def test_what_is_published_is_as_its_schema_says(name: str) -> None:
    type_, version = FORMS[name]
    schema = json.loads(schema_text(type_))
    jsonschema.Draft202012Validator(schema).validate(published(name))
    assert (published(name)["version"], published(name)["$schema"]) == (version, f"{name}.schema.json")


def test_the_guide_has_every_page_in_every_language() -> None:
    known = demonstration()
    pages = {(code, one["id"]) for one in published("guide")["pages"] for code in one["languages"]}
    assert pages == set(known.pages)
    states = {each["state"] for one in published("guide")["pages"] for each in one["languages"].values()}
    assert states == {"original", "signed"}


def test_nothing_is_published_that_the_site_does_not_show() -> None:
    text = json.dumps(published("guide"), ensure_ascii=False)
    for entry in demonstration().facts.accounts.values():
        if entry.record.mailbox and entry.record.mailbox not in "".join(copies().values()):
            assert entry.record.mailbox not in text
    for key in ("two_factor", "mailbox", "search_words", "misspellings"):
        assert f'"{key}"' not in text


@pytest.mark.parametrize("sign", ["///", "{{", "<!--", "!!! ", "??? ", "{#", "{:"])
def test_a_copy_has_nothing_that_only_the_program_understands(sign: str) -> None:
    prose = {
        path: re.sub(r"```.*?```|`[^`]*`|https?://\S+", "", text, flags=re.DOTALL) for path, text in copies().items()
    }
    assert [path for path, text in prose.items() if sign in text] == []


def test_the_links_of_copies_lead_to_copies_and_to_places_in_them() -> None:
    lost = []
    for path, text in copies().items():
        for target, anchor in re.findall(r"\]\((?!https?:|mailto:|tel:)([^()\s#]*)(?:#([^()\s]*))?\)", text):
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if to.endswith(".md") and (to not in copies() or (anchor and f'<a id="{anchor}"></a>' not in copies()[to])):
                lost.append((path, target, anchor))
    assert lost == []


def test_a_copy_shows_what_blocks_and_references_show() -> None:
    text = copies()["en/accounts/official/index.md"]
    assert "| @ajriublanc_oficial | Instagram |" in text.replace('<a id="impersonation-instagram-contest"></a>', "")
    assert "[Digital content lead](../../roles/digital-content-lead/index.md)" in text


def test_llms_txt_lists_every_page_under_a_title() -> None:
    known = demonstration()
    ids = {id: id for language, id in known.pages if language == "en"}
    ((path, text),) = llms_file("en/", "en", "Social media guide", ids).make(judgement())
    assert path == "en/llms.txt"
    assert isinstance(text, str)
    title, blank, summary, *_ = text.split("\n")
    assert (title[:2], blank, summary[:2]) == ("# ", "", "> ")
    listed = re.findall(r"^- \[[^\]]+\]\((\S+)\)", text, re.MULTILINE)
    assert {one.removeprefix(known.site_url) for one in listed} == {f"en/{copy_of(id)}" for id in ids} | {"guide.json"}
    assert len(listed) == len(set(listed))
