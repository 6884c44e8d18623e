"""Read `data/`. A record that is wrong is reported and left out; all others are used."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial, reduce
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from guiaviva.cache import Cache, digest
from guiaviva.diagnostics import Finding, Place, Term, found
from guiaviva.errors import CannotJudgeError
from guiaviva.facts import schema
from guiaviva.facts.types import KEY, InWords, Key, Refers, parse_day
from guiaviva.facts.walk import Mark, Marked, walk
from guiaviva.nearest import nearest
from guiaviva.reading.documents import Document, KeyPath, conflict, read_document
from guiaviva.reading.files import Folder, Source, read_source
from guiaviva.reading.gate import Listing
from guiaviva.reading.signatures import said, signature
from guiaviva.reading.validation import keys_line, map_expected, unknown_key, validate

R = TypeVar("R", bound=BaseModel)
RULE = "invalid-data"

# The files that hold a map of records by key.
COLLECTIONS: Mapping[str, type[BaseModel]] = {
    "roles": schema.Role,
    "helplines": schema.Helpline,
    "networks": schema.Network,
    "accounts": schema.Account,
    "impersonations": schema.Impersonation,
    "situations": schema.Situation,
    "placeholders": schema.Placeholder,
    "replies": schema.Reply,
    "approval": schema.ContentType,
    "decisions": schema.Decision,
    "baseline": schema.Known,
    "ways": schema.WayIn,
    "news": schema.News,
    "periods": schema.Period,
    "citations": schema.Citation,
    "style": schema.StyleRule,
    "terms": schema.Term,
}
# The files that hold one record. That of `crisis` and of `incident` is itself a map of records, below one key.
SINGLE: Mapping[str, type[BaseModel]] = {
    "institution": schema.Institution,
    "decision-tree": schema.DecisionTree,
    "crisis": schema.Crisis,
    "incident": schema.Incident,
}
FILES = (*COLLECTIONS, *SINGLE, "queries")
QUERIES = "data/queries.yml"
ELSEWHERE = "x-elsewhere"
"""What other institutions have in the place of a record or a text."""
# How tables of measures are read that networks and tools export.
SHAPES = "measures/shapes"
# The maps of records by key that a plan holds.
PLAN_LISTS: Mapping[str, type[BaseModel]] = {
    "objectives": schema.Objective,
    "audiences": schema.Audience,
    "networks": schema.PlanNetwork,
    "indicators": schema.Indicator,
}


# What a record is a part of, whose keys are those that a misspelt one may mean.
_WHOLE: Mapping[type[BaseModel], type[BaseModel]] = {schema.PlanHead: schema.Plan}


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its key, its document and its path within that document.

    Where texts of it refer to facts, it is as it is shown, and `typed` is the one with the references themselves.
    """

    key: str
    record: R
    document: Document = field(repr=False)
    path: KeyPath = ()
    typed: Entry[R] | None = field(default=None, repr=False, compare=False)

    def place(self, *path: str | int) -> Place:
        """Return the place of the key at `path` of the record, or of the nearest key above it that was written."""
        return self.document.place(*self.path, *path)

    def value_place(self, *path: str | int) -> Place:
        """Return the place of the value at `path` of the record, or of the nearest key above it that was written."""
        return self.document.value_place(*self.path, *path)

    def where(self, *path: str | int) -> Callable[[], Place]:
        """Return what finds that place out, which takes longer than to see that nothing is wrong there."""
        return partial(self.value_place, *path)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """The values of the record that have a mark, such as keys of another collection."""
        return tuple(walk(type(self.record), self.record, ()))

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Plan:
    """A plan: its head, None where that is wrong, and its lists."""

    key: str
    document: Document
    head: Entry[schema.PlanHead] | None
    objectives: Mapping[str, Entry[schema.Objective]]
    audiences: Mapping[str, Entry[schema.Audience]]
    networks: Mapping[str, Entry[schema.PlanNetwork]]
    indicators: Mapping[str, Entry[schema.Indicator]]

    def written(self, collection: str) -> tuple[str, ...]:
        """Return the keys of a list of the plan as they were written, also of records that are wrong."""
        value = self.document.value
        entries = value.get(collection) if isinstance(value, dict) else None
        return tuple(entries) if isinstance(entries, dict) else ()

    def entries(self) -> Iterator[Entry[Any]]:
        """Return the head of the plan and the records of its lists."""
        if self.head:
            yield self.head
        for collection in (self.objectives, self.audiences, self.networks, self.indicators):
            yield from collection.values()


