"""How languages write numbers and times, as Unicode has it, for D3: with that Vega writes on scales."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from guiaviva import locales


class D3Locale(NamedTuple):
    """How a language writes numbers and times, as D3 asks for it."""

    numbers: dict[str, Any]
    times: dict[str, Any]


# What D3 writes for the fields of Unicode's patterns of dates.
_FIELDS = {"d": "%-d", "dd": "%d", "M": "%-m", "MM": "%m", "MMM": "%b", "LLL": "%b", "MMMM": "%B", "LLLL": "%B"}


@cache
def locale_in_d3(language: str, numbers: str = "") -> D3Locale:
    """Return how a language writes times, and numbers, which are as in the locale `numbers` where it is given.

    `%c` is a month of a year, and `%x` a day of a month.
    """
    from babel.dates import parse_pattern

    locale, figures = locales.locale(language), locales.locale(numbers or language)
    symbols, pattern = figures.number_symbols["latn"], figures.decimal_formats[None]
    fields = defaultdict(lambda: "%Y", _FIELDS)
    month, day = (str(parse_pattern(str(locale.datetime_skeletons[name])).format) % fields for name in ("yMMM", "MMMd"))
    months, days = (locales.calendar_of(language)[name]["stand-alone"] for name in ("months", "days"))
    in_figures = {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        # The last group, and those before it.
        "grouping": [pattern.grouping[0], *[pattern.grouping[1]] * 9],
        "currency": ["", ""],
        "minus": symbols["minusSign"],
    }
    times = {
        "dateTime": month,
        "date": day,
        "time": "%H:%M",
        "periods": [locale.day_periods["format"]["wide"].get(name, name) for name in ("am", "pm")],
        "months": [months["wide"][number] for number in range(1, 13)],
        "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
        # In Unicode's data weeks begin on Monday, in D3 on Sunday.
        "days": [days["wide"][(number - 1) % 7] for number in range(7)],
        "shortDays": [days["abbreviated"][(number - 1) % 7] for number in range(7)],
    }
    return D3Locale(in_figures, times)
