"""The index of one language of the site: in which records each word stands, and how much it weighs there."""

from __future__ import annotations

import gc
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Term
from guiaviva.guide import Guide
from guiaviva.search.analysis import Language, fold, language_of, tokens
from guiaviva.search.records import Record, records

# BM25F: what a word weighs in each field, and how far a long field weakens it. The figures sit on a plateau: half or
# twice as much changes little.
FIELDS: Mapping[str, tuple[float, float]] = {
    "title": (5.0, 0.4),
    "words": (3.0, 0.5),
    "shared": (1.0, 0.5),
    "trail": (1.5, 0.3),
    "text": (1.0, 0.6),
}
# What tells what to do comes before what defines a word or words an answer.
PRIOR: Mapping[str, float] = {"term": 0.6, "reply": 0.75}
# Records that are rows of data, and no part of the prose of their page.
OF_DATA = frozenset({"situation", "reply", "term", "network"})
# Weights are kept as whole numbers, in tenths.
SCALE = 10
# So many postings are loaded at once.
LARGEST = 4000
# What stands between two questions among the search words of a record.
SEPARATOR = " · "
# The longest phrase that a term may have.
LONGEST = 5


@dataclass(frozen=True)
class Posting:
    """The records in which a form of a word stands, in order, and its weight in each, in tenths."""

    form: str
    stem: str
    records: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Concept:
    """A term of data/terms.yml with all its names: the records in which any of them stands, and how rare it is."""

    key: str
    rarity: int
    records: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """The questions in which a word or a term stands, by number, and how rare it is among them, in thousandths."""

    rarity: int
    questions: tuple[int, ...]


@dataclass
class Index:
    """All that a query needs.

    `postings` are by form; `by_fold` gives the forms that are the same without accents, `shards` those that the browser
    loads together, `groups` those of a stem in one shard. `rarities` is of each stem. `phrases` leads from stems,
    joined by spaces, to the key of a term; from its very words where those stems are another term's. `questions` are
    what people ask for a record, its title among them: the record's number and the question's length as a vector of
    rarities; `asked` tells by unit in which questions a term, a stem or a stop word stands; `rarest` is the rarity of a
    word that stands in none.
    """

    language: str
    analyses: tuple[Language, ...]
    records: Sequence[Record]
    page_numbers: list[int] = field(init=False)
    postings: dict[str, Posting] = field(default_factory=dict)
    by_fold: dict[str, list[str]] = field(default_factory=dict)
    shards: dict[str, list[str]] = field(default_factory=dict)
    groups: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    rarities: dict[str, int] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    questions: list[tuple[int, int]] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    rarest: int = 0

    def __post_init__(self) -> None:
        numbers: dict[str, int] = {}
        self.page_numbers = [numbers.setdefault(record.page, len(numbers)) for record in self.records]

    def shard(self, word: str) -> str:
        """Give the shard in which a word stands or would stand."""
        plain = fold(word)
        return next((plain[:length] for length in (3, 2, 1) if plain[:length] in self.shards), plain[:2])

    def group(self, word: str, stem: str) -> list[str]:
        """Give the forms of a stem among those that are loaded with a word."""
        return self.groups.get((self.shard(word), stem), [])


def rarity(count: int, among: int) -> int:
    """Give how rare something is that stands in `count` of so many records: the idf of BM25, in thousandths."""
    return round(1000 * math.log(1 + (among - count + 0.5) / (count + 0.5)))


def index_of(guide: Guide, language: str) -> Index:
    """Build the index of one language of a guide."""
    with _all_is_kept():
        found = list(records(guide, language))
        codes = dict.fromkeys([language, *(record.language for record in found)])
        analyses = [language_of(code, guide.model.search) for code in codes]
        return build(language, analyses, found, guide.facts.terms)


