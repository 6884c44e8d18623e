"""The index as the browser reads it: small files, of which a query loads only those that it needs.

index.json      the folder in which all other files are, and what every query needs: counts, shards, stop words
words/⟨shard⟩   the words that begin so, with the records in which they are, the names of terms, and the terms that
                have most of their names there
found/⟨number⟩  records of one page as they are shown, from that one on, so many in each file
messages/⟨language⟩ what its examples say of messages
forms/⟨length⟩  every word of so many letters, to correct one that nothing knows

The name of the folder changes with what the files hold: a browser may keep them for ever, never takes a file of one
index for that of another, and asks again for this one alone. How much is in one file weighs requests against bytes: a
first search is to take twelve of them and 60 KB, of a guide of any size (`benchmarks/pages.py`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from guiaviva.cache import digest
from guiaviva.search import answering, messages, query
from guiaviva.search.analysis import ELIDED_BEFORE
from guiaviva.search.index import OTHERS, Index, Posting
from guiaviva.search.phrases import LONGEST, as_stop_word, as_term
from guiaviva.search.questions import FEW_OF_KIND, FEW_OF_PAGE, KIND, LIKENESS, PAGE, SHARES, Asked
from guiaviva.search.records import Record
from guiaviva.text.packing import DIGITS, front_coded, gaps, packed
from guiaviva.text.words import fold

INDEX = "index.json"
# How many records are in one file.
CHUNK = 16
# The figures of a query, which are in Python alone; the script reads them by these keys.
CONSTANTS: Mapping[str, Any] = {
    "saturation": query.SATURATION,
    "subject": query.SUBJECT,
    "exact": query.EXACT,
    "concept": query.CONCEPT,
    "prefix": query.PREFIX,
    "nearby": query.NEARBY,
    "together": query.TOGETHER,
    "small": query.SMALL,
    "named": query.NAMED,
    "likeness": LIKENESS,
    # Of the questions that are likest to what is asked.
    "shares": SHARES,
    "page": PAGE,
    "kind": KIND,
    "few-of-page": FEW_OF_PAGE,
    "few-of-kind": FEW_OF_KIND,
    "per-page": query.PER_PAGE,
    "longest": LONGEST,
    "shortest-prefix": query.SHORTEST_PREFIX,
    "shortest-abbreviation": query.SHORTEST_ABBREVIATION,
    "one-edit": query.ONE_EDIT,
    "two-edits": query.TWO_EDITS,
    "elided-before": ELIDED_BEFORE,
    "first": answering.FIRST,
}


def files(index: Index, addresses: Mapping[str, str], words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the path and the text of each file.

    `addresses` are those of the pages, by id, from the root of the language; `words` what the interface says.
    """
    texts = {path: text for path in _paths(index) if (text := _text(index, path, addresses)) is not None}
    head = _head(index, words)
    folder = _folder(digest(_json(head), *chain(*texts.items())))
    yield INDEX, _json({"folder": folder, **head})
    yield from ((folder + path, text) for path, text in texts.items())


def file(index: Index, path: str, addresses: Mapping[str, str], words: Mapping[str, Any], version: str) -> str | None:
    """Return the text of one file, or None where there is none. Of the index, only what it holds is worked out.

    `version` is a digest of all that the files depend on; the folder has its name, since what the others hold is not
    known.
    """
    folder = _folder(version)
    if path == INDEX:
        return _json({"folder": folder, **_head(index, words)})
    return _text(index, path.removeprefix(folder), addresses) if path.startswith(folder) else None


def _folder(version: str) -> str:
    return f"index.{version[:8]}/"


def _text(index: Index, path: str, addresses: Mapping[str, str]) -> str | None:
    folder, _, name = path.removesuffix(".json").rpartition("/")
    if folder == "messages" and name in index.messages.languages:
        return _messages(index.messages, name)
    if folder == "words" and name in index.shards:
        return _json(_shard(index, name))
    if folder == "forms" and name.isdecimal() and (plain := index.plain_forms.get(int(name))):
        forms = sorted(index.written(one)[0] for one in plain)
        return _json([front_coded(forms), "".join([DIGITS[index.commonness(form)] for form in forms])])
    if folder == "found" and name.isdecimal() and (pages := index.page_numbers[int(name) :][:CHUNK]):
        own = index.records[int(name) :][: pages.count(pages[0])]
        return _json([_row(index, record, addresses) for record in own])
    return None


# The search of each language of the site has the same; more of them would take much memory.
@lru_cache(maxsize=10)
def _messages(learned: messages.Messages, language: str) -> str:
    return _json(learned.of_language(language))


def _paths(index: Index) -> Iterator[str]:
    yield from (f"messages/{language}.json" for language in index.messages.languages)
    yield from (f"words/{shard}.json" for shard in index.shards)
    first = 0
    for count in _pages(index):
        yield from (f"found/{start}.json" for start in range(first, first + count, CHUNK))
        first += count
    yield from (f"forms/{length}.json" for length in sorted(index.plain_forms))


