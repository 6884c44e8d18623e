"""Sites built with MkDocs as a library: as MkDocs builds them, whatever the processes and the cache."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import get_relative_url

import complete_guide
from conftest import TESTS
from guiaviva import workers
from guiaviva.cache import Cache, store_of
from guiaviva.facts.types import parse_day
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement, judge
from guiaviva.reading.files import Source
from guiaviva.reading.pages import read_page
from guiaviva.site.menu import BESIDE, MANY, Item, Menu, whole
from guiaviva.site.rendering import building, preview
from guiaviva.site.rendering.output import Output
from guiaviva.views.glossary import any_of
from memory import PLAIN
from projects import OTHER, SOURCE, TODAY, change, guia_build, run, write_small_project

ROOT = TESTS.parent
on_linux = pytest.mark.skipif(not workers.CAN_FORK, reason="the work is shared on Linux alone")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def small_project(root: Path) -> Path:
    """A guide of a few pages in two languages; in the second, most of them fall back."""
    shutil.copytree(TESTS / "guides" / "minimum", root)
    change(root / "data/institution.yml", "languages: [ca]", "languages: [ca, es]")
    (root / "data/terms.yml").write_text(TERMS, encoding="utf-8")
    for path, text in PAGES.items():
        (root / "docs" / path).parent.mkdir(exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    original = read_page(Source("docs/ca/tone.md", _page(root).read_text(encoding="utf-8")), "ca", "tone")
    change(root / "docs/es/tone.md", "HASH", min(original.former_hashes["voice"]))
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, root / "hooks")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^ +- \{locale: en,.*\n", "", text), encoding="utf-8")
    return root


TERMS = """\
thread:
  term: {ca: fil, es: hilo}
  definition: {ca: Publicacions que es responen., es: Publicaciones que se responden.}
"""
PERIOD = """\
mourning:
  name: {ca: Dol, es: Luto}
  kind: mourning
  start: 2026-11-20
  end: 2026-11-29
  changes: {ca: Menys., es: Menos.}
  to: tone
  source: https://riublanc.example/
  checked_on: 2026-11-20
"""
HOOK_AFTER = "\n\ndef on_post_page(output, page, config):\n    return f'{output}<!-- seen -->'\n"
PROSE = "Un hilo breve dice a quien lo lee lo que necesita saber, como [los principios](/principles.md)."
PAGES = {
    "ca/status.md": "# Estat\n\n/// guide | status\n///\n",
    "ca/glossary.md": "# Glossari\n\n/// guide | terms\n///\n",
    "ca/find.md": "# Índex\n\n/// guide | site-index\n///\n",
    "es/tone.md": "---\ntranslates: {voice: HASH}\n---\n"
    f"# Tono\n\n## La voz {{#voice}}\n\n{PROSE}\n\n## Ejemplos {{#examples}}\n\n{PROSE}\n",
    "es/index.md": "# Guía\n\n[El tono](/tone.md#voice)\n",
}


def judged(root: Path, day: str = TODAY, store: Cache | None = None) -> Judgement:
    return judge(load_guide(root, today=parse_day(day), store=store), store)


def built(
    root: Path, site: Path, *, cache: Path | None = None, present: Path | None = None, count: int = 1, day: str = TODAY
) -> dict[str, bytes]:
    """Build a site, beside the present one; `cache` is the folder in which what it keeps is kept."""
    store = Cache(cache, version="test") if cache else PLAIN
    site.mkdir()
    building.build(root, judged(root, day, store), site, strict=False, present=present, cache=store, count=count)
    return files(site)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}{text}", encoding="utf-8")


def same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Compare two sites; name the files that differ, since their contents would fill the screen."""
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


# The same as MkDocs, whoever does the work.