class MeasureRow(NamedTuple):
    """A row of data/measures/*.csv with its place; without a note, a source or an account these are empty."""

    date: date
    indicator: str
    account: str
    value: float
    note: str
    source: str
    breaks: bool
    path: str
    line: int
    part: str | None = None
    """Which part of the formula of its indicator it is."""
    n: float | None = None
    """Of how many cases the value was taken."""

    @classmethod
    def of(cls, record: schema.Measure, path: str, line: int) -> MeasureRow:
        """Return the row of a record that was read at a line of a file."""
        note, source = record.note or "", record.source or ""
        account = record.account or ""
        of, breaks = record.n, record.breaks
        return cls(
            record.date, record.indicator, account, record.value, note, source, breaks, path, line, record.part, of
        )

    @property
    def place(self) -> Place:
        """Where it was written."""
        return Place(self.path, self.line)

    def entry(self) -> Entry[schema.Measure]:
        """Return it as a record of the data, for what looks at records of every kind."""
        shown: Mapping[str, Any] = {
            "date": self.date,
            "indicator": self.indicator,
            "account": self.account or None,
            "value": self.value,
            "note": self.note or None,
            "source": self.source or None,
            "breaks": self.breaks,
            "part": self.part,
            "n": self.n,
        }
        record = schema.Measure.model_construct(**shown)
        return Entry(f"{self.line}", record, _row_document(self.path, self.line, list(shown), []))


@dataclass(frozen=True)
class Facts:
    """All records of `data/`.

    `keys` holds the keys of each collection as they were written, so that a record that is wrong is not also reported
    as unknown. `unread` names the collections whose file could not be read. `problems` are the findings of reading.
    """

    institution: Entry[schema.Institution]
    roles: Mapping[str, Entry[schema.Role]]
    helplines: Mapping[str, Entry[schema.Helpline]]
    networks: Mapping[str, Entry[schema.Network]]
    accounts: Mapping[str, Entry[schema.Account]]
    impersonations: Mapping[str, Entry[schema.Impersonation]]
    situations: Mapping[str, Entry[schema.Situation]]
    placeholders: Mapping[str, Entry[schema.Placeholder]]
    replies: Mapping[str, Entry[schema.Reply]]
    approval: Mapping[str, Entry[schema.ContentType]]
    decisions: Mapping[str, Entry[schema.Decision]]
    baseline: Mapping[str, Entry[schema.Known]]
    ways: Mapping[str, Entry[schema.WayIn]]
    news: Mapping[str, Entry[schema.News]]
    periods: Mapping[str, Entry[schema.Period]]
    citations: Mapping[str, Entry[schema.Citation]]
    style: Mapping[str, Entry[schema.StyleRule]]
    terms: Mapping[str, Entry[schema.Term]]
    levels: Mapping[str, Entry[schema.CrisisLevel]]
    steps: Mapping[str, Entry[schema.IncidentStep]]
    tree: Entry[schema.DecisionTree] | None
    queries: tuple[Entry[schema.Query], ...]
    plans: Mapping[str, Plan]
    measures: tuple[MeasureRow, ...]
    shapes: Mapping[str, Entry[schema.Shape]]
    keys: Mapping[str, tuple[str, ...]]
    unread: frozenset[str]
    problems: tuple[Finding, ...]
    sources: Mapping[str, Source]
    known_signatures: tuple[Mapping[str, str], ...] | None = None

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all that the facts were read from."""
        queries = self.sources.get(QUERIES)
        return digest(self.fingerprint_of_shown, queries.fingerprint if queries else "")

    @cached_property
    def fingerprint_of_shown(self) -> str:
        """A digest of all that they were read from but the queries: no page shows these, nor is compared with them."""
        sources = (source.fingerprint for path, source in sorted(self.sources.items()) if path != QUERIES)
        return digest(*sources, repr(self.problems), *sorted(self.unread), *self.institution.record.languages)

    @cached_property
    def found(self) -> dict[str, Any]:
        """What references meant so far, by name."""
        return {}

    @cached_property
    def shown(self) -> dict[tuple[str, str], Any]:
        """What references showed so far, by name and language."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def entries(self) -> Iterator[Entry[Any]]:
        """Return every record of every file, in a stable order; of measures those that name something unknown."""
        indicators, accounts = frozenset(self.keys["indicators"]), frozenset(self.keys["accounts"])
        yield self.institution
        for name in (*COLLECTIONS, "levels", "steps"):
            yield from getattr(self, name).values()
        if self.tree:
            yield self.tree
        yield from self.queries
        for plan in self.plans.values():
            yield from plan.entries()
        yield from self.shapes.values()
        # There may be a hundred thousand measures; in those that name nothing unknown there is nothing to look up.
        for row in self.measures:
            if row.indicator not in indicators or (row.account and row.account not in accounts):
                yield row.entry()

    @cached_property
    def texts(self) -> tuple[tuple[Entry[Any], Marked], ...]:
        """Every text in several languages, with its record, in the order of `entries`."""
        return tuple(pair for pair in self._marked if isinstance(pair[1].mark, InWords))

    @property
    def written(self) -> Iterator[tuple[str, str, Callable[[], Place]]]:
        """Each of these texts in each of its languages, with that and what finds its place out."""
        for entry, texts in self.texts:
            for language, text in texts.value.items():
                yield text, language, entry.where(*texts.path, language)

    @cached_property
    def all_texts(self) -> tuple[tuple[Entry[Any], Marked], ...]:
        """`texts`, each followed by what stands beside it for other institutions, which no record holds."""
        return tuple(itertools.chain.from_iterable(_with_elsewhere(entry, text) for entry, text in self.texts))

    @cached_property
    def signatures(self) -> tuple[Mapping[str, str], ...]:
        """Of each of `all_texts` the signatures of what was typed, by language: that was signed off."""
        if self.known_signatures is not None:
            return self.known_signatures
        typed = (_with_elsewhere(entry, _typed(entry, text)) for entry, text in self.texts)
        texts = (text for _, text in itertools.chain.from_iterable(typed))
        return tuple({one: _signed(words) for one, words in text.value.items()} for text in texts)

    @cached_property
    def own_replies(self) -> tuple[Entry[schema.Reply], ...]:
        """Every ready reply, for the rules that look at each by itself and report nothing elsewhere."""
        return tuple(self.replies.values())

    @cached_property
    def references(self) -> tuple[tuple[Entry[Any], Marked, str], ...]:
        """Every key of another collection, with its record and that collection's name, in the order of `entries`."""
        return tuple((entry, one, one.mark.to) for entry, one in self._marked if isinstance(one.mark, Refers))

    def of_mark(self, mark: Mark) -> Iterator[tuple[Entry[Any], Marked]]:
        """Return every value with a mark, with its record."""
        return (pair for pair in self._marked if pair[1].mark == mark)

    @cached_property
    def _marked(self) -> tuple[tuple[Entry[Any], Marked], ...]:
        return tuple((entry, marked) for entry in self.entries() for marked in entry.marked)


