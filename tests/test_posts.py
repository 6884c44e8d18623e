"""The post check: what is found in a post, in what sentences, and what its script reads."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
import timeit
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import complete_guide
from conftest import TESTS, TODAY
from guiaviva.commands import main
from guiaviva.counting import WAYS, count
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import StyleCheck
from guiaviva.guide import Guide, load_guide
from guiaviva.posts.check import TOO_LONG, Post, PostFinding, _fits, check_post, check_style, check_text
from guiaviva.posts.criteria import Criteria, criteria_of
from guiaviva.posts.patterns import PATTERNS, compiled, folded
from guiaviva.posts.spelling import misspelt
from guiaviva.posts.tones import with_tones
from guiaviva.posts.wording import page_of, sentences
from guiaviva.site.exports.posts import content
from measured import measure, read_table
from projects import demonstration, demonstration_languages

POSTS = TESTS / "posts"
LANGUAGES = complete_guide.LANGUAGES
SOURCE = LANGUAGES[0]
CASES = yaml.safe_load((POSTS / "cases.yml").read_text(encoding="utf-8"))


@cache
def styled() -> Guide:
    """Return the complete guide with the style rules of the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(TESTS / "guides" / "complete", Path(folder) / "guide"))
        for name in ("style.yml", "periods.yml"):
            (root / "data" / name).write_text((POSTS / name).read_text(encoding="utf-8"), encoding="utf-8")
        return load_guide(root, today=TODAY)


def own() -> Guide:
    """The project's own guide."""
    return demonstration()


def read(guide: Guide, language: str = "") -> dict[str, Any]:
    """What the script reads, with the addresses that a build would give."""
    addresses = {page.id: f"{page.id.removesuffix('index')}/".lstrip("/") for page in guide.all_pages}
    return content(guide, language or guide.source_language, addresses, {one: one for one in guide.languages})


def asked(case: dict[str, Any]) -> tuple[str, str, list[str], bool]:
    return case["text"], case.get("language", SOURCE), case.get("networks", ["x"]), case.get("media", False)


def short(finding: Any) -> list[str]:
    """Return a finding as the table writes it."""
    rule, found, replacement = (finding[key] for key in ("rule", "found", "replacement"))
    return [rule, found] if replacement is None else [rule, found, replacement]


def as_read(finding: PostFinding, text: str) -> dict[str, Any]:
    """Return a finding as the browser does: its places count UTF-16 code units."""
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (finding.start, finding.end)]
    values = dict(finding.values)
    plain = {key: getattr(finding, key) for key in ("rule", "check", "level", "found", "replacement", "period")}
    return {"start": units[0], "end": units[1], **plain, "networks": list(finding.networks), "values": values}


# What is found.


@pytest.mark.parametrize("limit", range(12))
def test_the_longest_beginning_that_fits(limit: int) -> None:
    assert _fits("a" * 10, limit, "code-points") == min(limit, 10)
    # A family is one sign, of seven code points.
    assert _fits("👩‍👩‍👧‍👦bcd", limit, "code-points") == (0 if limit < 7 else min(limit, 10))


def test_a_rule_of_a_period_names_it_and_holds_on_its_days_alone() -> None:
    text, period = "Dilluns inaugurem la plaça", styled().facts.periods["election"]
    shorter = replace(period, record=period.record.model_copy(update={"start": TODAY, "end": TODAY}))
    facts = replace(styled().facts, periods={"election": shorter})
    for days, rules in ((-1, []), (0, ["no-openings"]), (1, [])):
        guide = replace(styled(), facts=facts, today=TODAY + timedelta(days=days))
        assert [one.rule for one in check_post(guide, text, "ca", ["x"])] == rules
    (one,) = check_post(styled(), text, "ca", ["x"])
    message, _ = sentences(styled(), one, "ca")
    assert message["ca"] == "Eviteu «inaugurem». (Durant «Eleccions», fins al dia 31 de desembre de 2099.)"
    assert message["en"].endswith('(During "Elections", until 31 December 2099.)')