def _term(index: Index, key: str) -> list[str]:
    """Return the key of a term, its names, in which records it is and how much it weighs there, and its questions."""
    concept = index.concept(key)
    records, weights = (concept.records, concept.weights) if concept else ((), ())
    asked, lengths = _asked(index, index.questions.asked(as_term(key)))
    return [key, "|".join(index.names_of[key]), packed(gaps(records)), packed(weights), packed(asked), packed(lengths)]


def _row(index: Index, record: Record, addresses: Mapping[str, str]) -> list[Any]:
    return [
        addresses[record.page] + (f"#{record.anchor}" if record.anchor else ""),
        record.kind,
        record.title,
        list(record.trail),
        "\n".join(filter(None, (record.text, record.quoted))),
        list(record.labels),
        1 if record.copy else 0,
        record.network,
        "" if record.language == index.language else record.language,
    ]


def _head(index: Index, words: Mapping[str, Any]) -> dict[str, Any]:
    kinds = list(dict.fromkeys(record.kind for record in index.records))
    networks = list(dict.fromkeys(record.network for record in index.records))
    return {
        "language": index.language,
        "chunk": CHUNK,
        "constants": CONSTANTS,
        "analyses": [[one.code, one.stemmer, sorted(one.stop_words), one.elisions] for one in index.analyses],
        # How many records each page has, one page after another; then kind and network, so many records of each.
        "pages": _pages(index),
        "kinds": [kinds, _runs([kinds.index(record.kind) for record in index.records])],
        "networks": [networks, _runs([networks.index(record.network) for record in index.records])],
        "shards": " ".join(shard for shard in index.shards if shard != OTHERS),
        "others": OTHERS,
        # How long words are.
        "forms": sorted(index.plain_forms),
        # How many questions each record has.
        "questions": _runs(_counts(index)),
        "messages": messages.head(index.messages, index.records),
        # The units of the title of each page, and their rarities added up.
        "titles": [[" ".join(units), rarity] for units, rarity in index.questions.titles],
        "words": words,
    }


def _pages(index: Index) -> list[int]:
    return [len(list(run)) for _, run in groupby(index.page_numbers)]


def _counts(index: Index) -> list[int]:
    counts = Counter(index.questions.records)
    return [counts[number] for number in range(len(index.records))]


def _shard(index: Index, shard: str) -> list[Any]:
    """Return the words of a shard.

    Its forms, how many letters of each its stem lacks, and the stems that are no beginning of their form; in how many
    records each form is, and in which; how much it weighs there. Of each stem, in how many more records its forms of
    other shards are, and the questions in which it is, as a word and as a stop word; how long these are. The names of
    terms, each with the shard in which its term is and the term's number there; the terms that are here.
    """
    forms = index.forms_of(shard)
    postings = list(map(index.posting, forms))
    cuts = [_cut(posting) for posting in postings]
    odd = {one.form: one.stem for one, cut in zip(postings, cuts, strict=True) if cut is None}
    holding: dict[str, set[int]] = {}
    for posting in postings:
        holding.setdefault(posting.stem, set()).update(posting.records)
    asked: list[int] = []
    lengths: list[int] = []
    for stem, records in holding.items():
        asked.append(index.holding(stem) - len(records))
        for unit in (stem, as_stop_word(stem)):
            numbers, more = _asked(index, index.questions.asked(unit))
            asked += numbers
            # By stop words alone no question is found.
            lengths += more if unit == stem else ()
    return [
        front_coded(forms),
        packed(cut or 0 for cut in cuts),
        odd,
        packed(part for one in postings for part in (len(one.records), *gaps(one.records))),
        packed(chain.from_iterable(one.weights for one in postings)),
        packed(asked),
        packed(lengths),
        {name: " ".join(map(str, index.homes[key])) for name, key in index.named_in.get(shard, {}).items()},
        [_term(index, key) for key, (home, _) in index.homes.items() if home == shard],
    ]


def _cut(posting: Posting) -> int | None:
    """Return how many letters of a form its stem lacks, or None where it is not its beginning."""
    plain = fold(posting.form)
    return len(plain) - len(posting.stem) if plain.startswith(posting.stem) else None


def _asked(index: Index, asked: Asked | None) -> tuple[list[int], list[int]]:
    """Return how many questions have a unit, of how many of them only the title, and which; and their lengths."""
    if asked is None:
        return [0], []
    lengths = list(map(index.questions.lengths.__getitem__, asked.questions))
    return [len(asked.questions), asked.titled, *gaps(asked.questions)], lengths


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return each number and how often it is in a row."""
    return [part for number, run in groupby(numbers) for part in (number, len(list(run)))]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
