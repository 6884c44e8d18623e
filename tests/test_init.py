"""A guide begins: from answers to a site that builds, and to one that a strict check lets pass once all is written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import TESTS, TODAY
from crawl import HOST, Crawl
from guiaviva.commands import main
from guiaviva.contentmodel import ENGINE
from guiaviva.guide import load_guide
from guiaviva.guide.local import in_page, scope_of
from guiaviva.progress import left, progress
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.site import publishing
from guiaviva.starting import beginning, data
from guiaviva.starting.pages import adapted, alone, as_prompts, only_links, without_link
from projects import require_demonstration, run
from terminals import on_terminal
from walks import finish, judged, not_found, problems

# It begins with the text of the demonstration.
require_demonstration()

DAY = TODAY
COUNCIL = ("--name", "Ajuntament de Prova", "--kind", "municipality", "--territory", "ES-CT", "--languages", "ca",
           "--networks", "instagram", "--people", "2")  # fmt: skip
WALKS: dict[str, tuple[str, ...]] = {
    "council": COUNCIL,
    "hospital": ("--name", "Hospital de Prueba", "--name", "eu:Proba Ospitalea", "--kind", "health", "--territory",
                 "ES-PV", "--languages", "es,eu", "--networks", "instagram,x,youtube", "--people", "6",
                 "--unit", "Comunicación", "--unit", "Urgencias", "--unit", "Pediatría", "--unit", "Donación",
                 "--unit", "Docencia", "--unit", "Atención al paciente", "--email", "redes@prova.example"),
    "body in France": ("--name", "Mairie de Prova", "--kind", "municipality", "--territory", "FR",
                       "--languages", "fr", "--networks", "facebook", "--people", "2"),
}  # fmt: skip
# Begun in little time: in German there is no text to begin with.
BARE = ("--name", "Rathaus Prova", "--kind", "municipality", "--territory", "ES-CT", "--languages", "de",
        "--networks", "instagram", "--people", "2")  # fmt: skip
FEW_PAGES = 20
SIX = {"index", "principles", "tone", "roles/digital-content-lead", "responses/index", "networks/instagram"}


def guia(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def begun(folder: Path, answers: tuple[str, ...]) -> Path:
    result = guia("init", folder, *answers, "--today", TODAY.isoformat())
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def council(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The guide of a council as it begins; it is not changed."""
    return made_once("council", lambda folder: void(begun(folder, COUNCIL)))


