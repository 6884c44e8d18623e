"""One cause, one diagnostic: what fails, what follows from an error, and what holds for many places."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva.causes import FEW, settled
from guiaviva.diagnostics import Diagnostic, Finding, Place, found
from guiaviva.guide import Guide, load_guide
from guiaviva.judgement import diagnostics, judge
from guiaviva.reading.pages import Page
from guiaviva.rules import accessible_text, missing_page, not_found, orphans, section_mismatch
from guiaviva.wording import NAMED
from memory import Folder, judged

GuideFolder = Callable[[str], Path]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of each guide, which stays as it is."""
    return Path(shutil.copytree(TESTS / "guides", tmp_path_factory.mktemp("shared") / "guides"))


@pytest.fixture(scope="module")
def guide(shared: Path) -> Guide:
    return judged(shared / "complete").guide


def reported(guide: Guide, *findings: Finding) -> tuple[Diagnostic, ...]:
    return diagnostics(guide, settled(guide, findings, ()), "en")


def fail(*_: object) -> Iterator[Finding]:
    yield found("vague-link-text", Place("docs/ca/tone.md"), found="here", target="tone.md")
    raise ZeroDivisionError("no such thing")


@pytest.mark.parametrize(
    ("module", "scope", "path"),
    [
        (orphans, "check_data", "data/institution.yml"),
        (missing_page, "check", "data/institution.yml"),
        (accessible_text, "check_pages", "docs/ca/"),
        (section_mismatch, "check_translations", "docs/"),
        (not_found, "check_search", "data/queries.yml"),
    ],
)
def test_a_rule_that_fails_is_reported_once_and_the_others_are_asked(
    guide_folder: GuideFolder, monkeypatch: pytest.MonkeyPatch, module: object, scope: str, path: str
) -> None:
    root = guide_folder("complete")
    (root / "docs/ca/links.md").write_text("# Enllaços\n\n[aquí](tone.md)\n", encoding="utf-8")
    monkeypatch.setattr(module, scope, fail)
    said = judged_anew(root)
    failures = [one for one in said if one.rule == "rule-failed"]
    assert len(failures) == 1
    assert failures[0].path.startswith(path)
    assert "ZeroDivisionError: no such thing" in failures[0].message
    assert f"{Path(__file__).name}:" in failures[0].message
    assert failures[0].level == "warning"
    assert module is accessible_text or "vague-link-text" in {one.rule for one in said}


def test_of_what_fails_within_a_rule_the_rule_is_named(
    guide_folder: GuideFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "_audiences", fail)
    (one,) = (one for one in judged_anew(guide_folder("minimum")) if one.rule == "rule-failed")
    assert "«orphans»" in one.message


