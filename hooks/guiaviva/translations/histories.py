"""What Git knows of translations: the words that were signed off, and what an original has changed since."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guiaviva.reading import history
from guiaviva.reading.history import Version
from guiaviva.translations.changes import is_slip

Read = Callable[[str], str | None]
"""Returns the words that a section or a text has in a file's text, None where it has none."""


@dataclass(frozen=True)
class Former:
    """How a section or a text of data is found in former versions of its file.

    `within` returns whether it is in one as it is `now`, and is fast; `find` reads what it was.
    """

    path: str
    now: str
    within: Callable[[str], bool]
    find: Read


@dataclass(frozen=True)
class Histories:
    """The former versions of the files of a guide. Git is asked once, for the files below docs/ and data/."""

    root: Path
    own: str = ""
    """The address of the site."""

    @cached_property
    def versions(self) -> history.Versions:
        """The versions of every file, which are read when they are looked at."""
        return history.Versions(self.root)

    def former(self, path: str, find: Read) -> str | None:
        """Return the newest words of a file that `find` takes for those wanted, or None where Git has none."""
        return next((words for one in self.versions.of(path) if (words := find(one.text)) is not None), None)

    def since_edited(self, ours: Former, theirs: Former) -> str | None:
        """Return the words of an original at the time when its translation was last edited, where they were others.

        Nothing where the translation is being edited. A letter that was mended is no edit.
        """
        edited: Version | None = None
        for one in self.versions.of(ours.path):
            if not ours.within(one.text):
                words = ours.find(one.text)
                if words is None or not is_slip(words, ours.now, self.own):
                    break
            edited = one
        if edited is None:
            return None
        before = next((one for one in self.versions.of(theirs.path) if one.order >= edited.order), None)
        if before is None or theirs.within(before.text):
            return None
        words = theirs.find(before.text)
        return None if words is None or is_slip(words, theirs.now, self.own) else words

    @property
    def lacking(self) -> str:
        """Why Git does not have what was: `no-git`, `shallow`, or that it `never` had it."""
        return self.versions.lacking
