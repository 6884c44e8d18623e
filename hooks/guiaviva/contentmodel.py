"""The content model, read from `model/`: what a guide must contain, and the words of the program."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import TypeAdapter

from guiaviva.cache import Cache, digest
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import Key, Line, Number, Text, YesNo, matching
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.validation import Record, validate

ENGINE = Path(__file__).resolve().parents[2]
"""The folder of the program, whose `model/` serves every guide that has none of its own."""

Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The program's words: group → key → language → text."""
Condition = Literal["several-accounts", "specific-plan"]
Mark = Annotated[str, matching("mark", r"S\d+|C|G|P")]
RuleLevel = Annotated[str, matching("level", r"error|warning|advice|mark|S\d+|C|G|P")]


class FieldSpec(Record):
    """A front matter field: what it may hold, and whether it is in the source language alone."""

    type: Literal["text", "date", "months", "role", "units", "words", "choice", "hashes"]
    source: YesNo = False
    values: list[Line] = []


class SectionSpec(Record):
    """A required section; `write` says to the editor what to write there."""

    mark: Mark
    words: Number | None = None
    when: Condition | None = None
    block: Key | None = None
    """The block without which the section does not say what it must: a page lives from it."""
    title: Text
    write: Text


class Stricter(Record):
    """A mark that takes the place of the page's own where the condition is true."""

    when: Condition
    mark: Mark


class PageBlock(Record):
    """A block without which a page shows nothing of what it is there for, wherever in the page it is."""

    mark: Mark
    name: Key


class PageSpec(Record):
    """A page that must exist below a pattern, or the title of one of several paths."""

    mark: Mark | None = None
    title: Text
    block: PageBlock | None = None


class KindSpec(Record):
    """A kind of page."""

    path: Line | list[Line]
    group: Key
    title: Text
    mark: Mark | None = None
    stricter: Stricter | None = None
    for_each: Literal["networks", "plans"] | None = None
    block: PageBlock | None = None
    """The block of every page of this kind that has none of its own in `pages`."""
    pages: dict[Line, PageSpec] = {}
    sections: dict[Key, SectionSpec] = {}
    front_matter: dict[Line, Mark] | None = None


class Defaults(Record):
    """The values of a kind that does not set its own."""

    words: Number
    front_matter: dict[Line, Mark]


class KindsFile(Record):
    """model/kinds.yml"""

    defaults: Defaults
    fields: dict[Line, FieldSpec]
    groups: dict[Key, Text]
    kinds: dict[Key, KindSpec]
    marks: dict[Line, Line]


class Wording(Record):
    """A message and its fix, in every language."""

    message: Text
    fix: Text


class RuleSpec(Record):
    """A rule's level and words. `dated`: it depends on the date, so it is never an error. `fixed`: its level stays.

    `first`: it is reported before all else. `in_drafts`: it is more than advice in a draft too.
    `comparing`: it compares translations, so it is not reported where one of them has an error.
    """

    level: RuleLevel
    dated: YesNo = False
    fixed: YesNo = False
    first: YesNo = False
    in_drafts: YesNo = False
    comparing: YesNo = False
    message: Text | None = None
    fix: Text | None = None
    variants: dict[Key, Wording] = {}
    words_of: Key | None = None
    """The rule whose words are used where this one has none of its own."""


class BlockSpec(Record):
    """A block `/// guide | name`, and the data that it shows."""

    key: Literal["roles", "networks", "situations", "plans"] | None = None
    """The collection of the one record that it shows: that of the key given, or of the page itself."""
    needs: list[Key] = []
    """The files of data/ without which it shows nothing."""
    rows: Line | None = None
    anchor: Key | None = None
    """Each row has the id `⟨anchor⟩-⟨key⟩`."""
    content: YesNo = False
    """It shows the text within it, and may be marked as an example of what not to do."""


class BlocksFile(Record):
    """model/blocks.yml"""

    guide: dict[Key, BlockSpec]
    others: list[Key]
    """Blocks of the Markdown extensions, which are not ours."""


