"""What staff ask is found: for each query of data/queries.yml a right answer is among the first results.

A page that nobody finds might as well not have been written. The ranking is the one that readers see.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Query
from guiaviva.guide import Guide
from guiaviva.search.index import Index, index_of
from guiaviva.search.query import grouped, search, unmatched
from guiaviva.search.records import Record

# Readers look at the first three results; few look further.
FIRST = 3


def check(guide: Guide) -> Iterator[Finding]:
    by_language: dict[str, list[Entry[Query]]] = {}
    for entry in guide.facts.queries:
        by_language.setdefault(entry.record.language, []).append(entry)
    for language, entries in by_language.items():
        if language in guide.languages and language not in guide.unwritten:
            index = index_of(guide, language)
            there = {place for record in index.records for place in ((record.page, ""), (record.page, record.anchor))}
            for entry in entries:
                yield from _check(guide, index, there, entry)


def _check(guide: Guide, index: Index, there: Container[tuple[str, str]], entry: Entry[Query]) -> Iterator[Finding]:
    query = entry.record
    # An answer that does not exist is reported as a broken link.
    answers = [answer for answer in query.answers if _place(answer) in there]
    if not answers:
        return
    results = search(index, query.words).results
    first = [index.records[group[0].record] for group in grouped(index, results)[:FIRST]]
    if any(answers_to(record, answer) for record in first for answer in answers):
        return
    numbers = [number for number, record in enumerate(index.records) if answers_to(record, answers[0])]
    yield found(
        "not-found",
        entry.value_place("words"),
        variant="" if first else "nothing",
        found=query.words,
        answer=answers[0],
        instead=tuple(_where(record) for record in first),
        missing=", ".join(unmatched(index, query.words, numbers) or [query.words]),
        path=guide.path(answers[0].partition("#")[0], query.language),
    )


def answers_to(record: Record, answer: str) -> bool:
    """Say whether a record is an answer that is given as a page, or as a page and a section of it."""
    page, section = _place(answer)
    return record.page == page and (not section or record.anchor == section)


def _place(answer: str) -> tuple[str, str]:
    page, _, section = answer.partition("#")
    return page, section


def _where(record: Record) -> str:
    return f"{record.page}#{record.anchor}" if record.anchor else record.page
