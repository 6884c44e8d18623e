"""What holds only in some places or for some kinds of institution, marked where it stands.

`<!-- only ES-CT municipality -->` in a line of its own marks the paragraph, list or table that follows, the section
where a heading follows, and the whole page before its title; at the end of a list item or of a row, that item or row.
After a colon it says what an institution elsewhere is to write in its place: below its heading, where it is a section.
`x-only: ES-CT municipality` marks the record or the text of data in which it is; `x-elsewhere` beside it says what
other institutions have in its place.

`guia init` takes what fits the new institution; in the guide itself the marks change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from guiaviva.diagnostics import Place
from guiaviva.facts.schema import InstitutionKind
from guiaviva.guide.exceptions import lines_after
from guiaviva.reading.pages import Page, comments

KEY = "x-only"
ELSEWHERE = "x-elsewhere"
DEMONSTRATION = "demonstration"
"""The scope of what is true of the invented institution alone."""
EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""The countries of `EU`: https://european-union.europa.eu/principles-countries-history/eu-countries_en (2026)."""
KINDS: frozenset[str] = frozenset(get_args(InstitutionKind))
_COMMENT = re.compile(r"<!--\s*only\b([^:>]*?)(?::(.*?))?\s*-->", re.DOTALL)
_TERRITORY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True)
class Scope:
    """Where something holds: in any of these territories, for any of these kinds of institution; empty: in all."""

    territories: frozenset[str]
    kinds: frozenset[str]

    def fits(self, territory: str, kind: str) -> bool:
        """Return whether it holds for an institution of this kind in this territory, such as `ES-CT`."""
        country = territory.partition("-")[0]
        around = {territory, country, *(("EU",) if country in EUROPEAN_UNION else ())}
        return (not self.territories or not around.isdisjoint(self.territories)) and (
            not self.kinds or kind in self.kinds
        )


@dataclass(frozen=True)
class Local:
    """A passage of a page that holds only somewhere.

    It is in the lines `first` to `last`; `own` is whether the mark has a line of its own. `scope` is None where the
    mark cannot be read, as `found`. `prompt` is what is to be written elsewhere, or "".
    """

    place: Place
    scope: Scope | None
    found: str
    prompt: str
    first: int
    last: int
    own: bool


def scope_of(text: str) -> Scope | None:
    """Return the scope that words such as `ES-CT municipality` name, or None where one of them is neither."""
    words = text.split()
    territories = frozenset(word for word in words if _TERRITORY.fullmatch(word))
    kinds = frozenset(words) - territories
    return Scope(territories, kinds) if words and kinds <= KINDS | {DEMONSTRATION} else None


def named_in(text: str) -> Iterator[Scope]:
    """Return the scopes that the marks in a text name."""
    yield from filter(None, (scope_of(match[1]) for match in _COMMENT.finditer(text)))


def in_page(page: Page) -> Iterator[Local]:
    """Return the passages of a page that hold only somewhere, in order."""
    for place, text in comments(page):
        if match := _COMMENT.fullmatch(text):
            end = place.line + text.count("\n")
            own = page.source.line(place.line).strip().startswith("<!--") and page.source.line(end).strip().endswith(
                "-->"
            )
            first, last = lines_after(page, end + 1) if own else (place.line, _item(page, end))
            prompt = " ".join((match[2] or "").split())
            yield Local(place, scope_of(match[1]), " ".join(match[1].split()), prompt, first, last, own)


def _item(page: Page, line: int) -> int:
    """Return the last line of the item, row or line at a line: of an item, what is indented below it too."""
    text = page.source.line(line)
    indent = len(text) - len(text.lstrip())
    if re.match(r"\s*([-*+]|\d+[.)])\s", text):
        while (after := page.source.line(line + 1)).strip() and len(after) - len(after.lstrip()) > indent:
            line += 1
    return line
