"""How texts are read and compared: the bounds of identification and of prose, beside those of test_prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from math import log
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from guiaviva.contentmodel.words import FigureWords
from guiaviva.guide import identification
from guiaviva.guide.contacts import contacts
from guiaviva.guide.demands import Demands
from guiaviva.guide.figures import Figure
from guiaviva.guide.identification import Identifier
from guiaviva.prose import likeness, sentences
from guiaviva.prose.figures import Figures
from guiaviva.prose.naming import Names
from guiaviva.prose.persons import Persons, _lines_with_figures
from guiaviva.prose.private import Detector
from guiaviva.prose.senses import Senses
from guiaviva.prose.units import Units, without, without_equal_lengths
from guiaviva.reading.files import Source
from parts import page
from projects import MODEL

# Languages.


class Lexicon(dict[str, float]):
    """What words say for another language; of those that are new their letters say as much as they are long."""

    def by_letters(self, word: str) -> float:
        return len(word) / 10


ES = {"a": 1.0, "b": 1.01, "c": -1.01, "d": 2.0, "e": -1.0, "f": 3.0, "new": 0.0, "newer": 0.0}
FR = {**ES, "d": 2.5, "f": 3.0}


def saying(**others: Mapping[str, float]) -> Identifier:
    """Return an identifier for which words of Catalan say that for other languages."""
    lexicons: Any = {("ca", language): Lexicon(says) for language, says in others.items()}
    return Identifier({}, {}, lexicons)


@pytest.mark.parametrize(
    ("words", "weight", "found"),
    [
        ("d a b", ("es", 4.01, 4.01, 3, 2, 0), "d a b"),
        ("d c d", ("es", 2.99, 2.99, 3, 1, 1), "d c d"),
        ("d e d", ("es", 3.0, 3.0, 3, 1, 0), "d e d"),
        ("c d e", ("es", 2.0, 2.0, 1, 1, 0), "d"),
        ("c e", ("", 0.0, 0.0, 0, 0, 0), ""),
        ("", ("", 0.0, 0.0, 0, 0, 0), ""),
    ],
)
def test_the_words_in_a_row_that_speak_most(words: str, weight: tuple[Any, ...], found: str) -> None:
    made, some = saying(es=ES).run(words.split(), "ca", ["es"])
    assert made == pytest.approx(weight) if weight[0] == "" else made[1:] == pytest.approx(weight[1:])
    assert (made.language, list(some)) == (weight[0], found.split())


@pytest.mark.parametrize(("words", "language"), [("d f", "fr"), ("f", "es"), ("d", "fr"), ("c", "")])
def test_the_language_of_which_words_speak_most(words: str, language: str) -> None:
    both = saying(es=ES, fr=FR)
    assert both.run(words.split(), "ca", ["es", "fr"])[0].language == language
    assert both.weigh(words.split(), "ca", ["es", "fr"]).language == (language or "es")


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("a b c d", ("es", 3.0, 3.0, 4, 2, 1)),
        ("d e e", ("es", 0.0, 0.0, 3, 1, 0)),
        ("d new newer", ("es", 2.8, 2.0, 3, 1, 0)),
        ("c", ("es", -1.01, -1.01, 1, 0, 1)),
    ],
)
def test_the_weight_of_words_with_their_letters(words: str, weight: tuple[Any, ...]) -> None:
    made = saying(es=ES).weigh(words.split(), "ca", ["es"])
    assert (made.language, *made[1:]) == (weight[0], *(pytest.approx(one) for one in weight[1:]))


@pytest.mark.parametrize(
    ("words", "copied", "may_be"),
    [
        ("new new new new", False, True),
        ("new new new a", False, False),
        ("f b b e e", False, False),
        ("f f f e e", False, True),
        ("a a a a a a", False, False),
        ("b b b b b b", False, True),
        ("f f f c", False, False),
        ("f f f f f c", False, True),
        ("new new new", False, False),
        ("new new a", True, True),
        ("new new", True, False),
        ("d", True, True),
        ("a", True, False),
        ("f c", True, False),
        ("f e", True, True),
        ("d", False, False),
    ],
)
def test_what_words_may_weigh_whatever_their_letters_say(words: str, copied: bool, may_be: bool) -> None:
    some = saying(es=ES, fr=dict.fromkeys(ES, -2.0))
    assert some.may_be(words.split(), "ca", ["es"], copied=copied) is may_be
    assert some.may_be(words.split(), "ca", ["fr", "es"], copied=copied) is may_be
    assert not some.may_be(words.split(), "ca", ["fr"], copied=copied)


def test_what_words_say_at_most_and_quickly() -> None:
    some = saying(es=ES, fr=dict.fromkeys(ES, -2.0))
    assert some.at_most(["d", "new", "newer"], "ca", "es") == 5.0
    assert some.quickly(["d", "new", "e"], "ca", "es") == 1.0
    assert some.speaks(["e", "new"], "ca", ["es"])
    assert not some.speaks(["c", "new"], "ca", ["es"])
    assert some.speaks(["new"], "ca", ["fr", "es"])
    assert not some.speaks(["new"], "ca", ["fr"])


@pytest.mark.parametrize(
    ("mine", "theirs", "totals", "says"),
    [
        (3, 5, (9, 9), log(4.5 / 2.5)),
        (1, 2, (9, 9), log(1.5 / 0.5)),
        (2, 1, (9, 9), log(0.5 / 1.5)),
        (2, 3, (18, 9), log(2.5 / 1.5) + log(2)),
        (2, 2, (9, 9), 1e-9),
        (0, 1, (18, 9), 0.0),
        (1, 999, (9, 9), 4.0),
        (999, 1, (9, 9), -4.0),
    ],
)
def test_what_a_word_says_by_its_numbers(mine: int, theirs: int, totals: tuple[int, int], says: float) -> None:
    counts = {"ca": Counter(mar=mine), "es": Counter(mar=theirs)}
    some = Identifier(counts, {"ca": totals[0], "es": totals[1]})
    assert some.lexicon("ca", "es")["mar"] == pytest.approx(says)
    assert some.lexicon("ca", "es").of(mine, theirs) == pytest.approx(says)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("mas", log(1 / 3) / 3),
        ("mar", log(3) / 3),
        ("man", 0.0),
        ("x", 0.0),
        ("ar", (0 - log(3)) / 2),
    ],
)
def test_what_the_letters_of_a_word_say(word: str, says: float) -> None:
    counts = {"ca": Counter(mar=2), "es": Counter(mas=2), "fr": Counter[str]()}
    some = Identifier(counts, {"ca": 9, "es": 9, "fr": 9})
    assert some.lexicon("ca", "es").by_letters(word) == pytest.approx(says)
    assert some.letters["ca"] == (Counter({" ma": 1, "mar": 1, "ar ": 1}), 3)
    assert some.letters["fr"] == (Counter(), 1)


@pytest.mark.parametrize(("number", "says"), [(9, log(19) / 2), (10, 1.5), (12, 1.5)])
def test_letters_say_only_so_much(number: int, says: float) -> None:
    ca, es = (Counter(f"{letter}{end}" for letter in "bcdfghjklmnp"[:number]) for end in ("xyz", "mar"))
    some = Identifier({"ca": ca, "es": es}, {"ca": 9, "es": 9})
    assert some.lexicon("ca", "es").by_letters("qmar") == pytest.approx(min(1.5, says))
    assert some.lexicon("es", "ca").by_letters("qmar") == pytest.approx(-min(1.5, says))


def test_the_word_in_most_documents_matches_a_pattern() -> None:
    some = Identifier({"es": Counter(con=2, col=2, cob=1)}, {"es": 9})
    assert (some.alike("co.", "es"), some.alike("co[lb]", "es"), some.alike("cob", "es")) == ("con", "col", "cob")


def test_documents_are_counted_once_for_each_of_their_words() -> None:
    some = identification.identifier([("ca", ["mar", "mar"])] * 5, {"ca": ["mar", "sol"], "es": ["y"]})
    assert (some.counts, some.totals) == ({"ca": Counter(mar=8, sol=3)}, {"ca": 5})


@pytest.mark.parametrize(
    ("text", "words", "all_words"),
    [
        ("La Casa de la Vila", "la de la", "la casa de la vila"),
        ("Casa", "casa", "casa"),
        ("«La casa» és meva", "és meva", "és meva"),
        ("Escriviu a guia@a.org i {nom}", "escriviu a i", "escriviu a i"),
        ("", "", ""),
    ],
)
def test_the_words_that_show_a_language(text: str, words: str, all_words: str) -> None:
    assert identification.own_words(text) == words.split()
    assert identification.own_words(text, names=True) == all_words.split()
    assert identification.telling_words(text) == list(dict.fromkeys(words.split()))


# What figures count.


@cache
def units(language: str) -> Units:
    words = MODEL.prose[language]
    return Units(words.figures, words.posts.weekdays)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "two hundred or fifty", ["200 two hundred", "50 fifty"]),
        ("en", "two hundred fifty", ["250 two hundred fifty"]),
        ("en", "Two  hundred and  fifty", ["200 Two  hundred", "50 fifty"]),
        ("en", "two hundred three hundred", ["200 two hundred", "300 three hundred"]),
        ("en", "two hundred and twenty-one", ["221 two hundred and twenty-one"]),
        ("en", "fifty or two", ["50 fifty", "2 two"]),
        ("en", "twenty two", ["20 twenty", "2 two"]),
        ("en", "twenty-one-year", ["21 twenty-one"]),
        ("en", "twenty-first, two", ["2 two"]),
        ("en", "ten-day", ["10 ten"]),
        ("en", "twenty day", ["20 twenty"]),
        ("en", "a day", []),
        ("en", "one hundred", []),
        ("en", "two, half", []),
        ("es", "treinta y diecinueve", ["49 treinta y diecinueve"]),
        ("es", "diez y dos", ["10 diez", "2 dos"]),
    ],
)
def test_numbers_in_words_and_what_joins_them(language: str, text: str, found: list[str]) -> None:
    assert [f"{one.value} {one.written}" for one in units(language).in_words(text)] == found


def figures_of(values: str) -> list[Figure]:
    return [Figure(value, value) for value in values.split()]


@pytest.mark.parametrize(
    ("values", "numbers", "left"),
    [("3 3 3", {"3": 2}, "3"), ("3 2 3", {"3": 1}, "2 3"), ("3 2", {}, "3 2"), ("3", {"3": 2, "2": 1}, "")],
)
def test_figures_without_so_many(values: str, numbers: dict[str, int], left: str) -> None:
    assert without(figures_of(values), Counter(numbers)) == figures_of(left)


@pytest.mark.parametrize(
    ("source", "other", "theirs", "ours"),
    [
        ("48 hours,5 days", "2 days,6 days", "5", "6"),
        ("48 hours", "3 days", "48", "3"),
        ("1 years", "12 months", "", ""),
        ("8 days", "1 weeks", "", ""),
        ("8 days", "7 days", "8", "7"),
        ("2 days,2 hours", "2 days,120 minutes", "2", "2"),
    ],
)
def test_times_that_are_as_long_are_left_out(source: str, other: str, theirs: str, ours: str) -> None:
    first, second = ([Figure(one, one) for one in text.split(",")] for text in (source, other))
    numbers = [figures_of(" ".join(one.value.split()[0] for one in side)) for side in (first, second)]
    left = without_equal_lengths(first, second, (numbers[0], numbers[1]))
    assert left == (figures_of(theirs), figures_of(ours))


# A language of few words, with a unit of one letter and one of two.
WORDS: Any = Stub(numbers={"tri": 3}, units={"hours": ["h", "hr"], "links": ["liens"]}, working=[], natural=[])
WORDS.joins = WORDS.halves = []
FEW = Units(WORDS, ["Lun", "Mar"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 hr", ["2 hours", "2 hours-any"]),
        ("2 h", []),
        ("2 liens", []),
        ("tri hr", ["3 hours", "3 hours-any"]),
        ("12345 hr", []),
        ("x2 hr", []),
        ("Mar 07", ["7 weekday-1"]),
        ("Lun, die 7", ["7 weekday-0"]),
        ("Lun, dies 7", []),
        ("Lun 7.5", []),
    ],
)
def test_what_figures_count_in_a_language_of_few_words(text: str, found: list[str]) -> None:
    assert [one.value for one in FEW.figures(text)] == found


@cache
def figures(language: str) -> Figures:
    return Figures(MODEL.prose[language].figures)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("two days", True),
        ("two long working days", True),
        ("two of the long working days", False),
        ("two dogs, and another time days", False),
        ("two dogs", False),
        ("many days", False),
        ("two characters", True),
        ("two seconds", False),
        ("3", True),
    ],
)
def test_whether_a_text_may_state_a_figure(text: str, may: bool) -> None:
    assert figures("en").may_state(text) is may


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("7 to 7 pm", ["07:00-19:00"]),
        ("7 to 8 pm", ["19:00-20:00"]),
        ("8 to 7 pm", ["08:00-19:00"]),
        ("7 am to 8 pm", ["07:00-20:00"]),
        ("7:00 to 8 pm", ["07:00-20:00"]),
        ("6 to 8 h", ["06:00-08:00"]),
        ("5 to 8 h", []),
        ("5 to 8 am", []),
        ("5 am to 8", []),
        ("7 to 8:30", ["07:00-08:30"]),
        ("7 to 8", []),
        ("22 to 23:59", ["22:00-23:59"]),
        ("22 to 24:00", []),
        ("22 to 23:60", []),
        ("0:00 to 8:00", ["00:00-08:00"]),
        ("12 am to 12 pm", ["00:00-12:00"]),
        ("13 pm to 14 pm", ["13:00-14:00"]),
        ("1 pm to 11 pm", ["13:00-23:00"]),
        ("13 am to 14 pm", ["13:00-14:00"]),
    ],
)
def test_hours_of_a_day(text: str, spans: list[str]) -> None:
    assert [f"{one.hours[0]:%H:%M}-{one.hours[1]:%H:%M}" for one in figures("en").hours(text)] == spans


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("from 3 May 2027", []),
        ("3 May, from 16", [16]),
        ("from 16, on 3 May", [16]),
        ("from 16, 3 May", [16]),
        ("from 0", []),
        ("from 1", [1]),
        ("from a", [1]),
        ("from here", []),
        ("under 16 and over 12", [16, 12]),
        ("under 160", []),
    ],
)
def test_ages_are_no_part_of_dates(text: str, ages: list[int]) -> None:
    assert [one.number for one in figures("en").ages(text)] == ages


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("12/12/2026", ["2026-12-12"]),
        ("1/13/2026", []),
        ("2026-12-31", ["2026-12-31"]),
        ("4 May 2027 and 3 May 2026", ["2027-5-4", "2026-5-3"]),
        ("May 2027, 4 May", ["2027-5-0", "0-5-4"]),
        ("2 May 3", ["0-5-2"]),
        ("May", []),
    ],
)
def test_dates_are_read_in_order_and_once(text: str, dates: list[str]) -> None:
    assert [f"{one.year}-{one.month}-{one.day}" for one in figures("en").dates(text)] == dates


def test_a_language_of_no_words_has_figures_in_digits_alone() -> None:
    none = Figures(FigureWords())
    assert not [*none.ages("16 years"), *none.amounts("16 links"), *none.lengths("2 days")]
    assert [one.year for one in none.dates("31/12/2026")] == [2026]
    assert not none.may_state("two days")
    assert none.cue("past") is None
    assert not none.says("past", "before")


# What texts name.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("riu blanc", ["network x riu blanc"]),
        ("In May", ["month 5 May"]),
        ("It may", []),
        ("El mayo", ["month 5 mayo"]),
        ("MAYO", ["month 5 MAYO"]),
        ("Riu\nblanc i Press*", ["network x Riu\nblanc", "role p Press"]),
        ("press", ["role p press"]),
        ("zzz", []),
    ],
)
def test_what_a_text_names(text: str, found: list[str]) -> None:
    names = Names({"May": "month 5", "Riu  Blanc": "network x", "mayo": "month 5", "Press*": "role p", "*": "role q"})
    assert [f"{one.value} {one.written}" for one in names.figures(text)] == found


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("It is not so", True),
        ("It is so", False),
        ("It is not only so", False),
        ("Only so", False),
        ("It says «not» here", False),
        ("It says «only» and not more", True),
    ],
)
def test_a_text_surely_denies_something(text: str, denies: bool) -> None:
    assert Senses(MODEL.prose["en"].senses).denies(text) is denies


@pytest.mark.parametrize(
    ("text", "opposites"),
    [
        ("always open", {"frequency": {0: "always"}, "access": {0: "open"}}),
        ("closed, never open", {"frequency": {1: "never"}, "access": {0: "open", 1: "closed"}}),
        ("sometimes", {"frequency": {1: "sometimes"}}),
        ("opened", {}),
    ],
)
def test_which_of_two_opposites_a_text_says(text: str, opposites: Mapping[str, Mapping[int, str]]) -> None:
    assert Senses(MODEL.prose["en"].senses).opposites(text) == opposites


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("url: https://wa.me/34600123456\n", {"600123456"}),
        ("url: https://a.org/?phone=%2B442079460000\n", {"+442079460000"}),
        ("url: https://a.org/34600123456\n", set()),
        ("phone: 930 000 001 # 930 000 002\n", {"930000001"}),
        ("{email: A@riu.example, handle: '@riu'}\n", {"a@riu.example"}),
        ("name: a@riu.example\n", set()),
    ],
)
def test_the_contacts_of_files(text: str, found: set[str]) -> None:
    assert contacts([Source("data/x.yml", text)]) == found


# Sentences.

ONE_OF, TWO_OF, THREE_OF = "La platja tanca a les vuit.", "Porteu aigua i un barret.", "Els gossos no hi entren mai."
ALL_OF = f"{ONE_OF} {TWO_OF} {THREE_OF}"


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        ((ALL_OF, ALL_OF, THREE_OF), ("c", True, ONE_OF)),
        ((ALL_OF, ALL_OF, ONE_OF), ("c", True, TWO_OF)),
        ((ALL_OF, ALL_OF.replace("Porteu", "Portau"), f"{ONE_OF} {THREE_OF}"), ("c", True, TWO_OF)),
        ((ONE_OF, ONE_OF, ALL_OF), ("c", False, TWO_OF)),
        ((ONE_OF, ALL_OF, ONE_OF), ("b", False, TWO_OF)),
        ((ALL_OF, ONE_OF), None),
    ],
)
def test_the_first_sentence_that_one_text_lacks(texts: Sequence[str], odd: tuple[str, bool, str] | None) -> None:
    assert sentences.odd_sentence(dict(zip("abc", texts, strict=False))) == odd


# How alike texts are.


@pytest.mark.parametrize(
    ("original", "texts", "places"),
    [
        ("Facebook|Instagram|Telegram nou", "Instagram|Facebook|Telegram nou", (0, 1)),
        ("Facebook|Instagram|Telegram nou", "Telegram nou|Instagram|Facebook", (0, 2)),
        ("casa|gats", "gatset|casaix", None),
        ("casals|gatets", "gats|casa", None),
        (f"casal|{'x' * 30}", f"casal{'y' * 25}|zzzzz", None),
        (f"casal|{'x' * 30}", f"{'y' * 30}|zzzzz", (0, 1)),
        ("", "", None),
    ],
)
def test_which_two_texts_were_exchanged(original: str, texts: str, places: tuple[int, int] | None) -> None:
    found = likeness.exchanged(original.split("|"), texts.split("|"), likeness.Usual(0.0, 0.6))
    assert found == places


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "", 0.0),
        ("", "a", 0.0),
        ("...", "...", 0.0),
        ("ab", "ab", 1.0),
        ("abcd", "abce", 0.5),
        ("ABÇD", "abcd", 1.0),
    ],
)
def test_how_alike_the_letters_of_two_texts_are(one: str, other: str, alike: float) -> None:
    assert likeness.likeness(one, other) == likeness.likeness(other, one) == pytest.approx(alike)


# What is of one person.

PERSONS = Persons([*MODEL.prose.values()])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passaport: AB123456", "AB123456"),
        ("La ﬁ de l'acte. Passaport: AB123456", "AB123456"),
        ("Größe\n\nPassaport: AB123456.", "AB123456"),
        ("ß Passaport: AB", ""),
    ],
)
def test_what_is_of_one_person_is_found_beside_any_letters(text: str, found: str) -> None:
    made = [(text[start:end], value) for start, end, _, value in PERSONS.find(text, text.casefold())]
    assert made == ([(found, found)] if found else [])


class Found:
    """What a pattern has found in a text: all of it from one place on, and its value from another."""

    def __init__(self, text: str, value: str) -> None:
        self.at = text.index(value)

    def start(self, group: str = "") -> int:
        return self.at


@pytest.mark.parametrize(
    ("before", "value", "home", "told"),
    [
        ("Anna, ", "carrer Nou 3", True, False),
        ("Anna, ", "carrer Nou 3, 2n", True, False),
        ("Anna Puig, ", "carrer Nou 3, 2n", True, True),
        ("Anna Puig, ", "carrer Nou 3", True, False),
        ("Anna de la Puig (", "carrer Nou 3, 2n", True, True),
        ("Anna Puig i ", "carrer Nou 3, 2n", True, False),
        ("Puig Anna, ", "carrer Nou 3, 2n", True, False),
        ("Zzz Puig, ", "carrer Nou 3, 2n", True, False),
        ("Zzz, ", "carrer Nou 3", False, False),
        ("Biblioteca Anna Puig, ", "carrer Nou 3, 2n", True, False),
        ("Anna Puig\n", "carrer Nou 3, 2n", True, False),
        ("Anna Puig\n", "carrer Nou 3", False, False),
        (f"Anna{' ' * 76}", "carrer Nou 3", True, False),
        (f"Anna{' ' * 77}", "carrer Nou 3", False, False),
        (f"Anna Puig{' ' * 71}", "carrer Nou 3, 2n", True, True),
        (f"Anna Puig{' ' * 72}", "carrer Nou 3, 2n", True, False),
    ],
)
def test_an_address_is_the_home_of_somebody(before: str, value: str, home: bool, told: bool) -> None:
    found: Any = Found(before + value, value)
    assert PERSONS._is_home(value, before + value, found) is home
    assert PERSONS._is_told_of_somebody(value, before + value, found) is told


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a 1", [(0, 3)]), ("a\nb 2\nc\n3", [(2, 5), (8, 9)]), ("a\n", []), ("", []), ("1\n\n2", [(0, 1), (3, 4)])],
)
def test_the_lines_that_have_figures(text: str, lines: list[tuple[int, int]]) -> None:
    assert [*_lines_with_figures(text)] == lines


DETECTOR = Detector(MODEL.prose.values(), MODEL.phrases.free_mail)
NIF = "123456703"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("600123456", "mobile"),
        ("700 123 456", "mobile"),
        ("800 123 456", ""),
        ("600.12.34.56", "mobile"),
        ("600123 456", "mobile"),
        ("6001 23456", "mobile"),
        ("60.01.23.45.67", ""),
        ("60 01 23 45 6", ""),
        ("tel 60 01 23 45 6", "mobile"),
        ("tel 6 0 0 1 2 3 4 5 6", "mobile"),
        ("tel 60.01.23.45.6", ""),
        (f"tel{' ' * 45}60 01 23 45 6", "mobile"),
        (f"tel{' ' * 46}60 01 23 45 6", ""),
        ("600000000", ""),
        ("600123456 euros", ""),
        ("+34 600123456 euros", "mobile"),
        ("expedient 600123456", ""),
        ("expedient +34 600123456", "mobile"),
        ("34600123456", ""),
        ("tel 34600123456", "mobile"),
        ("1234BCD", "plate"),
        ("1234 BCD", ""),
        ("cotxe 1234 BCD", "plate"),
        ("1234 BCD, cotxe", "plate"),
        ("1111BBB", ""),
        ("cotxe B 1234 AB", "plate"),
        ("AB-123-CD", ""),
        ("furgoneta AB-123-CD", "plate"),
        (NIF, ""),
        (f"NIF{' ' * 37}{NIF}", "identity"),
        (f"NIF{' ' * 38}{NIF}", ""),
        (f"{NIF}{' ' * 37}NIF", "identity"),
        (f"{NIF}{' ' * 38}NIF", ""),
        (f"NIF\n{NIF}", ""),
        ("token ab1cdefghijklmn2", "password"),
        ("token ab1cdefghijklm2", ""),
        ("token abcdefghijklmn12", ""),
        ("token 1234567890123456", ""),
        ("maria.puig@riu.example", "email"),
        ("zzzz.puig@riu.example", ""),
        ("mar.puig@riu.example", ""),
        ("maria@gmail.com", "email"),
        ("nom.cognom@gmail.com", ""),
        ("nom.@gmail.com", ""),
        ("nom.maria@gmail.com", "email"),
        ("maria at gmail dot com", "email"),
    ],
)
def test_what_is_private_by_what_is_beside_it(text: str, kind: str) -> None:
    found = DETECTOR.find(Source("docs/ca/page.md", text), frozenset())
    assert [one.kind for one in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("written", "value"),
    [("abcd", "abcd"), ("abc", ""), ("abcd.", "abcd"), ("abc.", ""), ("abcd?", ""), ("abcd?»", ""), ("xxxx", ""),
     ("x•*_", ""), ("<abcd>", ""), ("{abcd}", ""), ("NULL", ""), ("a://b", ""), ("%abcd", ""), ("a<bc", "a<bc")],
)  # fmt: skip
def test_the_value_of_a_secret(written: str, value: str) -> None:
    assert DETECTOR._value(written) == value


# Pages of another name.

TWO = "# Z\n\n## U {#u}\n\nA.\n\n## D {#d}\n\nB.\n"
ONE = "# Z\n\n## U {#u}\n\nA.\n"
OTHER = "# Z\n\n## U {#u}\n\nA.\n\n## T {#t}\n\nB.\n"


@pytest.mark.parametrize(
    ("id", "text", "others", "original"),
    [
        ("tono", TWO, {"ca zzz": TWO}, "zzz"),
        ("tono", TWO, {"ca zzz": TWO, "es zzz": TWO}, ""),
        ("tono", TWO, {"ca zzz": OTHER}, ""),
        ("tono", TWO, {"ca zzz": TWO, "en zzz": OTHER}, "zzz"),
        ("tono", TWO, {"ca zzz": OTHER, "en zzz": TWO}, ""),
        ("tono", TWO, {"ca zzz": TWO, "ca yyy": TWO}, ""),
        ("tono", TWO, {"ca zzz": TWO, "ca tone": TWO}, "tone"),
        ("tono", TWO, {"ca zzz": OTHER, "ca yyy": TWO}, "yyy"),
        ("tono", ONE, {"ca zzz": ONE}, ""),
        ("tono", ONE, {"ca topics/tono": ONE}, "topics/tono"),
        ("topics/tono", ONE, {"ca networks/tono": ONE}, "networks/tono"),
        ("topics/tono", ONE, {"ca topics/tone": ONE}, ""),
        ("topics/tono", ONE, {"ca networks/tono": OTHER}, ""),
        ("tono", TWO, {}, ""),
    ],
)
def test_the_page_of_which_this_may_be_the_translation(
    id: str, text: str, others: Mapping[str, str], original: str
) -> None:
    pages = {tuple(key.split()): page(some, key.split()[1], key.split()[0]) for key, some in others.items()}
    languages: dict[str, set[str]] = {}
    for language, other in pages:
        languages.setdefault(other, set()).add(language)
    known: Any = Stub(_languages=languages, guide=Stub(pages=pages))
    assert Demands._original(known, page(text, id, "es")) == original


def known_of(demands: Any, name: str) -> Any:
    """Return what is known of pages under this name."""
    return vars(Demands)[name].func(demands)


def test_the_pages_whose_absence_is_an_error() -> None:
    kinds = {
        "a": Stub(pages=lambda _: [("tone", "S1", ""), ("zzz", "R1", "")]),
        "b": Stub(pages=lambda _: [("b", "C", "")]),
    }

    def marks(profile: str) -> Mapping[str, str]:
        guide = Stub(model=Stub(kinds=kinds), conditions=(), profile=profile, path=lambda id: f"docs/{id}.md")
        known: Any = Stub(guide=guide)
        return dict(known_of(known, "marks"))

    some = {"docs/tone.md": "S1", "docs/b.md": "C"}
    assert (marks("minimum"), marks("complete")) == (some, {**some, "docs/zzz.md": "R1"})


@pytest.mark.parametrize(
    ("unknown", "renamed", "misnamed"),
    [(True, "", True), (False, "a.md", True), (False, "", False), (True, "a.md", True)],
)
def test_a_page_of_a_wrong_name_is_unknown_or_renamed(unknown: bool, renamed: str, misnamed: bool) -> None:
    known: Any = Stub(_is_unknown=lambda _: unknown, renamed={renamed: "b"})
    one: Any = Stub(path="a.md")
    assert Demands._is_misnamed(known, one) is misnamed


@pytest.mark.parametrize(
    ("present", "absent", "folder"),
    [
        ("x/a x/b", "y/a y/b", "y"),
        ("x/a", "y/a", ""),
        ("x/a x/b", "y/a", ""),
        ("x/a x/b x/c x/d", "y/a y/b", "y"),
        ("x/a x/b x/c x/d x/e", "y/a y/b", ""),
        ("x/a x/b", "y/a y/b z/a z/b", "y"),
        ("x/a x/b x/c", "y/a y/b z/a z/b z/c", "z"),
        ("x/a x/b", "x/c x/d", ""),
        ("a b", "y/a y/b", ""),
    ],
)
def test_the_folder_that_one_of_another_name_stands_for(present: str, absent: str, folder: str) -> None:
    pages = {("es", id): None for id in present.split()}
    known: Any = Stub(
        pages=frozenset(absent.split()),
        _languages={},
        guide=Stub(languages=("es",), pages=pages),
        _is_strange=lambda language, id: True,
    )
    assert dict(known_of(known, "renamed_folders")) == ({("es", "x"): folder} if folder else {})


def test_the_page_that_one_of_a_wrong_name_stands_for() -> None:
    kinds = {"networks/y", "networks/z", "networks/zzzx", "tone"}

    def meant(id: str, present: Sequence[str] = (), drafts: Sequence[str] = ()) -> str:
        guide = Stub(
            facts=Stub(keys={"networks": ["twitch"], "plans": ["culture"]}),
            source_pages=[Stub(id="topics/images")],
            pages=[("es", one) for one in present],
            drafts=[("es", one) for one in drafts],
            kind=lambda page: page.id in kinds or None,
        )
        known: Any = Stub(renamed={"renamed": "tone"}, pages=frozenset({"tone", "roles/press"}), guide=guide)
        one: Any = Stub(path=id, id=id, language="es")
        return str(Demands._meant(known, one))

    assert meant("renamed") == "tone"
    assert (meant("tono"), meant("tono", ["tone"]), meant("tono", [], ["tone"])) == ("tone", "", "")
    assert (meant("networks/twich"), meant("plans/cultura"), meant("topics/imagens")) == (
        "networks/twitch",
        "plans/culture",
        "topics/images",
    )
    assert meant("roles/presss") == meant("rolees/press") == "roles/press"
    # A page of a kind is one of that kind.
    kinds |= {"roles/presss", "rolees/press"}
    assert (meant("roles/presss"), meant("rolees/press")) == ("roles/press", "")


@pytest.mark.parametrize(
    ("language", "misplaced", "lacks"),
    [("es", (), True), ("ca", (), False), ("ca", ("catala",), True), ("en", ("catala",), False), ("en", (), False)],
)
def test_a_language_that_is_missing_or_in_another_folder(
    language: str, misplaced: tuple[str, ...], lacks: bool
) -> None:
    guide = Stub(source_language="ca", misplaced=misplaced)
    known: Any = Stub(guide=guide, unwritten=frozenset({"ca", "es"}))
    assert Demands.lacks_all(known, language) is lacks
    known.lacks_all, known._hidden = partial(Demands.lacks_all, known), frozenset({"docs/en/a.md"})
    assert Demands.hidden(known, f"docs/{language}/b.md") is lacks
    assert Demands.hidden(known, "docs/en/a.md")
