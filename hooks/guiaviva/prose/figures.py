"""How a language writes figures: amounts with a unit, lengths of time, hours of a day, dates, telephone numbers.

What is read is a value with its place in a sentence. The words are in `words/⟨language⟩/prose.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from typing import Any, NamedTuple

from guiaviva.contentmodel import FigureWords
from guiaviva.prose.phrases import any_of, roots

# Groups of three figures may be parted by a point, a comma, a space or an apostrophe.
_GROUPED = r"(?<![\d.,:/])\d{1,3}(?:[.,\u00a0\u202f ’'](?=\d{3}(?!\d))\d{3})+(?!\d)|(?<![\d.,:/])\d+(?![\d:/])"
MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}
# Whole hours that begin below this one, such as «de 2 a 4 h», are taken for a length of time.
_DAY_BEGINS = 6
_COUNTED = ("characters", "hashtags", "links")
_DIGIT, _NUMERIC = re.compile(r"\d"), re.compile(r"\d[-/.]\d")
# What stands between hours and minutes: «14:30», «14h30», «14 h 30».
_POINT = r"(?:[:.h]|[ \u00a0\u202f]h[ \u00a0\u202f])"
# Two figures near one another, and seven of them: what hours and telephone numbers have, found out fast.
_TWO, _SEVEN = re.compile(r"\d\D{1,25}\d"), re.compile(r"\d[\d ./\u00a0\u202f-]{5,}\d")
_NOON = 12
_WORD = r"[^\W\d_]+"
_MARKUP = r"[*_`]*"


class Amount(NamedTuple):
    """So many of a unit: its place in a sentence, the number and the unit."""

    start: int
    end: int
    number: int
    unit: str


class Length(NamedTuple):
    """A length of time in minutes, as written in one unit; `calendar` is "" where it is not said."""

    start: int
    end: int
    minutes: int
    unit: str
    calendar: str


class Span(NamedTuple):
    """Two hours of a day."""

    start: int
    end: int
    hours: tuple[time, time]


class Written(NamedTuple):
    """A date; what it leaves out is 0."""

    start: int
    end: int
    year: int
    month: int
    day: int

    def may_be(self, day: date) -> bool:
        """Return whether it is that day, as far as it says."""
        pairs = ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        return all(said in (0, meant) for said, meant in pairs)


class Figures:
    """Reads the figures of one language."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words
        self._units = {phrase.casefold(): unit for unit, phrases in words.units.items() for phrase in phrases}
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._numbers = {phrase.casefold(): number for phrase, number in words.numbers.items()}

    def cue(self, name: str) -> re.Pattern[str] | None:
        """Return the pattern of the words that show which fact is stated, or that none is; None where there are none.

        It is made when it is first asked for: most are never needed.
        """
        if name not in self._patterns:
            phrases = self._cues.get(name)
            self._patterns[name] = re.compile(any_of(phrases)) if phrases else None
        return self._patterns[name]

    @cached_property
    def _cues(self) -> Mapping[str, Sequence[str]]:
        return dict((*self.words.cues.items(), *self.words.silent.items()))

    @cached_property
    def _roots(self) -> Mapping[str, tuple[str, ...]]:
        """By cue what is in every text that says it."""
        return {name: roots(phrases) for name, phrases in self._cues.items()}

    def roots_of(self, *cues: str) -> tuple[str, ...]:
        """Return what is in every text that says one of these cues, its case folded."""
        return tuple(root for cue in cues for root in self._roots.get(cue, ()))

    def says(self, cue: str, text: str) -> bool:
        """Return whether a text has a word of this group."""
        folded = text.casefold()
        # Most texts have not, and to find that out in this way is fast.
        if not any(map(folded.__contains__, self._roots.get(cue, ()))):
            return False
        pattern = self.cue(cue)
        return bool(pattern and pattern.search(text))

    @cached_property
    def _marks(self) -> Mapping[str, tuple[str, ...]]:
        """What is in every text that has a figure of some kind: a unit, the name of a month."""

        def of(*units: str) -> tuple[str, ...]:
            return roots(phrase for phrase, unit in self._units.items() if unit in units)

        months = tuple(month.casefold() for month in self.words.months)
        return {"amounts": of(*_COUNTED), "seconds": of(*_SECONDS), "lengths": of(*MINUTES), "dates": months}

    def may_have(self, kind: str, folded: str) -> bool:
        """Return whether a text, its case folded, may hold figures of a kind. To find that out is fast."""
        if kind == "dates" and not _DIGIT.search(folded):
            return False
        return any(map(folded.__contains__, self._marks[kind])) or (kind == "dates" and bool(_NUMERIC.search(folded)))

    def may_state(self, text: str) -> bool:
        """Return whether a text may hold any figure at all."""
        if _DIGIT.search(text):
            return True
        folded = text.casefold()
        if not any(map(folded.__contains__, self._number_roots)):
            return False
        has_unit = any(self.may_have(kind, folded) for kind in ("amounts", "lengths"))
        return has_unit and bool(self._worded.search(folded))

    @cached_property
    def _number_roots(self) -> tuple[str, ...]:
        return roots(self._numbers)

    @cached_property
    def _worded(self) -> re.Pattern[str]:
        """A number in words with a unit soon after it."""
        return re.compile(rf"(?:{any_of(self._numbers)})(?:\W+\w+){{0,2}}?\W+(?:{any_of(self._units)})")

    @cached_property
    def _number(self) -> str:
        return f"(?:{_GROUPED}|{any_of(self.words.numbers)})"

    @cached_property
    def _amount(self) -> re.Pattern[str]:
        units = [phrase for phrase, unit in self._units.items() if unit in _COUNTED]
        number, named = self._number, any_of(units)
        before = rf"(?P<n>{number}){_MARKUP}[\s-]+{_MARKUP}(?P<u>{named})"
        after = rf"(?P<v>{named}){_MARKUP}[ ]*[:=]{_MARKUP}\s*{_MARKUP}(?P<m>{number})"
        return re.compile(f"{before}|{after}")

    def amounts(self, text: str) -> Iterator[Amount]:
        """Return the numbers of characters, hashtags and links in a text."""
        for match in self._amount.finditer(text):
            number, unit = match["n"] or match["m"], match["u"] or match["v"]
            yield Amount(*match.span(), self._value(number), self._units[unit.casefold()])

    @cached_property
    def _age(self) -> re.Pattern[str] | None:
        forms = [
            re.escape(form).replace(r"\{n\}", r"(\d{1,2}|" + _WORD + ")").replace("\\ ", r"[\s\u00a0-]+")
            for form in self.words.ages
        ]
        whole = rf"(?<!\w)(?<!\d[.,])(?:{'|'.join(forms)})(?![\w%€]|[.,:]\d)"
        return re.compile(whole, re.IGNORECASE) if forms else None

    def ages(self, text: str) -> Iterator[Amount]:
        """Return the ages of people in a text, in years."""
        dates = [(one.start, one.end) for one in self.dates(text)]
        for match in self._age.finditer(text) if self._age else ():
            written = next(filter(None, match.groups()))
            number = int(written) if written.isdecimal() else self._numbers.get(written.casefold())
            start, end = match.span()
            if number and not any(start < last and first < end for first, last in dates):
                yield Amount(start, end, number, "years")

    @cached_property
    def _length(self) -> re.Pattern[str]:
        units = [phrase for phrase, unit in self._units.items() if unit in MINUTES or unit in _SECONDS]
        calendar = rf"(?:{any_of(self.words.working)}|{any_of(self.words.natural)})"
        return re.compile(
            rf"(?P<n>{self._number}){_MARKUP}[\s-]*{_MARKUP}(?:(?P<b>{calendar})\s+)?(?P<u>{any_of(units, after='')})"
            rf"(?:{_MARKUP}\s+(?P<a>{calendar}))?"
        )

    def _lengths(self, text: str) -> Iterator[tuple[int, int, int, str, str]]:
        for match in self._length.finditer(text):
            said = match["b"] or match["a"] or ""
            working = said and re.fullmatch(any_of(self.words.working), said)
            calendar = "working" if working else "natural" if said else ""
            yield *match.span(), self._value(match["n"]), self._units[match["u"].casefold()], calendar

    def lengths(self, text: str) -> Iterator[Length]:
        """Return the lengths of time in a text, of minutes and more."""
        for start, end, number, unit, calendar in self._lengths(text):
            if unit in MINUTES:
                yield Length(start, end, number * MINUTES[unit], unit, calendar)

    def seconds(self, text: str) -> Iterator[Amount]:
        """Return the lengths of time in a text in seconds; «2 minutes and 20 seconds» is one."""
        joined = re.compile(rf"(?:\s|,|{any_of(self.words.joins)})*")
        last: Amount | None = None
        for start, end, number, unit, _ in self._lengths(text):
            if unit not in _SECONDS:
                continue
            value = number * _SECONDS[unit]
            if last and joined.fullmatch(text, last.end, start) and _SECONDS[unit] < _SECONDS[last.unit]:
                last = Amount(last.start, end, last.number + value, unit)
                continue
            if last:
                yield last
            last = Amount(start, end, value, unit)
        if last:
            yield last

    @cached_property
    def _hours(self) -> re.Pattern[str]:
        between = rf"{_MARKUP}\s*(?:[-–—]|{any_of(self.words.to)}){_MARKUP}\s*(?:las |les |the )?"
        return re.compile(rf"(?<![\d:.,/-]){self._hour(1)}{between}{self._hour(2)}(?![\d:]|[.,]\d)")

    def _hour(self, number: int) -> str:
        words, n = self.words, number
        units = any_of(words.units.get("hours", ()), after="")
        early, late = any_of(words.before_noon, after=""), any_of(words.after_noon, after="")
        return (
            rf"(?P<hour{n}>\d{{1,2}})(?:{_POINT}(?P<minute{n}>\d{{2}})(?!\d))?(?P<unit{n}>\s*{units}\.?)?"
            rf"(?:\s*(?:(?P<early{n}>{early})|(?P<late{n}>{late})))?"
        )

    def hours(self, text: str) -> Iterator[Span]:
        """Return the spans of hours in a text: «9:00-14:00», «de 9 a 14 h», «2 to 4 pm»."""
        for match in self._hours.finditer(text) if _TWO.search(text) else ():
            one = match.groupdict()
            first, last = int(one["hour1"]), int(one["hour2"])
            if one["late2"] and not one["early1"] and not one["minute1"] and first < last < _NOON:
                one["late1"] = one["late2"]
            start, end = _time(one, 1), _time(one, 2)
            # Minutes may be left out where something else shows that these are hours.
            shown = one["minute2"] or one["unit2"] or one["early2"] or one["late2"]
            if shown and start and end:
                yield Span(*match.span(), (start, end))

    @cached_property
    def _end(self) -> re.Pattern[str]:
        return re.compile(rf"{any_of(self.words.to)}{_MARKUP}\s*(?:las |les |the )?{self._hour(1)}(?![\d:]|[.,]\d)")

    def ends(self, text: str) -> Iterator[Span]:
        """Return the hours until which something lasts, where it is not said from when: «until 2:30pm»."""
        spans = list(self.hours(text))
        for match in self._end.finditer(text) if _DIGIT.search(text) else ():
            one = match.groupdict()
            end = _time(one, 1) if one["minute1"] or one["unit1"] or one["early1"] or one["late1"] else None
            if end and not any(span.start < match.end() and match.start() < span.end for span in spans):
                yield Span(*match.span(), (end, end))

    @cached_property
    def _dates(self) -> tuple[re.Pattern[str], ...]:
        part = {
            "day": r"(?P<day>\d{1,2})(?:[^\W\d_]{1,2}\b|[ºª.])?",
            "month": rf"(?P<month>{any_of(self.words.months)})",
            "year": r"(?P<year>\d{4})",
        }
        forms = [
            re.sub(r"\\\{(\w+)\\\}", lambda one: part[one[1]], re.escape(form).replace("\\ ", r"\s+"))
            for form in self.words.dates
        ]
        numeric = [
            r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
            r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})",
        ]
        return tuple(re.compile(rf"(?<![\w/.-]){form}(?![\w/]|-\d)", re.IGNORECASE) for form in (*forms, *numeric))

    def dates(self, text: str) -> Iterator[Written]:
        """Return the dates in a text, each in the fullest form in which it can be read."""
        months = {month.casefold(): number for number, month in enumerate(self.words.months, 1)}
        found: list[Written] = []
        for pattern in self._dates if re.search(r"\d", text) else ():
            for match in pattern.finditer(text):
                parts = match.groupdict()
                month = months.get(parts["month"].casefold()) or int(parts["month"]) if parts["month"] else 0
                one = Written(*match.span(), int(parts.get("year") or 0), month, int(parts.get("day") or 0))
                if month <= 12 and not any(one.start < other.end and other.start < one.end for other in found):
                    found.append(one)
        return iter(sorted(found))

    def _value(self, written: str) -> int:
        word = self._numbers.get(written.casefold())
        return int(re.sub(r"\D", "", written)) if word is None else word


