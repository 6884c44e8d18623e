"""What each page contributes to the index of a language, which is made once for each content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guiaviva.cache import digest
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of
from guiaviva.search.index import Index
from guiaviva.search.parts import Part, part_of
from guiaviva.search.phrases import Recognised, phrases_of, recognise
from guiaviva.search.records import Record, records_of


class Contribution(NamedTuple):
    """The records of a page, its part of the index, and the terms that stand in it."""

    records: tuple[Record, ...]
    part: Part
    recognised: Recognised


def pages_of(guide: Guide, language: str) -> list[Page]:
    """Return the pages that readers of a language see, in the order of the index.

    A page that is not translated is there in the source language.
    """
    ids = dict.fromkeys(id for _, id in guide.pages)
    return [page for id in ids if (page := guide.shown(language, id))]


def key_of(guide: Guide, page: Page, language: str) -> str:
    """Return a digest of all that the contribution of a page to the index of a language depends on.

    Beside its text that is the model, and the data, for the names of terms; where blocks show data, the day and the
    outline of all pages too.
    """
    shows = (guide.today.isoformat(), guide.outline) if page.blocks else ()
    frame = (guide.model.fingerprint, guide.facts.fingerprint, *shows)
    return digest(page.source.fingerprint, page.language, page.id, language, *frame)


def contribute(guide: Guide, pages: Sequence[Page], language: str) -> list[Contribution]:
    """Return what each of some pages contributes to the index of a language."""
    analyses = _analyses(guide, pages, language)
    found = [tuple(records_of(guide, page)) for page in pages]
    parts = [part_of(each, analyses[page.language]) for page, each in zip(pages, found, strict=True)]
    phrases = phrases_of(guide.facts.terms, analyses[language])
    return list(map(Contribution, found, parts, recognise(parts, phrases)))


def merge(guide: Guide, contributions: Sequence[Contribution], language: str) -> Index:
    """Return the index of a language, of what all its pages contribute, in the order of `pages_of`."""
    analyses = _analyses(guide, pages_of(guide, language), language)
    return Index(
        language,
        tuple(analyses.values()),
        [record for one in contributions for record in one.records],
        [one.part for one in contributions],
        [one.recognised for one in contributions],
        phrases_of(guide.facts.terms, analyses[language]),
    )


def index_of(guide: Guide, language: str) -> Index:
    """Return the index of one language of a guide, with nothing kept from another time."""
    return merge(guide, contribute(guide, pages_of(guide, language), language), language)


def _analyses(guide: Guide, pages: Sequence[Page], language: str) -> Mapping[str, Language]:
    """Return the languages in which some pages are written, that of the site first."""
    codes = dict.fromkeys([language, *(page.language for page in pages)])
    return {code: language_of(code, guide.model.search) for code in codes}
