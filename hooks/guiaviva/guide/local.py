"""What holds only in some places, or for some institutions, marked where it stands.

`<!-- only ES-CT municipality -->` in a line of its own marks the paragraph, list or table that follows, the section
where a heading follows, and the whole page before its title; at the end of a list item or of a row, that item or row.
A scope names countries and regions, kinds of institution, networks that it has and profiles, in any order: of each of
these it must be one of those named, and `x+tiktok` is both. It may name sizes too, as `several-people`, which all must
hold. After a colon a mark says what an institution elsewhere is
to write in its place: below its heading, where it is a section. `<!-- only x, elsewhere: … -->` gives the text itself
that is there instead, in a row only that of its cell. `x-only: ES-CT municipality` marks the record or the text of data
in which it is; `x-elsewhere` beside it says what other institutions have in its place.

`guia init` takes what fits the new institution; in the guide itself the marks change nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from rapidfuzz.distance import OSA

from guiaviva.diagnostics import Place
from guiaviva.facts.schema import Institution, InstitutionKind
from guiaviva.guide.exceptions import lines_after
from guiaviva.nearest import nearest
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, read_page

KEY = "x-only"
DEMONSTRATION = "demonstration"
"""The scope of what is true of the invented institution alone."""
EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""The countries of `EU`: https://european-union.europa.eu/principles-countries-history/eu-countries_en (2026)."""
KINDS: frozenset[str] = frozenset(get_args(InstitutionKind))
PROFILES: frozenset[str] = frozenset(get_args(Institution.model_fields["profile"].annotation))
SIZES = ("few-people", "several-people", "several-networks", "several-languages")
"""What a passage may need: a team of three or fewer, somebody besides whoever reads it, another network or language."""
_COMMENT = re.compile(r"<!--\s*only\b([^:>]*?)(?::(.*?))?\s*-->", re.DOTALL)
# One whose first word is nearly the one that it should be, or perhaps that in another language.
_NEARLY = re.compile(r"<!--\s*(?P<word>[^\W\d_]{2,10})\s+(?P<scope>[^:>]+?)(?::.*?)?\s*-->", re.DOTALL)
_ONLY = "only"
_ELSEWHERE = ", elsewhere"
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[\s.,;'’«»?%])*")
_AND = "+"
_TERRITORY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True)
class Scope:
    """Where something holds: in any of these territories, for any of these kinds, networks, profiles; empty: in all.

    Of the `sizes`, the institution must have each.
    """

    territories: frozenset[str]
    kinds: frozenset[str]
    networks: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()

    def fits(self, territory: str, kind: str, networks: Collection[str], holds: Collection[str]) -> bool:
        """Return whether it holds for an institution of this kind and networks in a territory as `ES-CT`.

        `holds` are its profile and those of the `SIZES` that it has.
        """
        country = territory.partition("-")[0]
        around = {territory, country, *(("EU",) if country in EUROPEAN_UNION else ())}
        return (
            (not self.territories or not around.isdisjoint(self.territories))
            and (not self.kinds or kind in self.kinds)
            and (not self.networks or any(set(one.split(_AND)).issubset(networks) for one in self.networks))
            and (not self.profiles or not self.profiles.isdisjoint(holds))
            and self.sizes.issubset(holds)
        )


@dataclass(frozen=True)
class Local:
    """A passage of a page that holds only somewhere.

    It is in the lines `first` to `last`; `own` is whether the mark has a line of its own. `scope` is None where the
    mark cannot be read, as `found`. `prompt` is what is to be written elsewhere, and `instead` the text that is there
    elsewhere, or "".
    """

    place: Place
    scope: Scope | None
    found: str
    prompt: str
    instead: str
    first: int
    last: int
    own: bool


def scope_of(text: str, networks: Collection[str]) -> Scope | None:
    """Return the scope that words such as `ES-CT municipality` name, or None where one of them is none of a scope.

    `networks` are the keys of those that it may name.
    """
    words = text.split()
    if not words or any(not _known(word, networks) for word in words):
        return None
    territories = frozenset(word for word in words if _TERRITORY.fullmatch(word))
    profiles = PROFILES.intersection(words)
    kinds = (KINDS | {DEMONSTRATION}).intersection(words)
    sizes = frozenset(SIZES).intersection(words)
    return Scope(territories, kinds, frozenset(words) - territories - profiles - kinds - sizes, profiles, sizes)


