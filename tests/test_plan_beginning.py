"""`guia new plans/⟨plan⟩`: the data and the pages of a plan, with all that people have to write."""

from __future__ import annotations

import pytest

from conftest import TESTS, TODAY
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.guide.scaffold import scaffold
from guiaviva.judgement import judge
from guiaviva.levels import level_of
from guiaviva.progress import left
from guiaviva.reading.files import Folder
from guiaviva.starting.plan import new_plan_pages
from memory import MEMORY

COMPLETE = TESTS / "guides" / "complete"
DATA = "data/plans/library.yml"


def test_a_plan_begins_with_its_data_and_pages_which_are_counted_and_stop_nothing() -> None:
    guide = load_guide(COMPLETE, today=TODAY, store=MEMORY)
    files = dict(new_plan_pages(guide, "library"))
    assert list(files) == [DATA, *(f"docs/{one}/plans/library.md" for one in ("ca", "es", "en"))]
    for language, page in zip(("ca", "es", "en"), list(files.values())[1:], strict=True):
        assert "status: draft" in page
        blocks = (
            "plan",
            "dashboard",
            "objectives",
            "audiences",
            "plan-networks",
            "calendar",
            "resources",
            "indicators",
        )
        assert all(f"/// guide | {block}\n" in page for block in blocks), language
    overlay = {path: text.encode() for path, text in files.items()}
    begun = load_guide(Folder(COMPLETE, overlay), today=TODAY, store=MEMORY)
    assert not begun.facts.problems
    plan = begun.facts.plans["library"]
    assert plan.head
    assert plan.head.record.parent == "institution"
    assert {one.record.type for one in plan.indicators.values()} == {"use", "growth", "service", "impact"}
    judgement = judge(begun)
    found = [one for one in judgement.findings if one.place.path == DATA]
    assert {level_of(one, begun) for one in found} == {"warning"}
    asked = {one.rule for one in left(judgement) if one.place.path == DATA}
    assert asked >= {"placeholder-text", "indicator-without-target", "indicator-without-baseline", "plan-without-page"}
    assert not [one for one in judgement.findings if "library" in one.place.path and level_of(one, begun) == "error"]


def test_the_plan_that_a_guide_begins_with_shows_where_its_objectives_stand_too() -> None:
    text = scaffold(load_guide(COMPLETE, today=TODAY, store=MEMORY), "plans/institution", "ca")
    assert "\n/// guide | dashboard\n///\n" in text.partition("\n## ")[0]


def test_a_page_of_the_plan_that_is_there_is_not_written_over() -> None:
    folder = Folder(COMPLETE, {"docs/es/plans/library.md": b"# Biblioteca\n"})
    with pytest.raises(CannotJudgeError, match="page-exists"):
        list(new_plan_pages(load_guide(folder, today=TODAY, store=MEMORY), "library"))
