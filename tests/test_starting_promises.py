"""A guide that begins promises nothing that its institution has not decided."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from guiaviva.contentmodel import load_todo
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.starting.answers import Answers
from guiaviva.starting.beginning import begin
from guiaviva.todo.tasks import Task, todo
from projects import require_demonstration
from walks import judged

require_demonstration()

TODAY = date(2026, 11, 26)
MAIL = "xarxes@prova.example"
# What a council of two has not: rules of participation, roles, a table, a tool, somebody on call.
NOT_THERE = {
    "ca": (
        r"les \[?normes de participació|Direcció de Comunicació|Gestió de xarxes|caps? d'àrea|redaccions?\b|guàrdia"
        r"|aquesta taula|com es fa\.|safata compartida|gestor d'incidències|Atenció Ciutadana|nivell de crisi"
        r"|compte del registre"
    ),
    "es": (
        r"las \[?normas de participación|Dirección de Comunicación|Gestión de redes|jefaturas? de|redacciones\b|guardia"
        r"|esta tabla|cómo se hace\.|bandeja compartida|gestor de incidencias|Atención Ciudadana|nivel de crisis"
        r"|cuenta del registro"
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the guide of a council of two people."""
    names = {"ca": "Ajuntament de Prova", "es": "Ayuntamiento de Prueba"}
    answers = Answers(
        names=names,
        kind="municipality",
        territory="ES-CT",
        languages=list(names),
        networks=["instagram", "x", "facebook", "youtube", "linkedin", "bluesky", "mastodon", "tiktok"],
        units=[],
        people=2,
        profile="minimum",
        address="",
        email=MAIL,
        today=TODAY,
    )
    folder = tmp_path_factory.mktemp("council") / "guide"
    begin(folder, answers)
    return folder


@pytest.fixture(scope="module")
def judgement(root: Path) -> Judgement:
    return judged(root, TODAY)


@pytest.fixture(scope="module")
def guide(judgement: Judgement) -> Guide:
    return judgement.guide


@pytest.fixture(scope="module")
def tasks(judgement: Judgement, root: Path) -> tuple[Task, ...]:
    return todo(judgement, "ca", load_todo(root)).tasks


@pytest.mark.parametrize("language", NOT_THERE)
def test_no_sentence_speaks_of_what_a_council_of_two_has_not(guide: Guide, language: str) -> None:
    pages = [page for page in guide.all_pages if page.language == language]
    said = [line for page in pages for line in page.source.text.split("\n")[page.body_line - 1 :]]
    for entry, text in guide.facts.texts:
        if entry.document.path == "data/situations.yml":
            said.append(str(text.value.get(language, "")))
    assert [line for line in said if re.search(NOT_THERE[language], line)] == []


def test_every_decision_is_asked_of_whoever_takes_it(guide: Guide, tasks: tuple[Task, ...]) -> None:
    assert {"response-times", "posting-x", "moderation", "role-duties"} <= set(guide.facts.decisions)
    assert not any(one.record.confirmed_on for one in guide.facts.decisions.values())
    asked = {(one.places[0].line, one.who) for one in tasks if one.rule == "unconfirmed-decision"}
    assert asked == {(one.place().line, one.record.taken_by) for one in guide.facts.decisions.values()}
    assert any("4 hores laborables" in one.what for one in tasks)


def test_what_is_promised_in_figures_is_a_decision(guide: Guide) -> None:
    """The page that shows a time, or how often something is posted, says that it is to be confirmed."""
    marked = {place.partition("#")[0] for one in guide.facts.decisions.values() for place in one.record.shown_in}
    assert {page.id for page in guide.source_pages} - marked == {"plans/institution"}


def test_a_decision_about_what_is_not_there_is_not_asked(guide: Guide) -> None:
    assert not {"posting-telegram", "crisis-levels", "content-approval", "on-call"} & set(guide.facts.decisions)


def test_the_mailbox_is_that_of_the_social_media_team_alone(guide: Guide, judgement: Judgement) -> None:
    team = {key for key, one in guide.facts.roles.items() if one.record.contact.email}
    assert team == {"digital-content-lead", "stand-in"}
    unreached = {one.place.path for one in judgement.findings if one.rule == "role-without-contact"}
    assert unreached == {"data/roles.yml"}


def test_nobody_is_said_to_have_reviewed_a_page(guide: Guide, tasks: tuple[Task, ...]) -> None:
    assert {page.fields["reviewed"] for page in guide.source_pages} <= {None, ""}
    assert not any(TODAY.isoformat() in page.source.text for page in guide.all_pages)
    assert [one.rule for one in tasks].count("page-not-reviewed") == 1


def test_a_guide_that_is_no_longer_prepared_has_errors_until_all_is_confirmed(root: Path, tmp_path: Path) -> None:
    made = Path(shutil.copytree(root, tmp_path / "guide"))
    path = made / "data/institution.yml"
    path.write_text(path.read_text("utf-8").replace("preparing: yes\n", ""), encoding="utf-8")
    wrong = {one.rule for one in judged(made, TODAY).diagnostics("ca") if one.level == "error"}
    assert "unconfirmed-decision" in wrong
