"""A guide checked by every rule: its findings, and what is made of it by language, each made once."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from guiaviva import rules, workers
from guiaviva.baseline import marked, with_baseline
from guiaviva.cache import Cache
from guiaviva.diagnostics import Diagnostic, Finding, Place, found
from guiaviva.exceptions import reported, wrong_exceptions
from guiaviva.guide import Guide
from guiaviva.guide.focus import focused
from guiaviva.guide.referring import typed_findings
from guiaviva.levels import level_of
from guiaviva.mending import edit_of
from guiaviva.search.contributions import Lexicon, contributions_of, found_of, lexicon_of, merge
from guiaviva.search.index import Index
from guiaviva.settling import settled
from guiaviva.wording import Speaker

T = TypeVar("T")

# The rules that ask the index of the search, once all others have found no error.
_SEARCH = f"{rules.__name__}.search."


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """Return the module of every rule, by name: a rule is found because its file is there.

    A module whose name begins with `_` holds what several rules of its group share.
    """
    modules = pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")
    names = [module.name for module in modules if not module.ispkg]
    return tuple(importlib.import_module(name) for name in names if "._" not in name)


def id_of(rule: ModuleType) -> str:
    """Return the id of a rule, which is the name of its file."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


@dataclass(frozen=True)
class Judgement:
    """A guide with what the rules found in it. What depends on the language is made once."""

    guide: Guide
    findings: tuple[Finding, ...]
    store: Cache | None = field(default=None, repr=False)
    _made: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return the findings in the words of a language, in order of file, line and rule."""
        return self._once("diagnostics", language, lambda: diagnostics(self.guide, self.findings, language))

    def index(self, language: str) -> Index:
        """Return the index of the search in one language of the site; what pages contribute is taken from the store."""

        def made() -> Index:
            lexicon = self.lexicon(language)
            return merge(contributions_of(self.guide, language, lexicon, self.store), lexicon)

        return self._once("index", language, made)

    def found(self, language: str) -> tuple[str, ...]:
        """Return a digest of what each page contributes to the index of the search in one language of the site."""

        def made() -> tuple[str, ...]:
            return tuple(one.digest for one in found_of(self.guide, language, self.store))

        return self._once("found", language, made)

    def forget_indexes(self) -> None:
        """Forget the indexes, which take much memory; asked for again, they are made again."""
        for kept in [one for one in self._made if one[0] == "index"]:
            del self._made[kept]

    def lexicon(self, language: str) -> Lexicon:
        """Return how the search reads a language of the site."""
        return self._once("lexicon", language, lambda: lexicon_of(self.guide, language, self.store))

    def _once(self, what: str, language: str, make: Callable[[], T]) -> T:
        if (what, language) not in self._made:
            self._made[what, language] = make()
        made: T = self._made[what, language]
        return made


def judge(guide: Guide, store: Cache | None = None, *, search: bool = True, processes: int = 1) -> Judgement:
    """Return the judgement of a guide by every rule. With `search`, its queries are asked too, if it has no error.

    The findings are what is left when exceptions are made and each cause is reported once. In `store` is kept what
    pages contribute to the index of the search. With more `processes`, queries are asked while the other rules look,
    and for nothing where these find an error.
    """
    judgement = Judgement(guide, (), store)
    of_search = [one for one in all_rules() if _asks_search(one)]
    others = [one for one in all_rules() if not _asks_search(one)]
    look, ask = partial(_found_by_each, others, guide), partial(_found_by_each, of_search, judgement)
    found_all, asked = (search and _beside(look, ask, store, processes)) or (look(), None)
    findings = reported(guide, found_all)
    if search and not any(level_of(one, guide) == "error" for one in findings):
        asked = ask() if asked is None else asked
        findings += reported(guide, asked)
        found_all += asked
    findings += wrong_exceptions(guide, found_all)
    shown = typed_findings(guide.all_pages, settled(guide, findings))
    return replace(judgement, findings=with_baseline(guide, tuple(shown)))


def of_search(judgement: Judgement) -> list[Finding]:
    """Return what is found when the queries of a guide are asked that has been judged without, and has no error."""
    guide = judgement.guide
    if any(level_of(one, guide) == "error" for one in judgement.findings):
        return []
    return reported(guide, _found_by_each(filter(_asks_search, all_rules()), judgement))


def judge_file(guide: Guide, path: str) -> tuple[Finding, ...]:
    """Return what the rules find in one file while it is typed, without going through the others.

    What compares the file with others, and what the search answers, only `judge` finds.
    """
    one = focused(guide, path)
    rules = (rule for rule in all_rules() if not _asks_search(rule) and not guide.model.rules[id_of(rule)].whole)
    findings = reported(one, _found_by_each(rules, one))
    shown = typed_findings(one.all_pages, settled(one, findings))
    return marked(guide, [each for each in shown if each.place.path == path])


def _beside(one: Callable[[], T], other: Callable[[], T], store: Cache | None, processes: int) -> tuple[T, T] | None:
    """Return what both give that run at the same time, or None where they cannot."""
    if processes < 2:
        return None
    if store:
        store.close()
    # Where the system ends a process, for want of memory, this one does all alone.
    with suppress(workers.WorkError):
        first, second = workers.run([one, other], processes, here=True)
        return first, second
    return None


def _asks_search(rule: ModuleType) -> bool:
    return rule.__name__.startswith(_SEARCH)


def _found_by_each(rules: Iterable[ModuleType], checked: Guide | Judgement) -> list[Finding]:
    return [one for rule in rules for one in _found_by(rule, checked)]


def _found_by(rule: ModuleType, checked: Guide | Judgement) -> Iterator[Finding]:
    """Return what a rule finds, or that it fails, which is a fault of the program and stops no other rule."""
    try:
        yield from list(rule.check(checked))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where, name = f"{Path(last.filename).name}:{last.lineno}", id_of(rule)
        values = {"found": name, "reason": f"{type(error).__name__}: {error}", "where": where}
        yield found("rule-failed", Place("data/institution.yml"), about=name, **values)


def diagnostics(guide: Guide, findings: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Return findings with their levels and words, what cannot be read first, then in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language, guide.source_language)
    made = set()
    for one in findings:
        edit = edit_of(guide.model.rules, one, guide.source(one.place.path))
        made.add(replace(speaker.diagnostic(one, level_of(one, guide)), edit=edit))
    return tuple(sorted(made, key=lambda one: (not guide.model.rules[one.rule].first, one)))
