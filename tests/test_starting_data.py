"""Data that holds only somewhere, and what other institutions have in its place."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from guiaviva.contentmodel import ENGINE
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers
from guiaviva.starting.data import LEAD, _short, data_of, prune, text_of, without_pages
from guiaviva.starting.fitting import Fit
from guiaviva.starting.fitting import fitting as fitting_of
from guiaviva.starting.said import Said
from guiaviva.yaml_files import dump
from projects import read_model, require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

TEXT: dict[str, Any] = {
    "ca": "Truqueu al 024",
    "es": "Llame al 024",
    "x-only": "ES",
    "x-elsewhere": {
        "ca": "Truqueu al 112",
        "es": "Llame al 112",
        "x-only": "EU",
        "x-elsewhere": {"ca": "[per completar]", "es": "[por completar]"},
    },
}


def answers(territory: str, kind: str = "health") -> Answers:
    return Answers({"es": "X"}, kind, territory, ("es",), (), (), 5, "complete", "", "", date(2026, 11, 26))


def fitting(value: Any, territory: str, kind: str = "health") -> Any:
    return fitting_of(value, Fit(answers(territory, kind), {"ca", "es", "en"}))


@pytest.mark.parametrize(
    ("territory", "text"), [("ES-CT", "Llame al 024"), ("FR", "Llame al 112"), ("AR", "[por completar]")]
)
def test_a_text_has_another_in_its_place_elsewhere(territory: str, text: str) -> None:
    assert fitting({"text": {**TEXT}}, territory) == {"text": {"es": text}}


def test_a_step_that_holds_elsewhere_alone_is_left_out() -> None:
    steps = [{"es": "Uno", "x-only": "municipality"}, {"es": "Dos"}]
    assert fitting(steps, "ES") == [{"es": "Dos"}]


def test_a_record_keeps_what_does_not_change_elsewhere() -> None:
    record = {"x-only": "demonstration", "x-elsewhere": {"url": "https://b.example"}, "name": "N", "url": "a"}
    assert fitting(record, "ES") == {"name": "N", "url": "https://b.example"}
    assert fitting({"x-only": "demonstration", "name": "N"}, "ES") is None


def test_a_query_keeps_the_answers_that_are_there() -> None:
    queries = [
        {"words": "a", "answers": ["gone", "here", "gone#x"]},
        {"words": "b", "answers": ["gone", "gone#x"]},
        {"words": "c", "answers": ["here"]},
        {"words": "d", "answers": ["gone"]},
    ]
    files = {"data/queries.yml": queries, "data/ways.yml": {"a": {"to": "gone"}, "b": {"to": "here"}}}
    lost = [
        ("data/queries.yml", (number,), ("answers", at))
        for number, one in enumerate(queries)
        for at, answer in enumerate(one["answers"])
        if answer != "here"
    ]
    without_pages(files, [*lost, ("data/ways.yml", ("a",), ("to",))])
    assert files == {
        "data/queries.yml": [{"words": "a", "answers": ["here"]}, {"words": "c", "answers": ["here"]}],
        "data/ways.yml": {"b": {"to": "here"}},
    }


def test_a_record_is_written_once_and_as_the_whole_file_would_be() -> None:
    networks = demonstration.data("networks", "other")
    for value in (networks, {"a": "b"}, {"a": {"b": "1"}, "c": "text"}, {"a": [], "b": {}}, {}, [{"a": "b"}]):
        assert text_of(deepcopy(value)) == dump(_short(deepcopy(value)))
    known: dict[str, str] = {}
    text_of(networks, known)
    networks["x"]["name"] = "Another"
    changed = text_of(networks, known)
    assert changed == dump(_short(networks))
    assert len(known) == len(networks) + 1


def test_nobody_passes_on_to_themselves_what_others_would_have_owned() -> None:
    situations = {
        "both": {"owner": "gone", "escalate_to": "gone-too"},
        "owner": {"owner": "gone", "escalate_to": LEAD},
        "other": {"owner": "gone", "escalate_to": "kept"},
        "escalated": {"owner": "kept", "escalate_to": "gone"},
    }
    references = [
        (
            SimpleNamespace(document=SimpleNamespace(path="data/situations.yml"), path=(key,)),
            SimpleNamespace(path=(field,), value=role),
            "roles",
        )
        for key, record in situations.items()
        for field, role in record.items()
    ]
    facts: Any = SimpleNamespace(references=references, keys={"roles": (LEAD, "kept")})
    assert prune({"data/situations.yml": situations}, facts)
    assert situations == {
        "both": {"owner": LEAD},
        "owner": {"owner": LEAD},
        "other": {"owner": LEAD, "escalate_to": "kept"},
        "escalated": {"owner": "kept", "escalate_to": LEAD},
    }


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        (date(2026, 2, 28), date(2026, 3, 1), date(2027, 12, 31)),
        (date(2026, 9, 30), date(2026, 10, 1), date(2027, 12, 31)),
        (date(2026, 11, 30), date(2027, 1, 1), date(2028, 12, 31)),
    ],
)
def test_the_plan_of_a_new_guide_is_yet_to_begin(today: date, start: date, end: date) -> None:
    require_demonstration()
    begun = replace(answers("ES"), today=today)
    plan = data_of(begun, Said(read_model(ENGINE).words["start"], ("es",)), ())["data/plans/institution.yml"]
    assert (plan["start"], plan["end"]) == (start, end)
    assert f"{start.year}-{end.year}" in plan["name"]["es"]


def test_a_network_of_a_new_guide_is_in_use_and_replaced_by_none() -> None:
    require_demonstration()
    begun = replace(answers("ES"), networks=("telegram", "whatsapp-channel"))
    networks = data_of(begun, Said(read_model(ENGINE).words["start"], ("es",)), ())["data/networks.yml"]
    assert {one["status"] for one in networks.values()} == {"active"}
    assert not [key for one in networks.values() for key in ("until", "replaced_by") if key in one]


@pytest.mark.parametrize(("territory", "age"), [("ES", "14"), ("ES-CT", "14"), ("FR", None)])
def test_a_guide_begins_with_what_the_law_of_the_place_says(territory: str, age: str | None) -> None:
    require_demonstration()
    begun = data_of(answers(territory), Said(read_model(ENGINE).words["start"], ("es",)), ())
    assert begun["data/institution.yml"].get("consent_age") == age
