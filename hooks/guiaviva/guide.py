"""The guide: pages, facts and model together, with the look-ups that rules and blocks ask of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from guiaviva.contentmodel import Condition, ContentModel, Kind, load_model
from guiaviva.diagnostics import Finding, Place
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import Entry, Facts, Plan, load_facts
from guiaviva.facts.schema import Institution, Network
from guiaviva.nearest import nearest
from guiaviva.reading.containers import Block
from guiaviva.reading.documents import Document, read_document
from guiaviva.reading.files import Source, read_source, walk
from guiaviva.reading.pages import Page, Section, read_page

# As static-i18n recognises the folder of a language.
_LOCALE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")
# What may be a mailbox or a telephone in data.
_CONTACT = re.compile(r"[^\s\"'<>,]+@[^\s\"'<>,]+|\+?\d[\d .-]{7,}\d")
# In these states a network is in use, and needs its policy.
IN_USE = ("active", "trial")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Guide:
    """Everything that is known of a guide.

    `pages` are the published pages by language and id; `drafts` those marked as such; `strays` the Markdown files
    that stand in no configured language's folder, and `misplaced` the folders of languages that are not configured.
    """

    root: Path
    today: date
    profile: str
    model: ContentModel
    facts: Facts
    pages: Mapping[tuple[str, str], Page]
    drafts: Mapping[tuple[str, str], Page]
    strays: tuple[Page, ...]
    misplaced: tuple[str, ...]
    config: Document
    problems: tuple[Finding, ...]

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
    def conditions(self) -> frozenset[Condition]:
        """What is true of the whole guide, for demands that hold only then."""
        return frozenset({"several-accounts"} if len(self.facts.keys["accounts"]) > 1 else ())

    def page_conditions(self, page: str) -> frozenset[Condition]:
        """What is true of the guide and of this page."""
        plan = self.plan_of(page)
        specific = plan and plan.head and plan.head.record.scope in ("area", "service")
        return self.conditions | frozenset({"specific-plan"} if specific else ())

    def page(self, language: str, id: str) -> Page | None:
        """Give a published page in one language."""
        return self.pages.get((language, id))

    def source_page(self, id: str) -> Page | None:
        """Give a published page in the source language."""
        return self.pages.get((self.source_language, id))

    def draft(self, language: str, id: str) -> Page | None:
        """Give a page that is marked as a draft."""
        return self.drafts.get((language, id))

    @cached_property
    def all_pages(self) -> tuple[Page, ...]:
        """Every page that was read: drafts and strays too."""
        pages = (*self.pages.values(), *self.drafts.values(), *self.strays)
        return tuple(sorted(pages, key=lambda page: page.path))

    @cached_property
    def source_pages(self) -> tuple[Page, ...]:
        """The published pages of the source language."""
        return tuple(page for (language, _), page in self.pages.items() if language == self.source_language)

    @cached_property
    def translations(self) -> tuple[tuple[Page, Page], ...]:
        """Each published translation with its source page."""
        pairs = (
            (page, self.source_page(id))
            for (language, id), page in self.pages.items()
            if language != self.source_language
        )
        return tuple((page, source) for page, source in pairs if source)

    def kind(self, page: Page) -> Kind | None:
        """Give the kind of a page, which follows from its path; strays have none."""
        return self._kinds[page.path]

    def gives(self, page: Page, field: str) -> bool:
        """Has the page this field in its front matter, or one that seems to be it, misspelt?"""
        known = self.model.fields
        return field in page.fields or field in (nearest(name, known) for name in page.fields if name not in known)

    @cached_property
    def _kinds(self) -> Mapping[str, Kind | None]:
        kinds = {page.path: self.model.kind_of(page.id) for page in (*self.pages.values(), *self.drafts.values())}
        return kinds | dict.fromkeys(page.path for page in self.strays)

    def path(self, id: str, language: str | None = None) -> str:
        """Give the path of the file that a page has, or would have."""
        return f"docs/{language or self.source_language}/{id}.md"

    @cached_property
    def networks_in_use(self) -> Mapping[str, Entry[Network]]:
        """The networks whose state is active or trial."""
        return {key: entry for key, entry in self.facts.networks.items() if entry.record.status in IN_USE}

    @cached_property
    def demanded(self) -> frozenset[str]:
        """The ids of the pages that this guide must have: by the model, and for each network in use and each plan."""
        fixed = (id for kind in self.model.kinds.values() for id, _, _ in kind.pages(self.conditions))
        networks = (f"networks/{key}" for key in self.networks_in_use)
        return frozenset((*fixed, *networks, *(f"plans/{key}" for key in self.facts.keys["plans"])))

    @cached_property
    def unwritten(self) -> frozenset[str]:
        """The languages in which there is no page, not even a draft."""
        return frozenset(self.languages) - {language for language, _ in (*self.pages, *self.drafts)}

    def lacks_all(self, language: str) -> bool:
        """Is all of this language missing, or in a folder of another name? Then language-mismatch tells it, once."""
        return language in self.unwritten and (language != self.source_language or bool(self.misplaced))

    def hidden(self, path: str) -> bool:
        """Is there a page that seems to be this one, unreadable or under a wrong name? Then that is told, once."""
        return path in self._hidden or self.lacks_all(path.split("/")[1])

    @cached_property
    def _hidden(self) -> frozenset[str]:
        # That a page of no kind is there instead of one that every guide must have is a warning, and no excuse.
        renamed = (
            self.path(meant, page.language)
            for page, meant in self.misnamed
            if meant and (self.kind(page) or page.language != self.source_language)
        )
        return frozenset((*(problem.place.path for problem in self.problems), *renamed))

    @cached_property
    def misnamed(self) -> tuple[tuple[Page, str], ...]:
        """Pages of no kind, or of a network or plan that data does not know, with the id that seems meant, or ""."""
        return tuple((page, self._meant(page)) for page in self.pages.values() if self._is_misnamed(page))

    def _is_misnamed(self, page: Page) -> bool:
        kind = self.kind(page)
        if page.language != self.source_language:
            return kind is None and self.source_page(page.id) is None
        each = kind.spec.for_each if kind else None
        return kind is None or (each is not None and not self.knows(each, page.id.rpartition("/")[2]))

    def _meant(self, page: Page) -> str:
        """Give the id of a page that is missing in this language and is named almost like this one, or ""."""
        folder, _, name = page.id.rpartition("/")
        keys = (f"{each}/{key}" for each in ("networks", "plans") for key in self.facts.keys[each])
        ids = {*self.demanded, *keys, *(source.id for source in self.source_pages)}
        present = {id for language, id in (*self.pages, *self.drafts) if language == page.language}
        alike = (id for id in ids - present if nearest(name, (id.rpartition("/")[2],)))
        return nearest(page.id, (id for id in alike if self.kind(page) is None or id.startswith(f"{folder}/")))

    def claimed(self, page: Page) -> Mapping[str, Section]:
        """Give the headings that seem to be required sections whose id is missing: required id → heading."""
        kind = self.kind(page)
        required = tuple(kind.sections(self.page_conditions(page.id))) if kind else ()
        taken = {section.id for section in required}
        free = [section for section in page.sections if section.id not in taken and section.level > 1]
        claimed: dict[str, Section] = {}
        for wanted in required:
            if page.section(wanted.id) is None and free:
                by_id = {section.id: section for section in free}
                by_title = {section.title: section for section in free}
                title = wanted.title.get(page.language, "")
                near = by_id.get(nearest(wanted.id, by_id)) or by_title.get(nearest(title, by_title))
                # A heading in the very words of the model has lost its id, though another id may be more like it.
                alike = by_title.get(title) or near
                if alike:
                    claimed[wanted.id] = alike
                    free.remove(alike)
        return claimed

    def demanded_sections(self, page: Page) -> frozenset[str]:
        """Give the ids of the sections whose absence from a page is an error."""
        kind = self.kind(page)
        if kind is None or page.draft or not page.whole:
            return frozenset()
        required = kind.sections(self.page_conditions(page.id))
        return frozenset(section.id for section in required if self.profile == "complete" or section.mark[0] in "SC")

    def told_as_missing(self, page: Page) -> tuple[Section, ...]:
        """Give the headings that missing-section tells, and not as advice: without id, at another level, in a list …"""
        told = self.demanded_sections(page)
        wrong_level = (section for section in page.sections if section.id in told and section.level != 2)
        without_id = (section for id, section in self.claimed(page).items() if id in told)
        unsupported = (section for section in page.unsupported if section.id in told and not page.section(section.id))
        return (*wrong_level, *without_id, *unsupported)

    @cached_property
    def configured_languages(self) -> tuple[tuple[str, ...], Place]:
        """The languages of static-i18n in mkdocs.yml, the default first, and where they stand."""
        plugins = self.config.value.get("plugins") if isinstance(self.config.value, dict) else None
        for index, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
            settings = plugin.get("i18n") if isinstance(plugin, dict) else None
            languages = settings.get("languages") if isinstance(settings, dict) else None
            if isinstance(languages, list):
                records = [language for language in languages if isinstance(language, dict) and language.get("locale")]
                first = sorted(records, key=lambda record: record.get("default") != "true")
                place = self.config.place("plugins", index, "i18n", "languages")
                return tuple(str(record["locale"]) for record in first), place
        return (), Place("mkdocs.yml")

    @cached_property
    def vague_words(self) -> frozenset[str]:
        """Link texts that say nothing, in any language."""
        return frozenset(self.model.phrases.vague_links)

    @cached_property
    def contacts(self) -> frozenset[str]:
        """The mailboxes and telephones that data holds, plain: lower case, without spaces or the country's prefix."""
        return frozenset(
            plain_contact(value) for source in self.facts.sources.values() for value in _CONTACT.findall(source.text)
        )

    def plan_of(self, page: str) -> Plan | None:
        """Give the plan whose page this is."""
        folder, _, name = page.rpartition("/")
        return self.facts.plans.get(name) if folder == "plans" else None

    def knows(self, collection: str, key: str) -> bool:
        """Was such a key written? Where a file could not be read, every key of it may have been."""
        return collection in self.facts.unread or key in self.facts.keys.get(collection, ())

    # Blocks.

    def block_name(self, block: Block) -> str:
        """Give what a block of ours shows: its first word."""
        return block.words[0] if block.name == "guide" and block.words else ""

    def block_key(self, page: Page, block: Block) -> str:
        """Give the key that a block is about: as given, or by the name of the page."""
        return self.given_key(block) or page.id.rsplit("/", 1)[-1]

    def given_key(self, block: Block) -> str:
        """Give the key that a block names, or ""; the word `dont` marks an example of what not to do."""
        return next((word for word in block.words[1:] if word != "dont"), "")

    def block_anchors(self, page: Page, block: Block) -> Iterator[str]:
        """Give the ids of the rows that a block of a page shows, in order."""
        yield from self.anchors_of(self.block_name(block), self.block_key(page, block))

    def anchors_of(self, name: str, key: str) -> Iterator[str]:
        """Give the ids of the rows that the block `name`, which is about `key`, shows, in order."""
        spec = self.model.blocks.guide.get(name)
        if spec and spec.rows and spec.anchor:
            for row in self.row_keys(spec.rows, key if spec.key == "plans" else None):
                yield f"{spec.anchor}-{row}"

    def block_of(self, anchor: str) -> str:
        """Give the block that would show the row with this id, or "" where there is no such row."""
        for name, spec in self.model.blocks.guide.items():
            key = anchor.removeprefix(f"{spec.anchor}-") if spec.rows and spec.anchor else anchor
            if spec.rows and key != anchor and key in self.row_keys(spec.rows, None):
                return name
        return ""

    def names_row(self, anchor: str) -> bool:
        """Has this the form of the id of a row, whether or not there is such a row?"""
        specs = self.model.blocks.guide.values()
        return any(spec.anchor and anchor.startswith(f"{spec.anchor}-") for spec in specs)

    def row_keys(self, rows: str, plan: str | None) -> tuple[str, ...]:
        """Give the keys of the rows of a collection, or of a list of one plan."""
        if plan is not None:
            return self.facts.plans[plan].written(rows) if plan in self.facts.plans else ()
        if rows == "questions":
            return tuple(self.facts.tree.record.questions) if self.facts.tree else ()
        if rows in ("levels", "steps"):
            return tuple(getattr(self.facts, rows))
        if rows == "terms":
            # A term without a definition is vocabulary for the search, and no row of the glossary.
            terms = self.facts.terms
            keys = self.facts.keys.get(rows, ())
            return tuple(key for key in keys if key not in terms or terms[key].record.definition)
        return self.facts.keys.get(rows, ())

    # Links.

    @cached_property
    def anchors(self) -> Callable[[Page], frozenset[str]]:
        """Give every id in a page that a link can lead to: headings, attributes, raw HTML and rows of blocks."""
        known: dict[str, frozenset[str]] = {}

        def anchors(page: Page) -> frozenset[str]:
            if page.path not in known:
                rows = (anchor for block in page.blocks for anchor in self.block_anchors(page, block))
                known[page.path] = page.anchors | frozenset(rows)
            return known[page.path]

        return anchors

    def shown(self, language: str, id: str) -> Page | None:
        """Give the page that a reader of this language sees: the translation, or the source as a fallback."""
        return self.page(language, id) or self.source_page(id)

    def is_file(self, path: str) -> bool:
        """Is there such a file below docs/?"""
        return path in self._files

    @cached_property
    def _files(self) -> frozenset[str]:
        base = self.root / "docs"
        paths = (Path(folder) / name for folder, _, names in os.walk(base, followlinks=True) for name in names)
        return frozenset(path.relative_to(base).as_posix() for path in paths)

    @cached_property
    def page_ids(self) -> tuple[str, ...]:
        """The ids of all published pages, in any language."""
        return tuple(sorted({id for _, id in self.pages}))

    def required_section(self, page: Page, id: str) -> Section | None:
        """Give a section of a page that is there and at the level that the model asks (h2)."""
        section = page.section(id)
        return section if section and section.level == 2 else None

    # Texts.

    def source_line(self, path: str, line: int) -> str:
        """Give a line of a file that was read, or "" where there is none."""
        source = self._sources.get(path)
        return source.line(line) if source else ""

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        pages = {page.path: page.source for page in self.all_pages}
        config = {"mkdocs.yml": read_source(self.root, "mkdocs.yml", "invalid-data")} if self.config.value else {}
        return {**pages, **self.facts.sources, **config}