# While a guide is edited, all but a few texts are those of a moment before.
@lru_cache(maxsize=50_000)
def _signed(text: str) -> str:
    return signature((said(text),))


def _typed(entry: Entry[Any], text: Marked) -> Marked:
    """Return a text of a record as it was typed."""
    return replace(text, value=reduce(part_of, text.path, entry.typed.record)) if entry.typed else text


def part_of(value: Any, step: str | int) -> Any:
    """Return a part of a record, of a map or of a list."""
    return getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]


def _with_elsewhere(entry: Entry[Any], text: Marked) -> Iterator[tuple[Entry[Any], Marked]]:
    """Return a text, then what other institutions have in the place of it."""
    yield entry, text
    path = (*text.path, ELSEWHERE)
    value = reduce(_below, (*entry.path, *path), entry.document.value)
    # It may itself hold only somewhere, and have another beside it.
    written = {one: part for one, part in value.items() if str(one)[:2] != "x-"} if isinstance(value, dict) else {}
    if written and all(isinstance(part, str) for part in written.values()):
        # Where the words of one language alone are others, those of the rest are the same.
        other = Marked(text.mark, written if len(written) > 1 else {**text.value, **written}, path)
        yield from _with_elsewhere(entry, other)


def _below(value: Any, step: str | int) -> Any:
    """Return a part of a value as it was written, or None where it has none of that name."""
    if isinstance(value, list):
        return value[step] if isinstance(step, int) and step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None


def load_facts(
    folder: Folder, folders: tuple[str, ...], store: Cache | None = None, former: Facts | None = None
) -> Facts:
    """Return the facts of the guide in `folder`.

    `folders` are the languages to assume where institution.yml names none. With `store`, the facts are kept there, and
    taken from there as long as no file of data/ changes. With `former`, the facts before a change, files that say what
    they did are not read again, and nothing is kept: of what is typed hardly a version comes again.
    Raises CannotJudgeError where data/ itself is not to be read.
    """
    listing = folder.list("data")
    for problem in listing.problems:
        if problem.path == "data":
            raise CannotJudgeError("refused", path="data", problem=problem.finding(RULE))
    if former:
        return _load_facts(_Loader(folder, listing, former=former), folders)
    key = _key(folder, listing, folders) if store else None
    known = store.get("facts", key) if store and key else None
    if isinstance(known, Facts):
        return known
    facts = _load_facts(_Loader(folder, listing, store), folders)
    if store and key:
        facts = replace(facts, known_signatures=facts.signatures)
        store.put("facts", key, facts)
    return facts


