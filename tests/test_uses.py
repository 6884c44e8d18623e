"""`guia uses` and `guia rename`: every place that speaks of a record, and another key for it in each of them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TESTS, TODAY
from guiaviva.commands.rename import command as rename
from guiaviva.commands.uses import command as uses
from guiaviva.guide import load_guide, signing
from guiaviva.judgement import judge
from memory import MEMORY

TONE = """\
---
owner: digital-content-lead
---
# To

Escriu {{ roles.editor.name }}, i no {{ networks.x.name }}. [La pàgina](networks/x.md#network-x)

/// guide | role editor
///

<!-- only x+instagram -->
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(TESTS / "guides" / "complete", folder)
    (folder / "docs/ca/tone.md").write_text(TONE, encoding="utf-8")
    return folder


def run(command: object, *arguments: str, root: Path, code: int = 0) -> str:
    done = CliRunner().invoke(command, [*arguments, "--lang", "en", "--root", str(root)])  # type: ignore[arg-type]
    assert done.exit_code == code, done.output
    return done.output


def places(root: Path, name: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in json.loads(run(uses, name, "--format", "json", root=root)):
        found.setdefault(one["kind"], set()).add(f"{one['path']}:{one['line']}:{one['column']}")
    return found


def test_every_place_that_speaks_of_a_record_is_listed(root: Path) -> None:
    role = places(root, "roles.editor")
    assert role["reference"] == {"docs/ca/tone.md:6:11"}
    assert role["block"] == {"docs/ca/tone.md:8:18"}
    assert "data/situations.yml:8:16" in role["key"]
    network = places(root, "networks.x")
    assert network["scope"] == {"docs/ca/tone.md:11:11"}
    assert network["link"] >= {"docs/ca/tone.md:6:73"}
    assert network["page"] == {f"docs/{language}/networks/x.md:1:1" for language in ("ca", "es", "en")}


def test_what_speaks_of_one_value_is_listed_alone(root: Path) -> None:
    assert places(root, "networks.x.name") == {"reference": {"docs/ca/tone.md:6:41"}}
    assert "0 places" in run(uses, "networks.x.limits.links", root=root, code=1)


def test_an_unknown_name_is_said_with_the_nearest(root: Path) -> None:
    assert "Did you mean «roles.editor»?" in run(uses, "roles.editr", root=root, code=2)
    assert "Did you mean «roles.editor»?" in run(rename, "roles.editr", "roles.x", root=root, code=2)


def texts(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in str(path))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("roles.editor", "roles.press-office", "is there already"),
        ("roles.editor", "roles.The Editor", "cannot be the new key"),
        ("networks.x.limits", "networks.x.bounds", "is not a record"),
        ("plans.institution", "plans.general", "must have the page plans/institution"),
    ],
)
def test_what_cannot_be_renamed_is_left_alone(root: Path, old: str, new: str, reason: str) -> None:
    before = texts(root)
    assert reason in run(rename, old, new, root=root, code=2)
    assert texts(root) == before


def test_nothing_is_renamed_in_data_that_cannot_be_read(root: Path) -> None:
    (root / "data/roles.yml").write_text("editor: [", encoding="utf-8")
    assert "data/roles.yml has errors" in run(rename, "roles.editor", "roles.writer", root=root, code=2)


def test_a_dry_run_changes_nothing(root: Path) -> None:
    before = texts(root)
    assert "would change" in run(rename, "roles.editor", "roles.writer", "--dry-run", root=root)
    assert texts(root) == before


