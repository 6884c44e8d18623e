"""What is kept by content never changes what is said: each kind of input is changed and compared with a fresh run."""

from __future__ import annotations

import dataclasses
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import test_rules
from conftest import TESTS, TODAY
from guiaviva import cache as cache_module
from guiaviva import judgement
from guiaviva.cache import Cache, digest
from guiaviva.diagnostics import Diagnostic, Finding, Place, Term
from guiaviva.facts.loading import Facts
from guiaviva.guide import Guide, Worded, load_guide
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder
from guiaviva.reading.pages import Page
from memory import MEMORY, Memory
from projects import require_demonstration

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
    "texts change places": replace(
        "data/situations.yml",
        "{ca: Un servei no ha funcionat., es: Un servicio no ha funcionado.",
        "{ca: Un servicio no ha funcionado., es: Un servei no ha funcionat.",
    ),
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
    "a level": replace("data/institution.yml", "{vague-link-text: error", "{unknown-page: error"),
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
    """Have a translation say what it follows."""
    (source,) = (page for page in load_guide(root, today=TODAY).source_pages if page.id == "principles")
    text = (root / "docs/es/principles.md").read_text(encoding="utf-8")
    hashes = "".join(f"  {id}: {min(one)}\n" for id, one in source.former_hashes.items())
    (root / "docs/es/principles.md").write_text(f"---\ntranslates:\n{hashes}---\n{text}", encoding="utf-8")
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
def test_what_is_kept_changes_nothing(judged: tuple[Path, tuple[Diagnostic, ...]], name: str, tmp_path: Path) -> None:
    kept, before = judged
    root = Path(shutil.copytree(kept, tmp_path / "guide"))
    store = Cache(root, version="test")
    CHANGES[name](root)
    after = said(root, None)
    assert after != before, "the change is one"
    assert said(root, store) == after
    assert said(root, store) == after, "and once more, all of it kept"


@pytest.mark.slow
@pytest.mark.parametrize("name", MODEL_CHANGES)
def test_a_change_of_the_model_is_noticed(complete: Path, name: str) -> None:
    store = Cache(complete, version="test")
    before = said(complete, store)
    MODEL_CHANGES[name](complete)
    after = said(complete, None)
    assert after != before
    assert said(complete, store) == after


