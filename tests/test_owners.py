"""Whoever keeps a page is reminded of it: in a list, a mail, a calendar, the forge's file and a file for tools."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from guiaviva.commands import main
from guiaviva.guide import load_guide
from guiaviva.site.html import elements
from guiaviva.views.changes import view_changes
from guiaviva.views.context import Context
from projects import EPOCH, change

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


# What has changed since a day.


def commit(root: Path, day: str) -> None:
    name = ("-c", "user.name=guide", "-c", "user.email=guide@example.org", "-c", "commit.gpgsign=false")
    when = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    for command in (["init", "--quiet"], ["add", "--all"], [*name, "commit", "--quiet", "--message", "Change"]):
        subprocess.run(["git", *command], cwd=root, env=when, check=True, capture_output=True)


def changed(root: Path, *arguments: str) -> set[tuple[str, str, str, str]]:
    result = owners(root, "--since", "2026-05-01", "--today", "2026-06-01", "--format", "json", *arguments)
    assert result.exit_code == 0
    return {(one["day"], one["place"], one["section"], one["how"]) for one in json.loads(result.stdout)}


@pytest.fixture
def repository(root: Path) -> Path:
    """Return a guide whose first commit was before the day that is asked for."""
    commit(root, "2026-04-01")
    return root


def test_what_has_changed_is_listed_by_day_and_section(repository: Path) -> None:
    change(repository / TONE, "## Exemples {#examples}\n", "## Mostres {#samples}\n")
    change(repository / TONE, "«Veu de la institució» a la pàgina", "«Veu de la institució» sempre a la pàgina")
    commit(repository, "2026-05-02")
    (repository / "docs/ca/principles.md").unlink()
    commit(repository, "2026-05-03")
    assert changed(repository) == {
        ("2026-05-02", "tone", "voice", "changed"),
        ("2026-05-02", "tone", "examples", "gone"),
        ("2026-05-02", "tone", "samples", "new"),
        ("2026-05-03", "principles", "", "gone"),
    }
    assert len(changed(repository, "--since", "2026-05-03")) == 1
    assert "3 May 2026\n- " in owners(repository, "--since", "2026-05-03", "--today", "2026-06-01").stdout


def test_commas_translations_and_new_names_are_no_changes(repository: Path) -> None:
    change(repository / TONE, "diu qui fa què, quan i on", "diu: qui fa què, quan, i on")
    change(repository / "docs/en/tone.md", "# ", "# Another ")
    change(repository / "data/roles.yml", "en: Press office", "en: The press office")
    (repository / "docs/ca/principles.md").rename(repository / "docs/ca/values.md")
    commit(repository, "2026-05-02")
    assert changed(repository) == set()


def test_a_role_sees_what_it_keeps_and_what_names_it(repository: Path) -> None:
    change(repository / TONE, "## Exemples {#examples}\n", "## Exemples {#examples}\n\n{{ roles.press-office.name }}\n")
    change(repository / TONE, "«Veu de la institució» a la pàgina", "«Veu de la institució» sempre a la pàgina")
    change(repository / "data/roles.yml", "ca: Premsa", "ca: Gabinet de premsa")
    commit(repository, "2026-05-02")
    assert changed(repository, "--role", "press-office") == {
        ("2026-05-02", "tone", "examples", "changed"),
        ("2026-05-02", "roles.press-office", "", "changed"),
    }
    assert {section for _, _, section, _ in changed(repository, "--role", owner_of(repository))} >= {
        "voice",
        "examples",
    }


def test_the_mail_says_what_changed_in_the_pages_of_others(repository: Path, tmp_path: Path) -> None:
    change(repository / TONE, "## Exemples {#examples}\n", "## Exemples {#examples}\n\n{{ roles.press-office.name }}\n")
    commit(repository, "2026-05-02")
    owners(repository, "--since", "2026-05-01", "--today", "2026-05-03", "--output", tmp_path / "out")
    assert (
        "Examples"
        in (tmp_path / "out/owner-press-office.txt").read_text(encoding="utf-8").rpartition("concerns you")[2]
    )


def test_without_a_history_that_is_said(root: Path, repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", root.as_uri(), clone], check=True, capture_output=True)
    assert "history was cut" in owners(clone, "--since", "2026-01-01").stdout
    shutil.rmtree(clone / ".git")
    assert "no Git history" in owners(clone, "--since", "2026-01-01").stdout


def test_the_block_shows_the_same(repository: Path) -> None:
    change(repository / TONE, "## Exemples {#examples}\n", "## Exemples {#examples}\n\n{{ roles.press-office.name }}\n")
    commit(repository, "2026-05-02")
    guide = load_guide(repository, today=date(2026, 6, 1))
    [shown] = [one for view in view_changes(Context(guide, "en", "status", "changes")) for one in elements(view)]
    assert [one.get("data-day") for one in shown.iter("details")] == ["2026-05-02"]
    [item] = shown.iter("li")
    assert "press-office" in str(item.get("data-roles")).split()
    # In the language of the page, though the original is what changed.
    assert "Examples" in "".join(item.itertext())
