"""A measure is there once, is possible, and comes in time; those of several accounts make one figure.

A figure that is wrong is believed for as long as nobody looks at it again, and one that is missing decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry, MeasureRow, Plan
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.formulas import FORMULAS, parts_of
from guiaviva.measures.series import series_of
from guiaviva.measures.values import impossible

# Of so many rows of a file one that is years away from the others is a slip.
_FAR = 10
# Beside so many others, of which one is so large at least, nothing becomes so many times as large between two measures.
_SEVERAL, _COUNTED, _BEYOND = 5, 10, 100


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_data(guide)
    yield from _of_guide(guide)


def _of_data(guide: Guide) -> Iterator[Finding]:
    indicators = {key: one for plan in guide.facts.plans.values() for key, one in plan.indicators.items()}
    first: dict[tuple[str, str, str, str], MeasureRow] = {}
    accounts: dict[str, set[str]] = defaultdict(set)
    for row in guide.facts.measures:
        if row.part is None:
            accounts[row.indicator].add(row.account)
        values: dict[str, Any] = {"indicator": row.indicator, "found": _shown(row.value), "about": row.indicator}
        before = first.setdefault((str(row.date), row.indicator, row.account, row.part or ""), row)
        if before is not row:
            variant = "same" if before.value == row.value else ""
            # A copy has a longer name than the file that was copied.
            if len(before.path) > len(row.path):
                row, before = before, row
                values["found"] = _shown(row.value)
            other = f"{before.path}:{before.line}"
            # A file that was copied has all its rows twice.
            more: dict[str, Any] = {"date": row.date, "expected": _shown(before.value), "other": other}
            more["about"] = f"{row.path} {before.path}"
            yield found("duplicate-measure", row.place, variant=variant, **values | more)
        elif row.indicator not in indicators:
            continue
        elif row.part:
            yield from _part(indicators[row.indicator].record, row, values)
        elif variant := impossible(indicators[row.indicator].record, row.value):
            yield found("impossible-measure", row.place, variant=variant, **values)
        elif row.account in guide.facts.accounts and row.account not in _listed(indicators[row.indicator], row):
            more = values | {"found": row.account, "about": f"{row.indicator} {row.account}"}
            yield found("impossible-measure", row.place, variant="account", mark="warning", **more)
    for key, indicator in indicators.items():
        yield from _apart(indicator, accounts[key])
        yield from _peers(guide, indicator)
    yield from _parts(guide, indicators)
    yield from _days(guide)
    yield from _outliers(guide)


def _listed(indicator: Entry[Indicator], row: MeasureRow) -> Sequence[str]:
    """Return the accounts of which an indicator may have a measure, as in a row; any where it names none."""
    return indicator.record.accounts or [row.account]


def _days(guide: Guide) -> Iterator[Finding]:
    """Report measures of accounts before they were opened, and rows years before all others of their file."""
    rows: dict[str, list[MeasureRow]] = defaultdict(list)
    files: dict[str, list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        files[row.path].append(row)
        rows[row.account].append(row)
    far = {row.place for some in files.values() for row in _far(some)}
    for some in files.values():
        year = Counter(row.date.year for row in some).most_common(1)[0][0]
        for row in some:
            if row.place in far:
                values: dict[str, Any] = {"indicator": row.indicator, "found": row.date, "expected": year}
                yield found("date-out-of-order", row.place, variant="measure-year", about=row.path, **values)
    for key, of_account in rows.items():
        account = guide.facts.accounts.get(key)
        opened = account.record.opened if account else None
        # A day that has not come yet is what is wrong, and reported as that.
        if account is None or opened is None or opened > guide.today:
            continue
        before = [row for row in of_account if row.date < opened and row.place not in far]
        # Where it was measured so often, it was there.
        if 2 * len(before) > len(of_account) and len(before) > 1:
            values = {"account": key, "found": opened, "expected": min(row.date for row in before)}
            yield found("date-out-of-order", partial(account.value_place, "opened"), variant="account-late", **values)
            continue
        for row in before:
            values = {"account": key, "indicator": row.indicator, "found": row.date, "expected": opened}
            yield found("date-out-of-order", row.place, variant="measure-account", about=key, **values)


def _outliers(guide: Guide) -> Iterator[Finding]:
    """Report a measure that is far beyond all others of its account, and that no note explains."""
    series: dict[tuple[str, str, str], list[MeasureRow]] = defaultdict(list)
    for row in guide.facts.measures:
        series[row.indicator, row.account, row.part or ""].append(row)
    for rows in series.values():
        if len(rows) <= _SEVERAL:
            continue
        *_, before, last = sorted(rows, key=lambda row: row.value)
        if last.value > _BEYOND * before.value >= _BEYOND * _COUNTED and not (last.note or last.breaks):
            values = {"indicator": last.indicator, "found": _shown(last.value), "expected": _shown(before.value)}
            yield found("impossible-measure", last.place, variant="outlier", mark="warning", **values)
        # What begins may be small; later, a point for thousands is read as one for decimals.
        begun = min(row.date for row in rows)
        later = sorted((row for row in rows if row.value > 0 and row.date > begun), key=lambda row: row.value)
        first, following = later[:2] if len(later) > _SEVERAL else (last, last)
        if _BEYOND * first.value < following.value and not (first.note or first.breaks):
            values = {"indicator": first.indicator, "found": _shown(first.value), "expected": _shown(following.value)}
            yield found("impossible-measure", first.place, variant="small", mark="warning", **values)


def _far(rows: Sequence[MeasureRow]) -> Iterator[MeasureRow]:
    """Return the rows of a file that are years before nearly all others. What has not come yet is reported for that."""
    (year, _), *_ = Counter(row.date.year for row in rows).most_common(1)
    far = [row for row in rows if row.date.year < year - 1]
    if _FAR * len(far) <= len(rows):
        yield from far


def _part(indicator: Indicator, row: MeasureRow, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Report a part that the formula of its indicator does not take, or that cannot have its value."""
    known = parts_of(indicator)
    more = dict(values) | {"found": row.part}
    if row.part in indicator.parts:
        yield found("unknown-part", row.place, variant="elsewhere", other=indicator.parts[row.part], **more)
    elif not known:
        yield found("unknown-part", row.place, variant="no-formula", **more)
    elif row.part not in known:
        yield found("unknown-part", row.place, choices=known, **more)
    elif row.value < 0:
        yield found("impossible-measure", row.place, variant="part", **values)


