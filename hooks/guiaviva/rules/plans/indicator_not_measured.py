"""Every indicator of a plan that runs has been measured as often as it says.

One that is missing decides nothing.

Not seen: plans of which nothing was ever measured, for a small body may keep its figures elsewhere, and plans that have
ended, of which their report speaks.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.measures import Series, series_of


def check(guide: Guide) -> Iterator[Finding]:
    facts = guide.facts
    # A row that could not be read, or whose indicator is misspelt, may be the measure that seems to be missing, and
    # while no account is known, its measures are not either.
    unread = any(problem.place.path.startswith("data/measures/") for problem in facts.problems)
    known = {row.indicator for row in facts.measures} <= {*facts.keys["indicators"]}
    for plan in facts.plans.values() if facts.accounts and known and not unread else ():
        if plan.head and plan.head.record.start <= guide.today <= (plan.head.record.end or guide.today):
            series = series_of(guide, plan)
            if any(one.points or any(one.by_account.values()) for one in series):
                for one in series:
                    yield from _overdue(guide, plan, one)


def _overdue(guide: Guide, plan: Plan, series: Series) -> Iterator[Finding]:
    indicator, due, last = plan.indicators[series.indicator], series.due(), series.measured_until()
    # A row of an account that the indicator does not name is reported as such.
    named = indicator.record.accounts
    lacking = tuple(key for key in series.lacking(guide.today) if not named or key in named)
    # Of some accounts it is known until today, and those that lack keep the whole from being known.
    some = 0 < len(lacking) < len({*series.accounts} - {*series.closed})
    if due and (due < guide.today or (some and not series.points)):
        values: dict[str, Any] = {"indicator": series.indicator, "plan": plan.key, "since": last or series.counted_from}
        values |= {"accounts": lacking} if some else {}
        variant = "accounts" if some else "" if last else "never"
        yield found("indicator-not-measured", indicator.place("frequency"), variant=variant, about=plan.key, **values)
