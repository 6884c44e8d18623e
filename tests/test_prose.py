"""How texts and their translations are compared, and what is looked for in any text: each bound on both sides of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from math import log
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from guiaviva.diagnostics import Finding, Place
from guiaviva.exceptions import reported, wrong_exceptions
from guiaviva.guide import exceptions, identification, local
from guiaviva.guide.figures import Difference, Figure, _number, in_full
from guiaviva.prose import (
    currencies,
    figures,
    likeness,
    naming,
    persons,
    phrases,
    private,
    senses,
    sentences,
    statements,
)
from guiaviva.prose.addresses import addresses
from guiaviva.prose.alignment import aligned
from guiaviva.prose.persons import Persons
from guiaviva.prose.sayings import without_equal
from guiaviva.prose.units import Units, _length, percent_difference, unit_difference, without, without_equal_lengths
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.reading.passages import Passage
from guiaviva.rules import cut_words, doubled_word, foreign_code, garbled_text, language_mismatch
from guiaviva.rules.passages import figures as passage_figures
from guiaviva.rules.passages import links as passage_links
from guiaviva.rules.passages import missing, pairs
from projects import MODEL

# Lengths and letters.


def test_how_much_longer_an_original_is() -> None:
    assert likeness.longer("x" * 5, "") == log(2)
    assert likeness.longer("", "x" * 5) == -log(2)


@pytest.mark.parametrize(
    ("lengths", "usual"),
    [
        ([5] * 7, (0.0, 0.6)),
        ([5] * 8, (log(2), 0.27)),
        ([5] * 5 + [15] * 4, (log(2), 0.27)),
        ([0, 0, 0, 5, 5, 5, 15, 15, 15], (log(2), 5 * log(2))),
    ],
)
def test_what_is_usual_is_taken_from_the_texts(lengths: Sequence[int], usual: tuple[float, float]) -> None:
    assert likeness.usual([("x" * length, "") for length in lengths]) == pytest.approx(usual)


@pytest.mark.parametrize(
    ("text", "number"),
    [("Una", 1), ("Una.", 1), ("Una. Dues.", 2), ("Una; dues", 2), ("Una… dues", 2), ("Una» dues", 1), ("一。二。", 2)],
)
def test_the_sentences_of_a_text(text: str, number: int) -> None:
    assert likeness.sentences(text) == number


@pytest.mark.parametrize(
    ("original", "text", "middle", "far", "cut"),
    [
        ("Una. Dues. Tres.", "Una d", 0, log(2), True),
        ("Una. Dues. Tre.", "Una d", 0, log(2), False),
        ("Una. Dues. Tres.", "A. B.", 0, log(2), True),
        ("Una  dues  Tres.", "Una d", 0, log(2), False),
        ("Una; dues. Tres", "A. b; c", 0, 0.1, False),
        ("Una. Dues. Tres.", "Una d", 0.1, log(2), False),
        ("Una. Dues. Tres.", "Una d", -0.1, log(2) + 0.1, True),
    ],
)
def test_a_text_is_cut_where_it_is_shorter_and_lacks_a_sentence(
    original: str, text: str, middle: float, far: float, cut: bool
) -> None:
    assert likeness.cut(original, text, likeness.Usual(middle, far)) is cut


SAME = likeness.Usual(0.0, 0.6)


@pytest.mark.parametrize(
    ("original", "texts", "places"),
    [
        (["Facebook", "Instagram"], ["Instagram", "Facebook"], (0, 1)),
        (["x", "Facebook", "Instagram"], ["x", "Instagram", "Facebook"], (1, 2)),
        (["Facebook", "Instagram"], ["Facebook", "Instagram"], None),
        (["Facebook", "Instagram"], ["Instagram", "Facebook", "x"], None),
        (["casa", "gats"], ["gats", "casa"], None),
        (["casal", "gatet"], ["gatet", "casal"], (0, 1)),
        (["casal", "gatet", *"x" * 10], ["gatet", "casal", *"x" * 10], (0, 1)),
        (["casal", "gatet", *"x" * 11], ["gatet", "casal", *"x" * 11], None),
        (["aaaaa", "bbbbbbbbbbbbbbbbbbbb"], ["ccccccccccccccccccccc", "ddddd"], (0, 1)),
        (["aaaaa", "bbbbbbb"], ["ccccccc", "ddddd"], None),
    ],
)
def test_two_texts_were_exchanged(
    original: Sequence[str], texts: Sequence[str], places: tuple[int, int] | None
) -> None:
    assert likeness.exchanged(original, texts, SAME) == places


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("casa", "Casà", 1.0),
        ("", "casa", 0.0),
        ("casa", "", 0.0),
        ("casa", "gos", 0.0),
        ("casa", "casal", 0.8),
        ("a b", "b", 2 / 3),
    ],
)
def test_the_letters_that_two_texts_share(one: str, other: str, alike: float) -> None:
    assert likeness.likeness(one, other) == pytest.approx(alike)


# Sentences.


@pytest.mark.parametrize(
    ("theirs", "ours", "cost"),
    [
        (["x" * 40], [], 1.5),
        ([], ["x" * 80], 2.0),
        (["x" * 160], [], 2.0),
        (["casa"], ["casa"], -3.0),
        (["casa"], ["x" * 20], 2.5 * log(2)),
        (["x" * 20], ["casa"], 2.5 * log(2)),
        (["ca", "sa"], ["gat!"], 0.5),
        (["ab", "cd"], ["x" * 20], 0.5 + 1.5 * 2.5 * log(2)),
    ],
)
def test_what_it_costs_that_sentences_go_together(theirs: list[str], ours: list[str], cost: float) -> None:
    assert sentences._cost(theirs, ours) == pytest.approx(cost)


ONE, TWO, THREE = "La platja tanca a les vuit.", "Porteu aigua i un barret.", "Els gossos no hi entren mai."
ALL = " ".join((ONE, TWO, THREE))


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        ({"ca": ALL, "es": ALL, "en": ALL}, None),
        ({"ca": ALL, "es": ALL, "en": f"{ONE} {THREE}"}, ("en", True, TWO)),
        ({"ca": f"{ONE} {THREE}", "es": ALL, "en": ALL}, ("ca", True, TWO)),
        ({"ca": f"{ONE} {THREE}", "es": f"{ONE} {THREE}", "en": ALL}, ("en", False, TWO)),
        ({"ca": ALL, "es": f"{ONE} {THREE}"}, None),
        ({"ca": ALL, "es": f"{ONE} {THREE}", "en": ONE}, None),
        ({"ca": ALL, "es": ALL, "en": f"{ONE} {THREE}", "fr": f"{ONE} {THREE}"}, None),
        ({"ca": ALL, "es": ALL, "en": f"{ONE} {THREE}", "fr": ALL}, ("en", True, TWO)),
        ({"ca": ALL, "es": f"{ONE} {THREE} {TWO}", "en": f"{ONE} {THREE}"}, None),
    ],
)
def test_one_text_alone_lacks_a_sentence(texts: dict[str, str], odd: tuple[str, bool, str] | None) -> None:
    assert sentences.odd_sentence(texts) == odd


@pytest.mark.parametrize(("number", "found"), [(40, True), (41, False)])
def test_of_longer_texts_sentences_are_not_compared(number: int, found: bool) -> None:
    every = [f"{chr(97 + at % 26) * 4}{chr(97 + at // 26) * 3}." for at in range(number)]
    long, short = " ".join(every), " ".join(every[:-1])
    assert bool(sentences.odd_sentence({"ca": long, "es": long, "en": short})) is found


LONG = "La platja tanca a les vuit"


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ({"ca": f"{LONG}.", "es": LONG}, "es"),
        ({"ca": f"{LONG}.", "es": f"{LONG},"}, "es"),
        ({"ca": f"{LONG}.", "es": f"**{LONG}.**)"}, ""),
        ({"ca": LONG, "es": LONG}, ""),
        ({"ca": f"{LONG}.", "es": f"{LONG}."}, ""),
        ({"es": LONG}, ""),
        ({"ca": "Tanca.", "es": LONG}, ""),
        ({"ca": "Tanca a les vuit ja.", "es": LONG}, "es"),
        ({"ca": "Tanca a les vuit j.", "es": LONG}, ""),
        ({"ca": f"{LONG}.", "es": LONG.lower()}, ""),
        ({"ca": f"{LONG}.", "es": f"{LONG} #platja"}, ""),
        ({"ca": f"{LONG}.", "es": f"{LONG} 112"}, ""),
        ({"ca": f"{LONG}.", "es": f"{LONG} d'estiu"}, "es"),
    ],
)
def test_one_text_alone_ends_within_a_sentence(texts: dict[str, str], language: str) -> None:
    assert sentences.unended(texts) == language


def test_parts_that_go_together_cost_the_least() -> None:
    def cost(theirs: Sequence[str], ours: Sequence[str]) -> float:
        return (not theirs or not ours) + abs(len("".join(theirs)) - len("".join(ours)))

    def steps(theirs: Sequence[str], ours: Sequence[str]) -> list[tuple[int, ...]]:
        return [tuple(one) for one in aligned(theirs, ours, cost)]

    assert steps(["ab", "c"], ["ab", "c"]) == [(0, 0, 1, 1), (1, 1, 1, 1)]
    assert steps(["abc"], ["ab", "c"]) == [(0, 0, 1, 2)]
    assert steps(["ab", "c"], ["abc"]) == [(0, 0, 2, 1)]
    assert steps(["abcd", "x"], ["abcd"]) == [(0, 0, 2, 1)]
    assert steps([], ["a"]) == [(0, 0, 0, 1)]
    assert steps(["a"], []) == [(0, 0, 1, 0)]
    assert steps([], []) == []


# Figures and what they count.


@cache
def units(language: str) -> Units:
    words = MODEL.prose[language]
    return Units(words.figures, words.posts.weekdays)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("es", "dos", ["2"]),
        ("es", "uno", []),
        ("es", "veinte", ["20"]),
        ("es", "treinta y uno", ["31"]),
        ("es", "treinta y veinte", ["30", "20"]),
        ("es", "treinta uno", ["30"]),
        ("en", "twenty-one", ["21"]),
        ("en", "twenty-first", []),
        ("en", "two-thirds", ["2"]),
        ("en", "two hundred and fifty", ["250"]),
        ("en", "two and a half", []),
        ("ca", "tres-cents un", ["301"]),
        ("ca", "tres-cents vint cinc", ["320", "5"]),
        ("es", "nada", []),
    ],
)
def test_numbers_in_words(language: str, text: str, values: list[str]) -> None:
    assert [one.value for one in units(language).in_words(text)] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("es", "2 días", ["2 days", "2 days-any"]),
        ("es", "dos días laborables", ["2 days", "2 days-working"]),
        ("es", "2 días naturales", ["2 days", "2 days-any"]),
        ("en", "2 working days", ["2 days", "2 days-working"]),
        ("en", "2 weeks", ["2 weeks"]),
        ("es", "lunes, día 7", ["7 weekday-0"]),
        ("es", "lunes 7", ["7 weekday-0"]),
        ("es", "lunes 7:30", []),
        ("es", "14 h", []),
        ("es", "7 personas", []),
    ],
)
def test_what_figures_count(language: str, text: str, values: list[str]) -> None:
    assert [one.value for one in units(language).figures(text)] == values


def figures_of(*values: str) -> list[Figure]:
    return [Figure(value, f"<{value}>") for value in values]


@pytest.mark.parametrize(
    ("source", "other", "different"),
    [
        (["2 days"], ["2 hours"], (("<2 days>",), ("<2 hours>",))),
        (["2 days"], ["3 hours"], None),
        (["2 days", "2 hours"], ["2 hours"], None),
        (["2 days", "2 days-any"], ["2 days", "2 days-working"], (("<2 days-any>",), ("<2 days-working>",))),
        (["7 weekday-0"], ["7 weekday-1"], (("<7 weekday-0>",), ("<7 weekday-1>",))),
        (["7 weekday-0"], ["7 days"], None),
    ],
)
def test_the_same_figures_count_something_else(
    source: list[str], other: list[str], different: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    found = unit_difference(figures_of(*source), figures_of(*other))
    assert found == (Difference(*different) if different else None)


@pytest.mark.parametrize(
    ("source", "other", "different"),
    [
        ("5 %", "5%", None),
        ("5%", "5", (("5%",), ("5",))),
        ("5", "5%", (("5",), ("5%",))),
        ("5%", "5 de cada cent", None),
        ("5%", "6", None),
        ("5%, i 6", "5, y 6%", (("5%", "6"), ("5", "6%"))),
        ("5%", "5, més o menys", (("5%",), ("5",))),
        ("5%", "5,1", None),
    ],
)
def test_percentages_that_lost_their_sign(
    source: str, other: str, different: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    assert percent_difference(source, other) == (Difference(*different) if different else None)


@pytest.mark.parametrize(
    ("value", "of_weeks", "length"),
    [
        ("48 hours", False, (("minutes", 2880), "48")),
        ("2 days", False, (("minutes", 2880), "2")),
        ("2 years", False, (("months", 24), "2")),
        ("15 days", True, (("minutes", 20160), "15")),
        ("15 days", False, (("minutes", 21600), "15")),
        ("8 days", True, (("minutes", 10080), "8")),
        ("8 hours", True, (("minutes", 480), "8")),
        ("2 characters", False, None),
        ("7 weekday-0", False, None),
    ],
)
def test_how_long_a_time_is(value: str, of_weeks: bool, length: Any) -> None:
    assert _length(Figure(value, value), of_weeks=of_weeks) == length


def test_times_that_are_as_long_in_other_units_are_the_same() -> None:
    source, other = figures_of("48 hours", "3 days"), figures_of("2 days", "3 days")
    given = figures_of("48", "3"), figures_of("2", "3")
    assert without_equal_lengths(source, other, given) == (given[0][1:], given[1][1:])
    assert without_equal_lengths(source, source, given) == given
    weeks, days = figures_of("2 weeks"), figures_of("15 days")
    assert without_equal_lengths(weeks, days, (figures_of("2"), figures_of("15"))) == ([], [])
    assert without(figures_of("3", "3", "2"), Counter({"3": 1})) == figures_of("3", "2")


@pytest.mark.parametrize(
    ("written", "number"),
    [("05", "5"), ("00", "00"), ("1.000", "1000"), ("007", "007"), ("5", "5"), ("٣", "3")],
)
def test_numbers_without_marks(written: str, number: str) -> None:
    assert _number(written) == number


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("1.5 million", "1500000"),
        ("2 million", "2000000"),
        ("1.25 thousand", "1250"),
        ("1.05 million", "1050000"),
        ("3 millions", "3 millions"),
        ("1234 million", "1234 million"),
    ],
)
def test_a_million_with_all_its_figures(text: str, full: str) -> None:
    assert in_full(text, "en") == full
    assert in_full(text, "qq") == text


@pytest.mark.parametrize(
    ("text", "written", "code"),
    [
        ("25 €", "25 €", "EUR"),
        ("€25", "€25", "EUR"),
        ("EUR 25 a l'any", "EUR 25", "EUR"),
        ("25 USD", "25 USD", "USD"),
        ("$25", "$25", "MXN"),
        ("2 milions d'euros més", "2 milions d'euros", "EUR"),
        ("1.000 lliures esterlines", "1.000 lliures", "GBP"),
        ("XXQ 25", "", ""),
        ("25 persones", "", ""),
        ("euros", "", ""),
    ],
)
def test_amounts_of_money(text: str, written: str, code: str) -> None:
    found = [*currencies.amounts(text, "ca")]
    assert [one.written for one in found] == ([written] if code else [])
    assert all(code in one.codes for one in found)
    assert not any("EUR" in one.codes for one in currencies.amounts("$25", "ca"))


@pytest.mark.parametrize(
    ("source", "other", "different"),
    [
        ("25 €", "25 $", (("25 €",), ("25 $",))),
        ("25 €", "25 euros", None),
        ("25 €", "26 $", None),
        ("25 €, 30 €", "25 €, 30 $", (("30 €",), ("30 $",))),
    ],
)
def test_the_same_amount_in_another_currency(
    source: str, other: str, different: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    theirs, ours = ([*currencies.amounts(text, "ca")] for text in (source, other))
    assert currencies.currency_difference(theirs, ours) == (Difference(*different) if different else None)


@pytest.mark.parametrize(
    ("source", "other", "different"),
    [
        (["network x"], ["network y"], (("<network x>",), ("<network y>",))),
        (["network x"], ["network x", "network y"], None),
        (["network x", "network y"], ["network y"], None),
        (["network x"], ["role y"], None),
        (["role a", "network x"], ["role a", "network y"], (("<network x>",), ("<network y>",))),
    ],
)
def test_a_name_in_the_place_of_another(
    source: list[str], other: list[str], different: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    found = naming.name_difference(figures_of(*source), figures_of(*other))
    assert found == (Difference(*different) if different else None)


def test_names_of_time_have_the_letters_of_their_language() -> None:
    names = naming.Names({"May": "month 5", "Riu  Blanc": "network x", "mayo": "month 5", "": "role y"})
    assert [one.value for one in names.figures("It may be")] == []
    assert [one.value for one in names.figures("In May, riu blanc and mayo")] == ["month 5", "network x", "month 5"]
    assert [one.value for one in names.figures("@riu blanc, x.may")] == []


# Passages of translations.


def passages(*texts: str, kind: str = "paragraph") -> list[Passage]:
    return [Passage(kind, number, text, text) for number, text in enumerate(texts, 3)]


@pytest.mark.parametrize(
    ("theirs", "ours", "cost"),
    [
        (passages("casa"), [], 3.0),
        ([], passages("casa"), 3.0),
        (passages("casa"), passages("casa", kind="item"), float("inf")),
        (passages("casa", "casa"), passages("casa"), 10 * log(13 / 9) + 2 - 3),
        (passages("casa", "casa", kind="item"), passages("casa", kind="item"), float("inf")),
        (passages("a", kind="block"), passages("a", kind="block"), 0.0),
        (passages("a", kind="block"), passages("b", kind="block"), float("inf")),
        (passages("casa"), passages("casa"), -3.0),
        (passages("x" * 13), passages("casa"), 2 * log(2)),
        (passages("casa"), passages("x" * 13), 2 * log(2)),
        (passages("12"), passages("34"), 2.0),
        (passages("12 y"), passages("12 z"), -3 * 2 / 4),
        (passages("12 34"), passages("12 56"), 2 - 2 / 3 - 3 * 2 / 4),
    ],
)
def test_what_it_costs_that_passages_go_together(theirs: list[Passage], ours: list[Passage], cost: float) -> None:
    assert missing._cost(theirs, ours, 1.0, likeness.likeness) == pytest.approx(cost)


def test_the_language_of_the_source_may_be_longer() -> None:
    assert missing._cost(passages("x" * 13), passages("casa"), 2.0, likeness.likeness) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("text", "signs"),
    [("El 12 i Riu", ["12", "Riu"]), ("Riu", []), ("un Riu-blanc X", ["Riu-blanc"]), ("a B2", ["B2"])],
)
def test_what_a_passage_has_in_common_with_its_translation(text: str, signs: list[str]) -> None:
    assert sorted(missing._signs(Passage("item", 1, text))) == signs
    assert "x.md" in missing._signs(Passage("item", 1, text, links=["x.md"]))


def test_the_passages_that_one_side_lacks() -> None:
    def gaps(theirs: Sequence[Passage], ours: Sequence[Passage]) -> list[tuple[str, str, int]]:
        of = Stub(source=Stub(text="x"), language="ca")
        pair: Any = Stub(theirs=theirs, ours=ours, source=of, page=of)
        like: Any = Stub(known_share=lambda *_: 0.0)
        return [(variant, one.text, line) for variant, one, line in missing._gaps(like, pair)]

    every = passages("La platja tanca a les 8", "Porteu aigua", "Truqueu al 112 de seguida")
    assert gaps(every, every) == []
    assert gaps(every, [every[0], every[2]]) == [("missing", "Porteu aigua", 3)]
    assert gaps([every[0], every[2]], every) == [("extra", "Porteu aigua", 3)]
    assert gaps(every, every[1:]) == [("missing", every[0].text, 0)]
    assert gaps(every[1:], every) == [("extra", every[0].text, 0)]
    title = Passage("title", 1, "Platja")
    assert gaps([title, *every], every) == gaps(every, [title, *every]) == []
    assert gaps([every[0], *every], every) == [("missing", every[0].text, 3)]
    assert pairs.cells_of(" a | b | ") == ["a", "b"]
    assert pairs.cells_of("a |  | c") == ["a", "", "c"]


def test_passages_translate_one_another_where_both_sides_have_the_same() -> None:
    paragraphs, items = passages("a", "b"), passages("a", "b", kind="item")
    assert [*pairs.paired(paragraphs, paragraphs)] == [*zip(paragraphs, paragraphs, strict=True)]
    assert [*pairs.paired(paragraphs, items)] == [*pairs.paired(paragraphs, paragraphs[:1])] == []
    assert pairs.short("a b c d e f g h | ") == "a b c d e f g h"
    assert pairs.short("a b c d e f g h i") == "a b c d e f g h …"


def page(text: str, path: str = "docs/ca/tone.md") -> Any:
    return read_page(Source(path, text), *path.removeprefix("docs/").removesuffix(".md").split("/", 1))


def test_the_place_of_a_figure_in_its_passage() -> None:
    text = page("# Títol\n\nUna\nfins a les 8\n\nfins a les 9\n")

    def place(figure: str, kind: str = "paragraph") -> tuple[int, int, int]:
        difference = Difference((), (figure,) if figure else ())
        return passage_figures._place(text, Passage(kind, 3, "Una"), difference)[1:]

    assert place("8") == (4, 12, 1)
    assert place("9") == place("") == (3, 1, 0)
    assert place("9", "block") == (6, 12, 1)
    assert place("Una") == (3, 1, 3)


def test_how_figures_of_two_texts_differ() -> None:
    three, four = figures_of("3", "3", "5"), figures_of("3", "4")
    assert passage_figures._unlike_values(three, four) == 3
    assert passage_figures._unlike_values(four, three) == 3
    assert passage_figures._unlike_values(three, three) == 0
    assert passage_figures.differing(three, four) == "3 4"


@pytest.mark.parametrize(
    ("lost", "new", "variant", "name"),
    [
        ("3", "4", "", "changed"),
        ("3", "", "", "missing"),
        ("", "4", "", "extra"),
        ("3", "4", "text", "text-changed"),
        ("3", "", "text", "text-missing"),
        ("3", "4", "text-cause", "text-cause"),
    ],
)
def test_the_words_of_a_difference(lost: str, new: str, variant: str, name: str) -> None:
    one = Difference((lost,) if lost else (), (new,) if new else ())
    assert passage_figures.figure_finding(Place("x"), one, variant).variant == name


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://example.org/ca/a/", "https://example.org/es/a"),
        ("https://example.org/a/index.html", "https://example.org/a"),
        ("https://example.org/A", "https://example.org/a"),
        ("mailto:a@example.org?subject=Hola", "mailto:a@example.org?subject=Hello"),
        ("roles.md", "roles.md"),
        ("#a", "tone.md#a"),
    ],
)
def test_links_that_lead_to_the_same(address: str, same: str) -> None:
    text, codes = page("# Títol\n"), passage_links._codes(("ca", "es"))
    assert passage_links._same(text, address, codes) == passage_links._same(text, same, codes)
    assert passage_links._same(text, address, codes) != passage_links._same(text, f"x{same}", codes)


# Words that were cut, twice there, or in code.


def cut(text: str, language: str = "ca", **words: int) -> list[tuple[str, str, str]]:
    counts = {"ca": Counter(words)} if words else {}
    totals = {"ca": 9} if words else {}
    identifier = identification.Identifier(counts, totals)
    return [(one.variant, one.written, one.meant) for one in cut_words._words(identifier, language, text)]


def test_a_hyphen_at_the_end_of_a_line_is_left_within_a_word() -> None:
    assert cut("la comuni- cació", comunicació=1) == [("cut", "comuni- cació", "comunicació")]
    assert cut("la comuni-\ncació", comunicació=1) == [("cut", "comuni- cació", "comunicació")]
    assert cut("la comuni- cació", altres=1) == [("cut", "comuni- cació", "comunicació")]
    assert cut("la pre- i postvenda", pre=2, altres=1) == []
    assert cut("la pre- postvenda", pre=2) == []
    assert cut("la pre- postvenda", pre=1) == [("cut", "pre- postvenda", "prepostvenda")]
    assert cut("la pre- postvenda", postvenda=2) == []
    assert cut("la comuni- Cació", altres=1) == cut("x- cació", altres=1) == cut("la comuni- c", altres=1) == []
    assert cut("la xo- ca", altres=1) == [("cut", "xo- ca", "xoca")]
    assert cut("la sud-ameri- cana", altres=1) == cut("l'ameri- cana", altres=1) == []
    assert cut("la comuni- cació") == []


def test_question_marks_stand_for_a_letter() -> None:
    assert cut("la informaci? diu", informació=1) == [("lost", "informaci?", "informació")]
    assert cut("la INFORMACI?N", informacién=1) == [("lost", "INFORMACI?N", "INFORMACIÉN")]
    assert cut("la comunicaci??n diu", altres=1) == [("lost-unknown", "comunicaci??n", "")]
    assert cut("la casa?", casà=1) == []
    assert cut("què? com", quèa=1) == []


DOUBLED = Stub(model=MODEL)


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("de de la", "de de"),
        ("De de la", "De de"),
        ("Pago Pago", None),
        ("servei servei", "servei servei"),
        ("xarxa xarxa", None),
        ("«de de»", None),
        ("Diuen «de de» sempre", None),
        ("«de de la»", "de de"),
        ("la «de de", "de de"),
        ("de, de", None),
        ("x.de de", None),
    ],
)
def test_a_word_stands_twice(text: str, doubled: str | None) -> None:
    guide: Any = DOUBLED
    found = doubled_word._doubled(guide, "ca", text)
    assert (found and found[0]) == doubled
    assert doubled_word._doubled(guide, "xx", text) is None
    without = doubled_word._doubled(guide, "ca", text, small_too=False)
    assert (without and without[0]) == (doubled if doubled and len(doubled) > 9 else None)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("**a**{: style=x} b", True),
        ("a {: style=x} b", False),
        ("a {: style=x}", True),
        ("| a {: style=x} | b", True),
        ("a {: style=x}\nb", True),
        ("[a](b){: style=x} c", True),
        ("{: style=x} *", False),
    ],
)
def test_a_list_of_attributes_is_after_what_it_marks(text: str, gives: bool) -> None:
    (match,) = foreign_code._LIST.finditer(text)
    assert foreign_code._gives(text, match) is gives


# What is private.


@pytest.mark.parametrize(
    ("like", "value", "after", "quoted", "is_like"),
    [
        (private._like_password, "riublanc", "", False, False),
        (private._like_password, "riublanc", "", True, True),
        (private._like_password, "riu1", "", False, True),
        (private._like_password, "riu!", "", False, True),
        (private._like_password, "2026-11-24", "", True, False),
        (private._like_password, "1234", "", False, True),
        (private._like_password, "1234", " persones", False, False),
        (private._like_password, "1234", ". Altres", False, False),
        (private._like_password, "1234", " 5", False, True),
        (private._like_password, "12.34", "", True, False),
        (private._like_password, "abcd-efgh-ijkl-mnop", "", False, True),
        (private._like_password, "abcd-efgh-ijkl", "", False, False),
        (private._like_key, "abc123", "", False, True),
        (private._like_key, "ab123", "", False, False),
        (private._like_key, "abcdef", "", False, False),
        (private._like_key, "123456", "", False, False),
        (private._like_key, "#bc123", "", False, False),
        (private._like_key, "@bc123", "", False, False),
        (private._like_key, "abcdef12", "", False, False),
        (private._like_key, "JBSW", " Y3DP EHPK 3PXP", False, True),
        (private._like_key, "JBSW", " YEDP", False, False),
        (private._like_pin, "1234", "", False, True),
        (private._like_pin, "123", "", False, False),
        (private._like_pin, "12345678#", "", False, True),
        (private._like_pin, "123456789", "", False, False),
        (private._like_pin, "1234", " persones", False, False),
        (private._like_pin, "1234", ", persones", False, True),
        (private._like_code, "123456", "", False, True),
        (private._like_code, "12345", "", False, False),
        (private._like_code, "123", " 456", False, True),
        (private._like_code, "123 456", "", False, True),
        (private._like_code, "2025", " 2026", False, False),
        (private._like_code, "2025", " 3026", False, True),
        (private._like_code, "12", "", False, False),
        (private._like_code, "123456x", "", False, False),
    ],
)
def test_what_is_like_a_secret(like: Callable[..., bool], value: str, after: str, quoted: bool, is_like: bool) -> None:
    assert like(value, after, quoted=quoted) is is_like


@pytest.mark.parametrize(
    ("text", "place", "stands"),
    [
        ("pin", 0, True),
        ("el pin.", 3, True),
        ("elpin", 2, False),
        ("pins", 0, False),
        ("el pan", 3, False),
        ("x pin", 2, True),
    ],
)
def test_a_word_stands_whole_in_a_text(text: str, place: int, stands: bool) -> None:
    assert private._stands(text, "pin", place) is stands


def test_the_cells_of_a_row() -> None:
    assert private._cells("| a | b |") == [(" a ", 1), (" b ", 5)]
    assert private._cells("a | b") == [(" b", 3)]
    assert [private._mixed(one) for one in ("a1", "a", "1", "")] == [True, False, False, False]
    assert private.Private(0, 1, "password", "x" * 13).shown == "•" * 12
    assert private.Private(0, 1, "token", "xyz").shown == "•••"
    assert private.Private(0, 1, "mobile", "600").shown == "600"


# Languages.


@pytest.mark.parametrize(
    ("numbers", "heaviest"),
    [
        ([], (0, 0, 0.0)),
        ([-1, 2, 3, -4, 1], (1, 3, 5)),
        ([2, -1, 2], (0, 3, 3)),
        ([1, -1, 2], (2, 3, 2)),
        ([-1, -2], (0, 0, 0.0)),
        ([2, -3, 2], (0, 1, 2)),
    ],
)
def test_between_which_places_numbers_are_the_greatest(numbers: list[float], heaviest: tuple[int, int, float]) -> None:
    assert identification._heaviest(numbers) == heaviest


def test_large_numbers_are_taken_roughly() -> None:
    roughly = [0, 0, 1, 2, 3, 4, 4, 6, 6, 8, 8, 8, 8, 12]
    assert [identification._rough(number) for number in range(-1, 13)] == roughly
    levels = [identification._level(number) for number in range(15)]
    assert levels[:2] == [0, 1]
    same = [one for one in range(1, 15) if levels[one] == levels[one - 1]]
    assert same == [6, 8, 10, 11, 12, 14]
    assert identification._groups("mar") == [" ma", "mar", "ar "]


def test_the_words_that_follow_one_another_and_speak_most() -> None:
    documents = [*(("ca", ["amb", "que"]) for _ in range(9)), *(("es", ["con", "que"]) for _ in range(9))]
    some = identification.identifier(documents, {"ca": ["però"], "xx": ["y"]})
    assert some.counts["ca"]["però"] == 3
    weight, words = some.run(["amb", "con", "con", "que", "amb"], "ca", ["es"])
    assert (list(words)[:2], weight.language, weight.for_it, weight.against) == (["con", "con"], "es", 1, 0)
    assert some.run(["amb"], "ca", ["es"])[1] == []
    assert some.number("con", "es") == 9
    assert some.number("con", "fr") == some.number("sin", "es") == 0
    assert (some.alike("co.", "es"), some.alike("x.", "es"), some.alike("co.", "fr")) == ("con", "", "")
    assert some.speaks(["con"], "ca", ["es"])
    assert not some.speaks(["amb"], "ca", ["es"])
    assert some.weigh(["con"], "ca", []) == ("", float("-inf"), 0.0, 1, 0, 0)
    few = identification.identifier([("ca", ["a"])] * 5 + [("es", ["a"])] * 4, {})
    assert list(few.counts) == ["ca"]


# Exceptions, and what holds only somewhere.

TEXT = "# Títol\n\nUn text.\n\n## Un {#a}\n\n- Un\n  més\n\n  encara\n\n- Dos\n\nPla\n\n### Sub {#b}\n\n## Dos {#c}\n"


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (1, (1, exceptions._END - 1)),
        (3, (3, 3)),
        (4, (5, 17)),
        (5, (5, 17)),
        (7, (7, 10)),
        (12, (12, 12)),
        (16, (16, 17)),
        (18, (18, exceptions._END - 1)),
    ],
)
def test_the_lines_for_which_an_exception_holds(line: int, lines: tuple[int, int]) -> None:
    assert exceptions.lines_after(page(TEXT), line) == lines


def test_an_exception_holds_after_comments_and_for_a_block() -> None:
    text = page("# T\n\n<!-- a -->\n\n/// note | N\nUn\n\nDos\n///\n\nFi\n")
    assert exceptions.lines_after(text, 3) == (5, 9)
    exempt = exceptions.Exempt("x", "", Place("a.md", 3), 5, 9)
    covered = [exempt.covers(Finding("x", Place("a.md", line), {})) for line in (4, 5, 9, 10)]
    assert covered == [False, True, True, False]
    assert not exempt.covers(Finding("x", Place("b.md", 5), {}))
    assert not exempt.covers(Finding("y", Place("a.md", 5), {}))


def test_what_is_excepted_and_what_is_wrong_with_exceptions() -> None:
    rules = {
        "free": Stub(fixed=False, level="warning"),
        "fixed": Stub(fixed=True, level="warning"),
        "demand": Stub(fixed=False, level="S1"),
    }

    def guide(*exempts: tuple[str, str, str], unread: str = "") -> Any:
        given = [exceptions.Exempt(rule, reason, Place(path, 1), 1, 9) for rule, reason, path in exempts]
        pages = [Stub(path="a.md", whole=unread != "a.md", front_problems=unread == "front")]
        problems = [Stub(place=Place("b.yml"))] if unread == "b.yml" else []
        return Stub(model=Stub(rules=rules), exceptions=given, all_pages=pages, facts=Stub(problems=problems))

    def of(rule: str, path: str = "a.md") -> Finding:
        return Finding(rule, Place(path, 5), {})

    every = [of("free"), of("fixed"), of("demand"), of("free", "b.md")]
    some = guide(("free", "x", "a.md"), ("fixed", "x", "a.md"), ("demand", "x", "a.md"), ("other", "x", "a.md"))
    left = [(one.rule, one.place.path, one.excepted) for one in reported(some, every)]
    assert left == [("fixed", "a.md", False), ("demand", "a.md", True), ("free", "b.md", False)]

    def wrong(*exempts: tuple[str, str, str], unread: str = "") -> list[str]:
        found = wrong_exceptions(guide(*exempts, unread=unread), [of("free")])
        return [f"{one.rule} {one.variant}".strip() for one in found]

    assert wrong(("free", "x", "a.md")) == []
    assert wrong(("demand", "x", "a.md")) == wrong(("free", "x", "b.yml")) == ["unneeded-exception"]
    assert wrong(("demand", "x", "a.md"), unread="a.md") == wrong(("demand", "x", "a.md"), unread="front") == []
    assert wrong(("free", "x", "b.yml"), unread="b.yml") == []
    assert wrong(("free", "", "a.md")) == ["invalid-exception reason"]
    assert wrong(("fixed", "", "a.md")) == ["invalid-exception fixed"]
    assert wrong(("demands", "x", "a.md")) == ["invalid-exception nearest"]
    assert wrong(("zzzzzzzz", "x", "a.md")) == ["invalid-exception rule"]


NETWORKS = ("x", "tiktok", "youtube")


@pytest.mark.parametrize(
    ("scope", "place", "fits"),
    [
        ("ES-CT", ("ES-CT", "municipality", (), "complete"), True),
        ("ES", ("ES-CT", "municipality", (), "complete"), True),
        ("EU", ("ES-CT", "municipality", (), "complete"), True),
        ("EU", ("US", "municipality", (), "complete"), False),
        ("ES-CT", ("ES", "municipality", (), "complete"), False),
        ("ES municipality", ("ES", "university", (), "complete"), False),
        ("municipality", ("US", "municipality", (), "complete"), True),
        ("x tiktok", ("ES", "municipality", ("tiktok",), "complete"), True),
        ("x+tiktok", ("ES", "municipality", ("tiktok",), "complete"), False),
        ("x+tiktok", ("ES", "municipality", ("x", "tiktok"), "complete"), True),
        ("minimum", ("ES", "municipality", (), "complete"), False),
        ("minimum", ("ES", "municipality", (), "minimum"), True),
    ],
)
def test_where_a_scope_holds(scope: str, place: tuple[str, str, Sequence[str], str], fits: bool) -> None:
    read = local.scope_of(scope, NETWORKS)
    assert read is not None
    assert read.fits(*place) is fits


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("ES-CT municipality", None),
        ("ES-CT, municipalty", ("municipalty", "municipality", "ES-CT municipality")),
        ("es-ct", ("es-ct", "ES-CT", "ES-CT")),
        ("tiktk+x", ("tiktk+x", "tiktok+x", "tiktok+x")),
        ("zzzzzz+x", None),
        ("zzzzzzzz", None),
        ("municipalty zzzzzzzz", None),
        ("QQ", None),
        ("demonstraton", ("demonstraton", "demonstration", "demonstration")),
    ],
)
def test_the_scope_that_was_meant(text: str, mended: tuple[str, str, str] | None) -> None:
    assert local.mended(text, NETWORKS) == mended
    assert local.scope_of("", NETWORKS) is local.scope_of("zzzz", NETWORKS) is None


MARKED = "# T\n\n- Un <!-- only ES -->\n  més\n\n  altre\n- Dos\n\n<!-- only ES, elsewhere: Aquí no. -->\n\nText\n"


def test_the_passages_that_hold_only_somewhere() -> None:
    first, second = local.in_page(page(MARKED), NETWORKS)
    assert (first.first, first.last, first.own, first.prompt, first.instead) == (3, 4, False, "", "")
    assert (second.first, second.last, second.own, second.prompt) == (11, 11, True, "")
    assert (second.found, second.instead) == ("ES", "Aquí no.")
    (prompted,) = local.in_page(page("# T\n\n<!-- only ES: El que feu. -->\nText\n"), NETWORKS)
    assert (prompted.prompt, prompted.instead) == ("El que feu.", "")
    assert [text.prose.strip() for _, text in local.elsewhere(page(MARKED))] == ["Aquí no."]
    assert [one.territories for one in local.named_in(MARKED, NETWORKS)] == [frozenset({"ES"})] * 2
    assert [*local.named_in("<!-- only zzzz -->", NETWORKS)] == []
    rows = page("# T\n\n| a |\n|---|\n| b <!-- only ES --> |\n| c |\n")
    assert [(one.first, one.last) for one in local.in_page(rows, NETWORKS)] == [(5, 5)]
    wrong = page(
        "# T\n\n<!-- onyl x -->\n\n<!-- onlyy zzzz -->\n\n<!-- only ES -->\n\n<!-- Onlx x -->\n\n"
        "<!-- lony x -->\n\n<!-- Solo ES -->\n"
    )
    found = [(place.line, word) for place, word, _ in local.misspelt(wrong, NETWORKS)]
    assert found == [(3, "onyl"), (9, "Onlx"), (13, "Solo")]


def test_the_names_of_a_scope_are_in_order() -> None:
    names: Sequence[str] = local.names(NETWORKS)
    assert list(names) == sorted(names)
    assert {"x", "minimum", "municipality"} <= {*names}


def test_the_records_of_data_for_which_an_exception_holds() -> None:
    text = (
        "x-allow: {a-rule: for all}\none:\n  name: A\n  x-allow: {b-rule: why}\n"
        "two:\n  - x-allow: {c-rule: ' '}\n    z: 1\n  - x-allow: d\n"
    )
    found = [(one.rule, one.reason, one.first, one.last) for one in exceptions.in_data(Source("data/x.yml", text))]
    assert found == [
        ("a-rule", "for all", 1, exceptions._END),
        ("b-rule", "why", 2, 4),
        ("c-rule", "", 6, 7),
        ("d", "", 8, 8),
    ]
    assert (
        [*exceptions.in_data(Source("data/x.csv", text))] == [*exceptions.in_data(Source("data/x.yml", "a: 1\n"))] == []
    )


def test_the_language_for_which_a_folder_is_meant() -> None:
    def meant(folder: str, unwritten: Sequence[str], *misplaced: str) -> str:
        guide: Any = Stub(demands=Stub(unwritten=frozenset(unwritten)), misplaced=(folder, *misplaced))
        return language_mismatch._meant(guide, folder)

    assert meant("catala", ["ca"]) == "ca"
    assert meant("catala", ["ca", "es"]) == meant("catala", ["ca"], "espanyol") == meant("de", ["ca"]) == ""
    assert meant("catala", []) == meant("de-AT", ["ca"]) == ""


# What is of one person, and what turns a text into its opposite.


PERSONS = Persons([*MODEL.prose.values()])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Passaport: AB123456", "identity"),
        ("Passaport: AB112211", ""),
        ("Passaport: AB112213", "identity"),
        ("Passaport: 123456789", ""),
        ("Passaport: A23456789", "identity"),
        ("Passaport: 12/11/2026", ""),
        ("Va néixer el 3 de maig de 1905", "born"),
        ("Va néixer el 3 de maig de 1904", ""),
        ("Va néixer el 3/5/1980", "born"),
    ],
)
def test_what_words_beside_it_show_to_be_of_one_person(text: str, kind: str) -> None:
    assert [one[2] for one in PERSONS.find(text, text.casefold())] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("value", "is_number"),
    [("AB123456", True), ("123456789", False), ("A123456789", True), ("12345678", True), ("112112112", False),
     ("1122", False), ("1123", True), ("1/2/2023", False)],
)  # fmt: skip
def test_a_number_is_no_sample_date_or_telephone(value: str, is_number: bool) -> None:
    assert persons._is_number(value) is is_number


class Says:
    """What reads opposites in a language where a text says these sides, each with how it is written."""

    def __init__(self, denies: bool = False, **sides: dict[int, str]) -> None:
        self.sides, self.denied = sides, denies

    def opposites(self, text: str) -> dict[str, dict[int, str]]:
        return self.sides

    def denies(self, text: str) -> bool:
        return self.denied


@pytest.mark.parametrize(
    ("source", "own", "different"),
    [
        (Says(when={0: "abans"}), Says(when={1: "después"}), (("abans",), ("después",))),
        (Says(when={0: "abans"}), Says(when={0: "antes"}), None),
        (Says(when={0: "abans"}), Says(), None),
        (Says(when={0: "abans", 1: "després"}), Says(when={1: "después"}), None),
        (Says(when={0: "abans"}), Says(when={0: "antes", 1: "después"}), None),
        (Says(when={0: "abans"}), Says(True, when={1: "después"}), None),
        (Says(True, when={0: "abans"}), Says(True, when={1: "después"}), (("abans",), ("después",))),
        (
            Says(when={0: "abans"}, size={0: "gran"}),
            Says(when={1: "después"}, size={0: "grande"}),
            (("abans",), ("después",)),
        ),
    ],
)
def test_a_text_says_the_opposite(source: Any, own: Any, different: Any) -> None:
    assert senses.opposite_difference(source, "", own, "") == (Difference(*different) if different else None)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["nou"], "Nou i nous", ["Nou"]),
        (["d'"], "d'abans", ["d'"]),
        (["respon*"], "responen", ["responen"]),
        (["TODO"], "todo TODO", ["TODO"]),
        (["A"], "a", ["a"]),
        (["com a"], "com  a", ["com  a"]),
        (["token"], "access_token token2", ["token"]),
        ([], "res", []),
    ],
)
def test_words_that_are_looked_for(words: list[str], text: str, found: list[str]) -> None:
    assert re.findall(phrases.any_of(words), text) == found


def test_the_parts_that_are_in_every_text() -> None:
    assert phrases.roots(["respon*", "responem", "com a Mínim"]) == ("mínim", "respon")
    assert phrases.roots([]) == ()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://a.org/b?fbclid=abcdef123", [("trace", "fbclid=…")]),
        ("https://a.org/b?x=1&fbclid=abcdef123", [("trace", "fbclid=…")]),
        ("https://a.org/b?fbclid=abc", []),
        ("https://a.org/b?utm_source=x", []),
        ("https://a.org/b?sessionid=abcdef123", [("session", "sessionid=…")]),
        (
            "https://docs.google.com/document/d/abcdefghij123/edit",
            [("editing", "docs.google.com/document/d/abcdefghij123/edit")],
        ),
        ("https://a.org/?token=abcdef123456", [("session", "token=…")]),
        ("https://a.org/?token=abcdefabcdef", []),
    ],
)
def test_addresses_that_tell_who_copied_them(address: str, found: list[tuple[str, str]]) -> None:
    made = [*addresses(f"Vegeu {address} i més")]
    assert [(kind, shown) for kind, _, _, shown in made] == found
    assert all((start, end) == (6, 6 + len(address)) for _, start, end, _ in made)


# What a page states, and the figures of a language.


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Diem «no 8» i 9", "Diem        i 9"),
        ('Diem "no 8" i 9', "Diem        i 9"),
        ("[8](a(b)c.md) 9", "[8            9"),
        ("<b 8> 9", "      9"),
        ("https://a.org/8 9", "                9"),
        ("~~8~~ 9", "      9"),
        ("«8\n9» 7", "  \n   7"),
        ("8", "8"),
    ],
)
def test_what_somebody_else_says_is_not_stated(text: str, left: str) -> None:
    assert statements.unquoted(text) == left


def test_what_a_page_states_has_the_places_of_the_page() -> None:
    text = (
        "---\ntitle: El 8\nowner: el-9\n---\n# T\n\n> Citat 10\n\n!!! example\n    Un 11\n\nDos 12\n\n"
        "/// guide | post x\nTres 13\n///\n\nQuatre 14\n"
    )
    left = statements.stated(page(text))
    assert len(left) == len(text)
    assert re.findall(r"\d+", left) == ["8", "12", "14"]
    assert re.findall(r"\d+", statements.stated(page("# T\n\n/// note | N\nTres 13\n///\n"))) == ["13"]


@pytest.mark.parametrize(
    ("text", "figure", "clause"),
    [
        ("Una, dues 8 i tres; quatre", "8", " dues 8 i tres"),
        ("Una 8", "8", "Una 8"),
        ("Una (8) tres", "8", "8"),
        ("Una - 8 | tres", "8", "8 "),
        ("Una-8, tres", "8", "Una-8"),
    ],
)
def test_the_part_of_a_sentence_in_which_a_figure_is(text: str, figure: str, clause: str) -> None:
    place = text.index(figure)
    one = statements.Sentence(text, 0, "Cap", (), "")
    assert one.clause(place, place + 1) == clause
    assert (one.is_row, one.context) == (False, text)
    row = statements.Sentence(" | a |", 0, "| Cap |", (), "")
    assert (row.is_row, row.context) == (True, "| Cap |  | a |")


def test_the_sentences_of_a_text_of_data() -> None:
    text = "Una 8. «Dues 9.» Tres 10."
    found = list(statements.sentences_of(text, lambda some: any(map(str.isdigit, some))))
    assert [one.text.strip() for one in found] == ["Una 8.", "Tres 10."]
    assert [one.start for one in found] == [0, text.index("Tres")]
    assert found[1].before.startswith("Una 8.")
    assert [*statements.sentences_of(text, lambda _: False)] == []


@pytest.mark.parametrize(
    ("written", "day", "may"),
    [
        ((2026, 5, 3), date(2026, 5, 3), True),
        ((2026, 5, 3), date(2027, 5, 3), False),
        ((0, 5, 3), date(2027, 5, 3), True),
        ((2026, 5, 0), date(2026, 5, 9), True),
        ((2026, 6, 0), date(2026, 5, 9), False),
        ((2026, 5, 4), date(2026, 5, 3), False),
    ],
)
def test_a_date_may_be_a_day_as_far_as_it_says(written: tuple[int, int, int], day: date, may: bool) -> None:
    assert figures.Written(0, 1, *written).may_be(day) is may


@cache
def reading(language: str) -> figures.Figures:
    return figures.Figures(MODEL.prose[language].figures)


@pytest.mark.parametrize(
    ("language", "text", "ages"),
    [
        ("ca", "a partir dels 14 anys", [14]),
        ("ca", "a partir dels catorze anys", [14]),
        ("en", "under 16", [16]),
        ("en", "at the age of 13", [13]),
        ("en", "under 16%", []),
        ("en", "under zzz", []),
    ],
)
def test_the_ages_of_people(language: str, text: str, ages: list[int]) -> None:
    assert [one.number for one in reading(language).ages(text)] == ages


def test_what_a_text_may_have() -> None:
    ca = reading("ca")
    assert ca.may_have("dates", "el 3 de maig")
    assert not ca.may_have("dates", "al maig")
    assert ca.may_have("dates", "2026-05")
    assert not ca.may_have("dates", "2026")
    assert ca.may_have("amounts", "caràcters")
    assert not ca.may_have("amounts", "dies")
    assert ca.may_have("lengths", "dies")
    assert ca.says("past", "Abans era així")
    assert not ca.says("past", "Ara és així")
    assert not ca.says("zzzz", "Abans")
    assert ca.cue("zzzz") is None
    assert [one[0] for one in figures.whole(["X", "Facebook"]).finditer("X x facebook @X X.com Facebook.")] == [
        "X",
        "facebook",
        "Facebook",
    ]
    assert figures.whole([]).search("X") is None


# Code from elsewhere, and letters in code.


def test_a_list_of_attributes_that_act() -> None:
    made = [
        (one.rule, one.values["found"]) for one in foreign_code._list(Place("x"), "{: onclick=a style='b' title=c}")
    ]
    assert made == [("raw-script", "onclick=…"), ("raw-script", "style=…")]


@pytest.mark.parametrize(
    ("name", "attributes", "said"),
    [
        ("iframe", {"src": "https://a.org"}, ("external-resource", "https://a.org")),
        ("iframe", {"src": "a.html"}, ("raw-script", "<iframe>")),
        ("iframe", {}, ("raw-script", "<iframe>")),
        ("script", {"src": "https://a.org"}, ("raw-script", "<script>")),
        ("zzzz", {"src": "https://a.org"}, ("unknown-element", "<zzzz>")),
        ("object", {"data": "https://a.org"}, ("external-resource", "https://a.org")),
        ("iframe", {"src": "javascript:a"}, ("raw-script", "<iframe>")),
    ],
)
def test_an_element_that_no_page_may_hold(name: str, attributes: dict[str, str], said: tuple[str, str]) -> None:
    tag: Any = Stub(name=name, attributes=attributes, place=Place("x"))
    assert [(one.rule, one.values["found"]) for one in foreign_code._element(tag)] == [said]


@pytest.mark.parametrize(
    ("name", "attributes", "said"),
    [
        ("a", {"href": "javascript:a"}, []),
        ("img", {"src": "https://a.org"}, []),
        ("p", {"markdown": "1"}, []),
        ("p", {"onclick": "a"}, ["raw-script onclick=…"]),
        ("p", {"title": "a"}, []),
    ],
)
def test_the_attributes_that_the_site_leaves_out(name: str, attributes: dict[str, str], said: list[str]) -> None:
    tag: Any = Stub(name=name, attributes=attributes, place=Place("x"))
    assert [f"{one.rule} {one.values['found']}" for one in foreign_code._attributes(tag)] == said


@pytest.mark.parametrize(
    ("codes", "signs", "letters"),
    [
        ({"mail": "=C3=B3", "entity": None}, False, "ó"),
        ({"mail": "=20=20", "entity": None}, False, ""),
        ({"mail": None, "code": "00f3", "entity": None}, False, "ó"),
        ({"mail": None, "code": "0021", "entity": None}, False, ""),
        ({"mail": None, "entity": "oacute"}, False, "ó"),
        ({"mail": None, "entity": "lt"}, False, ""),
        ({"mail": None, "entity": "lt"}, True, "<"),
        ({"mail": None, "entity": "zzzz"}, True, ""),
    ],
)
def test_the_letters_that_a_code_stands_for(codes: dict[str, str | None], signs: bool, letters: str) -> None:
    assert garbled_text._letters(codes, signs=signs) == letters


@pytest.mark.parametrize(
    ("number", "level"), [(0, 0), (1, 1), (2, 1 << 2 | 1), (3, 2 << 2 | 2), (4, 2 << 2 | 3), (5, 3 << 2 | 2)]
)
def test_what_stands_for_a_number_of_documents(number: int, level: int) -> None:
    assert identification._level(number) == level


def of(*written: str) -> list[Figure]:
    """Return figures: «22» in digits, «deu=10» in words, «10pm=22» with letters."""
    return [Figure(one.rpartition("=")[2], one.partition("=")[0]) for one in written]


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (("deu=10",), ("22",), "|"),
        (("10",), ("10pm=22",), "|"),
        (("10",), ("22",), "10|22"),
        (("nou=9",), ("22",), "9|22"),
        (("dotze=12",), ("24",), "|"),
        (("vuitanta=80",), ("1980s=1980",), "|"),
        (("onze=11",), ("24",), "11|24"),
        (("80",), ("1985",), "80|1985"),
        (("80",), ("2180",), "80|2180"),
        (("70",), ("7", "10"), "|"),
        (("38",), ("4", "10"), "|"),
        (("36",), ("4", "10"), "36|4 10"),
        (("150",), ("3", "2"), "150|3 2"),
        (("5",), ("20",), "|"),
        (("25",), ("4",), "|"),
        (("25",), ("8",), "25|8"),
        (("70", "7"), ("7", "10", "7"), "7|7"),
        (("xarxes@riublanc.example",), ("7",), "xarxes@riublanc.example|7"),
        (tuple("123456789"), ("10pm=22",), "1 2 3 4 5 6 7 8 9|22"),
    ],
)
def test_what_says_the_same_in_another_way(one: Sequence[str], other: Sequence[str], left: str) -> None:
    for sides, expected in (((one, other), left), ((other, one), "|".join(reversed(left.split("|"))))):
        made = without_equal(of(*sides[0]), of(*sides[1]))
        assert "|".join(" ".join(each.value for each in side) for side in made) == expected
