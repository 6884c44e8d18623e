"""Values as YAML gives them: lists and maps within one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiaviva.reading.documents import KeyPath


def nested(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Return a value and all that is within it, each with its path, in the order in which it was written."""
    yield path, value
    steps: Any = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for step, part in steps:
        yield from nested(part, (*path, step))
