"""A guide of one person, of one network or in one language says nothing that needs another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guiaviva.guide import links, load_guide
from guiaviva.guide.guide import Guide
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.search.contributions import index_of
from guiaviva.search.query import search
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers, answers_of
from guiaviva.starting.beginning import begin
from guiaviva.starting.fitting import Fit, fitting
from guiaviva.starting.pages import adapted
from guiaviva.views.context import Context
from guiaviva.views.responses import view_situation, view_situations
from projects import require_demonstration
from walks import judged

require_demonstration()

TODAY = date(2026, 11, 30)
LEAD = "digital-content-lead"
SMALL = ("index", "principles", "tone", f"roles/{LEAD}", "responses/index")
# Words for somebody besides, for another account and for another language.
_ANOTHER = {
    "ca": "equip de xarxes, de l'equip, suplent, dues persones, (ls|es) altres (xarxes|comptes), cada llengua",
    "es": "equipo de redes, del equipo, rol suplente, dos personas, demás (redes|cuentas), las lenguas, cada lengua",
    "en": "media team, on the team, the deputy, two people, our other (network|account)s, every (network|language)",
    "fr": "équipe des réseaux, de l'équipe, rôle suppléant, deux personnes, les autres (réseaux|comptes), les langues",
    "gl": "equipo de redes, do equipo, rol suplente, dúas persoas, demais (redes|contas), as linguas, cada lingua",
    "pt": "equipa das redes, da equipa, função suplente, duas pessoas, [dn]?as outras (redes|contas), as línguas",
    "eu": "sareetako talde, taldeko beste, ordezko rol, bi pertsona, gainerako (sare|kontu), hizkuntza (guzti|bakoitz)",
}
ANOTHER = {language: re.compile("|".join(words.split(", ")), re.IGNORECASE) for language, words in _ANOTHER.items()}
# What is said to be written somewhere, of which the page would be the link.
WRITTEN = r"norma|regl|model|procedim|text|avís|aviso|límit|\brule\b|procedure|warning|reply text|max|máx|màx"


def council(language: str, territory: str = "ES", kind: str = "municipality") -> Answers:
    """What a team of one with one network answers."""
    return Answers(
        names={language: "Robledo"},
        kind=kind,
        territory=territory,
        languages=[language],
        networks=["facebook"],
        units=[],
        people=1,
        profile="minimum",
        address="",
        email="xarxes@prova.example",
        today=TODAY,
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide of a council of one person, in Spanish."""
    folder = tmp_path_factory.mktemp("alone") / "guide"
    begin(folder, council("es"))
    return judged(folder, TODAY).guide


def texts(answers: Answers, language: str) -> dict[str, str]:
    """Return the pages that a small guide of all networks begins with, as they are before links go."""
    found = {}
    for id in (*SMALL, *(f"networks/{one}" for one in answers.networks)):
        text = demonstration.pages(language, answers.kind)[id].read_text(encoding="utf-8")
        page = read_page(Source(f"docs/{language}/{id}.md", text), language, id)
        found[id] = adapted(page, answers, (LEAD,), lambda what: f"[{what}]") or ""
    return found


@pytest.mark.parametrize("language", ANOTHER)
@pytest.mark.parametrize("network", demonstration.networks())
def test_no_page_speaks_of_somebody_or_something_else(language: str, network: str) -> None:
    answers = replace(council(language), networks=[network])
    said = [line for text in texts(answers, language).values() for line in text.partition("\n---\n")[2].split("\n")]
    assert [line for line in said if ANOTHER[language].search(line)] == []


@pytest.mark.parametrize("language", ANOTHER)
def test_two_people_with_several_networks_are_told_of_each_other(language: str) -> None:
    networks = list(demonstration.networks())
    answers = replace(council(language), people=2, networks=networks, languages=[language, "oc"])
    assert len(ANOTHER[language].findall("\n".join(texts(answers, language).values()))) > 3


def test_no_data_speaks_of_somebody_else(alone: Guide) -> None:
    said = [text.value.get("es", "") for entry, text in alone.facts.texts]
    assert [one for one in said if ANOTHER["es"].search(str(one))] == []


@pytest.mark.parametrize("language", demonstration.languages())
def test_no_page_promises_a_text_that_small_guides_do_not_have(language: str) -> None:
    networks = list(demonstration.networks())
    pages = texts(replace(council(language, "ES-CT"), networks=networks, people=3), language)
    lost = []
    for id, text in pages.items():
        page = read_page(Source(f"docs/{language}/{id}.md", text), language, id)
        for link in page.links:
            path, _ = links.split(link)
            outside = not path or links.SCHEME.match(link.target)
            there = outside or links.id_of(page, links.resolve(page, path)) in {*pages, "plans/institution"}
            shown = re.search(rf"\[([^\]]*)\]\({re.escape(link.target)}\)", page.source.line(link.place.line))
            if not there and shown and re.search(WRITTEN, shown[1]):
                lost.append((id, shown[1]))
    assert lost == []