def _key(folder: Folder, listing: Listing, folders: tuple[str, ...]) -> str | None:
    """Return a digest of all files below data/, and of what else is there; None where one cannot be read."""
    parts: list[str | bytes] = [*folders]
    try:
        for path in listing.files:
            parts += [path, folder.read(path)]
    except OSError:
        return None
    return digest(*parts, *listing.folders, repr(listing.problems))


def _load_facts(loader: _Loader, folders: tuple[str, ...]) -> Facts:
    loader.unknown_files()
    institution = loader.institution(folders)
    collections: dict[str, Any] = {name: loader.collection(name, type_) for name, type_ in COLLECTIONS.items()}
    levels = loader.below("crisis", "levels", schema.CrisisLevel)
    steps = loader.below("incident", "steps", schema.IncidentStep)
    tree = loader.tree()
    queries = tuple(loader.queries())
    plans = {plan.key: plan for plan in loader.plans()}
    measures = tuple(loader.measures())
    shapes = loader.shapes()
    loader.keep()
    keys = loader.keys
    for name, key in loader.moved:
        keys[name] = tuple(dict.fromkeys((*keys[name], key)))
    for name in ("objectives", "audiences", "indicators"):
        keys[name] = tuple(key for plan in plans.values() for key in plan.written(name))
    return Facts(
        institution,
        **collections,
        levels=levels,
        steps=steps,
        tree=tree,
        queries=queries,
        plans=plans,
        measures=measures,
        shapes=shapes,
        keys=keys,
        unread=frozenset(loader.unread),
        problems=tuple(loader.problems),
        sources=loader.sources,
    )


