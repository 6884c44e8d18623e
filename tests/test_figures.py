"""How each language writes figures, in which sentences they stand, and whether a translation has the same ones."""

from __future__ import annotations

from functools import cache

import pytest

from guiaviva.guide import figures as compared
from guiaviva.prose.currencies import amounts
from guiaviva.prose.figures import Figures, phones
from guiaviva.prose.statements import _LONGEST, _ends, _parts, sentences
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.rules.contradiction import reader
from projects import MODEL


@cache
def figures(language: str) -> Figures:
    return Figures(MODEL.prose[language].figures)


@pytest.mark.parametrize(
    ("language", "text", "spans"),
    [
        ("ca", "de 9 a 14 h", ["09:00-14:00"]),
        ("ca", "de 9 h a 14 h", ["09:00-14:00"]),
        ("ca", "9:00 - 14:00 i 16.00-18.30", ["09:00-14:00", "16:00-18:30"]),
        ("es", "de las 9 a las 14:30", ["09:00-14:30"]),
        ("es", "de 22 a 6 h", ["22:00-06:00"]),
        ("ca", "de 6 a 8 h", ["06:00-08:00"]),
        ("ca", "de 5:00 a 5:30", ["05:00-05:30"]),
        ("en", "5 am to 8 am", ["05:00-08:00"]),
        # Half of a day is said once for both, where that makes a span.
        ("en", "2 to 4 pm", ["14:00-16:00"]),
        ("en", "10 to 11 pm", ["22:00-23:00"]),
        ("en", "9 to 4 pm", ["09:00-16:00"]),
        ("en", "11 to 12 pm", ["11:00-12:00"]),
        ("en", "9 am to 11 pm", ["09:00-23:00"]),
        ("en", "9:30 to 11 pm", ["09:30-23:00"]),
        ("en", "12 pm to 2 pm", ["12:00-14:00"]),
        ("en", "12 am to 8 am", ["00:00-08:00"]),
        # Numbers of something else, lengths of time, and what is no hour of a day.
        ("ca", "de 9 a 14", []),
        ("ca", "de 5 a 8 h", []),
        ("ca", "de 9:00 a 24:00", []),
        ("ca", "de 9:60 a 10:00", []),
        ("fr", "De 9 h à 14 h 30 et de 16\u00a0h\u00a000 à 18\u00a0h\u00a030.", ["09:00-14:30", "16:00-18:30"]),
        ("fr", "De 9h30 à 14h.", ["09:30-14:00"]),
    ],
)
def test_hours(language: str, text: str, spans: list[str]) -> None:
    assert [f"{one.hours[0]:%H:%M}-{one.hours[1]:%H:%M}" for one in figures(language).hours(text)] == spans


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("es", "2 minutos y 20 segundos", [140]),
        ("es", "1 hora, 2 minutos y 3 segundos", [3723]),
        ("en", "two minutes and 20 seconds", [140]),
        ("es", "20 segundos y 2 minutos", [20, 120]),
        ("es", "90 segundos, 60 segundos", [90, 60]),
        ("es", "2 minutos de 20 segundos", [120, 20]),
        ("es", "2 días y 20 segundos", [20]),
    ],
)
def test_seconds(language: str, text: str, numbers: list[int]) -> None:
    assert [one.number for one in figures(language).seconds(text)] == numbers


@pytest.mark.parametrize(
    ("language", "text", "minutes", "calendar"),
    [
        ("es", "24 horas", 1440, ""),
        ("es", "**24** horas", 1440, ""),
        ("es", "1 semana", 10080, ""),
        ("es", "2 días laborables", 2880, "working"),
        ("es", "2 días naturales", 2880, "natural"),
        ("en", "two working days", 2880, "working"),
        ("en", "3 calendar days", 4320, "natural"),
    ],
)
def test_lengths(language: str, text: str, minutes: int, calendar: str) -> None:
    assert [(one.minutes, one.calendar) for one in figures(language).lengths(text)] == [(minutes, calendar)]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("es", "hasta el 31/12/2026 o el 3 de mayo de 2027", [(2026, 12, 31), (2027, 5, 3)]),
        ("en", "May 3, 2027 and 4 June", [(2027, 5, 3), (0, 6, 4)]),
        ("es", "mayo de 2027", [(2027, 5, 0)]),
        ("es", "2026-12-01", [(2026, 12, 1)]),
        ("es", "31.12.2026", [(2026, 12, 31)]),
        ("es", "2026-13-01", []),
        ("es", "en mayo", []),
    ],
)
def test_dates(language: str, text: str, dates: list[tuple[int, int, int]]) -> None:
    assert [(one.year, one.month, one.day) for one in figures(language).dates(text)] == dates


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1.000 caracteres y 2 200 caracteres", [(1000, "characters"), (2200, "characters")]),
        ("caracteres: 280", [(280, "characters")]),
        ("30 etiquetas y **dos** enlaces", [(30, "hashtags"), (2, "links")]),
        ("3:280 caracteres", []),
    ],
)
def test_amounts(text: str, amounts: list[tuple[int, str]]) -> None:
    assert [(one.number, one.unit) for one in figures("es").amounts(text)] == amounts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Llame al 930 000 077, o al +34 930.000.078.", ["930 000 077", "+34 930.000.078"]),
        ("930 000", []),
        ("tel.930000077x", []),
    ],
)
def test_telephones(text: str, numbers: list[str]) -> None:
    assert [one[0] for one in phones(text)] == numbers


