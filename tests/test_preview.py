"""The preview: each kind of change has its effect, nothing that is broken takes the last good page away."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from asyncio.subprocess import Process
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import guiaviva
from guiaviva.cache import Cache
from guiaviva.contentmodel import ENGINE
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder
from guiaviva.site.preview.judging import Changes, Judge
from guiaviva.site.preview.server import Live, Preview
from guiaviva.site.preview.site import Answer, Site
from guiaviva.site.preview.state import Effect, State
from guiaviva.site.preview.watching import watch
from memory import PLAIN
from projects import OTHER, PATIENCE, SOURCE, TODAY, change, environment, write_small_project

STYLE = re.compile(r"assets/guia\.[0-9a-f]{8}/stylesheets/brand\.css")
TONE = f"docs/{SOURCE}/tone.md"
ADDRESSES = ("", "tone/", "status/", "networks/x/", "topics/new/", f"{OTHER}/tone/", f"{OTHER}/", "nothing/")


@dataclass
class Kept:
    """A project with its state and site in memory, as the server has them."""

    root: Path
    state: State
    site: Site

    @classmethod
    def of(cls, root: Path) -> Kept:
        state = State.of(root, TODAY, None, PLAIN)
        return cls(root, state, Site(state))

    def take(self, *paths: str) -> Effect:
        effect = self.state.take_changes(paths)
        if effect.prepare:
            self.site.prepare_again()
        return effect

    def shown(self, address: str = "tone/") -> Answer:
        return self.site.answer(address)

    def all_shown(self) -> dict[str, Answer | str]:
        return {**{address: self.shown(address) for address in ADDRESSES}, "brand": self.exported(self.style())}

    def style(self) -> str:
        """Return the address of the style that is made from the institution's colour, as pages name it."""
        found = STYLE.search(self.shown("").text)
        assert found
        return found[0]

    def exported(self, path: str) -> str:
        export = self.shown(path).export
        assert export is not None, path
        return dict(export.make(self.state.judgement()))[path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_project(tmp_path_factory.mktemp("preview") / "project")


@pytest.fixture
def project(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "project"))


@pytest.fixture
def kept(project: Path) -> Kept:
    return Kept.of(project)


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}{text}", encoding="utf-8")


def move(old: Path, new: Path) -> None:
    old.rename(new)


def swap_languages(path: Path) -> None:
    change(path, f"- {SOURCE}\n- {OTHER}", f"- {OTHER}\n- {SOURCE}")


