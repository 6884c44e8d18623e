"""What a build writes. A file that is as it was becomes a link to that of the present site: it costs next to nothing.

Whether it is as it was, its content says: what the present site has is read, and compared with what is to be written or
with the digest of what was written before. A file that somebody changed by hand is written anew.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guiaviva.cache import digest

if TYPE_CHECKING:
    from guiaviva.site.rendering.conversion import Message

KIND = "output"
LINK = re.compile(rb"(<!--guia-offline-->).*?(<!--/guia-offline-->)", re.DOTALL)
"""The place of the link to the copy of the site, which is known when all pages are there (`guiaviva.site.offline`)."""


@dataclass(frozen=True)
class Written:
    """What one job wrote: the digest of each file, by its path from the top of the site, and what was logged."""

    files: Mapping[str, str]
    messages: tuple[Message, ...] = ()


class Piece(NamedTuple):
    """Files to write, and the key of all that they depend on; "" where that is not known."""

    key: str
    make: Callable[[Output], Written]


def without_link(data: bytes) -> bytes:
    """Return a page as it is written, before the copy of the site is known."""
    return LINK.sub(rb"\1\2", data) if b"<!--guia-offline-->" in data else data


def write(pieces: Sequence[Piece], output: Output, known: Mapping[str, Written]) -> list[Written]:
    """Write pieces, or link the files with their keys where the present site still has them."""
    found = [(piece, known.get(piece.key)) for piece in pieces]
    return [one if one and output.repeat(one.files) else piece.make(output) for piece, one in found]


class Output:
    """The folder of a site that is being built, beside the present one, if there is one."""

    def __init__(self, folder: Path, present: Path | None = None) -> None:
        self.folder, self.present = folder, present
        # A link has the permissions of the file to which it leads; they must be those of a new one.
        self._mode = stat.S_IFREG | (0o666 & ~_mask())

    def has(self, path: str) -> bool:
        """Return whether there is a file of that path, from the top of the site."""
        return (self.folder / path).exists()

    def write(self, path: str, data: bytes) -> str:
        """Write a file, in the place of what may be there, and return its digest; folders are created."""
        if self._present(path, len(data)) != data or not self._link(path):
            target = self._target(path)
            # What is there may be a link, so it is not written to.
            target.unlink(missing_ok=True)
            target.write_bytes(data)
        return digest(data)

    def repeat(self, files: Mapping[str, str]) -> bool:
        """Write files of which only the digests are known; return whether the present site has all of them."""
        return all(self._repeat(path, wanted) for path, wanted in files.items())

    def _repeat(self, path: str, wanted: str) -> bool:
        data = self._present(path)
        return data is not None and digest(without_link(data)) == wanted and self._link(path)

    def _present(self, path: str, size: int | None = None) -> bytes | None:
        """Return a file of the present site; None where there is none of that size, or not as it would be written."""
        source = self.present / path if self.present else None
        try:
            found = source.lstat() if source else None
            # What a symbolic link leads to is not the site's.
            alike = found and found.st_mode == self._mode and size in (None, found.st_size)
            return source.read_bytes() if source and alike else None
        except OSError:
            return None

    def _link(self, path: str) -> bool:
        """Link to a file of the present site; return whether that was possible."""
        if self.present is None:
            return False
        try:
            os.link(self.present / path, self._target(path))
        except OSError:
            return False
        return True

    def _target(self, path: str) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def _mask() -> int:
    """Return the mask of permissions, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
