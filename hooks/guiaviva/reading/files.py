"""Text files as the editor's tools leave them: any encoding, any line ending."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from guiaviva.diagnostics import Finding, Place, found


@dataclass(frozen=True)
class Source:
    """A text file: `path` from the guide's root, `text` with `\\n` line ends, and what was wrong with its bytes."""

    path: str
    text: str
    problems: tuple[Finding, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def folded(self) -> str:
        """The text in lower case, for a first look."""
        return self.text.casefold()

    def line(self, number: int) -> str:
        """Give line `number` (from 1), or "" where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, match: re.Match[str]) -> Place:
        """Give the place of a match in the text."""
        line = self.text.count("\n", 0, match.start()) + 1
        column = match.start() - self.text.rfind("\n", 0, match.start())
        return Place(self.path, line, column, len(match[0]))


def read_source(root: Path, path: str, rule: str) -> Source:
    """Read a file as UTF-8; whatever is wrong becomes a problem of `rule`, and the rest is still read.

    A byte-order mark and the line ends of Windows and of old Macs are accepted in silence, as MkDocs does.
    """
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Source(path, "", (found(rule, Place(path), variant="unreadable", reason=reason),))
    problems: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        # What the byte means in the encoding that Windows used to write shows the editor which word it is.
        word = _word_at(data, error.start).decode("cp1252", errors="replace")
        text = data.decode("utf-8-sig", errors="replace")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # What Windows calls «Unicode»; its first word is as good as any to show that it was read otherwise.
            text = data.decode("utf-16", errors="replace")
            line, word = 1, next(iter(text.split()), "")
        problems = (found(rule, Place(path, line), variant="encoding", found=word),)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"), problems)


def walk(root: Path, folder: str, rule: str, suffix: str) -> Iterator[str | Finding]:
    """Give the path of each file below `folder` that ends in `suffix`, sorted, and a problem for what is none.

    Links to folders are followed, as MkDocs does, but not in circles. Hidden files are passed over.
    """
    parents = frozenset(os.path.realpath(root / parent) for parent in PurePosixPath(folder).parents)
    yield from _walk(root, folder, rule, suffix, parents)


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
            if entry.is_symlink() and not os.path.exists(entry.path):  # noqa: PTH110 (Path.exists raises on a loop)
                yield found(rule, Place(path), variant="loop")
            else:
                yield path


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _word_at(data: bytes, offset: int) -> bytes:
    start = max(data.rfind(b" ", 0, offset), data.rfind(b"\n", 0, offset)) + 1
    ends = [end for end in (data.find(b" ", offset), data.find(b"\n", offset)) if end >= 0]
    return data[max(start, offset - 40) : min([*ends, offset + 40, len(data)])].strip()
