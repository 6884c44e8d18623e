"""`guia translated`, and what the check says of translations that no longer follow their original."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import TODAY
from guiaviva.commands import main
from guiaviva.guide import load_guide
from guiaviva.reading.files import Source, decode
from guiaviva.reading.front_matter import UneditableError, with_entries
from guiaviva.reading.pages import Page, read_page
from guiaviva.reading.signatures import sense_of
from guiaviva.translations.records import FIELD, NOTHING, PATH, read_ledger, recorded
from guiaviva.worddiff import changes
from test_reader import PAGE
from test_rules import commit

Copy = Callable[[str], Path]
SENTENCE = "diu qui fa què, quan i on, amb prou paraules."
ES, EN, CA = "docs/es/tone.md", "docs/en/tone.md", "docs/ca/tone.md"


def guia(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"GUIA_LANG": None, **environment})


def translated(root: Path, *arguments: str, code: int = 0) -> Result:
    result = guia("translated", "--root", root, *arguments, GUIA_LANG="en")
    assert result.exit_code == code, result.output
    return result


def reported(root: Path, *arguments: str) -> list[dict[str, Any]]:
    result = guia("check", "--root", root, "--today", TODAY, "--format", "json", "--lang", "en", *arguments)
    found: list[Any] = json.loads(result.stdout)
    # Only what was recorded is looked at here.
    return [one for one in found if one["rule"] != "unrecorded-translation"]


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text, (old, path)
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def root(guide_folder: Copy) -> Path:
    return guide_folder("complete")


# What is recorded.


def test_what_was_recorded_is_reported_when_the_original_changes_and_recorded_again(root: Path) -> None:
    before = (root / ES).read_bytes()
    assert translated(root, "tone", "--lang", "es").stdout.splitlines()[0] == ES
    after = (root / ES).read_bytes()
    assert after.endswith(before)
    assert reported(root) == []
    change(root, CA, SENTENCE, "diu qui ho fa.")
    (one,) = reported(root)
    assert (one["path"], one["rule"], one["level"]) == (ES, "stale-translation", "warning")
    assert "«Voz de la institución»" in one["message"]
    assert "guia translated tone#voice --lang es" in one["fix"]
    # What is written there can be pasted in the place of the line, or the program writes it.
    line = one["fix"].splitlines()[-1]
    by_hand = after.replace(next(old for old in after.splitlines() if old.startswith(b"  voice:")), line.encode())
    translated(root, "tone#voice", "--lang", "es")
    assert (root / ES).read_bytes() == by_hand
    assert reported(root) == []


def test_a_section_alone(root: Path) -> None:
    translated(root, f"{ES}#voice", f"{ES}#top")
    page = load_guide(root, today=TODAY).page("es", "tone")
    assert page is not None
    assert list(recorded(page)) == ["top", "voice"]
    translated(root, f"{ES}#register")
    page = load_guide(root, today=TODAY).page("es", "tone")
    assert page is not None
    assert set(recorded(page)) == {"voice", "top", "register"}


def test_all_and_again(root: Path) -> None:
    # One more holds those of data.
    pages = len([*root.glob("docs/es/**/*.md"), *root.glob("docs/en/**/*.md"), PATH])
    assert f"files changed: {pages}; signed off already: 0" in translated(root, "--all").stdout
    assert reported(root, "--advice") == []
    assert f"files changed: 0; signed off already: {pages}" in translated(root, "--all").stdout
    assert not any(FIELD in path.read_text(encoding="utf-8") for path in root.glob("docs/ca/**/*.md"))
    change(root, CA, SENTENCE, "diu qui ho fa.")
    assert translated(root, "--all", "--language", "en").stdout.splitlines()[0] == EN
    assert [one["path"] for one in reported(root)] == [ES]


def test_a_draft_is_recorded_too(root: Path) -> None:
    text = "Texto de la voz, con quién hace qué, cuándo y dónde, y con palabras bastantes."
    (root / ES).write_text(f"---\nstatus: draft\n---\n# Tono\n\n## Voz {{#voice}}\n\n{text}\n", encoding="utf-8")
    translated(root, ES)
    page = load_guide(root, today=TODAY).draft("es", "tone")
    assert page is not None
    assert list(recorded(page)) == ["top", "voice"]


def test_a_new_translation_follows_its_original(root: Path) -> None:
    (root / ES).unlink()
    assert guia("new", "tone", "--lang", "es", "--root", root).exit_code == 0
    guide = load_guide(root, today=TODAY)
    draft, source = guide.draft("es", "tone"), guide.source_page("tone")
    assert draft is not None
    assert source is not None
    assert {id: (one.source, one.translation) for id, one in recorded(draft).items()} == {
        id: (one, NOTHING) for id, one in source.signatures.items()
    }
    (root / CA).unlink()
    assert guia("new", "tone", "--lang", "ca", "--root", root).exit_code == 0
    assert FIELD not in (root / CA).read_text(encoding="utf-8")


# What is refused: nothing is written, and one sentence says why.


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["ton"], "Did you mean «tone»?"),
        (["nothing/at-all-like-it"], "no page"),
        ([CA], "written first in"),
        (["tone", "--lang", "ca"], "written first in"),
        (["tone", "--lang", "fr"], "«fr»"),
        (["tone#vioce"], "«voice»"),
        (["tone", "index", "ton"], "«ton»"),
        (["responses/moderation", "--lang", "es"], "no page"),
        ([], "--all"),
        (["tone", "--all"], "--all"),
    ],
)
def test_what_is_refused(root: Path, arguments: list[str], word: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    result = translated(root, *arguments, code=2)
    assert word in result.stderr
    assert result.stdout == ""
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


@pytest.mark.parametrize(
    ("path", "text", "word"),
    [
        (ES, "---\ntitle: [\n---\n# Tono\n", "guia check docs/es/tone.md"),
        (ES, "---\ntitle: Tono\n\n# Tono\n", "guia check docs/es/tone.md"),
        (ES, "---\n- Tono\n---\n# Tono\n", "guia check docs/es/tone.md"),
        (ES, "# Tono\n\n```\n", "guia check docs/es/tone.md"),
        (CA, "# To\n\n/// guide | contact\n", "guia check docs/ca/tone.md"),
        (ES, "---\n{title: Tono}\n---\n# Tono\n", "top: "),
        (ES, "---\ntranslates: yes\n---\n# Tono\n", "top: "),
    ],
)
def test_what_cannot_be_read_or_changed(root: Path, path: str, text: str, word: str) -> None:
    (root / path).write_text(text, encoding="utf-8")
    for arguments in (["tone", "--lang", "es"], ["--all"]):
        assert word in translated(root, *arguments, code=2).stderr
    assert (root / path).read_text(encoding="utf-8") == text
    assert FIELD not in (root / EN).read_text(encoding="utf-8")


def test_bytes_that_are_no_utf8(root: Path) -> None:
    (root / ES).write_bytes("# Tono y acción\n".encode("latin-1"))
    assert ES in translated(root, ES, code=2).stderr
    assert (root / ES).read_bytes() == "# Tono y acción\n".encode("latin-1")


def test_a_translation_without_original_and_an_original_without_translation(root: Path) -> None:
    (root / EN).unlink()
    assert "guia new tone" in translated(root, EN, code=2).stderr
    (root / CA).unlink()
    assert CA in translated(root, ES, code=2).stderr
    translated(root, "--all")
    assert FIELD not in (root / ES).read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written(root: Path) -> None:
    (root / ES).chmod(0o444)
    assert ES in translated(root, ES, code=2).stderr


# Nothing else of a file is touched.


def edited(text: str, entries: dict[str, str]) -> str:
    data = text.encode()
    page = read_page(decode(ES, data, "invalid-page"), "es", "tone")
    return with_entries(page, data, FIELD, entries).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# T\n", "---\ntranslates:\n  a: 1\n  b: 2\n---\n\n# T\n"),
        ("# T", "---\ntranslates:\n  a: 1\n  b: 2\n---\n\n# T"),
        ("# T\r\nx\r\n", "---\r\ntranslates:\r\n  a: 1\r\n  b: 2\r\n---\r\n\r\n# T\r\nx\r\n"),
        ("\ufeff# T\n", "\ufeff---\ntranslates:\n  a: 1\n  b: 2\n---\n\n# T\n"),
        ("---\n---\n# T\n", "---\ntranslates:\n  a: 1\n  b: 2\n---\n# T\n"),
        ("---\ntitle: T\n...\n# T\n", "---\ntitle: T\ntranslates:\n  a: 1\n  b: 2\n...\n# T\n"),
        (
            "---\r\n# Nota\r\ntitle:  'T'   # otra\r\n---\r\n# T\r\n",
            "---\r\n# Nota\r\ntitle:  'T'   # otra\r\ntranslates:\r\n  a: 1\r\n  b: 2\r\n---\r\n# T\r\n",
        ),
        ("---\n  title: T\n---\n# T\n", "---\n  title: T\n  translates:\n    a: 1\n    b: 2\n---\n# T\n"),
        (
            "---\ntitle: >\n  Un\n  dos\n---\n# T\n",
            "---\ntitle: >\n  Un\n  dos\ntranslates:\n  a: 1\n  b: 2\n---\n# T\n",
        ),
        ("---\ntranslates:\n---\n# T\n", "---\ntranslates:\n  a: 1\n  b: 2\n---\n# T\n"),
        ("---\ntranslates: {}\n---\n# T\n", "---\ntranslates: {a: 1, b: 2}\n---\n# T\n"),
        (
            "---\ntranslates: {a: 0, c: 3}  # nota\ntitle: T\n---\n# T\n",
            "---\ntranslates: {a: 1, b: 2}  # nota\ntitle: T\n---\n# T\n",
        ),
        (
            "---\ntranslates:  # el programa lo escribe\n    a: '0'   # uno\n    # dos\n    c: 3\ntitle: T\n---\n# T\n",
            "---\ntranslates:  # el programa lo escribe\n    a: 1   # uno\n    # dos\n    b: 2\ntitle: T\n---\n# T\n",
        ),
        ("---\ntranslates:\n  c: 3\n---\n# T\n", "---\ntranslates:\n  a: 1\n  b: 2\n---\n# T\n"),
        ("---\ntranslates:\n  a:\n  b: 2\n---\n# T\n", "---\ntranslates:\n  b: 2\n  a: 1\n---\n# T\n"),
        ("---\ntranslates:\n  b: 2\n  a: 1\n---\n# T\n", "---\ntranslates:\n  b: 2\n  a: 1\n---\n# T\n"),
        # Lines may end in more than one way.
        ("---\r\ntitle: T\n---\n# T\r\nx\r", "---\r\ntitle: T\ntranslates:\n  a: 1\n  b: 2\n---\n# T\r\nx\r"),
    ],
)
def test_the_rest_of_a_file_stays(before: str, after: str) -> None:
    assert edited(before, {"a": "1", "b": "2"}) == after
    assert edited(after, {"a": "1", "b": "2"}) == after


@pytest.mark.parametrize(
    "text",
    [
        "---\n{title: T}\n---\n# T\n",
        "---\ntranslates: [a]\n---\n# T\n",
        "---\ntranslates: {a: 0,\n  b: 2}\n---\n# T\n",
        '---\ntranslates:\n  a: "0\n    1"\n---\n# T\n',
    ],
)
def test_what_is_written_in_a_way_of_its_own_is_not_touched(text: str) -> None:
    with pytest.raises(UneditableError):
        edited(text, {"a": "1", "b": "2"})


def test_ids_that_yaml_would_take_for_something_else() -> None:
    entries = {"yes": "00000001", "2026": "00000002", "a:b": "00000003", "àrea": "00000004", "-x": "00000005"}
    text = edited("# T\n", entries)
    assert '"yes": 00000001' in text
    assert "àrea: 00000004" in text
    assert read_page(Source(ES, text), "es", "tone").fields == {FIELD: entries}


# The history.


def in_repository(root: Path) -> None:
    """Record what the guide's translations follow, commit it, and change the original."""
    translated(root, "--all")
    commit(root)
    change(root, CA, SENTENCE, "diu qui ho fa, quan i on, amb prou paraules.")


