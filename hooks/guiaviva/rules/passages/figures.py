"""The figures of a translation are those of its source, and count the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.figures import Difference, Figure, difference, figures, in_full
from guiaviva.prose.currencies import amounts, currency_difference
from guiaviva.prose.naming import Names, name_difference, names_of
from guiaviva.prose.sayings import without_equal
from guiaviva.prose.senses import Senses, opposite_difference
from guiaviva.prose.sentences import FEWEST
from guiaviva.prose.units import (
    Units,
    percent_difference,
    unit_difference,
    without_equal_lengths,
)
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import Pair, cells_of, of_all, senses_of, texts_of

# Languages are related whose texts are usually so alike.
_RELATED = 0.68


class Readers(NamedTuple):
    """What reads, in each language, units of figures and senses where the model has words for them, and names."""

    units: Mapping[str, Units]
    names: Mapping[str, Names]
    senses: Mapping[str, Senses]

    def related(self, like: Likeness, one: str, other: str) -> bool:
        """Return whether two languages say most things alike, and their numbers in words can be read."""
        return one in self.units and other in self.units and are_related(like, one, other)

    def spoken(self, texts: Mapping[str, Iterable[str]]) -> bool:
        """Return whether one of some texts says a half or a quarter."""
        known = texts.keys() & self.units.keys()
        return any(self.units[language].says_half(text) for language in known for text in texts[language])


def are_related(like: Likeness, one: str, other: str) -> bool:
    """Return whether two languages say most things alike."""
    return like.usual(one, other) >= _RELATED


def readers_of(guide: Guide) -> Readers:
    """Return what reads the languages of a guide."""
    known = {language: guide.model.prose[language] for language in guide.languages if language in guide.model.prose}
    units = {
        language: Units(words.figures, words.posts.weekdays) for language, words in known.items() if words.figures.units
    }
    # Of two languages one may well say in its own words what sounds like the opposite.
    several = known if len(guide.languages) >= FEWEST else {}
    senses = {language: senses_of(guide, language) for language in several}
    return Readers(units, names_of(guide), senses)


def figure_mismatch(
    guide: Guide, readers: Readers, like: Likeness, pair: Pair, others: Mapping[str, Sequence[Passage]]
) -> Iterator[Finding]:
    """Report the first passage whose figures are not those of its original."""
    page, source, ours, theirs = pair.page, pair.source, pair.ours, pair.theirs
    our_own, their_own = _figures(guide, page, ours), _figures(guide, source, theirs)
    if len(our_own) == len(their_own):
        for index, (text, original) in enumerate(zip(texts_of(page, ours), texts_of(source, theirs), strict=True)):
            their_own[index], our_own[index] = compared(
                guide, readers, (source.language, original, their_own[index]), (page.language, text, our_own[index])
            )
    all_ours, all_theirs = list(chain(*our_own)), list(chain(*their_own))
    # A sentence may be in another passage of the section.
    if not _unlike_values(all_theirs, all_ours):
        return
    pairs = [(ours[0], theirs[0], all_ours, all_theirs)]
    if [passage.kind for passage in ours] == [passage.kind for passage in theirs]:
        pairs = list(zip(ours, theirs, our_own, their_own, strict=True))
    related = readers.related(like, source.language, page.language)
    spoken = readers.spoken({source.language: texts_of(source, theirs), page.language: texts_of(page, ours)})
    elsewhere = [_values(guide, readers, language, some) for language, some in others.items()]
    alone = {one.value for one in all_theirs}.difference(*elsewhere) if elsewhere else frozenset()
    for passage, their_passage, own, of_source in pairs:
        if one := difference(of_source, own, related=related, alone=alone, spoken=spoken):
            yield in_either(pair, passage, their_passage, one, differing(of_source, own))
            return


def _values(guide: Guide, readers: Readers, language: str, passages: Sequence[Passage]) -> set[str]:
    """Return the figures of some passages, in digits or in words."""
    text = "\n".join(one.text for one in passages)
    in_words = readers.units[language].in_words(text) if language in readers.units else ()
    return {one.value for one in (*figures(text, language, guide.months(language)), *in_words)}


def in_either(pair: Pair, ours: Passage, theirs: Passage, one: Difference, about: str) -> Finding:
    """Return the finding of what differs in two passages: in the source, should all translations differ from it."""
    finding = figure_finding(_place(pair.page, ours, one), one, "", **pair.values)
    there = _place(pair.source, theirs, Difference((), one.missing))
    return of_all(pair, finding, there, about)


def unit_mismatch(readers: Readers, pair: Pair) -> Iterator[Finding]:
    """Report the first passage in which the same figures count something else than in the original."""
    texts = zip(texts_of(pair.page, pair.ours), texts_of(pair.source, pair.theirs), strict=False)
    for (their_passage, passage), (text, original) in zip(pair.passages, texts, strict=False):
        if one := counted(readers, pair.source.language, original, pair.page.language, text):
            yield in_either(pair, passage, their_passage, one, f"{sorted(one.missing)}")
            return


def cell_mismatch(readers: Readers, pair: Pair) -> Iterator[Finding]:
    """Report the first cell that in the source is the name of a role or a network, and here is not that name."""
    source, page = readers.names[pair.source.language], readers.names[pair.page.language]
    for original, own in pair.passages:
        if own.kind != "row":
            continue
        for there, here in zip(cells_of(original.text), cells_of(own.text), strict=False):
            wanted = source.whole(there)
            if wanted and not any(one.value == wanted for one in page.figures(here)):
                yield in_either(pair, own, original, Difference((there,), (here,)), f"cell {there}")
                return


def compared(
    guide: Guide, readers: Readers, theirs: tuple[str, str, list[Figure]], ours: tuple[str, str, list[Figure]]
) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of two texts that are to be compared; each is its language, the text and all its figures."""
    if not (theirs[0] in readers.units and ours[0] in readers.units):
        return theirs[2], ours[2]
    # In words or in digits, a number is the same, and so is 1.5 million with all its figures.
    readings = [_read(readers, theirs, ours)]
    if _unlike_values(*readings[0]):
        full = [(language, in_full(text, language)) for language, text, _ in (theirs, ours)]
        sides = [(*side, figures(side[1], side[0], guide.months(side[0]))) for side in full]
        readings.append(_read(readers, sides[0], sides[1]))
    return min(readings, key=lambda pair: _unlike_values(*pair))


