"""From what somebody types to ranked records. DESIGN.md describes the steps."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain
from operator import add, itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from guiaviva.search.analysis import tokens
from guiaviva.search.index import SCALE, Index, Posting, Weighed
from guiaviva.search.phrases import LONGEST, as_stop_word, as_term
from guiaviva.text.words import fold

# BM25's k1: after so many tenths of weight a word says half of all that it can say.
SATURATION = 2 * SCALE
# A name of a term is more likely the subject than any other word.
SUBJECT = 1.3
# What counts beside a word's stem: the very form that was typed, a name of the same thing, a word that begins so.
EXACT, CONCEPT, PREFIX = 0.3, 0.9, 0.7
# What a word counts for a record that lacks it, where another record of its page has it.
NEARBY = 0.15
# What it counts for all records of a page what the words say for each of them, added up.
TOGETHER = 0.02
# What a stop word counts.
SMALL = 1.0
# What it counts for all records of a page that its title is named.
NAMED = 0.2
# The most results of one page that are shown by themselves.
PER_PAGE = 2
# The fewest letters of a word being typed that also match as a prefix.
SHORTEST_PREFIX = 3
# The fewest letters of a word in the middle that may be one cut short.
SHORTEST_ABBREVIATION = 4
# A word of so many letters may be mistyped in one place; one of so many more, in two.
ONE_EDIT, TWO_EDITS = 5, 8


@dataclass(frozen=True)
class Taken:
    """How a typed word was understood: its forms in the guide, a term's key, or the word it was corrected to."""

    word: str
    forms: tuple[str, ...] = ()
    concept: str = ""
    corrected: str = ""


class Result(NamedTuple):
    """A record's number and its score."""

    record: int
    score: float


@dataclass
class Answer:
    """The ranked records, best first, and how each word was understood."""

    results: list[Result] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    @property
    def records(self) -> frozenset[int]:
        """The numbers of the records that are found."""
        return frozenset(result.record for result in self.results)


def search(index: Index, text: str, *, correct: bool = True) -> Answer:
    """Rank the records for a text as it is typed; without a space at its end the last word may be unfinished.

    `correct`: take a word that nothing knows for the nearest that the guide knows.
    """
    typed = [_with_apostrophe(index, word) for word in tokens(text)] if correct else tokens(text)
    words = index.analyses[0].content_words(typed)
    unfinished = bool(words) and not text[-1:].isspace() and text.lower().rstrip().endswith(words[-1])
    plain = [fold(word) for word in typed]
    answer = Answer()
    slots: list[Weighed] = []
    units: dict[str, bool] = {}
    place = 0
    while place < len(words):
        last = unfinished and place == len(words) - 1
        length, key = _longest_phrase(index, words, place)
        word = words[place]
        if length == 1 and len(words) < len(typed):
            # Of a name that is one word and stop words, all must stand there.
            key = index.names.around(plain, typed.index(word)) or key
        last = last or (not key and correct and _abbreviated(index, word))
        if not key and not _known(index, word, last) and correct and (other := nearest(index, word)):
            words[place] = other
            length, key = _longest_phrase(index, words, place)
            answer.taken.append(Taken(word, corrected=other))
        if key:
            phrase = words[place : place + length]
            last = unfinished and place + length == len(words)
            singles = [_word(index, one, last and at == length - 1) for at, one in enumerate(phrase)]
            concept = _concept(index, key)
            slots.append(_times(SUBJECT, _best([_sum(singles), concept])))
            units[as_term(key)] = True
            answer.taken.append(Taken(" ".join(phrase), concept=key))
        else:
            begun = last and _beginning(index, words[place])
            slip = _slip(index, words[place]) if correct and not begun else ""
            readings = [words[place], slip] if slip else [words[place]]
            slots.append(_best([_word(index, one, last) for one in readings]))
            stem = (_stems(index, words[place]) or [index.analyses[0].stem(words[place])])[0]
            units.setdefault(stem, bool(index.group(words[place], stem)))
            forms = dict.fromkeys(form for one in readings for form in _forms(index, one))
            answer.taken.append(Taken(words[place], forms=tuple(forms)))
        place += length
    scores = _scores(index, slots)
    left = set(index.analyses[0].content_words(typed))
    for word in dict.fromkeys(word for word in typed if word not in left):
        _add(scores, _small(index, word), SMALL)
        stem = index.analyses[0].stem(word)
        units.setdefault(as_stop_word(stem), bool(index.group(word, stem)))
    for record, score in index.questions.likeness(units).items():
        scores[record] = scores.get(record, 0.0) + score
    named = index.questions.named(units)
    for record in scores if named else ():
        if share := named.get(index.page_numbers[record]):
            scores[record] += NAMED * share
    odds = index.questions.odds(units)
    for record in scores:
        scores[record] += odds[record]
    # Equal scores are in the order of the guide.
    ranked = sorted(sorted(scores.items()), key=itemgetter(1), reverse=True)
    answer.results = list(map(Result._make, ranked))
    return answer


