"""Rules on guides and records made for each case, beside those of test_rules: what a bound or a condition decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace as Stub
from typing import Any

import pytest

from guiaviva import causes
from guiaviva.diagnostics import Finding, Place
from guiaviva.guide import Guide, demands, exchange, rows, sections
from guiaviva.guide.guide import Worded
from guiaviva.guide.identification import Identifier
from guiaviva.guide.revisions import Revision
from guiaviva.guide.sections import Lacking
from guiaviva.prose import identifiers, services
from guiaviva.prose.addresses import addresses
from guiaviva.prose.statements import stated
from guiaviva.reading.files import Source
from guiaviva.reading.passages import passages
from guiaviva.rules import (
    cut_words,
    duplicate_record,
    gap_after_article,
    guide_not_approved,
    malformed_scope,
    measure_not_in_participation_rules,
    missing_section,
    misspelt_address,
    misspelt_name,
    not_found,
    placeholder_text,
    plan_content,
    post_style,
    section_mismatch,
    stale_translation,
    unknown_key,
)
from guiaviva.rules.contradiction.contacts import ContactStatements
from guiaviva.rules.passages import missing
from guiaviva.rules.passages.figures import Readers, figure_mismatch
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import Pair
from parts import changed, entry, page
from projects import MODEL

LONG = "La platja tanca a les vuit"

# Names.

NAMES = ("LinkedIn", "Instagram", "Threads")


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("A Linkedin", 0, ["Linkedin LinkedIn"]),
        ("A Linkedin", 9, ["Linkedin LinkedIn"]),
        ("A LinkedIn", 0, []),
        ("A LINKEDIN", 0, []),
        ("A linkedin", 0, []),
        ("A Instagarm", 1, ["Instagarm Instagram"]),
        ("A Instagarm", 2, []),
        ("A Instagrams", 0, []),
        ("A Instgram i Linkedin", 0, ["Instgram Instagram", "Linkedin LinkedIn"]),
        ("@Instagarm", 0, []),
        ("«Instagarm»", 0, []),
        ("Enstagram", 0, []),
    ],
)
def test_a_name_is_written_as_it_is(text: str, others: int, found: list[str]) -> None:
    guide: Any = Stub(proper_names=NAMES, identifier=Stub(number=lambda word, language: others))
    record: Any = Worded(entry("x"), (((("name",)), {"ca": text, "es": ["Linkedin"]}),))
    made = [*misspelt_name.check_texts(guide, [record])]
    assert [f"{one.values['found']} {one.values['expected']}" for one in made] == found
    assert all(one.place.path == "x.name.ca" and one.about == one.values["found"] for one in made)
    pages = [*misspelt_name.check_texts(guide, [page(f"# T\n\n{text}\n")])]
    assert [f"{one.values['found']} {one.values['expected']}" for one in pages] == found
    assert all(one.place.line == 3 and one.about == one.values["found"] for one in pages)


# Records.


class Nothing(Stub):
    """Facts that have no records but those that are given."""

    def __getattr__(self, name: str) -> dict[str, Any]:
        return {}


def query(words: str, language: str = "ca") -> Any:
    return entry(words, words=words, language=language)


@pytest.mark.parametrize(
    ("queries", "found"),
    [
        ([query("horari"), query("xarxes")], []),
        ([query("horari"), query("Horari")], ["Horari"]),
        ([query("horari"), query("horari", "es")], []),
        ([query("horari"), query("horari"), query("horari")], ["horari", "horari"]),
    ],
)
def test_queries_are_asked_once(monkeypatch: pytest.MonkeyPatch, queries: Sequence[Any], found: list[str]) -> None:
    monkeypatch.setattr(duplicate_record, "_listed", lambda _: ())
    guide: Any = Stub(facts=Nothing(queries=queries, institution=entry("i", units={})))
    made = duplicate_record.check_data(guide)
    assert [one.values["found"] for one in made if one.variant == "query"] == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"owner": "lead"}, []),
        ({"owner": "zzz"}, ["roles zzz"]),
        ({"owner": ["zzz"]}, []),
        ({"for": ["culture", "zzz"]}, ["units zzz"]),
        ({"for": "zzz"}, []),
        ({"title": "zzz"}, []),
        ({"zzz": "zzz"}, []),
        ({"owner": "yyy", "for": ["zzz"]}, ["roles yyy", "units zzz"]),
    ],
)
def test_keys_in_the_front_matter(monkeypatch: pytest.MonkeyPatch, fields: Mapping[str, Any], found: list[str]) -> None:
    known = ("lead", "culture")
    made: list[str] = []

    def unknown(guide: Any, collection: str, key: str, *_: Any) -> Sequence[str]:
        return [] if key in known else [f"{collection} {key}"]

    monkeypatch.setattr(unknown_key, "_unknown", unknown)
    spec = {"owner": Stub(type="role"), "for": Stub(type="units"), "title": Stub(type="text")}
    guide: Any = Stub(model=Stub(fields=spec))
    one: Any = Stub(fields=fields, front=Stub(value_place=print))
    made += map(str, unknown_key._in_front_matter(guide, one))
    assert made == found


# Rows, sections and versions.


@pytest.mark.parametrize(
    ("name", "key", "ids"),
    [
        ("replies", "x", ["reply-a", "reply-b"]),
        ("bare", "x", []),
        ("without-rows", "x", []),
        ("zzz", "x", []),
        ("indicators", "culture", ["indicator-c"]),
        ("indicators", "zzz", []),
    ],
)
def test_the_ids_of_the_rows_that_a_block_shows(name: str, key: str, ids: list[str]) -> None:
    blocks = {
        "replies": Stub(rows="replies", anchor="reply", key=""),
        "bare": Stub(rows="replies", anchor="", key=""),
        "without-rows": Stub(rows="", anchor="reply", key=""),
        "indicators": Stub(rows="indicators", anchor="indicator", key="plans"),
    }
    facts = Stub(keys={"replies": ("a", "b"), "": ("z",)}, plans={"culture": Stub(written=lambda _: ("c",))})
    guide: Any = Stub(model=Stub(blocks=Stub(guide=blocks)), facts=facts)
    assert [*rows.ids_of(guide, name, key)] == ids


@pytest.mark.parametrize(
    ("profile", "draft", "marks"),
    [
        ("minimum", False, ["S1", "C2"]),
        ("complete", False, ["S1", "R1", "C2"]),
        ("complete", True, []),
        ("minimum", True, []),
    ],
)
def test_blocks_whose_absence_is_an_error(
    monkeypatch: pytest.MonkeyPatch, profile: str, draft: bool, marks: list[str]
) -> None:
    lacking = [Stub(mark=mark) for mark in ("S1", "R1", "C2")]
    monkeypatch.setattr(sections, "without_block", lambda *_: lacking)
    guide: Any = Stub(profile=profile)
    one: Any = Stub(draft=draft)
    made: Sequence[Lacking] = [*sections.demanded_blocks(guide, one)]
    assert [each.mark for each in made] == marks


@pytest.mark.parametrize(
    ("stale", "recording"),
    [((), ()), (("a",), ("en",)), (("b", "a"), ("es", "en")), (("c",), ()), (("a", "d"), ("en",))],
)
def test_the_languages_in_which_translations_record_what_they_follow(
    stale: Sequence[str], recording: tuple[str, ...]
) -> None:
    pages = [(Stub(path=path, language=one), None) for path, one in (("a", "en"), ("b", "es"), ("d", "en"))]
    guide: Any = Stub(translations=pages, stale=dict.fromkeys(stale, ()), languages=("ca", "es", "en"))
    assert vars(Guide)["recording"].func(guide) == recording


# Texts of pages.


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("/// guide | post x\n8\n///\n\n9\n", "9"),
        ("/// guide | post x\n8\n", ""),
        ("/// guide | post x\n8", ""),
        ("/// note | x\n8\n///\n", "8"),
    ],
)
def test_an_example_of_a_post_states_nothing(text: str, figures: str) -> None:
    left = stated(page(f"# T\n\n{text}"))
    assert "".join(filter(str.isdigit, left)) == figures


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("una\ndues", ["paragraph una dues"]),
        ("una\\\ndues", ["paragraph una dues"]),
        ("una `dues` tres", ["paragraph una dues tres"]),
        ("- una\n\n    dues\n- tres", ["item una", "paragraph dues", "item tres"]),
        ("> una", ["paragraph una"]),
        ("| a | b |\n|---|---|\n| c | d |", ["header a | b |", "row c | d |"]),
        ("```\nx\n```\n\nuna", ["code ", "paragraph una"]),
        ("![una](a.png)", ["paragraph ", "image una"]),
        ('!!! note "Un títol"\n    una', ["box Un títol", "paragraph una"]),
        ("!!! note\n    una", ["box ", "paragraph una"]),
    ],
)
def test_the_passages_of_a_page(text: str, read: list[str]) -> None:
    made = passages(page(f"# T\n\n{text}\n"))
    assert [f"{one.kind} {one.text}" for one in made[1:]] == read
    assert all(one.prose == one.text for one in made if "`" not in text)


def test_addresses_are_found_in_each_line() -> None:
    one, two = "https://a.org/b?fbclid=abcdef123", "https://a.org/c?fbclid=abcdef456"
    text = f"A {one} i\nres\nB {two}\n"
    assert [text[start:end] for _, start, end, _ in addresses(text)] == [one, two]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Digueu com escriu la casa i per què.", 3),
        ("A\n\nDigueu com escriu la casa\ni per què, doncs.", 5),
        ("Digueu com escriu la casa i res més.", 0),
        ("Digueu com", 0),
        ("`Digueu com escriu la casa i per què.`", 0),
    ],
)
def test_an_instruction_that_was_left_is_found_cut_into_lines(text: str, line: int) -> None:
    kind = Stub(headings={"a": Stub(write={"ca": "Digueu com escriu la casa i per què."})})
    guide: Any = Stub(kind=lambda _: kind)
    made = [*placeholder_text._within(guide, page(f"# T\n\n{text}\n"), set())]
    assert [one.place.line for one in made] == ([line] if line else [])
    assert not [*placeholder_text._within(guide, page(f"# T\n\n{text}\n"), {"Digueu com escriu la casa i per què."})]


# Helplines.


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", ""),
        ("x", "a"),
        ("y", ""),
        ("x y", "b c"),
        ("y z", "c"),
        ("x y z", "c"),
        ("p q", ""),
        ("p q r", "d"),
        ("u", ""),
    ],
)
def test_a_text_names_a_helpline_by_half_of_its_words_and_two(text: str, named: str) -> None:
    names = {"none": "", "a": "x", "b": "x y", "c": "x y z", "d": "p q r s t", "e": "u v w"}
    known: Any = Stub(
        reader=Stub(telling=lambda some: frozenset(some.split())),
        _helplines={key: frozenset(name.split()) for key, name in names.items()},
        guide=Stub(facts=Stub(helplines={key: key for key in names})),
    )
    assert list(ContactStatements._helplines_in(known, text)) == named.split()


# Replies.


def gap(name: str, **named: str) -> Any:
    return entry(name, name=named, invariable=name == "day", person=name == "person")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask the {service}", ["the service"]),
        ("Ask the { Service } and The {service}", ["the service"]),
        ("Ask the {service} or a {service}", ["the service", "a service"]),
        ("Ask: {service}", []),
        ("Breathe {service}", []),
        ("Ask the\n{service}", ["the service"]),
        ("on the {day}", []),
        ("the {zzz}", []),
        ("to the {person}", ["the person"]),
        ("of {service}", ["contracting of service"]),
        ("of {person}", []),
        ("of {day}", []),
        ("in-the {service}", []),
        ("d'{service}", ["d' service"]),
    ],
)
def test_no_gap_is_after_an_article(monkeypatch: pytest.MonkeyPatch, text: str, found: list[str]) -> None:
    keys = {"en": {one: frozenset({one}) for one in ("service", "day", "person")}}
    monkeypatch.setattr(gap_after_article, "names_of", lambda _: keys)
    monkeypatch.setattr(gap_after_article, "persons_of", lambda _: frozenset({"person"}))
    words = Stub(gaps=Stub(articles=["the", "a", "d'"], contracting=["of"]))
    facts = Stub(
        placeholders={key: gap(key) for key in keys["en"]}, replies={"r": entry("r", text={"en": text, "qq": text})}
    )
    guide: Any = Stub(facts=facts, model=Stub(prose={"en": words}))
    made = gap_after_article.check_data(guide)
    assert [f"{one.variant} {one.values['word']} {one.values['found']}".strip() for one in made] == found


TONE = "docs/ca/tone.md#a"


class Style:
    """What is found in a text of a network by the rules of style: each word of it that is one of these."""

    networks = ("x", "y")

    def __init__(self, guide: Any) -> None:
        self.asked: list[tuple[str, ...]] = []


def style_of(criteria: Style, text: str, language: str, networks: Sequence[str]) -> list[Any]:
    criteria.asked.append((language, *networks))
    marks = {"wrong": ("words", "error"), "better": ("words", "advice"), "gap": ("placeholders", "error")}
    return [Stub(check=marks[one][0], level=marks[one][1], rule=one) for one in text.split() if one in marks]


@pytest.mark.parametrize(
    ("text", "networks", "asked", "found"),
    [
        ("una", ["x"], [("ca", "x")], []),
        ("wrong better gap", ["x", "z", "y"], [("ca", "x", "y")], [f" wrong {TONE}", f"advice better {TONE}"]),
        ("gap", [], [("ca", "y")], []),
    ],
)  # fmt: skip
def test_replies_follow_the_style(
    monkeypatch: pytest.MonkeyPatch, text: str, networks: Sequence[str], asked: list[tuple[str, ...]], found: list[str]
) -> None:
    style = Style(None)
    monkeypatch.setattr(post_style, "criteria_of", lambda _: style)
    monkeypatch.setattr(post_style, "check_style", style_of)
    monkeypatch.setattr(post_style, "sentences", lambda *_: ("", ""))
    monkeypatch.setattr(post_style, "page_of", lambda *_: "tone#a")
    monkeypatch.setattr(post_style, "FEW", 4)
    replies = {"r": entry("r", networks=networks, text={"ca": text})}
    guide: Any = Stub(
        facts=Stub(replies=replies), networks_in_use=["y"], path=lambda id, language: f"docs/{language}/{id}.md"
    )
    made = [f"{one.mark} {one.about} {one.values['page']}" for one in post_style.check_data(guide)]
    assert (made, style.asked) == (found, asked)
    posts = page(
        f"# T\n\n/// guide | post x\n{text} gap\n///\n\n/// guide | post x dont\nwrong\n///\n\n"
        "/// guide | tree\n///\n\n/// guide | post y\nwrong\n"
    )
    shown = [f"{one.mark} {one.about} {one.values['page']}" for one in post_style.check_pages(guide, [posts])]
    gaps = [f" gap {TONE}"] * (text.count("gap") + 1)
    assert sorted(shown) == sorted([*found, *gaps])


# Translations that are older than their source, and sections that are missing.


@pytest.mark.parametrize(
    ("ids", "changed", "found"),
    [
        (("a",), "", [" 3 tone#a A"]),
        (("a",), "a", ["changed 3 tone#a A"]),
        (("a", "b", "c"), "", [" 3 tone#a A", " 5 tone#b B", " 7 tone#c C"]),
        (("a", "b"), "b", [" 3 tone#a A", "changed 5 tone#b B"]),
        (("d", "b", "c", "a"), "", ["many 3 tone D B C A"]),
        (("d", "b", "c", "a"), "c", ["many-changed 3 tone D B C A"]),
    ],
)
def test_sections_are_stale_one_by_one_or_together(
    monkeypatch: pytest.MonkeyPatch, ids: Sequence[str], changed: str, found: list[str]
) -> None:
    monkeypatch.setattr(stale_translation.revisions, "recorded", lambda _: dict.fromkeys("abcd", "0"))
    text = "# T\n\n" + "".join(f"## {one.upper()} {{#{one}}}\n\n" for one in "abcd")
    own, source = page(text, "tone", "es"), page("# T\n\nA\n\n" + text.removeprefix("# T\n\n"))
    former = {Revision(source.path, one, "0"): "Era així" for one in changed}
    made = [*stale_translation._stale(own, source, ids, former)]
    ends = [f"{one.values['target'].partition(' ')[0]} {' '.join(one.values['titles'])}" for one in made]
    assert [f"{one.variant} {one.place.line} {end}" for one, end in zip(made, ends, strict=True)] == found
    assert made[0].values["line"] == 5
    assert made[0].values["record"].count(":") == len(made[0].values["titles"])


@pytest.mark.parametrize(
    ("number", "stale", "named"), [(0, True, -1), (1, False, -1), (1, True, 1), (20, True, 20), (21, True, 20)]
)
def test_translations_that_record_nothing(
    monkeypatch: pytest.MonkeyPatch, number: int, stale: bool, named: int
) -> None:
    monkeypatch.setattr(stale_translation.revisions, "unrecorded", lambda one, source: one.path != "recorded")
    pages = [(Stub(path=f"p{at}", front=Stub(place=lambda _: Place("p"))), None) for at in range(number)]
    guide: Any = Stub(translations=[(Stub(path="recorded"), None), *pages], stale={"recorded": ("a",)} if stale else {})
    made = [*stale_translation._unrecorded(guide)]
    assert [(one.values["count"], len(one.values["paths"].split())) for one in made] == (
        [(number, named)] if named > 0 else []
    )


@pytest.mark.parametrize(
    ("text", "marks", "variant", "mark"),
    [
        ("# T\n\nUna.\n", ("R1", "S2"), "all", "S2"),
        ("# T\n\nUna.\n", ("R1", "C2"), "all", "C2"),
        ("# T\n\nUna.\n", ("R1", "R2"), "all", "R1"),
        ("# T\n\n", ("S1", "R2"), "blank", "S1"),
        ("# T\n\nUna.\n\n## A\n", ("S1",), None, ""),
        ("# T\n\nUna.\n\n# U\n", ("S1",), "all", "S1"),
        ("# T\n\nUna.\n\nA\n---\n", ("S1",), None, ""),
        ("# T\n\nUna.\n", (), None, ""),
    ],
)
def test_a_page_without_sections_lacks_all_of_them_at_once(
    monkeypatch: pytest.MonkeyPatch, text: str, marks: Sequence[str], variant: str | None, mark: str
) -> None:
    monkeypatch.setattr(missing_section.sections, "required", lambda *_: [Stub(mark=one) for one in marks])
    monkeypatch.setattr(missing_section.scaffold, "scaffold", lambda *_, title: title)
    monkeypatch.setattr(missing_section.scaffold, "sections", lambda *_: "all")
    nothing: Any = None
    made = missing_section._all_missing(nothing, nothing, page(text))
    assert (made and made.variant, made.mark if made else "") == (variant, mark)
    assert made is None or made.values["text"] == ("T" if variant == "blank" else "all")


# Plans.


@pytest.mark.parametrize(
    ("written", "types", "unread", "found"),
    [
        ({"indicators": ("a", "b")}, ("use", "growth"), (), ["objective", "audience", "network"]),
        ({"indicators": ("a", "b")}, ("use", "use"), (), ["objective", "audience", "network", "growth"]),
        ({"indicators": ("a", "b")}, ("growth", "growth"), (), ["objective", "audience", "network", "use"]),
        ({"indicators": ("a", "b")}, ("use",), (), ["objective", "audience", "network"]),
        ({}, (), (), ["objective", "audience", "network", "evaluation"]),
        ({}, (), ("plans/p",), []),
        ({}, (), ("plans/p/objectives",), ["audience", "network", "evaluation"]),
    ],
)
def test_a_plan_has_what_every_plan_has(
    written: Mapping[str, Sequence[str]], types: Sequence[str], unread: Sequence[str], found: list[str]
) -> None:
    indicators = {one: entry(one, type=kind) for one, kind in zip("ab", types, strict=False)}
    document = Stub(place=lambda *_: Place("p"))
    plan = Stub(written=lambda name: written.get(name, ()), indicators=indicators, document=document)
    guide: Any = Stub(facts=Stub(plans={"p": plan}, unread=frozenset(unread)))
    made = [one.rule.removeprefix("plan-without-") for one in plan_content.check_data(guide)]
    assert [one.removeprefix("no-").removesuffix("-indicator") for one in made] == found


# Keys of services, and numbers of people.


@pytest.mark.parametrize(
    ("text", "part", "places"),
    [("abab", "ab", [0, 2]), ("aaa", "aa", [0, 1]), ("xab", "ab", [1]), ("", "ab", [])],
)
def test_the_places_of_a_part(text: str, part: str, places: list[int]) -> None:
    assert [*services.places_of(text, part)] == places


@pytest.mark.parametrize(
    ("text", "places", "lines"),
    [
        ("ab\ncd\nef", [0], [(0, 2)]),
        ("ab\ncd\nef", [4, 3, 1], [(3, 5), (0, 2)]),
        ("ab\ncd\nef", [6], [(6, 8)]),
        ("\nab", [0], [(0, 0)]),
        ("ab", [], []),
    ],
)
def test_the_lines_in_which_places_are(text: str, places: list[int], lines: list[tuple[int, int]]) -> None:
    assert [*services.lines_of(text, places)] == lines


@pytest.mark.parametrize(
    ("token", "numbers", "found"),
    [
        ("GOCSPX-" + "a1" * 10, False, True),
        ("GOCSPX-" + "a1" * 9 + "a", False, False),
        ("SG." + "a1" * 8 + "." + "b2" * 8, False, True),
        ("123456789012345-" + "aB3" * 10, True, True),
        ("123456789012345-" + "aB3" * 10, False, False),
        ("M" + "a1b" * 8 + ".aB3dE6." + "x9" * 14, False, True),
        ("bearer " + "a1" * 10, False, True),
        ("bearer " + "ab" * 10, False, False),
        ("una paraula", False, False),
    ],
)
def test_keys_that_services_give_out(token: str, numbers: bool, found: bool) -> None:
    text = f"La clau: {token}\ni més"
    spans = [(9, 9 + len(token))] if found else []
    assert [*services.tokens(text, numbers=numbers)] == spans


@pytest.mark.parametrize(
    ("written", "fewest", "repeats"),
    [("1111", 2, True), ("1112", 2, False), ("A1-1", 2, True), ("1231", 4, True), ("1234", 4, False), ("", 1, True)],
)
def test_a_number_that_repeats_its_figures(written: str, fewest: int, repeats: bool) -> None:
    assert identifiers._repeats(written, fewest) is repeats


# Headings that are in the place of a section.


def headings(lines: str) -> list[Any]:
    return [Stub(place=Stub(line=int(line))) for line in lines.split()]


@pytest.mark.parametrize(
    ("order", "likely", "found"),
    [
        ("a3 b c9", "5", "b5"),
        ("a3 b c9", "3", ""),
        ("a3 b c9", "9", ""),
        ("a3 b c9", "4 8", ""),
        ("a3 b c9", "", ""),
        ("a3 b c d9", "4 8", "b4 c8"),
        ("a3 b c d9", "4", ""),
        ("a3 b c9 d", "4 10", "b4 d10"),
        ("a3 b c9 d", "4", "b4"),
        ("b a3", "1", "b1"),
        ("a3 b", "21", "b21"),
        ("a3 b", "22", ""),
        ("a9 b c3 d12", "10", "b10"),
        ("a9 b c3 d12", "4", ""),
        ("a12 b3 c", "13", "c13"),
        ("a12 b3 c", "4", ""),
    ],
)
def test_headings_between_the_same_sections_as_what_is_missing(order: str, likely: str, found: str) -> None:
    some = [(one[0], headings(one[1:])[0] if one[1:] else None) for one in order.split()]
    missing = [id for id, section in some if not section]
    text: Any = Stub(source=Stub(text="\n" * 20))
    made = sections._in_place(text, some, missing, headings(likely))
    assert [f"{id}{one.place.line}" for id, one in made.items()] == found.split()


@pytest.mark.parametrize(
    ("text", "words", "lacking"),
    [
        ("## A {#a}\n\nUna dues.\n", 0, ["box a A 3"]),
        ("## A {#a}\n\n/// guide | box\n///\n", 0, []),
        ("## A {#a}\n\nUna.\n\n## B {#b}\n\n/// guide | box\n///\n", 0, []),
        ("## A {#a}\n\n/// guide | zzz\n///\n", 0, []),
        ("## A {#a}\n\nUna dues.\n", 2, ["box a A 3"]),
        ("## A {#a}\n\nUna dues.\n", 3, []),
        ("## A {#a}\n\nUna dues.\n\n/// guide | other\n///\n", 3, ["box a A 3"]),
        ("## B {#b}\n\nUna dues.\n", 0, []),
    ],
)
def test_the_blocks_that_sections_lack(
    monkeypatch: pytest.MonkeyPatch, text: str, words: int, lacking: list[str]
) -> None:
    wanted = [Stub(id="a", block="box", mark="S1", words=words), Stub(id="b", block="", mark="S1", words=0)]
    monkeypatch.setattr(sections, "required", lambda *_: wanted)
    monkeypatch.setattr(sections, "present", lambda one, id: one.section(id))
    blocks = Stub(others={"note": 1}, guide={"box": Stub(key=None), "other": Stub(key=None)})
    guide: Any = Stub(model=Stub(blocks=blocks), kind=lambda _: None)
    made = sections.without_block(guide, page(f"# T\n\n{text}"))
    assert [f"{one.block} {one.section} {one.title} {one.place.line}" for one in made] == lacking


@pytest.mark.parametrize(
    ("text", "knows", "gaps", "lacking"),
    [
        ("# T\n\nUna.\n", True, False, ["box T 1"]),
        ("Una.\n", True, False, ["box tone 1"]),
        ("# T\n\nUna.\n", False, False, []),
        ("# T\n\nUna.\n", True, True, []),
        ("# T\n\n/// guide | box\n///\n", True, False, []),
        ("# T\n\n/// guide | zzz\n///\n", True, False, []),
        ("# T\n\n/// note | N\n///\n", True, False, ["box T 1"]),
    ],
)
def test_the_block_that_a_page_lacks(
    monkeypatch: pytest.MonkeyPatch, text: str, knows: bool, gaps: bool, lacking: list[str]
) -> None:
    monkeypatch.setattr(sections, "required", lambda *_: ())
    monkeypatch.setattr(sections, "_has_gaps", lambda *_: gaps)
    blocks = Stub(others={"note": 1}, guide={"box": Stub(key="networks")})
    kind = Stub(block=lambda _: Stub(name="box", mark="S1"))
    guide: Any = Stub(model=Stub(blocks=blocks), kind=lambda _: kind, knows=lambda *_: knows)
    made = sections.without_block(guide, page(text))
    assert [f"{one.block} {one.title} {one.place.line}" for one in made] == lacking


@pytest.mark.parametrize(
    ("record", "answer", "answers"),
    [
        ("tone#voice", "tone", True),
        ("tone#voice", "tone#voice", True),
        ("tone#voice", "tone#words", False),
        ("tone#", "tone#voice", False),
        ("tone#voice", "images", False),
        ("tone#voice", "images#voice", False),
    ],
)
def test_a_record_is_an_answer(record: str, answer: str, answers: bool) -> None:
    one: Any = Stub(**dict(zip(("page", "anchor"), record.split("#"), strict=True)))
    assert not_found.answers_to(one, answer) is answers


# Translations.


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ("Una 50\n\n- Dues", "- Una\n\nDues 51", ["changed 3 3"]),
        ("Una 50\n\n- Dues", "Una 50\n\n- Dues", []),
        ("Una 50\n\n- Dues", "- Una\n\nDues 50", []),
        ("Una 50\n\nDues 60", "Una 50\n\nDues 61", ["changed 5 5"]),
        ("Una 50\n\nDues 60", "Una 61\n\nDues 50", ["changed 3 3"]),
        ("Una 50\n\nDues 60", "Una 60\n\nDues 50", []),
        ("Una 85", "Una", ["missing 3 3"]),
        ("Una", "Una 85", ["extra 3 3"]),
    ],
)
def test_the_first_passage_with_other_figures(theirs: str, ours: str, found: list[str]) -> None:
    own, source = page(f"# T\n\n{ours}\n", "tone", "es"), page(f"# T\n\n{theirs}\n")
    guide: Any = Stub(months=lambda _: ())
    pair = Pair(own, source, "", passages(own)[1:], passages(source)[1:])
    like: Any = Stub(usual=lambda *_: 0.0)
    made = figure_mismatch(guide, Readers({}, {}, {}), like, pair, {})
    assert [f"{one.variant} {one.place.line} {one.cause.line if one.cause else ''}" for one in made] == found


@pytest.mark.parametrize(
    ("theirs", "ours", "required", "found"),
    [
        ("a b c", "a b c", "", []),
        ("a b c", "a c b", "", ["order c"]),
        ("a b c", "a c b", "b", ["order c"]),
        ("a b c", "a c b", "b c", ["order c"]),
        ("a b c", "a c b", "c b", []),
        ("a b", "a b d", "", ["extra d"]),
        ("a b d", "a b", "", ["missing d"]),
        ("a b d", "a b", "d", []),
        ("a d b", "a e b", "", ["renamed e"]),
    ],
)
def test_the_sections_of_a_translation(theirs: str, ours: str, required: str, found: list[str]) -> None:
    own, source = (
        page("# T\n\n" + "".join(f"## {id} {{#{id}}}\n\n" for id in some.split())) for some in (ours, theirs)
    )
    made = section_mismatch._differences(own, source, tuple(required.split()))
    assert [f"{one.variant} {one.values['section']}" for one in made] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A {#consequences}\n\nU.\n\n## B {#hide}\n", []),
        ("## A {#consequences}\n\nU.\n", ["hide"]),
        ("## A {#effects}\n\nU.\n", []),
        ("## A {#consequences}\n\n```\nU.\n", []),
        (None, []),
    ],
)
def test_measures_are_announced_in_a_section_that_is_there(text: str | None, found: list[str]) -> None:
    rules = page(f"# T\n\n{text}") if text else None
    situations = {one: entry(one, measure=measure) for one, measure in (("s", "hide"), ("t", ""))}
    anchors = {rules.path: {one.id for one in rules.sections}} if rules else {}
    guide: Any = Stub(source_page=lambda _: rules, anchors=anchors, facts=Stub(situations=situations))
    assert [one.values["found"] for one in measure_not_in_participation_rules.check(guide)] == found


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        ("docs/ca/tone.md", 1, "# T"),
        ("data/x.yml", 2, "b: 1"),
        ("mkdocs.yml", 1, "site: x"),
        ("data/zzz.yml", 1, ""),
        ("data/x.yml", 9, ""),
    ],
)
def test_a_line_of_a_file_that_was_read(path: str, line: int, text: str) -> None:
    config, data = Source("mkdocs.yml", "site: x\n"), Source("data/x.yml", "a: 1\nb: 1\n")
    known: Any = Stub(
        all_pages=[page("# T\n")], facts=Stub(sources={data.path: data}), config=Stub(path=config.path, source=config)
    )
    known._sources = vars(Guide)["_sources"].func(known)
    assert Guide.source_line(known, path, line) == text
    known.config.source = None
    assert "mkdocs.yml" not in vars(Guide)["_sources"].func(known)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("la comunicaci??casa diu", {"casa": 2}, ["lost-unknown"]),
        ("la casa??comunicaci diu", {"casa": 2}, ["lost-unknown"]),
        ("la casa??casa diu", {"casa": 2}, []),
        ("la casa??casa diu", {"casa": 1}, ["lost-unknown"]),
        ("la comunicaci? diu", {"comunicació": 1}, ["lost"]),
        ("?ltima hora", {"última": 1}, ["lost"]),
        ("la casa? diu", {"casa": 2, "casaó": 1}, []),
        ("la casa? diu", {"casa": 1, "casaó": 1}, ["lost"]),
        ("la casa?Diu", {"casaódiu": 1}, []),
    ],
)
def test_question_marks_that_stand_for_letters(text: str, words: Mapping[str, int], found: list[str]) -> None:
    some = Identifier({"ca": Counter(words)}, {"ca": 9})
    assert [one.variant for one in cut_words._words(some, "ca", text)] == found


def test_a_page_of_no_text_has_a_length() -> None:
    assert (missing._length(page("")), missing._length(page("ab"))) == (1, 2)


# Causes.


def because(path: str, cause: str = "") -> Finding:
    one = Finding("figure-mismatch", Place(path), {}, "changed", about="x")
    return replace(one, cause=Place(cause)) if cause else one


@pytest.mark.parametrize(
    ("group", "place", "others", "variant"),
    [
        ([because("a"), because("b")], "a", ["b"], "changed"),
        ([because("b"), because("a"), because("b")], "a", ["b"], "changed"),
        ([because("a"), because("b", "z")], "z", ["a", "b"], "cause"),
        ([because("b", "z"), because("a", "z")], "z", ["a", "b"], "cause"),
        ([because("a", "z"), because("a", "z")], "z", ["a", "a"], "cause"),
    ],
)
def test_findings_of_one_cause_are_one(group: list[Finding], place: str, others: list[str], variant: str) -> None:
    guide: Any = Stub(model=MODEL)
    made = causes._merged(guide, group)
    assert (made.place.path, [one.path for one in made.others], made.variant) == (place, others, variant)


@pytest.mark.parametrize(
    ("paths", "cause", "rule", "many"),
    [
        ("a b", "", "x", False),
        ("a b c", "", "x", False),
        ("a b c d", "", "x", True),
        ("a b c c c", "", "x", False),
        ("a b", "z", "x", True),
        ("a a", "z", "x", False),
        ("a b", "", causes.FAILED, True),
        ("a", "", causes.FAILED, False),
    ],
)
def test_how_many_findings_about_one_thing_are_many(paths: str, cause: str, rule: str, many: bool) -> None:
    group = [replace(because(path, cause), rule=rule) for path in paths.split()]
    assert causes._are_many(group) is many
    assert causes._are_many([*group, replace(group[0], cause=Place("z"))]) is (many or len({*paths.split()}) > 1)


# Pages that hold the text of another.


@pytest.mark.parametrize(
    ("own", "same", "other", "found"),
    [
        ("abcd", "ab", "abcde", []),
        ("abcd", "abe", "abcde", []),
        ("abcd", "aef", "abcde", ["other"]),
        ("abcd", "abef", "abcde", ["other"]),
        ("abcd", "aef", "abce", []),
        ("abcd", "aef", "abcdefg", []),
        ("abc", "aef", "abc", []),
        ("abcd", "", "abcd", ["other"]),
        ("abcd", "abcd", "abcd", []),
    ],
)
def test_a_page_is_like_the_version_of_another(
    monkeypatch: pytest.MonkeyPatch, own: str, same: str, other: str, found: list[str]
) -> None:
    marks = {("ca", "own"): own, ("es", "own"): same, ("es", "other"): other, ("ca", "other"): other}
    monkeypatch.setattr(exchange, "_marks", lambda _, one: frozenset(marks[one.language, one.id]))
    pages = {key: Stub(language=key[0], id=key[1]) for key in marks}
    guide: Any = Stub(pages=pages, page_ids=("own", "other"), languages=("ca", "es"))
    made = [(one.language, one.id, id) for one, id in exchange._unlike_their_versions(guide)]
    assert [id for language, of, id in made if (language, of) == ("ca", "own")] == found
    alone: Any = Stub(languages=("ca", "es"))
    likeness = [
        exchange._likeness(alone, {("ca", "own"): frozenset("ab")}, pages["ca", "own"], id) for id in ("own", "x")
    ]
    assert likeness == [1.0, 0.0]


@pytest.mark.parametrize(
    ("hashes", "titled", "astray", "found"),
    [
        ("abc", "", "", ["two one"]),
        ("ab", "", "", []),
        ("abc", "two", "", ["one two"]),
        ("abc", "", "one", ["one two"]),
        ("abc", "", "two", ["two one"]),
        ("abc", "zzz", "", ["two one"]),
    ],
)
def test_of_two_pages_that_say_the_same_one_is_right(
    monkeypatch: pytest.MonkeyPatch, hashes: str, titled: str, astray: str, found: list[str]
) -> None:
    monkeypatch.setattr(exchange, "is_astray", lambda _, one: one.id == astray)
    pages = [("ca", "one", hashes), ("ca", "two", hashes), ("ca", "three", "xyz"), ("es", "one", hashes)]
    made = {
        (language, id): Stub(language=language, id=id, hashes=dict(enumerate(some))) for language, id, some in pages
    }
    guide: Any = Stub(pages=made, languages=("ca", "es"), path=lambda id, language: f"docs/{language}/{id}.md")
    named = {"docs/es/one.md": titled} if titled else {}
    assert [f"{one.id} {id}" for one, id in exchange._copied_over(guide, named)] == found


@pytest.mark.parametrize(
    ("title", "name"), [("Una Cosa", "una-cosa"), (" Què_és? ", "què-és"), ("X", "x"), ("", ""), ("--", "")]
)
def test_the_name_of_a_title(title: str, name: str) -> None:
    assert exchange._as_name(title) == name


# Telephones, the approval and pages that were moved.

NINE, OTHER, TEN, EIGHT = "930 000 001", "930 000 002", "930 000 0011", "930 000 01"


@pytest.mark.parametrize(
    ("phones", "found"),
    [
        ([NINE, OTHER, NINE, TEN], [TEN]),
        ([NINE, OTHER, NINE, EIGHT], [EIGHT]),
        ([NINE, OTHER, NINE, TEN, EIGHT], []),
        ([NINE, OTHER, NINE, TEN, TEN], []),
        ([NINE, OTHER, NINE, "930 000 00111"], []),
        ([NINE, OTHER, NINE, "930 000 0"], []),
        ([NINE, OTHER, NINE, "112"], []),
        ([NINE, OTHER, NINE, None], []),
        ([NINE, TEN], []),
        ([TEN], []),
        (["112", "016"], []),
        ([], []),
    ],
)
def test_one_telephone_has_a_digit_less_or_more(
    monkeypatch: pytest.MonkeyPatch, phones: Sequence[str | None], found: list[str]
) -> None:
    some = [(entry(f"{at}", phone=one), ("phone",), one) for at, one in enumerate(phones)]
    monkeypatch.setattr(misspelt_address, "_phones", lambda _: [(owner, path) for owner, path, _ in some])
    monkeypatch.setattr(misspelt_address, "reduce", lambda _, path, record: record.phone)
    nothing: Any = None
    assert [one.values["found"] for one in misspelt_address._lengths(nothing)] == found


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"approval": {}}, True),
        ({"approval": None}, False),
        ({"aproval": {"date": "x"}}, True),
        ({"aproval": None}, False),
        ({"x-approval": 1}, False),
        ({"name": 1}, False),
        (["approval"], False),
        (None, False),
    ],
)
def test_an_approval_is_written_though_it_is_not_valid(value: Any, written: bool) -> None:
    guide: Any = Stub(facts=Stub(institution=Stub(document=Stub(value=value))))
    assert guide_not_approved._written(guide) is written


def test_pages_that_hold_another_text_were_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demands, "displaced", lambda *_: {"a.md": "x", "b.md": "y"})
    known: Any = Stub(guide=None, pages=frozenset(), exchanged={"b.md": "z"})
    assert vars(demands.Demands)["displaced"].func(known) == {"a.md": "x"}


# Marks of what holds only somewhere.


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("U <!-- only ES -->", "U <!-- only ES -->", []),
        ("U", "U <!-- only ES -->", ["missing ES"]),
        ("U <!-- only ES -->", "U", ["extra ES"]),
        ("U <!-- only x -->", "U <!-- only ES -->", ["missing ES"]),
        ("U <!-- only ES -->\n\nD <!-- only x -->", "U <!-- only ES -->", ["extra x"]),
        ("U <!-- only ES -->", "U <!-- only ES -->\n\nD <!-- only ES -->", ["missing ES"]),
        ("U <!-- only zzzzzz -->", "U <!-- only ES -->", []),
        ("U", "U <!-- onyl ES -->", []),
    ],
)
def test_a_translation_has_the_marks_of_its_source(ours: str, theirs: str, found: list[str]) -> None:
    guide: Any = Stub(facts=Stub(keys={"networks": ("x",)}, references=()))
    pairs = [
        (page(f"# T\n\n{start}{ours}\n", "tone", "es"), page(f"# T\n\n{start}{theirs}\n"))
        for start in ("", "## A {#a}\n\n")
    ]
    made = [f"{one.variant} {one.values['found']}" for one in malformed_scope.check_translations(guide, pairs)]
    assert made == found * 2


def test_the_words_of_a_record_with_its_search_words() -> None:
    record = Worded(entry("x"), ((("name",), {"ca": "Una cosa", "es": "Cosa"}), (("words",), {"ca": ["dues", "tres"]})))
    assert sorted(record.all_words) == ["cosa", "cosa", "dues", "tres", "una"]
    assert record.words == {"ca": ["una", "cosa"], "es": ["cosa"]}


@pytest.mark.parametrize(
    ("ours", "theirs", "stale", "found"),
    [
        (f"{LONG}.", f"{LONG}.", False, []),
        (LONG, f"{LONG}.", False, ["3 "]),
        (LONG, f"{LONG}.", True, ["3 "]),
        (f"{LONG}.", LONG, False, ["3 3"]),
        (f"{LONG}.", LONG, True, []),
        (LONG, LONG, False, []),
    ],
)
def test_a_passage_that_ends_within_a_sentence(
    monkeypatch: pytest.MonkeyPatch, ours: str, theirs: str, stale: bool, found: list[str]
) -> None:
    monkeypatch.setattr(missing.revisions, "stale", lambda *_: ("a",) if stale else ())
    own, source = page(f"# T\n\n{ours}\n", "tone", "es"), page(f"# T\n\n{theirs}\n")
    pair = Pair(own, source, "", passages(own)[1:], passages(source)[1:])
    made = missing.unended_passages(pair, {})
    assert [f"{one.place.line} {one.cause.line if one.cause else ''}" for one in made] == found


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ("Una.\n\n- Dues", "Una.\n\n- Dues", []),
        ("- Dues\n\nUna.", "Una.", ["missing 1 3"]),
        ("Una.", "- Dues\n\nUna.", ["extra 3 1"]),
        ("Una.\n\n- Dues", "Una.", ["missing 4 5"]),
        ("Una.", "Una.\n\n- Dues", ["extra 5 4"]),
    ],
)
def test_a_passage_that_one_side_lacks_above_all_sections(theirs: str, ours: str, found: list[str]) -> None:
    own, source = page(f"# T\n\n{ours}\n", "tone", "es"), page(f"# T\n\n{theirs}\n")
    pair = Pair(own, source, "", passages(own)[1:], passages(source)[1:])
    made = missing.other_passages(Likeness(changed(), lambda *_: ()), pair)
    assert [f"{one.variant} {one.place.line} {one.cause.line if one.cause else ''}" for one in made] == found
