"""Where plans stand and what their reports say, beside what a second, independent reading of the data makes of it."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

import measures_oracle as oracle
from guiaviva.commands.report import report_pages
from guiaviva.guide import load_guide
from guiaviva.measures import objective_state, series_of, state_of
from guiaviva.reading.files import Folder
from memory import MEMORY
from projects import require_demonstration

ROOT = Path(__file__).parents[1]
COMPLETE = ROOT / "tests/guides/complete"
TODAY = date(2026, 11, 26)
CASES = yaml.safe_load((ROOT / "tests/measures/states.yml").read_text(encoding="utf-8"))
PLAN = "data/plans/culture.yml"


def read_row(text: str) -> dict[str, Any]:
    day, account, value, *breaks = text.split(",")
    named = {"account": account} if account else {}
    return {"date": date.fromisoformat(day), "value": value, "breaks": bool(breaks), **named}


def as_oracle(number: int) -> dict[str, Any]:
    """Return a case as the oracle takes it."""
    case = CASES[number]
    rows = [read_row(text) for text in case["rows"]]
    return {**case["indicator"], "key": f"case-{number}", "rows": rows, "start": date(2026, 1, 1)}


def cases_guide() -> Any:
    """Return a guide in whose plan every case is an indicator."""
    plan = yaml.safe_load((COMPLETE / PLAN).read_text(encoding="utf-8"))
    plan["indicators"] = {
        f"case-{number}": {"name": dict.fromkeys(("ca", "es", "en"), f"{number}"), **case["indicator"]}
        for number, case in enumerate(CASES)
    }
    plan["objectives"]["full-houses"]["indicators"] = list(plan["indicators"])
    plan["end"] = date(2027, 12, 31)
    lines = ["date,indicator,account,value,breaks"]
    for number, case in enumerate(CASES):
        for text in case["rows"]:
            day, account, value, *breaks = text.split(",")
            lines.append(f"{day},case-{number},{account},{value},{''.join(breaks)}")
    files = {PLAN: yaml.safe_dump(plan, allow_unicode=True), "data/measures/2026.csv": "\n".join([*lines, ""])}
    folder = Folder(COMPLETE, {path: text.encode() for path, text in files.items()})
    guide = load_guide(folder, today=TODAY, store=MEMORY)
    assert not guide.facts.problems
    return guide


@pytest.fixture(scope="module")
def states() -> dict[str, Any]:
    guide = cases_guide()
    return {one.indicator: state_of(one, TODAY) for one in series_of(guide, guide.facts.plans["culture"])}


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["case"] for case in CASES])
def test_a_state_is_what_two_readings_and_a_hand_make_it(number: int, states: dict[str, Any]) -> None:
    told, made = oracle.state(as_oracle(number), TODAY), states[f"case-{number}"]
    assert (made.name, told["name"]) == (CASES[number]["state"], CASES[number]["state"])
    if "value" in told:
        assert made.point.value == pytest.approx(float(told["value"]))
    if "expected" in told:
        assert made.expected == pytest.approx(float(told["expected"]))
        assert made.start.date == told["since"]
    assert (made.late.date if made.late else None) == told.get("late")


def demonstration() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the general plan of the demonstration, and its indicators as the oracle takes them."""
    require_demonstration()
    plan = yaml.safe_load((ROOT / "data/plans/institution.yml").read_text(encoding="utf-8"))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((ROOT / "data/measures").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                rows[row["indicator"]].append(dict(row) | {"date": date.fromisoformat(row["date"])})
    accounts = yaml.safe_load((ROOT / "data/accounts.yml").read_text(encoding="utf-8"))
    closed = {key: one["closed"] for key, one in accounts.items() if one.get("closed")}
    made = []
    for key, one in plan["indicators"].items():
        own = rows[key]
        values = list(quotients(own)) if "formula" in one else own
        more = {"key": key, "rows": values, "start": plan["start"], "entry_days": plan["entry_days"], "closed": closed}
        made.append({**one, **more})
    return plan, made


def quotients(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return what a mean per post makes of its parts: all interactions of a day, divided by all posts."""
    days: dict[date, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for row in rows:
        days[row["date"]][row["part"]] += Fraction(row["value"])
    for day, parts in days.items():
        yield {"date": day, "value": parts["interactions"] / parts["posts"]}


WORDS = {
    "on-track": "On track",
    "at-risk": "At risk",
    "missed": "Missed",
    "met": "Met",
    "worse": "Worse than at the start",
    "no-data": "No data",
    "too-early": "Too early",
}
NOT = "not measured in this period"


@pytest.mark.parametrize(
    ("period", "before", "start", "end"),
    [
        ("2026-Q3", date(2026, 4, 1), date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-H1", date(2025, 7, 1), date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_every_figure_of_a_report_is_what_a_second_reading_makes_of_the_data(
    period: str, before: date, start: date, end: date
) -> None:
    _, indicators = demonstration()
    guide = load_guide(ROOT, today=TODAY, store=MEMORY)
    page = dict(report_pages(guide, "institution", period))[f"docs/en/evaluation/institution-{period.lower()}.md"]
    rows = re.findall(r"^\| \[[^]]*\]\([^)#]*#indicator-([a-z-]+)\)[^|]* \| (.*) \|$", page, re.MULTILINE)
    table = {key: [cell.strip() for cell in row.replace("\u00a0", " ").split("|")] for key, row in rows}
    heads = re.findall(r"^\| Indicator \| (.*Change since.*) \|$", page, re.MULTILINE)[0]
    if not heads.startswith("Baseline"):
        # What was measured before is the baseline, and stands once.
        table = {key: [cells[0], *cells] for key, cells in table.items()}
    assert list(table) == [one["key"] for one in indicators]
    for one in indicators:
        cells = table[one["key"]]
        values = oracle.whole(one, oracle.by_account(one, end))
        told = oracle.state(one, end)
        spans = [(before, date.fromordinal(start.toordinal() - 1)), (start, end)]
        held = [max((day for day in values if first <= day <= last), default=None) for first, last in spans]
        shown = [number(cells[0]), *(NOT if day is None else float(round(values[day], 2)) for day in held)]
        assert [shown[0], *(cell if cell == NOT else number(cell) for cell in cells[1:3])] == shown, one["key"]
        begun = oracle.started(one, values, end)
        assert number(cells[0]) == float(one["baseline"]["value"])
        assert number(cells[4]) == float(one["target"]["value"])
        assert cells[5] == WORDS[told["name"]], one["key"]
        if held[1] is None or begun is None:
            assert cells[3] == NOT
        else:
            change = values[held[1]] - begun[1]
            share = change if "%" in one["unit"]["en"] else 100 * change / abs(begun[1])
            assert number(cells[3]) == pytest.approx(float(share), abs=0.51), one["key"]
            assert re.search(rf"since {begun[0].day} {begun[0]:%b}\w* {begun[0].year}", cells[3])


def number(cell: str) -> float:
    match = re.match(r"[+-−]?[0-9][0-9,]*(?:\.[0-9]+)?", cell)
    assert match, cell
    return float(match[0].replace(",", "").replace("−", "-").replace("+", ""))


def test_objectives_of_the_demonstration_stand_where_a_second_reading_puts_them() -> None:
    plan, indicators = demonstration()
    guide = load_guide(ROOT, today=TODAY, store=MEMORY)
    own = guide.facts.plans["institution"]
    series = series_of(guide, own)
    for day in (TODAY, date(2026, 9, 30), date(2026, 6, 30)):
        then = [one.until(day) for one in series]
        for key, record in plan["objectives"].items():
            listed = [one for one in indicators if one["key"] in record["indicators"] or one.get("objective") == key]
            made = objective_state(own, key, then, day)
            assert made.series
            assert (made.name, made.series.indicator) == oracle.objective(listed, record["deadline"], day), (key, day)
