"""The response assistant: how a deadline is counted, what its script reads, and what it is without a script."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import TESTS, TODAY
from deadlines_oracle import Deadline, deadline
from guiaviva.assistant.calendar import HORIZON, Calendar, calendar_of
from guiaviva.facts.schema import DecisionTree, Duration, Institution
from guiaviva.guide import Guide, load_guide
from guiaviva.site.exports.assistant import content
from guiaviva.site.html import elements
from guiaviva.views.assistant import view_assistant
from guiaviva.views.context import Context
from guiaviva.views.responses import replies_of
from projects import demonstration, demonstration_languages, folder_of
from test_blocks import tree

GuideFolder = Callable[[str], Path]

# Deadlines.


@cache
def table() -> dict[str, Any]:
    """The table of cases, with every scalar as text, as the guide is read."""
    read: dict[str, Any] = yaml.load((TESTS / "assistant/deadlines.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return read


def institution(**changes: Any) -> Institution:
    said = {"name": {"ca": "Riublanc"}, "kind": "other", "languages": ["ca"], "profile": "minimum", "contact": {}}
    known = table()["institution"] | changes
    return Institution.model_validate(said | {key: value for key, value in known.items() if value != ""})


def case_of(case: dict[str, Any]) -> tuple[Calendar, datetime, Duration]:
    changes = {key: case[key] for key in table()["institution"] if key in case}
    return (
        calendar_of(institution(**changes)),
        datetime.fromisoformat(case["posted"]),
        Duration.model_validate(case["span"]),
    )


def expected(case: dict[str, Any]) -> Deadline | None:
    unlisted = tuple(int(year) for year in case.get("unlisted", ()))
    return Deadline(datetime.fromisoformat(case["at"]).astimezone(UTC), unlisted) if "at" in case else None


@pytest.mark.parametrize("name", table()["cases"])
def test_a_deadline_is_counted_in_the_calendar_of_the_institution(name: str) -> None:
    case = table()["cases"][name]
    assert deadline(*case_of(case)) == expected(case)


def random_cases(seed: int, count: int) -> list[tuple[Calendar, datetime, Duration]]:
    """Make calendars, moments and lengths of time at random, many of them around a change of hour."""
    chance = random.Random(seed)
    zones = ["Europe/Madrid", "Atlantic/Canary", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]
    # When Europe, America and Australia change the hour.
    turns = [datetime(2026, 10, 25, 1), datetime(2027, 3, 28, 1), datetime(2026, 11, 1, 6), datetime(2027, 4, 3, 15)]
    cases = []
    for _ in range(count):
        week: list[Any] = []
        for _ in range(7):
            edges = sorted(chance.sample(range(24 * 60), chance.choice([0, 2, 2, 4, 6])))
            week.append(tuple(zip(edges[::2], edges[1::2], strict=True)))
        near = chance.choice([*turns, datetime(2026, 12, 31, 20)]).replace(tzinfo=UTC)
        posted = near + timedelta(minutes=chance.randint(-5 * 24 * 60, 2 * 24 * 60))
        holidays = frozenset(near.date() + timedelta(chance.randint(-6, 30)) for _ in range(chance.randint(0, 4)))
        unit = chance.choice(["minutes", "hours", "days"])
        value = chance.randint(1, {"minutes": 3000, "hours": 120, "days": 40}[unit])
        span = {"value": str(value), "unit": unit, "calendar": chance.choice(["working", "working", "natural"])}
        years = frozenset(chance.sample([2026, 2027], chance.randint(0, 2)))
        calendar = Calendar(chance.choice(zones), tuple(week), holidays, years)
        cases.append((calendar, posted, Duration.model_validate(span)))
    return cases


def served(calendar: Calendar, first: datetime, last: datetime) -> int:
    """Count the minutes of service between two moments, one by one, by what a clock shows at each."""
    minutes, moment = 0, first
    while moment < last:
        clock = moment.astimezone(last.tzinfo)
        spans = () if clock.date() in calendar.holidays else calendar.week[clock.weekday()]
        minutes += any(begins <= clock.hour * 60 + clock.minute < ends for begins, ends in spans)
        moment += timedelta(minutes=1)
    return minutes


@pytest.mark.slow
def test_working_time_is_as_many_minutes_of_service_as_there_are() -> None:
    """Counted in another way: minute by minute, by what the clock shows, outside the nights on which it changes."""
    length = {"minutes": 1, "hours": 60}
    counted = 0
    for calendar, posted, span in random_cases(1, 400):
        end = deadline(calendar, posted, span)
        if span.calendar == "natural" or span.unit == "days" or end is None:
            continue
        first, last = (moment.astimezone(ZoneInfo(calendar.zone)) for moment in (posted, end.at))
        if first.utcoffset() == last.utcoffset() and last - first < timedelta(12):
            assert served(calendar, first, last) == span.value * length[span.unit]
            assert served(calendar, first, last - timedelta(minutes=1)) < span.value * length[span.unit]
            counted += 1
    assert counted > 30


def test_a_deadline_is_after_the_message_and_no_later_for_less_time() -> None:
    for calendar, posted, span in random_cases(2, 500):
        end = deadline(calendar, posted, span)
        if end is None:
            continue
        assert posted < end.at <= posted + timedelta(HORIZON + 1)
        if span.value > 1:
            less = deadline(calendar, posted, span.model_copy(update={"value": span.value - 1}))
            assert less is not None
            assert less.at <= end.at


# What the script reads.


def guide_with(guide_folder: GuideFolder, **files: str) -> Guide:
    root = guide_folder("complete")
    for name, written in files.items():
        (root / "data" / f"{name.replace('_', '-')}.yml").write_text(written, encoding="utf-8")
    return load_guide(root, today=TODAY)


def own() -> Guide:
    return demonstration()


def read(guide: Guide, language: str = "") -> dict[str, Any]:
    addresses = {id: f"{id}/" for id in guide.page_ids}
    what: dict[str, Any] = json.loads(
        json.dumps(content(guide, language or guide.source_language, addresses, {one: one for one in guide.languages}))
    )
    return what


@pytest.mark.parametrize("language", demonstration_languages())
def test_every_step_leads_on_to_one_that_is_there(language: str) -> None:
    what = read(own(), language)
    assert what["start"] in what["questions"]
    for question in what["questions"].values():
        assert {question["yes"], question["no"]} <= {*what["questions"], *what["situations"]}
        assert question["text"]
    assert len(what["situations"]) == len(own().facts.situations)
    for situation in what["situations"].values():
        assert set(situation["replies"]) <= set(what["replies"])
        assert situation["owner"]["name"]
        assert situation["address"].startswith("responses/index/#situation-")


# The way through the tree.

LONGEST = 6
"""Questions that are asked at most."""


@cache
def messages() -> dict[str, list[dict[str, Any]]]:
    """Messages of citizens by the situation in which they must end, with the questions that are answered with yes."""
    read: dict[str, Any] = yaml.load((TESTS / "assistant/messages.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return read


def way(tree: DecisionTree, answered_yes: Collection[str]) -> tuple[list[str], str]:
    """Return the questions that are asked, and the situation to which the answers lead."""
    asked, question = [tree.start], tree.questions[tree.start]
    while True:
        target = question.yes if asked[-1] in answered_yes else question.no
        assert target is not None
        if target.question is None:
            assert target.situation is not None
            return asked, target.situation
        asked.append(target.question)
        question = tree.questions[target.question]


def decision_tree() -> DecisionTree:
    entry = own().facts.tree
    assert entry is not None
    return entry.record


@pytest.mark.parametrize(
    ("situation", "message"), [(key, one) for key, several in messages().items() for one in several]
)
def test_a_message_ends_where_its_meaning_leads(situation: str, message: dict[str, Any]) -> None:
    tree = decision_tree()
    assert set(message["yes"]) <= set(tree.questions), "a question that the tree does not have"
    asked, end = way(tree, message["yes"])
    assert end == situation, f"{message['text']}: {asked}"
    assert len(asked) <= LONGEST


def test_there_are_messages_for_every_situation_and_every_answer() -> None:
    tree, several = decision_tree(), messages()
    assert set(several) == set(own().facts.situations)
    assert all(len(some) >= 4 for some in several.values())
    assert sum(map(len, several.values())) >= 120
    answered = {question for some in several.values() for one in some for question in one["yes"]}
    assert answered == set(tree.questions)


def test_the_calendar_is_the_institutions() -> None:
    calendar = read(own())["calendar"]
    assert calendar["zone"] == own().institution.time_zone
    assert len(calendar["week"]) == 7
    assert calendar["years"] == sorted(own().institution.holidays)


def test_the_networks_are_those_in_use_with_their_limits() -> None:
    networks = read(own())["networks"]
    assert set(networks) == set(own().networks_in_use)
    for key, network in networks.items():
        limits = own().facts.networks[key].record.limits
        assert network["limit"] == (limits.characters if limits else None)


def test_what_leads_nowhere_is_no_step(guide_folder: GuideFolder) -> None:
    tree = """\
