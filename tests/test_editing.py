"""What an editor offers at a place of a page or of a file of data, marked here with ¦."""

from __future__ import annotations

from functools import cache

import pytest

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Edit
from guiaviva.editing import Completion, completions
from guiaviva.editing.describing import description
from guiaviva.editing.pointing import Pointed, definition, pointed_at, references
from guiaviva.guide import Guide, load_guide
from memory import MEMORY

PAGE = "docs/es/topics/images.md"


@cache
def guide() -> Guide:
    return load_guide(TESTS / "guides/complete", today=TODAY, store=MEMORY)


def offered(path: str, marked: str) -> list[Completion]:
    """Return what is offered at the mark in a text."""
    before, after = marked.split("¦")
    return completions(guide(), path, before + after, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def made(path: str, marked: str, label: str) -> str:
    """Return a text in which what is offered under a label is written at the mark."""
    edit = next(one.edit for one in offered(path, marked) if one.label == label)
    return written(marked.replace("¦", ""), edit)


def written(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    head, tail = lines[edit.line - 1][: edit.column - 1], lines[edit.end_line - 1][edit.end_column - 1 :]
    return "\n".join((*lines[: edit.line - 1], head + edit.text + tail, *lines[edit.end_line :]))


@pytest.mark.parametrize(
    ("marked", "label", "text"),
    [
        ("# A\n\nHasta {{ net¦", "networks", "# A\n\nHasta {{ networks"),
        ("{{ networks.x.limits.¦ }}", "characters", "{{ networks.x.limits.characters }}"),
        ("{{ networks.x.limits.¦ signos", "characters", "{{ networks.x.limits.characters }} signos"),
        ("{{ accounts.x-main.owner.n¦", "name", "{{ accounts.x-main.owner.name }}"),
        ("/// guide | rol¦", "role", "/// guide | role\n///"),
        ("/// guide | rol¦\n///", "role", "/// guide | role\n///"),
        ("/// guide | role redac¦\n///", "editor", "/// guide | role editor\n///"),
        ("/// ser¦", "guide | service-hours", "/// guide | service-hours\n///"),
        ("# A\n\n## ¦", "¿Cuál es la norma? {#rule}", "# A\n\n## ¿Cuál es la norma? {#rule}"),
        ("# A\n\n## Normas {#¦}", "#rule", "# A\n\n## Normas {#rule}"),
        ("[aquí](tono¦)", "Tono y estilo", "[aquí](../tone.md)"),
        ("[aquí](../tone.md#¦", "Voz de la institución", "[aquí](../tone.md#voice)"),
        ("el [voz de la inst¦]", "Voz de la institución", "el [Voz de la institución](../tone.md#voice)"),
        ("![](approv¦", "../../assets/approval.svg", "![](../../assets/approval.svg)"),
        ("---\nstatus: ¦\n---\n# A", "draft", "---\nstatus: draft\n---\n# A"),
        ("---\nsea¦\n---\n# A", "search_words", "---\nsearch_words: \n---\n# A"),
    ],
)
def test_a_page_is_completed(marked: str, label: str, text: str) -> None:
    assert made(PAGE, marked, label) == text


@pytest.mark.parametrize(
    ("file", "marked", "label", "text"),
    [
        ("accounts", "a:\n  network: ¦", "x", "a:\n  network: x"),
        ("accounts", "a:\n  owner: premsa¦", "press-office", "a:\n  owner: press-office"),
        ("accounts", "a:\n  languages: [ca, ¦]", "es", "a:\n  languages: [ca, es]"),
        ("situations", "a:\n  replies:\n  - ¦\n", "complaint-received", "a:\n  replies:\n  - complaint-received\n"),
        ("situations", "a:\n  name: {ca: Un, ¦}", "es", "a:\n  name: {ca: Un, es: }"),
        ("situations", "a:\n  name:\n    ca: Un\n    e¦\n", "es", "a:\n  name:\n    ca: Un\n    es: \n"),
        ("terms", 'a: {term: {es: "{{ networks.x.n¦"}}', "name", 'a: {term: {es: "{{ networks.x.name }}"}}'),
        ("ways", "a:\n  to: veu de la¦\n", "tone#voice", "a:\n  to: tone#voice\n"),
        ("plans/institution", "networks:\n  inst¦", "instagram", "networks:\n  instagram: "),
    ],
)
def test_data_is_completed(file: str, marked: str, label: str, text: str) -> None:
    assert made(f"data/{file}.yml", marked, label) == text


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        (PAGE, "# A\n\nUna frase cual¦quiera."),
        ("data/accounts.yml", "a:\n  status: ¦"),
        ("data/accounts.yml", "a:\n  network: x # ¦"),
        ("data/unknown.yml", "a: ¦"),
        ("mkdocs.yml", "a: ¦"),
        ("README.md", "[a](¦"),
        ("data/accounts.yml", "¦"),
    ],
)
def test_nothing_is_offered_where_nothing_is_known(path: str, marked: str) -> None:
    assert offered(path, marked) == []


