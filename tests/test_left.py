"""The list of what is left to write, in the browser: what an editor who has just begun sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from guiaviva.judgement import judge
from guiaviva.site.preview.server import Preview, app_of
from guiaviva.site.preview.state import State
from guiaviva.starting.answers import Answers
from guiaviva.starting.beginning import begin
from memory import PLAIN
from projects import TODAY, require_demonstration, write_small_project
from test_editor import Editing

require_demonstration()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    """The editor of the guide of a council of one person, in one language."""
    folder = tmp_path_factory.mktemp("village") / "guide"
    names, networks, today = {"ca": "Vilallonga"}, ["instagram"], date(2026, 11, 30)
    begin(
        folder,
        Answers(names, "municipality", "ES-CT", ["ca"], networks, [], 1, "minimum", "", "a@prova.example", today),
    )
    state = State.of(folder, today.isoformat(), None, PLAIN)
    state.take_verdict(judge(state.guide).findings, state.number)
    preview = Preview(state, lambda _: None)
    yield Editing(app_of(preview), folder)
    preview._thread.shutdown()


def test_what_is_left_leads_to_where_it_is_done(begun: Editing) -> None:
    status, _, body = begun.ask("GET", "/-/edit/left")
    text = unescape(body.decode())
    assert status == 200
    assert re.search(r"Queden \d+ coses per escriure", text)
    assert re.findall(r"<h2>(.*?)</h2>", text)[0] == "Comenceu per aquí"
    places = re.findall(r'href="(/-/edit/(?:record|page)\?[^"]+)"', text)
    assert len(places) > 30
    assert "mayor" in places[0]
    # A link that is met again is not followed again.
    assert {begun.ask("GET", one)[0] for one in dict.fromkeys(places)} == {200}
    # What is done in a terminal is not asked of whoever is in a browser.
    assert "guia confirm" not in text


def test_a_guide_in_one_language_offers_no_translations(begun: Editing, tmp_path: Path) -> None:
    assert "/-/edit/left" in begun.ask("GET", "/-/edit/changes")[2].decode()
    assert "/-/edit/translations" not in begun.ask("GET", "/-/edit/changes")[2].decode()
    root = write_small_project(tmp_path / "project")
    other = Editing(app_of(Preview(State.of(root, TODAY, "en", PLAIN), lambda _: None)), root)
    assert "/-/edit/translations" in other.ask("GET", "/-/edit/changes")[2].decode()
