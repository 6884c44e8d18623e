"""A new guide is installed as its README and its pipelines say: from its own folder, with hashes, on every system."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from collections import defaultdict
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from guiaviva import __version__
from guiaviva.commands import main
from guiaviva.starting import files, requirements, wheel
from guiaviva.starting.answers import checked
from guiaviva.starting.beginning import begin
from guiaviva.starting.files import others
from guiaviva.upgrading.bringing import bring
from guiaviva.upgrading.changes import Changes
from projects import EPOCH, ROOT, require_demonstration
from walks import COUNCIL

# It begins with the text of the demonstration.
require_demonstration()

ANOTHER = (
    *("--name", "A", "--kind", "school", "--territory", "AR", "--languages", "es", "--networks", "x"),
    *("--people", "1", "--emergency", "911"),
)
WHEEL = f"./wheels/{wheel.wheel().name}"
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
posix = pytest.mark.skipif(os.name != "posix", reason="pipelines have the shell of Linux")


@pytest.fixture(scope="module")
def guide(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A guide as it begins; it is not changed."""
    return made_once("begun", lambda folder: begin(folder, checked(COUNCIL)))


def entries(root: Path) -> dict[str, list[str]]:
    """Return what pip is to install, each with its hashes."""
    text = (root / "requirements.txt").read_text("utf-8").replace("\\\n", " ")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {name: hashes for name, *hashes in lines}