@pytest.fixture(scope="module")
def bilingual(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """One in two languages, whose units have names in both; it is not changed."""
    units = ("ca:Urgències, es:Urgencias", "Premsa, web i xarxes", "es:Prensa, web y redes")
    named = ("--name", "ca: Ajuntament\n de\u2028Prova\t", *(part for one in units for part in ("--unit", one)))
    given = (*named, *COUNCIL[2:6], "--languages", "ca,es", *COUNCIL[8:])
    return made_once("bilingual", lambda folder: void(begun(folder, given)))


@pytest.fixture(scope="module")
def french(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """One in French alone; it is not changed."""
    return made_once("french", lambda folder: void(begun(folder, WALKS["body in France"])))


def void(_: object) -> None:
    """Return nothing of what was made."""


def program_files() -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for name in ("words", "model") for path in (ENGINE / name).rglob("*")}


@pytest.mark.slow
@pytest.mark.parametrize("name", WALKS)
def test_a_walk_from_an_empty_folder_to_a_strict_build(name: str, tmp_path: Path) -> None:
    """A guide is begun, built, completed as editors would, and built strictly.

    As it begins only a guide of few pages is built: one of many is too, but takes long, and the strict build of what
    it becomes is of the same pages.
    """
    before = program_files()
    root = begun(tmp_path / "guide", WALKS[name])
    started = progress(judged(root, DAY))
    assert 0 < started.percent < 100
    few = len(load_guide(root, today=DAY).pages) < FEW_PAGES
    if few:
        assert publishing.build(judged(root, DAY), root / "site", strict=False) == ""
    judgement = finish(root, DAY)
    assert list(problems(judgement)) == []
    assert list(not_found(judgement)) == []
    assert not left(judgement)
    assert publishing.build(judgement, root / "site", strict=True) == ""
    crawl = Crawl(root / "site", f"{HOST}/")
    assert crawl.dead() == []
    assert crawl.without_index() == []
    site = [path for path in (root / "site").rglob("*") if path.suffix in (".html", ".json", ".js", ".xml")]
    assert site
    assert [path for path in site if b"riublanc" in path.read_bytes().lower()] == []
    assert program_files() == before


def test_two_people_and_one_network_get_six_pages_and_one_plan(council: Path) -> None:
    root = council
    pages = {path.relative_to(root / "docs/ca").with_suffix("").as_posix() for path in root.rglob("docs/ca/**/*.md")}
    assert pages == SIX | {"plans/institution"}
    assert [path.name for path in (root / "data/plans").iterdir()] == ["institution.yml"]
    assert not any("complete" in path.read_text("utf-8") for path in root.rglob("*.yml"))
    assert "complete" not in guia("todo", "--root", root, "--today", TODAY.isoformat()).output


def test_roles_and_accounts_belong_to_the_institution_and_not_to_the_first_unit_that_was_named(tmp_path: Path) -> None:
    units = ("--unit", "Urgencias", "--unit", "  ", "--unit", "Urgencias")
    answers = ("--name", "Hospital", "--name", "eu:Ospitalea", "--kind", "health", "--territory", "ES-PV", *units)
    root = begun(tmp_path / "guide", (*answers, "--languages", "de,eu", "--networks", "instagram,x", "--people", "5"))
    institution, roles, accounts = (
        yaml.safe_load((root / f"data/{name}.yml").read_text("utf-8")) for name in ("institution", "roles", "accounts")
    )
    assert institution["units"] == {
        "hospital": {"name": {"de": "Hospital", "eu": "Ospitalea"}},
        "urgencias": {"name": {"de": "Urgencias"}},
    }
    assert {one["unit"] for one in (*roles.values(), *accounts.values()) if "unit" in one} == {"hospital"}
    assert len({one["handle"] for one in accounts.values()}) == 2
    found = [one for one in left(judged(root, DAY)) if one.rule == "placeholder-text"]
    assert [one.place.line for one in found if one.place.path == "data/accounts.yml"] == [3, 4, 11, 12]


def test_a_unit_has_a_name_in_each_language(bilingual: Path) -> None:
    written = yaml.safe_load((bilingual / "data/institution.yml").read_text("utf-8"))["units"]
    assert [one["name"] for one in written.values()][1:] == [
        {"ca": "Urgències", "es": "Urgencias"},
        {"ca": "Premsa, web i xarxes", "es": "Prensa, web y redes"},
    ]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("fr:Urgences", "«fr»"),
        ("es:Urgencias", "La unitat «Urgencias» no té nom en «ca»"),
    ],
)
def test_a_unit_that_has_no_name_in_the_first_language_is_refused(tmp_path: Path, unit: str, said: str) -> None:
    command = (*COUNCIL[:6], "--languages", "ca,es", *COUNCIL[8:], "--unit", unit)
    result = guia("init", tmp_path / "guide", *command)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert said in result.stderr


def test_each_language_calls_the_site_in_its_own_words(bilingual: Path) -> None:
    listed = yaml.safe_load((bilingual / "mkdocs.yml").read_text("utf-8"))["plugins"][0]["i18n"]["languages"]
    assert [one.get("site_name") for one in listed] == [None, "Guía de redes sociales"]


def test_a_page_of_a_network_that_is_to_be_written_has_its_name(french: Path) -> None:
    assert "\n# Facebook\n" in (french / "docs/fr/networks/facebook.md").read_text("utf-8")


def test_examples_for_a_network_that_is_not_there_are_ones_for_another(council: Path) -> None:
    tone = (council / "docs/ca/tone.md").read_text("utf-8")
    assert tone.count("/// guide | post instagram") == 2
    assert "/// guide | post instagram dont\n" in tone


