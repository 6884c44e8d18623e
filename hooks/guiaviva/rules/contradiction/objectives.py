"""The share, or the number, that an objective states is the target of one of its indicators, or the baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from guiaviva.contentmodel.words import FigureWords
from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.schema import Indicator, Objective
from guiaviva.guide import Guide
from guiaviva.measures.values import is_share
from guiaviva.prose.figures import Figures, numbers_in, value_of
from guiaviva.prose.phrases import any_of

_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s?%")
# Of so many: «three in four», «90 of every 100».
_WHOLES = frozenset((*range(2, 11), 100, 1000))
# What is counted may stand between the two numbers of a share, the larger one first.
_BETWEEN = 90
# «Two in three» says what 65% is, and «seven in ten» what 70% is and nothing else.
_ROUGH, _EXACT = 4.0, 0.5


def objective_shares(guide: Guide) -> Iterator[Finding]:
    """Report the share that an objective states, in the first language that has one, where no indicator aims at it."""
    languages = {one: guide.model.prose[one].figures for one in guide.languages if one in guide.model.prose}
    for plan in guide.facts.plans.values():
        for objective in plan.objectives.values():
            known = [value for one in _indicators(plan, objective) for value in _values(one)]
            if known and (differing := _differing(objective.record, languages, known)):
                language, said = differing
                key = f"objectives.{objective.key}.statement"
                place = partial(objective.value_place, "statement", language)
                yield found("contradiction", place, variant="text", found=said, key=key, expected=_percents(known))


def objective_counts(guide: Guide) -> Iterator[Finding]:
    """Report the one number that an objective states, in the first language, where no indicator of it has that."""
    for plan in guide.facts.plans.values():
        for objective in plan.objectives.values():
            own = [one for one in plan.indicators.values() if one.record.objective == objective.key]
            known = [value for one in own for value in _values(one)]
            language, statement = next(iter(objective.record.statement.items()), ("", ""))
            said = [one[0] for one in numbers_in(statement)]
            counted = known and len(said) == 1 and not any(is_share(one.record) for one in own)
            if counted and len(plan.written("indicators")) == len(plan.indicators) and value_of(said[0]) not in known:
                key = f"objectives.{objective.key}.statement"
                place = partial(objective.value_place, "statement", language)
                expected = tuple(f"{value:g}" for value in dict.fromkeys(known))
                yield found("contradiction", place, variant="text", found=said[0], key=key, expected=expected)


def resource_hours(guide: Guide) -> Iterator[Finding]:
    """Report the hours a week that a resource states in words, in the first language, where it has others."""
    words = {one: guide.model.prose[one].figures for one in guide.languages if one in guide.model.prose}
    readers = {language: Figures(some) for language, some in words.items()}
    for plan in guide.facts.plans.values():
        head = plan.head
        for number, resource in enumerate(head.record.resources if head else ()):
            hours = resource.weekly_hours
            for language, text in (resource.amount or {}).items() if head and hours else ():
                said = list(readers[language].lengths(text)) if language in readers else []
                if head and hours and len(said) == 1 and said[0].minutes != hours * 60:
                    values: dict[str, Any] = {"found": text[said[0].start : said[0].end], "expected": (f"{hours:g}",)}
                    values["key"] = f"resources.{number}.amount"
                    place = partial(head.value_place, "resources", number, "weekly_hours")
                    yield found("contradiction", place, variant="text", **values)
                    break


def _indicators(plan: Plan, objective: Entry[Objective]) -> Iterator[Entry[Indicator]]:
    """Return the indicators of an objective that are shares. If one of them cannot be read, it may have any value."""
    own = {*objective.record.indicators}
    own |= {key for key, one in plan.indicators.items() if one.record.objective == objective.key}
    read = [plan.indicators[key] for key in sorted(own) if key in plan.indicators]
    yield from (one for one in read if is_share(one.record)) if len(read) == len(own) else ()


def _values(indicator: Entry[Indicator]) -> Iterator[float]:
    yield from (one.value for one in (indicator.record.target, indicator.record.baseline) if one)


def _differing(
    objective: Objective, languages: Mapping[str, FigureWords], known: Sequence[float]
) -> tuple[str, str] | None:
    """Return the first language whose statement has a share, if none of its shares is known, and how that is said."""
    for language, words in languages.items():
        if shares := list(_shares(objective.statement.get(language, ""), words)):
            right = any(abs(value - one) <= within for _, value, within in shares for one in known)
            return None if right else (language, shares[0][0])
    return None


def _shares(text: str, words: FigureWords) -> Iterator[tuple[str, float, float]]:
    """Return the shares of a text: each as it is said, in per cent, and within how many points it is meant."""
    for percent in _PERCENT.finditer(text):
        yield percent[0], float(percent[1].replace(",", ".")), _EXACT
    if not words.shares:
        return
    numbers = {word.casefold(): number for word, number in words.numbers.items()}
    number, of = rf"(?:\d{{1,3}}|{any_of(numbers, after='')})", any_of(words.shares)
    forms = (
        rf"(?<![\w.,])(?P<n>{number})[ ]{of}[ ](?P<m>{number})(?!\w|[.,]\d)",
        rf"{of}[ ](?P<m>{number})(?!\w|[.,]\d)[^.;:\d]{{1,{_BETWEEN}}}(?<!\w)(?P<n>{number})(?!\w|[.,]\d)",
    )
    for form in forms:
        for match in re.finditer(form, text, re.IGNORECASE):
            part, whole = (_number(match[name], numbers) for name in ("n", "m"))
            if part < whole and whole in _WHOLES:
                yield match[0], 100 * part / whole, _EXACT if whole % 10 == 0 else _ROUGH


def _number(written: str, numbers: Mapping[str, int]) -> int:
    return int(written) if written.isdecimal() else numbers[" ".join(written.casefold().split())]


def _percents(values: Sequence[float]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{value:g} %" for value in values))