@contextmanager
def _all_is_kept() -> Iterator[None]:
    """Look for no garbage meanwhile: nothing is thrown away, and to look takes a third of the time of 2,000 pages."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def build(
    language: str, analyses: Sequence[Language], found: Sequence[Record], terms: Mapping[str, Entry[Term]]
) -> Index:
    """Build the index of the records of one language of the site.

    `analyses` are the languages in which its records are written, that of the site first.
    """
    index = Index(language, tuple(analyses), found)
    phrases = _phrases(terms, index)
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    concepts: dict[str, dict[int, float]] = defaultdict(dict)
    of_page = {record.page: _said(record) for record in found if not record.anchor}
    fields = [_fields(record, of_page.get(record.page, "")) for record in found]
    average = {name: max(1.0, sum(len(each[name]) for each in fields) / max(1, len(fields))) for name in FIELDS}
    readings = {one.code: _Readings(one) for one in analyses}
    for number, (record, texts) in enumerate(zip(found, fields, strict=True)):
        read = readings[record.language]
        for name, (weight, normal) in FIELDS.items():
            written = texts[name]
            if not written:
                continue
            factor = PRIOR.get(record.kind, 1.0) * weight / (1 - normal + normal * len(written) / average[name])
            # A stop word counts only where it was chosen: in a title and among the words that people use.
            chosen = name in ("title", "words", "shared")
            for form, count in Counter(written).items():
                if chosen or not read[form][1]:
                    known = weights[form]
                    known[number] = known.get(number, 0.0) + factor * count
            if phrases.of_stems:
                left = [(read[form][0], fold(form)) for form in written if not read[form][1]]
                for key in _concepts_in(left, phrases):
                    at = concepts[key]
                    at[number] = at.get(number, 0.0) + factor
    _fill(index, weights, _stems(readings.values()), concepts)
    _borrow(terms, index)
    _learn_questions(index, phrases)
    return index


class _Readings(dict[str, tuple[str, bool]]):
    """The stem of each word of a language, and whether it is a stop word; made when it is first asked for."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> tuple[str, bool]:
        reading = self[word] = self.language.reading(word)
        return reading