def named_in(text: str, networks: Collection[str]) -> Iterator[Scope]:
    """Return the scopes that the marks in a text name; `networks` as of `scope_of`."""
    for match in _COMMENT.finditer(text):
        if scope := scope_of(match[1].strip().removesuffix(_ELSEWHERE), networks):
            yield scope


def names(networks: Collection[str]) -> tuple[str, ...]:
    """Return what a scope may name besides territories, in alphabetical order."""
    return tuple(sorted({*KINDS, *PROFILES, *SIZES, *networks}))


def mended(text: str, networks: Collection[str]) -> tuple[str, str, str] | None:
    """Return the first word of a scope that is none, the nearest right one, and the scope with the right ones.

    None where no word of it is unknown, or one of them resembles nothing.
    """
    words = text.replace(",", " ").split()
    right = [word if _known(word, networks) else _nearest(word, networks) for word in words]
    wrong = next((pair for pair in zip(words, right, strict=True) if pair[0] != pair[1]), None)
    return (*wrong, " ".join(right)) if wrong and all(right) else None


def _known(word: str, networks: Collection[str]) -> bool:
    several = word.split(_AND)
    named = {*KINDS, *PROFILES, *SIZES, DEMONSTRATION}
    return _is_territory(word) or word in named or all(one in networks for one in several)


def _is_territory(word: str) -> bool:
    """Return whether a word is the code of a country, of a region of one, or of the European Union."""
    return bool(_TERRITORY.fullmatch(word)) and word[:2] in _countries()


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset(("EU", *Locale("en").territories))


def _nearest(word: str, networks: Collection[str]) -> str:
    if _AND in word:
        several = [one if one in networks else nearest(one, networks) for one in word.split(_AND)]
        return _AND.join(several) if all(several) else ""
    if _is_territory(word.upper()):
        return word.upper()
    return nearest(word, (*names(networks), DEMONSTRATION))


def in_page(page: Page, networks: Collection[str]) -> Iterator[Local]:
    """Return the passages of a page that hold only somewhere, in order; `networks` as of `scope_of`."""
    for place, text in page.comments:
        if match := _COMMENT.fullmatch(text):
            end = place.line + text.count("\n")
            own = page.source.line(place.line).strip().startswith("<!--") and page.source.line(end).strip().endswith(
                "-->"
            )
            first, last = lines_after(page, end + 1) if own else (place.line, _item(page, end))
            written = " ".join((match[2] or "").split())
            scope = " ".join(match[1].split())
            found = scope.removesuffix(_ELSEWHERE) if written else scope
            prompt, instead = ("", written) if found != scope else (written, "")
            yield Local(place, scope_of(found, networks), found, prompt, instead, first, last, own)


def misspelt(page: Page, networks: Collection[str]) -> Iterator[tuple[Place, str, str]]:
    """Return the marks whose first word is nearly «only», or another one before the name of a place or of a kind.

    Each is the place, that word, and the scope that follows.
    """
    for place, text in page.comments:
        match = _NEARLY.fullmatch(text)
        if match and match["word"] != _ONLY:
            written = " ".join(match["scope"].split()).removesuffix(_ELSEWHERE)
            scope = scope_of(written, networks)
            near = OSA.distance(match["word"].lower(), _ONLY, score_cutoff=1) <= 1
            if scope and (near or scope.territories or scope.kinds):
                yield place, match["word"], written


def elsewhere(page: Page) -> Iterator[tuple[Place, Page]]:
    """Return each text that is there elsewhere, read as a page, with its place."""
    for place, text in page.comments:
        match = _COMMENT.fullmatch(text)
        if match and " ".join(match[1].split()).endswith(_ELSEWHERE):
            instead = " ".join((match[2] or "").split())
            # Of a text without any markup nothing is asked.
            if not _PLAIN.fullmatch(instead):
                yield place, _read(page.path, instead, page.language, page.id)


# A preview asks for all of them after each edit, which changes few.
@lru_cache(maxsize=1000)
def _read(path: str, text: str, language: str, id: str) -> Page:
    return read_page(Source(path, text), language, id)


def _item(page: Page, line: int) -> int:
    """Return the last line of the item, row or line at a line: of an item, what is indented below it too."""
    text = page.source.line(line)
    indent = len(text) - len(text.lstrip())
    if re.match(r"\s*([-*+]|\d+[.)])\s", text):
        while (after := page.source.line(line + 1)).strip() and len(after) - len(after.lstrip()) > indent:
            line += 1
    return line
