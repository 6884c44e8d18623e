"""No page states a limit, hours, a response time, an age, a date or a telephone that data does not.

A figure has one place. Where a page repeats it, the day comes on which the two differ, and nobody knows which holds.
What a page quotes, advises or says about the past is not a statement of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.prose.statements import sentences, sentences_of, stated
from guiaviva.reading.pages import Page
from guiaviva.rules.contradiction.contacts import ContactStatements, unknown_helplines
from guiaviva.rules.contradiction.days import DayStatements
from guiaviva.rules.contradiction.duties import CUES, DutyStatements
from guiaviva.rules.contradiction.limits import LimitStatements
from guiaviva.rules.contradiction.linked import LinkedStatements
from guiaviva.rules.contradiction.objectives import objective_counts, objective_shares, resource_hours
from guiaviva.rules.contradiction.reader import Reader, Told, told_by, told_in
from guiaviva.rules.contradiction.times import TimeStatements


def check_data(guide: Guide) -> Iterator[Finding]:
    yield from unknown_helplines(guide)
    yield from objective_shares(guide)
    yield from objective_counts(guide)
    yield from resource_hours(guide)
    checks = cache(partial(_Checks, guide))
    for entry, text in guide.facts.texts:
        said = ((checks(one), told_in(entry, text, one), text.value[one]) for one in _read(guide, text.value))
        # What all languages say is one cause.
        yield from next(filter(None, (list(check.in_text(told, own)) for check, told, own in said)), ())


def _read(guide: Guide, texts: Mapping[str, str]) -> list[str]:
    """Return the languages of a text that can be read."""
    return [language for language in texts if language in guide.model.prose]


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    checks = cache(partial(_Checks, guide))
    for page in guide.published(pages):
        if page.language in guide.model.prose:
            yield from checks(page.language).findings(page)


class _Checks:
    """Compares what is said in one language with the data."""

    def __init__(self, guide: Guide, language: str) -> None:
        self.reader = Reader(guide, language)
        self.linked = LinkedStatements(self.reader)
        self.duties = self.reader.figures.roots_of(*CUES)
        kinds = LimitStatements, TimeStatements, DayStatements, ContactStatements, DutyStatements
        self.of_sentences = [kind(self.reader) for kind in kinds]

    def findings(self, page: Page) -> Iterator[Finding]:
        """Return what a page states and data does not."""
        yield from self.linked.findings(page)
        told = told_by(page)
        for sentence in sentences(page, stated(page), self._may_state):
            for check in self.of_sentences:
                yield from check.findings(told, sentence)

    def in_text(self, told: Told, text: str) -> Iterator[Finding]:
        """Return what a text of data states and other data does not."""
        for sentence in sentences_of(text, self._may_state):
            for check in self.of_sentences:
                yield from check.findings(told, sentence)

    def _may_state(self, text: str) -> bool:
        """Return whether a text may have a figure or say who does something, or has a mailbox."""
        folded = text.casefold()
        return "@" in text or self.reader.figures.may_state(text) or any(map(folded.__contains__, self.duties))
