"""The index as the browser reads it: small files, of which a query loads only those that it needs.

index.json      what every query needs: counts, shards, the names of terms, stop words
words/⟨shard⟩   the words that begin so, with the records in which they stand
terms/⟨key⟩     the records in which a term stands under any of its names
found/⟨number⟩  records as they are shown, so many in each file
forms.json      every word, to correct one that nothing knows
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from guiaviva.search.index import Index, as_stop_word, as_term

# So many records stand in one file.
CHUNK = 16


def files(index: Index, addresses: Mapping[str, str], words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the path and the text of each file.

    `addresses` are those of the pages, by id, from the root of the language; `words` what the interface says.
    """
    yield "index.json", _json(_head(index, words))
    for shard, forms in index.shards.items():
        yield f"words/{shard}.json", _json(_shard(index, forms))
    for key, concept in index.concepts.items():
        asked = index.asked.get(as_term(key))
        questions = [asked.rarity, _gaps(asked.questions)] if asked else []
        yield f"terms/{key}.json", _json([concept.rarity, _gaps(concept.records), concept.weights, questions])
    for start in range(0, len(index.records), CHUNK):
        found = [
            [
                addresses[record.page] + (f"#{record.anchor}" if record.anchor else ""),
                record.kind,
                record.title,
                list(record.trail),
                record.text,
                list(record.labels),
                1 if record.copy else 0,
                record.network,
                "" if record.language == index.language else record.language,
            ]
            for record in index.records[start : start + CHUNK]
        ]
        yield f"found/{start // CHUNK}.json", _json(found)
    yield "forms.json", _json([[forms[0], _common(index, forms)] for forms in index.by_fold.values()])


def _common(index: Index, forms: Sequence[str]) -> int:
    return sum(len(index.postings[form].records) for form in forms)


def _head(index: Index, words: Mapping[str, Any]) -> dict[str, Any]:
    kinds = list(dict.fromkeys(record.kind for record in index.records))
    networks = list(dict.fromkeys(record.network for record in index.records))
    return {
        "language": index.language,
        "chunk": CHUNK,
        "analyses": [[one.code, one.stemmer, sorted(one.stop_words), one.elisions] for one in index.analyses],
        # How many records each page has, one page after another; then kind and network, so many records of each.
        "pages": [len(list(run)) for _, run in groupby(index.page_numbers)],
        "kinds": [kinds, _runs([kinds.index(record.kind) for record in index.records])],
        "networks": [networks, _runs([networks.index(record.network) for record in index.records])],
        "shards": " ".join(index.shards),
        "phrases": index.phrases,
        # How many questions each record has, and the length of each.
        "questions": [_runs(_counts(index)), [length for _, length in index.questions]],
        "rarest": index.rarest,
        "terms": sorted(index.concepts),
        "words": words,
    }


def _counts(index: Index) -> list[int]:
    counts = Counter(record for record, _ in index.questions)
    return [counts[number] for number in range(len(index.records))]


def _shard(index: Index, forms: Sequence[str]) -> list[Any]:
    """Return stems with their rarity; each form with its stem's number, records and weights; and their questions."""
    stems = list(dict.fromkeys(index.postings[form].stem for form in forms))
    number = {stem: at for at, stem in enumerate(stems)}
    rows = []
    for form in forms:
        posting = index.postings[form]
        rows.append([form, number[posting.stem], _gaps(posting.records), posting.weights])
    units = [unit for stem in stems for unit in (stem, as_stop_word(stem)) if unit in index.asked]
    asked = [[unit, index.asked[unit].rarity, _gaps(index.asked[unit].questions)] for unit in units]
    return [[[stem, index.rarities[stem]] for stem in stems], rows, asked]


def _gaps(numbers: Sequence[int]) -> list[int]:
    """Return the first number and then each one's distance from the one before: small numbers are short."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return each number and how often it stands in a row."""
    return [part for number, run in groupby(numbers) for part in (number, len(list(run)))]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