def fixes(root: Path) -> list[str]:
    found = reported(root)
    assert [(one["path"], one["rule"]) for one in found] == [(EN, "stale-translation"), (ES, "stale-translation")]
    return [one["fix"] for one in found]


CHANGED = "… pàgina tone: diu qui [-fa què,-] {+ho fa,+} quan i on, amb …"


def test_the_fix_shows_what_changed_where_git_knows_it(root: Path) -> None:
    in_repository(root)
    assert all(CHANGED in fix.splitlines() for fix in fixes(root))
    commit(root)
    for _ in range(3):
        change(root, CA, "qui ho fa", "qui ho fa, qui ho fa")
        commit(root)
    assert all("[-fa què,-] {+ho fa, qui ho fa, qui ho fa, qui ho fa,+}" in fix for fix in fixes(root))


def test_in_a_folder_below_the_repository_and_from_a_hook_of_git(root: Path, tmp_path: Path) -> None:
    translated(root, "--all")
    repository = tmp_path / "repository"
    shutil.copytree(root, repository / "còpies i més" / "guide")
    commit(repository)
    folder = repository / "còpies i més" / "guide"
    change(folder, CA, SENTENCE, "diu qui ho fa, quan i on, amb prou paraules.")
    assert all(CHANGED in fix for fix in fixes(folder))
    with mock.patch.dict(os.environ, {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}):
        assert all(CHANGED in fix for fix in fixes(folder))


