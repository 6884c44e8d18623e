"""The pages that a guide must have, and the pages whose name seems to be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guiaviva.facts.loading import COLLECTIONS, Facts
from guiaviva.guide import rows
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide

# How the names of Markdown files end besides `.md`; and how other programs have them end that change a name.
_PAGE = re.compile(r"(?!md\Z)(?i:md|mdx|mdown|mkdn?|markdown|(?:md|markdown)\.txt)")
_MAY_BE_PAGE = re.compile(r"(?i:md\W*|md\.\w+|txt|text|m|mdd)?(?<!\Amd)")


@dataclass(frozen=True)
class Demands:
    """What pages a guide must have, and which of those that it has seem to stand for another."""

    guide: Guide

    @cached_property
    def pages(self) -> frozenset[str]:
        """The ids of the pages that must exist: by the model, and for each network in use and each plan."""
        guide = self.guide
        fixed = (id for kind in guide.model.kinds.values() for id, _, _ in kind.pages(guide.conditions))
        networks = (f"networks/{key}" for key in guide.networks_in_use)
        return frozenset((*fixed, *networks, *(f"plans/{key}" for key in guide.facts.keys["plans"])))

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The marks of the demands for pages whose absence is an error, by path."""
        guide = self.guide
        pages = (one for kind in guide.model.kinds.values() for one in kind.pages(guide.conditions))
        return {guide.path(id): mark for id, mark, _ in pages if mark[0] in "SC" or guide.profile == "complete"}

    @cached_property
    def unwritten(self) -> frozenset[str]:
        """The languages in which there is no page, not even a draft."""
        guide = self.guide
        return frozenset(guide.languages) - {language for language, _ in (*guide.pages, *guide.drafts)}

    def lacks_all(self, language: str) -> bool:
        """Return whether a whole language is missing or in a folder of another name; language-mismatch reports it."""
        source = self.guide.source_language
        return language in self.unwritten and (language != source or bool(self.guide.misplaced))

    def hidden(self, path: str) -> bool:
        """Return whether a page seems to be the one of this path, unreadable or under a wrong name: reported once."""
        return path in self._hidden or self.lacks_all(path.split("/")[1]) or path.startswith(self._unread)

    def reported(self, id: str) -> bool:
        """Return whether it is reported already that a page is missing, so that links to it are not."""
        missing = id in self.pages and self.guide.source_page(id) is None
        return missing or self.hidden(self.guide.path(id)) or id in self._elsewhere

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """The ids of the pages that exist in another language than the source, and should in that."""
        guide = self.guide
        pages = (page for page in guide.pages.values() if guide.source_page(page.id) is None and guide.kind(page))
        return frozenset(page.id for page in pages)

    @cached_property
    def lacking_data(self) -> Mapping[str, tuple[str, Page] | None]:
        """The files of data, by name, that are gone or empty though they are needed, with a block and page that do.

        None stands for those that no block needs, but to which other data refers.
        """
        facts = self.guide.facts
        lacking: dict[str, tuple[str, Page] | None] = {}
        for page in self.guide.source_pages:
            for block in page.blocks:
                spec = self.guide.model.blocks.guide.get(rows.block_name(block))
                for name in spec.needs if spec else ():
                    lacking.setdefault(name, (rows.block_name(block), page))
        for _, _, collection in facts.references:
            lacking.setdefault(collection, None)
        broken = {problem.place.path for problem in facts.problems}
        empty = (name for name in lacking if f"data/{name}.yml" not in broken and _is_empty(facts, name))
        return {name: lacking[name] for name in empty}

    @cached_property
    def _unread(self) -> tuple[str, ...]:
        """The folders that are not read, with a `/` at their end."""
        return tuple(f"{problem.place.path}/" for problem in self.guide.problems if problem.rule == "invalid-page")

    @cached_property
    def _hidden(self) -> frozenset[str]:
        guide = self.guide
        # That a page of no kind may be meant for one that every guide must have is a warning, and no excuse.
        renamed = (
            guide.path(meant, page.language)
            for page, meant in self.misnamed
            if meant and (guide.kind(page) or page.language != guide.source_language or page.path in self.renamed)
        )
        moved = (
            guide.path(f"{folder}/{page.id.rpartition('/')[2]}", page.language)
            for page in guide.pages.values()
            if (folder := self.folder_of(page))
        )
        unread = (problem.place.path for problem in guide.problems)
        return frozenset((*unread, *renamed, *moved, *self.other_endings.values()))

    @cached_property
    def other_endings(self) -> Mapping[str, str]:
        """The files that are pages under another ending, or seem to be one that is missing, with the right paths."""
        known = {*self.pages, *self._languages}
        found: dict[str, str] = {}
        for file in sorted(self.guide.files):
            language, _, rest = file.partition("/")
            folder, _, name = rest.rpartition("/")
            stem, ending = (name.partition(".")[::2]) if not name.startswith(".") else ("", "")
            id = f"{folder}/{stem}" if folder else stem
            there = language not in self.guide.languages or any(
                (language, id) in pages for pages in (self.guide.pages, self.guide.drafts)
            )
            if stem and not there and (_PAGE.fullmatch(ending) or (id in known and _MAY_BE_PAGE.fullmatch(ending))):
                found[f"docs/{file}"] = self.guide.path(id, language)
        return found

    @cached_property
    def misnamed(self) -> tuple[tuple[Page, str], ...]:
        """Pages of no kind, or of a network or plan that data does not know, with the id that seems meant, or ""."""
        return tuple((page, self._meant(page)) for page in self.guide.pages.values() if self._is_misnamed(page))

    @cached_property
    def renamed_folders(self) -> Mapping[tuple[str, str], str]:
        """What folders should be called whose pages are of no kind, by language and name.

        Another folder lacks pages of the same names there, at least two, and half of those that the folder has.
        """
        known = {*self.pages, *(id for id in self._languages)}
        found: dict[tuple[str, str], str] = {}
        for language in self.guide.languages:
            ids = {id for one, id in self.guide.pages if one == language}
            strange, absent = _by_folder(id for id in ids if self._is_strange(language, id)), _by_folder(known - ids)
            for folder, names in strange.items():
                shared = {other: len(names & theirs) for other, theirs in absent.items() if other != folder}
                best = max(sorted(shared), key=shared.__getitem__, default="")
                if best and shared[best] > 1 and 2 * shared[best] >= len(names):
                    found[language, folder] = best
        return found

    def folder_of(self, page: Page) -> str:
        """Return the folder in which a page should be that is in a renamed one, or ""."""
        return self.renamed_folders.get((page.language, page.id.rpartition("/")[0]), "")

    def _is_strange(self, language: str, id: str) -> bool:
        page = self.guide.pages[language, id]
        return "/" in id and (self.guide.kind(page) is None or page.path in self.renamed)

    @cached_property
    def lost_plans(self) -> frozenset[str]:
        """The keys of plans that have a page and no data: that is reported, and not what refers to them."""
        pages = (page.id.partition("/") for page in self.guide.source_pages)
        return frozenset(key for folder, _, key in pages if folder == "plans" and not self.guide.knows("plans", key))

    def _is_misnamed(self, page: Page) -> bool:
        """Return whether a page is of no kind, of no record, or of no other language and like one that is missing."""
        return self._is_unknown(page) or page.path in self.renamed

    def _is_unknown(self, page: Page) -> bool:
        guide, kind = self.guide, self.guide.kind(page)
        if page.language != guide.source_language:
            return kind is None and guide.source_page(page.id) is None
        each = kind.spec.for_each if kind else None
        return kind is None or (each is not None and not guide.knows(each, page.id.rpartition("/")[2]))

    def _meant(self, page: Page) -> str:
        """Return the id of a page that is missing in this language and is like this one or named so, or ""."""
        if page.path in self.renamed:
            return self.renamed[page.path]
        guide = self.guide
        folder, _, name = page.id.rpartition("/")
        keys = (f"{each}/{key}" for each in ("networks", "plans") for key in guide.facts.keys[each])
        ids = {*self.pages, *keys, *(source.id for source in guide.source_pages)}
        present = {id for language, id in (*guide.pages, *guide.drafts) if language == page.language}
        alike = (id for id in ids - present if nearest(name, (id.rpartition("/")[2],)))
        return nearest(page.id, (id for id in alike if guide.kind(page) is None or id.startswith(f"{folder}/")))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The pages, by path, whose file has another name than in the other languages, with the id that it has there.

        Such a page exists in one language, and has the same ids of sections as one that is missing in that language.
        Of two pages that are each the other's in this way, one is right.
        """
        alone = {page.id: page for page in self.guide.pages.values() if len(self._languages[page.id]) == 1}
        found = {id: self._original(page) for id, page in alone.items()}
        right = {
            id
            for id, other in found.items()
            if found.get(other) == id and self._rank(alone[id]) > self._rank(alone[other])
        }
        return {alone[id].path: other for id, other in found.items() if other and id not in right}

    def _rank(self, page: Page) -> tuple[bool, bool, bool]:
        """Return how far the name of a page is to be trusted, to compare with another that may be right instead."""
        kind = self.guide.kind(page)
        each = kind.spec.for_each if kind else None
        known = kind is not None and (each is None or self.guide.knows(each, page.id.rpartition("/")[2]))
        return page.id in self.pages, known, page.language == self.guide.source_language

    def _original(self, page: Page) -> str:
        ids, name = _ids(page), page.id.rpartition("/")[2]
        absent = (id for id, languages in self._languages.items() if page.language not in languages)
        others = ((id, self.guide.pages[min(self._languages[id]), id]) for id in absent)
        alike = [id for id, other in others if ids == _ids(other) and (len(ids) > 1 or id.rpartition("/")[2] == name)]
        return nearest(page.id, alike) or (alike[0] if len(alike) == 1 else "")

    @cached_property
    def _languages(self) -> Mapping[str, frozenset[str]]:
        """The languages in which a page is published, by its id."""
        languages: dict[str, set[str]] = {}
        for language, id in self.guide.pages:
            languages.setdefault(id, set()).add(language)
        return {id: frozenset(having) for id, having in languages.items()}


def _by_folder(ids: Iterable[str]) -> dict[str, set[str]]:
    """Return the last parts of ids that are in a folder, by folder."""
    names: dict[str, set[str]] = {}
    for id in ids:
        folder, _, name = id.rpartition("/")
        if folder:
            names.setdefault(folder, set()).add(name)
    return names


def _is_empty(facts: Facts, name: str) -> bool:
    """Return whether a file of records has none, though it is no file that could not be read."""
    single = {
        "decision-tree": ("tree", facts.tree),
        "crisis": ("levels", facts.levels),
        "incident": ("steps", facts.steps),
    }
    if name not in single and name not in COLLECTIONS:
        return False
    key, value = single.get(name, (name, facts.keys.get(name)))
    return key not in facts.unread and not value


def _ids(page: Page) -> frozenset[str]:
    """Return the ids that are written at the headings of a page."""
    return frozenset(section.id for section in page.sections if section.explicit)
