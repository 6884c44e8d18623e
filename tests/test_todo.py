"""`guia todo`: what is left to write, in order, by who can answer it; and never that all is done where it is not."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import TESTS, TODAY
from guiaviva.commands import main
from guiaviva.contentmodel import load_words
from guiaviva.guide import load_guide, signing


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("todo") / "guide"
    shutil.copytree(TESTS / "guides" / "complete", copied, ignore=shutil.ignore_patterns(".cache"))
    for path, data in signing.everything(load_guide(copied, today=TODAY)).items():
        (copied / path).write_bytes(data)
    return copied


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "guide"))


def guia(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def todo(root: Path, *options: str | Path) -> Result:
    return guia("todo", "--root", root, "--lang", "en", "--today", TODAY.isoformat(), *options)


def listed(root: Path) -> Any:
    return json.loads(todo(root, "--format", "json").stdout)


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def ask(root: Path, page: str, section: str, **questions: str) -> None:
    """Write a prompt in each language at the beginning of a section of a page."""
    for language, question in questions.items():
        path = root / f"docs/{language}/{page}.md"
        lines = path.read_text(encoding="utf-8").split("\n")
        index = next(index for index, line in enumerate(lines) if f"{{#{section}}}" in line)
        lines[index + 1 : index + 1] = ["", question]
        path.write_text("\n".join(lines), encoding="utf-8")


def where(task: Any) -> list[str]:
    return [place["path"] for place in task["places"]]


def test_a_guide_in_which_nothing_is_left(root: Path) -> None:
    result = todo(root)
    assert result.exit_code == 0, result.output
    assert "100%" in result.stdout


def test_what_is_left_is_listed_to_tick_off_and_counted(root: Path) -> None:
    text = "# To\n\n## Veu {#voice}\n\n[per completar: la veu]\n\n[per completar: el to]\n"
    (root / "docs/ca/tone.md").write_text(text, encoding="utf-8")
    result = todo(root, "--format", "md")
    assert "- [ ] docs/ca/tone.md:5  la veu" in result.stdout
    assert "- [ ] docs/ca/tone.md:7  el to" in result.stdout
    assert result.stdout.count("Write your own, or delete it if it does not apply to you.") == 1
    assert "100%" not in result.stdout


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/institution.yml", 'name: {ca: "Ajuntament\n'),
        ("data/roles.yml", "community-manager: {name: [\n"),
        ("docs/ca/tone.md", "# To\n\n```\n"),
    ],
)
def test_what_is_done_of_a_guide_that_cannot_be_read_is_not_known(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")
    result = todo(root)
    assert result.exit_code == 3, result.output
    assert "%" not in result.stdout.splitlines()[-1]
    assert f"{path}:" in result.stdout
    assert "nothing left" not in result.stdout.lower()
    assert listed(root)["percent"] is None


def test_an_error_that_is_nothing_to_be_written_is_said_and_is_not_done(root: Path) -> None:
    ask(root, "tone", "voice", ca="Vegeu [les normes](no-hi-es.md).")
    result = todo(root)
    assert result.exit_code == 3
    assert "1 error" in result.stdout
    assert "docs/ca/tone.md:" in result.stdout
    assert "100%" not in result.stdout
    [error] = listed(root)["errors"]
    assert error["rule"] == "broken-link"


def test_a_language_without_a_page_is_counted_as_one_that_has_its_first(root: Path) -> None:
    assert guia("languages", "add", "eu", "--root", root).exit_code == 0
    after = listed(root)
    shutil.rmtree(root / "docs/eu")
    before = listed(root)
    assert before["percent"] < 80
    assert (before["done"], before["total"]) == (after["done"], after["total"])
    missing = {path for task in before["left"] for path in where(task)}
    assert {"docs/eu/tone.md", "data/roles.yml"} <= missing
    assert all(task["who"] == "translation" for task in before["left"])


def test_a_page_that_a_language_lacks_is_something_to_write(root: Path) -> None:
    (root / "docs/es/glossary.md").unlink()
    [task] = [one for one in listed(root)["left"] if one["rule"] == "missing-translation"]
    assert where(task) == ["docs/es/glossary.md"]
    assert "docs/ca/glossary.md" in task["what"]


def test_a_text_that_the_main_language_lacks_is_something_to_write(root: Path) -> None:
    change(root, "data/terms.yml", "term: {ca: compte, es: cuenta, en: account}", "term: {es: cuenta, en: account}")
    result = todo(root)
    assert result.exit_code == 1, result.output
    assert "data/terms.yml:" in result.stdout


def test_what_several_languages_ask_is_one_question(root: Path) -> None:
    ask(
        root, "tone", "voice", ca="[per completar: la veu]", es="[por completar: la voz]", en="[to be completed: voice]"
    )
    [task] = [one for one in listed(root)["left"] if one["rule"] == "placeholder-text"]
    assert task["what"] == "voice"
    assert where(task) == ["docs/en/tone.md", "docs/ca/tone.md", "docs/es/tone.md"]


def test_what_is_not_surely_the_same_question_is_asked_twice(root: Path) -> None:
    ask(root, "tone", "voice", ca="[per completar: la veu]\n\n[per completar: el to]", es="[por completar: el tono]")
    tasks = [one for one in listed(root)["left"] if one["rule"] == "placeholder-text"]
    assert [one["what"] for one in tasks] == ["la veu", "el to", "el tono"]


def test_a_text_of_data_is_asked_once_in_all_languages(root: Path) -> None:
    old = "term: {ca: compte, es: cuenta, en: account}"
    prompts = (
        "term: {ca: '[per completar: el nom]', es: '[por completar: el nombre]', en: '[to be completed: the name]'}"
    )
    change(root, "data/terms.yml", old, prompts)
    [task] = [one for one in listed(root)["left"] if one["rule"] == "placeholder-text"]
    assert task["what"] == "the name"


def begun(root: Path) -> None:
    """Ask something in the order in which nobody reads it."""
    for page, section in (("accounts/index", "accounts"), ("roles/digital-content-lead", "mission"), ("tone", "voice")):
        ask(root, page, section, ca=f"[per completar: {page}]")
    ask(root, "responses/crisis", "first-hour", ca="[per completar: crisi]")
    ask(root, "topics/data-protection", "rule", ca="[per completar: la llei]")
    ask(root, "responses/security-incident", "during", ca="[per completar: el servidor]")


def test_what_readers_meet_first_is_first(root: Path) -> None:
    begun(root)
    tasks = [one for one in listed(root)["left"] if one["rule"] == "placeholder-text"]
    assert [one["first"] for one in tasks] == ["danger", "roles", "accounts", "rest", "rest", "rest"]
    assert tasks[0]["what"] == "crisi"
    assert sum(one["start"] for one in tasks) == 5
    text = todo(root).stdout
    assert text.startswith("Start here\n  1. docs/ca/responses/crisis.md:")


def test_a_sheet_asks_each_what_they_can_answer(root: Path, tmp_path: Path) -> None:
    begun(root)
    change(root, "mkdocs.yml", "docs_dir:", "site_url: https://guia.example/xarxes/\ndocs_dir:")
    result = todo(root, "--sheet", tmp_path / "sheets")
    assert result.exit_code == 1, result.output
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "sheets").iterdir()}
    assert "La llei" in written["legal.md"]
    assert "El servidor" in written["it.md"]
    assert "La llei" not in written["it.md"] + written["communication.md"]
    assert "docs/ca/topics/data-protection.md:" in written["legal.md"]
    assert re.search(
        r"Readers see it in «.+ › .+» \(https://guia.example/xarxes/en/topics/data-protection/#rule\)",
        written["legal.md"],
    )
    assert "Answer:" in written["legal.md"]
    (tmp_path / "sheets/it.md").write_text("Answered.", encoding="utf-8")
    again = todo(root, "--sheet", tmp_path / "sheets")
    assert again.exit_code == 2
    assert "it.md" in again.stderr or "communication.md" in again.stderr
    assert (tmp_path / "sheets/it.md").read_text(encoding="utf-8") == "Answered."


def test_an_institution_says_who_answers(root: Path) -> None:
    begun(root)
    (root / "model").mkdir(exist_ok=True)
    (root / "model/todo.yml").write_text("who: {press: ['tone#voice']}\n", encoding="utf-8")
    tasks = {one["what"]: one["who"] for one in listed(root)["left"]}
    assert tasks["tone"] == "press"
    assert tasks["la llei"] == "legal"
    assert "press (1)" in todo(root).stdout


def test_a_table_has_no_formula(root: Path) -> None:
    ask(root, "tone", "voice", ca="[per completar: =1+1]", es='[por completar: a; b, "c"]')
    rows = list(csv.DictReader(io.StringIO(todo(root, "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert [row["what"] for row in rows if row["rule"] == "placeholder-text"] == ["'=1+1"]
    assert rows[0]["path"].startswith("docs/")
    assert rows[0]["also"].startswith("docs/es/tone.md:")


def test_what_translations_are_not_signed_off_is_one_thing_to_do_and_not_done(root: Path) -> None:
    ask(root, "tone", "voice", ca="Ara diu una altra cosa.")
    ask(root, "principles", "public-policy", ca="També aquí.")
    (root / "translations.yml").unlink()
    found = listed(root)
    assert found["percent"] < 100
    [task] = found["left"]
    assert "guia translated --all" in task["fix"]
    assert task["who"] == "translation"
    assert {"docs/es/tone.md", "docs/es/principles.md", "data/roles.yml"} <= set(where(task))
    assert guia("translated", "--all", "--because", "for the test", "--root", root).exit_code == 0
    assert todo(root).exit_code == 0


def test_without_git_nothing_is_said_of_what_it_cannot_show(root: Path) -> None:
    ask(root, "tone", "voice", ca="Ara diu una altra cosa.")
    told = guia("check", "--strict", "--root", root, "--lang", "en", "--today", TODAY.isoformat()).stdout
    assert "stale-translation" in told
    assert "What has changed" not in told
    assert "Git" not in told


def test_what_is_named_first_is_not_named_again(root: Path) -> None:
    begun(root)
    text = todo(root, "--format", "md").stdout
    assert text.count("crisi\n") == 1
    assert "1. [ ] docs/ca/responses/crisis.md" in text
    assert "Also, above: 1" in text


def test_a_sheet_asks_of_a_decision_whether_it_is_so_and_for_no_yaml(root: Path, tmp_path: Path) -> None:
    decision = "hours: {decided: {ca: Quan., es: Cuándo., en: When.}, shown_in: [tone#voice], taken_by: legal}\n"
    (root / "data/decisions.yml").write_text(decision, encoding="utf-8")
    assert "if not, correct" in todo(root, "--format", "md").stdout.partition("```yaml")[0]
    todo(root, "--sheet", tmp_path / "sheets")
    sheet = (tmp_path / "sheets/legal.md").read_text(encoding="utf-8")
    assert "Is it so?" in sheet
    assert re.search(r"Readers see it in «.+ › .+»", sheet)
    assert "confirmed\\_on" not in sheet
    assert "```" not in sheet


def test_what_a_translation_has_lost_since_it_was_signed_off_is_left_to_do(root: Path) -> None:
    change(root, "docs/es/tone.md", "\n\n## Ejemplos", "\n\n- Una\n- Dos\n\n## Ejemplos")
    [task] = listed(root)["left"]
    assert (task["rule"], task["who"]) == ("translation-changed", "translation")
    assert todo(root).exit_code == 1


def test_a_page_that_is_written_in_part_makes_the_guide_no_smaller(root: Path) -> None:
    path = root / "docs/es/topics/hashtags.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    absent = listed(root)
    path.write_text(text[: text.index("## ", text.index("## ") + 3)], encoding="utf-8")
    begun = listed(root)
    assert begun["total"] == absent["total"]
    assert absent["done"] < begun["done"] < begun["total"]


def test_a_draft_that_a_speaker_has_to_read_is_for_whoever_translates(root: Path) -> None:

    ask(root, "tone", "voice", es=load_words(languages=["es"])["start"]["unread"]["es"])
    [task] = [one for one in listed(root)["left"] if one["rule"] == "placeholder-text"]
    assert task["who"] == "translation"
    assert "no speaker of their language has read" in task["what"]


def test_a_sheet_asks_in_words_that_can_be_answered_by_mail(root: Path, tmp_path: Path) -> None:
    (root / "docs/ca/tone.md").write_text("# To\n\n## Veu {#voice}\n\n[per completar: la veu]\n", encoding="utf-8")
    change(root, "data/accounts.yml", "two_factor: yes", "two_factor: no")
    todo(root, "--sheet", tmp_path / "sheets")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "sheets").iterdir())
    assert "Answer in your own words" in text
    assert "```" not in text
    assert "\\[" not in text


def test_a_page_that_is_overdue_is_to_be_reviewed_again(root: Path) -> None:
    path = root / "docs/ca/tone.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^reviewed: .*$", "reviewed: 2024-01-01", text), encoding="utf-8")
    [task] = listed(root)["left"]
    assert "guia confirm --pages --all" in task["fix"]
    assert todo(root).exit_code == 1
    confirmed = guia("confirm", "--pages", "--all", "--yes", "--root", root, "--today", TODAY.isoformat())
    assert confirmed.exit_code == 0, confirmed.output
    assert path.read_text(encoding="utf-8") == re.sub(r"(?m)^reviewed: .*$", f"reviewed: {TODAY}", text)


def test_what_a_strict_check_still_finds_is_said(root: Path) -> None:
    change(root, "data/networks.yml", "checked_on: 2026", "checked_on: 2024")
    result = todo(root)
    assert result.exit_code == 1
    assert "guia check --strict still finds 1 warning" in result.stdout
    assert "Nothing is left" not in result.stdout
    assert [one["rule"] for one in listed(root)["warnings"]] == ["limits-unchecked"]


def sheet(root: Path, name: str = "communication") -> str:
    todo(root, "--sheet", root.parent / "sheets")
    path = root.parent / f"sheets/{name}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_what_is_no_question_is_asked_with_its_sentence_and_no_signs(root: Path) -> None:
    ask(root, "tone", "voice", ca="- **Ho aprova** [per completar: qui]. Obliga tothom.")
    text = sheet(root)
    assert "What is missing in this sentence (qui)?" in text
    assert "> Ho aprova ………. Obliga tothom." in text
    assert "\\*" not in text


def test_two_sentences_that_lack_the_same_word_are_two_questions(root: Path) -> None:
    ask(root, "tone", "voice", ca="Ho aprova [per completar: qui].\n\nHo revoca [per completar: qui].")
    text = sheet(root)
    assert "Ho aprova ………" in text
    assert "Ho revoca ………" in text


def test_a_question_says_of_which_record_it_is(root: Path) -> None:
    plan = root / "data/plans/institution.yml"
    text = plan.read_text(encoding="utf-8")
    prompt = "{ca: '[per completar: per a què]', es: '[por completar: para qué]', en: '[to be completed: what for]'}"
    instagram = f"instagram: {{purpose: {prompt}, objectives: [answer-in-time], audiences: [residents]}}"
    text = re.sub(r"(?m)^networks:\n  x:\n((?:    .*\n)*)", lambda one: one[0] + f"  {instagram}\n", text)
    text = re.sub(r"(?m)(^networks:\n  x:\n    purpose: ).*", rf"\g<1>{prompt}", text)
    plan.write_text(text, encoding="utf-8")
    assert {"X: what for", "Instagram: what for"} <= {one["what"] for one in listed(root)["left"]}


def test_a_decision_is_confirmed_by_what_the_guide_says_and_not_while_that_is_open(root: Path) -> None:
    decision = "hours: {decided: {ca: Quan., es: Cuándo., en: When.}, shown_in: [tone#voice], taken_by: legal}\n"
    (root / "data/decisions.yml").write_text(decision, encoding="utf-8")
    for language in ("ca", "es", "en"):
        ask(root, "tone", "voice", **{language: "**Es miren** cada dia."})
    assert "> Es miren cada dia." in sheet(root, "legal").replace("  \n", "\n")
    shutil.rmtree(root.parent / "sheets")
    ask(root, "tone", "voice", ca="Els mira [per completar: qui].")
    assert sheet(root, "legal") == ""
    assert "unconfirmed-decision" in {one["rule"] for one in listed(root)["left"]}


def test_a_role_is_asked_how_it_is_reached(root: Path) -> None:
    change(root, "data/roles.yml", "contact: {phone: 930 000 002}", "contact: {}")
    assert "By which shared mailbox or telephone is this role reached: «Culture editor»?" in sheet(root)