def test_aliases_of_a_former_version_do_not_unfold(root: Path) -> None:
    """Seven lists, each of nine times the one before, would have millions of texts."""
    translated(root, "--all")
    lists = ['a0: &a0 ["x"]', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 8))]
    roles = root / "data/roles.yml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text("\n".join([text, *lists]), encoding="utf-8")
    commit(root)
    roles.write_text(text.replace("ca: ", "ca: Nova ", 1), encoding="utf-8")
    start = time.process_time()
    shown = reported(root)
    # In seconds, of which it takes one.
    assert time.process_time() - start < 5
    assert "stale-translation" in {one["rule"] for one in shown if one["path"] == "data/roles.yml"}


def test_in_a_shallow_clone(root: Path, tmp_path: Path) -> None:
    in_repository(root)
    commit(root)
    for depth, known in ((1, False), (2, True)):
        clone = tmp_path / f"clone-{depth}"
        source = ["--depth", str(depth), root.as_uri(), str(clone)]
        subprocess.run(["git", "clone", "--quiet", *source], check=True, capture_output=True)
        assert [CHANGED in fix for fix in fixes(clone)] == [known, known]


def test_without_a_repository_and_without_git(root: Path, tmp_path: Path) -> None:
    in_repository(root)
    copy = Path(shutil.copytree(root, tmp_path / "zip", ignore=shutil.ignore_patterns(".git", ".cache")))
    assert not any("{+ho fa" in fix for fix in fixes(copy))
    with mock.patch.dict(os.environ, {"PATH": str(tmp_path)}):
        assert not any("{+ho fa" in fix for fix in fixes(root))


