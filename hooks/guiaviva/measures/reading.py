"""Read figures and dates as people and programs write them. What may be read in two ways is not guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, Literal
from zoneinfo import ZoneInfo

from guiaviva.language import FALLBACK
from guiaviva.locales import calendar_of
from guiaviva.measures.export_period import Period
from guiaviva.measures.tables import Cell

Decimal = Literal["point", "comma"]
DayOrder = Literal["day-first", "month-first"]
SIGNS: Mapping[Decimal, str] = {"point": ".", "comma": ","}

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_FIGURE = re.compile(r"([-+]?)([0-9][0-9.,]*)(%|k|m|mil)?", re.IGNORECASE)
_TIMES: Mapping[str, int] = {"": 1, "%": 1, "k": 1_000, "mil": 1_000, "m": 1_000_000}
_CURRENCY = re.compile(r"[€$£]|EUR|USD")
# Groups of three digits, with a space between them.
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[\s\u00a0\u202f\u2009'’][0-9]{3})+(?:[.,][0-9]+)?(?:\s*\S+)?")


@dataclass(frozen=True)
class Ambiguous:
    """A text that has two readings, in the order of the choices between which whoever gave it must decide."""

    readings: tuple[str, str]


def read_figure(cell: Cell, decimal: Decimal | None) -> float | Ambiguous | None:
    """Return the figure that a cell gives; None where it gives none.

    1.234 and 1,234 have two readings unless `decimal` says which sign stands before decimals. 1.234,5, 1,234,567 and
    72,5 have one: thousands come in groups of three. 1,2K is 1200. Per cent stay as they are: 12% is 12.
    """
    if isinstance(cell, float):
        return cell
    if isinstance(cell, date):
        return None
    text = cell.strip().replace("−", "-")
    if text.isascii() and text.isdigit():
        return float(text) if len(text) <= _DIGITS else None
    if (match := _TELLING.fullmatch(text)) and _agrees(match[1], decimal):
        return float(text.replace(",", "."))
    return _figure(text, decimal)


# Not three digits, so they are decimals.
_TELLING = re.compile(r"[0-9]{1,9}([.,])(?:[0-9]{1,2}|[0-9]{4,6})")
# More are a telephone or an identifier.
_DIGITS = 12


@lru_cache(maxsize=50_000)
def _figure(text: str, decimal: Decimal | None) -> float | Ambiguous | None:
    text = _CURRENCY.sub("", text).strip()
    if _SPACES.search(re.sub(r"\s+(?=(?:%|k|m|mil)$)", "", text, flags=re.IGNORECASE)) and not _GROUPED.fullmatch(text):
        return None
    match = _FIGURE.fullmatch(_SPACES.sub("", text))
    if not match or sum(map(str.isdigit, match[2])) > _DIGITS:
        return None
    grouped = bool(_SPACES.search(text.rstrip("%kKmMil").rstrip()))
    read = _separated(match[2], decimal, grouped=grouped)
    times = _TIMES[(match[3] or "").lower()]
    sign = -1 if match[1] == "-" else 1
    if isinstance(read, Ambiguous):
        first, second = (shown(sign * times * float(one)) for one in read.readings)
        return Ambiguous((first, second))
    return None if read is None else round(sign * times * read, 6)


def shown(value: float) -> str:
    """Return a value as data/measures/*.csv has it: with a point before its decimals, and none where it is whole."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _separated(digits: str, decimal: Decimal | None, *, grouped: bool) -> float | Ambiguous | None:
    """Return what digits with points and commas in them mean; `grouped` are thousands that spaces have marked."""
    signs = [char for char in digits if char in ".,"]
    if not signs:
        return float(digits)
    last, kinds = signs[-1], set(signs)
    other = "," if last == "." else "."
    if len(kinds) == 2:
        # The last one stands before the decimals, once, and the other one between thousands.
        whole, _, rest = digits.rpartition(last)
        right = signs.count(last) == 1 and _in_threes(whole, other) and rest != ""
        return float(f"{whole.replace(other, '')}.{rest}") if right and _agrees(last, decimal) else None
    if len(signs) > 1:
        right = _in_threes(digits, last) and not grouped
        return float(digits.replace(last, "")) if right and _agrees(other, decimal) else None
    whole, _, rest = digits.partition(last)
    if not rest:
        return None
    as_decimal = float(f"{whole}.{rest}")
    if grouped or not _in_threes(digits, last) or whole == "0":
        return as_decimal if _agrees(last, decimal) else None
    if decimal:
        return as_decimal if SIGNS[decimal] == last else float(whole + rest)
    return Ambiguous((whole + rest, f"{whole}.{rest}"))


def _agrees(sign: str, decimal: Decimal | None) -> bool:
    """Return whether a sign that stands before decimals is the one that does."""
    return decimal is None or SIGNS[decimal] == sign


def _in_threes(digits: str, sign: str) -> bool:
    return re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})*", digits) is not None


def decimal_of(cells: Iterable[Cell]) -> Decimal | None:
    """Return which sign stands before decimals in a table, where one of its figures shows it and none another one."""
    shown: set[Decimal] = set()
    for cell in cells:
        # Most figures show it at once, or are whole.
        if isinstance(cell, str) and (match := _TELLING.fullmatch(cell)):
            shown.add("point" if match[1] == "." else "comma")
        elif isinstance(cell, str) and ("." in cell or "," in cell):
            known: tuple[Decimal, ...] = ("point", "comma")
            fits = [one for one in known if isinstance(_figure(cell.strip(), one), float)]
            if len(fits) == 1:
                shown.add(fits[0])
        if len(shown) == 2:
            return None
    return next(iter(shown), None)


# Days since the end of 1899, as spreadsheets count them: from 1954 to 2119.
_SERIAL = range(20_000, 80_000)
_EPOCH = date(1899, 12, 30)
_ISO = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})(?:[T ].*)?")
_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{4})")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/. ] ?)([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[ T].*)?")
# A week, as 2026-10-05,2026-10-11 or in words.
_SPAN = re.compile(r"[^\W\d_]*\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[^0-9]+([0-9]{4}-[0-9]{2}-[0-9]{2})")
# 31 d'octubre de 2026, October 31, 2026, 31-oct-26 and octubre de 2026: no word beside the month is longer than «del».
_WORDED = (
    re.compile(r"(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th|er)?[\s/-]+(?P<name>[^\d/-]+)[\s/-]+(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<name>[^\d/-]+)[\s/-]+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})"),
    re.compile(r"(?P<name>[^\d/-]+)[\s/-]+(?P<year>[0-9]{4})"),
)
# That of October 7, 2026 9:30 am, which has a date before it.
_TIME = re.compile(r"(?<=[0-9]),?\s+(?:at |a las |a les )?[0-9]{1,2}:[0-9]{2}.*")
# That of viernes, 30 de octubre de 2026.
_WEEKDAY = re.compile(r"[^\W\d_]+\.?,\s+(?=[0-9])")
# No network is older.
_EARLIEST = 1990


class Dates:
    """Reads the dates of one table, of which what one shows holds for all."""

    def __init__(
        self,
        forms: Sequence[str],
        languages: Iterable[str],
        order: DayOrder | None = None,
        year: int | None = None,
        zone: str | None = None,
    ) -> None:
        """Read dates in these forms, with the names of months in English and these languages, besides 2026-10-31.

        `order` is that of 03/04/2026. `year` is that of the first row, where the dates have none. `zone` is the time
        zone in which a day begins and ends, where a time says by which clock it is.
        """
        self.zone, self.moved = zone, False
        self.forms, self.order, self.year = forms, order, year
        self.names, self.numbers = _month_names(tuple(dict.fromkeys(languages)))
        self.known: dict[Cell, date | Ambiguous | None] = {}
        self.before: date | None = None
        self.lacks_year = False

    def learn(self, cells: Sequence[Cell], beside: Iterable[Cell] = (), period: Period | None = None) -> None:
        """Find out the order of day and month, where a date shows it and none another one; and the year, if need be.

        `beside` are other cells and texts of the file, in which dates are written alike, and `period` are the days that
        the file says to cover. A date that is in none of the forms shows that the table was saved anew, with numbers of
        another order.
        """
        if self.order:
            return
        orders: set[DayOrder] = set()
        numeric = [form for form in self.forms if "%m" in form]
        for cell in (*cells, *beside):
            if isinstance(cell, str) and (match := _NUMERIC.fullmatch(cell.strip())):
                if int(match[1]) > 12:
                    orders.add("day-first")
                if int(match[3]) > 12:
                    orders.add("month-first")
        self.order = orders.pop() if len(orders) == 1 else None
        if not orders and not self.order and period:
            self.order = self._fitting("order", ("day-first", "month-first"), cells, period)
        if self.year is None and period:
            self.year = self._fitting("year", (period[0].year, period[1].year), cells, period)
        said = {
            "month-first" if form.index("%m") < form.index("%d") else "day-first" for form in numeric if "%d" in form
        }
        if self.order and self.order not in said:
            self.forms = [form for form in self.forms if form not in numeric]

    def _fitting(self, name: str, choices: Sequence[Any], cells: Iterable[Cell], period: Period) -> Any:
        """Return the only choice with which all dates are within the days that a file covers, None where it is none."""
        fitting = {}
        for choice in choices:
            trial = copy(self)
            trial.known = {}
            setattr(trial, name, choice)
            days = [day for cell in cells if isinstance(day := trial.read(cell), date)]
            if days and period[0] <= min(days) and max(days) <= period[1]:
                fitting[choice] = True
        return next(iter(fitting)) if len(fitting) == 1 else None

    def settle_year(self, cells: Iterable[Cell], today: date) -> None:
        """Take the year as that of the newest row, where the first one cannot have it: later ones had not come yet."""
        if self.year is None:
            return
        trial = copy(self)
        trial.known = {}
        days = [day for cell in cells if isinstance(day := trial.read(cell), date)]
        if days and max(days) > today:
            self.year -= max(0, max(day.year for day in days) - self.year)

    def read(self, cell: Cell) -> date | Ambiguous | None:
        """Return the date that a cell gives; of a month its last day, of a week too. None where it gives none."""
        if cell not in self.known:
            self.known[cell] = self._read(cell)
        return self.known[cell]

    def begins(self, cell: Cell, day: date) -> date:
        """Return the first day of what a cell stands for, which ends on a day: that of a month or a week."""
        if isinstance(cell, str) and (match := _SPAN.fullmatch(cell.strip())):
            return _iso(match[1]) or day
        # A month is the only thing else that a cell may name without naming a day.
        if isinstance(cell, str) and (_MONTH.fullmatch(cell.strip()) or self._named_month(cell.strip())):
            return day.replace(day=1)
        return day

    def _read(self, cell: Cell) -> date | Ambiguous | None:
        if isinstance(cell, date):
            return cell
        if isinstance(cell, float) or re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", cell):
            days = int(float(cell.replace(",", "."))) if isinstance(cell, str) else int(cell)
            return _EPOCH + timedelta(days=days) if days in _SERIAL else None
        text = cell.strip()
        # Of a span of days, such as that of a week, the last one counts.
        if match := _SPAN.fullmatch(text):
            return _iso(match[2])
        if _ISO.fullmatch(text):
            return self._zoned(text) or _iso(text)
        if match := _MONTH.fullmatch(text):
            first = _day(int(match[1] or match[4]), int(match[2] or match[3]), 1)
            return first and end_of_month(first)
        for form in self.forms:
            if day := self._formed(text, form):
                return day
        match = _NUMERIC.fullmatch(text)
        return self._numeric(match) if match else self._worded(text)

    def _zoned(self, text: str) -> date | None:
        """Return the day of a time in the zone of the institution, None where it does not say by which clock it is."""
        if not self.zone:
            return None
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            return None
        # What is at midnight in the table is a day, and no time.
        if time.tzinfo is None or time.time() == datetime.min.time():
            return None
        self.moved = True
        return time.astimezone(ZoneInfo(self.zone)).date()

    def _worded(self, text: str) -> date | None:
        """Return the date of a text that names its month, and of a month alone its last day."""
        text = _TIME.sub("", _WEEKDAY.sub("", text))
        for form in _WORDED:
            match = form.fullmatch(text)
            month = self._month(match["name"]) if match else None
            if match and month:
                year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
                if "day" in match.groupdict():
                    return _day(year, month, int(match["day"]))
                first = _day(year, month, 1)
                return first and end_of_month(first)
        return None

    def _named_month(self, text: str) -> bool:
        match = _WORDED[2].fullmatch(text)
        return bool(match and self._month(match["name"]))

    def _month(self, words: str) -> int | None:
        """Return the month that one of some words names, where the others are no longer than «del»."""
        found = None
        for word in re.findall(r"[^\W\d_]+", words):
            number = self.numbers.get(word.casefold())
            if number and found is None:
                found = number
            elif number or len(word) > 3:
                return None
        return found

    def _numeric(self, match: re.Match[str]) -> date | Ambiguous | None:
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        readings = {"day-first": _day(year, other, one), "month-first": _day(year, one, other)}
        if self.order:
            return readings[self.order]
        first, second = readings["day-first"], readings["month-first"]
        if first and second and first != second:
            return Ambiguous((first.isoformat(), second.isoformat()))
        return first or second

    def _formed(self, text: str, form: str) -> date | None:
        plain = re.sub(r"[^\W\d_]+", lambda match: self.names.get(match[0].casefold(), match[0]), text)
        dated = "%Y" in form or "%y" in form
        try:
            # A leap year, so that 29 February is one of its days.
            read = datetime.strptime(plain if dated else f"{plain} 2000", form if dated else f"{form} %Y").date()
        except ValueError:
            return None
        if dated:
            return read
        if self.year is None:
            self.lacks_year = True
            return None
        # Rows follow one another: after December comes the next year.
        if self.before and read.month < self.before.month and self.before.month - read.month > 6:
            self.year += 1
        elif self.before and read.month - self.before.month > 6:
            # The newest is first, so that before January comes December of the year before.
            self.year -= 1
        self.before = read
        return _day(self.year, read.month, read.day)


def half_converted(cells: Iterable[Cell]) -> bool:
    """Return whether a spreadsheet made dates of some of the numeric ones and left others as they were.

    It took day and month for one another, so that those that it made may be wrong.
    """
    dates = texts = False
    for cell in cells:
        dates = dates or isinstance(cell, date)
        texts = texts or (isinstance(cell, str) and _NUMERIC.fullmatch(cell.strip()) is not None)
        if dates and texts:
            return True
    return False


def _iso(text: str) -> date | None:
    match = _ISO.fullmatch(text)
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year >= _EARLIEST else None
    except ValueError:
        return None


def end_of_month(day: date) -> date:
    """Return the last day of a month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@lru_cache
def _month_names(languages: tuple[str, ...]) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Return the English name of each month by its full names in these languages, and its number by any name.

    All in lower case. A name of which two languages make different months is none.
    """
    english = calendar_of(FALLBACK)["months"]["format"]["wide"]
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for language in languages:
        months = calendar_of(language)["months"]
        for width, context in product(("wide", "abbreviated"), ("format", "stand-alone")):
            for number, name in months[context][width].items():
                plain = name.casefold().removeprefix("de ").removeprefix("d’").removesuffix(".")
                if numbers.setdefault(plain, number) != number:
                    numbers[plain] = 0
                elif width == "wide":
                    names.setdefault(plain, english[number])
    return {name: month for name, month in names.items() if name != month.casefold()}, numbers
