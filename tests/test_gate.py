"""What is read of a folder, and what never is, wherever links lead."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import parse_day
from guiaviva.guide import load_guide
from guiaviva.guide.files import problems_of_config, read_config, require_readable
from guiaviva.importing import documents
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import RefusedError
from guiaviva.reporting import sentence
from guiaviva.site.preview.site import Site
from guiaviva.site.preview.state import State
from guiaviva.site.rendering import building
from projects import SOURCE, TODAY, write_small_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need a right of their own on Windows")
Copy = Callable[[str], Path]
SECRET = "token-of-the-forge"
HOME = "docs/ca"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file, a hidden one, and a secret beside it."""
    (tmp_path / "guide/docs").mkdir(parents=True)
    (tmp_path / "guide/.git").mkdir()
    for path in ("guide/docs/open.txt", "guide/.git/config", "secret.txt"):
        (tmp_path / path).write_text(SECRET, encoding="utf-8")
    return tmp_path / "guide"


def link(at: Path, target: str | Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(target)


@pytest.mark.parametrize(
    ("links", "path"),
    [
        ({"docs/a.txt": "../../secret.txt"}, "docs/a.txt"),
        ({"docs/a.txt": "b.txt", "docs/b.txt": "c.txt", "docs/c.txt": "../../secret.txt"}, "docs/a.txt"),
        ({"docs/up": "../.."}, "docs/up/secret.txt"),
        ({"docs/here": ".", "docs/up": "here/../.."}, "docs/up/secret.txt"),
        ({"docs/a.txt": "../.git/config"}, "docs/a.txt"),
        ({"docs/git": "../.git"}, "docs/git/config"),
        ({"shared": ".git", "docs/a": "../shared"}, "docs/a/config"),
        ({}, "../secret.txt"),
        ({}, "docs/../../secret.txt"),
        ({"docs/zero": "/dev/zero"}, "docs/zero"),
        ({"docs/a": "b", "docs/b": "a"}, "docs/a"),
        ({"docs/a": "gone"}, "docs/a"),
    ],
)
def test_what_links_lead_to_outside_is_never_read(root: Path, links: dict[str, str], path: str) -> None:
    for name, target in links.items():
        link(root / name, target)
    folder = Folder(root)
    assert not folder.is_file(path)
    with pytest.raises(RefusedError):
        folder.read(path)
    assert path not in folder.list("docs").files


def test_an_absolute_path_leads_out(root: Path) -> None:
    with pytest.raises(RefusedError):
        Folder(root).read(str(root.parent / "secret.txt"))


@pytest.mark.parametrize("target", ["open.txt", "{root}/docs/open.txt", "../docs/open.txt"])
def test_a_link_within_the_guide_is_a_file(root: Path, target: str) -> None:
    link(root / "docs/a.txt", target.format(root=root))
    assert Folder(root).read("docs/a.txt") == SECRET.encode()
    assert Folder(root).list("docs").files == ("docs/a.txt", "docs/open.txt")


def test_a_guide_to_which_a_link_leads_is_read(root: Path, tmp_path: Path) -> None:
    link(tmp_path / "current", root)
    link(root / "docs/a.txt", "open.txt")
    assert Folder(tmp_path / "current").read("docs/a.txt") == SECRET.encode()


def test_a_folder_that_becomes_a_link_is_not_read_any_more(root: Path) -> None:
    folder = Folder(root)
    assert folder.is_file("docs/open.txt")
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere/open.txt").write_text("other", encoding="utf-8")
    (root / "docs").rename(root / "before")
    link(root / "docs", "../elsewhere")
    with pytest.raises(RefusedError):
        folder.read("docs/open.txt")


def test_links_make_neither_circles_nor_twins(root: Path) -> None:
    """Of folders that are links to each other, os.walk would list 2⁴⁰."""
    for one in "abcdefgh":
        link(root / f"shared/{one}", "." if one < "c" else f"../{chr(ord(one) + 1)}")
        (root / one).mkdir()
    link(root / "docs/x", "../shared")
    link(root / "docs/y", "../shared")
    listing = Folder(root).list("docs")
    assert listing.files == ("docs/open.txt",)
    assert {"docs/x/a", "docs/x/b", "docs/y"} <= {one.path for one in listing.problems}


def test_pipes_and_sockets_are_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "docs/pipe.md")
    link(root / "docs/link.md", "pipe.md")
    for path in ("docs/pipe.md", "docs/link.md"):
        with pytest.raises(RefusedError):
            Folder(root).read(path)
    assert Folder(root).list("docs").files == ("docs/open.txt",)


