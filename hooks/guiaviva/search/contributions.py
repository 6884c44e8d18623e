"""What each page contributes to the index of a language, which is made once for each content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.cache import Cache, digest
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of
from guiaviva.search.index import Index
from guiaviva.search.parts import Part, part_of
from guiaviva.search.phrases import Phrases, Recognised, phrases_of, recognise

if TYPE_CHECKING:
    from guiaviva.search.records import Record

TERMS = "data/terms.yml"


class Contribution(NamedTuple):
    """The records of a page, its part of the index, and the terms that are in it."""

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

    Beside its text that is the model, the languages, the terms, and which networks there are; where blocks show data,
    all of these, the day and the titles of all pages too.
    """
    if page.blocks:
        shows: tuple[str, ...] = (guide.facts.fingerprint_of_shown, guide.today.isoformat(), guide.titles)
    else:
        shows = (_terms(guide), repr(guide.languages), repr(sorted(guide.facts.networks)))
    return digest(page.source.fingerprint, page.language, page.id, language, guide.model.fingerprint, *shows)


class Lexicon(NamedTuple):
    """How a language of the site is read: the languages of its pages, its own first, and the names of terms.

    It learns words while it is used, so one is made for each language and passed on.
    """

    analyses: Mapping[str, Language]
    phrases: Phrases


def lexicon_of(guide: Guide, language: str, store: Cache | None = None) -> Lexicon:
    """Return how a language of the site is read; what the terms gave is taken from `store`."""
    codes = dict.fromkeys([language, *(page.language for page in pages_of(guide, language))])
    analyses = {code: language_of(code, guide.model.search) for code in codes}
    key = digest("terms", _terms(guide), guide.model.fingerprint, language)
    phrases = store.get("search", key) if store else None
    if phrases is None:
        phrases = phrases_of(guide.facts.terms, analyses[language])
        if store:
            store.put("search", key, phrases)
    return Lexicon(analyses, phrases)


def _terms(guide: Guide) -> str:
    """Return a digest of the terms."""
    terms = guide.facts.sources.get(TERMS)
    return terms.fingerprint if terms else ""


def contribute(guide: Guide, pages: Sequence[Page], lexicon: Lexicon) -> list[Contribution]:
    """Return what each of some pages contributes to the index of a language."""
    # It needs all views, which a run in which no page has changed does not.
    from guiaviva.search.records import records_of

    found = [tuple(records_of(guide, page)) for page in pages]
    parts = [part_of(each, lexicon.analyses[page.language]) for page, each in zip(pages, found, strict=True)]
    return list(map(Contribution, found, parts, recognise(parts, lexicon.phrases)))


def merge(contributions: Sequence[Contribution], lexicon: Lexicon) -> Index:
    """Return the index of a language, of what all its pages contribute, in the order of `pages_of`."""
    return Index(
        next(iter(lexicon.analyses)),
        tuple(lexicon.analyses.values()),
        [record for one in contributions for record in one.records],
        [one.part for one in contributions],
        [one.recognised for one in contributions],
        lexicon.phrases,
    )


def index_of(guide: Guide, language: str) -> Index:
    """Return the index of one language of a guide, with nothing kept from another time."""
    lexicon = lexicon_of(guide, language)
    return merge(contribute(guide, pages_of(guide, language), lexicon), lexicon)
