"""Projects that are built: the demonstration's own, and a small one in which a build takes a second or two."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import complete_guide
from guiaviva.contentmodel import ENGINE, load_model
from guiaviva.guide import Guide, load_guide
from guiaviva.reading.documents import Loader

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-24"
EPOCH = f"{datetime.fromisoformat(TODAY).replace(tzinfo=UTC).timestamp():.0f}"
"""The same day as the environment says it, to every process that a test starts."""
PATIENCE = 120
"""For so many seconds a process may be silent that has not stopped: the machine may have much else to do."""
read_model = cache(load_model)
MODEL = read_model(ENGINE)
"""The program's own model, read once for all tests."""

SOURCE, OTHER = LANGUAGES = ("es", "en")
"""The languages of the small project: not those of the demonstration, and in another order."""
NAMES = {"es": "Español", "en": "English"}
SITE_URL = "https://guide.example.org/"
# What the check demands of the smallest guide, a page of each sort of block, and one that is in a folder.
PAGES = (
    "index",
    "principles",
    "tone",
    "roles/digital-content-lead",
    "networks/x",
    "networks/instagram",
    "networks/facebook",
    "topics/hashtags",
    "topics/images",
    "approval",
    "responses/index",
    "responses/participation-rules",
    "responses/crisis",
    "responses/security-incident",
    "responses/assistant",
    "accounts/index",
    "plans/institution",
    "plans/culture",
    "glossary",
    "find",
    "check",
    "status",
)


def require_demonstration() -> None:
    """Skip a test, or the module that is being read, where the demonstration is not there: the program's own go on."""
    if not all((ROOT / name).is_dir() for name in ("data", "docs")):
        pytest.skip("the demonstration is not here", allow_module_level=True)


@cache
def demonstration_languages() -> tuple[str, ...]:
    """Return the languages of the demonstration, the source first; those of the small guides where it is not here."""
    if not (ROOT / "data/institution.yml").is_file():
        return tuple(complete_guide.LANGUAGES)
    return tuple(yaml.safe_load((ROOT / "data/institution.yml").read_text(encoding="utf-8"))["languages"])


@cache
def demonstration() -> Guide:
    """Return the guide of the demonstration, read once."""
    from memory import PLAIN  # Which asks `conftest`, and that asks this module.

    require_demonstration()
    return load_guide(ROOT, today=date.fromisoformat(TODAY), store=PLAIN)


def copy_project(target: Path) -> Path:
    """Copy what a site is made of: the institution's files, and the program's beside them."""
    require_demonstration()
    _copy_program(target)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("mkdocs.yml", "translations.yml"):
        shutil.copy(ROOT / name, target)
    return target


def write_small_project(target: Path) -> Path:
    """Write a guide of a few pages in two languages, with the program's own hooks, templates, model and settings."""
    _copy_program(target)
    for name, text in complete_guide.DATA.items():
        value = _in_languages(yaml.load(text, Loader=Loader))
        # A guide of a few pages is all that this profile demands.
        profile = {"profile": "minimum"} if name == "institution" else {}
        _write(target / "data" / f"{name}.yml", _dumped(value | profile if profile else value))
    _write(target / "docs/assets/approval.svg", complete_guide.SVG)
    for id, kind, title in complete_guide.pages(MODEL):
        for language in LANGUAGES if id in PAGES else ():
            text = complete_guide.page(id, kind, title, language, source=SOURCE)
            _write(target / "docs" / language / f"{id}.md", text)
    _write(target / "mkdocs.yml", _dumped(_settings()))
    return target


def _copy_program(target: Path) -> None:
    target.mkdir(parents=True)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    (target / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copy(path, target / "hooks")
    (target / "hooks" / "ours.py").write_text("", encoding="utf-8")


def _settings() -> Any:
    """Return the settings of the demonstration with the languages and the address of the small project."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    (i18n,) = (plugin["i18n"] for plugin in settings["plugins"] if "i18n" in plugin)
    i18n["languages"] = [{"locale": code, "name": NAMES[code], "default": code == SOURCE} for code in LANGUAGES]
    settings["hooks"].append("hooks/ours.py")
    return settings | {"site_name": "Guía de prueba", "site_url": SITE_URL}


def _in_languages(value: Any) -> Any:
    """Return a value of data with the texts of our languages alone."""
    if isinstance(value, dict) and value and value.keys() <= set(complete_guide.LANGUAGES):
        return {code: value[code] for code in LANGUAGES if code in value}
    if isinstance(value, dict):
        return {key: _in_languages(part) for key, part in value.items()}
    if isinstance(value, list) and value and all(part in complete_guide.LANGUAGES for part in value):
        return list(LANGUAGES)
    if isinstance(value, list):
        return [_in_languages(part) for part in value if _said_in(part) in LANGUAGES]
    return value


def _said_in(record: Any) -> str:
    """Return the language of a record that has one, such as a query."""
    return str(record.get("language", SOURCE)) if isinstance(record, dict) else SOURCE


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process of a test: nothing in it is about the check but the day of the tests."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GUIA_")}
    return {**plain, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, **more}


def run(root: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the same Python in the folder of a guide, on the day of the tests."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


def guia_build(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a guide."""
    return run(root, "guiaviva", "build", *arguments, **more)


def digest(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that must be in a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (old, path)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def folder_of(language: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Return the folder of a language from the top of the site, with its `/`: "" for the source."""
    return "" if language == languages[0] else f"{language}/"
