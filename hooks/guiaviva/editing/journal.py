"""The savings of today, kept so that each can be undone: in the cache of the user, not in the guide nor in its Git.

Of each there are three files: what the file held before and after it, and which file it was and when. They are of no
use to anybody the day after, and are deleted when somebody edits next.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock

from guiaviva.cache import digest, make_private


@dataclass(frozen=True)
class Saving:
    """A saving of today: `before` is None where there was no file, `after` where it was deleted.

    `at` is in seconds since 1970.
    """

    id: str
    path: str
    at: float
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Journal:
    """The savings in the guide at `root`; `folder` is where they are, None where the user has no folder for it."""

    folder: Path | None

    @classmethod
    def of(cls, root: Path) -> Journal:
        """Return the journal of the guide at `root`."""
        base = platformdirs.user_cache_path("guiaviva", appauthor=False)
        if not base.is_absolute():
            return cls(None)
        folder = base / "savings" / digest(os.path.realpath(root))[:16]
        try:
            make_private(folder)
            cls(folder)._forget()
        except OSError:
            # Better saved, and not to be undone, than not saved.
            return cls(None)
        return cls(folder)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other program that edits this guide save at the same time. Raises OSError."""
        if self.folder is None:
            yield
            return
        with FileLock(self.folder / "lock", timeout=10):
            yield

    def note(self, path: str, before: bytes | None, after: bytes | None) -> str:
        """Note a saving before it is made; return its id, "" where nothing can be kept. Raises OSError."""
        if self.folder is None:
            return ""
        self._forget()
        now = time.time_ns()
        while self._file(id := f"{now}", "json").exists():
            now += 1
        for ending, data in (("before", before), ("after", after)):
            if data is not None:
                self._file(id, ending).write_bytes(data)
        # What has this file is whole.
        self._file(id, "json").write_text(json.dumps({"path": path}), encoding="utf-8")
        return id

    def drop(self, id: str) -> None:
        """Forget a saving that came to nothing."""
        if self.folder is not None and id:
            for ending in ("json", "before", "after"):
                self._file(id, ending).unlink(missing_ok=True)

    def today(self) -> list[Saving]:
        """Return the savings of today, the last first."""
        return [saving for id in self._ids() if (saving := self.saving(id))]

    def first(self, path: str) -> Saving | None:
        """Return the first saving of today in a file, None where there is none."""
        return next((self.saving(id) for id in reversed(self._ids()) if self._path(id) == path), None)

    def saving(self, id: str) -> Saving | None:
        """Return the saving of that id, or None where there is none, or it cannot be read."""
        if not (path := self._path(id)):
            return None
        return Saving(id, path, int(id) / 1e9, self._content(id, "before"), self._content(id, "after"))

    def _ids(self) -> list[str]:
        """Return the ids of the savings of today, the last first."""
        if self.folder is None or not self.folder.is_dir():
            return []
        ids = (path.stem for path in self.folder.glob("*.json") if path.stem.isdigit() and _is_today(path.stem))
        return sorted(ids, key=int, reverse=True)

    def _path(self, id: str) -> str:
        """Return the path of the file of a saving, "" where it cannot be read."""
        if self.folder is None or not (id.isascii() and id.isdigit()):
            return ""
        try:
            return str(json.loads(self._file(id, "json").read_bytes())["path"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _content(self, id: str, ending: str) -> bytes | None:
        try:
            return self._file(id, ending).read_bytes()
        except OSError:
            return None

    def _forget(self) -> None:
        assert self.folder is not None
        for path in self.folder.iterdir():
            if path.stem.isdigit() and not _is_today(path.stem):
                with suppress(OSError):
                    path.unlink()

    def _file(self, id: str, ending: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{id}.{ending}"


def _is_today(id: str) -> bool:
    """Return whether a saving was made on the day that it is on this machine, whatever day a guide is judged for."""
    return time.localtime(int(id) / 1e9)[:3] == time.localtime()[:3]
