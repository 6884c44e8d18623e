"""The demonstration, as the text that other guides begin with: its pages and its data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from guiaviva.contentmodel import ENGINE
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source

ROOT = ENGINE / "demonstration" if (ENGINE / "demonstration").is_dir() else ENGINE
"""The folder of its `docs/` and `data/`: in the package where that is installed, else the repository."""


def languages() -> tuple[str, ...]:
    """Return the languages in which it is written."""
    return tuple(path.name for path in sorted((ROOT / "docs").iterdir()) if (path / "index.md").is_file())


def pages() -> Mapping[str, Path]:
    """Return its pages in its first language, by id; every one has translations in the others."""
    folder = ROOT / "docs" / languages()[0]
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.md"))}


@cache
def networks() -> Mapping[str, str]:
    """Return the networks that it knows, by key, each with its name."""
    document = read_document(read_source(Folder(ROOT), "data/networks.yml", "invalid-data"), "invalid-data")
    return {key: record["name"] for key, record in document.value.items()}
