"""The one way to a file of a guide: where it leads, what it is and how big it is are looked at before it is opened.

A guide is made by many hands and published by one. Nothing that lies outside its folder, or in a hidden folder such as
`.git`, is read through a link, and only regular files are read: a device never ends, a pipe waits for ever.
"""

from __future__ import annotations

import errno
import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from unicodedata import normalize

from guiaviva.diagnostics import Finding, Place, found

PAGE, DATA, OTHER = 1_000_000, 20_000_000, 50_000_000
"""The most bytes of a page, of a file of data, and of any other file."""
LARGE = 2_000_000
"""From so many bytes, a picture or a video takes long to appear on a phone."""
LONGEST = 500
"""The most bytes of a path: the site adds to it, and some systems take no more than 1,000 in all."""
# The rest of the name is a letter, a sign or a space: what moves the cursor, hides or turns what follows is not.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# What Windows has for itself, whatever the ending; and what no name of it may hold, or end in.
_NOT_ON_WINDOWS = re.compile(
    r"(?:(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?|.*[:*?\"<>|\\].*|.*[. ])", re.I | re.S
)
# Not on every system: there, what was looked at is opened.
_FLAGS = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NONBLOCK", "NOFOLLOW", "CLOEXEC", "BINARY"))


class Problem(NamedTuple):
    """Why a file or folder is not read: its path, readable, and a variant of `invalid-file` with its values."""

    path: str
    variant: str
    values: Mapping[str, Any]

    def finding(self, rule: str) -> Finding:
        """Return it as a finding of a rule that has the words of `invalid-file`."""
        return found(rule, Place(self.path), variant=self.variant, **self.values)


class RefusedError(OSError):
    """Raised where a file may not be read, with the `problem` that it is."""

    def __init__(self, path: str, variant: str, **values: Any) -> None:
        super().__init__(errno.EACCES, variant, path)
        self.problem = Problem(readable(path), variant, {"found": readable(path), **values})


