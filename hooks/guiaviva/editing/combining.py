"""What somebody changed, and what others changed meanwhile, become one; where both did the same lines, they choose."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from guiaviva.cache import digest
from guiaviva.editing.git import Entry, Git, Tree
from guiaviva.editing.merging import Region, file_regions
from guiaviva.editing.unsent import Working
from guiaviva.errors import CannotJudgeError
from guiaviva.translations.records import PATH as LEDGER
from guiaviva.translations.records import read_ledger, written_ledger

Side = Literal["ours", "theirs"]


@dataclass(frozen=True)
class Conflict:
    """A file in which others changed the same lines, by its path from the root of the guide.

    `key` tells these two versions from any others; those of its `parts` are to be chosen that are not agreed. Where
    there is no `parts`, it is all of the file, which may be a picture, or have been deleted.
    """

    path: str
    key: str
    ours: bytes | None = field(repr=False)
    theirs: bytes | None = field(repr=False)
    parts: tuple[Region, ...] = field(default=(), repr=False)

    @property
    def questions(self) -> tuple[tuple[bytes | None, bytes | None], ...]:
        """What is to be chosen, in order: what is ours, and what is theirs."""
        open_ = tuple((one.ours, one.theirs) for one in self.parts if not one.agreed)
        return open_ if self.parts else ((self.ours, self.theirs),)

    def chosen(self, sides: Sequence[Side]) -> bytes | None:
        """Return the file with what was chosen, a side for each question."""
        wanted = iter(sides)
        if not self.parts:
            return self.ours if next(wanted) == "ours" else self.theirs
        return b"".join(one.ours if one.agreed or next(wanted) == "ours" else one.theirs for one in self.parts)


class ChoiceError(Exception):
    """Raised where somebody has to choose first."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(", ".join(one.path for one in conflicts))
        self.conflicts = tuple(conflicts)


class Versions(NamedTuple):
    """A file: as it was when both began, as it is here, and as all have it."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


def stored(working: Working, only: Collection[str] | None = None) -> dict[str, Entry | None]:
    """Return what was changed, by path from the top of the repository, stored in it. Raises GitError.

    Where it is not all, but `only` some files by their path from the root of the guide, the others are as they were
    sent last, and records of translations go with their texts.
    """
    mine: dict[str, Entry | None] = {}
    held = held_back(working, only)
    for path in sorted({*working.changed, *working.waiting}):
        if path in held:
            mine |= {path: working.waiting[path]} if path in working.waiting else {}
        elif path in working.changed:
            data = working.changed[path]
            mine[path] = None if data is None else working.store(path, data)
    ledger = f"{working.git.prefix}{LEDGER}"
    if held and ledger in mine and (data := working.changed.get(ledger)):
        mine[ledger] = working.store(ledger, _without(working, ledger, data, held))
    return mine


def held_back(working: Working, only: Collection[str] | None) -> frozenset[str]:
    """Return what is changed and not sent if `only` some files are, by path from the top of the repository."""
    prefix = working.git.prefix
    unsent = (one.path for one in working.unsent if only is not None and one.path not in only and one.path != LEDGER)
    return frozenset(f"{prefix}{path}" for path in unsent)


def _without(working: Working, ledger: str, data: bytes, held: Collection[str]) -> bytes:
    """Return the records of translations with those of texts that are held back as they were before."""
    prefix = working.git.prefix
    pages = {_page(path.removeprefix(prefix)) for path in held}
    pages -= {_page(one.path) for one in working.unsent if f"{prefix}{one.path}" not in held}
    before = working.git.content(working.origin(ledger)) or b""
    was, now = (read_ledger(one.decode("utf-8", "replace")).records for one in (before, data))
    kept = {path: (was if _page(path) in pages else now).get(path, {}) for path in dict.fromkeys((*now, *was))}
    return written_ledger({path: records for path, records in kept.items() if records}).encode()


def _page(path: str) -> str:
    """Return what the texts of a page in all languages have in common; of another file that is its path."""
    first, _, rest = path.partition("/")
    return rest.partition("/")[2] if first == "docs" else path


def combined(
    working: Working, mine: Mapping[str, Entry | None], chosen: Mapping[str, Sequence[Side]]
) -> dict[str, Entry]:
    """Return the files of a commit that has what was changed here, and what all have. `chosen` is by key of a conflict.

    Raises ChoiceError where somebody has to choose first, GitError, and CannotJudgeError where commits that were made
    here do not fit what all have.
    """
    return together(working, _versions(working, mine), chosen, mine)


def together(
    working: Working,
    files: Iterable[tuple[str, Versions]],
    chosen: Mapping[str, Sequence[Side]],
    mine: Container[str],
) -> dict[str, Entry]:
    """Return each of some files with what both sides have changed of it; those of `mine` may be chosen from.

    Raises as `combined` does.
    """
    result: dict[str, Entry] = {}
    conflicts = []
    for path, one in files:
        if one.ours == one.theirs or one.theirs == one.base or one.ours == one.base:
            entry = one.theirs if one.ours == one.base else one.ours
        elif path not in mine:
            raise CannotJudgeError("send-diverged", path=path)
        else:
            conflict = _compared(working, path, one)
            sides = chosen.get(conflict.key, ())
            if len(sides) != len(conflict.questions):
                conflicts.append(conflict)
                continue
            entry = _entry(working.git, one, conflict.chosen(sides))
        if entry:
            result[path] = entry
    if conflicts:
        raise ChoiceError(conflicts)
    return result


def _versions(working: Working, mine: Mapping[str, Entry | None]) -> Iterator[tuple[str, Versions]]:
    git = working.git
    ours: dict[str, Entry | None] = {**working.tree, **mine}
    common = git.maybe("merge-base", working.head, working.tip) if working.tip else working.head
    base: Tree = git.tree(common) if common else {}
    for path in sorted({*base, *ours, *working.tree_of_tip}):
        # What was sent has what others had changed by then; what is here, if it was taken in, as nobody does with the
        # ledger.
        is_sent = path in mine and path in working.waiting and not path.endswith(LEDGER)
        is_taken = is_sent and (working.taken or mine[path] == working.waiting[path])
        was = working.base_of_sent if is_taken else base
        if (
            working.sent
            and path in mine
            and path not in working.waiting
            and mine[path] == working.tree_of_sent.get(path)
        ):
            # It was accepted as it is here.
            was = working.tree_of_sent
        yield path, Versions(was.get(path), ours.get(path), working.tree_of_tip.get(path))


def _compared(working: Working, path: str, versions: Versions) -> Conflict:
    below = path.removeprefix(working.git.prefix)
    base, ours, theirs = (working.git.content(one) for one in versions)
    parts: list[Region] = []
    if base is not None and ours is not None and theirs is not None and b"\0" not in base + ours + theirs:
        parts = file_regions(below, base, ours, theirs)
    return Conflict(below, digest(repr((path, *versions)).encode())[:20], ours, theirs, tuple(parts))


def _entry(git: Git, versions: Versions, data: bytes | None) -> Entry | None:
    like = versions.ours or versions.theirs
    return None if data is None or like is None else Entry(like.mode, git.put(data))
