"""A guide and its main look-ups: its pages by language and id, its languages, plans and networks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from guiaviva.cache import Cache, digest, kept
from guiaviva.contentmodel import Condition, ContentModel, Kind
from guiaviva.diagnostics import Finding, Place
from guiaviva.facts.loading import QUERIES, Entry, Facts, Plan
from guiaviva.facts.schema import Indicator, Institution, Network
from guiaviva.guide import exceptions, local
from guiaviva.reading import passages
from guiaviva.reading.active import Active, active
from guiaviva.reading.documents import Document, KeyPath
from guiaviva.reading.files import Folder, Source, read_source
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.text.contacts import contacts
from guiaviva.text.languages import SmallWords
from guiaviva.text.private import Detector, Private, not_shared
from guiaviva.translations import changes
from guiaviva.translations.changes import Change
from guiaviva.translations.records import PATH, Ledger, read_ledger, recorded

T = TypeVar("T")

# In these states a network is in use, and needs its policy.
IN_USE = ("active", "trial")
# The headings of this page announce and name the measures of moderation.
MEASURES = "responses/participation-rules"
# The folder of the pages of plans.
_NETWORKS = "networks"
_PLANS = "plans"
# At least so many pages of another language than the source have its front matter where it was left there, and so many
# times as many as in the source.
_SEVERAL = 3


@dataclass(frozen=True)
class Worded:
    """A record of data with its texts in several languages, each by its path; search words are a list for each."""

    entry: Entry[Any]
    texts: tuple[tuple[KeyPath, Mapping[str, str | list[str]]], ...]

    @property
    def written(self) -> Iterator[tuple[KeyPath, str, str]]:
        """Each text with its path, which ends with its language, and that; search words are what people type."""
        for path, texts in self.texts:
            for language, text in texts.items():
                if isinstance(text, str):
                    yield (*path, language), language, text


@dataclass(frozen=True)
class Guide:
    """Everything that is known of a guide.

    `pages` are the published pages by language and id; `drafts` those marked as such; `strays` the Markdown files
    that are in no configured language's folder, and `misplaced` the folders of languages that are not configured.
    `files` are all files below docs/, from there. `config` is mkdocs.yml; `problems` are those of files that could not
    be read at all. In `store` is what was made of it before. `site` is the folder of its site, where that is not the
    one of mkdocs.yml.
    """

    folder: Folder
    today: date
    profile: str
    model: ContentModel
    facts: Facts
    pages: Mapping[tuple[str, str], Page]
    drafts: Mapping[tuple[str, str], Page]
    strays: tuple[Page, ...]
    misplaced: tuple[str, ...]
    files: frozenset[str]
    config: Document
    problems: tuple[Finding, ...]
    store: Cache | None = field(default=None, repr=False, compare=False)
    site: Path | None = None

    @property
    def institution(self) -> Institution:
        """What the institution says of itself."""
        return self.facts.institution.record

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the guide, the source first."""
        return tuple(dict.fromkeys(self.institution.languages))

    @property
    def source_language(self) -> str:
        """The language in which the guide is written first."""
        return self.languages[0]

    @cached_property
    def configured(self) -> tuple[tuple[str, ...], Place]:
        """The languages of static-i18n in mkdocs.yml, the default first, and where they are."""
        config = self.config
        plugins = config.value.get("plugins") if isinstance(config.value, dict) else None
        for index, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
            settings = plugin.get("i18n") if isinstance(plugin, dict) else None
            languages = settings.get("languages") if isinstance(settings, dict) else None
            if isinstance(languages, list):
                records = [language for language in languages if isinstance(language, dict) and language.get("locale")]
                first = sorted(records, key=lambda record: record.get("default") != "true")
                place = config.place("plugins", index, "i18n", "languages")
                return tuple(str(record["locale"]) for record in first), place
        return (), Place("mkdocs.yml")

    @property
    def has_source(self) -> bool:
        """Whether it is known which language is the source: mkdocs.yml names no other of them first."""
        configured, _ = self.configured
        return not configured or configured[0] == self.source_language or configured[0] not in self.languages

    @cached_property
    def conditions(self) -> frozenset[Condition]:
        """What is true of the whole guide, for demands that hold only then."""
        return frozenset({"several-accounts"} if len(self.facts.keys["accounts"]) > 1 else ())

    def page_conditions(self, page: str) -> frozenset[Condition]:
        """Return what is true of the guide and of this page (its id)."""
        plan = self.plan_of(page)
        head = plan.head.record if plan and plan.head else None
        # One that names no general plan may be general itself, under a wrong scope: another rule reports that.
        specific = head and head.scope in ("area", "service") and head.parent
        return self.conditions | {"specific-plan"} if specific else self.conditions

    # Pages.

    def page(self, language: str, id: str) -> Page | None:
        """Return a published page in one language."""
        return self.pages.get((language, id))

    def source_page(self, id: str) -> Page | None:
        """Return a published page in the source language."""
        return self.pages.get((self.source_language, id))

    def draft(self, language: str, id: str) -> Page | None:
        """Return a page that is marked as a draft."""
        return self.drafts.get((language, id))

    @cached_property
    def draft_paths(self) -> frozenset[str]:
        """The paths of all drafts."""
        return frozenset(page.path for page in self.drafts.values())

    def shown(self, language: str, id: str) -> Page | None:
        """Return the page that a reader of this language sees: the translation, or the source as a fallback."""
        return self.page(language, id) or self.source_page(id)

    def path(self, id: str, language: str | None = None) -> str:
        """Return the path of the file that a page has, or would have, from the root of the guide."""
        return f"docs/{language or self.source_language}/{id}.md"

    def site_folder(self, language: str) -> str:
        """Return the folder of a language in the site, from its top: "" or `es/`."""
        return "" if language == self.source_language else f"{language}/"

    @cached_property
    def all_pages(self) -> tuple[Page, ...]:
        """Every page that was read, drafts and strays too, by path."""
        pages = (*self.pages.values(), *self.drafts.values(), *self.strays)
        return tuple(sorted(pages, key=lambda page: page.path))

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """The same by the paths of their files, from the root of the guide."""
        return {page.path: page for page in self.all_pages}

    @cached_property
    def source_pages(self) -> tuple[Page, ...]:
        """The published pages of the source language."""
        return tuple(page for (language, _), page in self.pages.items() if language == self.source_language)

    @cached_property
    def front_language(self) -> str:
        """The language whose pages say who keeps a page and when it was reviewed: the source, as it is meant.

        Where the main language was changed and the front matter left where it was, it is the one that was the source.
        """
        only_source = {name for name, spec in self.model.fields.items() if spec.source}
        pages = Counter(language for (language, _), page in self.pages.items() if only_source & page.fields.keys())
        language, count = max(pages.items(), key=lambda one: one[1], default=(self.source_language, 0))
        left = count >= _SEVERAL and count > _SEVERAL * pages[self.source_language]
        return language if left and self.has_source else self.source_language

    def front_page(self, id: str) -> Page | None:
        """Return the published page whose front matter says who keeps it and when it was reviewed."""
        source, kept = self.source_page(id), self.page(self.front_language, id)
        return source if source and (kept is None or "owner" in source.fields) else kept

    @cached_property
    def front_pages(self) -> tuple[Page, ...]:
        """The published pages of the language that says who keeps them and when they were reviewed."""
        return tuple(page for (language, _), page in self.pages.items() if language == self.front_language)

    @cached_property
    def translations(self) -> tuple[tuple[Page, Page], ...]:
        """Each published translation with its source page."""
        pairs = (
            (page, self.source_page(id))
            for (language, id), page in self.pages.items()
            if language != self.source_language
        )
        return tuple((page, source) for page, source in pairs if source)

    def versions(self, id: str) -> tuple[Page, ...]:
        """Return a published page in each language that has it, the source first."""
        return tuple(page for language in self.languages if (page := self.page(language, id)))

    def passages(self, page: Page) -> tuple[Passage, ...]:
        """Return the passages of a page of the guide in the order of their lines."""
        return self._passages[page.path]

    @cached_property
    def _passages(self) -> Mapping[str, tuple[Passage, ...]]:
        pages = self.all_pages

        def make(missing: Sequence[int]) -> Iterator[tuple[Passage, ...]]:
            return (passages.of_body(pages[at]) for at in missing)

        bodies = kept(self.store, "passages", [page.source.fingerprint for page in pages], make)
        return {page.path: (*passages.of_front(page), *body) for page, body in zip(pages, bodies, strict=True)}

    @cached_property
    def changed(self) -> Mapping[str, Mapping[str, Change]]:
        """By path of each translation and by id: the sections that are not as they were signed off."""
        return {page.path: self._changed(page, source) for page, source in self.translations}

    def _changed(self, page: Page, source: Page) -> Mapping[str, Change]:
        """Return what changed in a translation; where the main language changed, beside what it followed before."""
        changed, former = changes.of_sections(page, source), self.page(self.front_language, page.id)
        if former is None or former in (page, source):
            return changed
        since = changes.of_sections(page, former)
        return {id: one for id, one in changed.items() if id in since}

    @cached_property
    def stale(self) -> Mapping[str, tuple[str, ...]]:
        """By path of each translation that records what it follows: the sections whose source says something else."""
        return {
            page.path: self.stale_sections(page.language, page.id) for page, _ in self.translations if recorded(page)
        }

    def stale_sections(self, language: str, id: str) -> tuple[str, ...]:
        """Return the sections of a translation whose source says something else; of one page it takes no time."""
        page, source = self.page(language, id), self.source_page(id)
        if not (page and source) or page is source or not recorded(page):
            return ()
        return tuple(id for id, one in self._changed(page, source).items() if one.source == changes.SENSE)

    @cached_property
    def ledger(self) -> Ledger:
        """What was signed off of the texts of data."""
        if not self.folder.is_file(PATH):
            return Ledger()
        return read_ledger(read_source(self.folder, PATH, "invalid-data").text)

    @cached_property
    def site_url(self) -> str:
        """The address of the site, or ""."""
        value = self.config.value.get("site_url") if isinstance(self.config.value, dict) else None
        return str(value or "")

    @cached_property
    def address(self) -> str:
        """The address of the site without its scheme, or ""."""
        return self.site_url.partition("://")[2]

    @cached_property
    def recording(self) -> tuple[str, ...]:
        """The languages in which a translation records what it follows."""
        found = {page.language for page, _ in self.translations if page.path in self.stale}
        return tuple(language for language in self.languages if language in found)

    @cached_property
    def page_ids(self) -> tuple[str, ...]:
        """The ids of all published pages, in any language."""
        return tuple(sorted({id for _, id in self.pages}))

    @cached_property
    def active_files(self) -> Mapping[str, Active]:
        """By path of each file below docs/ that runs when it is opened: what does. One that cannot be read is none."""
        made = {}
        for path in sorted(f"docs/{file}" for file in self.files):
            with suppress(OSError):
                if one := active(path, self.folder.read):
                    made[path] = one
        return made

    @cached_property
    def noticed(self) -> Mapping[str, Sequence[Finding]]:
        """What was seen to be wrong when files were read, by the rule that reports it; nothing for the others."""
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in (*self.problems, *self._slips()):
            by_rule[finding.rule].append(finding)
        return by_rule

    def _slips(self) -> Iterator[Finding]:
        for page in self.all_pages:
            yield from page.problems
            # A block that is never closed swallows what follows.
            end = page.swallowed_from
            yield from (slip for slip in page.slips if not 0 < end < slip.place.line)
            for place, text in self.texts_elsewhere(page):
                yield from (replace(slip, place=place) for slip in text.slips)

    def texts_elsewhere(self, page: Page) -> tuple[tuple[Place, Page], ...]:
        """Return each text that another institution has in the place of one of this page, read as a page."""
        if page.path not in self._elsewhere:
            self._elsewhere[page.path] = tuple(local.elsewhere(page))
        return self._elsewhere[page.path]

    @cached_property
    def _elsewhere(self) -> dict[str, tuple[tuple[Place, Page], ...]]:
        return {}

    @cached_property
    def titles(self) -> str:
        """A digest of what blocks show of pages: which there are, their titles, and the names of measures."""
        pages = (*self.pages.values(), *self.drafts.values())
        titles = (repr((page.path, page.draft, page.fields.get("title"))) for page in pages)
        measures = (
            repr((page.path, one.id, one.title)) for page in pages if page.id == MEASURES for one in page.sections
        )
        return digest("\0".join(titles), "\0".join(measures))

    def kind(self, page: Page) -> Kind | None:
        """Return the kind of a page, which follows from its path; strays have none."""
        return self._kinds[page.path]

    @cached_property
    def _kinds(self) -> Mapping[str, Kind | None]:
        kinds = {page.path: self.model.kind_of(page.id) for page in (*self.pages.values(), *self.drafts.values())}
        return kinds | dict.fromkeys(page.path for page in self.strays)

    # Facts.

    @cached_property
    def networks_in_use(self) -> Mapping[str, Entry[Network]]:
        """The networks whose state is active or trial."""
        return {key: entry for key, entry in self.facts.networks.items() if entry.record.status in IN_USE}

    def network_of(self, page: str) -> Network | None:
        """Return the network whose page (its id) this is."""
        folder, _, key = page.rpartition("/")
        entry = self.facts.networks.get(key) if folder == _NETWORKS else None
        return entry.record if entry else None

    def plan_of(self, page: str) -> Plan | None:
        """Return the plan whose page (its id) this is."""
        folder, _, name = page.rpartition("/")
        return self.facts.plans.get(name) if folder == _PLANS else None

    def knows(self, collection: str, key: str) -> bool:
        """Return whether such a key was written; where a file could not be read, every key of it may have been."""
        return collection in self.facts.unread or key in self.facts.keys.get(collection, ())

    def months(self, language: str) -> Sequence[str]:
        """Return the names of the months in a language, or nothing where the model has none."""
        words = self.model.prose.get(language)
        return words.figures.months if words else ()

    @cached_property
    def indicators(self) -> Mapping[str, Entry[Indicator]]:
        """The indicators of all plans, to which measures refer."""
        return {key: one for plan in self.facts.plans.values() for key, one in plan.indicators.items()}

    @property
    def replies_read(self) -> bool:
        """Whether all ready replies could be read: one that could not may be for any situation."""
        return len(self.facts.replies) == len(self.facts.keys["replies"]) and "replies" not in self.facts.unread

    def other_roles(self, role: str) -> tuple[str, ...]:
        """Return the roles that could be named instead of one, or a sign that there is none."""
        return tuple(key for key in self.facts.keys["roles"] if key != role) or ("…",)

    @cached_property
    def checks_of_posts(self) -> frozenset[str]:
        """The kinds of checks of posts that the guide has."""
        return frozenset(entry.record.check for entry in self.facts.style.values())

    @cached_property
    def contacts(self) -> frozenset[str]:
        """The shared mailboxes and telephones that data holds, plain; nobody's is in the queries."""
        return contacts(source for path, source in self.facts.sources.items() if path != QUERIES)

    # Texts.

    @cached_property
    def exceptions(self) -> tuple[exceptions.Exempt, ...]:
        """What pages and data say that a rule shall not report, by file and line."""
        found = [one for page in self.all_pages for one in exceptions.in_page(page)]
        found += [one for source in self.facts.sources.values() for one in exceptions.in_data(source)]
        return tuple(sorted(found, key=lambda one: (one.place, one.rule)))

    @cached_property
    def records(self) -> tuple[Worded, ...]:
        """Each record of data that has texts in several languages, with these."""
        found: dict[int, tuple[Entry[Any], list[tuple[KeyPath, Mapping[str, Any]]]]] = {}
        for entry, text in self.facts.all_texts:
            found.setdefault(id(entry), (entry, []))[1].append((text.path, text.value))
        phrases = (
            (self.facts.situations, "search_words"),
            (self.facts.terms, "synonyms"),
            (self.facts.terms, "colloquial"),
        )
        for entry, name in ((entry, name) for records, name in phrases for entry in records.values()):
            found.setdefault(id(entry), (entry, []))[1].append(((name,), getattr(entry.record, name)))
        return tuple(Worded(entry, tuple(texts)) for entry, texts in found.values())

    @property
    def detector(self) -> Detector:
        """What finds in a text what is private; telephones of the institution's country need no prefix."""
        prose, mail, country = self.model.prose.values(), self.model.phrases.free_mail, self._country
        return self.model.once((Detector, country), lambda: Detector(prose, mail, country))

    @property
    def _country(self) -> str:
        return (self.institution.territory or "ES")[:2]

    def private(self, sources: Sequence[Source], *, data: bool = False) -> Iterator[list[Private]]:
        """Yield what is private in each of some texts, or files of `data`: what data holds as shared is nobody's."""
        words = digest(self.model.fingerprint, self._country, str(data))

        def make(missing: Sequence[int]) -> Iterator[tuple[Private, ...]]:
            return (self.detector.likely(sources[at], data=data) for at in missing)

        keys = [digest(words, source.fingerprint) for source in sources]
        for source, likely in zip(sources, kept(self.store, "private", keys, make), strict=True):
            yield not_shared(source, likely, self.contacts)

    @cached_property
    def small_words(self) -> SmallWords:
        """The small words by which the languages of the guide are told apart, as the search lists them."""
        search = self.model.search
        words = {one: search[one].stop_words for one in self.languages if one in search}
        return self.model.once((SmallWords, *words), lambda: SmallWords(words))

    def source(self, path: str) -> Source | None:
        """Return a page or a file of data as it is written, or None for a file that was not read."""
        return self._sources.get(path)

    def source_line(self, path: str, line: int) -> str:
        """Return a line of a file that was read, or "" where there is none."""
        source = self._sources.get(path)
        return source.line(line) if source else ""

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        pages = {page.path: page.file.source for page in self.all_pages}
        config = {self.config.path: self.config.source} if self.config.source else {}
        return {**pages, **self.facts.sources, **config}

    @cached_property
    def made(self) -> dict[Callable[[Guide], Any], Any]:
        """What other modules have made of the guide, by the function that makes it."""
        return {}


def once(make: Callable[[Guide], T]) -> Callable[[Guide], T]:
    """Have what follows from a guide alone made once for each guide."""

    @wraps(make)
    def of(guide: Guide) -> T:
        if make not in guide.made:
            guide.made[make] = make(guide)
        made: T = guide.made[make]
        return made

    return of