class _Loader:
    """Reads the files one after another, and gathers their problems, keys and sources."""

    def __init__(
        self,
        folder: Folder,
        listing: Listing,
        store: Cache | None = None,
        former: Facts | None = None,
    ) -> None:
        self.folder, self.listing, self.store, self.former = folder, listing, store, former
        known = [entry.typed or entry for entry in former.entries()] if former else []
        self.entries = {(entry.document.path, entry.path): entry for entry in known}
        self.known = {entry.document.path: entry.document for entry in known}
        # What was read of files that the store does not have.
        self.fresh: dict[str, Document] = {}
        self.problems: list[Finding] = [problem.finding(RULE) for problem in listing.problems]
        self.keys: dict[str, tuple[str, ...]] = {}
        # Where there is no data/ at all, only that is reported, and not each file that it lacks.
        self.unread: list[str] = [] if listing.files or listing.folders else [*COLLECTIONS, "units", "plans"]
        self.sources: dict[str, Source] = {}
        # Files in whose place is a folder, or whose name seems to be misspelt.
        self.mistaken: set[str] = {problem.path for problem in listing.problems}
        # Records that stand in another file than their own: the name of that and their key.
        self.moved: list[tuple[str, str]] = []

    def document(self, path: str, collection: str, *, needed: bool = False) -> Document:
        """Read a YAML file; one that is missing counts as empty.

        A file without a letter has lost its content; with `needed`, so has one with nothing but comments.
        """
        if not self.folder.is_file(path):
            if path in self.mistaken:
                self.unread.append(collection)
            return Document(path, None)
        source = read_source(self.folder, path, RULE)
        self.sources[path] = source
        document = self.read(source)
        problems = (*source.problems, *document.problems)
        self.problems += problems
        # Of a record whose first line is lost the key is not known, and neither is that of what stands above it.
        if problems and (document.value is None or any(one.variant == "record-line" for one in problems)):
            self.unread.append(collection)
        if not problems and (document.value is None if needed else not source.text.strip()):
            self.problems.append(found(RULE, Place(path), variant="empty-file"))
            self.unread.append(collection)
        return document

    def read(self, source: Source) -> Document:
        """Return what a YAML text says, which is known or in the store where it has not changed."""
        before = self.known.get(source.path)
        if before and before.source == source:
            return before
        known = self.store.get("document", source.fingerprint) if self.store else None
        if isinstance(known, Document):
            return known
        self.fresh[source.fingerprint] = document = read_document(source, RULE)
        return document

    def keep(self) -> None:
        """Keep what was read."""
        if self.store:
            self.store.put_many("document", self.fresh)

    def mapping(self, document: Document, value: Any, path: KeyPath, collection: str, keys: str = "") -> dict[str, Any]:
        """Return a value that must be a map, with such `keys`; anything else is reported, and {} is returned."""
        if isinstance(value, dict):
            return value
        if value is not None:
            key = ".".join(map(str, path)) or document.path
            self.problems.append(
                found(
                    RULE,
                    document.value_place(*path),
                    variant="shape",
                    key=key,
                    expected=map_expected(keys),
                )
            )
            self.unread.append(collection)
        return {}

    def records(
        self, document: Document, value: Any, path: KeyPath, collection: str, type_: type[R]
    ) -> dict[str, Entry[R]]:
        """Return the records of a map; those that are wrong are reported and left out."""
        entries, one = {}, f"…: {{{keys_line(type_)}}}"
        for key, raw in self.mapping(document, value, path, collection, one).items():
            problems = [] if _is_key(key) else self.key_problems(document, (*path, key))
            entry, more = self.entry(key, type_, document, (*path, key), raw)
            if more and not path and (other := self.other_file(document, key, raw, collection)):
                self.moved.append((other, key))
                values = {"record": key, "expected": f"data/{other}.yml"}
                more = [found(RULE, document.place(key), variant="other-file", **values)]
            self.problems += [*problems, *more]
            if entry and not problems:
                entries[key] = entry
        return entries

    def entry(
        self, key: str, type_: type[R], document: Document, path: KeyPath, raw: Any
    ) -> tuple[Entry[R] | None, list[Finding]]:
        """Return the record at a path of a file, None where it is wrong, and why; of the same text it is the same."""
        known = self.entries.get((document.path, path))
        if known and known.document is document and isinstance(known.record, type_):
            return known, []
        record, problems = validate(_adapter(type_), _WHOLE.get(type_, type_), document, path, raw, RULE)
        return None if record is None else Entry(key, record, document, path), problems

    def other_file(self, document: Document, key: str, raw: Any, collection: str) -> str:
        """Return the name of the one other file in which a record would be right, or ""."""
        fitting = [
            name
            for name, type_ in COLLECTIONS.items()
            if name != collection and isinstance(raw, dict) and len(raw) > 1 and set(raw) <= set(type_.model_fields)
            and not validate(_adapter(type_), type_, document, (key,), raw, RULE)[1]
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else ""

    def is_misplaced(self, document: Document, collection: str, fits: Callable[[Any], bool]) -> bool:
        """Report, once, content that is that of another file or stands under one key too many; say whether it is.

        `fits` says whether a value looks like what the file should hold.
        """
        value = document.value
        if not isinstance(value, dict) or not value or fits(value):
            return False
        outer, inner = next(iter(value.items()))
        # A single key, such as `name`, is in many files: with that alone the content must be right in the other.
        whole = [f"data/{name}.yml" for name, type_ in SINGLE.items() if _is_valid(type_, value)]
        others = [name for name, fit in _FITTING.items() if fit(value) and (len(value) > 1 or name in whole)]
        if len(value) == 1 and fits(inner):
            self.problems.append(found(RULE, document.place(outer), variant="wrapped", key=outer))
        elif len(others) == 1:
            self.problems.append(found(RULE, Place(document.path), variant="other-content", expected=others[0]))
        else:
            return False
        self.unread.append(collection)
        return True

    def key_problems(self, document: Document, path: KeyPath) -> list[Finding]:
        _, problems = validate(_adapter(Key), Key, document, path, path[-1], RULE)
        return (
            [found(RULE, document.place(*path), variant="key-form", key=path[-1], found=path[-1])] if problems else []
        )

    def collection(self, name: str, type_: type[R]) -> dict[str, Entry[R]]:
        document = self.document(f"data/{name}.yml", name)
        if self.is_misplaced(document, name, _FITTING[f"data/{name}.yml"]):
            document = Document(document.path, None)
        entries = self.records(document, document.value, (), name, type_)
        self.keys[name] = tuple(document.value) if isinstance(document.value, dict) else ()
        return entries

    def below(self, file: str, key: str, type_: type[R]) -> dict[str, Entry[R]]:
        """Return the records of a file that holds them below one key, and nothing else."""
        document = self.document(f"data/{file}.yml", key)
        if self.is_misplaced(document, key, _FITTING[f"data/{file}.yml"]):
            return {}
        value = self.mapping(document, document.value, (), key, f"{key}: …")
        self.problems += [unknown_key(RULE, document, (other,), other, (key,)) for other in value if other != key]
        misspelt = any(nearest(other, (key,)) for other in value)
        if document.value is not None and key not in value and not misspelt and not document.problems:
            self.problems.append(found(RULE, Place(document.path), variant="missing", key=key, line=f"{key}: …"))
        return self.records(document, value.get(key), (key,), key, type_)

    def institution(self, folders: tuple[str, ...]) -> Entry[schema.Institution]:
        """Read institution.yml. What is wrong in it is reported and replaced by a fallback; the rest is used."""
        path = "data/institution.yml"
        document = self.document(path, "units", needed=True)
        if self.is_misplaced(document, "units", _FITTING[path]):
            document = Document(path, None)
        if path not in self.sources and path not in self.mistaken:
            self.problems.append(found(RULE, Place(path), variant="no-file"))
            self.unread.append("units")
        value = dict(self.mapping(document, document.value, (), "units", keys_line(schema.Institution)))
        units = value.get("units")
        self.keys["units"] = tuple(units) if isinstance(units, dict) else ()
        adapter = _adapter(schema.Institution)
        record, problems = validate(adapter, schema.Institution, document, (), value, RULE)
        if document.value is not None:
            self.problems += problems
        if record is None:
            known = {name: text for name, text in _fallback(folders).items() if name not in value}
            # What YAML reads otherwise than it was meant is reported by the document alone.
            wrong = (*problems, *document.problems)
            for key in [key for key in value if any(_touches(problem, document, key) for problem in wrong)]:
                del value[key]
                known |= {name: text for name, text in _fallback(folders).items() if name == key}
            record = adapter.validate_python(known | value)
        return Entry("institution", record, document)

    def tree(self) -> Entry[schema.DecisionTree] | None:
        document = self.document("data/decision-tree.yml", "tree")
        if document.value is None or self.is_misplaced(document, "tree", _FITTING[document.path]):
            return None
        entry, problems = self.entry("decision-tree", schema.DecisionTree, document, (), document.value)
        self.problems += problems
        return entry

    def queries(self) -> Iterator[Entry[schema.Query]]:
        document = self.document(QUERIES, "queries")
        if document.value is not None and not isinstance(document.value, list):
            self.problems.append(
                found(
                    RULE,
                    Place(document.path),
                    variant="shape",
                    key="queries",
                    expected=Term("expected", "list"),
                )
            )
            return
        for index, raw in enumerate(document.value or ()):
            entry, problems = self.entry(str(index), schema.Query, document, (index,), raw)
            self.problems += problems
            if entry:
                yield entry

    def plans(self) -> Iterator[Plan]:
        self.keys["plans"] = ()
        if any(path.startswith("data/plans") for path in self.mistaken):
            self.unread += ["plans", "objectives", "audiences", "indicators"]
        for path in self.files("data/plans", ".yml"):
            key = path.rsplit("/", 1)[1].removesuffix(".yml")
            if not re.fullmatch(KEY, key):
                others = (one for one in self.listing.files if one.startswith("data/plans/") and one != path)
                plans = (one.removeprefix("data/plans/").removesuffix(".yml") for one in others)
                near = next((one for one in plans if re.fullmatch(KEY, one) and is_named_in(one, key)), "")
                variant = "unknown-file-copy" if near else "plan-name"
                self.problems.append(found(RULE, Place(path), variant=variant, nearest=f"plans/{near}", found=key))
                if not near:
                    self.unread.append("plans")
                continue
            self.keys["plans"] += (key,)
            document = self.document(path, f"plans/{key}", needed=True)
            if self.is_misplaced(document, f"plans/{key}", partial(_is_of, schema.Plan)):
                self.unread += [f"plans/{key}/{name}" for name in PLAN_LISTS]
                document = Document(path, None)
            value = self.mapping(document, document.value, (), f"plans/{key}", keys_line(schema.Plan))
            raw = {name: part for name, part in value.items() if name not in PLAN_LISTS}
            # A list whose key is misspelt is not also missing.
            misspelt = (nearest(name, PLAN_LISTS) for name in value if name not in schema.Plan.model_fields)
            self.unread += [f"plans/{key}/{name}" for name in misspelt if name]
            head, problems = self.entry(key, schema.PlanHead, document, (), raw)
            if document.value is None:
                self.unread += [f"plans/{key}/{name}" for name in PLAN_LISTS]
            elif not document.problems:
                self.problems += problems
            lists: dict[str, Any] = {
                name: self.records(document, value.get(name), (name,), f"plans/{key}/{name}", record)
                for name, record in PLAN_LISTS.items()
            }
            yield Plan(key, document, head, **lists)

    def shapes(self) -> dict[str, Entry[schema.Shape]]:
        document = self.document(f"data/{SHAPES}.yml", "shapes")
        return self.records(document, document.value, (), "shapes", schema.Shape)

    def measures(self) -> Iterator[MeasureRow]:
        former = self.former
        wrong = {problem.place.path for problem in former.problems} if former else set()
        for path in self.files("data/measures", ".csv"):
            self.sources[path] = source = read_source(self.folder, path, RULE)
            if former and former.sources.get(path) == source and path not in wrong:
                yield from (row for row in former.measures if row.path == path)
            else:
                yield from self.table(source)

    def table(self, source: Source) -> Iterator[MeasureRow]:
        """Return the measures of a file."""
        adapter, path = _adapter(schema.Measure), source.path
        self.problems += source.problems
        if problem := conflict(source):
            self.problems.append(problem)
            return
        rows = self.rows(source)
        _, header = next(rows, (1, []))
        columns = _row_document(path, 1, header, header)
        _, problems = validate(adapter, schema.Measure, columns, (), columns.value, RULE)
        wrong_columns = [problem for problem in problems if problem.variant not in _OF_VALUES]
        self.problems += wrong_columns if header else []
        for line, row in rows if not wrong_columns else ():
            cut = _cut(header, row) if len(row) > len(header) else ""
            if cut or any(row[len(header) :]):
                self.problems.append(_uncut(header, row, cut, Place(path, line)))
                continue
            if other := _separated(row):
                values = {"key": header[0], "found": row[0], "nearest": other}
                self.problems.append(found(RULE, Place(path, line), variant="form", **values))
                continue
            if plain := _plain_measure(dict(zip(header, row, strict=False)), path, line):
                yield plain
                continue
            # An empty cell says nothing; only what a row must have is missing there.
            cells = [(name, cell) for name, cell in itertools.zip_longest(header, row) if cell or _is_required(name)]
            document = _row_document(path, line, [name for name, _ in cells], [cell or "" for _, cell in cells])
            record, problems = validate(adapter, schema.Measure, document, (), document.value, RULE)
            # What is wrong in so many cells is no measure, such as the line of headings once more.
            self.problems += problems if len(problems) < _NO_MEASURE else problems[:1]
            if record is not None:
                yield MeasureRow.of(record, path, line)

    def rows(self, source: Source) -> Iterator[tuple[int, list[str]]]:
        """Return the rows of a table that are not empty, with their lines. Commas or semicolons separate the cells."""
        first, _, _ = source.text.partition("\n")
        reader = csv.reader(io.StringIO(source.text), delimiter=";" if ";" in first else ",", strict=True)
        line = 1
        try:
            for row in reader:
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            text = source.line(line).strip()
            self.problems.append(found(RULE, Place(source.path, line), variant="quote", found=text))

    def files(self, folder: str, suffix: str) -> Iterator[str]:
        """Return the files of a folder, if there is one, that are not hidden."""
        for path in self.listing.files:
            if path.startswith(f"{folder}/") and path.endswith(suffix) and "/." not in path:
                yield path

    def unknown_files(self) -> None:
        """Report the files of data/ that nothing reads, such as `rols.yml`, and folders that are named like a file."""
        for path in self.listing.folders:
            if path.endswith((".yml", ".yaml") if not path.startswith("data/measures/") else (".yml", ".yaml", ".csv")):
                self.problems.append(found(RULE, Place(path), variant="folder"))
                self.mistaken.add(path)
        names = tuple(f"{name}.yml" for name in FILES)
        absent = [name for name in FILES if not self.folder.exists(f"data/{name}.yml")]
        for suffix in (".yml", ".yaml"):
            for path in self.files("data", suffix):
                name = path.removeprefix("data/").removesuffix(suffix)
                known = name in (*FILES, SHAPES) or name.startswith("plans/")
                if name.startswith("x-") or (known and suffix == ".yml"):
                    continue
                near = name if known else nearest(name, absent)
                there = () if "/" in name else (one for one in FILES if one not in absent)
                copied = next((one for one in there if is_named_in(one, name)), "")
                near = copied or near
                folder, _, plan = name.rpartition("/")
                if nearest(folder, ("plans",)) and not self.folder.exists(f"data/plans/{plan}.yml"):
                    near = f"plans/{plan}"
                variant = "unknown-file-copy" if copied else "unknown-file-nearest" if near else "unknown-file"
                # The name of a plan is enough in its own folder.
                short = near.removeprefix("plans/") if folder == "plans" else near
                self.problems.append(found(RULE, Place(path), variant=variant, nearest=short, choices=names))
                if not copied:
                    self.mistaken.add(f"data/{near}.yml")
        for path in self.listing.files:
            name, _, ending = path.removeprefix("data/").partition(".")
            if name.lower() in absent and ending not in ("yml", "yaml") and _YAML_NAME.fullmatch(ending):
                near = name.lower()
                problem = found(RULE, Place(path), variant="unknown-file-nearest", nearest=near, choices=names)
                self.problems.append(problem)
                self.mistaken.add(f"data/{near}.yml")


# What a file of YAML is called by programs that add an ending, or hide it.
_YAML_NAME = re.compile(r"(?i:(?:ya?ml(?:\.txt)?)?)")


def is_named_in(name: str, text: str) -> bool:
    """Return whether the name of a file is in that of another as a word, as in `roles (1)` or `old-roles`."""
    return name != text and re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W\d_])", text) is not None