def _parts(guide: Guide, indicators: Mapping[str, Entry[Indicator]]) -> Iterator[Finding]:
    """Report what the formulas of indicators lack: a promise, a part of a day of which the other one is there."""
    measured: dict[str, dict[tuple[date, str], dict[str, MeasureRow]]] = defaultdict(lambda: defaultdict(dict))
    for row in guide.facts.measures:
        if row.part:
            measured[row.indicator][row.date, row.account][row.part] = row
    for key, indicator in indicators.items():
        record = indicator.record
        situation = guide.facts.situations.get(record.promise or "")
        if record.formula == "against-promise" and (
            record.promise is None or (situation and situation.record.max_response is None)
        ):
            at = partial(indicator.place, "promise" if record.promise else "formula")
            yield found("missing-part", at, variant="promise", indicator=key, found=record.promise or "", about=key)
        taken = FORMULAS[record.formula].parts if record.formula else ()
        for part in record.parts:
            if part not in taken:
                at = partial(indicator.place, "parts", part)
                variant = "" if taken else "no-formula"
                yield found("unknown-part", at, variant=variant, indicator=key, found=part, choices=taken, about=key)
        for (day, _), rows in sorted(measured[key].items()):
            if {*rows} <= {*taken} and (lacking := tuple(one for one in parts_of(record) if one not in rows)):
                row = next(iter(rows.values()))
                yield found("missing-part", row.place, indicator=key, date=day, parts=lacking, about=key)


def _apart(indicator: Entry[Indicator], measured: set[str]) -> Iterator[Finding]:
    """Report an indicator of which several accounts are measured, and nothing says how they make one figure."""
    counted = {*indicator.record.accounts, *measured} - {""}
    if measured and "" not in measured and len(counted) > 1 and indicator.record.combine is None:
        values: dict[str, Any] = {"indicator": indicator.key, "accounts": tuple(sorted(counted))}
        yield found("accounts-not-combined", indicator.place(), **values)


def _peers(guide: Guide, indicator: Entry[Indicator]) -> Iterator[Finding]:
    """Report figures of others that are impossible, twice there, or those of the institution itself."""
    texts = (guide.institution.name, guide.institution.short_name or {})
    own = {name.casefold() for text in texts for name in text.values()}
    first: dict[tuple[str, date], tuple[int, float]] = {}
    for number, peer in enumerate(indicator.record.peers):
        place = partial(indicator.value_place, "peers", number)
        values: dict[str, Any] = {"indicator": indicator.key, "found": _shown(peer.value)}
        at, before = first.setdefault((peer.name.casefold(), peer.date), (number, peer.value))
        if peer.name.casefold() in own:
            yield found("peer-figure", partial(place, "name"), variant="own", peer=peer.name, **values)
        elif variant := impossible(indicator.record, peer.value):
            yield found("impossible-measure", partial(place, "value"), variant=variant, **values)
        elif at != number:
            values |= {"peer": peer.name, "date": peer.date, "expected": _shown(before)}
            twice = "same" if before == peer.value else ""
            yield found("peer-figure", partial(place, "value"), variant=twice, **values)


def _of_guide(guide: Guide) -> Iterator[Finding]:
    # A row that could not be read, or whose indicator is misspelt, may be the measure that seems to be missing.
    unread = any(problem.place.path.startswith("data/measures/") for problem in guide.facts.problems)
    if not unread and {row.indicator for row in guide.facts.measures} <= {*guide.facts.keys["indicators"]}:
        for plan in guide.facts.plans.values():
            yield from _overdue(guide, plan)


def _overdue(guide: Guide, plan: Plan) -> Iterator[Finding]:
    """Report the indicators of a plan that runs whose next measure should be there.

    A plan of which nothing was ever measured keeps its figures elsewhere, as a small body may.
    """
    if plan.head is None or plan.head.record.start > guide.today:
        return
    # What was due until the end of a plan is its report's to say.
    if plan.head.record.end and plan.head.record.end < guide.today:
        return
    # While no account is known, its measures are not either.
    if not guide.facts.accounts:
        return
    series = series_of(guide, plan)
    if not any(one.points or any(one.by_account.values()) for one in series):
        return
    for one in series:
        due, last = one.due(), one.measured_until()
        # A row of an account that the indicator does not name is reported as such.
        named = plan.indicators[one.indicator].record.accounts
        lacking = tuple(key for key in one.lacking(guide.today) if not named or key in named)
        # Of some accounts it is known until today, and those that lack keep the whole from being known.
        some = 0 < len(lacking) < len({*one.accounts} - {*one.closed})
        if due and (due < guide.today or (some and not one.points)):
            place = plan.indicators[one.indicator].place("frequency")
            values: dict[str, Any] = {"indicator": one.indicator, "plan": plan.key, "about": plan.key}
            values |= {"since": last or one.counted_from}
            if some:
                yield found("indicator-not-measured", place, variant="accounts", accounts=lacking, **values)
            else:
                yield found("indicator-not-measured", place, variant="" if last else "never", **values)


def _shown(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
