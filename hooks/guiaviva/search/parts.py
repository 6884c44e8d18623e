"""What one page contributes to the index of its language: the part of it that can be kept while the page is the same.

A part depends on the records of one page, on how the language in which they are written reads words (its stemmer and
its stop words; `words/⟨language⟩/search.yml`), on PyStemmer, and on this module and `analysis`; on no other page, no
term, and no language of the site. It consists of strings and numbers only, in few and large pieces, which are fast to
write and to read with pickle.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.search.analysis import START, Language, Word, tokens, tokens_of_each

if TYPE_CHECKING:
    from guiaviva.search.records import Record

# The fields of a record. What is in one is a *place*: the number of the record times so many fields, and the
# field's number.
FIELDS = ("title", "words", "shared", "trail", "text", "quoted")
# A stop word counts only where it was chosen: in a title and among the words that people use.
_CHOSEN = frozenset({FIELDS.index(field) for field in ("title", "words", "shared")})
# Records that are rows of data, and no part of the prose of their page.
OF_DATA = frozenset({"situation", "reply", "term", "network"})
# What is between two sections of forms.
BREAK = "\f"
# What is between two questions among the search words of a record.
SEPARATOR = " · "


class Part(NamedTuple):
    """What one page contributes.

    `kinds` are those of its records, `lengths` the number of words in each place. Its forms that begin alike are a
    *section*: of each, `letters` has these, `firsts` the number of the first form, `postings` in how many
    records the forms are, added up, `forms` and `stems` a line for each form; between sections is a `BREAK`.
    `strays` are stems that begin with other letters than their form, with the form's. Where a
    form occurs is in `hits` from `starts[number]` to `starts[number + 1]`: a place, how often, the next place, and so
    on. `content` are the numbers of the words that are no stop words, in order; those of a place end at `ends[place]`.
    `stop_words` are the numbers of forms that are, `unkept` the stop words that are in no place where they count.

    `questions` are the numbers of the words of all that people ask, one question after another, which end at
    `question_ends`: of each record its own, its title last, then its like's on every page of the folder, as many as
    `asked` has in pairs. `shared` are these as they are written. `title` is the number of the record of the page,
    if it has a title.
    """

    language: str
    kinds: tuple[str, ...]
    lengths: array[int]
    letters: str
    firsts: array[int]
    postings: array[int]
    forms: str
    stems: str
    strays: tuple[tuple[str, str], ...]
    starts: array[int]
    hits: array[int]
    content: array[int]
    ends: array[int]
    stop_words: array[int]
    unkept: str
    questions: array[int]
    question_ends: array[int]
    asked: array[int]
    shared: tuple[str, ...]
    title: int | None


def part_of(records: Sequence[Record], language: Language) -> Part:
    """Return the part of one page. Its records, at least one, are all written in one language, which is given."""
    texts, questions, asked = _words(records, language)
    seen = set().union(*texts)
    known = language.learn(seen)
    stop_words = seen & language.stop_forms
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
    sections = _sections(hits, known)
    forms = [form for section in sections.values() for form in section]
    number = dict(zip(forms, range(len(forms)), strict=True))
    rows = [hits[form] for form in forms]
    page = _page(records)
    return Part(
        language.code,
        tuple(record.kind for record in records),
        _numbers(map(len, texts)),
        BREAK.join(sections),
        _numbers(accumulate(map(len, list(sections.values())[:-1]), initial=0)),
        _numbers(sum(_records(hits[form]) for form in section) for section in sections.values()),
        BREAK.join(map("\n".join, sections.values())),
        BREAK.join("\n".join([known[form].stem for form in section]) for section in sections.values()),
        tuple(dict.fromkeys((known[form].stem, known[form].start) for form in forms if _strays(known[form]))),
        _numbers(accumulate(map(len, rows), initial=0)),
        _numbers(chain.from_iterable(rows)),
        _numbers(map(number.__getitem__, content)),
        _numbers(ends),
        _numbers(sorted(number[form] for form in stop_words if form in number)),
        "\n".join(sorted(stop_words - hits.keys())),
        _numbers(map(number.__getitem__, chain.from_iterable(questions))),
        _numbers(accumulate(map(len, questions))),
        _numbers(asked),
        tuple(record.shared for record in records),
        None if page is None or not records[page].title else page,
    )


def _page(records: Sequence[Record]) -> int | None:
    """Return the number of the record of the page itself."""
    return next((at for at in reversed(range(len(records))) if not records[at].anchor), None)


def _words(records: Sequence[Record], language: Language) -> tuple[list[list[str]], list[list[str]], list[int]]:
    """Return the words of each place, those of each question, and how many questions each record has of each kind.

    What people call a page is on the trail of its sections.
    """
    titles = tokens_of_each([record.title for record in records])
    trails = tokens_of_each([" ".join(record.trail) for record in records])
    own = [_block(record.words, language) for record in records]
    shared = [_block(record.shared, language) for record in records]
    page = _page(records)
    said = [] if page is None else list(chain.from_iterable([*own[page], *shared[page]]))
    texts: list[list[str]] = []
    questions: list[list[str]] = []
    asked: list[int] = []
    for at, record in enumerate(records):
        is_section = bool(record.anchor) and record.kind not in OF_DATA
        trail = trails[at] + said if is_section else trails[at]
        words = [list(chain.from_iterable(block)) for block in (own[at], shared[at])]
        texts += (titles[at], *words, trail, tokens(record.text), tokens(record.quoted))
        title = [titles[at]] if record.title else []
        questions += [*own[at], *title, *shared[at]]
        asked += (len(own[at]) + len(title), len(shared[at]))
    return texts, questions, asked


def _block(questions: str, language: Language) -> list[list[str]]:
    """Return the words of each question of a block, which the language keeps: most are on many pages."""
    block = language.blocks.get(questions)
    if block is None:
        asked = [question for question in questions.split(SEPARATOR) if question]
        block = language.blocks[questions] = tokens_of_each(asked) if asked else []
    return block


def _sections(forms: Iterable[str], known: Mapping[str, Word]) -> dict[str, list[str]]:
    """Return forms by the letters with which they begin."""
    sections: dict[str, list[str]] = {}
    for form in forms:
        sections.setdefault(known[form].start, []).append(form)
    return sections


def _records(row: Sequence[int]) -> int:
    """Return in how many records the places of a row are."""
    return 1 if len(row) == 2 else len({place // len(FIELDS) for place in row[::2]})


def _strays(word: Word) -> bool:
    """Return whether the stem of a word begins with other letters."""
    return word.stem[:START] != word.start


def _numbers(numbers: Iterable[int]) -> array[int]:
    """Return numbers in as few bytes as the largest needs."""
    listed = list(numbers)
    for code in "BHI":
        with suppress(OverflowError):
            return array(code, listed)
    return array("Q", listed)