def test_git_is_asked_only_where_something_is_stale(root: Path) -> None:
    translated(root, "--all")
    commit(root)
    with mock.patch("subprocess.run") as run:
        assert reported(root) == []
    run.assert_not_called()


# What changed, in words.


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c", "a b c", ()),
        ("", "a b", ("{+a b+}",)),
        ("a b", "", ("[-a b-]",)),
        ("in 24 hours", "in 48 hours", ("in [-24-] {+48+} hours",)),
        ("one two three four five six", "one two three four five 6", ("… two three four five [-six-] {+6+}",)),
        # Changes with hardly anything between them are one.
        ("a b c d e f g h i", "a X c Y e f g h i", ("a [-b c d-] {+X c Y+} e f g h …",)),
        ("a b c d e f g", "X b c d e f Y", ("[-a-] {+X+} b c d e …", "… c d e f [-g-] {+Y+}")),
        (" ".join("abcdefghijklmnopqrstuvwxyz"), "", ("[-a b c d e f g h i j … q r s t u v w x y z-]",)),
        ("x" * 50, "", (f"[-{'x' * 40}…-]",)),
    ],
)
def test_changes(before: str, after: str, shown: tuple[str, ...]) -> None:
    assert changes(before, after) == shown


def test_changes_are_few_and_their_lines_short() -> None:
    before = " ".join(f"w{number}" for number in range(500))
    shown = changes(before, before.replace("5 ", "6 "))
    assert len(shown) == 6
    assert shown[-1] == "…"
    assert all(len(line) <= 92 for one in shown for line in one.split("\n"))


@given(st.text(alphabet="ab ", max_size=40), st.text(alphabet="ab ", max_size=40))
def test_something_is_shown_exactly_where_words_differ(before: str, after: str) -> None:
    assert bool(changes(before, after)) == (before.split() != after.split())


# The hash.


def page_of(text: str) -> Page:
    return read_page(Source(CA, text), "ca", "tone")


