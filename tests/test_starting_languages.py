"""Guides begin with drafts in languages in which the demonstration is not written, and get more languages later."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from guiaviva.guide import local
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, read_page
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.yaml_files import load
from projects import require_demonstration
from walks import COUNCIL, judged

# It begins with the text of the demonstration.
require_demonstration()

TODAY = date(2026, 11, 26)
WRITTEN = set(demonstration.languages())
DRAFTED = demonstration.drafted()
# A guide in each language where it is spoken, and one in which three follow another.
GUIDES = {
    "fr": ("FR", ["fr"]),
    "pt": ("PT", ["pt"]),
    "mixed": ("ES-GA", ["es", "gl", "ca", "eu"]),
}
TO_WRITE = {
    "placeholder-text",
    "missing-translation",
    "unconfirmed-decision",
    "role-without-contact",
    "working-hours-unknown",
    "page-not-reviewed",
}
SHORT = 4
UNREAD = re.compile(r"^\[(à confirmer\s:|por confirmar:|berresteko:).*\]$", re.MULTILINE)


def answers(territory: str, languages: list[str], networks: tuple[str, ...] = ("facebook", "instagram")) -> Answers:
    return replace(
        COUNCIL,
        names={one: f"Vallfosca {one}" for one in languages},
        territory=territory,
        languages=languages,
        networks=list(networks),
        email="networks@council.example",
        today=TODAY,
    )


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guides")
    for name, (territory, languages) in GUIDES.items():
        begin(folder / name, checked(answers(territory, languages)))
    return folder


def guia(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("name", GUIDES)
def test_a_new_guide_only_has_things_to_write(guides: Path, name: str) -> None:
    judgement = judged(guides / name, TODAY)
    listed = [one for one in judgement.diagnostics("en") if one.level != "advice"]
    assert not [(one.rule, one.path, one.line) for one in listed if one.rule not in TO_WRITE]
    # Of a page whose original is still to be written there is no translation.
    missing = {one.path for one in listed if one.rule == "missing-translation"}
    assert missing <= {f"docs/{one}/plans/institution.md" for one in judgement.guide.languages}


@pytest.mark.parametrize("name", GUIDES)
def test_every_page_that_no_speaker_has_read_says_so_and_is_something_to_do(guides: Path, name: str) -> None:
    guide = judged(guides / name, TODAY).guide
    todo = guia("todo", "--format", "json", "--root", guides / name).output
    for (language, id), page in guide.pages.items():
        drafted = language in DRAFTED and id != "plans/institution"
        assert len(UNREAD.findall(page.file.source.text)) == drafted, page.path
        assert page.path in todo or not drafted


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Return the texts of a value: the groups of which keys are the languages of the demonstration."""
    if isinstance(value, dict) and value.keys() >= WRITTEN:
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def test_nothing_is_in_the_language_of_the_demonstration(guides: Path) -> None:
    known = {
        said
        for name in demonstration.names("")
        for text in texts(demonstration.data(name, ""))
        for said in strings([text.get(one, "") for one in WRITTEN])
        if len(said.split()) > SHORT
    }
    for language in WRITTEN:
        for path in demonstration.pages(language, "").values():
            known |= {
                one for one in path.read_text("utf-8").split("\n") if len(one.split()) > SHORT and "///" not in one
            }
    for name in ("fr", "pt"):
        files = [path for path in (guides / name).rglob("*") if path.suffix in (".md", ".yml")]
        lines = {line for path in files if path.suffix == ".md" for line in path.read_text("utf-8").split("\n")}
        said = {one for path in files if "data" in path.parts for one in strings(load(path.read_text("utf-8")))}
        assert not known & (lines | said)


@pytest.mark.parametrize("language", DRAFTED)
@pytest.mark.parametrize("name", ["situations", "decision-tree", "networks", "roles"])
def test_a_draft_has_all_texts_of_the_data_of_small_guides(language: str, name: str) -> None:
    assert not [text["en"] for text in texts(demonstration.data(name, "")) if language not in text]


