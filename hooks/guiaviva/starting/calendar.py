"""The public holidays of where an institution is."""

from collections.abc import Iterator, Mapping
from datetime import date

import holidays

from guiaviva.starting.answers import Answers

# What the library writes behind the English name of a holiday whose day is estimated.
_ESTIMATED = "estimated)"


def regions(country: str) -> Iterator[str]:
    """Return the regions of a country of which the library knows the holidays."""
    for region in holidays.list_supported_countries().get(country, ()):
        yield f"{country}-{region}"


def by_year(answers: Answers) -> dict[int, list[date]]:
    """Return the public holidays of this year and the next."""
    years: dict[int, list[date]] = {}
    for day in sorted(holidays_of(answers)):
        years.setdefault(day.year, []).append(day)
    return years


def estimated(answers: Answers) -> list[date]:
    """Return those of these days that are estimated, such as Muslim holidays, which are known when the moon is seen."""
    return sorted(day for day, name in holidays_of(answers).items() if _ESTIMATED in name)


def holidays_of(answers: Answers, territory: str = "", language: str = "en_US") -> Mapping[date, str]:
    """Return the name of each holiday of a territory, by default that of the institution, in a language if it can be.

    Of a region that the library does not know there are those of the country.
    """
    country, _, region = (territory or answers.territory).partition("-")
    years = [answers.today.year, answers.today.year + 1]
    for subdivision in (region or None, None):
        try:
            return holidays.country_holidays(country, subdiv=subdivision, years=years, language=language)
        except NotImplementedError:
            continue
    return {}
