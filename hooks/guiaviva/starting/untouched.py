"""What of a guide is still as it began: nobody has changed it since."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.pairs import lines_of
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.pages import TOP, Page, read_page
from guiaviva.starting import demonstration
from guiaviva.starting.corrections import corrections

RECORD = "imports/starter.json"
"""What a guide was when it began, and which corrections of the text that guides begin with it has, or does not want."""
# So many signs of a hash tell one text of a guide from another.
_SHORT = 12
BEGUN, TAKEN, LEFT = "begun", "taken", "left"
"""What became of a correction: the guide began with it, took it, or left it."""


@dataclass(frozen=True)
class Begun:
    """What a guide was when it began: hashes of the sections of pages, and of the fields of records, by path.

    Of a guide that began when only whole pages were recorded, `pages` has these. `corrections` says what became of
    each correction.
    """

    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    data: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def recorded(self) -> bool:
        """Whether it is known what the guide was."""
        return bool(self.sections or self.pages)

    def whole(self, page: Page) -> bool:
        """Return whether all of a page is as it was recorded."""
        body = hash_of(_body(page.file.source.text), len(sha256().hexdigest()))
        return self.pages.get(page.path) == body or self.sections.get(page.path) == hashes(page.file)

    def text(self) -> str:
        """Return the record as it is written: a line for each hash, so that Git shows what changes."""
        kept = {name: value for name, value in vars(self).items() if value}
        return json.dumps(kept, indent=0, ensure_ascii=False) + "\n"


def record_of(root: Path) -> str:
    """Return the record of a guide that has just begun."""
    folder = Folder(root)
    paths = sorted(path.relative_to(root).as_posix() for path in root.glob("docs/*/**/*.md"))
    pages = (read_page(read_source(folder, path, "invalid-page"), "", "") for path in paths)
    data = sorted(path.relative_to(root).as_posix() for path in root.glob("data/**/*.yml"))
    return Begun(
        {page.path: hashes(page) for page in pages},
        {path: dict(hashes_of_data(read_data(folder, path))) for path in data},
        dict.fromkeys(corrections(), BEGUN),
    ).text()


def begun(folder: Folder) -> Begun:
    """Return what a guide was when it began, which is nothing where that was not recorded.

    Raises CannotJudgeError where the record cannot be read.
    """
    try:
        known = json.loads(folder.read(RECORD)) if folder.is_file(RECORD) else {}
        if any(path.endswith(".md") for path in known):
            return Begun(pages=known)
        return Begun(**{name: dict(part) for name, part in known.items()})
    except (ValueError, TypeError, AttributeError):
        raise CannotJudgeError("unreadable-data", path=RECORD) from None


def is_untouched(guide: Guide, page: Page) -> bool:
    """Return whether the text of a page is what the guide began with; what its front matter says does not count.

    Of a guide without a record that is certain where each line is one of the demonstration.
    """
    known = begun(guide.folder)
    if known.recorded:
        return known.whole(page)
    lines = _lines(_body(page.file.source.text))
    sets = ("", *(path.name for path in demonstration.SETS.iterdir())) if demonstration.SETS.is_dir() else ("",)
    began = (demonstration.pages(page.language, one).get(page.id) for one in sets)
    return any(path and set(lines) <= set(_lines(_body(path.read_text(encoding="utf-8")))) for path in began)


def hashes(page: Page) -> dict[str, str]:
    """Return the hash of each section of a page, and of what is before the first, by id."""
    return {id: hash_of(section_text(page, id)) for id in (TOP, *(one.id for one in page.sections if one.level == 2))}


def section_text(page: Page, id: str) -> str:
    """Return the lines of a section of the second level, or of what is before the first one."""
    return "\n".join(map(page.source.line, lines_of(page, id)))


def read_data(folder: Folder, path: str) -> Any:
    """Return the value of a file of data, in which every scalar is text; None where it cannot be read."""
    return read_document(read_source(folder, path, "invalid-data"), "invalid-data").value


def hashes_of_data(value: Any) -> Iterator[tuple[str, str]]:
    """Return the hash of each field of the records of a file of data, by its name, such as `suicide.phone`."""
    for key, record in value.items() if isinstance(value, dict) else ():
        if isinstance(record, dict):
            yield from ((f"{key}.{name}", hash_of_value(part)) for name, part in record.items())
        else:
            yield str(key), hash_of_value(record)


def hash_of_value(value: Any) -> str:
    """Return the hash of a value of data."""
    return hash_of(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def _body(text: str) -> str:
    """Return what is below the front matter."""
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def _lines(text: str) -> list[str]:
    """Return the lines of a text without the spaces that may change when a file is saved."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def hash_of(text: str, length: int = _SHORT) -> str:
    return sha256("\n".join(_lines(text)).encode()).hexdigest()[:length]