def _cut(header: list[str], row: list[str]) -> str:
    """Return the value of a measure of which the comma of a decimal number has made two cells, or ""."""
    at = header.index("value") if "value" in header else len(row)
    parts = row[at : at + 2]
    return ",".join(parts) if len(parts) == 2 and all(map(str.isdecimal, parts)) else ""


def _uncut(header: list[str], row: list[str], cut: str, place: Place) -> Finding:
    """Return the finding that a row has too many cells: the value that was `cut`, if it was, or what is too much."""
    if cut:
        values: dict[str, Any] = {"key": "value", "found": cut, "nearest": cut.replace(",", ".")}
        return found(RULE, place, variant="form", **values)
    cells = ",".join(row[len(header) - 1 :])
    values = {"key": header[-1], "found": cells, "expected": Term("expected", "amount")}
    return found(RULE, place, variant="type", **values)


def _separated(row: list[str]) -> str:
    """Return a row of one cell in which other signs separate the cells as the table needs it, or ""."""
    signs = [sign for sign in ";\t|" if row[0].count(sign) > 1] if len(row) == 1 else []
    return row[0].replace(signs[0], ",") if signs else ""


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def _has_records(type_: type[BaseModel], value: Any) -> bool:
    """Return whether a value is a map whose first records, two at most, are right."""
    if not isinstance(value, dict) or not value:
        return False
    return all(_is_valid(type_, raw) for raw in itertools.islice(value.values(), 2))


