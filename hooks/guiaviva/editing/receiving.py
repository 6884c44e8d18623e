"""What others changed, and was approved, comes into the files here: with what was changed here, or chosen.

As in sending, nothing that came with the guide is run, and neither the branch that is checked out nor what is staged is
touched. `refs/guia/got` says up to where the files here have what all have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guiaviva.editing.combining import Side, combined, stored
from guiaviva.editing.git import Entry, GitError
from guiaviva.editing.sending import cannot, fetched
from guiaviva.editing.unsent import GOT, Working
from guiaviva.errors import CannotJudgeError


class Received(NamedTuple):
    """What the files here are to hold, by path from the guide's root, None where they are deleted; `tip` has it all."""

    tip: str
    files: Mapping[str, bytes | None]


def receive(working: Working, chosen: Mapping[str, Sequence[Side]]) -> Received:
    """Return what others changed together with what was changed here; `chosen` is by key of a conflict.

    Nothing is written yet. Raises CannotJudgeError where it cannot be, and ChoiceError where somebody has to choose.
    """
    git = working.git
    git.require_trust()
    if not working.remote:
        raise CannotJudgeError("send-no-remote")
    try:
        fetched(git, working.remote)
        working = Working(git, working.root, working.languages)
        if not working.tip or git.is_ancestor(working.tip, working.head):
            return Received(working.tip or working.head, {})
        mine = stored(working)
        return Received(working.tip, dict(_files(working, mine, combined(working, mine, chosen))))
    except GitError as error:
        raise cannot(error) from None


def got(working: Working, tip: str) -> None:
    """Note that the files here have all that a commit has."""
    working.git.ask("update-ref", GOT, tip)


def _files(
    working: Working, mine: Mapping[str, Entry | None], tree: Mapping[str, Entry]
) -> Iterator[tuple[str, bytes | None]]:
    here: Mapping[str, Entry | None] = {**working.tree, **mine}
    for path in working.editable({*here, *tree}):
        if here.get(path) != (entry := tree.get(path)):
            yield path.removeprefix(working.git.prefix), working.git.content(entry)
