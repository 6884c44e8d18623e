"""In every new guide danger has a way out: a situation with a call, and the telephones of where the institution is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from guiaviva.facts.schema import Helpline
from guiaviva.site.exports.assistant import content
from guiaviva.starting import demonstration
from guiaviva.starting.absent import without_references
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.fitting import Fit, fitting
from guiaviva.starting.helplines import helplines_of
from projects import require_demonstration
from walks import judged

# It begins with the text of the demonstration.
require_demonstration()

TODAY = date(2026, 11, 26)
TERRITORIES = sorted(path.parts[-3] for path in demonstration.SETS.glob("[A-Z]*/data/helplines.yml"))
# Where an institution is, in which languages it writes, and whom it calls first in danger.
PLACES = [
    ("FR", "fr", "112"),
    ("PT", "pt", "112"),
    ("IT", "it", "112"),
    ("AD", "ca", "112"),
    ("IE", "en", "112"),
    ("GB", "en", "999"),
    ("MA", "ar,fr", "19"),
    ("ES-PV", "eu", "112"),
    ("ES-CT", "oc,ca", "112"),
    ("DE", "de", "112"),
    ("CH", "fr", "112"),
    ("MX", "es", ""),
    ("BR", "pt", ""),
]


def answers(territory: str, languages: str, profile: str = "minimum", emergency: str = "") -> Answers:
    spoken = languages.split(",")
    return checked(
        Answers({spoken[0]: "Test"}, "municipality", territory, spoken, ["x"], (), 2, profile, "", "", TODAY, emergency)
    )


def telephones(territory: str, languages: str, emergency: str = "") -> dict[str, Any]:
    return helplines_of(answers(territory, languages, emergency=emergency), {"note-emergency": "note"}, "[{}]".format)


def init(folder: Path, language: str, *more: str) -> Result:
    """Begin a guide in Mexico, of whose emergency number nothing is known."""
    said = {"name": "Museo", "kind": "museum", "territory": "MX", "languages": language, "networks": "x", "people": "2"}
    options = [part for name, value in said.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(main, ["init", str(folder), *options, *more])


def replies(territory: str) -> dict[str, str]:
    """Return what the replies of a guide in English say, by key."""
    fit = Fit(answers(territory, "en", "complete"), ("en",), telephones(territory, "en"))
    texts = fitting(demonstration.data("replies", "municipality", territory), fit)
    return {key: record["text"]["en"] for key, record in texts.items() if "text" in record}


@pytest.mark.parametrize(("territory", "languages", "number"), PLACES)
def test_danger_has_a_call_in_every_new_guide(territory: str, languages: str, number: str, tmp_path: Path) -> None:
    begin(tmp_path / "guide", answers(territory, languages))
    judgement = judged(tmp_path / "guide", TODAY)
    guide = judgement.guide
    errors = [(one.place.path, one.rule) for one in judgement.findings if one.rule == "invalid-data"]
    assert errors == ([] if number else [("data/helplines.yml", "invalid-data")])
    assert not [one for one in judgement.findings if one.rule in ("danger-without-call", "unknown-reference")]
    dangers = {key: one.record for key, one in guide.facts.situations.items() if one.record.level == "danger"}
    assert {"emergency-report", "someone-at-risk", "minor-in-danger", "missing-person"} <= dangers.keys()
    assert all("emergencies" in one.call for one in dangers.values())
    for language in guide.languages if number else ():
        shown = content(guide, language, {}, {})
        assert shown["start"]
        for key in dangers:
            assert number in [call["phone"] for call in shown["situations"][f"situation-{key}"]["calls"]]


def test_where_no_number_is_known_the_check_asks_for_it_at_its_line(tmp_path: Path) -> None:
    begin(tmp_path / "guide", answers("MX", "es"))
    (found,) = (one for one in judged(tmp_path / "guide", TODAY).findings if one.rule == "invalid-data")
    lines = (tmp_path / "guide/data/helplines.yml").read_text("utf-8").split("\n")
    assert lines[found.place.line - 1] == "  phone: ''"
    assert lines[found.place.line - 2].startswith("  # El número de emergencias")


def test_who_begins_a_guide_can_give_the_number(tmp_path: Path) -> None:
    wrong = init(tmp_path / "guide", "es", "--emergency", "nine")
    assert (wrong.exit_code, "«nine»" in wrong.output) == (2, True)
    right = init(tmp_path / "guide", "es", "--emergency", "911")
    assert (right.exit_code, "emergencies" in right.output) == (0, False), right.output
    assert "phone: 911" in (tmp_path / "guide/data/helplines.yml").read_text("utf-8")


def test_whoever_does_not_give_it_is_told_where_to_write_it(tmp_path: Path) -> None:
    result = init(tmp_path / "guide", "fr")
    assert result.exit_code == 0
    assert "data/helplines.yml" in result.output


@pytest.mark.parametrize("territory", TERRITORIES)
def test_the_telephones_of_a_territory_are_records_as_those_of_data(territory: str) -> None:
    for language in ("ca", "es", "en"):
        for key, record in telephones(territory, language).items():
            read = Helpline.model_validate(record)
            assert read.name[language], key
            assert read.source or key == "emergencies", key
            assert "[" not in str(read), f"{key}: not in {language}"


def texts_of(value: Any) -> Iterator[dict[str, str]]:
    """Return the texts of a value: the groups of which a key is English."""
    if isinstance(value, dict) and "en" in value:
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(part)


@pytest.mark.parametrize("name", ["situations", "decision-tree"])
def test_what_guides_begin_with_in_other_languages_is_in_all_of_them(name: str) -> None:
    for text in texts_of(demonstration.brief(name)):
        assert text.keys() == demonstration.spoken()


@pytest.mark.parametrize(
    ("territory", "number"), [("ES", "024"), ("FR", "3114"), ("PT", "1411"), ("AD", "177"), ("GB", "116 123")]
)
def test_a_purpose_has_the_telephone_of_the_place(territory: str, number: str) -> None:
    assert str(telephones(territory, "en")["suicide"]["phone"]) == number


def test_nothing_of_another_place_is_left_in_a_record() -> None:
    assert "whatsapp" not in telephones("FR", "fr")["violence-against-women"]
    assert not telephones("MX", "es").keys() & {"suicide", "children", "health"}


def test_a_reply_offers_the_telephone_of_its_purpose_or_says_nothing_of_it() -> None:
    everywhere = "{{ helplines.emergencies.phone }}"
    france, italy, mexico = replies("FR"), replies("IT"), replies("MX")
    assert "Call {{ helplines.suicide.phone }} now" in france["at-risk-self-harm"]
    assert "helplines.suicide" not in italy["at-risk-self-harm"] + italy["at-risk-in-public"]
    assert "Violence against women: {{ helplines.violence-against-women.phone }}" in italy["at-risk-in-public"]
    for key in ("at-risk-self-harm", "at-risk-in-public", "at-risk-woman", "minor-approached", "missing-child-hotline"):
        assert everywhere in france[key]
        assert everywhere in mexico[key]
        assert mexico[key].count("{{") == mexico[key].count(everywhere), "a telephone that is not there"
        assert "to be completed" not in mexico[key]
    assert "Tell an adult you trust now." in mexico["minor-approached"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Suicide: {{ helplines.gone.phone }}. In danger, {{ helplines.here.phone }}.",
         "In danger, {{ helplines.here.phone }}."),
        ("- **Emergencies:** {{ helplines.gone.phone }}.", None),
        ("- Call. Or {{ helplines.gone.phone }}!", "- Call."),
        ("| Danger. | {{ helplines.gone.phone }} |", None),
        ("Nothing. {{ helplines.here.phone }}", "Nothing. {{ helplines.here.phone }}"),
    ],
)  # fmt: skip
def test_a_line_loses_the_sentences_that_name_what_is_not_there(line: str, left: str | None) -> None:
    assert without_references(line, {"helplines.gone.phone"}) == left
