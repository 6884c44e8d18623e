"""What the extension Snippets puts into a page goes through the same gate as the page.

It looks for files below the folder from which MkDocs is started: there are hidden ones, such as `.git/config`, in which
a forge may leave its token, and links that lead anywhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from guiaviva.reading.gate import Gate, RefusedError
from guiaviva.reporting import refusal


class GuardedSnippets(Extension):  # type: ignore[misc]
    """Guards the snippets of pages of the guide at `root`, where the institution has turned them on."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.gate = Gate(Path(root))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown calls it so)
        """Look at each file before the extension opens it."""
        if "snippet" not in md.preprocessors:
            return
        snippets: Any = md.preprocessors["snippet"]
        find = snippets.get_snippet_path

        def guarded(path: str) -> str | None:
            name: str | None = find(path)
            if name is not None:
                self._require_open(name)
            return name

        snippets.get_snippet_path = guarded

    def _require_open(self, name: str) -> None:
        """Raise CannotJudgeError where a file is not to be read."""
        path = Path(os.path.relpath(name, self.gate.root)).as_posix()
        try:
            if any(part.startswith(".") and part != ".." for part in path.split("/")):
                raise RefusedError(path, "hidden")
            self.gate.look(path)
        except RefusedError as error:
            raise refusal(error) from None


def makeExtension(**options: Any) -> GuardedSnippets:  # noqa: N802 (Markdown looks for it under this name)
    """Return the extension, with `root`."""
    return GuardedSnippets(**options)
