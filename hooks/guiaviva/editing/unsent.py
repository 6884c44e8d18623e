"""What somebody has changed in the files of a guide and not sent yet, as Git and the savings of today know it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guiaviva.editing.git import Entry, Git, Tree
from guiaviva.editing.journal import Journal
from guiaviva.editing.merging import file_regions
from guiaviva.editing.places import kind_of
from guiaviva.editing.savings import Desk
from guiaviva.errors import CannotJudgeError
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import RefusedError
from guiaviva.translations.records import PATH as LEDGER

SENT = "refs/guia/sent"
"""Leads to the branch of the proposal that is in the files here."""
TIP = "refs/guia/tip"
"""What all have, as it was when something was sent last."""
PROPOSALS = "refs/guia/proposals/"
"""Below this is what was sent, a name for each branch, as it was sent or taken from there last."""
THERE = "refs/guia/there/"
"""Below this is the same as it was known last where it is sent to, which whoever reviews it may have changed."""
TAKEN = "refs/guia/taken"
"""What all have, as far as it is in the files here that were sent."""
GOT = "refs/guia/got"
"""What all have, as far as it was brought into the files here."""
_FILE = "100644"
# What there is and cannot be read was not deleted.
_UNREADABLE = b"\0unreadable"
_FOLDERS = ("docs", "data")


@dataclass(frozen=True)
class Changed:
    """A file of the guide that is not as it was: `before` is None where there was none, `after` where it is deleted."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Working:
    """The guide at `root` as somebody changes it, and the repository that it is in.

    The branch that is checked out, what is staged, and every file but those that are sent stay as they are.
    """

    git: Git
    root: Path
    languages: Collection[str]

    @cached_property
    def last(self) -> str:
        """The last commit that was made here."""
        return self.git.line("rev-parse", "HEAD^{commit}")

    @cached_property
    def head(self) -> str:
        """The commit that the files here were before they were changed: the last one, or what all have since."""
        got = self.git.commit(GOT)
        return got if got and self.git.is_ancestor(self.last, got) else self.last

    @cached_property
    def tree(self) -> Tree:
        """The files of the last commit."""
        return self.git.tree(self.head)

    @cached_property
    def remote(self) -> str:
        """What the repository that is sent to is called, "" where there is none."""
        names = self.git.maybe("remote").split("\n")
        return "origin" if "origin" in names else names[0]

    @cached_property
    def tip(self) -> str:
        """The last commit of what all have as far as it is known here, "" where nothing is."""
        known, own = self.git.commit(f"refs/remotes/{self.remote}/HEAD"), self.git.commit(TIP)
        # Where it leads was known when the guide was cloned; what was fetched to send is newer, if nothing was since.
        return known if not own or (known and self.git.is_ancestor(own, known)) else own

    @cached_property
    def sent(self) -> str:
        """The commit that was sent last, "" where none was, or it is no work on what is here."""
        commit = self.git.commit(SENT)
        return commit if commit and self.git.is_ancestor(self.last, commit) else ""

    @cached_property
    def base_of_sent(self) -> Tree:
        """The files that those that were sent last were changed in."""
        return self.base_of(self.sent)

    def base_of(self, commit: str) -> Tree:
        """Return the files that those of a commit that was sent were changed in."""
        base = self.git.maybe("merge-base", commit, self.tip) if commit and self.tip else ""
        return self.git.tree(base) if base else self.tree

    @cached_property
    def tree_of_sent(self) -> Tree:
        """The files as they were sent last; none where nothing was."""
        return self.git.tree(self.sent) if self.sent else {}

    @cached_property
    def waiting(self) -> Mapping[str, Entry | None]:
        """What was sent, by path, and is not yet in what all have; None where it is to be deleted."""
        return self.left_of(self.sent) if self.sent else {}

    def left_of(self, commit: str) -> Mapping[str, Entry | None]:
        """Return what a commit that was sent changed, by path, as far as it is not in what all have."""
        tree, base = self.git.tree(commit), self.base_of(commit)
        differing = (path for path in {*tree, *base} if tree.get(path) != base.get(path) and self._is_editable(path))
        return {path: tree.get(path) for path in differing if not self._has(path, base.get(path), tree.get(path))}

    def _has(self, path: str, base: Entry | None, ours: Entry | None) -> bool:
        """Return whether what all have holds a change already: bringing them together changes nothing there."""
        theirs = self.tree_of_tip.get(path)
        if ours == theirs:
            return True
        before, mine, there = (self.git.content(one) for one in (base, ours, theirs))
        if before is None or mine is None or there is None or b"\0" in before + mine + there:
            return False
        parts = file_regions(self._below(path), before, mine, there)
        return all(one.agreed for one in parts) and b"".join(one.ours for one in parts) == there

    @cached_property
    def tree_of_tip(self) -> Tree:
        """The files that all have; where that is not known, those of the last commit."""
        return self.git.tree(self.tip) if self.tip else self.tree

    @cached_property
    def taken(self) -> bool:
        """Whether the files that were sent last have here what others had changed in them by then."""
        base = self.git.maybe("merge-base", self.sent, self.tip) if self.sent and self.tip else ""
        return bool(base) and base in (self.head, self.git.commit(TAKEN))

    def origin(self, path: str) -> Entry | None:
        """Return what a file was when it was begun to be changed anew, by its path from the top of the repository."""
        return self.waiting[path] if path in self.waiting else self.tree.get(path)

    @cached_property
    def changed(self) -> Mapping[str, bytes | None]:
        """The files that may be edited and are not as the last commit has them, by their path from the top."""
        found = {}
        for path in self._candidates():
            data, was = self._read(path), self.tree.get(path)
            if data is not _UNREADABLE and self._id(path, data, was) != (was and was.oid):
                found[path] = data
        return found

    @cached_property
    def unsent(self) -> tuple[Changed, ...]:
        """What was changed and not sent yet, by its path from the root of the guide."""
        found = []
        for path in sorted({*self.changed, *self.waiting}):
            data, was, of_all = self._read(path), self.origin(path), self.tree_of_tip.get(path)
            accepted = [self.tree_of_sent.get(path)] if self.sent and not self.waiting else []
            if data is _UNREADABLE:
                continue
            now = self._id(path, data, was)
            # What was sent and taken back since is as all have it, and has to be sent.
            is_known = path not in self.waiting and any(now == (one and one.oid) for one in (of_all, *accepted))
            if now != (was and was.oid) and not is_known:
                found.append(Changed(self._below(path), self.git.content(was), data))
        return tuple(found)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The files that a program of Git's settings is to change before they are sent, which is not run here."""
        listed = [f"{self.git.prefix}{one.path}" for one in of_today(self.root)]
        return frozenset(map(self._below, self.git.filtered(listed))) if listed else frozenset()

    def _read(self, path: str) -> bytes | None:
        """Return what a file holds now, by its path from the top; None where it is not there."""
        below = self._below(path)
        try:
            if below == LEDGER:
                return Folder(self.root).read(below)
            return Desk(self.root, self.languages).read(below).data
        except FileNotFoundError:
            return None
        except (OSError, RefusedError, CannotJudgeError):
            return _UNREADABLE

    def _below(self, path: str) -> str:
        return path.removeprefix(self.git.prefix)

    def _candidates(self) -> Iterable[str]:
        """Return the paths of what Git knows, and of what is new and not to be ignored, as far as it may be edited."""
        places = [f"{self.git.prefix}{one}" for one in _FOLDERS]
        listed = self.git.ask("ls-files", "-z", "-t", "--cached", "--", *places, f"{self.git.prefix}{LEDGER}")
        new = self.git.ask("ls-files", "-z", "-t", "--others", "--exclude-standard", "--", *places)
        rows = [one for one in (listed + new).decode("utf-8", "surrogateescape").split("\0") if one]
        # `S`: left out of this copy on purpose.
        left_out = {one[2:] for one in rows if one.startswith("S")}
        known = {path for path, one in self.tree.items() if path.startswith(self.git.prefix) and one.mode[:3] == "100"}
        return self.editable({*known, *(one[2:] for one in rows)} - left_out)

    def editable(self, paths: Iterable[str]) -> list[str]:
        """Return those of some paths that may be edited, and that no program of Git's settings is to change."""
        found = [one for one in paths if self._is_editable(one)]
        return sorted({*found} - self.git.filtered(found))

    def _is_editable(self, path: str) -> bool:
        below = self._below(path)
        if not path.startswith(self.git.prefix) or not path.isprintable():
            return False
        return below == LEDGER or kind_of(below, self.languages) is not None

    def _id(self, path: str, data: bytes | None, was: Entry | None) -> str | None:
        """Return the id of a content, without asking Git where it is surely what it was."""
        if data is None:
            return None
        if was:
            for one in (data, data.replace(b"\r\n", b"\n")):
                if _oid(one, len(was.oid)) == was.oid:
                    return was.oid
        return self.git.stored(path, data)

    def store(self, path: str, data: bytes) -> Entry:
        """Store a content as a file of a commit. Raises GitError."""
        was = self.tree.get(path)
        mode = was.mode if was and was.mode.startswith("100") else _FILE
        return Entry(mode, self.git.stored(path, data, write=True))


def _oid(data: bytes, length: int) -> str:
    make = hashlib.sha256 if length == 64 else hashlib.sha1
    return make(b"blob %d\0" % len(data) + data).hexdigest()


def of_today(root: Path) -> tuple[Changed, ...]:
    """Return what the savings of today changed, for a guide that is in no repository."""
    first: dict[str, bytes | None] = {}
    for saving in reversed(Journal.of(root).today()):
        first.setdefault(saving.path, saving.before)
    found = []
    for path, before in sorted(first.items()):
        try:
            after = Folder(root).read(path)
        except FileNotFoundError:
            after = None
        except (OSError, RefusedError):
            continue
        if after != before:
            found.append(Changed(path, before, after))
    return tuple(found)