def retitle(path: Path) -> None:
    path.write_text(re.sub("(?m)^# .*", "# Otro título", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


# Changes.

HOOK = """

def on_post_page(output, page, config):
    return output + "<!-- hook -->"
"""

CHANGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "text": (TONE, lambda path: add(path, "\nUna frase más.\n")),
    "block": (TONE, lambda path: add(path, "\n/// guide | nothing\n///\n")),
    "title": (TONE, retitle),
    "front matter": (TONE, lambda path: change(path, "---\n", "---\nstatus: draft\n")),
    "new page": (f"docs/{SOURCE}/topics/new.md", lambda path: add(path, "# Nueva\n\n[Tono](/tone.md)\n")),
    "removed page": (TONE, lambda path: path.unlink()),
    "renamed page": (TONE, lambda path: move(path, path.with_name("voice.md"))),
    "page without translation": (f"docs/{OTHER}/tone.md", lambda path: path.unlink()),
    "data": ("data/networks.yml", lambda path: change(path, "characters: '280'", "characters: '281'")),
    "order in data": ("data/networks.yml", lambda path: change(path, "status: active", "status: closed")),
    "colour": ("data/institution.yml", lambda path: change(path, "#1f4e79", "#aa0000")),
    "languages": ("data/institution.yml", swap_languages),
    "words": ("words/es/interface.yml", lambda path: add(path, "site: {reviewed: 'Vista el {date}'}\n")),
    "titles": ("words/es/sections.yml", lambda path: add(path, "groups: {networks: Redes}\n")),
    "template": ("overrides/base.html", lambda path: change(path, 'class="guia-about"', 'class="guia-about changed"')),
    "part of the menu": ("overrides/partials/menu.html", lambda path: change(path, "<summary>", "<summary class=x>")),
    "configuration": ("mkdocs.yml", lambda path: add(path, "\nmarkdown_extensions: [toc: {permalink: §}]\n")),
    "site name": ("mkdocs.yml", lambda path: change(path, "site_name: ", "site_name: La otra ")),
    "hook": ("hooks/ours.py", lambda path: add(path, HOOK)),
}  # fmt: skip


RELOADED = {"colour", "template", "part of the menu", "configuration", "site name", "hook"}
SPARED = {"text", "block", "data", "order in data"}


@pytest.fixture(scope="module")
def long_kept(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A preview that lasts, and is given one change after another."""
    return Kept.of(Path(shutil.copytree(written, tmp_path_factory.mktemp("kept") / "project")))


def restore(kept: Kept, written: Path) -> None:
    """Put all files of a project back as they were written."""
    shutil.rmtree(kept.root)
    shutil.copytree(written, kept.root)


@pytest.fixture(scope="module")
def at_first(long_kept: Kept) -> dict[str, Answer | str]:
    return long_kept.all_shown()


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_kept_equals_what_is_read_anew(
    long_kept: Kept, at_first: dict[str, Answer | str], written: Path, name: str
) -> None:
    """Languages are prepared, and open pages loaded, anew only for what they depend on; what is undone is as it was."""
    path, make = CHANGES[name]
    make(long_kept.root / path)
    effect = long_kept.take(path)
    after = long_kept.all_shown()
    assert effect.shown
    assert (effect.reload, effect.prepare) == (name in RELOADED, name not in SPARED)
    assert after == Kept.of(long_kept.root).all_shown()
    assert after != at_first
    restore(long_kept, written)
    long_kept.take(path)
    assert long_kept.all_shown() == at_first


@pytest.mark.parametrize("path", [TONE, "data/networks.yml", "mkdocs.yml"])
def test_what_is_saved_unchanged_has_no_effect(kept: Kept, path: str) -> None:
    assert kept.take(path) == Effect()


def test_a_title_is_followed_by_the_navigation_of_other_pages(kept: Kept) -> None:
    kept.shown("")
    path, make = CHANGES["title"]
    make(kept.root / path)
    kept.take(path)
    assert "Otro título" in kept.shown("").text


def test_a_draft_is_shown(kept: Kept) -> None:
    path, make = CHANGES["front matter"]
    make(kept.root / path)
    kept.take(path)
    assert kept.shown().kind == "page"
    assert 'href="tone/"' in kept.shown("").text


def test_a_value_of_data_is_shown_with_where_it_is_from_and_follows_it(kept: Kept) -> None:
    add(kept.root / TONE, "\nSom {{ institution.name }}.\n")
    kept.take(TONE)
    assert 'title="data/institution.yml: name"' in kept.shown().text
    data = kept.root / "data/institution.yml"
    text = data.read_text(encoding="utf-8")
    name = kept.state.guide.institution.name[SOURCE]
    assert f">{name}</span>." in kept.shown().text
    data.write_text(text.replace(name, "Casa Nova", 1), encoding="utf-8")
    kept.take("data/institution.yml")
    assert ">Casa Nova</span>." in kept.shown().text


def test_files_of_the_site(kept: Kept) -> None:
    assert kept.shown("assets/approval.svg").file == kept.root / "docs/assets/approval.svg"
    menu = re.search(r"assets/guia\.[0-9a-f]{8}/javascripts/bundles/guia\.js", kept.shown("").text)
    assert menu
    assert kept.shown(menu[0]).file == kept.root / "overrides/assets/javascripts/bundles/guia.js"
    assert kept.shown("tone").leads == "tone/"
    assert "<urlset" in kept.shown("sitemap.xml").text
    missing = kept.shown("nothing/")
    assert missing.kind == "missing"
    assert "guia-404" in missing.text
    for path in ("../mkdocs.yml", "assets/../../mkdocs.yml", "/etc/passwd", "%2e%2e/mkdocs.yml", "main.html"):
        assert kept.shown(path).kind == "missing", path


def test_a_file_of_an_export_is_the_same_alone_and_among_all(kept: Kept) -> None:
    judgement = kept.state.judgement()
    for uri in ("search/index.json", f"{OTHER}/search/index.json", "assistant.json", kept.style()):
        export = kept.shown(uri).export
        assert export is not None
        files = {_unversioned(path): _unversioned(text) for path, text in export.make(judgement)}
        # A file alone does not know what the others hold: its version is that of what they are made of.
        version = (
            json.loads(export.content(judgement, uri) or "").get("folder", "") if uri.endswith("index.json") else ""
        )
        alone = {path: export.content(judgement, path.replace("index.-/", version)) for path in files}
        assert files == {path: _unversioned(text or "") for path, text in alone.items()}
        assert export.content(judgement, f"{export.path}index.00000000/forms.json") is None
        for name in ("words/zzz.json", "words/.json", "found/9999.json", "found/x.json", "x"):
            assert export.content(judgement, export.path + version + name) is None


def _unversioned(text: str) -> str:
    return re.sub(r"index\.[0-9a-f]{8}/", "index.-/", text)


def test_exports_follow_the_guide(kept: Kept) -> None:
    path, make = CHANGES["text"]
    make(kept.root / path)
    kept.take(path)
    for uri in ("search/index.json", f"{OTHER}/search/opensearch.xml", f"{OTHER}/assistant.json", "posts.json"):
        assert kept.exported(uri)
    search = kept.shown("search/index.json").export
    assert search is not None
    assert any("frase" in text for text in dict(search.make(kept.state.judgement())).values())


# Verdicts.


def problems(answer: Answer) -> bool:
    return "guia-problems-of-page" in answer.text


def test_problems_are_marked_with_the_language_of_the_messages(project: Path) -> None:
    state = State.of(project, TODAY, "en", Cache(None))
    kept = Kept(project, state, Site(state))
    add(project / TONE, "\n/// guide | nothing\n///\n")
    kept.take(TONE)
    kept.state.take_verdict(judge(kept.state.guide).findings, kept.state.number)
    (panel,) = re.findall('<details class="failure guia-problems-of-page".*?</details>', kept.shown().text, re.DOTALL)
    assert '<span lang="en" dir="auto">' in panel


def test_changes_that_wait_become_one() -> None:
    one, two = Changes(1, frozenset({"a"})), Changes(2, frozenset({"b"}))
    assert one.then(two) == Changes(2, frozenset({"a", "b"}))
    assert one.then(Changes(2)) == Changes(2)
    assert Changes(1).then(two) == Changes(2)


def test_a_state_is_judged_with_all_that_was_read_of_it(project: Path) -> None:
    """Two files are noticed at once, one of which somebody wrote here and has read already."""
    data = "data/networks.yml"
    heard: list[Changes] = []

    class Ear(Judge):
        async def judge(self, changes: Changes) -> None:
            heard.append(changes)

    async def changed() -> Preview:
        preview = Preview(State.of(project, TODAY, None, PLAIN), lambda _: None)
        preview.judge = Ear(project, TODAY, preview.take_verdict)
        add(project / TONE, "\nUna frase.\n")
        change(project / data, "status: trial", "status: closed")
        await asyncio.gather(preview.take_changes({TONE}), preview.read([data]), preview.take_changes({data}))
        return preview

    preview = asyncio.run(changed())
    preview._thread.shutdown()
    assert [(one.number, one.paths) for one in heard] == [(1, {TONE}), (2, {data})]
    assert preview.state.number == heard[-1].number


def test_one_process_judges_whoever_asks_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Process] = []
    start = asyncio.create_subprocess_exec

    async def counted(*command: str, **how: Any) -> Process:
        started.append(await start(*command, **how))
        return started[-1]

    async def last() -> int:
        verdicts = asyncio.Queue[int]()
        judge = Judge(project, TODAY, lambda _, number: verdicts.put(number))
        await asyncio.gather(judge.judge(Changes(1)), judge.judge(Changes(2)))
        while (number := await asyncio.wait_for(verdicts.get(), PATIENCE)) < 2:
            pass
        await judge.close()
        return number

    monkeypatch.setattr(asyncio, "create_subprocess_exec", counted)
    assert asyncio.run(last()) == 2
    assert len(started) == 1


def test_a_guide_is_judged_though_the_system_ends_what_judges_it(project: Path) -> None:
    async def last() -> list[int]:
        verdicts: asyncio.Queue[int] = asyncio.Queue()
        judge = Judge(project, TODAY, lambda _, number: verdicts.put(number))
        numbers, before = [], set(children_of(os.getpid()))
        for number in (1, 2):
            await judge.judge(Changes(number))
            for judging in set(children_of(os.getpid())) - before:
                os.kill(judging, signal.SIGKILL)
            numbers.append(await asyncio.wait_for(verdicts.get(), PATIENCE))
        await judge.close()
        return numbers

    assert asyncio.run(last()) == [1, 2]


# What is broken.

BROKEN: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "data": ("data/networks.yml", lambda path: add(path, "\nx: [\n"), "data/networks.yml, línea"),
    "the institution": ("data/institution.yml", lambda path: add(path, "\nx: [\n"), "data/institution.yml, línea"),
    "all data": ("data", lambda path: move(path, path.with_name("gone")), "data/institution.yml"),
    "model": ("words/es/rules.yml", lambda path: add(path, "x: [\n"), "words/es/rules.yml, línea"),
    "configuration": ("mkdocs.yml", lambda path: add(path, "\nx: [\n"), "mkdocs.yml, línea"),
    "no configuration": ("mkdocs.yml", lambda path: path.unlink(), "mkdocs.yml"),
    "unknown theme": ("mkdocs.yml", lambda path: change(path, "name: material", "name: nothing"), "nothing"),
    "unknown plugin": ("mkdocs.yml", lambda path: change(path, "plugins:\n", "plugins:\n- nothing\n"), "nothing"),
    "pages": ("docs", lambda path: move(path, path.with_name("gone")), "docs"),
    "template": ("overrides/main.html", lambda path: add(path, "{% if %}"), "overrides/main.html, línea"),
    "what a template asks": (
        "overrides/base.html",
        lambda path: change(path, "{% block content %}", "{% block content %}{{ nothing.at.all }}"),
        "overrides/base.html, línea",
    ),
    "hook": ("hooks/ours.py", lambda path: add(path, "\nnothing at all\n"), "hooks/ours.py, línea"),
    "what a hook does": (
        "hooks/ours.py",
        lambda path: add(path, "\n\ndef on_page_content(html, **_):\n    raise ValueError('nothing')\n"),
        "hooks/ours.py, línea",
    ),
}


# Pages that nobody has opened yet, one for each of these.
UNOPENED = [
    *("principles/", "approval/", "accounts/", "glossary/", "find/", "check/", "topics/hashtags/", "topics/images/"),
    *("networks/instagram/", "networks/facebook/", "plans/culture/", "responses/", "responses/crisis/"),
]


@pytest.mark.parametrize(("name", "unopened"), list(zip(BROKEN, UNOPENED, strict=True)))
def test_the_last_good_page_stays_until_all_is_mended(long_kept: Kept, written: Path, name: str, unopened: str) -> None:
    path, make, said = BROKEN[name]
    before = long_kept.shown()
    make(long_kept.root / path)
    long_kept.take(path)
    broken = long_kept.shown()
    assert broken.kind == "page"
    assert broken.text == before.text
    assert said in broken.wrong
    assert "Traceback" not in broken.wrong
    # A page that was not opened yet is shown too, or what is wrong alone.
    for address in (unopened, f"{OTHER}/{unopened}"):
        assert long_kept.shown(address).wrong
        assert long_kept.shown(address).kind in ("page", "wrong")
    restore(long_kept, written)
    long_kept.take(path)
    assert long_kept.shown() == before
    assert not long_kept.shown(unopened).wrong


def test_a_page_that_cannot_be_read_stays_as_it_was(kept: Kept) -> None:
    before = kept.shown()
    add(kept.root / TONE, "\nUna frase más.\n")

    def read(folder: Folder, path: str, limit: int = 0) -> bytes:
        if path == TONE:
            raise PermissionError(13, "no")
        return (folder.root / path).read_bytes()

    with mock.patch.object(Folder, "read", read):
        assert kept.take(TONE).shown
    assert kept.shown().text == before.text
    assert TONE in kept.shown().wrong
    assert not kept.shown("").wrong
    assert kept.take(TONE).shown
    assert "Una frase más." in kept.shown().text
    assert not kept.shown().wrong


def test_a_fault_of_the_program_is_said_and_goes_by(kept: Kept) -> None:
    add(kept.root / TONE, "\nUna frase más.\n")
    with mock.patch("guiaviva.site.preview.state.with_pages", side_effect=ValueError("a fault")):
        assert kept.take(TONE).shown
    assert "a fault" in kept.shown().wrong
    kept.take(TONE)
    assert "Una frase más." in kept.shown().text
    assert not kept.shown().wrong


def test_broken_from_the_start(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    kept = Kept.of(project)
    assert kept.shown().kind == "wrong"
    assert "mkdocs.yml" in kept.shown().wrong


# The server.


def test_open_pages_hear_the_state_and_each_change() -> None:
    async def heard() -> list[dict[str, str]]:
        live = Live()
        events = live.events()
        first = await anext(events)
        waiting = asyncio.create_task(anext(events))
        await asyncio.sleep(0)
        await live.follow(Effect())
        await live.follow(Effect(shown=True, data=True))
        return [json.loads(text.removeprefix("data: ")) for text in (first, await waiting)]

    first, second = asyncio.run(heard())
    assert {name for name in first if first[name] != second[name]} == {"version", "data"}


def test_what_is_saved_before_the_files_are_watched_is_reported(project: Path) -> None:
    async def reported() -> set[str]:
        state, changes = State.of(project, TODAY, None, PLAIN), asyncio.Queue[set[str]]()
        add(project / TONE, "\nUna frase más.\n")
        watching = asyncio.create_task(watch(project, lambda: state.guide, changes.put, state.since))
        first = await asyncio.wait_for(changes.get(), PATIENCE)
        watching.cancel()
        return first

    assert TONE in asyncio.run(reported())


def test_a_page_that_is_being_written_is_not_shown_empty(project: Path) -> None:
    page = project / TONE

    async def seen() -> bytes:
        state, texts = State.of(project, TODAY, None, PLAIN), asyncio.Queue[bytes]()

        async def changed(_: set[str]) -> None:
            await texts.put(page.read_bytes())

        watching = asyncio.create_task(watch(project, lambda: state.guide, changed, state.since))
        add(page, "\nUna frase.\n")
        await asyncio.wait_for(texts.get(), PATIENCE)
        whole = page.read_bytes()
        # As a program saves that empties a file first, on a busy machine.
        page.write_bytes(b"")
        await asyncio.sleep(0.2)
        page.write_bytes(whole + b"\nOtra.\n")
        while (text := await asyncio.wait_for(texts.get(), PATIENCE)) == whole:
            pass
        watching.cancel()
        return text

    assert asyncio.run(seen()).endswith(b"\nOtra.\n")


@dataclass
class Served:
    """The command as a process, and what its address answers."""

    process: subprocess.Popen[str]
    address: str

    def get(self, path: str = "", **headers: str) -> tuple[int, str]:
        try:
            request = urllib.request.Request(self.address + path, headers=headers)
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for(self, text: str, path: str = "tone/", *, gone: bool = False) -> None:
        until = time.monotonic() + PATIENCE
        while (text in (shown := self.get(path)[1])) == gone:
            assert time.monotonic() < until, (text, shown[-2000:])
            time.sleep(0.02)

    def children(self) -> list[int]:
        return children_of(self.process.pid)


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(one) for one in found.stdout.split()]


@contextmanager
def served(root: Path, *arguments: str, **more: str) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "guiaviva", "serve", "--root", str(root), *arguments],
        cwd=root.parent,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/\S*", process.stdout.readline())
        yield Served(process, address)
    finally:
        process.kill()
        process.communicate()


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def test_the_command(project: Path) -> None:
    with served(project) as guide:
        status, page = guide.get("tone/")
        assert status == 200
        assert "guia-version" in page
        with urllib.request.urlopen(guide.address + "-/events", timeout=PATIENCE) as events:
            first = json.loads(events.readline().removeprefix(b"data: "))
            add(project / TONE, "\nUna frase más.\n")
            guide.wait_for("Una frase más.")
            while not (line := events.readline()).startswith(b"data: "):
                pass
            assert json.loads(line.removeprefix(b"data: "))["version"] != first["version"]
        # What only the verdict on the whole guide finds.
        add(project / TONE, "\n[Enlace](missing.md)\n")
        guide.wait_for("guia-problems-of-page")
        assert guide.get("search/index.json")[0] == 200
        data = project / "data/networks.yml"
        whole = data.read_text(encoding="utf-8")
        data.write_text("x: [", encoding="utf-8")
        guide.wait_for("data/networks.yml, línea 1")
        data.write_text(whole, encoding="utf-8")
        guide.wait_for("data/networks.yml", gone=True)
        move(project / "docs", project / "gone")
        guide.wait_for("--root")
        move(project / "gone", project / "docs")
        guide.wait_for("--root", gone=True)
        add(project / TONE, "\nUna frase después.\n")
        guide.wait_for("Una frase después.")
        # A process that has judged may just have given way to another.
        wait_until(lambda: len(guide.children()) == 1)
        (judging,) = guide.children()
        guide.process.send_signal(signal.SIGINT)
        assert guide.process.wait(PATIENCE) == 0
        assert guide.process.stderr is not None
        assert "Traceback" not in guide.process.stderr.read()
        wait_until(lambda: not is_alive(judging))


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_process_is_left(project: Path, sent: signal.Signals, code: int) -> None:
    with served(project) as guide:
        guide.get()
        wait_until(lambda: bool(guide.children()))
        (judging,) = guide.children()
        guide.process.send_signal(sent)
        assert guide.process.wait(PATIENCE) == code
        wait_until(lambda: not is_alive(judging))


def test_below_the_path_of_the_site(project: Path) -> None:
    change(project / "mkdocs.yml", "site_url: https://guide.example.org/", "site_url: https://guide.example.org/guide/")
    with served(project) as guide:
        assert guide.address.endswith("/guide/")
        assert guide.get("tone/")[0] == 200
        connection = http.client.HTTPConnection("127.0.0.1", int(guide.address.split(":")[2].split("/")[0]))
        connection.request("GET", "/")
        response = connection.getresponse()
        assert (response.status, response.headers["location"]) == (307, "/guide/")
        response.read()
        connection.request("GET", "/tone/")
        assert connection.getresponse().status == 404
        connection.close()


def test_nobody_else_is_answered(project: Path) -> None:
    with served(project) as guide:
        assert guide.get("", Host="guide.example.org")[0] == 400
        assert guide.get("", Host="localhost")[0] == 200
        port = int(guide.address.split(":")[2].split("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for path in ("/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/-/server.py", "/-/../state.py", "//etc/passwd"):
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.status == 404, path
            response.read()
        connection.close()


@pytest.mark.parametrize(("more", "listed"), [((), False), (("--verbose",), True)])
def test_the_terminal_lists_what_would_stop_a_build_alone(project: Path, more: tuple[str, ...], listed: bool) -> None:
    with served(project, "--lang", "en", "--today", "2031-01-01", *more) as guide:
        assert guide.process.stderr is not None
        said = ""
        while " pages." not in (line := guide.process.stderr.readline()):
            assert line
            said += line
        assert ("review-overdue" in said) == listed


def test_a_change_of_the_program_is_said_once(project: Path) -> None:
    program = project / "hooks/guiaviva"
    shutil.copytree(Path(guiaviva.__file__).parent, program)
    for name in ("model", "words"):
        shutil.copytree(ENGINE / name, project / name)
    with served(project, "--lang", "en", PYTHONPATH=str(project / "hooks")) as guide:
        guide.wait_for('-1" data-guia-data')
        add(program / "nearest.py", "\n# A change.\n")
        assert guide.process.stderr is not None
        # What is reported of the guide itself is before it.
        while not (line := guide.process.stderr.readline()).startswith("The program itself has changed"):
            assert line
        assert line.count("\n") == 1
        add(project / TONE, "\nUna frase más.\n")
        guide.wait_for("Una frase más.")


def test_a_port_that_is_taken_is_said(project: Path) -> None:
    with served(project) as guide:
        port = guide.address.split(":")[2].split("/")[0]
        command = [sys.executable, "-m", "guiaviva", "serve", "--port", port, "--root", str(project), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 2
        assert done.stderr.startswith(f"Port {port} cannot be used")