def _is_of(type_: type[BaseModel], value: Any) -> bool:
    """Return whether most keys of a value are those of a record."""
    return isinstance(value, dict) and 2 * sum(key in type_.model_fields for key in value) > len(value)


def _is_valid(type_: type[BaseModel], value: Any) -> bool:
    try:
        _adapter(type_).validate_python(value)
    except ValidationError:
        return False
    return True


_FITTING: Mapping[str, Callable[[Any], bool]] = {
    **{f"data/{name}.yml": partial(_has_records, type_) for name, type_ in COLLECTIONS.items()},
    **{f"data/{name}.yml": partial(_is_of, type_) for name, type_ in SINGLE.items()},
}
"""Whether a value looks like what a file holds, by its path."""


def _touches(problem: Finding, document: Document, key: str) -> bool:
    """Return whether the problem is at this key of the file, or anywhere below it."""
    places = [place for path, place in (*document.keys.items(), *document.values.items()) if path[:1] == (key,)]
    return problem.place in places


def _fallback(folders: tuple[str, ...]) -> dict[str, Any]:
    """Return the values to assume for an institution that does not give them: those that demand least."""
    languages = list(folders or ("ca",))
    return {
        "name": dict.fromkeys(languages, "—"),
        "kind": "other",
        "languages": languages,
        "profile": "minimum",
        "contact": {},
    }


