"""The text that other guides begin with: the demonstration, and the sets for kinds of institutions that it is not."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from guiaviva.contentmodel import ENGINE
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source

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
    """Return the value of a file of its data, with that of the set for a kind; None without either.

    Records of the set are added to those of the demonstration; where the key is the same, what the set says of a record
    takes the place of what the demonstration says. So do questions of its decision tree, which begins where it says.
    """
    loaded = [_value(folder, f"data/{name}.yml") for folder in (ROOT, SETS / kind)]
    value: Any = None
    for one in filter(None, loaded):
        if value is None or not isinstance(one, dict):
            value = one if value is None else [*value, *one]
        elif name == "decision-tree":
            _join(value["questions"], one["questions"])
            value["start"] = one.get("start", value["start"])
        else:
            _join(value, one)
    return value


def _join(records: Any, more: Any) -> None:
    """Add records to others by key; of one that is there already, only what is said again changes."""
    for key, record in more.items():
        known = records.get(key)
        if isinstance(known, dict) and isinstance(record, dict):
            known.update(record)
        else:
            records[key] = record


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the files of data, with those of the set for a kind."""
    folders = (root / "data" for root in (ROOT, SETS / kind))
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yml")}))


@cache
def networks() -> Mapping[str, str]:
    """Return the networks that it knows, by key, each with its name."""
    return {key: record["name"] for key, record in _value(ROOT, "data/networks.yml").items()}


def former_names() -> Mapping[str, Sequence[str]]:
    """Return what the networks that it knows were called before, by key."""
    records = _value(ROOT, "data/networks.yml")
    return {key: record.get("former_names", ()) for key, record in records.items()}


def _value(folder: Path, path: str) -> Any:
    """Return the value of a file of data, in which every scalar is text; None where there is none."""
    if not (folder / path).is_file():
        return None
    return read_document(read_source(Folder(folder), path, "invalid-data"), "invalid-data").value
