"""Former versions of files, where Git has them.

Git is asked once which commits changed which files, also under other names, and for the versions of a file when it is
looked at. Where it is not installed, where the guide is in no repository or the history does not go back far enough,
there are fewer versions or none; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, islice, zip_longest
from pathlib import Path
from typing import NamedTuple

# The folders whose files have versions.
_FOLDERS = ("docs", "data")
# The most commits and the most versions of a file that are looked at.
_COMMITS, _VERSIONS = 5000, 100
# So many versions of a file are read together: mostly one of the newest is the one that is wanted.
_AT_ONCE = 10
_SECONDS = 10
# The folder of the guide decides on the repository, not the hook from which this is called.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_PLAIN = ("-c", "core.quotePath=false")
_SILENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


_Name = tuple[int, str, str]
"""A commit, in which place it comes, and what a file was called in it."""


class _Commit(NamedTuple):
    """A commit: its day as its committer's clock had it, and what the files that it changed were called before."""

    id: str
    day: date
    files: dict[str, str]


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
    """The versions of the files of the guide at `root`, which need not be the top of the repository.

    With `mainline` they are those of the branch itself, one after another: what came by a merge came with that. Then
    a file that is gone has a version that is None.
    """

    def __init__(self, root: Path, *, mainline: bool = False) -> None:
        self._root, self._mainline = root, mainline
        self._read: dict[tuple[str, str], Version | None] = {}

    def of(self, path: str) -> Iterator[Version]:
        """Return the versions of a file, the newest first, also those that it had under other names."""
        names = list(islice(self._names(path), _VERSIONS))
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            self._load(some)
            yield from (one for name in some if (one := self._read[name[1:]]))

    def by_day(self, paths: Iterable[str], since: date) -> dict[str, list[tuple[date, Version | None]]]:
        """Return what each file was at the end of the days on which it changed, the newest first, None for gone.

        The last is what it was before that day, so that the first change since can be told; it is not there for a file
        that was not there.
        """
        chosen = {path: [*self._last_of_days(path, since)] for path in paths}
        self._load(name for names in chosen.values() for name in names)
        return {
            path: [(self._commits[one[0]].day, self._read[one[1:]]) for one in names] for path, names in chosen.items()
        }

    def _last_of_days(self, path: str, since: date) -> Iterator[_Name]:
        for day, names in groupby(self._names(path), lambda one: self._commits[one[0]].day):
            yield next(names)
            if day < since:
                return

    def changed(self, since: date) -> frozenset[str]:
        """Return the files that changed on a day or after it, by the names that they had last."""
        found: set[str] = set()
        former: set[str] = set()
        for one in self._commits:
            if one.day >= since:
                found |= one.files.keys() - former
            former |= {before for path, before in one.files.items() if before != path}
        return frozenset(found)

    def came_after(self, path: str, other: str) -> bool:
        """Return whether a file came with the commit in which another went, or later."""
        first = max((at for at, one in enumerate(self._commits) if path in one.files), default=-1)
        went = next((at for at, one in enumerate(self._commits) if other in {*one.files, *one.files.values()}), -1)
        return first <= went

    @property
    def begins(self) -> date | None:
        """The day of the oldest commit that is known: what was there then is not new. None where nothing is known."""
        return self._commits[-1].day if self._commits else None

    @cached_property
    def head(self) -> str:
        """The commit that the guide is at, or "" where there is none."""
        return _git(self._root, "rev-parse", "HEAD").decode("ascii", "replace").strip()

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
        for order, one in enumerate(self._commits):
            if path in one.files:
                yield order, one.id, path
                path = one.files[path]

    @cached_property
    def _commits(self) -> Sequence[_Commit]:
        """The commits, the newest first."""
        options = ("--format=commit %H %cs", "--name-status", "--relative", "-M", "--no-show-signature")
        line = ("--first-parent", "-m") if self._mainline else ("--diff-filter=d",)
        log = _git(self._root, "log", *options, *line, "-z", f"--max-count={_COMMITS}", "--", *_FOLDERS)
        found: list[_Commit] = []
        # Between commits there is an empty line or a NUL, as the version of Git will have it.
        parts = iter(part for part in log.decode("utf-8", "replace").replace("\n", "\0").split("\0") if part)
        for part in parts:
            if part.startswith("commit "):
                _, id, day = part.split(" ")
                found.append(_Commit(id, date.fromisoformat(day), {}))
            elif found:
                before = next(parts, "")
                renamed = part[0] in "RC"
                found[-1].files[next(parts, "") if renamed else before] = before
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


_HEADING = r"^#{1,6} .*\{[^{}]*#[^{} ]+[^{}]*\}"
_ID = re.compile(r"^-?#.*\{[^{}]*#([^{}\s]+)[^{}]*\}\s*$")
_RECORD = r"^[a-z0-9][a-z0-9-]*:"
_KEY = re.compile(r"^-?([a-z0-9][a-z0-9-]*):")


def shared(root: Path) -> str:
    """Return the newest commit that others have too: where the branch left that of the server, else the last one."""
    if not any((folder / ".git").exists() for folder in (root, *root.absolute().parents)):
        return ""
    known = _git(root, "merge-base", "HEAD", "refs/remotes/origin/HEAD") or _git(root, "rev-parse", "HEAD")
    return known.decode("ascii", "replace").strip()


def last_change(root: Path, commit: str, path: str, pattern: str) -> str:
    """Return the newest commit, up to one, that changed a line of a file like the pattern, or ""."""
    said = _git(root, "log", "-1", "--first-parent", "--format=%H", f"-G{pattern}", commit, "--", path)
    return said.decode("ascii", "replace").strip()


def headings(root: Path, commit: str, after: str, since: date) -> dict[str, set[str]]:
    """Return the files below docs/ that there were at a commit, and before it since a day and after another commit.

    Each has the ids that stood in its headings, or what looked like one.
    """
    there = _lines(_git(root, *_PLAIN, "ls-tree", "-r", "--name-only", commit, "--", "docs"))
    return {path: set() for path in there} | _named(root, commit, after, since, "docs", _HEADING, _ID)


def records(root: Path, commit: str, after: str, since: date) -> dict[str, set[str]]:
    """Return the YAML files of data that there were then, each with the keys that stood at the beginning of a line."""
    return _named(root, commit, after, since, "data/*.yml", _RECORD, _KEY)


def _named(
    root: Path, commit: str, after: str, since: date, paths: str, line_of: str, name_in: re.Pattern[str]
) -> dict[str, set[str]]:
    """Return what some lines of files name, those that went too, by the path of the file."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines(_git(root, *_PLAIN, "grep", "-I", "-E", line_of, commit, "--", paths)):
        path, _, text = line.removeprefix(f"{commit}:").partition(":")
        found[path].update(name_in.findall(text))
    options = ("--first-parent", "-m", "-p", "-U0", "--no-renames", "--relative", "--format=", "--no-color")
    private = ("--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--diff-filter=MD", f"--since={since.isoformat()}")
    range_ = f"{after}..{commit}" if after else commit
    path = ""
    for line in _lines(_git(root, *_PLAIN, "log", *options, *private, range_, "--", paths)):
        if line.startswith("--- a/"):
            path = line.removeprefix("--- a/").rstrip("\t")
        elif line.startswith("+++ /dev/null"):
            found[path].update()
        elif line.startswith("-") and path:
            found[path].update(name_in.findall(line))
    return dict(found)


def _lines(answer: bytes) -> list[str]:
    return answer.decode("utf-8", "replace").split("\n")[:-1]
