"""The parts of rules that have bounds of their own, each on both sides of them; rules as a whole are in test_rules."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.identification import Weight
from guiaviva.reading.passages import Passage
from guiaviva.rules import foreign_source, misspelt_address, wrong_count, wrong_language
from memory import MEMORY


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(TESTS / "guides" / "minimum", today=TODAY, store=MEMORY)


# What keeps its language: names and references.


@pytest.mark.parametrize(
    ("text", "is_reference"),
    [
        ("Llei 40/2015, de règim jurídic del sector públic", True),
        ("Segons diu la norma 2015 que ara val per a tothom", True),
        ("Segons diu la norma vigent, 40/2015 i les que la segueixen", False),
        ("Segons la norma vigent – 40/2015", True),
        ("Segons diu la norma vigent – 40/2015", False),
        ("Carta Magna", False),
        ("Carta Magna 12", False),
    ],
)
def test_a_reference_has_a_year_or_a_number_and_many_names_or_begins_with_it(text: str, is_reference: bool) -> None:
    assert wrong_language._is_reference(text) is is_reference


@pytest.mark.parametrize(
    ("text", "are_names"),
    [
        ("Vilanova i la Geltrú", True),
        ("Vilanova i la", False),
        ("Facebook Instagram Telegram xarxes", True),
        ("Facebook Instagram xarxes", False),
        ("Xarxa «del» Riu", True),
        ("Xarxa dels Riu", False),
        ("12 34", True),
        ("la", False),
    ],
)
def test_names_are_nearly_all_capitals_with_small_words_between(text: str, are_names: bool) -> None:
    assert wrong_language._are_names(text) is are_names


@pytest.mark.parametrize(
    ("part", "is_name"),
    [
        ("ES-Alert", True),
        ("Alert", False),
        ("es-Alert", False),
        ("ES-alert", False),
        ("Vilanova i la Geltrú", True),
        ("Vilanova i la costa", False),
        ("Consell-de", False),
        ("Consell de", True),
        (" Riu-de", False),
    ],
)
def test_a_name_has_several_words_that_begin_with_a_capital(part: str, is_name: bool) -> None:
    assert wrong_language._is_name(part) is is_name


@pytest.mark.parametrize(
    ("word", "is_capital"),
    [
        ("Aran", True),
        ("d'Aran", True),
        ("d’Aran", True),
        ("d'aran", False),
        ("«Aran»", True),
        ("aran", False),
        ("", False),
    ],
)
def test_a_word_has_a_capital_after_its_marks_and_its_article(word: str, is_capital: bool) -> None:
    assert wrong_language._is_capital(word) is is_capital


def test_of_a_text_the_first_words_are_shown() -> None:
    assert wrong_language._beginning("u dos tres quatre cinc sis set vuit") == "u dos tres quatre cinc sis set vuit"
    assert (
        wrong_language._beginning("u dos tres quatre cinc sis set vuit nou") == "u dos tres quatre cinc sis set vuit …"
    )
    assert wrong_language._flow({"ca": "Sí", "es": ["a"]}) == '{ca: "Sí", es: ["a"]}'


@pytest.mark.parametrize(
    ("kind", "prose", "parts"),
    [
        ("row", "una |  | dues", ["una", "dues"]),
        ("header", "una", ["una"]),
        ("paragraph", "Una. Dues: tres", ["Una.", "Dues:", "tres"]),
        ("item", "Una; dues", ["Una;", "dues"]),
        ("item", "Una", []),
        ("heading", "Una. Dues", []),
    ],
)
def test_the_parts_of_a_passage(kind: str, prose: str, parts: list[str]) -> None:
    assert wrong_language._parts(Passage(kind, 1, prose, prose)) == parts


def test_a_part_is_long_where_it_has_nine_words_or_is_a_cell_or_all() -> None:
    row, text = Passage("row", 1, prose="a | b"), Passage("paragraph", 1, prose="Una. Dues")
    eight, nine = "u " * 7 + "u", "u " * 8 + "u"
    assert [wrong_language._is_long(text, part) for part in (eight, nine, text.prose)] == [False, True, True]
    assert wrong_language._is_long(row, "a")


@pytest.mark.parametrize(
    ("weight", "words", "is_copy"),
    [
        (Weight("es", 3.5, 0, 1, 1, 0), ["hola", "s"], True),
        (Weight("es", 3.5, 0, 1, 1, 0), ["hola"], False),
        (Weight("es", 3.5, 3.5, 1, 1, 0), ["sol"], True),
        (Weight("es", 3.5, 3.4, 1, 1, 0), ["sol"], False),
        (Weight("es", 3.5, 3.6, 1, 1, 0), ["so"], False),
        (Weight("es", 9, 9, 1, 1, 1), ["soleado"], False),
    ],
)
def test_a_copy_is_short_only_where_its_words_are_beyond_doubt(weight: Weight, words: list[str], is_copy: bool) -> None:
    assert wrong_language._is_copy(weight, words) is is_copy


@pytest.mark.parametrize(
    ("weight", "clear", "likely"),
    [
        (Weight("es", 6, 0, 12, 3, 0), True, True),
        (Weight("es", 5.9, 0, 11, 3, 0), False, True),
        (Weight("es", 6, 0, 13, 3, 0), False, True),
        (Weight("es", 6, 0, 12, 2, 0), False, True),
        (Weight("es", 6, 0, 12, 5, 1), True, False),
        (Weight("es", 6, 0, 12, 4, 1), False, False),
        (Weight("es", 3.5, 0, 9, 1, 0), False, True),
        (Weight("es", 3.4, 1.8, 9, 1, 0), False, False),
        (Weight("es", 3.4, 1.9, 9, 1, 0), False, True),
    ],
)
def test_what_words_weigh_for_another_language(weight: Weight, clear: bool, likely: bool) -> None:
    assert (weight.clear, weight.likely) == (clear, likely)


@pytest.mark.parametrize(
    ("languages", "language", "text", "everywhere", "kept"),
    [
        (("ca", "es", "en"), "es", "una cosa qualsevol", True, True),
        (("ca", "es", "en"), "ca", "una cosa qualsevol", True, False),
        (("ca", "es"), "es", "una cosa qualsevol", True, False),
        (("ca", "es"), "es", "Llei 40/2015", True, True),
        (("ca", "es"), "es", "Vilanova i la Geltrú", True, True),
        (("ca", "es"), "es", "Llei 40/2015", False, False),
    ],
)
def test_what_keeps_its_language(
    languages: Sequence[str], language: str, text: str, everywhere: bool, kept: bool
) -> None:
    guide: Any = Stub(languages=languages, source_language="ca")
    assert wrong_language._kept(guide, Passage("paragraph", 1, text, text), language, everywhere) is kept


@pytest.mark.parametrize(
    ("scores", "order"),
    [
        ({("a", "b"): 3, ("b", "a"): 2}, {"a": "b", "b": "a", "c": "c"}),
        ({("a", "b"): 2, ("b", "a"): 2}, {}),
        ({("a", "b"): 9}, {}),
        ({("a", "b"): 9, ("b", "a"): 0}, {}),
        ({("a", "b"): 9, ("b", "c"): 9}, {}),
        ({("a", "b"): 2, ("b", "c"): 2, ("c", "a"): 2}, {"a": "b", "b": "c", "c": "a"}),
        ({("a", "b"): 3, ("b", "a"): 3, ("b", "c"): 5, ("c", "b"): 5}, {"a": "a", "b": "c", "c": "b"}),
        ({("a", "b"): 5, ("b", "a"): 5, ("b", "c"): 3, ("c", "b"): 3}, {"a": "b", "b": "a", "c": "c"}),
    ],
)
def test_texts_have_changed_places_where_all_speak_for_it(
    scores: dict[tuple[str, str], float], order: dict[str, str]
) -> None:
    pairs = {(one, other): 0.0 for one in "abc" for other in "abc" if one != other}
    assert wrong_language._likeliest("abc", pairs | scores) == order


@pytest.mark.parametrize(("number", "tried"), [(5, True), (6, False)])
def test_more_than_five_languages_are_not_tried_in_every_order(number: int, tried: bool) -> None:
    languages = "abcdef"[:number]
    scores = {(one, other): 1.0 for one in languages for other in languages if one != other}
    assert bool(wrong_language._likeliest(languages, scores)) is tried


class Saying:
    """An identifier for which a run of words says what is given."""

    counts = {"ca": {}, "es": {}}

    def __init__(self, weight: Weight, words: Sequence[str] = ()) -> None:
        self.weight, self.words = weight, words

    def run(self, words: Sequence[str], own: str, others: Sequence[str]) -> tuple[Weight, Sequence[str]]:
        return self.weight, self.words

    def quickly(self, words: Sequence[str], own: str, other: str) -> float:
        return self.weight.score


@pytest.mark.parametrize(
    ("score", "for_it", "against", "words", "left"),
    [
        (6.0, 4, 0, ["soleado", "viento"], True),
        (5.9, 4, 0, ["soleado", "viento"], False),
        (6.0, 3, 0, ["soleado", "viento"], False),
        (6.0, 5, 1, ["soleado", "viento"], True),
        (6.0, 4, 1, ["soleado", "viento"], False),
        (6.0, 4, 0, ["soleado", "soleado", "del"], False),
        (6.0, 4, 0, ["sole", "vent"], True),
        (6.0, 4, 0, ["sol", "vent"], False),
    ],
)
def test_what_is_left_of_another_language(
    score: float, for_it: int, against: int, words: list[str], left: bool
) -> None:
    weight = Weight("es", score, score, len(words), for_it, against)
    guide: Any = Stub(identifier=Saying(weight, words), languages=("ca", "es"))
    found = wrong_language._left(guide, "ca", "")
    assert (found == (" ".join(words), "es", len(words))) if left else found is None


@pytest.mark.parametrize(
    ("text", "score", "copied"),
    [
        ("una dues tres quatre cinc sis set vuit", -4.0, True),
        ("una dues tres quatre cinc sis set vuit", -4.1, False),
        ("una dues tres quatre cinc sis set", 0.0, False),
        ("una dues tres quatre cinc sis set «vuit»", 0.0, False),
        ("Llei 40/2015 una dues tres quatre cinc sis set vuit", 0.0, False),
        ("Una Dues Tres Quatre Cinc Sis Set Vuit", 0.0, False),
    ],
)
def test_a_text_is_a_copy_where_it_is_long_and_no_reference(text: str, score: float, copied: bool) -> None:
    guide: Any = Stub(identifier=Saying(Weight("es", score, 0, 0, 0, 0)), languages=("ca", "es"))
    page: Any = Stub(language="ca")
    assert wrong_language._copied(guide, page, Passage("paragraph", 1, text, text), text.split()[-8:]) is copied
    known: Any = Stub(identifier=Saying(Weight("es", 0, 0, 0, 0, 0)), languages=("ca", "es", "xx"))
    assert (wrong_language._others(known, "ca"), wrong_language._others(known, "xx")) == (["es"], [])


# Addresses.


@pytest.mark.parametrize(
    ("written", "usual", "slip"),
    [
        ("riublanc", "riublanc", False),
        ("riublnac", "riublanc", True),
        ("riublac", "riublanc", True),
        ("riublannc", "riublanc", True),
        ("riublamc", "riublanc", True),
        ("riublan", "riublanc", True),
        ("riublancx", "riublanc", True),
        ("riublancxy", "riublanc", False),
        ("riubla", "riublanc", False),
        ("riubnalc", "riublanc", False),
        ("iublancr", "riublanc", False),
        ("rriublan", "riublanc", False),
        ("irublanx", "riublanc", False),
        ("riublxnx", "riublanc", False),
    ],
)
def test_a_slip_is_one_letter_or_two_that_changed_places(written: str, usual: str, slip: bool) -> None:
    assert misspelt_address._slip(written, usual) is slip
    assert misspelt_address._slip(usual, written) is slip


@pytest.mark.parametrize(
    ("site", "other", "nearly"),
    [
        (("facebok", "com"), ("facebook", "com"), True),
        (("facebook", "con"), ("facebook", "com"), True),
        (("facebook", "co"), ("facebook", "com"), True),
        (("facebook", "com"), ("facebook", "co"), False),
        (("faceboo", "con"), ("facebook", "com"), False),
        (("facebook", "com"), ("facebook", "com"), False),
        (("xarxe", "cat"), ("xarxa", "cat"), True),
        (("xarxa", "con"), ("xarxa", "com"), True),
        (("xarx", "cat"), ("xarc", "cat"), False),
        (("xarx", "com"), ("xarx", "con"), False),
        (("facebook", "es"), ("facebook", "eu"), False),
    ],
)
def test_a_site_has_nearly_the_name_of_another(site: tuple[str, ...], other: tuple[str, ...], nearly: bool) -> None:
    assert misspelt_address._nearly(site, other) is nearly


@pytest.mark.parametrize(
    ("name", "other", "nearly"),
    [("prensa", "premsa", True), ("prems", "premsa", True), ("bous", "nous", False), ("bousx", "nousx", True),
     ("xarxes1", "xarxes2", False), ("xarxes", "xarxes2", False), ("xarxa", "xar", False)],
)  # fmt: skip
def test_a_name_is_nearly_another_without_figures(name: str, other: str, nearly: bool) -> None:
    assert misspelt_address._is_nearly(name, other) is nearly


def test_the_mailbox_that_is_meant_is_of_the_same_domain() -> None:
    known = ["altre@riublanc.cat", "Premsa@riublanc.cat", "premsa@example.org"]
    assert misspelt_address._meant("prensa@riublanc.cat", known) == "Premsa@riublanc.cat"
    assert misspelt_address._meant("prensa@example.com", known) == ""


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.facebook.com/riublanc", ("facebook", "com")),
        ("https://m.facebook.com/riublanc", ("facebook", "com")),
        ("https://ca.news.facebook.com/", ("facebook", "com")),
        ("https://localhost/", ("localhost",)),
    ],
)
def test_the_site_of_an_address(url: str, site: tuple[str, ...]) -> None:
    assert misspelt_address._site(url) == site


@pytest.mark.parametrize(
    ("handle", "url", "expected"),
    [
        ("@riublanc", "https://x.com/riublanc", ""),
        ("@RiuBlanc", "https://x.com/riublanc", ""),
        ("@riublanc@mastodon.cat", "https://mastodon.cat/@riublanc", ""),
        ("@riublac", "https://x.com/riublanc", "@riublanc"),
        ("riublac", "https://x.com/riublanc", "riublanc"),
        ("riu-blanc", "https://x.com/riublanc", ""),
        ("«@riublanc»", "https://x.com/riublanc", "@riublanc"),
        ("@pobladenou", "https://x.com/riublanc", ""),
        ("@12345678", "https://x.com/12345679", ""),
        ("@xarxa", "https://x.com/xarx%C3%A0", ""),
        ("@comunicaci", "https://x.com/comunicaci%C3%B3", "@comunicació"),
    ],
)
def test_the_handle_that_the_address_of_an_account_has(handle: str, url: str, expected: str) -> None:
    account: Any = Stub(record=Stub(handle=handle, url=url))
    assert misspelt_address._handle(account) == expected


def accounts(**led: str) -> Any:
    """Return a guide with accounts by number, each «the network to whose address it leads»."""
    records = [Stub(record=Stub(network=key[0], url=f"https://{site}/")) for key, site in led.items()]
    return Stub(facts=Stub(accounts=dict(enumerate(records))))


@pytest.mark.parametrize(
    ("led", "exchanged"),
    [
        ({"a1": "b.com", "b1": "c.com", "c1": "b.com"}, {"a": "b", "b": "c", "c": "b"}),
        ({"a1": "b.com", "b1": "a.com"}, {"a": "b", "b": "a"}),
        ({"a1": "b.com", "b1": "b.com"}, {}),
        ({"a1": "b.com"}, {}),
        ({"a1": "b.com", "a2": "a.com", "b1": "a.com"}, {}),
        ({"a1": "z.com", "b1": "a.com"}, {"b": "a"}),
        ({"a1": "b.com", "a2": "c.com", "b1": "c.com", "c1": "b.com"}, {"b": "c", "c": "b"}),
    ],
)
def test_networks_of_which_the_addresses_changed_places(led: dict[str, str], exchanged: dict[str, str]) -> None:
    networks = {f"{key}.com": key for key in "abc"}
    assert misspelt_address._exchanged(accounts(**led), networks) == exchanged


# The language of sources.

LANGUAGES = ("ca", "es", "en")
PUBLISHERS = {"boe.es": "es", "docs.x.com": "en", "upc.edu/ca": "ca"}


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("https://example.org/es/normes", "es"),
        ("https://example.org/ES", "es"),
        ("https://example.org/es-ES/normes", "es"),
        ("https://example.org/normes_en.pdf", "en"),
        ("https://example.org/normes.en.html", "en"),
        ("https://example.org/normes_en.pdf/altra", ""),
        ("https://example.org/normes", ""),
        ("https://es.example.org/normes", "es"),
        ("https://es.org/normes", ""),
        ("https://www.example.es/normes", ""),
        ("https://example.org/fr/", ""),
        ("https://example.org/es/en/", ""),
        ("https://example.com/ca/normes", ""),
        ("https://ca.example.com/normes", ""),
        ("https://example.com/es/normes", "es"),
        ("https://example.com/en/normes", "en"),
        ("https://example.com/normes?lang=ca", "ca"),
        ("https://example.org/normes?tema=ca", ""),
        ("https://example.org/normes?lang=catala", ""),
        ("https://example.org/normes?lang=es-ES", "es"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679/oj/spa", "es"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679/oj", ""),
        ("https://eur-lex.europa.eu/eli/es/rd/2016/679", ""),
        ("https://example.org/eli/spa/x/y", ""),
        ("https://example.org/eli/x/y/spa", "es"),
        ("https://example.org/llei/x/y/spa", ""),
        ("https://www.boe.es/buscar/act.php?id=1", "es"),
        ("https://www.boe.es/buscar/act.php?id=1&lang=en", ""),
        ("https://docs.x.com/a", "en"),
        ("https://www.upc.edu/ca/a", "ca"),
        ("https://www.upc.edu/altres", ""),
        ("mailto:xarxes@riublanc.cat", ""),
        ("https://[::1", ""),
    ],
)
def test_the_language_of_what_is_at_an_address(address: str, language: str) -> None:
    assert foreign_source._language(address, LANGUAGES, PUBLISHERS) == language


@pytest.mark.parametrize(
    ("lines", "items", "end"),
    [
        (["Fonts:"], False, 2),
        (["Fonts:", "[a]", "", "text"], False, 3),
        (["Fonts:", "- [a]", "- [b]", "text"], False, 5),
        (["Fonts:", "", "- [a]", "", "- [b]", "", "text"], True, 6),
        (["Fonts:", "", "- [a]", "", "- [b]", "text"], True, 6),
        (["Fonts:", "", "- [a]", "  [b]", "- [c]", "", ""], True, 6),
        (["Fonts:", "", "text"], True, 2),
        (["Fonts:", ""], True, 2),
        (["Fonts:", "", "1. [a]", "2. [b]"], True, 5),
    ],
)
def test_where_a_list_of_sources_ends(lines: list[str], items: bool, end: int) -> None:
    assert foreign_source._end(lines, 2, items=items) == end


# How many there are.


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        (["Head", "- a", "- b"], (2, 3)),
        (["Head", "", "- a", "  - b", "- c", "", "text"], (2, 6)),
        (["Head", "", "1. a", "", "2) b", "text"], (2, 5)),
        (["Head", "- a", "  more", "", "- b"], (2, 5)),
        (["Head", "", " - a", " - b", "- c"], (2, 5)),
        (["Head", "", "text", "- a"], (0, 4)),
        (["Head"], (0, 1)),
        (["Head", ""], (0, 2)),
    ],
)
def test_the_items_of_a_list_below_a_line(lines: list[str], counted: tuple[int, int]) -> None:
    assert wrong_count._items(lines, 0) == counted


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        (["Head", "- a", "- b"], [2]),
        (["Head", "text"], []),
        (["Head", "- a", "- b", "I, si cal:", "- c"], [3, 2]),
        (["Head", "- a", "- b", "**I, si cal:**", "- c"], [3, 2]),
        (["Head", "- a", "- b", "I, si cal", "- c"], [2]),
        (["Head", "- a", "- b", "I, si cal:", "res"], [2]),
    ],
)
def test_a_list_may_go_on_after_a_text(guide: Guide, lines: list[str], counted: list[int]) -> None:
    assert list(wrong_count._Reader(guide, "ca")._below(lines, 0)) == counted


@pytest.mark.parametrize(
    ("rest", "counted"),
    [
        (" a, b i c", [3]),
        (" a, b, i c", [3]),
        (" a, b, c", []),
        (" a i b", []),
        (" a i b, c i d", [3, 4]),
        (" a, **b** i [c]", [3]),
        (" un dos tres quatre cinc, b i c", [3]),
        (" un dos tres quatre cinc sis, b i c", []),
        (" a, 2 i c", []),
        (" a, , b i c", []),
        (" a, b i c i d", [3, 4]),
    ],
)
def test_the_items_of_a_list_within_a_sentence(guide: Guide, rest: str, counted: list[int]) -> None:
    assert list(wrong_count._Reader(guide, "ca")._within(rest)) == counted
