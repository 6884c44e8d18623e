"""Where a command may write: a link in a guide could have it write over any file of whoever runs it."""

from __future__ import annotations

import os
from pathlib import Path

from guiaviva.errors import CannotJudgeError
from guiaviva.reading.gate import Gate, RefusedError


def target(root: Path, path: str) -> Path:
    """Return the file or folder at a path from the root of a guide, be it there or not, to be written.

    Raises CannotJudgeError where it, or a folder on the way to it, is a link to nowhere, to what is hidden or out of
    the guide, or no file.
    """
    there = Path(path)
    while there != Path() and not os.path.lexists(root / there):
        there = there.parent
    try:
        Gate(root).look(there.as_posix())
    except RefusedError as error:
        problem = error.problem
        raise CannotJudgeError("refused", path=problem.path, problem=problem.finding("invalid-file")) from None
    except OSError:
        # To write to it says why.
        return root / path
    return root / path