def test_whoever_is_alone_is_asked_who_else_has_access_and_what_happens_when_they_are_away(alone: Guide) -> None:
    asked = {page.id: page.source.text for page in alone.source_pages}
    assert "quien las lleva y quien le cubre:** [por completar:" in asked["principles"]
    assert "Cuando esta persona no está, [por completar:" in asked[f"roles/{LEAD}"]
    assert answers_of(alone).people == 1


@pytest.mark.parametrize(("kind", "head"), [("municipality", "mayor"), ("museum", "head")])
def test_every_danger_says_who_is_told(tmp_path: Path, kind: str, head: str) -> None:
    folder = tmp_path / "guide"
    begin(folder, council("es", kind=kind))
    path = folder / "data/roles.yml"
    before, _, after = path.read_text("utf-8").partition(f"{head}:\n")
    path.write_text(f"{before}{head}:\n" + after.replace("contact: {}", "contact: {phone: 600 000 000}", 1), "utf-8")
    guide = load_guide(folder, today=TODAY)
    told = {}
    for key, entry in guide.facts.situations.items():
        if entry.record.level == "danger":
            said = repr(view_situation(Context(guide, "es", "responses/index", f"situation {key}")))
            others = ("no se cuenta a nadie más", "Delegación de Protección", "Servicios Jurídicos")
            told[key] = ("600 000 000" in said, *(one in said for one in others))
    assert len(told) == 7
    assert all(any(one) for one in told.values()), told
    assert all(told[key][0] for key in ("emergency-report", "attack-announced", "missing-person"))


@pytest.mark.parametrize("language", ANOTHER)
@pytest.mark.parametrize(("kind", "head"), [("municipality", "mayor"), ("museum", "head")])
def test_whom_a_danger_is_told_is_called_as_their_role_is(language: str, kind: str, head: str) -> None:
    """Else how to reach them is not shown beside it, and is not asked."""
    fit = Fit(council(language, kind=kind), demonstration.languages())
    name = fitting(demonstration.data("roles", kind), fit)[head]["name"][language]
    situations = fitting(demonstration.data("situations", kind), fit)
    said = {
        key: "\n".join(step[language] for step in situations[key]["steps"])
        for key in ("discrimination-by-us", "emergency-report", "missing-person", "attack-announced")
    }
    assert [key for key, text in said.items() if name.lower() not in text.lower()] == []
    # Of a title a capital tells that it is one.
    assert kind == "museum" or all(name in text for text in said.values())


def test_what_is_passed_on_says_to_whom_before_and_not_if_unresolved(alone: Guide) -> None:
    assert alone.facts.situations["impersonation-report"].record.action == "escalate"
    said = repr(view_situations(Context(alone, "es", "responses/index", "situations")))
    assert re.search("Trasladar.{0,60}Seguridad Informática", said)


def test_a_small_guide_begins_with_as_many_posts_as_a_small_team_can_make(alone: Guide) -> None:
    posting = alone.facts.networks["facebook"].record.posting
    assert posting
    assert (posting.min, posting.max) == (1, 3)


def test_the_page_for_small_teams_is_that_of_small_teams() -> None:
    text = demonstration.pages("es", "health")["small-team"].read_text(encoding="utf-8")
    page = read_page(Source("docs/es/small-team.md", text), "es", "small-team")
    many = replace(council("es", kind="health"), people=8, profile="complete")
    assert adapted(page, many, (LEAD,), str) is None
    assert adapted(page, replace(many, people=3), (LEAD,), str)


@pytest.mark.parametrize("language", demonstration.languages())
@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("index", r"small-team"),
        ("topics/data-protection", r"whatsapp-channel"),
        ("accounts/lifecycle", r"[Cc]ap centre|[Nn]ingún centro|No centre"),
    ],
)
def test_a_large_team_is_not_told_of_what_others_have_or_decided(language: str, id: str, words: str) -> None:
    text = demonstration.pages(language, "health")[id].read_text(encoding="utf-8")
    many = replace(council(language, kind="health"), people=8, profile="complete")
    page = read_page(Source(f"docs/{language}/{id}.md", text), language, id)
    assert re.search(words, text)
    assert not re.search(words, adapted(page, many, (LEAD,), str) or "")


def test_who_answers_the_press_is_found(alone: Guide) -> None:
    index = index_of(alone, "es")
    first = index.records[search(index, "quién responde a los medios").results[0].record]
    assert first.anchor == "situation-press-request"