def _read(
    readers: Readers, theirs: tuple[str, str, list[Figure]], ours: tuple[str, str, list[Figure]]
) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of two texts in digits and words, without times that are as long in other units."""
    original, own = ([*some, *readers.units[language].in_words(text)] for language, text, some in (theirs, ours))
    if not _unlike_values(original, own):
        return original, own
    original, own = without_equal(original, own)
    of_source, of_own = (list(readers.units[language].figures(text)) for language, text, _ in (theirs, ours))
    return without_equal_lengths(of_source, of_own, (original, own))


def _unlike_values(theirs: Sequence[Figure], ours: Sequence[Figure]) -> int:
    """Return how many figures one of two texts has and the other has not."""
    values = [[one.value for one in side] for side in (theirs, ours)]
    # Nearly all are the same, and a counter takes long to make.
    if values[0] == values[1]:
        return 0
    counts = [*map(Counter, values)]
    return sum(((counts[0] - counts[1]) + (counts[1] - counts[0])).values())


def counted(readers: Readers, source: str, theirs: str, language: str, ours: str) -> Difference | None:
    """Return which of the same figures of two texts count something else, or what they name that is another thing."""
    money = list(amounts(theirs, source))
    if money and (one := currency_difference(money, list(amounts(ours, language)))):
        return one
    if "%" in theirs + ours and (one := percent_difference(theirs, ours)):
        return one
    # A sign that is all there is, such as that of a unit, is no word of a language.
    if not any(one.isalnum() for one in theirs + ours) and theirs.strip() != ours.strip():
        return Difference((theirs.strip(),), (ours.strip(),))
    if source in readers.units and language in readers.units:
        of_source = list(readers.units[source].figures(theirs))
        if of_source and (one := unit_difference(of_source, list(readers.units[language].figures(ours)))):
            return one
    named = list(readers.names[source].figures(theirs))
    if named and (one := name_difference(named, list(readers.names[language].figures(ours)))):
        return one
    if source in readers.senses and language in readers.senses:
        return opposite_difference(readers.senses[source], theirs, readers.senses[language], ours)
    return None


def differing(theirs: Sequence[Figure], ours: Sequence[Figure]) -> str:
    """Return the first figures in which two texts differ, the same in every language that differs from the source."""
    counts = [Counter(one.value for one in side) for side in (theirs, ours)]
    lost, new = counts[0] - counts[1], counts[1] - counts[0]
    firsts = (
        next((one.value for one in side if one.value in some), "") for side, some in ((theirs, lost), (ours, new))
    )
    return " ".join(firsts)


def _figures(guide: Guide, page: Page, passages: Sequence[Passage]) -> list[list[Figure]]:
    """Return the figures of each passage."""
    months = guide.months(page.language)
    return [figures(text, page.language, months) for text in texts_of(page, passages)]


def figure_finding(place: Place, one: Difference, variant: str, **values: Any) -> Finding:
    """Return the finding of a difference, in the words of a `variant`: "" for pages, "text" or another for data."""
    parts = (("changed", one.missing and one.extra), ("missing", one.missing), ("extra", one.extra))
    name = next(name for name, there in parts if there)
    variant = f"{variant}-{name}" if variant == "text" else variant or name
    return found("figure-mismatch", place, variant=variant, found=one.extra, expected=one.missing, **values)


def _place(page: Page, passage: Passage, one: Difference) -> Place:
    """Return the place of the first extra figure from the line of a passage on, or of the passage."""
    for number in range(passage.line, len(page.source.lines) + 1):
        column = page.source.line(number).find(one.extra[0]) if one.extra else -1
        if column >= 0:
            return Place(page.path, number, column + 1, len(one.extra[0]))
        if not page.source.line(number + 1).strip() and passage.kind != "block":
            break
    return page.at(passage.line)