class PhrasesFile(Record):
    """model/phrases.yml"""

    placeholders: list[Line]
    """Phrases that were meant to be replaced."""
    unfinished: list[Line]
    """The same, only where no word follows."""
    bracketed: list[Line] = []
    """The same, only at the beginning of what is in square brackets."""
    vague_links: list[Line]
    """Link texts that do not say where the link leads."""
    free_mail: list[Line] = []
    """Providers of mail for anyone: the name in their domain, whatever the country."""
    demonstration: list[Line]
    """The names of the invented institution of the guide that comes with the program."""


class LanguageSpec(Record):
    """model/search/⟨language⟩.yml: how the search reads a language, and in what words its readers look for things."""

    stemmer: Line | None = None
    """The Snowball stemmer, by its English name. Without one, only the very form that is typed is found."""
    stop_words: list[Line] = []
    """Words that are too common to search for: they count only where a query has no others."""
    elisions: list[Line] = []
    """Letters before an apostrophe and a vowel, so that `lescola` is read as `l'escola`."""
    definitions: list[Line] = []
    """How people ask what a word means: `what is {term}`."""
    asked: dict[Line, list[Line]] = {}
    """What people type who look for a page, a section or one of every page of a pattern: `networks/*#profile`."""


class SecretWords(Record):
    """How a language names what must stay secret, and gives it away."""

    passwords: list[Line] = []
    keys: list[Line] = []
    """Words that also mean something else, so that only a value like no word shows that one is given away."""
    pins: list[Line] = []
    """What consists of figures alone."""
    verbs: list[Line] = []
    """What is between the name and the value: «is»."""
    of: list[Line] = []
    """What is between the name and what it opens: «for»; with an apostrophe at its end, nothing follows."""
    qualities: list[Line] = []
    """What may follow the name: «new»."""
    columns: list[Line] = []
    """Heads of a column of a table that holds secrets."""
    keepers: list[Line] = []
    """Where secrets are kept, which may stand for them."""
    users: list[Line] = []
    """How the name is called with which one logs in; beside it, a password needs no more than its name."""
    others: list[Line] = []
    """What has one of these words within it and is nothing secret: a keyword."""


class PeopleWords(Record):
    """The words beside a number or an address by which it is somebody's, or nobody's."""

    references: list[Line] = []
    """What has a number that is no telephone: a file, an order."""
    telephone: list[Line] = []
    counted: list[Line] = []
    """What large figures count."""
    vehicles: list[Line] = []
    documents: list[Line] = []
    """How the numbers of identity documents are called whose figures prove little."""
    at_sign: list[Line] = []
    """How the sign @ is called, and in `dot` the dot, where an address is written out."""
    dot: list[Line] = []
    samples: list[Line] = []
    """What is in an address for the name that people have."""


class PostWords(Record):
    """What the post check reads in a post: who can be told, where people live, whom a telephone belongs to, days."""

    weekdays: list[Line] = []
    """The days of the week from Monday."""
    once: list[Line] = []
    """Small words that never stand twice in a row."""
    marks: dict[Line, Line] = {}
    """For the sign that ends a question or an exclamation, the one that begins it."""
    ages: list[Line] = []
    """How the age of one person is said, {n} being the number."""
    children: list[Line] = []
    """Words for one child, and in `patients` for one person who is cared for."""
    patients: list[Line] = []
    schools: list[Line] = []
    classes: list[Line] = []
    """The class of a pupil, {n} being its number."""
    care: list[Line] = []
    """What shows that somebody is cared for, or where."""
    conditions: list[Line] = []
    """What shows of the name before it that it is a patient's."""
    illnesses: list[Line] = []
    professionals: list[Line] = []
    """What stands before the name of somebody who speaks in public, not of a patient."""
    titles: list[Line] = []
    """What stands before the name of a private person."""
    names: list[Line] = []
    """Given names that are common, and no words of the language besides."""
    general: list[Line] = []
    """What shows that a sentence speaks of anyone, not of one person."""
    streets: list[Line] = []
    floors: list[Line] = []
    """A door within a house, {n} being a number."""
    lives: list[Line] = []
    """What shows that an address is somebody's home."""
    services: list[Line] = []
    """What shows that a telephone or an address beside it is that of a service."""


Unit = Literal["characters", "hashtags", "links", "seconds", "minutes", "hours", "days", "weeks"]
Cue = Literal[
    "allows", "most", "alt", "title", "text", "video", "service", "watch", "answer", "within", "messages", "ends",
    "trial", "team", "emergency",
]  # fmt: skip
Silence = Literal["past", "spare", "advice", "condition", "others", "events", "procedures"]


