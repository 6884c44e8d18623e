"""A guide judged once: its findings, and what is made of them and of the guide by language, each made once."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, TypeVar

from guiaviva import rules
from guiaviva.cache import Cache, digest
from guiaviva.causes import settled
from guiaviva.diagnostics import Diagnostic, Finding, Place, found
from guiaviva.exceptions import reported, wrong_exceptions
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Query
from guiaviva.guide import Guide, Worded, links, sections
from guiaviva.guide.referring import typed_findings
from guiaviva.levels import level_of
from guiaviva.reading.pages import Page
from guiaviva.search.contributions import Lexicon, contribute, key_of, lexicon_of, merge, pages_of
from guiaviva.search.index import Index
from guiaviva.wording import Speaker
from guiaviva.workers import run

T = TypeVar("T")

DATA, PAGES, TRANSLATIONS, SEARCH = "check_data", "check_pages", "check_translations", "check_search"
TEXTS, GUIDE = "check_texts", "check"
"""What a rule looks at: the names of the functions that `guiaviva.rules` describes."""

# The kind under which the store has what pages contribute to the search.
_SEARCH = "search"
# The fewest pages of one job.
_BATCH = 200


@cache
def all_rules() -> tuple[ModuleType, ...]:
    """Return the module of every rule, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}") for name in names)


def checks(scope: str) -> Iterator[Callable[..., Iterable[Finding]]]:
    """Return the functions of that name of all rules."""
    for module in all_rules():
        if check := getattr(module, scope, None):
            yield check


@dataclass(frozen=True)
class Judgement:
    """A guide with what the rules found in it. What depends on the language is made once and cached."""

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
        """Return the index of the search in one language of the site."""
        if language not in self._indexes:
            lexicon, kept = self.lexicon(language), _contributions(self.guide, self.store, language)
            contributions = kept.completed(contribute(self.guide, kept.missing, lexicon))
            self._indexes[language] = merge(contributions, lexicon)
        return self._indexes[language]

    def forget_indexes(self) -> None:
        """Forget the indexes, which take much memory; asked for again, they are made again."""
        self._indexes.clear()

    def lexicon(self, language: str) -> Lexicon:
        """Return how the search reads a language of the site."""
        if language not in self._lexicons:
            self._lexicons[language] = lexicon_of(self.guide, language)
        return self._lexicons[language]


def judge(guide: Guide, store: Cache | None = None, *, processes: int = 1, here: bool = False) -> Judgement:
    """Return the judgement of a guide: every rule is asked once.

    With `store`, what was found in something that has not changed is taken from there. The work is shared out among so
    many processes at most; with `here`, this is one of them, and keeps in memory what its work leaves.
    """
    judgement = Judgement(guide, (), store)
    data = digest(guide.model.fingerprint, guide.facts.fingerprint, guide.profile, _config(guide))
    of_data = _Kept(store, "findings:data", (guide,), lambda _: data)
    of_texts = _Kept(store, "findings:texts", (guide,), lambda _: guide.texts_fingerprint)
    if of_texts.missing:
        _learn(guide, store)
    texts = _Kept(store, "findings:text", guide.worded if of_texts.missing else (), guide.text_key)
    pages = _Kept(store, "findings:page", guide.judged_pages, lambda page: _page_key(guide, page))
    pairs = _Kept(store, "findings:translation", guide.translations, lambda pair: _pair_key(guide, pair))
    answers = _Kept(
        store, "findings:search", _searched(guide), lambda language: digest(data, *_search_keys(guide, language))
    )
    jobs: list[Callable[[], list[Any]]] = [
        # The longest first, so that no process is idle in the end.
        *(partial(_of_search, judgement, language) for language in answers.missing),
        *(partial(_of_texts, guide, batch) for batch in _batches(texts.missing)),
        *(partial(_found_by, DATA, one) for one in of_data.missing),
        *(partial(_of_pages, guide, batch) for batch in _batches(pages.missing)),
        *(partial(_of_translations, guide, batch) for batch in _batches(pairs.missing)),
    ]
    # To fork takes longer than to look at a few pages.
    heavy = (
        len(answers.missing)
        + len(texts.missing) // _BATCH
        + len(of_data.missing)
        + len(pages.missing) // _BATCH
        + len(pairs.missing) // _BATCH
    )
    if store:
        store.close()
    done = iter(run(jobs, processes if len(jobs) > 1 and (heavy > 1 or not here) else 1, here=here))
    of_search = [one for some in answers.completed(list(islice(done, len(answers.missing)))) for one in some]
    findings: list[Finding] = []
    by_text = texts.completed(list(chain.from_iterable(islice(done, len(_batches(texts.missing))))), lasting=_lasting)
    in_texts = [[one for some in by_text for one in some[1]] for _ in of_texts.missing]
    for whole, made in ((of_texts, in_texts), (of_data, list(islice(done, len(of_data.missing))))):
        findings += [one for some in whole.completed(made) for one in some]
    for kept in (pages, pairs):
        by_path: dict[str, list[Finding]] = {_path(item): [] for item in kept.missing}
        for one in chain.from_iterable(islice(done, len(_batches(kept.missing)))):
            by_path[one.place.path].append(one)
        findings += [one for some in kept.completed(list(by_path.values())) for one in some]
    findings += _found_by(GUIDE, guide)
    remaining = [*reported(guide, findings), *wrong_exceptions(guide, [*findings, *of_search])]
    all_findings = settled(guide, remaining, reported(guide, of_search))
    return replace(judgement, findings=tuple(typed_findings(guide.all_pages, all_findings)))


