"""The text that other guides begin with: the demonstration, and the sets for kinds of institutions and territories."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from guiaviva.contentmodel import ENGINE
from guiaviva.facts.loading import ELSEWHERE
from guiaviva.guide import local
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source

ROOT = ENGINE / "demonstration" if (ENGINE / "demonstration").is_dir() else ENGINE
"""The folder of its `docs/` and `data/`: in the package where that is installed, else the repository."""

SETS = ENGINE / "starters"
"""What institutions of a kind have besides: `⟨kind⟩/docs/` and `⟨kind⟩/data/`, of the same form.

So have those in a territory: `⟨territory⟩/data/`, as `FR` or `ES-CT`.
"""
BRIEF = SETS / "brief"
"""The little with which a guide begins in a language in which there are no pages."""
DRAFTS = SETS / "languages"
"""Its drafts in languages in which it is not written: the pages of small guides, `⟨language⟩/docs/`, and the texts.

Those are in `⟨language⟩/data/`, of the form of its `data/`, each where it stands there.
"""


def languages() -> tuple[str, ...]:
    """Return the languages in which it is written."""
    return tuple(path.name for path in sorted((ROOT / "docs").iterdir()) if (path / "index.md").is_file())


@cache
def drafted() -> tuple[str, ...]:
    """Return the languages in which there are drafts of it, which no speaker has read yet."""
    return tuple(path.name for path in sorted(DRAFTS.iterdir()) if (path / "docs/index.md").is_file())


def has_texts(language: str, name: str) -> bool:
    """Return whether a file of its data has its texts in a language."""
    return language in languages() or (DRAFTS / language / f"data/{name}.yml").is_file()


@cache
def pages(language: str, kind: str) -> Mapping[str, Path]:
    """Return the files of its pages in a language by id, with those of the set for a kind; {} where there are none."""
    folders = (*(root / "docs" / language for root in (ROOT, SETS / kind)), DRAFTS / language / "docs")
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
    }


@cache
def spoken() -> frozenset[str]:
    """Return the languages in which any of it is written."""
    first = next(iter(_value(BRIEF, "data/situations.yml").values()))
    return frozenset((*languages(), *drafted(), *first["name"]))


def data(name: str, kind: str, territory: str = "") -> Any:
    """Return the value of a file of its data, with those of the sets for a kind and a territory; None without any.

    Records of a set are added to those of the demonstration; where the key is the same, what the set says of a record
    takes the place of what the demonstration says. So do questions of its decision tree, which begins where it says.
    """
    more = (BRIEF,) if name in ("helplines", "roles") else ()
    return _joined(name, (ROOT, SETS / kind, *more), _of_territory(territory))


def brief(name: str, territory: str = "") -> Any:
    """Return the value of a file of the data for other languages, with that for a territory; None without either."""
    return _joined(name, (BRIEF,), _of_territory(territory))


def _of_territory(code: str) -> tuple[Path, ...]:
    """Return the folders of the sets for a country and a region of it."""
    country = code.partition("-")[0]
    return tuple(SETS / one for one in dict.fromkeys((country, code)) if one)


def _joined(name: str, folders: Iterable[Path], here: Iterable[Path]) -> Any:
    """Return the values of a file in folders as one; those in `here` are of where the institution is."""
    value: Any = None
    for folder, join in (*((one, _join) for one in folders), *((one, _join_here) for one in here)):
        one = _of_demonstration(name) if folder == ROOT else _value(folder, f"data/{name}.yml")
        if value is None or one is None or not isinstance(one, dict):
            value = value if one is None else one if value is None else [*value, *one]
        elif name == "decision-tree":
            join(value["questions"], one["questions"])
            value["start"] = one.get("start", value["start"])
        else:
            join(value, one)
    return value


def _of_demonstration(name: str) -> Any:
    """Return the value of a file of its data alone, with the drafts of its texts in other languages."""
    value = _value(ROOT, f"data/{name}.yml")
    for language in drafted():
        _translate(value, _value(DRAFTS / language, f"data/{name}.yml"), language)
    return value


def _translate(value: Any, texts: Any, language: str) -> None:
    """Add to the texts of a value those of a language, which have the same form; what has another one is left out."""
    if isinstance(value, dict) and isinstance(texts, dict):
        if language in texts and set(languages()) <= value.keys():
            value[language] = texts[language]
        for key in value.keys() & texts.keys() - {language}:
            _translate(value[key], texts[key], language)
    elif isinstance(value, list) and isinstance(texts, list) and len(value) == len(texts):
        for one, text in zip(value, texts, strict=True):
            _translate(one, text, language)


def _join(records: Any, more: Any) -> None:
    """Add records to others by key; of one that is there already, only what is said again changes.

    A text that has only other languages adds these.
    """
    for key, record in more.items():
        known = records.get(key)
        if isinstance(known, dict) and isinstance(record, dict):
            known.update({field: _with_languages(known.get(field), part) for field, part in record.items()})
        else:
            records[key] = record


def _join_here(records: Any, more: Any) -> None:
    """Add records of where the institution is: they hold, and one with a name of its own is another thing there."""
    for key, record in more.items():
        known = records.get(key, {})
        if key in records and not set(languages()).isdisjoint(record.get("name", ())):
            del records[key]
        for mark in (local.KEY, ELSEWHERE):
            known.pop(mark, None)
    _join(records, more)


def _with_languages(known: Any, more: Any) -> Any:
    added = isinstance(known, dict) and isinstance(more, dict) and set(more) <= spoken() - set(languages())
    return {**known, **more} if added else more


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
