"""Texts in another language than theirs: what is reported of a page and of a record, by what is known of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from guiaviva.guide.identification import Weight
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules import wrong_language
from parts import entry, page

CLEAR, UNCLEAR = Weight("es", 9, 0, 9, 9, 0), Weight("es", 4, 4, 1, 1, 0)

# Pages.


def passages(*texts: str) -> list[Passage]:
    """Return passages, each «kind: text»; without a kind it is a paragraph."""
    made = []
    for line, text in enumerate(texts, 3):
        kind, _, rest = text.rpartition(": ")
        made.append(Passage(kind.removeprefix("quoted ") or "paragraph", line, rest, rest, kind.startswith("quoted")))
    return made


class Says:
    """What is said of the passages of a page, each by its text, beside versions that have some of the same texts."""

    def __init__(
        self,
        wrong: Sequence[str] = (),
        source: str = "",
        kept: Sequence[str] = (),
        language: str = "ca",
        **versions: str,
    ) -> None:
        self.wrong, self.source, self.kept, self.language = wrong, source, kept, language
        self.page = page("# T\n", "tone", language)
        self.texts = {one: frozenset(texts.split("|")) for one, texts in versions.items()}
        self.others = [page("# T\n", "tone", one) for one in versions]
        self.everywhere: list[tuple[str, bool]] = []
        self.copied = True

    def of_wrong(self, guide: Any, one: Page, passage: Passage, *_: Any) -> Any:
        if passage.text in self.wrong and one is self.page:
            words = len(passage.words)
            return wrong_language._Wrong(passage, "es", words, self.source, passage.text)
        return Stub() if one is not self.page and passage.text.startswith("theirs") else None

    def of_kept(self, guide: Any, passage: Passage, language: str, everywhere: bool) -> bool:
        self.everywhere.append((passage.text, everywhere))
        return passage.text in self.kept

    def found(self, patch: pytest.MonkeyPatch, *texts: str) -> list[str]:
        guide: Any = Stub(
            versions=lambda _: (self.page, *self.others),
            passages=lambda _: passages(*texts),
            source_language="ca",
        )
        patch.setattr(wrong_language, "_texts", lambda _, one: self.texts[one.language])
        patch.setattr(wrong_language, "_wrong", self.of_wrong)
        patch.setattr(wrong_language, "_kept", self.of_kept)
        patch.setattr(wrong_language, "_copied", lambda *_: self.copied)
        patch.setattr(wrong_language, "_in_posts", lambda *_: ())
        made = wrong_language._of_page(guide, self.page)
        return [f"{one.rule} {one.variant or ''} {one.place.line} {one.values['found']}" for one in made]


UN, DUES, TRES = "una cosa", "dues coses", "tres coses"
WRONG = ["wrong-language  3 una cosa"]
ALL_WRONG = [*WRONG, "wrong-language  4 dues coses", "wrong-language  5 tres coses"]


@pytest.mark.parametrize(
    ("texts", "wrong", "source", "found"),
    [
        ([UN], [], "", []),
        ([UN], [UN], "", WRONG),
        ([UN], [UN], "x.md", ["untranslated-text  3 una cosa"]),
        ([f"quoted item: {UN}"], [UN], "", []),
        ([f"block: {UN}"], [UN], "", []),
        (["item: "], [""], "", []),
        ([f"quoted item: {DUES}", UN], [DUES, UN], "", ["wrong-language  4 una cosa"]),
        ([UN, DUES], [UN, DUES], "", [*WRONG, "wrong-language  4 dues coses"]),
        ([UN, DUES, TRES], [UN, DUES, TRES], "", ["wrong-language page 1 es"]),
        ([UN, DUES, TRES, "a b c d"], [UN, DUES, TRES], "", ["wrong-language page 1 es"]),
        ([UN, DUES, TRES, "a b c d e"], [UN, DUES, TRES], "", ALL_WRONG),
        ([UN, DUES, TRES, "block: a b c d e"], [UN, DUES, TRES], "", ["wrong-language page 1 es"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_page(
    monkeypatch: pytest.MonkeyPatch, texts: Sequence[str], wrong: Sequence[str], source: str, found: list[str]
) -> None:
    assert Says(wrong, source).found(monkeypatch, *texts) == found


@pytest.mark.parametrize(
    ("says", "text", "found", "everywhere"),
    [
        (Says([UN], kept=[UN]), UN, [], [(UN, False)]),
        (Says([UN], es=UN), UN, WRONG, [(UN, True)]),
        (Says([UN], es=UN, en=DUES), UN, WRONG, [(UN, False)]),
        (Says([UN], es=DUES), UN, WRONG, [(UN, False)]),
        (Says([UN], kept=[UN], language="es", ca=UN), UN, [], [(UN, True)]),
        (Says(language="es", ca=UN), UN, ["untranslated-text  3 una cosa"], []),
        (Says(language="es", ca=UN), f"item: {UN}", ["untranslated-text  3 una cosa"], []),
        (Says(language="es", ca=UN), f"row: {UN}", [], []),
        (Says(language="es", ca=DUES), UN, [], []),
        (Says(language="ca", es=UN), UN, [], []),
        (Says(language="es", ca="theirs"), "theirs", [], []),
    ],
)
def test_what_is_the_same_in_another_language(
    monkeypatch: pytest.MonkeyPatch, says: Says, text: str, found: list[str], everywhere: list[tuple[str, bool]]
) -> None:
    says.everywhere.clear()
    assert says.found(monkeypatch, text) == found
    assert says.everywhere == everywhere
    says.copied = False
    assert [one for one in says.found(monkeypatch, text) if one.startswith("untranslated")] == []


# Records.


def speaking(*languages: str, unwritten: Sequence[str] = ()) -> Any:
    """Return a guide whose texts say how its languages are written, of which some have no page."""
    identifier = Stub(counts=dict.fromkeys(languages, 1))
    return Stub(languages=languages, identifier=identifier, demands=Stub(unwritten=frozenset(unwritten)))


def test_a_record_is_not_compared_in_a_language_without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        wrong_language, "_order", lambda _, languages, __: {"ca": "es", "es": "ca"} if languages[1:] else {}
    )
    monkeypatch.setattr(wrong_language, "_weight", lambda *_, **__: None)
    monkeypatch.setattr(wrong_language, "_left", lambda *_: None)
    record: Any = Stub(entry=entry("x"), texts=[(("name",), {"ca": "una", "es": "dues"})])
    assert list(wrong_language._of_record(speaking("ca", "es"), record)) != []
    assert list(wrong_language._of_record(speaking("ca", "es", unwritten=["es"]), record)) == []


@pytest.mark.parametrize(
    ("texts", "weights", "found"),
    [
        ({"ca": UN, "es": DUES}, {}, []),
        ({"ca": UN, "es": DUES}, {UN: CLEAR}, ["ca es una cosa"]),
        ({"ca": UN, "es": DUES}, {UN: UNCLEAR}, []),
        ({"ca": UN, "es": UN, "en": DUES}, {UN: UNCLEAR}, ["ca es una cosa"]),
        ({"ca": UN, "es": UN}, {UN: UNCLEAR}, []),
        ({"ca": UN, "es": UN, "en": UN}, {UN: UNCLEAR}, []),
        ({"ca": UN, "es": DUES, "en": UN}, {UN: UNCLEAR}, []),
        ({"ca": UN, "fr": DUES}, {DUES: CLEAR}, []),
        ({"ca": UN, "eu": DUES}, {DUES: CLEAR}, []),
        ({"ca": ["una", "cosa"], "es": DUES}, {"una. cosa": CLEAR}, ["ca es una. cosa"]),
        ({"ca": f"left {UN}", "es": DUES}, {}, ["ca en left"]),
        ({"ca": ["left", UN], "es": DUES}, {}, []),
        ({"ca": f"left {UN}", "es": DUES}, {f"left {UN}": CLEAR}, ["ca es left una cosa"]),
        ({"ca": "u", "es": "u", "en": DUES}, {"u": UNCLEAR}, []),
    ],
)
def test_what_is_wrong_in_a_record(
    monkeypatch: pytest.MonkeyPatch, texts: Mapping[str, Any], weights: Mapping[str, Weight], found: list[str]
) -> None:
    def weight(_: Any, text: str, *__: Any, copied: bool) -> Weight | None:
        asked.append(copied)
        return weights.get(text)

    asked: list[bool] = []
    left = wrong_language._Left("left", "en", 1)
    monkeypatch.setattr(wrong_language, "_order", lambda *_: {})
    monkeypatch.setattr(wrong_language, "_weight", weight)
    monkeypatch.setattr(wrong_language, "_left", lambda _, own, text: left if "left" in text else None)
    guide = speaking("ca", "es", "en", "fr")
    guide.languages = ("ca", "es", "en", "eu")
    record: Any = Stub(entry=entry("x"), texts=[(("name",), texts)])
    made = wrong_language._of_record(guide, record)
    assert [f"{one.values['language']} {one.values['other']} {one.values['found']}" for one in made] == found
    values = [texts[one] for one in ("ca", "es", "en") if one in texts]
    assert asked == [values.count(one) > 1 for one in values]


def test_texts_of_a_record_that_changed_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrong_language, "_order", lambda *_: {"ca": "es", "es": "ca", "en": "en"})
    guide = speaking("ca", "es", "en")
    texts = {"es": "una", "ca": "dues", "en": "tres", "fr": "z"}
    record: Any = Stub(entry=entry("x"), texts=[(("a", "name"), texts), (("b",), texts)])
    first, second = wrong_language._of_record(guide, record)
    assert (first.variant, first.values["key"], first.values["languages"]) == ("swapped", "a.name", ("ca", "es"))
    assert first.values["line"] == 'name: {es: "dues", ca: "una", en: "tres", fr: "z"}'
    assert [one.path for one in first.values["texts"]] == ["x.a.name.ca", "x.a.name.es"]
    assert (first.place.path, second.place.path) == ("x.a.name.ca", "x.b.ca")


class Words:
    """An identifier for which each word says the language that its first letter is of."""

    counts: Mapping[str, Any] = {"ca": {}, "es": {}, "en": {}}

    def __init__(self, by_letters: bool = True) -> None:
        self.by_letters = by_letters

    def quickly(self, words: Sequence[str], own: str, other: str) -> float:
        return sum((word[0] == other[0]) - (word[0] == own[0]) for word in words) * 2.0

    def at_most(self, words: Sequence[str], own: str, other: str) -> float:
        return self.quickly(words, own, other)

    def weigh(self, words: Sequence[str], own: str, others: Sequence[str]) -> Weight:
        score = self.quickly(words, own, others[0]) if self.by_letters else 0.0
        return Weight(others[0], score, score, len(words), 0, 0)


@pytest.mark.parametrize(
    ("texts", "by_letters", "order"),
    [
        ({"ca": "ema eme", "xs": ""}, True, {}),
        ({"ca": "xa xe", "xs": "ca ce"}, True, {"ca": "xs", "xs": "ca"}),
        ({"ca": "xa", "xs": "ca"}, True, {}),
        ({"ca": "xa xe", "xs": "ca"}, True, {"ca": "xs", "xs": "ca"}),
        ({"ca": "xa xe", "xs": "ca ce"}, False, {}),
        ({"ca": "ca ce", "xs": "xa xe"}, True, {}),
        ({"ca": "xa xe", "xs": "xa xe"}, True, {}),
        ({"ca": "xa xe z", "xs": "ca ce z"}, True, {"ca": "xs", "xs": "ca"}),
        ({"ca": "Xa Xe", "xs": "Ca Ce"}, True, {"ca": "xs", "xs": "ca"}),
        ({"ca": "xa xe", "xs": "ca ce", "en": "ea ee"}, True, {"ca": "xs", "xs": "ca", "en": "en"}),
        ({"ca": "xa xe", "xs": "ea ee", "en": "ca ce"}, True, {"ca": "xs", "xs": "en", "en": "ca"}),
        ({"ca": "xa xe", "xs": "ea ee", "en": "ea ce"}, True, {}),
        ({"ca": "xa xe", "xs": "«ca ce»"}, True, {}),
        ({"ca": "xa xe ca ce", "xs": "ca ce"}, True, {}),
    ],
)
def test_the_order_of_texts_that_words_speak_for(
    texts: dict[str, str], by_letters: bool, order: dict[str, str]
) -> None:
    guide: Any = Stub(identifier=Words(by_letters))
    assert wrong_language._order(guide, list(texts), texts) == order


# Parts of passages.

SURE = Weight("es", 4, 4, 2, 1, 0)
ALMOST, JUST = SURE._replace(score=3.4), SURE._replace(score=3.5)
LONG = "una cosa que ara ja és ben llarga de debò."


@pytest.mark.parametrize(
    ("passage", "weights", "versions", "wrong"),
    [
        ("una cosa", {"una cosa": CLEAR}, {}, ("", "una cosa", 2)),
        ("una cosa", {"una cosa": SURE}, {}, None),
        ("una cosa", {"una cosa": SURE}, {"es": "una cosa", "en": "altra"}, ("es", "una cosa", 2)),
        ("una cosa", {"una cosa": SURE}, {"es": "altra", "en": "una cosa"}, None),
        ("una cosa", {"una cosa": SURE}, {"es": "una cosa", "en": "una cosa"}, ("es", "una cosa", 2)),
        ("una cosa", {"una cosa": UNCLEAR}, {"es": "una cosa", "en": "una cosa"}, None),
        ("una cosa", {"una cosa": ALMOST}, {"es": "una cosa", "en": "una cosa"}, None),
        ("una cosa", {"una cosa": JUST}, {"es": "una cosa", "en": "una cosa"}, ("es", "una cosa", 2)),
        ("una cosa", {"una cosa": UNCLEAR}, {"es": "una cosa"}, None),
        ("una cosa", {"una cosa": SURE}, {"es": "una cosa"}, ("es", "una cosa", 2)),
        ("una cosa", {"una cosa": CLEAR._replace(known=0, score=3)}, {"es": "una cosa", "en": "x"}, None),
        (f"Res. {LONG}", {LONG: CLEAR}, {}, ("", LONG, 10)),
        (f"heading: Res. {LONG}", {LONG: CLEAR}, {}, None),
        ("Res. una cosa.", {"una cosa.": CLEAR}, {}, None),
        ("Res. una cosa.", {"una cosa.": SURE}, {"es": "una cosa.", "en": "x"}, ("es", "una cosa.", 2)),
        ("Res. Una Cosa.", {"Una Cosa.": SURE}, {"es": "Una Cosa.", "en": "x"}, None),
        ("row: Res | una cosa", {"una cosa": CLEAR}, {}, ("", "Res | una cosa", 3)),
        ("row: Res | una cosa", {"una cosa": SURE}, {"es": "una cosa", "en": "x"}, ("es", "Res | una cosa", 3)),
        ("left una cosa", {}, {}, ("left", "left", 7)),
        ("search_words: left una cosa", {}, {}, None),
        ("left una cosa", {"left una cosa": CLEAR}, {}, ("", "left una cosa", 3)),
    ],
)  # fmt: skip
def test_a_passage_or_part_of_it_that_is_in_another_language(
    monkeypatch: pytest.MonkeyPatch,
    passage: str,
    weights: Mapping[str, Weight],
    versions: Mapping[str, str],
    wrong: tuple[str, str, int] | None,
) -> None:
    left = wrong_language._Left("left", "es", 7)
    monkeypatch.setattr(wrong_language, "_weight", lambda _, text, *__, copied: weights.get(text))
    monkeypatch.setattr(wrong_language, "_left", lambda _, __, text: left if text.startswith("left") else None)
    own = page("# T\n")
    others = [(page("# T\n", "tone", language), {text}) for language, text in versions.items()]
    guide: Any = Stub(versions=lambda _: (own, *others))
    (one,) = passages(passage)
    made = wrong_language._wrong(guide, own, one, one.words, others)
    source = {"": "", "left": ""}.get(wrong[0], f"docs/{wrong[0]}/tone.md") if wrong else ""
    assert (made and (made.copied_from, made.text, made.words, made.language)) == (
        wrong and (source, wrong[1], wrong[2], "es")
    )
