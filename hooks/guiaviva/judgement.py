"""A guide checked by every rule: its findings, and what is made of it by language, each made once."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType

from guiaviva import rules
from guiaviva.cache import Cache
from guiaviva.diagnostics import Diagnostic, Finding, Place, found
from guiaviva.exceptions import reported, wrong_exceptions
from guiaviva.guide import Guide
from guiaviva.levels import level_of
from guiaviva.search.contributions import Lexicon, contribute, key_of, lexicon_of, merge, pages_of
from guiaviva.search.index import Index
from guiaviva.settling import settled
from guiaviva.wording import Speaker

# The rules that ask the index of the search, once all others have found no error.
_SEARCH = f"{rules.__name__}.search."


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """Return the module of every rule, by name: a file of rules/ is one, unless it begins with _."""
    walked = pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")
    names = (module.name for module in walked if not module.ispkg and "._" not in module.name)
    return tuple(importlib.import_module(name) for name in names)


@dataclass(frozen=True)
class Judgement:
    """A guide with what the rules found in it. What depends on the language is made once."""

    guide: Guide
    findings: tuple[Finding, ...]
    store: Cache | None = field(default=None, repr=False)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict, repr=False)
    _indexes: dict[str, Index] = field(default_factory=dict, repr=False)
    _diagnostics: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict, repr=False)

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return the findings in the words of a language, in order of file, line and rule."""
        if language not in self._diagnostics:
            self._diagnostics[language] = diagnostics(self.guide, self.findings, language)
        return self._diagnostics[language]

    def index(self, language: str) -> Index:
        """Return the index of the search in one language of the site; what pages contribute is taken from the store."""
        if language not in self._indexes:
            lexicon, pages = self.lexicon(language), pages_of(self.guide, language)
            keys = {page.path: key_of(self.guide, page, language) for page in pages}
            known = self.store.get_many("search", keys.values()) if self.store else {}
            missing = [page for page in pages if keys[page.path] not in known]
            made = {
                keys[page.path]: one
                for page, one in zip(missing, contribute(self.guide, missing, lexicon), strict=True)
            }
            if self.store:
                self.store.put_many("search", made)
            self._indexes[language] = merge([{**known, **made}[keys[page.path]] for page in pages], lexicon)
        return self._indexes[language]

    def forget_indexes(self) -> None:
        """Forget the indexes, which take much memory; asked for again, they are made again."""
        self._indexes.clear()

    def lexicon(self, language: str) -> Lexicon:
        """Return how the search reads a language of the site."""
        if language not in self._lexicons:
            self._lexicons[language] = lexicon_of(self.guide, language)
        return self._lexicons[language]


def judge(guide: Guide, store: Cache | None = None, *, search: bool = True) -> Judgement:
    """Return the judgement of a guide by every rule. With `search`, its queries are asked too, if it has no error.

    The findings are what is left when exceptions are made and each cause is reported once. In `store` is kept what
    pages contribute to the index of the search.
    """
    judgement = Judgement(guide, (), store)
    of_search = [one for one in all_rules() if one.__name__.startswith(_SEARCH)]
    found_all = [one for rule in all_rules() if rule not in of_search for one in _found_by(rule, guide)]
    findings = reported(guide, found_all)
    if search and not any(level_of(one, guide) == "error" for one in findings):
        asked = [one for rule in of_search for one in _found_by(rule, judgement)]
        findings += reported(guide, asked)
        found_all += asked
    findings += wrong_exceptions(guide, found_all)
    return replace(judgement, findings=settled(guide, findings))


def _found_by(rule: ModuleType, checked: Guide | Judgement) -> Iterator[Finding]:
    """Return what a rule finds, or that it fails, which is a fault of the program and stops no other rule."""
    try:
        yield from list(rule.check(checked))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where, name = f"{Path(last.filename).name}:{last.lineno}", rule.__name__.rpartition(".")[2].replace("_", "-")
        values = {"found": name, "reason": f"{type(error).__name__}: {error}", "where": where}
        yield found("rule-failed", Place("data/institution.yml"), about=name, **values)


def diagnostics(guide: Guide, findings: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Return findings with their levels and words, what cannot be read first, then in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language, guide.source_language)
    made = {speaker.diagnostic(finding, level_of(finding, guide)) for finding in findings}
    return tuple(sorted(made, key=lambda one: (not guide.model.rules[one.rule].first, one)))
