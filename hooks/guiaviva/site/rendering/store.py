"""A cache in one file of SQLite, which may be deleted at any time."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# So many keys are asked for at once.
_MANY = 500


@dataclass(frozen=True)
class Store:
    """Keeps values as pickles. Where the file cannot be read or written, nothing is found and nothing is kept."""

    path: Path

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are there."""
        wanted = list(keys)
        found: dict[str, Any] = {}
        try:
            with closing(self._open()) as base:
                for start in range(0, len(wanted), _MANY):
                    some = wanted[start : start + _MANY]
                    marks = ",".join("?" * len(some))
                    rows = base.execute(
                        f"SELECT key, value FROM kept WHERE kind = ? AND key IN ({marks})", (kind, *some)
                    )
                    found |= {key: pickle.loads(value) for key, value in rows}
        except (sqlite3.Error, OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            return {}
        return found

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep the values."""
        rows = [(kind, key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for key, value in values.items()]
        try:
            with closing(self._open()) as base, base:
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError):
            return

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.path, timeout=1)
        base.execute(
            "CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        return base