def _time(one: Mapping[str, Any], n: int) -> time | None:
    """Return the first or second hour of a match, or None where it is no hour of a day."""
    hour, minute = int(one[f"hour{n}"]), int(one[f"minute{n}"] or 0)
    half = one[f"early{n}"] or one[f"late{n}"]
    if one[f"late{n}"] and hour < _NOON:
        hour += _NOON
    elif one[f"early{n}"] and hour == _NOON:
        hour = 0
    least = 0 if half or one[f"minute{n}"] else _DAY_BEGINS
    return time(hour, minute) if least <= hour < 2 * _NOON and minute < MINUTES["hours"] else None


_NUMBER = re.compile(rf"(?:{_GROUPED})(?:[.,]\d{{1,2}}(?!\d))?(?![\w/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Return the numbers in figures in a text that are no years."""
    return (match for match in _NUMBER.finditer(text) if not _YEAR.fullmatch(match[0]))


def value_of(written: str) -> float:
    """Return the value of a number, with any sign between its thousands and before its decimals."""
    plain = re.sub(r"[.,\u00a0\u202f ’'](?=\d{3}(?!\d))", "", written)
    return float(plain.replace(",", "."))


def phones(text: str) -> Iterator[re.Match[str]]:
    """Return the telephone numbers in a text."""
    yield from _PHONE.finditer(text) if _SEVEN.search(text) else ()


# A telephone number: seven figures or more, parted as people do.
_PHONE = re.compile(r"(?<![\w/#.,=-])(?:\+|00)?\d(?:[ .\u00a0\u202f/-]?\d){6,13}(?![\w-]|[.,/]\d)")


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of these names, in any case but for those of one letter."""
    names = sorted(dict.fromkeys(words), key=len, reverse=True)
    patterns = (re.escape(one) if len(one) < 3 else f"(?i:{re.escape(one)})" for one in names)
    return re.compile(rf"(?<![\w@#.\-])(?:{'|'.join(patterns) or '(?!)'})(?![\w-]|\.\w)")