def load_guide(root: Path, *, profile: str | None = None, today: date, progress: Progress | None = None) -> Guide:
    """Read the guide at `root`: never fails on what its files say.

    `profile` takes the place of the institution's; `progress` is told how many pages of how many were read.
    Raises CannotJudgeError where there is no guide to judge.
    """
    if not root.is_dir():
        raise CannotJudgeError("no-root", path=str(root))
    if not (root / "docs").is_dir():
        raise CannotJudgeError("no-docs", path=str(root))
    try:
        names = sorted(entry.name for entry in os.scandir(root / "docs") if entry.is_dir())
    except OSError as error:
        raise CannotJudgeError("unreadable", path="docs", reason=error.strerror or "") from None
    model = load_model(root)
    folders = tuple(name for name in names if _LOCALE.fullmatch(name))
    facts = load_facts(root, folders)
    languages = facts.institution.record.languages
    problems: list[Finding] = []
    pages: dict[tuple[str, str], Page] = {}
    drafts: dict[tuple[str, str], Page] = {}
    strays: list[Page] = []
    paths: list[str] = []
    for item in walk(root, "docs", "invalid-page", ".md"):
        if isinstance(item, Finding):
            problems.append(item)
        else:
            paths.append(item)
    for count, path in enumerate(paths):
        if progress:
            progress(count, len(paths))
        source = read_source(root, path, "invalid-page")
        parts = PurePosixPath(path).with_suffix("").parts[1:]
        if parts[0] in languages and len(parts) > 1:
            page = read_page(source, parts[0], "/".join(parts[1:]))
            (drafts if page.draft else pages)[page.language, page.id] = page
        else:
            strays.append(read_page(source, languages[0], "/".join(parts)))
    misplaced = tuple(name for name in folders if name not in languages)
    config = _read_config(root)
    return Guide(
        root,
        today,
        profile or facts.institution.record.profile,
        model,
        facts,
        pages,
        drafts,
        tuple(strays),
        misplaced,
        config,
        tuple(problems),
    )


def _read_config(root: Path) -> Document:
    """Read mkdocs.yml, whose tags (`!!python/name:…`) mean nothing to us; empty where there is none."""
    if not (root / "mkdocs.yml").is_file():
        return Document("mkdocs.yml", None)
    return read_document(read_source(root, "mkdocs.yml", "invalid-data"), "invalid-data")


def plain_contact(value: str) -> str:
    """Give a mailbox or telephone as it is compared: lower case, without spaces and without Spain's prefix."""
    if "@" in value:
        return value.casefold()
    return re.sub(r"[ .-]", "", value).removeprefix("+34").removeprefix("0034")
