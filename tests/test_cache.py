"""What is kept by content never changes what is said: each kind of input is changed and compared with a fresh run."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from conftest import TESTS, TODAY
from guiaviva import cache as cache_module
from guiaviva.cache import DAYS, Cache, digest, store_of
from guiaviva.diagnostics import Diagnostic, Finding, Place, Term
from guiaviva.guide import load_guide
from guiaviva.guide.signing import everything
from guiaviva.judgement import judge
from projects import require_demonstration
from test_rendering import copy_store

GuideFolder = Callable[[str], Path]


def said(root: Path, store: Cache | None, **options: Any) -> tuple[Diagnostic, ...]:
    """Return what is said of the guide at `root`, in its own order."""
    language = options.pop("language", "en")
    guide = load_guide(root, store=store, **{"today": TODAY, **options})
    return judge(guide, store).diagnostics(language)


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (old, path)
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(path: str, data: bytes) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return change


def delete(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


# Each must change what is said; those of pages, in pages that have not changed too.
CHANGES: dict[str, Callable[[Path], None]] = {
    "a page loses an id": replace("docs/ca/tone.md", " {#voice}", ""),
    "a page gets a broken link": replace("docs/es/tone.md", "Texto", "[aquí](nowhere.md) Texto"),
    "a heading to which another page leads goes": replace("docs/en/tone.md", "{#voice}", "{#voices}"),
    "a page goes": delete("docs/ca/topics/images.md"),
    "a translation goes": delete("docs/es/topics/images.md"),
    "a page comes": write("docs/ca/topcis/drones.md", b"# Drons\n"),
    "the source of a translation changes": replace("docs/ca/principles.md", "Text de mostra", "Text"),
    "a page becomes a draft": replace("docs/ca/tone.md", "---\n", "---\nstatus: draft\n"),
    "a page is no text": write("docs/ca/tone.md", "# Tò".encode("latin-1")),
    "a translation repeats its source": lambda root: write(
        "docs/es/tone.md", (root / "docs/ca/tone.md").read_bytes().split(b"---\n", 2)[2]
    )(root),
    "a page is in another language": lambda root: write("docs/en/tone.md", (root / "docs/es/tone.md").read_bytes())(
        root
    ),
    "a translation says another figure": replace("docs/es/tone.md", "dice quién", "dice en 2027 quién"),
    "an exception is made": replace("docs/ca/links.md", "# E", "<!-- allow unknown-page: és una nota -->\n# E"),
    "a picture goes": delete("docs/assets/approval.svg"),
    "a role goes": replace("data/roles.yml", "\neditor:", "\nwriter:"),
    "a limit shrinks": replace("data/networks.yml", "characters: 280", "characters: 28"),
    "a word is to be avoided": replace("data/style.yml", "[procedir a]", "[procedir a, gràcies]"),
    "data cannot be read": replace("data/replies.yml", "complaint-received:", "complaint-received: ["),
    "a file of data comes": write("data/rols.yml", b"a: b\n"),
    "a file of data goes": delete("data/roles.yml"),
    "measures change": replace("data/measures/2026.csv", "3350", "many"),
    "a query changes": replace("data/queries.yml", "canviar la contrasenya", "cosa que no diu ningú"),
    "mkdocs.yml loses a language": replace("mkdocs.yml", "        - {locale: es, name: Español}\n", ""),
    "a level": replace("data/institution.yml", "vague-link-text: error", "unknown-page: error"),
}
MODEL_CHANGES: dict[str, Callable[[Path], None]] = {
    "a stricter section": write("model/kinds.yml", b"kinds: {tone: {sections: {voice: {words: 5000}}}}\n"),
    "a block of something else": write("model/blocks.yml", b"guide: {situations: {key: networks}}\n"),
    "a phrase more": write("model/phrases.yml", b"placeholders: [Text de mostra]\n"),
    "a rule in other words": write("words/en/rules.yml", b"unknown-page: {message: No se sap.}\n"),
}


# Of each sort of input one is changed between edits too, in `make quick`.
QUICK = {"a page gets a broken link", "a page goes", "a role goes", "a query changes", "mkdocs.yml loses a language"}
NAMES = [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in CHANGES]


def something_wrong(root: Path) -> Path:
    """Write a page with something wrong to begin with, so that there is something to keep."""
    (root / "docs/ca/links.md").write_text("# Enllaços\n\nEn parlem a [to](tone.md).\n", encoding="utf-8")
    return root


def recorded(root: Path) -> Path:
    """Have translations say what they follow."""
    for path, data in everything(load_guide(root, today=TODAY)).items():
        (root / path).write_bytes(data)
    return root


@pytest.fixture
def root(guide_folder: GuideFolder) -> Path:
    """A small guide."""
    return something_wrong(guide_folder("minimum"))


@pytest.fixture
def complete(guide_folder: GuideFolder) -> Path:
    """A guide that has everything."""
    return something_wrong(guide_folder("complete"))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Diagnostic, ...]]:
    """A guide that has everything with the store of its first check, and what that said."""
    root = tmp_path_factory.mktemp("judged") / "guide"
    shutil.copytree(TESTS / "guides" / "complete", root, ignore=shutil.ignore_patterns(".cache"))
    store = Cache(recorded(something_wrong(root)), version="test")
    before = said(root, store)
    assert said(root, store) == before == said(root, None)
    store.close()
    return root, before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_what_is_kept_changes_nothing(judged: tuple[Path, tuple[Diagnostic, ...]], name: str, tmp_path: Path) -> None:
    kept, before = judged
    root = Path(shutil.copytree(kept, tmp_path / "guide"))
    store = Cache(copy_store(kept, root), version="test")
    CHANGES[name](root)
    after = said(root, None)
    assert after != before, "the change is one"
    assert said(root, store) == after
    assert said(root, store) == after, "and once more, all of it kept"


def test_a_telephone_that_data_shares_no_longer_is_somebodys_own(complete: Path) -> None:
    """In a page and in a ready reply, neither of which has changed."""
    shared, page, reply = "612 345 679", complete / "docs/ca/links.md", "Gràcies per avisar-nos"
    replace("data/roles.yml", "930 000 002", shared)(complete)
    replace("data/replies.yml", reply, f"{reply} al {shared}")(complete)
    with (complete / "data/style.yml").open("a", encoding="utf-8") as style:
        style.write("personal:\n  name: {ca: Dades}\n  check: personal-data\n  explained_in: tone#voice\n")
    page.write_text(f"# Enllaços\n\nTruqueu al {shared}.\n", encoding="utf-8")
    store = Cache(complete, version="test")
    before = {(one.path, one.rule) for one in said(complete, store)}
    replace("data/roles.yml", shared, "930 000 002")(complete)
    after = said(complete, store)
    new = {("docs/ca/links.md", "private-data"), ("data/replies.yml", "post-style")}
    assert new <= {(one.path, one.rule) for one in after}
    assert new.isdisjoint(before)
    assert after == said(complete, None)


def test_no_password_is_kept(complete: Path) -> None:
    (complete / "docs/ca/links.md").write_text("# Enllaços\n\nLa contrasenya és `Gat0s-Negr3s`.\n", encoding="utf-8")
    store = Cache(complete, version="test")
    assert "private-data" in {one.rule for one in said(complete, store)}
    store.close()
    (path,) = stores(complete)
    values = sqlite3.connect(path).execute("SELECT value FROM entries WHERE kind = 'private'").fetchall()
    assert values
    assert not any(b"Negr3s" in value for (value,) in values)


@pytest.mark.slow
@pytest.mark.parametrize("name", MODEL_CHANGES)
def test_a_change_of_the_model_is_noticed(complete: Path, name: str) -> None:
    store = Cache(complete, version="test")
    before = said(complete, store)
    MODEL_CHANGES[name](complete)
    after = said(complete, None)
    assert after != before
    assert said(complete, store) == after


def test_the_day_the_profile_and_the_language_of_messages_are_no_part_of_what_is_kept(complete: Path) -> None:
    store = Cache(complete, version="test")
    said(complete, store)
    later = TODAY + timedelta(days=900)
    for options in ({"today": later}, {"profile": "minimum"}, {"language": "ca"}, {"today": date(2020, 1, 1)}):
        assert said(complete, store, **options) == said(complete, None, **options)


def test_another_version_of_the_program_reads_nothing_of_this_one(root: Path) -> None:
    Cache(root, version="one").put("kind", "key", 1)
    assert Cache(root, version="one").get("kind", "key") == 1
    assert Cache(root, version="two").get("kind", "key") is None


def test_a_change_in_the_program_makes_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "__file__", str(tmp_path / "cache.py"))
    (tmp_path / "cache.py").write_text("a = 1\n", encoding="utf-8")
    one = cache_module.program_version.__wrapped__()
    (tmp_path / "cache.py").write_text("a = 2\n", encoding="utf-8")
    assert cache_module.program_version.__wrapped__() != one


# The store.


def stores(root: Path) -> list[Path]:
    path = store_of(root, "test")
    assert path
    return sorted(path.parent.glob(f"{path.name.partition('-')[0]}-*.sqlite"))


def test_it_may_be_deleted_at_any_time(root: Path) -> None:
    store = Cache(root, version="test")
    before = said(root, store)
    for path in stores(root):
        path.unlink()
    assert said(root, store) == before
    assert stores(root), "it is made anew"


@pytest.mark.parametrize("damage", [b"", b"no store at all", b"SQLite format 3\0" + b"\1" * 4000])
def test_a_damaged_one_is_made_anew(root: Path, damage: bytes) -> None:
    before = said(root, Cache(root, version="test"))
    [path] = stores(root)
    path.write_bytes(damage)
    assert said(root, Cache(root, version="test")) == before
    again = Cache(root, version="test")
    again.put("kind", "key", 1)
    assert again.get("kind", "key") == 1


def test_a_guide_brings_nothing_that_is_taken_for_known(root: Path) -> None:
    Cache(root, version="test").put("kind", "key", 1)
    copy = Path(shutil.copytree(root, root.with_name("received")))
    assert Cache(copy, version="test").get("kind", "key") is None
    assert not [path for path in root.rglob("*") if path.suffix == ".sqlite"], "nothing is kept in the guide"


def folder(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


IN_THE_WAY = [folder, link, os.mkfifo] if hasattr(os, "mkfifo") else [folder, link]


@pytest.mark.parametrize("make", IN_THE_WAY)
def test_what_is_in_its_place_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    store = Cache(tmp_path, version="test")
    store.put("kind", "key", 1)
    store.close()
    [path] = stores(tmp_path)
    path.unlink()
    make(path)
    for store in (Cache(tmp_path, version="test"), Cache(tmp_path, version="test")):
        store.put("kind", "key", 1)
        assert store.get("kind", "key") is None
    assert not path.with_name("elsewhere").exists()


@pytest.mark.parametrize("home", ["a file", "a folder for all", "none"])
def test_without_a_folder_of_its_own_nothing_is_kept(
    tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    if home == "a file":
        cache.write_text("in the way", encoding="utf-8")
    elif home == "none":
        monkeypatch.setattr(cache_module.platformdirs, "user_cache_path", lambda *_, **__: Path("~/.cache/guiaviva"))
    else:
        (cache / "guiaviva").mkdir(parents=True)
        (cache / "guiaviva").chmod(0o777)
    store = Cache(tmp_path, version="test")
    store.put("kind", "key", 1)
    assert store.get("kind", "key") is None
    assert not list(tmp_path.rglob("*.sqlite"))


def test_one_that_another_process_holds_is_done_without(tmp_path: Path) -> None:
    store = Cache(tmp_path, version="test")
    store.put("kind", "key", 1)
    store.close()
    with sqlite3.connect(stores(tmp_path)[0]) as other:
        other.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        for number in range(5):
            store.put("kind", str(number), number)
            assert store.get("kind", "key") is None
        assert time.monotonic() - start < 8, "it is waited for once"
    assert Cache(tmp_path, version="test").get("kind", "key") == 1


@pytest.mark.parametrize("value", [pickle.dumps(3), bytes(range(256)), b"", "text", None, 1.5])
def test_a_value_that_was_not_kept_so_is_forgotten(root: Path, value: Any) -> None:
    before = said(root, Cache(root, version="test"))
    with sqlite3.connect(stores(root)[0]) as connection:
        connection.execute("UPDATE entries SET value = ?", (value,))
    assert said(root, Cache(root, version="test")) == before


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_one_that_was_cut_is_made_anew(tmp_path: Path, part: float) -> None:
    values = {str(number): "x" * 900 for number in range(99)}
    Cache(tmp_path, version="test").put_many("kind", values)
    [path] = stores(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    for _ in range(2):
        found = Cache(tmp_path, version="test").get_many("kind", values)
        assert found.items() <= values.items()
        Cache(tmp_path, version="test").put_many("kind", values)
    assert Cache(tmp_path, version="test").get_many("kind", values) == values


def test_what_is_not_used_for_long_is_dropped_and_the_file_shrinks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    store = Cache(tmp_path, version="test")
    store.put_many("kind", {str(number): "x" * 9000 for number in range(200)})
    store.put("kind", "used", "x")
    for days in (DAYS - 1, DAYS + 2):
        monkeypatch.setattr(cache_module.time, "time", lambda days=days: now + days * 86400)
        size = stores(tmp_path)[0].stat().st_size
        assert store.get("kind", "used") == "x"
    assert store.get("kind", "0") is None
    assert stores(tmp_path)[0].stat().st_size < size / 10
    assert store.get("kind", "used") == "x"


def test_a_value_that_is_damaged_is_forgotten(root: Path) -> None:
    store = Cache(root, version="test")
    store.put_many("kind", {"a": [1], "b": [2]})
    store.close()
    with sqlite3.connect(stores(root)[0]) as connection:
        connection.execute("UPDATE entries SET value = x'80' WHERE key = 'a'")
    assert store.get_many("kind", ["a", "b"]) == {"b": [2]}


class Harm:
    """A value that would run something when it is read."""

    def __reduce__(self) -> Any:
        return print, ("let in",)


@pytest.mark.parametrize("harm", [Harm(), subprocess.Popen, sys.exit])
def test_nothing_that_runs_is_read(root: Path, harm: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is the user's own; what runs is not read from there either."""
    store = Cache(root, version="test")
    store.put("kind", "key", 1)
    store.close()
    with sqlite3.connect(stores(root)[0]) as connection:
        data = pickle.dumps(harm)
        connection.execute("UPDATE entries SET value = ?, crc = ?", (data, crc32(data, crc32(b"kind key"))))
    assert store.get("kind", "key") is None
    assert "let in" not in capsys.readouterr().out


