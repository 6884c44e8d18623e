"""The share that an objective promises, such as 85% or nine in ten, is what its indicators are to reach.

A promise is read by everybody, a target by those who measure.

Not seen: figures that are no share, of which nobody can be sure what they count, and indicators that are not in per
cent.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Plan
from guiaviva.guide import Guide
from guiaviva.guide.pairs import numerals
from guiaviva.guide.plans import deciding, indicators_of
from guiaviva.measures.values import is_percentage, shown
from guiaviva.translations.figures import shares_of

RULE = "statement-disagrees"


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for key, objective in plan.objectives.items():
            statement = objective.record.statement
            said = {
                one: shares_of(text, numerals(guide)[one]) for one, text in statement.items() if one in guide.languages
            }
            yield from _of_objective(plan, key, {one: shares for one, shares in said.items() if shares})


def _of_objective(plan: Plan, key: str, said: dict[str, dict[float, float]]) -> Iterator[Finding]:
    own = [one for name in indicators_of(plan, key) if is_percentage(one := plan.indicators[name].record)]
    # How many are left is said too, and where it begins.
    meant = [value for one in own if one.target for value in (one.target.value, 100 - one.target.value)]
    begun = [one.baseline.value for one in own if one.baseline]
    decides = [(one, one.record.target.value) for one in deciding(plan, key) if one.record.target and one.record in own]
    wrong = {
        language: next(iter(shares))
        for language, shares in said.items()
        if not any(abs(share - one) <= grain for share, grain in shares.items() for one in meant)
        and not {*shares} <= {*begun}
    }
    for language, share in wrong.items() if decides else ():
        indicator, target = decides[0]
        values: dict[str, Any] = {"objective": key, "indicator": indicator.key, "expected": shown(target)}
        alone = len(wrong) == len(said) and len(decides) == 1
        where = indicator.where("target", "value") if alone else plan.objectives[key].where("statement", language)
        yield found(
            RULE, where, variant="target" if alone else "", about=key, plan=plan.key, found=f"{share:.0f}", **values
        )
        if alone:
            return