def test_a_rule_that_fails_for_one_page_is_asked_of_the_others(
    guide_folder: GuideFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
        for page in pages:
            if page.path == "docs/ca/tone.md":
                raise KeyError("ca")
            if page.path == "docs/ca/index.md":
                yield found("vague-link-text", page.at(2), found="here", target="tone.md")

    monkeypatch.setattr(accessible_text, "check_pages", check_pages)
    said = {(one.path, one.line, one.rule) for one in judged_anew(guide_folder("minimum"))}
    assert ("docs/ca/tone.md", 1, "rule-failed") in said
    assert ("docs/ca/index.md", 2, "vague-link-text") in said


def judged_anew(root: Path) -> tuple[Diagnostic, ...]:
    """Judge without a store: what a replaced rule finds must not be kept for other tests."""
    return judge(load_guide(root, today=TODAY)).diagnostics("en")


def test_what_readers_find_is_not_judged_while_there_are_errors(shared: Path) -> None:
    folder = Folder(shared / "complete")
    queries = folder.text("data/queries.yml").replace("canviar la contrasenya", "cosa que no diu ningú")
    assert [one.rule for one in folder.judged("data/queries.yml", queries)] == ["not-found"]
    broken = queries + "- language: ca\n  words: res\n  answers: [no-such-page]\n"
    assert [one.rule for one in folder.judged("data/queries.yml", broken)] == ["broken-link"]


def test_no_rule_fails_in_a_language_of_which_nothing_is_known(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    institution = root / "data/institution.yml"
    text = institution.read_text(encoding="utf-8")
    institution.write_text(text.replace("languages: [ca, es, en]", "languages: [ca, es, en, xx]"), encoding="utf-8")
    shutil.copytree(root / "docs/en", root / "docs/xx")
    judgement = judged(root)
    assert "xx" in judgement.guide.languages
    assert "xx" not in judgement.guide.model.prose
    assert [one.values for one in judgement.findings if one.rule == "rule-failed"] == []


def test_of_many_about_one_thing_one_is_reported_with_the_places_of_the_others(guide: Guide) -> None:
    many = [
        found("broken-link", Place(f"docs/ca/{name}.md", 7), about="no", found="no.md", nearest="")
        for name in "dcbaefghijklmnopqrs"
    ]
    [one] = reported(guide, *many)
    assert (one.path, one.line) == ("docs/ca/a.md", 7)
    assert "18 more places: docs/ca/b.md:7, docs/ca/c.md:7" in one.message
    assert "docs/ca/m.md:7…." in one.message
    assert "docs/ca/n.md" not in one.message
    assert len(reported(guide, *many[:FEW])) == FEW
    [named] = reported(guide, *many[: NAMED + 1])
    assert f"{NAMED} more places: " in named.message
    assert "…" not in named.message
    others = [replace(one, about="") for one in many]
    assert len(reported(guide, *others)) == len(many)


def test_of_a_rule_that_fails_in_two_places_one_is_reported(guide: Guide) -> None:
    values = {"found": "orphans", "reason": "KeyError: x", "where": "orphans.py:7"}
    failed = [found("rule-failed", Place(f"docs/ca/{name}.md"), about="orphans", **values) for name in "ba"]
    [one] = reported(guide, *failed)
    assert one.path == "docs/ca/a.md"
    # Also where it answers queries, which are not judged while there are errors.
    wrong = found("broken-link", Place("docs/ca/tone.md"), found="x", nearest="")
    unfound = found("not-found", Place("data/queries.yml"), found="x", answers=("tone",))
    said = settled(guide, [wrong], [unfound, failed[0]])
    assert [one.rule for one in said] == ["broken-link", "rule-failed"]
    assert [one.rule for one in settled(guide, [], [unfound])] == ["not-found"]


def test_few_places_are_reported_one_by_one_however_many_findings_they_have(guide: Guide) -> None:
    some = [
        found("broken-link", Place(f"docs/ca/{page}.md", 7), about="no", found=f"{link}.md", nearest="")
        for page in "ab"
        for link in "cde"
    ]
    assert len(reported(guide, *some)) == len(some)


def test_a_section_that_is_to_be_rewritten_is_not_compared_yet(guide: Guide) -> None:
    def below(language: str, section: str) -> Place:
        page = guide.pages[language, "tone"]
        heading = page.section(section)
        assert heading
        return page.at(heading.place.line + 1)

    unread = found("broken-list", below("ca", "register"), found="- u", meant="- u")
    values = {"section": "x", "kind": "x", "found": "x", "source": "docs/ca/tone.md"}
    there = found("passage-mismatch", below("es", "register"), variant="extra", **values)
    elsewhere = found("passage-mismatch", below("es", "voice"), variant="extra", **values)
    assert settled(guide, [unread, there, elsewhere], ()) == (unread, elsewhere)


def test_of_any_that_have_one_cause_the_cause_is_reported(guide: Guide) -> None:
    values = {"found": "x", "nearest": "y", "file": "data/roles.yml"}
    some = [
        found("unknown-role", Place("data/accounts.yml", line), variant="nearest", about="x", **values)
        for line in (3, 5)
    ]
    cause = Place("data/roles.yml", 1)
    [one] = reported(guide, *(each.because_of(cause) for each in some))
    assert (one.path, one.line) == ("data/roles.yml", 1)
    assert "Nothing refers to the key «y»" in one.message
    assert "The 2 places concerned: data/accounts.yml:3, data/accounts.yml:5." in one.message
    assert reported(guide, some[0].because_of(cause)) == reported(guide, some[0])


def test_what_cannot_be_read_is_reported_first(shared: Path) -> None:
    folder = Folder(shared / "complete")
    broken = folder.text("data/terms.yml") + "\tx: y\n"
    page = folder.root / "docs/ca/links.md"
    assert not page.exists()
    said = folder.judged("data/terms.yml", broken)
    assert [one.rule for one in said][:1] == ["invalid-data"]


def test_a_translation_is_not_compared_with_what_has_an_error(guide: Guide) -> None:
    compared = found(
        "passage-mismatch",
        Place("docs/es/tone.md", 5),
        title="Voz",
        kind="paragraph",
        beginning="x",
        source="docs/ca/tone.md",
        line=3,
    )
    for path in ("docs/es/tone.md", "docs/ca/tone.md"):
        wrong = found("broken-link", Place(path), found="x", nearest="")
        assert [one.rule for one in settled(guide, [compared, wrong], ())] == ["broken-link"]
    elsewhere = found("broken-link", Place("docs/en/tone.md"), found="x", nearest="")
    assert len(settled(guide, [compared, elsewhere], ())) == 2
    languages = found("language-mismatch", Place("mkdocs.yml"), found="x")
    assert settled(guide, [compared, languages], ()) == (languages,)


def test_without_the_source_language_only_that_is_reported(guide_folder: GuideFolder) -> None:
    root = guide_folder("complete")
    shutil.rmtree(root / "docs/ca")
    assert [one.rule for one in judged_anew(root)] == ["language-mismatch"]


def test_a_block_that_is_unknown_comes_before_what_is_wrong_in_earlier_files(guide: Guide) -> None:
    wrong = found("vague-link-text", Place("docs/ca/tone.md"), found="here", target="tone.md")
    unread = found("unknown-block", Place("docs/es/tone.md"), found="x", choices=("style",))
    assert [one.rule for one in reported(guide, wrong, unread)] == ["unknown-block", "vague-link-text"]


# What is left of findings, each beside the one from which it follows.

PLAIN = {
    "rewritten": False,
    "comparing": False,
    "first": False,
    "in_drafts": False,
    "fixed": False,
    "dated": False,
    "todo": False,
}
RULES = {
    "plain": {},
    "grave": {"level": "error"},
    "compared": {"comparing": True},
    "compared-gravely": {"comparing": True, "level": "error"},
    "unread": {"first": True},
    "in-drafts": {"in_drafts": True},
    "unknown-page": {},
    "broken-anchor": {},
    "language-mismatch": {"level": "error"},
    "wrong-language": {},
    "post-style": {"level": "error"},
    "rule-failed": {},
}


def left(*given: str | Finding, search: tuple[str, ...] = (), **guide: Any) -> list[str]:
    """Return what is left of findings, each «rule path», in a guide of which the rest is as given."""
    rules = {rule: Stub(**{**PLAIN, "level": "warning", **spec}) for rule, spec in RULES.items()}
    demands = Stub(unwritten=guide.get("unwritten", ()), exchanged=guide.get("exchanged", {}))
    some: Any = Stub(
        model=Stub(rules=rules),
        pages={("ca", "other"): None} if guide.get("pages", True) else {},
        source_language="ca",
        swapped=guide.get("swapped"),
        demands=demands,
        draft_paths=(),
        profile="complete",
        institution=Stub(preparing=False, rule_levels={}),
        path=lambda id: f"docs/ca/{id}.md",
    )

    def made(one: str | Finding) -> Finding:
        return one if isinstance(one, Finding) else found(one.split()[0], Place(one.split()[1]))

    kept = settled(some, map(made, given), map(made, search))
    return [f"{one.rule} {one.place.path} {one.mark}".strip() for one in kept]


def test_what_is_compared_with_an_error_is_left_out() -> None:
    grave, compared = "grave docs/ca/a.md", "compared docs/es/a.md"
    assert left(grave, compared, "compared docs/ca/a.md") == [grave]
    assert left(grave, "compared docs/es/b.md") == [grave, "compared docs/es/b.md"]
    assert left(grave, "plain docs/es/a.md") == [grave, "plain docs/es/a.md"]
    assert left("plain docs/ca/a.md", compared) == ["plain docs/ca/a.md", compared]
    gravely = "compared-gravely docs/es/a.md"
    assert left(grave, gravely) == [grave, gravely], "an error itself is not left out"
    assert left("language-mismatch mkdocs.yml", compared) == ["language-mismatch mkdocs.yml"]


def test_without_pages_of_the_source_language_what_is_read_first_is_left() -> None:
    some = "plain docs/es/a.md", "unread docs/es/a.md"
    assert left(*some, unwritten=("ca",)) == left(*some, swapped=("ca", "es")) == ["unread docs/es/a.md"]
    assert left(*some, unwritten=("es",)) == left(*some, unwritten=("ca",), pages=False) == list(some)


def test_what_readers_find_is_left_where_nothing_is_an_error() -> None:
    search = ("plain data/queries.yml", "rule-failed data/queries.yml")
    assert left(search=search) == list(search)
    assert left("plain a", search=search) == ["plain a", *search]
    assert left("grave a", search=search) == ["grave a", search[1]]
    assert left(search=search, exchanged={"docs/ca/x.md": Stub(id="y")}) == [search[1]]


def test_what_follows_from_the_text_of_another_page_is_left_out() -> None:
    exchanged = {"docs/ca/a.md": Stub(id="b")}
    kept = ["unknown-page docs/ca/a.md", "unread docs/ca/a.md", "in-drafts docs/ca/b.md", "plain docs/ca/c.md"]
    assert left(*kept, "plain docs/es/a.md", "plain docs/en/b.md", exchanged=exchanged) == kept
    anchor = found("broken-anchor", Place("docs/ca/c.md"), path="docs/ca/b.md")
    assert left(anchor, exchanged=exchanged) == []
    assert left(found("broken-anchor", Place("docs/ca/c.md"), path="docs/ca/d.md"), exchanged=exchanged) != []
    assert left(found("plain", Place("docs/ca/c.md"), path="docs/ca/b.md"), exchanged=exchanged) != []


def test_what_follows_from_a_page_in_another_language_is_left_out() -> None:
    whole = found("wrong-language", Place("docs/es/a.md"), variant="page")
    kept = ["unread docs/es/a.md", "in-drafts docs/es/a.md", "plain docs/en/a.md", "compared docs/en/b.md"]
    wrong = "wrong-language docs/es/a.md"
    assert left(whole, *kept, "plain docs/es/a.md", "compared docs/en/a.md") == [wrong, *kept]
    assert left(whole, "grave docs/es/a.md") == [f"{wrong} error"]
    assert left(whole, "compared-gravely docs/en/a.md") == [wrong]
    part = found("wrong-language", Place("docs/es/a.md"))
    assert left(part, "plain docs/es/a.md") == [wrong, "plain docs/es/a.md"]


def test_what_follows_from_a_text_of_data_in_another_language_is_left_out() -> None:
    wrong = "wrong-language data/x.yml"
    assert left(wrong, "post-style data/x.yml") == [f"{wrong} error"]
    assert left(wrong, "plain data/x.yml") == [wrong, "plain data/x.yml"]
    assert left(wrong, "post-style data/y.yml") == [wrong, "post-style data/y.yml"]
    swapped = found("wrong-language", Place("data/x.yml"), texts=(Place("data/y.yml"),))
    assert left(swapped, "post-style data/y.yml") == [f"{wrong} error"]
    assert left("post-style data/y.yml") == ["post-style data/y.yml"]
