"""The sections of a page and of its source that translate one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, Place
from guiaviva.guide import Guide, revisions
from guiaviva.prose.senses import Senses
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage

PROSE = frozenset({"paragraph", "item", "row"})
"""The kinds of passages that have sentences, or cells."""

LEAST_LETTERS = 40
"""How long a text is says little of its translation where it has fewer letters."""

_SHOWN = 8

Sections = dict[str, list[Passage]]


class Pair(NamedTuple):
    """A section of a page and of its source, with their passages; before the first one, the id is ""."""

    page: Page
    source: Page
    id: str
    ours: Sequence[Passage]
    theirs: Sequence[Passage]

    @property
    def values(self) -> dict[str, Any]:
        """What a finding in it names: the title of the section in both pages, and the path of the source."""
        title, original = (_title(page, self.id) for page in (self.page, self.source))
        return {"section": title, "source": self.source.path, "original": original}

    @property
    def passages(self) -> Iterable[tuple[Passage, Passage]]:
        """The passages that translate one another, the source's first, where both sides have the same; else none."""
        return paired(self.theirs, self.ours)


def sections_of(guide: Guide, page: Page, other: Page) -> Sections:
    """Return the passages of each section that the other page has too, by its id; those before the first have "".

    What is below a heading without an id that was written belongs to the section before.
    """
    common = {one.id for one in page.sections if one.explicit and other.section(one.id)}
    headings = {one.place.line: one for one in page.sections}
    unsupported = {one.place.line for one in page.unsupported}
    parts: Sections = {"": []}
    current: str | None = ""
    for passage in guide.passages(page):
        heading = headings.get(passage.line) if passage.kind == "heading" else None
        if heading and heading.id in common:
            current = heading.id if heading.id not in parts else None
        elif heading and (heading.explicit or heading.level == 2):
            current = None
        if current is not None and passage.kind != "search_words":
            parts.setdefault(current, []).append(passage)
    # What follows a heading that is none for some readers may be another section.
    return {id: some for id, some in parts.items() if unsupported.isdisjoint(one.line for one in some)}


def _title(page: Page, id: str) -> str:
    """Return the title of a section, or that of the page."""
    section = page.section(id) if id else None
    return section.title if section else page.sections[0].title if page.sections else page.id


def paired(theirs: Sequence[Passage], ours: Sequence[Passage]) -> Iterable[tuple[Passage, Passage]]:
    """Return the passages that translate one another, where both sides have the same."""
    same = [one.kind for one in theirs] == [one.kind for one in ours]
    return zip(theirs, ours, strict=True) if same else ()


def in_all(pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[tuple[Passage, Passage, Mapping[str, str]]]:
    """Return the passages with sentences or cells that translate one another, the source's first, with their texts.

    These are by language, the source first, then the page, then those of the `others` that have the same passages.
    """
    kinds = [one.kind for one in pair.ours]
    beside = {language: some for language, some in others.items() if [one.kind for one in some] == kinds}
    for place, (original, own) in enumerate(pair.passages):
        if own.kind in PROSE:
            texts = {pair.source.language: original.text, pair.page.language: own.text}
            yield original, own, texts | {language: some[place].text for language, some in beside.items()}


def senses_of(guide: Guide, language: str) -> Senses:
    """Return what reads in a language what is opposite or denied, made once: each page of it is read with that."""
    return guide.model.once(("senses", language), lambda: Senses(guide.model.prose[language].senses))


def texts_of(page: Page, passages: Sequence[Passage]) -> list[str]:
    """Return the text of each passage; that of a block of ours is its content, such as an example of a post."""
    contents = {block.place.line: block.content for block in page.blocks if block.name == "guide"}
    return [contents.get(one.line, "") if one.kind == "block" else one.text for one in passages]


def of_all(pair: Pair, one: Finding, there: Place, differing: str) -> Finding:
    """Return a finding with its place in the source as the cause, should all translations have the same."""
    return revisions.in_source(one, pair.page, pair.source, there, differing)


def cells_of(row: str) -> list[str]:
    """Return the cells of the text of a row."""
    return [cell.strip() for cell in row.strip().removesuffix("|").split("|")]


def short(text: str) -> str:
    """Return the first words of a text, as a finding shows them."""
    words = text.rstrip("| ").split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
