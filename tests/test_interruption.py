"""Ctrl+C ends a command at any moment without a traceback, and nothing that was begun is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guiaviva import workers
from test_rendering import small_project

on_linux = pytest.mark.skipif(not workers.CAN_FORK, reason="signals are sent on Linux alone")
# Each is imported later than the one before.
MOMENTS = ["click.core", "pydantic", "guiaviva.judgement", "guiaviva.commands._group"]


def interrupted(module: str, sent: int, *command: str) -> tuple[int, str]:
    """Send a signal to a command when a module has just been imported; return its exit code and what it said."""
    arguments = [sys.executable, "-X", "importtime", "-m", "guiaviva", *command]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("import time:") and line.split("|")[-1].strip() == module:
                process.send_signal(sent)
                break
        said = "".join(line for line in process.stderr if not line.startswith("import time:"))
        return process.wait(), said


@on_linux
@pytest.mark.parametrize("module", MOMENTS)
def test_while_the_program_begins(module: str, tmp_path: Path) -> None:
    code, said = interrupted(module, signal.SIGINT, "check", "--root", str(tmp_path))
    assert code == 130
    assert said.strip() == ""


@on_linux
@pytest.mark.parametrize(("sent", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_leaves_nothing_half_done(sent: int, expected: int, tmp_path: Path) -> None:
    root = small_project(tmp_path / "guide")
    environment = {"NO_MKDOCS_2_WARNING": "1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(*environment.popitem())
        code, said = interrupted("mkdocs.commands.build", sent, "build", "--root", str(root))
    assert (code, said.strip()) == (expected, "")
    assert not [path.name for path in root.iterdir() if path.name in ("site", ".site.building")]


@on_linux
def test_a_worker_leaves_it_to_its_parent() -> None:
    def job() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGINT)
        return 1

    parent = os.getpid()
    assert workers.run([job] * 4, 2) == [1] * 4