def test_what_only_says_where_to_find_a_page_goes_with_it(council: Path) -> None:
    root = council
    assert "Per penjar" not in (root / "docs/ca/responses/index.md").read_text("utf-8")
    home = (root / "docs/ca/index.md").read_text("utf-8")
    assert "annexos" not in home
    assert "\n4. " in home
    assert "\n5. " not in home


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("- **Full:** [un](a.md)\n- b", 1, True),
        ("- **Full:** [un](a.md)\n  i més", 1, False),
        ("a\n\n**Full:** [un](a.md).\n\nb", 3, True),
        ("a\n**Full:** [un](a.md).\nb", 2, False),
        ("| **Full:** [un](a.md) |", 1, False),
        ("- [un](a.md)", 1, False),
        ("- **Full:** el signa [un](a.md) cada any", 1, False),
    ],
)
def test_what_says_nothing_but_where(text: str, number: int, expected: bool) -> None:
    source = Source("docs/ca/tone.md", text)
    assert (alone(source, number) and only_links(source.line(number))) is expected


def test_one_language_shows_no_other(french: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(french, tmp_path / "guide"))
    assert run(root, "guiaviva", "build").returncode == 0
    page = (root / "site/tone/index.html").read_text("utf-8")
    assert '<html lang="fr"' in page
    assert "hreflang" not in page
    assert "guia-fallback" not in page
    assert "guia-language" not in page


def test_a_language_that_is_written_from_right_to_left(tmp_path: Path) -> None:
    answers = ("--name", "بلدية", "--kind", "municipality", "--territory", "MA", "--languages", "ar,fr")
    root = begun(tmp_path / "guide", (*answers, "--networks", "facebook", "--people", "1"))
    assert run(root, "guiaviva", "build").returncode == 0
    assert 'dir="rtl"' in (root / "site/index.html").read_text("utf-8")
    assert 'dir="ltr"' in (root / "site/fr/index.html").read_text("utf-8")


def test_holidays_are_those_of_the_region(council: Path, tmp_path: Path) -> None:
    institution = yaml.safe_load((council / "data/institution.yml").read_text("utf-8"))
    assert date(2026, 9, 11) in institution["holidays"][2026]
    assert institution["time_zone"] == "Europe/Madrid"
    other = begun(tmp_path / "other", (*BARE[:5], "ES-AN", *BARE[6:]))
    institution = yaml.safe_load((other / "data/institution.yml").read_text("utf-8"))
    assert date(2026, 2, 28) in institution["holidays"][2026]
    assert date(2026, 9, 11) not in institution["holidays"][2026]


def test_holidays_that_depend_on_the_moon_are_marked_as_estimated(council: Path, tmp_path: Path) -> None:
    root = begun(tmp_path / "guide", (*BARE[:5], "ES-ML", *BARE[6:]))
    estimated = "\n# Estimated, and to be corrected once they are announced: 2027-03-09, 2027-05-16\nholidays:"
    assert estimated in (root / "data/institution.yml").read_text("utf-8")
    assert "estimad" not in (council / "data/institution.yml").read_text("utf-8")


def test_a_small_team_of_one_has_nobody_to_stand_in(tmp_path: Path) -> None:
    root = begun(tmp_path / "guide", (*BARE[:-1], "1"))
    roles = yaml.safe_load((root / "data/roles.yml").read_text("utf-8"))
    assert data.DEPUTY not in roles
    assert not any("deputy" in role for role in roles.values())


@pytest.mark.parametrize("name", ['Ajuntament "Nou"', "Ajuntament de l'Ametlla", "Museu 🎨: {art} & [mar] #1", "- x"])
def test_any_name(name: str, tmp_path: Path) -> None:
    root = begun(tmp_path / "guide", ("--name", name, *BARE[2:]))
    assert yaml.safe_load((root / "data/institution.yml").read_text("utf-8"))["name"] == {"de": name}
    assert not [one for one in judged(root, DAY).diagnostics("en") if one.level == "error"]


def test_a_name_of_several_lines_is_one(bilingual: Path) -> None:
    assert yaml.safe_load((bilingual / "data/institution.yml").read_text("utf-8"))["name"] == {
        "ca": "Ajuntament de Prova"
    }


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Un mes. *(Per confirmar: Serveis Jurídics.)*", "Un mes. [Per confirmar: Serveis Jurídics]"),
        ("Qui *(to be confirmed with the head)* decideix", "Qui [to be confirmed with the head] decideix"),
        ("*(Confirmat.)* i *per confirmar*", "*(Confirmat.)* i *per confirmar*"),
    ],
)
def test_a_doubt_of_the_demonstration_is_a_prompt(text: str, becomes: str) -> None:
    assert as_prompts(text, ["per confirmar", "to be confirmed"]) == becomes


