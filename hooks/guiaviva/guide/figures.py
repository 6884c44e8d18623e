"""The figures of a text: numbers, dates, times, mailboxes and mentions, the same however a language writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from guiaviva.facts.types import EMAIL

# Up to here a number may be written in words in one language and in digits in another.
IN_WORDS = 31
_ROUND = frozenset({45, *range(40, 101, 10), 200, 300, 400, 500, 1000})
# An article says one, be it one o'clock; noon and midnight are hours; and 83 of every 100 are 83%.
_SAID_OTHERWISE = frozenset({"0", "1", "12", "13", "24", "100"})
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:(?P<by>[.,'’{_SPACES}])\d{{3}})(?:(?P=by)\d{{3}})*(?!\d)|\d+"
_MINUTES = r"(?:[.:](?P<minute>\d\d))?"
_HALF = rf"[{_SPACES}]?(?P<half>[ap])\.?[{_SPACES}]?m\b\.?"
_SAME_HALF = _HALF.replace("half", "same_half")
_TO = rf"(?:[-–]|[{_SPACES}](?:[-–]|to)[{_SPACES}])"
# Where of two hours only the second says in which half of the day they are, it says so of the first.
_CLOCK = rf"(?P<hour>\d{{1,2}}){_MINUTES}(?:(?={_TO}(?P<until>\d{{1,2}})(?:[.:]\d\d)?{_SAME_HALF})|{_HALF})"
# Telephone numbers are divided in many ways.
_PHONE = rf"(?P<phone>\d{{2,4}}(?:[{_SPACES}]\d{{2,4}}){{2,4}})(?![{_SPACES}]?\d)"
# Two years that follow one another, such as 2025-26.
_YEARS = r"(?P<from_year>(?:19|20)\d\d)[-–/](?P<to_year>\d\d)(?![-/.\d])"
# Figures in an address are part of it, and addresses of the web are links. Hashtags are translated.
_ADDRESS = r"https?://[^\s<>()\[\]]+|#\w+"
# Of a telephone number that is written for readers abroad too.
_PREFIX = rf"(?:\+|\b00)\d{{1,3}}[{_SPACES}](?=\d)"
_HANDLE = rf"{EMAIL}|(?<![\w@])@[\w.]*\w"


class Figure(NamedTuple):
    """A value that is the same in all languages, and how it is written."""

    value: str
    written: str

    @property
    def may_be_in_words(self) -> bool:
        """Whether it is a number that is often written in words, or is in words here."""
        if not self.value.isdigit():
            return False
        often = int(self.value) <= IN_WORDS or int(self.value) in _ROUND
        return often or not self.in_digits

    @property
    def in_digits(self) -> bool:
        """Whether it is written in digits."""
        return any(map(str.isdecimal, self.written))

    @property
    def is_time(self) -> bool:
        """Whether it is part of a time of the day or of a date, as it is written."""
        return self.in_digits and (":" in self.written or any(map(str.isalpha, self.written)))


@dataclass(frozen=True)
class Difference:
    """How the figures of a text differ from those of its source: as they are written in each."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]


def figures(text: str, language: str, months: Sequence[str] = ()) -> list[Figure]:
    """Return the figures of a text that is in `language`, in order.

    `months` are the names of the months in order; without them they are those that are known of the language.
    """
    if not _ANY.search(text):
        return []
    return list(_figures(text, language, tuple(months)))


def difference(
    source: list[Figure],
    other: list[Figure],
    *,
    related: bool = False,
    alone: Container[str] = (),
    spoken: bool = False,
) -> Difference | None:
    """Return how figures differ from those of their source, or None where they say the same.

    A small number that one of them lacks is taken for one in words, and one that is written once more for a repetition.
    Of `related` languages, those in words are among the figures, and each says what the other says in its own way.
    `alone` are those of the source that no third language has either. Where one of them is `spoken` of with a half or a
    quarter, such as half past eight, what is small says nothing.
    """
    theirs, ours = Counter(one.value for one in source), Counter(one.value for one in other)
    if theirs == ours:
        return None
    missing, extra = theirs - ours, ours - theirs
    lost = [one for one in source if one.value in missing and one.value not in ours]
    new = [one for one in other if one.value in extra and one.value not in theirs]
    changed = bool(missing and extra and (lost or new))
    if not changed and all(one.may_be_in_words for one in (*lost, *new)):
        if spoken:
            return None
        sure = {one.value for one in lost if one.value in alone or related} | {one.value for one in new if related}
        lost, new = (_surely(side, some, sure) for side, some in ((source, lost), (other, new)))
        if not (lost or new):
            return None
    if changed:
        lost = [one for one in source if one.value in missing]
        new = [one for one in other if one.value in extra]
    return Difference(_written(lost), _written(new))


def _surely(all_of_one: list[Figure], only_there: list[Figure], sure: Container[str]) -> list[Figure]:
    """Return those of the small numbers that only one of two texts has, out of all that it has, that say more.

    Those are times, and of the rest those that are `sure` to be in the other text, if it says the same.
    """
    # Of a date the other may say a part.
    there = {one.written for one in all_of_one if one not in only_there}
    return [
        one
        for one in only_there
        if one.in_digits
        and one.written not in there
        and one.value not in _SAID_OTHERWISE
        and (one.is_time or one.value in sure)
    ]


def _written(some: list[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.written for one in some))


_ANY = re.compile(r"[\d@]")


