"""What a person says and their computer knows when a guide begins, and what is said to be missing before it does."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from guiaviva.commands import main
from guiaviva.contentmodel import languages_of
from guiaviva.errors import CannotJudgeError
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers
from guiaviva.starting.locales import language_code, of_environment, territories_of, territory_code
from guiaviva.starting.notices import notices
from projects import require_demonstration
from terminals import on_terminal

# It begins with the text of the demonstration.
require_demonstration()

REST = ("--kind", "museum", "--networks", "x", "--people", "1")
ENVIRONMENT = ("GUIA_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "ca_ES"}, ["ca ES"]),
        ({"LANG": "ca_ES.UTF-8@valencia"}, ["ca ES"]),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "eu_ES"}, ["eu ES", "en US"]),
        ({"LANG": "en_US", "LC_ALL": "fr_FR", "LC_MESSAGES": "eu_ES"}, ["fr FR", "eu ES", "en US"]),
        ({"LANG": "en_US", "LC_ALL": "fr_FR", "LANGUAGE": "gl:pt_PT"}, ["gl ", "pt PT", "fr FR", "en US"]),
        ({"LANG": "C", "LC_ALL": "POSIX", "LC_MESSAGES": "C.UTF-8"}, []),
        ({"LANG": "ca_ES", "LC_ALL": "C.UTF-8"}, ["ca ES"]),
        ({"LANG": "xx_YY", "LANGUAGE": "::../../etc:"}, []),
        ({}, []),
    ],
)
def test_the_language_of_the_environment_is_that_of_gettext(environment: dict[str, str], found: list[str]) -> None:
    assert [f"{language} {territory}" for language, territory in of_environment(environment)] == found


@pytest.mark.parametrize(
    ("written", "code"),
    [("ca", "ca"), (" CA ", "ca"), ("català", "ca"), ("CATALA", "ca"), ("Catalan", "ca"), ("eng", "en"),
     ("euskara", "eu"), ("euskera", "eu"), ("中文", "zh"), ("francès", "fr")],
)  # fmt: skip
def test_a_language_is_known_by_its_code_or_its_name(written: str, code: str) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize("written", ["es-ct", "es_CT", "Es-Ct", " ES-CT "])
def test_a_territory_is_known_in_any_letters(written: str) -> None:
    assert territory_code(written) == "ES-CT"


@pytest.mark.parametrize("written", ["ES-", "zz", "es-catalunya", ""])
def test_what_is_no_territory_is_said_as_it_was_written(written: str) -> None:
    with pytest.raises(CannotJudgeError) as raised:
        territory_code(written)
    assert raised.value.details["found"] == written


@pytest.mark.parametrize(
    ("language", "first"),
    [("ca", ["ES-CT", "ES-VC", "ES-IB", "AD", "FR"]), ("eu", ["ES-PV", "ES-NC", "FR"]), ("gl", ["ES-GA"]),
     ("pt", ["PT", "BR"]), ("es", ["ES"]), ("fr", ["FR"]), ("de", ["DE"]), ("ga", ["IE"])],
)  # fmt: skip
def test_a_language_says_where_an_institution_may_be(language: str, first: list[str]) -> None:
    assert list(territories_of(language))[: len(first)] == first


@pytest.mark.parametrize("language", languages_of())
def test_where_a_language_is_official_is_a_territory(language: str) -> None:
    assert [territory_code(one) for one in territories_of(language)] == list(territories_of(language))


def said(languages: str, territory: str, profile: str = "minimum", emergency: str = "") -> dict[str, dict[str, str]]:
    spoken = languages.split(",")
    answers = Answers(
        {spoken[0]: "X"}, "museum", territory, spoken, ["x"], (), 2, profile, "", "", date(2026, 11, 26), emergency
    )
    return dict(notices(answers, "ca"))


def test_of_what_is_there_nothing_is_said() -> None:
    assert said("ca,es,en", "ES-CT", "complete") == {}
    assert said("ca", "AD") == {}


@pytest.mark.parametrize(
    ("languages", "territory", "near"),
    [("oc", "FR", "ca"), ("zh", "CN", "en"), ("br", "MX", "es"), ("is", "IS", "en")],
)
def test_a_language_without_text_has_the_nearest_one_instead(languages: str, territory: str, near: str) -> None:
    found = said(languages, territory)["no-text-near"]
    assert (found["language"], found["near"].split(", ")[0]) == (languages, near)


def test_which_languages_have_text_is_seen_in_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts may be there for some of the pages alone, which is enough for a small guide."""
    pages = demonstration.pages
    some = {"tone": Path("tone.md")}
    monkeypatch.setattr(
        demonstration, "pages", lambda language, kind: some if language == "fr" else pages(language, kind)
    )
    assert said("fr", "FR").keys() & {"no-text", "no-text-near", "some-text"} == set()
    assert "some-text" in said("fr", "FR", "complete")
    assert said("br", "FR")["no-text-near"]["near"] == "fr"


def test_a_guide_that_has_the_nearest_language_is_not_told_which_it_is() -> None:
    assert "no-text" in said("es,is", "ES-MD")
    assert "no-text-near" not in said("es,is", "ES-MD")