class FigureWords(Record):
    """How a language states figures, hours and dates, and what shows of which fact they are."""

    numbers: dict[Line, Number] = {}
    units: dict[Unit, list[Line]] = {}
    working: list[Line] = []
    """Of hours and days: those in which people work, and in `natural` all of them."""
    natural: list[Line] = []
    joins: list[Line] = []
    """What is between the parts of one length of time: «and»."""
    to: list[Line] = []
    """What is between two hours of a day: «to»."""
    before_noon: list[Line] = []
    after_noon: list[Line] = []
    months: list[Line] = []
    dates: list[Line] = []
    """The forms of a date, made of {day}, {month} and {year}."""
    cues: dict[Cue, list[Line]] = {}
    """What shows that a sentence states a fact.

    allows: what a network does with a limit; most: what may also be a rule of the house; alt, title, text, video: what
    the limit is of; service, watch: whose hours; answer, within, messages: a response time; ends, trial: a last day;
    team, emergency: whose telephone.
    """
    silent: dict[Silence, list[Line]] = {}
    """What shows that a sentence does not.

    past: it was so; spare: what is left over or used up; advice: what is better; condition: a case; others: what data
    knows nothing of; events: hours of something else; procedures: times that the law or another service sets.
    """


class GapWords(Record):
    """Words that do not suit whatever may fill the gap after them."""

    articles: list[Line] = []
    """Articles, alone or contracted with a preposition: they have a gender, a number, or a sound that must follow."""
    contracting: list[Line] = []
    """Prepositions that contract with the article of what follows."""


class NameWords(Record):
    """The words of a sentence in which a name that is no longer used is right, beside those of the past of figures."""

    former: list[Line] = []
    """What shows that it is a former name."""
    sources: list[Line] = []
    """What else shows that a name is that of a source, beside how a list of sources begins."""


class SourceWords(Record):
    """How a language says in which language a source is, and where there are sources in this language."""

    begin: list[Line] = []
    """How a list of sources begins, before a colon, or the heading above it."""
    label: Line = ""
    """What follows a source in another language: «(in {language})»."""
    languages: dict[Line, list[Line]] = {}
    """What it calls other languages where that is not the name of CLDR alone, by code; the first is what is written.

    Accents do not count.
    """
    addresses: list[Line] = []
    """How addresses begin at which everything is in this language, without scheme and `www.`."""


class ProseSpec(Record):
    """model/prose/⟨language⟩.yml: in what words a language says what rules look for in texts.

    Words are found whole and in any case, those in capitals only in capitals. Where one ends with *, letters follow.
    """

    figures: FigureWords = FigureWords()

    gaps: GapWords = GapWords()
    secrets: SecretWords = SecretWords()
    people: PeopleWords = PeopleWords()
    posts: PostWords = PostWords()
    names: NameWords = NameWords()
    sources: SourceWords = SourceWords()