# A guide of few pages is judged in a moment. The pages of links have what depends on other pages.
FEW = ("tone", "principles", "index", "responses/index", "responses/participation-rules", "roles/digital-content-lead")
LINKS = """# {}

[a](tone.md#voice), [b](tone.md#raw), [c](tone.md#nothing), [d](responses/index.md#situation-complaint), [e](images.md),
[f](principles.md), [g](/tone.md#voice)

![h](assets/approval.svg)
"""
Edit = dict[str, tuple[str, str] | str | bytes | None]
# One thing at a time: what takes the place of what in which file, all of its text, or None where it goes.
EDITS: dict[str, Edit] = {
    "an id of a heading": {"docs/ca/tone.md": ("{#voice}", "{#voices}")},
    "an id of a heading of a translation": {"docs/es/tone.md": ("{#voice}", "{#voices}")},
    "an id in HTML": {"docs/ca/tone.md": ('id="raw"', 'id="row"')},
    "the level of a heading": {"docs/ca/tone.md": ("## Exemples", "# Exemples")},
    "a heading whose id is not written": {"docs/ca/tone.md": ("## Exemples {#examples}", "## Examples")},
    "where a page ends": {"docs/ca/tone.md": ("## Exemples", "<<<<<<< HEAD\n## Exemples")},
    "a page that is no text": {"docs/ca/principles.md": b"# T\xf2\n"},
    "a draft": {"docs/ca/principles.md": ("---\n", "---\nstatus: draft\n")},
    "a page that goes": {"docs/ca/principles.md": None},
    "a translation that goes": {"docs/es/principles.md": None},
    "a page that comes": {"docs/ca/images.md": "# Imatges\n"},
    "a copy of a page": {"docs/ca/copy.md": LINKS.format("Enllaços")},
    "a picture that goes": {"docs/assets/approval.svg": None},
    "a folder of another language": {"docs/gl/tone.md": "# Ton\n"},
    "a section of the source": {
        "docs/ca/tone.md": ("## Exemples", "## Una altra {#another}\n\nUn text.\n\n## Exemples")
    },
    "a passage of the source": {
        "docs/ca/tone.md": (
            "{#voice}\n",
            "{#voice}\n\nUn altre paràgraf, que parla de coses que ningú no ha dit fins ara en cap altre apartat.\n",
        )
    },
    "a figure of a translation": {"docs/en/tone.md": ("Sample text", "Sample text 2027")},
    "a word beside an address": {"docs/ca/links.md": ("[a](tone.md#voice)", "[aquí](tone.md#voice)")},
    "an owner": {"docs/ca/tone.md": ("owner: digital-content-lead", "owner: nobody")},
    "a review that is due": {"docs/ca/tone.md": ("reviewed: 2026-10-01", "reviewed: 2020-10-01")},
    "an exception": {"docs/ca/links.md": ("# Enllaços", "<!-- allow broken-link: és un exemple -->\n# Enllaços")},
    "a page in the language of another": {
        "docs/en/principles.md": "# Principis\n\n## Ús {#corporate-use}\n\nDiu qui fa què, quan i on.\n"
    },
    "words of another language in data": {
        "data/situations.yml": (
            "{ca: Un servei no ha funcionat., es: Un servicio no ha funcionado.",
            "{ca: Un servicio no ha funcionado., es: Un servei no ha funcionat.",
        )
    },
    "a text of data that is missing": {"data/terms.yml": ("ca: compte, es: cuenta", "ca: compte")},
    "a row": {"data/situations.yml": ("complaint:\n", "complaints:\n")},
    "a limit": {"data/networks.yml": ("characters: 280", "characters: 0")},
    "data that cannot be read": {"data/replies.yml": ("complaint-received:", "complaint-received: [")},
    "a plan": {"data/plans/culture.yml": None},
    "the languages": {"data/institution.yml": ("languages: [ca, es, en]", "languages: [es, ca, en]")},
    "the languages of the site": {"mkdocs.yml": ("        - {locale: es, name: Español}\n", "")},
    "a role that a translation names in the place of another": {
        "data/roles.yml": ("es: Redacción de cultura", "es: Texto de muestra")
    },
    "a name that is misspelt": {"data/networks.yml": ("name: Instagram", "name: MoStra")},
    "an answer to a query": {"data/queries.yml": ("answers: [tone]", "answers: [principles]")},
    "the words of a query": {"data/queries.yml": ("words: veu", "words: mussol")},
}


class Small:
    """A guide of few pages, and what its store keeps from one edit to the next."""

    def __init__(self) -> None:
        self.root, self.store = TESTS / "guides" / "complete", Memory()
        pages = (path.relative_to(self.root).as_posix() for path in self.root.glob("docs/*/**/*.md"))
        self.base: dict[str, bytes | None] = {path: None for path in pages if path[8:-3] not in FEW}
        self.base |= {
            f"docs/{code}/links.md": LINKS.format(title).encode()
            for code, title in (("ca", "Enllaços"), ("es", "Enlaces"))
        }
        self.base["docs/ca/tone.md"] = (
            self.text("docs/ca/tone.md").replace("# To i", '# <span id="raw">To</span> i').encode()
        )
        self.base["data/roles.yml"] = self.text("data/roles.yml").replace("ca: Premsa", "ca: Text de mostra").encode()
        self.base["data/queries.yml"] = b"- language: ca\n  words: veu\n  answers: [tone]\n"

    def text(self, path: str) -> str:
        """Return the text of a file as it is before any edit."""
        known = self.base.get(path)
        return (self.root / path).read_text(encoding="utf-8") if known is None else known.decode()

    def guide(self, edit: Edit, **options: Any) -> Guide:
        """Return the guide as an edit leaves it."""
        changed = dict(self.base)
        for path, new in edit.items():
            if isinstance(new, tuple):
                assert new[0] in self.text(path), new
                new = self.text(path).replace(*new, 1)
            changed[path] = new.encode() if isinstance(new, str) else new
        return load_guide(Folder(self.root, changed), store=MEMORY, **{"today": TODAY, **options})

    def agrees(self, edit: Edit, name: str = "", **options: Any) -> bool:
        """Return whether what is kept changes nothing, and the edit changes what is found."""
        before = judge(self.guide({}), self.store).findings
        fresh = judge(self.guide(edit, **options)).findings
        assert fresh != before, f"no edit: {name}"
        return judge(self.guide(edit, **options), self.store).findings == fresh