def unmatched(index: Index, text: str, records: Sequence[int]) -> list[str]:
    """Return the words of a query that lead to none of some records."""
    wanted = set(records)
    language = index.analyses[0]
    words = language.content_words(tokens(text))
    return [word for word in words if not wanted & search(index, f"{word} ", correct=False).records]


def grouped(index: Index, results: Sequence[Result]) -> list[list[Result]]:
    """Return the results as they are shown, best first: each with those of its page left to «more of this page».

    Of one page at most `PER_PAGE` are shown by themselves; the last of them keeps the rest.
    """
    shown: list[list[Result]] = []
    of_page: dict[int, list[list[Result]]] = {}
    for result in results:
        groups = of_page.setdefault(index.page_numbers[result.record], [])
        if len(groups) < PER_PAGE:
            groups.append([result])
            shown.append(groups[-1])
        else:
            groups[-1].append(result)
    return shown


def _abbreviated(index: Index, word: str) -> bool:
    """Say whether a word that nothing knows is the beginning of one: `trad automàtica`."""
    return len(fold(word)) >= SHORTEST_ABBREVIATION and not _forms(index, word) and bool(_beginning(index, word))


def _with_apostrophe(index: Index, word: str) -> str:
    """Return a word that nothing knows without the letter that an apostrophe would cut off: for `lescola`, `escola`."""
    language = index.analyses[0]
    rest = language.without_elision(word)
    if not rest or language.is_stop_word(word) or _known(index, word, False) or _longest_phrase(index, [word], 0)[1]:
        return word
    return rest if language.is_stop_word(rest) or _known(index, rest, False) else word


def _longest_phrase(index: Index, words: Sequence[str], place: int) -> tuple[int, str]:
    """Return the length and the term of the longest phrase that begins at a place, else (1, "")."""
    for length in range(min(_longest_name(index, words[place]), len(words) - place), 0, -1):
        if key := index.named([fold(word) for word in words[place : place + length]]):
            return length, key
        for stems in _readings(index, words[place : place + length]):
            if " ".join(stems) in index.names.of_stems:
                return length, index.names.of_stems[" ".join(stems)]
    return 1, ""


def _longest_name(index: Index, word: str) -> int:
    """Return the number of words of the longest name that may begin with a word."""
    language = index.analyses[0]
    firsts = {fold(word), language.stem(word), *_stems(index, word)[:1]}
    return min(LONGEST, max(index.name_lengths.get(first, 1) for first in firsts))