class _Kept(Generic[T]):
    """What is kept of some things, and which of them are missing; with what was made of these, it is complete."""

    def __init__(self, store: Cache | None, kind: str, items: Sequence[T], key: Callable[[T], str]) -> None:
        self.store, self.kind = store, kind
        self.keys = [key(item) for item in items] if store else [str(number) for number in range(len(items))]
        self.known = store.get_many(kind, self.keys) if store else {}
        self.missing = [item for item, key in zip(items, self.keys, strict=True) if key not in self.known]

    def completed(self, made: Sequence[Any], *, lasting: Callable[[Any], bool] = lambda _: True) -> list[Any]:
        """Return what belongs to each thing, in order.

        `made` is what was made of the missing ones, and what is `lasting` of it is kept.
        """
        absent = (key for key in self.keys if key not in self.known)
        fresh = dict(zip(absent, made, strict=True))
        if self.store:
            self.store.put_many(self.kind, {key: one for key, one in fresh.items() if lasting(one)})
        both = {**self.known, **fresh}
        return [both[key] for key in self.keys]


def _searched(guide: Guide) -> tuple[str, ...]:
    """Return the languages in which queries are asked and pages written."""
    asked = dict.fromkeys(entry.record.language for entry in guide.facts.queries)
    return tuple(one for one in asked if one in guide.languages and one not in guide.demands.unwritten)


def _search_keys(guide: Guide, language: str) -> list[str]:
    return [key_of(guide, page, language) for page in pages_of(guide, language)]


def _contributions(guide: Guide, store: Cache | None, language: str) -> _Kept[Page]:
    return _Kept(store, _SEARCH, pages_of(guide, language), lambda page: key_of(guide, page, language))


def _found_by(scope: str, guide: Guide) -> list[Finding]:
    return [one for check in checks(scope) for one in _of_the_whole(check, guide)]


def _learn(guide: Guide, store: Cache | None) -> None:
    """Give a guide the vocabularies of its pages that are kept, and keep the others."""
    pages = tuple(guide.pages.values())
    kept = _Kept(store, "vocabulary", pages, lambda page: page.source.fingerprint)
    known = (kept.known.get(key) for key in kept.keys)
    guide.vocabularies.update((page.path, one) for page, one in zip(pages, known, strict=True) if one is not None)
    kept.completed([guide.vocabulary(page) for page in kept.missing])


def _of_texts(guide: Guide, texts: Sequence[Page | Worded]) -> list[tuple[bool, list[Finding]]]:
    """Return what is found in each text, and whether it holds until what is known of the words of the text changes."""
    made: list[tuple[bool, list[Finding]]] = []
    all_checks = [partial(check, guide) for check in checks(TEXTS)]
    for text in texts:
        with guide.identifier.watched() as asked:
            findings = [one for check in all_checks for one in _of_each(check, [text], _place)]
        made.append((not asked(), findings))
    return made


