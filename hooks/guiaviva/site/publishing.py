"""Building. A build works beside the last good site, whose place it takes when it is whole.

A build that fails, is killed or finds the disk full leaves the last good site whole, and so does another at the same
time: each holds a lock on its own folder for as long as it lives, and deletes only folders that nobody holds.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guiaviva import workers
from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement

if sys.platform != "win32":
    import fcntl

# Of Linux: put each of two names in the place of the other, in one step (renameat2(2)).
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_BUILDING, _OLD = ".building-", ".old-"
# Where folders cannot be locked, what is older than this was left by a build that was killed. In seconds.
_DAY = 86_400


def build(judgement: Judgement, site: Path, *, strict: bool, store: Cache | None = None) -> str:
    """Build the site of a guide that has been judged, and put it in the place of `site`.

    Returns why it could not be built, in one sentence, or "". With `strict`, a warning of MkDocs is a reason. The same
    input gives the same bytes: where no date is set, files carry that of the epoch.
    Raises CannotJudgeError where the folder of the site cannot be written.
    """
    # MkDocs takes long to import, and only this command needs it.
    from guiaviva.site.rendering import building

    root = judgement.guide.folder.root
    try:
        _clear(site)
        with _folder_beside(site) as fresh:
            building.build(root, judgement, fresh.resolve(), strict=strict, present=site.resolve(), cache=store)
            fresh.chmod(0o755)
            swap(fresh, site)
    except workers.WorkError as error:
        return str(error)
    except OSError as error:
        raise CannotJudgeError("unwritable", path=str(site), reason=error.strerror or "") from None
    return ""


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


@contextmanager
def _folder_beside(site: Path) -> Iterator[Path]:
    """Make a folder beside the site and hold it, so that no other build deletes it; it is deleted at the end."""
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=f"{site.name}{_BUILDING}", dir=site.parent))
        with _held(fresh) as held:
            # Another build may have taken it for one that was left, between its making and the lock.
            if held and fresh.exists():
                try:
                    yield fresh
                finally:
                    shutil.rmtree(fresh, ignore_errors=True)
                return


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Lock a folder, and say whether nobody else holds it. The lock ends with the process, however that ends."""
    if sys.platform == "win32":
        yield True
        return
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(number)


def _clear(site: Path) -> None:
    """Delete what builds left that were killed; if one was killed between two names, the old site comes back."""
    site.parent.mkdir(parents=True, exist_ok=True)
    for old in site.parent.glob(f"{site.name}{_OLD}*"):
        if not site.exists():
            old.rename(site)
        shutil.rmtree(old, ignore_errors=True)
    for left in site.parent.glob(f"{site.name}{_BUILDING}*"):
        with _held(left) as held:
            if held and not (sys.platform == "win32" and time.time() - left.stat().st_mtime < _DAY):
                shutil.rmtree(left, ignore_errors=True)
