"""Reading, saving and undoing: whole or not at all, and nothing that has changed meanwhile is written over."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from filelock import Timeout

from guiaviva.cache import digest
from guiaviva.editing.journal import Journal, Saving
from guiaviva.editing.merging import Region, merged, sentences
from guiaviva.editing.places import Kind, place
from guiaviva.errors import CannotJudgeError
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import DATA, LARGE, PAGE, RefusedError, readable, sizes

_MOST: dict[Kind, int] = {"text": PAGE, "data": DATA, "picture": LARGE}
# How many contents are kept of files that somebody may be changing.
_KEPT = 200


@dataclass(frozen=True)
class Held:
    """A file as it is on the disk; `data` is None where there is none."""

    path: str
    data: bytes | None

    @cached_property
    def version(self) -> str:
        """What tells this content from any other: "" where there is no file."""
        return "" if self.data is None else digest(self.data)


class ConflictError(Exception):
    """Raised where a file is not as it was when somebody began to change it.

    `held` is what is there now, `wanted` what was to be written, None where that is not known any more, and `both` what
    has the changes of both, or None where somebody has to choose: in which `places`, if that is known.
    """

    def __init__(
        self, held: Held, wanted: bytes | None, both: bytes | None = None, places: Sequence[Region] = ()
    ) -> None:
        super().__init__(held.path)
        self.held, self.wanted, self.both, self.places = held, wanted, both, tuple(places)


@dataclass(frozen=True)
class Desk:
    """The guide at `root`, in these languages, where its files are changed."""

    root: Path
    languages: Collection[str]
    _known: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def journal(self) -> Journal:
        """The savings of today."""
        return Journal.of(self.root)

    def read(self, path: str) -> Held:
        """Return a file. Raises CannotJudgeError where it may not be edited, or cannot be read."""
        _, kind = place(self.root, self.languages, path)
        folder = Folder(self.root)
        try:
            held = Held(path, folder.read(path, _MOST[kind]))
        except FileNotFoundError:
            return Held(path, None)
        except RefusedError as error:
            problem = error.problem
            raise CannotJudgeError("refused", path=problem.path, problem=problem.finding("invalid-file")) from None
        except OSError as error:
            raise CannotJudgeError("unreadable", path=path, reason=error.strerror or "") from None
        self._keep(held)
        return held

    def save(self, path: str, version: str, make: Callable[[bytes], bytes | None]) -> Held:
        """Write what `make` makes of a file, which must still be of that version; return it as it is then.

        Where it makes None, the file is deleted.

        Raises ConflictError where it is of another version, and CannotJudgeError where it may not be, or cannot be,
        written; nothing is then. What `make` raises is passed on.
        """
        return self._written(path, lambda held: self._made(held, version, make))

    def undo(self, id: str) -> Held:
        """Take back a saving of today, and nothing that was changed since.

        Raises CannotJudgeError where there is no such saving, or the file cannot be written, and ConflictError where
        the same lines were changed since.
        """
        saving = self.journal.saving(id)
        if saving is None:
            raise CannotJudgeError("no-saving")
        return self._written(saving.path, lambda held: _without(held, saving))

    def _made(self, held: Held, version: str, make: Callable[[bytes], bytes | None]) -> bytes | None:
        if held.version == version:
            return make(held.data or b"")
        base = self._known.get(version)
        wanted = None if base is None else make(base)
        if base is None or wanted is None or held.data is None:
            raise ConflictError(held, wanted)
        raise ConflictError(held, wanted, *_together(base, wanted, held.data))

    def _keep(self, held: Held) -> None:
        """Keep what somebody begins to change, to tell their changes from those of others."""
        if held.data is not None and len(held.data) <= PAGE:
            self._known.pop(held.version, None)
            self._known[held.version] = held.data
            for first in list(self._known)[:-_KEPT]:
                del self._known[first]

    def _written(self, path: str, make: Callable[[Held], bytes | None]) -> Held:
        try:
            with self.journal.alone():
                held = self.read(path)
                new = Held(path, make(held))
                real, kind = place(self.root, self.languages, path)
                if new.data is not None and len(new.data) > _MOST[kind]:
                    raise CannotJudgeError("too-big", path=readable(path), **sizes(len(new.data), _MOST[kind]))
                if new.data != held.data:
                    self._replace(real, held, new)
                self._keep(new)
                return new
        except Timeout:
            raise CannotJudgeError("unwritable", path=path, reason="lock") from None
        except OSError as error:
            raise CannotJudgeError("unwritable", path=path, reason=error.strerror or "") from None

    def _replace(self, real: Path, held: Held, new: Held) -> None:
        id = self.journal.note(held.path, held.data, new.data)
        try:
            put_whole(real, new.data)
        except OSError:
            with suppress(OSError):
                self.journal.drop(id)
            raise


def _without(held: Held, saving: Saving) -> bytes | None:
    """Return what a file holds without a saving. Raises ConflictError."""
    if held.data == saving.after:
        return saving.before
    if None in (held.data, saving.before, saving.after):
        raise ConflictError(held, saving.before)
    both, places = _together(saving.after or b"", saving.before or b"", held.data or b"")
    if both is None:
        raise ConflictError(held, saving.before, None, places)
    return both


def _together(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes | None, Sequence[Region]]:
    """Return a text with what two changed of it, or None, and where somebody has to choose."""
    both, places = merged(base, ours, theirs), sentences(base, ours, theirs)
    if both is None and all(one.agreed for one in places):
        both = b"".join(one.ours for one in places)
    return both, places if both is None else ()


def put_whole(place: Path, data: bytes | None) -> None:
    """Write a file, or delete it: also where the machine stops, it is as it was or as it is to be. Raises OSError."""
    if data is None:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
    # Hidden, so that it is no file of the guide, and new, so that no link that lies there is followed.
    descriptor, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".new", dir=place.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode if mode is not None else 0o666 & ~_umask())
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