def found(root: Path) -> list[str]:
    guide = load_guide(root, today=TODAY, store=MEMORY)
    return sorted(f"{one.rule} {one.variant} {one.place.line}" for one in judge(guide).findings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("roles.editor", "culture-writer"),
        ("networks.x", "networks.former-twitter"),
        ("institution.units.culture", "arts"),
        ("situations.complaint", "grievance"),
        ("plans.culture", "arts-plan"),
    ],
)
def test_after_a_new_key_the_guide_says_the_same(root: Path, old: str, new: str) -> None:
    before, files = found(root), texts(root)
    run(rename, old, new, root=root)
    assert found(root) == before
    key, written = new.rpartition(".")[2], texts(root)
    # Only the key is another one, and hashes of what translations follow.
    back = {path: _undone(data, key, old.rpartition(".")[2]) for path, data in written.items()}
    same = {path.replace(f"/{key}.", f"/{old.rpartition('.')[2]}."): data for path, data in back.items()}
    assert same == {path: _undone(data, key, key) for path, data in files.items()}


def _undone(data: bytes, key: str, old: str) -> bytes:
    # And that the page was elsewhere.
    data = re.sub(rb"(?m)^former(_sections)?: .*\n", b"", data)
    return re.sub(rb"(?<=: )[0-9a-f]{12}-[0-9a-f]{12}\b", b"", data.replace(key.encode(), old.encode()))


def test_line_ends_and_what_is_beside_a_key_stay(root: Path) -> None:
    path = root / "data/roles.yml"
    data = path.read_bytes().replace(b"\n", b"\r\n").replace(b"deputy: editor", b"deputy:  editor  # la cultura")
    path.write_bytes(data)
    run(rename, "roles.editor", "writer", root=root)
    assert path.read_bytes() == data.replace(b"deputy:  editor", b"deputy:  writer").replace(b"\neditor:", b"\nwriter:")


def test_translations_that_follow_their_source_still_do(root: Path) -> None:
    page = root / "docs/es/tone.md"
    page.write_text("# Tono\n\nSe escribe.\n", encoding="utf-8")
    for path, data in signing.everything(load_guide(root, today=TODAY)).items():
        (root / path).write_bytes(data)
    before = load_guide(root, today=TODAY)
    run(rename, "roles.editor", "writer", root=root)
    after = load_guide(root, today=TODAY)
    old, new = before.source_page("tone"), after.source_page("tone")
    assert old
    assert new
    assert new.signatures != old.signatures
    assert not any(one.rule == "stale-translation" for one in judge(after).findings)


def test_a_section_gets_another_id_in_every_language_in_links_and_in_data(root: Path) -> None:
    for language in ("ca", "es", "en"):
        page = root / f"docs/{language}/tone.md"
        page.write_text(
            page.read_text("utf-8") + "\n## Com saludem {#greeting}\n\nBon dia a tothom.\n", encoding="utf-8"
        )
        other = root / f"docs/{language}/index.md"
        other.write_text(
            other.read_text("utf-8") + "\n[Salutació](tone.md#greeting), [tota](tone.md), [una altra](#greeting)\n",
            encoding="utf-8",
        )
    ways = root / "data/ways.yml"
    ways.write_text(ways.read_text("utf-8") + "greet:\n  text: {ca: Saludar}\n  group: task\n  to: tone#greeting\n")
    run(uses, "roles.editor", root=root)
    run(rename, "tone#greeting", "tone#hello", root=root)
    for language in ("ca", "es", "en"):
        assert "{#hello}" in (root / f"docs/{language}/tone.md").read_text("utf-8")
        text = (root / f"docs/{language}/index.md").read_text("utf-8")
        assert "(tone.md#hello), [tota](tone.md), [una altra](#greeting)" in text
    assert "to: tone#hello\n" in ways.read_text("utf-8")


