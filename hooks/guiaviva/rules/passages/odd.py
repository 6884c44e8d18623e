"""One of three or more languages says another length of time than all others, or names somebody or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from guiaviva.diagnostics import Finding
from guiaviva.guide.figures import Difference
from guiaviva.prose.naming import names_in
from guiaviva.prose.sentences import FEWEST
from guiaviva.prose.units import is_short, lengths_of
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.figures import Readers, are_related, in_either
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import Pair, cells_of, in_all

# So alike are two forms of a name.
_SAME = 0.6
# Longer texts are not searched for names.
_LONGEST = 2000
_WORD = re.compile(r"[\w'’-]+")


def odd_mismatch(
    readers: Readers, like: Likeness, pair: Pair, others: Mapping[str, Sequence[Passage]]
) -> Iterator[Finding]:
    """Report the first passage with another length of time, or another name, than its source and the `others`."""
    for original, own, texts in in_all(pair, others):
        odd = odd_of(readers, like, texts)
        if odd and odd.language in (pair.page.language, pair.source.language):
            difference = odd.between(pair.source.language, pair.page.language)
            yield in_either(pair, own, original, difference, f"{difference.missing}")
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
        if not own or not shared or not any(are_related(like, odd, one) for one in others):
            continue
        lost = [name for name in sorted(shared) if not _has_like(name, texts[odd])]
        new = [name for name in sorted(own) if not any(_has_like(name, texts[one]) for one in others)]
        if lost and new:
            return Odd(odd, {**dict.fromkeys(others, lost[0]), odd: new[0]})
    return None


def _has_like(name: str, text: str) -> bool:
    """Return whether a text has a name, or another form of it."""
    return name in text or bool(get_close_matches(name.casefold(), _WORD.findall(text.casefold()), 1, _SAME))