def test_ready_replies_and_examples_are_checked_as_on_any_other_day() -> None:
    assert not check_style(criteria_of(styled(), "ca"), Post("Dilluns inaugurem la plaça", "ca", ("x",)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_table_of_posts(case: dict[str, Any]) -> None:
    text, *rest = asked(case)
    found = check_post(styled(), text, *rest)
    assert [short(as_read(one, text)) for one in found] == case["expect"]


def test_every_kind_of_check_is_in_the_table() -> None:
    rules = {key: entry.record.check for key, entry in styled().facts.style.items()}
    tried = {rules.get(rule, rule) for case in CASES for rule, *_ in case["expect"]}
    assert tried == {*get_args(StyleCheck), TOO_LONG}


# The pieces of random posts. Each of them means something to a check, alone or beside another.
PIECES = [
    *("festa", "Festa", "podeu", "vols", "usted", "puedes", "procedir a", "per tal d’", "in order to", "FB", "aquí"),
    *("#festamajor", "#FESTAMAJOR", "#Covid-19", "#2027", "#Intel·ligència", "#eAdministració", "#ﬁesta", "＃Festa"),
    *(
        "@riublanc",
        "@a@b.example",
        "anna@correu.example",
        "xarxes@riublanc.example",
        "https://bit.ly/3x",
        "www.gencat.cat",
    ),
    *("dissabte 6 de desembre", "31 d'abril", "Saturday, May 40", "30/2/2026", "25:00", "18.75 h", "9-8 h", "13pm"),
    *("Pau", "Maria Soler", "de 7 anys", "nena", "una pacient", "escola", "UCI", "leucèmia", "Sra. Puig", "taquilla"),
    *("+33 6 12 34 56 78", "93 555 12 40", "carrer Nou, 14", "2n 1a", "viu al", "la la", "Cuándo?", "cantareu", "3r B"),
    *(
        "Us garantim",
        "gestió brillant",
        "L'alcaldessa",
        "Us esperem",
        "inoblidable",
        "voteu-nos",
        "idiota",
        "ignorante",
    ),
    *("@emergencescat", "@emergenciescat", "@riublanc_ajuda", "Pol i l'Ona, de 3r B", "Zenó, de 7 anys", "we promise"),
    *("📍", "la nena de 8 anys de l'escola Nova", "aged 7", "de 9 a 14 h", "Emily", "¿Cómo?"),
    *("612 345 678", "930 000 001", "12345678Z", "X1234567L", "1234 BCD", "ES91 2100 0418 4502 0005 1332", "2027"),
    *(
        "🎉",
        "🎉🎉",
        "👩‍👩‍👧",
        "🇪🇺",
        "🅿️",
        "1️⃣",
        "!!",
        "?!",
        "....",
        "…",
        "·",
        "’",
        "-",
        "_",
        "/",
        "#",
        "@",
        "&",
        "{nom}",
        "{",
    ),
    *(
        "𝗙𝗲𝘀𝘁𝗮",
        "Ⓐ",
        "Aquesta nit",
        "\nUs garantim que mai més no hi haurà talls d'aigua al barri.\n",
        "\nEls ploramiques de sempre ja poden plorar.\n",
        "\nSomos el mejor ayuntamiento de la comarca y nadie ha hecho tanto como nosotros.\n",
        "~*~*~",
        "\nMés informació: https://riublanc.example\n",
        "ＡＢ",
        "AVUI",
        "NO OBRIM",
        "ß",
        "e\u0301",
        "l·l",
        "l•l",
        "\u00a0",
        "\n",
        "\u2028",
        "\u200d",
        "日本",
    ),
]


def random_posts(seed: int, count: int) -> list[tuple[str, str, list[str], bool]]:
    chance = random.Random(seed)
    posts = []
    for _ in range(count):
        joints = chance.choice([" ", " ", "", ", ", ". "])
        pieces = chance.choices(PIECES, k=chance.choice([1, 3, 8, 20, 60]))
        text = "".join(piece + (joints if chance.random() < 0.8 else "") for piece in pieces)
        networks = chance.sample(["x", "instagram"], k=chance.choice([0, 1, 2]))
        posts.append((text, chance.choice(LANGUAGES), networks, chance.random() < 0.2))
    return posts


def assert_sound(text: str, language: str, networks: list[str], media: bool) -> None:
    """Assert that the findings in a text have places within it, in order, and sentences in every language."""
    found = check_post(styled(), text, language, networks, media)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end, one.rule, one.networks))
    for one in found:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.found == text[one.start : one.end]
        assert set(one.networks) <= set(networks)
        for texts in sentences(styled(), one, language):
            assert set(texts) >= set(LANGUAGES)
            assert all(sentence.strip() for sentence in texts.values())
            # Braces that are left were in the text: every placeholder of the program is filled.
            assert all("{" not in sentence or "{" in text for sentence in texts.values())


