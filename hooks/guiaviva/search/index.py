"""The index of one language of the site: in which records each word is, and how much it weighs there.

It is merged from the parts of the pages (`parts`). Merging is cheap: what a word, a term or a question weighs is worked
out when it is first asked for, and kept. A query asks for some hundred words of many thousands.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.search.analysis import START, Language
from guiaviva.search.messages import Messages
from guiaviva.search.parts import BREAK, FIELDS, Part
from guiaviva.search.phrases import Phrases, Recognised, first_word, key_word
from guiaviva.search.questions import Questions
from guiaviva.text.words import fold

if TYPE_CHECKING:
    from guiaviva.search.records import Record

# BM25F: what a word weighs in each field, and how far a long field weakens it. The figures sit on a plateau: half or
# twice as much changes little. What a page quotes or cites is hardly its subject: the title of a law, an example.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "title": (5.0, 0.4),
    "words": (3.0, 0.5),
    "shared": (1.0, 0.5),
    "trail": (1.5, 0.3),
    "text": (1.0, 0.6),
    # Few records quote anything, so that how long they do on average says little.
    "quoted": (0.3, 0.2),
}
# What says what to do comes before what defines a word or words an answer; most who ask have a message before them.
PRIOR: Mapping[str, float] = {"situation": 1.2, "term": 0.6, "reply": 0.75}
# Weights are kept as whole numbers, in tenths.
SCALE = 10
# How many postings are loaded at once.
LARGEST = 1000
# The shard of what begins as no word of the guide does.
OTHERS = "-"


@dataclass(frozen=True)
class Posting:
    """The records in which a form of a word is, in order, and its weight in each, in tenths."""

    form: str
    stem: str
    records: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Concept:
    """A term of data/terms.yml with all its names: the records in which any of them is, and how rare it is."""

    key: str
    rarity: int
    records: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Weighed:
    """How well each record answers to something, and how rare that is, in thousandths."""

    rarity: float
    scores: Mapping[int, float]


class _Row(NamedTuple):
    """What a page has of a section: the number of its first form, its postings added up, a line for each form."""

    page: int
    first: int
    postings: int
    forms: str
    stems: str


@dataclass
class _Section:
    """All forms that begin with the same letters, but for accents, with their stems.

    `forms` are those of one page after another, each between line feeds; `pages` are these, with the number of the
    first form there, and `firsts` their first lines. Where the postings are too many to be loaded at once, the section
    `is_split` into shards.
    """

    start: str
    forms: str
    pages: Sequence[tuple[int, int]]
    firsts: Sequence[int]
    stems: Mapping[str, str]
    is_split: bool

    @cached_property
    def by_stem(self) -> Mapping[str, list[str]]:
        """The forms of each stem."""
        by_stem: dict[str, list[str]] = defaultdict(list)
        for form, stem in self.stems.items():
            by_stem[stem].append(form)
        return dict(by_stem)

    @cached_property
    def accented(self) -> Mapping[str, list[str]]:
        """The forms that are not of the letters of ASCII alone, by what they are without accents."""
        accented: dict[str, list[str]] = defaultdict(list)
        for form in self.stems:
            if not form.isascii():
                accented[fold(form)].append(form)
        return dict(accented)

    @cached_property
    def plain(self) -> list[str]:
        """What the forms are without accents, sorted."""
        return sorted({*filter(str.isascii, self.stems), *self.accented})

    @cached_property
    def shards(self) -> set[str]:
        """The names of the shards."""
        return {plain[: START + 1] for plain in self.plain} if self.is_split else {self.start} if self.stems else set()

    def places(self, form: str) -> Iterator[tuple[int, int]]:
        """Yield the pages that have a form, and its number there."""
        line, before, lines = f"\n{form}\n", 0, 0
        while (at := self.forms.find(line, before)) >= 0:
            lines += self.forms.count("\n", before, at)
            which = bisect_right(self.firsts, lines) - 1
            page, first = self.pages[which]
            yield page, first + lines - self.firsts[which]
            before, lines = at + 1, lines + 1

    def written(self, plain: str) -> list[str]:
        """Return the forms that are the same without accents."""
        forms = self.accented.get(plain, [])
        return sorted([plain, *forms] if plain.isascii() and plain in self.stems else forms)


@dataclass
class Index:
    """All that a query needs of one language.

    `analyses` are the languages in which its records are written, that of the site first; `parts` those of its pages,
    whose records follow one another. `messages` says how these are read. `weighed` is what queries have asked for, and
    may ask for again.
    """

    language: str
    analyses: tuple[Language, ...]
    records: Sequence[Record]
    parts: Sequence[Part]
    recognised: Sequence[Recognised]
    names: Phrases
    messages: Messages = field(default_factory=Messages)
    weighed: dict[str, Weighed] = field(default_factory=dict)
    _sections: dict[str, _Section] = field(default_factory=dict)
    _postings: dict[str, Posting] = field(default_factory=dict)
    _rarities: dict[str, int] = field(default_factory=dict)
    _factors: dict[int, list[float]] = field(default_factory=dict)
    _concepts: dict[str, Concept | None] = field(default_factory=dict)

    @cached_property
    def of_messages(self) -> Mapping[str, Sequence[int]]:
        """The records of the situations that are of each kind of messages."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            for kind in record.messages:
                found[kind].append(number)
        return dict(found)

    # Words.

    def shard(self, word: str) -> str:
        """Return the shard in which a word is or would be: the browser loads its forms together."""
        plain = fold(word)
        starts = (plain[:length] for length in (3, 2, 1))
        return next((start for start in starts if start in self._section(start).shards), OTHERS)

    def group(self, word: str, stem: str) -> list[str]:
        """Return the forms of a stem among those that are loaded with a word."""
        shard = self.shard(word)
        section = self._section(shard)
        forms = section.by_stem.get(stem, [])
        return sorted(forms) if not section.is_split else sorted(one for one in forms if fold(one)[:3] == shard)

    def written(self, word: str) -> list[str]:
        """Return the forms that are the same as a word without accents."""
        plain = fold(word)
        return self._section(plain).written(plain)

    def beginning(self, start: str) -> list[str]:
        """Return the forms that begin with some letters, at least three, without accents."""
        section = self._section(start)
        first, end = (bisect_left(section.plain, one) for one in (start, f"{start}\U0010ffff"))
        return [form for plain in section.plain[first:end] for form in section.written(plain)]

    def stem(self, form: str) -> str:
        """Return the stem of a form of the guide."""
        return self._section(fold(form)).stems[form]

    def posting(self, form: str) -> Posting:
        """Return where a form of the guide is."""
        posting = self._postings.get(form)
        if posting is None:
            posting = self._postings[form] = self._posting(form, self._section(fold(form)))
        return posting

    def _posting(self, form: str, section: _Section) -> Posting:
        found: dict[int, float] = {}
        fields = len(FIELDS)
        for page, number in section.places(form):
            part, first, factors = self.parts[page], self._firsts[page], self._factors_of(page)
            hits = iter(part.hits[part.starts[number] : part.starts[number + 1]])
            for place, times in zip(hits, hits, strict=True):
                record = first + place // fields
                found[record] = found.get(record, 0.0) + factors[place] * times
        return Posting(form, section.stems[form], tuple(found), _whole(found))

    def rarity(self, stem: str) -> int:
        """Return how rare a stem is, in whichever of its forms.

        None is rarer than one in the square root of all records: a word that the guide hardly uses may be any word, and
        would otherwise say more than the subject.
        """
        known = self._rarities.get(stem)
        if known is None:
            known = self._rarities[stem] = min(self._rarest, self._rarity(self.holding(stem)))
        return known

    def holding(self, stem: str) -> int:
        """Return in how many records a stem is, in whichever of its forms."""
        return len(set().union(*(self.posting(form).records for form in self._forms_of(stem))))

    def commonness(self, word: str) -> int:
        """Return how common a form is, whatever its accents: the length in bits of the number of its records."""
        return sum(len(self.posting(form).records) for form in self.written(word)).bit_length()

    @cached_property
    def _rarest(self) -> int:
        """How rare a word can be."""
        return self._rarity(math.isqrt(self._firsts[-1]))

    def _rarity(self, holding: int) -> int:
        """Return how rare something is that is in so many records: the idf of BM25, in thousandths."""
        return round(1000 * math.log(1 + (self._firsts[-1] - holding + 0.5) / (holding + 0.5)))

    def _forms_of(self, stem: str) -> Iterator[str]:
        """Return all forms of a stem."""
        for start in sorted({stem[:START], *self._strays.get(stem, ())}):
            yield from self._section(start).by_stem.get(stem, ())

    @cached_property
    def plain_forms(self) -> Mapping[int, list[str]]:
        """All forms without accents, each once, by their length."""
        sections = chain.from_iterable(self._rows.values())
        forms = set().union(*(row.forms.split("\n") for row in sections))
        by_length: dict[int, list[str]] = defaultdict(list)
        for plain in set(fold("\n".join(forms)).split("\n")) if forms else ():
            by_length[len(plain)].append(plain)
        return dict(by_length)

    @cached_property
    def postings(self) -> Mapping[str, Posting]:
        """Where each form of the guide is."""
        forms = sorted(form for start in self._starts for form in self._section(start).stems)
        return {form: self.posting(form) for form in forms}

    @cached_property
    def shards(self) -> list[str]:
        """The names of all shards: the letters with which their forms begin, without accents."""
        names = (self._section(start).shards if self._is_split(start) else {start} for start in self._starts)
        return [OTHERS, *sorted(chain.from_iterable(names))]

    def forms_of(self, shard: str) -> list[str]:
        """Return the forms that the browser loads together."""
        section = self._section(shard)
        return sorted(one for one in section.stems if not section.is_split or fold(one)[: START + 1] == shard)

    @cached_property
    def named_in(self) -> Mapping[str, dict[str, str]]:
        """The names of terms with their keys, by the shard of the word by which they are looked up."""
        by_shard: dict[str, dict[str, str]] = defaultdict(dict)
        for name, key in self.phrases.items():
            by_shard[self.shard(key_word(name, self.analyses[0]))][name] = key
        return dict(by_shard)

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, int]]:
        """The shard that has most of the names of each term, and the term's number among those whose shard it is."""
        having: dict[str, Counter[str]] = defaultdict(Counter)
        for shard, names in self.named_in.items():
            for key in names.values():
                having[key][shard] += 1
        filled: Counter[str] = Counter()
        homes = {}
        for key, counts in sorted(having.items()):
            shard = min(counts, key=lambda one: (-counts[one], one))
            homes[key] = (shard, filled[shard])
            filled[shard] += 1
        return homes

    def _section(self, word: str) -> _Section:
        """Return the section in which a word without accents is or would be."""
        start = word[:START]
        section = self._sections.get(start)
        if section is None:
            section = self._sections[start] = self._merged(start)
        return section

    def _merged(self, start: str) -> _Section:
        rows = self._rows.get(start, [])
        forms = _lines(row.forms for row in rows)
        stems: dict[str, str] = {}
        # Of a form that two languages have, the stem is that of the first.
        for language in reversed(self.analyses):
            own = [row for row in rows if self.parts[row.page].language == language.code]
            stems.update(zip(_lines(row.forms for row in own), _lines(row.stems for row in own), strict=True))
            if unkept := self._unkept[language.code]:
                there = set(forms)
                stems.update((form, language.stem(form)) for form in unkept if form in there)
        firsts = accumulate((row.forms.count("\n") + 1 for row in rows), initial=0)
        pages = [(row.page, row.first) for row in rows]
        return _Section(start, "\n".join(["", *forms, ""]), pages, list(firsts), stems, self._is_split(start))

    def _is_split(self, start: str) -> bool:
        """Return whether a section has more postings than are loaded at once."""
        return sum(row.postings for row in self._rows.get(start, ())) > LARGEST

    @cached_property
    def _rows(self) -> Mapping[str, list[_Row]]:
        """What each page has of each section."""
        found: dict[str, list[_Row]] = defaultdict(list)
        for page, part in enumerate(self.parts):
            texts = (text.split(BREAK) for text in (part.forms, part.stems))
            for start, *row in zip(part.letters.split(BREAK), part.firsts, part.postings, *texts, strict=False):
                found[start].append(_Row(page, *row))
        return dict(found)

    @cached_property
    def _starts(self) -> list[str]:
        """With what the sections begin."""
        return sorted(self._rows)

    @cached_property
    def _strays(self) -> Mapping[str, set[str]]:
        """The stems that begin with other letters than their forms, with those."""
        strays: dict[str, set[str]] = defaultdict(set)
        for stem, start in {stray for part in self.parts for stray in part.strays}:
            strays[stem].add(start)
        for language in self.analyses:
            for word in map(language.read, self._unkept[language.code]):
                strays[word.stem].add(word.start)
        return dict(strays)

    @cached_property
    def _unkept(self) -> Mapping[str, list[str]]:
        """The stop words by the language in which they are left out, where there is more than one language."""
        unkept: dict[str, set[str]] = {one.code: set() for one in self.analyses}
        for part in self.parts if len(self.analyses) > 1 else ():
            unkept[part.language].update(part.unkept.split("\n"))
        return {code: sorted(words) for code, words in unkept.items()}

    # Records.

    @cached_property
    def page_numbers(self) -> list[int]:
        """The number of each record's page."""
        return [page for page, part in enumerate(self.parts) for _ in part.kinds]

    @cached_property
    def _firsts(self) -> list[int]:
        """The number of the first record of each page; at the end, how many records there are."""
        return list(accumulate((len(part.kinds) for part in self.parts), initial=0))

    @cached_property
    def _averages(self) -> list[float]:
        """How many words each field has on average."""
        fields, records = len(FIELDS), max(1, self._firsts[-1])
        return [max(1.0, sum(sum(part.lengths[at::fields]) for part in self.parts) / records) for at in range(fields)]

    def _factors_of(self, page: int) -> list[float]:
        """Return what a word weighs in each place of a page."""
        factors = self._factors.get(page)
        if factors is None:
            part, factors = self.parts[page], []
            of_fields = [(*WEIGHTS[name], average) for name, average in zip(FIELDS, self._averages, strict=True)]
            for place, length in enumerate(part.lengths):
                record, at = divmod(place, len(FIELDS))
                weight, normal, average = of_fields[at]
                prior = PRIOR.get(part.kinds[record], 1.0)
                factors.append(prior * weight / (1 - normal + normal * length / average))
            self._factors[page] = factors
        return factors

    # Terms and questions.

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The names of terms with their keys: by their stems, joined by spaces, or by their very words."""
        return self.names.joined(set().union(*self.plain_forms.values()))

    @cached_property
    def name_lengths(self) -> Mapping[str, int]:
        """The number of words of the longest name by its first word, or first stem."""
        lengths: dict[str, int] = {}
        for name in chain(self.names.of_stems, self.names.of_forms):
            first = first_word(name)
            lengths[first] = max(lengths.get(first, 0), name.count(" ") + 1)
        return lengths

    @cached_property
    def names_of(self) -> Mapping[str, list[str]]:
        """The names of each term."""
        names: dict[str, list[str]] = defaultdict(list)
        for name, key in self.phrases.items():
            names[key].append(name)
        return dict(names)

    def named(self, plain: Sequence[str]) -> str:
        """Return the term that has a name in these very words, which are without accents, or ""."""
        name = " ".join(plain)
        if key := self.names.of_forms.get(name):
            return key
        return "" if self.written(name) else self.names.borrowed.get(name, "")

    def concept(self, key: str) -> Concept | None:
        """Return where a term is under any of its names."""
        if key not in self._concepts:
            self._concepts[key] = self._concept(key)
        return self._concepts[key]

    def _concept(self, key: str) -> Concept | None:
        found: dict[int, float] = {}
        for page, recognised in enumerate(self.recognised):
            for place in recognised.terms.get(key, ()):
                record = self._firsts[page] + place // len(FIELDS)
                found[record] = found.get(record, 0.0) + self._factors_of(page)[place]
        return Concept(key, self._rarity(len(found)), tuple(found), _whole(found)) if found else None

    @cached_property
    def questions(self) -> Questions:
        """What people ask for."""
        return Questions(self.parts, self.recognised, self.language, PRIOR)


def _lines(texts: Iterable[str]) -> list[str]:
    """Return the lines of some texts."""
    listed = list(texts)
    return "\n".join(listed).split("\n") if listed else []


def _whole(weights: Mapping[int, float]) -> tuple[int, ...]:
    return tuple([round(SCALE * weight) or 1 for weight in weights.values()])
