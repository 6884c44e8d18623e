"""No input makes a reader, a count, a check or a query fail or take long."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

import fuzzing
from fuzzing import Given
from guiaviva.judgement import all_rules
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, read_page
from guiaviva.search.query import search
from guiaviva.search.records import records_of
from guiaviva.translations.changes import of_sections
from test_ranking import library

# How many inputs each reader gets: what takes a second or two.
INPUTS = 120


def broken(path: str, old: str, new: str) -> Given:
    text = (fuzzing.ROOT / path).read_text(encoding="utf-8")
    assert old in text
    return Given(path, text.replace(old, new, 1))


# What once made one fail, or take too long.
FOUND: Mapping[str, tuple[Any, ...]] = {
    # A comma cuts the text, so that the address is none: what YAML reports is no finding of the schema too.
    "facts": (broken("data/institution.yml", ", phone: 930 000 001", ", 930 000 001"),),
    # Where only a stop word is found, the logarithms of how likely a question is are all that counts: below zero.
    "query": ("0:A",),
    "rules": ("1234 BCD " * 5_000, "9" * 50_000, "612 345 678 " * 4_000),
}


@pytest.mark.parametrize("name", fuzzing.READERS)
def test_no_input_makes_a_reader_fail(name: str) -> None:
    fuzzing.thrown(name, INPUTS, 1, *FOUND.get(name, ()))


def test_an_input_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that takes too long: what tries the readers is tried itself."""

    def fail(text: str) -> None:
        assert "|" not in text, "a bar"

    monkeypatch.setitem(fuzzing.READERS, "page", (fail, fuzzing.texts()))
    with pytest.raises(AssertionError, match="a bar"):
        fuzzing.thrown("page", INPUTS)
    monkeypatch.setattr(fuzzing, "LONGEST", 0.0)
    with pytest.raises(AssertionError, match="too long"):
        fuzzing.thrown("inline", 1)


# What a page is made of, again and again: what a rule looks for, and what nearly is it.
PIECES = (
    *("a ", "280 caracteres ", "El plazo es de 2 días. ", "de 9 a 14 h, ", "31 de abril de 2027 ", "612 345 678 ", "9"),
    *("| 612 345 678 ", "contraseña: x1y2 ", "a@b.example ", "ES91 2100 ", "1234 BCD ", "12345678Z ", "## A {#a}\n\n"),
    *("- a\n", "| a | b |\n", "Un párrafo con un texto.\n\n", "[aquí](tone.md#x) ", "![](a.png) ", "<img src=x> "),
    *("https://a.example/ ", "{nom} ", "XXX ", "Ã©", "«", "🎉", "Instagram ", "/// guide | terms\n///\n\n", "x; "),
    *("<!-- allow x: y -->\n\n", "!!! example\n    a\n", "[^1] "),
)


def page(language: str, text: str) -> Page:
    return read_page(Source(f"docs/{language}/tone.md", text), language, "tone")


def seconds(piece: str, size: int) -> dict[str, float]:
    """Return how long each rule takes for a page, and its source, that consist of a piece, in time of a processor."""
    text = (piece * (size // len(piece) + 1))[:size]
    read, source = page("es", f"# Tono\n\n{text}"), page("ca", f"# To\n\n{text}")
    guide = replace(fuzzing.ground(), pages={("es", "tone"): read, ("ca", "tone"): source}, drafts={}, strays=())
    taken: dict[str, float] = {}
    for rule in (one for one in all_rules() if ".search." not in one.__name__):
        before = time.process_time()
        for _ in rule.check(guide):
            pass
        taken[rule.__name__] = time.process_time() - before
    return taken


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_four_times_as_long_is_judged_in_about_four_times_the_time(piece: str) -> None:
    short, long = seconds(piece, 25_000), seconds(piece, 100_000)
    # It would take sixteen times as long if it grew with the square.
    assert not {name: (short[name], long[name]) for name in long if long[name] > 9 * short[name] + 0.3}


@pytest.mark.parametrize("piece", ["<span>a</span> i\n", "## A\n\n"])
def test_a_page_eight_times_as_long_is_read_in_about_eight_times_the_time(piece: str) -> None:
    """Also compared with a translation that has none of it, and made into records of the search."""

    def taken(size: int) -> float:
        before = time.process_time()
        read = page("es", f"# Tono\n\n{piece * (size // len(piece))}")
        of_sections(read, page("ca", "# To\n\nUn text.\n"))
        list(records_of(fuzzing.ground(), read))
        return time.process_time() - before

    short, long = taken(10_000), taken(80_000)
    # It would take 64 times as long if it grew with the square.
    assert long < 20 * short + 0.3


TYPED = ("a ", "barca ", "bar ", "xqzwk ", "com ", "barcaa ", "é ", "l'", "a", "casa flotant ", "1 ")


@pytest.mark.parametrize("piece", TYPED)
def test_a_query_four_times_as_long_is_answered_in_about_four_times_the_time(piece: str) -> None:
    index = library()

    def taken(size: int) -> float:
        before = time.process_time()
        search(index, piece * (size // len(piece)))
        return time.process_time() - before

    taken(1000)
    short, long = taken(25_000), taken(100_000)
    assert long < 9 * short + 0.3
