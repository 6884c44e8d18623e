"""The pages that a guide must have, and the pages whose name seems to be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guiaviva.facts.loading import COLLECTIONS, Facts
from guiaviva.guide import rows
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide


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
        return path in self._hidden or self.lacks_all(path.split("/")[1])

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
    def _hidden(self) -> frozenset[str]:
        guide = self.guide
        # That a page of no kind is there instead of one that every guide must have is a warning, and no excuse.
        renamed = (
            guide.path(meant, page.language)
            for page, meant in self.misnamed
            if meant and (guide.kind(page) or page.language != guide.source_language)
        )
        return frozenset((*(problem.place.path for problem in guide.problems), *renamed))

    @cached_property
    def misnamed(self) -> tuple[tuple[Page, str], ...]:
        """Pages of no kind, or of a network or plan that data does not know, with the id that seems meant, or ""."""
        return tuple((page, self._meant(page)) for page in self.guide.pages.values() if self._is_misnamed(page))

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
        ids = _ids(page)
        absent = (id for id, languages in self._languages.items() if page.language not in languages)
        others = ((id, self.guide.pages[min(self._languages[id]), id]) for id in absent)
        alike = [id for id, other in others if len(ids) > 1 and ids == _ids(other)]
        return nearest(page.id, alike) or (alike[0] if len(alike) == 1 else "")

    @cached_property
    def _languages(self) -> Mapping[str, frozenset[str]]:
        """The languages in which a page is published, by its id."""
        languages: dict[str, set[str]] = {}
        for language, id in self.guide.pages:
            languages.setdefault(id, set()).add(language)
        return {id: frozenset(having) for id, having in languages.items()}


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