def test_what_is_kept_holds_for_as_long_as_nothing_it_depends_on_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    # What follows from something else, and so is not reported, is compared too.
    monkeypatch.setattr(judgement, "settled", lambda _, some, of_search: (*some, *of_search))
    small = Small()
    assert judge(small.guide({}), small.store).findings == judge(small.guide({})).findings
    assert [name for name, edit in EDITS.items() if not small.agrees(edit, name)] == []
    assert small.agrees({}, today=TODAY + timedelta(days=900))


class Keys:
    """Of the data, what the layout of a guide holds; to read anything else is an error."""

    def __init__(self, facts: Facts) -> None:
        self.keys, self.unread, self.plans = facts.keys, facts.unread, facts.plans

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"facts.{name}")


def without_records(guide: Guide) -> Guide:
    """Return a guide that can say of its data what its layout holds, and nothing else."""
    made = dataclasses.replace(guide, facts=Keys(guide.facts))  # type: ignore[arg-type]
    of_data = ("languages", "names_of_roles", "names_of_networks", "proper_names", "checks_of_posts", "anchors")
    made.__dict__.update((name, getattr(guide, name)) for name in (*of_data, "demands", "front_language", "identifier"))
    return made


# What rules report that look at texts or at translations.
WITHOUT_DATA = ("broken-punctuation", "doubled-word", "garbled-text", "misspelt-name", "untranslated-text",
                "wrong-language", "figure-mismatch", "link-mismatch", "malformed-scope", "passage-mismatch",
                "section-mismatch")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("rule", WITHOUT_DATA)
def test_rules_of_texts_and_translations_read_no_record_of_data(rule: str) -> None:
    """What they found is kept until the layout changes: they find the same where no record can be read.

    It is tried on the pages and the files of data that their own cases change.
    """
    wanted: set[str] = set()
    for case in (one.values[1] for one in test_rules.cases() if one.values[0] == rule):
        base, changed = TESTS / "guides" / case["base"], test_rules.overlay(case)
        if not all((base / path).parent.is_dir() for path in changed):
            continue
        guide = load_guide(Folder(base, changed), today=TODAY, store=MEMORY)
        pairs = [pair for pair in guide.translations if any(page.path in changed for page in pair)]
        texts = [one for one in guide.worded if judgement._place(one).path in changed]
        found = [
            (judgement._of_translations(one, pairs), judgement._of_texts(one, texts))
            for one in (guide, without_records(guide))
        ]
        assert found[0] == found[1], case["case"]
        wanted |= {one.rule for some in (found[0][0], *(each for _, each in found[0][1])) for one in some}
    assert rule in wanted


def test_the_words_of_a_page_are_those_of_its_text_and_its_language() -> None:
    small, store = Small(), Memory()
    judge(small.guide({}), store)
    # A word more, and the text of another language in its place.
    edits: tuple[Edit, ...] = (
        {"docs/ca/tone.md": ("Text de mostra", "Mussols")},
        {"docs/ca/tone.md": small.text("docs/es/tone.md")},
    )
    for edit in edits:
        kept, fresh = small.guide(edit), small.guide(edit)
        judge(kept, store)
        assert kept.vocabularies == {page.path: fresh.vocabulary(page) for page in fresh.pages.values()}


def test_a_process_of_its_own_is_not_worth_the_work_on_a_few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, bool]] = []

    def run(jobs: Sequence[Callable[[], Any]], processes: int, *, here: bool) -> list[Any]:
        asked.append((processes, here))
        return [job() for job in jobs]

    monkeypatch.setattr(judgement, "run", run)
    small = Small()
    judge(small.guide({"data/queries.yml": None}), processes=3)
    judge(small.guide({"data/queries.yml": None}), processes=3, here=True)
    judge(small.guide({}), processes=3, here=True)
    assert asked == [(3, False), (1, True), (3, True)]