def test_what_the_rules_find_can_be_read_again(root: Path) -> None:
    finding = Finding("rule", Place("a", 1, 2, 3), {"day": TODAY, "list": ("a", Term("g", "k")), "texts": {"ca": "a"}})
    store = Cache(root, version="test")
    store.put("kind", "key", [finding, frozenset({1})])
    assert store.get("kind", "key") == [finding, frozenset({1})]


def test_two_processes_use_it_at_once(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from guiaviva.cache import Cache\n"
        "store = Cache(Path(sys.argv[1]), version='test')\n"
        "for number in range(60):\n"
        "    store.put('kind', f'{sys.argv[2]}-{number}', number)\n"
        "    assert store.get('kind', f'{sys.argv[2]}-{number}') in (number, None)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(root), name]) for name in ("a", "b", "c")]
    assert [process.wait() for process in running] == [0, 0, 0]
    store = Cache(root, version="test")
    found = store.get_many("kind", [f"{name}-{number}" for name in "abc" for number in range(60)])
    assert all(key.endswith(f"-{value}") for key, value in found.items())
    assert len(found) > 100, "hardly anything is lost where two write at once"


def test_it_does_not_grow_without_end(root: Path) -> None:
    store = Cache(root, version="test", limit=200_000)
    for number in range(60):
        store.put("kind", str(number), "x" * 10_000)
    assert sum(path.stat().st_size for path in stores(root)) < 400_000
    assert store.get("kind", "59") == "x" * 10_000, "the latest is kept"
    assert store.get("kind", "0") is None, "the first is forgotten"


def test_the_stores_of_few_versions_are_kept(root: Path) -> None:
    for number in range(9):
        Cache(root, version=f"{number}").put("kind", "key", number)
    assert len(stores(root)) == 3
    assert Cache(root, version="8").get("kind", "key") == 8


def test_two_parts_never_look_like_one() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest(b"abc", "")}) == 4


@pytest.mark.slow
def test_the_demonstration_says_the_same_with_and_without(tmp_path: Path) -> None:
    require_demonstration()
    store = Cache(tmp_path, version="test")
    assert said(TESTS.parent, store) == said(TESTS.parent, store) == said(TESTS.parent, None)


def test_what_one_thread_lets_go_of_another_goes_on_reading(tmp_path: Path) -> None:
    store = Cache(tmp_path, version="test")
    values = {str(number): "x" * 1000 for number in range(500)}
    store.put_many("kind", values)
    done = threading.Event()

    def let_go() -> None:
        while not done.is_set():
            store.get("kind", "1")
            store.close()

    thread = threading.Thread(target=let_go)
    thread.start()
    try:
        for _ in range(50):
            assert store.get_many("kind", values) == values
    finally:
        done.set()
        thread.join()