def form(page: Page) -> dict[str, Any]:
    return {
        "sections": [(one.level, one.id) for one in page.sections if one.level > 1],
        "blocks": [(one.name, one.words) for one in page.blocks],
        "marks": Counter(str(one.scope) for one in local.in_page(page, demonstration.networks())),
        "links": Counter(one.target for one in page.links if "//" not in one.target),
    }


@pytest.mark.parametrize("language", DRAFTED)
def test_a_draft_of_a_page_has_the_form_of_the_page(language: str) -> None:
    for id, path in demonstration.pages(language, "").items():
        original = demonstration.pages("es", "")[id]
        own, other = (
            form(read_page(Source(f"docs/{code}/{id}.md", one.read_text("utf-8")), code, id))
            for code, one in ((language, path), ("es", original))
        )
        assert own == other, id


def test_no_language_of_a_new_guide_loses_what_another_one_keeps(guides: Path) -> None:
    docs = guides / "mixed/docs"
    for path in sorted((docs / "es").rglob("*.md")):
        # Items of lists, rows of tables and headings begin so.
        kept = {
            language: Counter(re.findall(r"(?m)^ *(?:[-*] |\||#+ |\d+\. )", (docs / language / one).read_text("utf-8")))
            for one in [path.relative_to(docs / "es")]
            for language in ("es", "ca", "gl", "eu")
            if (docs / language / one).is_file()
        }
        assert len({frozenset(counts.items()) for counts in kept.values()}) == 1, path


def test_a_language_is_laid_down_with_all_that_the_program_has_in_it(guides: Path, tmp_path: Path) -> None:
    root = tmp_path / "guide"
    shutil.copytree(guides / "fr", root)
    # A speaker has read one page, and somebody has written in a section of another, and in a text.
    read, changed, data = root / "docs/fr/tone.md", root / "docs/fr/principles.md", root / "data/situations.yml"
    read.write_text(UNREAD.sub("", read.read_text("utf-8")), "utf-8")
    old = "## Usage institutionnel {#corporate-use}\n"
    assert old in changed.read_text("utf-8")
    changed.write_text(
        changed.read_text("utf-8").replace(old, f"{old}\nTout passe par le cabinet du maire.\n"), "utf-8"
    )
    situations = load(data.read_text("utf-8"))
    name = situations["complaint"]["name"]["fr"]
    data.write_text(data.read_text("utf-8").replace(f"name: {{fr: {name}}}", "name: {fr: Doléance}", 1), "utf-8")

    result = guia("languages", "add", "es", "--root", root, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert (root / "docs/es/tone.md").is_file()
    draft = (root / "docs/es/principles.md").read_text("utf-8")
    assert "status: draft" in draft
    assert "Utilidad" in draft
    assert "cargos" not in draft.partition("{#corporate-use}")[2]
    begun = load(data.read_text("utf-8"))
    assert begun["complaint"]["name"] == {"fr": "Doléance"}
    assert begun["complaint"]["definition"]["es"] in strings(demonstration.data("situations", ""))
    listed = [one for one in judged(root, TODAY).diagnostics("en") if one.level != "advice"]
    assert {one.rule for one in listed} <= TO_WRITE
    missing = {(one.path, one.line) for one in listed if one.rule == "missing-translation"}
    assert {path for path, _ in missing} <= {
        "data/institution.yml", "data/situations.yml", "docs/es/plans/institution.md", "docs/es/principles.md"
    }  # fmt: skip


def test_a_language_that_is_drafted_is_laid_down_too(guides: Path, tmp_path: Path) -> None:
    root = tmp_path / "guide"
    shutil.copytree(guides / "mixed", root)
    result = guia("languages", "add", "fr", "--root", root, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert UNREAD.search((root / "docs/fr/responses/index.md").read_text("utf-8"))
    assert {one.rule for one in judged(root, TODAY).diagnostics("en") if one.level != "advice"} <= TO_WRITE
