"""Which files of a guide have changed, as soon as they have."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from guiaviva.guide import Guide
from guiaviva.reading.files import composed
from guiaviva.translations.records import PATH as LEDGER

# Milliseconds. A change is reported when nothing more has changed for a step, or after the time to gather at most.
_STEP, _GATHER = 10, 100
# Seconds until a folder that could not be watched is looked for again.
_PAUSE = 0.2
# Seconds. Files are dated by a clock that ticks more slowly than that of the program.
_TICK = 0.02
# Seconds for which a text that is empty is taken for one that is being written, as most programs empty a file first.
_WRITING = 1.0
_TEXTS = frozenset({".md", ".yml"})
_FOLDERS = ("docs", "data", "model", "words", "overrides", "hooks")
# What lies in the root beside them; the ledger is written by whoever signs translations off, here or with the command.
_FILES = ("mkdocs.yml", LEDGER)

Changed = Callable[[set[str]], Awaitable[None]]
"""Called with the paths of what has changed, from the root of the guide."""


async def watch(root: Path, guide: Callable[[], Guide], changed: Changed, since: float) -> None:
    """Report what changes in the guide at `root`, until it is cancelled, and what has changed since it was first read.

    `guide` returns it as it was last read; `since` is in seconds since 1970, of the clock that files are dated by.
    Neither the site, nor the cache, nor what else lies beside the guide is watched.
    """
    root = root.resolve()
    missed: Callable[[], set[str]] = partial(_changed_since, root, since)
    while True:
        folders = dict(_folders(root, guide()))
        ended = asyncio.Event()

        async def of_root(paths: set[str], ended: asyncio.Event = ended, folders: dict[Path, int] = folders) -> None:
            if ours := paths & {*_FILES, *_FOLDERS}:
                await changed(ours)
            # A folder has come or gone: it is watched from now on, or no more.
            if dict(_folders(root, guide())) != folders:
                ended.set()

        tasks = [
            asyncio.create_task(_report(root, folders, changed, ended, recursive=True)),
            asyncio.create_task(_report(root, [root], of_root, ended, recursive=False)),
        ]
        try:
            # Both watch when they first wait. What has changed before was seen by nobody.
            await asyncio.sleep(0)
            if paths := missed():
                await changed(paths)
            await asyncio.gather(*tasks)
        finally:
            ended.set()
        await asyncio.sleep(_PAUSE)
        missed = _everything


def _everything() -> set[str]:
    return {"."}


def _changed_since(root: Path, since: float) -> set[str]:
    """Return the paths, from the root, of the files of a guide that were saved since; a link is not followed."""
    counts = _Filter()
    paths = (path for name in (*_FILES, *_FOLDERS) for path in (root / name, *(root / name).rglob("*")))
    saved = (path for path in paths if counts(Change.modified, str(path)) and _saved_at(path) >= since - _TICK)
    return {composed(path.relative_to(root).as_posix()) for path in saved}


def _saved_at(path: Path) -> float:
    """Return when a file was saved, in seconds since 1970; 0 where there is none."""
    try:
        return path.stat().st_mtime if path.is_file() else 0.0
    except OSError:
        # It has gone this moment.
        return 0.0


async def _report(
    root: Path, folders: Iterable[Path], changed: Changed, ended: asyncio.Event, *, recursive: bool
) -> None:
    names = {folder: name for name in _FOLDERS if (folder := Path(os.path.realpath(root / name))) != root / name}
    try:
        async for changes in awatch(
            *folders,
            watch_filter=_Filter(),
            debounce=_GATHER,
            step=_STEP,
            stop_event=ended,
            recursive=recursive,
        ):
            await _written([Path(path) for _, path in changes])
            await changed({composed(_from_root(root, names, Path(path))) for _, path in changes})
    except OSError:
        # A folder went away while it was looked for.
        ended.set()


async def _written(paths: Iterable[Path]) -> None:
    """Wait for texts that are being written; one that stays empty is so."""
    texts = [path for path in paths if path.suffix in _TEXTS]
    end = time.monotonic() + _WRITING
    while any(map(_is_empty, texts)) and time.monotonic() < end:
        await asyncio.sleep(_STEP / 1000)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _folders(root: Path, guide: Guide) -> Iterator[tuple[Path, int]]:
    """Return the folders of the guide that are there, with those that mkdocs.yml has watched, and their inodes."""
    settings = guide.config.value if isinstance(guide.config.value, dict) else {}
    theme, more = settings.get("theme"), settings.get("watch")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    named = [str(one) for one in (custom, *(more if isinstance(more, list) else ())) if one]
    for folder in dict.fromkeys(Path(os.path.realpath(root / name)) for name in (*_FOLDERS, *named)):
        if folder.exists():
            yield folder, folder.stat().st_ino


def _from_root(root: Path, names: dict[Path, str], path: Path) -> str:
    """Return a path from the root, though its folder may be a link to another place."""
    for folder, name in names.items():
        if path.is_relative_to(folder):
            return f"{name}/{path.relative_to(folder).as_posix()}"
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


class _Filter(DefaultFilter):
    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change counts: not that of a hidden file, of an editor's or of compiled Python."""
        return super().__call__(change, path) and not Path(path).name.startswith(".")