HARMLESS: dict[str, Callable[[str], str]] = {
    "front matter": lambda text: f"---\nsearch_words: [a]\n---\n{text}",
    "empty lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "line ends": lambda text: decode(CA, text.replace("\n", "\r\n").encode(), "invalid-page").text,
    "spaces at the end": lambda text: text + "\n \n",
    "comments": lambda text: text + "\n\n<!-- una nota -->\n",
    "emphasis": lambda text: text.replace("**", "__"),
}


@pytest.mark.parametrize("name", HARMLESS)
@given(PAGE)
@settings(max_examples=60, deadline=None)
def test_what_is_no_word_does_not_count(name: str, text: str) -> None:
    assume(not text.startswith("---"))
    assert page_of(HARMLESS[name](text)).signatures == page_of(text).signatures


@given(PAGE, st.data())
@settings(max_examples=400, deadline=None)
def test_every_word_counts(text: str, data: st.DataObject) -> None:
    """A word of prose in the place of another changes the hash of some section, wherever it is."""
    words = ("Què", "fem", "l'equip", "col·legi", "Riublanc", "façana", "niño", "Text", "cites")
    places = [(at, word) for word in words for at in range(len(text)) if text.startswith(word, at)]
    # An id, a target, a comment and the id of a note are no words.
    places = [(at, word) for at, word in places if not text[:at].rpartition("\n")[2].startswith(("<!--", "[^"))]
    assume(places)
    at, word = data.draw(st.sampled_from(places))
    changed = page_of(text[:at] + "Altrament" + text[at + len(word) :])
    assert changed.signatures != page_of(text).signatures


def test_words_are_hashed_where_they_stand() -> None:
    text = (
        "# Títol\n\nInici.\n\n## Una {#one}\n\nText.\n\n### Sota\n\nMés.\n\n## Sense id\n\nEncara.\n\n"
        '## Dues {#two}\n\n!!! warning "Alerta"\n\n    Dins.\n\n=== "Pestanya"\n\n    Fora.\n\n'
        "/// guide | post x\nUna publicació\n///\n\n/// details | Detalls\nHi ha més.\n///\n\n"
        '![Foto](a.png "Peu"){: .ample }\n\n<p title="Ajuda">Cru <img alt="Mapa" src="b.png"></p>\n\n'
        "| A | B |\n|:--|--:|\n| 1 | 2 |\n\nTerme\n:   Definició\n\nNota[^1].\n\n[^1]: Al peu.\n"
    )
    assert page_of(text).texts == {
        "top": "Títol Inici.",
        "one": "Una Text. Sota Més.",
        "sense-id": "Sense id Encara.",
        "two": "Dues Dins. Fora. Hi ha més. Foto Peu Ajuda Cru Mapa A B 1 2 Terme Definició Nota. Al peu. "
        "Alerta Pestanya post x Una publicació Detalls",
    }


def signature(text: str, id: str = "voice") -> str:
    return page_of(f"# To\n\n## Veu {{#voice}}\n\n{text}\n").signatures[id]


def test_a_signature_is_the_same_on_every_machine() -> None:
    """What is recorded in files must hold in every later version too."""
    page = page_of("# To\n\n## Veu {#voice}\n\nClara i **propera**.\n")
    assert page.signatures == {"top": "24413c659c83", "voice": "25dab8457324"}
    assert page.former_hashes == {"top": {"98e1cae7"}, "voice": {"a9e89607"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Clara i propera.", "Clara, i PROPERA"),
        ("- a\n- b", "- b\n- a"),
        ("- a\n    - x\n- b", "* b\n* a\n    * x"),
        ("| A |\n|---|\n| 1 |\n| 2 |", "| A |\n|---|\n| 2 |\n| 1 |"),
        ("[a](http://www.example.org/x)", "[a](https://example.org/x/)"),
        ("«això»", '"això"'),
    ],
)
def test_punctuation_capitals_order_and_schemes_are_no_change_of_sense(before: str, after: str) -> None:
    assert sense_of(signature(before)) == sense_of(signature(after))
    assert before == "«això»" or signature(before) != signature(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. a\n2. b", "1. b\n2. a"),
        ("Sí:\n\n- a\n- b\n\nNo:\n\n- c", "Sí:\n\n- a\n\nNo:\n\n- b\n- c"),
        ("[a](x.md)", "[a](y.md)"),
        ("1.5", "15"),
        ("`Codi`", "`codi`"),
        ("a <!-- only ES -->", "a <!-- only FR -->"),
        ("a {nom}", "a {altre}"),
        ("{{ networks.x.limit }}", "{{ networks.facebook.limit }}"),
    ],
)
def test_what_a_reader_does_otherwise_is_a_change_of_sense(before: str, after: str) -> None:
    assert sense_of(signature(before)) != sense_of(signature(after))


