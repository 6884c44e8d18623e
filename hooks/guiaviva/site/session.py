"""What a build or a preview has for the hooks, and the hooks for it, beside MkDocs' configuration."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from guiaviva.diagnostics import Diagnostic
from guiaviva.judgement import Judgement
from guiaviva.views.glossary import Vocabulary, vocabulary_of


@dataclass(frozen=True)
class Export:
    """Files that no page and no theme brings.

    `path` from the top of the site is that of the file, or that of a folder of files, with a `/` at the end; `beside`
    are those of files that are made with it. `make` returns the path and the content of each. Where that takes an
    index, `make_one` returns the text of one of them, or None where there is none of that path: a preview has it called
    in another process. `key` returns a digest of all that the files depend on beside the program; without it, that is
    what the templates may show on any page.
    """

    path: str
    make: Callable[[Judgement], Iterable[tuple[str, str | bytes]]]
    make_one: Callable[[Judgement, str], str | None] | None = None
    key: Callable[[Judgement], str] | None = None
    beside: Collection[str] = ()

    def holds(self, path: str) -> bool:
        """Return whether a path is that of the file, of one in the folder, or of one that is made with it."""
        return path in self.beside or (path.startswith(self.path) if self.path.endswith("/") else path == self.path)

    def content(self, judgement: Judgement, path: str) -> str | bytes | None:
        """Return the content of the file at a path, or None where there is none."""
        return self.make_one(judgement, path) if self.make_one else dict(self.make(judgement)).get(path)


@dataclass
class Session:
    """A guide that has been judged, on its way to a site.

    `messages` is the language of what is said to whoever builds; `preview` says that drafts and problems are shown.
    `exports` collects what the hooks export, to be written when the build has time for it; None where MkDocs builds by
    itself: then each hook writes its files at once. `shown_diagnostics` gathers the languages in which the page that is
    being converted shows what the check reports, `shown_blocks` its blocks:
    argument, content, and a digest of the HTML.
    """

    judgement: Judgement
    messages: str
    preview: bool = False
    exports: list[Export] | None = None
    shown_diagnostics: set[str] = field(default_factory=set)
    shown_blocks: list[tuple[str, str, str]] = field(default_factory=list)
    _vocabularies: dict[str, Vocabulary | None] = field(default_factory=dict)

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the guide, for a page that shows it."""
        self.shown_diagnostics.add(language)
        return self.judgement.diagnostics(language)

    def vocabulary(self, language: str) -> Vocabulary | None:
        """Return the terms to mark in a language, or None where none is defined."""
        if language not in self._vocabularies:
            self._vocabularies[language] = vocabulary_of(self.judgement.guide, language)
        return self._vocabularies[language]

    def follow(self, judgement: Judgement) -> None:
        """Show what was judged since."""
        # The terms are data, which are the same object as long as pages alone change.
        if judgement.guide.facts is not self.judgement.guide.facts:
            self._vocabularies.clear()
        self.judgement = judgement
