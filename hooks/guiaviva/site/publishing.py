"""Publishing. A build works beside the last good site, whose place it takes when it is whole; that one is kept.

Beside a site `site` are `.site.building`, which is made anew by each build, `.site.previous`, the site before, and
`.site.lock`. Nothing else is ever deleted. Whatever fails, is killed or finds the disk full, `site` is whole.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from guiaviva import workers
from guiaviva.cache import Cache
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.reading.gate import RefusedError
from guiaviva.reporting import refusal

# Of Linux: put each of two names in the place of the other, in one step (renameat2(2)).
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# Whatever the mask of the account that builds, the one that serves can read the site.
_MASK = 0o022
_FOLDER = 0o755
# Of what is in these folders of a guide its site is made.
_SOURCES = ("docs", "data", "model", "words", "overrides")


def folder_of(guide: Guide, given: Path | None = None) -> Path:
    """Return the folder of a guide's site: the one given, else that of mkdocs.yml, else `site`."""
    settings = guide.config.value
    named = settings.get("site_dir") if isinstance(settings, dict) else None
    return given or guide.folder.root / str(named or "site")


def build(
    judgement: Judgement, site: Path, *, strict: bool, compressed: bool = False, store: Cache | None = None
) -> str:
    """Build the site of a guide that has been judged, and put it in the place of `site`, which is kept.

    Returns why it could not be built, in one sentence, or "". With `strict`, a warning of MkDocs is a reason. With
    `compressed`, texts have a compressed file beside them. The same input gives the same bytes, and where nothing is
    new, `site` and the site before stay as they are.
    Raises CannotJudgeError where `site` or what is beside it cannot be replaced, another build is under way, or the new
    site is not whole.
    """
    # MkDocs takes long to import, and only this command needs it.
    from guiaviva.site import offline
    from guiaviva.site.compression import compress
    from guiaviva.site.rendering import building

    root = judgement.guide.folder.root
    with _held(site, root) as place, _mask(_MASK):
        place.building.mkdir()
        place.building.chmod(_FOLDER)
        try:
            files = building.build(root, judgement, place.building, strict=strict, present=place.site, cache=store)
        except workers.WorkError as error:
            return str(error)
        if lacking := sorted(path for path in files if not (place.building / path).is_file()):
            raise CannotJudgeError("site-not-whole", path=lacking[0], count=len(lacking))
        if offline.is_wanted(judgement.guide):
            offline.offer(place.building, place.site, judgement.guide)
        if compressed:
            compress(place.building, place.site)
        if not (place.site.exists() and _alike(place.building, place.site)):
            os.utime(place.building)
            place.swap(place.building, place.site)
            if place.building.exists():
                place.swap(place.building, place.previous)
    return ""


def roll_back(guide: Guide, site: Path) -> tuple[datetime, datetime | None]:
    """Put the site before in the place of `site`, which takes its place.

    Returns when each of the two was built; of the one that was there, None where there was none.
    Raises CannotJudgeError where there is no site before, or it cannot be put back.
    """
    with _held(site, guide.folder.root) as place:
        if not place.previous.is_dir():
            raise CannotJudgeError("no-previous-site", path=str(site))
        place.swap(place.previous, place.site)
        replaced = _built(place.previous) if place.previous.exists() else None
        return _built(place.site), replaced


