"""Numbers that one person or one account has: identity documents, bank accounts, cards, telephones, number plates.

The check digits decide, which the libraries stdnum and phonenumbers know; they are loaded where something looks like
such a number. Where there is no check digit, or it proves little, the name of the number must stand beside it.
"""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from guiaviva.contentmodel import ProseSpec
from guiaviva.text.phrases import any_of


class Number(NamedTuple):
    """A number in a text: where it is, what it is, and a telephone with the prefix of its country."""

    start: int
    end: int
    kind: str
    phone: str = ""


class _Form(NamedTuple):
    """How a number is written, which module of stdnum checks it, and the words of which one must be beside it."""

    kind: str
    pattern: str
    module: str = ""
    words: str = ""
    fewest: int = 2
    """A number with fewer different figures is a sample."""


_BEGINS, _ENDS = r"(?<![\w@.,/=+-])(?<!\d[ ])", r"(?![\w@]|[.,/-]\d|[ ]\d)"
_FORMS = (
    _Form("iban", r"[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?", "iban"),
    _Form("iban", r"\d{4}([ -]?)\d{4}\1\d\d\1\d{10}", "es.ccc", fewest=4),
    # Those of cards that are published for tests repeat their figures.
    _Form("card", r"[2-6]\d{3}([ .-]?)\d{4}\1\d{4}\1\d{4}|3\d{3}([ .-]?)\d{6}\2\d{4,5}", "luhn", fewest=4),
    _Form("identity", r"\d{2}\.?\d{3}\.?\d{3}[ -]?[A-Za-z]", "es.dni"),
    _Form("identity", r"[XYZxyz][ .-]?\d{7}[ -]?[A-Za-z]", "es.nie"),
    _Form("identity", r"[12](?:[ .]?\d\d){2}[ .]?(?:\d\d|2[ABab])(?:[ .]?\d{3}){2}[ .-]?\d\d", "fr.nir"),
    _Form("identity", r"[A-Z]{3}[ ]?[A-Z]{3}[ ]?\d\d[A-Z]\d\d[ ]?[A-Z]\d{3}[A-Z]", "it.codicefiscale"),
    _Form("identity", r"\d{8}[ ]?\d[ ]?[A-Z][A-Z0-9]\d", "pt.cc"),
    _Form("identity", r"\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d", "be.nn"),
    _Form("identity", r"(?:PT[ ]?)?[123]\d\d[ .]?\d{3}[ .]?\d{3}", "pt.nif", "documents"),
    _Form("identity", r"[FE][ -]?\d{6}[ -]?[A-Z]", "ad.nrt", "documents"),
    # Passports and health cards begin with letters.
    _Form("identity", r"[A-Z]{2,4}[ ]?\d(?:[ ]?\d){5,12}", "", "papers"),
    _Form("born", r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d", "", "born"),
    # Spain, now and before; France and Italy; Portugal.
    _Form("plate", r"\d{4}-?[BCDFGHJKLMNPRSTVWXYZ]{3}"),
    _Form("plate", r"(?!19|20)\d{4}[ ][BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{1,2}[ -]\d{4}[ -][A-Z]{1,2}", "", "vehicles"),
    _Form("plate", r"[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|(?:[A-Z]{2}-){2}\d\d|[A-Z]{2}-\d\d-[A-Z]{2}", "", "vehicles"),
    _Form("plate", r"\d\d-[A-Z]{2}-\d\d|\d\d-\d\d-[A-Z]{2}", "", "vehicles"),
)
_PATTERNS = [(form, re.compile(f"{_BEGINS}(?:{form.pattern}){_ENDS}")) for form in _FORMS]
_SAMPLE = "12345678"

# With the prefix of a country, as addresses of messengers have it too; and without, in groups as people write them.
_ABROAD = re.compile(
    r"(?:(?<![\w/+=])\(?(?:\+|00)[ ]?(?=[1-9])|(?:wa\.me/|[?&]phone=|(?<=\bt\.me/)|tel:)(?:\+|%2B|00)(?=[1-9])"
    r"|(?:wa\.me/|[?&]phone=)(?=[1-9]))"
    r"(?P<number>\d{1,3}\)?(?:[ ./-]{0,2}(?:\(0\)[ ]?)?\(?\d\)?){6,13})(?![\w-]|[.,/]\d)"
)
_HERE = re.compile(
    r"(?<![\w/#=+-])(?<!\d[., ])(?:\d{8,10}|\d{3}(?P<a>[ ./-])\d{3}(?P=a)?\d{3}|\d{3}(?P<b>[ ./-])\d\d(?:(?P=b)\d\d){2}"
    r"|\d\d(?P<c>[ .])(?:\d{3}(?P=c)\d{3}(?P=c)\d{2,3}|\d{3}(?P=c)\d\d(?P=c)\d\d|\d\d(?:(?P=c)\d\d){3})"
    r"|(?P<pairs>\d(?:[ ]\d\d){4}))(?![\w-]|[.,/ ]\d|[ ]?[€$%])"
)
# What says what a number is stands so many signs before it or after it.
_NEAR = 48
# What all these have, and few lines do: figures in a row that are no date, hour or law.
_LIKELY = re.compile(
    r"\d(?:(?<!\d\d)(?!(?<=[12])[09]\d\d[/-]\d)(?:[ ./()-]{0,2}\d){6}|\d{5}|\d[A-Z]\d\d|[ -]?[A-Z]{2}(?![a-z])"
    r"|[/.-]\d\d?[/.-](?:19|20)\d\d)"
)


class Numbers:
    """Finds numbers by the words of all languages. `country` is the one whose telephones need no prefix."""

    def __init__(self, specs: Sequence[ProseSpec], country: str = "ES") -> None:
        kinds = ("references", "counted", "telephone", *{form.words for form in _FORMS if form.words})
        words = {kind: any_of(word for spec in specs for word in getattr(spec.people, kind)) for kind in kinds}
        self._words = {"": re.compile(""), **{kind: re.compile(pattern) for kind, pattern in words.items()}}
        self._born = re.compile(rf"{words['born']}[ :*_`|]*\Z")
        self._reference = re.compile(
            rf"{words['references']}(?:(?!{words['telephone']})[^\n.;,()]|(?<=\w)[.](?=[ º]|$)){{0,24}}\Z"
        )
        self._counted = re.compile(rf"[ ]?(?:d['’e] ?)?{words['counted']}")
        self._country = country

    def find(self, text: str) -> Iterator[Number]:
        """Return the numbers of a text, line by line; those that are known samples are left out."""
        end = -1
        for likely in _LIKELY.finditer(text):
            if likely.start() > end:
                start = text.rfind("\n", 0, likely.start()) + 1
                end = text.find("\n", likely.end()) if "\n" in text[likely.end() :] else len(text)
                yield from self._in_line(text, start, end)

    def _in_line(self, text: str, start: int, end: int) -> Iterator[Number]:
        for form, pattern in _PATTERNS:
            for match in pattern.finditer(text, start, end):
                before = text[max(start, match.start() - _NEAR) : match.start()]
                beside = before + "\n" + text[match.end() : min(end, match.end() + _NEAR)]
                named = self._born.search(before) if form.words == "born" else self._words[form.words].search(beside)
                if named and _is_valid(form, match[0]):
                    yield Number(*match.span(), form.kind)
        for match in _ABROAD.finditer(text, start, end):
            figures = "+" + re.sub(r"\(0\)|\D", "", match["number"])
            if _is_mobile(figures):
                address = "/" in match[0][:6] or "=" in match[0]
                yield Number(match.start("number") if address else match.start(), match.end(), "mobile", figures)
        for match in _HERE.finditer(text, start, end):
            before = text[max(start, match.start() - _NEAR) : match.start()]
            other = self._counted.match(text, match.end()) or self._reference.search(before)
            said = not match["pairs"] or self._words["telephone"].search(before)
            if said and not other and _is_mobile(match[0], self._country):
                yield Number(*match.span(), "mobile")


def _is_valid(form: _Form, written: str) -> bool:
    figures = re.sub(r"\D", "", written)
    if len(set(figures)) < form.fewest or (
        form.kind == "identity" and len(figures) > 6 and _SAMPLE.startswith(figures)
    ):
        return False
    if not form.module:
        return True
    module = import_module(f"stdnum.{form.module}")
    compact = re.sub(r"[ .-]", "", written)
    return bool(module.is_valid(compact, check_country=False) if form.module == "iban" else module.is_valid(compact))


def _is_mobile(written: str, country: str | None = None) -> bool:
    """Return whether this is a mobile telephone, and not one whose last figures show that it is a sample."""
    phonenumbers = import_module("phonenumbers")
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return False
    sample = str(number.national_number).endswith("000000")
    return not sample and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
