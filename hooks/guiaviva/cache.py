"""What a file gives, kept by content: a second run reads only what changed.

A value is kept under a key that names everything it depends on, so it is never out of date; it can only be forgotten.
The store is one SQLite file in `.cache/` of the guide, which may be deleted at any time and may be used by several
processes at once. Each version of the program has a file of its own.
"""

from __future__ import annotations

import array
import io
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyromark

from guiaviva import __version__

FOLDER = ".cache"
LIMIT = 256 * 1024 * 1024
"""The most bytes that are kept; above it the older half is deleted."""
# How many versions of the program, the latest used, keep their files.
_VERSIONS = 3
_BATCH = 500


def digest(*parts: str | bytes) -> str:
    """Return the key of a value that depends on these parts, in this order."""
    total = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        # The length goes before each part, so that two parts never look like one.
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


@cache
def program_version() -> str:
    """Return what this program differs in from another one: version, sources, Python, and the libraries beside it."""
    base = Path(__file__).resolve().parent
    sources = sorted(base.rglob("*.py"))
    installed = Path(pyromark.__file__).parents[1]
    libraries = sorted(path.name for path in installed.glob("*.dist-info"))
    parts: list[str | bytes] = [__version__, sys.version, *libraries]
    for path in sources:
        parts += [path.relative_to(base).as_posix(), path.read_bytes()]
    return digest(*parts)


class Cache:
    """Values by kind and key. Nothing that goes wrong with the store goes wrong for the caller: it forgets, no more."""

    def __init__(self, root: Path | None, *, version: str | None = None, limit: int = LIMIT) -> None:
        """Keep values for the guide at `root`; with None nothing is kept."""
        self._path = root / FOLDER / f"guiaviva-{(version or program_version())[:16]}.sqlite" if root else None
        self._limit = limit
        self._connection: sqlite3.Connection | None = None

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are kept of those keys."""
        found: dict[str, Any] = {}
        for key, value in self._rows(kind, keys):
            with suppress(Exception):
                found[key] = _Reader(io.BytesIO(value)).load()
        return found

    def get(self, kind: str, key: str) -> Any:
        """Return the value that is kept of a key, or None."""
        return self.get_many(kind, (key,)).get(key)

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key."""
        connection = self._open(create=True) if values else None
        if connection is None:
            return
        # One after another: together they would take much memory.
        rows = ((kind, key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for key, value in values.items())
        with suppress(sqlite3.Error), connection:
            connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            self._forget(connection)

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep one value."""
        self.put_many(kind, {key: value})

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed. A process that forks closes it first."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _rows(self, kind: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Yield key and value of the entries that are kept of the keys; none where the store cannot be read."""
        wanted = list(dict.fromkeys(keys))
        connection = self._open(create=False)
        if connection is None:
            return
        with suppress(sqlite3.Error):
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                yield from connection.execute(
                    f"SELECT key, value FROM entries WHERE kind = ? AND key IN ({marks})", (kind, *batch)
                )

    def _forget(self, connection: sqlite3.Connection) -> None:
        """Forget the half that was written first, where there is too much."""
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._limit:
            connection.execute(
                "DELETE FROM entries WHERE rowid <= (SELECT rowid FROM entries ORDER BY rowid"
                " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM entries))"
            )

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        """Return the open store, or None where there is none or it cannot be used."""
        path = self._path
        if path is None or (not create and self._connection is None and not path.exists()):
            return None
        # Somebody may have deleted it in the meantime.
        if self._connection is not None and not path.exists():
            self.close()
            if not create:
                return None
        if self._connection is None:
            try:
                path.parent.mkdir(exist_ok=True)
                self._connection = _connect(path)
            except (OSError, sqlite3.Error):
                self._connection = None
            else:
                _clear_versions(path)
        return self._connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2, check_same_thread=False)
    try:
        # What is lost when the machine stops is only made again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS entries (kind TEXT, key TEXT, value BLOB, UNIQUE (kind, key))")
    except sqlite3.DatabaseError as error:
        connection.close()
        if "locked" in str(error) or "readonly" in str(error):
            raise
        # It is damaged, or no store at all.
        path.unlink()
        connection = sqlite3.connect(path, timeout=2, check_same_thread=False)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS entries (kind TEXT, key TEXT, value BLOB, UNIQUE (kind, key))")
    return connection


def _clear_versions(path: Path) -> None:
    """Delete the stores of versions that were not used lately."""
    with suppress(OSError):
        others = [one for one in path.parent.glob("guiaviva-*.sqlite") if one != path]
        others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
        for one in others[_VERSIONS - 1 :]:
            one.unlink()


class _Reader(pickle.Unpickler):
    """Reads values of the program's own classes, dates and arrays of numbers, and nothing that runs.

    A store may come from elsewhere, with a copy of the guide: a pickle that could call anything would let it in.
    """

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the program, or a date. Raises UnpicklingError for anything else."""
        if module == "datetime" and name in _DATES:
            return _DATES[name]
        if module == "array" and name in _ARRAYS:
            return _ARRAYS[name]
        if module == "builtins" and name in ("frozenset", "set"):
            return {"frozenset": frozenset, "set": set}[name]
        if module.split(".")[0] == "guiaviva" and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_ARRAYS: Mapping[str, Any] = {name: getattr(array, name) for name in ("array", "_array_reconstructor")}
_DATES: Mapping[str, type] = {"date": date, "datetime": datetime, "time": time, "timedelta": timedelta}