@pytest.mark.parametrize(
    ("text", "may"),
    [("Hay 3", True), ("dos días", True), ("dos o tres días", True), ("dos perros", False), ("El plazo", False)],
)
def test_whether_a_text_states_anything_is_known_fast(text: str, may: bool) -> None:
    assert figures("es").may_state(text) is may


@pytest.mark.parametrize(
    ("text", "row", "ends"),
    [
        ("Una frase. Y otra.", False, [11, 18]),
        ("| Una frase. | Y otra. |", True, [24]),
        ("x" * (2 * _LONGEST + 5), False, [_LONGEST, 2 * _LONGEST, 2 * _LONGEST + 5]),
        ("x" * _LONGEST, False, [_LONGEST]),
        # What is too long is cut at the last word, or cell, that is whole.
        ("x" * (_LONGEST - 1) + " " + "y" * 9, False, [_LONGEST - 1, _LONGEST + 9]),
        ("x" * 9 + " " + "y" * (_LONGEST - 9), False, [9, _LONGEST + 1]),
        ("x y |" + "z" * _LONGEST, True, [4, _LONGEST + 4, _LONGEST + 5]),
    ],
)
def test_where_sentences_end(text: str, row: bool, ends: list[int]) -> None:
    assert [*_ends(text, row=row)] == ends


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Una frase.", ["Una frase."]),
        ("# Títol\n\nUna frase\nen dues línies.\n\n\nUna altra.\n", ["Una frase\nen dues línies.", "Una altra.\n"]),
        ("- Un\n- Dos\n1. Tres", ["- Un", "- Dos", "1. Tres"]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\nI més", ["| A | B |", "|---|---|", "| 1 | 2 |", "I més"]),
        ("Un\n## Apartat\nDos\n## Apartat", ["Un", "Dos"]),
        ("# Títol\n", []),
        ("\n \n", []),
    ],
)
def test_paragraphs_items_and_rows_are_parts_of_a_text(text: str, parts: list[str]) -> None:
    found = [*_parts(text)]
    assert [part for _, part in found] == parts
    assert all(text.startswith(part, start) for start, part in found)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("gas", "gas", True),
        ("gas", "gasa", False),
        ("quej", "queja", True),
        ("queja", "quej", True),
        ("quej", "quejar", False),
    ],
)
def test_words_that_differ_by_their_last_letter_are_alike(one: str, other: str, alike: bool) -> None:
    assert reader.alike(one, other) is alike


# What translations are compared by.


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        # Of two hours the first is of the half of the day that the second names, or of the one before.
        ("en", "2 pm", ["14"]),
        ("en", "12 pm, 12 am", ["12", "0"]),
        ("en", "2:30 p.m.", ["14", "30"]),
        ("en", "9:00 am", ["9"]),
        ("en", "2 to 4 pm", ["14", "16"]),
        ("en", "10-1 pm", ["10", "13"]),
        ("en", "11 to 12 pm", ["11", "12"]),
        ("en", "12 to 2 pm", ["12", "14"]),
        ("en", "2–2:30 pm", ["14", "14", "30"]),
        ("en", "9 to 11 am", ["9", "11"]),
        # Marks between thousands go, and the zero before a day or an hour.
        ("es", "1.000 y 2 200 000", ["1000", "2200000"]),
        ("es", "1.00 o 10,5", ["1", "10", "5"]),
        ("ca", "09:05", ["9", "5"]),
        ("ca", "9:00", ["9"]),
        ("es", "007", ["007"]),
        # A telephone number is one figure however it is divided.
        ("es", "930 000 077", ["930000077"]),
        ("es", "93 000 00 77", ["930000077"]),
        ("es", "+34 930 000 077", ["930000077"]),
        # A year after a year is written with two figures; another number is no year.
        ("es", "2025-26", ["2025", "2026"]),
        ("es", "2025-27", ["2025", "27"]),
        ("es", "1999/00", ["1999", "2000"]),
        # The month of a date is a number.
        ("es", "el 3 de mayo de 2027", ["3", "5", "2027"]),
        ("en", "May 3, 2027", ["3", "5", "2027"]),
        ("en", "3rd May", ["3", "5"]),
        ("ca", "1r d'abril", ["1", "4"]),
        ("eu", "2027ko maiatzaren 3a", ["2027", "3"]),
        # Addresses and hashtags are no figures, mailboxes and mentions are.
        ("es", "https://example.org/2027 #Fiesta2027", []),
        ("es", "Redes7@riublanc.example o @Riublanc.", ["redes7@riublanc.example", "@riublanc"]),
        ("es", "sin nada", []),
    ],
)
def test_figures_are_the_same_in_all_languages(language: str, text: str, values: list[str]) -> None:
    assert [one.value for one in compared.figures(text, language)] == values


