"""Whoever keeps a page is reminded of it: in a list, a mail, a calendar, the forge's file and a file for tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from guiaviva.commands import main
from projects import EPOCH

TONE = "docs/ca/tone.md"


def owners(root: Path, *arguments: str | Path) -> Result:
    runner = CliRunner(env={"GUIA_LANG": None, "SOURCE_DATE_EPOCH": EPOCH})
    result = runner.invoke(main, ["owners", "--root", str(root), "--lang", "en", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def root(guide_folder: Callable[[str], Path]) -> Path:
    """Return a guide of which one page is kept by somebody, and was reviewed a year before the 10th of June 2026."""
    root = guide_folder("complete")
    for path in (root / "docs/ca").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        reviewed = "2025-06-10" if path.name == "tone.md" else "2026-06-01"
        lines = [
            f"reviewed: {reviewed}" if one.startswith("reviewed:") else
            "review_every: 12" if one.startswith("review_every:") else one
            for one in text.split("\n")
        ]  # fmt: skip
        path.write_text("\n".join(lines), encoding="utf-8")
    return root


def owner_of(root: Path) -> str:
    text = (root / TONE).read_text(encoding="utf-8")
    return text.partition("owner: ")[2].partition("\n")[0].strip()


def test_what_is_due_soon_is_listed_for_whoever_keeps_it(root: Path) -> None:
    early = owners(root, "--today", "2026-05-01", "--format", "json")
    assert (early.exit_code, json.loads(early.stdout)) == (0, {})
    soon = owners(root, "--today", "2026-05-20", "--format", "json")
    assert soon.exit_code == 1
    found = {key: [one["page"] for one in ones] for key, ones in json.loads(soon.stdout).items()}
    assert found == {owner_of(root): ["tone"]}
    assert (
        "To be reviewed by 10 June 2026 (last reviewed on 10 June 2025)."
        in owners(root, "--today", "2026-05-20").stdout
    )
    assert "Its review was due on 10 June 2026" in owners(root, "--today", "2026-06-11").stdout


def test_a_page_that_nobody_has_reviewed_is_due(root: Path) -> None:
    text = (root / TONE).read_text(encoding="utf-8")
    (root / TONE).write_text(text.replace("reviewed: 2025-06-10", "reviewed:"), encoding="utf-8")
    assert "Nobody has reviewed it yet." in owners(root, "--today", "2026-05-01").stdout


def test_a_translation_that_is_out_of_date_is_said_by_section(root: Path, tmp_path: Path) -> None:
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH})
    assert runner.invoke(main, ["translated", "--all", "--root", str(root)]).exit_code == 0
    text = (root / TONE).read_text(encoding="utf-8")
    (root / TONE).write_text(
        text.replace("Text de mostra de l'apartat «Veu", "Aquí hi diu una altra cosa: «Veu"), encoding="utf-8"
    )
    [found] = json.loads(owners(root, "--today", "2026-05-01", "--format", "json").stdout)[owner_of(root)]
    assert set(found["stale"]) == {"es#voice", "en#voice"}


def test_each_role_gets_a_mail_and_a_calendar(root: Path, tmp_path: Path) -> None:
    assert owners(root, "--today", "2026-05-20", "--output", tmp_path / "out").exit_code == 1
    key = owner_of(root)
    text = (tmp_path / f"out/owner-{key}.txt").read_text(encoding="utf-8")
    assert "Subject: Social media guide: pages to review" in text
    assert [path.name for path in (tmp_path / "out").glob("*.txt")] == [f"owner-{key}.txt"]
    calendar = Calendar.from_ical((tmp_path / f"out/owner-{key}.ics").read_bytes())
    days = {str(one["summary"]): one.decoded("dtstart").isoformat() for one in calendar.walk("VEVENT")}
    assert "2026-06-10" in days.values()
    assert len(days) > 1


@pytest.mark.parametrize(
    ("forge", "path"),
    [("github", "/docs/*/tone.md"), ("gitlab", "/docs/*/tone.md"), ("forgejo", r"docs/[^/]+/tone\.md")],
)
def test_the_forge_asks_whoever_the_role_names(root: Path, forge: str, path: str) -> None:
    key = owner_of(root)
    roles = root / "data/roles.yml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text(
        text.replace(f"{key}:\n", f'{key}:\n  reviewers: ["@council/web", "@maria"]\n', 1), encoding="utf-8"
    )
    lines = owners(root, "--codeowners", forge).stdout.splitlines()
    assert f"{path} @council/web @maria" in lines
    assert all(line.endswith("@council/web @maria") for line in lines[1:])


def test_a_role_that_there_is_not_is_refused(root: Path) -> None:
    result = owners(root, "--role", "nobody-here")
    assert (result.exit_code, "nobody-here" in result.output) == (2, True)