@dataclass(frozen=True)
class Section:
    """A section that a page must have."""

    id: str
    mark: str
    words: int
    title: Mapping[str, str]
    write: Mapping[str, str]
    block: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of page, with its id and with the defaults filled in."""

    id: str
    spec: KindSpec
    front_matter: Mapping[str, str]
    words: int

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths and patterns of its pages."""
        return (self.spec.path,) if isinstance(self.spec.path, str) else tuple(self.spec.path)

    def sections(self, conditions: frozenset[str]) -> Iterator[Section]:
        """Return the sections that are required where the named conditions hold, in order."""
        for section, when in self._sections:
            if when is None or when in conditions:
                yield section

    @cached_property
    def _sections(self) -> tuple[tuple[Section, str | None], ...]:
        return tuple(
            (
                Section(
                    id, one.mark, self.words if one.words is None else one.words, one.title, one.write, one.block or ""
                ),
                one.when,
            )
            for id, one in self.spec.sections.items()
        )

    def block(self, page: str) -> PageBlock | None:
        """Return the block that a page of this kind must have, by its id."""
        spec = self.spec.pages.get(page) or self.spec.pages.get(page.rpartition("/")[2])
        return spec.block if spec and spec.block else self.spec.block

    def pages(self, conditions: frozenset[str]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        """Return id, mark and title of each page of this kind that must exist where the named conditions hold.

        The pages that stand for the records of a collection (`for_each`) are not among them.
        """
        mark = self.spec.mark
        if self.spec.stricter and self.spec.stricter.when in conditions:
            mark = self.spec.stricter.mark
        if self.spec.for_each is None:
            for path in self.paths:
                if "*" not in path and mark:
                    page = self.spec.pages.get(path)
                    yield path, mark, page.title if page else self.spec.title
        for name, page in self.spec.pages.items():
            if page.mark and len(self.paths) == 1:
                yield self.paths[0].replace("*", name), page.mark, page.title


@dataclass(frozen=True)
class ContentModel:
    """The whole content model. `kinds` are in the order of the navigation."""

    kinds: Mapping[str, Kind]
    fields: Mapping[str, FieldSpec]
    groups: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, RuleSpec]
    words: Words
    blocks: BlocksFile
    phrases: PhrasesFile
    search: Mapping[str, LanguageSpec]
    prose: Mapping[str, ProseSpec]
    fingerprint: str
    """A digest of the files of the model."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

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
    def languages(self) -> tuple[str, ...]:
        """The languages in which the program has words: those of its report."""
        return tuple(next(iter(self.words["report"].values())))


def _matches(pattern: str, page: str) -> bool:
    wanted, given = pattern.split("/"), page.split("/")
    return len(wanted) == len(given) and all(map(fnmatch.fnmatchcase, given, wanted))


def load_model(root: Path, store: Cache | None = None) -> ContentModel:
    """Return the model of the guide at `root`, or the program's where it has none of its own.

    With `store`, the model is kept there, and taken from there as long as its files do not change. Raises
    CannotJudgeError where a file of the model is missing or invalid.
    """
    base = root if (root / "model").is_dir() else ENGINE
    paths = sorted(path for folder in ("", "search/", "prose/") for path in base.glob(f"model/{folder}*.yml"))
    fingerprint = digest(*(part for path in paths for part in (path.relative_to(base).as_posix(), path.read_bytes())))
    known = store.get("model", fingerprint) if store else None
    if isinstance(known, ContentModel):
        return known
    kinds = _load(base, "kinds", KindsFile)
    kinds_by_id = {
        id: Kind(
            id,
            spec,
            kinds.defaults.front_matter if spec.front_matter is None else spec.front_matter,
            kinds.defaults.words,
        )
        for id, spec in kinds.kinds.items()
    }
    model = ContentModel(
        kinds_by_id,
        kinds.fields,
        kinds.groups,
        load_rules(base),
        load_words(base),
        _load(base, "blocks", BlocksFile),
        _load(base, "phrases", PhrasesFile),
        _load_each(base, "search", LanguageSpec),
        _load_each(base, "prose", ProseSpec),
        fingerprint,
    )
    if store:
        store.put("model", fingerprint, model)
    return model


def load_words(base: Path = ENGINE) -> Words:
    """Return the program's words. Raises CannotJudgeError as `load_model` does."""
    words: Words = _load(base, "words", dict[Key, dict[Line, Text]])
    return words


def load_rules(base: Path = ENGINE) -> Mapping[str, RuleSpec]:
    """Return the levels and words of the rules. Raises CannotJudgeError as `load_model` does."""
    rules: Mapping[str, RuleSpec] = _load(base, "rules", dict[Key, RuleSpec])
    return rules


def _load_each(base: Path, folder: str, type_: Any) -> dict[str, Any]:
    """Return the files of a folder of the model by language."""
    paths = sorted(base.glob(f"model/{folder}/*.yml"))
    return {path.stem: _load(base, f"{folder}/{path.stem}", type_) for path in paths}


def _load(base: Path, name: str, type_: Any) -> Any:
    path = f"model/{name}.yml"
    if not (base / path).is_file():
        raise CannotJudgeError("no-model", path=path)
    document = read_document(read_source(Folder(base), path, "invalid-data"), "invalid-data")
    problems, value = list(document.problems), None
    if not problems:
        value, problems = validate(TypeAdapter(type_), type_, document, (), document.value, "invalid-data")
    if problems:
        raise CannotJudgeError("bad-model", path=path, line=problems[0].place.line, problem=problems[0])
    return value