def _figures(text: str, language: str, names: tuple[str, ...]) -> Iterator[Figure]:
    months = month_names(language, names)
    folded = text.casefold()
    # Most texts have none of these, and without them figures are found much faster.
    plain = not any(map(folded.__contains__, (*_SIGNS, *months)))
    for match in (_PLAIN if plain else _pattern(tuple(months))).finditer(text):
        written = match[0].strip()
        if match["handle"]:
            yield Figure(written.casefold(), written)
        elif match["hour"]:
            hour, last = int(match["hour"]), int(match["until"] or 0)
            # Of two hours the first is of the same half of the day as the second, or else of the one before.
            afternoon = (match["half"] or match["same_half"]).lower() == "p" and (not last or hour % 12 <= last % 12)
            yield Figure(str(hour % 12 + (12 if afternoon else 0)), written)
            if match["minute"] and int(match["minute"]):
                yield Figure(str(int(match["minute"])), written)
        elif match["phone"]:
            yield Figure(re.sub(r"\D", "", written), written)
        elif match["from_year"]:
            following = f"{int(match['from_year']) + 1}"
            yield Figure(match["from_year"], written)
            yield Figure(following if following.endswith(match["to_year"]) else _number(match["to_year"]), written)
        elif match["day"] or match["year"]:
            month, number = match["month"] or match["month_first"], match["day"] or match["year"]
            # «65 who may» is no date.
            is_word = month.islower() and not _are_lower(language, names)
            yield Figure(_number(number), number if is_word else written)
            if not is_word:
                yield Figure(str(months[month.casefold()]), written)
        elif not match["skipped"] and (value := _number(match["number"])) != "00":
            yield Figure(value, written)


def _number(written: str) -> str:
    """Return a number without marks between its thousands; zeros before it count in what is no amount."""
    digits = re.sub(r"\D", "", written)
    if len(digits) == 2 and digits != "00":
        return str(int(digits))
    return "".join(str(int(digit)) for digit in digits)


# What is in every mailbox, mention, hashtag and address.
_SIGNS = ("@", "#", "://")


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds figures, with these names of months."""
    months = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    dates = r"(?P<day>(?!))(?P<month>)|(?P<month_first>(?!))(?P<year>)"
    if months:
        between = rf"\.?(?:[a-zº]{{1,2}})?[{_SPACES}]+(?:[^\W\d_]{{1,3}}(?:['’]|[{_SPACES}]+))?"
        dates = rf"(?P<day>\d{{1,2}}){between}(?P<month>{months})\b"
        dates += (
            rf"|\b(?P<month_first>{months})[{_SPACES}]+(?:[^\W\d_]{{1,3}}(?:['’]|[{_SPACES}]+))?(?P<year>\d{{1,4}})\b"
        )
    return re.compile(
        rf"(?P<handle>{_HANDLE})|(?P<skipped>{_ADDRESS}|{_PREFIX})|{_CLOCK}|{dates}|{_PHONE}|{_YEARS}|(?P<number>{_NUMBER})",
        re.IGNORECASE,
    )


# The same without what has a sign or the name of a month. That it begins with a figure makes it fast.
_PLAIN = re.compile(
    rf"(?=[+\d])(?:(?P<handle>(?!))|(?P<skipped>{_PREFIX})|{_CLOCK}|(?P<day>(?!))(?P<month>)"
    rf"|(?P<month_first>(?!))(?P<year>)|{_PHONE}|{_YEARS}|(?P<number>{_NUMBER}))",
    re.IGNORECASE,
)


def in_full(text: str, language: str) -> str:
    """Return a text in which «1.5 million» is written with all its figures."""
    scales = _scales(language)
    if not scales:
        return text
    names = "|".join(sorted(map(re.escape, scales), key=len, reverse=True))
    pattern = rf"(?<![\d.,])(\d{{1,3}})(?:[.,](\d{{1,2}}))?[{_SPACES}]({names})(?![^\W_])"

    def whole(match: re.Match[str]) -> str:
        number, part = int(match[1]), match[2] or ""
        return str((number * 10 ** len(part) + int(part or 0)) * scales[match[3].casefold()] // 10 ** len(part))

    return re.sub(pattern, whole, text, flags=re.IGNORECASE)


@cache
def _scales(language: str) -> dict[str, int]:
    """Return what thousands and millions are called in a language, each with its number; {} where it is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        formats = Locale.parse(language, sep="-").compact_decimal_formats["long"]
    except (UnknownLocaleError, ValueError, KeyError):
        return {}
    named: dict[str, int] = {}
    for patterns in formats.values():
        for scale, pattern in patterns.items():
            form = re.fullmatch(rf"0[{_SPACES}](\D+)", pattern.pattern)
            if form:
                named[form[1].casefold()] = int(scale)
    return named


@cache
def month_names(language: str, names: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each month by its name, in lower case; {} where the names of a language are not known."""
    return {name.casefold(): number for name, number in _months(language, names).items()}


@cache
def _are_lower(language: str, names: tuple[str, ...]) -> bool:
    """Return whether a language writes the names of months in small letters, or whether that is not known."""
    return any(name.islower() for name in _months(language, names)) or not _months(language, names)


@cache
def _months(language: str, names: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each month by its name, as it is written."""
    if names:
        return {name: number for number, name in enumerate(names, 1)}
    # Few runs need it, and it takes as long to import as all else.
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name: number
        for form in ("format", "stand-alone")
        for number, written in months[form]["wide"].items()
        for name in (written, written.removeprefix("de ").removeprefix("d’").removeprefix("d'"))
    }
