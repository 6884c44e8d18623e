"""What others changed, and was approved, comes into the files here: with what was changed here, or chosen.

So does another proposal that was sent from here, or a new one is begun: the one that was in the files waits where it
was sent, and what was not sent yet comes along. As in sending, nothing that came with the guide is run, and neither the
branch that is checked out nor what is staged is touched. `refs/guia/got` says up to where the files here have what all
have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.editing.combining import Side, Versions, combined, stored, together
from guiaviva.editing.git import Entry, GitError, Tree
from guiaviva.editing.proposals import open_branch
from guiaviva.editing.sending import cannot, fetched
from guiaviva.editing.unsent import GOT, PROPOSALS, SENT, TAKEN, THERE, Working
from guiaviva.errors import CannotJudgeError


class Received(NamedTuple):
    """What the files here are to hold, by path from the guide's root, None where they are deleted.

    `notes` are the names of commits, or of a branch, that Git is to know once the files hold it, "" where it is to
    forget them. There is `more` where others' changes are still to be received.
    """

    files: Mapping[str, bytes | None]
    notes: Mapping[str, str]
    more: bool = False


def receive(working: Working, chosen: Mapping[str, Sequence[Side]], to: str | None = None) -> Received:
    """Return what others changed together with what was changed here; `chosen` is by key of a conflict.

    Where it is said, the files go on with the proposal of the branch `to`, or with a new one where that is "". Nothing
    is written yet. Raises CannotJudgeError where it cannot be, ChoiceError where somebody has to choose first, and
    ValueError where there is no such proposal.
    """
    git = working.git
    git.require_trust()
    if not working.remote:
        raise CannotJudgeError("send-no-remote")
    try:
        fetched(git, working.remote)
        working = Working(git, working.root, working.languages)
        is_there = bool(working.tip) and git.is_ancestor(working.last, working.tip)
        if to is None and working.sent:
            there = git.commit(f"{THERE}{(branch := open_branch(git))}")
            if there and there != working.sent and working.waiting:
                to = branch
            elif not working.waiting and is_there:
                # All have what was sent: what comes next is a proposal of its own.
                to = ""
        if to:
            return _gone_on(working, to, chosen)
        if to == "":
            if not is_there:
                raise CannotJudgeError("turn-commits")
            return Received(_turned(working, working.tree_of_tip, chosen), {GOT: working.tip, SENT: ""})
        if not working.tip or git.is_ancestor(working.tip, working.head):
            return Received({}, {})
        mine = stored(working)
        here = {**working.tree, **mine}
        return Received(_differing(working, here, combined(working, mine, chosen)), {GOT: working.tip})
    except GitError as error:
        raise cannot(error) from None


def noted(working: Working, received: Received) -> None:
    """Note that the files here hold what was received."""
    for name, value in received.notes.items():
        if name == SENT and value:
            working.git.ask("symbolic-ref", SENT, value)
        elif name == SENT:
            working.git.maybe("symbolic-ref", "-d", SENT)
        else:
            working.git.ask("update-ref", name, value)


def _gone_on(working: Working, branch: str, chosen: Mapping[str, Sequence[Side]]) -> Received:
    """Return what the files hold with a proposal, as it is where it was sent to, or as it was sent from here."""
    git = working.git
    there, own = (git.commit(f"{below}{branch}") for below in (THERE, PROPOSALS))
    commit = there or own
    if not commit or not working.tip:
        raise ValueError(branch)
    base, tree = git.line("merge-base", commit, working.tip), git.tree(commit)
    notes = {f"{PROPOSALS}{branch}": commit}
    if git.is_ancestor(working.last, base):
        notes |= {GOT: base, TAKEN: base}
    else:
        # Somebody has brought the copy beyond it with Git itself.
        files = _versions(working, git.tree(base), tree, working.tree)
        tree, there = together(working, files, chosen, tree), ""
    if there:
        notes |= {f"refs/heads/{branch}": commit}
        if own and not git.is_ancestor(own, there):
            # What was sent from here, and replaced there by something else, is not lost.
            notes |= {f"{below}{branch}-{own[:7]}": own for below in (PROPOSALS, "refs/heads/")}
    # What is not there any more is sent anew, as a proposal of its own.
    return Received(_turned(working, tree, chosen), notes | {SENT: f"refs/heads/{branch}" if there else ""}, more=True)


def _turned(working: Working, tree: Tree, chosen: Mapping[str, Sequence[Side]]) -> Mapping[str, bytes | None]:
    """Return what the files hold that are to be as in a tree, but for what was changed here and not sent."""
    mine = stored(working)
    here = {**working.tree, **mine}
    before = {path: _origin(working, path, here.get(path)) for path in {*working.tree_of_sent, *here}}
    return _differing(working, here, together(working, _versions(working, before, here, tree), chosen, here))


def _origin(working: Working, path: str, here: Entry | None) -> Entry | None:
    """Return what a file was before what was changed here and not sent."""
    sent = working.tree_of_sent.get(path)
    is_sent = bool(working.sent) and (here == sent or (path in working.waiting and working.taken))
    return sent if is_sent else working.tree.get(path)


def _versions(
    working: Working,
    base: Mapping[str, Entry | None],
    ours: Mapping[str, Entry | None],
    theirs: Mapping[str, Entry | None],
) -> Iterator[tuple[str, Versions]]:
    for path in working.editable({*base, *ours, *theirs}):
        yield path, Versions(base.get(path), ours.get(path), theirs.get(path))


def _differing(
    working: Working, here: Mapping[str, Entry | None], tree: Mapping[str, Entry]
) -> Mapping[str, bytes | None]:
    """Return the files that a tree has otherwise than they are here."""
    return {
        path.removeprefix(working.git.prefix): working.git.content(entry)
        for path in working.editable({*here, *tree})
        if here.get(path) != (entry := tree.get(path))
    }