@dataclass(frozen=True)
class _Place:
    """A site and what is beside it. `aside` exists for a moment, where two names cannot change at once."""

    site: Path

    @property
    def building(self) -> Path:
        return self._beside("building")

    @property
    def previous(self) -> Path:
        return self._beside("previous")

    @property
    def aside(self) -> Path:
        return self._beside("aside")

    @property
    def lock(self) -> Path:
        return self._beside("lock")

    def _beside(self, name: str) -> Path:
        return self.site.with_name(f".{self.site.name}.{name}")

    def swap(self, one: Path, other: Path) -> None:
        """Put one folder in the place of the other, which may not yet exist; at no moment is there half of one."""
        if not other.exists():
            one.rename(other)
        elif not _exchange(one, other):
            other.rename(self.aside)
            one.rename(other)
            self.aside.rename(one)

    def require_own(self) -> None:
        """Raise CannotJudgeError where one of the names beside the site is not a build's: no link of it is followed."""
        folders = dict.fromkeys((self.building, self.previous, self.aside), stat.S_ISDIR)
        for path, is_own in {self.lock: stat.S_ISREG, **folders}.items():
            if os.path.lexists(path) and not is_own(path.lstat().st_mode):
                raise CannotJudgeError("name-taken", path=str(path))

    def recover(self) -> None:
        """Bring back what a build set aside that was killed then, and delete what it left."""
        for target in (self.site, self.previous):
            if self.aside.exists() and not target.exists():
                self.aside.rename(target)
        for left in (self.aside, self.building):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(site: Path, root: Path) -> Iterator[_Place]:
    """Make sure that a site can be replaced and that nobody else does; at the end what was being built is deleted.

    A link is followed: what it leads to is the site. The lock ends with the process, however that ends.
    Raises CannotJudgeError, also for what the system refuses meanwhile.
    """
    place = _Place(Path(os.path.realpath(site)))
    try:
        place.site.parent.mkdir(parents=True, exist_ok=True)
        _require_replaceable(place.site, root)
        place.require_own()
        with FileLock(place.lock, timeout=0):
            place.recover()
            try:
                yield place
            finally:
                shutil.rmtree(place.building, ignore_errors=True)
    except Timeout:
        # Of some folders, such as those of /proc, the lock cannot be made: nobody holds it.
        reason = "build-under-way" if place.lock.exists() else "unwritable"
        raise CannotJudgeError(reason, path=str(site), reason=os.strerror(errno.EACCES)) from None
    except RefusedError as error:
        # It is an OSError too, but of a file of the guide, which is read and not written.
        raise refusal(error) from None
    except OSError as error:
        path = error.filename if isinstance(error.filename, str) else str(site)
        raise CannotJudgeError("unwritable", path=path, reason=error.strerror or str(error)) from None


def _require_replaceable(site: Path, root: Path) -> None:
    """Raise CannotJudgeError for what cannot be replaced by a site, or must not; OSError for what cannot be read."""
    if _is_mount_point(site):
        raise CannotJudgeError("site-is-mount-point", path=str(site))
    if source := next((one for one in _SOURCES if Path(os.path.realpath(root / one)) in site.parents), None):
        raise CannotJudgeError("site-in-source", path=str(site), folder=source)
    if site.exists():
        # What is not ours is neither replaced nor, a build later, deleted.
        strange = any(site.iterdir()) and not (site / "index.html").is_file()
        if strange or Path(os.path.realpath(root)).is_relative_to(site):
            raise CannotJudgeError("no-site", path=str(site))
        if not os.access(site, os.W_OK):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(site))


def _is_mount_point(path: Path) -> bool:
    """Return whether something is mounted there; a folder of the same disk, too, which only Linux's own list says."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        lines = []
    mounted = {re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), line.split()[4]) for line in lines}
    return os.path.ismount(path) or str(path) in mounted


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _alike(one: str | Path, other: str | Path) -> bool:
    """Return whether two folders hold the same, with the same permissions."""
    if os.stat(one).st_mode != os.stat(other).st_mode:  # noqa: PTH116 (of thousands of names, each is made once)
        return False
    mine, theirs = ({entry.name: entry for entry in os.scandir(folder)} for folder in (one, other))
    return mine.keys() == theirs.keys() and all(_same(entry, theirs[name]) for name, entry in mine.items())


def _same(one: os.DirEntry[str], other: os.DirEntry[str]) -> bool:
    if one.is_dir(follow_symlinks=False):
        return other.is_dir(follow_symlinks=False) and _alike(one.path, other.path)
    mine, theirs = (os.lstat(entry.path) for entry in (one, other))
    # What is as it was is linked, so next to nothing is read.
    return mine.st_mode == theirs.st_mode and (
        os.path.samestat(mine, theirs) or filecmp.cmp(one.path, other.path, shallow=False)
    )


def _built(site: Path) -> datetime:
    """Return when a site was built."""
    return datetime.fromtimestamp(site.stat().st_mtime).astimezone()


@contextmanager
def _mask(mask: int) -> Iterator[None]:
    """Take away these permissions, and no others, from what is written meanwhile."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)