def test_what_is_not_known_of_a_territory_is_said() -> None:
    known = {
        "ES-XX": {"no-regional-holidays"},
        "MA": {"no-law"},
        "EU": {"no-holidays"},
        "MX": {"no-law", "no-emergency"},
    }
    assert {one: set(said("en", one)) for one in known} == known
    assert "no-emergency" not in said("en", "MX", emergency="911")
    assert "no-interface" in said("zh,en", "IE")


def test_a_whole_country_loses_the_days_of_the_regions_of_its_language() -> None:
    days = said("ca", "ES")["no-region"]["days"]
    assert "ES-CT (" in days
    assert "Diada Nacional de Catalunya" in days
    assert "Sant Joan" in days
    assert "ES-GA (" in said("gl", "ES")["no-region"]["days"]
    assert "no-region" not in said("es", "ES")
    assert "no-region" not in said("ca", "ES-CT")
    assert "no-region" not in said("ca", "FR")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that asks for no language."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_without_a_terminal_what_is_not_there_is_said_beside_and_the_guide_begins(
    tmp_path: Path, plain: pytest.MonkeyPatch
) -> None:
    options = ("--languages", "Occitan", "--name", "Musèu", "--territory", "es_ct", *REST, "--lang", "en")
    done = CliRunner().invoke(main, ["init", str(tmp_path / "guide"), *options])
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    missing, size = done.stderr.splitlines()
    assert missing == (
        "There is no starting text in «oc»: all of it is to be written. The nearest language that has any: ca, fr."
    )
    pages = len(list((tmp_path / "guide/docs").rglob("*.md")))
    assert size.startswith(f"The guide begins with {pages} pages (oc).")
    written = yaml.safe_load((tmp_path / "guide/data/institution.yml").read_text("utf-8"))
    assert (written["languages"], written["territory"]) == (["oc"], "ES-CT")


def test_without_a_terminal_a_territory_is_asked_for_with_those_of_the_language(
    tmp_path: Path, plain: pytest.MonkeyPatch
) -> None:
    plain.setenv("LANG", "es_ES.UTF-8")
    for languages, where in (("ca", "«ES-CT», «ES-VC», «ES-IB», «AD», «FR»"), ("gl", "«ES-GA»")):
        options = ["--languages", languages, "--name", "X", *REST, "--lang", "en"]
        done = CliRunner().invoke(main, ["init", str(tmp_path / "guide"), *options])
        assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
        assert f"what is missing: --territory. Where «{languages}» is official: {where}." in done.stderr
    done = CliRunner().invoke(main, ["init", str(tmp_path / "guide")])
    assert "--languages" in done.stderr
    assert done.stderr.startswith("No hay ningún terminal")


posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")


@posix
def test_on_a_terminal_whoever_begins_is_asked_and_may_stop(tmp_path: Path, plain: pytest.MonkeyPatch) -> None:
    plain.setenv("LANG", "ca_ES.UTF-8@valencia")
    options = ["--name", "X", "--territory", "es-ct", *REST, "--languages", "zh", "--address", "", "--email", ""]
    # The last choice is above the first one.
    status, told = on_terminal(["init", str(tmp_path / "guide"), *options], {"igualment": b"\x1b[A\r"})
    assert (status, list(tmp_path.iterdir())) == (2, [])
    assert told.index("No hi ha cap text de partida en «zh»") < told.index("igualment")
    assert told.strip().endswith("No s'ha escrit res.")


@posix
def test_on_a_terminal_answers_are_proposed_and_a_refusal_says_why(tmp_path: Path, plain: pytest.MonkeyPatch) -> None:
    plain.setenv("LANG", "oc_FR.UTF-8")
    answers = {
        "Dins quinas lengas": b"\r",
        "(oc)": b"\r",
        "Cal un nom": b"Mus\r",
        # The first is proposed: where the environment says.
        "Ont es": b"\r",
        # In the language that is the nearest one.
        "çaquelà": b"\x1b[B\r",
        "(ca)": b"Museu\r",
        "L'escriure?": b"\r",
    }
    status, told = on_terminal(["init", str(tmp_path / "guide"), *REST, "--address", "", "--email", ""], answers)
    assert status == 0, told
    written = yaml.safe_load((tmp_path / "guide/data/institution.yml").read_text("utf-8"))
    assert written["languages"] == ["ca", "oc"]
    assert written["name"] == {"ca": "Museu", "oc": "Mus"}
    assert written["territory"] == "FR"


@posix
def test_on_a_terminal_what_is_typed_takes_the_place_of_what_is_proposed(
    tmp_path: Path, plain: pytest.MonkeyPatch
) -> None:
    plain.setenv("LANG", "ca_ES.UTF-8")
    options = ["--name", "ca:Ajuntament,es:Ayuntamiento", "--kind", "municipality", "--territory", "ES-CT"]
    questions = {
        "(Intro: ca)": b"ca, es\r",
        # Two of them.
        "espai per triar": b" \x1b[B \r",
        "(Intro: 2)": b"2\r",
        "que s'escrigui?": b"\x1b[B\r",
    }
    command = ["init", str(tmp_path / "guide"), *options, "--address", "", "--email", ""]
    status, told = on_terminal(command, questions)
    assert (status, list(tmp_path.iterdir())) == (2, []), told
    assert re.search(r"La guia comença amb \d+ pàgines \(ca, es\)\. És la versió curta", told)
    assert "selections" not in told
    assert "arrow keys" not in told
