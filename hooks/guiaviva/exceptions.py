"""The exceptions that a guide makes of rules: what is reported in spite of them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.exceptions import Exempt
from guiaviva.levels import for_everyone
from guiaviva.nearest import nearest


def reported(guide: Guide, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without those that the guide makes an exception of. No exception is made of a fixed rule.

    What every institution must have is still reported, as advice, so that the page on the state of the guide shows what
    it lacks beside the reason that the exception gives.
    """
    rules = guide.model.rules
    by_path: dict[str, list[Exempt]] = {}
    for exempt in guide.exceptions:
        if exempt.rule in rules and not rules[exempt.rule].fixed:
            by_path.setdefault(exempt.place.path, []).append(exempt)
    remaining = []
    for one in findings:
        if not any(exempt.covers(one) for exempt in by_path.get(one.place.path, ())):
            remaining.append(one)
        elif for_everyone(one, rules[one.rule]):
            remaining.append(replace(one, excepted=True))
    return remaining


def wrong_exceptions(guide: Guide, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Report the exceptions that name no rule, or one of which none is made, that give no reason or are not needed."""
    rules = guide.model.rules
    unread = {page.path for page in guide.all_pages if not page.whole or page.front_problems}
    unread.update(problem.place.path for problem in guide.facts.problems)
    for exempt in guide.exceptions:
        rule = exempt.rule
        if rule not in rules:
            near = nearest(rule, tuple(rules))
            variant = "nearest" if near else "rule"
            yield found("invalid-exception", exempt.place, variant=variant, found=rule, nearest=near)
        elif rules[rule].fixed:
            yield found("invalid-exception", exempt.place, variant="fixed", found=rule)
        elif not exempt.reason:
            yield found("invalid-exception", exempt.place, variant="reason", found=rule)
        elif exempt.place.path not in unread and not any(exempt.covers(one) for one in findings):
            yield found("unneeded-exception", exempt.place, found=rule)
