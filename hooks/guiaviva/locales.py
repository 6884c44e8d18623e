"""How each language writes days, hours, numbers and what is counted.

CLDR says it, through Babel, and the groups `writing` and `block` of `words/⟨language⟩/interface.yml` what CLDR does not
say or says otherwise. The scripts of the site do the same with what `site/exports/` hands them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from guiaviva.language import FALLBACK

if TYPE_CHECKING:
    from babel import Locale

Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The program's words: group → key → language → text."""
# A pattern of CLDR for a list, as far as there is a sign between its items; a word may follow that.
_BETWEEN = re.compile(r"\{0\}([^\w\s{}]+\s*)")
OTHER = "other"
"""The form of what is counted that every language has."""
_MONTHS, _DAYS = 12, 31
# A month of so many letters in a pattern of CLDR is written in figures.
_FIGURES = 2


@dataclass(frozen=True)
class Dates:
    """How a language writes a date: `pattern` has {day}, {month} and {year}.

    `days` are what stands for the days of a month, `months` for the months. What ends the figures of a year is among
    `years`, by the remainder of the year when it is divided by as many.
    """

    pattern: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    years: tuple[str, ...]

    def text(self, day: date) -> str:
        """Return a date in words."""
        return self.pattern.format(day=self.days[day.day - 1], month=self.months[day.month - 1], year=self.year(day))

    def year(self, day: date) -> str:
        """Return the year of a date, with its ending."""
        return f"{day.year}{self.years[day.year % len(self.years)]}"


def locale_code(words: Words, language: str) -> str:
    """Return the code of CLDR for the numbers and plurals of a language, which browsers know too."""
    return words.get("writing", {}).get("locale", {}).get(language, language)


@cache
def locale(code: str) -> Locale:
    """Return what Babel knows of a language, or of English where it knows nothing of it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)


@cache
def calendar_of(language: str) -> Mapping[str, Any]:
    """Return the names of the `months` and `days` in a language, by use, width and number, as Babel has them."""
    from babel import localedata

    # Babel resolves what is as elsewhere in data that languages share: the next would get the months of this one.
    data: dict[Any, Any] = {**localedata.load(str(locale(language)))}
    data |= {name: deepcopy(data[name]) for name in ("months", "days")}
    return localedata.LocaleDataDict(data)


@cache
def direction(language: str) -> str:
    """Return in which direction a language is written: `ltr` or `rtl`."""
    return str(locale(language).text_direction)


@cache
def comma(language: str) -> str:
    """Return what a language puts between the items of a list, as CLDR has it: «, », or «، » in Arabic."""
    for pattern in locale(language).list_patterns.values():
        if match := _BETWEEN.match(str(pattern.get("start", ""))):
            return match[1]
    return ", "


def listed(language: str, items: Sequence[str]) -> str:
    """Return items as a language lists them in a sentence: «October and November»."""
    from babel.lists import format_list

    return str(format_list(items, locale=locale(language)))


def language_name(language: str, code: str) -> str:
    """Return what the language of a code is called in a language; the code where nobody knows."""
    names = locale(language).languages
    return str(names.get(code) or names.get(code.partition("-")[0]) or code)


def decimal(language: str) -> str:
    """Return the sign before the decimals of a number in a language."""
    return str(locale(language).number_symbols["latn"]["decimal"])


def number(words: Words, language: str, value: float) -> str:
    """Return a number as a language writes it, with the decimals that it has."""
    shown = locale(locale_code(words, language))
    return str(_numbers().format_decimal(round(value, 6), locale=shown, decimal_quantization=False))


def percent(words: Words, language: str, share: float) -> str:
    """Return a share of one as a percentage, with a decimal where it has one."""
    shown = locale(locale_code(words, language))
    return str(_numbers().format_percent(round(share, 3), locale=shown, decimal_quantization=False))


def counted(words: Words, group: str, key: str, count: float, language: str) -> tuple[str, str]:
    """Return the text of a group for so many, and its language: `language`, or English where it has no such text.

    Of the texts `⟨key⟩-zero` to `⟨key⟩-other` it is the one of the form that the language has for the count.
    """
    for spoken in (language, FALLBACK):
        for form in (str(locale(locale_code(words, spoken)).plural_form(count)), OTHER):
            if text := words[group].get(f"{key}-{form}", {}).get(spoken):
                return text, spoken
    raise KeyError(f"{group}.{key}-{OTHER}")


def dates(words: Words, language: str) -> Dates:
    """Return how a language writes dates: as its words say, or as CLDR does where they do not."""
    writing, block = words.get("writing", {}), words.get("block", {})
    own = {key: texts[language] for key, texts in writing.items() if language in texts}
    pattern, months = block.get("day", {}).get(language), block.get("months", {}).get(language)
    if not (pattern and months):
        pattern, names = _dates_of_cldr(locale_code(words, language))
    else:
        names = tuple(months.split("|"))
    form = own.get("day-other", "{day}")
    days = tuple(own.get(f"day-{number}", form).format(day=number) for number in range(1, _DAYS + 1))
    return Dates(pattern, days, names, tuple(own["years"].split("|")) if "years" in own else ("",))


def short_date(words: Words, language: str, day: date) -> str:
    """Return a date with its month in short, as CLDR writes it; its spaces do not break a line."""
    from babel.dates import format_date

    code = locale_code(words, language)
    # The numbers of a language may be written as in another one, whose months are not its own.
    spoken = locale(code if code.partition("-")[0] == language else language)
    # By itself, a month has no preposition before it.
    pattern = str(spoken.date_formats["medium"].pattern).replace("MMM", "LLL")
    return str(format_date(day, pattern, locale=spoken)).replace(" ", "\u00a0")


def clock(words: Words, language: str, hour: time) -> str:
    """Return an hour of the day as a language writes it, from 0 to 23."""
    pattern = words["writing"]["clock"].get(language) or words["writing"]["clock"][FALLBACK]
    return pattern.format(hour=hour.hour, minute=f"{hour.minute:02}")


def _dates_of_cldr(code: str) -> tuple[str, tuple[str, ...]]:
    """Return the pattern of a long date of CLDR, with the names of the months that stand in it."""
    from babel.dates import tokenize_pattern

    names = tuple(str(number) for number in range(1, _MONTHS + 1))
    pattern = ""
    for kind, value in tokenize_pattern(locale(code).date_formats["long"].pattern):
        if kind == "chars":
            pattern += str(value)
            continue
        letter, width = str(value[0]), int(value[1])
        if letter in "ML" and width > _FIGURES:
            of_cldr = calendar_of(code)["months"]["format" if letter == "M" else "stand-alone"]["wide"]
            names = tuple(str(of_cldr[number]) for number in range(1, _MONTHS + 1))
        # An era says nothing of the days of today.
        pattern += {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}.get(letter, "")
    return " ".join(pattern.split()), names


def _numbers() -> Any:
    """Return the module of numbers, which takes time to load and most pages do without."""
    from babel import numbers

    return numbers


@cache
def month_names(language: str, names: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each month by its name in lower case: of `names`, else of CLDR; {} if unknown."""
    if names:
        return {name.casefold(): number for number, name in enumerate(names, 1)}
    # Few runs need it, and it takes as long to import as all else.
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.casefold(): number
        for form in ("format", "stand-alone")
        for number, written in months[form]["wide"].items()
        for name in (written, written.removeprefix("de ").removeprefix("d’").removeprefix("d'"))
    }
