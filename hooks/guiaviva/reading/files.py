"""Read the text files of a guide, whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import errno
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from guiaviva.cache import digest
from guiaviva.diagnostics import Finding, Place, found


@dataclass(frozen=True)
class Source:
    """A text file: `path` from the guide's root, `text` with `\\n` line ends, and the problems of its bytes.

    `origin` is the fingerprint of the file, where the text is not as it is there.
    """

    path: str
    text: str
    problems: tuple[Finding, ...] = ()
    origin: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the path, the text and the problems of the file."""
        return digest(self.path, self.text, repr(self.problems) if self.problems else "", self.origin)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def folded(self) -> str:
        """The text with its case folded, for quick tests of whether a word is in it."""
        return self.text.casefold()

    def line(self, number: int) -> str:
        """Return line `number` (from 1), or "" where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, match: re.Match[str]) -> Place:
        """Return the place of a match in the text."""
        return self.place_of(*match.span())

    def place_of(self, start: int, end: int) -> Place:
        """Return the place of the characters from `start` to `end`."""
        line = self.text.count("\n", 0, start) + 1
        return Place(self.path, line, start - self.text.rfind("\n", 0, start), end - start)


@dataclass(frozen=True)
class Folder:
    """The folder of a guide, with the content of some of its files replaced.

    `overlay` maps paths from `root` to bytes, or to None for a file that counts as deleted: what somebody is typing, or
    what a test changes.
    """

    root: Path
    overlay: Mapping[str, bytes | None] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises OSError where it cannot be read."""
        if path in self.overlay:
            data = self.overlay[path]
            if data is None:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            return data
        return (self.root / path).read_bytes()

    def is_file(self, path: str) -> bool:
        """Return whether there is a file at `path`."""
        return self.overlay[path] is not None if path in self.overlay else (self.root / path).is_file()

    def exists(self, path: str) -> bool:
        """Return whether there is a file or folder at `path`."""
        return self.overlay[path] is not None if path in self.overlay else (self.root / path).exists()

    def is_dir(self, path: str) -> bool:
        """Return whether there is a folder at `path`."""
        return (self.root / path).is_dir() or any(self._added(path))

    def walk(self, folder: str, suffix: str, rule: str) -> Iterator[str | Finding]:
        """Return the path of each file below `folder` that ends in `suffix`.

        What cannot be read as a file, or a folder that cannot be listed, is a finding of `rule` instead. The files of a
        folder come in order of their names. Links to folders are followed, as MkDocs does, but not in circles. Hidden
        files are skipped.
        """
        parents = frozenset(os.path.realpath(self.root / parent) for parent in PurePosixPath(folder).parents)
        found = _walk(self.root, folder, rule, suffix, parents) if (self.root / folder).is_dir() else iter(())
        if not self.overlay:
            yield from found
            return
        items = list(found)
        paths = {item for item in items if isinstance(item, str) and self.is_file(item)}
        paths.update(path for path in self._added(folder) if path.endswith(suffix))
        yield from (item for item in items if isinstance(item, Finding))
        yield from sorted(paths, key=lambda path: path.split("/"))

    def files(self, folder: str) -> frozenset[str]:
        """Return the paths of all files below `folder`, relative to it."""
        base = self.root / folder
        walked = (Path(parent) / name for parent, _, names in os.walk(base, followlinks=True) for name in names)
        known = {path.relative_to(base).as_posix() for path in walked}
        known -= {path.removeprefix(f"{folder}/") for path, data in self.overlay.items() if data is None}
        return frozenset((*known, *(path.removeprefix(f"{folder}/") for path in self._added(folder))))

    def _added(self, folder: str) -> Iterator[str]:
        return (path for path, data in self.overlay.items() if data is not None and path.startswith(f"{folder}/"))


def read_source(folder: Folder, path: str, rule: str) -> Source:
    """Return a file as UTF-8 text. What is wrong with it becomes a finding of `rule`, and the rest is still read.

    A byte-order mark and the line ends of Windows and of old Macs are accepted without a finding, as MkDocs does.
    """
    try:
        data = folder.read(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Source(path, "", (found(rule, Place(path), variant="unreadable", reason=reason),))
    return decode(path, data, rule)


def decode(path: str, data: bytes, rule: str) -> Source:
    """Return the text of a file's bytes, with a finding of `rule` where they are not UTF-8."""
    problems: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        # The word as Windows-1252 shows the editor which one is meant: most such files have that encoding.
        word = _word_at(data, error.start).decode("cp1252", errors="replace")
        text = data.decode("utf-8-sig", errors="replace")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # This is what Windows calls «Unicode». The message quotes the first word, since every word is affected.
            text = data.decode("utf-16", errors="replace")
            line, word = 1, next(iter(text.split()), "")
        elif b"\0" in data:
            # An image, or a document of an office program, under the name of a text: no part of it can be read.
            return Source(path, "", (found(rule, Place(path), variant="binary"),))
        problems = (found(rule, Place(path, line), variant="encoding", found=word),)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"), problems)


def _walk(root: Path, folder: str, rule: str, suffix: str, parents: frozenset[str]) -> Iterator[str | Finding]:
    real = os.path.realpath(root / folder)
    if real in parents:
        yield found(rule, Place(folder), variant="loop")
        return
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield found(rule, Place(folder), variant="unreadable", reason=reason)
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if _is_dir(entry):
            if entry.name.endswith(suffix):
                yield found(rule, Place(path), variant="folder")
            yield from _walk(root, path, rule, suffix, parents | {real})
        elif entry.name.endswith(suffix):
            if entry.is_symlink() and (failed := _link_error(entry)):
                yield found(rule, Place(path), variant="dangling" if failed == errno.ENOENT else "loop")
            else:
                yield path


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _link_error(entry: os.DirEntry[str]) -> int:
    """Return why a symbolic link leads nowhere: to what is not there, or in a circle; 0 where it leads somewhere."""
    try:
        entry.stat()
    except OSError as error:
        return error.errno if error.errno in (errno.ENOENT, errno.ELOOP) else 0
    return 0


def _word_at(data: bytes, offset: int) -> bytes:
    start = max(data.rfind(b" ", 0, offset), data.rfind(b"\n", 0, offset)) + 1
    ends = [end for end in (data.find(b" ", offset), data.find(b"\n", offset)) if end >= 0]
    return data[max(start, offset - 40) : min([*ends, offset + 40, len(data)])].strip()
