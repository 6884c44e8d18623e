"""The amounts of money of a text and their currencies, in any language of which CLDR knows the names of currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from guiaviva.guide.figures import Difference

_SPACES = r"[ \u00a0\u202f\u2009]"
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{2,3})*(?!\d)"
# Between a number and its currency a few words may stand: «2 milions d'euros».
_AMOUNT = re.compile(
    rf"(?:(?P<before>[€$£¥]|\b[A-Z]{{3}}\b){_SPACES}?)?(?P<number>{_NUMBER})"
    rf"(?P<after>{_SPACES}?[€$£¥]|(?:{_SPACES}(?:[^\W\d_]{{1,2}}['’])?[^\W\d_]+){{1,3}})?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY"}
# The dollar and the peso have one sign, and so have others; no currency of these has it.
_NOT_DOLLARS = frozenset({"EUR", "GBP", "JPY", "CNY", "CHF"})
# A name of fewer letters is any other word too.
_SHORTEST = 3
# So many letters of a name that has endings, as in Basque.
_STEM, _ENDING = 4, 4


class Amount(NamedTuple):
    """An amount: its digits, the codes of the currencies in which it may be, and how it is written."""

    digits: str
    codes: frozenset[str]
    written: str


def amounts(text: str, language: str) -> Iterator[Amount]:
    """Return the amounts of money of a text."""
    for match in _AMOUNT.finditer(text) if any(map(str.isdigit, text)) else ():
        before, after = (match["before"] or "").strip(), (match["after"] or "").strip()
        named, length = _named(after, language)
        codes = _signed(before) or _signed(after) or named
        if codes:
            last = match.end("number") if _signed(before) else match.start("after") + length if named else match.end()
            written = text[match.start() if _signed(before) else match.start("number") : last].strip()
            yield Amount(re.sub(r"\D", "", match["number"]), codes, written)


def currency_difference(source: list[Amount], other: list[Amount]) -> Difference | None:
    """Return which of the same amounts are in another currency than in their source, or None where there are none."""
    theirs, ours = ({one.digits: one for one in side} for side in (source, other))
    differing = [digits for digits, one in ours.items() if digits in theirs and not one.codes & theirs[digits].codes]
    if not differing:
        return None
    return Difference(*(tuple(side[digits].written for digits in differing) for side in (theirs, ours)))


def _signed(written: str) -> frozenset[str]:
    if written == "$":
        return _codes() - _NOT_DOLLARS
    code = _SIGNS.get(written, written)
    return frozenset({code}) & _codes()


def _named(words: str, language: str) -> tuple[frozenset[str], int]:
    """Return the currencies that the first of some words which names one may name, and where that word ends."""
    known = _names(language) if words else {}
    for match in _WORD.finditer(words):
        word = match[0].casefold()
        codes = known.get(word) or next(
            (
                known[word[:end]]
                for end in range(len(word) - 1, max(_STEM, len(word) - _ENDING) - 1, -1)
                if word[:end] in known
            ),
            frozenset(),
        )
        if codes:
            return codes, match.end() + 1
    return frozenset(), 0


@cache
def _codes() -> frozenset[str]:
    # Few texts name money, and it takes long to import.
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))


@cache
def _names(language: str) -> Mapping[str, frozenset[str]]:
    """Return the currencies that each word may name with which the name of a currency begins or ends."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, set[str]] = {}
    for code, name in locale.currencies.items():
        for written in {name, *(get_currency_name(code, count, locale) for count in (1, 2, 5))}:
            words = _WORD.findall(written.casefold())
            for word in {words[0], words[-1]} if words else ():
                if len(word) >= _SHORTEST:
                    names.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in names.items()}
