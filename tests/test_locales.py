"""Days, hours, numbers and what is counted, as each language writes them, in Python and in the scripts of the site."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, time
from typing import Any

import pytest

from guiaviva import locales
from guiaviva.contentmodel import load_words
from projects import ROOT
from test_twins import node, pytestmark  # noqa: F401

WORDS = load_words()

# The long dates of CLDR; Basque after rule 37 of its academy, in which 11 and 31 (hamaika) take no article.
DAYS = [
    ("ca", "25 de novembre de 2026", "1 d'abril de 2027"),
    ("es", "25 de noviembre de 2026", "1 de abril de 2027"),
    ("en", "25 November 2026", "1 April 2027"),
    ("eu", "2026ko azaroaren 25a", "2027ko apirilaren 1a"),
    ("gl", "25 de novembro de 2026", "1 de abril de 2027"),
    ("oc", "25 de novembre de 2026", "1r d'abril de 2027"),
    ("fr", "25 novembre 2026", "1er avril 2027"),
    ("pt", "25 de novembro de 2026", "1 de abril de 2027"),
    # Of these the program has no words.
    ("ar", "25 نوفمبر 2026", "1 أبريل 2027"),
    ("de", "25. November 2026", "1. April 2027"),
    ("it", "25 novembre 2026", "1 aprile 2027"),
    ("ro", "25 noiembrie 2026", "1 aprilie 2027"),
    ("ja", "2026年11月25日", "2027年4月1日"),
]


@pytest.mark.parametrize(("language", "late", "early"), DAYS)
def test_a_day(language: str, late: str, early: str) -> None:
    dates = locales.dates(WORDS, language)
    days = [date(2026, 11, 25), date(2027, 4, 1)]
    assert [dates.text(day) for day in days] == [late, early]
    assert node("days", [[asdict(dates), day.isoformat()] for day in days]) == [late, early]


# bat, hamar, hamaika, hamabost, hogeita bat, berrogeita hamar, hirurogeita hamaika
YEARS = {2001: "eko", 2010: "eko", 2011: "ko", 2015: "eko", 2020: "ko", 2021: "eko", 2026: "ko", 2030: "eko"}
YEARS |= {2031: "ko", 2050: "eko", 2071: "ko", 1995: "eko"}


@pytest.mark.parametrize(("year", "ending"), YEARS.items())
def test_a_year_in_basque_ends_as_it_is_read(year: int, ending: str) -> None:
    assert locales.dates(WORDS, "eu").text(date(year, 3, 31)) == f"{year}{ending} martxoaren 31"


NUMBERS = [
    ("ca", "1.234,5", "83\xa0%"),
    ("es", "1.234,5", "83\xa0%"),
    ("en", "1,234.5", "83%"),
    ("eu", "1.234,5", "%\xa083"),
    ("gl", "1.234,5", "83\xa0%"),
    ("oc", "1\u202f234,5", "83\xa0%"),
    ("fr", "1\u202f234,5", "83\xa0%"),
    ("pt", "1\xa0234,5", "83%"),
    ("de", "1.234,5", "83\xa0%"),
    ("ar", "1,234.5", "83%"),
]


@pytest.mark.parametrize(("language", "figure", "share"), NUMBERS)
def test_a_number(language: str, figure: str, share: str) -> None:
    assert locales.number(WORDS, language, 1234.5) == figure
    assert locales.percent(WORDS, language, 0.83) == share


CLOCKS = [("ca", "9:05"), ("fr", "9\xa0h\xa005"), ("pt", "9h05"), ("oc", "9h05"), ("ar", "9:05")]


@pytest.mark.parametrize(("language", "shown"), CLOCKS)
def test_an_hour(language: str, shown: str) -> None:
    assert locales.clock(WORDS, language, time(9, 5)) == shown


# What the plural rules of CLDR say of 0, 1, 2, 3, 11 and 100.
ARABIC = ("zero", "one", "two", "few", "many", "other")
FORMS = [
    ("fr", ("one", "one", "other", "other", "other", "other")),
    ("pt", ("other", "one", "other", "other", "other", "other")),
    ("oc", ("one", "one", "other", "other", "other", "other")),
    ("eu", ("other", "one", "other", "other", "other", "other")),
    ("ca", ("other", "one", "other", "other", "other", "other")),
    ("pl", ("many", "one", "few", "few", "many", "many")),
    ("ar", ARABIC),
    ("ja", ("other", "other", "other", "other", "other", "other")),
]
COUNTS = (0, 1, 2, 3, 11, 100)


def words_of(language: str) -> dict[str, Any]:
    named = {f"day-{form}": {language: form} for form in ARABIC}
    return {**WORDS, "some": named}


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_the_form_of_a_count(language: str, forms: tuple[str, ...]) -> None:
    words = words_of(language)
    assert tuple(locales.counted(words, "some", "day", count, language)[0] for count in COUNTS) == forms
    texts = {key: each[language] for key, each in words["some"].items()}
    code = locales.locale_code(WORDS, language)
    assert tuple(node("forms", [[texts, "day", count, code] for count in COUNTS])) == forms


def test_half_of_one_is_singular_in_french_alone() -> None:
    assert [locales.counted(words_of(one), "some", "day", 1.5, one)[0] for one in ("fr", "ca")] == ["one", "other"]


def test_a_form_that_is_not_written_is_the_other_and_a_language_without_words_is_english() -> None:
    words = {**WORDS, "some": {"day-other": {"ar": "أيام", "en": "days"}, "day-one": {"en": "day"}}}
    assert locales.counted(words, "some", "day", 2, "ar") == ("أيام", "ar")
    assert locales.counted(words, "some", "day", 1, "de") == ("day", "en")
    assert locales.counted(words, "some", "day", 0, "fr") == ("days", "en")


@pytest.mark.parametrize("language", ["ca", "es", "en", "eu", "fr", "gl", "oc", "pt"])
def test_per_cents_in_texts_are_written_as_numbers_are(language: str) -> None:
    form = re.sub(r"\d+", "#", locales.percent(WORDS, language, 0.5))
    texts = [*(ROOT / "words" / language).glob("*.yml"), *(ROOT / "docs" / language).rglob("*.md")]
    # What somebody may have written is read however it is written.
    texts.remove(ROOT / "words" / language / "prose.yml")
    # In addresses there are others.
    sign = r"%\s?[\d{]" if form.startswith("%") else r"[\d}]\s?%(?![\dA-F]{2})"
    for path in texts:
        found = {re.sub(r"[\d{}]", "#", one) for one in re.findall(sign, path.read_text(encoding="utf-8"))}
        assert found <= {form}, path


@pytest.mark.parametrize(("language", "sign"), [("ca", ", "), ("en", ", "), ("ar", "، "), ("ja", "、"), ("zzz", ", ")])
def test_what_stands_between_the_items_of_a_list(language: str, sign: str) -> None:
    assert locales.comma(language) == sign
