"""Series made of the rows of data/measures: by account, within a period, by a formula, and of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from guiaviva.facts.loading import Entry, MeasureRow, Plan
from guiaviva.facts.schema import Indicator, PartName
from guiaviva.guide import Guide
from guiaviva.guide.durations import minutes
from guiaviva.guide.guide import once
from guiaviva.measures.formulas import FORMULAS
from guiaviva.measures.frequencies import ENTRY_DAYS, period_of
from guiaviva.measures.series import Better, Point, Series
from guiaviva.measures.values import is_percentage


def series_of(guide: Guide, plan: Plan) -> tuple[Series, ...]:
    """Return the series of every indicator of a plan, in the order of the plan; one without measures has no points."""
    return _by_plan(guide)[plan.key]


@once
def _by_plan(guide: Guide) -> Mapping[str, tuple[Series, ...]]:
    """Return the series of the indicators of each plan."""
    measures: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        if row.date <= guide.today:
            measures[row.indicator].append(row)
    plans = guide.facts.plans.items()
    return {key: tuple(_series(guide, plan, one, measures) for one in plan.indicators.values()) for key, plan in plans}


def _series(
    guide: Guide, plan: Plan, indicator: Entry[Indicator], measures: Mapping[str, Sequence[MeasureRow]]
) -> Series:
    record = indicator.record
    rows = (row for row in measures.get(indicator.key, ()) if not row.part)
    by_account = _aggregated(record, _by_account(rows), guide.today)
    parts = _parts(guide, indicator, measures)
    accounts = tuple(dict.fromkeys((*record.accounts, *by_account, *(key for one in parts.values() for key in one))))
    accounts = tuple(key for key in accounts if key)
    parts = _with_wholes(guide, record, accounts, parts)
    worked_out, undefined = _worked_out(guide, record, accounts, parts)
    for point in worked_out:
        by_account[point.account].append(point)
    typed = by_account.pop("", [])
    combine = None if record.combine == "sum" and is_percentage(record) else record.combine
    whole = _merged(typed, _combined(guide, combine, accounts, by_account))
    start = plan.head.record.start if plan.head else date.min
    return Series(
        plan=plan.key,
        indicator=indicator.key,
        name=record.name,
        unit=record.unit or {},
        type=record.type,
        better=_better(record),
        baseline=record.baseline,
        target=record.target,
        frequency=record.frequency,
        responsible=record.responsible or "",
        accounts=accounts,
        points=tuple(whole),
        by_account={key: tuple(_in_order(by_account.get(key, ()))) for key in accounts},
        closed={key: _closed_on(guide, key) for key in accounts if _is_closed(guide, key)},
        closing={key: day for key in accounts if (day := _closes_on(guide, key))},
        counted_from=max(start, record.baseline.date) if record.baseline else start,
        opened={key: day for key in accounts if (day := _opened_on(guide, key))},
        combine=record.combine,
        entry_days=(plan.head.record.entry_days if plan.head else None) or ENTRY_DAYS,
        parts={part: tuple(_in_order(chain.from_iterable(of.values()))) for part, of in parts.items()},
        undefined=tuple(sorted(undefined)),
    )


def _by_account(rows: Iterable[MeasureRow]) -> dict[str, list[Point]]:
    """Return the points of each account in order of time, those of the whole by ""."""
    # Of a day that was measured twice, the row that comes last counts; the rule duplicate-measure reports it.
    latest = {(one.account, one.date): _point(one) for one in rows}
    by_account: dict[str, list[Point]] = defaultdict(list)
    for point in _in_order(latest.values()):
        by_account[point.account].append(point)
    return by_account


def _in_order(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda one: one.date)


def _point(row: MeasureRow) -> Point:
    return Point(row.date, row.value, row.account, row.note, row.source, row.breaks, row.n, row.place)


def _merged(typed: Iterable[Point], combined: Iterable[Point]) -> list[Point]:
    """Return the points of the whole: those that were measured as such, and on other days what the accounts make.

    The rule total-disagrees reports where both are there and differ.
    """
    return _in_order(({one.date: one for one in combined} | {one.date: one for one in typed}).values())


def _aggregated(
    record: Indicator, by_account: Mapping[str, Sequence[Point]], today: date, take: str | None = None
) -> dict[str, list[Point]]:
    """Return the points of each account, one of each period where the indicator says that its values are put together.

    The last of several levels is not put together with the others: each of them holds on its day.
    """
    take = take or record.temporal_aggregation
    found: dict[str, list[Point]] = defaultdict(list, {key: list(points) for key, points in by_account.items()})
    if record.frequency is None or take not in ("sum", "mean") or (take == "sum" and is_percentage(record)):
        return found
    for key, points in by_account.items():
        periods: dict[date, list[Point]] = defaultdict(list)
        for point in points:
            periods[period_of(record.frequency, point.date)[1]].append(point)
        # What is still being added up is less than it will be.
        whole = {last: ones for last, ones in periods.items() if take == "mean" or last <= today}
        found[key] = [one[0] if len(one) == 1 else _of_period(take, last, one) for last, one in whole.items()]
    return found


def _of_period(take: str, last: date, points: Sequence[Point]) -> Point:
    """Return the value of a period that is made of several, on its last day or, as long as it runs, of the latest."""
    total = sum(point.value for point in points)
    latest, known = points[-1], [point.n for point in points if point.n is not None]
    notes, sources = (
        "; ".join(dict.fromkeys(filter(None, texts)))
        for texts in ((one.note for one in points), (one.source for one in points))
    )
    return Point(
        last if take == "sum" else latest.date,
        round(total / len(points) if take == "mean" else total, 6),
        latest.account,
        notes,
        sources,
        any(point.breaks for point in points),
        sum(known) if len(known) == len(points) else None,
        latest.place,
    )


_Parts = Mapping[PartName, Mapping[str, Sequence[Point]]]


def _parts(guide: Guide, indicator: Entry[Indicator], measures: Mapping[str, Sequence[MeasureRow]]) -> _Parts:
    """Return the parts of the formula of an indicator by account; {} without a formula."""
    record = indicator.record
    if record.formula is None:
        return {}
    found = {}
    for part in FORMULAS[record.formula].parts:
        other = record.parts.get(part)
        rows = measures.get(other or indicator.key, ())
        points = _by_account(row for row in rows if row.part == (None if other else part))
        # Followers are a level: those of several days are not added up with what was done in these.
        found[part] = points if part == "followers" else _aggregated(record, points, guide.today)
    return found


def _with_wholes(guide: Guide, record: Indicator, accounts: Sequence[str], parts: _Parts) -> _Parts:
    """Return the parts with those of the whole, by "": as they were measured, or added up where that may be done."""
    if record.formula is None or not FORMULAS[record.formula].adds or record.combine == "none":
        return parts
    return {
        part: {**of, "": _merged(of.get("", ()), _combined(guide, "sum", accounts, _without(of, "")))}
        for part, of in parts.items()
    }


def _without(of: Mapping[str, Sequence[Point]], key: str) -> Mapping[str, Sequence[Point]]:
    return {name: points for name, points in of.items() if name != key}


def _worked_out(
    guide: Guide, record: Indicator, accounts: Sequence[str], parts: _Parts
) -> tuple[Sequence[Point], frozenset[date]]:
    """Return what the formula makes of the parts, of the whole and of each account, and the days without a result."""
    if record.formula is None:
        return (), frozenset()
    formula = FORMULAS[record.formula]
    promised = (_promised(guide, record),) if formula.promised else ()
    points, undefined = [], set()
    for account in ("", *accounts):
        by_day = [{point.date: point for point in parts[part].get(account, ())} for part in formula.parts]
        for day in sorted(set.intersection(*map(set, by_day))):
            ones = [one[day] for one in by_day]
            figure = formula.work_out(*(one.value for one in ones), *promised)
            if figure.problem == "zero":
                undefined.add(day)
            if figure.value is not None:
                notes = "; ".join(dict.fromkeys(one.note for one in ones if one.note))
                sources = "; ".join(dict.fromkeys(one.source for one in ones if one.source))
                breaks = any(one.breaks for one in ones)
                value, place = round(figure.value, 6), ones[0].place
                points.append(Point(day, value, account, notes, sources, breaks, place=place))
    return points, frozenset(undefined)


def _promised(guide: Guide, record: Indicator) -> float | None:
    """Return the minutes within which the situation of an indicator is to be answered, if that is known."""
    situation = guide.facts.situations.get(record.promise or "")
    time = situation.record.max_response if situation else None
    return float(minutes(time)) if time else None


def _better(record: Indicator) -> Better:
    if record.better:
        return record.better
    falls = record.baseline and record.target and record.target.value < record.baseline.value
    return "lower" if falls else "higher"


def _combined(
    guide: Guide, combine: str | None, accounts: Sequence[str], by_account: Mapping[str, Sequence[Point]]
) -> list[Point]:
    """Return the whole on each day on which every account that was open had a value.

    A day on which one of them lacks has no whole: what is missing is not counted as nothing.
    """
    if len(accounts) == 1:
        return list(by_account.get(accounts[0], ()))
    if combine not in ("sum", "mean"):
        return []
    days: dict[date, dict[str, Point]] = defaultdict(dict)
    for key, points in by_account.items():
        for point in points:
            days[point.date][key] = point
    first = {key: points[0].date for key, points in by_account.items() if points}
    whole = []
    for day, measured in sorted(days.items()):
        open_then = [key for key in accounts if _is_open(guide, key, day, first.get(key))]
        if set(open_then) <= set(measured):
            total = sum(point.value for point in measured.values())
            notes = dict.fromkeys(point.note for point in measured.values() if point.note)
            breaks = any(point.breaks for point in measured.values())
            value = total / len(measured) if combine == "mean" else total
            whole.append(Point(day, value, note="; ".join(notes), breaks=breaks))
    return whole


def _is_open(guide: Guide, key: str, day: date, first: date | None) -> bool:
    """Return whether an account is to be measured on a day: open, and measured for the first time by then."""
    begun = first or _opened_on(guide, key) or date.max
    ended = _closed_on(guide, key) if _is_closed(guide, key) else None
    return begun <= day and not (ended and ended < day)


def _is_closed(guide: Guide, key: str) -> bool:
    account = guide.facts.accounts.get(key)
    if account is None:
        return False
    network = guide.facts.networks.get(account.record.network)
    ended = account.record.closed is not None and account.record.closed < guide.today
    return ended or account.record.status == "closed" or bool(network and network.record.status == "closed")


def _closed_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts[key].record
    network = guide.facts.networks.get(account.network)
    return account.closed or (network.record.until if network and network.record.status == "closed" else None)


def _opened_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts.get(key)
    return account.record.opened if account else None


def _closes_on(guide: Guide, key: str) -> date | None:
    account = guide.facts.accounts.get(key)
    network = guide.facts.networks.get(account.record.network) if account else None
    return network.record.until if network and network.record.status in ("trial", "retiring") else None
