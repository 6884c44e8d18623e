"""Which language of the guide a text is in, by the words of the guide's own texts: any language can be identified.

A word speaks for a language by how many of its documents it is in, and a word that is new by its groups of three
letters. A text is never compared with itself: the document in which it is does not count.

Numbers of documents are taken roughly, so that what is known of a word in many of them seldom changes when one of them
does: what was found in a text holds as long as what is known of its words is the same (`Identifier.known`), and asks
for the letters of all other words only where these decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from math import log
from typing import NamedTuple

from guiaviva.reading.passages import WORD, words_of

# Addresses, mentions, hashtags and gaps to be filled in are of no language.
# They begin where a word does: a long one would else be read again from each of its letters.
_NO_WORDS = re.compile(
    r"https?://\S+|(?<!\S)\S*[@#]\S+|[@#]\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)+(?:/\S*)?|\{[^{}]*\}|<[^<>]*>"
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"|「[^「」]*」")
# The stop words that the model knows count as so many documents.
_STOP_WORDS = 3
# What one word may say for a language, and what a new one may by its letters.
_MOST, _MOST_BY_LETTERS = 4.0, 1.5
# What known words must say of a text that is the same in the other language: one that three more of its documents have.
_OF_COPIES = 1.9
# What a long text says that is the same in the other language, but for a few words.
_OF_LONG_COPIES = 12.0
# A language with fewer documents is not known well enough to be identified.
_FEWEST = 5
# Added to each count, so that a word that is not there is no proof.
_LEAST = 0.5
_NEXT_TO_NOTHING = 1e-9
# Of a number of documents so many binary figures count: 1, 2, 3, 4, 6, 8, 12, 16, …
_FIGURES = 2


class Weight(NamedTuple):
    """By how much the words of a text speak for another language and not its own.

    `score` is the logarithm of how much likelier it is, and `known` what words of it say that are in other texts too;
    of so many `words`, some speak `for_it` and some `against` it.
    """

    language: str
    score: float
    known: float
    words: int
    for_it: int
    against: int

    @property
    def clear(self) -> bool:
        """Whether the text is in the other language beyond doubt."""
        enough = self.score >= 6 and self.for_it >= 3 and self.score >= 0.5 * self.words
        return enough and self.against * 5 <= self.for_it

    @property
    def likely(self) -> bool:
        """Whether it is, where something else says so too, such as the same text in a page of that language.

        Pages translate one another: a word that several have in that language, and none in its own, is none of its own.
        In a long text, as a list of search words is, some words are the same in both.
        """
        if self.against:
            return self.score >= _OF_LONG_COPIES and self.against * 4 <= self.for_it
        return self.score >= 3.5 or self.known >= _OF_COPIES


@dataclass(frozen=True)
class Identifier:
    """Identifies languages by `counts`: how many of the `totals` documents of each a word is in.

    A language that has too few documents is not among them.
    """

    counts: Mapping[str, Counter[str]]
    totals: Mapping[str, int]
    _lexicons: dict[tuple[str, str], _Lexicon] = field(default_factory=dict, repr=False)
    _asked: list[str] = field(default_factory=list, repr=False)

    @contextmanager
    def watched(self) -> Iterator[Callable[[], bool]]:
        """Return what says whether letters, or words of other texts, were asked for, while a text is checked."""
        self._asked.clear()
        yield lambda: bool(self._asked)

    def known(self, words: Sequence[str]) -> bytes:
        """Return what is known of some words in every language, but for their letters."""
        documents = "".join(f"{one} {self.totals[one]} " for one in self.counts)
        return documents.encode() + b"".join(map(self._levels.get, words, repeat(bytes(len(self.counts)))))

    def number(self, word: str, language: str) -> int:
        """Return in how many documents of a language a word is that the text which is checked may lack."""
        self._asked.append(word)
        return self.counts[language].get(word, 0) if language in self.counts else 0

    def alike(self, pattern: str, language: str) -> str:
        """Return the word of a language that matches a pattern and is in most documents, or ""."""
        self._asked.append(pattern)
        numbers: Mapping[str, int] = self.counts.get(language, {})
        matching = filter(re.compile(pattern).fullmatch, numbers)
        return max(matching, key=lambda word: (numbers[word], word), default="")

    @cached_property
    def _levels(self) -> Mapping[str, bytes]:
        """For each word a byte by language, the same for numbers of documents that count as the same."""
        counters = tuple(self.counts.values())
        byte = {number: bytes((_level(number),)) for one in counters for number in {0, *one.values()}}
        words = dict.fromkeys(word for one in counters for word in one)
        return {word: b"".join([byte[one.get(word, 0)] for one in counters]) for word in words}

    def speaks(self, words: Sequence[str], own: str, others: Iterable[str]) -> bool:
        """Return whether words do not speak for their own language. For nearly all texts that is a fast way to see it.

        Where no other language is known, nothing speaks against it.
        """
        least = -0.5 * len(words)
        return any(sum(map(self.lexicon(own, other).__getitem__, words)) >= least for other in others)

    def may_be(self, words: Sequence[str], own: str, others: Iterable[str], *, copied: bool) -> bool:
        """Return whether words may weigh enough for one of `others`, whatever their letters say.

        That is beyond doubt or, where they are `copied`, likely.
        """
        for other in others:
            says = list(map(self.lexicon(own, other).__getitem__, words))
            new = says.count(0.0)
            most, against = sum(says) + _MOST_BY_LETTERS * new, sum(1 for one in says if one < -1)
            best = Weight(other, most, sum(says), len(says), sum(1 for one in says if one > 1) + new, against)
            if best.clear or (copied and best.likely):
                return True
        return False

    def at_most(self, words: Sequence[str], own: str, other: str) -> float:
        """Return what words say for `other` at most, whatever their letters say."""
        says = list(map(self.lexicon(own, other).__getitem__, words))
        return sum(says) + _MOST_BY_LETTERS * says.count(0.0)

    def weigh(self, words: Sequence[str], own: str, others: Iterable[str]) -> Weight:
        """Return the weight of the one of `others` of which words speak most that are written as `own`."""
        best = Weight("", float("-inf"), 0.0, len(words), 0, 0)
        for other in others:
            lexicon = self.lexicon(own, other)
            known = sum(map(lexicon.__getitem__, words))
            says = [lexicon[word] or lexicon.by_letters(word) for word in words]
            score = sum(says)
            if score > best.score:
                for_it, against = sum(1 for one in says if one > 1), sum(1 for one in says if one < -1)
                best = Weight(other, score, known, len(words), for_it, against)
        return best

    def run(self, words: Sequence[str], own: str, others: Iterable[str]) -> tuple[Weight, Sequence[str]]:
        """Return the words that follow one another and speak most for one of `others`, with the weight of them.

        What their letters say is not asked for.
        """
        best, found = Weight("", 0.0, 0.0, 0, 0, 0), words[:0]
        for other in others:
            says = list(map(self.lexicon(own, other).__getitem__, words))
            first, stop, score = _heaviest(says)
            if score > best.score:
                found = words[first:stop]
                speaking = [
                    {word for word, one in zip(found, says[first:stop], strict=True) if one * sign > 1}
                    for sign in (1, -1)
                ]
                best = Weight(other, score, score, len(found), *map(len, speaking))
        return best, found

    def quickly(self, words: Iterable[str], own: str, other: str) -> float:
        """Return the score that the known words give."""
        return sum(map(self.lexicon(own, other).__getitem__, words))

    def lexicon(self, own: str, other: str) -> _Lexicon:
        """Return what each word says for `other` and against `own`."""
        if (own, other) not in self._lexicons:
            self._lexicons[own, other] = _Lexicon(self, own, other)
        return self._lexicons[own, other]

    @cached_property
    def letters(self) -> Mapping[str, tuple[Counter[str], int]]:
        """By language how often three letters follow one another in its different words, and how many these are."""
        groups = {one: Counter(g for word in words for g in _groups(word)) for one, words in self.counts.items()}
        return {one: (counter, sum(counter.values()) or 1) for one, counter in groups.items()}


class _Lexicon(dict[str, float]):
    """What each word of a text that is written as `own` says for `other`; 0 where neither has it elsewhere."""

    def __init__(self, identifier: Identifier, own: str, other: str) -> None:
        super().__init__()
        self.identifier, self.own, self.other = identifier, own, other
        self.mine, self.theirs = identifier.counts[own], identifier.counts[other]
        self.larger = log(identifier.totals[own] / identifier.totals[other])
        self.by_numbers: dict[tuple[int, int], float] = {}

    def __missing__(self, word: str) -> float:
        numbers = self.mine.get(word, 0), self.theirs.get(word, 0)
        says = self.by_numbers.get(numbers)
        if says is None:
            says = self.by_numbers[numbers] = self.of(*numbers)
        self[word] = says
        return says

    def of(self, mine: int, theirs: int) -> float:
        """Return what a word says that is in so many documents of each language."""
        # One document less of each: that in which the text is, and that in which the other version does.
        mine, theirs = _rough(mine - 1), _rough(theirs - 1)
        if not mine and not theirs:
            return 0.0
        says = max(-_MOST, min(_MOST, log((theirs + _LEAST) / (mine + _LEAST)) + self.larger))
        # A word that both have as often is not new.
        return says or _NEXT_TO_NOTHING

    def by_letters(self, word: str) -> float:
        """Return what the letters of a word say that neither language has elsewhere."""
        self.identifier._asked.append(word)
        (mine, my_total), (theirs, their_total) = (self.identifier.letters[one] for one in (self.own, self.other))
        groups = _groups(word)
        once, twice = int(word in self.mine), int(word in self.theirs)
        says = sum(
            log((max(0, theirs[one] - twice) + _LEAST) / their_total)
            - log((max(0, mine[one] - once) + _LEAST) / my_total)
            for one in groups
        )
        return max(-_MOST_BY_LETTERS, min(_MOST_BY_LETTERS, says / len(groups)))


def _heaviest(numbers: Sequence[float]) -> tuple[int, int, float]:
    """Return between which places the numbers have the greatest sum, and this."""
    best, score, first = (0, 0, 0.0), 0.0, 0
    for place, number in enumerate(numbers):
        if score <= 0:
            score, first = 0.0, place
        score += number
        if score > best[2]:
            best = first, place + 1, score
    return best


def _level(number: int) -> int:
    """Return what stands for a number of documents: the same for those that count as the same."""
    # What a word says depends on one document less, and on whether it is in any.
    if number < 2:
        return number
    length = (number - 1).bit_length()
    return length << _FIGURES | (number - 1) >> max(0, length - _FIGURES)


def _rough(number: int) -> int:
    """Return a number with its first binary figures alone, and 0 for one that is less."""
    small = max(0, number.bit_length() - _FIGURES)
    return max(0, number >> small << small)


def _groups(word: str) -> list[str]:
    whole = f" {word} "
    return [whole[start : start + 3] for start in range(len(word))]


def identifier(documents: Iterable[tuple[str, Collection[str]]], stop_words: Mapping[str, Iterable[str]]) -> Identifier:
    """Return the identifier of the languages of these documents: each its language and its words."""
    counts: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for language, words in documents:
        counts.setdefault(language, Counter()).update(set(words))
        totals[language] += 1
    known = {language: counter for language, counter in counts.items() if totals[language] >= _FEWEST}
    for language, common in stop_words.items():
        if language in known:
            known[language].update(dict.fromkeys(words_of("\n".join(common)), _STOP_WORDS))
    return Identifier(known, totals)


def own_text(prose: str) -> str:
    """Return a text without quotations, addresses, mentions and hashtags, which keep their language."""
    return _NO_WORDS.sub(" ", _QUOTED.sub(" ", prose))


def telling_words(prose: str, *, names: bool = False) -> list[str]:
    """Return the different words that show the language of a text, without quotations and addresses.

    Without `names`, words with a capital count at the beginning alone.
    """
    return list(dict.fromkeys(own_words(prose, names=names)))


def own_words(prose: str, *, names: bool = False) -> list[str]:
    """Return all those words, in their order."""
    words = WORD.findall(own_text(prose))
    return [word.lower() for index, word in enumerate(words) if names or not index or not word[0].isupper()]