def test_everything_is_pinned_with_hashes_and_the_program_is_beside_it(guide: Path) -> None:
    pinned = entries(guide)
    assert all(name == WHEEL or "==" in name for name in pinned)
    assert all(one.startswith("--hash=sha256:") for hashes in pinned.values() for one in hashes)
    assert all(pinned.values())
    digest = hashlib.sha256((guide / WHEEL).read_bytes()).hexdigest()
    assert pinned[WHEEL] == [f"--hash=sha256:{digest}"]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_the_program_needs_on_every_system_is_pinned(guide: Path, system: str, python: str) -> None:
    environment = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    pinned = {canonicalize_name(name.partition("==")[0]) for name in entries(guide)}
    waiting, seen = ["guiaviva"], set[str]()
    while waiting:
        seen.add(name := canonicalize_name(waiting.pop()))
        try:
            needs = [Requirement(one) for one in distribution(name).requires or ()]
        except PackageNotFoundError:
            continue
        here = (one.name for one in needs if one.marker is None or one.marker.evaluate(environment))
        waiting += [one for one in here if canonicalize_name(one) not in seen]
    assert seen - {"guiaviva"} <= pinned


Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def shell(guide: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Return a function that runs commands as a pipeline does, in a clone of the guide.

    The environment is new. It has what the tests have, but the program; what is lacking is asked for nowhere.
    """
    folder = tmp_path_factory.mktemp("pipeline")
    shutil.copytree(guide, folder / "origin")
    for command in ("init -q .", "add -A", "-c user.name=a -c user.email=a@b commit -qma"):
        subprocess.run(["git", *command.split()], cwd=folder / "origin", check=True)
    subprocess.run(["git", "clone", "-q", folder / "origin", folder / "guide"], check=True)
    scripts = _environment(folder / "guide/.venv", folder / "packages")
    (scripts / "pip").write_text(f'#!/bin/sh\nexec "{scripts}/python" -m pip "$@"\n', encoding="utf-8")
    (scripts / "pip").chmod(0o755)
    plain = _bare(folder / "bin")

    def run(script: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "-c", f"set -e\n. .venv/bin/activate\n{script}"]
        return subprocess.run(command, cwd=folder / "guide", env=plain, capture_output=True, text=True, check=False)

    return run


def _bare(folder: Path) -> dict[str, str]:
    """Return the environment of a machine with Python, Git and a shell, and nothing else: no make, no Node."""
    folder.mkdir()
    for name in ("bash", "sh", "git", "cat", "rm", "test", "uname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    (folder / "python3").symlink_to(sys.executable)
    return {
        "PATH": str(folder),
        "HOME": str(folder.parent),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "SOURCE_DATE_EPOCH": EPOCH,
        # What is lacking is asked for nowhere: what packs the program is here too.
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
    }


def _environment(folder: Path, packages: Path) -> Path:
    """Make an environment with the packages of this one, but the program; return the folder of its scripts."""
    venv.create(folder)
    packages.mkdir()
    for path in (Path(one) for one in sys.path if one.endswith("site-packages")):
        for one in path.iterdir():
            if "guiaviva" not in one.name and one.suffix != ".pth" and not (packages / one.name).exists():
                (packages / one.name).symlink_to(one)
    (own,) = folder.glob("lib/*/site-packages")
    (own / "packages.pth").write_text(f"{packages}\n", encoding="utf-8")
    return folder / "bin"


PIPELINES = {
    "github": (".github/workflows/guia.yml", "vendor.github-workflows"),
    "gitlab": (".gitlab-ci.yml", "vendor.gitlab-ci"),
    # Its syntax is that of GitHub.
    "forgejo": (".forgejo/workflows/guia.yml", "vendor.github-workflows"),
    "woodpecker": (".woodpecker/guia.yml", "vendor.woodpecker-ci"),
}
PUBLISHING = {"GUIA_HOSTS": "web.example.org ssh-ed25519 AAAA", "GUIA_KEY": "a key"}


def pipeline(root: Path, forge: str) -> tuple[list[str], list[str], list[str]]:
    """Return the commands of a pipeline as they stand in it, what it keeps of the result, and how it publishes it."""
    text = (root / PIPELINES[forge][0]).read_text("utf-8")
    if forge == "woodpecker":
        # What publishes is there once somebody has taken away the signs before it.
        site, publish = yaml.safe_load(re.sub("(?m)^# (?=  )", "", text))["steps"]
        return site["commands"], [], publish["commands"]
    written = yaml.safe_load(text)
    if forge == "gitlab":
        kept = written["site"]["artifacts"]
        return (
            written["site"]["script"],
            [*kept["paths"], *kept["reports"].values()],
            written["publish"]["script"],
        )
    steps = written["jobs"]["site"]["steps"]
    kept = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    commands = [step["run"] for step in steps if "run" in step]
    return commands[:-1], kept, commands[-1].splitlines()


@pytest.mark.parametrize("forge", PIPELINES)
def test_the_pipelines_have_the_form_of_their_forge(guide: Path, forge: str) -> None:
    path, schema = PIPELINES[forge]
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, str(guide / path)])
    assert done.exit_code == 0, done.output


@posix
@pytest.mark.skipif(shutil.which("rsync") is None, reason="needs rsync")
@pytest.mark.parametrize("forge", PIPELINES)
def test_what_is_published_is_what_was_built_and_no_more(guide: Path, tmp_path: Path, forge: str) -> None:
    """Where the place is a folder of this machine, it is asked for by no other."""
    site, served = tmp_path / "site", tmp_path / "served"
    (site / "ca").mkdir(parents=True)
    (site / "ca/index.html").write_text("new")
    served.mkdir()
    (served / "gone.html").write_text("old")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "GUIA_PUBLISH": f"{served}/"}
    (tmp_path / "home").mkdir()
    *_, commands = pipeline(guide, forge)
    done = subprocess.run(
        ["bash", "-ec", "\n".join(commands)],
        cwd=tmp_path,
        env=environment | PUBLISHING,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [one.relative_to(served).as_posix() for one in served.rglob("*.html")] == ["ca/index.html"]
    key = tmp_path / "home/.ssh/guia"
    assert (key.read_text(), key.stat().st_mode & 0o077) == ("a key\n", 0)


def test_what_pre_commit_runs_is_run_for_what_the_check_reads(guide: Path) -> None:
    (repo,) = yaml.safe_load((guide / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    (hook,) = repo["hooks"]
    read = ("docs/ca/tone.md", "data/roles.yml", "data/measures/2026.csv", "translations.yml", "mkdocs.yml")
    assert (repo["repo"], hook["entry"]) == ("local", "guia check")
    assert all(re.search(hook["files"], path) for path in read)
    assert not re.search(hook["files"], "README.md")


@pytest.mark.parametrize(
    "path",
    [
        ".github/pull_request_template.md",
        ".forgejo/pull_request_template.md",
        ".gitlab/merge_request_templates/Default.md",
    ],
)
def test_whoever_proposes_a_change_is_asked_in_the_languages_of_the_guide(path: str) -> None:
    asked = {"ca": "Què canvia", "es": "Qué cambia"}
    written = others(checked(COUNCIL), defaultdict(str), {}, asked)
    assert written[path] == "Què canvia\n\n---\n\nQué cambia\n"


def commands_in(text: str) -> list[str]:
    """Return the commands of the first block of a console in a text, without their remarks."""
    block = re.findall("```console\n(.*?)```", text, re.DOTALL)[0]
    return [line.split(" #")[0].strip() for line in block.splitlines()]


# What is served is asked for, and then it is ended.
SERVED = """
import sys, threading, urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=sys.argv[-1]))
threading.Thread(target=server.serve_forever, daemon=True).start()
print(urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/").read().decode())
"""


def as_typed(commands: list[str], folder: Path) -> str:
    """Return commands for a shell in which nobody types: what waits for somebody is left out or answered."""
    (folder / "served.py").write_text(SERVED, encoding="utf-8")
    lines = []
    for one in commands:
        if one.startswith("guia init "):
            one = f"{one} {' '.join(ANOTHER)}"
        # Something is left to do.
        one = re.sub(r"^guia (todo|confirm)", r"! \g<0>", one).replace("-m http.server", str(folder / "served.py"))
        lines += [one] if one != "guia serve" else []
    return "\n".join(lines)


@posix
@pytest.mark.slow
def test_the_commands_of_its_readme_and_of_its_pipelines_are_true(guide: Path, shell: Shell, tmp_path: Path) -> None:
    """Those that are the same are run once."""
    readme = commands_in((guide / "README.md").read_text("utf-8"))
    # The environment is there, and what `guia serve` shows has tests of its own.
    assert readme[:2] == ["python3 -m venv .venv", ". .venv/bin/activate"]
    pipelines = [pipeline(guide, forge) for forge in PIPELINES]
    assert all(commands[0] == readme[2] and commands[-1] == "guia build" for commands, *_ in pipelines)
    checks = [one for commands, *_ in pipelines for one in commands[1:-1]]
    done = shell(as_typed(list(dict.fromkeys([*readme[1:3], *checks, *readme[3:]])), tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<title>" in done.stdout
    kept = {path for _, paths, _ in pipelines for path in paths}
    assert {"site", "site/"} <= kept
    assert shell("\n".join(f"test -s {path}" for path in kept)).returncode == 0


@posix
@pytest.mark.slow
def test_the_first_commands_lead_from_nothing_but_python_to_a_site_that_is_served(guide: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    packed = ("hooks", "model", "words", "overrides", "starters", "docs", "data", "supply")
    for name in packed:
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (*ROOT.glob("*.toml"), *ROOT.glob("*.txt"), *ROOT.glob("*.md"), *ROOT.glob("LICENSE*")):
        shutil.copy(path, program)
    commands = commands_in((ROOT / "README.md").read_text("utf-8"))
    assert commands[0] == "python3 -m venv .venv"
    scripts = _environment(program / ".venv", tmp_path / "packages")
    (scripts / "pip").write_text(f'#!/bin/sh\nexec "{scripts}/python" -m pip "$@"\n', encoding="utf-8")
    (scripts / "pip").chmod(0o755)
    script = as_typed(commands[1:], tmp_path)
    done = subprocess.run(
        ["bash", "-c", f"set -e\n{script}"],
        cwd=program,
        env=_bare(tmp_path / "bin"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<title>" in done.stdout
    # A program that was installed packs itself again.
    assert contents(tmp_path / "our-guide" / WHEEL) == contents(guide / WHEEL)


def contents(wheel: Path) -> dict[str, object]:
    """Return the files of a wheel; of their list what it lists."""
    with ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return {name: sorted(data.split()) if name.endswith("RECORD") else data for name, data in files.items()}


ADDED = "ours==1.0 \\\n    --hash=sha256:00\n"


def upgraded(root: Path) -> str:
    """Bring the program that is running into a guide; return what it requires from then on."""
    changes = Changes(root, "removed/0.1")
    bring(changes, "ca")
    changes.apply()
    return (root / "requirements.txt").read_text("utf-8")


def test_an_upgrade_replaces_the_program_and_keeps_what_was_added(guide: Path, tmp_path: Path) -> None:
    now = (guide / "requirements.txt").read_text("utf-8")
    older = (
        re.sub("(?m)^mkdocs==.*", "mkdocs==0.1 \\\\", now.replace(wheel.wheel().version, "0.0.1"))
        + f"# Nostre\n{ADDED}"
    )
    (tmp_path / "requirements.txt").write_text(older, encoding="utf-8")
    (tmp_path / "wheels").mkdir()
    for name in ("guiaviva-0.0.1-py3-none-any.whl", "ours-1.0-py3-none-any.whl"):
        (tmp_path / "wheels" / name).write_bytes(b"older")
    assert upgraded(tmp_path) == f"{now}# Nostre\n{ADDED}"
    assert sorted(path.name for path in (tmp_path / "wheels").iterdir()) == [
        Path(WHEEL).name,
        "ours-1.0-py3-none-any.whl",
    ]
    assert (tmp_path / WHEEL).read_bytes() == (guide / WHEEL).read_bytes()
    assert (tmp_path / "removed/0.1/wheels/guiaviva-0.0.1-py3-none-any.whl").read_bytes() == b"older"


@pytest.mark.parametrize(
    "older",
    [
        f"--find-links wheels\nguiaviva==0.0.1\nMkDocs==0.1\n{ADDED}",
        f"# made by pip-compile\nmkdocs==0.1 \\\n    --hash=sha256:11\n    # via guiaviva\n{ADDED}    # via us\n",
        f"./wheels/guiaviva-0.0.1-py3-none-any.whl\n{ADDED}",
    ],
)
def test_of_requirements_without_a_mark_what_the_program_does_not_need_stays(
    guide: Path, tmp_path: Path, older: str
) -> None:
    (tmp_path / "requirements.txt").write_text(older, encoding="utf-8")
    assert upgraded(tmp_path) == (guide / "requirements.txt").read_text("utf-8") + ADDED
    assert (tmp_path / "removed/0.1/requirements.txt").read_text("utf-8") == older


def test_an_upgrade_to_the_version_that_is_there_changes_nothing(guide: Path, tmp_path: Path) -> None:
    text = (guide / "requirements.txt").read_text("utf-8") + "ours==1.0\n"
    (tmp_path / "requirements.txt").write_text(text, encoding="utf-8")
    shutil.copytree(guide / "wheels", tmp_path / "wheels")
    assert upgraded(tmp_path) == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["requirements.txt", "wheels"]


def test_another_build_of_the_same_number_is_told_apart_and_what_is_theirs_is_named(
    guide: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(guide, tmp_path / "guide"))
    other = f"{__version__}+00000000"
    (root / WHEEL).rename(root / "wheels" / f"guiaviva-{other}-py3-none-any.whl")
    now = (root / "requirements.txt").read_text("utf-8")
    (root / "requirements.txt").write_text(now.replace(wheel.wheel().version, other), encoding="utf-8", newline="\n")
    (root / "overrides/main.html").write_text("{# ours #}\n", encoding="utf-8")
    (root / "model").mkdir()
    (root / "model/rules.yml").write_text("empty-section: {level: warning}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["upgrade", "--root", str(root), "--lang", "en"])
    assert done.exit_code == 0, done.output
    for said in (f"was {other}, and is {wheel.wheel().version} now", "overrides/main.html", "empty-section.level"):
        assert said in done.stdout
    assert (root / "requirements.txt").read_text("utf-8") == now
    assert (root / WHEEL).is_file()


def test_a_program_that_cannot_be_packed_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program").mkdir()
    monkeypatch.setattr(wheel, "ENGINE", tmp_path / "program")
    monkeypatch.setattr(files, "wheel", wheel.wheel.__wrapped__)
    monkeypatch.setattr(requirements, "wheel", wheel.wheel.__wrapped__)
    done = CliRunner().invoke(main, ["init", str(tmp_path / "guide"), *ANOTHER, "--lang", "en"])
    assert done.exit_code == 2
    # Before it stands what there is not for this institution.
    assert done.stderr.splitlines()[-1].startswith("The program cannot be packaged")
    assert [path.name for path in tmp_path.iterdir()] == ["program"]
