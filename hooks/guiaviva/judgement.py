"""A guide judged once: its findings, and what is made of them and of the guide by language, each made once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from guiaviva import rules
from guiaviva.cache import Cache, digest
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


def judge(guide: Guide, store: Cache | None = None) -> Judgement:
    """Return the judgement of a guide: every rule is asked once.

    With `store`, what rules found in something that has not changed is taken from there.
    """
    indexes: dict[str, Index] = {}
    index = Judgement(guide, (), indexes).index
    frame = frame_of(guide) if store else ""
    data = digest(guide.model.fingerprint, guide.facts.fingerprint, guide.profile, _config(guide))
    found = _kept(store, "data", data, lambda: [one for check in checks(DATA) for one in check(guide)])
    found += _in_pages(guide, store, frame)
    found += _in_translations(guide, store, frame)
    found += [one for check in checks(GUIDE) for one in check(guide)]
    everything = digest(frame, *(page.source.fingerprint for page in guide.all_pages)) if store else ""
    found += _kept(
        store, "search", everything, lambda: [one for check in checks(SEARCH) for one in check(guide, index)]
    )
    return Judgement(guide, tuple(found), indexes)


def frame_of(guide: Guide) -> str:
    """Return a digest of all that findings in one page depend on beside that page.

    That is the data, the model, mkdocs.yml, the profile and the day, which files there are, and of all pages what links
    can lead to.
    """
    outlines = (
        f"{page.path}\0{page.draft}{page.whole}\0"
        + "\0".join(f"{section.level}{section.explicit}{section.id}" for section in page.sections)
        + "\1".join(sorted(guide.anchors[page.path]))
        for page in guide.all_pages
    )
    return digest(
        guide.model.fingerprint,
        guide.facts.fingerprint,
        guide.profile,
        guide.today.isoformat(),
        _config(guide),
        *guide.misplaced,
        "\0".join(sorted(guide.files)),
        *outlines,
    )


def _config(guide: Guide) -> str:
    return guide.config.source.fingerprint if guide.config.source else ""


def _kept(store: Cache | None, kind: str, key: str, make: Callable[[], list[Finding]]) -> list[Finding]:
    """Return what is kept under a key, or what `make` returns, which is kept from then on."""
    known = store.get(f"findings:{kind}", key) if store else None
    if known is None:
        known = make()
        if store:
            store.put(f"findings:{kind}", key, known)
    return list(known)


def _in_pages(guide: Guide, store: Cache | None, frame: str) -> list[Finding]:
    """Return what the rules find in each page."""
    keys = {page.path: digest(frame, page.source.fingerprint) for page in guide.all_pages} if store else {}
    known = store.get_many("findings:page", keys.values()) if store else {}
    changed = [page for page in guide.all_pages if not store or keys[page.path] not in known]
    found = [one for check in checks(PAGES) for one in check(guide, changed)] if changed else []
    if store:
        fresh: dict[str, list[Finding]] = {keys[page.path]: [] for page in changed}
        for one in found:
            fresh[keys[one.place.path]].append(one)
        store.put_many("findings:page", fresh)
    return found + [one for some in known.values() for one in some]


def _in_translations(guide: Guide, store: Cache | None, frame: str) -> list[Finding]:
    """Return what the rules find in each translation."""
    keys = {
        page.path: digest(frame, page.source.fingerprint, source.source.fingerprint)
        for page, source in (guide.translations if store else ())
    }
    known = store.get_many("findings:translation", keys.values()) if store else {}
    changed = [pair for pair in guide.translations if not store or keys[pair[0].path] not in known]
    found = [one for check in checks(TRANSLATIONS) for one in check(guide, changed)] if changed else []
    if store:
        fresh: dict[str, list[Finding]] = {keys[page.path]: [] for page, _ in changed}
        for one in found:
            fresh[keys[one.place.path]].append(one)
        store.put_many("findings:translation", fresh)
    return found + [one for some in known.values() for one in some]


def diagnostics(guide: Guide, found: Iterable[Finding], language: str) -> tuple[Diagnostic, ...]:
    """Return findings with their levels and words, in order of file, line and rule."""
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    return tuple(sorted({speaker.diagnostic(finding, level_of(finding, guide)) for finding in found}))
