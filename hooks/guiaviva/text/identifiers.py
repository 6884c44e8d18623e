"""Numbers that a person has: of identity documents, bank accounts, payment cards, mobile telephones.

A number is one where its check digits are right; where those prove little, a word beside it must say what it is. What
is right is in the libraries stdnum and phonenumbers, which are only loaded where something looks like a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.posts.people import valid_identity
from guiaviva.text.services import lines_of


class Number(NamedTuple):
    """A number in a text: where it is, and whether it is one only where a word beside it says so.

    `value` is a telephone number as data writes it, whatever is in the text.
    """

    start: int
    end: int
    needs_word: bool = False
    value: str = ""


class _Format(NamedTuple):
    """How a number is written, and the module of stdnum that knows its check digits, or none."""

    pattern: re.Pattern[str]
    module: str
    needs_word: bool = False


_ALONE = r"(?<![\w@.,/=+-])(?<!\d[ ])"
_ENDS = r"(?![\w@]|[.,/-]\d|[ ]\d)"


def _format(pattern: str, module: str, *, needs_word: bool = False) -> _Format:
    return _Format(re.compile(f"{_ALONE}(?:{pattern}){_ENDS}"), module, needs_word)


_MONTHS = "ABCDEHLMPRST"
# What is likely in a line, and begins with a figure: all of `_DOCUMENTS` have one of these.
LIKELY_DOCUMENT = (
    r"\d{3}[ .]?\d{3}[ .]?\d{3}"
    rf"|\d\d[ ]?[{_MONTHS}]\d\d[ ]?[A-Z]\d{{3}}[A-Z]"
    r"|\d{3}\.?\d{3}[ -]?[A-Za-z]|\d{8}"
    r"|\d\d[ .]?\d\d[ .]?(?:\d\d|2[AB])[ .]?\d{3}"
)
_DOCUMENTS = (
    # France: sex, year, month, department, commune, order, key.
    _format(
        r"[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[ABab])(?:[ .]?\d{3}){2}[ .-]?\d{2}", "fr.nir"
    ),
    # Italy: letters of the names, year, month, day, place, check letter.
    _format(rf"[A-Z]{{3}}[ ]?[A-Z]{{3}}[ ]?\d{{2}}[{_MONTHS}]\d{{2}}[ ]?[A-Z]\d{{3}}[A-Z]", "it.codicefiscale"),
    # Portugal: the citizen's card, and the tax number of a person, which is nine figures like many others.
    _format(r"\d{8}[ ]?\d[ ]?[A-Z]{2}\d|\d{8}[ ]\d[ ][A-Z0-9]{2}\d", "pt.cc"),
    _format(r"(?:PT[ ]?)?[123]\d{2}[ .]?\d{3}[ .]?\d{3}", "pt.nif", needs_word=True),
    # Andorra: F is a person who lives there, E one who does not. Nothing public says how its last letter is made.
    _format(r"[FE][ -]?\d{6}[ -]?[A-Z]", "ad.nrt", needs_word=True),
)

# The first figures of the cards of each network, and how many figures they have.
_CARD = re.compile(
    rf"{_ALONE}(?:"
    r"(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|4[4-9]\d|5\d{2})|35\d{2})([ .-]?)\d{4}(?:\1\d{4}){2}"
    r"|3[47]\d{2}([ .-]?)\d{6}\2\d{5}"
    r"|3(?:0[0-5]|[68]\d)\d([ .-]?)\d{6}\3\d{4}"
    rf"){_ENDS}"
)
LIKELY_CARD = r"\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}|3\d{3}[ .-]?\d{6}[ .-]?\d{4,5}"
# A Spanish bank account as it is without the prefix of an IBAN: bank, branch, check digits, number.
_ACCOUNT = re.compile(rf"{_ALONE}\d{{4}}([ -]?)\d{{4}}\1\d\d\1\d{{10}}{_ENDS}")
LIKELY_IBAN = r"\d{4}[ -]?\d{4}[ -]?\d\d[ -]?\d{10}|\d\d[ -]?[A-Z0-9]{4}[ -]?[A-Z0-9]{4}"
# Cards that are published for tests repeat their figures.
_FEWEST_FIGURES = 4

# With the prefix of a country: +33 6 …, 0033 6 …, +44 (0)7…; and as addresses of messengers have it.
_ABROAD = re.compile(
    r"(?:(?<![\w/+=])\(?(?:\+[ ]?|00[ ]?)(?=[1-9])|(?:wa\.me/|[?&]phone=|(?<=\bt\.me/))(?:\+|%2B)?(?=[1-9]))"
    r"(?P<number>\d{1,3}\)?(?:[ ./-]{0,2}(?:\(0\)[ ]?)?\(?\d\)?){6,13})(?![\w-]|[.,/]\d)"
)
# What is in each of them: that all begin with one of few signs makes it fast.
_LIKELY_ABROAD = re.compile(
    r"\+[ ]?[1-9][\d ()./-]{6}|00[ ]?[1-9][\d ()./-]{6}|/\+?[1-9]\d{7}|=\+?[1-9]\d{7}|=%2B\d{8}"
)


def documents(text: str, start: int, end: int) -> Iterator[Number]:
    """Return the numbers of identity documents between two places of a text, without those that are known samples."""
    for spanish in compiled(PATTERNS["identity"]).finditer(text, start, end):
        figures = re.sub(r"\D", "", spanish[0])
        if not (_repeats(figures, 2) or "12345678".startswith(figures)) and valid_identity(spanish[0]):
            yield Number(spanish.start(), spanish.end())
    for pattern, module, needs_word in _DOCUMENTS:
        for match in pattern.finditer(text, start, end):
            if not _repeats(match[0], 2) and import_module(f"stdnum.{module}").is_valid(match[0]):
                yield Number(match.start(), match.end(), needs_word)


def ibans(text: str, start: int, end: int) -> Iterator[Number]:
    """Return the numbers of bank accounts of any country."""
    for match in compiled(PATTERNS["iban"]).finditer(text, start, end):
        if import_module("stdnum.iban").is_valid(match[0], check_country=False):
            yield Number(match.start(), match.end())
    for bare in _ACCOUNT.finditer(text, start, end):
        if not _repeats(bare[0], _FEWEST_FIGURES) and import_module("stdnum.es.ccc").is_valid(bare[0]):
            yield Number(bare.start(), bare.end())


def cards(text: str, start: int, end: int) -> Iterator[Number]:
    """Return the numbers of payment cards, without those that are known samples."""
    for match in _CARD.finditer(text, start, end):
        figures = re.sub(r"\D", "", match[0])
        if not _repeats(figures, _FEWEST_FIGURES) and import_module("stdnum.luhn").is_valid(figures):
            yield Number(match.start(), match.end())


def mobiles_abroad(text: str) -> Iterator[Number]:
    """Return the mobile numbers with the prefix of their country, without those that end as samples do."""
    places = (match.start() for match in _LIKELY_ABROAD.finditer(text))
    for match in (match for line in lines_of(text, places) for match in _ABROAD.finditer(text, *line)):
        figures = re.sub(r"\(0\)|\D", "", match["number"])
        if not figures.endswith("000000") and _is_mobile(figures):
            start = match.start("number") if "/" in match[0][:6] or "=" in match[0] else match.start()
            yield Number(start, match.end(), value=f"+{figures}")


def _is_mobile(figures: str) -> bool:
    phonenumbers = import_module("phonenumbers")
    try:
        number = phonenumbers.parse(f"+{figures}")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE)


def _repeats(written: str, fewest: int) -> bool:
    """Return whether fewer figures than that are in a number."""
    return len(set(re.sub(r"\D", "", written))) < fewest
