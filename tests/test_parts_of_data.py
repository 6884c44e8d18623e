"""The parts of rules on data that have bounds of their own, each on both sides of them, on records made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from guiaviva.diagnostics import Finding, Place
from guiaviva.guide import durations
from guiaviva.rules import (
    calendar,
    emergencies,
    indicators,
    measures,
    objectives,
    orphans,
    out_of_date,
    people,
    periods,
    plan_dates,
    plan_parents,
    replies,
    situations,
    specific_plan,
    unkeepable_time,
)

TODAY = date(2026, 11, 24)


def entry(key: str = "", **record: Any) -> Any:
    """Return a record as data has it; the path of a place in it is its key and the keys that lead there."""

    def place(*path: str | int) -> Place:
        return Place(".".join(map(str, (key, *path))))

    return Stub(key=key, record=Stub(**record), place=place, value_place=place)


def shown(findings: Iterable[Finding]) -> list[str]:
    """Return the variant of each finding and where it is."""
    return [f"{one.variant} {one.place.path}".strip() for one in findings]


def hours(start: str, end: str) -> Any:
    return Stub(start=time.fromisoformat(f"{start:0>5}"), end=time.fromisoformat(f"{end:0>5}"))


def week(**days: Sequence[tuple[str, str]]) -> dict[str, tuple[Any, ...]]:
    return {day: tuple(hours(*span) for span in spans) for day, spans in days.items()}


# Hours of service and the times to answer.


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([(5, 6), (0, 2), (2, 3), (4, 7)], [(0, 3), (4, 7)]),
        ([(0, 9), (1, 2)], [(0, 9)]),
        ([(0, 2), (3, 4)], [(0, 2), (3, 4)]),
    ],
)
def test_spans_that_touch_are_one(spans: list[tuple[int, int]], joined: list[tuple[int, int]]) -> None:
    assert unkeepable_time._union(spans) == joined


def test_the_spans_of_a_week_are_in_minutes() -> None:
    given: Any = week(tuesday=[("9:05", "14:10")], monday=[("16:00", "18:00"), ("9:00", "14:30")])
    assert unkeepable_time._spans(given) == [(540, 870), (960, 1080), (1985, 2290)]


@pytest.mark.parametrize(
    ("spans", "longest"),
    [([(60, 120)], 10020), ([(0, 60), (120, 180)], 9900), ([(0, 60), (9000, 10080)], 8940), ([(0, 10080)], 0)],
)
def test_the_longest_break_goes_on_into_the_next_week(spans: list[tuple[int, int]], longest: int) -> None:
    assert unkeepable_time._longest_break(spans) == longest


@pytest.mark.parametrize(
    ("service", "watched", "absence"),
    [
        ([(540, 840)], [(540, 840)], 0),
        ([(540, 840)], [(600, 660)], 240),
        ([(540, 840)], [(0, 540)], 300),
        ([(540, 840)], [], 600),
        ([(540, 840), (1980, 2280)], [(600, 660)], 540),
        ([(540, 840), (1980, 2280)], [(840, 900)], 600),
        ([(540, 840), (1980, 2280)], [(900, 901), (2000, 2001)], 579),
    ],
)
def test_the_longest_absence_counts_service_alone(
    service: list[tuple[int, int]], watched: list[tuple[int, int]], absence: int
) -> None:
    assert unkeepable_time._longest_absence(service, watched) == absence


FIVE = {"monitoring_hours": week(monday=[("9:00", "14:00")]), "name": "X"}


def staffed(
    *resources: tuple[bool, float | None, str], on_call: str | None = "a", profile: str = "complete", **more: Any
) -> list[str]:
    """Return what is said of the hours of a network that is watched five hours, in one plan with these resources."""
    some = [Stub(watches=watches, weekly_hours=given, role=role) for watches, given, role in resources]
    plans = {"q": Stub(head=entry("q", resources=[])), "p": Stub(head=entry("p", resources=some))} | more.get(
        "plans", {}
    )
    guide: Any = Stub(
        facts=Stub(
            plans=plans,
            situations={"s": entry("s", level=more.get("level", "danger"))},
            institution=entry("institution"),
        ),
        networks_in_use={"x": entry("x", **(FIVE | more.get("network", {})))},
        institution=Stub(emergency=more.get("emergency", "112"), on_call=on_call, profile=profile),
    )
    return [
        f"{text} {one.values.get('hours', '')} {one.values.get('found', '')}".strip()
        for one in unkeepable_time._staffed(guide)
        for text in shown([one])
    ]


def test_the_hours_that_are_staffed() -> None:
    assert staffed((True, 4, "a")) == ["staff p.resources.0.weekly_hours 5.0 4"]
    assert staffed((True, 2, "a"), (True, 2.25, "b")) == ["staff p.resources.0.weekly_hours 5.0 4.2"]
    assert staffed((True, 2, "a"), (True, 3, "b"), (False, 9, "c")) == []
    assert staffed((False, 4, "a")) == staffed((True, None, "a")) == staffed((True, 5, "a")) == []
    longer = {"monitoring_hours": week(monday=[("9:00", "14:20")]), "name": "X"}
    assert staffed((True, 4, "a"), network=longer) == ["staff p.resources.0.weekly_hours 5.3 4"]


def test_who_is_on_call_has_hours_for_it() -> None:
    assert staffed((False, None, "b")) == ["on-call-hours institution.on_call"]
    assert staffed((False, None, "b"), on_call=None) == ["on-call-role institution.emergency"]
    assert staffed((False, None, "b"), (False, None, "a")) == []
    assert staffed((False, None, "b"), profile="minimum") == []
    assert staffed((False, None, "b"), emergency=None) == []
    assert staffed((False, None, "b"), level="ordinary") == []
    assert staffed((False, None, "b"), plans={"r": Stub(head=None)}) == []
    assert staffed(plans={"q": Stub(head=None), "p": Stub(head=None)}) == []


@pytest.mark.parametrize(
    ("level", "counted_from", "breaks", "said"),
    [
        ("danger", "seen", {"a": 1441, "b": 1440}, "unseen a.monitoring_hours 24.0 ('A',)"),
        ("danger", "seen", {"a": 1500, "b": 1530}, "unseen b.monitoring_hours 25.5 ('A', 'B')"),
        ("danger", "seen", {"a": 1440}, ""),
        ("danger", "posted", {"a": 1500}, ""),
        ("ordinary", "seen", {"a": 1500}, ""),
    ],
)
def test_danger_may_lie_unseen_for_a_day(
    monkeypatch: pytest.MonkeyPatch, level: str, counted_from: str, breaks: Mapping[str, int], said: str
) -> None:
    monkeypatch.setattr(unkeepable_time, "_unseen_for", lambda _: breaks)
    networks = {key: entry(key, name=key.upper()) for key in "ab"}
    guide: Any = Stub(
        facts=Stub(situations={"s": entry("s", level=level, counted_from=counted_from)}, networks=networks)
    )
    found = list(unkeepable_time._unseen(guide))
    assert " ".join(f"{shown([one])[0]} {one.values['hours']} {one.values['networks']}" for one in found) == said


def lasting(value: int, unit: str, calendar: str = "natural") -> Any:
    return Stub(value=value, unit=unit, calendar=calendar)


@pytest.mark.parametrize(
    ("response", "absences", "said"),
    [
        (lasting(1, "hours", "working"), (60, 30), []),
        (lasting(1, "hours", "working"), (61, 30), ["unwatched a.monitoring_hours"]),
        (lasting(1, "hours", "working"), (61, 61), ["unwatched institution.service_hours"]),
        (lasting(1, "hours"), (61, 61), []),
        (lasting(1, "days", "working"), (9999, 61), []),
        (lasting(4, "minutes", "working"), (61, 61), []),
        (lasting(5, "minutes", "working"), (61, 5), ["unwatched a.monitoring_hours"]),
        (None, (61, 61), []),
    ],
)
def test_messages_are_seen_while_there_is_service(
    monkeypatch: pytest.MonkeyPatch, response: Any, absences: tuple[int, int], said: list[str]
) -> None:
    given = iter(absences)
    monkeypatch.setattr(unkeepable_time, "_longest_absence", lambda *_: next(given))
    networks = {key: entry(key, name=key, monitoring_hours=FIVE["monitoring_hours"]) for key in "ab"}
    networks["c"] = entry("c", name="c", monitoring_hours={})
    guide: Any = Stub(
        facts=Stub(
            situations={"s": entry("s", max_response=response)}, networks=networks, institution=entry("institution")
        ),
        networks_in_use=networks,
    )
    assert shown(unkeepable_time._unwatched(guide, [])) == said


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ({"max_response": lasting(137, "hours")}, ["s.max_response"]),
        ({"max_response": lasting(138, "hours")}, []),
        ({"max_response": lasting(137, "hours", "working")}, []),
        ({"max_response": lasting(137, "hours"), "counted_from": "seen"}, []),
        ({"max_response": lasting(4, "minutes")}, ["short s.max_response.value"]),
        ({"max_response": lasting(5, "minutes")}, ["s.max_response"]),
        ({"max_response": None}, []),
        ({"max_response": lasting(137, "hours"), "action": "escalate"}, []),
        ({"max_response": lasting(137, "hours"), "action": "moderate"}, []),
        ({"max_response": lasting(137, "hours"), "action": "escalate", "emergency": None}, ["s.max_response"]),
        ({"max_response": lasting(59, "hours"), "level": "danger", "action": "escalate"}, ["posted s.max_response"]),
        ({"max_response": lasting(60, "hours"), "level": "danger", "action": "escalate"}, []),
        ({"max_response": lasting(59, "hours"), "action": "escalate"}, []),
    ],
)
def test_a_time_at_any_hour_is_as_long_as_the_longest_break(
    monkeypatch: pytest.MonkeyPatch, situation: dict[str, Any], said: list[str]
) -> None:
    monkeypatch.setattr(unkeepable_time, "_staffed", lambda _: ())
    monkeypatch.setattr(unkeepable_time, "_unseen", lambda _: ())
    monkeypatch.setattr(unkeepable_time, "_unwatched", lambda *_: ())
    monkeypatch.setattr(unkeepable_time, "_unseen_for", lambda _: {"x": 3600})
    plain = {"level": "ordinary", "counted_from": "posted", "action": "refer"}
    emergency = situation.pop("emergency", "112")
    guide: Any = Stub(
        facts=Stub(situations={"s": entry("s", **(plain | situation))}, levels={}, institution=entry("institution")),
        # Of the 168 hours of a week, the last 138 have no service.
        institution=Stub(
            service_hours=week(monday=[("0:00", "23:00")], tuesday=[("0:00", "6:00")]), emergency=emergency
        ),
    )
    assert shown(unkeepable_time.check_data(guide)) == said


# The dates of plans.

START, END = date(2026, 1, 1), date(2027, 12, 31)
DAY = timedelta(days=1)


def plan(key: str = "p", start: date = START, end: date | None = END, **more: Any) -> Any:
    """Return a plan with objectives by their deadlines and indicators by their dates."""
    deadlines, targets = more.get("deadlines", ()), more.get("targets", ())
    head = entry(key, start=start, end=end, parent=more.get("parent"), scope=more.get("scope", "network"))
    return Stub(
        key=key,
        head=None if more.get("headless") else head,
        objectives={f"o{n}": entry(f"o{n}", deadline=day) for n, day in enumerate(deadlines)},
        indicators={
            f"i{n}": entry(
                f"i{n}",
                objective=objective,
                target=Stub(date=day) if day else None,
                baseline=Stub(date=baseline) if baseline else None,
            )
            for n, (objective, day, baseline) in enumerate(targets)
        },
    )


def of_plans(*plans: Any) -> list[str]:
    guide: Any = Stub(facts=Stub(plans={one.key: one for one in plans}))
    return shown(plan_dates.check_data(guide))


MEASURED = timedelta(days=184)
LONG = timedelta(days=25 * 366)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"end": START}, []),
        ({"end": START - DAY}, ["end p.end"]),
        ({"end": START - DAY, "deadlines": [START - DAY]}, ["begun p.start"]),
        ({"end": START - DAY, "deadlines": [START - DAY, START]}, ["end p.end"]),
        ({"end": START + LONG}, []),
        ({"end": START + LONG + DAY}, ["end-far p.end"]),
        ({"end": None, "deadlines": [END + DAY]}, []),
        ({"deadlines": [START, END]}, []),
        ({"deadlines": [START - DAY]}, ["start-deadline o0.deadline"]),
        ({"deadlines": [END + DAY]}, ["end-deadline o0.deadline"]),
        ({"deadlines": [END + DAY, END + DAY, END, END]}, ["end-moved p.end"]),
        (
            {"deadlines": [END + DAY, END + DAY, END, END, END]},
            ["end-deadline o0.deadline", "end-deadline o1.deadline"],
        ),
        ({"deadlines": [START - DAY, START - DAY, END]}, ["start-moved p.start"]),
        ({"deadlines": [None, None, END + DAY]}, ["end-deadline o2.deadline"]),
        ({"headless": True, "deadlines": [END + DAY]}, []),
    ],
)
def test_deadlines_lie_within_the_plan(given: dict[str, Any], said: list[str]) -> None:
    assert of_plans(plan(**given)) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"targets": [(None, END + MEASURED, None)]}, []),
        ({"targets": [(None, END + MEASURED + DAY, None)]}, ["end-target i0.target.date"]),
        ({"targets": [(None, START, None)]}, []),
        ({"targets": [(None, START - DAY, None)]}, ["start-target i0.target.date"]),
        ({"targets": [(None, END, END)]}, ["target i0.target.date"]),
        ({"targets": [(None, END, END - DAY)]}, []),
        ({"targets": [(None, None, END)]}, []),
        ({"deadlines": [END - MEASURED - DAY], "targets": [("o0", END, None)]}, ["deadline-target i0.target.date"]),
        ({"deadlines": [END - MEASURED], "targets": [("o0", END, None)]}, []),
        ({"deadlines": [END - MEASURED - DAY], "targets": [("o0", END, None)] * 2}, ["deadline-early o0.deadline"]),
        ({"deadlines": [END - MEASURED], "targets": [("o0", END, None)] * 2}, []),
        (
            {"deadlines": [END - MEASURED - DAY], "targets": [("o0", END, None), ("o0", END - DAY, None)]},
            ["deadline-target i0.target.date"],
        ),
        ({"deadlines": [None], "targets": [("o0", END, None)] * 2}, []),
        ({"headless": True, "targets": [(None, START - DAY, None)]}, []),
        ({"end": None, "targets": [(None, END + MEASURED + DAY, None)]}, []),
        ({"end": START - DAY, "targets": [(None, START - DAY, None)]}, ["end p.end"]),
        ({"end": START - DAY, "targets": [(None, END + MEASURED + DAY, None)]}, ["end p.end"]),
    ],
)
def test_targets_come_after_the_baseline_and_not_long_after_the_plan(given: dict[str, Any], said: list[str]) -> None:
    assert of_plans(plan(**given)) == said


def test_a_plan_lies_within_the_one_from_which_it_derives() -> None:
    parent = plan("parent", scope="institution")
    assert of_plans(parent, plan(parent="parent")) == []
    assert of_plans(parent, plan(parent="parent", start=START - DAY)) == ["start-parent p.start"]
    assert of_plans(parent, plan(parent="parent", end=END + DAY)) == ["end-parent p.end"]
    assert of_plans(parent, plan(parent="parent", end=None)) == []
    assert of_plans(plan("parent", end=None), plan(parent="parent")) == []
    assert of_plans(parent, plan(parent="parent", scope="institution", end=END + DAY)) == []
    assert of_plans(plan("parent", headless=True), plan(parent="parent", end=END + DAY)) == []
    assert of_plans(plan("a", parent="b"), plan("b", parent="a", end=END + DAY)) == []
    broken = plan("parent", start=END, end=START)
    assert of_plans(broken, plan(parent="parent", start=START - DAY, end=END + DAY)) == ["end parent.end"]


def test_where_most_of_what_derives_lies_outside_the_plan_itself_is_wrong() -> None:
    parent = plan("parent", deadlines=[END + DAY])
    outside = plan(parent="parent", end=END + 2 * DAY)
    assert of_plans(parent, outside) == ["end-moved parent.end"]
    assert of_plans(plan("parent"), outside) == ["end-parent p.end"]
    within = [plan(f"w{number}", parent="parent") for number in range(3)]
    assert of_plans(parent, outside, *within[:2]) == ["end-moved parent.end"]
    assert of_plans(parent, outside, *within) == ["end-deadline o0.deadline"]


@pytest.mark.parametrize(
    ("parents", "in_circle"),
    [({"a": "b", "b": "a"}, True), ({"a": "a"}, True), ({"a": "b", "b": "b"}, False), ({"a": "b", "b": ""}, False)],
)
def test_a_plan_is_in_a_circle_where_it_derives_from_itself(parents: dict[str, str], in_circle: bool) -> None:
    guide: Any = Stub(facts=Stub(plans={key: plan(key, parent=parent) for key, parent in parents.items()}))
    assert plan_dates._in_circle(guide, "a") is in_circle


# Days and hours.


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([("9:00", "14:00"), ("16:00", "18:00")], []),
        ([("9:00", "14:00"), ("4:00", "6:00")], ["order x.h.monday.1"]),
        ([("9:00", "16:59"), ("4:00", "6:00")], ["order x.h.monday.1"]),
        ([("9:00", "17:00"), ("4:00", "6:00")], []),
        ([("14:00", "18:00"), ("8:00", "9:00")], []),
        ([("14:00", "18:00"), ("7:00", "9:00")], ["order x.h.monday.1"]),
        ([("9:00", "14:00"), ("4:00", "14:00")], ["x.h.monday.0"]),
        ([("9:00", "14:00"), ("13:59", "18:00")], ["x.h.monday.1"]),
        ([("9:00", "14:00"), ("14:00", "18:00")], []),
        ([("9:00", "14:00"), ("9:00", "14:00")], ["twice x.h.monday.1"]),
        ([("13:00", "18:00"), ("9:00", "14:00")], ["x.h.monday.0"]),
    ],
)
def test_hours_that_overlap_or_are_of_the_afternoon(spans: Sequence[tuple[str, str]], said: list[str]) -> None:
    given: Any = week(monday=spans)
    assert shown(calendar._hours(given, "h", entry("x"))) == said


def test_of_hours_that_overlap_what_they_make_together_is_said() -> None:
    given: Any = week(monday=[("9:00", "14:00"), ("10:00", "12:00")])
    (one,) = calendar._hours(given, "h", entry("x"))
    expected = {"found": "10:00-12:00", "other": "09:00-14:00", "both": "09:00-14:00"}
    assert one.values == expected


@pytest.mark.parametrize(
    ("opened", "closed", "said"),
    [
        (date(1995, 1, 1), None, []),
        (date(1994, 12, 31), None, ["account-early a.opened"]),
        (date(2020, 1, 2), date(2020, 1, 1), ["account-closed a.closed"]),
        (date(2020, 1, 2), date(2020, 1, 2), []),
        (None, date(2020, 1, 1), []),
    ],
)
def test_an_account_is_closed_after_it_is_opened(opened: date | None, closed: date | None, said: list[str]) -> None:
    assert shown(calendar._account(entry("a", opened=opened, closed=closed))) == said


@pytest.mark.parametrize(
    ("day", "year", "moved"),
    [
        # Good Friday, Easter Monday, and Whit Monday of 2025; Easter of 2026 is on 5 April.
        (date(2025, 4, 18), 2026, (date(2026, 4, 3), True)),
        (date(2025, 4, 21), 2026, (date(2026, 4, 6), True)),
        (date(2025, 6, 9), 2026, (date(2026, 5, 25), False)),
        (date(2025, 4, 18), 2025, ()),
        (date(2025, 12, 25), 2026, ()),
        # Orthodox Good Friday of 2024 is on 3 May.
        (date(2024, 5, 3), 2026, (date(2026, 4, 10), True)),
    ],
)
def test_where_a_holiday_that_moves_is_in_another_year(day: date, year: int, moved: tuple[Any, ...]) -> None:
    assert calendar._moved(day, year) == moved


def holidays(**years: Sequence[str]) -> list[str]:
    given = {int(year[1:]): [date.fromisoformat(day) for day in days] for year, days in years.items()}
    return shown(calendar._holidays(entry("i", holidays=given)))


def test_holidays_are_of_their_year_and_move_with_easter() -> None:
    assert holidays(y2026=["2026-12-25", "2026-12-26"]) == holidays(y2026=[]) == []
    assert holidays(y2026=["2026-12-25", "2025-12-26"]) == ["year i.holidays.2026.1"]
    assert holidays(y2026=["2025-12-25"]) == ["year i.holidays.2026.0"]
    assert holidays(y2026=["2025-12-25", "2025-12-26"]) == ["years i.holidays.2026"]
    assert holidays(y2026=["2026-12-25", "2026-12-25"]) == ["twice i.holidays.2026.1"]
    good_friday = "2025-04-18"
    before = [good_friday, "2025-08-15", "2025-12-25"]
    assert holidays(y2025=before, y2026=["2026-04-18", "2026-08-15", "2026-12-25"]) == ["copied i.holidays.2026"]
    assert holidays(y2025=before, y2026=["2026-04-18", "2026-12-25"]) == ["moves i.holidays.2026.0"]
    assert holidays(y2025=before[:2], y2026=["2026-04-18", "2026-08-15"]) == ["moves i.holidays.2026.0"]
    assert holidays(y2025=before, y2026=["2026-04-18", "2026-04-03"]) == []
    # Whit Monday alone says nothing, and with Corpus Christi it does.
    assert holidays(y2025=["2025-06-09"], y2026=["2026-06-09"]) == []
    both = ["i.holidays.2026.0", "i.holidays.2026.1"]
    found = holidays(y2025=["2025-06-09", "2025-06-19"], y2026=["2026-06-09", "2026-06-19"])
    assert found == [f"moves {one}" for one in both]


def test_the_end_of_a_network_comes_and_an_account_that_closed_is_closed() -> None:
    def said(
        network: dict[str, Any] | None = None, account: dict[str, Any] | None = None, measured: int = 0
    ) -> list[str]:
        networks = {"n": entry("n", name="N", **network)} if network else {}
        plain: dict[str, Any] = {"opened": None, "last_reviewed": None, "closed": None, "status": "active"}
        accounts = {"a": entry("a", **(plain | account))} if account else {}
        rows = [Stub(account="a", date=TODAY - timedelta(days=days)) for days in (measured, 500) if measured]
        facts = Stub(networks=networks, accounts=accounts, measures=rows)
        guide: Any = Stub(facts=facts, today=TODAY)
        return shown(calendar.check(guide))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendar, "_checked", lambda _: ())
        far = TODAY + timedelta(days=5 * 366)
        assert said({"status": "active", "until": TODAY}) == ["active n.until"]
        assert said({"status": "active", "until": TODAY - DAY}) == said({"status": "active", "until": None}) == []
        assert said({"status": "trial", "until": far}) == said({"status": "closed", "until": far + DAY}) == []
        assert said({"status": "trial", "until": far + DAY}) == ["far n.until"]
        assert said({"status": "retiring", "until": far + DAY}) == ["far n.until"]
        reviewed = {"opened": TODAY, "last_reviewed": TODAY - DAY}
        assert said(account=reviewed) == ["account a.last_reviewed"]
        assert said(account=reviewed | {"last_reviewed": TODAY}) == []
        assert said(account=reviewed | {"opened": TODAY + DAY}) == ["account a.last_reviewed"]
        assert said(account=reviewed | {"opened": TODAY + 2 * DAY}) == []
        assert said(account=reviewed | {"closed": TODAY - DAY, "status": "closed"}) == []
        assert said(account={"closed": TODAY - DAY}) == ["a.status"]
        assert said(account={"closed": TODAY}) == said(account={"closed": TODAY - DAY, "status": "closed"}) == []
        assert said(account={"status": "closed"}, measured=121) == ["undated a.status"]
        assert said(account={"status": "closed"}) == []
        assert said(account={"status": "active"}, measured=121) == []
        patch.setattr(calendar, "_checked", lambda _: [(Place("x"), TODAY + DAY), (Place("y"), TODAY + 2 * DAY)])
        assert said() == ["y"]


# Measures.


def row(value: float = 1.0, day: date = TODAY, account: str = "a", **more: Any) -> Any:
    plain = {"indicator": "i", "part": None, "note": "", "breaks": False, "path": "m.csv", "line": 1}
    given = plain | more
    return Stub(value=value, date=day, account=account, place=Place(given["path"], given["line"]), **given)


def outliers(*values: float, **last: Any) -> list[str]:
    rows = [row(value, TODAY + number * DAY, line=number + 1) for number, value in enumerate(values)]
    for name, given in last.items():
        setattr(rows[-1], name, given)
    guide: Any = Stub(facts=Stub(measures=rows))
    return [f"{one.variant} {one.place.line}" for one in measures._outliers(guide)]


def test_a_measure_is_far_beyond_all_others() -> None:
    assert outliers(10, 10, 10, 10, 10, 1001) == ["outlier 6"]
    assert outliers(10, 10, 10, 10, 10, 1000) == []
    assert outliers(9, 9, 9, 9, 9, 1001) == []
    assert outliers(10, 10, 10, 10, 1001) == []
    assert outliers(10, 10, 10, 10, 10, 1001, note="x") == outliers(10, 10, 10, 10, 10, 1001, breaks=True) == []
    assert outliers(101, 101, 101, 101, 101, 101, 1) == ["small 7"]
    assert outliers(100, 100, 100, 100, 100, 100, 1) == []
    assert outliers(101, 101, 101, 101, 101, 101, 1, note="x") == []
    assert outliers(101, 101, 101, 101, 101, 1) == [], "there are too few"
    assert outliers(1, 101, 101, 101, 101, 101, 101) == [], "what begins may be small"
    assert outliers(101, 101, 101, 101, 101, 101, 0) == [], "there may be none"


def days(*rows: Any, opened: date | None = date(2026, 6, 1), today: date = TODAY) -> list[str]:
    guide: Any = Stub(facts=Stub(measures=rows, accounts={"a": entry("a", opened=opened)}), today=today)
    return [f"{one.variant} {one.place.path} {one.place.line}" for one in measures._days(guide)]


def test_an_account_is_measured_once_it_is_open() -> None:
    before, after = row(day=date(2026, 5, 31), line=1), row(day=date(2026, 6, 1), line=2)
    assert days(before, after, after) == ["measure-account m.csv 1"]
    assert days(before) == ["measure-account m.csv 1"], "one measure says nothing of the account"
    assert days(before, before) == ["account-late a.opened 1"]
    assert days(before, before, after, after) == ["measure-account m.csv 1"] * 2
    assert days(before, opened=None) == days(before, opened=TODAY + DAY) == days(after) == []
    assert days(before, opened=TODAY) == ["measure-account m.csv 1"]
    assert days(row(day=date(2026, 5, 31), account="")) == days(row(day=date(2026, 5, 31), account="b")) == []


def test_a_row_is_years_before_nearly_all_others_of_its_file() -> None:
    now = [row(line=number) for number in range(2, 11)]
    far, near = row(day=date(2024, 6, 1), line=1), row(day=date(2025, 6, 1), line=1)
    assert days(far, *now, opened=None) == ["measure-year m.csv 1"]
    assert days(near, *now, opened=None) == days(far, *now[1:], opened=None) == []
    assert days(far, *now) == ["measure-year m.csv 1"], "it is not said again of the account"


def test_a_part_is_one_that_the_formula_takes() -> None:
    def said(part: str, value: float = 1, formula: str | None = "ratio", **parts: str) -> list[str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(measures, "parts_of", lambda _: ("above",) if formula else ())
            indicator: Any = Stub(parts=parts)
            found = measures._part(indicator, row(value, part=part), {"indicator": "i"})
            return [f"{one.rule} {one.variant}".strip() for one in found]

    assert said("above") == said("above", 0) == []
    assert said("above", -1) == ["impossible-measure part"]
    assert said("below") == ["unknown-part"]
    assert said("above", formula=None) == ["unknown-part no-formula"]
    assert said("below", below="j") == ["unknown-part elsewhere"]


def test_several_accounts_are_combined() -> None:
    def said(accounts: Sequence[str], measured: set[str], combine: str | None = None) -> list[str]:
        return shown(measures._apart(entry("i", accounts=accounts, combine=combine), measured))

    assert said([], {"a", "b"}) == said(["a"], {"b"}) == ["i"]
    assert said([], {"a"}) == said(["a"], {"a"}) == said(["a", "b"], set()) == said([], {"a", "b", ""}) == []
    assert said([], {"a", "b"}, "sum") == []


def test_figures_of_others_are_theirs_and_there_once() -> None:
    def said(*peers: tuple[str, float, date]) -> list[str]:
        institution = Stub(name={"ca": "Ajuntament de Riublanc"}, short_name={"ca": "Riublanc"})
        some = [Stub(name=name, value=value, date=day) for name, value, day in peers]
        guide: Any = Stub(institution=institution)
        return shown(measures._peers(guide, entry("i", peers=some)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "impossible", lambda _, value: "negative" if value < 0 else "")
        assert said(("Vall", 1, TODAY), ("Vall", 1, TODAY - DAY), ("Mar", 1, TODAY)) == []
        assert said(("RIUBLANC", 1, TODAY)) == ["own i.peers.0.name"]
        assert said(("Vall", -1, TODAY)) == ["negative i.peers.0.value"]
        assert said(("Vall", 1, TODAY), ("vall", 1, TODAY)) == ["same i.peers.1.value"]
        assert said(("Vall", 1, TODAY), ("vall", 2, TODAY)) == ["i.peers.1.value"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.5, "1.5"), (999999, "999999"), (1e6, "1000000"), (1234567, "1234567"), (-1234567, "-1234567")],
)
def test_a_number_is_shown_with_all_its_figures(value: float, text: str) -> None:
    assert measures._shown(value) == indicators._shown(value) == text


# Targets.


def target(baseline: float | None, value: float | None, **more: Any) -> list[str]:
    plain = {"signed": False, "type": "use", "better": None, "share": False, "percentage": False}
    given = plain | more
    one = entry(
        "i",
        baseline=None if baseline is None else Stub(value=baseline),
        target=None if value is None else Stub(value=value),
        **given,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indicators, "is_share", lambda record: record.share)
        patch.setattr(indicators, "is_percentage", lambda record: record.percentage)
        return shown(indicators._values(Stub(key="p"), one))


def test_a_target_can_be_reached_and_is_worth_reaching() -> None:
    assert target(1, 2) == target(2, 1) == target(None, 2) == target(1, None) == []
    assert target(5, 5) == ["same i.target.value"]
    assert target(0, 0) == target(100, 100, share=True) == []
    assert target(0, 0, better="higher") == ["same i.target.value"]
    assert target(100, 100) == target(100, 100, share=True, better="lower") == ["same i.target.value"]
    assert target(2, 1, better="higher") == ["not-higher i.target.value"]
    assert target(1, 2, better="lower") == ["not-lower i.target.value"]
    assert target(1, 2, better="higher") == target(2, 1, better="lower") == []
    assert target(2, 1, type="growth") == target(2, 1, type="interaction") == ["shrinks i.target.value"]
    assert target(2, 1, share=True) == ["shrinks i.target.value"]
    assert target(2, 1, type="growth", percentage=True) == target(1, 2, type="growth") == []


def test_a_target_is_not_a_hundred_times_as_far() -> None:
    assert target(101, 1) == ["far i.target.value"]
    assert target(100, 1, better="lower") == target(1, 101) == []
    assert target(0.5, 51, share=True) == ["far i.baseline.value"]
    assert target(0.5, 50, share=True) == target(51, 0.6, share=True, better="lower") == []
    assert target(0, 51, share=True) == target(51, 0) == []
    assert target(0.99, 99.5, share=True) == ["far i.baseline.value"]


def test_shares_are_at_most_a_hundred_and_only_balances_are_below_nothing() -> None:
    assert target(50, 101, share=True) == ["percentage i.target.value"]
    assert target(101, 101, share=True) == ["percentage i.baseline.value"]
    assert target(50, 100, share=True) == target(50, 101) == []
    assert target(-1, 5) == ["negative i.baseline.value"]
    assert target(1, -5) == ["negative i.target.value"]
    assert target(-1, -5) == target(-1, 5, signed=True) == target(-1, 5, type="growth", percentage=True) == []
    assert target(-1, 5, type="growth") == target(-1, 5, percentage=True) == ["negative i.baseline.value"]
    assert target(0, 5) == []


def test_an_indicator_is_in_the_list_of_its_objective() -> None:
    def said(objective: str | None, **lists: Sequence[str]) -> list[str]:
        named = {"i": objective, "j": "b"}
        plan: Any = Stub(
            key="p",
            objectives={key: entry(key, indicators=list(some)) for key, some in lists.items()},
            indicators={key: entry(key, objective=of) for key, of in named.items()},
            written=lambda _: ("i", "j", "k"),
        )
        return shown(indicators._objective(plan, plan.indicators["i"]))

    assert said("a", a=["i"]) == said(None, a=["j"]) == said("a", a=[]) == said("a", a=["j", "z"]) == []
    assert said("a", a=["j"]) == ["none a.indicators"]
    assert said("a", a=["j"], b=["i", "j"]) == ["i.objective"]
    assert said("a", a=["j"], b=["i"]) == ["b.indicators"], "what it lists is of others"
    assert said("a", a=["j"], b=["k", "i"]) == [], "it is said of the first that is listed"
    assert said("a", a=["j"], c=["i"]) == ["i.objective"]


# What falls due, what is in order, and what belongs to what.


def of(key: str = "x", **record: Any) -> dict[str, Any]:
    """Return the records of a collection that has one."""
    return {key: entry(key, **record)}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
        (date(2026, 6, 30), 12, date(2027, 6, 30)),
        (date(9998, 12, 1), 12, date(9998, 12, 1)),
    ],
)
def test_the_same_day_some_months_later(day: date, months: int, later: date) -> None:
    assert out_of_date.later(day, months) == later


def due(network: dict[str, Any] | None = None, **more: Any) -> list[str]:
    plain = {"name": "N", "limits": None, "checked_on": None, "until": None, "status": "active"}
    networks = of("n", **{**plain, **(network or {})})
    fields = more.get("fields", {})
    page = Stub(field=lambda name, _: fields.get(name), front=entry("page"))
    written = {("holidays",)} if more.get("written") else set()
    institution = entry("institution")
    institution.document = Stub(keys=written)
    guide: Any = Stub(
        networks_in_use=networks,
        facts=Stub(networks=networks, institution=institution),
        institution=Stub(service_hours=more.get("service", {}), holidays=more.get("holidays", {})),
        today=TODAY,
        front_pages=[page],
    )
    return [f"{one.rule} {one.variant} {one.place.path}".replace("  ", " ") for one in out_of_date.check(guide)]


def test_what_holds_for_a_time_is_reviewed() -> None:
    assert due() == []
    assert due({"limits": 1}) == ["limits-unchecked never n.limits"]
    assert due({"limits": 1, "checked_on": date(2026, 5, 24)}) == []
    assert due({"checked_on": date(2026, 5, 23)}) == ["limits-unchecked n.checked_on"]
    assert due({"status": "trial", "until": TODAY - DAY}) == ["status-out-of-date n.until"]
    assert due({"status": "retiring", "until": TODAY - DAY}) == ["status-out-of-date retiring n.until"]
    assert due({"status": "active", "until": TODAY - DAY}) == due({"status": "trial", "until": TODAY}) == []
    assert due(service={"monday": 1}) == ["calendar-out-of-date institution.holidays"]
    assert due(service={"monday": 1}, holidays={2026: []}) == due(service={"monday": 1}, written=True) == []
    assert due(service={"monday": 1}, holidays={2025: []}, written=True) != []
    reviewed = {"reviewed": date(2025, 11, 24), "review_every": 12}
    assert due(fields=reviewed) == due(fields={"reviewed": date(2020, 1, 1)}) == due(fields={"review_every": 1}) == []
    assert due(fields=reviewed | {"reviewed": date(2025, 11, 23)}) == ["review-overdue page.reviewed"]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ([10, 20, 30], []),
        ([10, 10, 30], []),
        ([10, 30, 20], ["2"]),
        ([30, 10, 20], ["0"]),
        ([10, 90, 20, 30], ["1"]),
        ([10, 20, 5, 30], ["2"]),
        ([20, 10], ["1"]),
        ([20, 10, 5], ["0", "2"]),
    ],
)
def test_of_two_that_are_out_of_order_one_is_at_fault(minutes: Sequence[int], said: list[str]) -> None:
    steps: Any = [entry(str(number), minutes=value) for number, value in enumerate(minutes)]
    found = emergencies._out_of_order(steps, lambda one, following: following.record.minutes < one.record.minutes)
    assert [wrong.key for *_, wrong in found] == said


def test_danger_waits_no_longer_than_what_is_ordinary() -> None:
    def said(**given: tuple[str, Any]) -> list[str]:
        situations = {key: entry(key, level=level, max_response=time) for key, (level, time) in given.items()}
        guide: Any = Stub(facts=Stub(situations=situations), institution=Stub(service_hours={}))
        return shown(emergencies._dangers(guide))

    one, two, three = (lasting(number, "hours") for number in (1, 2, 3))
    assert said(a=("ordinary", two), b=("danger", two)) == said(a=("ordinary", two), b=("grave", three)) == []
    assert said(a=("ordinary", two), b=("danger", three)) == ["danger b.max_response"]
    assert said(b=("danger", three)) == said(a=("ordinary", None), b=("danger", three)) == []
    assert said(a=("ordinary", lasting(4, "minutes")), b=("danger", three)) == []
    assert said(a=("ordinary", lasting(5, "minutes")), b=("danger", three)) == ["danger b.max_response"]
    both = {"b": ("danger", two), "c": ("danger", three)}
    assert said(a=("ordinary", one), d=("ordinary", three), **both) == ["ordinary a.max_response"]
    assert said(a=("ordinary", one), d=("ordinary", two), **both) == ["danger b.max_response", "danger c.max_response"]
    assert said(a=("ordinary", one), **both) == ["danger b.max_response", "danger c.max_response"]


def test_levels_of_a_crisis_are_sooner_the_graver_they_are() -> None:
    def said(*levels: tuple[int, int]) -> list[str]:
        given = {
            str(number): entry(str(number), first_message=lasting(first, "hours"), update_every=lasting(every, "hours"))
            for number, (first, every) in enumerate(levels)
        }
        guide: Any = Stub(facts=Stub(levels=given))
        return shown(emergencies._levels(guide))

    assert said((3, 6), (2, 4), (2, 2)) == []
    assert said((3, 6), (4, 4)) == ["1.first_message"]
    assert said((3, 3), (2, 4)) == ["update 1.update_every"]
    assert said((3, 2)) == ["late 0.first_message"]
    assert said((3, 6), (5, 4)) == ["late 1.first_message"]


def replied(situations: Mapping[str, Any], replies_: Mapping[str, Any], check: Any, **more: Any) -> list[str]:
    keys = {"replies": tuple(more.get("keys", replies_))}
    facts = Stub(situations=situations, replies=replies_, keys=keys, unread=more.get("unread", ()))
    facts.placeholders = {"person": entry("person", person=True, name={"ca": "nom"})}
    facts.networks = more.get("networks", {})
    guide: Any = Stub(
        facts=facts, knows=lambda _, key: key in keys["replies"], networks_in_use=more.get("networks", {})
    )
    return [f"{one.rule} {one.variant} {one.place.path}".replace("  ", " ") for one in check(guide)]


def attached(lists: Mapping[str, Sequence[str]], **situations: str) -> list[str]:
    some = {key: entry(key, replies=list(listed)) for key, listed in lists.items()}
    made = {key: entry(key, situation=situation) for key, situation in situations.items()}
    return [one.removeprefix("reply-of-another-situation ") for one in replied(some, made, replies._attached)]


def test_a_reply_is_with_its_situation() -> None:
    assert attached({"s": ["a"], "t": ["b"]}, a="s", b="t") == attached({"s": [], "t": []}, a="s", b="t") == []
    assert attached({"s": ["a"], "t": ["a"]}, a="s") == ["t.replies.0"]
    assert attached({"s": [], "t": ["a"]}, a="s") == ["a.situation"]
    assert attached({"s": ["b"], "t": ["a"]}, a="s", b="s") == ["a.situation"]
    assert attached({"s": ["b"], "t": []}, a="s", b="s") == ["none s.replies.0"]
    assert attached({"s": ["b", "zzzz"]}, a="s", b="s") == [], "what is misspelt may be this one"
    assert attached({"t": ["a"]}, a="s") == [], "its situation is unknown"
    exchanged = attached({"s": ["c", "d"], "t": ["a", "b"]}, a="s", b="s", c="t", d="t")
    assert exchanged == ["a.situation", "b.situation", "c.situation", "d.situation"]


def test_situations_whose_list_is_that_of_another() -> None:
    def strange(lists: Mapping[str, Sequence[str]], **of_: str) -> list[str]:
        some = {key: entry(key, replies=list(listed)) for key, listed in lists.items()}
        made = {key: entry(key, situation=situation) for key, situation in of_.items()}
        guide: Any = Stub(facts=Stub(situations=some, replies=made))
        return sorted(replies._strange(guide))

    given = {"a": "s", "b": "t", "c": "t"}
    assert strange({"s": ["b", "c"]}, **given) == ["s"]
    assert strange({"s": ["b"]}, **given) == strange({"s": ["a", "b", "c"]}, **given) == []
    assert strange({"u": ["b", "c"]}, **given) == strange({"s": ["b", "zzzz"]}, **given) == []


def test_a_reply_is_there_once_and_names_nobody_who_is_unnamed() -> None:
    def text(key: str, **texts: str) -> Any:
        return entry(key, text=texts, situation="s")

    none = {"s": entry("s", replies=[], anonymous=False)}
    once = {"a": text("a", ca="Hola", es="Buenas"), "b": text("b", ca="Bon dia", es="Buenas tardes")}
    assert replied(none, once, replies._repeated) == []
    same = {"a": text("a", ca="Hola", es="Buenas"), "b": text("b", ca="hola ", es="Buenas")}
    assert replied(none, same, replies._repeated) == ["duplicate-reply b.text.ca"]
    partly = {"a": text("a", ca="Hola", es="Buenas"), "b": text("b", ca="Bon dia", es="Buenas")}
    assert replied(none, partly, replies._repeated) == ["duplicate-reply language b.text.es"]
    listed = {"s": entry("s", replies=["a", "b", "a"], anonymous=False)}
    assert replied(listed, once, replies._repeated) == ["duplicate-reply listed s.replies.2"]
    named = {"a": text("a", ca="Hola, {nom}", es="Hola, {nom}")}
    assert replied(none, named, replies._named) == []
    unnamed = {"s": entry("s", replies=[], anonymous=True)}
    assert replied(unnamed, named, replies._named) == ["reply-names-person a.text.ca"]


def situation(replies_: Mapping[str, Any] | None = None, **given: Any) -> list[str]:
    plain = {
        "definition": 1, "owner": 1, "max_response": 1, "action": "watch", "replies": [], "level": "ordinary",
        "call": [], "steps": [],
    }  # fmt: skip
    more = {name: given.pop(name) for name in ("unread", "keys", "networks") if name in given}
    return replied({"s": entry("s", **(plain | given))}, replies_ or {}, situations.check_data, **more)


def test_a_situation_says_who_answers_what_by_when() -> None:
    assert situation() == []
    assert situation(definition=None) == ["situation-without-definition s.definition"]
    assert situation(owner=None) == ["situation-without-owner s.owner"]
    assert situation(max_response=None) == situation(action="moderate") == []
    assert situation(max_response=None, action="moderate") == ["situation-without-time s.max_response"]
    assert situation(action="reply") == ["situation-without-reply s.replies"]
    assert situation(action="refer") == ["situation-without-reply refer s.replies"]
    assert situation(action="reply", replies=["a"]) == []
    reply = {"a": entry("a", situation="s", private=False, networks=[])}
    assert situation(reply, action="reply") == []
    assert situation(action="reply", unread=("replies",)) == situation(action="reply", keys=("a",)) == []
    assert situation(level="danger") == ["danger-without-call s.level"]
    assert situation(level="danger", call=[1]) == ["danger-without-call steps s.level"]
    assert situation(level="danger", call=[1], steps=[1]) == ["danger-without-call steps s.steps"]
    assert situation(level="danger", steps=[1, 2]) == ["danger-without-call call s.level"]
    assert situation(level="danger", call=[1], steps=[1, 2]) == []


def test_a_situation_has_a_reply_for_networks_without_private_messages() -> None:
    networks = {"x": entry("x", name="X", private_messages=False), "y": entry("y", name="Y", private_messages=True)}

    def said(*given: tuple[bool, list[str]], **more: Any) -> list[str]:
        some = {
            str(number): entry(str(number), situation="s", private=private, networks=on)
            for number, (private, on) in enumerate(given)
        }
        return situation(some, networks=networks, **more)

    assert said((True, [])) == ["private-reply-only s.replies"]
    assert said((True, []), (False, ["y"])) == ["private-reply-only s.replies"]
    assert said((True, []), (False, ["x"])) == said((True, []), (False, [])) == said((False, ["y"])) == said() == []
    assert said((True, []), unread=("replies",)) == []


def test_periods_have_dates_that_can_be() -> None:
    def said(*given: tuple[date, date, str]) -> list[str]:
        some = {
            str(number): entry(str(number), start=start, end=end, kind=kind)
            for number, (start, end, kind) in enumerate(given)
        }
        guide: Any = Stub(facts=Stub(periods=some))
        return [f"{one.rule} {shown([one])[0]}" for one in periods.check_data(guide)]

    day, far = START, START + timedelta(days=5 * 366)
    assert said((day, day, "election"), (day + DAY, day + DAY, "election"), (day, day, "mourning")) == []
    assert said((day, day - DAY, "election")) == ["date-out-of-order period 0.end"]
    assert said((day, far, "election")) == []
    assert said((day, far + DAY, "election")) == ["date-out-of-order period-long 0.start"]
    assert said((day, day + DAY, "election"), (day + DAY, far, "election")) == ["overlapping-periods 1.start"]
    long = (day, day + 9 * DAY, "election")
    assert said(long, (day + DAY, day + DAY, "election"), (day + 9 * DAY, far, "election")) == [
        "overlapping-periods 1.start",
        "overlapping-periods 2.start",
    ]


def ahead(*given: tuple[date, date, str, date | None], elections: bool | None = None, **more: Any) -> list[str]:
    some = {
        str(number): entry(str(number), start=start, end=end, kind=kind, checked_on=checked)
        for number, (start, end, kind, checked) in enumerate(given)
    }
    keys = {"periods": more.get("keys", tuple(some))}
    guide: Any = Stub(
        facts=Stub(periods=some, keys=keys, unread=more.get("unread", ())),
        demands=Stub(lacking_data=more.get("lacking", ())),
        institution=Stub(elections=elections),
        source_page=lambda _: more.get("page"),
        today=TODAY,
    )
    return [f"{one.rule} {shown([one])[0]}" for one in periods.check(guide)]


def test_periods_are_compared_with_their_source_and_the_next_election_is_known() -> None:
    old, fresh = date(2026, 5, 23), date(2026, 5, 24)
    assert ahead((TODAY, TODAY, "mourning", fresh)) == ahead((START, TODAY - DAY, "mourning", old)) == []
    assert ahead((TODAY, TODAY, "mourning", old)) == ["period-unchecked 0.checked_on"]
    assert ahead((TODAY + DAY, TODAY, "mourning", old)) == ahead((TODAY, TODAY, "mourning", None)) == []
    assert ahead((TODAY, TODAY, "election", None)) == ["period-unchecked never 0"]
    lacking = ["no-election-period data/periods.yml"]
    assert ahead(elections=True) == ahead(page=1) == lacking
    assert ahead(elections=False, page=1) == ahead() == []
    assert ahead(elections=True, unread=("periods",)) == ahead(elections=True, lacking=("periods",)) == []
    assert ahead(elections=True, keys=("a",)) == []
    soon, later = date(2027, 11, 24), date(2027, 11, 25)
    assert ahead((soon, later, "election", fresh), elections=True) == []
    assert ahead((later, later, "election", fresh), elections=True) == lacking
    assert ahead((TODAY, TODAY, "election", fresh), elections=True) == []
    assert ahead((START, TODAY - DAY, "election", fresh), elections=True) == lacking
    assert ahead((TODAY, START, "election", fresh), elections=True) == []
    assert ahead((TODAY, TODAY, "mourning", fresh), elections=True) == lacking


def test_where_two_are_needed_there_are_two() -> None:
    def said(**given: Any) -> list[str]:
        names = ("accounts", "roles", "situations", "approval", "levels")
        facts = Stub(**{name: given.get(name, {}) for name in names}, keys={"roles": ("a", "b")})
        guide: Any = Stub(facts=facts)
        return shown(people.check_data(guide))

    account = {"owner": "a", "deputy": "a", "status": "active", "handle": "@a"}
    assert said(accounts=of(**account)) == ["x.deputy"]
    assert (
        said(accounts=of(**(account | {"deputy": "b"}))) == said(accounts=of(**(account | {"status": "closed"}))) == []
    )
    assert said(accounts=of(**(account | {"owner": None, "deputy": None}))) == []
    assert said(roles=of("a", deputy="a")) == ["role a.deputy"]
    assert said(roles=of("a", deputy="b")) == []
    assert said(situations=of(owner="a", escalate_to="a")) == ["situation x.escalate_to"]
    assert said(situations=of(owner="a", escalate_to="b")) == said(situations=of(owner=None, escalate_to=None)) == []
    assert said(approval=of(approves="a", drafts=["a"], checks=[])) == ["approval x.approves"]
    assert said(approval=of(approves="a", drafts=["a"], checks=["b"])) == []
    assert said(approval=of(approves="a", drafts=["a", "b"], checks=[])) == []
    assert said(approval=of(approves=None, drafts=[], checks=[])) == []
    assert said(levels=of(owner="a", spokesperson="a")) == ["x.spokesperson"]
    assert said(levels=of(owner="a", spokesperson="b")) == []
    one: Any = Stub(facts=Stub(keys={"roles": ("a",)}))
    assert people._others(one, "a") == ("…",)
    assert people._others(one, "b") == ("a",)


def connected(rule: Any, **given: Any) -> list[str]:
    """Return what is said of a plan with an objective, an audience, a network and an indicator."""
    objective = {"audiences": ["a"], "indicators": ["i"], "deadline": 1, "serves": 1} | given.get("objective", {})
    network = {"objectives": ["o"], "audiences": ["a"]} | given.get("network", {})
    indicator = {"objective": None, "target": 1, "source": 1, "responsible": 1} | given.get("indicator", {})
    audience = {"networks": []} | given.get("audience", {})
    written = {"objectives": ("o",), "audiences": ("a",), "networks": ("n",), "indicators": ("i",)}
    written |= given.get("written", {})
    one = Stub(
        key="p",
        objectives=of("o", **objective),
        networks=of("n", **network) if given.get("networks", True) else {},
        audiences=of("a", **audience),
        indicators=of("i", **indicator) if given.get("indicators", True) else {},
        written=lambda name: written[name],
    )
    guide: Any = Stub(facts=Stub(plans={"p": one}, keys={"networks": ("n", "z")}))
    return [f"{one.rule} {one.place.path}" for one in rule.check_data(guide)]


def test_what_is_in_a_plan_is_connected() -> None:
    assert connected(orphans) == []
    assert connected(orphans, network={"objectives": []}) == ["orphan-network n.objectives"]
    assert connected(orphans, network={"objectives": []}, written={"objectives": ()}) == []
    assert connected(orphans, objective={"audiences": []}) == ["orphan-objective o.audiences"]
    assert connected(orphans, objective={"audiences": []}, written={"audiences": ()}) == []
    alone = {"audiences": []}
    assert connected(orphans, network=alone) == ["orphan-audience a"]
    assert connected(orphans, network=alone, audience={"networks": ["n"]}) == []
    assert connected(orphans, network=alone, audience={"networks": ["z"]}) == ["orphan-audience a"]
    assert connected(orphans, network=alone, written={"networks": ("n", "m")}) == []
    assert connected(orphans, networks=False, written={"networks": ()}) == []
    assert connected(orphans, network={"audiences": ["zzzz"]}) == [], "it may be misspelt"


def test_an_objective_can_be_evaluated() -> None:
    assert connected(objectives) == []
    for field in ("target", "source", "responsible"):
        assert connected(objectives, indicator={field: None}) == [f"indicator-without-{field} i.{field}"]
    assert connected(objectives, objective={"deadline": None}) == ["objective-without-deadline o.deadline"]
    assert connected(objectives, objective={"serves": None}) == ["objective-without-service o.serves"]
    two = {"objectives": ("o", "q")}
    assert connected(objectives, network={"objectives": ["q"]}, written=two) == ["objective-without-network o"]
    assert (
        connected(objectives, network={"objectives": []}) == connected(objectives, network={"objectives": ["z"]}) == []
    )
    assert connected(objectives, network={"objectives": ["q"]}, written=two | {"networks": ("n", "m")}) == []
    bare: dict[str, Any] = {"objective": {"indicators": []}}
    without = ["objective-without-indicator o.indicators"]
    assert connected(objectives, **bare) == without
    assert connected(objectives, **bare, indicator={"objective": "o"}) == []
    assert connected(objectives, **bare, indicator={"objective": "z"}) == []
    assert connected(objectives, **bare, indicator={"objective": "q"}, written=two) == without
    assert connected(objectives, **bare, written={"indicators": ("i", "j")}) == []
    assert connected(objectives, **bare, indicators=False, written={"indicators": ()}) == []


def test_plans_derive_from_one_another_without_a_circle() -> None:
    def said(rule: Any, scope: str = "network", **parents: str | None) -> list[str]:
        some = {key: plan(key, parent=parent, scope=scope if key == "a" else "area") for key, parent in parents.items()}
        guide: Any = Stub(facts=Stub(plans=some, keys={"plans": tuple(some)}), today=START)
        return shown(rule.check_data(guide) if rule is plan_parents else rule.check(guide))

    assert said(plan_parents, a="b", b=None) == said(plan_parents, a="a") == []
    assert len(said(plan_parents, a="b", b="a")) == 1
    assert len(said(plan_parents, a="b", b="c", c="a", d="a")) == 1
    assert said(plan_parents, "institution", a="b", b="a") == ["general a.parent"]
    assert said(specific_plan, a="b", b="a") == []
    assert said(specific_plan, a=None, b="a") == ["a.parent"]
    assert said(specific_plan, a="a", b="a") == ["a.parent"]
    assert said(specific_plan, "institution", a=None, b="a") == []


def test_the_next_measure_of_an_indicator_is_there() -> None:
    def said(start: date = START, end: date | None = None, **given: Any) -> list[str]:
        plain: dict[str, Any] = {
            "indicator": "i", "points": [], "by_account": {"a": [1]}, "accounts": ("a",), "closed": (),
            "counted_from": START, "due": lambda: TODAY - DAY, "measured_until": lambda: START,
            "lacking": lambda _: (),
        }  # fmt: skip
        named = given.pop("named", [])
        accounts, headless = given.pop("known", {"a": 1}), given.pop("headless", False)
        one = Stub(**(plain | given))
        head = None if headless else entry("p", start=start, end=end)
        plan: Any = Stub(key="p", head=head, indicators=of("i", accounts=named))
        guide: Any = Stub(today=TODAY, facts=Stub(accounts=accounts))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(measures, "series_of", lambda *_: [one])
            return shown(measures._overdue(guide, plan))

    assert said() == ["i.frequency"]
    assert said(TODAY) == said(end=TODAY) == ["i.frequency"]
    assert said(TODAY + DAY) == said(end=TODAY - DAY) == said(headless=True) == said(known={}) == []
    assert said(due=lambda: TODAY) == said(due=lambda: None) == []
    assert said(measured_until=lambda: None) == ["never i.frequency"]
    assert said(by_account={"a": []}) == []
    assert said(by_account={"a": []}, points=[1]) == ["i.frequency"]
    two: dict[str, Any] = {"accounts": ("a", "b"), "lacking": lambda _: ("b",)}
    assert said(**two) == ["accounts i.frequency"]
    assert said(**two, due=lambda: TODAY) == ["accounts i.frequency"]
    assert said(**two, due=lambda: TODAY, points=[1]) == []
    assert said(**two, named=["a"], due=lambda: TODAY) == []
    assert said(**two, closed=("a",), due=lambda: TODAY) == []
    assert said(accounts=("a", "b"), lacking=lambda _: ("a", "b"), due=lambda: TODAY) == []


def test_a_measure_is_there_once_and_is_possible() -> None:
    def said(*rows: Any, accounts: Sequence[str] = (), **more: Any) -> list[str]:
        indicator = entry("i", accounts=list(accounts))
        plan = Stub(indicators={"i": indicator})
        facts = Stub(plans={"p": plan}, measures=rows, accounts={"a": 1, "b": 1})
        guide: Any = Stub(facts=facts)
        with pytest.MonkeyPatch.context() as patch:
            for name in ("_apart", "_peers", "_parts", "_days", "_outliers"):
                patch.setattr(measures, name, lambda *_: ())
            patch.setattr(measures, "_part", lambda *_: [Finding("part", Place("part"), {})])
            patch.setattr(measures, "impossible", lambda _, value: "negative" if value < 0 else "")
            return [f"{one.rule} {one.variant} {one.place.path}:{one.place.line}" for one in measures.check_data(guide)]

    assert said(row()) == said(row(), row(account="b")) == said(row(), row(day=START)) == []
    assert said(row(), row(line=2)) == ["duplicate-measure same m.csv:2"]
    assert said(row(), row(2, line=2)) == ["duplicate-measure  m.csv:2"]
    assert said(row(path="m (1).csv"), row(path="m.csv")) == ["duplicate-measure same m (1).csv:1"]
    assert said(row(path="m.csv"), row(path="n.csv")) == ["duplicate-measure same n.csv:1"]
    assert said(row(-1)) == ["impossible-measure negative m.csv:1"]
    assert said(row(-1, indicator="j")) == []
    assert said(row(part="x")) == ["part  part:1"]
    assert said(row(account="b"), accounts=["a"]) == ["impossible-measure account m.csv:1"]
    assert said(row(account="a"), accounts=["a"]) == said(row(account="z"), accounts=["a"]) == []


def test_how_long_a_time_of_service_lasts() -> None:
    service: Any = week(monday=[("9:00", "14:30"), ("16:00", "18:00")], tuesday=[("9:15", "10:00")], sunday=[])
    assert durations.lasts(lasting(2, "hours"), service) == 120
    assert durations.lasts(lasting(2, "hours", "working"), {}) == 120
    assert durations.lasts(lasting(2, "days", "working"), service) == 2 * 1440 * 7 / 2
    # Of a week 495 minutes are of service.
    assert durations.lasts(lasting(2, "hours", "working"), service) == 120 * 7 * 1440 / 495