@pytest.mark.parametrize(
    ("source", "other", "missing", "extra"),
    [
        ("3 i 50", "50 y 3", None, None),
        # A small or round number may be in words, and one may be repeated.
        ("31 dies", "un mes", None, None),
        ("100 dies", "cien días", None, None),
        ("300 mestres i 400 alumnes", "maestros y alumnos", None, None),
        ("200, 500 i 1000", "muchos", None, None),
        ("un mes", "31 días", None, None),
        ("40 i 40", "40", None, None),
        ("2027", "2027, 2027", None, None),
        ("32 dies", "un mes", ["32"], []),
        ("110 dies", "días", ["110"], []),
        ("un any", "2027", [], ["2027"]),
        # One in the place of another is not.
        ("3 dies", "4 días", ["3"], ["4"]),
        ("3, 3 i 5", "3, 5 y 5", None, None),
        ("3, 3, 5 i 6", "3, 5, 5 y 7", ["3", "6"], ["5", "7"]),
    ],
)
def test_how_figures_differ_from_those_of_the_source(
    source: str, other: str, missing: list[str] | None, extra: list[str] | None
) -> None:
    found = compared.difference(compared.figures(source, "ca"), compared.figures(other, "es"))
    assert (found and [*found.missing], found and [*found.extra]) == (missing, extra)


@pytest.mark.parametrize(
    ("language", "text", "code", "written"),
    [
        ("eu", "25 euro dira", "EUR", "25 euro"),
        # A name may have an ending, and a short or a long word is no name with one.
        ("eu", "25 eurotan", "EUR", "25 eurotan"),
        ("eu", "30 dolarreko sari bat", "USD", "30 dolarreko"),
        ("ca", "25 eurodiputats", "", ""),
        ("es", "12 liberales", "", ""),
    ],
)
def test_a_currency_is_known_by_its_name(language: str, text: str, code: str, written: str) -> None:
    found = [*amounts(text, language)]
    assert [one.written for one in found] == ([written] if code else [])
    assert all(code in one.codes for one in found)


def test_a_sentence_is_below_the_headings_above_it() -> None:
    text = "Abans de tot.\n\n## Horari {#hours}\n\nDe 9 a 14 h.\n\n### Estiu {#summer}\n\nAl juliol.\n\n"
    text += "## Torns {#turns}\n\nDos.\n"
    page = read_page(Source("docs/ca/tone.md", text), "ca", "tone")
    assert [(one.text, one.headings, one.section) for one in sentences(page, text, bool)] == [
        ("Abans de tot.", (), ""),
        ("De 9 a 14 h.", ("Horari",), "hours"),
        ("Al juliol.", ("Estiu", "Horari"), "summer"),
        ("Dos.\n", ("Torns",), "turns"),
    ]
    # A page without headings has sentences too.
    bare = read_page(Source("docs/ca/tone.md", "Dos torns.\n"), "ca", "tone")
    assert [one.headings for one in sentences(bare, "Dos torns.\n", bool)] == [()]


def test_months_are_those_of_the_model_or_else_those_that_are_known() -> None:
    assert compared.month_names("xx", ("Un", "Dos")) == {"un": 1, "dos": 2}
    assert compared.month_names("ca", ())["abril"] == 4
    assert compared.month_names("qq", ()) == {}


def test_a_number_in_words_may_be_in_words_that_nobody_knows() -> None:
    """A language may have a word for it that the model lacks."""
    assert compared.difference([compared.Figure("2000", "dos mil")], []) is None
    assert compared.difference([compared.Figure("2000", "2.000")], [compared.Figure("3000", "tres mil")]) is not None
    assert compared.difference([compared.Figure("1987", "1987")], []) is not None