def test_what_is_there_already_is_not_offered() -> None:
    labels = [one.label for one in offered("data/roles.yml", "a:\n  name:\n    es: Uno\n    ¦\n    ca: Un\n")]
    assert labels == ["en"]
    assert all("rule" not in one.label for one in offered(PAGE, "# A\n\n## Una {#rule}\n\nTexto.\n\n## ¦"))


def test_a_fact_is_offered_with_what_it_shows_in_the_language_of_the_page() -> None:
    [name] = [one for one in offered("docs/en/tone.md", "{{ roles.press-office.¦") if one.label == "name"]
    assert name.detail == "Press office"


def test_a_place_beyond_the_end_is_at_the_end() -> None:
    assert completions(guide(), PAGE, "{{ ", 99, 99)


def pointed(path: str, marked: str) -> Pointed | None:
    before, after = marked.split("¦")
    return pointed_at(guide(), path, before + after, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@pytest.mark.parametrize(
    ("path", "marked", "name", "where"),
    [
        (PAGE, "En {{ networks.x.limits.char¦acters }}", "networks.x.limits.characters", "data/networks.yml:5"),
        (PAGE, "En {{ netw¦orks.x.limits.characters }}", "networks.x", "data/networks.yml:1"),
        (PAGE, "/// guide | role edi¦tor\n///\n", "roles.editor", "data/roles.yml:6"),
        (PAGE, "[a](../tone.md#voi¦ce)", "tone#voice", "docs/es/tone.md:3"),
        (PAGE, "[a](¦../tone.md)", "tone", "docs/es/tone.md:1"),
        (PAGE, "---\nowner: edi¦tor\n---\n# A", "roles.editor", "data/roles.yml:6"),
        ("data/accounts.yml", "a:\n  network: ¦x\n", "networks.x", "data/networks.yml:1"),
        ("data/accounts.yml", "x-m¦ain:\n  network: x\n", "accounts.x-main", "data/accounts.yml:1"),
        (
            "data/accounts.yml",
            "a: {unit: cult¦ure}\n",
            "institution.units.culture",
            "data/institution.yml:11",
        ),
        ("data/ways.yml", "a:\n  to: to¦ne#voice\n", "tone#voice", "docs/ca/tone.md:8"),
    ],
)
def test_what_is_pointed_at_is_found_and_described(path: str, marked: str, name: str, where: str) -> None:
    found = pointed(path, marked)
    assert found is not None
    assert found.name == name
    place = definition(guide(), found)
    assert place is not None
    assert f"{place.path}:{place.line}" == where
    assert where in description(guide(), found, "en")


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        (PAGE, "Una fra¦se."),
        (PAGE, "[a](https://exam¦ple.org)"),
        (PAGE, "`{{ networks.¦x.name }}`"),
        ("data/accounts.yml", "a:\n  network: unkn¦own\n"),
        ("data/accounts.yml", "a:\n  han¦dle: x\n"),
        ("data/accounts.yml", ": [¦{"),
        ("other.txt", "¦x"),
    ],
)
def test_nothing_is_meant_where_nothing_is_known(path: str, marked: str) -> None:
    assert pointed(path, marked) is None


def test_a_record_is_described_in_the_language_of_the_editor_and_a_value_in_that_of_the_page() -> None:
    record, value = pointed(PAGE, "{{ roles.press-¦office.name }}"), pointed(PAGE, "{{ roles.press-office.na¦me }}")
    assert record is not None
    assert value is not None
    assert "**Press office**" in description(guide(), record, "en")
    assert "- deputy: Digital content lead (`digital-content-lead`)" in description(guide(), record, "en")
    assert "**Prensa**" in description(guide(), value, "en")
    account = pointed("data/accounts.yml", "x-m¦ain:\n")
    assert account is not None
    assert "mailbox" not in description(guide(), account, "en")


def test_every_place_that_speaks_of_what_is_pointed_at_is_found() -> None:
    section = pointed("docs/ca/tone.md", "## Veu {#¦voice}\n")
    assert section is not None
    assert {one.path for one in references(guide(), section)} >= {"docs/es/index.md", "docs/ca/index.md"}
