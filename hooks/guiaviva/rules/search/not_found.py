"""Staff find what they ask: for each query of data/queries.yml a right answer is among the first results.

A page that nobody finds might as well not have been written. The ranking is the one that readers see.

Not seen: searches that are not in data/queries.yml, and whether the page that is found answers well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Query
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.search.answering import answered
from guiaviva.search.index import Index
from guiaviva.search.query import unmatched

if TYPE_CHECKING:
    from guiaviva.search.records import Record
    from guiaviva.search.searched import Searched

# An answer must be among so many results, since few readers look further.
FIRST = 3


def check(searched: Searched) -> Iterator[Finding]:
    guide = searched.guide
    asked = dict.fromkeys(entry.record.language for entry in guide.facts.queries)
    for language in (one for one in asked if one in guide.languages and one not in demands_of(guide).unwritten):
        index = searched.index(language)
        there = {place for record in index.records for place in ((record.page, ""), (record.page, record.anchor))}
        for entry in guide.facts.queries:
            if entry.record.language == language:
                yield from _check(guide, index, there, entry)


def _check(guide: Guide, index: Index, there: Container[tuple[str, str]], entry: Entry[Query]) -> Iterator[Finding]:
    query = entry.record
    # An answer that does not exist is reported as a broken link, one that is not translated as a missing translation.
    translated = (answer for answer in query.answers if guide.page(query.language, _place(answer)[0]))
    answers = [answer for answer in translated if _place(answer) in there]
    if not answers:
        return
    first = [index.records[group[0].record] for group in answered(index, query.words).groups[:FIRST]]
    if any(answers_to(record, answer) for record in first for answer in answers):
        return
    numbers = [number for number, record in enumerate(index.records) if answers_to(record, answers[0])]
    yield found(
        "not-found",
        entry.value_place("words"),
        variant="" if first else "nothing",
        about=query.language,
        found=query.words,
        answer=answers[0],
        instead=tuple(_where(record) for record in first),
        missing=", ".join(unmatched(index, query.words, numbers) or [query.words]),
        path=guide.path(answers[0].partition("#")[0], query.language),
    )


def answers_to(record: Record, answer: str) -> bool:
    """Return whether a record is an answer that is given as a page, or as a page and a section of it."""
    page, section = _place(answer)
    return record.page == page and (not section or record.anchor == section)


def _place(answer: str) -> tuple[str, str]:
    page, _, section = answer.partition("#")
    return page, section


def _where(record: Record) -> str:
    return f"{record.page}#{record.anchor}" if record.anchor else record.page
