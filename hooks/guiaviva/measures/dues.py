"""Which values are to be entered, of which period and by when, and by whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guiaviva.facts.loading import MeasureRow, Plan
from guiaviva.facts.schema import PartName
from guiaviva.guide import Guide
from guiaviva.measures import Series, series_of
from guiaviva.measures.formulas import parts_of
from guiaviva.measures.frequencies import deadline, period_of
from guiaviva.measures.periodicity import periods_ending

_Kept = tuple[str, PartName | None]
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A value that is to be entered: of which indicator, account, part and period, and by when."""

    plan: str
    series: Series
    account: str
    """The key of an account, or "" for the whole."""
    part: PartName | None
    first: date
    """The first and the last day of its period."""
    last: date
    until: date
    role: str
    """The key of the role that enters it: that of the indicator, or the owner of its objective, or ""."""
    known: MeasureRow | None
    """The last value before it."""


def due_values(guide: Guide, first: date, last: date) -> Iterator[Due]:
    """Return the values that lack of the periods that end between two days, and of those since the last value.

    In the order of the plans; of an account those of the periods in which it was open.
    """
    rows: dict[tuple[str, str, str | None], list[MeasureRow]] = defaultdict(list)
    for row in sorted(guide.facts.measures, key=lambda one: one.date):
        rows[row.indicator, row.account, row.part].append(row)
    for plan in guide.facts.plans.values():
        for series in series_of(guide, plan):
            for account, part in _kept(plan, series, rows):
                yield from _due(plan, series, (account, part), rows[series.indicator, account, part], (first, last))


def _kept(plan: Plan, series: Series, rows: Mapping[tuple[str, str, str | None], object]) -> Sequence[_Kept]:
    """Return the accounts and parts of which an indicator has its values."""
    parts: Sequence[PartName | None] = parts_of(plan.indicators[series.indicator].record) or (None,)
    if plan.indicators[series.indicator].record.formula and parts == (None,):
        # All of its parts are measured by other indicators.
        return ()
    whole = any((series.indicator, "", part) in rows for part in parts)
    by_account = any((series.indicator, one, part) in rows for one in series.accounts for part in parts)
    accounts = series.accounts if series.accounts and (by_account or not whole) else ("",)
    return tuple((account, part) for account in accounts for part in parts)


def _due(plan: Plan, series: Series, kept: _Kept, rows: Sequence[MeasureRow], span: tuple[date, date]) -> Iterator[Due]:
    """Return the values that lack of one account and part of an indicator."""
    frequency, (first, last) = series.frequency, span
    if frequency is None or plan.head is None:
        return
    head = plan.head.record
    before = [row for row in rows if row.date < first]
    since = period_of(frequency, before[-1].date)[1] + _A_DAY if before else first
    begin = max(min(since, first), series.counted_from + _A_DAY)
    for start, end in periods_ending(frequency, begin, last):
        entered = any(start <= row.date <= end for row in rows)
        if entered or not _is_open(series, kept[0], start, end) or (head.end and head.end < start):
            continue
        known = next((row for row in reversed(rows) if row.date < start), None)
        until = deadline(frequency, end, series.entry_days)
        yield Due(plan.key, series, *kept, start, end, until, _role(plan, series), known)


def _is_open(series: Series, account: str, start: date, end: date) -> bool:
    """Return whether an account was open at the end of a period; the whole is as long as one of its accounts."""
    if not account:
        return not series.finished
    opened, closed = series.opened.get(account), series.closed.get(account)
    gone = account in series.closed and (closed is None or closed < end)
    return not gone and (opened is None or opened <= end)


def _role(plan: Plan, series: Series) -> str:
    record = plan.indicators[series.indicator].record
    objective = plan.objectives.get(record.objective or "")
    return series.responsible or (objective.record.owner if objective else None) or ""