@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_text_can_be_checked(text: str, language: str, media: bool) -> None:
    assert_sound(text, language, ["x", "instagram"], media)


@pytest.mark.slow
def test_texts_of_telling_pieces_can_be_checked() -> None:
    kinds = set()
    for post in random_posts(7, 600):
        assert_sound(*post)
        kinds |= {one.check for one in check_post(styled(), *post)}
    assert kinds >= {*get_args(StyleCheck)} - {"alt-text"}, "the pieces mean something to every check"


@pytest.mark.slow
def test_what_is_certainly_right_is_right() -> None:
    """Writing the replacement removes the finding, and the same rule finds nothing else there."""
    replaced = 0
    for text, language, networks, media in random_posts(11, 300):
        for one in check_post(styled(), text, language, networks, media):
            if one.replacement is None:
                continue
            replaced += 1
            right = text[: one.start] + one.replacement + text[one.end :]
            again = check_post(styled(), right, language, networks, media)
            end = one.start + len(one.replacement)
            inside = [each for each in again if each.rule == one.rule and one.start <= each.start < end]
            assert not inside, (text, one, inside)
    assert replaced > 150


@pytest.mark.slow
def test_a_hostile_text_is_checked_too() -> None:
    """No pattern backtracks without end in a text made to confuse it: each text has 20,000 characters."""
    for piece in ("a", "#", "@", "a@", "#a-", "🎉", "{", "AB ", "1 ", "http://", "e\u0301", "!", "l·"):
        assert_sound(piece * (20_000 // len(piece)), "ca", ["x"], False)


@pytest.mark.parametrize("language", read_table())
def test_most_faults_are_found_and_right_posts_raise_no_alarm(language: str) -> None:
    one = measure(own(), {language: read_table()[language]})[language]
    assert one.posts >= 40
    assert one.share >= 0.8, one.details
    assert one.alarmed <= max(1, one.clean // 30), one.details


# Of the faults of posts that nobody had seen, so many are found at their place; of the right ones, so few warned of.
FOUND, WARNED = 0.88, 1 / 25
# What says nothing of the text, or is a rule of the house that those who wrote the posts did not know.
HOUSE = {"alt-text", "leading-mention", "empty-apology", "caption-links"}


@pytest.mark.slow
def test_posts_that_nobody_had_seen() -> None:
    posts = yaml.safe_load((POSTS / "unseen.yml").read_text(encoding="utf-8"))
    faults = [one for kind, several in posts["wrong"].items() for one in several if kind != "spelling"]
    missed = [one for one in faults if not any(_is_at(one[1], one[2], found) for found in _looked_at(one[1], one[0]))]
    assert len(faults) - len(missed) >= FOUND * len(faults), missed
    warned = [text for language, text in posts["right"] if _warns(_looked_at(text, language))]
    assert len(warned) <= WARNED * len(posts["right"]), warned


@pytest.mark.skipif(not shutil.which("hunspell"), reason="Hunspell is not on this computer")
def test_slips_in_posts_that_nobody_had_seen() -> None:
    posts = yaml.safe_load((POSTS / "unseen.yml").read_text(encoding="utf-8"))
    right = {language: "\n\n".join(text for one, text in posts["right"] if one == language) for language in LANGUAGES}
    for language, text in right.items():
        assert sum(_warns([found]) for found in misspelt(own(), text, language)) <= 1, language
    slips = {language: [one for one in posts["wrong"]["spelling"] if one[0] == language] for language in LANGUAGES}
    for language, several in slips.items():
        found = {one.found for one in misspelt(own(), "\n\n".join(text for _, text, _ in several), language)}
        assert all(found & set(words.split(" | ")) for _, _, words in several), found


@cache
def _toned(language: str) -> Criteria:
    return with_tones(own(), language)


def _looked_at(text: str, language: str) -> list[PostFinding]:
    """Return what is found in a post of the first of December, but for what is of the house."""
    found = check_text(_toned(language), Post(text, language, ("x", "facebook"), day=date(2026, 12, 1)))
    return [one for one in found if one.rule not in HOUSE and not one.rule.startswith("too-")]


def _warns(findings: Iterable[PostFinding]) -> bool:
    return any(one.level != "advice" for one in findings)


def _is_at(text: str, words: str, finding: PostFinding) -> bool:
    """Return whether a finding is of any of these words of a text."""
    starts = ((text.find(part), len(part)) for part in words.split(" | ") if part in text)
    return any(finding.start < start + length and start < finding.end for start, length in starts)


# The sentences.


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_says_why_and_what_to_write(language: str) -> None:
    text = "Cliqueu aquí #festamajor, {nom}"
    found = {one.rule: one for one in check_post(styled(), text, "ca", ["x"])}
    message, fix = (texts[language] for texts in sentences(styled(), found["hashtag-case"], "ca"))
    assert "#festamajor" in message
    assert "#FestaMajor" in fix
    # What to prefer is in the language of the text, whatever the language of the message.
    assert "què s'hi trobarà" in sentences(styled(), found["vague-link"], "ca")[1][language]
    assert "{nom}" in sentences(styled(), found["placeholders"], "ca")[0][language]


def test_what_only_one_network_asks_is_said_to_be_for_it() -> None:
    both = check_post(styled(), "@riublanc obre", "ca", ["x", "instagram"])
    assert [one.networks for one in both] == [("x",)]
    assert sentences(styled(), both[0], "ca")[0]["ca"].endswith("(Només per a X.)")
    alone = check_post(styled(), "@riublanc obre", "ca", ["x"])
    assert [one.networks for one in alone] == [()]


def test_a_limit_is_explained_on_the_page_of_its_network() -> None:
    (long,) = check_post(styled(), "a" * 281, "ca", ["x"])
    assert page_of(styled(), long) == "networks/x"
    assert "281" in sentences(styled(), long, "ca")[0]["en"]
    assert "280" in sentences(styled(), long, "ca")[0]["en"]


def test_a_limit_that_a_rule_reports_is_not_reported_twice() -> None:
    text = "#FestaMajor #DadesObertes #TransportPúblic"
    assert [one.rule for one in check_post(styled(), text, "ca", ["x"])] == ["hashtag-count"]


# The patterns mean the same to both.


def test_patterns_use_only_what_python_and_javascript_share() -> None:
    for name, pattern in PATTERNS.items():
        for foreign in (r"\w", r"\d", r"\s", r"\b", r"\A", r"\Z", "(?P", "(?i", "$"):
            assert foreign not in pattern.replace(r"[\s\S]", ""), (name, foreign)
        compiled(pattern)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


# What the script reads.


@pytest.mark.parametrize("language", demonstration_languages())
def test_the_script_reads_every_rule_with_its_page(language: str) -> None:
    what = read(own(), language)
    assert set(what["rules"]) == set(own().facts.style) == set(what["criteria"]["rules"])
    assert len(what["rules"]) >= 25
    assert all(rule["name"] and rule["address"] for rule in what["rules"].values())
    assert set(what["networks"]) == set(own().networks_in_use)
    assert all(what["media"].values())
    assert set(what["languages"]) == set(own().languages)


def test_a_guide_without_style_rules_still_counts(guide_folder: Callable[[str], Path]) -> None:
    guide = load_guide(guide_folder("minimum"), today=TODAY)
    assert read(guide)["rules"] == {}
    networks = list(guide.networks_in_use)
    assert {one.rule for one in check_post(guide, "a" * 100_000, "ca", networks)} <= {TOO_LONG}


# On the terminal.


def post(*arguments: str, text: str = "") -> Any:
    return CliRunner().invoke(main, ["post", *arguments, "--root", str(TESTS / "guides" / "complete")], input=text)


def test_a_post_on_the_terminal() -> None:
    done = post("-", "--network", "x", text="Per començar, cal procedir a omplir la #festamajor\n")
    assert done.exit_code == 1
    assert "X: 50 de 280" in done.stdout
    assert "procedir a" in done.stdout
    assert "«#FestaMajor»" in done.stdout
    assert "docs/ca/topics/hashtags.md#rule" in done.stdout
    assert "1:40" in done.stdout


@pytest.mark.skipif(not shutil.which("hunspell"), reason="Hunspell is not installed")
@pytest.mark.parametrize(
    ("language", "text", "found", "meant"),
    [
        ("ca", "La bibloteca obre l’oficina: apunteu-vos-hi. L'Anna, #hastag i @riubalnc", ["bibloteca"], "biblioteca"),
        ("es", "La bibloteca abre mañana; inscríbase a lo socio-cultural. #hastag", ["bibloteca"], "biblioteca"),
        ("en", "The libary opens: the council's organisation. #hastag", ["libary"], "library"),
    ],
)
def test_the_spelling_is_that_of_the_page(language: str, text: str, found: list[str], meant: str) -> None:
    wrong = misspelt(own(), text, language)
    assert [one.found for one in wrong] == found
    assert [text[one.start : one.end] for one in wrong] == found
    assert meant in wrong[0].values["suggestions"]
    done = post("-", "--network", "x", "--spelling", "--lang", language, text=text)
    assert done.exit_code == 1
    assert meant in done.stdout


@pytest.mark.skipif(not shutil.which("hunspell"), reason="Hunspell is not installed")
def test_a_text_without_words_has_no_spelling() -> None:
    assert misspelt(own(), "🎉 #FestaMajor 19 h", "ca") == ()


def test_without_hunspell_or_a_dictionary_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotJudgeError, match="no-dictionary" if shutil.which("hunspell") else "no-hunspell"):
        misspelt(own(), "egun on denoi", "xx")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotJudgeError, match="no-hunspell"):
        misspelt(own(), "La bibloteca", "ca")


def test_a_post_with_nothing_to_look_at(tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_bytes("\ufeffDemà obrim a les 9.\r\n".encode())
    done = post(str(file), "--network", "x", "--network", "instagram", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "X: 19 of 280" in done.stdout
    assert "Nothing to look at." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("gone.txt", "--network", "x"), "gone.txt"),
        (("-", "--network", "insta"), "instagram"),
        (("-", "--network", "x", "--lang", "fr"), "fr"),
    ],
)
def test_why_a_post_cannot_be_checked(arguments: tuple[str, ...], says: str) -> None:
    done = post(*arguments, text="Hola")
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1, "one sentence"


