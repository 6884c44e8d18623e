"""What each page contributes to the index of a language, which is made once for each content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.cache import Cache, digest, kept
from guiaviva.contentmodel import load_examples
from guiaviva.contentmodel.examples import MESSAGES, QUERY, Examples
from guiaviva.guide import Guide
from guiaviva.language import FALLBACK
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of
from guiaviva.search.index import Index
from guiaviva.search.messages import Messages
from guiaviva.search.parts import Part, part_of
from guiaviva.search.phrases import Phrases, Recognised, phrases_of, recognise

if TYPE_CHECKING:
    from guiaviva.search.records import Record

TERMS = "data/terms.yml"
# So many ways to read messages are kept at hand.
_LEARNED = 4


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
    """Return a digest of all that the records of a page depend on.

    Beside its text that is the model, the languages, the terms, and the states of networks; where blocks show data,
    all of these, the day and the titles of all pages too.
    """
    if page.blocks:
        shows: tuple[str, ...] = (guide.facts.fingerprint_of_shown, guide.today.isoformat(), guide.titles)
    else:
        states = sorted((key, entry.record.status) for key, entry in guide.facts.networks.items())
        shows = (_terms(guide), repr(guide.languages), repr(states))
    return digest(page.source.fingerprint, page.language, page.id, language, guide.model.fingerprint, *shows)


class Lexicon(NamedTuple):
    """How a language of the site is read: the languages of its pages, its own first, the names of terms, messages.

    It learns words while it is used, so one is made for each language and passed on.
    """

    analyses: Mapping[str, Language]
    phrases: Phrases
    messages: Messages


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
    return Lexicon(analyses, phrases, _messages(guide, store))


def _messages(guide: Guide, store: Cache | None) -> Messages:
    """Return how messages are read, which takes a second to learn: from examples, and from the guide's own queries."""
    queries = tuple((entry.record.language, entry.record.words) for entry in guide.facts.queries)

    def make(_: Sequence[int]) -> Iterator[Messages]:
        examples: dict[str, Examples] = {}
        for language in dict.fromkeys([*guide.languages, FALLBACK]):
            own = dict(load_examples(guide.folder.root, MESSAGES, [language]))
            own[QUERY] = (*own.get(QUERY, ()), *(words for code, words in queries if code == language))
            examples[language] = tuple(own.items())
        yield Messages.of_languages(examples)

    key = digest(guide.model.fingerprint, repr(guide.languages), *chain.from_iterable(queries))
    learned: dict[str, Messages] = guide.model.once(MESSAGES, dict)
    if key not in learned:
        # They take much memory, and each change of a query makes others.
        for old in [*learned][: 1 - _LEARNED]:
            learned.pop(old, None)
        learned[key] = kept(store, "messages", [key], make)[0]
    return learned[key]


def _terms(guide: Guide) -> str:
    """Return a digest of the terms."""
    terms = guide.facts.sources.get(TERMS)
    return terms.fingerprint if terms else ""


def contributions_of(guide: Guide, language: str, lexicon: Lexicon, store: Cache | None = None) -> list[Contribution]:
    """Return what each page contributes to the index of a language; `store` keeps it for another time."""
    found = found_of(guide, language, store)

    def make(missing: Sequence[int]) -> Iterator[tuple[Part, Recognised]]:
        records = [found[at].records for at in missing]
        parts = [part_of(some, lexicon.analyses[some[0].language]) for some in records]
        return zip(parts, recognise(parts, lexicon.phrases), strict=True)

    read = kept(store, "search", [one.digest for one in found], make)
    return [Contribution(one.records, *each) for one, each in zip(found, read, strict=True)]


class Found(NamedTuple):
    """The records of a page, and a digest of all that its contribution depends on."""

    digest: str
    records: tuple[Record, ...]


def found_of(guide: Guide, language: str, store: Cache | None = None) -> list[Found]:
    """Return what can be found on each page that readers of a language see.

    A change of the data has the pages with blocks read again, but few of them say something else then.
    """
    pages = pages_of(guide, language)
    read = digest(language, guide.model.fingerprint, _terms(guide))

    def make(missing: Sequence[int]) -> Iterator[Found]:
        # It needs all views, which a run in which no page has changed does not.
        from guiaviva.search.records import records_of

        for at in missing:
            records = tuple(records_of(guide, pages[at]))
            yield Found(digest(read, repr(records)), records)

    return kept(store, "found", [key_of(guide, page, language) for page in pages], make)


def merge(contributions: Sequence[Contribution], lexicon: Lexicon) -> Index:
    """Return the index of a language, of what all its pages contribute, in the order of `pages_of`."""
    return Index(
        next(iter(lexicon.analyses)),
        tuple(lexicon.analyses.values()),
        [record for one in contributions for record in one.records],
        [one.part for one in contributions],
        [one.recognised for one in contributions],
        lexicon.phrases,
        lexicon.messages,
    )


def index_of(guide: Guide, language: str) -> Index:
    """Return the index of one language of a guide, with nothing kept from another time."""
    lexicon = lexicon_of(guide, language)
    return merge(contributions_of(guide, language, lexicon), lexicon)
