"""What one page contributes to the index of its language: the part of it that can be kept while the page is the same.

A part depends on the records of one page, on how the language in which they are written reads words (its stemmer and
its stop words; `model/search/⟨language⟩.yml`), on PyStemmer, and on this module and `analysis`; on no other page, no
term, and no language of the site. It consists of strings and numbers only, in few and large pieces, which are fast to
write and to read with pickle.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from guiaviva.search.analysis import Language, tokens
from guiaviva.search.records import Record

# The fields of a record. What stands in one is a *place*: the number of the record times so many fields, and the
# field's number.
FIELDS = ("title", "words", "shared", "trail", "text")
# A stop word counts only where it was chosen: in a title and among the words that people use.
CHOSEN = frozenset({"title", "words", "shared"})
# Records that are rows of data, and no part of the prose of their page.
OF_DATA = frozenset({"situation", "reply", "term", "network"})
# What stands between two questions among the search words of a record.
SEPARATOR = " · "
# Forms that begin with so many letters, but for accents, are merged together.
START = 2


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
    which their forms begin; `strays` are stems that begin with other letters than their form, with the form's. A form's
    occurrences are from `starts[number]` to `starts[number + 1]` of `places` and `counts`. `content` are the numbers
    of the words that are no stop words, in order, of each place from `ends[place - 1]` to `ends[place]`. `unkept` are
    the stop words that stand in no place where they count. `questions` are what people ask for each record, and for
    its like on every page of the folder, as `question_line` writes them; `asked_of` is the title of the page so.
    """

    language: str
    kinds: tuple[str, ...]
    lengths: array[int]
    sections: dict[str, Section]
    strays: tuple[tuple[str, str], ...]
    starts: array[int]
    places: array[int]
    counts: array[int]
    content: array[int]
    ends: array[int]
    unkept: str
    questions: tuple[tuple[str, str], ...]
    asked_of: str


def part_of(records: Sequence[Record], language: Language) -> Part:
    """Return the part of one page. Its records, at least one, are all written in one language, which is given."""
    rows: dict[str, tuple[list[int], list[int]]] = {}
    texts = [text for record in _fields(records) for text in record]
    seen = set(chain.from_iterable(texts))
    known = language.learn(seen)
    stop_words = {form for form in seen if known[form].is_stop_word}
    content: list[list[str]] = []
    for place, written in enumerate(texts):
        left = [form for form in written if form not in stop_words]
        content.append(left)
        for form, count in Counter(written if FIELDS[place % len(FIELDS)] in CHOSEN else left).items():
            row = rows.get(form)
            if row is None:
                row = rows[form] = ([], [])
            row[0].append(place)
            row[1].append(count)
    sections, forms = _sections(rows, known)
    number = {form: at for at, form in enumerate(forms)}
    return Part(
        language.code,
        tuple(record.kind for record in records),
        _numbers(map(len, texts)),
        sections,
        tuple(_strays(forms, known)),
        _numbers(accumulate((len(rows[form][0]) for form in forms), initial=0)),
        _numbers(chain.from_iterable(rows[form][0] for form in forms)),
        _numbers(chain.from_iterable(rows[form][1] for form in forms)),
        _numbers(map(number.__getitem__, chain.from_iterable(content))),
        _numbers(accumulate(map(len, content))),
        "\n".join(sorted(stop_words - rows.keys())),
        tuple(_questions(records, language)),
        question_line(next((record.title for record in reversed(records) if not record.anchor), ""), language),
    )


def _fields(records: Sequence[Record]) -> Iterator[Iterable[list[str]]]:
    """Return the words of the fields of each record. What people call a page stands on the trail of its sections."""
    page = next((record for record in reversed(records) if not record.anchor), None)
    said = tokens(SEPARATOR.join(filter(None, [page.words, page.shared]))) if page else []
    for record in records:
        trail = tokens(" ".join(record.trail))
        is_section = bool(record.anchor) and record.kind not in OF_DATA
        yield (
            tokens(record.title),
            tokens(record.words),
            tokens(record.shared),
            trail + said if is_section else trail,
            tokens(record.text),
        )


def _sections(
    rows: Mapping[str, tuple[list[int], list[int]]], known: Mapping[str, tuple[str, str, bool]]
) -> tuple[dict[str, Section], list[str]]:
    """Return the sections, and all forms in their order."""
    groups: dict[str, list[str]] = {}
    for form in rows:
        groups.setdefault(known[form][1][:START], []).append(form)
    sections = {}
    forms: list[str] = []
    for start, group in groups.items():
        size = sum(len({place // len(FIELDS) for place in rows[form][0]}) for form in group)
        stems = [known[form][0] for form in group]
        sections[start] = Section(len(forms), size, "\n".join(group), "\n".join(stems))
        forms += group
    return sections, forms


def _strays(forms: Iterable[str], known: Mapping[str, tuple[str, str, bool]]) -> Iterator[tuple[str, str]]:
    for form in forms:
        stem, plain, _ = known[form]
        if stem[:START] != plain[:START]:
            yield stem, plain[:START]


def _questions(records: Sequence[Record], language: Language) -> Iterator[tuple[str, str]]:
    for record in records:
        own = filter(None, [*record.words.split(SEPARATOR), record.title])
        shared = filter(None, record.shared.split(SEPARATOR))
        yield (
            "\n".join(question_line(question, language) for question in own),
            "\n".join(question_line(question, language) for question in shared),
        )


def question_line(question: str, language: Language) -> str:
    """Return the words of a question as one line, kept by the language: most questions are asked of many pages.

    The stems of its words, the words without accents, and the stems of its stop words, with tabs between.
    """
    line = language.questions.get(question)
    if line is None:
        words = tokens(question)
        known = language.learn(words)
        content = language.content_words(words)
        stems, plain = [known[word].stem for word in content], [known[word].plain for word in content]
        stop_words = [known[word].stem for word in language.stop_words_of(words)]
        line = language.questions[question] = "\t".join(map(spaced, (stems, plain, stop_words)))
    return line


def spaced(words: Iterable[str]) -> str:
    """Return words with a space after each, so that no word and an empty one are told apart."""
    return "".join([f"{word} " for word in words])


def unspaced(line: str) -> list[str]:
    """Return the words of which `spaced` made a line."""
    return line.split(" ")[:-1]


def _numbers(numbers: Iterable[int]) -> array[int]:
    """Return numbers in as few bytes as the largest needs."""
    listed = list(numbers)
    most = max(listed, default=0)
    return array(next(code for code in "BHIQ" if most < 1 << 8 * array(code).itemsize), listed)
