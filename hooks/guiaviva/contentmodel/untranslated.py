"""Which of the program's words a language does not have yet, beside those in English."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiaviva.contentmodel.loading import bases_of, folder_of
from guiaviva.language import FALLBACK
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import read_source
from guiaviva.reading.values import nested

# What is a text in each language. How a language states figures and what people search for is its own.
_FILES = ("interface", "rules", "sections")


@dataclass(frozen=True)
class Untranslated:
    """A text that a language lacks: the file in which it is, its keys there, and the English one."""

    path: str
    key: tuple[str, ...]
    english: str


def untranslated(language: str, root: Path | None = None) -> list[Untranslated]:
    """Return the texts that a language lacks, with those of the guide at `root`, in the order of the English files."""
    found = []
    for name in _FILES:
        own = dict(_texts(f"words/{language}/{name}.yml", root))
        for key, text in _texts(f"words/{FALLBACK}/{name}.yml", root):
            if key not in own and language != FALLBACK:
                found.append(Untranslated(f"words/{language}/{name}.yml", key, text))
    return found


def total(root: Path | None = None) -> int:
    """Return how many texts there are in English."""
    return sum(len(list(_texts(f"words/{FALLBACK}/{name}.yml", root))) for name in _FILES)


def _texts(path: str, root: Path | None) -> Iterator[tuple[tuple[str, ...], str]]:
    found: dict[tuple[str, ...], str] = {}
    for base in bases_of(root):
        own = folder_of(base)
        if own.is_file(path):
            value = read_document(read_source(own, path, "invalid-data"), "invalid-data").value
            found.update((tuple(map(str, key)), text) for key, text in nested(value) if isinstance(text, str))
    yield from found.items()