def _lasting(one: tuple[bool, list[Finding]]) -> bool:
    return one[0]


def _place(text: Page | Worded) -> Place:
    return text.at() if isinstance(text, Page) else text.entry.place()


def _of_pages(guide: Guide, pages: Sequence[Page]) -> list[Finding]:
    return [one for check in checks(PAGES) for one in _of_each(partial(check, guide), pages, Page.at)]


def _of_translations(guide: Guide, pairs: Sequence[tuple[Page, Page]]) -> list[Finding]:
    def place(pair: tuple[Page, Page]) -> Place:
        return pair[0].at()

    return [one for check in checks(TRANSLATIONS) for one in _of_each(partial(check, guide), pairs, place)]


def _of_search(judgement: Judgement, language: str) -> list[Finding]:
    queries = [one for one in judgement.guide.facts.queries if one.record.language == language]

    def ask(check: Callable[..., Iterable[Finding]], some: Sequence[Entry[Query]]) -> Iterable[Finding]:
        return check(judgement.guide, some, judgement.index(language))

    return [one for check in checks(SEARCH) for one in _of_each(partial(ask, check), queries, Entry.place)]


def _of_each(
    check: Callable[[Sequence[T]], Iterable[Finding]], items: Sequence[T], place: Callable[[T], Place]
) -> list[Finding]:
    """Return what a check finds in some things. Where it fails, it runs on each, to report which."""
    try:
        return list(check(items))
    except Exception as error:
        if len(items) == 1:
            return [_failed(error, place(items[0]))]
        return [one for item in items for one in _of_each(check, [item], place)]


def _of_the_whole(check: Callable[[Guide], Iterable[Finding]], guide: Guide) -> list[Finding]:
    """Return what a check finds in a guide, or that it fails."""
    try:
        return list(check(guide))
    except Exception as error:
        return [_failed(error, Place("data/institution.yml"))]


def _failed(error: Exception, place: Place) -> Finding:
    """Return the finding that a rule fails, which is a fault of the program, with where in the program that is."""
    frames = traceback.extract_tb(error.__traceback__)
    folder, called = Path(rules.__path__[0]), [Path(frame.filename) for frame in frames]
    # A rule may be a folder of modules.
    of_rules = [path.relative_to(folder).parts[0] for path in called if path.is_relative_to(folder)]
    rule, last = Path(of_rules[0] if of_rules else called[0].name).stem, frames[-1]
    values = {"found": rule, "reason": f"{type(error).__name__}: {error}"}
    return found("rule-failed", place, about=rule, where=f"{Path(last.filename).name}:{last.lineno}", **values)


def _path(item: Page | tuple[Page, Page]) -> str:
    return item.path if isinstance(item, Page) else item[0].path


def _batches(items: Sequence[T]) -> list[Sequence[T]]:
    """Return the items in a few large batches: each asks every rule, which has things to make ready."""
    size = max(_BATCH, -(-len(items) // 2))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _page_key(guide: Guide, page: Page) -> str:
    """Return a digest of all that findings in one page depend on."""
    outlines = {linked.path: sections.outline(guide, linked) for linked in links.linked_pages(guide, page)}
    return digest(guide.frame, page.source.fingerprint, *outlines.values())


def _pair_key(guide: Guide, pair: tuple[Page, Page]) -> str:
    """Return a digest of all that findings in one translation, with its source, depend on.

    What one language says alone is seen in the others. Of the data it depends on the rows to which links lead.
    """
    linked = chain(pair, *(links.linked_pages(guide, page) for page in pair))
    outlines = {page.path: sections.outline(guide, page) for page in linked}
    pages = (*pair, *(one for one in guide.versions(pair[0].id) if one not in pair))
    return digest(guide.layout, *(page.source.fingerprint for page in pages), *outlines.values())


def _config(guide: Guide) -> str:
    return guide.config.source.fingerprint if guide.config.source else ""


def diagnostics(guide: Guide, findings: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Return findings with their levels and words, what cannot be read first, then in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language, guide.source_language)
    made = {speaker.diagnostic(finding, level_of(finding, guide)) for finding in findings}
    return tuple(sorted(made, key=lambda one: (not guide.model.rules[one.rule].first, one)))