def _row_document(path: str, line: int, header: list[str], row: list[str]) -> Document:
    """Return a row of a table as a document, so that its problems have a place."""
    fields = schema.Measure.model_fields
    # An empty cell of a column that need not be filled says nothing.
    optional = {name for name in header if name in fields and not fields[name].is_required()}
    cells = {name: cell or None for name, cell in itertools.zip_longest(header, row) if name}
    value = {name: cell for name, cell in cells.items() if cell or name not in optional}
    place = Place(path, line)
    places: dict[KeyPath, Place] = dict.fromkeys(((name,) for name in cells), place)
    both = {(): place} | places
    return Document(path, value, known_places=(both, both))


def _plain_measure(cells: Mapping[str, str], path: str, line: int) -> MeasureRow | None:
    """Return the measure of a row that holds nothing unusual, which is read ten times as fast as others, else None."""
    day, value = _plain_day(cells.get("date", "")), cells.get("value", "")
    indicator, account = cells.get("indicator", ""), cells.get("account", "")
    if not (day and _PLAIN_VALUE.fullmatch(value) and _is_key(indicator) and (not account or _is_key(account))):
        return None
    if cells.get("breaks") or cells.get("part") or cells.get("n"):
        return None
    note, source = cells.get("note", ""), cells.get("source", "")
    return MeasureRow(day, indicator, account, float(value), note, source, False, path, line)


def _is_required(name: str) -> bool:
    """Return whether every row of measures must have a value in a column."""
    field = schema.Measure.model_fields.get(name)
    return field is not None and field.is_required()


# What is wrong with a value and not with the name of its column.
_OF_VALUES = ("type", "key-form", "choice", "choice-nearest")
# So many wrong cells has what is no measure.
_NO_MEASURE = 3
_PLAIN_VALUE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@cache
def _is_key(text: str) -> bool:
    return re.fullmatch(KEY, text) is not None


@lru_cache(maxsize=10_000)
def _plain_day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None
