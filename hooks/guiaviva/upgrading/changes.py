"""What an upgrade changes, gathered before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from guiaviva.errors import CannotJudgeError
from guiaviva.reading.files import Folder
from guiaviva.reading.targets import target as writable
from guiaviva.yaml_files import YAMLError, load, write


class Note(NamedTuple):
    """What an institution must know of an upgrade: a key of the group `upgrade` of the words, and a path.

    Of a value that it had changed: its `name`, what was `found`, and what the program says `now`.
    """

    key: str
    path: str = ""
    name: str = ""
    found: str = ""
    now: str = ""


def loaded(path: str, text: str) -> Any:
    """Return the map that the text of a YAML file holds. Raises CannotJudgeError where it is none."""
    try:
        value = load(text)
    except YAMLError:
        value = None
    if not isinstance(value, dict):
        raise CannotJudgeError("unreadable-data", path=path)
    return value


@dataclass
class Changes:
    """Files to write and to move away, by path below `root`, and what must be known. Nothing is lost: it is moved."""

    root: Path
    kept: str
    """The folder in which what is moved away is kept."""
    written: dict[str, str] = field(default_factory=dict)
    packed: dict[str, bytes] = field(default_factory=dict)
    """What is no text."""
    moved: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def text(self, path: str) -> str:
        """Return the text of a file, with what is to be written; "" where there is none."""
        if path in self.written:
            return self.written[path]
        folder = Folder(self.root)
        return folder.read(path).decode("utf-8-sig").replace("\r\n", "\n") if folder.exists(path) else ""

    def write(self, path: str, text: str, note: str) -> None:
        """Have a file written, where that changes it."""
        if self.text(path) != text:
            self.written[path] = text
            self.notes.append(Note(note, path))

    def move(self, path: str, note: str) -> None:
        """Have a file or folder moved away, where there is one."""
        if (self.root / path).exists() or (self.root / path).is_symlink():
            self.moved.append(path)
            self.notes.append(Note(note, path))

    def apply(self) -> None:
        """Carry it out. Raises OSError."""
        for path in (*self.written, *self.packed, *(f"{self.kept}/{one}" for one in self.moved)):
            writable(self.root, path)
        for path in self.moved:
            target = self.root / self.kept / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).rename(target)
        for folder in {(self.root / path).parent for path in self.moved}:
            while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent
        for path, text in self.written.items():
            write(self.root / path, text)
        for path, data in self.packed.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)

    def files(self, folder: str) -> Iterator[str]:
        """Return the paths of the files below a folder, sorted."""
        yield from Folder(self.root).list(folder).files