def test_title_and_description_are_signed_with_the_top() -> None:
    one, other = (page_of(f"---\ntitle: {title}\n---\n# To\n").signatures["top"] for title in ("Com", "Qui"))
    assert sense_of(one) != sense_of(other)


def test_accents_may_be_composed_or_not() -> None:
    assert page_of("# Què és").signatures == page_of("# Que\u0300 e\u0301s").signatures


# Texts of data, what is refused, and what is minor.


def test_a_text_of_data_is_signed_off_and_reported(root: Path) -> None:
    translated(root, "--all")
    assert reported(root, "--advice") == []
    change(root, "data/roles.yml", "ca: ", "ca: Nova ")
    found = reported(root)
    assert {(one["path"], one["rule"], one["level"]) for one in found} == {
        ("data/roles.yml", "stale-translation", "warning")
    }
    command = next(line for line in found[0]["fix"].splitlines() if line.startswith("guia translated"))
    translated(root, *command.split()[2:])
    assert len(reported(root)) == len(found) - 1


def test_what_surely_lacks_something_is_refused_unless_told_why(root: Path) -> None:
    change(root, CA, SENTENCE, f"{SENTENCE} En 48 hores.")
    refused = translated(root, "tone", "--lang", "es", code=1)
    assert "«48»" in refused.stderr
    assert "voice" not in recorded(load_guide(root, today=TODAY).pages["es", "tone"])
    translated(root, "tone#voice", "--lang", "es", "--because", "it is said below: later")
    page = load_guide(root, today=TODAY).pages["es", "tone"]
    assert recorded(page)["voice"].reason == "it is said below: later"
    assert not [one for one in reported(root) if one["path"] == ES]


def test_minor_changes_are_recorded_together(root: Path) -> None:
    translated(root, "--all")
    change(root, CA, SENTENCE, SENTENCE.upper())
    change(root, ES, "dice quién", "Dice, quién")
    change(root, EN, "it says who", "it tells who")
    advice = {(one["path"], one["level"]) for one in reported(root, "--advice")}
    assert advice == {(ES, "advice"), (EN, "advice")}
    translated(root, "--minor")
    assert [one["path"] for one in reported(root, "--advice")] == [EN]


def test_the_ledger_keeps_what_it_can_read() -> None:
    one = "1c470c7f44e0-addcc9c4792f"
    ledger = read_ledger(f"# x\ndata/a.yml:\n  b.c: es {one} (a reason), en {one}\n<<<<<<< HEAD\n")
    assert ledger.records["data/a.yml"]["b.c"]["es"].reason == "a reason"
    assert ledger.problem == 4


def test_a_long_line_of_a_ledger_is_read_in_no_time() -> None:
    start = time.process_time()
    assert read_ledger(f"data/a.yml:\n  b.c: {'x' * 40_000}\n").problem == 2
    # In seconds: for each letter all that follow were read.
    assert time.process_time() - start < 2


def test_a_record_of_the_former_kind_is_taken_along(root: Path) -> None:
    former = load_guide(root, today=TODAY).pages["ca", "tone"].former_hashes["voice"]
    text = (root / ES).read_text(encoding="utf-8")
    (root / ES).write_text(
        f"---\ntranslates:\n  voice: {min(former)}\n  register: 00000000\n---\n{text}", encoding="utf-8"
    )
    assert guia("upgrade", "--root", root, GUIA_LANG="en").exit_code == 0
    records = recorded(load_guide(root, today=TODAY).pages["es", "tone"])
    assert records["voice"].translation
    assert records["register"].former == "00000000"
    assert [one["rule"] for one in reported(root) if one["path"] == ES] == ["stale-translation"]


def test_the_history_follows_a_page_that_was_renamed(root: Path) -> None:
    in_repository(root)
    for language in ("ca", "es", "en"):
        (root / f"docs/{language}/tone.md").rename(root / f"docs/{language}/tone-old.md")
    commit(root)
    found = [one for one in reported(root) if one["rule"] == "stale-translation"]
    assert len(found) == 2
    assert all("{+ho fa" in one["fix"] for one in found)