@pytest.mark.slow
def test_a_build_equals_that_of_mkdocs(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    # A page that falls back is built from another language's file.
    (root / f"docs/{OTHER}/principles.md").unlink()
    # And one shows that its original has changed since.
    change(root / f"docs/{OTHER}/tone.md", "# ", "---\ntranslates: {voice: 00000000}\n---\n# ")
    done = run(root, "mkdocs", "build", "--site-dir", str(tmp_path / "theirs"))
    assert done.returncode == 0, done.stderr
    ours = built(root, tmp_path / "ours", count=2)
    same(ours, files(tmp_path / "theirs"))
    assert b'href="../../tone/#voice"' in ours[f"{OTHER}/tone/index.html"]


def test_the_sitemap_has_the_pages_of_all_languages_and_no_copies(project: Path, tmp_path: Path) -> None:
    site = built(project, tmp_path / "site")
    found = re.findall(r"<loc>https://guia.riublanc.example/(.*)</loc>", site["sitemap.xml"].decode())
    written = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    texts = {path: site[f"{path}index.html"].decode() for path in written}
    copies = {path for path, text in texts.items() if "guia-fallback" in text}
    # What only lists the pages of a folder is found by them, and has no owner at its foot.
    lists = {path for path, text in texts.items() if "guia-about" not in text}
    assert copies
    assert lists
    assert sorted(found) == sorted(written - copies - lists)


@on_linux
def test_a_build_of_several_processes_equals_that_of_one(project: Path, tmp_path: Path) -> None:
    same(built(project, tmp_path / "one"), built(project, tmp_path / "three", count=3))


# The cache.

Change = Callable[[Path], Any]


def _page(root: Path) -> Path:
    return root / "docs/ca/tone.md"


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


CHANGES: dict[str, Change] = {
    "text": lambda root: _page(root).write_text(_page(root).read_text() + "\nUna frase més.\n"),
    "original of a translation": lambda root: change(_page(root), "{#voice}\n", "{#voice}\n\nClara.\n"),
    "nothing recorded": lambda root: change(root / "docs/es/tone.md", "translates: {voice", "x-translates: {voice"),
    "title": lambda root: _page(root).write_text(re.sub("(?m)^# .*", "# Un altre títol", _page(root).read_text())),
    "new page": lambda root: _page(root).with_name("altres.md").write_text("# Altres\n\n[El to](/tone.md)\n"),
    "page without translation": lambda root: (root / "docs/es/tone.md").unlink(),
    "draft": lambda root: _page(root).write_text("---\nstatus: draft\n---\n" + _page(root).read_text()),
    "data of a block": lambda root: change(root / "data/situations.yml", "name: {ca: ", "name: {ca: Altra "),
    "data that pages show around their text": lambda root: change(
        root / "data/institution.yml", "{email: xarxes@", "{email: altres@"
    ),
    "period that all pages announce": lambda root: add(root / "data/periods.yml", PERIOD),
    "colour": lambda root: add(root / "data/institution.yml", 'brand: {colour: "#7a1f1f"}\n'),
    "role": lambda root: change(root / "data/roles.yml", "name: {ca: ", "name: {ca: Altre "),
    "data of the terms": lambda root: change(root / "data/terms.yml", "term: {ca: fil, ", "term: {ca: to, "),
    "words": lambda root: add(root / "words/ca/interface.yml", "block: {judged-on: Vista}\n"),
    "template": lambda root: change(root / "overrides/base.html", 'class="guia-about"', 'class="guia-about changed"'),
    "part of the menu": lambda root: change(root / "overrides/partials/menu.html", "<summary>", "<summary class=x>"),
    "configuration": lambda root: add(root / "mkdocs.yml", "\nmarkdown_extensions: [toc: {permalink: §}]\n"),
    "field that a page shows": lambda root: _page(root).write_text(
        "---\nowner: editor\n---\n" + _page(root).read_text()
    ),
    "address of the site": lambda root: change(root / "mkdocs.yml", "guia.riublanc.example/\n", "guia.example/\n"),
    "hook": lambda root: add(root / "hooks/guia.py", HOOK_AFTER),
    "file that is copied": lambda root: (root / "overrides/assets/stylesheets/guia.css").write_text("a {}\n"),
    "file in the place of an export": lambda root: _file(root / "docs/search/index.json", "{}"),
    "order of the languages": lambda root: change(root / "data/institution.yml", "[ca, es]", "[es, ca]"),
    "name of a language": lambda root: change(root / "mkdocs.yml", "name: Español", "name: Castellà"),
}


# A page alone between edits; `make test` has all of them.
NAMES = [pytest.param(name, marks=[] if name == "text" else pytest.mark.slow) for name in CHANGES]


@dataclass(frozen=True)
class Kept:
    """A project, the cache that its first build leaves, and what that built: the present site."""

    root: Path
    cache: Path
    site: Path

    def copied(self, folder: Path) -> Kept:
        """Return a copy of all three below a folder, so that a test can change them."""
        own = Kept(folder / "project", folder / "cache", folder / "site")
        for path, copy in ((self.root, own.root), (self.site, own.site)):
            shutil.copytree(path, copy)
        copy_store(self.cache, own.cache)
        return own


def copy_store(cache: Path, other: Path) -> Path:
    """Have what is kept for one folder kept for another one too, and return that."""
    kept, copy = (store_of(one, "test") for one in (cache, other))
    assert kept
    assert copy
    shutil.copy(kept, copy)
    return other


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "cache").mkdir()
    root = small_project(folder / "project")
    built(root, folder / "site", cache=folder / "cache")
    return Kept(root, folder / "cache", folder / "site")


