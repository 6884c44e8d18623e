"""The pages that a guide must have, and the pages whose name seems to be wrong."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from guiaviva.facts.loading import COLLECTIONS, Facts
from guiaviva.guide.blocks import block_name
from guiaviva.guide.guide import Guide, once
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

# How the names of Markdown files end besides `.md`; and how other programs have them end that change a name.
_PAGE = re.compile(r"(?!md\Z)(?i:md|mdx|mdown|mkdn?|markdown|(?:md|markdown)\.txt)")
_MAY_BE_PAGE = re.compile(r"(?i:md\W*|md\.\w+|txt|text|m|mdd)?(?<!\Amd)")


@dataclass(frozen=True)
class Demands:
    """What pages a guide must have, and which of those that it has seem to stand for another."""

    guide: Guide
    _absent_in: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

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
        guide, rules = self.guide, self.guide.model.rules
        marks = {id: mark for kind in guide.model.kinds.values() for id, mark, _ in kind.pages(guide.conditions)}
        marks |= {f"networks/{key}": rules["network-without-policy"].level for key in guide.networks_in_use}
        marks |= {f"plans/{key}": rules["plan-without-page"].level for key in guide.facts.keys["plans"]}
        errors = {id: mark for id, mark in marks.items() if mark[0] in "SC" or guide.profile == "complete"}
        return {guide.path(id): mark for id, mark in errors.items()}

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
        """Return whether a page is reported already: by itself, or with its whole language."""
        return self.mistaken(path) or self.lacks_all(path.split("/")[1])

    def mistaken(self, path: str) -> bool:
        """Return whether this one page seems to be there, unreadable or under a wrong name: reported once."""
        return path in self._hidden or path.startswith(self._unread)

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
                spec = self.guide.model.blocks.guide.get(block_name(block))
                for name in spec.needs if spec else ():
                    lacking.setdefault(name, (block_name(block), page))
        for _, _, collection in facts.references:
            lacking.setdefault(collection, None)
        broken = {problem.place.path for problem in facts.problems}
        empty = (name for name in lacking if f"data/{name}.yml" not in broken and is_empty(facts, name))
        return {name: lacking[name] for name in empty}

    @cached_property
    def _unread(self) -> tuple[str, ...]:
        """The folders that are not read, with a `/` at their end."""
        return tuple(f"{problem.place.path}/" for problem in self.guide.problems if problem.rule == "invalid-page")

    @cached_property
    def _hidden(self) -> frozenset[str]:
        misnamed = (self.guide.path(meant, page.language) for page, meant in self.misnamed if meant)
        unread = (problem.place.path for problem in self.guide.problems)
        return frozenset((*unread, *misnamed, *self.other_endings.values()))

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
        folder, _, name = page.id.rpartition("/")
        alike = [id for id in self._absent(page.language) if nearest(name, (_name(id),))]
        return nearest(page.id, (id for id in alike if self.guide.kind(page) is None or id.startswith(f"{folder}/")))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The pages, by path, that are in another folder or under another name than they should, with the right id."""
        pages = [(page, self._moved(page) or self._original(page)) for page in self.guide.pages.values()]
        originals = {(page.language, page.id): id for page, id in pages if id}
        return {page.path: id for page, id in pages if id and not self._is_right(page, id, originals)}

    def _moved(self, page: Page) -> str:
        """Return the id of the missing page that has the same name, in another folder, as one that nothing asks for."""
        of_source = page.language == self.guide.source_language or self.guide.source_page(page.id)
        if of_source and self.guide.kind(page) is not None:
            return ""
        alike = [id for id in self._absent(page.language) if _name(id) == _name(page.id)]
        return alike[0] if len(alike) == 1 else nearest(page.id, alike)

    def _original(self, page: Page) -> str:
        """Return the id of the missing page that has the ids of sections of a page which is in one language alone."""
        ids = _ids(page)
        if len(ids) < 2 or len(self._languages[page.id]) > 1:
            return ""
        absent = (id for id in self._languages if id in self._absent(page.language))
        alike = [id for id in absent if ids == _ids(self.guide.pages[min(self._languages[id]), id])]
        return nearest(page.id, alike) or (alike[0] if len(alike) == 1 else "")

    def _is_right(self, page: Page, id: str, originals: Mapping[tuple[str, str], str]) -> bool:
        """Return whether, of two pages that seem to be each other, this one has the right name."""
        others = (self.guide.pages[language, id] for language in self._languages.get(id, ()))
        mutual = [other for other in others if originals.get((other.language, id)) == page.id]
        return any(self._rank(page) > self._rank(other) for other in mutual)

    def _rank(self, page: Page) -> tuple[bool, bool, bool]:
        """Return how far the name of a page is to be trusted, to compare with another that may be right instead."""
        return page.id in self.pages, not self._is_unknown(page), page.language == self.guide.source_language

    def _absent(self, language: str) -> frozenset[str]:
        """Return the ids of the pages that a language lacks: demanded, of a record of data, or in another language."""
        if language not in self._absent_in:
            keys = (f"{each}/{key}" for each in ("networks", "plans") for key in self.guide.facts.keys[each])
            present = {id for each, id in (*self.guide.pages, *self.guide.drafts) if each == language}
            self._absent_in[language] = frozenset({*self.pages, *self._languages, *keys} - present)
        return self._absent_in[language]

    @cached_property
    def _languages(self) -> Mapping[str, frozenset[str]]:
        """The languages in which a page is published, by its id."""
        languages: dict[str, set[str]] = {}
        for language, id in self.guide.pages:
            languages.setdefault(id, set()).add(language)
        return {id: frozenset(having) for id, having in languages.items()}


@once
def demands_of(guide: Guide) -> Demands:
    """Return the pages that a guide must have, and those whose name seems to be wrong."""
    # They are kept in the guide: if they kept it too, a former guide would stay until all memory is searched.
    other = copy(guide)
    other.__dict__.pop("made", None)
    return Demands(other)


def _name(id: str) -> str:
    """Return the last part of an id, without its folders."""
    return id.rpartition("/")[2]


def is_empty(facts: Facts, name: str) -> bool:
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