@dataclass(frozen=True)
class Listing:
    """What there is below a folder: paths from the root, in order, and what of it is not read.

    `folders` are those of which the `files` are listed. Hidden files are among them, but no problem of theirs.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Gate:
    """The gate of the folder at `root`. With `trusting`, links may lead anywhere: those of the program's own files."""

    root: Path
    trusting: bool = False
    # Folders to which no link leads, with what identifies them as long as they are these.
    _direct: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _base(self) -> str:
        return os.path.abspath(self.root)  # noqa: PTH100 (a link is looked at later)

    @cached_property
    def real(self) -> Path:
        """The folder itself, to which the path of the guide leads."""
        return Path(os.path.realpath(self._base))

    def full(self, path: str) -> str:
        """Return a path from the root as a whole one."""
        return os.path.join(self._base, path)  # noqa: PTH118 (of thousands of paths, each is made once)

    def look(self, path: str) -> tuple[str, os.stat_result]:
        """Return where the file or folder at a path from the root really is, and its state.

        Raises OSError; RefusedError where it is not to be read.
        """
        full = self.full(path)
        if not self.trusting and (".." in path or path.startswith("/")) and not self._is_within(full):
            raise RefusedError(path, "outside")
        state = os.lstat(full)
        if self.trusting:
            full = os.path.realpath(full)
            state = os.lstat(full)
        elif stat.S_ISLNK(state.st_mode) or not self._is_direct(os.path.dirname(full)):  # noqa: PTH120
            full = self._followed(path)
            state = os.lstat(full)
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            raise RefusedError(path, "device")
        return full, state

    def _is_within(self, full: str) -> bool:
        """Return whether a path leads to within the guide, be there anything or not."""
        return Path(os.path.realpath(full)).is_relative_to(self.real)

    def read(self, path: str, limit: int = OTHER) -> bytes:
        """Return the bytes of a file. Raises OSError; RefusedError also where it has more bytes than the limit."""
        full, state = self.look(path)
        if stat.S_ISDIR(state.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        descriptor = os.open(full, _FLAGS)
        try:
            # It may be another file by now.
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise RefusedError(path, "device")
            if state.st_size > limit:
                raise RefusedError(path, "size", **sizes(state.st_size, limit))
            return _content(descriptor, state.st_size)
        finally:
            os.close(descriptor)

    def list(self, folder: str) -> Listing:
        """Return what there is below a folder; nothing where there is none."""
        try:
            real, state = self.look(folder)
        except RefusedError as error:
            return Listing(problems=(error.problem,))
        except OSError:
            return Listing()
        return _Walk(self, folder, real).listing() if stat.S_ISDIR(state.st_mode) else Listing()

    def _is_direct(self, folder: str) -> bool:
        """Return whether no link is on the way to a folder from the root."""
        state = os.stat(folder)  # noqa: PTH116
        if self._direct.get(folder) == (state.st_dev, state.st_ino):
            return True
        below = folder == self._base or folder.startswith(f"{self._base.rstrip(os.sep)}{os.sep}")
        direct = below and os.path.realpath(folder) == str(self.real) + folder[len(self._base.rstrip(os.sep)) :]
        if direct:
            self._direct[folder] = state.st_dev, state.st_ino
        return direct

    def _followed(self, path: str) -> str:
        """Return where a path leads. Raises RefusedError where that is nowhere, outside the root, or hidden."""
        try:
            real = os.path.realpath(self.full(path), strict=True)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
                raise RefusedError(path, "loop" if error.errno == errno.ELOOP else "dangling") from None
            raise
        if not PurePath(real).is_relative_to(self.real):
            raise RefusedError(path, "outside")
        if any(part.startswith(".") for part in PurePath(real).relative_to(self.real).parts):
            raise RefusedError(path, "hidden")
        return real


class _Walk:
    """Lists a folder. Each folder is entered once, so that links make neither circles nor twins."""

    def __init__(self, gate: Gate, folder: str, real: str) -> None:
        self.gate, self.top = gate, folder
        # None is within another: that of the folder itself, and those to which links lead.
        self.trees = [PurePath(real)]
        self.files: list[str] = []
        self.folders: list[str] = []
        self.problems: list[Problem] = []

    def listing(self) -> Listing:
        """Return what there is below the folder."""
        # Links wait until all else is known, which is listed under its own name.
        waiting: list[str] = [self.top]
        links: list[str] = []
        while waiting or links:
            if not waiting:
                link = links.pop(0)
                if self._leads_to_folder(link):
                    waiting.append(link)
                continue
            folder = waiting.pop()
            self.folders.append(folder)
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}"
                if entry.is_symlink():
                    links.append(path)
                elif entry.is_dir():
                    waiting.append(path)
                elif entry.is_file():
                    self.files.append(path)
                else:
                    self._refuse(path, "device")
        return Listing(in_order(self.files), in_order(self.folders), tuple(self.problems))

    def _leads_to_folder(self, link: str) -> bool:
        """Return whether a link leads to a folder that may be listed; where it leads to a file, that is listed."""
        try:
            full, state = self.gate.look(link)
        except RefusedError as error:
            self._refuse(link, error.problem.variant)
            return False
        except OSError as error:
            self._refuse(link, "unreadable", reason=error.strerror or type(error).__name__)
            return False
        if not stat.S_ISDIR(state.st_mode):
            self.files.append(link)
            return False
        tree = PurePath(full)
        if any(tree.is_relative_to(one) or one.is_relative_to(tree) for one in self.trees):
            around = PurePath(os.path.realpath(self.gate.full(posixpath.dirname(link))))
            self._refuse(link, "loop" if around.is_relative_to(tree) else "twice")
            return False
        self.trees.append(tree)
        return True

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Return what is in a folder and may be named on any system, in order of the names."""
        try:
            with os.scandir(self.gate.full(folder)) as entries:
                ordered = sorted(entries, key=_plainest)
        except OSError as error:
            self._refuse(folder, "unreadable", reason=error.strerror or type(error).__name__)
            return
        known: dict[str, str] = {}
        for entry in ordered:
            name, path = entry.name, f"{folder}/{entry.name}"
            twin = known.setdefault(_folded(name), name)
            if refused := misnamed(path, name):
                self._refuse(path, refused.problem.variant, **refused.problem.values)
            elif twin != name:
                self._refuse(path, "same-name", other=f"{folder}/{twin}")
            else:
                yield entry

    def _refuse(self, path: str, variant: str, **values: Any) -> None:
        if "/." not in path:
            self.problems.append(RefusedError(path, variant, **values).problem)


def misnamed(path: str, name: str) -> RefusedError | None:
    """Return why the last name of a path may not be had by a file or folder, on one system or another; or None."""
    if not name.isprintable() and _UNSHOWN.search(name):
        return RefusedError(path, "file-name")
    if _NOT_ON_WINDOWS.fullmatch(name):
        return RefusedError(path, "windows-name", name=readable(name))
    if len(path) > LONGEST // 4 and len(os.fsencode(path)) > LONGEST:
        return RefusedError(path, "long", found=len(os.fsencode(path)), expected=LONGEST)
    return None


def in_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths in the order of their folders, each by the names in it."""
    return tuple(sorted(paths, key=lambda path: path.split("/")))


def readable(path: str) -> str:
    """Return a path with what no text can show, or should, as an escape: `caf\\xe9.md` where a name is not UTF-8."""
    return _UNSHOWN.sub(lambda match: _escape(match[0]), path)


def sizes(size: int, limit: int) -> dict[str, Any]:
    """Return the values of a message on what is too big, in thousands of bytes: what is found is always the more."""
    return {"found": -(-size // 1000), "expected": limit // 1000}


def _escape(character: str) -> str:
    code = ord(character)
    # As Python reads a byte that is no part of UTF-8.
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else character.encode("unicode_escape").decode()


def _plainest(entry: os.DirEntry[str]) -> tuple[bool, str]:
    """Return by what names are ordered: of two that are the same for some systems, the one that is meant is first."""
    name = entry.name
    return not name.isascii() and name != normalize("NFC", name), name.swapcase()


def _folded(name: str) -> str:
    """Return what names have in common that are the same on Windows or macOS."""
    return name.lower() if name.isascii() else normalize("NFC", normalize("NFD", name).casefold())


def _content(descriptor: int, size: int) -> bytes:
    """Return the bytes of a file of that size, and at most one more: it may be growing."""
    data = b""
    while len(data) <= size and (part := os.read(descriptor, size + 1 - len(data))):
        data += part
    return data
