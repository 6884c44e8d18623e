"""The proposals that were sent from here, of which one at most is in the files here; the others wait where they are.

Each has a name below `refs/guia/proposals`, so that none is lost from sight, and a branch that nobody deletes here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from guiaviva.editing.git import Git
from guiaviva.editing.unsent import PROPOSALS, SENT, THERE, Working

State = Literal["waits", "changed", "accepted", "gone"]

_ROW = "%(refname)%00%(objectname)%00%(committerdate:unix)"


class Proposal(NamedTuple):
    """What was sent: its branch, the commit, why it was sent, and when, in seconds since 1970.

    It is `changed` where somebody else has added to it since, and `gone` where its branch is not there any more, though
    not all have what it says: it was refused, or accepted in other words. It is `here` where the files here have it.
    """

    branch: str
    commit: str
    why: str
    at: int
    state: State
    here: bool


def open_branch(git: Git) -> str:
    """Return the branch of the proposal that is in the files here, "" where none is."""
    return git.maybe("symbolic-ref", "-q", SENT).removeprefix("refs/heads/")


def branches(git: Git) -> list[str]:
    """Return the branches of all proposals that were sent from here and not taken off the list."""
    return git.maybe("for-each-ref", "--format=%(refname)", PROPOSALS).replace(PROPOSALS, "").split()


def proposals(working: Working) -> Iterator[Proposal]:
    """Yield what was sent from here, the last first."""
    git = working.git
    rows = git.maybe("for-each-ref", "--sort=-committerdate", f"--format={_ROW}", PROPOSALS).split("\n")
    here = open_branch(git) if working.sent else ""
    for branch, commit, at in (row.removeprefix(PROPOSALS).split("\0") for row in rows if row):
        # It is called as it was first; what is added to it, by whoever reviews it too, has messages of its own.
        since = ["--not", working.tip] if working.left_of(commit) and working.tip else ["-1"]
        why = git.maybe("log", "--first-parent", "--format=%s", commit, *since).split("\n")[-1]
        yield Proposal(branch, commit, why, int(at), _state(working, branch, commit), branch == here)


def _state(working: Working, branch: str, commit: str) -> State:
    if not working.left_of(commit):
        return "accepted"
    there = working.git.commit(f"{THERE}{branch}")
    return "gone" if not there else "waits" if there == commit else "changed"


def forget(git: Git, branch: str) -> None:
    """Take a proposal off the list; its branch stays. Raises GitError."""
    for below in (PROPOSALS, THERE):
        git.ask("update-ref", "-d", f"{below}{branch}")
