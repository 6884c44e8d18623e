"""Read the text files of a guide, whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from guiaviva.cache import digest
from guiaviva.diagnostics import Finding, Place, found
from guiaviva.reading.gate import DATA, OTHER, PAGE, Gate, Listing, RefusedError, in_order

# The most bytes of a file by the rule that says what is wrong with it.
_LIMITS = {"invalid-page": PAGE, "invalid-file": OTHER}


@dataclass(frozen=True)
class Source:
    """A text file: `path` from the guide's root, composed `text` with `\n` line ends, and the problems of its bytes.

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
    trusting: bool = False
    """Whether links may lead out of it: the program's own files may be links to where it is installed."""

    @cached_property
    def gate(self) -> Gate:
        """What looks at each file before it is opened."""
        return Gate(self.root, self.trusting)

    def read(self, path: str, limit: int = OTHER) -> bytes:
        """Return the bytes of a file. Raises OSError where it cannot be read, RefusedError where it is not to be."""
        if path in self.overlay:
            data = self.overlay[path]
            if data is None:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            return data
        return self.gate.read(self.written(path), limit)

    def is_file(self, path: str) -> bool:
        """Return whether there is a file at `path` that may be read."""
        if path in self.overlay:
            return self.overlay[path] is not None
        try:
            return stat.S_ISREG(self.gate.look(self.written(path))[1].st_mode)
        except (OSError, ValueError):
            return False

    def exists(self, path: str) -> bool:
        """Return whether there is anything at `path`, be it a link that leads nowhere."""
        there = self.overlay.get(path) is not None
        return there if path in self.overlay else os.path.lexists(self.root / self.written(path))

    def size(self, path: str) -> int:
        """Return how many bytes a file has; 0 where it cannot be read."""
        try:
            return (
                len(self.overlay[path] or b"")
                if path in self.overlay
                else self.gate.look(self.written(path))[1].st_size
            )
        except OSError:
            return 0

    def written(self, path: str) -> str:
        """Return a path as the disk has it: a Mac may have written the accents of its names as signs of their own."""
        if path.isascii() or os.path.lexists(self.root / path):
            return path
        found: list[str] = []
        for part in path.split("/"):
            try:
                names = os.listdir(self.root.joinpath(*found))  # noqa: PTH208 (names alone)
            except OSError:
                return path
            found.append(next((name for name in names if composed(name) == part), part))
        return "/".join(found)

    def list(self, folder: str) -> Listing:
        """Return what there is below `folder`, its names composed, with what is not read and why."""
        listing = self.gate.list(folder)
        files, folders = (in_order(map(composed, names)) for names in (listing.files, listing.folders))
        listing = Listing(files, folders, listing.problems)
        if not self.overlay:
            return listing
        # A folder has no content that could be replaced.
        added = {path for path, data in self.overlay.items() if data is not None and path.startswith(f"{folder}/")}
        there = (added | set(listing.files)) - {path for path, data in self.overlay.items() if data is None}
        problems = tuple(one for one in listing.problems if one.path not in self.overlay)
        return Listing(in_order(there), listing.folders, problems)


def read_source(folder: Folder, path: str, rule: str) -> Source:
    """Return a file as UTF-8 text. What is wrong with it becomes a finding of `rule`, and the rest is still read.

    A byte-order mark and the line ends of Windows and of old Macs are accepted without a finding, as MkDocs does.
    """
    try:
        data = folder.read(path, _LIMITS.get(rule, DATA))
    except RefusedError as error:
        return Source(path, "", (error.problem.finding(rule),))
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
    return Source(path, composed(text.replace("\r\n", "\n").replace("\r", "\n")), problems)


def composed(text: str) -> str:
    """Return a text in which each letter with its accent is one sign (NFC): a Mac may write two that look so."""
    return text if text.isascii() else normalize("NFC", text)


def _word_at(data: bytes, offset: int) -> bytes:
    start = max(data.rfind(b" ", 0, offset), data.rfind(b"\n", 0, offset)) + 1
    ends = [end for end in (data.find(b" ", offset), data.find(b"\n", offset)) if end >= 0]
    return data[max(start, offset - 40) : min([*ends, offset + 40, len(data)])].strip()