def test_a_translation_of_a_section_with_another_id_still_follows_its_source(root: Path) -> None:
    for language in ("ca", "es"):
        page = root / f"docs/{language}/languages.md"
        page.write_text(page.read_text("utf-8") + "\n## Accents {#accents}\n\nBon dia a tothom.\n", encoding="utf-8")
    guide = load_guide(root, today=TODAY)
    for path, data in signing.everything(guide).items():
        (root / path).write_bytes(data)
    before = {one for one in judge(load_guide(root, today=TODAY)).diagnostics("en") if "translation" in one.rule}
    run(rename, "languages#accents", "signs", root=root)
    assert "signs:" in (root / "docs/es/languages.md").read_text("utf-8")
    after = {one for one in judge(load_guide(root, today=TODAY)).diagnostics("en") if "translation" in one.rule}
    assert before == after


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tone#nothing", "other", "has no section «nothing»"),
        ("tone#voice", "style", "must have the section «voice»"),
        ("index#contact", "purpose", "is there already"),
        ("index#contact", "Un lloc", "cannot be the new key"),
    ],
)
def test_a_section_that_cannot_have_another_id_is_named(root: Path, old: str, new: str, said: str) -> None:
    shutil.copy(TESTS / "guides/complete/docs/ca/tone.md", root / "docs/ca/tone.md")
    assert said in run(rename, old, new, root=root, code=2)


def test_a_page_that_goes_back_and_forth_leads_in_no_circle(root: Path) -> None:
    def said(key: str) -> list[str]:
        text = (root / f"docs/ca/networks/{key}.md").read_text("utf-8")
        return re.findall("(?m)^former.*", text)

    run(rename, "networks.x", "twitter", root=root)
    assert said("twitter") == ["former: [networks/x]"]
    run(rename, "networks.twitter", "birds", root=root)
    assert said("birds") == ["former: [networks/x, networks/twitter]"]
    run(rename, "networks.birds", "x", root=root)
    assert said("x") == ["former: [networks/twitter, networks/birds]"]


def test_a_section_that_goes_back_and_forth_leads_in_no_circle(root: Path) -> None:
    page = root / "docs/ca/tone.md"
    page.write_text(page.read_text("utf-8") + "\n## Salutació {#greeting}\n\nBon dia.\n", encoding="utf-8")
    run(rename, "tone#greeting", "hello", root=root)
    run(rename, "tone#hello", "welcome", root=root)
    assert "former_sections: {welcome: [greeting, hello]}\n---\n" in page.read_text("utf-8")
    run(rename, "tone#welcome", "greeting", root=root)
    assert "former_sections: {greeting: [hello, welcome]}\n---\n" in page.read_text("utf-8")


def test_the_row_of_a_record_that_has_another_key_is_remembered_in_each_page_that_shows_it(root: Path) -> None:
    def said() -> set[str]:
        texts = [(root / f"docs/ca/{page}.md").read_text("utf-8") for page in ("responses/index", "responses/replies")]
        return {line for text in texts for line in re.findall("(?m)^former.*", text)}

    run(rename, "replies.complaint-received", "heard", root=root)
    assert said() == {"former_sections: {reply-heard: [reply-complaint-received]}"}
    run(rename, "replies.heard", "noted", root=root)
    assert said() == {"former_sections: {reply-noted: [reply-complaint-received, reply-heard]}"}
    run(rename, "replies.noted", "complaint-received", root=root)
    assert said() == {"former_sections: {reply-complaint-received: [reply-heard, reply-noted]}"}
    assert not [one for one in judge(load_guide(root, today=TODAY)).findings if one.rule == "former-address"]


def test_two_records_that_take_the_key_of_each_other_lead_in_no_circle(root: Path) -> None:
    run(rename, "terms.post", "spare", root=root)
    run(rename, "terms.account", "post", root=root)
    run(rename, "terms.spare", "account", root=root)
    text = (root / "docs/ca/glossary.md").read_text("utf-8")
    assert re.findall("(?m)^former.*", text) == ["former_sections: {term-account: [term-spare]}"]
    assert not [one for one in judge(load_guide(root, today=TODAY)).findings if one.rule == "former-address"]


def test_what_is_only_being_prepared_is_not_remembered(root: Path) -> None:
    data = root / "data/institution.yml"
    data.write_text(f"preparing: yes\n{data.read_text('utf-8')}", encoding="utf-8")
    run(rename, "networks.x", "twitter", root=root)
    assert "former" not in (root / "docs/ca/networks/twitter.md").read_text("utf-8")
