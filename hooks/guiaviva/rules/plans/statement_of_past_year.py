"""What an objective is to reach is said of a year of its plan, and not of the plan from which it was copied.

People would be promised something for a year that is over.

Not seen: a statement without the figure of the target, one with the figure of the baseline, which may well be of that
year, and a comparison in words with what there was then.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.guide.pairs import numerals
from guiaviva.guide.plans import indicators_of
from guiaviva.measures.values import shown
from guiaviva.translations.figures import Numerals, shares_of, values_of

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        head = plan.head.record if plan.head else None
        for key in plan.objectives:
            if head and head.end:
                yield from _of_objective(guide, plan, key, (head.start, head.end))


def _of_objective(guide: Guide, plan: Plan, key: str, runs: tuple[date, date]) -> Iterator[Finding]:
    start, end = runs
    before = range(2 * start.year - end.year - 1, start.year)
    own = [plan.indicators[one].record for one in indicators_of(plan, key)]
    targets = {shown(one.target.value) for one in own if one.target}
    begun = {shown(one.baseline.value) for one in own if one.baseline} - targets
    statement = plan.objectives[key].record.statement
    # Most statements name no year, and to read their figures takes longer than to see that.
    for language, text in statement.items() if _YEAR.search("".join(statement.values())) else ():
        numeral = numerals(guide).get(language, Numerals(language))
        values, shares = values_of(text, numeral), shares_of(text, numeral)
        said = {*values.digits, *values.words, *(f"{one:.0f}" for one in shares)}
        years = [int(one) for one in values.digits if one.isdigit() and 1900 < int(one) < 2100]
        if years and all(one in before for one in years) and said & targets and not said & begun:
            place = plan.objectives[key].where("statement", language)
            told: dict[str, Any] = {"objective": key, "found": years[0], "start": start, "until": end}
            yield found("statement-of-past-year", place, about=key, plan=plan.key, **told)
            return
