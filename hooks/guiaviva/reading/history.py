"""Former versions of files, where Git has them.

Git is asked twice, however many files there are. Where it is not installed, where the guide is in no repository or the
history does not go back far enough, there are fewer versions or none; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from guiaviva.line_ends import plain

# The most versions of each file that are read.
_VERSIONS = 100
_SECONDS = 10
# The folder of the guide decides on the repository, not the hook from which this is called.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_SILENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def versions(root: Path, paths: Sequence[str]) -> Mapping[str, Iterator[str]]:
    """Return the texts that each file had, the newest first. `paths` are from `root`, which need not be the top."""
    revisions = [(path, revision) for path, found in _revisions(root, paths).items() for revision in found[:_VERSIONS]]
    asked = "".join(f"{revision}:./{path}\n" for path, revision in revisions)
    blobs = _blobs(_git(root, "cat-file", "--batch", given=asked.encode()) if revisions else b"", len(revisions))
    texts: dict[str, list[bytes]] = {path: [] for path in paths}
    for (path, _), blob in zip(revisions, blobs, strict=False):
        if blob is not None and blob not in texts[path][-1:]:
            texts[path].append(blob)
    return {path: _decoded(found) for path, found in texts.items()}


def _revisions(root: Path, paths: Sequence[str]) -> Mapping[str, list[str]]:
    """Return the commits that changed each file, the newest first."""
    options = ("--format=commit %H", "--name-only", "--relative", "--no-renames", "--no-show-signature", "-z")
    literal = ("--literal-pathspecs", "-c", "core.quotePath=false")
    log = _git(root, *literal, "log", *options, f"--max-count={_VERSIONS * len(paths)}", "--", *paths)
    found: dict[str, list[str]] = {path: [] for path in paths}
    commit = ""
    # Between commits there is an empty line or a NUL, as the version of Git will have it.
    for part in log.decode("utf-8", "replace").replace("\n", "\0").split("\0"):
        if part.startswith("commit "):
            commit = part.removeprefix("commit ")
        elif part in found:
            found[part].append(commit)
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


def _decoded(blobs: Iterable[bytes]) -> Iterator[str]:
    for blob in blobs:
        yield plain(blob.decode("utf-8-sig", "replace"))


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
