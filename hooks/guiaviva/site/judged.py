"""A guide with all that is known of it once it has been checked: made once, then handed to whatever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guiaviva.blocks.glossary import Vocabulary
from guiaviva.checking import Checked
from guiaviva.diagnostics import Diagnostic, Finding
from guiaviva.guide import Guide
from guiaviva.judging import findings, tell
from guiaviva.search.index import Index, index_of

Export = Callable[[], Iterable[tuple[str, str]]]
"""Makes files that no page and no theme brings: path from the top of the site, and text."""


@dataclass(frozen=True)
class Judgement:
    """A guide, its diagnostics in any language, and the index of each of its languages, each made once.

    `language` is that of the messages, for whoever reads them all.
    """

    guide: Guide
    language: str
    _diagnostics: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    _findings: list[Finding] = field(default_factory=list)
    _indexes: dict[str, Index] = field(default_factory=dict)

    @classmethod
    def of(cls, checked: Checked) -> Judgement:
        """Return the judgement of a guide that was checked in one language."""
        return cls(checked.guide, checked.language, {checked.language: checked.told})

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the guide, in the words of a language."""
        if language not in self._diagnostics:
            if not self._findings:
                self._findings.extend(findings(self.guide))
            self._diagnostics[language] = tell(self.guide, self._findings, language)
        return self._diagnostics[language]

    def index(self, language: str) -> Index:
        """Return the index of the search in a language."""
        if language not in self._indexes:
            self._indexes[language] = index_of(self.guide, language)
        return self._indexes[language]


@dataclass
class Handed:
    """What a build hands to the hooks through MkDocs' configuration.

    `exports` collects what they export, to be written when the build has time for it; None where MkDocs builds by
    itself: then each hook writes its files at once. `shown_diagnostics` gathers the languages in which the page that is
    being converted shows what the check reports; `vocabularies` are the defined terms, by language.
    """

    judgement: Judgement
    exports: list[Export] | None = None
    shown_diagnostics: set[str] = field(default_factory=set)
    vocabularies: dict[str, Vocabulary | None] = field(default_factory=dict)

    def diagnostics(self, language: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the guide, for a page that shows it."""
        self.shown_diagnostics.add(language)
        return self.judgement.diagnostics(language)