def test_a_post_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "post.docx"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    done = post(str(file), "--network", "x", "--lang", "es")
    assert done.exit_code == 2
    assert "UTF-8" in done.stderr


# What took as long for each character as the text is long, or longer.
LONG = (
    "{#a} ",
    "a.com ",
    "xn--a.",
    "a.xn--",
    "🇪🇸",
    "🇪",
    "<!-- ",
    "@a ",
    "#Ab ",
    "#a",
    "!",
    "a 😀 b ",
    "{a} ",
    "e\u0301 ",
    "Pau ",
    "Pau. ",
    "93 555 12 40. Pau ",
    "carrer Nou, 14, 2n 1a. ",
    "carrer ",
    "de 7 anys ",
    "1.",
    "Plaça Joan ",
    "senyor A ",
    "9 a ",
    "dilluns ",
    "la ",
    "93 ",
    "Sant ",
)


@pytest.mark.parametrize("piece", LONG)
def test_the_time_to_check_a_post_grows_with_its_length(piece: str) -> None:
    criteria, networks = criteria_of(styled(), "ca"), tuple(styled().facts.networks)

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size] + "a"
        check = partial(check_text, criteria, Post(text, "ca", networks))
        return min(timeit.repeat(check, timer=time.process_time, repeat=2, number=1))

    # Eight times as long would take sixty-four times as long if it grew with the square.
    assert seconds(24_000) < 32 * seconds(3_000) + 0.05


SIGNS = st.sampled_from(
    [
        "{",
        "}",
        "#",
        "@",
        "a",
        "À",
        ".",
        "://",
        "🇪",
        "👩\u200d👩",
        "\u0301",
        "\u200d",
        "ES12",
        "xn--",
        "'",
        "·",
        " ",
        "\n",
        "\0",
        "١",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_a_check_or_a_count_fail(text: str) -> None:
    for one in check_post(styled(), text, SOURCE, styled().facts.networks, media=True):
        assert 0 <= one.start <= one.end <= len(text)
    assert all(count(text, way) >= 0 for way in WAYS)
