"""What is kept in memory of a guide that is being written, and what follows from a change of files."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from guiaviva.cache import Cache
from guiaviva.diagnostics import Finding
from guiaviva.editing.drafts import drafted
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import page_of, with_data, with_pages
from guiaviva.judgement import Judgement
from guiaviva.reading.files import Source, read_source
from guiaviva.reading.pages import Page
from guiaviva.reporting import day, sentence, spoken
from guiaviva.site.navigation import navigation
from guiaviva.site.preview.explaining import Explainer

# A browser reads scripts and styles once: only a page that is loaded anew shows a change in them.
_LOADED_ONCE = ("docs/assets/", "hooks/", "overrides/")


@dataclass(frozen=True)
class Effect:
    """What follows from a change of files.

    `shown`: pages show something else; `data`: so may the files that scripts read; `prepare`: MkDocs has to prepare the
    languages again; `reload`: a page that is open has to be loaded anew.
    """

    shown: bool = False
    data: bool = False
    prepare: bool = False
    reload: bool = False


@dataclass
class State:
    """The guide at `root`. Only one thread at a time may call the methods.

    `today` and `language` are as they were asked for, or None. `wrong` says why the files cannot be shown as they are:
    then `guide` is as it was when they could. `number` counts the changes. `since` is when they began to be read first,
    in seconds since 1970.
    """

    root: Path
    today: str | None
    language: str | None
    cache: Cache
    guide: Guide
    wrong: str = ""
    number: int = 0
    since: float = field(default_factory=time.time)
    judged: int = -1
    """How many changes the last verdict knows of; -1 before the first."""
    _unreadable: dict[str, str] = field(default_factory=dict)
    _findings: tuple[Finding, ...] | None = None
    _edited: dict[str, int] = field(default_factory=dict)
    _failed: bool = False
    _judgement: Judgement | None = None

    @classmethod
    def of(cls, root: Path, today: str | None, language: str | None, cache: Cache) -> State:
        """Return the state of the guide as it is now. Raises CannotJudgeError where there is none."""
        since = time.time()
        guide = load_guide(root, today=day(today), languages=[language], store=cache)
        state = cls(root, today, language, cache, guide, since=since)
        state.wrong = state._unread(guide, None)
        return state

    @property
    def messages(self) -> str:
        """The language of the messages."""
        return spoken(self.guide, self.language)[0]

    def messages_in(self, language: str) -> str:
        """Return in which language a page is spoken of: its own, where none was asked for and there are words."""
        known = self.language is None and language in self.guide.model.words["editor"]["save"]
        return language if known else self.messages

    @property
    def explainer(self) -> Explainer:
        """What makes the sentences on what is wrong."""
        return Explainer(self.root, self.messages)

    @property
    def base(self) -> str:
        """The path at which the site is served, that of `site_url`, with a `/` at its end."""
        settings = self.guide.config.value
        address = settings.get("site_url") if isinstance(settings, dict) else None
        return urlsplit(str(address or "")).path.rstrip("/") + "/"

    def wrong_with(self, path: str) -> str:
        """Return why a page cannot be shown as it is, or ""."""
        return self.wrong or self._unreadable.get(path, "")

    def judgement(self) -> Judgement:
        """Return the guide with the findings of the last verdict, but for those in pages that have changed since."""
        if self._judgement is None:
            kept = (one for one in self._findings or () if one.place.path not in self._edited)
            self._judgement = Judgement(self.guide, tuple(kept), self.cache)
        return self._judgement

    def is_judged(self, path: str) -> bool:
        """Return whether a verdict has come since a page last changed."""
        return self._findings is not None and path not in self._edited

    def drafted(self, draft: Source) -> Judgement:
        """Return the guide with a page as somebody is typing it, of which nothing is known to be wrong yet."""
        kept = (one for one in self.judgement().findings if one.place.path != draft.path)
        return Judgement(drafted(self.guide, draft), tuple(kept), self.cache)

    def take_verdict(self, findings: tuple[Finding, ...], number: int) -> bool:
        """Take what was found in the guide as it was after so many changes; return whether that is anything new."""
        before = None if self._findings is None else self.judgement().diagnostics(self.messages)
        later = {path: one for path, one in self._edited.items() if one > number}
        self._findings, self._edited, self._judgement, self.judged = findings, later, None, number
        # Most verdicts say what the last one said: then no browser has anything to fetch.
        return before != self.judgement().diagnostics(self.messages)

    def take_changes(self, changed: Collection[str]) -> Effect:
        """Read what has changed: paths of files, from the root of the guide."""
        self.number += 1
        effect = self._taken(changed)
        # What comes to nothing, as the second notice of one saving, is not judged, and nobody waits for that.
        self.number -= not effect.shown
        return effect

    def _taken(self, changed: Collection[str]) -> Effect:
        known = {page.path: page for page in self.guide.all_pages}
        only_pages = all(path in known and self.guide.folder.is_file(path) for path in changed)
        try:
            if only_pages and not self._failed:
                return self._take_pages({path: known[path] for path in changed})
            self._failed = False
            return self._take_all(changed)
        except Exception as error:
            # Whatever it is, it is shown, and with the next change everything is read again.
            self.wrong, self._failed = self.explainer.error(error), True
            return Effect(shown=True)

    def _take_pages(self, before: dict[str, Page]) -> Effect:
        """Read pages whose text has changed, and nothing else."""
        wrong, fresh = dict(self._unreadable), []
        for path, page in before.items():
            source = read_source(self.guide.folder, path, "invalid-page")
            unreadable = [one for one in source.problems if one.variant == "unreadable"]
            self._unreadable.pop(path, None)
            if unreadable:
                self._unreadable[path] = self.explainer.finding(unreadable[0])
            elif source != page.file.source:
                fresh.append(page_of(source, self.guide.languages))
        self._edited |= dict.fromkeys((page.path for page in fresh), self.number)
        if fresh:
            self._follow(with_pages(self.guide, fresh))
        # The navigation shows titles, and depends on what the front matter says.
        named = any(_name(page) != _name(before[page.path]) for page in fresh)
        return Effect(shown=bool(fresh) or wrong != self._unreadable, prepare=named)

    def _take_all(self, changed: Collection[str]) -> Effect:
        """Read everything again; what has not changed is in the cache."""
        wrong, former = self.wrong, self.guide
        if not wrong and all(map(self._is_read, changed)):
            return Effect()
        only_data = not wrong and all(path.startswith("data/") for path in changed)
        try:
            guide = self._read(only_data=only_data)
            self.wrong = self._unread(guide, former)
        except CannotJudgeError as error:
            self.wrong = sentence(error, self.messages)
        if self.wrong:
            return Effect(shown=self.wrong != wrong)
        self._unreadable = {}
        self._follow(guide)
        loaded_once = any(path == "mkdocs.yml" or path.startswith(_LOADED_ONCE) for path in changed)
        reload = loaded_once or guide.institution.brand != former.institution.brand
        prepare = not only_data or _prepared(guide) != _prepared(former)
        return Effect(shown=True, data=True, prepare=prepare, reload=reload)

    def _read(self, *, only_data: bool) -> Guide:
        today = day(self.today)
        if only_data:
            return with_data(self.guide, today=today, store=self.cache)
        return load_guide(self.root, today=today, languages=[self.language], store=self.cache)

    def _is_read(self, path: str) -> bool:
        """Return whether a file of the guide says what it said when it was read: one saving may be noticed twice."""
        source, folder = self.guide.source(path), self.guide.folder
        return bool(source) and folder.is_file(path) and read_source(folder, path, "invalid-data") == source

    def _follow(self, guide: Guide) -> None:
        self.guide, self._judgement = guide, None

    def _unread(self, guide: Guide, former: Guide | None) -> str:
        """Return what is wrong with a file of data, or mkdocs.yml, that could be read before and cannot now, or ""."""
        if guide.config.source is None:
            return self.explainer.say("no-config")
        lost = guide.facts.unread - (former.facts.unread if former else frozenset())
        known = former.facts.problems if former else ()
        problems = [one for one in guide.facts.problems if lost and one not in known]
        of_config = [one for one in guide.problems if one.place.path == guide.config.path]
        return next((self.explainer.finding(one) for one in (*of_config, *guide.config.problems, *problems)), "")


def _prepared(guide: Guide) -> tuple[Any, ...]:
    """Return for what of the data MkDocs prepares the languages: pages ask for all else when they are rendered."""
    return guide.institution, [navigation(guide, language, drafts=True) for language in guide.languages]


def _name(page: Page) -> tuple[Any, ...]:
    """Return what the navigation may depend on."""
    return page.fields, [section.title for section in page.sections if section.level == 1]
