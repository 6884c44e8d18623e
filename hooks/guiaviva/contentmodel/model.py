"""The content model, as the rest of the program asks for it: what a guide must contain, and in what words to say so."""

import fnmatch
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from guiaviva.contentmodel.specs import BlocksFile, FieldSpec, KindSpec, PageBlock, RuleSpec
from guiaviva.contentmodel.words import LanguageSpec, ProseSpec
from guiaviva.language import FALLBACK

T = TypeVar("T")

Texts = Mapping[str, str]
"""A text by language."""
Words = Mapping[str, Mapping[str, Texts]]
"""The program's words: group → key → language → text."""


@dataclass(frozen=True)
class Wording:
    """A message and its fix, by language."""

    message: Texts
    fix: Texts


class Rule(RuleSpec):
    """A rule with its level and its words, by language."""

    message: dict[str, str] = {}
    fix: dict[str, str] = {}
    variants: dict[str, Wording] = {}


@dataclass(frozen=True)
class Phrases:
    """What rules look for in pages, in all languages together."""

    placeholders: tuple[str, ...]
    """Phrases that were meant to be replaced."""
    unfinished: tuple[str, ...]
    """The same, only where no word follows."""
    bracketed: tuple[str, ...]
    """The same, only at the beginning of what is in square brackets."""
    vague_links: tuple[str, ...]
    """Link texts that do not say where the link leads."""
    free_mail: tuple[str, ...]
    """Providers of mail for anyone: the name in their domain, whatever the country."""
    closed_services: tuple[str, ...]
    """Networks and services around them that were closed."""
    demonstration: tuple[str, ...]
    """The names of the invented institution of the guide that comes with the program."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section, and what is to be written there."""

    title: Texts
    write: Texts


@dataclass(frozen=True)
class Section:
    """A section that a page must have."""

    id: str
    mark: str
    words: int
    title: Texts
    write: Texts
    block: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of page, with its id and with the defaults filled in."""

    id: str
    spec: KindSpec
    front_matter: Mapping[str, str]
    words: int
    title: Texts
    titles: Mapping[str, Texts]
    """Titles of single pages, by the name that they have in `spec.pages`."""
    headings: Mapping[str, Heading]
    """Of each section."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths and patterns of its pages."""
        return (self.spec.path,) if isinstance(self.spec.path, str) else tuple(self.spec.path)

    def sections(self, conditions: frozenset[str]) -> tuple[Section, ...]:
        """Return the sections that are required where the named conditions hold, in order."""
        if conditions not in self._required:
            sections = (section for section, when in self._sections if when is None or when in conditions)
            self._required[conditions] = tuple(sections)
        return self._required[conditions]

    @cached_property
    def _required(self) -> dict[frozenset[str], tuple[Section, ...]]:
        """What has been asked for: each rule asks it of every page."""
        return {}

    @cached_property
    def _sections(self) -> tuple[tuple[Section, str | None], ...]:
        return tuple(
            (
                Section(
                    id,
                    one.mark,
                    self.words if one.words is None else one.words,
                    self.headings[id].title,
                    self.headings[id].write,
                    one.block or "",
                ),
                one.when,
            )
            for id, one in self.spec.sections.items()
        )

    def block(self, page: str) -> PageBlock | None:
        """Return the block that a page of this kind must have, by its id."""
        spec = self.spec.pages.get(page) or self.spec.pages.get(page.rpartition("/")[2])
        return spec.block if spec and spec.block else self.spec.block

    def pages(self, conditions: frozenset[str]) -> Iterator[tuple[str, str, Texts]]:
        """Return id, mark and title of each page of this kind that must exist where the named conditions hold.

        The pages that stand for the records of a collection (`for_each`) are not among them.
        """
        mark = self.spec.mark
        if self.spec.stricter and self.spec.stricter.when in conditions:
            mark = self.spec.stricter.mark
        if self.spec.for_each is None:
            for path in self.paths:
                if "*" not in path and mark:
                    yield path, mark, self.title_of(path)
        for name, page in self.spec.pages.items():
            if page.mark and len(self.paths) == 1:
                yield self.paths[0].replace("*", name), page.mark, self.title_of(name)

    def title_of(self, page: str) -> Texts:
        """Return the title of a page of this kind, by its path or the last part of it; that of the kind for others."""
        return self.titles.get(page) or self.titles.get(page.rpartition("/")[2]) or self.title


# The groups of words that commands alone say.
_OF_COMMANDS = frozenset(
    {
        "cannot",
        "difference",
        "done",
        "entry",
        "explain",
        "import",
        "measures",
        "news",
        "owners",
        "preview",
        "server",
        "sheet",
        "start",
        "terminal",
        "todo",
        "upgrade",
    }
)


@dataclass(frozen=True)
class ContentModel:
    """The whole content model. `kinds` are in the order of the navigation."""

    kinds: Mapping[str, Kind]
    fields: Mapping[str, FieldSpec]
    groups: Mapping[str, Texts]
    rules: Mapping[str, Rule]
    words: Words
    blocks: BlocksFile
    phrases: Phrases
    search: Mapping[str, LanguageSpec]
    prose: Mapping[str, ProseSpec]
    languages: tuple[str, ...]
    """The languages that the program has words of, whether or not they were read."""
    fingerprint: str
    """A digest of the files of the model, and of the words that were read."""
    messages: frozenset[str]
    """The kinds of message of which there are examples."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @property
    def _shown(self) -> Iterator[Texts]:
        """What readers of the site may see of the program's texts, by language."""
        for name, group in self.words.items():
            yield from group.values() if name not in _OF_COMMANDS else ()
        yield from self.groups.values()
        for kind in self.kinds.values():
            yield from (kind.title, *kind.titles.values())

    def untranslated(self, language: str) -> int:
        """Return how many of the texts that the site shows there are in English and not in a language."""
        return sum(FALLBACK in each and language not in each for each in self._shown)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made of the model alone and takes long to make; `key` is what it is called."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def kind_of(self, page: str) -> Kind | None:
        """Return the kind of a page by its id, or None; an exact path wins, then a pattern that names the file."""
        if page not in self._kinds:
            self._kinds[page] = next((kind for pattern, kind in self._patterns if _matches(pattern, page)), None)
        return self._kinds[page]

    @cached_property
    def _kinds(self) -> dict[str, Kind | None]:
        """The kinds by exact path, and of what was asked for; a preview asks for all pages after each change."""
        return {path: kind for kind in self.kinds.values() for path in kind.paths if "*" not in path}

    @cached_property
    def _patterns(self) -> tuple[tuple[str, Kind], ...]:
        pairs = [(path, kind) for kind in self.kinds.values() for path in kind.paths if "*" in path]
        return tuple(sorted(pairs, key=lambda pair: "*" in pair[0].rsplit("/", 1)[-1]))

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The languages in which the program's words were read."""
        return tuple(self.words["report"]["error"])


def _matches(pattern: str, page: str) -> bool:
    wanted, given = pattern.split("/"), page.split("/")
    return len(wanted) == len(given) and all(map(fnmatch.fnmatchcase, given, wanted))
