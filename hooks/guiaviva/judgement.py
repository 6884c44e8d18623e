"""A guide judged once: its findings, and what is made of them and of the guide by language, each made once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from guiaviva import rules
from guiaviva.diagnostics import Diagnostic, Finding
from guiaviva.guide import Guide
from guiaviva.levels import level_of
from guiaviva.search.index import Index, index_of
from guiaviva.wording import Speaker

DATA, PAGES, TRANSLATIONS, SEARCH, GUIDE = "check_data", "check_pages", "check_translations", "check_search", "check"
"""What a rule looks at: the names of the functions that `guiaviva.rules` describes."""


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """Return the module of every rule, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__) if not module.name.startswith("_"))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}") for name in names)


def checks(scope: str) -> Iterator[Callable[..., Iterable[Finding]]]:
    """Return the functions of that name of all rules."""
    for module in all_rules():
        if check := getattr(module, scope, None):
            yield check


@dataclass(frozen=True)
class Judgement:
    """A guide with what the rules found in it. What is asked of it by language is made once and kept."""

    guide: Guide
    findings: tuple[Finding, ...]
    _indexes: dict[str, Index] = field(default_factory=dict, repr=False)
    _diagnostics: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict, repr=False)

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return the findings in the words of a language, in order of file, line and rule."""
        if language not in self._diagnostics:
            self._diagnostics[language] = diagnostics(self.guide, self.findings, language)
        return self._diagnostics[language]

    def index(self, language: str) -> Index:
        """Return the index of the search in one language of the site."""
        if language not in self._indexes:
            self._indexes[language] = index_of(self.guide, language)
        return self._indexes[language]


def judge(guide: Guide) -> Judgement:
    """Return the judgement of a guide: every rule is asked once."""
    indexes: dict[str, Index] = {}
    found: list[Finding] = []
    judgement = Judgement(guide, (), indexes)
    for check in checks(DATA):
        found += check(guide)
    for check in checks(PAGES):
        found += check(guide, guide.all_pages)
    for check in checks(TRANSLATIONS):
        found += check(guide, guide.translations)
    for check in checks(GUIDE):
        found += check(guide)
    for check in checks(SEARCH):
        found += check(guide, judgement.index)
    return Judgement(guide, tuple(found), indexes)


def diagnostics(guide: Guide, found: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Return findings with their levels and words, in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    return tuple(sorted({speaker.diagnostic(finding, level_of(finding, guide)) for finding in found}))
