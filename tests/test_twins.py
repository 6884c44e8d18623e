"""What is in Python and in the scripts of the site gives the same in both: asked in Node, without a browser.

On a machine without Node these tests are skipped, with a word; never in CI.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

import complete_guide
from conftest import TESTS, TODAY
from deadlines_oracle import Deadline, deadline
from guiaviva import counting
from guiaviva.assistant import calendar
from guiaviva.assistant.calendar import HORIZON, MINUTES, Calendar
from guiaviva.counting import COUNTING, WAYS, count
from guiaviva.facts.schema import StyleCheck
from guiaviva.guide import load_guide
from guiaviva.posts import check, checks, days, patterns, people, readings, wording
from guiaviva.posts.check import check_post
from guiaviva.posts.patterns import PATTERNS, folded
from guiaviva.posts.tones import tones_of
from guiaviva.posts.wording import sentences
from guiaviva.search import index, phrases, query, questions
from guiaviva.search.analysis import _WORD, tokens
from guiaviva.search.answering import answered
from guiaviva.search.contributions import index_of
from guiaviva.search.files import CONSTANTS as OF_QUERIES
from guiaviva.search.files import files
from guiaviva.search.index import Index
from guiaviva.search.query import grouped, search
from guiaviva.site.exports.posts import CONSTANTS as OF_CHECKS
from guiaviva.text.bayes import words_of
from guiaviva.text.packing import front_coded, packed
from guiaviva.text.words import fold
from projects import demonstration_languages
from test_assistant import case_of, expected, random_cases, table
from test_assistant import own as guide
from test_assistant import read as of_assistant
from test_messages import listed
from test_posts import CASES, LONG, PIECES, as_read, asked, random_posts, short, styled
from test_posts import read as of_posts
from test_search import LISTS, own, queries

SCRIPTS = TESTS.parent / "overrides/assets/javascripts"
LANGUAGES = demonstration_languages()

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None and not os.environ.get("CI"), reason="no Node here: install it to compare the scripts"
)


def node(name: str, given: Any = None, **environment: str) -> Any:
    """Return what the scripts say of some cases."""
    done = subprocess.run(
        # Long patterns are compiled once and at once, not again when they have been used.
        ["node", "--no-regexp-tier-up", TESTS / "twins.js", name],
        input=json.dumps(given),
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# The search.


def cases(searched: Index, count: int) -> list[str]:
    """Return words of a guide cut, swapped, unaccented and put together at random, and what is hardly a word."""
    chance = random.Random(searched.language)
    forms = list(searched.postings)
    made = []
    for _ in range(count):
        words = chance.choices(forms, k=chance.randint(1, 4))
        at = chance.randrange(len(words))
        word = words[at]
        place = chance.randrange(len(word))
        words[at] = chance.choice(
            [
                word[: place + 1],
                word[:place] + word[place + 1 :],
                word[:place] + chance.choice("aeirst·") + word[place:],
                fold(word),
                word.upper(),
                word[::-1],
                f"l{word}",
            ]
        )
        made.append(chance.choice(["", "què és ", "l'", "how do I "]) + " ".join(words) + chance.choice(["", " ", "?"]))
    # A letter with marks that nothing composes is elided before nothing.
    return [*made, "", "  ", "😀", "què", "col.legi l•l", "’", "l’aigua d`or s´ha", "l\u0334\u0334"]


def write(searched: Index, folder: Path) -> None:
    """Write the files of an index to a folder."""
    addresses = {record.page: record.page for record in searched.records}
    for path, text in files(searched, addresses, {}):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def assert_same_found(searched: Index, texts: list[str], folder: Path) -> None:
    """The script finds what Python finds, to the last digit, in an index that is written to a folder."""
    write(searched, folder)
    for text, answer in zip(texts, node("queries", {"folder": str(folder), "asked": texts}), strict=True):
        here = search(searched, text)
        assert answer["words"] == tokens(text), text
        assert answer["stems"] == [searched.analyses[0].stem(word) for word in answer["words"]], text
        assert answer["taken"] == [[one.word, [*one.forms], one.concept, one.corrected] for one in here.taken], text
        assert answer["results"] == [[one.record, one.score] for one in here.results], text
        groups = [[one.record for one in group] for group in grouped(searched, here.results)]
        assert answer["groups"] == groups, text


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_found(language: str, tmp_path: Path) -> None:
    people = [text for name in LISTS for code, text, _ in queries(name) if code == language]
    assert_same_found(own(language), people + cases(own(language), 300), tmp_path)


@pytest.mark.parametrize("language", complete_guide.LANGUAGES)
def test_the_same_is_found_in_a_small_guide(language: str, tmp_path: Path) -> None:
    searched = index_of(load_guide(complete_guide.FOLDER, today=TODAY), language)
    assert_same_found(searched, cases(searched, 100), tmp_path)


def assert_same_read(searched: Index, texts: list[str], folder: Path) -> None:
    """The script reads messages as Python does, and shows the same."""
    write(searched, folder)
    for text, there in zip(texts, node("messages", {"folder": str(folder), "asked": texts}), strict=True):
        reading = searched.messages.read(text)
        assert there["words"] == words_of(text), text
        assert (there["isMessage"], there["kinds"]) == (reading.is_message, [*reading.kinds]), text
        if "groups" in there:
            shown = answered(searched, text)
            assert there["groups"] == [[[one.record, one.score] for one in group] for group in shown.groups], text
            assert there["pinned"] == shown.pinned, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_the_same_is_a_message(language: str, tmp_path: Path) -> None:
    chance = random.Random(language)
    texts = [text for _, _, text in listed()]
    pieces = [
        *"aAlLàÉç·•.'’@!?… \n0🙄❤️👍🏽",
        "l·l",
        "@a.b",
        "https://a.b/c",
        "x@y.es",
        "bit.ly/3",
        "612 34 56 78",
        "aaa",
        "12345678Z",
    ]
    texts += ["".join(chance.choices([*pieces, *texts[:9]], k=chance.randint(1, 9))) for _ in range(60)]
    assert_same_read(own(language), chance.sample(texts, len(texts)), tmp_path)


def test_only_what_may_be_a_message_loads_what_is_known_of_its_language(tmp_path: Path) -> None:
    write(own("ca"), tmp_path)
    long = "Fa tres setmanes que truco i ningú no ve. El contenidor del carrer Major és ple i fa pudor. " * 4
    asked = {
        "com respondre a una queixa enfadada": [],
        "qui aprova un tuit": [],
        long: ["ca"],
        "Theres a man on the floor outside the library, not moving": ["en"],
        "et trencaré les cames": ["ca"],
    }
    for paths, (text, languages) in zip(
        node("loaded", {"folder": str(tmp_path), "asked": [*asked]}), asked.items(), strict=True
    ):
        assert [Path(path).stem for path in paths if "/messages/" in path] == languages, text
        if languages:
            assert len(paths) == 2, "its words are not searched for"


def test_what_is_packed_is_unpacked() -> None:
    chance = random.Random(5)
    numbers = [[0], [31, 32, 1023, 1024, 2**40], *([chance.randrange(2**bits) for bits in range(33)] for _ in range(9))]
    words = [[], ["a"], ["l·l", "l·la"], ["a" * 70, "a" * 70 + "b"], ["𐐨", "𐐨𐐩", "ça"], [*"abc"], ["ac", "aç", "b"]]
    words += [sorted({"".join(chance.choices("aàb·", k=chance.randint(1, 6))) for _ in range(50)})]
    pairs = [(one, other) for one in numbers for other in words]
    given = [(packed(one), front_coded(other)) for one, other in pairs]
    assert node("packing", given) == [[one, other] for one, other in pairs]


def test_the_same_words_stand_in_a_text() -> None:
    chance = random.Random(4)
    signs = [*"aAlLàÉçñß·•‧∙.'’‘´`ʼ -–—_/\t\n\u00a0\u00ad\u200d\u0301\u0308\u20dd0٣Ⅷ½²ﬁŒÿžШΣ東😀", "l·l", "L.L", "l'"]
    texts = ["".join(chance.choices(signs, k=chance.randint(1, 25))) for _ in range(6000)]
    for text, words in zip(texts, node("words", texts), strict=True):
        assert words == [[word, fold(word)] for word in tokens(text)], text


def test_the_same_is_a_word() -> None:
    assert node("word") == _WORD.pattern


# Posts.


def found(posts: list[Any]) -> list[Any]:
    contents = {language: of_posts(styled(), language) for language in LANGUAGES}
    tones = {language: tones_of(styled(), language).as_file() for language in LANGUAGES}
    return list(node("posts", {"contents": contents, "tones": tones, "posts": posts, "day": TODAY.isoformat()}))


def test_the_table_of_posts_holds_in_the_script() -> None:
    for case, findings in zip(CASES, found([asked(case) for case in CASES]), strict=True):
        assert [short(one) for one in findings] == case["expect"], case["name"]


# In parts, which processes share.
SEEDS = [pytest.param(seed, 500, marks=pytest.mark.slow) for seed in range(6, 11)]


@pytest.mark.parametrize(("seed", "many"), [(5, 25), *SEEDS])
def test_the_same_is_found_in_a_post_and_said_of_it(seed: int, many: int) -> None:
    # At the limits of what is an acronym, a short word, one without its capital, and a long tail.
    edges = ["#ABCDEF", "#ABCDEFG", "#aBcd", "#abCd", "#abcDe", "#FestaABCDEF", "#FestaABCDEFG", "#Ab", "#festAMajor"]
    edges += [
        "#mercatdefesta",
        "#Mercatdefesta",
        "#festaABCDEF",
        "#festaABCDEFG",
        "Truqueu al +34 930 000 001",
        "Truqueu al 0034612345678",
    ]
    long = [f"#{'a' * count}" for count in (58, 59, 60)]
    posts = random_posts(seed, many) + [
        (text, language, ["x"], False) for text in edges + long for language in LANGUAGES
    ]
    compared = 0
    for post, findings in zip(posts, found(posts), strict=True):
        text, language, *_ = post
        wanted = []
        for one in check_post(styled(), *post):
            message, fix = sentences(styled(), one, language)
            wanted.append(as_read(one, text) | {"reported": {key: [message[key], fix[key]] for key in LANGUAGES}})
        assert findings == wanted, text
        compared += len(wanted)
    assert compared > 2 * many


def test_every_kind_of_check_has_its_twin() -> None:
    assert set(node("checks")) == set(get_args(StyleCheck))


@pytest.mark.parametrize(("many", "step"), [(100, 211), pytest.param(1500, 11, marks=pytest.mark.slow)])
def test_every_text_has_the_same_length(many: int, step: int) -> None:
    chance = random.Random(9)
    texts = ["".join(chance.choices([*PIECES, " "], k=chance.choice([1, 5, 30]))) for _ in range(many)]
    # Of each sign: whether it belongs to an address, to a mention, to an emoji.
    signs = known_signs(step)
    texts += [f"@a{sign}@b{sign}c {sign} https://a.example/{sign}" for sign in signs]
    ways = list(WAYS)
    lengths = node("lengths", {"counting": COUNTING, "texts": texts, "ways": ways})
    for text, numbers in zip(texts, lengths, strict=True):
        assert dict(zip(ways, numbers, strict=True)) == {way: count(text, way) for way in ways}, text


def test_long_texts_have_the_same_length() -> None:
    """They are cut into pieces on the way, never within what a reader sees as one character."""
    chance = random.Random(10)
    signs = ["🇪", "🇪🇸", "👩‍👩‍👧", "👍🏽", "e\u0301", "\u0301" * 500, "\u200d", "a", "é", "क्", "ष", "\r\n", "한", " "]
    texts = ["".join(chance.choices(signs, k=chance.choice([300, 900]))) for _ in range(60)]
    texts += ["a" * count + sign for count in range(396, 402) for sign in signs]
    for text, (length,) in zip(
        texts, node("lengths", {"counting": COUNTING, "texts": texts, "ways": ["graphemes"]}), strict=True
    ):
        assert length == count(text, "graphemes"), text


@pytest.mark.slow
def test_a_post_twice_as_long_takes_about_twice_as_long() -> None:
    posts = [[(piece * size)[:size] + "a" for size in (6_000, 24_000)] for piece in LONG]
    times = node("growth", {"content": of_posts(styled(), LANGUAGES[0]), "posts": posts})
    # Four times as long would take sixteen times as long if it grew with the square.
    assert [piece for piece, (short, long) in zip(LONG, times, strict=True) if long > 9 * short + 50] == []


def test_every_sign_has_the_same_small_form() -> None:
    texts = [*known_signs(1), "L•L", "l∙l", "L.l"]
    basis = {"constants": dict(OF_CHECKS), "patterns": PATTERNS}
    there = node("folded", {"basis": basis, "texts": texts})
    assert [text for text, one in zip(texts, there, strict=True) if one != folded(text)] == []


def known_signs(step: int) -> list[str]:
    """Return the signs that this Python's edition of Unicode knows, or every so many of them."""
    every = (chr(point) for point in range(0x20, 0x2FFFF, step) if not 0xD800 <= point < 0xE000)
    return [one for one in every if unicodedata.category(one) not in ("Cn", "Co")]


