"""The index as the browser reads it: small files, of which a query loads only those that it needs.

index.json      what every query needs: counts, shards, the names of terms, stop words
words/⟨shard⟩   the words that begin so, with the records in which they are
terms/⟨number⟩  the records in which a term is under any of its names, so many terms in each file
found/⟨number⟩  records as they are shown, so many in each file
forms.json      every word, to correct one that nothing knows

All but `index.json` are in a folder whose name changes with what they hold, and which `index.json` names: a browser
may keep them for ever, and never takes a file of one index for that of another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from guiaviva.cache import digest
from guiaviva.search import query
from guiaviva.search.analysis import ELIDED_BEFORE
from guiaviva.search.index import Concept, Index
from guiaviva.search.phrases import LONGEST, as_stop_word, as_term
from guiaviva.search.questions import FEW_OF_KIND, FEW_OF_PAGE, KIND, LIKENESS, PAGE, SHARES
from guiaviva.search.records import Record

HEAD = "index.json"
# How many records are in one file, and how many terms.
CHUNK = 8
TERMS = 8
# The figures of a query, which are in Python alone; the script reads them by these keys.
CONSTANTS: Mapping[str, Any] = {
    "saturation": query.SATURATION,
    "subject": query.SUBJECT,
    "exact": query.EXACT,
    "concept": query.CONCEPT,
    "prefix": query.PREFIX,
    "nearby": query.NEARBY,
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
}


def files(index: Index, addresses: Mapping[str, str], words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the path and the text of each file.

    `addresses` are those of the pages, by id, from the root of the language; `words` what the interface says.
    """
    head = _head(index, words)
    texts = {path: text for path in _paths(index) if (text := _text(index, path, addresses)) is not None}
    folder = _folder(digest(_json(head), *chain(*texts.items())))
    yield HEAD, _json(head | {"folder": folder})
    yield from ((folder + path, text) for path, text in texts.items())


def file(index: Index, path: str, addresses: Mapping[str, str], words: Mapping[str, Any], version: str) -> str | None:
    """Return the text of one file, or None where there is none. Of the index, only what it holds is worked out.

    `version` is a digest of all that the files depend on; the folder has its name, since what the others hold is not
    known.
    """
    folder = _folder(version)
    if path == HEAD:
        return _json(_head(index, words) | {"folder": folder})
    return _text(index, path.removeprefix(folder), addresses) if path.startswith(folder) else None


def _folder(version: str) -> str:
    return f"index.{version[:8]}/"


def _text(index: Index, path: str, addresses: Mapping[str, str]) -> str | None:
    folder, _, name = path.removesuffix(".json").rpartition("/")
    if path == "forms.json":
        return _json([[forms[0], _common(index, forms)] for forms in index.by_fold.values()])
    if folder == "words" and name in index.shards:
        return _json(_shard(index, index.forms_of(name)))
    if folder == "terms" and name.isdecimal() and (keys := index.terms[int(name) * TERMS :][:TERMS]):
        return _json([_term(index, concept) for key in keys if (concept := index.concept(key))])
    if folder == "found" and name.isdecimal() and (records := index.records[int(name) * CHUNK :][:CHUNK]):
        return _json([_row(index, record, addresses) for record in records])
    return None


def _paths(index: Index) -> Iterator[str]:
    yield from (f"words/{shard}.json" for shard in index.shards)
    yield from (f"terms/{start // TERMS}.json" for start in range(0, len(index.terms), TERMS))
    yield from (f"found/{start // CHUNK}.json" for start in range(0, len(index.records), CHUNK))
    yield "forms.json"


def _term(index: Index, concept: Concept) -> list[Any]:
    asked = index.questions.asked(as_term(concept.key))
    questions = [asked.rarity, _gaps(asked.questions)] if asked else []
    return [concept.rarity, _gaps(concept.records), concept.weights, questions]


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


def _common(index: Index, forms: Sequence[str]) -> int:
    return sum(len(index.postings[form].records) for form in forms)


def _head(index: Index, words: Mapping[str, Any]) -> dict[str, Any]:
    kinds = list(dict.fromkeys(record.kind for record in index.records))
    networks = list(dict.fromkeys(record.network for record in index.records))
    return {
        "language": index.language,
        "chunk": CHUNK,
        "terms-chunk": TERMS,
        "constants": CONSTANTS,
        "analyses": [[one.code, one.stemmer, sorted(one.stop_words), one.elisions] for one in index.analyses],
        # How many records each page has, one page after another; then kind and network, so many records of each.
        "pages": [len(list(run)) for _, run in groupby(index.page_numbers)],
        "kinds": [kinds, _runs([kinds.index(record.kind) for record in index.records])],
        "networks": [networks, _runs([networks.index(record.network) for record in index.records])],
        "shards": " ".join(index.shards),
        # The names of each term: so its key stands once.
        "phrases": {key: "|".join(names) for key, names in _names(index).items()},
        # How many questions each record has, and the length of each.
        "questions": [_runs(_counts(index)), [length for _, length in index.questions.lengths]],
        "rarest": index.questions.rarest,
        # The units of the title of each page, and their rarities added up.
        "titles": [[" ".join(units), rarity] for units, rarity in index.questions.titles],
        "terms": index.terms,
        "words": words,
    }


def _names(index: Index) -> dict[str, list[str]]:
    """Return the names of each term."""
    names: dict[str, list[str]] = {}
    for name, key in index.phrases.items():
        names.setdefault(key, []).append(name)
    return names


def _counts(index: Index) -> list[int]:
    counts = Counter(record for record, _ in index.questions.lengths)
    return [counts[number] for number in range(len(index.records))]


def _shard(index: Index, forms: Sequence[str]) -> list[Any]:
    """Return the stems with their rarity; each form with its stem's number, records and weights; their questions."""
    postings = [index.posting(form) for form in forms]
    stems = list(dict.fromkeys(posting.stem for posting in postings))
    number = {stem: at for at, stem in enumerate(stems)}
    rows = [[one.form, number[one.stem], _gaps(one.records), one.weights] for one in postings]
    units = [(unit, index.questions.asked(unit)) for stem in stems for unit in (stem, as_stop_word(stem))]
    questions = [[unit, asked.rarity, _gaps(asked.questions)] for unit, asked in units if asked]
    return [[[stem, index.rarity(stem)] for stem in stems], rows, questions]


def _gaps(numbers: Sequence[int]) -> list[int]:
    """Return the first number and then each one's distance from the one before: small numbers are short."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return each number and how often it is in a row."""
    return [part for number, run in groupby(numbers) for part in (number, len(list(run)))]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
