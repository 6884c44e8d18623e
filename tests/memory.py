"""Guides judged in memory: what does not change from case to case is read and judged once.

The store keeps by content, as the cache does, so that no case sees what another has changed; that what is kept changes
nothing is asserted in test_cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from conftest import TESTS, TODAY
from guiaviva.cache import Cache
from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.signing import everything
from guiaviva.judgement import Judgement, judge
from guiaviva.reading import files


class Memory(Cache):
    """A store that lasts as long as the process, of values of some kinds alone if they are given."""

    def __init__(self, *kinds: str) -> None:
        super().__init__(None)
        self.kinds = kinds
        self.values: dict[tuple[str, str], Any] = {}

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are kept of those keys."""
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key."""
        if not self.kinds or kind in self.kinds:
            self.values |= {(kind, key): value for key, value in values.items()}


MEMORY = Memory()
PLAIN = Memory("model")
"""Keeps what is always the same and takes long to make: the model."""


@cache
def signed(base: str) -> Mapping[str, bytes]:
    """Return the pages and the ledger of one of the guides of the tests with all of its translations signed off.

    What is not signed off is compared with its original in each judgement, which takes longer than all the rest.
    """
    return everything(load_guide(TESTS / "guides" / base, today=TODAY, store=MEMORY))


def judged(root: Path | files.Folder, profile: str | None = None) -> Judgement:
    """Return the judgement of the guide in a folder."""
    return judge(load_guide(root, profile=profile, today=TODAY, store=MEMORY), MEMORY)


def changed(base: str, changes: Mapping[str, str | None]) -> Guide:
    """Return one of the guides of the tests with other texts of files, or with None without them."""
    overlay = {path: None if text is None else text.encode() for path, text in changes.items()}
    return load_guide(files.Folder(TESTS / "guides" / base, overlay), today=TODAY, store=MEMORY)


class Folder:
    """A guide in a folder that stays as it is, judged as if one of its files had another text or were not there."""

    def __init__(self, root: Path, besides: Mapping[str, bytes] | None = None) -> None:
        self.root = root
        self.besides = besides or {}
        """The files that have another text than in the folder, but for the one that is changed."""

    def text(self, path: str) -> str:
        """Return the text of one of its files."""
        return (self.root / path).read_text(encoding="utf-8")

    def guide(self, path: str, text: str | None) -> Guide:
        """Return the guide as it would be with this text in the file, or with None without the file."""
        overlay = {**self.besides, path: None if text is None else text.encode("utf-8")}
        return load_guide(files.Folder(self.root, overlay), today=TODAY, store=MEMORY)

    def judged(self, path: str, text: str | None) -> tuple[Diagnostic, ...]:
        """Judge the guide so changed, in English."""
        return judge(self.guide(path, text), MEMORY).diagnostics("en")
