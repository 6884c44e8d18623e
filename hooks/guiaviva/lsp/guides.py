"""A guide that follows what is typed in the editor, and which of them a file belongs to."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from guiaviva.cache import Cache
from guiaviva.diagnostics import Diagnostic, Finding
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import with_changes
from guiaviva.judgement import diagnostics, judge_file
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, decode
from guiaviva.reading.gate import RefusedError
from guiaviva.reporting import refusal, sentence, spoken

# How many new objects are gone through at once, and how often all are: a change makes some hundred thousand.
_SELDOM = (20_000, 20, 50)
Texts = Mapping[str, bytes | None]
"""What is typed, by path from the root of the guide; None where the file is no longer open."""


def root_of(file: Path) -> tuple[Path, str] | None:
    """Return the root of the guide to which a page or a file of data belongs, and its path from there, or None."""
    for folder in file.parents:
        if is_guide(folder):
            path = PurePosixPath(file.relative_to(folder)).as_posix()
            return (folder, path) if path.startswith(("docs/", "data/")) or path == "mkdocs.yml" else None
    return None


def is_guide(folder: Path) -> bool:
    """Return whether a folder is the root of a guide."""
    return (folder / "docs").is_dir() and (folder / "data").is_dir()


@dataclass
class Followed:
    """The guide at `root` with what is typed. Only one thread at a time may call the methods; any may read `guide`.

    `wrong` says why the files cannot be read as they are: then `guide` is as it was when they could, or None.
    `language` is the one that the editor asks for, or None.
    """

    root: Path
    today: date | None
    language: str | None
    guide: Guide | None = None
    wrong: str = ""
    _typed: dict[str, bytes] = field(default_factory=dict)
    _store: Cache | None = None

    @property
    def messages(self) -> str:
        """The language of the messages."""
        return spoken(self.guide, self.language)[0] if self.guide else self.language or ""

    def take(self, texts: Texts) -> None:
        """Take what is typed now, or read from the disk what is no longer open."""
        for path, data in texts.items():
            self._typed.pop(path, None)
            if data is not None:
                self._typed[path] = data
        self._store = self._store or Cache(self.root)
        folder = Folder(self.root, dict(self._typed))
        try:
            if self.guide is None or self.wrong:
                self.guide = load_guide(folder, today=self.today, languages=[self.language], store=self._store)
                _spare()
            else:
                self.guide = with_changes(self.guide, folder, texts, today=self.today, store=self._store)
            self.wrong = ""
        except (CannotJudgeError, RefusedError) as error:
            cannot = refusal(error) if isinstance(error, RefusedError) else error
            self.wrong = sentence(cannot, self.messages or "en")

    def unreadable(self, path: str, data: bytes) -> tuple[Diagnostic, ...]:
        """Return why a text of data is no YAML, which is told sooner than what its values are."""
        found = read_document(decode(path, data, "invalid-data"), "invalid-data").problems
        # A repair is made of the text that was taken.
        return tuple(replace(one, edit=None) for one in self.said(found))

    def own(self, path: str) -> tuple[Finding, ...]:
        """Return what the rules find in one file."""
        return judge_file(self.guide, path) if self.guide else ()

    def said(self, findings: Iterable[Finding]) -> tuple[Diagnostic, ...]:
        """Return findings with their levels and words."""
        return diagnostics(self.guide, findings, self.messages) if self.guide else ()


def _spare() -> None:
    """Have the garbage collector leave alone what there is: it goes through a guide for longer than a change takes.

    A guide that was changed is freed without it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def moved(findings: Iterable[Finding], before: str, now: str) -> list[Finding]:
    """Return findings in a text that has changed since: where their lines are now, without those whose line is not."""
    old, new = before.split("\n"), now.split("\n")
    kept = []
    for one in findings:
        line = old[one.place.line - 1] if one.place.line <= len(old) else ""
        same = one.place.line <= len(new) and new[one.place.line - 1] == line
        if same:
            kept.append(one)
        elif line.strip() and new.count(line) == 1:
            kept.append(replace(one, place=one.place._replace(line=new.index(line) + 1)))
    return kept
