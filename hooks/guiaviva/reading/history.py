"""Former versions of files, where Git has them.

Git is asked once which commits changed which files, also under other names, and for the versions of a file when it is
looked at. Where it is not installed, where the guide is in no repository or the history does not go back far enough,
there are fewer versions or none; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest
from pathlib import Path

# The folders whose files have versions.
_FOLDERS = ("docs", "data")
# The most commits and the most versions of a file that are looked at.
_COMMITS, _VERSIONS = 5000, 100
# So many versions of a file are read together: mostly one of the newest is the one that is wanted.
_AT_ONCE = 10
_SECONDS = 10
# The folder of the guide decides on the repository, not the hook from which this is called.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_SILENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


_Name = tuple[int, str, str]
"""A commit, in which place it comes, and what a file was called in it."""


@dataclass(frozen=True)
class Version:
    """What a file was in a commit. `order` is 0 of the newest commit, and higher the older it is."""

    order: int
    data: bytes

    @cached_property
    def text(self) -> str:
        """Its text."""
        return self.data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


class Versions:
    """The versions of the files of the guide at `root`, which need not be the top of the repository."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[tuple[str, str], Version | None] = {}

    def of(self, path: str) -> Iterator[Version]:
        """Return the versions of a file, the newest first, also those that it had under other names."""
        names = list(islice(self._names(path), _VERSIONS))
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            self._load(some)
            yield from (one for name in some if (one := self._read[name[1:]]))

    def expect(self, paths: Iterable[str]) -> None:
        """Read at once the newest versions of files, of which all will be looked at."""
        self._load([name for path in paths for name in islice(self._names(path), _AT_ONCE)])

    def _load(self, names: Iterable[_Name]) -> None:
        wanted = [name for name in names if name[1:] not in self._read]
        if wanted:
            asked = "".join(f"{commit}:./{name}\n" for _, commit, name in wanted).encode()
            blobs = [*_blobs(_git(self._root, "cat-file", "--batch", given=asked), len(wanted))]
            for (order, *key), blob in zip_longest(wanted, blobs):
                self._read[key[0], key[1]] = None if blob is None else Version(order, blob)

    @property
    def lacking(self) -> str:
        """Why a version may be lacking: there is no Git (`no-git`), its history was cut (`shallow`), or `never` was."""
        answer = _git(self._root, "rev-parse", "--is-shallow-repository").strip()
        return {b"": "no-git", b"true": "shallow"}.get(answer, "never")

    def _names(self, path: str) -> Iterator[_Name]:
        """Return the commits that changed a file, the newest first."""
        for order, (commit, changed) in enumerate(self._commits):
            if path in changed:
                yield order, commit, path
                path = changed[path]

    @cached_property
    def _commits(self) -> Sequence[tuple[str, dict[str, str]]]:
        """The commits, the newest first, each with the files that it changed and what these were called before."""
        options = ("--format=commit %H", "--name-status", "--relative", "-M", "--diff-filter=d", "--no-show-signature")
        log = _git(self._root, "log", *options, "-z", f"--max-count={_COMMITS}", "--", *_FOLDERS)
        found: list[tuple[str, dict[str, str]]] = []
        # Between commits there is an empty line or a NUL, as the version of Git will have it.
        parts = iter(part for part in log.decode("utf-8", "replace").replace("\n", "\0").split("\0") if part)
        for part in parts:
            if part.startswith("commit "):
                found.append((part.removeprefix("commit "), {}))
            elif found:
                before = next(parts, "")
                renamed = part[0] in "RC"
                found[-1][1][next(parts, "") if renamed else before] = before
        return found


def _blobs(answer: bytes, count: int) -> Iterator[bytes | None]:
    """Return the content of each object that was asked for, or None for one that is not there."""
    at = 0
    for _ in range(count):
        end = answer.find(b"\n", at)
        if end < 0:
            return
        header, at = answer[at:end].split(b" "), end + 1
        if len(header) != 3 or not header[2].isdigit():
            yield None
            continue
        size = int(header[2])
        yield answer[at : at + size]
        at += size + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what Git says, or nothing where it cannot say it."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _SILENT
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, env=environment, input=given, capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
