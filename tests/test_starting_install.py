"""A new guide is installed as its README and its pipelines say: from its own folder, with hashes, on every system."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import TODAY
from guiaviva import __version__
from guiaviva.commands import main
from guiaviva.starting import files, requirements, wheel
from guiaviva.starting.answers import Answers, checked
from guiaviva.starting.beginning import begin
from guiaviva.upgrading.bringing import bring
from guiaviva.upgrading.changes import Changes
from projects import require_demonstration

# It begins with the text of the demonstration.
require_demonstration()

ANSWERS = Answers(
    names={"ca": "Ajuntament de Prova"},
    kind="municipality",
    territory="ES-CT",
    languages=("ca",),
    networks=("instagram",),
    units=(),
    people=2,
    profile="minimum",
    address="",
    email="",
    today=TODAY,
)
ANOTHER = (
    *("--name", "A", "--kind", "school", "--territory", "AR", "--languages", "es", "--networks", "x"),
    *("--people", "1", "--emergency", "911"),
)
WHEEL = f"./wheels/guiaviva-{__version__}-py3-none-any.whl"
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
posix = pytest.mark.skipif(os.name != "posix", reason="pipelines have the shell of Linux")


@pytest.fixture(scope="module")
def guide(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A guide as it begins; it is not changed."""
    return made_once("begun", lambda folder: begin(folder, checked(ANSWERS)))


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
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GUIA_", "PYTHON", "PIP_"))}
    plain |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_MKDOCS_2_WARNING": "1"}

    def run(script: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "-c", f"set -e\n. .venv/bin/activate\n{script}"]
        return subprocess.run(command, cwd=folder / "guide", env=plain, capture_output=True, text=True, check=False)

    return run


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


def pipelines(root: Path) -> dict[str, str]:
    """Return the commands of each pipeline, as they stand in it, one a line."""
    github = yaml.safe_load((root / ".github/workflows/guia.yml").read_text("utf-8"))
    gitlab = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
    return {
        "github": "\n".join(step["run"] for job in github["jobs"].values() for step in job["steps"] if "run" in step),
        "gitlab": "\n".join(line for job in gitlab.values() for line in job["script"]),
    }


@posix
@pytest.mark.slow
@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_the_pipelines_build_the_new_guide(guide: Path, shell: Shell, forge: str) -> None:
    done = shell(f"{pipelines(guide)[forge]}\ntest -f site/index.html\nrm -r site")
    assert done.returncode == 0, done.stdout + done.stderr


@posix
@pytest.mark.slow
def test_the_commands_of_its_readme_are_true(guide: Path, shell: Shell) -> None:
    (block,) = re.findall("```console\n(.*?)```", (guide / "README.md").read_text("utf-8"), re.DOTALL)
    commands = [line.split(" #")[0].strip() for line in block.splitlines()]
    # The environment is there, and what `guia serve` shows has tests of its own.
    assert commands[:2] == ["python -m venv .venv", ". .venv/bin/activate"]
    assert commands[2].startswith("pip install --require-hashes ")
    # Something is left to do.
    done = shell("\n".join(one.replace("guia todo", "! guia todo") for one in commands[1:] if one != "guia serve"))
    assert done.returncode == 0, done.stdout + done.stderr


@posix
@pytest.mark.slow
def test_a_program_that_was_installed_packs_itself_again(guide: Path, shell: Shell, tmp_path: Path) -> None:
    done = shell(f"pip install -r requirements.txt\nguia init {tmp_path / 'guide'} {' '.join(ANOTHER)}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(tmp_path / "guide" / WHEEL) == contents(guide / WHEEL)


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
    older = re.sub("(?m)^mkdocs==.*", "mkdocs==0.1 \\\\", now.replace(__version__, "0.0.1")) + f"# Nostre\n{ADDED}"
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
    assert upgraded(tmp_path) == text
    assert [path.name for path in tmp_path.iterdir()] == ["requirements.txt"]


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