def _learn_questions(index: Index, phrases: _Phrases) -> None:
    """Keep what people ask for each record, as the units of each question: terms and stems, and stop words apart.

    What is asked of every page of a folder is asked of each together with the title of the page: who asks for the
    pictures of one network names it, and who names none is not looking for one of them.
    """
    language = index.analyses[0]

    # The same question is often asked of many pages.
    @cache
    def units_of(question: str) -> frozenset[str]:
        words, small = _question(question, language)
        return frozenset((*_units(words, phrases), *small))

    titles = {record.page: record.title for record in index.records if not record.anchor}
    asked: list[tuple[int, frozenset[str], frozenset[str]]] = []
    for number, record in enumerate(index.records):
        if record.language != index.language:
            continue
        page = units_of(titles[record.page]) if record.shared else frozenset()
        for question in filter(None, [*record.words.split(SEPARATOR), record.title]):
            asked.append((number, units_of(question), frozenset()))
        for question in filter(None, record.shared.split(SEPARATOR)):
            units = units_of(question)
            asked.append((number, units, page - units))
    where: dict[str, list[int]] = defaultdict(list)
    added: Counter[str] = Counter()
    for number, (_, units, more) in enumerate(asked):
        for unit in units | more:
            where[unit].append(number)
        added.update(more)
    for unit, numbers in sorted(where.items()):
        rare = round(1000 * math.log(1 + len(asked) / max(1, len(numbers) - added[unit])))
        index.asked[unit] = Asked(rare // 2 if is_stop_word(unit) else rare, tuple(numbers))
    index.rarest = round(1000 * math.log(1 + len(asked)))
    for number, units, more in asked:
        length = math.sqrt(sum(index.asked[unit].rarity ** 2 for unit in units | more))
        # What tells what to do comes first here too. In tenths of a thousandth, so that they are short in a file.
        length /= PRIOR.get(index.records[number].kind, 1.0)
        index.questions.append((number, max(1, round(length / 100))))


@cache
def _question(text: str, language: Language) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Give the stems and the plain forms of a question's words, and the units of its stop words.

    Most questions are the model's: the live preview reads them once.
    """
    words = tokens(text)
    stems = tuple((language.stem(word), fold(word)) for word in content_words(words, language))
    return stems, tuple(as_stop_word(language.stem(word)) for word in stop_words(words, language))


def _units(words: Sequence[tuple[str, str]], phrases: _Phrases) -> Iterable[str]:
    """Give the terms of a text, and the stems that are part of none."""
    place = 0
    while place < len(words):
        length, key = phrases.at(words, place)
        yield as_term(key) if key else words[place][0]
        place += length


def as_term(key: str) -> str:
    """Give the unit of a term: a sign that no stem has tells it apart."""
    return f"§{key}"


def as_stop_word(stem: str) -> str:
    """Give the unit of a stop word, which says less than another word."""
    return f"?{stem}"


def is_stop_word(unit: str) -> bool:
    """Is it the unit of a stop word?"""
    return unit.startswith("?")


def stop_words(words: Sequence[str], language: Language) -> list[str]:
    """Give the stop words that are left out of a text, each once."""
    left = set(content_words(words, language))
    return list(dict.fromkeys(word for word in words if word not in left))


def _stems(readings: Iterable[_Readings]) -> dict[str, str]:
    """Give the stem of each form; of one that two languages have, that of the first."""
    stems: dict[str, str] = {}
    for read in readings:
        for form, (stem, _) in read.items():
            stems.setdefault(form, stem)
    return stems


def _said(record: Record) -> str:
    """Give all that people call a record."""
    return SEPARATOR.join(filter(None, [record.words, record.shared]))


def _fields(record: Record, page_words: str) -> dict[str, list[str]]:
    """Give the words of each field. What people call a page stands on the trail of its sections."""
    is_section = bool(record.anchor) and record.kind not in OF_DATA
    return {
        "title": tokens(record.title),
        "words": tokens(record.words),
        "shared": tokens(record.shared),
        "trail": tokens(" ".join([*record.trail, page_words] if is_section else record.trail)),
        "text": tokens(record.text),
    }


def _fill(
    index: Index,
    weights: Mapping[str, Mapping[int, float]],
    stems: Mapping[str, str],
    concepts: Mapping[str, Mapping[int, float]],
) -> None:
    among = len(index.records)
    holding: dict[str, set[int]] = defaultdict(set)
    for form in sorted(weights):
        at, stem = weights[form], stems[form]
        index.postings[form] = Posting(form, stem, tuple(at), tuple(max(1, round(SCALE * one)) for one in at.values()))
        index.by_fold.setdefault(fold(form), []).append(form)
        holding[stem].update(at)
    index.shards.update(_shards(index.postings))
    for shard, forms in index.shards.items():
        for form in forms:
            index.groups.setdefault((shard, stems[form]), []).append(form)
    index.rarities.update({stem: rarity(len(at), among) for stem, at in holding.items()})
    for key, at in sorted(concepts.items()):
        whole = tuple(max(1, round(SCALE * one)) for one in at.values())
        index.concepts[key] = Concept(key, rarity(len(at), among), tuple(at), whole)


def _shards(postings: Mapping[str, Posting]) -> dict[str, list[str]]:
    """Give the forms by their first two letters, and where those are too much to load at once, by the first three."""
    sizes: dict[str, int] = defaultdict(int)
    for form, posting in postings.items():
        sizes[fold(form)[:2]] += len(posting.records)
    shards: dict[str, list[str]] = defaultdict(list)
    for form in postings:
        plain = fold(form)
        shards[plain[: 3 if sizes[plain[:2]] > LARGEST else 2]].append(form)
    return dict(sorted(shards.items()))


@dataclass
class _Phrases:
    """The names of the terms: by their stems, and by their very words where the stems are another term's.

    `longest` is by the first stem.
    """

    of_stems: dict[tuple[str, ...], str] = field(default_factory=dict)
    of_forms: dict[tuple[str, ...], str] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def at(self, words: Sequence[tuple[str, str]], place: int) -> tuple[int, str]:
        """Give the length and the term of the longest name that stands there, else (1, ""); words are stem and form."""
        for length in range(self.longest.get(words[place][0], 0), 0, -1):
            stems, forms = zip(*words[place : place + length], strict=True)
            if key := self.of_forms.get(forms) or self.of_stems.get(stems):
                return length, key
        return 1, ""


def _phrases(terms: Mapping[str, Entry[Term]], index: Index) -> _Phrases:
    """Read every name of every term, without its stop words; keep them for queries too.

    Where two names have the same stems («youtuber» and YouTube, «el meu compte» and «quins comptes»), the stems are the
    term's whose own name it is, then the one's that needed no stop word left out, then the first one's.
    """
    language = index.analyses[0]
    read: list[tuple[int, str, list[str], tuple[str, ...]]] = []
    for key, entry in terms.items():
        own = entry.record.term.get(index.language)
        for name in names(entry.record, index.language):
            words = tokens(name)
            left = content_words(words, language)
            stems = tuple(language.stem(form) for form in left)
            if stems and len(stems) <= LONGEST:
                read.append((0 if name == own else 1 if left == words else 2, key, left, stems))
    read.sort(key=lambda each: each[0])
    phrases = _Phrases()
    for _, key, _, stems in read:
        phrases.of_stems.setdefault(stems, key)
        phrases.longest[stems[0]] = max(phrases.longest.get(stems[0], 0), len(stems))
    for rank, key, left, stems in read:
        if rank < 2 and phrases.of_stems[stems] != key:
            phrases.of_forms.setdefault(tuple(map(fold, left)), key)
    # A form that is also a name of the term that has the stems stays with it.
    for rank, key, left, stems in read:
        if rank < 2 and phrases.of_stems[stems] == key:
            phrases.of_forms.pop(tuple(map(fold, left)), None)
    index.phrases.update({" ".join(stems): key for stems, key in phrases.of_stems.items()})
    index.phrases.update({as_forms(forms): key for forms, key in phrases.of_forms.items()})
    return phrases


def _borrow(terms: Mapping[str, Entry[Term]], index: Index) -> None:
    """Let a word that the guide does not know in its language name the term whose name it is in another language.

    People mix the languages that they live in.
    """
    language = index.analyses[0]
    for key, entry in terms.items():
        for other in entry.record.term:
            slips = entry.record.misspellings.get(other, ())
            for name in names(entry.record, other) if other != index.language else ():
                if name in slips:
                    continue
                words = tokens(name)
                if len(words) == 1 and fold(words[0]) not in index.by_fold and not language.is_stop_word(words[0]):
                    index.phrases.setdefault(as_forms([fold(words[0])]), key)


def as_forms(forms: Iterable[str]) -> str:
    """Give the name of a term in its very words without accents: a sign that no stem has tells it apart."""
    return f"={' '.join(forms)}"


def names(term: Term, language: str) -> Iterable[str]:
    """Give all the names of a term in a language: its own first, misspellings last."""
    if language in term.term:
        yield term.term[language]
    for forms in (term.synonyms, term.forms, term.colloquial, term.misspellings):
        yield from forms.get(language, ())


def content_words(words: Sequence[str], language: Language) -> list[str]:
    """Give the words without the stop words, or all of them where nothing would be left."""
    return [word for word in words if not language.is_stop_word(word)] or list(words)


def _concepts_in(words: Sequence[tuple[str, str]], phrases: _Phrases) -> Iterable[str]:
    """Give the terms that stand in a text, the longest name at each place, each time that one stands there."""
    place = 0
    while place < len(words):
        length, key = phrases.at(words, place)
        if key:
            yield key
        place += length
