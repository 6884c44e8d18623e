"""The names of the terms of data/terms.yml, as they are recognised in a text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import NamedTuple

from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Term
from guiaviva.search.analysis import Language, fold, tokens
from guiaviva.search.parts import Part, spaced, unspaced

# The longest phrase that a term may have.
LONGEST = 5


class Phrases(NamedTuple):
    """The names of the terms in one language, with the key of the term.

    `of_stems` are by their stems, joined by spaces; `of_forms` by their very words without accents, where the stems are
    another term's. `longest` is the number of words of the longest name by its first stem, `seconds` are what may
    follow it there, as a stem or as a word without accents. `borrowed` are single words of other languages, without
    accents: people mix the languages that they live in.

    Depends on the terms and on how the language reads words, on nothing else, and can be kept like a part.
    """

    of_stems: dict[str, str]
    of_forms: dict[str, str]
    longest: dict[str, int]
    seconds: dict[str, frozenset[str]]
    borrowed: dict[str, str]

    def at(self, stems: Sequence[str], plain: Sequence[str]) -> tuple[int, str]:
        """Return the length and the term of the longest name with which a text begins, else (1, "").

        `stems` and `plain` are those of the words of the text.
        """
        for length in range(min(self.longest.get(stems[0], 0), len(stems)), 0, -1):
            if key := self.of_forms.get(" ".join(plain[:length])) or self.of_stems.get(" ".join(stems[:length])):
                return length, key
        return 1, ""

    def units(self, stems: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
        """Return the units of the terms of a text, and the stems that are part of none."""
        place = 0
        while place < len(stems):
            length, key = 1, ""
            if stems[place] in self.longest:
                length, key = self.at(stems[place : place + LONGEST], plain[place : place + LONGEST])
            yield as_term(key) if key else stems[place]
            place += length

    def joined(self, known: Container[str]) -> dict[str, str]:
        """Return all in one, very words by `as_forms`; those of other languages where they are no `known` form."""
        joined = {**self.of_stems, **{as_forms(forms): key for forms, key in self.of_forms.items()}}
        for plain, key in self.borrowed.items():
            if plain not in known:
                joined.setdefault(as_forms(plain), key)
        return joined


def phrases_of(terms: Mapping[str, Entry[Term]], language: Language) -> Phrases:
    """Return every name of every term, without its stop words.

    Where two names have the same stems («youtuber» and YouTube, «el meu compte» and «quins comptes»), the stems are the
    term's whose own name it is, then the one's that needed no stop word left out, then the first one's.
    """
    read: list[tuple[int, str, str, list[str]]] = []
    for key, entry in terms.items():
        own = entry.record.term.get(language.code)
        for name in names(entry.record, language.code):
            words = tokens(name)
            left = language.content_words(words)
            if left and len(left) <= LONGEST:
                rank = 0 if name == own else 1 if left == words else 2
                plain = " ".join(language.known[word].plain for word in left)
                read.append((rank, key, plain, [language.known[word].stem for word in left]))
    read.sort(key=lambda each: each[0])
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
    following = {first: frozenset(words) for first, words in seconds.items() if words}
    return Phrases(of_stems, of_forms, longest, following, _borrowed(terms, language))


class Recognised(NamedTuple):
    """The terms that stand on a page, with the places of a part, one for each time; and the units of its questions.

    `questions` are those of each record, and of its like on every page of the folder: a line each, with a
    line feed after it, as `spaced` writes it.
    `title` are the units of the title of the page. Depends on the part and on the phrases, and can be kept like a part.
    """

    terms: dict[str, tuple[int, ...]]
    questions: tuple[tuple[str, str], ...]
    title: str


def recognise(parts: Iterable[Part], phrases: Phrases) -> Iterator[Recognised]:
    """Return what is recognised in each part."""
    # The same block of questions stands on many pages.
    known: dict[str, str] = {}

    def units(block: str) -> str:
        if block not in known:
            known[block] = "".join(f"{_units(line, phrases)}\n" for line in block.split("\n")) if block else ""
        return known[block]

    for part in parts:
        questions = tuple((units(own), units(shared)) for own, shared in part.questions)
        yield Recognised(_terms_in(part, phrases), questions, _units(part.title, phrases))


def _units(line: str, phrases: Phrases) -> str:
    stems, plain, stop_words = map(unspaced, line.split("\t"))
    return spaced(dict.fromkeys([*phrases.units(stems, plain), *map(as_stop_word, stop_words)]))


def _terms_in(part: Part, phrases: Phrases) -> dict[str, tuple[int, ...]]:
    """Return the terms that stand in a part, the longest name at each place, with the place of each time."""
    stems = [stem for section in part.sections.values() for stem in section.stems.split("\n")]
    if phrases.longest.keys().isdisjoint(stems):
        return {}
    plain = fold("\n".join(section.forms for section in part.sections.values())).split("\n")
    alone = [
        (phrases.of_forms.get(form) or phrases.of_stems.get(stem, "")) if stem in phrases.longest else ""
        for form, stem in zip(plain, stems, strict=True)
    ]
    seconds = [phrases.seconds.get(stem) for stem in stems]
    may_begin = [bool(key or words) for key, words in zip(alone, seconds, strict=True)]
    content, ends = part.content, part.ends
    terms: dict[str, list[int]] = {}
    place = after = 0
    for at in compress(count(), map(may_begin.__getitem__, content)):
        if at < after:
            continue
        while ends[place] <= at:
            place += 1
        number = content[at]
        length, key = 1, alone[number]
        following = seconds[number]
        if following and at + 1 < ends[place]:
            second = content[at + 1]
            if stems[second] in following or plain[second] in following:
                words = content[at : min(at + LONGEST, ends[place])]
                length, key = phrases.at([stems[word] for word in words], [plain[word] for word in words])
        if key:
            terms.setdefault(key, []).append(place)
        after = at + length
    return {key: tuple(places) for key, places in terms.items()}


def _borrowed(terms: Mapping[str, Entry[Term]], language: Language) -> dict[str, str]:
    """Return the words of other languages that name a term; of a slip nobody knows what it is elsewhere."""
    borrowed: dict[str, str] = {}
    for key, entry in terms.items():
        for other in entry.record.term:
            slips = entry.record.misspellings.get(other, ())
            for name in names(entry.record, other) if other != language.code else ():
                words = tokens(name) if name not in slips else []
                if len(words) == 1 and not language.is_stop_word(words[0]):
                    borrowed.setdefault(language.read(words[0]).plain, key)
    return borrowed


def names(term: Term, language: str) -> Iterable[str]:
    """Return all the names of a term in a language: its own first, misspellings last."""
    if language in term.term:
        yield term.term[language]
    for forms in (term.synonyms, term.forms, term.colloquial, term.misspellings):
        yield from forms.get(language, ())


def as_forms(forms: str) -> str:
    """Return the name of a term in its very words without accents: a sign that no stem has tells it apart."""
    return f"={forms}"


def as_term(key: str) -> str:
    """Return the unit of a term: a sign that no stem has tells it apart."""
    return f"§{key}"


def as_stop_word(stem: str) -> str:
    """Return the unit of a stop word, which says less than another word."""
    return f"?{stem}"


def is_stop_word(unit: str) -> bool:
    """Say whether it is the unit of a stop word."""
    return unit.startswith("?")