@pytest.fixture
def kept(first: Kept, tmp_path: Path) -> Kept:
    return first.copied(tmp_path)


@pytest.mark.parametrize("changed", NAMES)
@pytest.mark.slow
def test_the_cache_changes_nothing(kept: Kept, changed: str, tmp_path: Path) -> None:
    before = files(kept.site)
    CHANGES[changed](kept.root)
    after = built(kept.root, tmp_path / "plain")
    assert after != before
    same(built(kept.root, tmp_path / "beside", cache=kept.cache, present=kept.site), after)
    same(files(kept.site), before)


def test_the_cache_changes_nothing_without_the_present_site(kept: Kept, tmp_path: Path) -> None:
    CHANGES["text"](kept.root)
    same(built(kept.root, tmp_path / "alone", cache=kept.cache), built(kept.root, tmp_path / "plain"))


TEXT = re.compile(rf"(\b{SOURCE}: )([^,}}\n]*[a-z])")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A project with every file of data, and a page of each sort that shows some of it."""
    folder = tmp_path_factory.mktemp("full")
    root = write_small_project(folder / "project")
    # Of what a hook of the institution shows nothing is known: with one, all pages are made anew whatever changes.
    change(root / "mkdocs.yml", "- hooks/ours.py\n", "")
    built(root, folder / "site", cache=folder / "cache")
    return Kept(root, folder / "cache", folder / "site")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, text in complete_guide.DATA.items() if TEXT.search(text)])
def test_pages_follow_each_file_of_data(full: Kept, name: str, tmp_path: Path) -> None:
    kept = full.copied(tmp_path)
    data = kept.root / f"data/{name}.yml"
    data.write_text(TEXT.sub(r"\1\2 bis", data.read_text("utf-8")), "utf-8")
    after = built(kept.root, tmp_path / "after", cache=kept.cache, present=kept.site)
    same(after, built(kept.root, tmp_path / "plain"))


def test_a_telephone_number_has_few_pages_made_again(kept: Kept, tmp_path: Path) -> None:
    change(kept.root / "data/roles.yml", "{phone: 930 000 000}", "{phone: 930 000 001}")
    with (
        mock.patch.object(building, "convert", wraps=building.convert) as converted,
        mock.patch.object(building, "render", wraps=building.render) as rendered,
    ):
        built(kept.root, tmp_path / "after", cache=kept.cache, present=kept.site)
    pages = len(list(kept.root.glob("docs/ca/**/*.md")))
    assert max(converted.call_count, rendered.call_count) < pages / 2


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_kept_gives_the_same_site(kept: Kept, count: int, tmp_path: Path) -> None:
    before = files(kept.site)
    again = AssertionError("made again")
    with mock.patch.multiple(building, convert=Raise(again), render=Raise(again)):
        same(built(kept.root, tmp_path / "again", cache=kept.cache, present=kept.site, count=count), before)


class Raise:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_: Any) -> Any:
        raise self.error


def test_scripts_and_styles_have_another_address_when_one_changes(kept: Kept, tmp_path: Path) -> None:
    (kept.root / "overrides/assets/javascripts/bundles/guia.js").write_text("// Nothing.\n")
    after = built(kept.root, tmp_path / "after", cache=kept.cache, present=kept.site)
    (before,), (now,) = ({path.name for path in site.glob("assets/guia.*")} for site in (kept.site, tmp_path / "after"))
    assert before != now
    assert before.encode() not in after["tone/index.html"]
    assert f"{now}/javascripts/bundles/guia.js".encode() in after["tone/index.html"]


@pytest.mark.slow
def test_another_day_is_another_site(kept: Kept, tmp_path: Path) -> None:
    after = built(kept.root, tmp_path / "cached", cache=kept.cache, present=kept.site, day="2027-02-01")
    same(after, built(kept.root, tmp_path / "plain", day="2027-02-01"))


def test_what_somebody_changed_in_the_site_is_written_again(kept: Kept, tmp_path: Path) -> None:
    before = files(kept.site)
    (kept.site / "tone/index.html").write_text("nothing", encoding="utf-8")
    (kept.site / "search/index.json").unlink()
    (kept.site / "find/index.html").rename(tmp_path / "elsewhere")
    (kept.site / "find/index.html").symlink_to(tmp_path / "elsewhere")
    (kept.site / "glossary/index.html").chmod(0o600)
    shutil.rmtree(kept.site / "es/tone")
    (kept.site / "es/tone").write_text("a file in the way", encoding="utf-8")
    same(built(kept.root, tmp_path / "again", cache=kept.cache, present=kept.site), before)
    made = [path for path in (tmp_path / "again").rglob("*") if path.is_file()]
    assert not any(path.is_symlink() for path in made)
    assert {path.stat().st_mode for path in made} == {(kept.site / "index.html").stat().st_mode}
    assert (kept.site / "tone/index.html").read_text(encoding="utf-8") == "nothing"


def test_what_is_written_is_linked_where_the_present_site_has_it(tmp_path: Path) -> None:
    for name in ("present", "fresh"):
        (tmp_path / name).mkdir()
    present, fresh = tmp_path / "present", tmp_path / "fresh"
    (present / "a").write_bytes(b"as it was")
    (present / "b").write_bytes(b"as it was")
    output = Output(fresh, present)
    (fresh / "b").write_bytes(b"copied before")
    for name in ("a", "b", "c/d"):
        output.write(name, b"as it was")
        assert (fresh / name).read_bytes() == b"as it was"
    assert (fresh / "a").samefile(present / "a")
    output.write("a", b"another")
    assert (present / "a").read_bytes() == b"as it was", "a link is not written to"


# What fails says so in one sentence, and leaves nothing running.


def test_an_error_of_a_template_is_one_sentence(project: Path) -> None:
    change(project / "overrides/base.html", "{% block announce %}", "{% block announce %}{{ nothing.at_all }}")
    done = guia_build(project)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if "building page" in line]
    assert "nothing" in line
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


HOOK = """
import logging

