"""A second reading of how a plan is judged, written from the words of CONTRIBUTING alone, to compare the first with.

It imports nothing of the program. It takes an indicator, its rows and a day as plain dictionaries, as YAML has them.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
ORDER = ["missed", "worse", "at-risk", "no-data", "on-track", "too-early", "met"]
LONGEST = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}


def exact(value: Any) -> Fraction:
    return Fraction(str(value))


def last_of(frequency: str, day: date) -> date:
    """The last day of the period of the calendar in which a day is."""
    if frequency == "daily":
        return day
    if frequency == "weekly":
        return day + timedelta(days=7 - day.isoweekday())
    month = {"monthly": day.month, "quarterly": -(-day.month // 3) * 3, "yearly": 12}[frequency]
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def due(indicator: Row, day: date) -> date:
    """Until when the value of the period in which a day is must be there."""
    frequency = indicator["frequency"]
    days = indicator.get("entry_days", 15)
    return last_of(frequency, day) + timedelta(days=min(days, 3) if frequency in ("daily", "weekly") else days)


def by_account(indicator: Row, today: date) -> dict[str, dict[date, Fraction]]:
    """The values of each account, "" for the whole, with those of one period put together as the indicator says."""
    found: dict[str, dict[date, Fraction]] = defaultdict(dict)
    for row in indicator.get("rows", []):
        if row["date"] <= today:
            found[row.get("account", "")][row["date"]] = exact(row["value"])
    take = indicator.get("temporal_aggregation")
    if take not in ("sum", "mean") or "frequency" not in indicator:
        return found
    made: dict[str, dict[date, Fraction]] = defaultdict(dict)
    for account, values in found.items():
        for end in {last_of(indicator["frequency"], day) for day in values}:
            days = sorted(day for day in values if last_of(indicator["frequency"], day) == end)
            total = sum(values[day] for day in days)
            if take == "mean":
                made[account][days[-1]] = total / len(days)
            elif end <= today:
                made[account][end if len(days) > 1 else days[0]] = total
    return made


def whole(indicator: Row, values: dict[str, dict[date, Fraction]]) -> dict[date, Fraction]:
    """The values of the whole: as measured, and on other days as its accounts make it."""
    own = {account: of for account, of in values.items() if account}
    names = {*own, *indicator.get("accounts", [])}
    made: dict[date, Fraction] = {}
    for day in {day for of in own.values() for day in of}:
        # An account takes part from its first measure on, until it is closed.
        closed = indicator.get("closed", {})
        begun = {account for account, of in own.items() if min(of) <= day <= closed.get(account, date.max)}
        there = {account for account in begun if day in own[account]}
        if there and there == begun and (len(names) == 1 or indicator.get("combine") in ("sum", "mean")):
            total = sum((own[account][day] for account in there), Fraction(0))
            made[day] = total / len(there) if indicator.get("combine") == "mean" else total
    return made | values.get("", {})


def started(indicator: Row, values: dict[date, Fraction], day: date) -> tuple[date, Fraction] | None:
    """Where everything is counted from: the baseline, or the latest break after it."""
    baseline = indicator.get("baseline")
    broken = [
        row["date"]
        for row in indicator.get("rows", [])
        if row.get("breaks") and row["date"] in values and row["date"] <= day
    ]
    later = [one for one in broken if baseline is None or one > baseline["date"]]
    if later:
        return max(later), values[max(later)]
    return (baseline["date"], exact(baseline["value"])) if baseline else None


def state(indicator: Row, today: date) -> dict[str, Any]:
    """Where an indicator stands on a day, and by which figures."""
    values = whole(indicator, by_account(indicator, today))
    target, baseline = indicator.get("target"), indicator.get("baseline")
    until = min(today, target["date"]) if target else today
    after = [day for day in values if day <= until and (baseline is None or day > baseline["date"])]
    # A measure up to the baseline is the baseline.
    point = max(after, default=None)
    start = started(indicator, values, until)
    if target is None:
        return {"name": "no-data"}
    if point is None or max(day for day in values if day <= until) != point:
        begun = max(indicator["start"], baseline["date"]) if baseline else indicator["start"]
        first_due = due(indicator, begun + timedelta(days=1)) if "frequency" in indicator else None
        late = today > target["date"] or (first_due is not None and today > first_due)
        return {"name": "no-data" if late else "too-early"}
    if "frequency" in indicator:
        longest = point + timedelta(days=2 * LONGEST[indicator["frequency"]])
        if until > max(longest, due(indicator, last_of(indicator["frequency"], point) + timedelta(days=1))):
            return {"name": "no-data", "value": values[point]}
    goal = exact(target["value"])
    falls = baseline is not None and goal < exact(baseline["value"])
    lower = indicator.get("better", "lower" if falls else "higher") == "lower"

    def reached(value: Fraction) -> bool:
        return value <= goal if lower else value >= goal

    over = today > target["date"]
    told: dict[str, Any] = {"value": values[point]}
    if start is None:
        return told | {"name": "met" if reached(values[point]) else "missed" if over else "no-data"}
    begun, first = start
    kept = reached(first)
    elapsed = Fraction((point - begun).days, (target["date"] - begun).days) if target["date"] > begun else Fraction(1)
    told |= {"expected": first + (goal - first) * elapsed, "growth": values[point] - first, "since": begun}
    if reached(values[point]):
        return told | {"name": "on-track" if kept and not over else "met"}
    if over:
        late_days = [day for day in values if target["date"] < day <= today and reached(values[day])]
        return told | {"name": "missed", "late": min(late_days) if late_days else None}
    if kept:
        return told | {"name": "worse"}
    if elapsed < Fraction(1, 10):
        return told | {"name": "too-early"}
    made = (values[point] - first) / (goal - first)
    name = "worse" if made < 0 else "on-track" if made >= elapsed * Fraction(95, 100) else "at-risk"
    return told | {"name": name, "made": made, "elapsed": elapsed}


def objective(indicators: list[Row], deadline: date, today: date) -> tuple[str, str]:
    """Where an objective stands, and the indicator that decides it."""
    deciding = [one for one in indicators if one["type"] in ("service", "impact")] or indicators
    ranked = []
    for one in deciding:
        told = state(one, today)
        name = told["name"]
        if name == "missed" and today <= deadline:
            name = "at-risk"
        if name in ("at-risk", "worse") and today > deadline:
            name = "missed"
        way = told.get("expected") is not None and exact(one["target"]["value"]) - (told["value"] - told["growth"])
        lag = (told["value"] - told["expected"]) / way if way else Fraction(0)
        kind = {"impact": 0, "service": 1}.get(one["type"], 2)
        ranked.append((ORDER.index(name), lag, kind, one["key"], name))
    best = min(ranked)
    return best[4], best[3]
