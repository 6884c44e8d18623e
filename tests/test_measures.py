"""Measures: series, their state, figures derived from them, and that the demonstration agrees with its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiaviva.facts.schema import FormulaName, Measured
from guiaviva.guide import load_guide
from guiaviva.judgement import all_rules
from guiaviva.measures import Point, Series, formulas, objective_state, series_of, state_of
from guiaviva.measures.frequencies import Frequency, period_of
from guiaviva.measures.growth import growth
from guiaviva.reading.files import Folder
from memory import MEMORY
from projects import require_demonstration

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 26)
# The measures of the demonstration are what most of this is tried on.
require_demonstration()
GUIDE = load_guide(ROOT, today=TODAY, store=MEMORY)
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
        # Without a baseline only the target tells.
        (series(("2026-07-02", 199.5), baseline=None), "2026-07-10", "no-data"),
        (series(("2026-07-02", 200), baseline=None), "2026-07-10", "met"),
        # 95% of what the path asks for is on track still, less is not.
        (series(("2026-07-02", 147.6)), "2026-07-10", "on-track"),
        (series(("2026-07-02", 147.4)), "2026-07-10", "at-risk"),
        (series(("2026-07-02", 100)), "2026-07-10", "at-risk"),
        (series(("2026-07-02", 90)), "2026-07-10", "worse"),
        # Met is met, on the first day or after the last.
        (series(("2026-02-01", 200)), "2026-02-02", "met"),
        (series(("2026-12-31", 200)), "2027-02-02", "met"),
        (series(("2026-12-31", 199)), "2027-02-02", "missed"),
        # On the day of the target it may still be met.
        (series(("2026-12-30", 199)), "2026-12-31", "on-track"),
        # What comes after the day of the target does not count for it.
        (series(("2026-12-31", 199), ("2027-01-31", 240)), "2027-02-02", "missed"),
        # Nothing is said of a month out of twelve, and nothing is due for a month and a half.
        (series(("2026-01-31", 100)), "2026-02-10", "too-early"),
        (series(), "2026-02-10", "too-early"),
        (series(), "2026-02-17", "no-data"),
        # When that of the next month should be there one knows where it stands, and no longer, met or not.
        (series(("2026-07-02", 150)), "2026-09-15", "on-track"),
        (series(("2026-07-02", 150)), "2026-09-16", "no-data"),
        (series(("2026-07-02", 250)), "2026-09-16", "no-data"),
        (series(("2026-07-02", 90)), "2027-02-02", "no-data"),
        (series(("2026-07-02", 150), frequency="quarterly"), "2027-01-02", "missed"),
        (series(("2026-07-02", 150), frequency="yearly"), "2026-12-30", "on-track"),
        (series(("2026-07-02", 150), frequency=None), "2026-12-30", "on-track"),
        # A day after a daily measure is no time to call it old.
        (series(("2026-07-02", 150), frequency="daily"), "2026-07-06", "on-track"),
        (series(("2026-07-02", 150), frequency="daily"), "2026-07-07", "no-data"),
        # Of what is closed nothing newer will come.
        (series(("2026-07-02", 150), accounts=("x",), closed={"x": None}), "2026-12-30", "on-track"),
        # A measure of the baseline's own day is the baseline.
        (series(("2026-01-01", 100)), "2026-06-01", "no-data"),
        (series(("2026-06-01", 150), target=None), "2026-06-10", "no-data"),
        # Lower is better: half of the way down.
        (series(("2026-07-02", 50), target=("2026-12-31", 0), better="lower"), "2026-07-10", "on-track"),
        (series(("2026-07-02", 60), target=("2026-12-31", 0), better="lower"), "2026-07-10", "at-risk"),
        # A target that is as good as the baseline is kept, or not.
        (series(("2026-07-02", 100), target=("2026-12-31", 100)), "2026-07-10", "on-track"),
        (series(("2026-07-02", 99), target=("2026-12-31", 100)), "2026-07-10", "worse"),
        (series(("2026-12-31", 100), target=("2026-12-31", 100)), "2027-01-01", "met"),
        # Without a baseline there is no path, only a target.
        (series(("2026-07-02", 250), baseline=None), "2026-07-10", "met"),
        (series(("2026-07-02", 150), baseline=None), "2026-07-10", "no-data"),
        (series(("2026-12-31", 150), baseline=None), "2027-07-10", "missed"),
    ],
)
def test_state(one: Series, today: str, name: str) -> None:
    assert state_of(one, day(today)).name == name


def test_the_path_begins_at_a_break() -> None:
    # From 400 on 2 July to 500 on 31 December; on 1 October it asks for 450.
    one = series(("2026-06-01", 150), ("2026-07-02", 400, True), ("2026-10-01", 450), target=("2026-12-31", 500))
    state = state_of(one, day("2026-10-10"))
    assert (state.name, state.expected, state.progress, state.left) == ("on-track", 450, 0.5, 50)


def test_gaps_and_what_is_due() -> None:
    one = series(("2026-01-31", 1), ("2026-02-28", 2), ("2026-04-30", 3))
    assert [(str(first.date), str(last.date)) for first, last in one.gaps()] == [("2026-02-28", "2026-04-30")]
    assert one.due() == day("2026-06-15")
    assert series(accounts=("x",), closed={"x": None}).due() is None


def test_a_series_says_who_is_responsible_for_it() -> None:
    assert {one.responsible for one in SERIES.values()} == {
        entry.record.responsible or "" for entry in PLAN.indicators.values()
    }


def test_states_of_the_demonstration() -> None:
    names = {key: state_of(one, TODAY).name for key, one in SERIES.items()}
    slow = {"first-alert-minutes", "alerts-in-three-languages", "well-covered-selections", "venue-occupancy"}
    assert {key for key, name in names.items() if name == "at-risk"} == slow
    assert {key for key, name in names.items() if name == "missed"} == {"job-visits"}
    assert {key for key, name in names.items() if name == "met"} == {"interactions-per-post"}
    assert sum(name == "on-track" for name in names.values()) == len(names) - 6
    objectives = {key: objective_state(PLAN, key, SERIES.values(), TODAY) for key in PLAN.objectives}
    # Visits were missed, which says little of the recruitment that they are for, and whose day is yet to come.
    assert {key for key, state in objectives.items() if state.name == "at-risk"} == {
        "staff-the-services",
        "warn-in-time",
        "fill-the-venues",
    }
    assert {state.series.type for state in objectives.values() if state.series} == {"service", "impact"}


def test_the_demonstration_has_what_a_series_may_have() -> None:
    measured = [one for one in SERIES.values() if one.points]
    assert len(measured) >= 12
    assert len({key for one in measured for key, points in one.by_account.items() if points}) >= 8
    assert any(one.gaps() for one in measured)
    assert any(one.breaks for one in measured)
    assert any(one.closing for one in measured)
    assert len(SERIES["followers"].points) == 24
    # The page of Youth on Facebook was closed, and its messages are counted until then; the sum goes on without it.
    handled = SERIES["messages-handled"]
    assert handled.by_account["facebook-youth"][-1].date == handled.closed["facebook-youth"] == day("2025-06-30")
    assert {point.date for point in handled.points} > {day("2025-06-30"), day("2025-07-31"), day("2026-10-31")}


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


YEAR = [(f"2026-{month:02d}-28", 1000 + 10 * month) for month in range(1, 11)]


@pytest.mark.parametrize(
    ("one", "end", "value", "problem"),
    [
        # From 100 at the baseline to 1100.
        (series(*YEAR), "2026-10-31", 1000, None),
        # From 50 down to 40: minus a fifth.
        (series(("2026-02-28", 40), baseline=("2026-01-31", 50)), "2026-02-28", -20, None),
        # From a loss of 50 to a loss of 40: up a fifth.
        (series(("2026-02-28", -40), baseline=("2026-01-31", -50)), "2026-02-28", 20, None),
        (series(("2026-02-28", 40), baseline=("2026-01-31", 0)), "2026-02-28", None, "zero"),
        (series(*YEAR), "2025-12-31", None, "missing"),
        (series(*YEAR, baseline=None), "2026-10-31", None, "missing"),
        # From the break on, which is 2000; on its day there is nothing that compares.
        (series(*YEAR[:5], ("2026-06-28", 2000, True), *YEAR[6:]), "2026-10-31", -45, None),
        (series(*YEAR[:5], ("2026-06-28", 2000, True), *YEAR[6:]), "2026-06-30", None, "break"),
        # A break before the baseline is of no concern.
        (series(("2025-01-28", 1000, True), ("2026-02-28", 110)), "2026-02-28", 10, None),
    ],
)
def test_growth(one: Series, end: str, value: float | None, problem: str | None) -> None:
    figure = growth(one, day(end))
    assert figure.problem == problem
    assert figure.value == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("formula", "part", "whole", "value"),
    [
        # 4030 interactions of 130 posts, as the evaluation page says: 31 each.
        ("rate-per-post", 4030, 130, 31),
        ("rate-per-follower", 178, 3560, 5),
        ("reach-rate", 5340, 3560, 150),
        ("share-on-time", 83, 100, 83),
        # 138 euros for 31 sign-ups.
        ("cost-per-result", 138, 31, 4.451612903),
        ("against-promise", 36, 120, 30),
        ("rate-per-post", 0, 130, 0),
    ],
)
def test_formula(formula: FormulaName, part: float, whole: float, value: float) -> None:
    assert formulas.FORMULAS[formula].work_out(part, whole).value == pytest.approx(value)


@pytest.mark.parametrize(("minutes", "value"), [([74, 12, 36], 36), ([12, 36, 74, 2000], 55)])
def test_the_first_response_is_the_median(minutes: list[float], value: float) -> None:
    assert formulas.first_response(minutes).value == value


@pytest.mark.parametrize("formula", formulas.FORMULAS)
def test_nothing_is_divided_by_nought_or_by_what_is_not_known(formula: FormulaName) -> None:
    work_out = formulas.FORMULAS[formula].work_out
    assert [work_out(1, 0).problem, work_out(None, 1).problem, work_out(1, None).problem] == ["zero", *2 * ["missing"]]
    assert formulas.first_response([]).problem == "missing"


def worked_out(rows: str, indicator: str, promise: str = "", accounts: str = "") -> Series:
    """Return the series of the indicator of the complete guide that is measured by parts, with these rows."""
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    begin = "  answered-in-time:\n"
    assert begin in text
    added = [f"formula: {indicator}", *([f"promise: {promise}"] if promise else []), f"accounts: [{accounts}]"]
    text = text.replace(begin, begin + "".join(f"    {line}\n" for line in added))
    table = f"date,indicator,account,part,value,breaks\n{rows}"
    folder = Folder(COMPLETE, {"data/measures/2026.csv": table.encode(), plan: text.encode()})
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    assert not guide.facts.problems
    return next(
        one for one in series_of(guide, guide.facts.plans["institution"]) if one.indicator == "answered-in-time"
    )


def _rows(*cells: str) -> str:
    return "".join(f"2026-{day},answered-in-time,{rest}\n" for day, rest in (one.split(" ") for one in cells))


def values(one: Series) -> list[tuple[str, float]]:
    return [(f"{point.date:%m-%d}", point.value) for point in one.points]


def test_an_indicator_is_worked_out_of_its_parts() -> None:
    rows = _rows("09-30 ,answered,30", "09-30 ,received,40", "10-31 ,answered,45", "10-31 ,received,0")
    one = worked_out(rows, "share-on-time")
    # 30 of 40; in October nothing came in.
    assert (values(one), one.undefined) == ([("09-30", 75)], (date(2026, 10, 31),))
    assert [point.value for point in one.parts["received"]] == [40, 0]


def test_parts_of_accounts_are_added_before_they_are_divided() -> None:
    rows = _rows(
        "09-30 x-main,interactions,300",
        "09-30 x-main,posts,10",
        "09-30 instagram-culture,interactions,100",
        "09-30 instagram-culture,posts,30",
        "10-31 x-main,interactions,90",
        "10-31 x-main,posts,9",
    )
    one = worked_out(rows, "rate-per-post", accounts="x-main, instagram-culture")
    # 400 interactions of 40 posts, and not the mean of 30 and 3.3; in October one account lacks.
    assert values(one) == [("09-30", 10)]
    assert [point.value for point in one.by_account["x-main"]] == [30, 10]
    # What cannot be added has a value of each account alone.
    reached = rows.replace("interactions", "reached").replace("posts", "followers")
    one = worked_out(reached, "reach-rate", accounts="x-main, instagram-culture")
    assert values(one) == []
    assert [point.value for point in one.by_account["x-main"]] == [3000, 1000]


def test_a_time_is_compared_with_the_promise_of_its_situation() -> None:
    # The complete guide promises that of an insult within a day.
    rows = _rows("10-31 ,minutes,720")
    assert values(worked_out(rows, "against-promise", "insult")) == [("10-31", 50)]
    assert values(worked_out(rows, "against-promise")) == []


def test_a_break_of_a_part_is_one_of_the_figure() -> None:
    rows = _rows("09-30 ,cost,100,", "09-30 ,results,40,", "10-31 ,cost,90,", "10-31 ,results,30,yes")
    one = worked_out(rows, "cost-per-result")
    assert values(one) == [("09-30", 2.5), ("10-31", 3)]
    assert [point.breaks for point in one.points] == [False, True]
    assert growth(one, date(2026, 10, 31)).value is None


COMPLETE = ROOT / "tests" / "guides" / "complete"
CELLS = st.sampled_from(
    [
        "2026-10-31",
        "2026-02-30",
        "followers",
        "answered-in-time",
        "x-main",
        "x-",
        "7",
        "-7",
        "7,5",
        "1e9",
        "",
        "yes",
        '"',
        "é\0",
        "9" * 40,
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        ["date,indicator,account,value", "date;indicator;account;value;breaks;note", "date,value", "\ufeff", ""]
    ),
    st.lists(st.lists(CELLS, max_size=7), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.binary(max_size=20),
)
def test_no_table_of_measures_is_a_crash(header: str, rows: list[list[str]], sign: str, rest: bytes) -> None:
    text = "\n".join([header, *(sign.join(row) for row in rows), ""])
    folder = Folder(COMPLETE, {"data/measures/2026.csv": text.encode("utf-8", "surrogatepass") + rest})
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    rules = [rule for rule in all_rules() if ".plans." in rule.__name__]
    found = [*guide.facts.problems, *(one for rule in rules for one in rule.check(guide))]
    lines = text.count("\n") + rest.count(b"\n") + rest.count(b"\r") + 2
    assert all(1 <= one.place.line <= lines for one in found if one.place.path == "data/measures/2026.csv")
    for plan in guide.facts.plans.values():
        every = series_of(guide, plan)
        for one in every:
            state_of(one, TODAY)
            growth(one, TODAY)
        for key in plan.objectives:
            objective_state(plan, key, every, TODAY)


def test_a_day_on_which_an_account_lacks_has_no_sum() -> None:
    rows = "2026-09-30,followers,x-main,10\n2026-09-30,followers,instagram-culture,5\n2026-10-31,followers,x-main,12\n"
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    text = text.replace("    frequency: quarterly\n", "    frequency: quarterly\n    combine: sum\n")
    folder = Folder(
        COMPLETE, {"data/measures/2026.csv": f"date,indicator,account,value\n{rows}".encode(), plan: text.encode()}
    )
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    one = next(one for one in series_of(guide, guide.facts.plans["institution"]) if one.indicator == "followers")
    assert [(str(point.date), point.value) for point in one.points] == [("2026-09-30", 15)]
    # Nobody said how the values of several accounts make one.
    apart = Folder(COMPLETE, {"data/measures/2026.csv": folder.overlay["data/measures/2026.csv"]})
    guide = load_guide(apart, today=TODAY, store=MEMORY)
    one = next(one for one in series_of(guide, guide.facts.plans["institution"]) if one.indicator == "followers")
    assert one.points == ()
    assert one.by_account.keys() == {"x-main", "instagram-culture"}
    # Once the account is closed, nothing of it is due any more.
    accounts = (COMPLETE / "data/accounts.yml").read_text(encoding="utf-8")
    first, sign, last = accounts.partition("instagram-culture:\n")
    closed = f"{first}{sign}  status: closed\n  closed: 2026-10-15\n{last}"
    folder = Folder(COMPLETE, {**folder.overlay, "data/accounts.yml": closed.encode()})
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    one = next(one for one in series_of(guide, guide.facts.plans["institution"]) if one.indicator == "followers")
    assert [point.value for point in one.points] == [15, 12]
    assert one.closed == {"instagram-culture": date(2026, 10, 15)}


@pytest.mark.parametrize(
    ("frequency", "one", "first", "last"),
    [
        ("daily", "2026-02-28", "2026-02-28", "2026-02-28"),
        ("weekly", "2026-11-29", "2026-11-23", "2026-11-29"),
        ("monthly", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("quarterly", "2026-12-31", "2026-10-01", "2026-12-31"),
        ("yearly", "9999-12-31", "9999-01-01", "9999-12-31"),
        ("weekly", "9999-12-31", "9999-12-27", "9999-12-31"),
    ],
)
def test_a_period_is_that_of_the_calendar(frequency: Frequency, one: str, first: str, last: str) -> None:
    assert period_of(frequency, day(one)) == (day(first), day(last))


def test_percentages_of_accounts_are_not_added_up_and_history_is_kept() -> None:
    plan = "data/plans/institution.yml"
    text = (COMPLETE / plan).read_text(encoding="utf-8")
    text = text.replace("    frequency: monthly\n", "    frequency: monthly\n    combine: sum\n    unit: {en: '%'}\n")
    text = text.replace("    frequency: quarterly\n", "    frequency: quarterly\n    combine: sum\n")
    days = ("2026-03-31", "2026-06-30", "2026-09-30")
    table = "".join(
        f"{day},{key},{account},80\n"
        for key in ("answered-in-time", "followers")
        for account in ("x-main", "instagram-culture")
        for day in days
    )
    files = {plan: text, "data/measures/2026.csv": f"date,indicator,account,value\n{table}2026-10-31,followers,,90\n"}
    folder = Folder(COMPLETE, {path: content.encode() for path, content in files.items()})
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    one, other = series_of(guide, guide.facts.plans["institution"])
    assert values(one) == []
    # One row of the whole does not hide what the accounts make on other days.
    assert values(other) == [("03-31", 160), ("06-30", 160), ("09-30", 160), ("10-31", 90)]


def test_a_series_until_a_day_knows_nothing_later() -> None:
    early, late = Point(day("2026-03-31"), 110), Point(day("2026-04-30"), 120)
    one = series(
        ("2026-03-31", 110),
        ("2026-04-30", 120),
        by_account={"x-main": (early, late)},
        closed={"x-main": late.date, "old": early.date, "unknown": None},
        parts={("", "received"): (early, late)},
        undefined=(early.date, late.date),
    )
    assert one.until(late.date) == one
    then = one.until(day("2026-04-29"))
    assert (then.points, then.by_account, then.parts) == ((early,), {"x-main": (early,)}, {("", "received"): (early,)})
    assert (then.closed, then.undefined) == ({"old": early.date, "unknown": None}, (early.date,))


def test_a_plan_whose_head_is_wrong_is_measured_from_the_baseline() -> None:
    plan = replace(PLAN, head=None)
    for one in series_of(replace(GUIDE, facts=replace(GUIDE.facts, plans={"institution": plan})), plan):
        assert one.counted_from == (one.baseline.date if one.baseline else date.min)


def test_a_series_knows_since_when_its_accounts_are_there() -> None:
    assert any(one.opened for one in SERIES.values())
    for one in series_of(GUIDE, PLAN):
        known = {key: GUIDE.facts.accounts[key].record.opened for key in one.accounts}
        assert one.opened == {key: opened for key, opened in known.items() if opened}
