"""Languages and territories as people and their computers write them, and which of them go together."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

import holidays
from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global
from babel.localedata import exists, locale_identifiers

from guiaviva.contentmodel import languages_of, load_language
from guiaviva.errors import CannotJudgeError
from guiaviva.starting.answers import is_territory, known_language, known_territory

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What says in which language messages are, the first one first, as gettext reads them."""
_PLAIN = ("c", "posix")


def of_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the languages that the environment asks for, the first one first, each with its territory or ""."""
    for written in (one for name in _VARIABLES for one in environment.get(name, "").split(":")):
        try:
            language, territory, *_ = parse_locale(written)
        except ValueError:
            continue
        if language not in _PLAIN and exists(language):
            yield language, territory or ""


def language_code(written: str) -> str:
    """Return the code of a language that is written as a code in any letters, or by its name in some language.

    Raises CannotJudgeError as `known_language` does.
    """
    code = written.strip()
    try:
        return known_language(code)
    except CannotJudgeError as error:
        meant = str(error.details.get("nearest", ""))
        # Another variety is another choice; another way to write the same language is not.
        if meant and "-" not in code and "_" not in code:
            return meant
        if named := _codes().get(_folded(code)):
            return known_language(named)
        raise


@cache
def _codes() -> Mapping[str, str]:
    """Return the code of each language by its names: in itself, in English, and in what the program speaks."""
    codes = [one for one in locale_identifiers() if "_" not in one]
    named = {_folded(name): code for code in codes if (name := Locale(code).get_display_name())}
    for speaker in languages_of():
        names = Locale(speaker).languages
        named |= {_folded(names[code]): code for code in codes if code in names}
    return named


def _folded(name: str) -> str:
    """Return a name without what is not heard when it is spelt: capitals and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).strip()


def territory_code(written: str) -> str:
    """Return the code of a country or region that is written in any letters, as `es_ct`.

    Raises CannotJudgeError as `known_territory` does.
    """
    code = re.sub(r"[\s_]+", "-", written.strip()).upper()
    return known_territory(code if is_territory(code) else written)


def territories_of(language: str) -> tuple[str, ...]:
    """Return where a language is official, the first one first: as its words say, else the countries by the CLDR."""
    if language in languages_of() and (known := load_language(language).territories):
        return tuple(known)
    shares = {
        country: spoken[language]["population_percent"]
        for country, spoken in get_global("territory_languages").items()
        if spoken.get(language, {}).get("official_status")
    }
    return tuple(sorted(shares, key=lambda one: (one != likely_country(language), -shares[one])))


def likely_country(language: str) -> str:
    """Return the country of which one thinks first where a language is spoken, or ""."""
    try:
        return parse_locale(get_global("likely_subtags").get(language, language))[1] or ""
    except ValueError:
        return ""


def near(language: str) -> tuple[str, ...]:
    """Return the languages that readers of a language understand best, as its words say."""
    return tuple(load_language(language).near) if language in languages_of() else ()


def spoken_in(country: str) -> list[str]:
    """Return the languages of a country, that of most people first."""
    spoken = get_global("territory_languages").get(country, {})
    return sorted(spoken, key=lambda one: -spoken[one]["population_percent"])


def name_of_territory(code: str, language: str) -> str:
    """Return what a country or region is called: a country in a language, a region there; its code where unknown."""
    country, _, region = code.partition("-")
    if not region:
        return str(_names(language).get(country, code))
    aliases = getattr(getattr(holidays, country, None), "subdivisions_aliases", {})
    return next((name for name, one in reversed(aliases.items()) if one == region), code)


def _names(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
