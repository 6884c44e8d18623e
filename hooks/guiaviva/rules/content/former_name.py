"""Pages and texts of data call a network or a role by the name that it has, and not by one that it had.

Who reads «Twitter» looks for an application that is no longer there.

Not seen: names that data does not give as «former_names», quotations, links to other sites and code, nor a paragraph,
row or text that has today's name, a year or «formerly» beside the old one, since it is about the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiaviva.contentmodel import ProseSpec
from guiaviva.diagnostics import Finding, Where, found
from guiaviva.facts.schema import Network, Role
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page
from guiaviva.text.phrases import any_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|`[^`]*`|https?://\S+|[@#]\S+|\S+@\S+")
# They say what a name means.
_VOCABULARY = "data/terms.yml"


def check(guide: Guide) -> Iterator[Finding]:
    names = _Names(guide)
    for page in guide.pages.values():
        if names.may_stand(page.source.folded):
            yield from _of_page(guide, names, page)
    for text, language, where in guide.facts.written:
        if names.may_stand(text.casefold()) and where().path != _VOCABULARY:
            for name in names.used(text, language):
                yield names.finding(where, name)


def _of_page(guide: Guide, names: _Names, page: Page) -> Iterator[Finding]:
    for passage in guide.passages(page):
        # People may well look for the former name.
        if not passage.quoted and passage.kind != "search_words":
            for name in names.used(passage.prose, page.language):
                yield names.finding(page.at(passage.line), name)


class _Names:
    """The former names of networks and roles, with those of today."""

    def __init__(self, guide: Guide) -> None:
        networks, roles = guide.facts.networks.values(), guide.facts.roles.values()
        records: list[Network | Role] = [*(one.record for one in networks), *(one.record for one in roles)]
        pairs = [(former, one) for one in records for former in one.former_names]
        today = {name.casefold() for one in records for name in _names_of(one)}
        self.now = {old.casefold(): _names_of(one) for old, one in pairs if old.casefold() not in today}
        self.prose, self.silent = guide.model.prose, dict[str, re.Pattern[str]]()
        forms = "|".join(map(re.escape, sorted(self.now, key=len, reverse=True)))
        self.pattern = re.compile(rf"(?<![\w@#.-])(?:{forms or '(?!)'})(?![\w-]|\.\w)", re.IGNORECASE)

    def may_stand(self, folded: str) -> bool:
        """Return whether one of the names may be in a text, its case folded."""
        return any(map(folded.__contains__, self.now))

    def used(self, text: str, language: str) -> list[str]:
        """Return the former names that a text uses as if they were those of today."""
        folded = text.casefold()
        if not self.may_stand(folded) or _YEAR.search(text) or self._of_then(language).search(text):
            return []
        found = (match[0] for match in self.pattern.finditer(_QUOTED.sub(" ", text)))
        return [one for one in found if not any(now.casefold() in folded for now in self.now[one.casefold()])]

    def _of_then(self, language: str) -> re.Pattern[str]:
        """Return the pattern of what shows that a text speaks of the past, or names its sources."""
        if language not in self.silent:
            spec = self.prose.get(language, ProseSpec())
            self.silent[language] = re.compile(any_of((*spec.names.former, *spec.names.sources, *spec.sources.begin)))
        return self.silent[language]

    def finding(self, where: Where, name: str) -> Finding:
        """Return the finding of a former name at a place."""
        return found("former-name", where, about=name.casefold(), found=name, name=self.now[name.casefold()][0])


def _names_of(record: Network | Role) -> list[str]:
    """Return what a network or a role is called today, in any language."""
    return [record.name, *(record.names or {}).values()] if isinstance(record, Network) else [*record.name.values()]