def _readings(index: Index, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return the stems of some words: as they are typed, and with the accents that the guide knows."""
    language = index.analyses[0]
    typed = tuple(language.stem(word) for word in words)
    yield typed
    known = [_stems(index, word)[:1] for word in words]
    restored = tuple(stems[0] if stems else stem for stems, stem in zip(known, typed, strict=True))
    if restored != typed:
        yield restored


def _stems(index: Index, word: str) -> list[str]:
    """Return the stems of the forms that are this word, whatever its accents."""
    return list(dict.fromkeys(map(index.stem, index.written(word))))


def _forms(index: Index, word: str) -> list[str]:
    """Return the forms of the guide that say the same as a word: those of its stems, else of the stem that it has."""
    stems = _stems(index, word) or list(dict.fromkeys(language.stem(word) for language in index.analyses))
    return [form for stem in stems for form in index.group(word, stem)]


def _known(index: Index, word: str, last: bool) -> bool:
    return bool(_forms(index, word)) or (last and bool(_beginning(index, word)))


def _beginning(index: Index, word: str) -> list[str]:
    """Return the forms that begin with a word, without its accents."""
    start = fold(word)
    if len(start) < SHORTEST_PREFIX:
        return []
    return index.beginning(start)


def _word(index: Index, word: str, last: bool) -> Weighed:
    """Weigh a word: by its stem, with more for the very form; where it is unfinished, also by what begins so."""
    return _kept(index, f"{word}{'…' if last else ''}", lambda: _weighed_word(index, word, last))


def _kept(index: Index, name: str, weigh: Callable[[], Weighed]) -> Weighed:
    """Weigh what was not asked for before."""
    if name not in index.weighed:
        index.weighed[name] = weigh()
    return index.weighed[name]


def _weighed_word(index: Index, word: str, last: bool) -> Weighed:
    forms = _forms(index, word)
    exact = set(index.written(word))
    parts = [_group(index, forms, exact)] if forms else []
    if last and (begun := [form for form in _beginning(index, word) if form not in set(forms)]):
        parts.append(_group(index, begun, set(), PREFIX))
    return _best(parts)


def _group(index: Index, forms: Sequence[str], exact: set[str], share: float = 1.0) -> Weighed:
    """Weigh forms as one word; how rare it is, the commonest of their stems decides."""
    rarity = min(index.rarity(index.stem(form)) for form in forms)
    total, alone = _total(index, forms), _total(index, [form for form in forms if form in exact])
    scores = {record: _saturated(weight) for record, weight in total.items()}
    for record, weight in alone.items():
        scores[record] += EXACT * _saturated(weight)
    return Weighed(rarity, {record: share * rarity * score for record, score in scores.items()})


def _total(index: Index, forms: Sequence[str]) -> Mapping[int, int]:
    """Return how much some forms weigh together in each record."""
    first, *others = map(index.posting, forms) if forms else [Posting("", "", (), ())]
    total = dict(zip(first.records, first.weights, strict=True))
    for posting in others:
        for record, weight in zip(posting.records, posting.weights, strict=True):
            total[record] = total.get(record, 0) + weight
    return total


def _concept(index: Index, key: str) -> Weighed:
    return _kept(index, as_term(key), lambda: _weighed_concept(index, key))


def _weighed_concept(index: Index, key: str) -> Weighed:
    concept = index.concept(key)
    if concept is None:
        return Weighed(0, {})
    pairs = zip(concept.records, concept.weights, strict=True)
    return Weighed(concept.rarity, {record: CONCEPT * concept.rarity * _saturated(weight) for record, weight in pairs})


def _saturated(weight: int) -> float:
    return weight / (SATURATION + weight)


def _best(parts: Sequence[Weighed]) -> Weighed:
    """Return for each record the best of several readings."""
    if len(parts) == 1 and parts[0].rarity:
        return parts[0]
    scores: dict[int, float] = {}
    for part in parts:
        for record, score in part.scores.items():
            if score > scores.get(record, 0.0):
                scores[record] = score
    return Weighed(max((part.rarity for part in parts), default=0), scores)


def _times(share: float, part: Weighed) -> Weighed:
    return Weighed(share * part.rarity, {record: share * score for record, score in part.scores.items()})


def _sum(parts: Sequence[Weighed]) -> Weighed:
    scores: dict[int, float] = {}
    for part in parts:
        for record, score in part.scores.items():
            scores[record] = scores.get(record, 0.0) + score
    return Weighed(sum(part.rarity for part in parts), scores)


def _scores(index: Index, slots: Sequence[Weighed]) -> dict[int, float]:
    """Add up what the words say, weakened by the square root of how much of the question a record covers.

    A word that a record does not have, but another record of the same page has, counts in part; and for each, a little,
    what all records of its page say.
    """
    # One after another as the script does: `sum` makes up for what is rounded, from Python 3.12.
    whole = reduce(add, (slot.rarity for slot in slots), 0.0)
    found = sorted({record for slot in slots for record in slot.scores})
    pages = [_by_page(index, slot) for slot in slots]
    scores = {}
    for record in found if whole else ():
        total, covered = 0.0, 0.0
        for slot, page in zip(slots, pages, strict=True):
            if record in slot.scores:
                total += slot.scores[record]
                covered += slot.rarity
            elif index.page_numbers[record] in page:
                total += NEARBY * page[index.page_numbers[record]]
                covered += NEARBY * slot.rarity
        scores[record] = total * math.sqrt(covered / whole)
    together: dict[int, float] = defaultdict(float)
    for record, score in scores.items():
        together[index.page_numbers[record]] += score
    return {record: score + TOGETHER * together[index.page_numbers[record]] for record, score in scores.items()}


def _small(index: Index, word: str) -> Mapping[int, float]:
    """Weigh a stop word, which is only in titles and among what people ask."""
    forms = index.written(word)
    return _kept(index, as_stop_word(word), lambda: _group(index, forms, set())).scores if forms else {}


def _add(scores: dict[int, float], more: Mapping[int, float], share: float) -> None:
    """Add a share of what a word says to records that other words have found."""
    for record, score in more.items():
        if record in scores:
            scores[record] += share * score


def _by_page(index: Index, slot: Weighed) -> dict[int, float]:
    """Return the best score of each page."""
    best: dict[int, float] = {}
    for record, score in slot.scores.items():
        page = index.page_numbers[record]
        if score > best.get(page, 0.0):
            best[page] = score
    return best


def _slip(index: Index, word: str) -> str:
    """Return the word that this one may be a slip of, though its stem is known: stems of slips say little.

    A word that is the beginning of a known form of its stem, but for its last letter, is none.
    """
    plain = fold(word)
    if index.written(plain) or any(fold(form).startswith(plain[:-1]) for form in _forms(index, word)):
        return ""
    other = nearest(index, word, most=1)
    return "" if other in _forms(index, word) else other


def nearest(index: Index, word: str, most: int = 2) -> str:
    """Return the form of the guide that a word is a slip of, or "": the nearest, the commonest, then by alphabet."""
    typed = fold(word)
    allowed = min(most, 2 if len(typed) >= TWO_EDITS else 1 if len(typed) >= ONE_EDIT else 0)
    if not allowed or typed.isdecimal():
        return ""
    lengths = range(len(typed) - allowed, len(typed) + allowed + 1)
    candidates = chain.from_iterable(index.plain_forms.get(length, ()) for length in lengths)
    found = []
    for other, steps, _ in extract_iter(typed, candidates, scorer=OSA.distance, score_cutoff=allowed):
        forms = index.written(other)
        found.append((steps, -index.commonness(other), forms[0]))
    return min(found)[2] if found else ""


def edits(one: str, other: str, most: int) -> int:
    """Count the letters added, left out, changed or swapped with the next one; more than `most` is `most` + 1."""
    return int(OSA.distance(one, other, score_cutoff=most))