def on_page_content(html, page, config, files):
    if page.file.src_uri == "ca/tone.md":
        logging.getLogger("mkdocs.hooks.ours").warning("Take care of %s.", page.file.src_uri)
"""


def test_a_warning_of_mkdocs_stops_a_strict_build_from_the_cache_too(project: Path, tmp_path: Path) -> None:
    (project / "hooks/ours.py").write_text(HOOK)
    change(project / "mkdocs.yml", "hooks:\n", "hooks:\n  - hooks/ours.py\n")
    built(project, tmp_path / "plain", cache=tmp_path)
    for cache in (None, Cache(tmp_path, version="test")):
        judgement = judged(project)
        site = tmp_path / f"strict-{cache is None}"
        site.mkdir()
        with pytest.raises(workers.WorkError, match="strict"):
            building.build(project, judgement, site, strict=True, cache=cache, count=1)


@on_linux
def test_work_is_shared_and_its_results_stand_in_order() -> None:
    done = workers.run([lambda number=number: (number, os.getpid(), time.sleep(0.005)) for number in range(60)], 3)
    assert [number for number, _, _ in done] == list(range(60))
    assert len({process for _, process, _ in done}) > 1
    assert _children() == []


def _fail() -> None:
    raise ValueError("this one fails")


def _die() -> None:
    time.sleep(0.05)
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)


PARENT = os.getpid()


@on_linux
@pytest.mark.parametrize(("job", "said"), [(_fail, "this one fails"), (_die, "before its work was done")])
def test_work_that_fails_leaves_no_process(job: Callable[[], None], said: str) -> None:
    with pytest.raises((workers.WorkError, ValueError), match=said):
        workers.run([job] * 20, 3)
    assert _children() == []


def _children() -> list[str]:
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


@pytest.mark.slow
@on_linux
def test_the_processes_end_with_the_one_that_made_them(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom guiaviva import workers\n"
        "def job():\n    (Path(sys.argv[1]) / str(os.getpid())).touch()\n    time.sleep(0.05)\n"
        "workers.run([job] * 2000, 3)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    _wait(lambda: len(list(tmp_path.iterdir())) == 3)
    process.kill()
    process.wait()
    _wait(lambda: not any(Path(f"/proc/{path.name}").exists() for path in tmp_path.iterdir()))


def _wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


# The preview.


def test_a_page_of_the_preview_is_that_of_the_site(project: Path, tmp_path: Path) -> None:
    site = built(project, tmp_path / "site")
    judgement = judged(project)
    with building._same_dates():
        language = preview.open_language(project, "ca", judgement, tmp_path / "none", messages="ca")
        for id, file in language.by_id.items():
            html = preview.render_page(language, id, file.content_string)
            assert _without_problems(html) == _without_problems(site[file.dest_uri].decode()), id


def _without_problems(html: str) -> str:
    """Leave out what only the preview shows, and how much space there is where it stood."""
    shown = re.sub(r"<details class=\"failure guia-problems-of-page\".*?</details>", "", html, flags=re.DOTALL)
    # Its script reads pages from their text, which Trusted Types refuse.
    shown = shown.replace("; require-trusted-types-for 'script'; trusted-types default", "")
    return re.sub(r"\s+", " ", shown)


def test_the_preview_says_at_once_that_an_original_has_changed(project: Path, tmp_path: Path) -> None:
    language = preview.open_language(project, "es", judged(project), tmp_path / "none", messages="ca")
    text = language.by_id["tone"].content_string
    assert "guia-stale" not in preview.render_page(language, "tone", text)
    change(_page(project), "{#voice}\n", "{#voice}\n\nClara.\n")
    preview.hand_over(language, judged(project))
    html = preview.render_page(language, "tone", text)
    assert re.search(r'<h2 [^>]*id="voice">.*</h2>\s*<div class="admonition note guia-stale"', html)
    assert '<a href="../../tone/#voice" hreflang="ca">' in html


def test_a_title_that_is_typed_shows_in_the_menu_of_other_pages(project: Path, tmp_path: Path) -> None:
    judgement = judged(project)
    language = preview.open_language(project, "ca", judgement, tmp_path / "none", messages="ca")
    preview.render_page(language, "tone", "# Un títol nou\n")
    html = preview.render_page(language, "principles", "# Principis\n")
    assert ">Un títol nou</a>" in html
    assert ">To</a>" not in html


# The menu, and the terms.


class _Parts:
    """Pieces as the templates make them, in short."""

    def link(self, title: str, href: str, current: bool, sections: Sequence[Any]) -> str:
        return f"[{title} {href}{' here' if current else ''}{len(sections) or ''}]"

    def closed(self, title: str, href: str, number: int) -> str:
        return f"({title} {href} {number})"

    def opening(self, title: str) -> str:
        return f"<{title}>"

    def closing(self, number: int, rest: str) -> str:
        return f"</{number} {rest}>" if rest else "</>"


def menu_of(*items: Item) -> Menu:
    return Menu(items, "find/", _Parts(), lambda url, target: get_relative_url(target, url))


def test_a_page_has_its_own_branch_of_the_menu() -> None:
    inner = Item("inner", children=(Item("c", "b/c/"), Item("d", "b/d/")))
    menu = menu_of(Item("home", "./"), Item("one", children=(Item("a", "a/"), inner)), Item("two", children=(inner,)))
    closed = "(two ../b/c/ 2)"
    assert menu.of_page("a/", "xy") == f"[home ../]<one>[a ./ here2]<inner>[c ../b/c/][d ../b/d/]</></>{closed}"
    assert menu.of_page("./", "") == "[home ./ here](one a/ 1)(two b/c/ 2)"
    # A page that is in no menu, and none at all.
    assert menu.of_page("x/", "") == "[home ../](one ../a/ 1)(two ../b/c/ 2)"
    assert menu.of_no_page(lambda url: f"/{url}") == "[home /./](one /a/ 1)(two /b/c/ 2)"


@pytest.mark.parametrize(("size", "cut"), [(MANY, False), (MANY + 1, True), (400, True)])
def test_of_a_long_group_a_page_has_its_neighbours(size: int, cut: bool) -> None:
    menu = menu_of(Item("long", children=tuple(Item(str(number), f"{number}/") for number in range(size))))
    for place in (0, 1, size // 2, size - 1):
        html = menu.of_page(f"{place}/", "")
        shown = [int(one) for one in re.findall(r"\[(\d+) ", html)]
        assert place in shown
        assert shown == list(range(shown[0], shown[-1] + 1))
        assert (len(shown) <= 2 * BESIDE + 1) if cut else (len(shown) == size)
        assert html.endswith("</0 ../find/>" if cut else "</>")


def test_the_groups_of_a_menu_are_a_file_of_titles_and_addresses() -> None:
    inner = Item("inner", children=(Item("«d»", "es/d/"),))
    items = (Item("home", "es/"), Item("one", children=(Item("a", "es/a/"), inner, Item("home", "es/"))))
    assert json.loads(whole(items, "es/")) == {
        "1": [
            {"title": "a", "url": "a/"},
            {"title": "inner", "pages": [{"title": "«d»", "url": "d/"}]},
            {"title": "home", "url": "."},
        ]
    }


@given(st.sets(st.text("abAB·", min_size=1, max_size=4), min_size=1), st.text("abAB· ", max_size=12))
def test_the_longest_form_of_a_term_is_found(forms: set[str], text: str) -> None:
    listed = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    ends = r"(?![\w·])"
    wanted = re.findall(rf"(?<!\w)(?:{listed}){ends}", text, re.IGNORECASE)
    assert re.findall(rf"(?<!\w){any_of([form.lower() for form in forms])}{ends}", text, re.IGNORECASE) == wanted
