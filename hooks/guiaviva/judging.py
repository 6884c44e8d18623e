"""Judging: every rule is asked about the guide; what they find gets its level and its words."""

from __future__ import annotations

import importlib
import pkgutil
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from guiaviva import rules
from guiaviva.contentmodel import RuleSpec, Words
from guiaviva.diagnostics import Diagnostic, Finding, Level, Term
from guiaviva.guide import Guide

Rule = Callable[[Guide], Iterable[Finding]]

FALLBACK = "en"
"""The language of words that are missing in the reader's."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give every rule: each module of `rules` has one function `check(guide)`."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__) if not module.name.startswith("_"))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}").check for name in names)


def judge(guide: Guide, language: str) -> tuple[Diagnostic, ...]:
    """Judge the whole guide; give what is wrong, in order of file, line and rule, in the words of `language`."""
    return tell(guide, findings(guide), language)


def findings(guide: Guide) -> Iterator[Finding]:
    """Ask every rule about the guide."""
    for check in all_rules():
        yield from check(guide)


def tell(guide: Guide, found: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Give findings their levels and words, in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    return tuple(sorted({speaker.tell(finding, level_of(finding, guide)) for finding in found}))


def level_of(finding: Finding, guide: Guide) -> Level:
    """Give the level of a finding: by its rule, by whose demand it is, by the profile, and by the institution's wish.

    What the seed and the brief demand (marks S and C) is an error for everyone; what depends on the date never is.
    """
    spec = guide.model.rules[finding.rule]
    demand = finding.mark or spec.level
    changed = guide.institution.rule_levels.get(finding.rule)
    level: Level
    if demand in ("error", "warning", "advice"):
        level = demand  # type: ignore[assignment]
    elif demand[0] in "SC":
        return "error"
    else:
        level = "error" if guide.profile == "complete" else "advice"
    if changed and may_change(spec, changed):
        level = changed
    return "warning" if spec.dated and level == "error" else level


def may_change(spec: RuleSpec, level: str) -> bool:
    """May an institution give a rule this level?"""
    return not spec.fixed and spec.level[0] not in "SC" and not (spec.dated and level == "error")


class Speaker:
    """Gives findings their words. The only place where sentences are made."""

    def __init__(self, rules: Mapping[str, RuleSpec], words: Words, language: str) -> None:
        self.rules, self.words, self.language = rules, words, language

    def tell(self, finding: Finding, level: Level) -> Diagnostic:
        """Make the diagnostic of a finding."""
        place = finding.place
        return Diagnostic(
            place.path,
            place.line,
            finding.rule,
            place.column,
            place.length,
            level,
            self.sentence(finding, "message"),
            self.sentence(finding, "fix"),
        )

    def sentence(self, finding: Finding, part: str) -> str:
        """Give a finding's message or fix."""
        return self.fill(wording(self.rules, finding.rule, finding.variant, part), finding.values)

    def fill(self, texts: Mapping[str, str], values: Mapping[str, Any]) -> str:
        """Give a text in the reader's language with its placeholders filled."""
        return self.pick(texts).format_map({name: self.value(value) for name, value in values.items()}).strip()

    def value(self, value: Any) -> str:
        """Give a value as it is read: lists quoted one by one, words and texts in the reader's language."""
        if isinstance(value, Finding):
            return f"{self.sentence(value, 'message')} {self.sentence(value, 'fix')}"
        if isinstance(value, Term):
            return self.pick(self.words[value.group][value.key])
        if isinstance(value, Mapping):
            return self.pick(value)
        if isinstance(value, tuple | list):
            return ", ".join(f"«{self.value(item)}»" for item in value)
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    def pick(self, texts: Mapping[str, str]) -> str:
        """Give a text in the reader's language, in English where it is missing, or else in any."""
        return texts.get(self.language) or texts.get(FALLBACK) or next(iter(texts.values()), "")


def wording(rules: Mapping[str, RuleSpec], rule: str, variant: str, part: str) -> Mapping[str, str]:
    """Give the texts of a rule's message or fix: of the variant, of the rule, or of the rule whose words it shares."""
    spec = rules[rule]
    if variant and variant in spec.variants:
        texts: Mapping[str, str] = getattr(spec.variants[variant], part)
        return texts
    if spec.words_of and (variant or not spec.message):
        return wording(rules, spec.words_of, variant, part)
    return getattr(spec, part) or {}


def placeholders(texts: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Give, language by language, the names of the placeholders of a text."""
    for language, text in texts.items():
        yield language, frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
