"""Periods: the line that every page shows while one runs, and by whom the guide was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.site.theme import words
from guiaviva.views.context import Context
from guiaviva.views.periods import view_guide_approval

START, END = date(2027, 3, 30), date(2027, 5, 23)


@cache
def complete() -> Guide:
    return load_guide(TESTS / "guides" / "complete", today=TODAY)


def lines(today: date, **changes: Any) -> list[dict[str, Any]]:
    """Return the lines of the periods on a day, with other values in the one that there is."""
    period = complete().facts.periods["spring-election"]
    changed = replace(period, record=period.record.model_copy(update=changes))
    guide = replace(complete(), today=today, facts=replace(complete().facts, periods={period.key: changed}))
    shown: list[dict[str, Any]] = words(guide, "es", {}, "es/", "Guía")["periods"]
    return shown


@pytest.mark.parametrize(
    ("today", "running"),
    [(TODAY, False), (START - timedelta(1), False), (START, True), (END, True)],
)
def test_a_line_is_shown_from_the_first_day_to_the_last(today: date, running: bool) -> None:
    (line,) = lines(today)
    assert line["running"] is running
    assert (line["start"], line["end"]) == ("2027-03-30T00:00:00.000+02:00", "2027-05-23T23:59:59.999+02:00")


def test_where_no_time_zone_is_known_the_day_is_that_of_the_reader() -> None:
    record = complete().institution.model_copy(update={"time_zone": None})
    facts = replace(complete().facts, institution=replace(complete().facts.institution, record=record))
    (line,) = words(replace(complete(), facts=facts), "es", {}, "es/", "Guía")["periods"]
    assert (line["start"], line["end"]) == ("2027-03-30T00:00:00.000", "2027-05-23T23:59:59.999")


def test_what_is_over_has_no_line() -> None:
    assert lines(END + timedelta(1)) == []


def test_the_line_says_what_changes_and_leads_to_the_page_that_says_more() -> None:
    (line,) = lines(START)
    assert f"{line['title']} {line['until']} {line['changes']}" == (
        "Periodo electoral hasta el 23 de mayo de 2027: Elecciones municipales. Solo servicio"
    )
    assert line["address"] == "es/topics/elections/#rule"
    assert lines(START, to="responses/index#situations")[0]["address"] == "es/responses/#situations"
    assert lines(START, to="index")[0]["address"] == "es/"
    assert lines(START, to="topics/nowhere")[0]["address"] == ""


def test_the_foot_of_a_page_says_who_approved_the_guide() -> None:
    label, line, _, published = words(complete(), "en", {}, "en/", "Guide")["approval"]
    assert label + line == "Approval of the guide: Instruction · Mayor's Office · 15 September 2026."
    assert published.address == "https://www.riublanc.example/guia"
    record = complete().institution.model_copy(update={"approval": None})
    unapproved = replace(complete().facts, institution=replace(complete().facts.institution, record=record))
    assert words(replace(complete(), facts=unapproved), "en", {}, "en/", "Guide")["approval"] == ()
    # Nor has a page an empty box.
    assert view_guide_approval(Context(replace(complete(), facts=unapproved), "en")) == []
