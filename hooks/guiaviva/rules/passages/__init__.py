"""A translation says the same as its source, section by section: no passage, sentence, figure or link more or less.

Nobody reads a page in two languages but whoever translates it, so readers of one may follow another deadline for years.
Nothing is said of a small number that may be in words, nor of paragraphs that are divided in another way; of a sentence
only where all other languages agree against one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, revisions, sections
from guiaviva.prose.likeness import Usual, usual
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.data import differing_texts
from guiaviva.rules.passages.denials import Denials, denied_columns, denied_passages
from guiaviva.rules.passages.figures import (
    Readers,
    cell_mismatch,
    figure_mismatch,
    readers_of,
    unit_mismatch,
)
from guiaviva.rules.passages.gaps import gap_mismatch
from guiaviva.rules.passages.links import link_mismatch
from guiaviva.rules.passages.missing import (
    cut_source,
    odd_passage,
    other_fields,
    other_openings,
    other_passages,
    other_texts,
    unended_passages,
)
from guiaviva.rules.passages.odd import odd_mismatch
from guiaviva.rules.passages.order import Likeness, other_order, unlike_passages
from guiaviva.rules.passages.pairs import LEAST_LETTERS, PROSE, Pair, Sections, paired, sections_of


def check_data(guide: Guide) -> Iterator[Finding]:
    yield from differing_texts(guide)


def check(guide: Guide) -> Iterator[Finding]:
    yield from other_fields(guide)


def check_translations(guide: Guide, pairs: Iterable[tuple[Page, Page]]) -> Iterator[Finding]:
    readers = readers_of(guide)
    for page, source in pairs:
        if not (page.whole and source.whole) or page.draft:
            continue
        ours, theirs = sections_of(guide, page, source), sections_of(guide, source, page)
        versions = _others(guide, page, source)
        others = {one.language: sections_of(guide, one, source) for one in versions}
        than = usual(_prose(ours, theirs))
        like = Likeness(guide, partial(_samples, {source.language: theirs, page.language: ours, **others}))
        denials = Denials(guide, like)
        # What is empty is reported by empty-section.
        empty = {section.id for one in (page, source) for _, section in sections.empty(guide, one)}
        for id, passages in theirs.items():
            if id in ours and id not in empty:
                beside = {
                    one.language: others[one.language].get(id, ())
                    for one in versions
                    if revisions.as_new(one, page, source, id)
                }
                pair = Pair(page, source, id, ours[id], passages)
                yield from _of_section(guide, readers, like, denials, pair, beside, than)


def _others(guide: Guide, page: Page, source: Page) -> Sequence[Page]:
    """Return the pages in other languages, which say which of two is right where they differ."""
    return [one for one in guide.versions(page.id) if one not in (page, source) and one.whole and not one.draft]


def _prose(ours: Sections, theirs: Sections) -> Iterator[tuple[str, str]]:
    """Return the texts of two pages that translate one another, the source first."""
    for id, passages in theirs.items():
        for original, own in paired(passages, ours.get(id, ())):
            if own.kind in PROSE and len(original.text) >= LEAST_LETTERS:
                yield original.text, own.text


def _samples(sections: Mapping[str, Sections], one: str, other: str) -> Iterator[tuple[str, str]]:
    """Return the texts of the sections of a page in two languages, the first one's first."""
    yield from _prose(sections[other], sections[one])


def _of_section(
    guide: Guide,
    readers: Readers,
    like: Likeness,
    denials: Denials,
    pair: Pair,
    others: Mapping[str, Sequence[Passage]],
    than: Usual,
) -> Iterator[Finding]:
    """Report what differs in a section; of what is missing, its figures and links are missing too, and said once."""
    passages = (
        list(other_passages(like, pair))
        or list(other_order(like, pair))
        or list(unlike_passages(like, pair, others))
        or list(other_texts(pair, than))
        or list(cut_source(pair, others))
        or list(odd_passage(guide, pair, others))
        or list(unended_passages(pair, others))
        or list(gap_mismatch(pair))
        or list(denied_passages(denials, pair, others))
        or list(denied_columns(denials, pair))
    )
    yield from passages
    if not passages:
        yield from other_openings(pair)
        yield from (
            list(figure_mismatch(guide, readers, like, pair, others))
            or list(odd_mismatch(readers, like, pair, others))
            or list(unit_mismatch(readers, pair))
            or cell_mismatch(readers, pair)
        )
        yield from link_mismatch(guide, pair)
