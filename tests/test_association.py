"""Words of two languages that stand for one another, and texts that say the same or are in the place of one another."""

from __future__ import annotations

import pytest

from guiaviva.prose.association import Associations, beginnings
from guiaviva.rules.passages.order import Likeness, exchanged, unlike_text
from parts import changed

TEXTS = [
    ("la casa vella", "the old house"),
    ("la casa nova", "the new house"),
    ("el gos vell", "the old dog"),
    ("el gos nou dorm", "the new dog sleeps"),
    ("la gata nova dorm", "the new cat sleeps"),
    ("la gata vella", "the old cat"),
]


@pytest.fixture(scope="module")
def words() -> Associations:
    return Associations(TEXTS)


def test_words_are_known_by_their_beginnings_and_numbers_as_they_are() -> None:
    assert beginnings("Publicació, publicacions i 12 o 2027!") == {"publi", "12", "2027"}
    assert beginnings("…") == frozenset()


def test_a_translation_says_more_of_the_same_than_any_other_text(words: Associations) -> None:
    for text, own in TEXTS:
        assert all(words.likeness(text, own) > words.likeness(text, other) for _, other in TEXTS if other != own)


@pytest.mark.parametrize(("one", "other", "expected"), [("", "a dog", 0.0), ("el gos", "", 0.0), ("xyz", "vwu", 0.0)])
def test_texts_without_words_in_common_say_nothing_of_the_same(
    words: Associations, one: str, other: str, expected: float
) -> None:
    assert words.likeness(one, other) == expected


def test_the_same_word_stands_for_itself_and_a_rare_one_counts_more(words: Associations) -> None:
    assert words.likeness("xarxa 12", "xarxa 12") == 1.0
    assert words.likeness("casa xarxa", "dog xarxa") > words.likeness("casa xarxa", "house dog")


def test_what_was_seen_once_is_not_known() -> None:
    assert Associations([("gos", "dog")]).likeness("gos", "dog") == 0.0
    assert Associations([("gos", "dog")] * 2).likeness("gos", "dog") == 1.0


def test_words_that_are_mostly_apart_are_not_known() -> None:
    apart = [("gos", f"a{number}") for number in range(40)] + [(f"b{number}", "dog") for number in range(40)]
    assert Associations([("gos", "dog"), ("gos", "dog"), *apart]).likeness("gos", "dog") == 0.0


def test_texts_that_are_too_long_teach_nothing() -> None:
    long = " ".join(f"paraula{chr(97 + one)}{chr(97 + other)}x" for one in range(7) for other in range(7))
    assert Associations([(f"gos {long}", "dog")] * 3).likeness("gos", "dog") > 0
    distinct = " ".join(f"{chr(97 + one)}{chr(97 + other)}" for one in range(7) for other in range(7))
    assert Associations([(f"gos {distinct}", "dog")] * 3).likeness("gos", "dog") == 0.0


SHARES = {("a", "a"): 1.0, ("b", "b"): 1.0, ("c", "c"): 1.0}


def share(one: str, other: str) -> float:
    return SHARES.get((one, other), 0.1)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], None),
        ([("a", "b"), ("b", "a")], (0, 1)),
        ([("a", "a"), ("b", "c"), ("c", "b")], (1, 2)),
        ([("a", ""), ("b", "a")], None),
        # One of three that went on by one place is shown beside another one.
        ([("a", "b"), ("b", "c"), ("c", "a")], (0, 1)),
        ([("x", "y"), ("y", "x")], None),
        ([("a", "b"), ("b", "a"), *[("x", "y")] * 28], (0, 1)),
        ([("a", "b"), ("b", "a"), *[("x", "y")] * 29], None),
    ],
)
def test_two_texts_in_the_place_of_one_another(pairs: list[tuple[str, str]], expected: tuple[int, int] | None) -> None:
    assert exchanged(pairs, share, 0.3) == expected


def test_how_alike_texts_usually_are_is_seen_in_some_and_not_of_unknown_words() -> None:
    guide = changed()
    text = "Cada setmana l'equip revisa els comptes, les xarxes i les respostes de la institució."
    own = "Cada semana el equipo revisa las cuentas, las redes y las respuestas de la institución."
    few, some = Likeness(guide, lambda *_: [(text, own)] * 4), Likeness(guide, lambda *_: [(text, own)] * 5)
    assert (few.usual("ca", "es"), few.share("ca", text, "es", "res"), few.known_share("ca", text, "es", own)) == (
        0,
        1,
        0,
    )
    assert some.usual("ca", "es") == some.usual("es", "ca") > 0.2
    assert some.share("ca", text, "es", own) == some.share("es", own, "ca", text) == 1.0
    strange = Likeness(guide, lambda *_: [(text, "xwq zrt plk mnb vcx asd fgh jkl qwe")] * 9)
    assert (strange.usual("ca", "es"), strange.known_share("ca", text, "es", own)) == (0, 0)


def test_a_text_that_says_something_else_than_two_others() -> None:
    guide = changed()
    texts = {
        "ca": "Cada setmana l'equip revisa els comptes, les xarxes i les respostes de la institució.",
        "es": "Cada semana el equipo revisa las cuentas, las redes y las respuestas de la institución.",
        "en": "Every week the team reviews the accounts, the networks and the replies of the institution.",
    }
    like = Likeness(guide, lambda one, other: [(texts[one], texts[other])] * 5)
    assert unlike_text(like, texts) == ""
    for language in texts:
        other = "Xwq zrt plk mnb vcx asd fgh jkl qwe rty"
        assert unlike_text(like, {**texts, language: other}) == language
    assert unlike_text(like, {"ca": texts["ca"], "es": "Xwq zrt plk mnb vcx asd fgh jkl qwe rty"}) == ""
    assert unlike_text(like, {**texts, "es": "Xwq zrt"}) == ""
