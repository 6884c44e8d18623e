"""The figures of a translation are those of its source, and count the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.figures import Difference, Figure, difference, figures, in_full
from guiaviva.prose.currencies import amounts, currency_difference
from guiaviva.prose.naming import Names, name_difference, names_in, names_of
from guiaviva.prose.sayings import without_equal
from guiaviva.prose.senses import Senses, opposite_difference
from guiaviva.prose.sentences import FEWEST
from guiaviva.prose.units import (
    Units,
    is_short,
    lengths_of,
    percent_difference,
    unit_difference,
    without_equal_lengths,
)
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import Pair, cells_of, in_all, of_all, senses_of, texts_of

# Languages are related whose texts are usually so alike; and so alike are two forms of a name.
_RELATED, _SAME = 0.68, 0.6
# Longer texts are not searched for names.
_LONGEST = 2000
_WORD = re.compile(r"[\w'’-]+")


class Readers(NamedTuple):
    """What reads, in each language, units of figures and senses where the model has words for them, and names."""

    units: Mapping[str, Units]
    names: Mapping[str, Names]
    senses: Mapping[str, Senses]

    def related(self, like: Likeness, one: str, other: str) -> bool:
        """Return whether two languages say most things alike, and their numbers in words can be read."""
        return one in self.units and other in self.units and like.usual(one, other) >= _RELATED

    def spoken(self, texts: Mapping[str, Iterable[str]]) -> bool:
        """Return whether one of some texts says a half or a quarter."""
        known = texts.keys() & self.units.keys()
        return any(self.units[language].says_half(text) for language in known for text in texts[language])


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
            yield _in_either(pair, passage, their_passage, one, differing(of_source, own))
            return


def _values(guide: Guide, readers: Readers, language: str, passages: Sequence[Passage]) -> set[str]:
    """Return the figures of some passages, in digits or in words."""
    text = "\n".join(one.text for one in passages)
    in_words = readers.units[language].in_words(text) if language in readers.units else ()
    return {one.value for one in (*figures(text, language, guide.months(language)), *in_words)}


def _in_either(pair: Pair, ours: Passage, theirs: Passage, one: Difference, about: str) -> Finding:
    """Return the finding of what differs in two passages."""
    finding = figure_finding(_place(pair.page, ours, one), one, "", **pair.values)
    there = _place(pair.source, theirs, Difference((), one.missing))
    return of_all(pair, finding, there, about)


def unit_mismatch(readers: Readers, pair: Pair) -> Iterator[Finding]:
    """Report the first passage in which the same figures count something else than in the original."""
    texts = zip(texts_of(pair.page, pair.ours), texts_of(pair.source, pair.theirs), strict=False)
    for (their_passage, passage), (text, original) in zip(pair.passages, texts, strict=False):
        if one := counted(readers, pair.source.language, original, pair.page.language, text):
            yield _in_either(pair, passage, their_passage, one, f"{sorted(one.missing)}")
            return


def odd_mismatch(
    readers: Readers, like: Likeness, pair: Pair, others: Mapping[str, Sequence[Passage]]
) -> Iterator[Finding]:
    """Report the first passage with another length of time, or another name, than its source and the `others`."""
    for original, own, texts in in_all(pair, others):
        odd = odd_of(readers, like, texts)
        if odd and odd.language in (pair.page.language, pair.source.language):
            difference = odd.between(pair.source.language, pair.page.language)
            yield _in_either(pair, own, original, difference, f"{difference.missing}")
            return


class Odd(NamedTuple):
    """The language that says another length of time, or another name, than the others, and what each says, or ""."""

    language: str
    written: Mapping[str, str]

    def between(self, source: str, other: str) -> Difference:
        """Return the difference of two of the languages."""
        return Difference(*((self.written[one],) if self.written[one] else () for one in (source, other)))


def odd_of(readers: Readers, like: Likeness, texts: Mapping[str, str]) -> Odd | None:
    """Return which one of several texts says another length of time, or another name, than all others; or None."""
    if len(texts) < FEWEST:
        return None
    return _odd_length(readers, texts) or _odd_record(readers, texts) or _odd_name(like, texts)


def _odd_length(readers: Readers, texts: Mapping[str, str]) -> Odd | None:
    """Return which one of several texts says another length of time than all others, or which alone says one."""
    if not readers.units.keys() >= texts.keys():
        return None
    amounts = {language: list(readers.units[language].figures(text)) for language, text in texts.items()}
    of_weeks = any(one.value.endswith(" weeks") for some in amounts.values() for one in some)
    lengths = {language: lengths_of(some, of_weeks=of_weeks) for language, some in amounts.items()}
    saying = [language for language, some in lengths.items() if some]
    if len(saying) == 1 and not any(_has_number(readers, one, text) for one, text in texts.items() if one != saying[0]):
        # One is an article too, and six months may be half of a year.
        several = [one for one in amounts[saying[0]] if not one.value.startswith("1 ") and is_short(one)]
        return Odd(saying[0], {**dict.fromkeys(texts, ""), saying[0]: several[0].written}) if several else None
    if any(len(some) != 1 for some in lengths.values()):
        return None
    values = {language: next(iter(some)) for language, some in lengths.items()}
    for odd, value in values.items():
        others = {each for language, each in values.items() if language != odd}
        if len(others) == 1 and value not in others:
            return Odd(odd, {language: some[values[language]] for language, some in lengths.items()})
    return None


def _has_number(readers: Readers, language: str, text: str) -> bool:
    """Return whether a text has a number, or half of one: it may say a length of time in another way."""
    units = readers.units[language]
    return any(map(str.isdecimal, text)) or units.says_half(text) or any(units.in_words(text))


def _odd_record(readers: Readers, texts: Mapping[str, str]) -> Odd | None:
    """Return which one of several texts names no role, or no network, but nearly so, where all others name one of data.

    A text that names it in other words has no word of such a name with a capital, nor one that is nearly the same; a
    cell that is such a name in all others is one here too.
    """
    rows = [cells_of(text) for text in texts.values()]
    columns = zip(*rows, strict=True) if len({len(row) for row in rows}) == 1 else [tuple(texts.values())]
    for column in columns:
        cells = dict(zip(texts, column, strict=True))
        named = {language: _records(readers, language, cell) for language, cell in cells.items()}
        for odd, own in named.items():
            others = [one for one in cells if one != odd]
            for lost in sorted(set.intersection(*(set(named[one]) for one in others)) - own.keys()):
                written = {one: named[one][lost] for one in others}
                is_cell = len(rows[0]) > 1 and all(cells[one] == name for one, name in written.items())
                instead = cells[odd] if is_cell else readers.names[odd].like(lost, cells[odd])
                if instead and all(_is_name(name) for name in written.values()):
                    return Odd(odd, {**written, odd: instead})
    return None


def _is_name(written: str) -> bool:
    """Return whether what is written as a name is surely one: «arxiu» may be another word."""
    return written[0].isupper() or " " in written


def _records(readers: Readers, language: str, text: str) -> Mapping[str, str]:
    """Return the roles and networks that a text names, each as it is written there."""
    names = (one for one in readers.names[language].figures(text) if one.value.startswith(("role ", "network ")))
    return {one.value: one.written for one in names}


def _odd_name(like: Likeness, texts: Mapping[str, str]) -> Odd | None:
    """Return which one of several texts has another name in the place of one that all others have, or None.

    Languages that are not related may have names of their own for the same thing.
    """
    if any(len(text) > _LONGEST for text in texts.values()):
        return None
    names = {language: names_in(text) for language, text in texts.items()}
    for odd, own in names.items():
        others = [one for one in texts if one != odd]
        shared = set.intersection(*(names[one] for one in others))
        if not own or not shared or not any(like.usual(odd, one) >= _RELATED for one in others):
            continue
        lost = [name for name in sorted(shared) if not _has_like(name, texts[odd])]
        new = [name for name in sorted(own) if not any(_has_like(name, texts[one]) for one in others)]
        if lost and new:
            return Odd(odd, {**dict.fromkeys(others, lost[0]), odd: new[0]})
    return None


def _has_like(name: str, text: str) -> bool:
    """Return whether a text has a name, or another form of it."""
    return name in text or bool(get_close_matches(name.casefold(), _WORD.findall(text.casefold()), 1, _SAME))


def cell_mismatch(readers: Readers, pair: Pair) -> Iterator[Finding]:
    """Report the first cell that in the source is the name of a role or a network, and here is not that name."""
    source, page = readers.names[pair.source.language], readers.names[pair.page.language]
    for original, own in pair.passages:
        if own.kind != "row":
            continue
        for there, here in zip(cells_of(original.text), cells_of(own.text), strict=False):
            wanted = source.whole(there) if there and here else ""
            if wanted and not any(one.value == wanted for one in page.figures(here)):
                yield _in_either(pair, own, original, Difference((there,), (here,)), f"cell {there}")
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
