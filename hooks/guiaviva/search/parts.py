"""What one page contributes to the index of its language: the part of it that can be kept while the page is the same.

A part depends on the records of one page, on how the language in which they are written reads words (its stemmer and
its stop words; `model/search/⟨language⟩.yml`), on PyStemmer, and on this module and `analysis`; on no other page, no
term, and no language of the site. It consists of strings and numbers only, in few and large pieces, which are fast to
write and to read with pickle.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain
from typing import NamedTuple

from guiaviva.search.analysis import START, Language, Word, tokens
from guiaviva.search.records import Record

# The fields of a record. What stands in one is a *place*: the number of the record times so many fields, and the
# field's number.
FIELDS = ("title", "words", "shared", "trail", "text")
# A stop word counts only where it was chosen: in a title and among the words that people use.
_CHOSEN = frozenset({FIELDS.index(field) for field in ("title", "words", "shared")})
# Records that are rows of data, and no part of the prose of their page.
OF_DATA = frozenset({"situation", "reply", "term", "network"})
# What stands between two questions among the search words of a record.
SEPARATOR = " · "


class Section(NamedTuple):
    """The forms of a page that begin alike, a line each, and their stems.

    `first` is the number of the first form, `postings` in how many records the forms stand, added up.
    """

    first: int
    postings: int
    forms: str
    stems: str


class Part(NamedTuple):
    """What one page contributes.

    `kinds` are those of its records, `lengths` the number of words in each place. `sections` are by the letters with
    which their forms begin; `strays` are stems that begin with other letters than their form, with the form's. Where a
    form stands is in `hits` from `starts[number]` to `starts[number + 1]`: a place, how often, the next place, and so
    on. `content` are the numbers of the words that are no stop words, in order; those of a place end at `ends[place]`.
    `unkept` are the stop words that stand in no place where they count. `questions` are what people ask for each
    record, and for its like on every page of the folder, as `_question` writes them; `title` is the page's, likewise.
    """

    language: str
    kinds: tuple[str, ...]
    lengths: array[int]
    sections: dict[str, Section]
    strays: tuple[tuple[str, str], ...]
    starts: array[int]
    hits: array[int]
    content: array[int]
    ends: array[int]
    unkept: str
    questions: tuple[tuple[str, str], ...]
    title: str


def part_of(records: Sequence[Record], language: Language) -> Part:
    """Return the part of one page. Its records, at least one, are all written in one language, which is given."""
    page = next((record for record in reversed(records) if not record.anchor), None)
    texts = [words for record in records for words in _fields(record, page, language)]
    seen = set().union(*texts)
    known = language.learn(seen)
    stop_words = {form for form in seen if known[form].is_stop_word}
    content: list[str] = []
    ends: list[int] = []
    hits: dict[str, list[int]] = {}
    for place, words in enumerate(texts):
        left = [form for form in words if form not in stop_words]
        content += left
        ends.append(len(content))
        for form, times in Counter(words if place % len(FIELDS) in _CHOSEN else left).items():
            if form in hits:
                hits[form] += (place, times)
            else:
                hits[form] = [place, times]
    groups: dict[str, list[str]] = {}
    for form in hits:
        groups.setdefault(known[form].plain[:START], []).append(form)
    forms = list(chain.from_iterable(groups.values()))
    number = dict(zip(forms, range(len(forms)), strict=True))
    rows = [hits[form] for form in forms]
    return Part(
        language.code,
        tuple(record.kind for record in records),
        _numbers(map(len, texts)),
        {start: _section(number, group, hits, known) for start, group in groups.items()},
        tuple({(known[form].stem, known[form].plain[:START]): None for form in forms if known[form].is_stray}),
        _numbers(accumulate(map(len, rows), initial=0)),
        _numbers(chain.from_iterable(rows)),
        _numbers(map(number.__getitem__, content)),
        _numbers(ends),
        "\n".join(sorted(stop_words - hits.keys())),
        tuple(
            (
                _lines([*_asked(record.words), *filter(None, [record.title])], language),
                _lines(_asked(record.shared), language),
            )
            for record in records
        ),
        _question(page.title if page else "", language)[1],
    )


def _fields(record: Record, page: Record | None, language: Language) -> tuple[list[str], ...]:
    """Return the words of each field. What people call a page stands on the trail of its sections."""
    trail = tokens(" ".join(record.trail))
    if page and record.anchor and record.kind not in OF_DATA:
        trail += _words_of(page.words, language) + _words_of(page.shared, language)
    words, shared = _words_of(record.words, language), _words_of(record.shared, language)
    return tokens(record.title), words, shared, trail, tokens(record.text)


def _words_of(questions: str, language: Language) -> list[str]:
    """Return the words of some questions."""
    return [word for one in _asked(questions) for word in _question(one, language)[0]]


def _asked(questions: str) -> list[str]:
    """Return the questions that stand among the search words of a record."""
    return [question for question in questions.split(SEPARATOR) if question]


def _question(question: str, language: Language) -> tuple[list[str], str]:
    """Return the words of a question, and as one line, with tabs between, the stems of those that say something, these
    without accents, and the stems of its stop words.

    The language keeps it: most questions are asked of many pages, and counted among the words of a record too.
    """
    kept = language.questions.get(question)
    if kept is None:
        words = tokens(question)
        known = language.learn(words)
        read = [known[word] for word in words]
        content = [word for word in read if not word.is_stop_word]
        stop_words = [word.stem for word in read if word.is_stop_word] if content else []
        content = content or read
        lists = ([word.stem for word in content], [word.plain for word in content], stop_words)
        kept = language.questions[question] = (words, "\t".join(map(spaced, lists)))
    return kept


def _lines(questions: Iterable[str], language: Language) -> str:
    return "\n".join([_question(question, language)[1] for question in questions])


def _section(
    number: Mapping[str, int], group: Sequence[str], hits: Mapping[str, Sequence[int]], known: Mapping[str, Word]
) -> Section:
    postings = 0
    for form in group:
        row = hits[form]
        postings += 1 if len(row) == 2 else len({place // len(FIELDS) for place in row[::2]})
    stems = [known[form].stem for form in group]
    return Section(number[group[0]], postings, "\n".join(group), "\n".join(stems))


def spaced(words: Iterable[str]) -> str:
    """Return words with a space after each, so that no word and an empty one are told apart."""
    return "".join([f"{word} " for word in words])


def unspaced(line: str) -> list[str]:
    """Return the words of which `spaced` made a line."""
    return line.split(" ")[:-1]


def _numbers(numbers: Iterable[int]) -> array[int]:
    """Return numbers in as few bytes as the largest needs."""
    listed = list(numbers)
    for code in "BHI":
        with suppress(OverflowError):
            return array(code, listed)
    return array("Q", listed)