def test_no_store_is_open_while_work_is_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may not use the connection of another one."""
    said: list[str] = []

    class Watched(Memory):
        def close(self) -> None:
            said.append("closed")

        def put_many(self, kind: str, values: Any) -> None:
            said.append("kept")

    def run(jobs: Sequence[Callable[[], Any]], _: int, *, here: bool) -> list[Any]:
        assert said[-1] == "closed"
        return [job() for job in jobs]

    monkeypatch.setattr(judgement, "run", run)
    judge(Small().guide({"data/queries.yml": None}), Watched())
    assert said[-1] == "kept"


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (200, [200]), (201, [200, 1]), (500, [250, 250]), (501, [251, 250])]
)
def test_work_is_shared_out_in_few_large_batches(count: int, sizes: list[int]) -> None:
    assert [len(batch) for batch in judgement._batches(range(count))] == sizes


def test_queries_are_answered_in_the_languages_that_are_written() -> None:
    small = Small()
    queries = "".join(f"- language: {code}\n  words: a\n  answers: [tone]\n" for code in ("en", "ca", "gl", "en"))
    asked: Edit = {"data/queries.yml": queries}
    assert judgement._searched(small.guide(asked)) == ("en", "ca")
    english: Edit = {path: None for path in small.base | {f"docs/en/{id}.md": None for id in FEW} if "/en/" in path}
    assert judgement._searched(small.guide(asked | english)) == ("ca",)


def test_what_is_asked_of_a_judgement_by_language_is_made_once() -> None:
    judged = judge(Small().guide({}))
    index, lexicon = judged.index("ca"), judged.lexicon("ca")
    assert (judged.index("ca") is index, judged.lexicon("ca") is lexicon) == (True, True)
    judged.forget_indexes()
    assert (judged.index("ca") is index, judged.lexicon("ca") is lexicon) == (False, True)
    assert judged.diagnostics("ca") is judged.diagnostics("ca")


def test_a_page_is_judged_again_where_the_front_matter_of_others_moves(complete: Path) -> None:
    store, owned = Cache(complete, version="test"), "---\nowner: digital-content-lead\n---\n"
    pages = [complete / f"docs/en/{name}.md" for name in ("tone", "languages", "approval", "glossary")]
    pages[0].write_text(owned + pages[0].read_text(encoding="utf-8"), encoding="utf-8")
    assert any(one.path == "docs/en/tone.md" for one in said(complete, store))
    for path in complete.glob("docs/ca/**/*.md"):
        path.write_text(path.read_text(encoding="utf-8").split("---\n", 2)[-1], encoding="utf-8")
    for path in pages[1:]:
        path.write_text(owned + path.read_text(encoding="utf-8"), encoding="utf-8")
    after = said(complete, store)
    assert after == said(complete, None)
    assert not any(one.rule == "invalid-front-matter" and "only counts" in one.message for one in after)


def test_a_page_that_changes_leaves_what_language_others_are_in(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Cache(complete, version="test")
    said(complete, store)
    asked: list[str] = []
    find = judgement._of_texts

    def watch(guide: Guide, texts: Sequence[Page | Worded]) -> Any:
        asked.extend(one.path if isinstance(one, Page) else one.entry.key for one in texts)
        return find(guide, texts)

    monkeypatch.setattr(judgement, "_of_texts", watch)
    replace("docs/ca/tone.md", "Text de mostra", "Text de mostra amb mussols")(complete)
    after = said(complete, store)
    everything = len(load_guide(complete, today=TODAY).worded)
    assert "docs/ca/tone.md" in asked
    assert len(asked) < everything / 4
    monkeypatch.undo()
    assert after == said(complete, None)


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
    return sorted((root / ".cache").glob("*.sqlite"))


def test_it_may_be_deleted_at_any_time(root: Path) -> None:
    store = Cache(root, version="test")
    before = said(root, store)
    for path in stores(root):
        path.unlink()
    assert said(root, store) == before
    (root / ".cache").rename(root / "gone")
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


def test_where_nothing_can_be_written_all_is_read(root: Path) -> None:
    (root / ".cache").write_text("a file in the way", encoding="utf-8")
    assert said(root, Cache(root, version="test")) == said(root, None)


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
    """A copy of a guide may bring a store of its own."""
    store = Cache(root, version="test")
    store.put("kind", "key", 1)
    store.close()
    with sqlite3.connect(stores(root)[0]) as connection:
        connection.execute("UPDATE entries SET value = ?", (pickle.dumps(harm),))
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
    assert sum(path.stat().st_size for path in (root / ".cache").iterdir()) < 400_000
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
