"""The sections and texts of data that are not as their translation was signed off, each with both sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from guiaviva.diagnostics import Place, Term
from guiaviva.guide.guide import Guide, once
from guiaviva.locales import month_names
from guiaviva.reading.documents import Document
from guiaviva.reading.pages import TOP, Page
from guiaviva.reading.passages import Passage
from guiaviva.translations import changes
from guiaviva.translations.changes import Change
from guiaviva.translations.comparing import Difference, Side, differences
from guiaviva.translations.figures import Numerals
from guiaviva.translations.records import Record, Text, recorded

_FRONT = ("title", "description")


@dataclass(frozen=True)
class Words:
    """One side of a pair: where it is, what it says, and its signature. `page` is None of a text of data."""

    place: Place
    language: str
    raw: str
    signature: str
    page: Page | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Pair:
    """A section or a text of data with its translation, where they are not as they were signed off.

    `name` is the id of the section, or the path of the text in its file; `target` is what the command calls it.
    """

    path: str
    name: str
    language: str
    title: str | Term
    target: str
    change: Change
    here: Words
    there: Words
    text: Text | None
    """Which text of data it is; None of a section."""
    sides: tuple[Side, Side] = field(repr=False, compare=False)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """In what both sides surely differ."""
        return differences(*self.sides)


def of_page(guide: Guide, page: Page, source: Page) -> Iterator[Pair]:
    """Return the sections of a translation that are not as they were signed off."""
    for id, change in guide.changed.get(page.path, {}).items():
        yield section(guide, page, source, id, change)


def section(guide: Guide, page: Page, source: Page, id: str, change: Change) -> Pair:
    """Return a section with its original."""
    title, place = heading(page, id)
    target = f"{page.id}#{id} --lang {page.language}"
    sides = (_side(guide, page, id, source), _side(guide, source, id, page))
    here = Words(place, page.language, sides[0].raw, page.signatures[id], page)
    there = Words(heading(source, id)[1], source.language, sides[1].raw, source.signatures[id], source)
    return Pair(
        page.path, id, page.language, title or Term("page-part", "top"), target, change, here, there, None, sides
    )


def heading(page: Page, id: str) -> tuple[str, Place]:
    """Return the title of a section and its place; for the top of the page no title, and that of its first heading."""
    sections = [one for one in page.sections if (one.level == 1 if id == TOP else one.id == id and one.level == 2)]
    if sections:
        return "" if id == TOP else sections[0].title, sections[0].place
    lines = enumerate(page.source.lines[page.body_line - 1 :], page.body_line)
    return "", page.at(next((number for number, line in lines if line.strip()), page.body_line))


def lines_of(page: Page, id: str) -> range:
    """Return the numbers of the lines of a section, or of the top of the page without its front matter."""
    starts = [page.body_line, *(one.place.line for one in page.sections if one.level == 2)]
    ids = [TOP, *(one.id for one in page.sections if one.level == 2)]
    index = ids.index(id) if id in ids else 0
    return range(starts[index], [*starts, len(page.source.lines) + 1][index + 1])


def section_at(page: Page, line: int) -> str:
    """Return the id of the section in which a line is, or that of the top of the page."""
    before = [one.id for one in page.sections if one.level == 2 and one.place.line <= line]
    return before[-1] if before else TOP


def raw_of(page: Page, id: str) -> str:
    """Return a section as it was written; the top of a page with its title and description."""
    page = page.file
    front = [f"{name}: {page.fields[name]}" for name in _FRONT if id == TOP and name in page.fields]
    return "\n".join((*front, *(page.source.line(number) for number in lines_of(page, id)))).strip()


def _side(guide: Guide, page: Page, id: str, other: Page) -> Side:
    lines = lines_of(page, id)
    passages = guide.passages(page)
    shared = set(changes.both(page, other))
    here = [one for one in passages if one.line in lines or (id == TOP and _is_front(one, page))]
    rest = [one for one in passages if one.line not in lines and one.kind == "paragraph"]
    length = sum(len(one.text) for one in rest) if shared == set(page.signatures) == set(other.signatures) else 0
    return Side(raw_of(page, id), here, numerals(guide)[page.language], length, guide.address)


def _is_front(one: Passage, page: Page) -> bool:
    return one.kind == "description" and one.line < page.body_line


@once
def numerals(guide: Guide) -> Mapping[str, Numerals]:
    """Return how each language of a guide says numbers, as the words of the program and CLDR have it."""
    return {language: _made_numerals(guide, language) for language in guide.languages}


def _made_numerals(guide: Guide, language: str) -> Numerals:
    prose = guide.model.prose.get(language)
    months = month_names(language, tuple(guide.months(language)))
    if prose is None:
        return Numerals(language, months=months)
    figures = prose.figures
    return Numerals(language, figures.numbers, figures.halves, months, figures.after_noon, figures.out_of)


def of_data(guide: Guide) -> Iterator[Pair]:
    """Return the texts of data that are not as they were signed off."""
    for one in texts_of(guide):
        record = guide.ledger.of(one.text, one.now.source, one.now.translation)
        if change := changes.change_of(record, one.now.source, one.now.translation):
            yield text_pair(guide, one, change)


def to_sign(guide: Guide, language: str = "") -> Iterator[Pair]:
    """Return the texts of data that are not recorded as they are now, in one language where one is named."""
    return (one for one in of_data(guide) if one.language == (language or one.language))


def sections_to_sign(guide: Guide, page: Page, source: Page) -> Iterator[Pair]:
    """Return the sections of a translation that are not recorded as they are now."""
    known = recorded(page)
    for id in changes.both(page, source):
        now = source.signatures[id], page.signatures[id]
        record = known.get(id)
        if not record or record[:2] != now:
            yield section(guide, page, source, id, changes.of_section(id, record, page, source) or Change(None))


class Translated(NamedTuple):
    """A translation of a text of data: its document, what that says in all languages, and the signatures of both."""

    text: Text
    document: Document
    value: Mapping[str, str]
    now: Record


def texts_of(guide: Guide) -> Iterator[Translated]:
    """Return each translation of a text of data that is there, with its original."""
    source = guide.source_language
    for (entry, marked), signatures in zip(guide.facts.all_texts, guide.facts.signatures, strict=True):
        path = entry.document.path
        for language in guide.languages[1:] if path.endswith(".yml") and source in signatures else ():
            if language in signatures:
                text = Text(path, (*entry.path, *marked.path), language)
                yield Translated(text, entry.document, marked.value, Record(signatures[source], signatures[language]))


def text_pair(guide: Guide, translated: Translated, change: Change) -> Pair:
    """Return a text of data with its original."""
    text, value, now = translated.text, translated.value, translated.now
    sides = []
    words = []
    for language, signature in ((text.language, now.translation), (guide.source_language, now.source)):
        where = translated.document.value_place(*text.key, language)
        passages = [Passage("text", where.line, value[language], value[language])]
        sides.append(Side(value[language], passages, numerals(guide)[language]))
        words.append(Words(where, language, value[language], signature))
    target = f"{text.path}#{text.name} --lang {text.language}"
    return Pair(
        text.path, text.name, text.language, text.name, target, change, words[0], words[1], text, (sides[0], sides[1])
    )


def current(page: Page, source: Page) -> Mapping[str, Record]:
    """Return what a page would record if all of it were signed off now."""
    if not changes.comparable(page, source):
        return {}
    known = recorded(page)
    made = {id: Record(source.signatures[id], page.signatures[id]) for id in changes.both(page, source)}
    return {
        id: known[id] if id in known and (known[id].source, known[id].translation) == one[:2] else one
        for id, one in made.items()
    }