start: a
questions:
  a:
    question: {ca: «a»}
    yes: {question: gone}
    no: {situation: gone-too}
  b:
    question: {ca: «b»}
"""
    questions = read(guide_with(guide_folder, decision_tree=tree))["questions"]
    assert [(one["yes"], one["no"]) for one in questions.values()] == [("", ""), ("", "")]


def test_a_guide_with_little_in_it_is_no_error(guide_folder: GuideFolder) -> None:
    guide = load_guide(guide_folder("minimum"), today=TODAY)
    what = read(guide)
    assert what["start"] == ""
    assert what["questions"] == {}
    assert what["calendar"].items() >= {"zone": "", "week": [[]] * 7, "holidays": [], "years": []}.items()
    assert show(guide) == []


def test_replies_are_those_that_a_situation_names_and_those_that_name_it(guide_folder: GuideFolder) -> None:
    situations = """\
complaint: {name: {ca: Queixa}, action: reply, replies: [second, gone]}
"""
    replies = "".join(f"{key}: {{situation: complaint, text: {{ca: Hola}}}}\n" for key in ("first", "second", "third"))
    guide = guide_with(guide_folder, situations=situations, replies=replies)
    assert replies_of(guide, "complaint") == ("second", "first", "third")


# Without a script.


def show(guide: Guide, language: str = "") -> list[Element]:
    views = view_assistant(Context(guide, language or guide.source_language, "responses/assistant", "assistant"))
    return [element for view in views for element in elements(view)]


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def ids(elements: list[Element]) -> list[str]:
    return [id for one in elements for part in one.iter() if (id := part.get("id"))]


def test_the_tree_says_what_the_script_says() -> None:
    for language in own().languages:
        (block,) = show(own(), language)
        what = read(own(), language)
        parts = {part.get("id"): text(part) for part in block.iter() if part.get("id")}
        assert set(parts) == {*what["questions"], *what["situations"]}
        for key, one in what["questions"].items():
            assert parts[key].startswith(one["text"] + one["help"])
        for key, one in what["situations"].items():
            said = [one["name"], one["definition"], one["action"], one["owner"]["name"], one["owner"]["phone"]]
            said += [one["escalate"]["email"], *([one["within"]["words"]] if one["within"] else [])]
            said += [one["measure"]["name"]] if one["measure"] else []
            said += [what["replies"][reply]["texts"][language] for reply in one["replies"]]
            assert [words for words in said if words not in parts[key]] == []


def test_it_names_the_file_of_the_language_in_which_it_is_written() -> None:
    # A page that falls back to the source language is shown in that one.
    places = {language: show(own(), language)[0].get("data-guia-assistant") for language in own().languages}
    assert places == {one: f"{folder_of(one, own().languages)}assistant.json" for one in own().languages}


def test_a_situation_or_question_met_before_is_a_link(guide_folder: GuideFolder) -> None:
    written = tree("a", {"a": ("b", "c"), "b": ("insult", "complaint"), "c": ("complaint", "b")})
    (block,) = show(guide_with(guide_folder, decision_tree=written))
    assert ids([block]) == ["question-a", "question-b", "situation-insult", "situation-complaint", "question-c"]
    answers = [part for part in block.iter("details") if part.get("name") == "question-c"]
    assert [link.get("href") for part in answers for link in part.iter("a")] == ["#situation-complaint", "#question-b"]


@pytest.mark.parametrize("nested", [False, True])
def test_a_very_long_tree_does_not_nest_without_end(guide_folder: GuideFolder, nested: bool) -> None:
    keys = [f"q{index}" for index in range(1500)]
    ends = "q0" if nested else "complaint"
    questions = {key: (ends, following) for key, following in zip(keys, [*keys[1:], "insult"], strict=True)}
    parts = show(guide_with(guide_folder, decision_tree=tree("q0", questions)))
    found = [id for id in ids(parts) if id.startswith("question-")]
    assert sorted(found) == sorted(f"question-{key}" for key in keys)


@pytest.fixture
def complete(guide_folder: GuideFolder) -> Guide:
    return load_guide(guide_folder("complete"), today=TODAY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_step_stands_once_whatever_the_tree(complete: Guide, data: st.DataObject) -> None:
    keys = [f"q{index}" for index in range(data.draw(st.integers(1, 14)))]
    targets = st.sampled_from([*keys, "insult", "complaint"])
    questions = {key: data.draw(st.tuples(targets, targets)) for key in keys}
    record = DecisionTree.model_validate(yaml.load(tree("q0", questions), yaml.BaseLoader))
    assert complete.facts.tree
    entry = replace(complete.facts.tree, record=record)
    parts = show(replace(complete, facts=replace(complete.facts, tree=entry)))
    found = ids(parts)
    assert len(found) == len(set(found))
    assert {id for id in found if id.startswith("question-")} == {f"question-{key}" for key in keys}
    # Each answer leads to a step, or by a link to one that is there.
    for answer in (part for one in parts for part in one.iter("details")):
        lead = answer[1]
        assert lead.get("id") or lead[0].get("href", "").removeprefix("#") in found


# Who writes, and what they may be given.

HELPLINES = """\
emergencies: {name: {ca: Emergències}, phone: 112, serves: {ca: Tothom}}
line: {name: {ca: Línia}, phone: 016, whatsapp: 600 000 016, serves: {ca: Qui pateix}, hours: {ca: Sempre}}
"""
OFFERING = """\
at-risk: {name: {ca: Persona en risc}, action: escalate, offer: [line]}
"""
WRITERS = """\
own: {situation: at-risk, writers: [adult], text: {ca: Us hem llegit}}
any: {situation: at-risk, text: {ca: Gràcies}}
"""


def test_helplines_that_may_be_given_come_with_all_the_ways_to_reach_them(guide_folder: GuideFolder) -> None:
    written = tree("a", {"a": ("at-risk", "at-risk")})
    files = {"helplines": HELPLINES, "situations": OFFERING, "replies": WRITERS, "decision_tree": written}
    guide = guide_with(guide_folder, **files)
    about = "Qui pateix. Sempre. WhatsApp: 600 000 016."
    (offered,) = read(guide)["situations"]["situation-at-risk"]["offer"]
    assert offered == {"phone": "016", "name": "Línia", "about": about}
    (block,) = show(guide)
    assert f"016 Línia{about}" in text(block).replace("Línia ", "Línia")


def test_a_reply_says_who_must_have_written_for_it_to_fit(guide_folder: GuideFolder) -> None:
    what = read(guide_with(guide_folder, helplines=HELPLINES, situations=OFFERING, replies=WRITERS))
    assert {key: one["writers"] for key, one in what["replies"].items()} == {"own": ["adult"], "any": []}
    assert list(what["writers"]) == ["child", "adult", "other"]


def test_someone_at_risk_has_a_reply_whoever_writes() -> None:
    replies = own().facts.replies
    writers = {one for key in replies_of(own(), "someone-at-risk") for one in replies[key].record.writers}
    assert writers == {"child", "adult", "other"}


def test_whether_it_is_a_threat_is_asked_within_three_answers() -> None:
    asked, end = way(decision_tree(), ["is-anyone-in-danger", "is-it-a-threat"])
    assert asked.index("is-it-a-threat") + 1 <= 3
    assert end == "threat-or-hate"
