"""The text that other guides begin with: the demonstration, and the sets for kinds of institutions that it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from guiaviva.contentmodel import ENGINE
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.yaml_files import load

ROOT = ENGINE / "demonstration" if (ENGINE / "demonstration").is_dir() else ENGINE
"""The folder of its `docs/` and `data/`: in the package where that is installed, else the repository."""

SETS = ENGINE / "starters"
"""What institutions of a kind have besides: `⟨kind⟩/docs/` and `⟨kind⟩/data/`, of the same form."""


def languages() -> tuple[str, ...]:
    """Return the languages in which it is written."""
    return tuple(path.name for path in sorted((ROOT / "docs").iterdir()) if (path / "index.md").is_file())


@cache
def pages(language: str, kind: str) -> Mapping[str, Path]:
    """Return the files of its pages in a language by id, with those of the set for a kind; {} where there are none."""
    folders = (root / "docs" / language for root in (ROOT, SETS / kind))
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
    }


def data(name: str, kind: str) -> Any:
    """Return a file of its data, as `yaml_files.load` gives it, with that of the set for a kind; None without either.

    Records of the set are added to those of the demonstration, and take the place of those of the same key; so do
    questions of its decision tree, which begins where the set says.
    """
    loaded = [load(path.read_text(encoding="utf-8")) for path in _files(name, kind)]
    value: Any = None
    for one in loaded:
        if value is None or not isinstance(one, dict):
            value = one if value is None else [*value, *one]
        elif name == "decision-tree":
            value["questions"].update(one["questions"])
            value["start"] = one.get("start", value["start"])
        else:
            value.update(one)
    return value


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the files of data, with those of the set for a kind."""
    folders = (root / "data" for root in (ROOT, SETS / kind))
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yml")}))


def _files(name: str, kind: str) -> list[Path]:
    paths = (root / "data" / f"{name}.yml" for root in (ROOT, SETS / kind))
    return [path for path in paths if path.is_file()]


@cache
def networks() -> Mapping[str, str]:
    """Return the networks that it knows, by key, each with its name."""
    return {key: record["name"] for key, record in _networks().items()}


def former_names() -> Mapping[str, Sequence[str]]:
    """Return what the networks that it knows were called before, by key."""
    return {key: record.get("former_names", ()) for key, record in _networks().items()}


@cache
def _networks() -> Mapping[str, Any]:
    value: Mapping[str, Any] = read_document(
        read_source(Folder(ROOT), "data/networks.yml", "invalid-data"), "invalid-data"
    ).value
    return value
