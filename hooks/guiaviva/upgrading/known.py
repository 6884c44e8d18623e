"""What an institution had changed of the program's own files, when these were files of its guide or beside it.

`v0_1.txt` knows every file of version 0.1, and every value of its model, by a digest.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Source

_DIGITS = 8


def is_of_0_1(path: str, text: str, name: str = "") -> bool:
    """Return whether version 0.1 had a file with this text, or with `name` a value of that name in it."""
    return digest_of(path, text, name) in _known()


def values_of(path: str, text: str) -> list[tuple[str, str]] | None:
    """Return the values of a YAML file, each with its name, such as `empty-section.level`; None where it is none."""
    value = read_document(Source(path, text), "invalid-data").value
    return list(_values(value)) if isinstance(value, dict) else None


def digest_of(path: str, text: str, name: str) -> str:
    """Return the digest by which a file or a value is known; line ends and empty lines make no difference."""
    plain = "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
    return sha256("\0".join((path, name, plain)).encode()).hexdigest()[:_DIGITS]


@cache
def _known() -> frozenset[str]:
    text = Path(__file__).with_name("v0_1.txt").read_text(encoding="ascii").replace("\n", "")
    return frozenset(text[start : start + _DIGITS] for start in range(0, len(text), _DIGITS))


def _values(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _values(part, (*path, str(key)))
    else:
        yield ".".join(path), ", ".join(map(str, value)) if isinstance(value, list) else str(value)