# Deadlines.


def as_calendar(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as the script reads it."""
    holidays = [day.isoformat() for day in calendar.holidays]
    known = {"zone": calendar.zone, "week": calendar.week, "holidays": holidays, "years": sorted(calendar.years)}
    return known | {"horizon": HORIZON, "minutes": dict(MINUTES)}


def milliseconds(end: Deadline | None) -> list[Any] | None:
    return [end.at.timestamp() * 1000, list(end.unlisted)] if end else None


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize("many", [200, pytest.param(3000, marks=pytest.mark.slow)])
def test_the_same_deadlines_wherever_the_reader_is(zone: str, many: int) -> None:
    names = list(table()["cases"])
    made = random_cases(3, many)
    given = [*(case_of(table()["cases"][name]) for name in names), *made]
    ends = [deadline(*case) for case in made]
    read = [[as_calendar(known), posted.timestamp() * 1000, span.model_dump()] for known, posted, span in given]
    there = node("deadlines", read, TZ=zone)
    for name, end in zip(names, there, strict=False):
        assert end == milliseconds(expected(table()["cases"][name])), name
    assert there[len(names) :] == [milliseconds(end) for end in ends]
    assert sum(end is None for end in ends) < many / 10, "most of them can be counted"


MOMENTS = [
    (
        ("2026-11-25T10:00", "2026-11-23T12:00"),
        {
            "ca": "abans de dimecres 25 a les 10.00 h",
            "es": "antes del miércoles 25 a las 10:00",
            "en": "by Wednesday 25 at 10:00",
        },
    ),
    (
        ("2026-11-25T10:05", "2026-11-25T09:00"),
        {
            "ca": "abans de dimecres 25 a les 10.05 h (avui)",
            "es": "antes del miércoles 25 a las 10:05 (hoy)",
            "en": "by Wednesday 25 at 10:05 (today)",
        },
    ),
    (
        ("2026-11-25T01:00", "2026-11-24T23:59"),
        {
            "ca": "abans de dimecres 25 a la 1.00 h (demà)",
            "es": "antes del miércoles 25 a la 1:00 (mañana)",
            "en": "by Wednesday 25 at 1:00 (tomorrow)",
        },
    ),
    (
        ("2027-01-04T13:00", "2026-12-24T18:00"),
        {
            "ca": "abans de dilluns 4 de gener de 2027 a les 13.00 h",
            "es": "antes del lunes 4 de enero de 2027 a las 13:00",
            "en": "by Monday 4 January 2027 at 13:00",
        },
    ),
]


def test_a_moment_is_said_as_people_say_it() -> None:
    given = [
        [
            of_assistant(guide(), language),
            *(datetime.fromisoformat(one).replace(tzinfo=UTC).timestamp() * 1000 for one in clocks),
        ]
        for clocks, wanted in MOMENTS
        for language in wanted
    ]
    assert node("moments", given) == [text for _, wanted in MOMENTS for text in wanted.values()]


# Each figure is written once.


def test_no_script_has_a_figure_of_its_own() -> None:
    """A name that Python gives to a figure, a list or a pattern is no name in a script: it would be a copy."""
    named = {
        name
        for module in (
            query,
            index,
            questions,
            phrases,
            checks,
            check,
            days,
            people,
            readings,
            wording,
            patterns,
            counting,
            calendar,
        )
        for name, value in vars(module).items()
        if re.fullmatch("[A-Z][A-Z_]+", name)
        and not (isinstance(value, Mapping) and any(map(callable, value.values())))
    }
    assert {"SATURATION", "LONGEST", "ACRONYM", "QUOTED", "X_LIGHT", "HORIZON"} <= named
    written = {path: path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts}
    defined = re.compile(r"\b(?:const|let|var) ([A-Z][A-Z_]+) =")
    assert [
        (path.name, name) for path, text in written.items() for name in defined.findall(text) if name in named
    ] == []


@pytest.mark.parametrize("name", [*OF_QUERIES, *OF_CHECKS, *COUNTING])
def test_every_figure_that_is_handed_over_is_read(name: str) -> None:
    scripts = [path for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts]
    read = re.compile(rf'\["{name}"\]|"{name}":|constants\.{name}\b|\{{[^}}]*\b{name}\b[^}}]*\}}')
    assert any(read.search(path.read_text(encoding="utf-8")) for path in scripts)