BAD: dict[str, tuple[dict[str, str], str]] = {
    "kind": ({"--kind": "hospital"}, "«hospital» is not a kind of institution"),
    "territory": ({"--territory": "XX"}, "«XX» is not the code of a country"),
    "no region": ({"--territory": "ES-"}, "Write «ES» instead of «ES-»"),
    "no country": ({"--territory": "ZZ"}, "«ZZ» is not the code of a country"),
    "region": ({"--territory": "ES-catalunya"}, "«ES-catalunya» is not the code of a country"),
    "language": ({"--languages": "ca,klingon"}, "«klingon» is not the code of a language"),
    "language with a region": ({"--languages": "es-MX"}, "Write «es» instead of «es-MX»"),
    "language that cannot be built": ({"--languages": "ast"}, "cannot be built in «ast»"),
    "language twice": ({"--languages": "ca,ca"}, "each only once"),
    "network": ({"--networks": "instagrm"}, "instagram"),
    "no network of that name": ({"--networks": "orkut"}, "orkut"),
    "nobody": ({"--people": "0"}, "Write a number from 1"),
    "address": ({"--address": "guia"}, "«guia» is not a whole web address"),
    "mailbox": ({"--email": "xarxes"}, "«xarxes» is not an email address"),
    "name in another language": ({"--name": "en:Museum"}, "«en»"),
    "no name": ({"--name": " "}, "The name of the institution in «ca» is missing"),
    "no letter in the name": ({"--name": "🏛️"}, "The name of the institution in «ca» is missing"),
    "option": ({"--kind": ""}, "Write in the command what is missing: --kind."),
    "options": ({"--kind": "", "--people": "0", "--networks": ""}, "what is missing: --kind, --networks."),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_said_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    changed, said = BAD[case]
    given = {**dict(zip(COUNCIL[::2], COUNCIL[1::2], strict=True)), **changed}
    result = guia("init", tmp_path / "guide", "--lang", "en", *(part for pair in given.items() for part in pair))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    links = {"loop": "loop", "nowhere": "new"} if sys.platform != "win32" else {}
    for name, to in links.items():
        (tmp_path / name).symlink_to(to)
    for folder in (tmp_path, *(tmp_path / name for name in ("notes.txt", *links))):
        result = guia("init", folder, "--lang", "en", *COUNCIL)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "nothing in it has been touched" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", *links}
    (tmp_path / "empty").mkdir()
    begun(tmp_path / "empty", BARE)


def test_a_folder_with_a_space_and_a_name_with_quotes_and_an_emoji(tmp_path: Path) -> None:
    name = "Museu d'Art «L'Om» \"nou\": 🎨"
    given = dict(zip(BARE[::2], BARE[1::2], strict=True)) | {"--name": name}
    folder = tmp_path / "la nostra guia"
    result = guia("init", folder, "--lang", "en", *(part for pair in given.items() for part in pair))
    assert result.exit_code == 0
    assert f'cd "{folder}"' in result.stdout
    assert load_guide(folder, today=DAY).facts.institution.record.name["de"] == name


@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_init_leaves_is_no_obstacle(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "guide"
    left_over = folder / beginning.WORK if there else tmp_path / f".guide{beginning.WORK}"
    (left_over / "data").mkdir(parents=True)
    (left_over / "data/terms.yml").write_text("old: {")
    begun(folder, BARE)
    assert not left_over.exists()
    assert not (folder / "data/terms.yml").exists()


def test_the_folder_in_which_somebody_is_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    begun(Path(), BARE)
    assert tmp_path.stat().st_ino == before
    assert Path("mkdocs.yml").is_file()


def test_an_interrupted_init_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guiaviva.starting.beginning.Beginning._tidy", interrupted)
    result = guia("init", tmp_path / "guide", *COUNCIL)
    assert list(tmp_path.iterdir()) == []
    assert (result.exit_code, result.stderr) == (130, "\nInterromput: no s'ha escrit res.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_a_question_that_is_given_up_ends_in_one_sentence_in_its_language(tmp_path: Path) -> None:
    status, said = on_terminal(["init", str(tmp_path / "guide"), "--lang", "fr"], {"langues": b"\x03"})
    assert (status, list(tmp_path.iterdir())) == (130, [])
    assert said.strip().splitlines()[-1].endswith("Interrompu\u00a0: rien n'a été écrit.")
    assert "Traceback" not in said
    assert "Cancelled" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_measures_that_are_not_confirmed_are_not_written(tmp_path: Path) -> None:
    root = shutil.copytree(TESTS / "guides/complete", tmp_path / "guide", ignore=shutil.ignore_patterns(".cache"))
    (tmp_path / "new.csv").write_text("date,indicator,account,value\n2026-11-01,followers,x-main,4000\n")
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    command = ["measures", "import", str(tmp_path / "new.csv"), "--as", "plain", "--root", str(root), "--lang", "en"]
    for key, code, sentence in (
        (b"\x03", 130, "Interrupted: nothing was written."),
        (b"n\n", 2, "Nothing was written."),
    ):
        status, said = on_terminal([*command, "--today", TODAY.isoformat()], {"Write it?": key})
        assert (status, said.strip().splitlines()[-1]) == (code, sentence)
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "guiaviva",
        "init",
        str(tmp_path / "guide"),
        "--languages",
        "ca",
        "--name",
        "Prova",
    ]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 2
    assert "--kind" in done.stderr


# What a page becomes.


@pytest.mark.parametrize(
    ("scope", "territory", "kind", "fits"),
    [
        ("ES-CT", "ES-CT", "health", True),
        ("ES", "ES-CT", "health", True),
        ("ES-CT", "ES", "health", False),
        ("ES-CT", "ES-PV", "health", False),
        ("EU", "FR", "health", True),
        ("EU", "MA", "health", False),
        ("municipality county", "ES", "county", True),
        ("ES municipality", "ES-CT", "health", False),
        ("ES municipality", "FR", "municipality", False),
        ("demonstration", "ES-CT", "municipality", False),
        ("FR ES", "ES-MD", "other", True),
        ("x", "ES", "other", True),
        ("tiktok x", "ES", "other", True),
        ("tiktok", "ES", "other", False),
        ("tiktok+x", "ES", "other", False),
        ("complete", "ES", "other", True),
        ("minimum", "ES", "other", False),
        ("ES x complete health", "ES-CT", "health", True),
        ("ES tiktok complete health", "ES-CT", "health", False),
        ("several-people", "ES", "other", True),
        ("several-people several-networks", "ES", "other", False),
    ],
)
def test_where_a_passage_holds(scope: str, territory: str, kind: str, fits: bool) -> None:
    found = scope_of(scope, NETWORKS)
    assert found is not None
    assert found.fits(territory, kind, ["x"], ["complete", "several-people"]) is fits


NETWORKS = ("tiktok", "x")
PAGE = """\
---
owner: mayor
reviewed: 2020-01-01
translates:
  a: 1
  b: 2
search_words: [a]
---

# To

<!-- only FR -->

Un paràgraf.
De dues línies.

General.

- u
- dos <!-- only FR: la llei que ho diu -->
    i més
- tres <!-- only ES -->

| a | b |
|---|---|
| c | d <!-- only FR --> |
| e | f |

<!-- only FR: els comptes de
la institució -->

## Comptes {#accounts}

Text.

### Més

Text.

## Final {#end}

Fi.
"""
BECOMES = """\
---
owner: digital-content-lead
reviewed:
search_words: [a]
---

# To

General.

- u
- [la llei que ho diu]
- tres

| a | b |
|---|---|
| e | f |

## Comptes {#accounts}

[els comptes de la institució]

## Final {#end}

Fi.
"""


def answers(**changed: Any) -> Any:
    from guiaviva.starting.answers import Answers

    known = {"names": {"ca": "Prova"}, "kind": "health", "territory": "ES", "languages": ["ca"], "networks": ["x"],
             "units": [], "people": 2, "profile": "minimum", "address": "", "email": "", "today": DAY}  # fmt: skip
    return Answers(**(known | changed))


def test_what_holds_elsewhere_is_left_out() -> None:
    prompt: Callable[[str], str] = lambda what: f"[{what}]"  # noqa: E731
    assert adapted(read_page(Source("docs/ca/tone.md", PAGE), "ca", "tone"), answers(), [data.LEAD], prompt) == BECOMES
    everywhere = PAGE.replace("FR", "ES")
    kept = adapted(read_page(Source("docs/ca/tone.md", everywhere), "ca", "tone"), answers(), [data.LEAD], prompt)
    assert kept is not None
    assert "only" not in kept
    assert "Un paràgraf.\nDe dues línies." in kept
    assert "| c | d |" in kept


def test_a_page_that_holds_elsewhere_is_no_page() -> None:
    text = "<!-- only municipality -->\n\n# Ple\n\nText.\n"
    assert adapted(read_page(Source("docs/ca/topics/ple.md", text), "ca", "topics/ple"), answers(), [], str) is None
    assert (
        adapted(
            read_page(Source("docs/ca/topics/ple.md", text), "ca", "topics/ple"), answers(kind="municipality"), [], str
        )
        == "# Ple\n\nText.\n"
    )


def test_marks_are_found_where_they_hold() -> None:
    page = read_page(Source("docs/ca/tone.md", PAGE), "ca", "tone")
    assert [(one.found, one.first, one.last, one.own) for one in in_page(page, NETWORKS)] == [
        ("FR", 14, 15, True),
        ("FR", 20, 21, False),
        ("ES", 22, 22, False),
        ("FR", 26, 26, False),
        ("FR", 32, 39, True),
    ]


@pytest.mark.parametrize(
    ("line", "target", "left"),
    [
        ("Vegeu [el to](tone.md) i [més](other.md).", "tone.md", "Vegeu el to i [més](other.md)."),
        ("[a [b]](tone.md#c)", "tone.md#c", "a [b]"),
        ("[a](tone.md 'títol'){.x} b", "tone.md", "a b"),
        ("Una ![imatge](a.png) aquí", "a.png", "Una  aquí"),
        ("[a](tone.md.txt)", "tone.md", "[a](tone.md.txt)"),
    ],
)
def test_a_link_becomes_its_text(line: str, target: str, left: str) -> None:
    assert without_link(line, target) == left


def test_a_tree_without_a_situation_has_no_question_of_one_answer() -> None:
    tree: Any = {
        "start": "a",
        "questions": {
            "a": {"yes": {"situation": "gone"}, "no": {"question": "b"}},
            "b": {"yes": {"situation": "x"}, "no": {"question": "c"}},
            "c": {"yes": {"situation": "y"}, "no": {"situation": "gone"}},
        },
    }
    for question in ("a", "c"):
        for answer in ("yes", "no"):
            if tree["questions"][question][answer].get("situation") == "gone":
                del tree["questions"][question][answer]
    files: Any = {"data/decision-tree.yml": tree}

    class Facts:
        references = ()
        keys: Any = {}

    while data.prune(files, Facts()):  # type: ignore[arg-type]
        pass
    assert tree["start"] == "b"
    assert tree["questions"] == {"b": {"yes": {"situation": "x"}, "no": {"situation": "y"}}}


def test_the_text_of_an_old_guide_takes_the_place_of_what_a_guide_begins_with(tmp_path: Path) -> None:
    source = tmp_path / "vella.md"
    source.write_text(
        "# Instagram\n\nEs publiquen les fotos de la fira, i res que no sigui nostre.\n", encoding="utf-8"
    )
    root = begun(tmp_path / "guide", (*COUNCIL, "--from", str(source)))
    page = (root / "docs/ca/networks/instagram.md").read_text(encoding="utf-8")
    assert "Es publiquen les fotos de la fira" in page
    assert "{#accessibility}" in page


def test_an_old_guide_that_is_not_there_is_said_before_anything_is_written(tmp_path: Path) -> None:
    done = guia("init", tmp_path / "guide", *COUNCIL, "--from", tmp_path / "none.docx")
    assert done.exit_code == 2
    assert not (tmp_path / "guide").exists()
