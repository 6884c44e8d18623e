"""Corrections of substance in the text that guides begin with: what changed, where, why, and on whose word."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import Day, Key, Line, Url, Version
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.validation import Record
from guiaviva.starting.demonstration import SETS

FILE = "corrections.yml"


class Correction(Record):
    """A correction. `places` are sections of pages, such as `tone#voice`, and values, as `data/helplines.yml#suicide`.

    What they say now is in the text that guides begin with, and is not said here again.
    """

    date: Day
    version: Version
    """That of the program in which it came."""
    places: Annotated[list[Line], Field(min_length=1)]
    why: dict[str, Line]
    """By language: what was wrong, or what has changed since."""
    source: Url | None = None


@cache
def corrections() -> Mapping[str, Correction]:
    """Return all corrections by key, the earliest first. Raises CannotJudgeError where the program's list is broken."""
    return read(SETS)


def read(folder: Path) -> Mapping[str, Correction]:
    """Return the corrections that the list in a folder has, as `corrections` does; none where there is no list."""
    if not (folder / FILE).is_file():
        return {}
    document = read_document(read_source(Folder(folder, trusting=True), FILE, "invalid-data"), "invalid-data")
    try:
        found = TypeAdapter(dict[Key, Correction]).validate_python(document.value or {})
    except ValidationError:
        raise CannotJudgeError("unreadable-data", path=f"{folder.name}/{FILE}") from None
    return dict(sorted(found.items(), key=lambda one: one[1].date))
