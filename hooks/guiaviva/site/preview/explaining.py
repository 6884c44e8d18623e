"""Why something cannot be shown, in one sentence in the language of the messages."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiaviva.diagnostics import Finding
from guiaviva.errors import CannotJudgeError
from guiaviva.reporting import own_words, sentence
from guiaviva.wording import Speaker

if TYPE_CHECKING:
    from guiaviva.site.rendering.conversion import Message


@dataclass(frozen=True)
class Explainer:
    """Makes sentences about the guide at `root`. The words are the program's own: the guide's may be what is broken."""

    root: Path
    language: str

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence of the group `preview` of the words."""
        rules, words = own_words(self.language)
        return Speaker(rules, words, self.language).fill(words["preview"][key], values)

    def finding(self, finding: Finding) -> str:
        """Return the sentence of a finding, with file and line."""
        return self.say("at", path=finding.place.path, line=finding.place.line, problem=finding)

    def error(self, error: Exception, messages: Iterable[Message] = ()) -> str:
        """Return what went wrong, with file and line where they are known; `messages` are what MkDocs logged."""
        if isinstance(error, CannotJudgeError):
            return sentence(error, self.language)
        logged = [text for _, level, text in messages if level >= logging.ERROR]
        reason = " ".join(" ".join(logged or [str(error) or type(error).__name__]).split())
        root = self.root.resolve()
        for path, line in _places(error):
            if path.is_relative_to(root):
                return self.say("at", path=path.relative_to(root).as_posix(), line=line, problem=reason)
        return self.say("failed", reason=reason)


def _places(error: Exception) -> Iterator[tuple[Path, int]]:
    """Return files and lines: where a text cannot be read, then what the error passed through, the innermost first."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(name, str) and isinstance(line, int):
        yield Path(name).resolve(), line
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        yield Path(frame.filename).resolve(), frame.lineno or 1
