"""Building and previewing: MkDocs runs as a process of its own, beside the last good site, then takes its place.

A build that fails, is killed or finds the disk full leaves the last good site whole.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from guiaviva.errors import CannotJudgeError

# Of Linux: put each of two names in the place of the other, in one step (renameat2(2)).
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_BUILDING, _OLD = ".building-", ".old-"


def build(root: Path, site: Path, *, strict: bool, today: str) -> int:
    """Build the site of the guide at `root` and put it in the place of `site`. Gives the exit code of MkDocs.

    The same input gives the same bytes: where no date is set, files carry that of the epoch.
    Raises CannotJudgeError where the folder of the site cannot be written.
    """
    try:
        _clear(site)
        fresh = Path(tempfile.mkdtemp(prefix=f"{site.name}{_BUILDING}", dir=site.parent))
    except OSError as error:
        raise CannotJudgeError("unwritable", path=str(site), reason=error.strerror or "") from None
    try:
        code = _mkdocs(
            root, "build", "--site-dir", str(fresh.resolve()), *(["--strict"] if strict else []), today=today
        )
        if code == 0:
            fresh.chmod(0o755)
            swap(fresh, site)
        return code
    except OSError as error:
        raise CannotJudgeError("unwritable", path=str(site), reason=error.strerror or "") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def serve(root: Path, port: int, *, today: str) -> int:
    """Show the guide on 127.0.0.1 until it is stopped; pages are made anew when a file changes.

    Where the system can, MkDocs takes the place of this process, so that whoever stops it stops the preview.
    """
    arguments = ("serve", "--dev-addr", f"127.0.0.1:{port}")
    if os.name == "posix":
        sys.stdout.flush()
        os.chdir(root)
        os.execve(sys.executable, _command(*arguments), _environment(today))
    return _mkdocs(root, *arguments, today=today)


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def swap(fresh: Path, site: Path) -> None:
    """Put `fresh` in the place of `site`, which may not yet exist; at no moment is there half a site."""
    if not site.exists():
        fresh.rename(site)
        return
    if not _exchange(fresh, site):
        # Between these two names there is a moment without a site, on systems that can do no better.
        old = site.with_name(site.name + _OLD + str(os.getpid()))
        site.rename(old)
        fresh.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _clear(site: Path) -> None:
    """Delete what builds left that were killed; if one was killed between two names, the old site comes back."""
    site.parent.mkdir(parents=True, exist_ok=True)
    for old in site.parent.glob(f"{site.name}{_OLD}*"):
        if not site.exists():
            old.rename(site)
        shutil.rmtree(old, ignore_errors=True)
    for left in site.parent.glob(f"{site.name}{_BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _mkdocs(root: Path, *arguments: str, today: str) -> int:
    try:
        return subprocess.run(_command(*arguments), cwd=root, env=_environment(today), check=False).returncode
    except KeyboardInterrupt:
        return 0


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def _environment(today: str) -> dict[str, str]:
    return {
        "SOURCE_DATE_EPOCH": "0",
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "GUIA_TODAY": today,
        # The command has told what there is to tell.
        "GUIA_CHECKED": "1",
    }
