"""Measures: series, their state, figures derived from them, and that the demonstration agrees with its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from guiaviva.facts.schema import Measured
from guiaviva.guide import load_guide
from guiaviva.measures import Point, Series, objective_state, series_of, state_of

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 26)
GUIDE = load_guide(ROOT, today=TODAY)
PLAN = GUIDE.facts.plans["institution"]
SERIES = {one.indicator: one for one in series_of(GUIDE, PLAN)}


def day(text: str) -> date:
    return date.fromisoformat(text)


def series(
    *points: tuple[str, float] | tuple[str, float, bool],
    baseline: tuple[str, float] | None = ("2026-01-01", 100),
    target: tuple[str, float] | None = ("2026-12-31", 200),
    better: str = "higher",
    frequency: str | None = "monthly",
    **fields: object,
) -> Series:
    """Return a series of the whole, of days and values; a third value says that it breaks there."""

    def measured(one: tuple[str, float] | None) -> Measured | None:
        return Measured.model_construct(date=day(one[0]), value=float(one[1])) if one else None

    values = {
        "plan": "plan",
        "indicator": "one",
        "name": {},
        "unit": {},
        "type": "use",
        "better": better,
        "baseline": measured(baseline),
        "target": measured(target),
        "frequency": frequency,
        "responsible": "",
        "accounts": (),
        "points": tuple(Point(day(one[0]), one[1], breaks=len(one) > 2) for one in points),
        "by_account": {},
        "closed": {},
        "closing": {},
        "counted_from": day(baseline[0]) if baseline else day("2026-01-01"),
    }
    return Series(**(values | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "today", "name"),
    [
        # Half of the way in half of the time: 50 of the 100 that are missing, on day 182 of 364.
        (series(("2026-07-02", 150)), "2026-07-10", "on-track"),
        # 95% of what the path asks for is on track still, less is not.
        (series(("2026-07-02", 147.6)), "2026-07-10", "on-track"),
        (series(("2026-07-02", 147.4)), "2026-07-10", "at-risk"),
        (series(("2026-07-02", 90)), "2026-07-10", "at-risk"),
        # Met is met, on the first day or after the last.
        (series(("2026-02-01", 200)), "2026-02-02", "on-track"),
        (series(("2026-12-31", 200)), "2027-02-02", "on-track"),
        (series(("2026-12-31", 199)), "2027-02-02", "missed"),
        # On the day of the target it may still be met.
        (series(("2026-12-30", 199)), "2026-12-31", "on-track"),
        # What comes after the day of the target does not count for it.
        (series(("2026-12-31", 199), ("2027-01-31", 240)), "2027-02-02", "missed"),
        # Nothing is said of a month out of twelve, and nothing is due for a month and a half.
        (series(("2026-01-31", 100)), "2026-02-10", "too-early"),
        (series(), "2026-02-10", "too-early"),
        (series(), "2026-02-17", "no-data"),
        # A measure of the baseline's own day is the baseline.
        (series(("2026-01-01", 100)), "2026-06-01", "no-data"),
        (series(("2026-06-01", 150), target=None), "2026-06-10", "no-data"),
        # Lower is better: half of the way down.
        (series(("2026-07-02", 50), target=("2026-12-31", 0), better="lower"), "2026-07-10", "on-track"),
        (series(("2026-07-02", 60), target=("2026-12-31", 0), better="lower"), "2026-07-10", "at-risk"),
        # A target that is as good as the baseline is kept, or not.
        (series(("2026-07-02", 100), target=("2026-12-31", 100)), "2026-07-10", "on-track"),
        (series(("2026-07-02", 99), target=("2026-12-31", 100)), "2026-07-10", "at-risk"),
        # Without a baseline there is no path, only a target.
        (series(("2026-07-02", 250), baseline=None), "2026-07-10", "on-track"),
        (series(("2026-07-02", 150), baseline=None), "2026-07-10", "no-data"),
        (series(("2026-07-02", 150), baseline=None), "2027-07-10", "missed"),
    ],
)
def test_state(one: Series, today: str, name: str) -> None:
    assert state_of(one, day(today)).name == name


def test_the_path_begins_at_a_break() -> None:
    # From 400 on 2 July to 500 on 31 December; on 1 October it asks for 450.
    one = series(("2026-06-01", 150), ("2026-07-02", 400, True), ("2026-10-01", 450), target=("2026-12-31", 500))
    state = state_of(one, day("2026-10-10"))
    assert (state.name, state.expected, state.progress, state.left, state.rebased) == ("on-track", 450, 0.5, 50, True)


def test_gaps_and_what_is_due() -> None:
    one = series(("2026-01-31", 1), ("2026-02-28", 2), ("2026-04-30", 3))
    assert [(str(first.date), str(last.date)) for first, last in one.gaps()] == [("2026-02-28", "2026-04-30")]
    assert one.due() == day("2026-06-15")
    assert series(accounts=("x",), closed={"x": None}).due() is None


def test_states_of_the_demonstration() -> None:
    names = {key: state_of(one, TODAY).name for key, one in SERIES.items()}
    slow = {"first-alert-minutes", "alerts-in-three-languages", "well-covered-selections", "venue-occupancy"}
    assert {key for key, name in names.items() if name == "at-risk"} == slow
    assert {key for key, name in names.items() if name == "missed"} == {"job-visits"}
    assert sum(name == "on-track" for name in names.values()) == len(names) - 5
    objectives = {key: objective_state(PLAN, key, SERIES.values(), TODAY) for key in PLAN.objectives}
    assert {key for key, state in objectives.items() if state.name == "missed"} == {"staff-the-services"}


def test_the_demonstration_has_what_a_series_may_have() -> None:
    measured = [one for one in SERIES.values() if one.points]
    assert len(measured) >= 12
    assert len({key for one in measured for key, points in one.by_account.items() if points}) >= 8
    assert any(one.gaps() for one in measured)
    assert any(one.breaks for one in measured)
    assert any(one.closing for one in measured)
    assert len(SERIES["followers"].points) == 24


@pytest.mark.parametrize("language", ["ca", "es", "en"])
def test_the_evaluation_page_the_plan_and_the_measures_agree(language: str) -> None:
    text = (ROOT / f"docs/{language}/evaluation/2026.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[[^]]*\]\(\.\./plans/institution\.md#indicator-([a-z-]+)\) \|(.*)\|$", text, re.MULTILINE)
    assert {key for key, _ in rows} == set(SERIES)
    for key, rest in rows:
        _, before, now, target, _ = (cell.strip() for cell in rest.split("|"))
        one, goal = SERIES[key], PLAN.indicators[key].record.target
        points = [one.at(date(2025, 12, 31)), one.at(date(2026, 10, 31)), goal]
        shown = [_number(cell) for cell in (before, now, target)]
        assert shown == [point and point.value for point in points], key
        assert one.baseline
        assert shown[0] == one.baseline.value, key
        assert goal
        assert str(goal.date.year) in target


def _number(cell: str) -> float:
    """Return the number that a cell begins with, with a sign between its thousands."""
    match = re.match(r"[0-9]+(?:[.,][0-9]{3})*", cell)
    assert match
    return float(re.sub("[.,]", "", match[0]))
