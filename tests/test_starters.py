"""The sets for kinds of institutions: where their trees take a message. test_begun begins guides with them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from conftest import TESTS
from guiaviva.facts.schema import DecisionTree
from guiaviva.guide import local
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.starting.answers import Answers
from guiaviva.starting.demonstration import SETS, data, pages
from guiaviva.starting.fitting import Fit, fitting
from guiaviva.starting.pages import adapted
from projects import require_demonstration
from test_assistant import way

# It begins with the text of the demonstration.
require_demonstration()

KINDS = sorted(path.name for path in SETS.iterdir() if path.name in local.KINDS)
# The general tree asks six at most, and a set as many as eight of its own before it.
LONGEST = 14


@cache
def messages() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Messages by kind of institution and by the situation in which they must end, as in messages.yml."""
    read: dict[str, Any] = yaml.load((TESTS / "assistant/starters.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return read


@cache
def tree(kind: str) -> DecisionTree:
    return DecisionTree.model_validate(data("decision-tree", kind))


@pytest.mark.parametrize(
    ("kind", "situation", "message"),
    [(kind, key, one) for kind, several in messages().items() for key, some in several.items() for one in some],
)
def test_a_message_ends_where_its_meaning_leads(kind: str, situation: str, message: dict[str, Any]) -> None:
    assert set(message["yes"]) <= set(tree(kind).questions), "a question that the tree does not have"
    asked, end = way(tree(kind), message["yes"])
    assert end == situation, f"{message['text']}: {asked}"
    assert len(asked) <= LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_a_set_has_a_message_for_each_of_its_situations(kind: str) -> None:
    general = data("situations", "other")
    own = {key for key in data("situations", kind) if key not in general}
    assert own
    assert own <= set(messages()[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_danger_comes_first(kind: str) -> None:
    assert tree(kind).start == "is-anyone-in-danger"


@pytest.mark.parametrize(("kind", "own"), [("police", True), ("museum", False)])
def test_the_police_do_not_send_people_to_the_police(kind: str, own: bool) -> None:
    answers = Answers(
        {"en": "An institution"}, kind, "FR", ("en",), ("instagram", "x"), (), 5, "complete", "", "", date(2026, 11, 26)
    )
    written = pages("en", kind)["responses/not-here"].read_text(encoding="utf-8")
    page = read_page(Source("docs/en/responses/not-here.md", written), "en", "responses/not-here")
    text = adapted(page, answers, (), str) or ""
    (row,) = (line for line in text.splitlines() if line.startswith("| Report a crime |"))
    assert ("To the police" in row, "not by message" in row) == (not own, own)
    replies = str(fitting(data("replies", kind, "FR"), Fit(answers, ("en",))))
    assert ("come in to report it" in replies, "report it to the police" in replies) == (own, not own)
