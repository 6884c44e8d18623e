"""What a file gives, kept by content: a second run reads only what changed.

A value is kept under a key that names everything it depends on, so it is never out of date; it can only be forgotten.
Each guide has one SQLite file for each version of the program, which may be deleted at any time and may be used by
several processes at once.

It is not in the guide but in the cache of the user who runs the program, in a folder that is nobody else's: whoever can
write there can run programs as that user already. A guide that was received, as an archive or a repository, brings
nothing that is taken for known. Without such a folder nothing is kept.
"""

from __future__ import annotations

import array
import errno
import io
import os
import pickle
import sqlite3
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import platformdirs
import pyromark

from guiaviva import __version__

Value = TypeVar("Value")

LIMIT = 256 * 1024 * 1024
"""The most bytes that are kept; above it the older half is deleted."""
DAYS = 14
"""What was not used for so many days is deleted."""
# How many versions of the program, the latest used, keep their files.
_VERSIONS = 3
_BATCH = 500
# Codes of SQLite: the file is damaged, of another form, or none of SQLite.
_DAMAGED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB}


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


class _Own(threading.local):
    """What each thread has for itself: SQLite ends the process where one closes what another reads."""

    connection: sqlite3.Connection | None = None


class Cache:
    """Values by kind and key. Nothing that goes wrong with the store goes wrong for the caller: it forgets, no more.

    Several threads may use it at once.
    """

    def __init__(self, root: Path | None, *, version: str | None = None, limit: int = LIMIT) -> None:
        """Keep values for the guide at `root`; with None nothing is kept."""
        self._path = store_of(root, version) if root else None
        self._limit = limit
        self._own = _Own()

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are kept of those keys."""
        found: dict[str, Any] = {}
        for key, check, value in self._rows(kind, keys):
            # What is damaged is not read: a value of another kind would fail much later.
            if check == _check(kind, key, value):
                with suppress(Exception):
                    found[key] = _Reader(io.BytesIO(value)).load()
        return found

    def get(self, kind: str, key: str) -> Any:
        """Return the value that is kept of a key, or None."""
        return self.get_many(kind, (key,)).get(key)

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key."""
        with self._opened(create=True) if values else nullcontext() as connection:
            if connection is not None:
                # One after another: together they would take much memory.
                rows = (_row(kind, key, value) for key, value in values.items())
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
                self._forget(connection)

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep one value."""
        self.put_many(kind, {key: value})

    def close(self) -> None:
        """Let go of the file in this thread; it is opened again when it is needed. Who forks closes it first."""
        if self._own.connection is not None:
            with suppress(sqlite3.Error):
                self._own.connection.close()
            self._own.connection = None

    def _rows(self, kind: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Yield key, check and value of the entries that are kept of the keys."""
        wanted = list(dict.fromkeys(keys))
        with self._opened(create=False) if wanted else nullcontext() as connection:
            if connection is not None:
                for start in range(0, len(wanted), _BATCH):
                    yield from self._batch(connection, kind, wanted[start : start + _BATCH])

    def _batch(self, connection: sqlite3.Connection, kind: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the entries of a few keys, and note that they were used today."""
        today = oldest = _today()
        some = f"kind = ? AND key IN ({','.join('?' * len(keys))})"
        for key, used, check, value in connection.execute(
            f"SELECT key, used, crc, value FROM entries WHERE {some}"
            " AND typeof(used) = 'integer' AND typeof(value) = 'blob'",
            (kind, *keys),
        ):
            oldest = min(oldest, used)
            yield key, check, value
        if oldest < today:
            with connection:
                connection.execute(f"UPDATE entries SET used = ? WHERE {some}", (today, kind, *keys))
            self._forget(connection)

    def _forget(self, connection: sqlite3.Connection) -> None:
        """Forget what was not used for long, and where there is too much the half that was written first."""
        with connection:
            gone = connection.execute("DELETE FROM entries WHERE used < ?", (_today() - DAYS,)).rowcount
            if self._size(connection) > self._limit:
                gone += connection.execute(
                    "DELETE FROM entries WHERE rowid <= (SELECT rowid FROM entries ORDER BY rowid"
                    " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM entries))"
                ).rowcount
        if gone:
            # As a script: a statement by itself would give one page back.
            connection.executescript("PRAGMA incremental_vacuum")

    def _size(self, connection: sqlite3.Connection) -> int:
        names = ("page_count", "freelist_count", "page_size")
        pages, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
        return (pages - free) * size

    @contextmanager
    def _opened(self, *, create: bool) -> Iterator[sqlite3.Connection | None]:
        """Give the open store, or None where there is none.

        What cannot be used is left alone from then on: to wait for it again and again would take longer than to do
        without. What is damaged is deleted, and made anew by the next run.
        """
        connection = None
        try:
            connection = self._open(create=create)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
        try:
            yield connection
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def _give_up(self, error: OSError | sqlite3.Error) -> None:
        self.close()
        if self._path and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            with suppress(OSError):
                self._path.unlink()
        self._path = None

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        path = self._path
        if path is None:
            return None
        there = _is_there(path)
        if self._own.connection is not None and not there:
            # Somebody has deleted it in the meantime.
            self.close()
        if self._own.connection is None and (there or create):
            make_private(path.parent)
            self._own.connection = _connect(path)
            _clear(path)
        return self._own.connection


def kept(
    store: Cache | None, kind: str, keys: Sequence[str], make: Callable[[Sequence[int]], Iterable[Value]]
) -> list[Value]:
    """Return the value of each key, from the store or made: `make` gives those at some places."""
    values: dict[str, Value] = store.get_many(kind, keys) if store else {}
    missing = list({key: at for at, key in enumerate(keys) if key not in values}.values())
    made = dict(zip((keys[at] for at in missing), make(missing), strict=True)) if missing else {}
    if store:
        store.put_many(kind, made)
    values.update(made)
    return [values[key] for key in keys]


def store_of(root: Path, version: str | None = None) -> Path | None:
    """Return the file in which values of the guide at `root` are kept; None where the user has no folder for it."""
    folder = platformdirs.user_cache_path("guiaviva", appauthor=False)
    if not folder.is_absolute():
        return None
    return folder / f"{digest(os.path.realpath(root))[:16]}-{(version or program_version())[:16]}.sqlite"


def _row(kind: str, key: str, value: Any) -> tuple[Any, ...]:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return kind, key, _today(), _check(kind, key, data), data


def _check(kind: str, key: str, value: bytes) -> int:
    return crc32(value, crc32(f"{kind} {key}".encode()))


def _today() -> int:
    return int(time.time() // 86400)


def _is_there(path: Path) -> bool:
    """Return whether there is a file at `path`. Raises OSError where there is something else."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return True


def make_private(folder: Path) -> None:
    """Make a folder for this user alone. Raises OSError where there is one to which others can write."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.stat()
    if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2)
    try:
        # What is lost when the machine stops is only made again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS entries"
            " (kind TEXT, key TEXT, used INTEGER, crc INTEGER, value BLOB, UNIQUE (kind, key))"
        )
        connection.execute("CREATE INDEX IF NOT EXISTS by_use ON entries (used)")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _clear(path: Path) -> None:
    """Delete what was not used for long, of any guide, and of this one the stores of earlier versions but the last."""
    with suppress(OSError):
        os.utime(path)
        stores = sorted(path.parent.glob("*.sqlite"), key=_last_used, reverse=True)
        old = [one for one in stores if _last_used(one) < time.time() - DAYS * 86400]
        versions = [one for one in stores if one.name.partition("-")[0] == path.name.partition("-")[0]]
        for one in (*old, *versions[_VERSIONS:]):
            with suppress(OSError):
                one.unlink()


def _last_used(path: Path) -> float:
    return path.lstat().st_mtime


class _Reader(pickle.Unpickler):
    """Reads values of the program's own classes, dates and arrays of numbers, and nothing that runs."""

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
_DATES: Mapping[str, type] = {"date": date, "datetime": datetime, "time": clock_time, "timedelta": timedelta}
