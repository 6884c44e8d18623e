"""What a command prints of the texts of a guide never controls the terminal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TESTS
from guiaviva.commands import main

HARM = "\x1b[31mRed\x07 \u202eturned\u2066 \x9b"
COMMANDS = [
    ("todo",),
    ("search", "harm"),
    ("post", "draft.txt", "--network", "x"),
    ("import", "notes.md", "--dry-run", "--lang", "ca"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_shows_what_would_control_the_terminal(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(TESTS / "guides/complete", tmp_path / "guide"))
    page = root / "docs/ca/tone.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n\n## Harm {HARM} {{#harm}}\n\n## Last {{#last}}\n\nHarm [{HARM}](nowhere.md)\n", "utf-8")
    (tmp_path / "draft.txt").write_text(f"Harm {HARM} [enllaç {HARM}](nowhere)\n", "utf-8")
    (tmp_path / "notes.md").write_text(f"# Com parlem\n\n## Harm {HARM}\n\nParlem clar i amb respecte.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*command, "--root", str(root)])
    assert result.exit_code in (0, 1, 3), result.output
    assert not re.findall(r"(?!\n)[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.output)
