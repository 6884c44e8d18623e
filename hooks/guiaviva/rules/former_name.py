"""Pages and texts of data call a network by the name that it has, and not by one that it had.

Who reads «Twitter» looks for an application that is no longer there. What is about the past, names both, is a
quotation, a source or an address may well have the name of then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from guiaviva.contentmodel import ProseSpec
from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.prose.figures import whole
from guiaviva.prose.phrases import any_of
from guiaviva.prose.statements import sentences, stated, unquoted
from guiaviva.reading.pages import Page

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# A link that leads out of the guide: a longer text than the name is the title of what somebody else wrote.
_LEADS_OUT = re.compile(r"\[([^\[\]\n]*)\]\(<?https?:")
# They say what a name means.
_VOCABULARY = "data/terms.yml"


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    names = _Names(guide)
    for page in guide.published(pages):
        if not any(map(page.source.folded.__contains__, names.now)):
            continue
        for section in page.sections:
            for match in names.used(unquoted(section.title), page.language):
                yield names.finding(section.place, match[0])
        for sentence in sentences(page, stated(page), names.may_stand):
            for match in names.used(sentence.text, page.language, sentence.context):
                at = sentence.start + match.start()
                place = page.source.place_of(at, at + len(match[0]))
                if not _within_title(page.source.line(place.line), place.column - 1):
                    yield names.finding(place, match[0])


def check_data(guide: Guide) -> Iterator[Finding]:
    names = _Names(guide)
    for entry, texts in guide.facts.texts:
        for language, text in texts.value.items():
            if names.may_stand(text) and entry.document.path != _VOCABULARY:
                for match in names.used(unquoted(text), language):
                    yield names.finding(partial(entry.value_place, *texts.path, language), match[0])


class _Names:
    """The former names of the networks of a guide, and in which sentences they may be."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        networks = [entry.record for entry in guide.facts.networks.values()]
        present = {network.name.casefold() for network in networks}
        self.now = {former.casefold(): one.name for one in networks for former in one.former_names}
        self.now = {former: name for former, name in self.now.items() if former not in present}
        self.pattern = whole(self.now)
        self.named_now = {former: whole([name]) for former, name in self.now.items()}
        self.silent: dict[str, re.Pattern[str]] = {}

    def may_stand(self, text: str) -> bool:
        """Return whether one of the names may be in a text."""
        folded = text.casefold()
        return any(map(folded.__contains__, self.now))

    def used(self, text: str, language: str, context: str = "") -> Iterator[re.Match[str]]:
        """Return where a sentence uses a former name as if it were that of today."""
        said = context or text
        if self._of_the_past(said, language):
            return
        for match in self.pattern.finditer(text):
            if not self.named_now[match[0].casefold()].search(said):
                yield match

    def finding(self, where: Where, name: str) -> Finding:
        """Return the finding of a former name at a place."""
        return found("former-name", where, about=name.casefold(), found=name, name=self.now[name.casefold()])

    def _of_the_past(self, text: str, language: str) -> bool:
        """Return whether a sentence is about the past, by its words or by a year that is over, or names its sources."""
        if language not in self.silent:
            spec = self.guide.model.prose.get(language, ProseSpec())
            past = spec.figures.silent.get("past", ())
            phrases = (*spec.names.former, *spec.names.sources, *spec.sources.begin, *past)
            self.silent[language] = re.compile(any_of(phrases))
        years = (int(year) for year in _YEAR.findall(text))
        return any(year < self.guide.today.year for year in years) or bool(self.silent[language].search(text))


def _within_title(line: str, at: int) -> bool:
    """Return whether a place is within the text of a link to what somebody else wrote, which is more than the name."""
    links = _LEADS_OUT.finditer(line)
    return any(link.start(1) <= at < link.end(1) and " " in link[1].strip() for link in links)
