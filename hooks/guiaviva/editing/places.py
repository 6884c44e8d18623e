"""Which files of a guide may be written from a browser: its texts, its data, and its pictures; nothing that runs."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Literal

from guiaviva.errors import CannotJudgeError
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import misnamed, readable
from guiaviva.reading.targets import target

Kind = Literal["text", "data", "picture"]
PICTURES = "docs/assets"
"""The folder below which pictures are."""
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_DATA_SUFFIXES = (".yml", ".yaml", ".csv")


def kind_of(path: str, languages: Collection[str]) -> Kind | None:
    """Return what a file at a path from the root of a guide is, as far as it may be written; else None.

    `languages` are those of the guide. A drawing (SVG) is no picture here: it may run when it is opened.
    """
    parts, suffix = path.split("/"), PurePosixPath(path).suffix
    if any(not one or one.startswith(".") or misnamed(one, one) for one in parts):
        return None
    if len(parts) > 2 and parts[0] == "docs" and parts[1] in languages:
        return "text" if suffix == ".md" else None
    if parts[0] == "data" and len(parts) > 1:
        return "data" if suffix in _DATA_SUFFIXES else None
    is_picture = path.startswith(f"{PICTURES}/") and suffix.lower() in PICTURE_SUFFIXES
    return "picture" if is_picture else None


def place(root: Path, languages: Collection[str], path: str) -> tuple[Path, Kind]:
    """Return where a file that may be written is on the disk, be it there or not, and what it is.

    Raises CannotJudgeError where it may not be: out of the places of texts, data and pictures, or through a link that
    leads out of them.
    """
    kind = kind_of(path, languages)
    if kind is None:
        raise CannotJudgeError("not-editable", path=readable(path))
    # What is written is where a link leads, so that this has to be such a place too.
    real = Path(os.path.realpath(target(root, Folder(root).written(path))))
    top = Path(os.path.realpath(root))
    if not real.is_relative_to(top) or kind_of(real.relative_to(top).as_posix(), languages) != kind:
        raise CannotJudgeError("not-editable", path=readable(path))
    return real, kind