def test_a_file_that_becomes_a_pipe_before_it_is_opened(root: Path) -> None:
    opened = os.open

    def late(path: str, flags: int) -> int:
        Path(path).unlink()
        os.mkfifo(path)
        return opened(path, flags)

    with mock.patch.object(os, "open", late), pytest.raises(RefusedError):
        Folder(root).read("docs/open.txt")


def test_no_more_is_read_than_is_allowed(root: Path) -> None:
    with (root / "docs/big.txt").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(RefusedError):
        Folder(root).read("docs/big.txt")


def test_folders_within_folders(root: Path) -> None:
    folder = os.open(root / "docs", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("abc", dir_fd=folder)
        inner = os.open("abc", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    (problem,) = Folder(root).list("docs").problems
    assert problem.variant == "long"
    subprocess.run(["rm", "-rf", str(root)], check=True)


def guia(root: Path, *command: str, **options: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "guiaviva", *command, "--root", str(root)]
    return subprocess.run(program, capture_output=True, text=True, check=False, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("name", ["docs", "data"])
def test_a_guide_whose_folder_is_a_link_out_of_it(guide_folder: Copy, name: str) -> None:
    root = guide_folder("minimum")
    (root / name).rename(root.parent / "elsewhere")
    link(root / name, "../elsewhere")
    with pytest.raises(CannotJudgeError) as raised:
        load_guide(root, today=parse_day(TODAY))
    assert f"«{name}» leads out of the folder of the guide" in sentence(raised.value, "en")


@pytest.mark.parametrize("path", ["model/kinds.yml", "words/ca/rules.yml"])
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_model_and_words_of_a_guide(guide_folder: Copy, path: str, kind: str) -> None:
    root = guide_folder("minimum")
    (root / path).parent.mkdir(parents=True)
    if kind == "link":
        link(root / path, "/etc/passwd")
    else:
        os.mkfifo(root / path)
    with pytest.raises(CannotJudgeError) as raised:
        load_guide(root, today=parse_day(TODAY))
    assert path in sentence(raised.value, "en")


@pytest.mark.parametrize("path", ["mkdocs.yml", "data/institution.yml"])
def test_a_pipe_ends_every_command_with_a_sentence(guide_folder: Copy, path: str) -> None:
    root = guide_folder("minimum")
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    for command in (("check",), ("todo",), ("build",), ("languages", "add", "en")):
        done = guia(root, *command)
        assert command[0] == "todo" or (done.returncode and path in done.stdout + done.stderr), command
        assert "Traceback" not in done.stderr, done.stderr


def test_a_server_is_told_why_its_headers_are_not_known(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    os.mkfifo(root / "mkdocs.yml")
    done = guia(root, "headers", "--for", "nginx", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The guide cannot be read. mkdocs.yml: This is neither a file nor a folder")
    assert done.stderr.count("\n") == 1


def test_a_file_of_the_theme_that_is_too_big_is_reported_by_the_check(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    (root / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, custom_dir: overrides}\n", encoding="utf-8")
    (root / "overrides").mkdir()
    for path in ("main.html", "film.mp4"):
        (root / "overrides" / path).touch()
        os.truncate(root / "overrides" / path, 50_000_001)
    found = {one.place.path: one for one in judge(load_guide(root, today=parse_day(TODAY))).findings}
    for path in ("overrides/main.html", "overrides/film.mp4"):
        assert (found[path].variant, found[path].values["found"]) == ("size", 50_001)


@pytest.mark.parametrize("key", ["hooks", "INHERIT"])
def test_what_mkdocs_runs_or_reads_is_not_too_big(guide_folder: Copy, key: str) -> None:
    root = guide_folder("minimum")
    named = {"hooks": "hooks:\n  - own.py", "INHERIT": "INHERIT: own.py"}[key]
    (root / "mkdocs.yml").write_text(f"site_name: x\n{named}\n", encoding="utf-8")
    (root / "own.py").touch()
    os.truncate(root / "own.py", 3 * 2**30)
    [problem] = problems_of_config(Folder(root), read_config(Folder(root)))
    assert (problem.place.path, problem.variant) == ("own.py", "size")
    with pytest.raises(CannotJudgeError):
        require_readable(Folder(root))


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "sarif"])
def test_a_name_that_is_not_text(guide_folder: Copy, format: str) -> None:
    root = guide_folder("minimum")
    for name in (b"caf\xe9.md", b"a\x1b[2J\n::error::b.md"):
        Path(os.fsdecode(os.fsencode(root / HOME) + b"/" + name)).write_bytes(b"# X\n")
    done = guia(root, "check", "--format", format, "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "")
    shown = done.stdout if format in ("text", "github") else str(json.loads(done.stdout))
    shown = shown.replace("%5C", "\\").replace("\\\\", "\\")
    assert r"caf\xe9.md" in shown
    assert "\x1b" not in shown
    assert not any(line.startswith("::error::") for line in shown.split("\n"))


def test_a_post_may_be_a_pipe_and_has_an_end(guide_folder: Copy) -> None:
    root = guide_folder("minimum")
    command = f'{sys.executable} -m guiaviva post <(echo "Bon dia") --network instagram --root {root}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    done = guia(root, "post", "/dev/zero", "--network", "instagram", "--lang", "ca")
    assert done.returncode == 2
    assert "/dev/zero" in done.stderr
    assert "1001" in done.stderr, "what is found is more than the maximum"


@pytest.mark.slow
def test_what_becomes_a_link_after_the_check_is_not_published(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / "docs/assets/open.txt").write_text("open", encoding="utf-8")
    judgement = judge(load_guide(root, today=parse_day(TODAY)))
    (root / "docs/assets/open.txt").unlink()
    link(root / "docs/assets/open.txt", tmp_path / "secret.txt")
    link(root / f"docs/{SOURCE}/circle", "..")
    link(root / f"docs/{SOURCE}/out", tmp_path)
    link(root / "overrides/assets/secret.txt", tmp_path / "secret.txt")
    os.mkfifo(root / "hooks/pipe.py")
    site = tmp_path / "site"
    site.mkdir()
    files = building.build(root, judgement, site, strict=False, cache=Cache(None), count=1)
    assert not [path for path in files if path.endswith(("open.txt", "secret.txt")) or "circle" in path]
    assert not [one for one in site.rglob("*") if one.is_file() and SECRET.encode() in one.read_bytes()]
    (root / "overrides/main.html").unlink(missing_ok=True)
    link(root / "overrides/main.html", tmp_path / "secret.txt")
    with pytest.raises(CannotJudgeError):
        building.build(root, judgement, site, strict=False, cache=Cache(None), count=1)


@pytest.mark.parametrize("target", ["../secret.txt", "pipe"])
def test_a_folder_that_is_imported(tmp_path: Path, target: str) -> None:
    """Neither is what lies beside it taken along, nor is a pipe waited for."""
    (tmp_path / "old").mkdir()
    (tmp_path / "secret.txt").write_text(f"# {SECRET}\n", encoding="utf-8")
    (tmp_path / "old/a.md").write_text("# Xarxes\n\nUn text.\n", encoding="utf-8")
    os.mkfifo(tmp_path / "old/pipe")
    assert documents.read(tmp_path / "old").text
    link(tmp_path / "old/b.md", target)
    with pytest.raises(CannotJudgeError) as raised:
        documents.read(tmp_path / "old")
    assert sentence(raised.value, "en").startswith(f"«{tmp_path / 'old/b.md'}» is not imported.")


def test_a_preview_shows_nothing_from_outside(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / "docs/assets/open.txt").write_text("open", encoding="utf-8")
    state = State.of(root, TODAY, None, Cache(None))
    site = Site(state)
    assert site.answer("assets/open.txt").file
    (root / "docs/assets/open.txt").unlink()
    link(root / "docs/assets/open.txt", tmp_path / "secret.txt")
    assert site.answer("assets/open.txt").kind == "missing"
    tone = f"docs/{SOURCE}/tone.md"
    (root / tone).unlink()
    os.mkfifo(root / tone)
    state.take_changes([tone, "docs/assets/open.txt"])
    site.prepare_again()
    assert site.answer("tone/").kind == "missing"
    (root / "mkdocs.yml").unlink()
    os.mkfifo(root / "mkdocs.yml")
    state.take_changes(["mkdocs.yml"])
    site.prepare_again()
    assert "mkdocs.yml" in site.answer("").wrong


@pytest.mark.parametrize(
    ("files", "variant"),
    [
        pytest.param({"mkdocs.yml": "INHERIT: mkdocs.yml"}, "inherit", id="itself"),
        pytest.param({"mkdocs.yml": "INHERIT: a/b.yml", "a/b.yml": "INHERIT: ../mkdocs.yml"}, "inherit", id="circle"),
        pytest.param({"mkdocs.yml": "INHERIT: [a.yml]"}, "inherit", id="no-name"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml", "a.yml": "- x"}, "inherit", id="no-settings"),
        pytest.param({"mkdocs.yml": 'INHERIT: "a\\0b.yml"'}, "inherit", id="no-path"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml"}, "unreadable", id="missing"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml", "a.yml": "INHERIT: ../secret.yml"}, "outside", id="outside"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml", "a.yml": "hooks: [../own.py]"}, "outside", id="hook"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml", "a.yml": "INHERIT: pipe"}, "device", id="pipe"),
        pytest.param({"mkdocs.yml": "INHERIT: a.yml", "a.yml": "theme: [\n"}, "yaml", id="broken"),
        pytest.param({"mkdocs.yml": "extra: !!python/object/apply:os.getcwd []"}, "tag", id="code"),
        pytest.param(
            {"mkdocs.yml": "%TAG !x! tag:yaml.org,2002:python/\n---\nextra: !x!object/new:os.getcwd []"},
            "tag",
            id="code-abbreviated",
        ),
        pytest.param(
            {"mkdocs.yml": "INHERIT: a.yml", "a.yml": "extra: {a: [!!python/module:os x]}"}, "tag", id="module"
        ),
        pytest.param(
            {"mkdocs.yml": "markdown_extensions:\n  - pymdownx.snippets: {base_path: [..]}"}, "outside", id="extension"
        ),
        pytest.param(
            {"mkdocs.yml": "markdown_extensions: {pymdownx.snippets: {auto_append: [/etc/hosts]}}"},
            "outside",
            id="extension-by-key",
        ),
    ],
)
def test_what_settings_may_not_do(root: Path, files: dict[str, str], variant: str) -> None:
    os.mkfifo(root / "pipe")
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        first, _, rest = text.rpartition("---\n")
        (root / path).write_text(f"{first}{_}site_name: x\n{rest}\n" if rest[0] != "-" else text, encoding="utf-8")
    assert [one.variant for one in problems_of_config(Folder(root), read_config(Folder(root)))] == [variant]
    with pytest.raises(CannotJudgeError):
        require_readable(Folder(root))


def test_settings_with_aliases_are_not_read_by_mkdocs(root: Path) -> None:
    """It would write them all out."""
    (root / "mkdocs.yml").write_text("site_name: x\nextra: {a: &a [x], b: [*a, *a]}\n", encoding="utf-8")
    with pytest.raises(CannotJudgeError):
        require_readable(Folder(root))


def test_what_settings_may_do(root: Path) -> None:
    (root / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_dir: ../site\ncopyright: !ENV [OWNER, x]\nmarkdown_extensions:\n"
        "  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n"
        "  - pymdownx.snippets: {base_path: [!relative $config_dir/docs]}\nextra: {link: /, here: ..}\n",
        encoding="utf-8",
    )
    (root / "base.yml").write_text("site_name: x\n", encoding="utf-8")
    assert not [*problems_of_config(Folder(root), read_config(Folder(root)))]


@pytest.mark.parametrize("path", [".git/config", "link.txt", "pipe"])
def test_a_snippet_is_nothing_hidden_nor_from_outside(tmp_path: Path, path: str) -> None:
    root = write_small_project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / ".git").mkdir()
    (root / ".git/config").write_text(SECRET, encoding="utf-8")
    link(root / "link.txt", "../secret.txt")
    os.mkfifo(root / "pipe")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("markdown_extensions:\n  - pymdownx.snippets: {base_path: [!relative $config_dir]}\n")
    with (root / f"docs/{SOURCE}/index.md").open("a", encoding="utf-8") as page:
        page.write(f'\n--8<-- "{path}"\n')
    judgement = judge(load_guide(root, today=parse_day(TODAY)))
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(CannotJudgeError):
        building.build(root, judgement, site, strict=False, cache=Cache(None), count=1)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("translations.yml", ("translated", "--all")),
        ("data/measures", ("measures", "import", "{table}", "--as", "plain", "--yes")),
        ("docs/ca/topics", ("new", "topics/images")),
        ("imports", ("import", "{text}")),
        ("removed", ("languages", "remove", "es")),
    ],
)
def test_nothing_is_written_through_a_link_that_leads_out(
    guide_folder: Copy, tmp_path: Path, path: str, command: tuple[str, ...]
) -> None:
    root, outside = guide_folder("complete"), tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "text.md").write_text("# Altres coses\n\nEl text que hi havia en la guia de les xarxes.\n", "utf-8")
    (tmp_path / "table.csv").write_text("date,indicator,account,value\n2026-01-31,followers,x-main,5\n", "utf-8")
    if (root / path).is_dir():
        shutil.rmtree(root / path)
    (root / path).unlink(missing_ok=True)
    is_file = Path(path).suffix != ""
    if is_file:
        (outside / "kept").write_text("kept", encoding="utf-8")
    link(root / path, outside / "kept" if is_file else outside)
    paths = {"table": tmp_path / "table.csv", "text": tmp_path / "text.md"}
    done = guia(root, *(part.format(**paths) for part in command))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stdout + done.stderr
    assert [one.read_text(encoding="utf-8") for one in outside.iterdir()] == ["kept"] * is_file
