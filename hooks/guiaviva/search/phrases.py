"""The names of the terms of data/terms.yml, as they are recognised in a text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, pairwise
from typing import NamedTuple

from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Term
from guiaviva.search.analysis import Language, tokens_of_each
from guiaviva.search.parts import BREAK, Part
from guiaviva.text.words import fold

# The longest phrase that a term may have.
LONGEST = 5
# A name of one word whose stem is shorter, or lacks so many of its letters, is found as it is written only, or with one
# of these endings: the stem of «parada» is that of «paraules» and «parir» too, that of «guarderia» that of «guardar».
SHORTEST_STEM, LONGEST_CUT = 5, 4
ENDINGS = ("s", "es")


class Phrases(NamedTuple):
    """The names of the terms in one language, with the key of the term.

    `of_stems` are by their stems, joined by spaces; `of_forms` by their very words without accents, where the stems are
    another term's or say too little. `longest` is the number of words of the longest name by its first stem, `seconds`
    are what may follow it there, as a stem or as a word without accents. `borrowed` are single words of other
    languages, without accents: people mix the languages that they live in.

    `whole` are names that are one word and stop words, with all of them: «no és una persona» is a name, «persona» is
    none. `inner` are those single words. All are without accents.

    Depends on the terms and on how the language reads words, on nothing else, and can be kept like a part.
    """

    of_stems: dict[str, str]
    of_forms: dict[str, str]
    longest: dict[str, int]
    seconds: dict[str, frozenset[str]]
    borrowed: dict[str, str]
    whole: dict[str, str]
    inner: frozenset[str]

    def at(self, stems: Sequence[str], plain: Sequence[str]) -> tuple[int, str]:
        """Return the length and the term of the longest name with which a text begins, else (1, "").

        `stems` and `plain` are those of the words of the text.
        """
        for length in range(min(self.longest.get(stems[0], 0), len(stems)), 0, -1):
            if key := self.of_forms.get(" ".join(plain[:length])) or self.of_stems.get(" ".join(stems[:length])):
                return length, key
        return 1, ""

    def around(self, plain: Sequence[str], place: int) -> str:
        """Return the term of the longest of the `whole` names in which the word at a place of a text stands, or ""."""
        for length in range(min(LONGEST, len(plain)), 1, -1):
            for start in range(max(0, place - length + 1), min(place, len(plain) - length) + 1):
                if key := self.whole.get(" ".join(plain[start : start + length])):
                    return key
        return ""

    def joined(self, known: Container[str]) -> dict[str, str]:
        """Return all in one, very words by `as_forms`; those of other languages where they are no `known` form."""
        joined = {**self.of_stems, **{as_forms(forms): key for forms, key in self.of_forms.items()}}
        joined.update((as_whole(words), key) for words, key in self.whole.items())
        for plain, key in self.borrowed.items():
            if plain not in known:
                joined.setdefault(as_forms(plain), key)
        return joined


def phrases_of(terms: Mapping[str, Entry[Term]], language: Language) -> Phrases:
    """Return every name of every term, without its stop words.

    Where two names have the same stems («youtuber» and YouTube, «el meu compte» and «quins comptes»), the stems are the
    term's whose own name it is, then the one's that needed no stop word left out, then the first one's.
    """
    own = {key: entry.record.term.get(language.code) for key, entry in terms.items()}
    found = [(key, name) for key, entry in terms.items() for name in names(entry.record, language.code)]
    texts = tokens_of_each([name for _, name in found])
    known = language.learn(chain.from_iterable(texts))
    read: list[tuple[int, str, str, list[str]]] = []
    whole: dict[str, str] = {}
    inner: set[str] = set()
    for (key, name), words in zip(found, texts, strict=True):
        left = [word for word in words if not known[word].is_stop_word] or words
        # What is left of «no és una persona» would be found everywhere.
        if len(left) == 1 < len(words) <= LONGEST and name != own[key]:
            whole.setdefault(" ".join([known[word].plain for word in words]), key)
            inner.add(known[left[0]].plain)
        elif left and len(left) <= LONGEST:
            rank = 0 if name == own[key] else 1 if left == words else 2
            plain = " ".join([known[word].plain for word in left])
            read.append((rank, key, plain, [known[word].stem for word in left]))
    read.sort(key=lambda each: each[0])
    slips = _slips(terms, language)
    exact = [(key, plain) for _, key, plain, stems in read if _is_loose(plain, stems, slips)]
    read = [each for each in read if not _is_loose(each[2], each[3], slips)]
    of_stems: dict[str, str] = {}
    of_forms: dict[str, str] = {}
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for _, key, plain, stems in read:
        of_stems.setdefault(" ".join(stems), key)
        seconds.setdefault(stems[0], set()).update([*stems[1:2], *plain.split(" ")[1:2]])
        longest[stems[0]] = max(longest.get(stems[0], 0), len(stems))
    for rank, key, plain, stems in read:
        if rank < 2 and of_stems[" ".join(stems)] != key:
            of_forms.setdefault(plain, key)
    # A form that is also a name of the term that has the stems stays with it.
    for rank, key, plain, stems in read:
        if rank < 2 and of_stems[" ".join(stems)] == key:
            of_forms.pop(plain, None)
    for key, plain in exact:
        for form in _with_endings(plain):
            of_forms.setdefault(form, key)
            longest.setdefault(language.stem(form), 1)
    following = {first: frozenset(words) for first, words in seconds.items() if words}
    return Phrases(of_stems, of_forms, longest, following, _borrowed(terms, language), whole, frozenset(inner))


def _slips(terms: Mapping[str, Entry[Term]], language: Language) -> set[str]:
    """Return the misspellings of all terms, without accents."""
    return {fold(slip) for term in terms.values() for slip in term.record.misspellings.get(language.code, ())}


def _is_loose(plain: str, stems: Sequence[str], slips: Container[str]) -> bool:
    """Say whether the stem of a name says too little: a short one, or one of a slip."""
    stem = stems[0]
    is_cut_short = len(stem) < SHORTEST_STEM or len(plain) - len(stem) >= LONGEST_CUT
    return len(stems) == 1 and plain != stem and (is_cut_short or plain in slips)


def _with_endings(plain: str) -> list[str]:
    """Return a name in singular and plural, as far as letters tell."""
    shorter = [plain.removesuffix(end) for end in ENDINGS if plain.endswith(end) and len(plain) - len(end) > len(end)]
    return [plain, *(plain + end for end in ENDINGS), *shorter]


class Recognised(NamedTuple):
    """The terms that are on a page, with the places of a part, one for each time; and the units of its questions.

    `questions` are those of each record, and of its like on every page of the folder: a line each, which ends with a
    line feed, in which each unit ends with a space. `title` are the units of the title of the page. Depends on the part
    and on the phrases, and can be kept like a part.
    """

    terms: dict[str, tuple[int, ...]]
    questions: tuple[tuple[str, str], ...]
    title: tuple[str, ...]


def recognise(parts: Iterable[Part], phrases: Phrases) -> Iterator[Recognised]:
    """Return what is recognised in each part."""
    # The same block of questions is on many pages, and means the same in one language.
    known: dict[tuple[str, str], str] = {}
    for part in parts:
        forms = _forms_of(part, phrases)
        stop_words = frozenset(part.stop_words)
        ends = [0, *part.question_ends]
        lines: list[tuple[str, str]] = []
        at = 0
        for own, shared, text in zip(part.asked[::2], part.asked[1::2], part.shared, strict=True):
            middle, end = at + own, at + own + shared
            if (part.language, text) not in known:
                known[part.language, text] = _lines(forms, stop_words, part.questions, ends[middle : end + 1])
            lines.append((_lines(forms, stop_words, part.questions, ends[at : middle + 1]), known[part.language, text]))
            at = end
        title = "" if part.title is None else lines[part.title][0].split("\n")[-2]
        yield Recognised(_terms_in(part, forms), tuple(lines), tuple(title.split(" ")[:-1]))


@dataclass(frozen=True)
class _Forms:
    """The forms of a part by their numbers: their stems, and themselves without accents.

    `begin` are those that may begin the name of a term: the term whose whole name it is, and what may follow in others.
    """

    phrases: Phrases
    stems: list[str]
    plain: list[str]
    begin: Mapping[int, tuple[str, Container[str]]]

    def at(self, words: Sequence[int], at: int, end: int) -> tuple[int, str]:
        """Return the length and the term of the longest name at a place of a text that ends at `end`, else (1, "")."""
        key, following = self.begin.get(words[at], ("", ()))
        if following and at + 1 < end:
            second = words[at + 1]
            if self.stems[second] in following or self.plain[second] in following:
                some = words[at : min(at + LONGEST, end)]
                return self.phrases.at([self.stems[one] for one in some], [self.plain[one] for one in some])
        return 1, key


def _forms_of(part: Part, phrases: Phrases) -> _Forms:
    stems = part.stems.replace(BREAK, "\n").split("\n")
    numbers = [number for number, stem in enumerate(stems) if stem in phrases.longest]
    plain = fold(part.forms.replace(BREAK, "\n")).split("\n")
    begin: dict[int, tuple[str, Container[str]]] = {}
    for number in numbers:
        key = phrases.of_forms.get(plain[number]) or phrases.of_stems.get(stems[number], "")
        begin[number] = (key, phrases.seconds.get(stems[number], ()))
    return _Forms(phrases, stems, plain, begin)


def _lines(forms: _Forms, stop_words: Container[int], questions: Sequence[int], ends: Sequence[int]) -> str:
    """Return the units of each question between two ends: terms, the stems that are part of none, and stop words."""
    lines = []
    stems, plain, begin, inner = forms.stems, forms.plain, forms.begin, forms.phrases.inner
    for start, end in pairwise(ends):
        words = questions[start:end]
        content = [word for word in words if word not in stop_words]
        small = [as_stop_word(stems[word]) for word in words if word in stop_words] if content else []
        content = content or list(words)
        units = []
        place = 0
        while place < len(content):
            word, length, key = content[place], 1, ""
            if word in begin:
                length, key = forms.at(content, place, len(content))
            if length == 1 and small and plain[word] in inner:
                key = forms.phrases.around([plain[one] for one in words], words.index(word)) or key
            units.append(as_term(key) if key else stems[word])
            place += length
        lines.append(" ".join(dict.fromkeys(units + small)) + (" \n" if units else "\n"))
    return "".join(lines)


def _terms_in(part: Part, forms: _Forms) -> dict[str, tuple[int, ...]]:
    """Return the terms that are in a part, the longest name at each place, with the place of each time."""
    content, ends, begin = part.content, part.ends, forms.begin
    terms: dict[str, list[int]] = {}
    place = after = 0
    for at in compress(count(), map(begin.__contains__, content)) if begin else ():
        if at >= after:
            while ends[place] <= at:
                place += 1
            # Most names are of one word, and begin no other.
            key, following = begin[content[at]]
            after = at + 1
            if following:
                length, key = forms.at(content, at, ends[place])
                after = at + length
            if key:
                terms.setdefault(key, []).append(place)
    return {key: tuple(places) for key, places in terms.items()}


def _borrowed(terms: Mapping[str, Entry[Term]], language: Language) -> dict[str, str]:
    """Return the words of other languages that name a term; of a slip nobody knows what it is elsewhere."""
    found = []
    for key, entry in terms.items():
        for other in entry.record.term:
            if other != language.code:
                slips = entry.record.misspellings.get(other, ())
                found += [(name, key) for name in names(entry.record, other) if name not in slips]
    words = [
        (words[0], key)
        for words, (_, key) in zip(tokens_of_each([name for name, _ in found]), found, strict=True)
        if len(words) == 1
    ]
    known = language.learn(word for word, _ in words)
    borrowed: dict[str, str] = {}
    for word, key in words:
        if not known[word].is_stop_word:
            borrowed.setdefault(known[word].plain, key)
    return borrowed


def names(term: Term, language: str) -> Iterable[str]:
    """Return all the names of a term in a language: its own first, misspellings last."""
    if language in term.term:
        yield term.term[language]
    for forms in (term.synonyms, term.forms, term.colloquial, term.misspellings):
        yield from forms.get(language, ())


def as_forms(forms: str) -> str:
    """Return the name of a term in its very words without accents: marked with a sign that no stem has."""
    return f"={forms}"


def as_whole(words: str) -> str:
    """Return the name of a term with its stop words: marked with a sign that no stem has."""
    return f"+{words}"


def first_word(name: str) -> str:
    """Return the first word, or stem, of the name of a term, without its mark."""
    return name.lstrip("=+").partition(" ")[0]


def key_word(name: str, language: Language) -> str:
    """Return the word by which the name of a term is looked up: its first, or the one among stop words."""
    words = name.lstrip("=+").split(" ")
    return language.content_words(words)[0] if name.startswith("+") else words[0]


def as_term(key: str) -> str:
    """Return the unit of a term: marked with a sign that no stem has."""
    return f"§{key}"


def as_stop_word(stem: str) -> str:
    """Return the unit of a stop word, which says less than another word."""
    return f"?{stem}"


def is_stop_word(unit: str) -> bool:
    """Say whether it is the unit of a stop word."""
    return unit.startswith("?")
